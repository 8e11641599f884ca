"""Somebody else saved the form meanwhile: both answers side by side, and the choice between them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout

from ui.icons import Icon
from ui.pages.form.presenter import Difference
from ui.theme import Role
from ui.widgets.basics import Button, Card, IconLabel, ScrollColumn, label, row

_MOST_HEIGHT = 200


class ConflictCard(Card):
    """Signals:
    take_theirs: leave the own answers and read the form again.
    keep_mine: put the own answers on top of what the other person saved.
    """

    take_theirs = Signal()
    keep_mine = Signal()

    def __init__(self, who: str, differences: Sequence[Difference]) -> None:
        super().__init__("warn", margins=(14, 10, 14, 12), spacing=8)
        title = f"Formulir ini baru saja disimpan orang lain ({who})" if who else "Formulir ini disimpan orang lain"
        self.setAccessibleName(title)
        self.body.addLayout(row(IconLabel(Icon.RISK, "warn", 20), label(title, Role.STRONG, wrap=True), stretch=1))
        if differences:
            words = "Isian Anda belum tersimpan dan tidak ada yang ditimpa. Isian yang berbeda:"
        else:
            words = "Isian Anda belum tersimpan. Tidak ada isian yang bertentangan; keduanya dapat digabung."
        self.body.addWidget(label(words, wrap=True))
        if differences:
            self.body.addWidget(_side_by_side(differences))
        self.mine = Button("Pertahankan isian saya", Icon.CHECK, "primary", clicked=self.keep_mine.emit)
        self.theirs = Button("Pakai isian mereka", Icon.REFRESH, clicked=self.take_theirs.emit)
        self.body.addLayout(row(None, self.theirs, self.mine))


def _side_by_side(differences: Sequence[Difference]) -> ScrollColumn:
    column = ScrollColumn()
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(6)
    for at, head in enumerate(("Pertanyaan", "Isian mereka", "Isian Anda")):
        grid.addWidget(label(head, Role.LABEL), 0, at)
        grid.setColumnStretch(at, 1)
    for number, one in enumerate(differences, 1):
        for at, words in enumerate((one.label, one.theirs, one.mine)):
            grid.addWidget(label(words, Role.BODY if at else Role.STRONG, wrap=True), number, at)
    column.body.addLayout(grid)
    column.body.addStretch(1)
    column.setFixedHeight(min(_MOST_HEIGHT, column.widget().sizeHint().height() + 4))
    return column
