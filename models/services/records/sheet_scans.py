"""Scans of disposition sheets that find their incoming letter by the code at their foot, also out of a stack."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from models.access.permissions import Permission
from models.domain import stacks
from models.domain.marks import MarkKind
from models.domain.scans import Judged
from models.domain.stacks import Part
from models.errors import UserError
from models.services.agenda import incoming
from models.services.agenda.agenda import AgendaService
from models.services.desk import Desk
from models.services.records import scan_parts
from models.services.views.letters import PlacedScan, Scan
from models.store.tables import IncomingLetter, IncomingScan

_BY_HAND = "Lampirkan di rincian suratnya."


class SheetScanService:
    """Placing scans of sheets without being told where they belong."""

    def __init__(self, desk: Desk, agenda: AgendaService) -> None:
        self._desk = desk
        self._agenda = agenda

    def place(self, scan: Scan, otherwise: int | None = None) -> tuple[PlacedScan, ...]:
        """Give each part of a scan to its incoming letter; what cannot be placed comes back with why.

        Pages without a code go to the letter ``otherwise``, if there is one. Each letter is a transaction by itself.
        """
        self._desk.authorise(Permission.AGENDA_WRITE)
        try:
            judged, parts = stacks.read(scan.content, MarkKind.INCOMING)
        except UserError as refusal:
            if otherwise is not None:  # a letter may be kept as another kind of file as well
                return (self._keep(scan, "", str(otherwise), lambda: scan.content),)
            return (PlacedScan(scan.file_name, sentence=scan_parts.said(refusal, _BY_HAND)),)
        return tuple(self._place(scan, judged, part, otherwise) for part in parts)

    def _place(self, scan: Scan, judged: Judged, part: Part, otherwise: int | None) -> PlacedScan:
        pages = scan_parts.pages_of(judged, part)
        if len(part.codes) != 1 and (part.codes or otherwise is None):
            why = "Satu halaman memuat kode beberapa surat." if part.codes else "Tidak ada kode disposisi yang terbaca."
            return PlacedScan(scan.file_name, pages, sentence=f"{why} {_BY_HAND}")
        code = part.codes[0] if part.codes else str(otherwise)
        return self._keep(scan, pages, code, lambda: scan_parts.content_of(self._desk, scan, judged, part))

    def _keep(self, scan: Scan, pages: str, code: str, read: Callable[[], bytes]) -> PlacedScan:
        row = self._letter(code)
        if row is None:
            why = "Kode ini bukan dari agenda kantor ini, atau baris suratnya sudah dibatalkan."
            return PlacedScan(scan.file_name, pages, sentence=why)
        try:
            content = read()
            if self._known(row.id, content):
                sentence = "Pindaian ini sudah tersimpan sebelumnya."
            else:
                self._agenda.attach(row.id, scan.file_name, content)
                sentence = "Pindaian tersimpan pada surat masuknya."
        except UserError as refusal:
            return PlacedScan(scan.file_name, pages, row.id, row.agenda, scan_parts.said(refusal, _BY_HAND))
        return PlacedScan(scan.file_name, pages, row.id, row.agenda, sentence, placed=True)

    def _letter(self, code: str) -> IncomingLetter | None:
        """The letter whose id, and agenda number where the code says one, are those of ``code``; struck lines not."""
        key, _, agenda = code.partition("|")
        with self._desk.reading():
            row: IncomingLetter | None = IncomingLetter.get_or_none(IncomingLetter.id == int(key))
            fits = row is not None and not row.void_reason and agenda in ("", row.agenda)
            return row if fits else None

    def _known(self, incoming_id: int, content: bytes) -> bool:
        digest = hashlib.sha256(content).hexdigest()
        with self._desk.reading():
            if not incoming.may_read(self._desk, incoming_id):
                return False
            same = (IncomingScan.incoming == incoming_id) & (IncomingScan.sha256 == digest)
            return bool(IncomingScan.select().where(same).exists())
