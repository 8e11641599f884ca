"""Two groups of controls in one line, or in two lines where the window is narrow or the text large."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

_ACROSS, _DOWN = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom


class FoldingRow(QWidget):
    """``first`` takes the room that is left; ``second`` stands beside it, or below it where both do not fit."""

    def __init__(self, first: QBoxLayout, second: QBoxLayout, spacing: int = 12) -> None:
        super().__init__()
        self._parts = (first, second)
        # It may be given less than both need side by side: that is when it folds.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._box = QBoxLayout(_ACROSS, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(spacing)
        self._box.addLayout(first, 1)
        self._box.addLayout(second)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fold()
        super().resizeEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:  # the text has grown, a control has come or gone
            self._fold()
        return super().event(event)

    def _fold(self) -> None:
        needed = sum(part.minimumSize().width() for part in self._parts) + self._box.spacing()
        direction = _ACROSS if needed <= self.width() else _DOWN
        if direction is not self._box.direction():
            self._box.setDirection(direction)
