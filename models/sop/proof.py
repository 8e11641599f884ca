"""Proof that standard times were kept: one case row by row, one procedure over a year. Pure data and statistics.

Times are measured as the row's standard time counts: working time for minutes, hours and working days, calendar time
for days that count so; pauses are left out of it and shown apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil

from models.domain.paper import Letterhead, PageSetup, Signer
from models.sop import worktime
from models.sop.officetime import WorkCalendar
from models.sop.spec import StandardTime
from models.sop.worktime import Level, Pauses

#: Fewer closed rows than this say nothing about a standard.
LEAST_COUNT = 5
#: A standard kept by less than this share looks too short; one of which nine in ten use less than this, too long.
TOO_SHORT, TOO_LONG = 0.5, 0.25
_TENTHS = 90


@dataclass(frozen=True)
class StepProof:
    """One closed row of a case, in words.

    Attributes:
        difference: "Sisa 4 menit" or "Lewat 18 menit", "" for a row without a standard time.
        pauses: one sentence for each time the row was put off.
        reason: why it was late, skipped or closed incomplete.
    """

    number: int
    title: str
    actor: str
    started: str
    finished: str
    standard: str
    actual: str
    difference: str
    late: bool
    pauses: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True)
class ProofPaper:
    """The page "Bukti Mutu Baku" of one case; ``facts``: label and value of its head, without the client's name."""

    office: str
    facts: tuple[tuple[str, str], ...]
    rows: tuple[StepProof, ...]
    closing: str
    place_date: str
    page: PageSetup
    letterhead: Letterhead | None = None
    signer: Signer | None = None


@dataclass(frozen=True)
class Timing:
    """How long a row took against its standard time.

    Attributes:
        seconds / total: used and standard, of the time that counts for the row.
        over_minutes: minutes of working time beyond the moment it was due.
    """

    seconds: int
    total: int
    over_minutes: int
    text: str
    standard: StandardTime
    calendar: WorkCalendar

    @property
    def late(self) -> bool:
        return self.text.startswith("Lewat")

    @property
    def actual(self) -> str:
        return span_text(self.seconds, self.standard, self.calendar)


def timing(
    start: datetime, end: datetime, standard: StandardTime, calendar: WorkCalendar, pauses: Pauses = ()
) -> Timing:
    """Measure a row that was opened at ``start``, closed at ``end`` and put off during ``pauses``."""
    opened = worktime.opening(start, calendar)
    total = worktime.standing(opened, opened, standard, calendar).seconds_left
    found = worktime.standing(start, end, standard, calendar, pauses)
    over = worktime.elapsed(found.due, end, calendar, pauses) if found.level is Level.LATE else 0
    return Timing(max(total - found.seconds_left, 0), total, over, found.text, standard, calendar)


def span_text(seconds: int, standard: StandardTime, calendar: WorkCalendar) -> str:
    """A stretch of the time that counts for a row in words: "12 menit", "1 hari kerja 2 jam"."""
    return worktime.remaining_text(seconds, standard, calendar).partition(" ")[2]


def nearest_rank(values: Sequence[int], percent: int) -> int:
    """The smallest of ``values`` that at least ``percent`` of them do not exceed; ValueError if there are none.

    Nearest rank: always a time somebody really took. With 50 it is the (lower) median.
    """
    if not values or not 0 < percent <= 100:
        raise ValueError("nearest rank needs values and a percentage from 1 to 100")
    return sorted(values)[ceil(len(values) * percent / 100) - 1]


@dataclass(frozen=True)
class StepEvaluation:
    """One row of a procedure over a year.

    Attributes:
        version: of the procedure the row belongs to.
        standard_minutes / median_minutes / p90_minutes: of the time that counts for the row.
        in_time: how many of ``count`` were closed within the standard time.
        over_minutes: minutes of working time lost beyond the standard, over all cases.
        verdict: what the figures say of the standard, "" if nothing.
    """

    number: int
    title: str
    actor: str
    version: int
    standard: str
    standard_minutes: int
    count: int
    in_time: int
    median: str
    median_minutes: int
    p90: str
    p90_minutes: int
    over_minutes: int
    verdict: str

    @property
    def share_in_time(self) -> float:
        return self.in_time / self.count if self.count else 0.0

    @property
    def over(self) -> str:
        return worktime.duration_text(self.over_minutes) if self.over_minutes else "–"


