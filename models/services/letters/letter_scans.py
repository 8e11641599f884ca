"""Scans of signed letters: those of a case stand among its attachments, the others with the letter alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from models.domain import scans
from models.errors import ErrorCode, UserError
from models.services.desk import Desk, existing, stamp
from models.services.views.letters import Scan
from models.store.held_files import LETTERS
from models.store.tables import Attachment, CaseFile, Letter, LetterEvent, LetterScan
from models.vault.files import StoredFile


class KeptScan:
    """A scan whose bytes lie encrypted in the office's folder already; ``record`` makes it part of the data."""

    def __init__(self, desk: Desk, scan: Scan, stored: StoredFile, media_type: str) -> None:
        self._desk, self._scan, self._stored, self._media_type = desk, scan, stored, media_type

    def record(self, row: Letter, title: str) -> dict[str, int]:
        """Write the scan down with its letter, inside a unit of work; gives the columns of the event it belongs to."""
        columns = {
            "file_name": scans.plain_name(self._scan.file_name),
            "media_type": self._media_type,
            "size": self._stored.size,
            "sha256": self._stored.sha256,
            "token": self._stored.token,
            "added_at": stamp(self._desk.clock.now()),
            "added_by": self._desk.account_id,
        }
        if row.case_id is None:
            return {"scan": LetterScan.create(letter=row.id, **columns).id}
        case = existing(CaseFile.get_or_none(CaseFile.id == row.case_id))
        pages = scans.judge(self._scan.content).pages
        made = Attachment.create(
            case=case.id, step_number=case.step_number, title=title, letter=row.id, pages=pages, **columns
        )
        return {"attachment_id": made.id}


@contextmanager
def keeping(desk: Desk, letter_id: int, scan: Scan | None) -> Iterator[KeptScan | None]:
    """Encrypt a scan before the unit of work that records it; when that fails the file goes again.

    None for no scan. Raises ATTACHMENT_REFUSED for what is no PDF or picture.
    """
    if scan is None:
        yield None
        return
    media_type = scans.accept(scan.content)
    with desk.reading():
        row = existing(Letter.get_or_none(Letter.id == letter_id))
        owner = row.case_id or _owner(letter_id)
    stored = desk.session.files.put(owner, scan.content)
    try:
        desk.session.files.verify(owner, stored)
        yield KeptScan(desk, scan, stored, media_type)
    except BaseException:
        desk.session.files.remove(stored.token)
        raise


def read(desk: Desk, event: LetterEvent) -> tuple[str, str, int, str]:
    """File name, media type, owner and token of the scan kept with an event; NOT_FOUND. Inside a stretch."""
    if event.scan_id is not None:
        kept = LetterScan.get_by_id(event.scan_id)
        return kept.file_name, kept.media_type, _owner(kept.letter_id), kept.token
    if event.attachment_id is not None:
        file = existing(Attachment.get_or_none(Attachment.id == event.attachment_id))
        return file.file_name, file.media_type, file.case_id, file.token
    raise UserError(ErrorCode.NOT_FOUND)


def _owner(letter_id: int) -> int:
    """To what the file of a letter without a case is bound: neither the number of a case nor that of another paper."""
    return LETTERS - letter_id
