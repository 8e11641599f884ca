"""Kepala: the words around the questions, who may read the form, its paper, and who signs."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtWidgets import QCheckBox, QGridLayout, QVBoxLayout, QWidget

from models.domain.facts import FACTS
from models.forms import edit
from models.forms.loader import PAPERS
from models.forms.spec import FieldKind, SignatureSlot
from ui.editing.parts import Line, Lines, Pick, keeping_focus
from ui.icons import Icon
from ui.pages.formedit.desk import FormDesk
from ui.theme import Role
from ui.widgets.basics import Button, Card, IconButton, ScrollColumn, label, line, row
from ui.widgets.fields import labelled
from ui.widgets.layouts import refill

_COMPARTMENTS = (
    ("umum", "Semua yang bekerja di kantor"),
    ("kasus", "Yang mengurus kasus"),
    ("asesmen", "Hanya yang boleh membaca asesmen"),
)
_NAMED = (FieldKind.TEXT, FieldKind.OFFICER, FieldKind.PERSON, FieldKind.SIGNATURE)
#: Between the sources of a name that is looked for in several places.
_AND = "|"
_POSTS = (("petugas", "Petugas yang mengisi"), ("kepala", "Kepala kantor"))


class SignerCard(Card):
    """One place to sign: who, where the name comes from, and whether there is a box for the thumb."""

    def __init__(self, tab: HeadTab, slot: SignatureSlot, place: int, count: int) -> None:
        super().__init__("flat", margins=(8, 6, 6, 6), spacing=6)
        name = f"tanda tangan {place + 1}"
        self.role = Line(f"Sebagai, {name}")
        self.role.show_text(slot.role)
        self.role.typed.connect(lambda words: tab.type_slot(place, role=words))
        self.name_from = Pick(f"Nama dari, {name}")
        self.name_from.offer(tab.name_sources(slot), _AND.join(slot.name_from))
        self.name_from.picked.connect(partial(tab.name_slot, place))
        self.thumb = QCheckBox("Kotak cap jempol")
        self.thumb.setAccessibleName(f"Kotak cap jempol: {name}")
        self.thumb.setChecked(slot.thumbprint)
        self.thumb.clicked.connect(lambda on: tab.change_slot(place, thumbprint=bool(on)))
        up = IconButton(Icon.UP, f"Naikkan {name}", clicked=partial(tab.place_slot, place, place - 1))
        down = IconButton(Icon.DOWN, f"Turunkan {name}", clicked=partial(tab.place_slot, place, place + 1))
        remove = IconButton(Icon.CLOSE, f"Hapus {name}", clicked=partial(tab.remove_slot, place))
        up.setEnabled(place > 0)
        down.setEnabled(place < count - 1)
        self.body.addLayout(row(self.role, up, down, remove, spacing=2))
        self.body.addLayout(row(self.name_from, self.thumb, spacing=8, stretch=0))


class HeadTab(ScrollColumn):
    """The head of the form and its signatures."""

    def __init__(self, desk: FormDesk) -> None:
        super().__init__(spacing=10, margins=(2, 10, 10, 10))
        self._desk = desk
        self.lines: dict[str, Line] = {
            "title": Line("Judul"),
            "short_title": Line("Judul pendek"),
            "code": Line("Kode formulir"),
        }
        self.texts: dict[str, Lines] = {
            "note": Lines("Catatan di bawah judul", height=2),
            "statement": Lines("Pernyataan", height=2),
        }
        self.compartment, self.paper = Pick("Siapa yang boleh membaca"), Pick("Kertas")
        self.slots: list[SignerCard] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(6)
        self.add_button = Button("Tambah tanda tangan", Icon.ADD, clicked=self._add)
        self._build()
        for name, words in self.lines.items():
            words.typed.connect(partial(self._typed, name))
        for name, text in self.texts.items():
            text.typed.connect(partial(self._typed, name))
        self.compartment.picked.connect(lambda word: desk.do(lambda spec: edit.change_head(spec, compartment=word)))
        self.paper.picked.connect(lambda word: desk.do(lambda spec: edit.change_head(spec, paper=word)))
        desk.rebuilt.connect(self._show)

    def _build(self) -> None:
        self.body.addLayout(labelled("Judul", self.lines["title"], required=True))
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(8)
        grid.addLayout(labelled("Judul pendek", self.lines["short_title"]), 0, 0)
        grid.addLayout(labelled("Kode formulir", self.lines["code"]), 0, 1)
        grid.addLayout(labelled("Siapa yang boleh membaca", self.compartment), 1, 0)
        grid.addLayout(labelled("Kertas", self.paper), 1, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.body.addLayout(grid)
        self.body.addLayout(labelled("Catatan di bawah judul", self.texts["note"]))
        self.body.addLayout(labelled("Pernyataan di atas tanda tangan", self.texts["statement"]))
        self.body.addWidget(line())
        self.body.addWidget(label("Tanda tangan", Role.STRONG))
        self.body.addLayout(self._list)
        self.body.addLayout(row(self.add_button, None))
        self.body.addStretch(1)

    def name_sources(self, slot: SignatureSlot) -> list[tuple[object, str]]:
        """Where a name below the line may come from."""
        spec = self._desk.spec
        found = {"": "Garis titik, ditulis tangan", **dict(_POSTS)}
        found |= {one.key: f"Isian “{one.label}”" for one in spec.fields if one.kind in _NAMED and not one.hidden}
        found |= {fact.key: fact.label for fact in FACTS.values() if fact.key.endswith((".nama", ".wali"))}
        if len(slot.name_from) > 1:
            words = ", bila kosong ".join(found.get(one, one) for one in slot.name_from)
            found[_AND.join(slot.name_from)] = words
        return list(found.items())

    def type_slot(self, place: int, **parts: Any) -> None:
        """Words of a place to sign were typed."""
        slots = self._with(place, **parts)
        self._desk.type(lambda spec: edit.set_signatures(spec, slots), f"tanda tangan {place}")

    def change_slot(self, place: int, **parts: Any) -> None:
        """Something of a place to sign was chosen."""
        slots = self._with(place, **parts)
        self._desk.do(lambda spec: edit.set_signatures(spec, slots))

    def name_slot(self, place: int, sources: object) -> None:
        """Where the name of a place to sign comes from was chosen."""
        self.change_slot(place, name_from=tuple(filter(None, str(sources).split(_AND))))

    def place_slot(self, place: int, to: int) -> None:
        """The place to sign before or after another."""
        slots = list(self._desk.spec.signatures)
        slots.insert(to, slots.pop(place))
        self._desk.do(lambda spec: edit.set_signatures(spec, slots))

    def remove_slot(self, place: int) -> None:
        """Without the place to sign."""
        slots = [slot for at, slot in enumerate(self._desk.spec.signatures) if at != place]
        self._desk.do(lambda spec: edit.set_signatures(spec, slots))

    def _add(self) -> None:
        slots = (*self._desk.spec.signatures, SignatureSlot("Petugas", ("petugas",)))
        self._desk.do(lambda spec: edit.set_signatures(spec, slots))
        self.slots[-1].role.setFocus()
        self.slots[-1].role.selectAll()

    def _with(self, place: int, **parts: Any) -> list[SignatureSlot]:
        slots = list(self._desk.spec.signatures)
        slots[place] = replace(slots[place], **parts)
        return slots

    def _typed(self, name: str, words: str) -> None:
        self._desk.type(lambda spec: edit.change_head(spec, **{name: words}), f"kepala {name}")

    def _show(self) -> None:
        spec = self._desk.spec
        for name, words in self.lines.items():
            words.show_text(getattr(spec, name))
        for name, text in self.texts.items():
            text.show_text(getattr(spec, name))
        self.compartment.offer(_COMPARTMENTS, spec.compartment)
        self.paper.offer([("", "Kertas kantor"), *((paper, paper) for paper in PAPERS)], spec.paper)
        count = len(spec.signatures)
        self.slots = [SignerCard(self, slot, place, count) for place, slot in enumerate(spec.signatures)]
        widgets: list[QWidget] = list(self.slots)
        keeping_focus(self, lambda: refill(self._list, widgets))
