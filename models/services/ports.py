"""What the services are given from outside: one renderer per kind of paper, so that they never see reportlab."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from models.domain.paper import ListPaper
from models.domain.sheets import Sheet
from models.domain.workbook import WorkBook, WorkSheet
from models.forms.paper import CardPaper, FormPaper
from models.letters.spec import LetterContent
from models.logbook.paper import BookPaper, DispositionPaper, RecoveryPaper
from models.records.labels import LabelPaper
from models.records.person_copy import CopyPaper
from models.sop.paper import SopPaper
from models.sop.proof import EvaluationPaper, ProofPaper
from models.statistics.report_paper import ReportPaper


class Late:
    """A renderer that is loaded when it first draws, or ahead of that by ``load``."""

    def __init__(self, load: Callable[[], Callable[..., bytes]]) -> None:
        self.load = load

    def __call__(self, *said: Any) -> bytes:
        return self.load()(*said)


@dataclass(frozen=True)
class Renderers:
    """Pure functions from what a paper says to its PDF bytes.

    ``workbook`` makes an XLSX and ``csv`` a CSV; ``bundle`` joins papers.
    ``scan`` makes one PDF of scanned sheets, ``thumbnail`` a PNG of one whose longer side has so many dots.
    """

    form: Callable[[FormPaper], bytes]
    cards: Callable[[CardPaper], bytes]
    letter: Callable[[LetterContent], bytes]
    book: Callable[[BookPaper], bytes]
    disposition: Callable[[DispositionPaper], bytes]
    recovery: Callable[[RecoveryPaper], bytes]
    listing: Callable[[ListPaper], bytes]
    sop: Callable[[SopPaper], bytes]
    proof: Callable[[ProofPaper], bytes]
    evaluation: Callable[[EvaluationPaper], bytes]
    report: Callable[[ReportPaper], bytes]
    workbook: Callable[[WorkBook], bytes]
    csv: Callable[[WorkSheet], bytes]
    bundle: Callable[[Sequence[bytes]], bytes]
    scan: Callable[[Sequence[Sheet]], bytes]
    thumbnail: Callable[[Sheet, int], bytes]
    labels: Callable[[LabelPaper], bytes]
    person_copy: Callable[[CopyPaper], bytes]
