"""Penomoran: the pattern of each series of numbers with a live example, and the number the paper book had reached."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtWidgets import QGridLayout, QLineEdit, QSpinBox

from models.access.permissions import Permission
from models.logbook import numbering
from models.logbook.numbering import NumberParts
from models.settings.office import DEFAULT_PATTERNS, NumberPattern, OfficeProfile
from ui import theme
from ui.context import AppContext
from ui.icons import Icon
from ui.pages.admin.number_list import NumberListDialog
from ui.pages.admin.section import OfficeSection
from ui.theme import Role
from ui.widgets.basics import Button, Card, label, restyle, row
from ui.widgets.fields import labelled

#: What an example quotes where the pattern asks for it.
_CODE, _KIND = "800.1.11.1", "PJK"


class SeriesCard(Card):
    """One series: pattern, starting number, example."""

    def __init__(self, series: str) -> None:
        super().__init__("flat", margins=(14, 10, 14, 10), spacing=6)
        self.series = series
        self._unit, self._next = "", 1
        self._day = date.min
        self._title = label("", Role.STRONG)
        self.list_button = Button("Daftar nomor…", Icon.PDF)
        self.pattern = QLineEdit()
        self.start = QSpinBox()
        self.start.setRange(1, numbering.LARGEST)
        self.start.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self.start.setFixedWidth(theme.current().px(110))
        self.example = label("", Role.CAPTION, wrap=True)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.addLayout(labelled("Pola", self.pattern), 0, 0)
        grid.addLayout(labelled("Mulai dari", self.start), 0, 1)
        grid.setColumnStretch(0, 1)
        self.body.addLayout(row(self._title, None, self.list_button))
        self.body.addLayout(grid)
        self.body.addWidget(self.example)
        self.pattern.textChanged.connect(lambda _text: self.show_example())
        self.start.valueChanged.connect(lambda _number: self.show_example())

    def fill(self, pattern: NumberPattern, unit: str, day: date, following: int, *, begun: bool) -> None:
        """Show a series; once it has given numbers its start is history."""
        self._unit, self._day, self._next = unit, day, following
        words = pattern.label or self.series
        self._title.setText(words)
        self.pattern.setAccessibleName(f"Pola nomor {words}")
        self.list_button.setAccessibleName(f"Daftar nomor {words}")
        self.start.setAccessibleName(f"Nomor awal {words}")
        self.pattern.setText(pattern.pattern)
        self.start.setValue(pattern.start)
        self.start.setEnabled(not begun)
        self.start.setToolTip("Nomor seri ini sudah dipakai, jadi urutannya tidak dapat diubah lagi." if begun else "")
        self.show_example()

    def problem(self) -> str:
        """What is wrong with the pattern, "" if it can be used."""
        return next(iter(numbering.problems(self.pattern.text().strip())), "")

    def show_example(self) -> None:
        """Show the number that would be given next, or what is to be corrected."""
        problem = self.problem()
        restyle(self.example, tone="danger" if problem else None)
        self.pattern.setProperty("invalid", bool(problem))
        restyle(self.pattern, invalid=bool(problem))
        if problem:
            self.example.setText(problem)
            return
        sequence = self.start.value() if self.start.isEnabled() else self._next
        parts = NumberParts(sequence, self._day, _CODE, self._unit, "biasa", _KIND)
        number = numbering.format_number(self.pattern.text().strip(), parts)
        self.example.setText(f"Nomor berikutnya akan tertulis {number}")


class NumberingSection(OfficeSection):
    """Patterns of numbers."""

    title = "Penomoran"
    sentence = "Nomor urut mulai lagi dari 1 setiap tahun. Nomor yang sudah diberikan tidak pernah dipakai ulang."
    icon = Icon.NUMBER

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self._following: dict[str, tuple[int, bool]] = {}
        self.cards = {series: SeriesCard(series) for series in DEFAULT_PATTERNS}
        for card in self.cards.values():
            self.body.addWidget(card)
            self.watch(card.pattern, card.start)
            card.list_button.clicked.connect(partial(self._show_list, card.series))
            card.list_button.setVisible(context.workspace.session.may(Permission.LETTER_READ))
        places = ", ".join(f"{{{name}}} {words}" for name, words in numbering.PLACES.items())
        self.body.addWidget(label(f"Yang dapat dipakai: {places}. {{urut:03d}} menulis 007.", Role.CAPTION, wrap=True))
        self.body.addLayout(row(Button("Pakai pola bawaan", Icon.RESTORE, clicked=self._standard), None))
        self.body.addStretch(1)

    def _show_list(self, series: str, _checked: bool = False) -> None:
        NumberListDialog.show_for(self, self.context, series)

    def load(self) -> None:
        if self.dirty():
            return
        settings = self.context.workspace.settings
        self.context.runner.query(settings.following_numbers, self._numbers, owner=self)
        super().load()

    def _numbers(self, following: dict[str, tuple[int, bool]]) -> None:
        self._following = following

    def fill(self, profile: OfficeProfile) -> None:
        self._profile = profile
        today = self.context.workspace.clock.now().date()
        for series, card in self.cards.items():
            following, begun = self._following.get(series, (1, False))
            card.fill(profile.pattern(series), profile.unit_code, today, following, begun=begun)

    def changes(self) -> dict[str, object]:
        for card in self.cards.values():
            if card.problem():
                card.pattern.setFocus()
                raise ValueError(card.problem())
        patterns = dict(self._profile.patterns)
        for series, card in self.cards.items():
            kept = self._profile.pattern(series)
            patterns[series] = replace(kept, pattern=card.pattern.text().strip(), start=card.start.value())
        return {"patterns": patterns}

    def _standard(self) -> None:
        for series, card in self.cards.items():
            card.pattern.setText(DEFAULT_PATTERNS[series].pattern)
