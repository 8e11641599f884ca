"""The rows of the procedure on the left."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QListWidgetItem

from models.sop import edit
from models.sop.spec import SopSpec, Step
from ui.editing.lines import LineList
from ui.icons import Icon
from ui.pages.procedures.desk import EditDesk
from ui.widgets.basics import Button, IconButton, row


def line_of(spec: SopSpec, step: Step) -> str:
    """A row in two lines: number and title, time and actor."""
    actor = next((one.name for one in spec.actors if one.key == step.actor), step.actor)
    return f"{step.number}. {step.title or '(tanpa judul)'}\n{step.time or 'tanpa waktu'} · {actor}"


class StepsList(LineList[Step]):
    """The list with its buttons.

    Signals:
        chosen: position of the row that is to be shown.
    """

    chosen = Signal(int)

    def __init__(self, desk: EditDesk) -> None:
        super().__init__(desk, "Baris kegiatan")
        self._desk = desk
        self._wrong: set[int] = set()
        self.add_button = Button("Tambah", Icon.ADD, clicked=self.insert, tip="Tambah baris di bawah baris ini")
        self.copy_button = IconButton(Icon.COPY, "Gandakan baris", clicked=self.duplicate)
        tools = (self.copy_button, self.up_button, self.down_button, self.remove_button)
        self.box.addLayout(row(self.add_button, None, *tools, spacing=2))

    @property
    def position(self) -> int:
        """The row that is chosen."""
        return max(0, self.list.currentRow())

    def choose(self, position: int) -> None:
        """Show this row."""
        self.list.setCurrentRow(min(position, self.list.count() - 1))

    def mark(self, wrong: set[int]) -> None:
        """Rows with something to put right get a sign."""
        self._wrong = wrong
        self._retell()

    def insert(self) -> None:
        """A new row below the chosen one."""
        place = self.position + 1
        self._desk.do(lambda spec: edit.insert_step(spec, place))
        self.choose(place)

    def duplicate(self) -> None:
        """The chosen row once more."""
        place = self.position
        self._desk.do(lambda spec: edit.duplicate_step(spec, place))
        self.choose(place + 1)

    def shift(self, way: int) -> None:
        if 0 <= self.position + way < self.list.count():
            self.moved(self.position, self.position + way)

    def remove(self) -> None:
        place = self.position
        self._desk.do(lambda spec: edit.remove_step(spec, place))
        self.choose(place)

    def moved(self, start: int, to: int) -> None:
        self._desk.do(lambda spec: edit.move_step(spec, start, to))
        self.choose(to)

    def lines(self) -> tuple[Step, ...]:
        return self._desk.spec.steps

    def tell(self, at: int, line: Step, item: QListWidgetItem) -> None:
        self.say(item, line_of(self._desk.spec, line), wrong=at in self._wrong)

    def arrive(self) -> None:
        place, count = self.position, self.list.count()
        self.up_button.setEnabled(place > 0)
        self.down_button.setEnabled(place < count - 1)
        self.remove_button.setEnabled(count > 1)
        self.chosen.emit(self.position)
