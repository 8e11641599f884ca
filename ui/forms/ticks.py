"""Boxes to tick: one that stands for a statement, and a grid of many."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QWidget

from models.forms.spec import Field, Value
from models.forms.values import clean_text
from ui.forms.editor import Editor, Surroundings
from ui.theme import Role
from ui.widgets.basics import label

_COLUMN = 250


class Box(QWidget):
    """A tick box whose words may take several lines; clicking the words ticks too.

    Signals:
        toggled: the person ticked or cleared it.
    """

    toggled = Signal()

    def __init__(self, text: str) -> None:
        super().__init__()
        self.check = QCheckBox()
        self.check.setAccessibleName(text)
        self.check.setMinimumSize(26, 24)
        self.words: QLabel = label(text, Role.BODY, wrap=True)
        self.words.installEventFilter(self)
        self.words.setCursor(Qt.CursorShape.PointingHandCursor)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        box.addWidget(self.check, 0, Qt.AlignmentFlag.AlignTop)
        box.addWidget(self.words, 1, Qt.AlignmentFlag.AlignVCenter)
        self.check.clicked.connect(lambda _on: self.toggled.emit())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        released = event.type() == QEvent.Type.MouseButtonRelease
        if watched is self.words and released and self.isEnabled():
            if cast(QMouseEvent, event).button() == Qt.MouseButton.LeftButton:
                self.check.setFocus()
                self.check.click()
            return True
        return super().eventFilter(watched, event)


class TickEditor(Editor):
    """One statement to tick."""

    has_own_label = True

    def __init__(self, field: Field, around: Surroundings) -> None:
        super().__init__(field, around)
        self.box = Box(f"{field.label} *" if field.required else field.label)
        self.body.addWidget(self.box)
        self.watch(self.box.check)
        self.box.toggled.connect(self.changed)

    def value(self) -> Value | None:
        return True if self.box.check.isChecked() else None

    def set_value(self, value: Value | None) -> None:
        self.box.check.setChecked(value is True)


class ManyEditor(Editor):
    """Any number of options, and a line for what is not among them."""

    def __init__(self, field: Field, around: Surroundings) -> None:
        super().__init__(field, around)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(2)
        self.body.addLayout(self._grid)
        self.boxes: dict[str, Box] = {}
        for option in field.options:
            box = Box(option.full)
            box.toggled.connect(self.changed)
            self.watch(box.check, name=f"{field.label}: {option.full}")
            self.boxes[option.key] = box
        self._columns = 0
        self._arrange(2)
        self.other = QLineEdit()
        self.other.setPlaceholderText("Lainnya, sebutkan")
        if field.allow_other:
            self.watch(self.other, name=f"{field.label}: lainnya, sebutkan")
            self.other.textEdited.connect(lambda _text: self.changed.emit())
        self.body.addWidget(self.other)
        self.other.setHidden(not field.allow_other)

    def value(self) -> Value | None:
        chosen = [key for key, box in self.boxes.items() if box.check.isChecked()]
        written = self.other.text().split(";") if self.field.allow_other else []
        others = [clean_text(part, lines=False) for part in written]
        return [*chosen, *dict.fromkeys(part for part in others if part)] or None

    def set_value(self, value: Value | None) -> None:
        chosen = [str(entry) for entry in value] if isinstance(value, list) else []
        for key, box in self.boxes.items():
            box.check.setChecked(key in chosen)
        self.other.setText("; ".join(entry for entry in chosen if entry not in self.boxes))

    def set_invalid(self, invalid: bool) -> None:
        """The message below says it; boxes are not framed one by one."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(2 if self.width() >= 2 * _COLUMN else 1)

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        rows = -(-len(self.boxes) // columns)
        for index, box in enumerate(self.boxes.values()):
            self._grid.addWidget(box, index % rows, index // rows, Qt.AlignmentFlag.AlignTop)
        for column in range(2):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