@dataclass(frozen=True)
class EvaluationView:
    """A procedure over a year.

    Attributes:
        cases: how many cases had a row closed in the year.
        several_versions: rows of more than one version of the procedure are in it.
        findings: what the figures say, in sentences, most important first.
    """

    year: int
    sop_key: str
    sop_name: str
    sop_number: str
    unit: str
    cases: int
    rows: tuple[StepEvaluation, ...]
    findings: tuple[str, ...]

    @property
    def several_versions(self) -> bool:
        return len({row.version for row in self.rows}) > 1

    @property
    def over_minutes(self) -> int:
        return sum(row.over_minutes for row in self.rows)


@dataclass(frozen=True)
class EvaluationPaper:
    """The evaluation to be printed."""

    office: str
    evaluation: EvaluationView
    place_date: str
    page: PageSetup
    letterhead: Letterhead | None = None
    signer: Signer | None = None


@dataclass(frozen=True)
class StepHead:
    """What is known of a row before anything is counted."""

    number: int
    title: str
    actor: str
    version: int
    standard: str


def evaluate(head: StepHead, timings: Sequence[Timing]) -> StepEvaluation:
    """The figures of a row; all zero where it was never closed."""
    if not timings:
        return StepEvaluation(
            head.number, head.title, head.actor, head.version, head.standard, 0, 0, 0, "–", 0, "–", 0, 0, ""
        )
    used = [found.seconds for found in timings]
    middle, most = nearest_rank(used, 50), nearest_rank(used, _TENTHS)
    first, in_time = timings[0], sum(not found.late for found in timings)
    return StepEvaluation(
        number=head.number,
        title=head.title,
        actor=head.actor,
        version=head.version,
        standard=head.standard,
        standard_minutes=first.total // 60,
        count=len(timings),
        in_time=in_time,
        median=span_text(middle, first.standard, first.calendar),
        median_minutes=-(-middle // 60),
        p90=span_text(most, first.standard, first.calendar),
        p90_minutes=-(-most // 60),
        over_minutes=sum(found.over_minutes for found in timings),
        verdict=_verdict(len(timings), in_time, most, first.total),
    )


def _verdict(count: int, in_time: int, most: int, total: int) -> str:
    if count < LEAST_COUNT:
        return "Data belum cukup"
    if in_time / count < TOO_SHORT:
        return "Tampak terlalu pendek"
    return "Tampak terlalu longgar" if most <= total * TOO_LONG else "Wajar"


def findings(rows: Sequence[StepEvaluation]) -> tuple[str, ...]:
    """What the figures of a year say, in sentences."""
    count, in_time = sum(row.count for row in rows), sum(row.in_time for row in rows)
    if not count:
        return ("Belum ada langkah berstandar waktu yang selesai pada tahun ini.",)
    said = [f"{in_time} dari {count} penyelesaian langkah ({percent(in_time / count)}) dalam waktu baku."]
    lost = sum(row.over_minutes for row in rows)
    worst = max(rows, key=lambda row: row.over_minutes)
    if lost:
        said.append(
            f"Waktu paling banyak hilang pada langkah {worst.number}, {worst.title}: {worst.over}, "
            f"{percent(worst.over_minutes / lost)} dari seluruh kelebihan waktu."
        )
    for row in rows:
        if row.verdict == "Tampak terlalu pendek":
            said.append(
                f"Standar langkah {row.number} ({row.standard}) tampak terlalu pendek: hanya "
                f"{percent(row.share_in_time)} tepat waktu; sembilan dari sepuluh selesai dalam {row.p90}."
            )
        elif row.verdict == "Tampak terlalu longgar":
            said.append(
                f"Standar langkah {row.number} ({row.standard}) tampak terlalu longgar: "
                f"sembilan dari sepuluh selesai dalam {row.p90}."
            )
    return tuple(said)


def closing(rows: Sequence[StepProof], standing: int) -> str:
    """The sentence under the rows of a case; ``standing``: rows that have a standard time."""
    late = sum(row.late for row in rows)
    if not standing:
        return "Belum ada langkah berstandar waktu yang selesai."
    said = f"Dari {standing} langkah berstandar waktu yang selesai, {standing - late} sesuai mutu baku waktu"
    return f"{said} dan {late} melewatinya." if late else f"{said}."


def percent(share: float) -> str:
    """As in "87%"."""
    return f"{round(share * 100)}%"
