"""The office's rules for its files: what a complete one holds, how it is sorted and kept, its sheets of labels."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHeaderView,
    QPlainTextEdit,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from models.errors import UserError
from models.messages import render
from models.records.rules import ArchiveRules, DocumentRule, Retention, ServiceRule
from ui import theme
from ui.context import AppContext
from ui.icons import Icon
from ui.pages.records.labels.editor import LabelSheetsPane
from ui.theme import Role
from ui.widgets.basics import Button, label, row
from ui.widgets.fields import FieldNote, labelled

_SIZE = (820, 640)
_LINE = 34
_OPTIONAL = "(bila perlu) "


class RulesDialog(QDialog):
    """Opened by ``show_for``; closes when the rules were kept."""

    def __init__(
        self, parent: QWidget, context: AppContext, rules: ArchiveRules, procedures: dict[str, ServiceRule],
        saved: Callable[[], object],
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._context, self._rules, self._procedures, self._saved = context, rules, procedures, saved
        self._services = {one.sop or one.name: one for one in rules.services}
        self._shown = ""
        self.setWindowTitle("Aturan arsip")
        room, shown = parent.window().size(), theme.current()
        self.resize(min(shown.px(_SIZE[0]), room.width() - 40), min(shown.px(_SIZE[1]), room.height() - 40))
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 16, 20, 14)
        box.setSpacing(10)
        box.addWidget(label("Aturan arsip", Role.SUBTITLE))
        tabs = QTabWidget()
        tabs.setAccessibleName("Bagian aturan arsip")
        tabs.addTab(self._build_services(), "Isi berkas")
        tabs.addTab(self._build_criteria(), "Kriteria pemilahan")
        tabs.addTab(self._build_retention(), "Masa simpan")
        tabs.addTab(self._build_days(), "Tenggat")
        self.labels = LabelSheetsPane(context, rules.labels)
        tabs.addTab(self.labels, "Lembar label")
        box.addWidget(tabs, 1)
        self.note = FieldNote()
        box.addWidget(self.note)
        self.save_button = Button("Simpan aturan", Icon.SAVE, "primary", clicked=self._save, shortcut="Ctrl+Return")
        box.addLayout(row(None, Button("Batal", clicked=self.reject), self.save_button))
        self._show_service()

    @staticmethod
    def show_for(parent: QWidget, context: AppContext, saved: Callable[[], object]) -> None:
        """Fetch the rules and what the procedures ask for, then open the window."""
        service = context.workspace.archive_rules

        def work() -> tuple[ArchiveRules, dict[str, ServiceRule]]:
            return service.rules(), {key: service.proposal(key) for key, _name in service.procedures()}

        def shown(found: tuple[ArchiveRules, dict[str, ServiceRule]]) -> None:
            dialog = RulesDialog(parent, context, found[0], found[1], saved)
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

        context.runner.query(work, shown, owner=parent)

    # ------------------------------------------------------------------ building

    def _build_services(self) -> QWidget:
        self.service, self.documents = QComboBox(), QPlainTextEdit()
        self.documents.setAccessibleName("Dokumen yang harus ada dalam berkas")
        for key, one in self._procedures.items():
            self.service.addItem(f"Kasus: {one.name}", key)
        for one in self._rules.services:
            if not one.sop:
                self.service.addItem(one.name, one.name)
        self.service.activated.connect(lambda _place: self._show_service())
        self.new_button = Button("Layanan baru…", Icon.ADD, clicked=self._new_service)
        self.back_button = Button("Ikuti SOP lagi", Icon.UNDO, clicked=self._back_to_procedure)
        words = 'Satu dokumen per baris. Awali dengan "(bila perlu)" untuk yang tidak wajib.'
        return _page(
            row(self.service, self.new_button, self.back_button, stretch=0),
            label(words, Role.CAPTION),
            self.documents,
        )

    def _build_criteria(self) -> QWidget:
        self.criteria = QPlainTextEdit("\n".join(self._rules.criteria))
        words = "Satu kriteria per baris; tampil ketika berkas dipilah."
        return _page(label(words, Role.CAPTION), self.criteria)

    def _build_retention(self) -> QWidget:
        self.retention = QTableWidget(len(self._rules.retention) + 3, 3)
        self.retention.setHorizontalHeaderLabels(["Jenis berkas", "Tahun", "Dasar"])
        self.retention.setAccessibleName("Masa simpan")
        header = self.retention.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.retention.verticalHeader().hide()
        self.retention.verticalHeader().setDefaultSectionSize(theme.current().px(_LINE))
        self.retention.setAlternatingRowColors(True)
        self.retention.setColumnWidth(1, theme.current().px(90))
        for line, one in enumerate(self._rules.retention):
            for column, text in enumerate((one.name, str(one.years), one.basis)):
                self.retention.setItem(line, column, QTableWidgetItem(text))
        words = (
            "Dihitung sejak berkas ditutup; 0 tahun berarti disimpan tetap. Sesuaikan dengan jadwal retensi arsip. "
            "Baris kosong di bawah untuk jenis baru."
        )
        return _page(label(words, Role.CAPTION, wrap=True), self.retention)

    def _build_days(self) -> QWidget:
        self.shortage_days, self.loan_days = QSpinBox(), QSpinBox()
        for box, days in ((self.shortage_days, self._rules.shortage_days), (self.loan_days, self._rules.loan_days)):
            box.setRange(1, 365)
            box.setValue(days)
            box.setSuffix(" hari")
        return _page(
            labelled("Petugas melengkapi kekurangan dalam", self.shortage_days),
            labelled("Pinjaman kembali dalam", self.loan_days),
            None,
        )

    # ------------------------------------------------------------------ services

    def _show_service(self) -> None:
        """Keep what was typed for the service shown before, and show the chosen one."""
        self._take_up()
        self._shown = str(self.service.currentData() or "")
        rule = self._services.get(self._shown) or self._procedures.get(self._shown)
        lines = [("" if one.required else _OPTIONAL) + one.title for one in rule.documents] if rule else []
        self.documents.setPlainText("\n".join(lines))
        self.back_button.setVisible(self._shown in self._procedures and self._shown in self._services)

    def _take_up(self) -> None:
        if not self._shown:
            return
        base = self._services.get(self._shown) or self._procedures.get(self._shown)
        keys = {one.title: one.key for one in base.documents} if base else {}
        documents = tuple(_document(text, keys) for text in self.documents.toPlainText().splitlines() if text.strip())
        if base is not None and documents == base.documents:
            return
        sop = self._shown if self._shown in self._procedures else ""
        name = base.name if base else self._shown
        self._services[self._shown] = ServiceRule(name, documents, sop)

    def _new_service(self) -> None:
        name = self._context.notify.ask_text(
            "Layanan baru", "Nama layanan seperti tertulis ketika berkasnya diterima.", "Nama layanan", "Tambah"
        )
        if name:
            self.service.addItem(name, name)
            self.service.setCurrentIndex(self.service.count() - 1)
            self._show_service()
            self.documents.setFocus()

    def _back_to_procedure(self) -> None:
        self._services.pop(self._shown, None)
        self._shown = ""
        self._show_service()

    # ------------------------------------------------------------------ keeping

    def _save(self) -> None:
        try:
            kinds = tuple(self._kinds())
        except ValueError:
            self.note.show_problem("Tahun masa simpan harus angka, misalnya 10.")
            return
        self._take_up()
        changed = replace(
            self._rules,
            shortage_days=self.shortage_days.value(),
            loan_days=self.loan_days.value(),
            criteria=tuple(self.criteria.toPlainText().splitlines()),
            services=tuple(self._services.values()),
            retention=kinds,
            labels=self.labels.sheets(),
        )
        self.save_button.setEnabled(False)
        service = self._context.workspace.archive_rules
        self._context.runner.command(lambda: service.save(changed), self._kept, self._refused, owner=self)

    def _kinds(self) -> list[Retention]:
        """The lines of the table that have a name; a new one gets a key of its own."""
        found = []
        for line in range(self.retention.rowCount()):
            name, years, basis = (
                item.text().strip() if (item := self.retention.item(line, column)) else "" for column in range(3)
            )
            if name:
                known = self._rules.retention[line].key if line < len(self._rules.retention) else ""
                key = known or f"jenis-{line + 1}-" + "-".join(name.casefold().split())
                found.append(Retention(key, name, int(years or 0), basis))
        return found

    def _kept(self, _rules: ArchiveRules) -> None:
        self.accept()
        self._context.notify.toast("Aturan arsip disimpan.")
        self._saved()

    def _refused(self, error: UserError) -> None:
        self.save_button.setEnabled(True)
        said = render(error)
        self.note.show_problem(f"{said.why} {said.do}")


def _document(text: str, keys: dict[str, str]) -> DocumentRule:
    title = text.strip()
    required = not title.startswith(_OPTIONAL.strip())
    title = title if required else title.removeprefix(_OPTIONAL.strip()).strip()
    return DocumentRule(keys.get(title, ""), title, required)


def _page(*parts: object) -> QWidget:
    made = QWidget()
    box = QVBoxLayout(made)
    box.setContentsMargins(12, 12, 12, 12)
    box.setSpacing(8)
    for part in parts:
        if isinstance(part, QWidget):
            box.addWidget(part, 1 if isinstance(part, QPlainTextEdit | QTableWidget) else 0)
        elif part is None:
            box.addStretch(1)
        else:
            box.addLayout(part)  # type: ignore[arg-type]  # the rest are layouts
    return made
