"""One question on screen: label, editor, and the line below that helps or corrects."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from models.domain.indonesia import short_date
from models.forms.rules import filled
from models.forms.spec import Field, FieldKind, FieldProblem, Value, Width
from models.forms.values import display
from ui.forms import tab_order
from ui.forms.editor import Editor, Surroundings
from ui.forms.editors import make_editor
from ui.forms.table import TableEditor
from ui.texts import unmarked
from ui.theme import Role
from ui.widgets.basics import Button, label
from ui.widgets.fields import FieldNote
from ui.widgets.layouts import refill

_ALWAYS_WIDE = (
    FieldKind.LONG_TEXT,
    FieldKind.TABLE,
    FieldKind.NOTE,
    FieldKind.MULTI_CHOICE,
    FieldKind.CHECKLIST,
    FieldKind.PICTURE,
)
NOTHING = "Tidak diisi"


class FieldRow(QWidget):
    """One question.

    Signals:
        taken: the day of a NIK that the person takes as the answer, as ISO text.

    Attributes:
        field: what is asked.
        editor: where it is answered.
    """

    taken = Signal(str)

    def __init__(self, field: Field, around: Surroundings) -> None:
        super().__init__()
        self.field = field
        self._offered: tuple[date, ...] = ()
        self._offers = QHBoxLayout()
        self._offers.setSpacing(8)
        self.editor: Editor = make_editor(field, around)
        self._names: Mapping[str, str] = {option.key: option.label for option in around.officers}
        self._label = label("", Role.BODY if self.editor.inline else Role.LABEL, wrap=True)
        self._label.setBuddy(self.editor.focus_target())
        self._prefilled = label("dari data kasus", Role.CAPTION)
        self._prefilled.setProperty("mark", "prefilled")
        self._prefilled.setToolTip("Sudah terisi dari formulir sebelumnya. Periksa, lalu ubah bila perlu.")
        self._prefilled.hide()
        self._shown = label("", wrap=True)
        self._shown.setProperty("shown", "value")
        self._shown.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._shown.hide()
        self._help = label(field.help, Role.CAPTION, wrap=True)
        self.note = FieldNote()
        self._lay_out()
        self._help.setVisible(bool(field.help) and field.kind is not FieldKind.NOTE)
        self._read_only = False
        self.set_read_only(field.read_only)

    @property
    def wide(self) -> bool:
        """Whether the question takes the whole width."""
        return self.field.width is Width.FULL or self.field.kind in _ALWAYS_WIDE

    def set_required(self, required: bool) -> None:
        """Mark that an answer is needed."""
        self._label.setText(unmarked(f"{self.field.label} *" if required and self.answerable else self.field.label))

    def set_prefilled(self, prefilled: bool) -> None:
        """Tell that the answer came from an earlier form."""
        self._prefilled.setVisible(prefilled)

    def set_value(self, value: Value | None) -> None:
        """Show an answer."""
        self.editor.set_value(value)
        shown = display(self.field, value, self._names) if filled(value) else NOTHING
        self._shown.setText(shown)
        self._shown.setAccessibleName(f"{self.field.label}: {shown}")

    def set_read_only(self, read_only: bool) -> None:
        """Show the answer as words instead of the editor."""
        self._read_only = (read_only or self.field.read_only) and self.field.kind is not FieldKind.NOTE
        self.editor.setVisible(not self._read_only)
        self._shown.setVisible(self._read_only)
        self._label.setVisible(self._read_only or not self.editor.has_own_label)
        if self._read_only:
            self.note.clear()
            self._help.hide()

    @property
    def answerable(self) -> bool:
        """Whether the focus has anything to do here."""
        return not self._read_only and self.field.kind is not FieldKind.NOTE

    def focus(self) -> None:
        """Put the focus into the question."""
        target = self.editor.focus_target() if self.answerable else self._shown
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def stops(self) -> list[QWidget]:
        """Where Tab stops in the question: first its answer, then what is offered below."""
        inside = self.editor.stops() if self.answerable else []
        return [*inside, *(stop for stop in tab_order.stops(self) if stop not in inside)]

    def show_problems(self, problems: tuple[FieldProblem, ...]) -> None:
        """Say what is wrong, else what the editor can explain."""
        if self._read_only:
            return
        if isinstance(self.editor, TableEditor):
            self.editor.show_cell_problems(problems)
        own = [problem for problem in problems if problem.row is None]
        blocking = [problem.message for problem in own if problem.blocking]
        self.editor.set_invalid(bool(blocking))
        if blocking and blocking[0] == self.editor.shown_problem():
            self.note.clear()
        elif blocking:
            self.note.show_problem(blocking[0])
        elif own:
            self.note.show_warning(own[0].message)
        else:
            self.note.show_hint(self.editor.hint())

    def offer(self, days: tuple[date, ...]) -> None:
        """Offer days to be taken with one key or click; none takes the offer away."""
        days = days if self.answerable else ()
        if days == self._offered:
            return
        self._offered = days
        links = [
            Button(f"{short_date(day)} · pakai", kind="link", clicked=partial(self.taken.emit, day.isoformat()))
            for day in days
        ]
        refill(self._offers, [label("Dari NIK:", Role.CAPTION), *links] if links else [])
        if links:
            self._offers.addStretch(1)

    def set_narrow(self, narrow: bool) -> None:
        """Put an answer that stands beside its question below it."""
        if self.editor.inline:
            down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
            self._head.setDirection(down if narrow else across)

    def _lay_out(self) -> None:
        self._head = QHBoxLayout()
        self._head.setSpacing(8)
        self._head.addWidget(self._label, 1)
        self._head.addWidget(self._prefilled, 0, Qt.AlignmentFlag.AlignVCenter)
        if self.editor.inline:
            self._head.addWidget(self.editor)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addLayout(self._head)
        if not self.editor.inline:
            box.addWidget(self.editor)
        box.addLayout(self._offers)
        for part in (self._shown, self.note, self._help):
            box.addWidget(part)
