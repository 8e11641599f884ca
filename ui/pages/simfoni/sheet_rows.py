"""The fields of an entry sheet one below another: Enter copies one and goes to the next."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.simfoni.sheet import Item, Mark, Part
from ui.icons import Icon
from ui.pages.simfoni.presenter import HIDDEN, day_words, shortened
from ui.theme import Role
from ui.widgets.basics import Button, Card, IconButton, IconLabel, ScrollColumn, label, restyle
from ui.widgets.layouts import empty

_COPY = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class CopyRow(Card):
    """One field: its name, what Simfoni calls the answer, the office's own word, and the button that copies it.

    Signals:
        wanted: it is to be copied.
        step: the focus is to go so many rows on.
        map_wanted: key of the list in which the answer's category is missing.
    """

    wanted = Signal()
    step = Signal(int)
    map_wanted = Signal(str)

    def __init__(self, item: Item, format: str, *, may_map: bool) -> None:
        super().__init__("none", margins=(10, 5, 4, 5), spacing=8, horizontal=True)
        self.item, self._format = item, format
        self._hidden, self.copied = item.secret, False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(item.label, Role.CAPTION, wrap=True))
        self._value = label("", wrap=True)
        words.addWidget(self._value)
        if item.own:
            words.addWidget(label(f"Di kantor: {item.own}", Role.CAPTION, wrap=True))
        if item.mark is Mark.UNMAPPED:
            words.addWidget(self._way(may_map), 0, Qt.AlignmentFlag.AlignLeft)
        self._sign = IconLabel(Icon.DONE, "ok", 16)
        self._sign.hide()
        self.button = IconButton(Icon.COPY, f"Salin {item.label}", clicked=self.wanted.emit)
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.body.addLayout(words, 1)
        self.body.addWidget(self._sign)
        self.body.addWidget(self.button)
        self.button.setVisible(bool(item.words))
        self._dress()

    @property
    def text(self) -> str:
        """What is copied."""
        return day_words(date.fromisoformat(self.item.words), self._format) if self.item.is_day else self.item.words

    def set_hidden(self, hidden: bool) -> None:
        """Hide what identifies a person, or show it."""
        self._hidden = hidden and self.item.secret
        self._dress()

    def set_copied(self, copied: bool) -> None:
        """Tick it, or take the tick away."""
        self.copied = copied
        self._dress()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _STEPS:
            self.step.emit(_STEPS[Qt.Key(event.key())])
        elif event.key() in _COPY and event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        ):
            self.wanted.emit()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.wanted.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.set_kind("info")

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._dress()

    def _way(self, may_map: bool) -> QWidget:
        if may_map:
            return Button("Pilih padanannya", Icon.EDIT, "link", clicked=lambda: self.map_wanted.emit(self.item.listed))
        return label("Minta petugas administrasi memilih padanannya.", Role.CAPTION, wrap=True)

    def _dress(self) -> None:
        words, tone = self._shown()
        self._value.setText(words)
        restyle(self._value, tone=tone)
        self._sign.setVisible(self.copied)
        if not self.hasFocus():
            self.set_kind("warn" if self.item.mark is not Mark.NONE else "none")
        state = ", sudah disalin" if self.copied else ""
        self.setAccessibleName(f"{self.item.label}: {words}{state}")

    def _shown(self) -> tuple[str, str | None]:
        if self.item.mark is Mark.MISSING:
            return "Belum diisi", "warn"
        if self.item.mark is Mark.UNMAPPED:
            return "Belum ada padanan di Simfoni PPA", "warn"
        if not self.item.words:
            return "–", None
        return (HIDDEN if self._hidden else shortened(self.text)), None


class SheetRows(ScrollColumn):
    """All parts of a sheet.

    Attributes:
        above: layout over the first field, for banners.

    Signals:
        copied: the words that are to go to the clipboard; the row is ticked by then.
        map_wanted: key of a list.
    """

    copied = Signal(str)
    map_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__(spacing=2, margins=(0, 0, 6, 0))
        self.setAccessibleName("Isian untuk disalin")
        self.rows: list[CopyRow] = []
        self.above, self._list = QVBoxLayout(), QVBoxLayout()
        self.above.setSpacing(8)
        self.above.setContentsMargins(0, 0, 0, 8)
        self._list.setSpacing(2)
        self.body.addLayout(self.above)
        self.body.addLayout(self._list)
        self.body.addStretch(1)

    def show_parts(self, parts: Iterable[Part], format: str, done: frozenset[str], *, may_map: bool) -> None:
        """Show a sheet; ``done``: the places that were copied before."""
        self.clear()
        for part in parts:
            self._list.addWidget(label(part.title, Role.SUBTITLE))
            if part.note:
                self._list.addWidget(label(part.note, Role.MUTED, wrap=True))
            for item in part.items:
                row = CopyRow(item, format, may_map=may_map)
                row.wanted.connect(self._wanter(row))
                row.step.connect(self._stepper(row))
                row.map_wanted.connect(self.map_wanted)
                self._list.addWidget(row)
                row.set_copied(item.place in done and bool(item.words))
                self.rows.append(row)
            self._list.addSpacing(8)

    def clear(self) -> None:
        """Show nothing any more; rows are deleted a little later, so what they say goes at once."""
        self.set_hidden(True)
        self.rows = []
        empty(self._list)

    @property
    def copyable(self) -> list[CopyRow]:
        """The rows with something to copy."""
        return [row for row in self.rows if row.item.words]

    @property
    def done(self) -> frozenset[str]:
        """The places that were copied."""
        return frozenset(row.item.place for row in self.rows if row.copied)

    def set_hidden(self, hidden: bool) -> None:
        """Hide what identifies a person, or show it."""
        for row in self.rows:
            row.set_hidden(hidden)

    def forget_done(self) -> None:
        """Begin again from the first."""
        for row in self.rows:
            row.set_copied(False)
        self.focus_next()

    def focus_next(self, after: CopyRow | None = None) -> None:
        """Go to the next row that is still to be copied, from the first again after the last."""
        start = self.rows.index(after) + 1 if after is not None else 0
        waiting = [row for row in (*self.rows[start:], *self.rows[:start]) if row.item.words and not row.copied]
        if waiting:
            self._go(waiting[0])

    def _wanter(self, row: CopyRow) -> Callable[[], None]:
        def copy() -> None:
            if not row.item.words:
                self._step(row, 1)
                return
            row.set_copied(True)
            self.copied.emit(row.text)
            if any(not one.copied for one in self.copyable):
                self.focus_next(row)
            else:
                self._go(row)

        return copy

    def _stepper(self, row: CopyRow) -> Callable[[int], None]:
        return lambda by: self._step(row, by)

    def _step(self, row: CopyRow, by: int) -> None:
        place = self.rows.index(row) + by
        if 0 <= place < len(self.rows):
            self._go(self.rows[place])

    def _go(self, row: CopyRow) -> None:
        row.show()  # a row that was just put there is not shown before the next turn of the loop, and takes no focus
        row.setFocus(Qt.FocusReason.TabFocusReason)
        self.ensureWidgetVisible(row, 0, row.height() * 2)
