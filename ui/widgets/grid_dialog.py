"""A dialog of a few fields in a grid: labels, what is required, the note that says what is to be corrected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QGridLayout,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.icons import Icon
from ui.theme import Role
from ui.widgets.basics import Button, ScrollColumn, label, row
from ui.widgets.date_field import DateField
from ui.widgets.fields import FieldNote, labelled
from ui.widgets.room import room_at

_MOST = 9999
#: Height of the window frame and the task bar, in pixels.
_FRAME = 60


@dataclass(frozen=True)
class Place:
    """A field and where it stands; without ``widget`` it is a line of text, kept under ``key``."""

    key: str
    words: str
    row: int
    column: int
    span: int = 1
    required: bool = False
    widget: QWidget | None = None


class GridDialog(QDialog):
    """Asks for what stands in its places. It stays open until whoever asked says that all went well.

    Signals:
        written: ``result()`` of the dialog, when everything that is required is there.

    Attributes:
        edits: the lines of text by key; ``note`` says what is to be corrected.
        above / below: layouts before and after the fields, for a banner or a word about what was typed.
    """

    written = Signal(object)

    def __init__(
        self,
        parent: QWidget,
        title: str,
        sentence: str,
        places: Sequence[Place],
        verb: str,
        icon: Icon = Icon.SAVE,
        *,
        width: int = 640,
    ) -> None:
        super().__init__(parent)
        self._places = tuple(places)
        self._scrolls = False
        self.edits: dict[str, QLineEdit] = {}
        self.setWindowTitle(title)
        self.setMinimumWidth(theme.current().px(width))
        self.above, self.below = QVBoxLayout(), QVBoxLayout()
        self.note = FieldNote()
        self.save_button = Button(verb, icon, "primary", clicked=self.write, shortcut="Ctrl+Return")
        self._box = box = QVBoxLayout(self)
        box.setContentsMargins(20, 18, 20, 16)
        box.setSpacing(10)
        box.addWidget(label(title, Role.SUBTITLE))
        if sentence:
            box.addWidget(label(sentence, Role.MUTED, wrap=True))
        self._fields = self._inside()
        box.addWidget(self._fields, 1)
        box.addWidget(self.note)
        required = label("* wajib diisi", Role.CAPTION)
        box.addLayout(row(required, None, Button("Batal", clicked=self.reject), self.save_button))
        required.setVisible(any(place.required for place in self._places))
        QShortcut(QKeySequence("Ctrl+Enter"), self, self.write)
        for before, after in pairwise([*map(self._stop, self._places), self.save_button]):
            QWidget.setTabOrder(before, after)

    def answer(self) -> object:
        """What was filled in; each dialog says what that is."""
        raise NotImplementedError

    def texts(self) -> dict[str, str]:
        """The lines of text by key, without stray blanks."""
        return {key: " ".join(edit.text().split()) for key, edit in self.edits.items()}

    def write(self) -> None:
        """Hand over what was filled in, or say what is still missing."""
        for place in self._places:
            if wrong := self._wrong(place):
                self.refuse(wrong)
                (place.widget or self.edits[place.key]).setFocus()
                return
        self.note.clear()
        self.save_button.setEnabled(False)  # pressed twice, it is still one line
        self.written.emit(self.answer())

    def refuse(self, sentence: str) -> None:
        """It could not be kept: say why and let it be corrected."""
        self.save_button.setEnabled(True)
        self.note.show_problem(sentence)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Where the screen is too low for all fields they scroll, and the verbs stay in sight."""
        self._fit()
        super().showEvent(event)

    def _fit(self) -> None:
        """As high as what stands in it now, at most as high as the screen."""
        width, room = max(self.width(), self.minimumSizeHint().width()), room_at(self.pos()).height() - _FRAME
        # Wrapped lines: how high they are depends on the width alone.
        high = room if self._scrolls else max(self._box.totalHeightForWidth(width), self._box.totalSizeHint().height())
        if high > room:
            self._scrolls = True
            column = ScrollColumn()
            self._box.replaceWidget(self._fields, column)
            self._box.setStretchFactor(column, 1)
            column.setWidget(self._fields)
            self._box.activate()  # until then the dialog may not be lower than all of its fields
        self.resize(width, min(max(high, self.height()), room))

    def _wrong(self, place: Place) -> str:
        if isinstance(place.widget, DateField):
            missing = f"{place.words} belum diisi." if place.required and place.widget.value() is None else ""
            return place.widget.problem() or missing
        edit = self.edits.get(place.key)
        return f"{place.words} belum diisi." if place.required and edit is not None and not edit.text().strip() else ""

    def _inside(self) -> QWidget:
        """What scrolls where the screen is too low."""
        inside = QWidget()
        inside.setObjectName("inside")
        box = QVBoxLayout(inside)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(10)
        box.addLayout(self.above)
        box.addLayout(self._build(), 1)
        box.addLayout(self.below)
        return inside

    def _build(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        for place in self._places:
            field = place.widget or self._line(place.key)
            under = labelled(place.words, field, required=place.required)
            grid.addLayout(under, place.row, place.column, 1, place.span, Qt.AlignmentFlag.AlignTop)
        for column in range(grid.columnCount()):
            grid.setColumnStretch(column, 1)
        growing = [place.row for place in self._places if place.widget is not None and _grows(place.widget)]
        for line in growing or [grid.rowCount()]:  # room that is left stands in one place, not between the fields
            grid.setRowStretch(line, 1)
        return grid

    def _stop(self, place: Place) -> QWidget:
        """Where Tab stops in a place."""
        field = place.widget or self.edits[place.key]
        return field.edit if isinstance(field, DateField) else field

    def _line(self, key: str) -> QLineEdit:
        edit = QLineEdit()
        edit.textChanged.connect(lambda _text: self.note.clear())
        edit.returnPressed.connect(self._next)
        self.edits[key] = edit
        return edit

    def _next(self) -> None:
        # Enter in a one-line field goes on, as people are used to in long forms.
        self.focusNextChild()


def _grows(widget: QWidget) -> bool:
    """Whether a field has use for more height than it needs."""
    fixed = widget.minimumHeight() == widget.maximumHeight()
    return not fixed and bool(widget.sizePolicy().expandingDirections() & Qt.Orientation.Vertical)


def count_box() -> QSpinBox:
    """How many: from 1 on, typed."""
    box = QSpinBox()
    box.setRange(1, _MOST)
    box.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
    return box


def choice_box(words: Sequence[str]) -> QComboBox:
    """One of a few words."""
    box = QComboBox()
    box.addItems(list(words))
    return box
