"""The list of a stack: each part with where it goes, below it its pages as small pictures."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPixmap, QTransform
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from models.domain.stack_pages import StackPage
from models.records.stack import Stack
from ui import theme
from ui.pages.records.stack import words
from ui.theme import Role
from ui.widgets.pill import Status, paint_pill, pill_width

_PART, _PAGE = 54, 84
_THUMB, _PAD = 68, 10
_INDENT = 22
_STATUS, _DETAIL, _PAGES, _PLACE = (Qt.ItemDataRole.UserRole + number for number in range(4))
_Index = QModelIndex | QPersistentModelIndex


class StackTree(QTreeWidget):
    """Shows a stack; several parts or pages may be chosen with Ctrl and Shift.

    Signals:
        page_wanted: number of the page the person went to, -1 for none.
        opened: a part was double-clicked or Enter pressed on it, by its place.
    """

    page_wanted = Signal(int)
    opened = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._unfolded: dict[int, bool] = {}
        self.setAccessibleName("Isi tumpukan")
        self.setColumnCount(1)
        self.setHeaderHidden(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setIndentation(theme.current().px(_INDENT))
        self.setExpandsOnDoubleClick(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(_StackDelegate(self))
        self.currentItemChanged.connect(lambda item, _before: self.page_wanted.emit(_first_page(item)))
        self.itemActivated.connect(self._open)
        self.itemExpanded.connect(lambda item: self._fold(item, unfolded=True))
        self.itemCollapsed.connect(lambda item: self._fold(item, unfolded=False))

    def show_stack(self, stack: Stack, pages: Sequence[StackPage], turns: Sequence[int]) -> None:
        """Show this stack; the choice stays where it was as far as its pages are still there."""
        current, chosen = _first_page(self.currentItem()), set(self.chosen_pages())
        self.blockSignals(True)  # one word about the new choice, not one for each line
        self.clear()
        groups = [(place, part.pages) for place, part in enumerate(stack.parts)]
        for place, numbers in [*groups, *([(-1, stack.left_out)] if stack.left_out else [])]:
            item = self._group(stack, place, numbers)
            for number in numbers:
                self._page(item, number, pages[number], turns[number])
            wide = place >= 0 and stack.parts[place].home is None
            item.setExpanded(self._unfolded.get(numbers[0], wide))
        self._choose_again(current, chosen)
        self.blockSignals(False)
        self.itemSelectionChanged.emit()
        self.page_wanted.emit(_first_page(self.currentItem()))

    def chosen_pages(self) -> tuple[int, ...]:
        """The pages that are chosen, of a chosen part all."""
        return tuple(sorted({page for item in self.selectedItems() for page in item.data(0, _PAGES)}))

    def chosen_places(self) -> tuple[int, ...]:
        """The parts that are chosen, or of which a page is; -1 for the pages that are not kept."""
        return tuple(sorted({item.data(0, _PLACE) for item in self.selectedItems()}))

    def one_page(self) -> int:
        """The page whose own line is the only one chosen; -1 where that is not so."""
        chosen = self.selectedItems()
        return int(chosen[0].data(0, _PAGES)[0]) if len(chosen) == 1 and chosen[0].parent() is not None else -1

    def choose_place(self, place: int) -> None:
        """Go to a part."""
        item = self.topLevelItem(place)
        if item is not None:
            self.setCurrentItem(item)
            self.scrollToItem(item)

    def _group(self, stack: Stack, place: int, numbers: Sequence[int]) -> QTreeWidgetItem:
        item = QTreeWidgetItem(self)
        if place >= 0:
            _tell(item, words.title(stack, place), words.detail(stack, place), words.status(stack, place))
        else:
            _tell(item, words.LEFT_OUT_TITLE, words.pages(numbers), None)
        item.setData(0, _PAGES, tuple(numbers))
        item.setData(0, _PLACE, place)
        return item

    def _page(self, group: QTreeWidgetItem, number: int, page: StackPage, turned: int) -> None:
        item = QTreeWidgetItem(group)
        _tell(item, f"Halaman {number + 1}", words.page_detail(page, turned), None)
        item.setData(0, _PAGES, (number,))
        item.setData(0, _PLACE, group.data(0, _PLACE))
        item.setData(0, Qt.ItemDataRole.DecorationRole, upright(page, theme.current().px(_THUMB)))

    def _choose_again(self, current: int, chosen: set[int]) -> None:
        items = [self.topLevelItem(place) for place in range(self.topLevelItemCount())]
        lines = [line for item in items for line in (*(item.child(at) for at in range(item.childCount())), item)]
        for line in lines:
            inside = line.parent() is not None and line.parent().isExpanded()
            line.setSelected(inside and set(line.data(0, _PAGES)) <= chosen)
        heads = [line for line in lines if line.parent() is None or line.parent().isExpanded()]
        again = next((line for line in heads if current in line.data(0, _PAGES)), items[0] if items else None)
        if again is not None:
            self.setCurrentItem(again)

    def _open(self, item: QTreeWidgetItem, _column: int) -> None:
        if item.data(0, _PLACE) >= 0:
            self.opened.emit(item.data(0, _PLACE))

    def _fold(self, item: QTreeWidgetItem, *, unfolded: bool) -> None:
        self._unfolded[item.data(0, _PAGES)[0]] = unfolded


def upright(page: StackPage, side: int) -> QPixmap:
    """The small picture of a page as it is kept, its longer side ``side`` pixels."""
    picture = QPixmap()
    picture.loadFromData(page.picture)
    turned = picture.transformed(QTransform().rotate(page.sheet.turned))
    mode = Qt.TransformationMode.SmoothTransformation
    return turned.scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio, mode)


class _StackDelegate(QStyledItemDelegate):
    """Paints a line: the picture of a page, two lines of words, the state of a part."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        height = _PAGE if index.parent().isValid() else _PART
        return QSize(theme.current().px(200), theme.current().px(height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        box: QRect = option.rect  # type: ignore[attr-defined]
        view: QWidget = option.widget  # type: ignore[attr-defined]
        shown, selected = theme.current(), bool(option.state & QStyle.StateFlag.State_Selected)  # type: ignore[attr-defined]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(box, shown.color("select" if selected else "surface"))
        painter.fillRect(QRect(box.x(), box.bottom(), box.width(), 1), shown.color("border"))
        inner = box.adjusted(_PAD, 0, -_PAD, 0)
        picture: QPixmap | None = index.data(Qt.ItemDataRole.DecorationRole)
        if picture is not None:
            self._picture(painter, inner, picture)
            inner.setLeft(inner.left() + shown.px(_THUMB) + _PAD)
        status: Status | None = index.data(_STATUS)
        if status is not None:
            wide = pill_width(status.word)
            paint_pill(painter, inner.right() - wide, box.center().y(), status, view.devicePixelRatioF())
            inner.setRight(inner.right() - wide - _PAD)
        self._words(painter, inner, index)
        if view.hasFocus() and option.state & QStyle.StateFlag.State_HasFocus:  # type: ignore[attr-defined]
            painter.setPen(shown.color("primary"))
            painter.drawRect(box.adjusted(0, 0, -1, -2))
        painter.restore()

    def _picture(self, painter: QPainter, inner: QRect, picture: QPixmap) -> None:
        side = theme.current().px(_THUMB)
        left = inner.left() + (side - picture.width()) // 2
        top = inner.center().y() - picture.height() // 2
        painter.drawPixmap(left, top, picture)
        painter.setPen(theme.current().color("border_strong"))
        painter.drawRect(left, top, picture.width() - 1, picture.height() - 1)

    def _words(self, painter: QPainter, inner: QRect, index: _Index) -> None:
        lines = [(str(index.data(Qt.ItemDataRole.DisplayRole)), Role.STRONG, "text")]
        if index.data(_DETAIL):
            lines.append((str(index.data(_DETAIL)), Role.CAPTION, "muted"))
        fonts = [theme.current().font(role) for _text, role, _color in lines]
        heights = [QFontMetrics(font).height() for font in fonts]
        top = inner.center().y() - (sum(heights) + 2 * (len(lines) - 1)) // 2
        for (text, _role, color), font, height in zip(lines, fonts, heights, strict=True):
            painter.setFont(font)
            painter.setPen(theme.current().color(color))
            fitting = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
            painter.drawText(QRect(inner.left(), top, inner.width(), height), Qt.AlignmentFlag.AlignVCenter, fitting)
            top += height + 2


def _tell(item: QTreeWidgetItem, title: str, detail: str, status: Status | None) -> None:
    item.setText(0, title)
    item.setData(0, _DETAIL, detail)
    item.setData(0, _STATUS, status)
    item.setToolTip(0, "\n".join(part for part in (title, detail) if part))
    said = ". ".join(part for part in (title, detail, status.word if status else "") if part)
    item.setData(0, Qt.ItemDataRole.AccessibleTextRole, said)


def _first_page(item: QTreeWidgetItem | None) -> int:
    return int(item.data(0, _PAGES)[0]) if item is not None else -1
