"""Somebody else saved the form meanwhile: both answers side by side, and for each question the choice between them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout

from models.forms.spec import Option
from ui.forms.one_of import OneOf
from ui.icons import Icon
from ui.pages.form.presenter import Choice, Difference
from ui.theme import Role
from ui.widgets.basics import Button, Card, IconLabel, ScrollColumn, label, row

_MOST_HEIGHT = 260
_CHOICES = {Choice.THEIRS: "Mereka", Choice.MINE: "Saya", Choice.BOTH: "Keduanya"}


class ConflictCard(Card):
    """Signals:
    settled: for each key of a question its ``Choice``; what only one person answered needs none.
    """

    settled = Signal(object)

    def __init__(self, who: str, differences: Sequence[Difference]) -> None:
        super().__init__("warn", margins=(14, 10, 14, 12), spacing=8)
        title = f"Formulir ini baru saja disimpan orang lain ({who})" if who else "Formulir ini disimpan orang lain"
        self.setAccessibleName(title)
        self.choices: dict[str, OneOf] = {}
        self.body.addLayout(row(IconLabel(Icon.RISK, "warn", 20), label(title, Role.STRONG, wrap=True), stretch=1))
        words = "Isian Anda belum tersimpan dan tidak ada yang ditimpa. Pilih jawaban untuk setiap pertanyaan ini:"
        if not differences:
            words = "Isian Anda belum tersimpan. Tidak ada isian yang bertentangan; keduanya dapat digabung."
        self.body.addWidget(label(words, wrap=True))
        if differences:
            self.body.addWidget(self._side_by_side(differences))
        self.theirs = Button("Pakai semua isian mereka", Icon.REFRESH, clicked=lambda: self._all(Choice.THEIRS))
        self.mine = Button("Pertahankan semua isian saya", clicked=lambda: self._all(Choice.MINE))
        self.take_button = Button("Simpan pilihan", Icon.CHECK, "primary", clicked=self._settle)
        if differences:
            self.body.addLayout(row(None, self.theirs, self.mine, self.take_button))
        else:
            self.mine = Button("Gabungkan dan simpan", Icon.CHECK, "primary", clicked=self._settle)
            self.body.addLayout(row(None, self.mine))
        self._look()

    def _side_by_side(self, differences: Sequence[Difference]) -> ScrollColumn:
        column = ScrollColumn(margins=(0, 0, 14, 0))
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        for at, head in enumerate(("Pertanyaan", "Isian mereka", "Isian Anda", "Yang dipakai")):
            grid.addWidget(label(head, Role.LABEL), 0, at)
            grid.setColumnStretch(at, int(at < 3))
        for number, one in enumerate(differences, 1):
            for at, words in enumerate((one.label, one.theirs, one.mine)):
                grid.addWidget(label(words, Role.BODY if at else Role.STRONG, wrap=True), number, at)
            grid.addWidget(self._choice(one), number, 3)
        column.body.addLayout(grid)
        column.body.addStretch(1)
        column.setFixedHeight(min(_MOST_HEIGHT, column.widget().sizeHint().height() + 4))
        return column

    def _choice(self, one: Difference) -> OneOf:
        offered = [Option(choice, _CHOICES[choice]) for choice in Choice if choice is not Choice.BOTH or one.joinable]
        made = OneOf(offered, segmented=True)
        made.chosen.connect(self._look)
        for button, option in zip(made.buttons, offered, strict=True):
            button.setAccessibleName(f"{one.label}: {option.label}")
        self.choices[one.key] = made
        return made

    def _look(self) -> None:
        self.take_button.setEnabled(all(choice.key() for choice in self.choices.values()))

    def _all(self, choice: Choice) -> None:
        for made in self.choices.values():
            made.set_key(choice)
        self._settle()

    def _settle(self) -> None:
        self.settled.emit({key: Choice(made.key()) for key, made in self.choices.items()})
