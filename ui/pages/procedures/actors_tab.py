"""Pelaksana: the columns of the table, from left to right, and the role each has in the program."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from models.access import roles
from models.sop import edit
from models.sop.checks import ACTOR_ROLES
from models.sop.spec import Actor, SopSpec
from ui.context import AppContext
from ui.editing.parts import Line, Pick
from ui.icons import Icon
from ui.pages.procedures.desk import EditDesk
from ui.theme import Role
from ui.widgets.basics import Button, Card, IconButton, ScrollColumn, label, row
from ui.widgets.dialog import Choice
from ui.widgets.layouts import refill

_OUTSIDE = "Pihak luar"


def role_words(role: str) -> str:
    """What a role is called on the screen."""
    known = roles.shipped()
    return known[role].name if role in known else _OUTSIDE


def rows_of(spec: SopSpec, key: str) -> int:
    """How many rows an actor does or writes down."""
    return sum(key in (step.actor, step.recorder) for step in spec.steps)


class ActorRow(Card):
    """One column: name, role, and its place among the others."""

    def __init__(self, tab: ActorsTab, actor: Actor, place: int, count: int, used: int) -> None:
        super().__init__("flat", margins=(10, 6, 6, 6), spacing=8, horizontal=True)
        self.name = Line(f"Nama pelaksana {place + 1}")
        self.name.show_text(actor.name)
        self.name.typed.connect(partial(tab.rename, actor.key))
        self.role = Pick(f"Peran {actor.name}")
        self.role.offer([(role, role_words(role)) for role in ACTOR_ROLES], actor.role)
        self.role.picked.connect(partial(tab.set_role, actor.key))
        self.left = IconButton(Icon.UP, f"Naikkan {actor.name}", clicked=partial(tab.place, actor.key, place - 1))
        self.right = IconButton(Icon.DOWN, f"Turunkan {actor.name}", clicked=partial(tab.place, actor.key, place + 1))
        self.remove = IconButton(Icon.DELETE, f"Hapus {actor.name}", clicked=partial(tab.remove, actor.key))
        self.left.setEnabled(place > 0)
        self.right.setEnabled(place < count - 1)
        self.remove.setEnabled(count > 1)
        self.body.addWidget(self.name, 3)
        self.body.addWidget(self.role, 2)
        self.body.addWidget(label(f"{used} baris", Role.CAPTION))
        for button in (self.left, self.right, self.remove):
            self.body.addWidget(button)


class ActorsTab(ScrollColumn):
    """The list of columns."""

    def __init__(self, context: AppContext, desk: EditDesk) -> None:
        super().__init__(spacing=8, margins=(2, 10, 10, 10))
        self._context, self._desk = context, desk
        words = "Urutannya adalah urutan kolom pada lembar SOP. Yang dilakukan pihak luar dicatat oleh petugas."
        self.body.addWidget(label(words, Role.MUTED, wrap=True))
        self._list = QVBoxLayout()
        self._list.setSpacing(6)
        self.rows: list[ActorRow] = []
        self.body.addLayout(self._list)
        self.add_button = Button("Tambah pelaksana", Icon.ADD, clicked=self._add)
        foot: QHBoxLayout = row(self.add_button, None)
        self.body.addLayout(foot)
        self.body.addStretch(1)
        desk.rebuilt.connect(self._show)

    def rename(self, key: str, name: str) -> None:
        """Another name for a column."""
        self._desk.type(lambda spec: edit.rename_actor(spec, key, name.strip()), f"pelaksana {key}")

    def set_role(self, key: str, role: object) -> None:
        """Another role for a column."""
        self._desk.do(lambda spec: edit.set_actor_role(spec, key, str(role)))

    def place(self, key: str, to: int) -> None:
        """The column at another place."""
        self._desk.do(lambda spec: edit.move_actor(spec, key, to))
        self.rows[to].name.setFocus()

    def remove(self, key: str) -> None:
        """Without the column; whoever takes over its rows is asked for."""
        spec = self._desk.spec
        others = [actor for actor in spec.actors if actor.key != key]
        heir = others[0].key
        if used := rows_of(spec, key):
            question = f"Siapa yang mengerjakan {used} baris {spec.actor(key).name}?"
            choices = [Choice(actor.key, actor.name) for actor in others]
            heir = self._context.notify.choose(question, "Kolomnya dihapus dari SOP ini.", choices)
        if heir:
            self._desk.do(lambda now: edit.remove_actor(now, key, heir))

    def _add(self) -> None:
        self._desk.do(lambda spec: edit.add_actor(spec, "Pelaksana baru", "layanan"))
        self.rows[-1].name.setFocus()
        self.rows[-1].name.selectAll()

    def _show(self) -> None:
        spec = self._desk.spec
        count = len(spec.actors)
        self.rows = [
            ActorRow(self, actor, place, count, rows_of(spec, actor.key)) for place, actor in enumerate(spec.actors)
        ]
        refill(self._list, self.rows)
