"""What the archive asks the reader for, as one card on Tugas Saya; hidden while there is nothing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from models.services.views.records import ShortageRow
from ui.icons import Icon
from ui.theme import Role
from ui.widgets.basics import Button, Card, Elide, IconLabel, label, row
from ui.widgets.layouts import empty

#: Most documents that are named; the rest is counted.
MOST = 3


class ShortageCard(Card):
    """The reader's own shortages.

    Signals:
        opened: id of the case whose file lacks something.
    """

    opened = Signal(int)

    def __init__(self) -> None:
        super().__init__("warn", margins=(12, 8, 12, 8), spacing=10, horizontal=True)
        self.body.addWidget(IconLabel(Icon.PROBLEM, "warn", 20), 0, Qt.AlignmentFlag.AlignTop)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(2)
        self.body.addLayout(self._lines, 1)
        self._shown: tuple[ShortageRow, ...] = ()
        self.hide()

    def show_rows(self, rows: Sequence[ShortageRow]) -> None:
        """Show these; the same ones again leave the focus where it is."""
        if tuple(rows) == self._shown:
            return
        self._shown = tuple(rows)
        empty(self._lines)
        late = sum(one.late for one in rows)
        head = f"{len(rows)} dokumen perlu Anda lengkapi" + (f", {late} lewat tenggat" if late else "")
        self._lines.addWidget(label(head, Role.STRONG))
        for one in rows[:MOST]:
            self._lines.addLayout(self._line(one))
        if len(rows) > MOST:
            self._lines.addWidget(label(f"dan {len(rows) - MOST} lagi", Role.CAPTION))
        self.setAccessibleName(head)
        self.setVisible(bool(rows))

    def _line(self, one: ShortageRow) -> QVBoxLayout:
        reminded = f"diingatkan {one.reminders} kali" if one.reminders else ""
        parts = (one.title, one.register_number, f"paling lambat {one.due}", reminded)
        words = Elide(" · ".join(part for part in parts if part), Role.CAPTION)
        box = QVBoxLayout()
        box.setContentsMargins(0, 0, 0, 0)
        if one.case_id is None:
            box.addWidget(words)
            return box
        button = Button("Buka kasus", kind="link", name=f"Buka kasus {one.register_number}, {one.title}")
        button.clicked.connect(lambda _checked=False, case_id=one.case_id: self.opened.emit(case_id))
        box.addLayout(row(words, button, stretch=0))
        return box
