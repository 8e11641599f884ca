"""A backup beside the present data, as a small table and the sentences that need a decision."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from models.domain.indonesia import thousands
from models.services.safety.comparison import Comparison
from ui.theme import Role
from ui.widgets.basics import label, line
from ui.widgets.messages import Banner


class ComparisonView(QWidget):
    """Kinds of records in rows: how many now, how many after, and the difference in words."""

    def __init__(self, found: Comparison) -> None:
        super().__init__()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(3, 1)
        heads = ("", "Sekarang", "Cadangan", "Yang berubah") if found.readable else ("", "", "Cadangan", "")
        for column, words in enumerate(heads):
            grid.addWidget(label(words, Role.LABEL), 0, column, _side(column))
        grid.addWidget(line(), 1, 0, 1, 4)
        for number, row in enumerate(found.rows, 2):
            changed = row.now != row.after or row.changed > 0
            cells = (row.name, thousands(row.now) if found.readable else "", thousands(row.after), row.words)
            for column, words in enumerate(cells):
                role = Role.STRONG if changed and column in (0, 2) else Role.BODY
                shown = label(words, role, wrap=column == 3)
                shown.setAccessibleName(f"{row.name}: {words}" if column else words)
                if column == 3:  # an aligned label would not be asked how high it is when it wraps
                    grid.addWidget(shown, number, column)
                else:
                    grid.addWidget(shown, number, column, _side(column) | Qt.AlignmentFlag.AlignTop)
        box.addLayout(grid)
        for sentence in found.warnings:
            box.addWidget(Banner("warn", sentence))
        if found.same:
            box.addWidget(label("Tidak ada yang berubah: cadangan ini berisi hal yang sama.", Role.MUTED, wrap=True))


def _side(column: int) -> Qt.AlignmentFlag:
    return Qt.AlignmentFlag.AlignRight if column in (1, 2) else Qt.AlignmentFlag.AlignLeft
