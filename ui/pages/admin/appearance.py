"""Tampilan: light or dark, and the size of the text; at once, and remembered on this PC."""

from __future__ import annotations

from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from ui.context import AppContext
from ui.icons import Icon
from ui.pages.admin.section import Section
from ui.theme import TEXT_SIZES, Mode, Role
from ui.widgets.basics import Card, label

_MODES = (
    (Mode.LIGHT, "Terang", "Untuk ruangan yang terang."),
    (Mode.DARK, "Gelap", "Lebih ringan bagi mata di ruangan redup."),
    (Mode.SYSTEM, "Ikuti komputer", "Terang atau gelap menurut setelan komputer."),
)
_SIZES = {90: "Kecil", 100: "Biasa", 110: "Agak besar", 125: "Besar", 150: "Sangat besar"}
#: Keys under which the window remembers them.
MODE_KEY, SIZE_KEY = "tampilan", "besar_huruf"


class AppearanceSection(Section):
    """Look and text size."""

    title = "Tampilan"
    sentence = "Hanya untuk komputer ini. Ctrl dan tanda + atau − mengubah besar huruf dari halaman mana pun."
    icon = Icon.DARK

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self.modes: dict[Mode, QRadioButton] = {}
        self.sizes: dict[int, QRadioButton] = {}
        self._group(
            "Warna", [(mode, f"{words}  –  {hint}", self.modes, self._set_mode) for mode, words, hint in _MODES]
        )
        self._group(
            "Besar huruf",
            [(size, f"{_SIZES.get(size, '')} ({size}%)", self.sizes, self._set_size) for size in TEXT_SIZES],
        )
        self.body.addStretch(1)
        context.theme.changed.connect(self.load)

    def _group(self, heading: str, entries: list) -> None:  # type: ignore[type-arg]
        card = Card(margins=(14, 12, 14, 12), spacing=2)
        card.body.addWidget(label(heading, Role.STRONG))
        group = QButtonGroup(card)
        holder = QWidget()
        box = QVBoxLayout(holder)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        for key, words, into, act in entries:
            button = QRadioButton(words)
            button.clicked.connect(lambda _on=False, chosen=key, do=act: do(chosen))
            group.addButton(button)
            into[key] = button
            box.addWidget(button)
        card.body.addWidget(holder)
        self.body.addWidget(card)

    def load(self) -> None:
        self.modes[self.context.theme.mode].setChecked(True)
        nearest = min(self.sizes, key=lambda size: abs(size - self.context.theme.percent))
        self.sizes[nearest].setChecked(True)

    def _set_mode(self, mode: Mode) -> None:
        self.context.theme.set_mode(mode)
        self.context.settings.put(MODE_KEY, mode.value)

    def _set_size(self, percent: int) -> None:
        self.context.theme.set_percent(percent)
        self.context.settings.put(SIZE_KEY, percent)
