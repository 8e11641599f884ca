"""Conditions: "Tingkat risiko" is one of the ticked answers, or is filled at all."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from models.forms.spec import Condition
from models.services.views import FactChoice
from ui.editing.parts import Pick
from ui.icons import Icon
from ui.texts import unmarked
from ui.widgets.basics import Button, IconButton, label, row

#: A button with more letters would keep the form wide.
_SHORT = 24


def answer_words(condition: Condition, fact: FactChoice | None) -> str:
    """The answers of a condition as the button shows them."""
    labels = {option.key: option.label for option in fact.answers} if fact else {}
    return " atau ".join(labels.get(value, value.replace("_", " ")) for value in condition.values) or "terisi"


class ConditionsBox(QWidget):
    """The conditions of one output or branch, below each other; all must hold.

    Signals:
        edited: the new tuple of conditions.
    """

    edited = Signal(object)

    def __init__(self, words: str, name: str, conditions: Iterable[Condition], facts: tuple[FactChoice, ...]) -> None:
        super().__init__()
        self._conditions, self._facts = tuple(conditions), {fact.key: fact for fact in facts}
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        self.facts: list[Pick] = []
        self.answers: list[Button] = []
        for place, condition in enumerate(self._conditions):
            box.addLayout(
                row(label(words if not place else "dan"), *self._line(place, condition, name), spacing=6, stretch=1)
            )
        self.add_button = Button(
            "Tambah syarat" if self._conditions else f"{words}…", Icon.ADD, "link", clicked=self._add,
            name=f"Tambah syarat {words.lower()} untuk {name}",
        )  # fmt: skip
        box.addLayout(row(self.add_button, None))

    def _line(self, place: int, condition: Condition, name: str) -> tuple[QWidget, ...]:
        fact = Pick(f"Fakta syarat {place + 1} untuk {name}")
        fact.offer([(one.key, one.label) for one in self._facts.values()], condition.field)
        fact.picked.connect(partial(self._fact, place))
        known = self._facts.get(condition.field)
        words = answer_words(condition, known)
        count = len(condition.values)
        short = f"{count} jawaban" if count > 1 else words[:_SHORT]
        answers = Button(short, tip=words, name=f"Jawaban syarat {place + 1} untuk {name}: {words}")
        answers.setMenu(self._menu(place, condition, known))
        self.facts.append(fact)
        self.answers.append(answers)
        remove = IconButton(Icon.CLOSE, f"Hapus syarat {place + 1} untuk {name}", clicked=partial(self._remove, place))
        return fact, answers, remove

    def _menu(self, place: int, condition: Condition, fact: FactChoice | None) -> QMenu:
        """Tick the answers; none means that anything may stand there."""
        menu = QMenu(self)
        for option in fact.answers if fact else ():
            action = menu.addAction(unmarked(option.label))
            action.setCheckable(True)
            action.setChecked(option.key in condition.values)
            action.toggled.connect(partial(self._answer, place, option.key))
        filled = menu.addAction("Terisi, apa pun jawabannya")
        filled.setCheckable(True)
        filled.setChecked(not condition.values)
        filled.triggered.connect(lambda _on=False: self._replace(place, Condition(condition.field)))
        return menu

    def _answer(self, place: int, key: str, on: bool) -> None:
        condition = self._conditions[place]
        others = tuple(value for value in condition.values if value != key)
        self._replace(place, Condition(condition.field, (*others, key) if on else others))

    def _fact(self, place: int, key: object) -> None:
        known = self._facts[str(key)]
        values = (known.answers[0].key,) if known.answers else ()
        self._replace(place, Condition(known.key, values))

    def _add(self) -> None:
        taken = {condition.field for condition in self._conditions}
        free = [fact for fact in self._facts.values() if fact.key not in taken]
        best = next((fact for fact in free if fact.answers), free[0])
        values = (best.answers[0].key,) if best.answers else ()
        self.edited.emit((*self._conditions, Condition(best.key, values)))

    def _remove(self, place: int) -> None:
        self.edited.emit((*self._conditions[:place], *self._conditions[place + 1 :]))

    def _replace(self, place: int, condition: Condition) -> None:
        self.edited.emit((*self._conditions[:place], condition, *self._conditions[place + 1 :]))
