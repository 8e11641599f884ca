"""The parts of a letter's text as cards: its head, each block, those who get a copy."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QMenu, QWidget

from models.forms.spec import Field
from models.letters import wording as edit
from models.letters.loader import BLOCK_KEYS
from models.letters.placeholders import Vocabulary
from models.letters.spec import Block, BlockKind, LetterSpec, Shape
from models.letters.wording import NEW_BLOCKS, Wording
from models.source import Path
from ui.editing.desk import SpecDesk
from ui.editing.parts import Pick
from ui.icons import Icon
from ui.pages.wording.text_box import Known, TextBox
from ui.theme import Role
from ui.widgets.basics import Button, Card, IconButton, label, row

KIND_WORDS = {
    BlockKind.PARAGRAPH: "Alinea",
    BlockKind.CLAUSE: "Butir",
    BlockKind.STATEMENT: "Pernyataan di tengah",
    BlockKind.OFFICERS: "Daftar petugas",
    BlockKind.PAIRS: "Rincian",
    BlockKind.LIST: "Daftar",
    BlockKind.TABLE: "Tabel",
    BlockKind.TICKS: "Kotak pilihan",
    BlockKind.SPACE: "Jarak kosong",
    BlockKind.PAGE_BREAK: "Halaman baru",
    BlockKind.HEADING: "Judul bagian",
    BlockKind.SIGNATURE: "Tanda tangan",
    BlockKind.TEAR_OFF: "Lembar potong",
    BlockKind.ANNEX: "Lampiran",
}
_HEAD_WORDS = {
    "judul": "Judul",
    "hal": "Hal",
    "yth": "Yth.",
    "di": "Tempat penerima",
    "dari": "Dari",
    "lampiran": "Lampiran",
}
_OF_SHAPE = {
    Shape.CORRESPONDENCE: ("hal", "yth", "di", "lampiran"),
    Shape.NOTE: ("judul", "yth", "dari", "hal", "lampiran"),
    Shape.COVER: ("judul", "yth", "di"),
}
#: What one entry of each list inside a block is called.
_LISTS = {"isi": "Isi", "baris": "Baris", "kaki": "Kaki tabel", "pihak": "Pihak"}
#: Lists that may become longer, and the verb for it.
_ADD = {
    (BlockKind.PARAGRAPH, "isi"): "Tambah alinea",
    (BlockKind.CLAUSE, "isi"): "Tambah butir",
    (BlockKind.LIST, "isi"): "Tambah butir",
    (BlockKind.PAIRS, "baris"): "Tambah baris",
    (BlockKind.TABLE, "baris"): "Tambah baris",
    (BlockKind.TABLE, "kaki"): "Tambah baris kaki",
    (BlockKind.SIGNATURE, "pihak"): "Tambah pihak",
}
#: Blocks whose heading is usual.
_HEADED = frozenset({BlockKind.CLAUSE, BlockKind.LIST, BlockKind.TICKS, BlockKind.OFFICERS})
_CELLS = {BlockKind.PAIRS: ("Label", "Isi"), BlockKind.SIGNATURE: ("Sebagai", "Nama")}
_PAPERS = (
    ("", "Kertas yang dipakai kantor"),
    ("A4", "A4 (21 × 29,7 cm)"),
    ("F4", "F4 (21,5 × 33 cm)"),
    ("F4-210", "F4 (21 × 33 cm)"),
)
_FACES = (("", "Huruf yang dipakai kantor"), ("arial", "Arial"), ("bookman", "Bookman Old Style"))
_LONG = frozenset({BlockKind.PARAGRAPH})
#: So many cells stand beside each other; more stand below each other.
_BESIDE = 2


class TextCards:
    """Makes the cards of one letter and remembers their texts by place.

    Attributes:
        boxes: every text that can be written, by its path.
    """

    def __init__(
        self, desk: SpecDesk[Wording], known: Callable[[Path], Known], made: Callable[[TextBox], None]
    ) -> None:
        self._desk, self._known, self._made = desk, known, made
        self.boxes: dict[Path, TextBox] = {}

    def build(self) -> list[QWidget]:
        """All cards, from the head of the letter to its foot."""
        self.boxes = {}
        spec = self._desk.spec.spec
        cards: list[QWidget] = [self._head(spec)]
        for place, block in enumerate(spec.blocks):
            cards.append(self._block(spec, place, block))
        cards.append(self._copies(spec))
        return cards

    # ------------------------------------------------------------------ cards

    def _head(self, spec: LetterSpec) -> Card:
        card = _card("Kepala surat")
        grid = _grid()
        for number, key in enumerate(_OF_SHAPE.get(spec.shape, ("judul",))):
            grid.addWidget(label(_HEAD_WORDS[key], Role.LABEL), number, 0)
            grid.addWidget(self._box(_HEAD_WORDS[key], ("surat", key)), number, 1)
        for place, (name, _) in enumerate(spec.corner):
            grid.addWidget(label(name, Role.LABEL), grid.rowCount(), 0)
            grid.addWidget(self._box(name, ("surat", "pojok", place)), grid.rowCount() - 1, 1)
        card.body.addLayout(grid)
        for words, offered, chosen, change in (
            ("Kertas", _PAPERS, spec.paper, edit.set_paper),
            ("Huruf", _FACES, spec.face, edit.set_face),
        ):
            pick = Pick(words)
            pick.offer(offered, chosen)
            pick.picked.connect(partial(self._do, change))
            card.body.addLayout(row(label(words, Role.LABEL, buddy=pick), pick, stretch=1))
        return card

    def _copies(self, spec: LetterSpec) -> Card:
        card = _card("Tembusan")
        path: Path = ("tanda_tangan", "tembusan")
        for place in range(len(spec.cc)):
            card.body.addLayout(self._entry((*path, place), f"Tembusan {place + 1}", 0, len(spec.cc)))
        card.body.addLayout(row(self._adder("Tambah tembusan", path), None))
        return card

    def _block(self, spec: LetterSpec, place: int, block: Block) -> Card:
        name = f"{KIND_WORDS[block.kind]} {place + 1}"
        card = Card(margins=(12, 8, 8, 10), spacing=6)
        card.setAccessibleName(name)
        card.body.addLayout(self._verbs(place, block, len(spec.blocks)))
        if words := _condition_words(block, spec.fields):
            card.body.addWidget(label(words, Role.CAPTION, wrap=True))
        if "kepala" in BLOCK_KEYS[block.kind] and (block.head or block.kind in _HEADED):
            head = self._box(f"Judul {name}", ("blok", place, "kepala"))
            card.body.addLayout(row(label("Judul", Role.LABEL), head, stretch=1))
        if block.source:
            card.body.addWidget(label(_source_words(block, spec.fields), Role.CAPTION, wrap=True))
        if block.repeat:
            card.body.addWidget(label(_repeat_words(block, spec.fields), Role.CAPTION, wrap=True))
        for key in ("kolom", "isi", "baris", "kaki", "pihak"):
            self._list(card, place, block, key, name)
        return card

    def _verbs(self, place: int, block: Block, count: int) -> QHBoxLayout:
        kind = KIND_WORDS[block.kind]
        up = IconButton(Icon.UP, f"Naikkan {kind} {place + 1}", clicked=partial(self._do, edit.move_block, place, -1))
        down = IconButton(
            Icon.DOWN, f"Turunkan {kind} {place + 1}", clicked=partial(self._do, edit.move_block, place, 1)
        )
        up.setEnabled(place > 0)
        down.setEnabled(place < count - 1)
        gone = IconButton(Icon.DELETE, f"Hapus {kind} {place + 1}", clicked=partial(self._do, edit.drop_block, place))
        gone.setEnabled(count > 1)
        more = IconButton(Icon.ADD, f"Tambah di bawah {kind} {place + 1}", menu=self._new_menu(place))
        return row(label(kind, Role.STRONG), None, more, up, down, gone, spacing=2)

    def _new_menu(self, place: int) -> QMenu:
        menu = QMenu()
        for kind in NEW_BLOCKS:
            action = menu.addAction(KIND_WORDS[kind])
            action.triggered.connect(partial(self._add, kind, place))
        return menu

    def _add(self, kind: BlockKind, place: int, _on: bool = False) -> None:
        self._do(edit.add_block, kind, place)

    # ------------------------------------------------------------------ inside a card

    def _list(self, card: Card, place: int, block: Block, key: str, name: str) -> None:
        entries = {"kolom": block.columns, "isi": block.texts, "baris": block.rows, "kaki": block.foot}.get(
            key, block.signatures
        )
        path: Path = ("blok", place, key)
        if key == "kolom":
            if entries:
                boxes = [self._box(f"Kolom {n + 1} {name}", (*path, n)) for n in range(len(entries))]
                card.body.addWidget(label("Judul kolom", Role.LABEL))
                card.body.addLayout(row(*boxes, spacing=6))
            return
        words, add = _LISTS[key], _ADD.get((block.kind, key))
        for entry, content in enumerate(entries):
            cells = len(content) if isinstance(content, tuple) else 0
            titles = _CELLS.get(block.kind) or block.columns
            card.body.addLayout(
                self._entry((*path, entry), f"{words} {entry + 1} {name}", cells, len(entries), titles, block.kind)
            )
        if entries and add and not (key == "baris" and block.source):
            card.body.addLayout(row(self._adder(add, path, name), None))

    def _entry(
        self,
        path: Path,
        name: str,
        cells: int,
        count: int,
        titles: tuple[str, ...] = (),
        kind: BlockKind = BlockKind.LIST,
    ) -> QHBoxLayout:
        """One entry of a list: its text, or its cells, and what can be done with it."""
        menu = QMenu()
        for words, deed in (
            ("Naikkan", partial(self._do, edit.move_entry, path, -1)),
            ("Turunkan", partial(self._do, edit.move_entry, path, 1)),
            ("Hapus", partial(self._do, edit.drop_entry, path)),
        ):
            menu.addAction(words).triggered.connect(partial(_told, deed))
        more = IconButton(Icon.MORE, f"Atur {name}", menu=menu)
        more.setVisible(count > 1 or path[0] == "tanda_tangan")
        if not cells:
            return row(self._box(name, path, height=3 if kind in _LONG else 1), more, spacing=4, stretch=0)
        boxes = [
            self._box(f"{titles[cell] if cell < len(titles) else f'Sel {cell + 1}'}, {name}", (*path, cell))
            for cell in range(cells)
        ]
        if cells <= _BESIDE:
            return row(*boxes, more, spacing=4, stretch=1)
        grid = _grid()
        for number, box in enumerate(boxes):
            grid.addWidget(label(titles[number] if number < len(titles) else "", Role.CAPTION), number, 0)
            grid.addWidget(box, number, 1)
        whole = row(more, spacing=4)
        whole.insertLayout(0, grid, 1)
        return whole

    def _adder(self, words: str, path: Path, name: str = "") -> Button:
        return Button(
            words, Icon.ADD, "link", clicked=partial(self._do, edit.add_entry, path), name=f"{words} {name}".strip()
        )

    def _box(self, name: str, path: Path, *, height: int = 1) -> TextBox:
        box = TextBox(name, path, edit.text_at(self._desk.spec, path), self._known(path), height=height)
        box.typed.connect(partial(self._typed, path))
        self.boxes[path] = box
        self._made(box)
        return box

    def _typed(self, path: Path, text: str) -> None:
        self._desk.type(lambda wording: edit.set_text(wording, path, text), "/".join(map(str, path)))

    def _do(self, change: Callable[..., Wording], *arguments: object) -> None:
        self._desk.do(lambda wording: change(wording, *arguments))


def _told(deed: Callable[[], object], _on: bool = False) -> None:
    deed()


def _card(title: str) -> Card:
    card = Card(margins=(12, 8, 8, 10), spacing=6)
    card.setAccessibleName(title)
    card.body.addWidget(label(title, Role.STRONG))
    return card


def _grid() -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(10)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(1, 1)
    return grid


def _condition_words(block: Block, fields: tuple[Field, ...]) -> str:
    """As in "Hanya bila Cetak lampiran identitas: Ya"."""
    known = {field.key: field for field in fields}
    said = []
    for condition in block.show_if:
        field = known.get(condition.field)
        labels = {option.key: option.label for option in field.options} if field else {}
        answers = " atau ".join(labels.get(value, value) for value in condition.values) or "terisi"
        said.append(f"{field.label if field else condition.field}: {answers}")
    return f"Hanya bila {' dan '.join(said)}" if said else ""


def _source_words(block: Block, fields: tuple[Field, ...]) -> str:
    name = next((field.label for field in fields if field.key == block.source), block.source)
    what = "satu kotak untuk setiap pilihan" if block.kind is BlockKind.TICKS else "satu baris untuk setiap jawaban"
    return f"Isinya dari isian “{name}”, {what}."


def _repeat_words(block: Block, fields: tuple[Field, ...]) -> str:
    known = Vocabulary(fields).entries().get(block.repeat_by)
    what = known.label if known else block.repeat_by
    return f"Baris {block.repeat} dicetak berulang sebanyak “{what}”; {{no}} adalah nomor barisnya."
