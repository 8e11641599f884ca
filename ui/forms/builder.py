"""A form on screen from its definition: sections, live rules, problems beside the questions, index and progress."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from models.forms.spec import Completion, ComputedKind, FieldProblem, FormSpec, Value, Values
from ui import theme
from ui.forms import tab_order
from ui.forms.editor import Surroundings
from ui.forms.history import Undoing
from ui.forms.index import SectionIndex
from ui.forms.results import ResultBox
from ui.forms.row import FieldRow
from ui.forms.section import SectionBox
from ui.forms.state import FormState
from ui.forms.summary import ProblemSummary
from ui.theme import Role
from ui.widgets.basics import Card, ScrollColumn, label

#: The column of questions is never wider than this, so that lines stay readable.
_COLUMN = 760
#: The index needs this much room beside the column.
_INDEX_FROM = 780
_INDEX = 198
_RESULTS = "Hasil"


class FormView(QWidget):
    """A form to fill in or to read.

    ``indexed``: show the list of sections and the progress on the left where there is room. ``framed``: each section
    is a card; else the questions stand on the surface they are put on.

    Signals:
        changed: the answers (``Values``) after each change by the person.
        submitted: Ctrl+Enter was pressed.

    Attributes:
        state: the answers and what is to be said about them.
        undoing: what can be taken back.
        exits: where Tab goes after the last question: the page's verbs.
    """

    changed = Signal(object)
    submitted = Signal()

    def __init__(
        self,
        spec: FormSpec,
        values: Mapping[str, Value],
        around: Surroundings,
        *,
        prefilled: frozenset[str] = frozenset(),
        indexed: bool = True,
        framed: bool = True,
    ) -> None:
        super().__init__()
        self._indexed = indexed and len(spec.sections) > 1
        self.state = FormState(spec, values, prefilled, around.today)
        self.undoing = Undoing(self._answered, self._put_back, self)
        self.exits: tuple[QWidget, ...] = ()
        self._rows: dict[str, FieldRow] = {}
        self._said: dict[str, tuple[object, ...]] = {}
        self._sections = [self._make_section(number, around, framed) for number in range(len(spec.sections))]
        # An age is shown where the date of birth is asked, and needs no box of its own.
        boxed = [entry for entry in spec.computed if entry.kind is not ComputedKind.AGE]
        self._results = [ResultBox(entry, around, self._show_all) for entry in boxed]
        for result in self._results:
            self._rows |= {row.field.key: row for row in result.rows}
        self.summary = ProblemSummary()
        self.summary.chosen.connect(self.focus_field)
        self.area = ScrollColumn(margins=(0, 0, 12 if framed else 6, 0))
        self.index = SectionIndex([section.short or section.title for section in spec.sections])
        self.index.chosen.connect(self._go_to_section)
        self._index_area = ScrollColumn()
        self._index_area.body.addWidget(self.index)
        self._lay_out(framed)
        for row in self._rows.values():
            self._connect(row)
        self._shortcuts = self._make_shortcuts()
        self._fill()

    def values(self) -> Values:
        """The answers that count; what was typed but cannot be read is in there as it was typed."""
        return self.state.answers()

    def set_values(self, values: Mapping[str, Value], prefilled: frozenset[str] = frozenset()) -> None:
        """Other answers, without reporting a change."""
        self.state.replace(values, prefilled)
        self.undoing.clear()
        self.summary.show_problems(())
        self._fill()

    def answer(self, key: str, value: Value | None) -> None:
        """Answer one question for the person, as if they had done it."""
        row = self._rows[key]
        row.set_value(value)
        self._edited(row)

    def completion(self) -> Completion:
        """What is answered and what is wrong now."""
        return self.state.completion

    def show_problems(self, completion: Completion | None = None) -> bool:
        """The form was to be finished: say everything that is missing. True if nothing is.

        ``completion``: as the service sees it; what it names that the screen does not know is said above the form.
        """
        self.state.reveal_all()
        self._show_all()
        problems = list(self.state.blocking())
        known = {(problem.field, problem.message) for problem in problems}
        for problem in completion.problems if completion else ():
            if problem.blocking and (problem.field, problem.message) not in known:
                problems.append(problem)
        self.summary.show_problems([(problem.field, self._worded(problem)) for problem in problems])
        return not problems

    def focus_first_problem(self) -> None:
        """Go to the first question that keeps the form from being finished."""
        self._focus_problem(after=-1)

    def focus_next_problem(self) -> None:
        """F8: go to the next one after the question that has the focus; from the last to the first."""
        keys = list(self._rows)
        current = self._current()
        self._focus_problem(after=keys.index(current.field.key) if current else -1)

    def focus_field(self, key: str) -> None:
        """Go to this question."""
        if (row := self._rows.get(key)) is not None and row.isVisibleTo(self):
            row.focus()
            self._reveal(row)

    def focus_first(self) -> None:
        """Go to the first question without an answer, else to the first; to the first answer if all are only read."""
        rows = [row for row in self._rows.values() if row.isVisibleTo(self)]
        for row in sorted(rows, key=lambda row: (not row.answerable, row.field.key in self.state.values))[:1]:
            row.focus()

    def set_read_only(self, read_only: bool) -> None:
        """Show answers as words."""
        for row in self._rows.values():
            row.set_read_only(read_only)
        for result in self._results:
            result.set_read_only(read_only)
        for row in self._rows.values():
            row.set_value(self.state.values.get(row.field.key))
        self._show_all()

    def add_below(self, widget: QWidget) -> None:
        """Put something below the last question, where it scrolls with them."""
        self.area.body.insertWidget(1, widget)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._index_area.setVisible(self._indexed and event.size().width() >= theme.current().px(_INDEX_FROM))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_column"):
            self._measure()

    # ------------------------------------------------------------------ making

    def _make_section(self, number: int, around: Surroundings, framed: bool) -> SectionBox:
        section = self.state.spec.sections[number]
        rows = [FieldRow(field, around) for field in section.fields]
        self._rows |= {row.field.key: row for row in rows}
        return SectionBox(section.title, section.intro, rows, framed=framed)

    def _lay_out(self, framed: bool) -> None:
        self._column = QWidget()
        inside = QVBoxLayout(self._column)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(12)
        inside.addWidget(self.summary)
        for section in self._sections:
            inside.addWidget(section)
        if self._results:
            inside.addWidget(self._result_card(framed))
        centred = QHBoxLayout()
        centred.addStretch(1)
        centred.addWidget(self._column, 1000)
        centred.addStretch(1)
        self.area.body.addLayout(centred)
        self.area.body.addStretch(1)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addWidget(self._index_area)
        box.addWidget(self.area, 1)
        self._index_area.setVisible(self._indexed)
        self._measure()

    def _measure(self) -> None:
        """Widths that grow with the text."""
        self._column.setMaximumWidth(theme.current().px(_COLUMN))
        self._index_area.setFixedWidth(theme.current().px(_INDEX))

    def _result_card(self, framed: bool) -> Card:
        card = Card("plain" if framed else "none", margins=(20, 16, 20, 20) if framed else (0, 0, 0, 0), spacing=10)
        card.body.addWidget(label(_RESULTS, Role.SUBTITLE))
        for result in self._results:
            card.body.addWidget(result)
        return card

    def _connect(self, row: FieldRow) -> None:
        key = row.field.key
        row.editor.changed.connect(lambda: self._edited(row))
        row.editor.entered.connect(lambda: self._mark_section(row))
        row.editor.left.connect(lambda: self._left(row))
        row.editor.advance.connect(lambda: self._advance(key))
        row.editor.undo.connect(self.undoing.undo)
        row.editor.redo.connect(self.undoing.redo)
        row.taken.connect(lambda day: self._take(row, day))

    def _make_shortcuts(self) -> list[QShortcut]:
        made = []
        for keys, deed in (
            ("F8", self.focus_next_problem),
            ("Ctrl+Return", self.submitted.emit),
            ("Ctrl+Enter", self.submitted.emit),
        ):
            # of the whole window, so that they also work from the buttons above the form; a hidden form takes no keys
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(deed)
            made.append(shortcut)
        return made

    # ------------------------------------------------------------------ showing

    def _fill(self) -> None:
        self._said.clear()
        for row in self._rows.values():
            row.set_value(self.state.values.get(row.field.key))
        self._show_all()

    def _show_all(self) -> None:
        state = self.state
        for section in self._sections:
            section.show_rows(state.visible)
        for result in self._results:
            result.show_state(state)
        for row in self._rows.values():
            self._show_row(row)
        self._show_index()

    def _show_row(self, row: FieldRow) -> None:
        """What is said of a question now; nothing is done where that is as before and its answer, too."""
        key, state = row.field.key, self.state
        must = state.asks(key) and state.must(row.field)
        now = (must, key in state.prefilled, state.problems(key), state.births(key), row.editor.hint(), row.answerable)
        if self._said.get(key) == now:
            return
        self._said[key] = now
        row.set_required(must)
        row.set_prefilled(key in state.prefilled)
        row.show_problems(now[2])
        row.offer(now[3])

    def _show_index(self) -> None:
        completion = self.state.completion
        self.index.show_progress(completion)
        wrong = {problem.field for problem in completion.problems if problem.blocking}
        for number, section in enumerate(self._sections):
            asked = [row for row in section.rows if row.field.key in self.state.visible]
            keys = {row.field.key for row in asked}
            said = sum(any(p.blocking for p in self.state.problems(key)) for key in keys)
            begun = any(self.state.values.get(row.field.key) not in (None, row.field.default) for row in asked)
            self.index.show_section(number, asked=bool(asked), done=begun and not keys & wrong, problems=said)

    def _edited(self, row: FieldRow) -> None:
        key, value = row.field.key, row.editor.value()
        self._said.pop(key, None)
        self.undoing.note(key, self.state.values.get(key), value)
        self.state.put(key, value)
        self._show_all()
        self.changed.emit(self.values())

    def _answered(self, key: str) -> Value | None:
        return self.state.values.get(key)

    def _put_back(self, key: str, value: Value | None) -> None:
        """Answer a question as it was answered before, and go there."""
        self._rows[key].set_value(value)
        self._edited(self._rows[key])
        self.focus_field(key)

    def _take(self, row: FieldRow, day: str) -> None:
        """A day that was offered becomes the answer; the focus goes to it, for the offer is gone."""
        row.focus()
        self.answer(row.field.key, day)

    def _left(self, row: FieldRow) -> None:
        self.undoing.close()
        self.state.visit(row.field.key)
        self._show_all()

    # ------------------------------------------------------------------ moving

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab: through the questions as they are read, then to ``exits``. Rows come and go: Qt's order will not do."""
        order = [*tab_order.stops(self._index_area), *tab_order.stops(self.summary)]
        asked = (row for section in self._sections for row in section.rows if row.isVisibleTo(self))
        order += [stop for row in asked for stop in row.stops()]
        order += [stop for result in self._results for stop in tab_order.stops(result)]
        return (
            tab_order.go_on(order, forward=forward)
            or tab_order.leave(self, self.exits, forward=forward)
            or tab_order.begin_again(order, forward=forward)
        )

    def _current(self) -> FieldRow | None:
        focused = QApplication.focusWidget()
        return next((row for row in self._rows.values() if focused and row.isAncestorOf(focused)), None)

    def _advance(self, key: str) -> None:
        """Enter: on to the next question."""
        keys = list(self._rows)
        for later in keys[keys.index(key) + 1 :]:
            row = self._rows[later]
            if row.isVisibleTo(self) and row.answerable:
                row.focus()
                self._reveal(row)
                return
        self.focusNextChild()

    def _focus_problem(self, after: int) -> None:
        keys = list(self._rows)
        wrong = {problem.field for problem in self.state.blocking()}
        order = [*keys[after + 1 :], *keys[: after + 1]]
        for key in order:
            if key in wrong and self._rows[key].isVisibleTo(self):
                self.state.visit(key)
                self.focus_field(key)
                return

    def _go_to_section(self, number: int) -> None:
        section = self._sections[number]
        self.area.ensureWidgetVisible(section, 0, 0)
        self.area.verticalScrollBar().setValue(section.mapTo(self.area.widget(), section.rect().topLeft()).y())
        for row in section.rows:
            if row.isVisibleTo(self) and row.answerable:
                row.focus()
                break
        self.index.mark(number)

    def _reveal(self, row: FieldRow) -> None:
        # The layout may still be on its way to a new height: look once more when Qt is back in its loop.
        self.area.ensureWidgetVisible(row, 0, 60)
        QTimer.singleShot(0, row, lambda: self.area.ensureWidgetVisible(row, 0, 60))
        self._mark_section(row)

    def _mark_section(self, row: FieldRow) -> None:
        for number, section in enumerate(self._sections):
            if section.isAncestorOf(row):
                self.index.mark(number)

    def _worded(self, problem: FieldProblem) -> str:
        row = self._rows.get(problem.field)
        name = row.field.label if row else problem.field
        place = f", baris {problem.row + 1}" if problem.row is not None else ""
        return f"{name}{place}: {problem.message}"
