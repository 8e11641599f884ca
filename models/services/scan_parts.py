"""What the services that sort scans share: the bytes of a part, its pages in words, why one was refused."""

from __future__ import annotations

from models.domain import scans
from models.domain.scans import Judged
from models.domain.sheets import Sheet
from models.domain.stacks import Part
from models.errors import ErrorCode, UserError
from models.messages import render
from models.services.desk import Desk
from models.services.views.letters import Scan


def content_of(desk: Desk, scan: Scan, judged: Judged, part: Part) -> bytes:
    """The bytes to keep of a part: the scan as it is, or its pages in a PDF of their own. ATTACHMENT_REFUSED."""
    if len(part.pages) == judged.pages and judged.media_type != scans.TIFF:
        return scan.content
    return desk.renderers.scan([Sheet(scan.content, judged.media_type, page) for page in part.pages])


def pages_of(judged: Judged, part: Part) -> str:
    """The pages of a part as people count them, "" for the whole scan: "halaman 1–3, 5"."""
    if len(part.pages) == judged.pages:
        return ""
    runs: list[list[int]] = []
    for page in part.pages:
        if runs and runs[-1][-1] == page - 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return "halaman " + ", ".join(f"{run[0] + 1}–{run[-1] + 1}" if len(run) > 1 else f"{run[0] + 1}" for run in runs)


def said(refusal: UserError, otherwise: str) -> str:
    """Why a scan was not placed, and what to do (``otherwise`` after a plain reason), in one paragraph."""
    if refusal.code is ErrorCode.ATTACHMENT_REFUSED and "why" in refusal.details:
        return str(refusal.details["why"])
    if refusal.code is ErrorCode.VALUE_INVALID and "what" in refusal.details:
        return f"{refusal.details['what']} Belum disimpan; {otherwise[:1].lower()}{otherwise[1:]}"
    told = render(refusal)
    return " ".join(part for part in (f"{told.title}.", told.do) if part)
