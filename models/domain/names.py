"""How alike two persons are: names as Indonesians spell them one way or another, dates of birth a digit off.

Nothing here decides that two are one; it finds whom to look at before a second file is opened for the same person.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

#: Short forms of first names, and the one that all spellings are taken for.
_SHORT = {
    "muhammad": ("m", "mh", "mhd", "moh", "moch", "mochamad", "mochammad", "mohamad", "mohammad", "mohamed", "mohammed",
                 "muh", "muhamad", "muhamed", "muchamad", "muchammad", "md"),
    "ahmad": ("a", "ach", "achmad", "ahmed", "akhmad", "akmad"),
    "abdul": ("abd", "abdoel", "abdal"),
    "siti": ("st", "sitti", "sity", "siti"),
    "nur": ("noer", "noor", "nor", "nr"),
    "dewi": ("dw", "dewy"),
    "putri": ("ptr", "puteri", "putry"),
    "putra": ("putera",),
    "tri": ("try",),
    "sri": ("sry",),
}  # fmt: skip
_SPELLED = {short: name for name, shorts in _SHORT.items() for short in shorts}
#: Words that are no part of a name: titles, forms of address, "child of".
_NO_NAME = frozenset({
    "h", "hj", "haji", "hajah", "dr", "drs", "dra", "ir", "prof", "kh", "ust", "ustadz", "ustadzah", "bapak", "ibu",
    "sdr", "sdri", "nn", "ny", "tn", "an", "alm", "almh", "bin", "binti",
})  # fmt: skip
#: Spellings before the reform of 1972 and letters that are heard alike, in the order they are replaced.
_SOUNDS = (
    ("oe", "u"), ("dj", "j"), ("tj", "c"), ("sj", "sy"), ("nj", "ny"), ("kh", "h"), ("ch", "h"), ("dh", "d"),
    ("th", "t"), ("ph", "f"), ("v", "f"), ("q", "k"), ("x", "ks"), ("z", "s"), ("y", "i"),
)  # fmt: skip
_NOT_LETTER = re.compile(r"[^a-z ]+")
_VOWEL = re.compile(r"[aeiouh]")
_DOUBLED = re.compile(r"(.)\1+")
#: From this likeness on two words are one name spelled twice.
_SAME_WORD = 0.84
_SURE, _LIKELY, _POSSIBLE = 1.0, 0.8, 0.5
#: From this score on somebody is worth a look.
WORTH_A_LOOK = 0.6


@dataclass(frozen=True)
class Traits:
    """What is known of a person; empty for what is not known. ``born`` is an ISO date."""

    name: str = ""
    nik: str = ""
    born: str = ""
    phone: str = ""


@dataclass(frozen=True)
class Likeness:
    """How alike two persons are, 0 to 1, and why, in Indonesian words."""

    score: float
    reasons: tuple[str, ...] = ()


def keys_of(name: str) -> tuple[str, ...]:
    """The words of a name in the form that all its spellings share, each once, without titles.

    As in ("muhamad", "risal") for "H. Moh. Rizal, S.E.": what an index holds and is asked for.
    """
    plain = unicodedata.normalize("NFKD", name.split(",", maxsplit=1)[0].lower())
    words = _NOT_LETTER.sub(" ", re.sub(r"['\u2019`\u0300-\u036f]", "", plain)).split()
    spoken = [_spoken(_SPELLED.get(word, word)) for word in words if word not in _NO_NAME]
    return tuple(dict.fromkeys(word for word in spoken if word))


def _spoken(word: str) -> str:
    for written, heard in _SOUNDS:
        word = word.replace(written, heard)
    return _DOUBLED.sub(r"\1", word)


def marks(person: Traits) -> frozenset[str]:
    """What an index finds a person by: the words of the name, also without their vowels, and the numbers."""
    words = keys_of(person.name)
    bones = {_VOWEL.sub("", word) for word in words}
    numbers = {f"{kind}:{said}" for kind, said in (("k", person.nik), ("t", person.phone), ("l", person.born)) if said}
    return frozenset({f"n:{word}" for word in words} | {f"b:{bone}" for bone in bones if len(bone) > 1} | numbers)


def name_likeness(one: str, other: str) -> float:
    """0 to 1: the share of the words of the shorter name that the longer one has, in any order.

    A single word says little: "Siti" is not yet Siti Aminah.
    """
    shorter, longer = sorted((keys_of(one), keys_of(other)), key=len)
    if not shorter:
        return 0.0
    left, found = list(longer), 0.0
    for word in shorter:
        best = max(left, key=lambda candidate: _word_likeness(word, candidate))
        likeness = _word_likeness(word, best)
        if likeness >= _SAME_WORD:
            found += likeness
            left.remove(best)
    certainty = 1.0 if len(shorter) > 1 or len(longer) == 1 else _LIKELY
    return found / len(shorter) * certainty


def _word_likeness(one: str, other: str) -> float:
    if one == other:
        return 1.0
    if len(one) == 1 or len(other) == 1:  # an initial
        return _SAME_WORD if one[0] == other[0] else 0.0
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def date_likeness(one: str, other: str) -> float:
    """1 for the same day, 0.8 where one digit differs or day and month are swapped, else 0; 0 for what is no date."""
    try:
        first, second = date.fromisoformat(one), date.fromisoformat(other)
    except ValueError:
        return 0.0
    if first == second:
        return _SURE
    swapped = (first.year, first.month, first.day) == (second.year, second.day, second.month)
    wrong = sum(a != b for a, b in zip(first.isoformat(), second.isoformat(), strict=True))
    return _LIKELY if swapped or wrong == 1 else 0.0


def likeness(one: Traits, other: Traits) -> Likeness:
    """How alike two persons are. The same NIK is enough; else it takes a name that fits, and what supports it."""
    if one.nik and one.nik == other.nik:
        return Likeness(_SURE, ("NIK sama",))
    named, born = name_likeness(one.name, other.name), date_likeness(one.born, other.born)
    called = bool(one.phone) and one.phone == other.phone
    score = named * _LIKELY if named >= _POSSIBLE else 0.0
    if called:
        score = max(score, _POSSIBLE) + 0.15
    if score:
        score += 0.2 * born if born else -0.25 * bool(one.born and other.born)
    return Likeness(round(max(min(score, 0.99), 0.0), 3), _reasons(named, born, called))


def _reasons(named: float, born: float, called: bool) -> tuple[str, ...]:
    told = []
    if named >= _POSSIBLE:
        told.append("nama sama" if named > 0.99 else "nama mirip")
    if born:
        told.append("tanggal lahir sama" if born == _SURE else "tanggal lahir berbeda satu angka")
    if called:
        told.append("telepon sama")
    return tuple(told)
