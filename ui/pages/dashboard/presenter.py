"""What Ringkasan decides: its words, which bars a table becomes, the columns of a table."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from models.services.views.figures import BehindRow, CasesBehind
from models.sop import periods
from models.sop.periods import Period
from models.statistics.figures import Basis, FigureRow, Figures, FigureTable, Unit
from models.statistics.records import COMPLETE, IN_TIME
from ui.tables.model import Column
from ui.widgets.charts import Bar, Series

#: Most bars of a chart; what is more is told in one line and stands in the table.
MOST_BARS = 8
#: The key of the line "Jumlah" below a table.
TOTAL = "\N{SYMBOL FOR NULL}"
#: Width of a column of figures, of a letter of its heading and of its edges, in pixels at 100 % text.
_LEAST, _MOST, _SIGN, _EDGE = 84, 210, 8, 22
KINDS = ((periods.MONTH, "Bulan"), (periods.HALF, "Semester"), (periods.YEAR, "Tahun"))
BASES = (
    (Basis.REPORT, "Tanggal laporan"),
    (Basis.INCIDENT, "Tanggal kejadian"),
    (Basis.ENTRY, "Tanggal pencatatan"),
)


@dataclass(frozen=True)
class Asked:
    """What the page is asked to show; an empty ``service`` means all."""

    period: Period
    basis: Basis = Basis.REPORT
    service: str = ""

    @property
    def services(self) -> tuple[str, ...]:
        return (self.service,) if self.service else ()


@dataclass(frozen=True)
class Share:
    """A part of a whole."""

    part: int
    whole: int

    @property
    def percent(self) -> str:
        return f"{round(100 * self.part / self.whole)}%" if self.whole else "–"


def change(now: int, before: int, period: Period) -> str:
    """ "Naik 12 dari Oktober 2026", "Sama dengan Oktober 2026"."""
    words = periods.before(period).words
    if now == before:
        return f"Sama dengan {words}"
    return f"{'Naik' if now > before else 'Turun'} {abs(now - before)} dari {words}"


def legend(period: Period) -> str:
    """What the bars are, and what can be done with them."""
    return (
        f"Batang tebal: {period.words}; batang tipis: {periods.before(period).words}. "
        "Pilih sebuah batang untuk melihat kasus di baliknya."
    )


def in_time(figures: Figures) -> Share:
    """Steps closed within their standard time."""
    return _share(figures, Unit.STEPS, IN_TIME)


def complete(figures: Figures) -> Share:
    """Files to which nothing is lacking."""
    return _share(figures, Unit.FILES, COMPLETE)


def _share(figures: Figures, unit: Unit, column: str) -> Share:
    """From the first table that counts ``unit`` and has the column."""
    for table in figures.tables:
        keys = [one.key for one in table.columns]
        if table.unit is unit and column in keys:
            return Share(table.totals[keys.index(column)], table.total)
    return Share(0, 0)


def bars(table: FigureTable) -> tuple[Bar, ...]:
    """The rows of a table that have figures, in their order; of too many the largest."""
    filled = [row for row in table.rows if row.total or row.before]
    most = sorted(filled, key=lambda row: (-row.total, -row.before))[:MOST_BARS]
    return tuple(Bar(row.key, row.label, row.total, row.before) for row in filled if row in most)


def left_out(table: FigureTable) -> str:
    """What the bars do not show: "dan 4 baris lain"; "" if nothing."""
    rest = sum(bool(row.total or row.before) for row in table.rows) - len(bars(table))
    return f"dan {rest} baris lain" if rest > 0 else ""


def trend(figures: Figures, until: str) -> tuple[list[tuple[str, str]], list[Series]]:
    """The months up to ``until`` (the key of the present one) and the three lines."""
    points = [point for point in figures.trend if point.key <= until] or list(figures.trend[:1])
    return [(point.key, point.label) for point in points], [
        Series("Korban", tuple(point.counts.victims for point in points)),
        Series("Kasus", tuple(point.counts.cases for point in points)),
        Series("Kejadian", tuple(point.counts.incidents for point in points)),
    ]


def rows_of(table: FigureTable) -> tuple[FigureRow, ...]:
    """The rows of a table and the line below them."""
    return (*table.rows, FigureRow(TOTAL, "Jumlah", table.totals, table.total, table.before))


def columns_of(table: FigureTable) -> tuple[Column, ...]:
    """Words, a column for each of the table's, the sum, the period before."""
    found = [Column("baris", _rows_title(table), lambda row: row.label, strong=True)]
    if len(table.columns) > 1:
        for number, heading in enumerate(table.columns):
            found.append(Column(heading.key or "-", heading.label, partial(_cell, number), width=_room(heading.label)))
    found.append(Column("jumlah", "Jumlah", lambda row: str(row.total), width=96))
    found.append(Column("sebelumnya", "Sebelumnya", lambda row: str(row.before), width=106))
    found.append(Column("perubahan", "Perubahan", lambda row: signed(row.total - row.before), width=100))
    return tuple(found)


def _cell(number: int, row: FigureRow) -> str:
    return str(row.cells[number])


def _rows_title(table: FigureTable) -> str:
    """ "Kelompok umur" of "Korban menurut kelompok umur dan jenis kelamin"."""
    words = table.title.partition(" menurut ")[2]
    if len(table.columns) > 1:
        words = words.partition(" dan ")[0]
    return words[:1].upper() + words[1:] or "Golongan"


def _room(words: str) -> int:
    """Pixels at 100 % text for a column with this heading."""
    return min(max(_LEAST, _SIGN * len(words) + _EDGE), _MOST)


def signed(number: int) -> str:
    """ "+3", "−2", "0"."""
    return f"+{number}" if number > 0 else f"\N{MINUS SIGN}{-number}" if number else "0"


def behind_columns() -> tuple[Column, ...]:
    """The list of the cases behind a figure."""
    return (
        Column("nomor", "Nomor register", lambda row: row.number, lambda row: row.service, strong=True),
        Column("klien", "Klien", lambda row: row.client_label, lambda row: row.client_detail, width=170),
        Column("keadaan", "Keadaan", lambda row: row.status, width=150),
    )


def behind_words(found: CasesBehind, unit: Unit) -> str:
    """ "41 korban dalam 34 kasus. 2 kasus tidak ditampilkan karena Anda tidak berhak membacanya."."""
    said = f"{found.counted} {unit.value} dalam {len(found.rows) + found.hidden} kasus."
    if unit is Unit.CASES:
        said = f"{found.counted} kasus."
    if found.other:
        said += f" {found.other} berkas berasal dari layanan lain dan tidak mempunyai kasus di sini."
    if found.hidden:
        said += f" {found.hidden} kasus tidak ditampilkan karena Anda tidak berhak membaca keterangannya."
    return said


def case_key(row: BehindRow) -> int:
    """What makes a row the same one."""
    return row.case_id
