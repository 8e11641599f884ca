"""What the screens see of the reports of the office."""

from __future__ import annotations

from dataclasses import dataclass

from models.forms.spec import Option
from models.statistics.corrections import Correction
from models.statistics.figures import Basis, Figures
from models.statistics.report_life import ReportState
from models.statistics.report_paper import WrittenPart
from models.statistics.report_rules import Part


@dataclass(frozen=True)
class ReportRow:
    """A period and how its report stands.

    Attributes:
        report_id: None while nobody has begun it.
        over: the period has ended.
        detail: who did the last thing and when.
    """

    kind: str
    period: str
    words: str
    state: ReportState | None
    report_id: int | None
    over: bool
    detail: str = ""


@dataclass(frozen=True)
class ReportDeed:
    """Something that was done with a report, as people read it."""

    words: str
    who: str
    when: str
    remark: str = ""


@dataclass(frozen=True)
class ReportSheet:
    """A report with everything its page shows.

    Attributes:
        figures: as counted now while it is written; as handed in from then on.
        corrections: as told when it was handed in; None while it is written: ``ReportService.corrections`` counts them.
        parts / written: the parts to write, and what is written of them.
        may: what the person at the desk may do now: "tulis", "ajukan", "terima", "setujui", "kembalikan".
        waits_for: the post whose turn it is, "" for nobody's.
        run_id / run_words: the run of a procedure in which it is made and decided, and its open row in words.
        run_making: that row is the one in which the report is made: whoever decides waits for it to be finished.
    """

    report_id: int | None
    row_version: int
    kind: str
    name: str
    period: str
    words: str
    state: ReportState | None
    basis: Basis
    services: tuple[str, ...]
    figures: Figures
    corrections: tuple[Correction, ...] | None
    parts: tuple[Part, ...]
    written: tuple[WrittenPart, ...]
    events: tuple[ReportDeed, ...]
    may: frozenset[str]
    over: bool
    threshold: int
    waits_for: str = ""
    run_id: int | None = None
    run_words: str = ""
    run_making: bool = False
    service_choices: tuple[Option, ...] = ()

    @property
    def returned_with(self) -> str:
        """The remark with which it came back last, while it waits for its correction."""
        if self.state is not ReportState.RETURNED:
            return ""
        return next((event.remark for event in self.events if event.remark), "")
