"""What is taken out of a report: paper, spreadsheet, tables. Of an approved one the very bytes that were kept.

A copy is made once, when the report is approved. Later nothing of it is made anew: neither the office's name and
letterhead nor its lists, rules or typeface, nor another version of the program makes other bytes of it.
"""

from __future__ import annotations

import hashlib
from datetime import datetime
from enum import StrEnum

from models.domain.zips import packed
from models.services.desk import Desk
from models.services.ports import Renderers
from models.statistics.report_book import book_of, explained, files_of
from models.statistics.report_life import ReportState
from models.statistics.report_paper import ReportPaper
from models.store.tables import Paper, ReportCopy, ServiceReport

#: The file beside the tables of a folder that tells what they count.
EXPLANATION = "keterangan.txt"


class Form(StrEnum):
    """As what a report is taken out."""

    PAPER = "pdf"
    BOOK = "xlsx"
    TABLES = "zip"


def made(renderers: Renderers, paper: ReportPaper, form: Form, now: datetime) -> bytes:
    """The report in this form; equal papers of the same moment give equal bytes."""
    if form is Form.PAPER:
        return renderers.report(paper)
    if form is Form.BOOK:
        return renderers.workbook(book_of(paper, now))
    sheets = files_of(paper)
    files = {f"{name}.csv": renderers.csv(sheet) for name, sheet in sheets.items()}
    # Simple editors of old Windows need the mark to read the letters beyond ASCII.
    return packed(files | {EXPLANATION: explained(sheets).replace("\n", "\r\n").encode("utf-8-sig")})


def keep_all(desk: Desk, row: ServiceReport, paper: ReportPaper) -> str:
    """Keep a report that is approved in every form; gives the SHA-256 of its paper. Inside a unit of work."""
    now = desk.clock.now()
    for form in (Form.BOOK, Form.TABLES):
        keep_copy(row, form, made(desk.renderers, paper, form, now), shared=paper.shared)
    return _keep(made(desk.renderers, paper, Form.PAPER, now))


def keep_copy(row: ServiceReport, form: Form, content: bytes, *, shared: bool) -> None:
    """Keep a spreadsheet or the tables of an approved report. Inside a unit of work."""
    copy = ReportCopy.insert(report=row.id, form=form.value, shared=shared, paper=_keep(content))
    copy.on_conflict_ignore().execute()


def kept(row: ServiceReport, form: Form, *, shared: bool) -> bytes | None:
    """The copy of an approved report; None where none was kept. Inside a stretch."""
    if row.state != ReportState.APPROVED:
        return None
    digest: str | None
    if form is Form.PAPER:
        digest = row.shared_sha256 if shared else row.paper_sha256
    else:
        found = ReportCopy.get_or_none(
            ReportCopy.report == row.id, ReportCopy.form == form.value, ReportCopy.shared == shared
        )
        digest = found.paper_sha256 if found else None
    return bytes(Paper.get_by_id(digest).content) if digest else None


def _keep(content: bytes) -> str:
    digest = hashlib.sha256(content).hexdigest()
    Paper.insert(sha256=digest, content=content).on_conflict_ignore().execute()
    return digest
