"""Scans of signed letters that find their letter by the check code at its foot, also out of a stack."""

from __future__ import annotations

import hashlib
from datetime import date

from models.access.permissions import Permission
from models.domain import stacks
from models.domain.scans import Judged
from models.domain.stacks import Part
from models.errors import UserError
from models.services.desk import Desk, existing
from models.services.letters import letter_scans, letterwork, signing
from models.services.records import scan_parts
from models.services.views.letters import PlacedScan, Scan
from models.store.tables import Attachment, Letter, LetterScan

_BY_HAND = "Lampirkan di halaman suratnya."


class SignedScanService:
    """Placing scans without being told where they belong."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def place(self, scan: Scan, day: date) -> tuple[PlacedScan, ...]:
        """Give each part of a scan to its letter; what cannot be placed comes back with why and what to do.

        Each letter is a transaction by itself. One that awaits its signature was signed on ``day``; one that has it
        keeps the scan beside. Raises VALUE_INVALID (``what``) for a day to come.
        """
        self._desk.authorise(Permission.LETTER_ISSUE)
        signing.since(self._desk, None, day, "Tanggal tanda tangan tidak boleh kosong")
        try:
            judged, parts = stacks.read(scan.content)
        except UserError as refusal:
            return (PlacedScan(scan.file_name, sentence=scan_parts.said(refusal, _BY_HAND)),)
        return tuple(self._place(scan, judged, part, day) for part in parts)

    def _place(self, scan: Scan, judged: Judged, part: Part, day: date) -> PlacedScan:
        pages = scan_parts.pages_of(judged, part)
        if len(part.codes) != 1:
            why = "Satu halaman memuat kode beberapa surat." if part.codes else "Tidak ada kode QR surat yang terbaca."
            return PlacedScan(scan.file_name, pages, sentence=f"{why} {_BY_HAND}")
        row = self._letter(part.codes[0])
        if row is None:
            return PlacedScan(scan.file_name, pages, sentence="Kode ini tidak ada dalam register surat kantor ini.")
        number = row.number or ""
        if row.status == letterwork.VOID:
            why = "Surat ini sudah dibatalkan, jadi pindaiannya tidak disimpan."
            return PlacedScan(scan.file_name, pages, row.id, number, why)
        try:
            content = scan_parts.content_of(self._desk, scan, judged, part)
            sentence = self.keep(row.id, Scan(scan.file_name, content), day)
        except UserError as refusal:
            return PlacedScan(scan.file_name, pages, row.id, number, scan_parts.said(refusal, _BY_HAND))
        return PlacedScan(scan.file_name, pages, row.id, number, sentence, placed=True)

    def _letter(self, code: str) -> Letter | None:
        with self._desk.reading():
            found: Letter | None = Letter.get_or_none(Letter.check_code == code)
            return found

    def keep(self, letter_id: int, scan: Scan, day: date) -> str:
        """Keep the scan with its issued letter, signed on ``day`` if it awaited that; what was done, as a sentence.

        Raises ATTACHMENT_REFUSED, NOT_FOUND, VALUE_INVALID (``what``) for a day that cannot be.
        """
        self._desk.authorise(Permission.LETTER_ISSUE)
        if self._known(letter_id, scan.content):
            return "Pindaian ini sudah tersimpan sebelumnya."
        with (
            letter_scans.keeping(self._desk, letter_id, scan) as kept,
            self._desk.writing("surat", "kasus", "bukulog") as unit,
        ):
            row = existing(Letter.get_or_none(Letter.id == letter_id, Letter.status == letterwork.ISSUED))
            columns = kept.record(row, signing.title(row)) if kept else {}
            signed = signing.arrived(self._desk, unit, row, day, columns)
        return "Ditandatangani, pindaian tersimpan." if signed else "Pindaian ditambahkan."

    def _known(self, letter_id: int, content: bytes) -> bool:
        digest = hashlib.sha256(content).hexdigest()
        with self._desk.reading():
            return any(
                table.select().where(table.letter == letter_id, table.sha256 == digest).exists()
                for table in (Attachment, LetterScan)
            )
