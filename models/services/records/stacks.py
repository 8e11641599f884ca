"""A scanned stack of several cases' papers: taken apart by the codes on them, each part filed where it belongs."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date
from typing import Any

from models.access.permissions import Permission
from models.domain.sheets import Sheet
from models.domain.stack_pages import StackPage
from models.errors import ErrorCode, UserError
from models.records.stack import Home, Part, Stack
from models.services.agenda.agenda import AgendaService
from models.services.cases.case_file import CaseFileService
from models.services.definitions import Definitions
from models.services.desk import Desk, existing
from models.services.records import scan_parts, stack_homes
from models.services.records.attachments import AttachmentService
from models.services.records.signed_scans import SignedScanService
from models.services.records.stack_homes import Homes
from models.services.rights import erasure
from models.services.views import Scan
from models.services.views.records import CaseFileItem, CaseHomes, Filed, HomeGroup
from models.store.tables import Attachment, CaseFile, IncomingScan, LetterScan

_NO_CODE = "Tidak ada kode QR yang terbaca. Tempatkan sendiri."
_SEVERAL = "Satu lembar memuat kode beberapa dokumen. Tempatkan sendiri."
_KNOWN = "Pindaian ini sudah tersimpan sebelumnya."


class StackService:
    """Proposing where the papers of a stack go, and filing them."""

    def __init__(
        self,
        desk: Desk,
        definitions: Definitions,
        attachments: AttachmentService,
        case_file: CaseFileService,
        signed: SignedScanService,
        agenda: AgendaService,
    ) -> None:
        self._desk = desk
        self._definitions = definitions
        self._attachments = attachments
        self._case_file = case_file
        self._signed = signed
        self._agenda = agenda

    def propose(self, pages: Sequence[StackPage]) -> Stack:
        """The parts of a stack: a page with a code begins one, pages without belong to the one before, blank ones to
        none."""
        self._desk.authorise(Permission.ATTACHMENT_ADD)
        self._desk.authorise(Permission.CASE_READ)
        parts: list[Part] = []
        blank: list[int] = []
        with self._desk.reading():
            homes = Homes(self._desk, self._definitions, {mark for page in pages for mark in page.marks})
            for number, page in enumerate(pages):
                if page.blank:
                    blank.append(number)
                elif page.marks or not parts:
                    parts.append(_begun(homes, number, page))
                else:
                    parts[-1] = Part((*parts[-1].pages, number), parts[-1].home, parts[-1].remark)
        return Stack(tuple(parts), tuple(blank))

    def homes(self, case_id: int) -> CaseHomes:
        """The places of a case that papers can go to, by the steps of its procedure.

        NOT_FOUND; VALUE_INVALID (``what``) where nothing can be put any more. The look is recorded.
        """
        self._desk.authorise(Permission.ATTACHMENT_ADD)
        with self._desk.reading():
            case: CaseFile = existing(CaseFile.get_or_none(CaseFile.id == case_id))
            why = stack_homes.closed(case, erased=erasure.erased(case_id) is not None)
        if why:
            raise UserError(ErrorCode.VALUE_INVALID, what=why)
        found = []
        for section in self._case_file.view(case_id).sections:
            own = tuple(home for item in section.items if (home := _home(case, item)) is not None)
            if own:
                found.append(HomeGroup(section.title, own))
        return CaseHomes(case_id, case.number, tuple(found))

    def picture(self, sheet: Sheet, side: int) -> bytes:
        """A page as a PNG whose longer side has ``side`` dots. Touches no database."""
        self._desk.authorise(Permission.ATTACHMENT_ADD)
        return self._desk.renderers.thumbnail(sheet, side)

    def file(self, home: Home, sheets: Sequence[Sheet], file_name: str, signed_on: date) -> Filed:
        """Keep pages at their home, encrypted, with a line in the log book; one transaction by itself.

        ``signed_on``: when the letter they are was signed, if it awaited that. What could not be kept is said.
        """
        self._desk.authorise(Permission.ATTACHMENT_ADD)
        try:
            content = scan_parts.content_of_sheets(self._desk, sheets)
            if self._known(home, content):
                return Filed(kept=True, sentence=_KNOWN, again=True)
            self._keep(home, file_name, content, signed_on)
        except UserError as refusal:
            return Filed(kept=False, sentence=scan_parts.said(refusal, "Tempatkan di tempat lain."))
        return Filed(kept=True)

    def _keep(self, home: Home, file_name: str, content: bytes, signed_on: date) -> None:
        if home.incoming_id is not None:
            self._agenda.attach(home.incoming_id, file_name, content)
        elif home.case_id is not None:
            self._attachments.add(
                home.case_id, home.title, file_name, content, home.serves,
                letter_id=home.letter_id, form_key=home.form_key, signed_on=signed_on,
            )  # fmt: skip
        elif home.letter_id is not None:
            self._signed.keep(home.letter_id, Scan(file_name, content), signed_on)

    def _known(self, home: Home, content: bytes) -> bool:
        """Whether the same bytes lie at this home already."""
        rows: Any
        if home.incoming_id is not None:
            rows = IncomingScan.select().where(IncomingScan.incoming == home.incoming_id)
        elif home.case_id is not None:
            rows = Attachment.select().where(Attachment.case == home.case_id)
        else:
            rows = LetterScan.select().where(LetterScan.letter == home.letter_id)
        with self._desk.reading():
            return bool(rows.where(rows.model.sha256 == hashlib.sha256(content).hexdigest()).exists())


def _begun(homes: Homes, number: int, page: StackPage) -> Part:
    """The part that a page begins."""
    leads = [homes.of(mark) for mark in page.marks]
    if len(leads) > 1:
        return Part((number,), None, _SEVERAL)
    if not leads:
        return Part((number,), None, _NO_CODE)
    return Part((number,), leads[0].home, leads[0].words)


def _home(case: CaseFile, item: CaseFileItem) -> Home | None:
    if item.kind == "formulir":
        return Home(case.number, f"{item.title}, terisi tangan", case.id, form_key=item.key)
    if item.kind == "surat" and item.state == "done" and item.record_id is not None:
        return Home(case.number, f"{item.title}, bertanda tangan", case.id, letter_id=item.record_id)
    if item.kind == "lampiran" and item.record_id is None:
        return Home(case.number, item.title, case.id, serves=item.key)
    return None
