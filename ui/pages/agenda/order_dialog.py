"""A disposition: people, instructions and note to choose, and the day by which it is to be done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QCheckBox, QGridLayout, QPlainTextEdit, QWidget

from models.services.views import DispositionChoices, IncomingRow, NewDisposition
from ui import theme
from ui.icons import Icon
from ui.texts import unmarked
from ui.widgets.basics import ScrollColumn
from ui.widgets.date_field import DateField
from ui.widgets.grid_dialog import GridDialog, Place

_COLUMNS, _TALLEST = 3, 170


class Boxes(ScrollColumn):
    """Boxes to tick in three columns; they scroll where an office has many.

    Attributes:
        boxes: the tick boxes by key.
    """

    def __init__(self, name: str, options: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.boxes: dict[str, QCheckBox] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        for place, (key, words) in enumerate(options):
            box = QCheckBox(unmarked(words))
            box.setMinimumHeight(26)
            self.boxes[key] = box
            grid.addWidget(box, place // _COLUMNS, place % _COLUMNS)
        self.body.addLayout(grid)
        self.body.addStretch(1)
        rows = -(-len(options) // _COLUMNS)
        self.setFixedHeight(min(theme.current().px(_TALLEST), theme.current().px(34 * max(rows, 1))))

    def ticked(self) -> tuple[str, ...]:
        """Keys of the boxes that are ticked, in their order."""
        return tuple(key for key, box in self.boxes.items() if box.isChecked())


class OrderDialog(GridDialog):
    """Asks what is to be done with a letter; its answer is a ``NewDisposition``.

    ``copied``: it stands on the sheet already, and the clerk writes it down.
    """

    def __init__(
        self,
        parent: QWidget,
        letter: IncomingRow,
        choices: DispositionChoices,
        today: Callable[[], date],
        *,
        copied: bool = False,
    ) -> None:
        self.people = Boxes("Diteruskan kepada", [(option.key, option.label) for option in choices.people])
        self.instructions = Boxes("Instruksi", [(words, words) for words in choices.instructions])
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(theme.current().px(64))
        self.due = DateField("Batas waktu", today)
        places = (
            Place("people", "Diteruskan kepada", 0, 0, 2, required=True, widget=self.people),
            Place("instructions", "Dengan hormat harap", 1, 0, 2, widget=self.instructions),
            Place("text", "Catatan", 2, 0, widget=self.text),
            Place("due", "Batas waktu", 2, 1, widget=self.due),
        )
        sentence = f"{letter.agenda} · {letter.sender} · {letter.subject}"
        title = "Salin disposisi dari lembar" if copied else "Disposisi surat masuk"
        verb = "Salin disposisi" if copied else "Disposisikan"
        super().__init__(parent, title, sentence, places, verb, Icon.HAND_OVER, width=720)
        first = next(iter(self.people.boxes.values()), None)
        if first is not None:
            first.setFocus()

    def answer(self) -> NewDisposition:
        return NewDisposition(
            to=tuple(int(key) for key in self.people.ticked()),
            instructions=self.instructions.ticked(),
            note=self.text.toPlainText(),
            due_on=self.due.value(),
        )
