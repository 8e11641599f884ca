"""A table of words and numbers shown whole: it is as high as its lines, so that the page scrolls and not the table."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QSizePolicy, QTableWidget, QTableWidgetItem

from ui import theme
from ui.theme import Role

_ROW, _NUMBER = 28, 92
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class Grid(QTableWidget):
    """Lines under heads: ``words`` columns of words, then numbers; where ``summed`` the last line is sums."""

    def __init__(
        self, name: str, heads: Sequence[str], lines: Sequence[Sequence[str]], *, words: int = 1, summed: bool = True
    ) -> None:
        super().__init__(len(lines), len(heads))
        self._words, self._heads = words, tuple(heads)
        self.setAccessibleName(name)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.verticalHeader().hide()
        for column, head in enumerate(heads):
            titled = QTableWidgetItem(head)
            titled.setTextAlignment(_LEFT if column < words else _RIGHT)
            titled.setToolTip(head)
            self.setHorizontalHeaderItem(column, titled)
        for number, line in enumerate(lines):
            for column, text in enumerate(line):
                self.setItem(number, column, self._item(text, column, strong=summed and number == len(lines) - 1))
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setMinimumSectionSize(40)
        self._measure()

    def _item(self, text: str, column: int, *, strong: bool) -> QTableWidgetItem:
        item = QTableWidgetItem(text)
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
        item.setTextAlignment(_LEFT if column < self._words else _RIGHT)
        item.setToolTip(text if column < self._words else "")
        if strong:
            item.setFont(theme.current().font(Role.STRONG))
        return item

    def words_at(self, line: int, column: int) -> str:
        """What stands there."""
        return str(self.model().index(line, column).data())

    def sizeHint(self) -> QSize:
        shown = theme.current()
        height = self.rowCount() * shown.px(_ROW) + self.horizontalHeader().sizeHint().height() + 2
        if self.horizontalScrollBar().maximum():
            height += self.horizontalScrollBar().sizeHint().height()
        return QSize(super().sizeHint().width(), height)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the page scrolls

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_words"):
            self._measure()

    def _measure(self) -> None:
        shown, header = theme.current(), self.horizontalHeader()
        self.verticalHeader().setDefaultSectionSize(shown.px(_ROW))
        self.verticalHeader().setMinimumSectionSize(shown.px(_ROW))
        for column in range(self.columnCount()):
            if column < self._words:
                header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
            else:
                wanted = header.fontMetrics().horizontalAdvance(self._heads[column]) + shown.px(20)
                self.setColumnWidth(column, max(shown.px(_NUMBER), wanted))
        self.updateGeometry()
