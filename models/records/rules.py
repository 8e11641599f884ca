"""The office's rules for its files: what a complete one holds, how long it is kept, its sheets of labels.

The program ships a proposal (``resources/data/arsip.toml``); what an office changes is kept in its own settings.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from functools import cache
from typing import Any

import resources
from models.errors import ErrorCode, UserError
from models.records.labels import LabelSheet

_FILE = "data/arsip.toml"
_MOST_DAYS, _MOST_YEARS, _MOST_ENTRIES, _LONGEST = 365, 100, 60, 120
#: The parts of a label sheet and their words in the file.
_LABEL_WORDS = (
    ("key", "kunci"), ("name", "nama"), ("columns", "kolom"), ("rows", "baris"), ("width", "lebar"),
    ("height", "tinggi"), ("left", "kiri"), ("top", "atas"), ("gap_across", "sela_kolom"), ("gap_down", "sela_baris"),
    ("paper_width", "lebar_kertas"), ("paper_height", "tinggi_kertas"),
)  # fmt: skip


@dataclass(frozen=True)
class DocumentRule:
    """One document of a file; ``required`` false: only where it applies.

    ``key`` is "formulir:…", "surat:…" or "lampiran:…" for what the program sees itself, else any word: paper only.
    """

    key: str
    title: str
    required: bool = True


@dataclass(frozen=True)
class ServiceRule:
    """What a complete file of a service holds; ``sop`` names the procedure whose cases it is for, "" for none."""

    name: str
    documents: tuple[DocumentRule, ...]
    sop: str = ""


@dataclass(frozen=True)
class Retention:
    """How many years a kind of file is kept after it was closed; 0: for good. ``basis`` is where that is written."""

    key: str
    name: str
    years: int
    basis: str = ""

    def until(self, since: date) -> date | None:
        """The last day of keeping; None for good. The 29th of February ends on the 28th."""
        if not self.years:
            return None
        try:
            return since.replace(year=since.year + self.years)
        except ValueError:
            return since.replace(year=since.year + self.years, day=28)


@dataclass(frozen=True)
class ArchiveRules:
    """Everything an office sets about its files.

    Attributes:
        shortage_days / loan_days: how long an officer has to bring what is missing, and a borrower a file.
        case_kind / other_kind: the kind of keeping that is proposed.
    """

    shortage_days: int
    loan_days: int
    case_kind: str
    other_kind: str
    criteria: tuple[str, ...] = ()
    services: tuple[ServiceRule, ...] = ()
    retention: tuple[Retention, ...] = ()
    labels: tuple[LabelSheet, ...] = field(default=())

    def service(self, name: str) -> ServiceRule | None:
        """The rule for files of the service called ``name``, however it is written."""
        wanted = " ".join(name.split()).casefold()
        return next((rule for rule in self.services if not rule.sop and rule.name.casefold() == wanted), None)

    def of_procedure(self, sop: str) -> ServiceRule | None:
        """What the office itself asks of the cases of a procedure; None: what the procedure asks."""
        return next((rule for rule in self.services if rule.sop == sop), None)

    def kept(self, key: str) -> Retention:
        """The kind of keeping called ``key``, the first one if there is none."""
        return next((one for one in self.retention if one.key == key), self.retention[0])

    def to_json(self) -> dict[str, Any]:
        """The rules as plain data."""
        return asdict(self)


def shipped() -> ArchiveRules:
    """The proposal of the program."""
    return _shipped()


@cache
def _shipped() -> ArchiveRules:
    data = tomllib.loads(resources.text(_FILE))
    general = data["umum"]
    return ArchiveRules(
        shortage_days=general["tenggat_kekurangan"],
        loan_days=general["lama_pinjam"],
        case_kind=general["retensi_kasus"],
        other_kind=general["retensi_lain"],
        criteria=tuple(entry["teks"] for entry in data["kriteria"]),
        services=tuple(
            ServiceRule(
                entry["nama"],
                tuple(DocumentRule(one["kunci"], one["judul"], one["wajib"]) for one in entry["dokumen"]),
                entry.get("sop", ""),
            )
            for entry in data["layanan"]
        ),
        retention=tuple(
            Retention(entry["kunci"], entry["nama"], entry["tahun"], entry["dasar"]) for entry in data["retensi"]
        ),
        labels=tuple(
            LabelSheet(**{part: entry[word] for part, word in _LABEL_WORDS if word in entry}) for entry in data["label"]
        ),
    )


def from_json(data: Mapping[str, Any]) -> ArchiveRules:
    """Rules as they were kept."""
    services = tuple(
        ServiceRule(one["name"], tuple(DocumentRule(**entry) for entry in one["documents"]), one["sop"])
        for one in data["services"]
    )
    return ArchiveRules(
        data["shortage_days"],
        data["loan_days"],
        data["case_kind"],
        data["other_kind"],
        tuple(data["criteria"]),
        services,
        tuple(Retention(**one) for one in data["retention"]),
        tuple(LabelSheet(**one) for one in data["labels"]),
    )


def checked(rules: ArchiveRules) -> ArchiveRules:
    """The rules without blanks and empty lines; UserError VALUE_INVALID (``what``: a sentence) if they cannot hold."""
    tidy = replace(
        rules,
        criteria=tuple(filter(None, (_words(text) for text in rules.criteria))),
        services=tuple(_service(one) for one in rules.services if _words(one.name)),
        retention=tuple(replace(one, name=_words(one.name), basis=_words(one.basis)) for one in rules.retention),
        labels=tuple(replace(one, name=_words(one.name)) for one in rules.labels),
    )
    for wrong, what in _complaints(tidy):
        if wrong:
            raise UserError(ErrorCode.VALUE_INVALID, what=what)
    return tidy


def _complaints(rules: ArchiveRules) -> list[tuple[bool, str]]:
    kinds = [one.key for one in rules.retention]
    names = [one.sop or one.name.casefold() for one in rules.services]
    lists = (rules.criteria, rules.services, rules.retention, rules.labels, *(one.documents for one in rules.services))
    named = [*(one.name for one in rules.retention), *(one.name for one in rules.labels)]
    return [
        (not 1 <= rules.shortage_days <= _MOST_DAYS, f"Tenggat melengkapi berkas dari 1 sampai {_MOST_DAYS} hari."),
        (not 1 <= rules.loan_days <= _MOST_DAYS, f"Lama pinjam dari 1 sampai {_MOST_DAYS} hari."),
        (not kinds, "Paling sedikit satu jenis retensi harus ada."),
        (len(set(kinds)) < len(kinds), "Dua jenis retensi memakai kunci yang sama."),
        (any(not 0 <= one.years <= _MOST_YEARS for one in rules.retention), "Retensi dari 0 sampai 100 tahun."),
        (any(not name for name in named), "Setiap jenis retensi dan label perlu nama."),
        (len(set(names)) < len(names), "Dua layanan memakai nama yang sama."),
        (any(not one.documents for one in rules.services), "Setiap layanan perlu paling sedikit satu dokumen."),
        (any(len(entries) > _MOST_ENTRIES for entries in lists), f"Paling banyak {_MOST_ENTRIES} baris."),
        *((True, f"Lembar label {one.name}: {what}") for one in rules.labels for what in one.problems()),
        (len({one.name.casefold() for one in rules.labels}) < len(rules.labels), "Dua lembar label bernama sama."),
    ]


def _service(rule: ServiceRule) -> ServiceRule:
    documents: dict[str, DocumentRule] = {}
    for one in rule.documents:
        title = _words(one.title)
        key = one.key or "-".join(title.casefold().split())
        if title:
            documents.setdefault(key, DocumentRule(key, title, one.required))
    return ServiceRule(_words(rule.name), tuple(documents.values()), rule.sop)


def _words(text: str) -> str:
    return " ".join("".join(sign for sign in text if sign.isprintable()).split())[:_LONGEST]
