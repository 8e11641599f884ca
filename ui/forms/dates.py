"""The editor of dates: the program's date field as a form field."""

from __future__ import annotations

from datetime import date

from models.forms.spec import Field, Value
from ui.forms.editor import Editor, Surroundings
from ui.widgets.date_field import DateField

_WIDTH = 366


class DateEditor(Editor):
    """A date; its day (and the age, for a date of birth) stands below."""

    def __init__(self, field: Field, around: Surroundings) -> None:
        super().__init__(field, around)
        birth = field.meaning.endswith(".tanggal_lahir")
        self.date = DateField(field.label, lambda: around.today, past=field.past_only or birth, birth=birth)
        self.date.setMaximumWidth(_WIDTH)
        self.body.addWidget(self.date)
        self.watch(self.date.edit)
        self._quiet = False
        self.date.changed.connect(self._edited)

    def value(self) -> Value | None:
        day = self.date.value()
        return day.isoformat() if day else self.date.text().strip() or None

    def set_value(self, value: Value | None) -> None:
        self._quiet = True
        try:
            self.date.set_value(date.fromisoformat(str(value)) if value else None)
        except ValueError:
            self.date.edit.setText(str(value))
            self.date.edit.editingFinished.emit()
        self._quiet = False

    def shown_problem(self) -> str:
        return self.date.problem()

    def set_invalid(self, invalid: bool) -> None:
        if invalid and self.date.problem():
            self.date.edit.editingFinished.emit()  # the field then says by itself what is wrong
        else:
            self.date.edit.set_invalid(invalid)

    def _edited(self) -> None:
        if not self._quiet:
            self.changed.emit()
