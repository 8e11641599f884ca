"""What would change if a backup took the place of the present data, in words a person can decide by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from models.domain.indonesia import long_date, thousands
from models.services.words import clock
from models.store.census import Census, Count

#: Most numbers and people named one by one; the rest is counted.
MOST_NAMED = 12


@dataclass(frozen=True)
class ComparedRow:
    """One kind of record: how many there are now and after, how many of both differ, and all that in words."""

    name: str
    now: int
    after: int
    words: str
    changed: int = 0


@dataclass(frozen=True)
class Comparison:
    """A backup beside the present data.

    Attributes:
        rows: each kind of record; ``warnings``: sentences that need a decision, such as numbers that would be missing.
        readable: False where the present data cannot be opened; then ``rows`` tell only what the backup holds.
    """

    rows: tuple[ComparedRow, ...]
    warnings: tuple[str, ...]
    readable: bool = True

    @property
    def same(self) -> bool:
        """Whether nothing that is counted would change."""
        unchanged = all(row.now == row.after and not row.changed for row in self.rows)
        return self.readable and not self.warnings and unchanged


def compare(now: Census | None, after: Census) -> Comparison:
    """The difference; ``now`` is None where the present data cannot be opened."""
    if now is None:
        rows = tuple(
            ComparedRow(name, count.number, count.number, _newest(count)) for name, count in after.counts.items()
        )
        words = "Data yang sekarang tidak dapat dibuka, jadi tidak dapat dibandingkan. Tabel ini berisi isi cadangan."
        return Comparison(rows, (words,), readable=False)
    rows = tuple(
        _compared(name, now.counts[name], count)
        for name, count in after.counts.items()
        if now.counts[name].number or count.number
    )
    return Comparison(rows, tuple(_warnings(now, after)))


def _compared(name: str, now: Count, after: Count) -> ComparedRow:
    changed = now.changed(after)
    words = _difference(now, after)
    if changed:
        words += f"; {thousands(changed)} berisi lain dari sekarang"
    return ComparedRow(name, now.number, after.number, words, changed)


def _difference(now: Count, after: Count) -> str:
    change = after.number - now.number
    words = "sama banyak" if not change else f"{thousands(abs(change))} lebih {'banyak' if change > 0 else 'sedikit'}"
    if now.newest != after.newest and after.newest:
        return f"{words}; yang terbaru {_moment(after.newest)}, sekarang {_moment(now.newest)}"
    return words


def _newest(count: Count) -> str:
    return f"yang terbaru {_moment(count.newest)}" if count.newest else "tidak ada"


def _moment(text: str) -> str:
    if not text:
        return "tidak ada"
    moment = datetime.fromisoformat(text)
    return f"{long_date(moment.date())} pukul {clock(moment)}" if "T" in text else long_date(moment.date())


def _warnings(now: Census, after: Census) -> list[str]:
    told = []
    kept, present = set(after.numbers), set(now.numbers)
    if missing := [number for number in now.numbers if number not in kept]:
        told.append(
            f"Nomor yang sudah terpakai tetapi tidak ada dalam cadangan: {_named(missing)}. "
            "Jangan biarkan nomor itu terpakai lagi untuk surat lain."
        )
    if other := [number for number in after.numbers if number not in present]:
        told.append(f"Nomor yang hanya ada dalam cadangan: {_named(other)}.")
    if again := [name for person, name in after.people.items() if person not in now.people]:
        told.append(f"Dapat masuk lagi setelah dipulihkan: {_named(again)}. Nonaktifkan kembali bila perlu.")
    if gone := [name for person, name in now.people.items() if person not in after.people]:
        told.append(f"Tidak dapat masuk lagi setelah dipulihkan: {_named(gone)}.")
    return told


def _named(names: list[str]) -> str:
    rest = len(names) - MOST_NAMED
    return ", ".join(names[:MOST_NAMED]) + (f", dan {thousands(rest)} lainnya" if rest > 0 else "")
