"""The entries of a list of choices, one below the other: words, category of Simfoni PPA, place, hidden or not."""

from __future__ import annotations

from functools import partial
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from models.forms.lists import OptionList
from models.forms.spec import Option
from ui.editing.parts import Line, Pick
from ui.icons import Icon
from ui.theme import Role
from ui.widgets.basics import IconButton, label, row

_SAME = "Sama dengan namanya"


#: Pixels that the three buttons of an entry take.
_VERBS = 104


class EntryLine(Line):
    """The words of an entry; Alt and an arrow moves it.

    Signals:
        shifted: -1 for up, 1 for down.
    """

    shifted = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        way = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if way is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.shifted.emit(way)
        else:
            super().keyPressEvent(event)


class ListDesk(Protocol):
    """Who carries out what is done with an entry; entries are meant by their place."""

    def rename(self, place: int, words: str) -> None: ...
    def categorise(self, place: int, category: object) -> None: ...
    def shift(self, place: int, way: int) -> None: ...
    def turn(self, place: int) -> None: ...
    def add(self) -> None: ...


def heads() -> QWidget:
    """What stands above the entries: which field is which."""
    made = QWidget()
    box = row(label("Nama butir", Role.CAPTION), label("Kategori Simfoni PPA", Role.CAPTION), spacing=4)
    box.setContentsMargins(0, 0, 0, 0)
    box.setStretch(0, 5)
    box.setStretch(1, 3)
    box.addSpacing(_VERBS)
    made.setLayout(box)
    return made


class EntryRow(QWidget):
    """One entry. ``kept``: it was in force once, so it can be hidden but not removed."""

    def __init__(
        self, desk: ListDesk, entries: OptionList, place: int, categories: tuple[str, ...], *, kept: bool
    ) -> None:
        super().__init__()
        option, count = entries.options[place], len(entries.options)
        name = f"butir {place + 1}"
        self.words = EntryLine(name.capitalize())
        self.words.show_text(option.label)
        self.words.typed.connect(partial(desk.rename, place))
        self.words.returnPressed.connect(desk.add)
        self.words.shifted.connect(partial(desk.shift, place))
        self.up = IconButton(Icon.UP, f"Naikkan {name}", clicked=partial(desk.shift, place, -1))
        self.down = IconButton(Icon.DOWN, f"Turunkan {name}", clicked=partial(desk.shift, place, 1))
        self.up.setEnabled(place > 0)
        self.down.setEnabled(place < count - 1)
        self.turn = self._turn(desk, option, place, name, kept)
        self.category = Pick(f"Kategori Simfoni PPA {name}")
        own = "" if entries.category(option.key) in categories else "Belum dipetakan"
        choices = [("", own or _SAME), *((one, one) for one in categories)]
        self.category.offer(choices, entries.simfoni.get(option.key, ""))
        self.category.picked.connect(partial(desk.categorise, place))
        self.category.setVisible(bool(categories))
        hidden = label("disembunyikan", Role.CAPTION)
        hidden.setVisible(option.hidden)
        box: QHBoxLayout = row(self.words, hidden, self.category, self.up, self.down, self.turn, spacing=4)
        box.setContentsMargins(0, 0, 0, 0)
        box.setStretch(0, 5)
        box.setStretch(2, 3 if categories else 0)
        self.setLayout(box)

    def _turn(self, desk: ListDesk, option: Option, place: int, name: str, kept: bool) -> IconButton:
        """Hide what was in force, show it again, or remove what never was."""
        deed = partial(desk.turn, place)
        if not kept:
            return IconButton(Icon.DELETE, f"Hapus {name}", clicked=deed)
        if option.hidden:
            return IconButton(Icon.SHOW, f"Tampilkan lagi {name}", clicked=deed)
        return IconButton(Icon.HIDE, f"Sembunyikan {name}", clicked=deed)
