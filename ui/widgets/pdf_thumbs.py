"""The pages of a document as small pictures below each other: one is chosen to go to it."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QFrame, QListView

from ui import theme
from ui.widgets.pdf_pages import PdfPages

#: Width of a small page and of the strip, in pixels at 100 % text.
_PAGE, STRIP = 74, 112
_Index = QModelIndex | QPersistentModelIndex


class _Pages(QAbstractListModel):
    """Draws a page when the list asks for it, and keeps the picture."""

    def __init__(self) -> None:
        super().__init__()
        self._pages: PdfPages | None = None
        self._drawn: dict[int, QIcon] = {}

    def show_pages(self, pages: PdfPages | None) -> None:
        self.beginResetModel()
        self._pages, self._drawn = pages, {}
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        return len(self._pages) if self._pages is not None else 0

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if self._pages is None or not 0 <= index.row() < len(self._pages):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return str(index.row() + 1)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"Halaman {index.row() + 1} dari {len(self._pages)}"
        return self._picture(self._pages, index.row()) if role == Qt.ItemDataRole.DecorationRole else None

    def _picture(self, pages: PdfPages, number: int) -> QIcon:
        if number not in self._drawn:
            image = pages.small_image(number, theme.current().px(_PAGE))
            painter = QPainter(image)
            painter.setPen(QPen(QColor(theme.current().hex("border_strong")), 1))
            painter.drawRect(image.rect().adjusted(0, 0, -1, -1))
            painter.end()
            icon = QIcon()
            for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected):  # a chosen page keeps its colours
                icon.addPixmap(QPixmap.fromImage(image), mode)
            self._drawn[number] = icon
        return self._drawn[number]


class PageThumbs(QListView):
    """The strip; the arrow keys go through it.

    Signals:
        page_wanted: number of the page (from 0) the person went to.
    """

    page_wanted = Signal(int)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._pages = _Pages()
        self.setModel(self._pages)
        self.setAccessibleName(f"Halaman kecil, {name}")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setFixedWidth(theme.current().px(STRIP))
        self.setIconSize(QSize(theme.current().px(_PAGE), theme.current().px(_PAGE * 2)))
        self.selectionModel().currentChanged.connect(self._went)
        self._silent = False

    def show_pages(self, pages: PdfPages | None) -> None:
        """Another document, None for none."""
        self._pages.show_pages(pages)

    def set_current(self, number: int) -> None:
        """Mark the page that is in view; nothing is asked for."""
        if self.currentIndex().row() != number:
            self._silent = True
            self.setCurrentIndex(self._pages.index(number, 0))
            self._silent = False

    def _went(self, current: QModelIndex) -> None:
        if current.isValid() and not self._silent:
            self.page_wanted.emit(current.row())
