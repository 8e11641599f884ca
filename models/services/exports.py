"""The office's lists as tables: what the person may see on the screen, no more; each export is recorded."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import TypeAlias

from models.domain.workbook import Cell, Column, WorkBook, WorkSheet
from models.services.cases.cases import CaseService
from models.services.desk import Desk
from models.services.letters.letters import LetterService
from models.services.logbook import LogbookService
from models.services.views import CaseFilter
from models.services.words import clock

Rows: TypeAlias = Callable[[], Iterator[tuple[Cell, ...]]]
_STRETCH = 500
_CASES = (
    Column("Nomor register", 24), Column("Klien", 10), Column("Layanan", 34), Column("Keadaan", 20),
    Column("Langkah", 34), Column("Risiko", 10), Column("Diterima", 16), Column("Petugas", 26),
)  # fmt: skip
_LETTERS = (
    Column("Nomor", 30), Column("Tanggal", 18), Column("Surat", 36), Column("Keadaan", 16),
    Column("Register kasus", 24), Column("Klien", 10), Column("Keterangan", 30),
)  # fmt: skip
_LOG = (
    Column("No.", 6), Column("Tanggal", 14), Column("Jam", 8), Column("Register", 24), Column("Layanan", 28),
    Column("Kegiatan", 28), Column("Berkas", 34), Column("Jumlah", 8), Column("Dari", 24), Column("Kepada", 24),
    Column("Kelengkapan", 16), Column("Tempat", 18), Column("Keterangan", 30), Column("Pencatat", 24),
)  # fmt: skip


class ExportService:
    """Cases, letters and the log book as XLSX or CSV. Clients stand there as on the lists: by their initials."""

    def __init__(self, desk: Desk, cases: CaseService, letters: LetterService, logbook: LogbookService) -> None:
        self._desk = desk
        self._cases, self._letters, self._logbook = cases, letters, logbook

    def cases(self, kind: str) -> bytes:
        """All cases; ``kind`` is "xlsx" or "csv". Raises NOT_ALLOWED."""
        return self._file("kasus", "Daftar kasus", _CASES, self._case_rows, kind)

    def letters(self, kind: str) -> bytes:
        """All letters; ``kind`` is "xlsx" or "csv". Raises NOT_ALLOWED."""
        return self._file("surat", "Daftar surat", _LETTERS, self._letter_rows, kind)

    def logbook(self, kind: str, first: date, last: date) -> bytes:
        """The log book from ``first`` to ``last``; ``kind`` is "xlsx" or "csv". Raises NOT_ALLOWED."""
        return self._file("bukulog", "Buku log", _LOG, lambda: self._log_rows(first, last), kind)

    def _file(
        self,
        name: str,
        title: str,
        columns: tuple[Column, ...],
        rows: Callable[[], Iterator[tuple[Cell, ...]]],
        kind: str,
    ) -> bytes:
        found, now, user = tuple(rows()), self._desk.clock.now(), self._desk.session.user
        with self._desk.reading():
            office = self._desk.office.name
        heading = (title, office, f"{now:%d/%m/%Y} {clock(now)}, {user.display_name}")
        sheet = WorkSheet(title, heading, columns, found)
        renderers = self._desk.renderers
        made = renderers.csv(sheet) if kind == "csv" else renderers.workbook(WorkBook(title, office, now, (sheet,)))
        self._desk.session.store.audit_read(
            user.account_id, now, "daftar.ekspor", "daftar", None, daftar=name, bentuk=kind, baris=len(found)
        )
        return made

    def _case_rows(self) -> Iterator[tuple[Cell, ...]]:
        cursor = ""
        while True:
            part = self._cases.list(CaseFilter(view="semua"), cursor, _STRETCH)
            for row in part.rows:
                step = " ".join(words for words in (row.step_title, row.step_text and f"({row.step_text})") if words)
                yield (
                    row.number, row.client_label, row.service, row.status_label, step, row.risk, row.received,
                    row.officer,
                )  # fmt: skip
            cursor = part.cursor
            if not cursor:
                return

    def _letter_rows(self) -> Iterator[tuple[Cell, ...]]:
        cursor = ""
        while True:
            part = self._letters.list(cursor=cursor, limit=_STRETCH)
            for row in part.rows:
                yield (
                    row.number, row.date_text, row.name, row.status_label, row.case_number, row.client_label,
                    row.detail,
                )  # fmt: skip
            cursor = part.cursor
            if not cursor:
                return

    def _log_rows(self, first: date, last: date) -> Iterator[tuple[Cell, ...]]:
        for line in self._logbook.between(first, last):
            yield (
                line.index, line.at.date(), line.time_text, line.register_number, line.service, line.activity,
                line.document, line.quantity, line.giver, line.receiver, line.complete, line.place, line.remark,
                line.officer,
            )  # fmt: skip
