"""A report as sheets of a spreadsheet: numbers as numbers, sums as sums, hidden counts as their signs. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from models.domain.indonesia import thousands
from models.domain.workbook import Cell, Column, Sum, WorkBook, WorkSheet
from models.statistics.figures import FigureTable
from models.statistics.report_paper import BASIS_WORDS, ReportPaper
from models.statistics.suppression import BEFORE, COUNTS, SUM, TREND, Mask, Place

TOTAL, THEN, UNKNOWN_ROW = "Jumlah", "Sebelumnya", "Tidak diketahui"
_COUNTS = (("victims", "Korban"), ("cases", "Kasus"), ("incidents", "Kejadian"))
_FIRST, _NUMBER = 44, 13


def book_of(paper: ReportPaper, now: datetime) -> WorkBook:
    """The whole report: the three counts, a sheet for each table, the trend, corrections, and what people wrote."""
    sheets = [_summary(paper)]
    sheets += [sheet_of(paper, table, number) for number, table in enumerate(paper.figures.tables, 1)]
    sheets += [_trend(paper)] if paper.figures.trend else []
    sheets += [_corrections(paper), _written(paper)] if paper.parts else []  # figures alone have neither
    return WorkBook(paper.title, paper.office, now, tuple(sheets))


def sheet_of(paper: ReportPaper, table: FigureTable, number: int = 0) -> WorkSheet:
    """One table with its counting rule below it."""
    wide = len(table.columns) > 1
    heads = [column.label or UNKNOWN_ROW for column in table.columns] if wide else []
    only = table.columns[0].label if len(table.columns) == 1 else TOTAL
    columns = (table.title, *heads, TOTAL if wide else only, THEN)
    remarks = [f"Yang dihitung: {table.unit.value}. {table.rule}".strip()]
    if table.several:
        remarks.append("Jumlah bukan penjumlahan baris: satu yang dihitung dapat berada dalam beberapa baris.")
    return WorkSheet(
        f"{number} {table.title}" if number else table.title,
        _heading(paper, table.title),
        tuple(Column(title, _NUMBER if place else _FIRST) for place, title in enumerate(columns)),
        tuple(_lines(table, paper.mask)),
        (*remarks, paper.notice),
    )


def files_of(paper: ReportPaper) -> dict[str, WorkSheet]:
    """The whole report as tables for a folder, by file name without suffix: a number and a key ("03-umur")."""
    found = [("ringkasan", _summary(paper))]
    found += [(table.key, sheet_of(paper, table, number)) for number, table in enumerate(paper.figures.tables, 1)]
    found += [("perkembangan", _trend(paper))] if paper.figures.trend else []
    found += [("koreksi", _corrections(paper)), ("uraian", _written(paper))] if paper.parts else []
    return {f"{number:02d}-{name}": sheet for number, (name, sheet) in enumerate(found)}


def explained(sheets: Mapping[str, WorkSheet]) -> str:
    """What tables as CSV cannot say of themselves: their titles and the sentences below them."""
    said = (f"{name}.csv\n" + "\n".join((*sheet.heading, *sheet.remarks)) for name, sheet in sheets.items())
    return "\n\n".join(said) + "\n"


def long_sheet(paper: ReportPaper) -> WorkSheet:
    """All tables below one another, a line for each number: for programs that go on counting."""
    titles = ("Tabel", "Satuan", "Baris", "Kolom", "Angka", "Sebelumnya")
    lines = [line for table in paper.figures.tables for line in _long(table, paper.mask)]
    columns = tuple(Column(title, _NUMBER) for title in titles)
    return WorkSheet(paper.title, _heading(paper, paper.title), columns, tuple(lines), (paper.notice,))


def _long(table: FigureTable, mask: Mask) -> Iterator[tuple[Cell, ...]]:
    head = (table.title, table.unit.value)
    for row in table.rows:
        named = (*head, row.label or UNKNOWN_ROW)
        if len(table.columns) > 1:
            for column, cell in zip(table.columns, row.cells, strict=True):
                yield *named, column.label or UNKNOWN_ROW, _shown(mask, (table.key, row.key, column.key), cell), None
        then = _shown(mask, (table.key, row.key, BEFORE), row.before)
        yield *named, TOTAL, _shown(mask, (table.key, row.key, SUM), row.total), then
    then = _shown(mask, (table.key, SUM, BEFORE), table.before)
    yield *head, TOTAL, TOTAL, _shown(mask, (table.key, SUM, SUM), table.total), then


def _heading(paper: ReportPaper, title: str) -> tuple[str, ...]:
    return title, f"{paper.title} · {paper.office}"


def _lines(table: FigureTable, mask: Mask) -> Iterator[tuple[Cell, ...]]:
    keys = [column.key for column in table.columns] if len(table.columns) > 1 else []
    for row in table.rows:
        cells = [_shown(mask, (table.key, row.key, key), cell) for key, cell in zip(keys, row.cells, strict=False)]
        total = _shown(mask, (table.key, row.key, SUM), row.total)
        if keys and _numbers([*cells, total]) and sum(row.cells) == row.total:
            total = Sum(row.total, across=True, first=1)
        yield row.label or UNKNOWN_ROW, *cells, total, _shown(mask, (table.key, row.key, BEFORE), row.before)
    places = [*enumerate(keys), (len(keys), SUM)]
    sums = [*(table.totals if keys else ()), table.total]
    last = [_summed(table, mask, key, place, sums[place]) for place, key in places]
    yield TOTAL, *last, _before(table, mask)


def _summed(table: FigureTable, mask: Mask, key: str, place: int, value: int) -> Cell:
    """The sum below a column: worked out by the program that shows it wherever that gives the number."""
    numbers = [row.total if key == SUM else row.cells[place] for row in table.rows]
    hidden = any(mask.hides((table.key, line, key)) for line in (*(row.key for row in table.rows), SUM))
    if table.several or hidden or sum(numbers) != value or not numbers:
        return _shown(mask, (table.key, SUM, key), value)
    return Sum(value)


def _before(table: FigureTable, mask: Mask) -> Cell:
    hidden = any(mask.hides((table.key, line, BEFORE)) for line in (*(row.key for row in table.rows), SUM))
    if table.several or hidden or sum(row.before for row in table.rows) != table.before or not table.rows:
        return _shown(mask, (table.key, SUM, BEFORE), table.before)
    return Sum(table.before)


def _shown(mask: Mask, place: Place, value: int) -> Cell:
    return mask.word(place) or value


def _numbers(cells: list[Cell]) -> bool:
    return all(isinstance(cell, int) for cell in cells)


def _summary(paper: ReportPaper) -> WorkSheet:
    figures = paper.figures
    rows = tuple(
        (
            words,
            _shown(paper.mask, (COUNTS, name, SUM), getattr(figures.current, name)),
            _shown(paper.mask, (COUNTS, name, BEFORE), getattr(figures.before, name)),
        )
        for name, words in _COUNTS
    )
    services = ", ".join(paper.services) or "semua layanan"
    left_out = (paper.left_out_words,) if paper.left_out else ()
    remarks = (*figures.rules, *left_out, f"Dihitung menurut {BASIS_WORDS[figures.basis]}, {services}.", paper.notice)
    columns = (Column("Yang dihitung", _FIRST), Column(figures.words, 20), Column(THEN, _NUMBER))
    return WorkSheet("Ringkasan", _heading(paper, paper.name), columns, rows, remarks)


def _trend(paper: ReportPaper) -> WorkSheet:
    rows = tuple(
        (
            point.label,
            *(_shown(paper.mask, (TREND, point.key, name), getattr(point.counts, name)) for name, _ in _COUNTS),
        )
        for point in paper.figures.trend
    )
    columns = (Column("Bulan", 24), *(Column(words, _NUMBER) for _, words in _COUNTS))
    return WorkSheet("Tren", _heading(paper, "Perkembangan per bulan"), columns, rows, (paper.notice,))


def _corrections(paper: ReportPaper) -> WorkSheet:
    columns = (
        Column("Periode", 20), Column("Tabel", 34), Column("Baris", 30), Column("Kolom", 20), Column("Semula", _NUMBER),
        Column("Menjadi", _NUMBER), Column("Nomor register", 40),
    )  # fmt: skip
    rows: list[tuple[Cell, ...]] = []
    for one in paper.corrections if not paper.shared else ():
        registers = ", ".join(one.registers)
        rows += [(one.words, cell.table, cell.row, cell.column, cell.old, cell.new, registers) for cell in one.cells]
    return WorkSheet("Koreksi", _heading(paper, "Koreksi"), columns, tuple(rows), correction_remarks(paper))


def correction_remarks(paper: ReportPaper) -> tuple[str, ...]:
    """What is to be said of corrections beside their cells. What leaves the office names periods only."""
    if not paper.corrections:
        return ("Tidak ada koreksi atas laporan sebelumnya.",)
    kept = "Laporan yang sudah disetujui tidak diubah; angka yang berubah sesudahnya tercatat di sini."
    if not paper.shared:
        return (kept,)
    told = (f"{one.words}: {len(one.cells)} angka dikoreksi." for one in paper.corrections)
    return (kept, *told, "Rinciannya ada pada laporan untuk lingkungan kantor.")


def _written(paper: ReportPaper) -> WorkSheet:
    rows = tuple((part.title, part.text) for part in paper.parts if part.text)
    columns = (Column("Bagian", 24), Column("Isi", 100))
    return WorkSheet("Uraian", _heading(paper, "Uraian"), columns, rows)


def number_text(mask: Mask, place: Place, value: int) -> str:
    """A number as people read it ("1.234"), or the sign that stands for it."""
    return mask.word(place) or thousands(value)
