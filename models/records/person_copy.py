"""A copy of what is kept of one person, as it is shown, printed and given as data. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from models.domain.paper import Letterhead, PageSetup
from models.forms.spec import Value

_SHORTEST_PART = 4


@dataclass(frozen=True)
class CopySection:
    """Answers of one part of one form: ``source`` says which form, by whom and when."""

    title: str
    source: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class LeftOut:
    """What is not in the copy: how many answers, why, and whether an officer may decide otherwise."""

    key: str
    name: str
    reason: str
    count: int
    fixed: bool


@dataclass(frozen=True)
class PersonCopy:
    """All of a copy.

    Attributes:
        head: whose data, who asked, when, by which right.
        given: who received data: day, paper, receiver, ground.
        consents: receiver, answer, until.
        documents: scans and papers that are kept: title, day.
        warnings: what the officer must look at before it is given away; never printed.
    """

    head: tuple[tuple[str, str], ...]
    sections: tuple[CopySection, ...]
    given: tuple[tuple[str, str, str, str], ...]
    consents: tuple[tuple[str, str, str], ...]
    documents: tuple[tuple[str, str], ...]
    left_out: tuple[LeftOut, ...]
    warnings: tuple[str, ...] = ()

    @property
    def answers(self) -> int:
        """How many answers it holds."""
        return sum(len(section.rows) for section in self.sections)

    def to_json(self) -> bytes:
        """The copy for machines (UU 27/2022 Article 13): UTF-8 JSON, the same words as on paper."""
        said = {
            "keterangan": dict(self.head),
            "data": [
                {"bagian": one.title, "sumber": one.source, "isian": [list(row) for row in one.rows]}
                for one in self.sections
            ],
            "penerima_data": [list(row) for row in self.given],
            "persetujuan": [list(row) for row in self.consents],
            "dokumen": [list(row) for row in self.documents],
            "tidak_disertakan": [[one.name, one.reason, one.count] for one in self.left_out if one.count],
        }
        return json.dumps(said, ensure_ascii=False, indent=1).encode()


@dataclass(frozen=True)
class CopyPaper:
    """The copy as it is printed; ``printed`` tells by whom and when."""

    copy: PersonCopy
    office: str
    printed: str
    page: PageSetup
    letterhead: Letterhead | None


@dataclass(frozen=True)
class Veil:
    """Hides the names of others in running text: each becomes what that person is in the case."""

    patterns: tuple[tuple[re.Pattern[str], str], ...]

    @classmethod
    def over(cls, names: Mapping[str, Sequence[str]], own: Iterable[str]) -> Veil:
        """``names`` by what is written instead; no word of a name of ``own`` is hidden on its own."""
        kept = {part.casefold() for name in own for part in name.split()}
        whole: list[tuple[str, str]] = []
        parts: list[tuple[str, str]] = []
        for instead, said in names.items():
            for name in said:
                whole.append((name.strip(), instead))
                words = (part.strip(".,()") for part in name.split(",", maxsplit=1)[0].split())
                parts += [(one, instead) for one in words if len(one) >= _SHORTEST_PART and one.casefold() not in kept]
        ordered = [*sorted(whole, key=lambda one: -len(one[0])), *parts]
        found = (
            (re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE), word) for name, word in ordered if name
        )
        return cls(tuple(found))

    def __call__(self, text: str) -> str:
        for pattern, instead in self.patterns:
            text = pattern.sub(instead, text)
        return text


def names_in(value: Value | None) -> tuple[str, ...]:
    """The names a fact holds: itself, or the column "nama" of its rows."""
    if isinstance(value, str):
        return (value,) if value.strip() else ()
    rows = value if isinstance(value, list) else []
    return tuple(str(row["nama"]) for row in rows if isinstance(row, dict) and str(row.get("nama", "")).strip())
