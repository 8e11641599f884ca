"""What the page Laporan decides: its columns, words and signs."""

from __future__ import annotations

from collections.abc import Sequence

from models.domain.indonesia import thousands
from models.services.views.reports import ReportRow, ReportSheet
from models.sop.periods import HALF, MONTH, YEAR
from models.statistics.corrections import Correction
from models.statistics.figures import FigureTable
from models.statistics.report_book import THEN, TOTAL, UNKNOWN_ROW
from models.statistics.report_life import WORDS, ReportState
from models.statistics.report_paper import BASIS_WORDS
from ui.icons import Icon
from ui.tables.model import Column
from ui.theme import Tone
from ui.widgets.pill import Status

#: The kinds of period and what their tabs are called.
KINDS = {MONTH: "Bulanan", HALF: "Semesteran", YEAR: "Tahunan"}
_STATES = {
    ReportState.DRAFT: (Icon.EDIT, Tone.WARN),
    ReportState.SUBMITTED: (Icon.WAITING, Tone.INFO),
    ReportState.RECEIVED: (Icon.DONE_OUTLINE, Tone.INFO),
    ReportState.RETURNED: (Icon.UNDO, Tone.DANGER),
    ReportState.APPROVED: (Icon.DONE, Tone.OK),
}


def status(state: ReportState | None, *, over: bool) -> Status:
    """How a report stands; one nobody has begun is awaited once its period is over."""
    if state is not None:
        return Status(WORDS[state], *_STATES[state])
    return Status("Belum disusun", Icon.TODO, Tone.NEUTRAL) if over else Status("Berjalan", Icon.RUNNING, Tone.NEUTRAL)


def _row_status(row: ReportRow) -> Status:
    return status(row.state, over=row.over)


def list_columns() -> tuple[Column, ...]:
    return (
        Column("periode", "Periode", lambda row: row.words, width=220, strong=True),
        Column("keadaan", "Keadaan", lambda row: _row_status(row).word, width=180, pill=_row_status),
        Column("terakhir", "Terakhir", lambda row: row.detail or "–", width=0),
    )


def waiting_words(rows: Sequence[ReportRow]) -> str:
    """ "2 periode sudah berakhir dan belum dilaporkan", what the head of the list says."""
    late = sum(row.over and row.state in (None, ReportState.DRAFT, ReportState.RETURNED) for row in rows)
    under_way = sum(row.state in (ReportState.SUBMITTED, ReportState.RECEIVED) for row in rows)
    parts = [f"{late} periode sudah berakhir dan belum diajukan"] if late else []
    parts += [f"{under_way} menunggu keputusan"] if under_way else []
    if parts:
        return ", ".join(parts).capitalize()
    ended = any(row.over for row in rows)
    return "Semua periode yang berakhir sudah dilaporkan" if ended else "Belum ada periode yang berakhir"


def sentence(sheet: ReportSheet) -> str:
    """Below the title: how it was counted."""
    names = [one.label for one in sheet.service_choices if one.key in sheet.services]
    return f"Menurut {BASIS_WORDS[sheet.basis]}, {', '.join(names) or 'semua layanan'}. Tanpa nama klien."


def banner(sheet: ReportSheet) -> tuple[str, str]:
    """The line across the page: its kind and words, "" for none."""
    if sheet.state is ReportState.APPROVED:
        return (
            "ok",
            "Laporan ini sudah disetujui dan dibekukan. Perubahan sesudahnya menjadi koreksi laporan berikutnya.",
        )
    if sheet.state is ReportState.RETURNED:
        return "danger", f"Dikembalikan dengan catatan: {sheet.returned_with}"
    if sheet.state in (ReportState.SUBMITTED, ReportState.RECEIVED):
        if sheet.run_making:
            return "warn", f"Laporan sudah diajukan. Agar sampai kepada penerimanya, selesaikan {sheet.run_words}."
        if sheet.run_words:
            return "info", f"Menunggu keputusan dalam {sheet.run_words}."
        return "info", f"Menunggu {sheet.waits_for}. Angkanya tidak berubah lagi sejak diajukan."
    if not sheet.over:
        return "neutral", "Periode ini masih berjalan; angkanya mengikuti data sampai laporannya diajukan."
    return "", ""


#: The tiles of the three counts.
TILES = {
    "victims": Status("Korban", Icon.PERSON, Tone.INFO),
    "cases": Status("Kasus", Icon.CASES, Tone.OK),
    "incidents": Status("Kejadian", Icon.PROBLEM, Tone.WARN),
}


def compared(value: int, before: int) -> str:
    """ "Naik 12 dari periode sebelumnya"."""
    if value == before:
        return "Sama dengan periode sebelumnya"
    return f"{'Naik' if value > before else 'Turun'} {thousands(abs(value - before))} dari periode sebelumnya"


def heads(table: FigureTable) -> list[str]:
    """The heads of the columns of a table, that of the rows first."""
    if len(table.columns) > 1:
        return ["Kategori", *(column.label or UNKNOWN_ROW for column in table.columns), TOTAL, THEN]
    return ["Kategori", table.columns[0].label if table.columns else TOTAL, THEN]


def lines(table: FigureTable) -> list[list[str]]:
    """The lines of a table in words, the sums last."""
    wide = len(table.columns) > 1
    found = [
        [row.label or UNKNOWN_ROW, *map(thousands, (*(row.cells if wide else ()), row.total, row.before))]
        for row in table.rows
    ]
    sums = (*(table.totals if wide else ()), table.total, table.before)
    return [*found, [TOTAL, *map(thousands, sums)]]


def rule(table: FigureTable) -> str:
    """The sentence under a table."""
    return f"Yang dihitung: {table.unit.value}. {table.rule}".strip()


def correction_lines(one: Correction) -> list[list[str]]:
    """The changed numbers of a frozen report, as lines of a table."""
    return [[cell.table, cell.row, cell.column, thousands(cell.old), thousands(cell.new)] for cell in one.cells]


def correction_words(one: Correction) -> str:
    """Which cases changed a frozen report."""
    if one.recounted:
        return "Tidak ada kasus yang berubah; cara menghitungnya yang diperbarui."
    return f"Kasus yang berubah: {', '.join(one.registers)}"
