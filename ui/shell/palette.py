"""Ctrl+K: one line that finds cases and letters and runs commands, over whatever page is shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from models.services.views import Hit
from ui import icons, theme
from ui.icons import Icon
from ui.theme import Role
from ui.widgets.basics import label, line
from ui.widgets.fields import SearchBox

_WIDTH, _ROWS = 620, 9
_GROUP_ICONS = {"Kasus": Icon.CASES, "Surat": Icon.LETTER, "Surat masuk": Icon.AGENDA}


@dataclass(frozen=True)
class Entry:
    """One line of the list: ``run`` does what it says. A heading has no ``run``.

    Attributes:
        words: it is found by these, too.
        asked_for: shown only when a word of it was typed.
    """

    title: str
    detail: str = ""
    icon: Icon | None = None
    run: Callable[[], object] | None = None
    words: str = ""
    asked_for: bool = False

    def rank(self, typed: Sequence[str]) -> int:
        """0 where all that was typed stands in the title, 1 where it stands in title and words, 2 where it does not."""
        if not typed:
            return 2 if self.asked_for else 0
        title, all_of_it = self.title.lower(), f"{self.title} {self.words}".lower()
        return 0 if _holds(title, typed) else 1 if _holds(all_of_it, typed) else 2


def _holds(text: str, words: Sequence[str]) -> bool:
    return all(word in text for word in words)


def hint(*, records: bool) -> str:
    """What the person may search for."""
    return f"Cari {'nomor kasus, nama, NIK, nomor surat,' if records else 'pengaturan'} atau perintah"


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        entry: Entry = index.data(Qt.ItemDataRole.UserRole)
        return QSize(100, theme.current().px(30 if entry.run else 28))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        shown, entry = theme.current(), index.data(Qt.ItemDataRole.UserRole)
        box: QRect = option.rect  # type: ignore[attr-defined]
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)  # type: ignore[attr-defined]
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if entry.run is None:
            painter.setFont(shown.font(Role.LABEL))
            painter.setPen(shown.color("muted"))
            painter.drawText(box.adjusted(16, 4, -16, 0), middle, entry.title)
            painter.restore()
            return
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(shown.color("select"))
            painter.drawRoundedRect(box.adjusted(6, 0, -6, 0), 6, 6)
            painter.fillRect(QRect(box.x() + 6, box.y() + 6, 3, box.height() - 12), shown.color("primary"))
        size = shown.px(18)
        picture = icons.pixmap(entry.icon or Icon.SEARCH, "primary" if chosen else "muted", size, self._ratio(option))
        painter.drawPixmap(box.x() + 16, box.center().y() - size // 2 + 1, picture)
        painter.setFont(shown.font(Role.CAPTION))
        painter.setPen(shown.color("muted"))
        taken = min(painter.fontMetrics().horizontalAdvance(entry.detail) + 2, box.width() // 2)
        words = painter.fontMetrics().elidedText(entry.detail, Qt.TextElideMode.ElideRight, taken)
        painter.drawText(box.adjusted(0, 0, -16, 0), middle | Qt.AlignmentFlag.AlignRight, words)
        painter.setFont(shown.font(Role.STRONG))
        painter.setPen(shown.color("text"))
        room = box.adjusted(28 + size, 0, -28 - taken, 0)
        title = painter.fontMetrics().elidedText(entry.title, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, middle, title)
        painter.restore()

    def _ratio(self, option: QStyleOptionViewItem) -> float:
        widget: QWidget = option.widget  # type: ignore[attr-defined]
        return widget.devicePixelRatioF()


class Palette(QWidget):
    """The overlay. It hides itself when something is run, on Esc and when it loses the focus.

    ``records``: the person may search in cases and letters.

    Signals:
        asked: text to search for in the records; answer with ``show_hits``.
        opened: ``Hit.target`` of the chosen record.
    """

    asked = Signal(str)
    opened = Signal(object)

    def __init__(self, parent: QWidget, *, records: bool) -> None:
        super().__init__(parent)
        self._window, self._records = parent, records
        self.setObjectName("palette")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._commands: Sequence[Entry] = ()
        self._hits: tuple[Hit, ...] = ()
        self._searched = ""
        self.search = SearchBox("Cari di seluruh aplikasi", hint(records=records))
        self.list = QListWidget()
        self.list.setAccessibleName("Hasil pencarian")
        self.list.setItemDelegate(_Delegate(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(self._run)
        foot = label("Panah untuk memilih · Enter untuk membuka · Esc untuk menutup", Role.CAPTION)
        foot.setContentsMargins(16, 8, 16, 8)
        upper = QVBoxLayout()
        upper.setContentsMargins(10, 10, 10, 8)
        upper.addWidget(self.search)
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 1, 1, 1)
        box.setSpacing(0)
        box.addLayout(upper)
        box.addWidget(line())
        box.addWidget(self.list, 1)
        box.addWidget(foot)
        self.search.textChanged.connect(self._typed)
        self.search.searched.connect(self.asked)
        self.search.installEventFilter(self)
        parent.installEventFilter(self)
        self.hide()

    def open_with(self, commands: Sequence[Entry]) -> None:
        """Show the overlay, empty, with the commands the person may run."""
        self._commands, self._hits, self._searched = commands, (), ""
        self.search.clear()
        self._fill()
        self._place()
        self.show()
        self.raise_()
        self.search.setFocus()

    def show_hits(self, text: str, hits: tuple[Hit, ...]) -> None:
        """Show what was found for ``text``."""
        self._hits, self._searched = hits, text
        self._fill()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self._window:
            self._place()
        elif watched is self.search and event.type() == QEvent.Type.FocusOut:
            self.hide()
        elif watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(event)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        move = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if move is not None:
            self._move(move)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._run(self.list.currentItem())
        elif event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            return False
        return True

    def _typed(self, text: str) -> None:
        if not text.strip():
            self._hits, self._searched = (), ""
        self._fill()

    def _fill(self) -> None:
        self.list.clear()
        text = self.search.text().strip().lower()
        for group in dict.fromkeys(hit.group for hit in self._hits):
            self._add(Entry(group))
            for hit in self._hits:
                if hit.group == group:
                    self._add(Entry(hit.title, hit.detail, _GROUP_ICONS.get(group, Icon.SEARCH), self._opener(hit)))
        ranked = [(entry.rank(text.split()), entry) for entry in self._commands]
        commands = [entry for wanted in (0, 1) for rank, entry in ranked if rank == wanted]
        looked_for = self._searched if self._records else text if not commands else ""
        if looked_for and not self._hits:
            self._add(Entry(f"Tidak ada yang cocok dengan “{looked_for}”"))
        if commands:
            self._add(Entry("Perintah"))
            for entry in commands:
                self._add(entry)
        self._move(1)
        self._place()

    def _opener(self, hit: Hit) -> Callable[[], object]:
        return lambda: self.opened.emit(hit.target)

    def _add(self, entry: Entry) -> None:
        item = QListWidgetItem(", ".join(part for part in (entry.title, entry.detail) if part))
        item.setData(Qt.ItemDataRole.UserRole, entry)
        if entry.run is None:
            item.setFlags(Qt.ItemFlag.NoItemFlags)
        self.list.addItem(item)

    def _move(self, step: int) -> None:
        row = self.list.currentRow() + step
        while 0 <= row < self.list.count():
            if self.list.item(row).flags() & Qt.ItemFlag.ItemIsSelectable:
                self.list.setCurrentRow(row)
                # A list without the focus says nothing: the line itself tells the screen reader what is chosen.
                self.search.setAccessibleDescription(self.list.item(row).text())
                return
            row += step

    def _run(self, item: QListWidgetItem | None) -> None:
        entry: Entry | None = item.data(Qt.ItemDataRole.UserRole) if item is not None else None
        if entry is not None and entry.run is not None:
            self.hide()
            entry.run()

    def _place(self) -> None:
        window = self._window
        shown = theme.current()
        width = min(shown.px(_WIDTH), window.width() - 48)
        rows = sum(self.list.sizeHintForRow(number) for number in range(self.list.count()))
        height = min(
            max(rows, shown.px(60)) + shown.px(118), shown.px(30) * _ROWS + shown.px(140), window.height() - 80
        )
        self.setGeometry((window.width() - width) // 2, 44, width, height)
