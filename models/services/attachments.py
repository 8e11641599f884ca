"""Scans and other files of a case: encrypted on the disk, judged by content, read into memory only."""

from __future__ import annotations

from models.access.permissions import Permission
from models.domain import images
from models.errors import ErrorCode, UserError
from models.forms.values import clean_text
from models.services import facts, logbook
from models.services.case_page import CasePages, attachment_row
from models.services.definitions import Definitions
from models.services.desk import Desk, existing, stamp
from models.services.views import AttachmentRow, CasePage
from models.store.tables import Attachment, CaseFile

_LONGEST_NAME = 200


class AttachmentService:
    """Taking in and reading files of a case."""

    def __init__(self, desk: Desk, definitions: Definitions) -> None:
        self._desk = desk
        self._pages = CasePages(desk, definitions)

    def add(self, case_id: int, title: str, file_name: str, content: bytes, serves: str = "") -> CasePage:
        """Attach a PDF, PNG or JPEG; ``serves`` names the output of a step that it is.

        The file is encrypted first; if the record cannot be written, the encrypted file is removed again. Raises
        ATTACHMENT_REFUSED.
        """
        self._desk.authorise(Permission.ATTACHMENT_ADD)
        media_type = images.accept(content)
        name = _plain_name(file_name)
        shown = clean_text(title, lines=False)[:_LONGEST_NAME] or name
        stored = self._desk.session.files.put(case_id, content)
        try:
            with self._desk.writing("kasus", "bukulog") as unit:
                case = existing(CaseFile.get_or_none(CaseFile.id == case_id))
                if case.period and case.ended_at is not None:  # an approved report is never followed by another
                    raise UserError(ErrorCode.CASE_CLOSED)
                Attachment.create(
                    case=case.id,
                    step_number=case.step_number,
                    serves=serves,
                    title=shown,
                    file_name=name,
                    media_type=media_type,
                    size=len(content),
                    sha256=stored.sha256,
                    token=stored.token,
                    added_at=stamp(self._desk.clock.now()),
                    added_by=self._desk.account_id,
                )
                unit.audit("berkas.lampirkan", "kasus", case.id, judul=shown)
                logbook.tell(self._desk, case, "Menyimpan pindaian", facts.without_names(case.id, shown))
                return self._pages.build(case.id)
        except BaseException:
            self._desk.session.files.remove(stored.token)
            raise

    def read(self, attachment_id: int) -> tuple[AttachmentRow, bytes]:
        """A file of a case in memory; ATTACHMENT_DAMAGED if its bytes were changed. The look is recorded."""
        self._desk.authorise(Permission.ATTACHMENT_READ)
        with self._desk.writing() as unit:
            row = existing(Attachment.get_or_none(Attachment.id == attachment_id))
            unit.audit("berkas.lihat", "kasus", row.case_id, berkas=attachment_id)
            view = attachment_row(row, row.added_by.display_name, self._desk.clock.now())
            case_id, token = row.case_id, row.token
        return view, self._desk.session.files.get(case_id, token)


def _plain_name(file_name: str) -> str:
    """The last part of a path, of whatever system, without control characters; shown, never used as a path."""
    last = file_name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(sign for sign in last if sign.isprintable()).strip(" .")[:_LONGEST_NAME] or "berkas"
