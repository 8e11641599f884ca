"""Sisipkan isian: everything a letter may quote, with what it is, where it comes from and what would stand there."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QDialog, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from models.letters.picker import Choice
from ui import theme
from ui.icons import Icon
from ui.theme import Role
from ui.widgets.basics import Button, label, row
from ui.widgets.fields import SearchBox, labelled

_SIZE = (560, 480)
_ALL = "Semua kelompok"


class PickerDialog(QDialog):
    """A searchable list; the choice is put where the person was writing.

    Signals:
        picked: the placeholder with its braces.
    """

    picked = Signal(str)

    def __init__(self, parent: QWidget, choices: tuple[Choice, ...]) -> None:
        super().__init__(parent)
        self.setWindowTitle("Sisipkan isian")
        self.setAccessibleName("Sisipkan isian")
        shown, room = theme.current(), parent.window().size()
        self.resize(min(shown.px(_SIZE[0]), room.width() - 40), min(shown.px(_SIZE[1]), room.height() - 40))
        self._choices = choices
        self.search = SearchBox("Cari isian", "Cari nama isian, misalnya tanggal")
        self.search.textChanged.connect(self._fill)
        self.search.installEventFilter(self)
        self.group = QComboBox()
        self.group.setAccessibleName("Kelompok isian")
        self.group.addItems([_ALL, *dict.fromkeys(choice.group for choice in choices)])
        self.group.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.group.setMinimumContentsLength(18)
        self.group.currentIndexChanged.connect(self._fill)
        self.list = QListWidget()
        self.list.setAccessibleName("Isian yang dapat disisipkan")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentRowChanged.connect(self._explain)
        self.list.itemActivated.connect(lambda _item: self._take())
        self.way = QComboBox()
        self._about = label("", Role.MUTED, wrap=True)
        self.insert_button = Button("Sisipkan", Icon.ADD, "primary", clicked=self._take)
        self.insert_button.setDefault(True)
        box = QVBoxLayout(self)
        box.setContentsMargins(18, 16, 18, 14)
        box.setSpacing(10)
        box.addLayout(row(self.search, self.group, stretch=0))
        box.addWidget(self.list, 1)
        box.addWidget(self._about)
        box.addLayout(labelled("Cara tulis", self.way))
        box.addLayout(row(Button("Batal", clicked=self.reject), None, self.insert_button))
        self._fill()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrows go through the list while one types in the search."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step:
                self.list.setCurrentRow(max(0, min(self.list.count() - 1, self.list.currentRow() + step)))
                return True
        return super().eventFilter(watched, event)

    @property
    def choice(self) -> Choice | None:
        """What is marked in the list."""
        place = self.list.currentRow()
        found: Choice | None = self.list.item(place).data(Qt.ItemDataRole.UserRole) if place >= 0 else None
        return found

    def _fill(self) -> None:
        words = self.search.text().casefold().split()
        group = self.group.currentText()
        self.list.clear()
        for choice in self._choices:
            text = f"{choice.label} {choice.name} {choice.group}".casefold()
            if (group in (_ALL, choice.group)) and all(word in text for word in words):
                item = QListWidgetItem(choice.label)
                item.setData(Qt.ItemDataRole.UserRole, choice)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{choice.label}, {choice.group}")
                if choice.example:
                    item.setText(f"{choice.label}  ·  {_short(choice.example)}")
                self.list.addItem(item)
        self.list.setCurrentRow(0)
        self._explain()

    def _explain(self) -> None:
        choice = self.choice
        self.insert_button.setEnabled(choice is not None)
        self.way.clear()
        if choice is None:
            self._about.setText("Tidak ada isian yang cocok. Hapus tulisan pencarian atau pilih kelompok lain.")
            return
        self._about.setText(f"{choice.group}. {choice.source}. Ditulis {{{choice.name}}} dalam naskah.")
        for way in choice.ways:
            self.way.addItem(f"{way.label}: {_short(way.example)}" if way.example else way.label, way.style)
        self.way.setEnabled(len(choice.ways) > 1)

    def _take(self) -> None:
        choice = self.choice
        if choice is None:
            return
        style = self.way.currentData()
        self.picked.emit(f"{{{choice.name}{f':{style}' if style else ''}}}")
        self.accept()


def _short(text: str, most: int = 60) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
