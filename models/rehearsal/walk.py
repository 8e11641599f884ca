"""Walking a procedure from complaint to closed case, every actor doing their own rows through the services."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date

from models.domain import indonesia
from models.forms.rules import visible
from models.forms.spec import Field, FieldKind, FormSpec, Section, Value, Values
from models.forms.values import display
from models.rehearsal.crew import Crew
from models.rehearsal.invention import Inventor, Person
from models.rehearsal.routes import Move
from models.services.cases import consent
from models.services.views import DocumentItem, DocumentKind, StepPanel
from models.services.workspace import Workspace
from models.sop.spec import SopSpec

#: What is attached where a row asks for an attachment: the smallest thing that is a PDF by its content.
#: A sheet of white paper, scanned.
SCAN = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)
_REASON = "Alasan rekaan untuk uji"
_TYPED = (FieldKind.TEXT, FieldKind.LONG_TEXT)


@dataclass(frozen=True)
class Printed:
    """A paper that was made, and the texts it must hold."""

    name: str
    pdf: bytes
    texts: tuple[str, ...]


@dataclass
class Walk:
    """One case on its way.

    Attributes:
        papers: called with each paper as it is made.
        turn: which of several alternatives is taken (0 the first).
    """

    crew: Crew
    spec: SopSpec
    inventor: Inventor
    papers: Callable[[Printed], None]
    turn: int = 0
    case_id: int = 0
    number: str = ""
    person: Person = field(init=False)

    def __post_init__(self) -> None:
        self.person = self.inventor.person(self.crew.clock.now().date(), female=True)

    def run(self, route: tuple[Move, ...], request_id: str) -> None:
        """Open a case and close its rows along ``route``."""
        self.open(request_id)
        for move in route:
            self.move(move)

    def open(self, request_id: str) -> None:
        """Open a case from an invented complaint."""
        role = self._role(self.spec.steps[0].number)
        desk = self.crew.at_desk(role if role in ("administrasi", "layanan") else "administrasi")
        sheet = desk.forms.intake(self.spec.key)
        answers = self.inventor.answers(sheet.spec, sheet.values, self.person, self.crew.clock.now().date())
        opened = desk.cases.open_case(self.spec.key, answers, request_id)
        self.case_id, self.number = opened.case_id, opened.number
        self._print_form(desk, sheet.spec, answers)

    def _role(self, number: int) -> str:
        step = self.spec.step(number)
        return self.spec.actor(step.recorder or step.actor).role

    def move(self, move: Move) -> None:
        """Do everything a row asks for and close it."""
        self.prepare(move)
        desk = self.crew.at_desk(self._role(move.step))
        panel = self._panel(desk, move)
        desk.cases.close_step(
            panel.step_run_id,
            panel.row_version,
            outcome=move.outcome,
            reason=_REASON if move.outcome else "",
            skip_reason=_REASON if move.skip else "",
        )

    def prepare(self, move: Move) -> None:
        """Do everything a row asks for on this branch."""
        self.crew.clock.advance(minutes=7)
        desk = self.crew.at_desk(self._role(move.step))
        panel = self._panel(desk, move)
        if not move.skip:
            self._do(desk, panel, move)

    def _panel(self, desk: Workspace, move: Move) -> StepPanel:
        panel = desk.cases.page(self.case_id).step
        if panel is None or panel.number != move.step:
            raise ValueError(f"{self.spec.key}: row {move.step} is not open")
        return panel

    def _do(self, desk: Workspace, panel: StepPanel, move: Move) -> None:
        label = next((outcome.label for outcome in panel.outcomes if outcome.key == move.outcome), "")
        for item in self._chosen(panel.documents, label):
            self._make(desk, panel, item)
        for tick in panel.checklist:
            desk.cases.tick(panel.step_run_id, tick.index, on=True)

    def _chosen(self, items: tuple[DocumentItem, ...], label: str) -> Iterator[DocumentItem]:
        """The outputs due on this branch; of alternatives the one whose turn it is."""
        due = [item for item in items if not item.only_for or label in item.only_for]
        for item in due:
            group = [other for other in due if item.choice and other.choice == item.choice] or [item]
            if item is group[self.turn % len(group)] and item.progress.value != "selesai":
                yield item

    def _make(self, desk: Workspace, panel: StepPanel, item: DocumentItem) -> None:
        if item.kind is DocumentKind.FORM:
            self._fill_form(desk, item.key)
        elif item.kind is DocumentKind.LETTER:
            self.issue_letter(desk, item.key)
        elif item.kind is DocumentKind.ATTACHMENT:
            desk.attachments.add(self.case_id, item.title, "pindaian.pdf", SCAN, serves=item.key)
        elif item.kind is DocumentKind.RECORD:
            desk.cases.confirm(panel.step_run_id, item.key, on=True)
        elif item.kind is DocumentKind.REPORT:
            self._hand_in_report(desk, item.key)

    def _hand_in_report(self, desk: Workspace, key: str) -> None:
        """Write the report of the run's period, print both versions of it, and hand it in."""
        sheet = desk.reports.start(key, desk.cases.page(self.case_id).head.period_key, self.case_id)
        report = sheet.report_id or 0
        texts = {part.key: f"{part.title}: {_REASON} {self.number}." for part in sheet.parts}
        version = desk.reports.save(report, sheet.row_version, texts)
        desk.reports.submit(report, version)
        for shared in (False, True):
            pdf = desk.reports.paper(report, shared=shared)
            name = f"{self._file()}-{key}-{report}{'-dibagikan' if shared else ''}-{version}"
            self.papers(Printed(name, pdf, tuple(texts.values())))
        desk.reports.workbook(report)

    def _fill_form(self, desk: Workspace, key: str) -> None:
        sheet = desk.forms.open(self.case_id, key)
        today = self.crew.clock.now().date()
        answers = self.inventor.answers(sheet.spec, sheet.values, self.person, today)
        draft = desk.forms.save(self.case_id, key, answers, sheet.row_version)
        desk.forms.save(self.case_id, key, answers, draft.row_version, finish=True)
        self._print_form(desk, sheet.spec, answers)

    def _print_form(self, desk: Workspace, spec: FormSpec, answers: Values) -> None:
        names = {option.key: option.label for option in desk.forms.open(self.case_id, spec.key).officers}
        texts = tuple(text for f in visible(spec, answers) for text in said(f, answers.get(f.key), names))
        pdf = desk.forms.paper(self.case_id, spec.key)
        self.papers(Printed(f"{self._file()}-{spec.key}", pdf, (*texts, self.number)))

    def issue_letter(self, desk: Workspace, key: str) -> None:
        """Write, preview, issue, print and read back a letter of the case."""
        self.issue_started(desk, desk.letters.start(self.case_id, key).letter_id)

    def issue_started(self, desk: Workspace, letter_id: int) -> None:
        """The same with a draft that was begun."""
        sheet = desk.letters.open(letter_id)
        key = sheet.spec.key
        form = FormSpec(key, 1, key, (Section(key, sheet.spec.fields),))
        today = self.crew.clock.now().date()
        answers = self.inventor.answers(form, sheet.values, self.person, today)
        version = desk.letters.save(sheet.letter_id, answers, sheet.row_version)
        desk.renderers.letter(desk.letters.preview(sheet.letter_id, answers).content)
        if desk.consent.of_letter(sheet.letter_id, answers) is not None:
            desk.consent.go_without(sheet.letter_id, answers, consent.grounds()[0].key, _REASON)
        issued = desk.letters.issue(sheet.letter_id, answers, version, f"{self.case_id}-{key}-{sheet.letter_id}")
        desk.letters.printed(sheet.letter_id, sheet.spec.copies, "uji")
        pdf = desk.letters.paper(sheet.letter_id)
        if pdf != issued.pdf:
            raise ValueError(f"{key}: the stored paper differs from the issued one")
        typed = [f for f in visible(form, answers) if f.kind in _TYPED]
        texts = tuple(text for f in typed for text in said(f, answers.get(f.key), {}))
        self.papers(Printed(f"{self._file()}-{key}-{sheet.letter_id}", pdf, (*texts, issued.number)))

    def _file(self) -> str:
        return self.number.replace("/", "-")


def said(field: Field, value: Value | None, names: dict[str, str]) -> Iterator[str]:
    """The texts by which an answer must be found on paper: each cell of a table, each choice by itself."""
    if isinstance(value, list):
        for entry in value:
            if isinstance(entry, dict):
                for column in field.columns:
                    yield from _cell(column, entry.get(column.key), names)
            else:
                yield display(field, [entry], names)
    elif field.kind not in (FieldKind.TICK, FieldKind.SCALE):
        yield from (line for line in display(field, value, names).splitlines() if line.strip())


def _cell(column: Field, value: Value | None, names: dict[str, str]) -> Iterator[str]:
    """The same in a table, where dates are written in figures to save room."""
    if column.kind is FieldKind.DATE and value:
        yield indonesia.short_date(date.fromisoformat(str(value)))
    else:
        yield from said(column, value, names)
