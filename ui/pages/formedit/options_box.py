"""Pilihan: the choices of a question, its own or those of a list of the office."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.forms.fields import CHOICES
from models.forms.spec import Field, Option
from ui.editing.parts import Line, Pick, keeping_focus
from ui.icons import Icon
from ui.pages.formedit.desk import FormDesk
from ui.theme import Role
from ui.widgets.basics import Button, IconButton, label, row
from ui.widgets.fields import labelled
from ui.widgets.layouts import refill

_OWN = "Pilihan milik isian ini"


class OptionsBox(QWidget):
    """Where the choices come from, and its own choices one below the other."""

    def __init__(self, desk: FormDesk) -> None:
        super().__init__()
        self._desk = desk
        self.source = Pick("Sumber pilihan")
        self.source.picked.connect(lambda name: self._take_list(str(name)))
        self._told = label("", Role.CAPTION, wrap=True)
        self.lines: list[Line] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        self.add_button = Button("Tambah pilihan", Icon.ADD, "link", clicked=self.add)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addLayout(labelled("Sumber pilihan", self.source))
        box.addWidget(self._told)
        box.addLayout(self._list)
        self._foot = QWidget()
        self._foot.setLayout(row(self.add_button, None))
        box.addWidget(self._foot)

    def show_field(self, field: Field) -> None:
        """The choices of another question, or of this one as they are now."""
        offer: list[tuple[object, str]] = [("", _OWN)] if field.kind in CHOICES else []
        offer += [(one.key, f"Daftar: {one.title}") for one in self._desk.lists.values()]
        self.source.offer(offer, field.listed)
        own = not field.listed
        offered = [option.label for option in field.options if not option.hidden]
        self._told.setText(f"{len(offered)} pilihan: {', '.join(offered)}. Butirnya diubah di Daftar pilihan.")
        self._told.setVisible(not own)
        self._foot.setVisible(own)
        lines = [self._line(place, option, len(field.options)) for place, option in enumerate(field.options)]
        keeping_focus(self, lambda: refill(self._list, lines if own else []))

    def add(self) -> None:
        """One more choice; its words are asked for at once."""
        options = self._options()
        self._desk.change(options=(*options, Option("", f"Pilihan {len(options) + 1}")))
        self.lines[-1].setFocus()
        self.lines[-1].selectAll()

    def _line(self, place: int, option: Option, count: int) -> QWidget:
        if place == 0:
            self.lines = []
        words = Line(f"Pilihan {place + 1}")
        words.show_text(option.label)
        words.typed.connect(partial(self._typed, place))
        words.returnPressed.connect(self.add)
        up = IconButton(Icon.UP, f"Naikkan pilihan {place + 1}", clicked=partial(self._move, place, place - 1))
        down = IconButton(Icon.DOWN, f"Turunkan pilihan {place + 1}", clicked=partial(self._move, place, place + 1))
        remove = IconButton(Icon.CLOSE, f"Hapus pilihan {place + 1}", clicked=partial(self._remove, place))
        up.setEnabled(place > 0)
        down.setEnabled(place < count - 1)
        remove.setEnabled(count > 1)
        self.lines.append(words)
        box = QWidget()
        box.setLayout(row(words, up, down, remove, spacing=2))
        return box

    def _options(self) -> tuple[Option, ...]:
        return self._desk.field.options

    def _typed(self, place: int, words: str) -> None:
        options = list(self._options())
        known = self._desk.sheet.before if self._desk.sheet else None
        old = next((one for one in known.fields if one.key == self._desk.key), None) if known else None
        kept = old is not None and any(option.key == options[place].key for option in old.options)
        named = {value for rule in self._rules() for value in rule}
        free = not kept and options[place].key not in named
        options[place] = replace(options[place], key="" if free else options[place].key, label=words)
        self._desk.type_into(f"pilihan {place}", options=tuple(options))

    def _rules(self) -> list[tuple[str, ...]]:
        """The answers conditions of the form name: their keys stay."""
        spec = self._desk.spec
        rules = [one for field in spec.fields for one in (*field.show_if, *field.require_if)]
        rules += [one for caution in spec.cautions for one in caution.conditions]
        return [one.values for one in rules if one.field == self._desk.key]

    def _move(self, place: int, to: int) -> None:
        options = list(self._options())
        options.insert(to, options.pop(place))
        self._desk.change(options=tuple(options))

    def _remove(self, place: int) -> None:
        options = self._options()
        self._desk.change(options=(*options[:place], *options[place + 1 :]))

    def _take_list(self, name: str) -> None:
        found = self._desk.lists.get(name)
        own = tuple(replace(option, category="") for option in self._options() if not option.hidden)
        self._desk.change(listed=name, options=found.options if found else own, categorised=False)
