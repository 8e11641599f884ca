"""Kode klasifikasi: the archive codes offered for letters, with the office's own and those it leaves out."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QLineEdit

from models.services.views import CodeRow
from ui.context import AppContext
from ui.icons import Icon
from ui.pages.admin.listed import ListedSection
from ui.pages.admin.section import text_of
from ui.tables.model import Column
from ui.widgets.basics import Button
from ui.widgets.fields import SearchBox, labelled

_MOST = 400


def _columns() -> tuple[Column, ...]:
    return (
        Column("kode", "Kode", lambda one: one.code, width=150, strong=True),
        Column("nama", "Arti", lambda one: one.name),
        Column("asal", "Keterangan", _state, width=170),
    )


def _state(one: CodeRow) -> str:
    return "Disembunyikan" if one.hidden else "Milik kantor" if one.own else "Permendagri 83/2022"


class ArchiveCodesSection(ListedSection[CodeRow]):
    """The codes of the office."""

    title = "Kode klasifikasi arsip"
    sentence = "Kode yang disembunyikan tidak ditawarkan lagi; surat yang memakainya tidak berubah."
    icon = Icon.ARCHIVE
    new_words = "Kode baru"

    def __init__(self, context: AppContext) -> None:
        super().__init__(context, _columns(), "Daftar kode klasifikasi")
        self.search = SearchBox("Cari kode klasifikasi", "Cari angka kode atau kata")
        self.search.searched.connect(lambda _text: self.load())
        self.body.insertWidget(2, self.search)
        self.code, self.name = QLineEdit(), QLineEdit()
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.addLayout(labelled("Kode", self.code, required=True), 0, 0)
        grid.addLayout(labelled("Arti", self.name, required=True), 0, 1)
        grid.setColumnStretch(1, 1)
        self.form.addLayout(grid)
        self.hide_button = Button("Sembunyikan", Icon.HIDE, clicked=self._hide)
        self.verbs.insertWidget(2, self.hide_button)
        self.watch(self.code, self.name)

    def key_of(self, entry: CodeRow) -> object:
        return entry.code

    def load(self) -> None:
        codes, text = self.context.workspace.archive_codes, self.search.text()
        self.context.runner.query(
            lambda: codes.search(text, _MOST, hidden=True), self.entries, owner=self, latest="kode_kantor"
        )

    def show_entry(self, entry: CodeRow | None) -> None:
        self.code.setText(entry.code if entry else "")
        self.code.setReadOnly(entry is not None)
        self.name.setText(entry.name if entry else "")
        self.hide_button.setVisible(entry is not None)
        if entry is not None:
            verb, icon = ("Tawarkan lagi", Icon.SHOW) if entry.hidden else ("Sembunyikan", Icon.HIDE)
            self.hide_button.set_text(verb, icon)
        else:
            self.code.setFocus()

    def save(self) -> None:
        codes, code, name = self.context.workspace.archive_codes, text_of(self.code), text_of(self.name)
        self.context.runner.command(lambda: codes.save(code, name), self._stored, self.not_saved, owner=self)

    def _stored(self, entry: CodeRow) -> None:
        self.saved()
        self.current = entry
        self.load()

    def _hide(self) -> None:
        entry, codes = self.current, self.context.workspace.archive_codes
        if entry is not None:
            self.context.runner.command(
                lambda: codes.hide(entry.code, not entry.hidden), lambda _none: self.load(), owner=self
            )
