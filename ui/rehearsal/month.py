"""A procedure of a period walked through the window for two periods, by mouse and keyboard, every role in turn.

Files come in by stacks, are acknowledged, sorted, checked, chased and put away; the report is written, returned,
corrected, received, approved and printed. Then something changes in an old case, and the next report tells of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import cast

import shiboken6
from PySide6.QtWidgets import QWidget

from models.domain.clock import FixedClock
from models.records import register_numbers
from models.rehearsal import office
from models.services.entry.gate import Gate
from models.services.ports import Renderers
from models.services.views import DocumentItem, DocumentKind, Progress, StepPanel
from models.sop import periods
from models.sop.periods import Period
from models.sop.spec import Outcome, SopSpec
from models.statistics.report_life import ReportState
from ui.forms.choices import OneOfEditor
from ui.forms.row import FieldRow
from ui.pages.case.closing import CloseStepDialog
from ui.pages.case.page import FORMS, STEPS, CasePageView
from ui.pages.form.page import FormPage
from ui.pages.logbook.page import LogbookPage
from ui.pages.reports.sheet_page import CORRECTIONS, WORDS, ReportPage
from ui.pages.tasks.page import TasksPage
from ui.rehearsal.desk import Look, Stretch
from ui.rehearsal.driver import at_work
from ui.rehearsal.filing import FilingWalk, Stack
from ui.rehearsal.walk import Behind

#: The fact of the old case that is corrected: every report counts by it.
_CORRECTED = "klien.jenis_kelamin"
_REMARK = "Lengkapi uraian kendala dengan angka"
_MORNING, _OLD_CASE = 8, "kasus-lama"


@dataclass(frozen=True)
class Walked:
    """What the walk did.

    Attributes:
        told: what the second report says of the first: register numbers of the cases that changed it.
        returned: how often a report came back.
    """

    stretches: tuple[Stretch, ...]
    files: int
    returned: int
    told: tuple[str, ...]


def walk_month(
    gate: Gate, password: str, renderers: Renderers, spec: SopSpec, stacks: Sequence[Stack], *, keep: Path, look: Look
) -> Walked:
    """Walk ``spec`` in the invented office behind ``gate``, which uses it; papers are saved into ``keep``.

    Raises:
        ValueError: something did not go as it must; the text says what, in Indonesian.
    """
    with at_work(lambda folder: MonthWalk(gate, password, renderers, folder, spec, look)) as walk:
        walk.asked.folder = keep
        return walk.both_periods(stacks)


class MonthWalk(FilingWalk):
    """Two periods of one procedure."""

    def __init__(
        self, gate: Gate, password: str, renderers: Renderers, folder: Path, spec: SopSpec, look: Look
    ) -> None:
        super().__init__(gate, password, renderers, folder, spec, look)
        self._clock = cast(FixedClock, gate.clock)
        self._old = Behind(gate, renderers, password)
        self._clerk = self._role(spec.steps[0].number)
        self._returning: set[tuple[int, str]] = set()
        self._numbers: tuple[str, ...] = ()

    @property
    def _period(self) -> Period:
        return periods.containing(self.spec.periods[0], self._clock.now().date())

    def both_periods(self, stacks: Sequence[Stack]) -> Walked:
        """The first period with everything, then the second with one stack and the correction."""
        self._old_case = self._old.open(office.ready_specs()[0], _OLD_CASE, self.person).number
        self.program.begin()
        first = self._period
        self._file(first, stacks)
        self._pass_on()
        self._report(first, returns=True)
        self._books(first)
        with self.stretch("Mengubah kasus lama"):
            self._correct_old_case()
        second = self._period
        self._file(second, stacks[:1])
        self._pass_on()
        self._report(second, returns=False)
        if not self._numbers:
            raise ValueError("Laporan kedua tidak menyebut koreksi kasus lama.")
        files = sum(len(register_numbers.read(stack.numbers).numbers) for stack in stacks)
        return Walked(tuple(self.stretches), files, len(self._returning), self._numbers)

    # ------------------------------------------------------------------ files

    def _file(self, period: Period, stacks: Sequence[Stack]) -> None:
        """All that happens with files while the period runs."""
        words = f"{self.spec.short_name} {period.words}"
        services = list(dict.fromkeys(stack.service for stack in stacks))
        self._log_in(self._clerk)
        with self.stretch("Menerima dan tanda terima"):
            for stack in stacks:
                self.receive(self.open_run(words), stack)
            self.accept(self.open_run(words))
        with self.stretch("Memilah"):
            page = self.open_run(words)
            for service in services:
                short = sum(stack.short for stack in stacks if stack.service == service)
                first = next(stack for stack in stacks if stack.service == service)
                self.sort(page, Stack(service, first.giver, first.document, "", short))
            self.sort_rest(page)
            self.see("Berkas")
        with self.stretch("Memeriksa kelengkapan"):
            self.check(services)
        with self.stretch("Catatan kekurangan"):
            short = sum(stack.short for stack in stacks)
            self.chase(max(short // 2, 1))
            if short > 1:
                self.resolve(self.open_run(words), 1)
        with self.stretch("Menempatkan dan label"):
            self.put_away(services)
        self._log_in("layanan")
        self.go("tugas")
        self._page(TasksPage)
        self.see("Tugas petugas layanan")

    def _pass_on(self) -> None:
        """The morning of the first working day after the period."""
        self._lock()
        day = self._period.last + timedelta(days=1)
        while day.weekday() >= 5:
            day += timedelta(days=1)
        self._clock.moment = datetime(day.year, day.month, day.day, _MORNING, 5, tzinfo=self._clock.now().tzinfo)

    # ------------------------------------------------------------------ rows

    def _report(self, period: Period, *, returns: bool) -> None:
        """Close every row of the run, each by whom it is for; ``returns``: every way back is taken once."""
        words = f"{self.spec.short_name} {period.words}"
        self._log_in(self._clerk)
        while (panel := self._panel(words)) is not None:
            self._log_in(self._role(panel.number))
            with self.stretch(f"Langkah {panel.number}, {panel.title}"):
                page = self._steps_of(words)
                outcome = self._outcome(panel, returns=returns)
                self._documents(page, words, panel, outcome.label if outcome else "")
                still = self._panel(words)
                if still is not None and still.step_run_id == panel.step_run_id:
                    self._finish(self._steps_of(words), panel, outcome)
        self.see(f"{words} selesai")

    def _panel(self, words: str) -> StepPanel | None:
        page = self.open_run(words)
        return self._ask(lambda: self._bench().context.workspace.cases.page(page.actions_.case_id)).step

    def _outcome(self, panel: StepPanel, *, returns: bool) -> Outcome | None:
        outcomes = self.spec.step(panel.number).outcomes
        for one in outcomes:
            back = one.to is not None and one.to < panel.number
            if returns and back and (panel.number, one.key) not in self._returning:
                self._returning.add((panel.number, one.key))
                return one
        return next((one for one in outcomes if one.to is None or one.to > panel.number), None)

    def _documents(self, page: CasePageView, words: str, panel: StepPanel, label: str) -> None:
        """Make what the row asks for, each by its verb."""
        for item in panel.documents:
            wanted = item.required and (not item.only_for or label in item.only_for)
            if not wanted or item.progress is Progress.DONE or item.kind is DocumentKind.REGISTER:
                continue
            self.do(self._verb_of(page, item))
            if item.kind is DocumentKind.REPORT:
                self._write_report(item.key)
            elif item.kind is not DocumentKind.RECORD:
                raise ValueError(f"{item.title} tidak dapat dibuat dalam periode.")
            page = self._steps_of(words)

    def _steps_of(self, words: str) -> CasePageView:
        """The run with its rows in front."""
        page = self.open_run(words)
        self.hands.turn_to(page.tabs, STEPS)
        self._go_on()
        return page

    @staticmethod
    def _verb_of(page: CasePageView, item: DocumentItem) -> QWidget | None:
        rows = page.steps.step.documents.rows
        return next((row.verb for row in rows if (row.item.kind, row.item.key) == (item.kind, item.key)), None)

    def _finish(self, page: CasePageView, panel: StepPanel, outcome: Outcome | None) -> None:
        self.do(page.steps.step.finish_button)
        dialogs: list[CloseStepDialog] = list(page.findChildren(CloseStepDialog))
        for dialog in dialogs:
            if not dialog.isVisible():
                continue
            if outcome is not None:
                self.do(dialog.outcomes.buttons[outcome.key])
                if outcome.to is not None and outcome.to < panel.number:
                    self.hands.write(dialog.reason, _REMARK)
            self.see(f"Putusan langkah {panel.number}")
            self.do(dialog.finish_button)
            if shiboken6.isValid(dialog) and dialog.isVisible():
                raise ValueError(f"Langkah {panel.number} tidak dapat diselesaikan: {dialog.note.text()}")
        self._go_on()

    # ------------------------------------------------------------------ reports

    def _write_report(self, kind: str) -> None:
        """Write what is to be written, look at the figures, and hand the report in."""
        report = self._page(ReportPage)
        self.see("Laporan, angka")
        self.hands.turn_to(report.tabs, WORDS)
        self._go_on()
        for card in report.words.cards:
            card_text = f"{card.text.accessibleName()} periode ini dijelaskan oleh kantor rekaan."
            if card.text.toPlainText() != card_text:
                self.hands.write(card.text, card_text)
        self.see("Laporan, uraian")
        self.do(report.submit_button)
        self._go_on(lambda: not report.submit_button.isVisible())
        self.hands.turn_to(report.tabs, CORRECTIONS)
        self._go_on()
        self.see("Laporan, koreksi")
        self.do(report.print_button)
        self.keep_paper()
        self._remember(kind)
        self.do(report.step_button)  # handed in, the row is finished from here

    def _remember(self, kind: str) -> None:
        """What the report that was handed in, that of the period before, tells of earlier ones."""
        reports, period = self._bench().context.workspace.reports, periods.before(self._period).key
        sheet = self._ask(lambda: reports.sheet(kind, period))
        if sheet.state is not ReportState.SUBMITTED:
            raise ValueError("Laporan belum diajukan sesudah ditulis di jendela.")
        self._numbers = tuple(number for one in sheet.corrections or () for number in one.registers)

    def _books(self, period: Period) -> None:
        """Look at the month in the log book, verify and print it."""
        with self.stretch("Buku log"):
            self._log_in(self._clerk)
            self.go("bukulog")
            page = self._page(LogbookPage)
            self.hands.turn_to(page.tabs, 1)
            self._go_on()
            while page.turning.period.first > period.first:
                self.do(page.turning.back_button)
            self.see("Buku log")
            self.do(page.print_button)
            self.keep_paper()
            self.do(page.verify_button)

    def _correct_old_case(self) -> None:
        """Somebody sees that the old case was written down wrongly, and puts it right in its form."""
        self._log_in(self._clerk)
        page = self.open_case(self._old_case)
        self.hands.turn_to(page.tabs, FORMS)
        self._go_on()
        intake = office.ready_specs()[0].intake_form
        row = next(row for row in page.forms.list.rows if row.item.key == intake)
        self.do(row.verb)
        form = self._page(FormPage, lambda shown: shown.view is not None and shown.view.state.spec.key == intake)
        questions: list[FieldRow] = list(form.findChildren(FieldRow))
        asked = next(one for one in questions if one.field.meaning == _CORRECTED)
        editor = asked.editor
        if not isinstance(editor, OneOfEditor):
            raise ValueError(f"{asked.field.label} tidak dipilih dari beberapa jawaban.")
        other = next(button for button in editor.one.buttons if not button.isChecked())
        self.do(other)
        self.see("Kasus lama diperbaiki")
        self.do(form.done_button)
        self._page(CasePageView)
