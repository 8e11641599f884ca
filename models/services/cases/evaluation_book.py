"""The yearly evaluation of a procedure as a spreadsheet."""

from __future__ import annotations

from datetime import datetime

from models.domain.workbook import Column, WorkBook, WorkSheet
from models.sop.proof import EvaluationView

_COLUMNS = (
    Column("Versi SOP", 8),
    Column("No.", 6),
    Column("Langkah", 34),
    Column("Pelaksana", 30),
    Column("Standar", 14),
    Column("Standar (menit)", 10),
    Column("Jumlah selesai", 10),
    Column("Tepat waktu", 10),
    Column("Bagian tepat waktu", 10, percent=True),
    Column("Median (menit)", 10),
    Column("Persentil 90 (menit)", 11),
    Column("Kelebihan waktu (menit kerja)", 12),
    Column("Penilaian standar", 24),
)


def book_of(found: EvaluationView, office: str, now: datetime) -> WorkBook:
    """The figures as numbers; rows that were never closed have no median."""
    rows = tuple(
        (
            row.version,
            row.number,
            row.title,
            row.actor,
            row.standard,
            row.standard_minutes if row.count else None,
            row.count,
            row.in_time,
            row.share_in_time if row.count else None,
            row.median_minutes if row.count else None,
            row.p90_minutes if row.count else None,
            row.over_minutes,
            row.verdict,
        )
        for row in found.rows
    )
    heading = (
        f"Evaluasi SOP {found.sop_name} tahun {found.year}",
        f"{office} · SOP Nomor {found.sop_number} · {found.cases} kasus",
    )
    sheet = WorkSheet(f"Evaluasi {found.year}", heading, _COLUMNS, rows, found.findings)
    return WorkBook(heading[0], office, now, (sheet,))
