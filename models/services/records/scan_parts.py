"""What the services that sort scans share: the bytes of a part, its pages in words, why one was refused."""

from __future__ import annotations

from collections.abc import Sequence

from models.domain import scans
from models.domain.scans import Judged
from models.domain.sheets import Sheet
from models.domain.stacks import Part
from models.errors import ErrorCode, UserError
from models.messages import render
from models.records.stack import page_words
from models.services.desk import Desk
from models.services.views.letters import Scan


def content_of(desk: Desk, scan: Scan, judged: Judged, part: Part) -> bytes:
    """The bytes to keep of a part: the scan as it is, or its pages in a PDF of their own. ATTACHMENT_REFUSED."""
    return content_of_sheets(desk, [Sheet(scan.content, judged.media_type, page) for page in part.pages])


def content_of_sheets(desk: Desk, sheets: Sequence[Sheet]) -> bytes:
    """The bytes to keep of these sheets: the scan they all are as it is, or a PDF of their own. ATTACHMENT_REFUSED."""
    if not sheets:
        raise UserError(ErrorCode.ATTACHMENT_REFUSED, why="Belum ada halaman.")
    first = sheets[0]
    whole = [Sheet(first.content, first.media_type, page) for page in range(len(sheets))]
    if list(sheets) == whole and first.media_type != scans.TIFF and scans.judge(first.content).pages == len(sheets):
        return first.content
    return desk.renderers.scan(sheets)


def pages_of(judged: Judged, part: Part) -> str:
    """The pages of a part as people count them, "" for the whole scan: "halaman 1–3, 5"."""
    return "" if len(part.pages) == judged.pages else page_words(part.pages)


def said(refusal: UserError, otherwise: str) -> str:
    """Why a scan was not placed, and what to do (``otherwise`` after a plain reason), in one paragraph."""
    if refusal.code is ErrorCode.ATTACHMENT_REFUSED and "why" in refusal.details:
        return str(refusal.details["why"])
    if refusal.code is ErrorCode.VALUE_INVALID and "what" in refusal.details:
        return f"{refusal.details['what']} Belum disimpan; {otherwise[:1].lower()}{otherwise[1:]}"
    told = render(refusal)
    return " ".join(part for part in (f"{told.title}.", told.do) if part)
