"""What a form on screen knows: the answers, what is asked, what is wrong, and what may be said about it already."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from models.forms.compute import computed, effective
from models.forms.rules import filled, required, visible_keys
from models.forms.spec import Field, FieldProblem, FormSpec, Value, Values
from models.forms.validate import births_in_nik, check


class FormState:
    """The answers to one form while it is filled in. No widget; every decision of the form view is made here.

    Attributes:
        values: all answers, also those to questions that are hidden at the moment.
        prefilled: keys whose answers came from earlier forms and were not touched since.
        visible: keys of the questions that are asked.
        completion: problems and counts of the present answers.
        results: the computed values as they count.
    """

    def __init__(self, spec: FormSpec, values: Mapping[str, Value], prefilled: frozenset[str], today: date) -> None:
        self.spec = spec
        self.today = today
        self.values: Values = dict(values)
        self.prefilled = prefilled
        self._visited: set[str] = set()
        self._all_revealed = False
        self._by_key = {field.key: field for field in spec.fields}
        self._think()

    def put(self, key: str, value: Value | None) -> None:
        """Another answer; None for no answer."""
        if value is None:
            self.values.pop(key, None)
        else:
            self.values[key] = value
        self.prefilled -= {key}
        self._think()

    def replace(self, values: Mapping[str, Value], prefilled: frozenset[str] = frozenset()) -> None:
        """All answers anew."""
        self.values = dict(values)
        self.prefilled = prefilled
        self._visited.clear()
        self._all_revealed = False
        self._think()

    def answers(self) -> Values:
        """The answers that count: of a hidden question none."""
        return {
            key: value
            for key, value in self.values.items()
            if (key in self.visible or key not in self._by_key) and filled(value)
        }

    def visit(self, key: str) -> None:
        """The person has been at this question and left it."""
        self._visited.add(key)

    def reveal_all(self) -> None:
        """The form was to be finished: from now on everything that is missing is said."""
        self._all_revealed = True

    def asks(self, key: str) -> bool:
        """Whether this is a question of the form, not the judgement of a computed value."""
        return key in self._by_key

    def must(self, field: Field) -> bool:
        """Whether ``field`` has to be answered."""
        return required(field, self._known)

    def problems(self, key: str) -> tuple[FieldProblem, ...]:
        """What may be said beside the question now: nothing about a place where nobody has been yet."""
        if key not in self.visible and key in self._by_key:
            return ()
        found = self._problems.get(key, ())
        if self._all_revealed:
            return found
        return found if key in self._visited and filled(self.values.get(key)) else ()

    def births(self, key: str) -> tuple[date, ...]:
        """The days of birth that the person's NIK offers for this question."""
        return births_in_nik(self.spec, key, self.values, self.today) if key in self._by_key else ()

    def blocking(self) -> tuple[FieldProblem, ...]:
        """What keeps the form from being finished, in reading order."""
        order = {field.key: at for at, field in enumerate(self.spec.fields)}
        found = [problem for problem in self.completion.problems if problem.blocking]
        return tuple(sorted(found, key=lambda problem: order.get(problem.field, len(order))))

    def _think(self) -> None:
        self.results = effective(self.spec, self.values, self.today)
        self._known = {**self.values, **computed(self.spec, self.values, self.today)}
        self.visible = visible_keys(self.spec, self._known)
        self.completion = check(self.spec, self.values, self.today)
        self._problems: dict[str, tuple[FieldProblem, ...]] = {}
        for problem in self.completion.problems:
            self._problems[problem.field] = (*self._problems.get(problem.field, ()), problem)
