"""Nomor per jenis surat: the archive code, the series and the pattern of each kind of letter."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QWidget

from models.domain.posts import NOT_OF_LETTERS
from models.logbook import numbering
from models.services.views import LetterKind
from models.settings.office import OfficeProfile
from ui.code_picker import CodePicker
from ui.context import AppContext
from ui.icons import Icon
from ui.pages.admin.listed import ListedSection
from ui.pages.admin.section import text_of
from ui.tables.model import Column
from ui.widgets.basics import Button, row
from ui.widgets.fields import labelled


class LetterKindsSection(ListedSection[LetterKind]):
    """What the numbers of each kind are made of."""

    title = "Nomor per jenis surat"
    sentence = "Isian kosong berarti seperti bawaan jenis surat itu. Yang sudah bernomor tidak berubah."
    icon = Icon.LETTERS

    def __init__(self, context: AppContext) -> None:
        self._profile = OfficeProfile(name="")
        columns = (
            Column("jenis", "Jenis surat", lambda one: one.name, strong=True),
            Column("kode", "Kode", lambda one: one.own_code or one.code or "–", width=130),
            Column("seri", "Seri", self._series, lambda one: one.own_pattern, width=230),
        )
        super().__init__(context, columns, "Daftar jenis surat")
        self.new_button.hide()
        self.code, self.series, self.pattern = QLineEdit(), QComboBox(), QLineEdit()
        pick = Button("Cari…", Icon.SEARCH, clicked=self._pick, name="Cari kode klasifikasi")
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        held = QWidget()
        held.setLayout(row(self.code, pick))
        self.code.setAccessibleName("Kode klasifikasi")
        grid.addLayout(labelled("Kode klasifikasi", held), 0, 0)
        grid.addLayout(labelled("Seri nomor", self.series), 0, 1)
        grid.addLayout(labelled("Pola nomor, bila berbeda dari serinya", self.pattern), 1, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.form.addLayout(grid)
        self.watch(self.code, self.series, self.pattern)

    def key_of(self, entry: LetterKind) -> object:
        return entry.key

    def load(self) -> None:
        workspace = self.context.workspace

        def work() -> tuple[OfficeProfile, tuple[LetterKind, ...]]:
            return workspace.settings.office(), workspace.letter_choices.kinds()

        self.context.runner.query(work, self._loaded_kinds, owner=self, latest="jenis_surat")

    def _loaded_kinds(self, found: tuple[OfficeProfile, tuple[LetterKind, ...]]) -> None:
        if self.dirty():
            return
        self._profile = found[0]
        self.entries(found[1])

    def show_entry(self, entry: LetterKind | None) -> None:
        if entry is None:
            return
        self.code.setText(entry.own_code)
        self.code.setPlaceholderText(entry.code or "tanpa kode")
        self.pattern.setText(entry.own_pattern)
        self.pattern.setPlaceholderText(self._profile.pattern(entry.own_series or entry.series).pattern)
        self.series.clear()
        self.series.addItem(f"Bawaan: {self._label(entry.series)}", "")
        for series in self._profile.patterns:
            if series not in (*NOT_OF_LETTERS, entry.series):
                self.series.addItem(self._label(series), series)
        self.series.setCurrentIndex(max(self.series.findData(entry.own_series), 0))

    def save(self) -> None:
        entry = self.current
        if entry is None:
            return
        pattern = text_of(self.pattern)
        if pattern and (problems := numbering.problems(pattern)):
            self.note.show_problem(problems[0])
            return
        wanted = {
            "classifications": text_of(self.code),
            "letter_series": str(self.series.currentData() or ""),
            "letter_patterns": pattern,
        }
        settings = self.context.workspace.settings

        def work() -> None:
            office = settings.office()
            changes: dict[str, Any] = {
                name: _with(getattr(office, name), entry.key, value) for name, value in wanted.items()
            }
            settings.save_office(replace(office, **changes))

        self.context.runner.command(work, self._stored, self.not_saved, owner=self)

    def _stored(self, _none: None) -> None:
        self.saved()
        self.load()

    def _pick(self) -> None:
        picker = CodePicker(self, self.context, self.current.code if self.current else "")
        picker.picked.connect(self.code.setText)
        picker.finished.connect(picker.deleteLater)
        picker.open()

    def _series(self, one: LetterKind) -> str:
        return self._label(one.own_series or one.series)

    def _label(self, series: str) -> str:
        return self._profile.pattern(series).label or series


def _with(known: dict[str, str], key: str, value: str) -> dict[str, str]:
    """The settings of all kinds with that of one changed; "" takes it away."""
    kept = {name: text for name, text in known.items() if name != key}
    return {**kept, key: value} if value else kept
