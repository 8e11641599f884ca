"""The editor of villages: a line that finds them as one types, and keeps any other text as it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
)

from models.domain import regions
from models.domain.regions import Region
from models.forms.spec import Field, Value
from models.forms.values import clean_text
from ui import theme
from ui.forms.editor import Editor, Surroundings
from ui.theme import Role
from ui.widgets.basics import label

#: Rest after the last key before the search starts, in milliseconds.
_REST_MS = 120
_FROM_LETTERS = 2
_ROW = 42
_ROWS_SEEN = 6
_FOOT = "Panah untuk memilih · Enter untuk memakai · tidak ada di daftar? Biarkan tulisan Anda"


class RegionModel(QAbstractListModel):
    """The villages found."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Region] = []

    def show(self, found: Sequence[Region]) -> None:
        """Show these instead."""
        self.beginResetModel()
        self.found = list(found)
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.found)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.found[index.row()].full
        return None


class RegionDelegate(QStyledItemDelegate):
    """Two lines: the village, and what it lies in."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(200, theme.current().px(_ROW))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        shown = theme.current()
        region = cast(RegionModel, index.model()).found[index.row()]
        rect = cast(QRect, option.rect)  # type: ignore[attr-defined]
        view = cast(QListView, option.widget)  # type: ignore[attr-defined]
        if view.currentIndex() == index:
            painter.fillRect(rect, shown.color("select"))
        inside = rect.adjusted(12, 3, -12, -3)
        half = inside.height() // 2
        lines = ((region.name, Role.STRONG, "text", 0), (region.within, Role.CAPTION, "muted", half))
        for text, role, color, top in lines:
            painter.setFont(shown.font(role))
            painter.setPen(shown.color(color))
            fitting = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, inside.width())
            place = QRect(inside.left(), inside.top() + top, inside.width(), half)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, fitting)


class RegionPopup(QFrame):
    """The list below the line. It lies over the window as its child and never takes the focus.

    Signals:
        picked: the chosen ``Region``.
    """

    picked = Signal(object)

    def __init__(self, line: QLineEdit) -> None:
        super().__init__(line.window())
        self._line = line
        self.setProperty("card", "plain")
        self.model = RegionModel()
        self.view = QListView()
        self.view.setModel(self.model)
        self.view.setItemDelegate(RegionDelegate(self.view))
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setUniformItemSizes(True)
        self.view.setAccessibleName("Wilayah yang ditemukan")
        self.view.clicked.connect(lambda index: self.picked.emit(self.model.found[index.row()]))
        foot = label(_FOOT, Role.CAPTION, wrap=True)
        foot.setContentsMargins(12, 2, 12, 4)
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 4, 1, 4)
        box.setSpacing(0)
        box.addWidget(self.view)
        box.addWidget(foot)
        self.hide()

    def offer(self, found: Sequence[Region]) -> None:
        """Show what was found below the line, or above it where there is no room below."""
        self.model.show(found)
        if not found:
            self.hide()
            return
        window = self._line.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        rows = min(len(found), _ROWS_SEEN)
        self.view.setFixedHeight(rows * theme.current().px(_ROW) + 8)
        self.setFixedWidth(max(self._line.width(), theme.current().px(320)))
        self.adjustSize()
        corner = self._line.mapTo(window, QPoint(0, self._line.height() + 2))
        if corner.y() + self.height() > window.height():
            corner = self._line.mapTo(window, QPoint(0, -self.height() - 2))
        self.move(max(0, min(corner.x(), window.width() - self.width())), max(0, corner.y()))
        self.view.setCurrentIndex(self.model.index(0))
        self.show()
        self.raise_()

    def move_by(self, rows: int) -> None:
        """Choose another line of the list."""
        row = min(max(self.view.currentIndex().row() + rows, 0), len(self.model.found) - 1)
        self.view.setCurrentIndex(self.model.index(row))

    def take(self) -> None:
        """Pick the chosen line."""
        self.picked.emit(self.model.found[self.view.currentIndex().row()])


class RegionEditor(Editor):
    """A village by its code, or a place written by hand."""

    def __init__(self, field: Field, around: Surroundings) -> None:
        super().__init__(field, around)
        self.line = QLineEdit()
        self.line.setPlaceholderText("Ketik desa/kelurahan dan kecamatan")
        self.body.addWidget(self.line)
        self.watch(self.line)
        self._code = self._asked = ""
        self._popup: RegionPopup | None = None
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._search)
        self.line.textEdited.connect(self._typed)

    def value(self) -> Value | None:
        return self._code or clean_text(self.line.text(), lines=False) or None

    def set_value(self, value: Value | None) -> None:
        text = "" if value is None else str(value)
        self._code = text if regions.is_code(text) else ""
        self.line.setText(regions.describe(text) if text else "")
        self.line.setCursorPosition(0)

    def hint(self) -> str:
        if self._code or not self.line.text().strip() or self.line.hasFocus():
            return ""
        return "Ditulis sendiri, tidak dari daftar wilayah."

    def takes_enter(self, _widget: QObject) -> bool:
        return self._open() is not None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        popup = self._open()
        if popup is not None:
            if event.type() == QEvent.Type.KeyPress and self._steer(popup, cast(QKeyEvent, event)):
                return True
            if event.type() in (QEvent.Type.FocusOut, QEvent.Type.Hide):
                popup.hide()
        return super().eventFilter(watched, event)

    def _open(self) -> RegionPopup | None:
        return self._popup if self._popup is not None and self._popup.isVisible() else None

    def _steer(self, popup: RegionPopup, event: QKeyEvent) -> bool:
        moves = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 5, Qt.Key.Key_PageUp: -5}
        key = Qt.Key(event.key())
        if key in moves:
            popup.move_by(moves[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            popup.take()
        elif key == Qt.Key.Key_Escape:
            popup.hide()
        else:
            return False
        return True

    def _typed(self, text: str) -> None:
        self._code = ""
        self.changed.emit()
        if len(text.strip()) < _FROM_LETTERS:
            self._rest.stop()
            if popup := self._open():
                popup.hide()
        else:
            self._rest.start()

    def _search(self) -> None:
        self._asked = self.line.text()
        self.around.find_regions(self._asked, self._offer)

    def _offer(self, found: list[Region]) -> None:
        if self._asked != self.line.text() or not self.line.hasFocus():
            return
        if self._popup is None:
            self._popup = RegionPopup(self.line)
            self._popup.picked.connect(self._picked)
            self.destroyed.connect(self._popup.deleteLater)
        self._popup.offer(found)

    def _picked(self, region: Region) -> None:
        if self._popup is not None:
            self._popup.hide()
        self.line.selectAll()
        self.line.insert(region.full)
        self.line.setCursorPosition(0)
        self._rest.stop()  # the inserted text is no search
        self._code = region.code
        self.changed.emit()
