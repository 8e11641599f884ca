"""Naskah surat: the kinds of letters, whose wording each has, and the way to the editor."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout

from models.services.views import ProcedureDraft
from models.services.views.wording import WordingRow
from ui.context import AppContext
from ui.icons import Icon
from ui.pages.admin.definition_desk import DefinitionDesk
from ui.pages.admin.section import Section
from ui.theme import Role
from ui.widgets import pill
from ui.widgets.basics import Button, Card, label
from ui.widgets.fields import SearchBox
from ui.widgets.layouts import refill
from ui.widgets.pill import Pill


class LetterFilesDesk(DefinitionDesk):
    """Letters as files; the draft of one is opened by its letter."""

    called, page = "naskah surat", "naskah_surat"

    def __init__(self, parent: QObject, context: AppContext) -> None:
        super().__init__(parent, context, context.workspace.letter_wording)

    def open(self, draft: ProcedureDraft) -> None:
        self._context.navigate(self.page, letter_key=draft.key)


class WordingSection(Section):
    """One card for each kind of letter."""

    title = "Naskah surat"
    sentence = "Teks surat milik kantor Anda. Surat yang sudah terbit tidak pernah berubah."
    icon = Icon.LETTER

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self.desk = LetterFilesDesk(self, context)
        self.search = SearchBox("Cari jenis surat", "Cari jenis surat")
        self.search.textChanged.connect(self._filter)
        self.body.addWidget(self.search)
        self._list = QVBoxLayout()
        self._list.setSpacing(6)
        self.body.addLayout(self._list)
        self.body.addStretch(1)
        self.buttons: dict[str, Button] = {}
        self._cards: list[tuple[str, Card]] = []
        import_file = partial(self.desk.import_file, self.load)
        self.import_button = Button("Impor naskah surat…", Icon.IMPORT, clicked=import_file)
        self.verbs.addStretch(1)
        self.verbs.addWidget(self.import_button)

    def load(self) -> None:
        self.context.runner.query(self.context.workspace.letter_wording.kinds, self._show)

    def _show(self, rows: tuple[WordingRow, ...]) -> None:
        self.buttons = {}
        self._cards = [(row.name.casefold(), self._card(row)) for row in rows]
        refill(self._list, [card for _, card in self._cards])
        self._filter()

    def _card(self, row: WordingRow) -> Card:
        card = Card(margins=(14, 8, 8, 8), spacing=10, horizontal=True)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(row.name, Role.STRONG, wrap=True))
        words.addWidget(label(_whose(row), Role.CAPTION, wrap=True))
        if row.draft_text:
            words.addWidget(label(f"Ada perubahan yang belum diberlakukan: {row.draft_text}", Role.CAPTION, wrap=True))
        card.body.addLayout(words, 1)
        if row.draft_text:
            card.body.addWidget(Pill(pill.DRAFT))
        if row.version:
            export = partial(self.desk.export, row.key)
            link = Button("Ekspor…", kind="link", clicked=export, name=f"Ekspor naskah {row.name}")
            card.body.addWidget(link)
        go = partial(self.context.navigate, "naskah_surat", letter_key=row.key)
        button = Button("Sunting", Icon.EDIT, clicked=go, name=f"Sunting naskah {row.name}")
        self.buttons[row.key] = button
        card.body.addWidget(button)
        return card

    def _filter(self) -> None:
        words = self.search.text().casefold().split()
        for name, card in self._cards:
            card.setVisible(all(word in name for word in words))


def _whose(row: WordingRow) -> str:
    if not row.version:
        return "Surat baru dari berkas, belum berlaku"
    return f"Versi {row.version} · {row.changed_text}" if row.own else "Naskah bawaan"
