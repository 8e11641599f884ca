"""Kolom: the columns of a table, from left to right."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import combinations
from typing import Any

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from models.forms.field_fit import in_rows
from models.forms.fields import CHOICES, row_meanings
from models.forms.spec import Field, FieldKind, Option
from models.forms.words import KIND_WORDS
from ui.editing.parts import Line, Pick, keeping_focus
from ui.icons import Icon
from ui.pages.formedit.desk import FormDesk
from ui.theme import Role
from ui.widgets.basics import Button, Card, IconButton, label, row
from ui.widgets.fields import labelled
from ui.widgets.layouts import refill

_SUMMED = (FieldKind.INTEGER, FieldKind.MONEY)
_BETWEEN = ";"


class ColumnCard(Card):
    """One column: its heading, kind, whether it must be filled, what it means and what it is worked out from."""

    def __init__(self, box: ColumnsBox, field: Field, place: int) -> None:
        super().__init__("flat", margins=(8, 6, 6, 6), spacing=6)
        column, count, name = field.columns[place], len(field.columns), f"kolom {place + 1}"
        self.words = Line(f"Judul {name}")
        self.words.show_text(column.label)
        self.words.typed.connect(partial(box.type_words, place))
        self.kind = Pick(f"Jenis {name}")
        self.kind.offer([(kind, words) for kind, words in KIND_WORDS.items() if in_rows(kind)], column.kind)
        self.kind.picked.connect(lambda kind: box.change(place, kind=FieldKind(kind), product=()))
        self.required = QCheckBox("Wajib")
        self.required.setAccessibleName(f"Wajib: {name}")
        self.required.setChecked(column.required)
        self.required.setEnabled(not column.product)
        self.required.clicked.connect(lambda on: box.change(place, required=bool(on)))
        left = IconButton(Icon.UP, f"Majukan {name}", clicked=partial(box.place_at, place, place - 1))
        right = IconButton(Icon.DOWN, f"Mundurkan {name}", clicked=partial(box.place_at, place, place + 1))
        remove = IconButton(Icon.CLOSE, f"Hapus {name}", clicked=partial(box.remove, place))
        left.setEnabled(place > 0)
        right.setEnabled(place < count - 1)
        remove.setEnabled(count > 1)
        self.body.addLayout(row(self.words, left, right, remove, spacing=2))
        self.body.addLayout(row(self.kind, self.required, spacing=8, stretch=0))
        if column.kind in CHOICES:
            self._choices(box, column, place, name)
        if len(found := _products(field, place)) > 1:
            self.product = Pick(f"Isi {name}")
            self.product.offer(found, _BETWEEN.join(column.product))
            self.product.picked.connect(partial(self._multiply, box, place))
            self.body.addWidget(self.product)
        if known := row_meanings(field.meaning):
            self.meaning = Pick(f"Arti {name}")
            words = [(key, f"Arti: {key.replace('_', ' ')}") for key in known]
            self.meaning.offer([("", "Tanpa arti bagi laporan"), *words], column.meaning)
            self.meaning.picked.connect(lambda key: box.change(place, meaning=str(key)))
            self.body.addWidget(self.meaning)

    def _multiply(self, box: ColumnsBox, place: int, factors: object) -> None:
        product = tuple(filter(None, str(factors).split(_BETWEEN)))
        box.change(place, product=product, **({"required": False} if product else {}))

    def _choices(self, box: ColumnsBox, column: Field, place: int, name: str) -> None:
        offer: list[tuple[object, str]] = [("", "Pilihan milik kolom ini")]
        source = Pick(f"Sumber pilihan {name}")
        source.offer([*offer, *((one.key, f"Daftar: {one.title}") for one in box.desk.lists.values())], column.listed)
        source.picked.connect(lambda key: box.change(place, listed=str(key)))
        self.body.addWidget(source)
        if not column.listed:
            words = Line(f"Pilihan {name}, dipisahkan titik koma")
            words.show_text(f"{_BETWEEN} ".join(option.label for option in column.options))
            words.typed.connect(partial(box.type_options, place))
            self.body.addWidget(words)


def _products(field: Field, place: int) -> list[tuple[object, str]]:
    """How a number can come into a column: typed, or as the product of two others; one that stands there stays."""
    column = field.columns[place]
    if column.kind not in _SUMMED:
        return []
    typed = [one for at, one in enumerate(field.columns) if at != place and one.kind in _SUMMED and not one.product]
    pairs = [(one, other) for one, other in combinations(typed, 2)]
    found: dict[str, str] = {
        _BETWEEN.join((one.key, other.key)): f"{one.label} × {other.label}" for one, other in pairs
    }
    if column.product:
        labels = {one.key: one.label for one in field.columns}
        found.setdefault(_BETWEEN.join(column.product), " × ".join(labels.get(key, key) for key in column.product))
    return [("", "Diketik"), *((key, f"Dihitung: {words}") for key, words in found.items())]


class ColumnsBox(QWidget):
    """All columns of the chosen table."""

    def __init__(self, desk: FormDesk) -> None:
        super().__init__()
        self.desk = desk
        self.cards: list[ColumnCard] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(6)
        self.add_button = Button("Tambah kolom", Icon.ADD, "link", clicked=self._add)
        self.total = Pick("Kolom yang dijumlahkan")
        self.total.picked.connect(lambda key: self.desk.change(total=str(key)))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addWidget(label("Kolom", Role.STRONG))
        box.addLayout(self._list)
        box.addLayout(row(self.add_button, None))
        self._sum = QWidget()
        self._sum.setLayout(labelled("Kolom yang dijumlahkan", self.total))
        box.addWidget(self._sum)

    def show_field(self, field: Field) -> None:
        """The columns of another table, or of this one as they are now."""
        self.cards = [ColumnCard(self, field, place) for place in range(len(field.columns))]
        keeping_focus(self, lambda: refill(self._list, self.cards))
        sums = [(column.key, column.label) for column in field.columns if column.kind in _SUMMED]
        self.total.offer([("", "Tidak ada"), *sums], field.total)
        self._sum.setVisible(bool(sums))

    def change(self, place: int, **parts: Any) -> None:
        """Something of a column was chosen."""
        self.desk.change(columns=self._with(place, **parts))

    def type_words(self, place: int, words: str) -> None:
        """The heading of a column was typed; the key of a new column follows it."""
        column = self._columns()[place]
        key = column.key if column.key in self._kept() or self._named(column.key) else ""
        self.desk.type_into(f"kolom {place}", columns=self._with(place, label=words, key=key))

    def type_options(self, place: int, words: str) -> None:
        """The choices of a column were typed."""
        labels = [part.strip() for part in words.split(_BETWEEN) if part.strip()]
        known = {option.label: option for option in self._columns()[place].options}
        options = tuple(known.get(text, Option("", text)) for text in labels)
        if options:
            self.desk.type_into(f"pilihan kolom {place}", columns=self._with(place, options=options))

    def place_at(self, place: int, to: int) -> None:
        """The column at another place."""
        columns = list(self._columns())
        columns.insert(to, columns.pop(place))
        self.desk.change(columns=tuple(columns))

    def remove(self, place: int) -> None:
        """Without the column."""
        columns = self._columns()
        self.desk.change(columns=(*columns[:place], *columns[place + 1 :]))

    def _add(self) -> None:
        self.desk.change(columns=(*self._columns(), Field("", "Kolom baru", FieldKind.TEXT)))
        self.cards[-1].words.setFocus()
        self.cards[-1].words.selectAll()

    def _columns(self) -> tuple[Field, ...]:
        return self.desk.field.columns

    def _with(self, place: int, **parts: Any) -> tuple[Field, ...]:
        columns = list(self._columns())
        columns[place] = replace(columns[place], **parts)
        return tuple(columns)

    def _kept(self) -> set[str]:
        before = self.desk.sheet.before if self.desk.sheet else None
        old = next((one for one in before.fields if one.key == self.desk.key), None) if before else None
        return {column.key for column in old.columns} if old else set()

    def _named(self, key: str) -> bool:
        """Whether the sum or a product names the column: its key stays."""
        field = self.desk.field
        return field.total == key or any(key in column.product for column in field.columns)
