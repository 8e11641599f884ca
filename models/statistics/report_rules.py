"""What an office sets about its reports: who receives and approves them, what is written, which counts are hidden.

The program ships a proposal (``resources/data/laporan.toml``); what an office changes is kept in its own settings.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from functools import cache
from typing import Any

import resources
from models.domain.posts import SIGNING_POSTS
from models.errors import ErrorCode, UserError
from models.sop.report_kinds import FILE
from models.statistics.figures import Basis

#: Where a written part stands.
BEFORE, AFTER = "awal", "akhir"
_MOST_PARTS, _LONGEST_HEAD, _MOST_LOOKED_BACK, _HIGHEST = 12, 80, 60, 20


@dataclass(frozen=True)
class ReportKind:
    """A report the office makes: ``periods`` are the kinds of period it is made for."""

    key: str
    name: str
    periods: tuple[str, ...]


@dataclass(frozen=True)
class Part:
    """A part of the report that people write.

    Attributes:
        place: ``BEFORE`` or ``AFTER`` the tables.
        required: must be written before the report is handed in.
        hint: what belongs there, shown beside the field.
    """

    key: str
    title: str
    place: str = AFTER
    required: bool = False
    hint: str = ""


@dataclass(frozen=True)
class ReportRules:
    """Everything an office sets about its reports.

    Attributes:
        basis: which day puts a case into a period, unless a report says otherwise.
        threshold: counts from 1 up to below this are hidden in what leaves the office; 0 hides none.
        look_back: how many earlier reports of the kind are compared with the data of today.
        receivers / approvers: posts (``models.domain.posts``); the first one somebody holds. Where nobody holds one of
            the receiving posts a report goes to the approver at once.
    """

    basis: Basis
    threshold: int
    look_back: int
    receivers: tuple[str, ...]
    approvers: tuple[str, ...]
    parts: tuple[Part, ...]

    def required_parts(self) -> tuple[Part, ...]:
        """The parts that must be written."""
        return tuple(part for part in self.parts if part.required)

    def to_json(self) -> dict[str, Any]:
        """The rules as plain data."""
        return asdict(self)


@cache
def kinds() -> tuple[ReportKind, ...]:
    """Every report the program can make."""
    found = tomllib.loads(resources.text(FILE))["jenis"]
    return tuple(ReportKind(one["kunci"], one["nama"], tuple(one["periode"])) for one in found)


def kind(key: str) -> ReportKind:
    """The report called ``key``; UserError NOT_FOUND."""
    found = next((one for one in kinds() if one.key == key), None)
    if found is None:
        raise UserError(ErrorCode.NOT_FOUND)
    return found


@cache
def shipped() -> ReportRules:
    """The proposal of the program."""
    data = tomllib.loads(resources.text(FILE))
    general, stages = data["umum"], data["tahap"]
    return ReportRules(
        Basis(general["dasar"]),
        general["batas_kecil"],
        general["koreksi_mundur"],
        tuple(stages["penerima"]),
        tuple(stages["penyetuju"]),
        tuple(
            Part(one["kunci"], one["judul"], one["letak"], one["wajib"], one.get("petunjuk", ""))
            for one in data["bagian"]
        ),
    )


def from_json(data: Mapping[str, Any]) -> ReportRules:
    """Rules as they were kept."""
    return ReportRules(
        Basis(data["basis"]),
        data["threshold"],
        data["look_back"],
        tuple(data["receivers"]),
        tuple(data["approvers"]),
        tuple(Part(**one) for one in data["parts"]),
    )


def checked(rules: ReportRules) -> ReportRules:
    """The rules without blanks; UserError VALUE_INVALID (``what``: a sentence) if they cannot hold."""
    parts: dict[str, Part] = {}
    for part in rules.parts:
        title = _words(part.title)
        key = part.key or "-".join(title.casefold().split())
        if title:
            parts.setdefault(key, replace(part, key=key, title=title, hint=part.hint.strip()))
    tidy = replace(rules, parts=tuple(parts.values()))
    posts = {*tidy.receivers, *tidy.approvers}
    for wrong, what in (
        (not 0 <= tidy.threshold <= _HIGHEST, f"Batas angka kecil dari 0 sampai {_HIGHEST}."),
        (not 0 <= tidy.look_back <= _MOST_LOOKED_BACK, f"Koreksi melihat mundur 0 sampai {_MOST_LOOKED_BACK} laporan."),
        (not tidy.approvers, "Paling sedikit satu jabatan harus menyetujui laporan."),
        (not posts <= SIGNING_POSTS.keys(), "Jabatan penerima atau penyetuju laporan tidak dikenal."),
        (bool({*tidy.receivers} & {*tidy.approvers}), "Satu jabatan tidak dapat menerima sekaligus menyetujui."),
        (len(tidy.parts) > _MOST_PARTS, f"Paling banyak {_MOST_PARTS} bagian."),
        (any(part.place not in (BEFORE, AFTER) for part in tidy.parts), "Letak bagian adalah awal atau akhir."),
    ):
        if wrong:
            raise UserError(ErrorCode.VALUE_INVALID, what=what)
    return tidy


def _words(text: str) -> str:
    return " ".join("".join(sign for sign in text if sign.isprintable()).split())[:_LONGEST_HEAD]
