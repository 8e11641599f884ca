"""Hitungan: what the form works out of its answers, from which questions, and the fact it fills."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QGridLayout, QMenu, QSpinBox, QVBoxLayout, QWidget

from models.forms import edit
from models.forms.spec import Computed, ComputedKind, Field
from models.forms.words import COMPUTED_WORDS
from ui.editing.parts import Line, Pick, keeping_focus
from ui.icons import Icon
from ui.pages.formedit.desk import FormDesk
from ui.texts import unmarked
from ui.theme import Role
from ui.widgets.basics import Button, Card, IconButton, ScrollColumn, label, row
from ui.widgets.fields import labelled
from ui.widgets.layouts import refill

Chosen = Callable[[tuple[str, ...]], object]
_HINT = (
    "Hasil hitungan tampil di bawah formulir dan dapat disebut dalam aturan. “Tidak tahu” pada isian mendesak tidak "
    "pernah menurunkan tingkat risiko."
)
_WAITS = "Tambahkan dahulu isian ya/tidak atau tanggal pada tab Isian; dari situlah hitungan dibuat."


class QuestionsButton(Button):
    """Which questions count, ticked in a menu; ``told`` gets their keys after each tick."""

    def __init__(self, name: str, questions: Iterable[Field], chosen: tuple[str, ...], told: Chosen) -> None:
        super().__init__(f"{len(chosen)} isian", name=f"{name}: {len(chosen)} isian")
        self.menu_ = QMenu(self)
        for question in questions:
            action = self.menu_.addAction(unmarked(question.label or "(tanpa pertanyaan)"))
            action.setCheckable(True)
            action.setChecked(question.key in chosen)
            others = tuple(key for key in chosen if key != question.key)
            action.toggled.connect(lambda on, key=question.key, others=others: told((*others, key) if on else others))
        self.setMenu(self.menu_)
        self.setToolTip(", ".join(one.text() for one in self.menu_.actions() if one.isChecked()))


class ComputedCard(Card):
    """One value that is worked out."""

    def __init__(self, tab: ComputedTab, entry: Computed, place: int) -> None:
        super().__init__("flat", margins=(8, 6, 6, 6), spacing=8)
        self._tab, self._entry, self._place = tab, entry, place
        self._name = f"hitungan {place + 1}"
        self.words = Line(f"Nama {self._name}")
        self.words.show_text(entry.label)
        self.words.typed.connect(lambda words: tab.type_words(place, words))
        remove = IconButton(Icon.CLOSE, f"Hapus {self._name}", clicked=partial(tab.remove, place))
        self.kind = Pick(f"Cara {self._name}")
        self.kind.offer(COMPUTED_WORDS.items(), entry.kind)
        self.kind.picked.connect(lambda kind: tab.change(place, kind=ComputedKind(kind)))
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.addLayout(labelled("Nama hasil", self.words, required=True), 0, 0)
        grid.addLayout(labelled("Cara menghitung", self.kind), 0, 1)
        grid.addWidget(remove, 0, 2, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.body.addLayout(grid)
        self.questions: list[QuestionsButton] = []
        self.dates: list[Pick] = []
        self._build_age() if entry.kind is ComputedKind.AGE else self._build_answers()
        self.override = QCheckBox("Petugas boleh memutuskan lain dengan alasan")
        self.override.setAccessibleName(f"Boleh diubah: {self._name}")
        self.override.setChecked(entry.overridable)
        self.override.clicked.connect(lambda on: tab.change(place, overridable=bool(on)))
        self.override.setVisible(entry.kind is not ComputedKind.AGE)
        self.body.addWidget(self.override)
        self.meaning = Pick(f"Fakta kasus yang diisi {self._name}")
        self.meaning.offer(tab.facts(), entry.meaning)
        self.meaning.picked.connect(lambda fact: tab.change(place, meaning=str(fact)))
        self.body.addLayout(labelled("Fakta kasus yang diisi", self.meaning))

    def _build_answers(self) -> None:
        risk = self._entry.kind is ComputedKind.RISK_LEVEL
        first = "Satu “Ya” berarti tinggi" if risk else "“Ya” yang dihitung"
        self.body.addWidget(label(first, wrap=True))
        self.body.addLayout(row(self._questions(first, "inputs"), None))
        if not risk:
            return
        self.enough = QSpinBox()
        self.enough.setRange(1, 99)
        self.enough.setAccessibleName(f"Banyaknya Ya untuk risiko sedang, {self._name}")
        self.enough.setValue(self._entry.moderate_from)
        self.enough.valueChanged.connect(lambda count: self._tab.change(self._place, moderate_from=count))
        words = "“Ya” yang ikut dihitung untuk sedang"
        line = row(self._questions(words, "moderate_inputs"), label("paling sedikit"), self.enough, None, spacing=8)
        self.body.addWidget(label(words, wrap=True))
        self.body.addLayout(line)

    def _build_age(self) -> None:
        dates: list[tuple[object, str]] = [(one.key, one.label) for one in self._tab.fitting(ComputedKind.AGE)]
        born, until = (*self._entry.inputs, "", "")[:2]
        for words, offer, chosen in (
            ("Tanggal lahir", dates, born),
            ("Dihitung pada", [("", "Hari pengisian"), *dates], until),
        ):
            pick = Pick(f"{words}, {self._name}")
            pick.offer(offer, chosen)
            at = len(self.dates)
            pick.picked.connect(lambda key, at=at: self._tab.change(self._place, inputs=self._dates(at, str(key))))
            self.dates.append(pick)
            self.body.addLayout(labelled(words, pick))

    def _dates(self, at: int, key: str) -> tuple[str, ...]:
        chosen = [*self._entry.inputs, "", ""][:2]
        chosen[at] = key
        return tuple(filter(None, chosen))

    def _questions(self, words: str, part: str) -> QuestionsButton:
        chosen: tuple[str, ...] = getattr(self._entry, part)
        told = partial(self._take, part)
        button = QuestionsButton(f"{words}, {self._name}", self._tab.fitting(self._entry.kind), chosen, told)
        self.questions.append(button)
        return button

    def _take(self, part: str, keys: tuple[str, ...]) -> None:
        self._tab.change(self._place, **{part: keys})


class ComputedTab(ScrollColumn):
    """All computed values of the form."""

    def __init__(self, desk: FormDesk) -> None:
        super().__init__(spacing=10, margins=(2, 10, 10, 10))
        self._desk = desk
        self.cards: list[ComputedCard] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self._words = label(_HINT, Role.MUTED, wrap=True)
        self.add_menu = QMenu()
        for kind, words in COMPUTED_WORDS.items():
            self.add_menu.addAction(words).triggered.connect(partial(self._add, kind))
        self.add_button = Button("Tambah hitungan", Icon.ADD)
        self.add_button.setMenu(self.add_menu)
        self.body.addWidget(self._words)
        self.body.addLayout(self._list)
        self.body.addLayout(row(self.add_button, None))
        self.body.addStretch(1)
        desk.rebuilt.connect(self._show)

    def fitting(self, kind: ComputedKind) -> tuple[Field, ...]:
        """The questions such a value can be worked out from."""
        return edit.countable(self._desk.spec, kind)

    def facts(self) -> list[tuple[object, str]]:
        """The facts of a case it may fill."""
        facts = self._desk.sheet.facts if self._desk.sheet else ()
        return [("", "Tidak ada"), *((fact.key, fact.label) for fact in facts)]

    def type_words(self, place: int, words: str) -> None:
        """The name of a value was typed."""
        self._desk.type(lambda spec: edit.change_computed(spec, place, label=words), f"hitungan {place}")

    def change(self, place: int, **parts: Any) -> None:
        """Something of a value was chosen."""
        self._desk.do(lambda spec: edit.change_computed(spec, place, **parts))

    def remove(self, place: int) -> None:
        """Without the value; rules that name it go with it."""
        self._desk.do(lambda spec: edit.remove_computed(spec, place))

    def _add(self, kind: ComputedKind, _on: bool = False) -> None:
        self._desk.do(lambda spec: edit.add_computed(spec, kind, COMPUTED_WORDS[kind]))
        if self.cards:
            self.cards[-1].words.setFocus()
            self.cards[-1].words.selectAll()

    def _show(self) -> None:
        self.cards = [ComputedCard(self, entry, place) for place, entry in enumerate(self._desk.spec.computed)]
        keeping_focus(self, lambda: refill(self._list, list[QWidget](self.cards)))
        free = {kind: bool(self.fitting(kind)) for kind in COMPUTED_WORDS}
        for action, kind in zip(self.add_menu.actions(), COMPUTED_WORDS, strict=True):
            action.setEnabled(free[kind])
        self.add_button.setEnabled(any(free.values()))
        self._words.setText(_HINT if any(free.values()) else _WAITS)
