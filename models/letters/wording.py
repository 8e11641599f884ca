"""The text of a letter while the office writes it, and the changes that can be made to it. Pure functions.

A place in the text is a path as in the definition file: ``("surat", "hal")``, ``("blok", 2, "isi", 0)``,
``("blok", 3, "baris", 1, 0)``, ``("tanda_tangan", "tembusan", 1)``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from models.letters.spec import Block, BlockKind, LetterSpec
from models.letters.writer import HEAD_TEXTS, to_toml
from models.source import Path

#: What may be added, with an example of its text; everything else is placed by those who make a letter file.
NEW_BLOCKS: dict[BlockKind, Block] = {
    BlockKind.PARAGRAPH: Block(BlockKind.PARAGRAPH, texts=("Tulis alinea di sini.",)),
    BlockKind.LIST: Block(BlockKind.LIST, texts=("Butir pertama", "Butir kedua")),
    BlockKind.PAIRS: Block(BlockKind.PAIRS, rows=(("Label", "Isi"),)),
    BlockKind.HEADING: Block(BlockKind.HEADING, texts=("Judul bagian",)),
    BlockKind.SPACE: Block(BlockKind.SPACE, blank_lines=1),
    BlockKind.PAGE_BREAK: Block(BlockKind.PAGE_BREAK),
}
_ROWS = {"baris": "rows", "kaki": "foot", "pihak": "signatures"}
_ENTRIES = {"isi": "texts", "kolom": "columns", **_ROWS}


@dataclass(frozen=True)
class Wording:
    """A letter as it is being written; ``base`` is the data of the file it was made from."""

    spec: LetterSpec
    base: Mapping[str, Any] = field(compare=False)

    def toml(self, version: int = 0) -> str:
        """The definition file; ``version`` 0 keeps the number."""
        spec = replace(self.spec, version=version) if version else self.spec
        return to_toml(spec, self.base)


def set_text(wording: Wording, path: Path, text: str) -> Wording:
    """Another text at a place that exists."""
    match path:
        case ("surat", "pojok", int(place)):
            corner = wording.spec.corner
            return _with(wording, corner=_put(corner, place, (corner[place][0], text)))
        case ("surat", str(key)):
            return _with(wording, **{HEAD_TEXTS[key]: text})
        case ("tanda_tangan", "tembusan", int(place)):
            return _with(wording, cc=_put(wording.spec.cc, place, text))
        case ("blok", int(place), "kepala"):
            return _block(wording, place, lambda block: replace(block, head=text))
        case ("blok", int(place), str(key), int(entry)):
            return _entries(wording, place, key, lambda found: _put(found, entry, text))
        case ("blok", int(place), str(key), int(entry), int(cell)):
            return _entries(wording, place, key, lambda found: _put(found, entry, _put(found[entry], cell, text)))
    raise KeyError(path)


def text_at(wording: Wording, path: Path) -> str:
    """What stands at a place; KeyError or IndexError where there is none."""
    spec = wording.spec
    match path:
        case ("surat", "pojok", int(place)):
            return spec.corner[place][1]
        case ("surat", str(key)):
            return str(getattr(spec, HEAD_TEXTS[key]))
        case ("tanda_tangan", "tembusan", int(place)):
            return spec.cc[place]
        case ("blok", int(place), "kepala"):
            return spec.blocks[place].head
        case ("blok", int(place), str(key), int(entry)):
            return str(getattr(spec.blocks[place], _ENTRIES[key])[entry])
        case ("blok", int(place), str(key), int(entry), int(cell)):
            return str(getattr(spec.blocks[place], _ENTRIES[key])[entry][cell])
    raise KeyError(path)


def add_entry(wording: Wording, path: Path) -> Wording:
    """A new, empty entry at the end of the list ``path`` leads to: tembusan, items of a list, rows."""
    if path == ("tanda_tangan", "tembusan"):
        return _with(wording, cc=(*wording.spec.cc, ""))
    _, place, key = path
    return _entries(wording, int(place), str(key), lambda found: (*found, _empty_like(found)))


def drop_entry(wording: Wording, path: Path) -> Wording:
    """Without the entry at ``path``; a list that a block cannot be without keeps its last."""
    match path:
        case ("tanda_tangan", "tembusan", int(place)):
            return _with(wording, cc=_without(wording.spec.cc, place))
        case ("blok", int(place), str(key), int(entry)):
            return _ordered(wording, place, key, lambda found: _without(found, entry) if len(found) > 1 else found)
    raise KeyError(path)


def move_entry(wording: Wording, path: Path, by: int) -> Wording:
    """The entry at ``path`` moved up (-1) or down (+1)."""
    match path:
        case ("tanda_tangan", "tembusan", int(place)):
            return _with(wording, cc=_moved(wording.spec.cc, place, by))
        case ("blok", int(place), str(key), int(entry)):
            return _ordered(wording, place, key, lambda found: _moved(found, entry, by))
    raise KeyError(path)


def add_block(wording: Wording, kind: BlockKind, after: int) -> Wording:
    """A new block behind the one at ``after``; -1 puts it first."""
    blocks = wording.spec.blocks
    return _with(wording, blocks=(*blocks[: after + 1], NEW_BLOCKS[kind], *blocks[after + 1 :]))


def drop_block(wording: Wording, place: int) -> Wording:
    """Without the block; the last one stays."""
    blocks = wording.spec.blocks
    return _with(wording, blocks=_without(blocks, place)) if len(blocks) > 1 else wording


def move_block(wording: Wording, place: int, by: int) -> Wording:
    """The block moved up (-1) or down (+1)."""
    return _with(wording, blocks=_moved(wording.spec.blocks, place, by))


def set_blank_lines(wording: Wording, place: int, lines: int) -> Wording:
    """So many empty lines below a paragraph or in a space."""
    return _block(wording, place, lambda block: replace(block, blank_lines=lines))


def set_paper(wording: Wording, paper: str) -> Wording:
    """Letters of this kind go on another paper; "" for the one the office uses for all."""
    return _with(wording, paper=paper)


def set_face(wording: Wording, face: str) -> Wording:
    """Letters of this kind are set in another typeface; "" for the one the office uses for all."""
    return _with(wording, face=face)


def in_annex(spec: LetterSpec, path: Path) -> bool:
    """Whether a place lies in the closed annex."""
    if path[:1] != ("blok",):
        return False
    return any(block.kind is BlockKind.ANNEX for block in spec.blocks[: int(path[1]) + 1])


def row_source(spec: LetterSpec, path: Path) -> str:
    """The question whose rows are printed at a place, or what counts the rows there; "" where there is none."""
    if path[:1] != ("blok",) or len(path) < 3 or path[2] != "baris":
        return ""
    block = spec.blocks[int(path[1])]
    return (block.source or block.repeat_by) if block.kind is BlockKind.TABLE else ""


def _with(wording: Wording, **changes: Any) -> Wording:
    return replace(wording, spec=replace(wording.spec, **changes))


def _block(wording: Wording, place: int, change: Callable[[Block], Block]) -> Wording:
    blocks = wording.spec.blocks
    return _with(wording, blocks=_put(blocks, place, change(blocks[place])))


def _entries(wording: Wording, place: int, key: str, change: Callable[[tuple[Any, ...]], tuple[Any, ...]]) -> Wording:
    def changed(block: Block) -> Block:
        changes: dict[str, Any] = {_ENTRIES[key]: change(getattr(block, _ENTRIES[key]))}
        return replace(block, **changes)

    return _block(wording, place, changed)


def _ordered(wording: Wording, place: int, key: str, change: Callable[[tuple[Any, ...]], tuple[Any, ...]]) -> Wording:
    """As ``_entries`` for entries that move or go: the row that is repeated stays the same row."""
    block = wording.spec.blocks[place]
    if key == "baris" and block.repeat:
        order = change(tuple(range(1, len(block.rows) + 1)))
        now = order.index(block.repeat) + 1 if block.repeat in order else 0
        wording = _block(
            wording, place, lambda found: replace(found, repeat=now, repeat_by=found.repeat_by if now else "")
        )
    return _entries(wording, place, key, change)


def _empty_like(entries: tuple[Any, ...]) -> Any:
    return tuple("" for _ in entries[-1]) if entries and isinstance(entries[-1], tuple) else ""


def _put(entries: tuple[Any, ...], place: int, entry: Any) -> tuple[Any, ...]:
    return (*entries[:place], entry, *entries[place + 1 :])


def _without(entries: tuple[Any, ...], place: int) -> tuple[Any, ...]:
    return (*entries[:place], *entries[place + 1 :])


def _moved(entries: tuple[Any, ...], place: int, by: int) -> tuple[Any, ...]:
    other = place + by
    if not 0 <= other < len(entries):
        return entries
    found = list(entries)
    found[place], found[other] = found[other], found[place]
    return tuple(found)
