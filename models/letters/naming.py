"""How a letter writes the people of its case: in full, by initials, or by the register number alone.

What a kind of letter allows stands in its definition (``nama_korban``); one letter may be more discreet than its kind,
never less (UU 11/2012 art. 19, UU 12/2022 art. 69).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum

from models.domain.facts import FACTS
from models.domain.indonesia import initials
from models.forms.spec import Value
from models.letters.formats import DISCREET

INITIALS_NAME = "kasus.inisial"


class Naming(StrEnum):
    """The value is what a letter remembers."""

    FULL = "penuh"
    INITIALS = "inisial"
    CODE = "kode"


class Treatment(StrEnum):
    """What becomes of one placeholder."""

    KEEP = "biasa"
    INITIALS = "inisial"
    #: The office's word for the client stands in its place.
    WORD = "sebutan"
    #: The text that quotes it is left out whole.
    LEAVE_OUT = "tanpa"


#: The people whose identity is meant; what happened to them may be told.
_PEOPLE = ("klien.", "pelapor.", "terlapor.")
_PLACES = ("kejadian.alamat", "kejadian.wilayah")
_NAMES = (".nama", ".wali")


def treatment(naming: str, name: str, meaning: str, style: str) -> Treatment:
    """What becomes of the placeholder ``name``, which shows the fact ``meaning`` in the way ``style``."""
    if naming not in (Naming.INITIALS, Naming.CODE):
        return Treatment.KEEP
    if name == INITIALS_NAME:
        return Treatment.WORD if naming == Naming.CODE else Treatment.KEEP
    fact = FACTS.get(meaning)
    if fact is None or not fact.secret or not (meaning.startswith(_PEOPLE) or meaning in _PLACES):
        return Treatment.KEEP
    if meaning.endswith(_NAMES):
        if naming == Naming.INITIALS:
            return Treatment.INITIALS
        return Treatment.WORD if meaning == "klien.nama" else Treatment.LEAVE_OUT
    return Treatment.KEEP if style in DISCREET else Treatment.LEAVE_OUT


def without_names(text: str, facts: Mapping[str, Value], *, fewest_words: int = 2) -> str:
    """``text`` with the names of the case's people as initials; a name of fewer words may be an ordinary word."""
    for fact in FACTS.values():
        name = facts.get(fact.key)
        if not (fact.secret and fact.key.endswith(_NAMES) and isinstance(name, str)):
            continue
        if len(name.split()) >= fewest_words and len(name) > 2:
            text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", initials(name), text, flags=re.IGNORECASE)
    return text
