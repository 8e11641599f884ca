"""One block of questions under a heading, in one or two columns."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout

from ui import theme
from ui.forms.row import FieldRow
from ui.theme import Role
from ui.widgets.basics import Card, label

#: Below this width (at 100 % text) half questions stand below each other.
_TWO_COLUMNS_FROM = 520


class SectionBox(Card):
    """The questions of one section. Those that are not asked take no room.

    Attributes:
        rows: its questions, in reading order.
        name: what the index calls it.
    """

    def __init__(self, title: str, intro: str, rows: Sequence[FieldRow], *, framed: bool, name: str = "") -> None:
        margins = (20, 16, 20, 20) if framed else (0, 0, 0, 8)
        super().__init__("plain" if framed else "none", margins=margins, spacing=10)
        self.rows = tuple(rows)
        self.name = name or title
        self._heading = label(title, Role.SUBTITLE, wrap=True)
        self.body.addWidget(self._heading)
        self._heading.setHidden(not title)
        if intro:
            self.body.addWidget(label(intro, Role.MUTED, wrap=True))
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(12)
        self._grid.setColumnStretch(0, 1)
        self.body.addLayout(self._grid)
        self._visible: frozenset[str] = frozenset()
        self._columns = 2
        for row in rows:
            row.setParent(self)

    def show_rows(self, visible: frozenset[str]) -> None:
        """Ask only these questions; the section disappears if none is left."""
        own = frozenset(row.field.key for row in self.rows) & visible
        if own != self._visible:
            self._visible = own
            self._arrange()
        self.setVisible(bool(own))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        columns = 2 if event.size().width() >= theme.current().px(_TWO_COLUMNS_FROM) else 1
        if columns != self._columns:
            self._columns = columns
            self._arrange()

    def _arrange(self) -> None:
        for row in self.rows:  # not takeAt: Qt would go on measuring by the items that were taken out
            self._grid.removeWidget(row)
        self._grid.setColumnStretch(1, 1 if self._columns == 2 else 0)
        at = 0
        for row in self.rows:
            asked = row.field.key in self._visible
            row.setVisible(asked)
            if not asked:
                continue
            row.set_narrow(self._columns == 1)
            wide = row.wide or self._columns == 1
            at += at % 2 if wide else 0
            self._grid.addWidget(row, at // 2, at % 2, 1, 2 if wide else 1, Qt.AlignmentFlag.AlignTop)
            at += 2 if wide else 1
