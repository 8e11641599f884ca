"""Scans and other files of a case: encrypted on the disk, judged by content, read into memory only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from models.access.permissions import Permission
from models.domain import scans
from models.domain.sheets import Sheet
from models.errors import ErrorCode, UserError
from models.forms.values import clean_text
from models.services import facts, logbook
from models.services.cases.case_page import CasePages, attachment_row
from models.services.definitions import Definitions
from models.services.desk import Desk, existing, stamp
from models.services.letters import letterwork, signing
from models.services.rights import erasure
from models.services.views import AttachmentRow, CasePage
from models.store.tables import Attachment, CaseFile, Letter


class AttachmentService:
    """Taking in and reading files of a case."""

    def __init__(self, desk: Desk, definitions: Definitions) -> None:
        self._desk = desk
        self._pages = CasePages(desk, definitions)

    def add(
        self,
        case_id: int,
        title: str,
        file_name: str,
        content: bytes,
        serves: str = "",
        *,
        letter_id: int | None = None,
        form_key: str = "",
        signed_on: date | None = None,
    ) -> CasePage:
        """Attach a PDF, PNG, JPEG, TIFF, DOCX or XLSX.

        The file is encrypted and read back first; if the record cannot be written, the encrypted file is removed again.

        Args:
            serves: the output of a step that it is.
            letter_id / form_key: the letter or form of this case whose signed sheet it is. A letter that awaits its
                signature is then signed on ``signed_on`` (today if None), if the person may record that.

        Raises ATTACHMENT_REFUSED, ATTACHMENT_DAMAGED, NOT_FOUND, CASE_CLOSED for a frozen report, VALUE_INVALID
        (``what``) for a day before the letter's or to come.
        """
        self._desk.authorise(Permission.ATTACHMENT_ADD)
        judged, name = scans.judge(content), scans.plain_name(file_name)
        shown = clean_text(title, lines=False)[: scans.LONGEST_NAME] or name
        files = self._desk.session.files
        stored = files.put(case_id, content)
        try:
            files.verify(case_id, stored)
            return self._record(
                case_id,
                signed_on or self._desk.clock.now().date(),
                serves=serves,
                title=shown,
                file_name=name,
                media_type=judged.media_type,
                size=stored.size,
                sha256=stored.sha256,
                token=stored.token,
                letter=letter_id,
                form_key=form_key,
                pages=judged.pages,
            )
        except BaseException:
            files.remove(stored.token)
            raise

    def _record(self, case_id: int, signed_on: date, **columns: Any) -> CasePage:
        """Write down what was stored."""
        with self._desk.writing("kasus", "bukulog", "surat") as unit:
            case = self._open_to_files(case_id, columns["letter"])
            made = Attachment.create(
                case=case.id,
                step_number=case.step_number,
                added_at=stamp(self._desk.clock.now()),
                added_by=self._desk.account_id,
                **columns,
            )
            unit.audit("berkas.lampirkan", "kasus", case.id, judul=columns["title"])
            logbook.tell(self._desk, case, "Menyimpan pindaian", facts.without_names(case.id, columns["title"]))
            letter = Letter.get_or_none(Letter.id == columns["letter"], Letter.status == letterwork.ISSUED)
            if letter is not None and self._desk.session.may(Permission.LETTER_ISSUE):
                signing.arrived(self._desk, unit, letter, signed_on, {"attachment_id": made.id})
            return self._pages.build(case.id)

    @staticmethod
    def _open_to_files(case_id: int, letter_id: int | None) -> CaseFile:
        case: CaseFile = existing(CaseFile.get_or_none(CaseFile.id == case_id))
        if case.period and case.ended_at is not None:  # an approved report is never followed by another
            raise UserError(ErrorCode.CASE_CLOSED)
        if letter_id is not None:
            existing(Letter.get_or_none(Letter.id == letter_id, Letter.case == case.id))
        return case

    def read(self, attachment_id: int) -> tuple[AttachmentRow, bytes]:
        """A file of a case in memory; ATTACHMENT_DAMAGED if its bytes were changed. The look is recorded."""
        return self._read(attachment_id, "berkas.lihat")

    def show(self, attachment_id: int) -> tuple[AttachmentRow, bytes]:
        """The same as the screen can show it: a TIFF becomes a PDF. Word and Excel files come without their bytes."""
        row, content = self._read(attachment_id, "berkas.lihat")
        if row.media_type == scans.TIFF:
            sheets = [Sheet(content, scans.TIFF, page) for page in range(max(row.pages, 1))]
            return replace(row, media_type=scans.PDF), self._desk.renderers.scan(sheets)
        return row, content if row.media_type in scans.SHOWN else b""

    def export(self, attachment_id: int) -> tuple[str, bytes]:
        """A file for a program outside, which the person has asked for: a name without anybody's name, and the bytes.

        It is readable by everybody wherever it is saved then; that it left is recorded.
        """
        row, content = self._read(attachment_id, "berkas.ekspor")
        return f"dokumen-{attachment_id}{scans.SUFFIXES.get(row.media_type, '')}", content

    def file(
        self, case_number: str, title: str, file_name: str, content: bytes, *, letter_id: int | None, form_key: str
    ) -> str:
        """Attach to the case with this register number; gives the number. VALUE_INVALID where there is none."""
        self._desk.authorise(Permission.ATTACHMENT_ADD)
        number = clean_text(case_number, lines=False)
        with self._desk.reading():
            case = CaseFile.get_or_none(CaseFile.number == number)
        if case is None:
            raise UserError(ErrorCode.VALUE_INVALID, what=f"Tidak ada kasus dengan nomor {number}.")
        self.add(case.id, title, file_name, content, letter_id=letter_id, form_key=form_key)
        return number

    def known(self, digests: Sequence[str]) -> dict[str, str]:
        """Which of these contents (SHA-256) are kept already, each with the register number of its case."""
        self._desk.authorise(Permission.ATTACHMENT_ADD)
        with self._desk.reading():
            rows = Attachment.select(Attachment, CaseFile).join(CaseFile, on=(Attachment.case == CaseFile.id))
            return {row.sha256: row.case.number for row in rows.where(Attachment.sha256.in_(list(digests)))}

    def combine(self, sheets: Sequence[Sheet]) -> bytes:
        """Several sheets as one PDF. ATTACHMENT_REFUSED for none or too many."""
        self._desk.authorise(Permission.ATTACHMENT_ADD)
        if not 1 <= len(sheets) <= scans.MOST_PAGES:
            why = "Belum ada halaman." if not sheets else f"Paling banyak {scans.MOST_PAGES} halaman."
            raise UserError(ErrorCode.ATTACHMENT_REFUSED, why=why)
        return self._desk.renderers.scan(sheets)

    def sheets(self, content: bytes, side: int) -> tuple[tuple[Sheet, bytes], ...]:
        """The pages of a scan one by one, each with a small PNG of ``side`` dots. ATTACHMENT_REFUSED."""
        self._desk.authorise(Permission.ATTACHMENT_ADD)
        judged = scans.judge(content)
        if judged.media_type not in scans.SHOWN:
            raise UserError(
                ErrorCode.ATTACHMENT_REFUSED,
                why="Halaman hanya dapat disusun dari PDF, JPEG, PNG, atau TIFF. Lampirkan berkas ini sendiri.",
            )
        pages = [Sheet(content, judged.media_type, page) for page in range(judged.pages)]
        return tuple((page, self._desk.renderers.thumbnail(page, side)) for page in pages)

    def _read(self, attachment_id: int, action: str) -> tuple[AttachmentRow, bytes]:
        self._desk.authorise(Permission.ATTACHMENT_READ)
        with self._desk.writing() as unit:
            row = existing(Attachment.get_or_none(Attachment.id == attachment_id))
            if erasure.is_gone(row.token):
                raise UserError(ErrorCode.DATA_ERASED)
            unit.audit(action, "kasus", row.case_id, berkas=attachment_id, judul=row.title)
            view = attachment_row(row, row.added_by.display_name, self._desk.clock.now())
            case_id, token = row.case_id, row.token
        return view, self._desk.session.files.get(case_id, token)
