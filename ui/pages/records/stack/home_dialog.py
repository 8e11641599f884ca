"""Where a part of a stack goes, asked of the person: which case, and which of its documents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from models.errors import UserError
from models.messages import render
from models.records.stack import Home
from models.services.views import Hit
from models.services.views.records import CaseHomes
from ui import theme
from ui.context import AppContext
from ui.icons import Icon
from ui.theme import Role
from ui.widgets.basics import Button, label, row
from ui.widgets.fields import FieldNote, SearchBox, labelled

_SIZE = (820, 520)
_DATA = Qt.ItemDataRole.UserRole
_OTHER = "Dokumen lain (tulis namanya)"
_MOST = 20


class HomeDialog(QDialog):
    """Asks where papers go. Cases of the same stack stand first; others are found by number or name.

    Args of the constructor:
        near: cases of this stack, as (id, number).
        start: where the papers were to go until now, None for nowhere.

    Signals:
        chosen: a ``Home``.
    """

    chosen = Signal(object)

    def __init__(
        self, parent: QWidget, context: AppContext, what: str, near: Sequence[tuple[int, str]], start: Home | None
    ) -> None:
        super().__init__(parent)
        self._context, self._near, self._start = context, tuple(near), start
        self.setWindowTitle("Tempatkan")
        room, shown = parent.window().size(), theme.current()
        self.resize(min(shown.px(_SIZE[0]), room.width() - 40), min(shown.px(_SIZE[1]), room.height() - 40))
        self._build(what)
        self.search.searched.connect(self._find)
        self.search.returnPressed.connect(self.cases.setFocus)
        self.cases.currentItemChanged.connect(lambda item, _before: self._take_case(item))
        self.homes.currentItemChanged.connect(lambda item, _before: self._take_home(item))
        self.homes.itemActivated.connect(lambda _item: self._choose())
        self.title.returnPressed.connect(self._choose)
        self.title.textChanged.connect(lambda _text: self.note.clear())
        self._offer([])
        self.search.setFocus()

    def _build(self, what: str) -> None:
        self.search = SearchBox("Cari kasus", "Nomor register atau nama")
        self.title, self.note = QLineEdit(), FieldNote()
        self.cases, self.homes = QListWidget(), QListWidget()
        for one in (self.cases, self.homes):  # what is too long ends in "…"
            one.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.cases.setAccessibleName("Kasus")
        self.homes.setAccessibleName("Dokumen")
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 16, 20, 14)
        box.setSpacing(10)
        box.addWidget(label("Tempatkan", Role.SUBTITLE))
        box.addWidget(label(what, Role.MUTED, wrap=True))
        columns = QHBoxLayout()
        columns.setSpacing(14)
        left, right = QVBoxLayout(), QVBoxLayout()
        left.addLayout(labelled("Kasus", self.search))
        left.addWidget(self.cases, 1)
        right.addLayout(labelled("Dokumen", self.homes))
        columns.addLayout(left, 2)
        columns.addLayout(right, 3)
        box.addLayout(columns, 1)
        box.addLayout(labelled("Nama dokumen, tanpa nama klien", self.title, required=True))
        box.addWidget(self.note)
        self.place_button = Button("Tempatkan", Icon.CHECK, "primary", clicked=self._choose, shortcut="Ctrl+Return")
        box.addLayout(row(None, Button("Batal", clicked=self.reject), self.place_button))

    # ------------------------------------------------------------------ cases

    def _find(self, words: str) -> None:
        text, search = words.strip(), self._context.workspace.search
        if not text:
            self._offer([])
            return
        self._context.runner.query(lambda: search.find(text, _MOST), self._offer, owner=self, latest="tumpukan_kasus")

    def _offer(self, hits: Sequence[Hit]) -> None:
        """Show the cases found; without words those of this stack."""
        found = [(hit.target[1], hit.title, hit.detail) for hit in hits if hit.target[0] == "kasus"]
        if not self.search.text().strip():
            found = [(case_id, number, "Dalam tumpukan ini") for case_id, number in self._near]
        self.cases.blockSignals(True)
        self.cases.clear()
        for case_id, title, detail in found:
            item = QListWidgetItem("\n".join(part for part in (title, detail) if part))
            item.setData(_DATA, case_id)
            self.cases.addItem(item)
        self.cases.blockSignals(False)
        wanted = self._start.case_id if self._start else None
        turn = next((turn for turn, (case_id, *_rest) in enumerate(found) if case_id == wanted), 0 if hits else -1)
        if turn >= 0 and found:
            self.cases.setCurrentRow(turn)
        else:
            self._take_case(None)

    def _take_case(self, item: QListWidgetItem | None) -> None:
        self.homes.clear()
        self.note.clear()
        if item is None:
            said = "Kasus tidak ditemukan." if self.search.text().strip() else ""
            self.homes.setEnabled(False)
            if said:
                self.note.show_hint(said)
            return
        case_id, stacks = int(item.data(_DATA)), self._context.workspace.stacks
        self._context.runner.query(
            lambda: stacks.homes(case_id), self._show_homes, self._refused, owner=self, latest="tumpukan_tempat"
        )

    def _refused(self, error: UserError) -> None:
        said = render(error)
        self.note.show_problem(" ".join(part for part in (said.why, said.do) if part))

    # ------------------------------------------------------------------ documents

    def _show_homes(self, found: CaseHomes) -> None:
        self.homes.clear()
        self.homes.setEnabled(True)
        for group in found.groups:
            self._heading(group.title)
            for home in group.homes:
                self._home(home.title, home)
        self._heading("Lainnya")
        self._home(_OTHER, Home(found.number, "", found.case_id))
        wanted = self._start.document if self._start else ()
        lines = [self.homes.item(turn) for turn in range(self.homes.count())]
        same = next((line for line in lines if (home := line.data(_DATA)) and wanted and home.document == wanted), None)
        if same is not None:
            self.homes.setCurrentItem(same)

    def _heading(self, text: str) -> None:
        item = QListWidgetItem(text)
        item.setFont(theme.current().font(Role.STRONG))
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        self.homes.addItem(item)

    def _home(self, text: str, home: Home) -> None:
        item = QListWidgetItem(text)
        item.setToolTip(text)
        item.setData(_DATA, home)
        self.homes.addItem(item)

    def _take_home(self, item: QListWidgetItem | None) -> None:
        home: Home | None = item.data(_DATA) if item is not None else None
        if home is None:  # a heading
            return
        self.title.setText(home.title)
        if not home.title:
            self.title.setFocus()

    def _choose(self) -> None:
        home: Home | None = self.homes.currentItem().data(_DATA) if self.homes.currentRow() >= 0 else None
        title = " ".join(self.title.text().split())
        if home is None:
            self.note.show_problem("Pilih kasus, lalu dokumennya.")
            self.search.setFocus()
        elif not title:
            self.note.show_problem("Nama dokumen belum diisi.")
            self.title.setFocus()
        else:
            self.accept()
            self.chosen.emit(replace(home, title=title))
