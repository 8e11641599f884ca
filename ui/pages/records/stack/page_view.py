"""One page of a stack, large enough to be read, with the verbs that turn it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui import theme
from ui.icons import Icon
from ui.theme import Role
from ui.widgets.basics import IconButton, label, row

_LEAST = (180, 190)
#: Longest side of the fine picture in dots: small print can be read on a large screen.
FINE = 1400


class PageView(QWidget):
    """Shows a page.

    Attributes:
        number: of the page that is shown, -1 for none.
    """

    def __init__(self, turn: Callable[[int], object]) -> None:
        super().__init__()
        self.number = -1
        self.words = label("", Role.CAPTION)
        self.left_button = IconButton(Icon.TURN_LEFT, "Putar ke kiri", clicked=lambda: turn(270))
        self.right_button = IconButton(Icon.TURN_RIGHT, "Putar ke kanan", clicked=lambda: turn(90))
        self._paper = _Paper()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addLayout(row(self.words, None, self.left_button, self.right_button))
        box.addWidget(self._paper, 1)
        self.clear()

    def clear(self) -> None:
        """Show nothing."""
        self.number = -1
        self._tell(QPixmap())

    def show_page(self, number: int, picture: QPixmap) -> None:
        """Show a page, coarse as it is at hand."""
        self.number = number
        self._tell(picture)

    def show_picture(self, number: int, png: bytes) -> None:
        """Show the same page finely, if it is still the one that is wanted."""
        picture = QPixmap()
        if number == self.number and picture.loadFromData(png):
            self._tell(picture)

    def _tell(self, picture: QPixmap) -> None:
        there = self.number >= 0
        self.words.setText(f"Halaman {self.number + 1}" if there else "")
        self.left_button.setEnabled(there)
        self.right_button.setEnabled(there)
        self._paper.show_picture(picture, self.words.text())


class _Paper(QWidget):
    """The picture, as large as there is room."""

    def __init__(self) -> None:
        super().__init__()
        self._picture = QPixmap()
        self.setMinimumSize(QSize(*(theme.current().px(side) for side in _LEAST)))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_picture(self, picture: QPixmap, name: str) -> None:
        self._picture = picture
        self.setAccessibleName(name)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        shown = theme.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), shown.color("surface2"))
        if self._picture.isNull():
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        room = self.rect().adjusted(8, 8, -8, -8)
        size = self._picture.size().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        box = QRect(0, 0, size.width(), size.height())
        box.moveCenter(room.center())
        painter.drawPixmap(box, self._picture)
        painter.setPen(shown.color("border_strong"))
        painter.drawRect(box.adjusted(0, 0, -1, -1))
