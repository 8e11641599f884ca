"""A page's main part with a pane at its right; in narrow windows the pane is a drawer over the main part."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui import theme


class MainAndSide(QWidget):
    """Two parts side by side. F6 and Space-like keys are the page's business; it calls ``open_side``.

    Signals:
        narrow_changed: True when the pane has become a drawer (and is closed), False when it stands beside.
    """

    narrow_changed = Signal(bool)

    def __init__(self, main: QWidget, side: QWidget, width: int) -> None:
        """``width``: of the pane, in pixels at 100 % text."""
        super().__init__()
        self._main, self._width = main, width
        self._holder = QFrame(self)
        self._holder.setObjectName("page")
        inside = QVBoxLayout(self._holder)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(side)
        self._box = QHBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(12)
        self._box.addWidget(main, 1)
        self._box.addWidget(self._holder)
        self._narrow = False
        self._size_holder()

    @property
    def narrow(self) -> bool:
        """Whether the pane is a drawer now."""
        return self._narrow

    @property
    def side_open(self) -> bool:
        """Whether the pane can be seen."""
        return not self._holder.isHidden()

    def open_side(self) -> None:
        """Show the drawer; beside the main part the pane is always there."""
        if self._narrow:
            self._place()
            self._holder.show()
            self._holder.raise_()
            first = self._holder.nextInFocusChain()
            if first is not None and self._holder.isAncestorOf(first):
                first.setFocus(Qt.FocusReason.TabFocusReason)

    def close_side(self) -> None:
        """Close the drawer and give the focus back to the main part."""
        if self._narrow and self.side_open:
            self._holder.hide()
            self._main.setFocus()

    def toggle_side(self) -> None:
        """Open the drawer, or close it."""
        if self.side_open:
            self.close_side()
        else:
            self.open_side()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._narrow and self.side_open:
            self.close_side()
            event.accept()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
        if self._narrow and self.side_open:
            self._place()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_narrow"):
            self._size_holder()
            self._arrange()

    def _size_holder(self) -> None:
        self._holder.setFixedWidth(theme.current().px(self._width))

    def _arrange(self) -> None:
        # Before it is shown the window around is not known yet.
        narrow = self.window().width() < theme.current().px(theme.BREAK_POINT)
        if narrow == self._narrow or not self.isVisible():
            return
        self._narrow = narrow
        if narrow:
            self._box.removeWidget(self._holder)
            self._holder.hide()
        else:
            self._box.addWidget(self._holder)
            self._holder.setMinimumHeight(0)
            self._holder.show()
        self.narrow_changed.emit(narrow)

    def _place(self) -> None:
        self._holder.setGeometry(self.width() - self._holder.width(), 0, self._holder.width(), self.height())
