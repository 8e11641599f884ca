"""A page's main part with a pane at its right; in narrow windows the pane is a drawer over the main part."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui import theme


class MainAndSide(QWidget):
    """Two parts side by side. F6 goes from one to the other; as a drawer it opens and closes, and Esc closes it.

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
        self._holder.hide()
        self._narrow: bool | None = None
        self._size_holder()
        QShortcut(QKeySequence("F6"), self, self._change_part)
        # Enabled only while the drawer is open, so that Esc is free for everything else.
        self._escape = QShortcut(QKeySequence("Esc"), self, self.close_side)
        self._escape.setEnabled(False)

    @property
    def narrow(self) -> bool:
        """Whether the pane is a drawer now."""
        return bool(self._narrow)

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
            self._escape.setEnabled(True)
            self._focus_in(self._holder)

    def close_side(self) -> None:
        """Close the drawer and give the focus back to the main part."""
        if self._narrow and self.side_open:
            self._holder.hide()
            self._escape.setEnabled(False)
            self._focus_in(self._main)

    def toggle_side(self) -> None:
        """Open the drawer, or close it."""
        if self.side_open:
            self.close_side()
        else:
            self.open_side()

    def _change_part(self) -> None:
        focused = QApplication.focusWidget()
        if self._narrow:
            self.toggle_side()
        elif focused is not None and self._holder.isAncestorOf(focused):
            self._focus_in(self._main)
        else:
            self._focus_in(self._holder)

    def _focus_in(self, part: QWidget) -> None:
        for widget in cast("list[QWidget]", part.findChildren(QWidget)):
            if widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                widget.setFocus(Qt.FocusReason.TabFocusReason)
                return

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

    def minimumSizeHint(self) -> QSize:
        """That of the main part alone: the pane becomes a drawer before it would keep the window wide."""
        return self._main.minimumSizeHint()

    def _too_narrow(self) -> bool:
        both = self._main.minimumSizeHint().width() + self._holder.width() + self._box.spacing()
        return self.width() < both or self.window().width() < theme.current().px(theme.BREAK_POINT)

    def _arrange(self) -> None:
        # Before it is shown the room is not known yet.
        narrow = self._too_narrow()
        if narrow == self._narrow or not self.isVisible():
            return
        self._narrow = narrow
        self._escape.setEnabled(False)
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
