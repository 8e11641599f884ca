"""Writes a letter whose wording was changed as a definition file from which the loader reads the same letter again.

What a letter asks the clerk, its series, secrecy and archive code are taken over from the file it was made from; only
what stands on the paper is written anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from models.domain import toml
from models.forms.spec import Condition
from models.letters.spec import Block, LetterSpec

#: The texts of the head by their key in the file.
HEAD_TEXTS = {
    "judul": "title",
    "hal": "subject",
    "yth": "addressee",
    "di": "addressee_place",
    "dari": "sender",
    "lampiran": "enclosure",
}


def to_toml(spec: LetterSpec, base: Mapping[str, Any]) -> str:
    """The file of ``spec``; ``base`` is the data of the file it was made from."""
    foot = dict(base.get("tanda_tangan", {}))
    foot.pop("tembusan", None)
    if spec.cc:
        foot["tembusan"] = list(spec.cc)
    return toml.document(
        {
            "surat": _head(spec, base.get("surat", {})),
            "isian": base.get("isian", []),
            "blok": [_block(block) for block in spec.blocks],
            **({"tanda_tangan": foot} if foot else {}),
        }
    )


def _head(spec: LetterSpec, base: Mapping[str, Any]) -> dict[str, object]:
    texts = {key: getattr(spec, attribute) for key, attribute in HEAD_TEXTS.items()}
    given = {key: text for key, text in texts.items() if text or key in base}
    corner = {"pojok": [list(pair) for pair in spec.corner]} if spec.corner or "pojok" in base else {}
    look = {"kertas": spec.paper, "huruf": spec.face}
    chosen = {key: word for key, word in look.items() if word or key in base}
    return {**base, "versi": spec.version, **given, **corner, **chosen}


def _block(block: Block) -> dict[str, object]:
    found: dict[str, object] = {
        "kepala": block.head,
        "isi": list(block.texts),
        "dari": block.source,
        "kolom": list(block.columns),
        "lebar": list(block.widths),
        "baris": [list(row) for row in block.rows],
        "ulang": {"baris": block.repeat, "kali": block.repeat_by} if block.repeat else {},
        "kaki": [list(row) for row in block.foot],
        "pihak": [list(pair) for pair in block.signatures],
        "baris_kosong": block.blank_lines,
        "tampil_bila": _conditions(block.show_if),
    }
    written = {key: entry for key, entry in found.items() if entry}
    return {"jenis": block.kind.value, **written, **({} if block.numbered else {"bernomor": False})}


def _conditions(conditions: tuple[Condition, ...]) -> dict[str, object]:
    return {
        condition.field: True
        if not condition.values
        else condition.values[0]
        if len(condition.values) == 1
        else list(condition.values)
        for condition in conditions
    }
