"""What the log book page decides: which period is shown, its words, its columns, and how a correction begins."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta

from models.domain.indonesia import MONTHS, day_and_date, long_date
from models.services.views import LogLine, NewLogLine
from ui.tables.model import Column
from ui.theme import Tone

_DECEMBER = 12


@dataclass(frozen=True)
class Period:
    """The day or the month that is shown; ``day`` is any day of the month."""

    day: date
    monthly: bool = False

    @property
    def first(self) -> date:
        return self.day.replace(day=1) if self.monthly else self.day

    @property
    def last(self) -> date:
        return self.day.replace(day=monthrange(self.day.year, self.day.month)[1]) if self.monthly else self.day

    @property
    def words(self) -> str:
        """ "Senin, 23 November 2026" or "November 2026"."""
        return f"{MONTHS[self.day.month - 1]} {self.day.year}" if self.monthly else day_and_date(self.day)

    def moved(self, steps: int) -> Period:
        """The period so many days or months away."""
        if not self.monthly:
            return replace(self, day=self.day + timedelta(days=steps))
        months = self.day.year * _DECEMBER + self.day.month - 1 + steps
        return replace(self, day=date(months // _DECEMBER, months % _DECEMBER + 1, 1))

    def contains(self, day: date) -> bool:
        """Whether ``day`` lies in it."""
        return self.first <= day <= self.last

    @property
    def file_name(self) -> str:
        """Name for the saved paper; a log book names no client."""
        return f"buku-log-{self.day:%Y-%m}.pdf" if self.monthly else f"buku-log-{self.day:%Y-%m-%d}.pdf"


def count_words(lines: tuple[LogLine, ...], period: Period) -> str:
    """ "12 baris pada Senin, 23 November 2026."."""
    where = f"pada {period.words}" if not period.monthly else f"dalam {period.words}"
    corrections = sum(line.corrects is not None for line in lines)
    added = f", {corrections} di antaranya koreksi" if corrections else ""
    return f"{len(lines)} baris {where}{added}." if lines else f"Belum ada baris {where}."


def columns(*, monthly: bool) -> tuple[Column, ...]:
    """Columns of the list; a month also shows the day of each line."""
    when = (lambda line: f"{line.at:%d/%m} {line.time_text}") if monthly else (lambda line: line.time_text)
    return (
        Column("no", "No.", lambda line: str(line.index), width=56),
        Column("waktu", "Waktu", when, width=108 if monthly else 76),
        Column("kegiatan", "Kegiatan", _activity, _case, strong=True),
        Column("berkas", "Berkas", lambda line: line.document, _quantity, width=236),
        Column("petugas", "Petugas", lambda line: line.officer, _hands, width=190),
        Column("keterangan", "Keterangan", _remark, _complete, width=190, tone=_tone),
    )


def _activity(line: LogLine) -> str:
    return line.activity


def _case(line: LogLine) -> str:
    return " · ".join(part for part in (line.register_number, line.service) if part)


def _quantity(line: LogLine) -> str:
    return f"{line.quantity} berkas" if line.quantity != 1 else ""


def _hands(line: LogLine) -> str:
    pair = [f"dari {line.giver}"] if line.giver else []
    pair += [f"kepada {line.receiver}"] if line.receiver else []
    return " ".join(pair)


def _remark(line: LogLine) -> str:
    if line.corrects is None:
        return line.remark or line.complete
    return f"Koreksi baris {line.corrects}" + (f": {line.remark}" if line.remark else "")


def _complete(line: LogLine) -> str:
    return line.complete if line.remark or line.corrects is not None else ""


def _tone(line: LogLine) -> Tone | None:
    return Tone.WARN if line.corrects is not None else None


def correction_of(line: LogLine) -> NewLogLine:
    """A new line that begins as the one it corrects."""
    return NewLogLine(
        activity=line.activity,
        document=line.document,
        register_number=line.register_number,
        service=line.service,
        quantity=line.quantity,
        giver=line.giver,
        receiver=line.receiver,
        complete=line.complete,
        place=line.place,
        corrects=line.entry_id,
    )


def verdict(checked: int, broken_at: int | None) -> tuple[str, str]:
    """Title and sentence after the chain was walked."""
    if broken_at is None:
        return "Buku log utuh", f"{checked} baris diperiksa. Tidak ada baris yang diubah, dipindah, atau dihapus."
    return (
        "Buku log tidak utuh",
        f"Baris dengan nomor catatan {broken_at} tidak cocok dengan segelnya: ada yang mengubahnya di luar program. "
        "Jangan menghapus apa pun. Hubungi pengelola sistem dan bandingkan dengan cadangan terakhir.",
    )


def print_title(period: Period) -> str:
    """Title of the preview window."""
    return f"Buku log {period.words if period.monthly else long_date(period.day)}"
