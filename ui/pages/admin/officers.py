"""Pegawai dan penanda tangan: the people printed on letters, and who signs."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLineEdit

from models.domain.posts import SIGNING_POSTS
from models.services.views import OfficerRow
from ui.context import AppContext
from ui.icons import Icon
from ui.pages.admin.listed import ListedSection
from ui.pages.admin.section import text_of
from ui.tables.model import Column
from ui.widgets.fields import labelled

#: Signing posts the letters ask for.
POSTS = (("", "Tidak menandatangani"), *((key, name) for key, name in SIGNING_POSTS.items() if key != "petugas"))
_FIELDS = (
    ("name", "Nama dengan gelar", 0, 0),
    ("post", "Jabatan", 0, 1),
    ("rank", "Pangkat/golongan", 1, 0),
    ("nip", "NIP", 1, 1),
    ("phone", "Telepon", 2, 0),
)


def _columns() -> tuple[Column, ...]:
    return (
        Column("nama", "Nama", lambda row: row.name, lambda row: row.post, strong=True),
        Column("nip", "Pangkat dan NIP", lambda row: row.rank or "–", lambda row: row.nip, width=220),
        Column("tanda", "Menandatangani", _signs, width=190),
    )


def _signs(row: OfficerRow) -> str:
    post = dict(POSTS).get(row.signs_as, row.signs_as)
    return "Tidak aktif" if not row.active else post if row.signs_as else "–"


class OfficersSection(ListedSection[OfficerRow]):
    """People on letters."""

    title = "Pegawai dan penanda tangan"
    sentence = "Surat yang sudah terbit tetap memuat nama dan jabatan yang tercetak waktu itu."
    icon = Icon.PEOPLE
    new_words = "Pegawai baru"

    def __init__(self, context: AppContext) -> None:
        super().__init__(context, _columns(), "Daftar pegawai")
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        self.edits: dict[str, QLineEdit] = {}
        for key, words, line, column in _FIELDS:
            edit = QLineEdit()
            self.edits[key] = edit
            grid.addLayout(labelled(words, edit, required=key == "name"), line, column)
        self.signs_as = QComboBox()
        for key, words in POSTS:
            self.signs_as.addItem(words, key)
        grid.addLayout(labelled("Menandatangani sebagai", self.signs_as), 2, 1)
        self.active = QCheckBox("Masih bertugas di kantor ini")
        self.form.addLayout(grid)
        self.form.addWidget(self.active)
        self.watch(*self.edits.values(), self.signs_as, self.active)

    def key_of(self, entry: OfficerRow) -> object:
        return entry.officer_id

    def load(self) -> None:
        self.context.runner.query(self.context.workspace.settings.officers, self.entries, owner=self)

    def show_entry(self, entry: OfficerRow | None) -> None:
        shown = entry or OfficerRow(0, "", "")
        for key, edit in self.edits.items():
            edit.setText(getattr(shown, key))
        self.signs_as.setCurrentIndex(max(self.signs_as.findData(shown.signs_as), 0))
        self.active.setChecked(shown.active)
        if entry is None:
            self.edits["name"].setFocus()

    def save(self) -> None:
        if not text_of(self.edits["name"]):
            self.note.show_problem("Nama pegawai belum diisi.")
            self.edits["name"].setFocus()
            return
        texts = {key: text_of(edit) for key, edit in self.edits.items()}
        row = OfficerRow(
            officer_id=self.current.officer_id if self.current else 0,
            signs_as=self.signs_as.currentData(),
            active=self.active.isChecked(),
            row_version=self.current.row_version if self.current else 1,
            **texts,
        )
        settings = self.context.workspace.settings
        self.context.runner.command(lambda: settings.save_officer(row), self._stored, self.not_saved)

    def _stored(self, row: OfficerRow) -> None:
        self.saved()
        self.current = row
        self.load()
