"""Naskah surat: the kinds of letters, whose wording each has, and the way to the editor."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout

from models.services.views.wording import WordingRow
from ui.context import AppContext
from ui.icons import Icon
from ui.pages.admin.section import Section
from ui.theme import Role
from ui.widgets import pill
from ui.widgets.basics import Button, Card, label
from ui.widgets.fields import SearchBox
from ui.widgets.layouts import refill
from ui.widgets.pill import Pill


class WordingSection(Section):
    """One card for each kind of letter."""

    title = "Naskah surat"
    sentence = "Teks surat milik kantor Anda. Surat yang sudah terbit tidak pernah berubah."
    icon = Icon.LETTER

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self.search = SearchBox("Cari jenis surat", "Cari jenis surat")
        self.search.textChanged.connect(self._filter)
        self.body.addWidget(self.search)
        self._list = QVBoxLayout()
        self._list.setSpacing(6)
        self.body.addLayout(self._list)
        self.body.addStretch(1)
        self.buttons: dict[str, Button] = {}
        self._cards: list[tuple[str, Card]] = []

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
        whose = f"Versi {row.version} · {row.changed_text}" if row.own else "Naskah bawaan"
        words.addWidget(label(whose, Role.CAPTION, wrap=True))
        if row.draft_text:
            words.addWidget(label(f"Ada perubahan yang belum diberlakukan: {row.draft_text}", Role.CAPTION, wrap=True))
        card.body.addLayout(words, 1)
        if row.draft_text:
            card.body.addWidget(Pill(pill.DRAFT))
        go = partial(self.context.navigate, "naskah_surat", letter_key=row.key)
        button = Button("Sunting", Icon.EDIT, clicked=go, name=f"Sunting naskah {row.name}")
        self.buttons[row.key] = button
        card.body.addWidget(button)
        return card

    def _filter(self) -> None:
        words = self.search.text().casefold().split()
        for name, card in self._cards:
            card.setVisible(all(word in name for word in words))
