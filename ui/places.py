"""Where things are done: the page on which a document of a case is made or read."""

from __future__ import annotations

from dataclasses import dataclass, field

from models.services.views import DocumentItem, DocumentKind


@dataclass(frozen=True)
class Place:
    """A page and what it is told, for ``AppContext.navigate``."""

    page_id: str
    params: dict[str, object] = field(default_factory=dict)


def case_place(case_id: int) -> Place:
    """The page of one case."""
    return Place("kasus_rinci", {"case_id": case_id})


def document_place(case_id: int, item: DocumentItem) -> Place | None:
    """The page on which this document is made; None for what is done on the case page itself."""
    if item.kind is DocumentKind.FORM:
        return Place("formulir", {"case_id": case_id, "form_key": item.key})
    if item.kind is DocumentKind.LETTER:
        return letter_place(case_id, item.key, item.record_id)
    return None


def report_place(run_id: int, period: str, item: DocumentItem) -> Place:
    """The page of the report that the run of a period makes; begun or gone on with there while it can be written."""
    wanted: dict[str, object] = {"kind": item.key, "period": period}
    return Place("laporan_rinci", wanted if item.verb == "Lihat" else wanted | {"run_id": run_id})


def letter_place(case_id: int, letter_key: str, letter_id: int | None = None) -> Place:
    """The desk with this letter, or with a new one of that kind."""
    if letter_id is not None:
        return Place("surat_rinci", {"letter_id": letter_id})
    return Place("surat_rinci", {"case_id": case_id, "letter_key": letter_key})
