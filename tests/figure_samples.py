"""Invented figures that add up as counted ones do, for everything that shows, hides, freezes or compares them."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from models.sop import periods
from models.statistics.figures import (
    Basis,
    Counts,
    FigureRow,
    Figures,
    FigureTable,
    Heading,
    TrendPoint,
    Unit,
)

SEXES = (Heading("l", "Laki-laki"), Heading("p", "Perempuan"), Heading("", "Tidak diketahui"))
AGES = ("0–5 tahun", "6–12 tahun", "13–17 tahun", "18–24 tahun", "25–44 tahun", "45–59 tahun", "60 tahun ke atas", "")
KINDS = (
    "Fisik", "Psikis", "Seksual", "Eksploitasi", "Perdagangan orang", "Penelantaran", "Lainnya",
)  # fmt: skip
DISTRICTS = ("Kecamatan Awan", "Kecamatan Batu", "Kecamatan Cemara", "Kecamatan Duku", "Kecamatan Enau", "")
_RULE = "Setiap korban dihitung satu kali dalam baris yang sesuai."


@dataclass(frozen=True)
class Victim:
    """One invented case with one victim."""

    number: str
    sex: str
    age: str
    kinds: tuple[str, ...]
    district: str


def victims(count: int, seed: int = 1) -> list[Victim]:
    """So many invented victims, the same for the same ``seed``."""
    chance = Random(seed)
    return [
        Victim(
            f"{number:04d}/PJK/2026",
            chance.choices(["p", "l", ""], [70, 28, 2])[0],
            chance.choice(AGES),
            tuple(sorted(set(chance.choices(KINDS, [30, 25, 20, 3, 2, 10, 5], k=chance.choice((1, 1, 2)))))),
            chance.choice(DISTRICTS),
        )
        for number in range(1, count + 1)
    ]


def counted(people: Sequence[Victim], before: Sequence[Victim] = (), period: str = "2026-11") -> Figures:
    """The figures of these victims."""
    found = periods.parse(period)
    return Figures(
        period=period,
        words=found.words,
        basis=Basis.REPORT,
        services=(),
        current=Counts(len(people), len(people), len(people)),
        before=Counts(len(before), len(before), len(before)),
        rules=("Kasus dihitung pada hari laporannya diterima.", "Satu kasus dapat memuat beberapa korban."),
        tables=(
            crossed("umur", "Kelompok umur dan jenis kelamin", AGES, [one.age for one in people],
                    [one.sex for one in people], [one.age for one in before]),
            replace(several(people, before), chart=True),
            simple("kecamatan", "Kecamatan", DISTRICTS, [one.district for one in people],
                   [one.district for one in before]),
        ),
        trend=(
            TrendPoint("2026-09", "September", Counts(18, 18, 18)),
            TrendPoint("2026-10", "Oktober", Counts(20, 20, 20)),
            TrendPoint(period, found.words, Counts(len(people), len(people), len(people))),
        ),
        fingerprints=tuple(
            (one.number, hashlib.sha256(repr(one).encode()).hexdigest()[:16]) for one in sorted(people, key=repr)
        ),
    )  # fmt: skip


def crossed(
    key: str, title: str, rows: Sequence[str], answers: Sequence[str], sexes: Sequence[str], before: Sequence[str] = ()
) -> FigureTable:
    """Rows by sex, each victim once."""
    cells = Counter(zip(answers, sexes, strict=True))
    then = Counter(before)
    made = tuple(
        FigureRow(
            row,
            row or "Tidak diketahui",
            tuple(cells[row, sex.key] for sex in SEXES),
            sum(cells[row, sex.key] for sex in SEXES),
            then[row],
        )
        for row in rows
    )
    totals = tuple(sum(row.cells[place] for row in made) for place in range(len(SEXES)))
    return FigureTable(
        key, title, Unit.VICTIMS, _RULE, SEXES, made, totals, sum(totals), sum(then.values()), chart=True
    )


def several(people: Sequence[Victim], before: Sequence[Victim] = ()) -> FigureTable:
    """Kinds of violence by sex; one victim may stand in several rows."""
    cells = Counter((kind, one.sex) for one in people for kind in one.kinds)
    then = Counter(kind for one in before for kind in one.kinds)
    rows = tuple(
        FigureRow(
            kind, kind, tuple(cells[kind, sex.key] for sex in SEXES), sum(cells[kind, sex.key] for sex in SEXES),
            then[kind],
        )
        for kind in KINDS
    )  # fmt: skip
    sexes = Counter(one.sex for one in people)
    totals = tuple(sexes[sex.key] for sex in SEXES)
    rule = "Satu korban dapat mengalami beberapa bentuk kekerasan, maka jumlah baris dapat melebihi jumlah korban."
    return FigureTable(
        "kekerasan", "Bentuk kekerasan", Unit.VICTIMS, rule, SEXES, rows, totals, sum(totals), len(before), True
    )


def simple(
    key: str, title: str, rows: Sequence[str], answers: Sequence[str], before: Sequence[str] = ()
) -> FigureTable:
    """Rows with one column."""
    now, then = Counter(answers), Counter(before)
    made = tuple(FigureRow(row, row or "Tidak diketahui", (now[row],), now[row], then[row]) for row in rows)
    total = sum(now.values())
    columns = (Heading("jumlah", "Korban"),)
    return FigureTable(key, title, Unit.VICTIMS, _RULE, columns, made, (total,), total, sum(then.values()))
