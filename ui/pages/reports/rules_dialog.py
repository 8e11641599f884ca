"""The office's rules for its reports: who decides, which counts are hidden, what people write."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHeaderView,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from models.domain.posts import SIGNING_POSTS
from models.errors import UserError
from models.messages import render
from models.statistics.figures import Basis
from models.statistics.report_paper import BASIS_WORDS
from models.statistics.report_rules import AFTER, BEFORE, Part, ReportRules
from ui import theme
from ui.context import AppContext
from ui.editing.parts import Pick
from ui.icons import Icon
from ui.theme import Role
from ui.widgets.basics import Button, label, row
from ui.widgets.fields import FieldNote, labelled

_SIZE = (700, 560)
_NOBODY = ""
_HEADS = ("Judul bagian", "Petunjuk", "Sebelum tabel", "Wajib")
_BEFORE, _REQUIRED = 2, 3


class RulesDialog(QDialog):
    """Opened by ``show_for``; closes when the rules were kept."""

    def __init__(self, parent: QWidget, context: AppContext, rules: ReportRules, saved: Callable[[], object]) -> None:
        super().__init__(parent)
        self._context, self._rules, self._saved = context, rules, saved
        self.setWindowTitle("Aturan laporan")
        room, shown = parent.window().size(), theme.current()
        self.resize(min(shown.px(_SIZE[0]), room.width() - 40), min(shown.px(_SIZE[1]), room.height() - 40))
        self.basis = _pick(
            "Kasus dihitung menurut", [(one, BASIS_WORDS[one].capitalize()) for one in Basis], rules.basis
        )
        posts = [(key, words) for key, words in SIGNING_POSTS.items() if key != "petugas"]
        nobody: list[tuple[object, str]] = [(_NOBODY, "Tidak ada, langsung kepada yang menyetujui")]
        self.receiver = _pick("Laporan diterima oleh", [*nobody, *posts], next(iter(rules.receivers), _NOBODY))
        self.approver = _pick("Laporan disetujui oleh", list(posts), rules.approvers[0])
        self.threshold = _spin("Angka di bawah ini disembunyikan", rules.threshold, 20)
        self.look_back = _spin("Laporan sebelumnya yang dibandingkan", rules.look_back, 60)
        self.parts = QTableWidget(0, len(_HEADS))
        self.note = FieldNote()
        self.save_button = Button("Simpan aturan", Icon.SAVE, "primary", clicked=self._save, shortcut="Ctrl+Return")
        self._build()

    @staticmethod
    def show_for(parent: QWidget, context: AppContext, saved: Callable[[], object]) -> None:
        """Fetch the rules, then open the window."""

        def shown(rules: ReportRules) -> None:
            dialog = RulesDialog(parent, context, rules, saved)
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

        context.runner.query(context.workspace.report_rules.rules, shown, owner=parent)

    def _build(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 16, 20, 14)
        box.setSpacing(10)
        box.addWidget(label("Aturan laporan", Role.SUBTITLE))
        box.addLayout(_beside(labelled("Diterima oleh", self.receiver), labelled("Disetujui oleh", self.approver)))
        box.addLayout(
            _beside(
                labelled("Dihitung menurut", self.basis),
                labelled("Sembunyikan angka di bawah", self.threshold),
                labelled("Bandingkan laporan sebelumnya", self.look_back),
            )
        )
        box.addWidget(label("Bagian yang ditulis", Role.STRONG))
        self._build_parts()
        box.addWidget(self.parts, 1)
        add = Button("Tambah bagian", Icon.ADD, clicked=self._add)
        remove = Button("Hapus bagian", Icon.DELETE, clicked=self._remove)
        box.addLayout(row(add, remove, None))
        box.addWidget(self.note)
        box.addLayout(row(None, Button("Batal", clicked=self.reject), self.save_button))

    def _build_parts(self) -> None:
        self.parts.setAccessibleName("Bagian laporan yang ditulis")
        self.parts.setHorizontalHeaderLabels(list(_HEADS))
        self.parts.verticalHeader().hide()
        self.parts.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.parts.setTabKeyNavigation(False)
        self.parts.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        for column, width in ((0, 170), (_BEFORE, 120), (_REQUIRED, 70)):
            self.parts.setColumnWidth(column, theme.current().px(width))
        for part in self._rules.parts:
            self._put(part)

    def _put(self, part: Part) -> None:
        number = self.parts.rowCount()
        self.parts.insertRow(number)
        title = QTableWidgetItem(part.title)
        title.setData(Qt.ItemDataRole.UserRole, part.key)
        self.parts.setItem(number, 0, title)
        self.parts.setItem(number, 1, QTableWidgetItem(part.hint))
        self.parts.setItem(number, _BEFORE, _tick(part.place == BEFORE))
        self.parts.setItem(number, _REQUIRED, _tick(part.required))

    def _add(self) -> None:
        self._put(Part("", ""))
        self.parts.setCurrentCell(self.parts.rowCount() - 1, 0)
        self.parts.editItem(self.parts.currentItem())

    def _remove(self) -> None:
        self.parts.removeRow(self.parts.currentRow())

    def _part(self, number: int) -> Part:
        def said(column: int, role: Qt.ItemDataRole = Qt.ItemDataRole.EditRole) -> object:
            return self.parts.model().index(number, column).data(role)

        def ticked(column: int) -> bool:
            return Qt.CheckState(said(column, Qt.ItemDataRole.CheckStateRole)) is Qt.CheckState.Checked

        return Part(
            key=str(said(0, Qt.ItemDataRole.UserRole) or ""),
            title=str(said(0) or ""),
            place=BEFORE if ticked(_BEFORE) else AFTER,
            required=ticked(_REQUIRED),
            hint=str(said(1) or ""),
        )

    def rules(self) -> ReportRules:
        """The rules as they stand in the window; posts that were not chosen stay behind the chosen ones."""
        receiver, approver = str(self.receiver.currentData()), str(self.approver.currentData())
        behind = tuple(post for post in self._rules.approvers[1:] if post not in (approver, receiver))
        return replace(
            self._rules,
            basis=Basis(self.basis.currentData()),
            receivers=(receiver,) if receiver else (),
            approvers=(approver, *behind),
            threshold=self.threshold.value(),
            look_back=self.look_back.value(),
            parts=tuple(self._part(number) for number in range(self.parts.rowCount())),
        )

    def _save(self) -> None:
        service, changed = self._context.workspace.report_rules, self.rules()
        self._context.runner.command(lambda: service.save(changed), self._kept, self._refused, owner=self)

    def _kept(self, _rules: ReportRules) -> None:
        self.accept()
        self._saved()

    def _refused(self, error: UserError) -> None:
        said = render(error)
        self.note.show_problem(" ".join(part for part in (said.why, said.do) if part))


def _pick(name: str, choices: list[tuple[object, str]], chosen: object) -> Pick:
    made = Pick(name)
    made.offer(choices, chosen)
    return made


def _spin(name: str, value: int, most: int) -> QSpinBox:
    made = QSpinBox()
    made.setAccessibleName(name)
    made.setRange(0, most)
    made.setValue(value)
    return made


def _tick(on: bool) -> QTableWidgetItem:
    made = QTableWidgetItem()
    made.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsSelectable)
    made.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
    return made


def _beside(*columns: QVBoxLayout) -> QVBoxLayout:
    """Fields beside each other, equally wide."""
    made = QVBoxLayout()
    side = row(spacing=12)
    for column in columns:
        side.addLayout(column, 1)
    made.addLayout(side)
    return made
