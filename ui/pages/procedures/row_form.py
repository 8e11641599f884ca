"""The chosen row in full: every column of the table, its outputs, its decision and where it leads."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QCheckBox, QGridLayout, QSpinBox, QWidget

from models.sop import edit
from models.sop.checks import TITLE_LENGTH
from models.sop.spec import StandardTime, Step, Subject, Unit
from ui.editing.parts import Line, Lines, Pick
from ui.pages.procedures.decision_box import DecisionBox, row_choices
from ui.pages.procedures.desk import EditDesk
from ui.pages.procedures.outputs_box import OutputsBox
from ui.pages.procedures.period_ticks import PeriodTicks
from ui.theme import Role
from ui.widgets.basics import ScrollColumn, label, line, row
from ui.widgets.fields import FieldNote, labelled

_LONGEST = 999
_BELOW, _END = -1, 0


class RowForm(ScrollColumn):
    """The form of one row; what is typed changes the draft at once."""

    def __init__(self, desk: EditDesk) -> None:
        super().__init__(spacing=10, margins=(2, 10, 10, 10))
        self._desk = desk
        self.position = 0
        self.heading = label("", Role.SUBTITLE)
        self.title = Line("Judul singkat")
        self.title_note = FieldNote()
        self.activity = Lines("Uraian kegiatan", height=2)
        self.actor, self.recorder = Pick("Pelaksana"), Pick("Dicatat oleh")
        self.amount = QSpinBox()
        self.amount.setRange(0, _LONGEST)
        self.amount.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self.amount.setSpecialValueText("Tanpa waktu")
        self.amount.setAccessibleName("Waktu standar")
        self.unit = Pick("Satuan waktu")
        self.requirements = Lines("Kelengkapan", each=True, height=2)
        self.checklist = Lines("Daftar periksa", each=True, height=2)
        self.remark = Lines("Keterangan", height=2)
        self.outputs, self.decision = OutputsBox(desk), DecisionBox(desk)
        self.next = Pick("Sesudah baris ini")
        self.skippable = QCheckBox("Boleh dilewati dengan pernyataan tertulis")
        self.repeats = QCheckBox("Dikerjakan berulang sepanjang periode")
        self.periods = PeriodTicks("Hanya untuk periode")
        self._build()
        self._connect()
        desk.rebuilt.connect(lambda: self.show_step(self.position))

    def _build(self) -> None:
        self.body.addWidget(self.heading)
        self.body.addLayout(labelled("Judul singkat", self.title, required=True))
        self.body.addWidget(self.title_note)
        self.body.addLayout(labelled("Uraian kegiatan", self.activity))
        self._recorder_box = QWidget()
        self._recorder_box.setLayout(labelled("Dicatat oleh", self.recorder))
        time = QWidget()
        self._time = row(self.amount, self.unit, spacing=6)
        time.setLayout(self._time)
        time.setFocusProxy(self.amount)
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.addLayout(labelled("Pelaksana", self.actor, required=True), 0, 0)
        grid.addLayout(labelled("Waktu standar", time), 0, 1)
        grid.addWidget(self._recorder_box, 1, 0)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.body.addLayout(grid)
        self.body.addLayout(labelled("Kelengkapan, satu butir per baris", self.requirements))
        self.body.addLayout(labelled("Daftar periksa, satu butir per baris", self.checklist))
        self.body.addWidget(line())
        self.body.addWidget(self.outputs)
        self.body.addWidget(line())
        self.body.addWidget(self.decision)
        self._onward = QWidget()
        self._onward.setLayout(labelled("Sesudah baris ini", self.next))
        self._periods_box = QWidget()
        self._periods_box.setLayout(labelled("Hanya untuk periode (tanpa centang: semua)", self.periods))
        for widget in (self._onward, self.skippable, self.repeats, self._periods_box, line()):
            self.body.addWidget(widget)
        self.body.addLayout(labelled("Keterangan", self.remark))
        self.body.addStretch(1)

    def _connect(self) -> None:
        for name in ("title", "activity", "requirements", "checklist", "remark"):
            getattr(self, name).typed.connect(partial(self._typed, name))
        self.actor.picked.connect(lambda key: self._chosen(actor=str(key)))
        self.recorder.picked.connect(lambda key: self._chosen(recorder=str(key)))
        self.amount.valueChanged.connect(lambda _value: self._timed())
        self.unit.picked.connect(lambda _unit: self._timed())
        self.next.picked.connect(lambda target: self._chosen(next=None if target == _BELOW else target))
        self.skippable.clicked.connect(lambda on: self._chosen(skippable=bool(on)))
        self.periods.edited.connect(lambda kinds: self._chosen(periods=kinds))
        self.repeats.clicked.connect(lambda on: self._chosen(repeats=bool(on)))

    def show_step(self, position: int) -> None:
        """Show a row; a field in which its words stand already is left alone."""
        spec = self._desk.spec
        self.position = min(position, len(spec.steps) - 1)
        step = spec.steps[self.position]
        self.heading.setText(f"Baris {step.number}")
        for name in ("title", "activity", "requirements", "checklist", "remark"):
            getattr(self, name).show_text(getattr(step, name))
        self._tell_title(step)
        self.actor.offer([(actor.key, actor.name) for actor in spec.actors], step.actor)
        inside = [(actor.key, actor.name) for actor in spec.actors if not actor.outside]
        self.recorder.offer(inside, step.recorder)
        self._recorder_box.setVisible(bool(step.recorder))
        self._show_time(step)
        self.outputs.show_step(self.position)
        self.decision.show_step(self.position)
        self._show_onward(step)

    def focus_first(self) -> None:
        """Put the cursor where a row begins."""
        self.title.setFocus()
        self.title.selectAll()

    def _show_time(self, step: Step) -> None:
        blocked = QSignalBlocker(self.amount)
        self.amount.setValue(step.time.amount if step.time else 0)
        blocked.unblock()
        unit = step.time.unit if step.time else self.unit.currentData() or Unit.MINUTE
        self.unit.offer([(one, one.value) for one in Unit], unit)
        self.unit.setEnabled(step.time is not None)

    def _show_onward(self, step: Step) -> None:
        spec = self._desk.spec
        below = spec.steps[self.position + 1 : self.position + 2]
        words = f"Ke baris di bawahnya ({below[0].title})" if below else f"Berakhir: {spec.end}"
        self.next.offer(
            [(_BELOW, words), (_END, "Berakhir"), *row_choices(spec)], _BELOW if step.next is None else step.next
        )
        self._onward.setVisible(not step.outcomes)
        self.skippable.setVisible(not step.outcomes)
        for widget in (self.repeats, self._periods_box):
            widget.setVisible(spec.subject is Subject.PERIOD)
        self.periods.show_kinds(step.periods)
        self.skippable.setChecked(step.skippable)
        self.repeats.setChecked(step.repeats)

    def _typed(self, name: str, value: object) -> None:
        position, text = self.position, value.strip() if isinstance(value, str) else value
        if name == "activity" and not text:
            text = self._desk.spec.steps[position].title
        self._desk.type(lambda spec: edit.change_step(spec, position, **{name: text}), f"baris {position} {name}")
        self._tell_title(self._desk.spec.steps[position])
        if name == "title":
            self.activity.show_text(self._desk.spec.steps[position].activity)

    def _tell_title(self, step: Step) -> None:
        over = len(step.title) - TITLE_LENGTH
        if over > 0:
            self.title_note.show_problem(
                f"Paling panjang {TITLE_LENGTH} huruf; kelebihan {over}. Uraian lengkapnya di bawah."
            )
        else:
            self.title_note.clear()

    def _chosen(self, **fields: Any) -> None:
        position = self.position
        self._desk.do(lambda spec: edit.change_step(spec, position, **fields))

    def _timed(self) -> None:
        position, amount = self.position, self.amount.value()
        time = StandardTime(amount, Unit(self.unit.currentData() or Unit.MINUTE)) if amount else None
        self.unit.setEnabled(time is not None)
        self._desk.type(lambda spec: edit.change_step(spec, position, time=time), f"baris {position} waktu")
