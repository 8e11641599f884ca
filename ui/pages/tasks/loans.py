"""Files that should be back, as one card on Tugas Saya: for who has them and for who keeps the archive."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from models.services.views.records import ArchiveRow
from ui.icons import Icon
from ui.theme import Role
from ui.widgets.basics import Button, Card, Elide, IconLabel, label
from ui.widgets.layouts import empty

#: Most files that are named; the rest is counted.
_MOST = 3


class LoanCard(Card):
    """Overdue loans; hidden while there are none.

    Signals:
        opened: the shelf with what is lent is wanted.
    """

    opened = Signal()

    def __init__(self) -> None:
        super().__init__("warn", margins=(12, 8, 12, 8), spacing=10, horizontal=True)
        self.body.addWidget(IconLabel(Icon.LOAN, "warn", 20), 0, Qt.AlignmentFlag.AlignTop)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(2)
        self.body.addLayout(self._lines, 1)
        self.open_button = Button("Buka pinjaman", kind="link", clicked=self.opened.emit)
        self.body.addWidget(self.open_button, 0, Qt.AlignmentFlag.AlignTop)
        self._shown: tuple[ArchiveRow, ...] = ()
        self.hide()

    def show_rows(self, rows: Sequence[ArchiveRow]) -> None:
        """Show these; the same ones again leave the focus where it is."""
        if tuple(rows) == self._shown:
            return
        self._shown = tuple(rows)
        empty(self._lines)
        head = f"{len(rows)} berkas pinjaman belum kembali"
        self._lines.addWidget(label(head, Role.STRONG))
        for one in rows[:_MOST]:
            words = f"{one.register_number} · {one.borrower} · seharusnya kembali {one.due}"
            self._lines.addWidget(Elide(words, Role.CAPTION))
        if len(rows) > _MOST:
            self._lines.addWidget(label(f"dan {len(rows) - _MOST} lagi", Role.CAPTION))
        self.setAccessibleName(head)
        self.setVisible(bool(rows))
