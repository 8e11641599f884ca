"""What is asked before printing, what then goes to the printer, one letter or many, and what is said when it fails."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

import main
from models import messages
from models.domain.paper import PageSetup
from models.errors import ErrorCode, UserError
from models.settings.local_file import LocalSettings
from tests.gui.test_printing import paper
from tests.letter_samples import composed
from tests.recorder import Recorder
from ui.printing import PAPERS, Batch, Paper, PrintOrder, PrintService, Sides, printers, service
from ui.printing.dialog import CLOSED, OPEN, WHOLE, PrintDialog
from ui.printing.job import Report
from ui.tasks import Runner
from ui.theme import Appearance


@dataclass(frozen=True)
class Seen:
    """What the print dialog said."""

    note: str
    paper: str
    sides: str


@dataclass
class Office:
    """A PC with a printer that notes what it is given; ``set_up`` works in the print dialog as a person would."""

    service: PrintService
    notify: Recorder
    qtbot: QtBot
    runner: Runner
    window: QWidget
    orders: list[PrintOrder] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    printed: list[tuple[int, str]] = field(default_factory=list)
    batches: list[Batch] = field(default_factory=list)
    dialogs: list[Seen] = field(default_factory=list)
    set_up: Callable[[PrintDialog], object] = lambda _dialog: None
    knows: bool = True
    loaded: str = "F4"
    turns: bool = True
    refusal: Callable[[int], UserError | None] = lambda _number: None

    def print(self, pdf: bytes, **more: object) -> None:
        told = Paper(pdf, "Surat Tugas", "surat.pdf", **more)  # type: ignore[arg-type]
        self.service.print_paper(told, self.window, lambda copies, name: self.printed.append((copies, name)))
        self.qtbot.waitUntil(self.runner.idle, timeout=5_000)

    def print_many(self, count: int) -> None:
        papers = [Paper(paper(1), f"Surat {number}", "surat.pdf") for number in range(1, count + 1)]
        self.service.print_many(papers, self.window, self.batches.append)
        self.qtbot.waitUntil(self.runner.idle, timeout=5_000)


@pytest.fixture
def office(
    notify: Recorder,
    runner: Runner,
    tmp_path: Path,
    qtbot: QtBot,
    look: Appearance,
    monkeypatch: pytest.MonkeyPatch,
) -> Office:
    window = QWidget()
    qtbot.addWidget(window)
    made = Office(PrintService(notify, runner, LocalSettings(tmp_path)), notify, qtbot, runner, window)

    def send(_pdf: bytes, title: str, order: PrintOrder, report: Report | None = None) -> None:
        if (error := made.refusal(len(made.orders) + 1)) is not None:
            raise error
        made.orders.append(order)
        made.titles.append(title)

    def run(dialog: PrintDialog) -> int:
        made.dialogs.append(Seen(dialog.note.text(), dialog.paper.currentText(), dialog.sides.currentText()))
        made.set_up(dialog)
        dialog.chosen = "ok"
        return 1

    monkeypatch.setattr(printers, "names", lambda: ["EPSON L3210", "Brother"])
    monkeypatch.setattr(printers, "usual", lambda: "EPSON L3210")
    monkeypatch.setattr(printers, "knows_paper", lambda _name, _paper: made.knows)
    monkeypatch.setattr(printers, "loaded_paper", lambda _name: made.loaded)
    monkeypatch.setattr(printers, "prints_both_sides", lambda _name: made.turns)
    monkeypatch.setattr(printers, "check_ready", lambda _name: None)
    monkeypatch.setattr(service, "send", send)
    monkeypatch.setattr(PrintDialog, "exec", run)
    return made


def test_a_letter_goes_out_in_its_copies_on_its_own_paper(office: Office) -> None:
    office.print(paper(), copies=3)
    [order] = office.orders
    assert (order.copies, order.paper, order.sides, order.pages) == (3, PAPERS["F4"], Sides.ONE, None)
    assert office.printed == [(3, "EPSON L3210")]
    assert office.dialogs[0].note == ""


def test_a_printer_with_another_paper_is_asked_about_once_and_remembered(office: Office) -> None:
    office.loaded, office.notify.choice = "A4", "a4"
    office.print(paper())
    assert "diatur untuk kertas A4" in office.dialogs[0].note
    assert "surat ini F4 (21,5 × 33 cm)" in office.notify.said[0]
    assert office.orders[-1].paper == PAPERS["A4"]
    office.print(paper())
    assert len(office.notify.said) == 1, "the answer is remembered"
    assert office.dialogs[1].paper.startswith("A4")
    assert office.orders[-1].paper == PAPERS["A4"]


def test_the_paper_can_be_chosen_again_later(office: Office) -> None:
    office.knows, office.notify.choice = False, "a4"
    office.print(paper())
    assert "tidak mengenal kertas F4" in office.notify.said[0]

    def own(dialog: PrintDialog) -> None:
        dialog.paper.setCurrentIndex(0)
        dialog.paper.activated.emit(0)

    office.set_up = own
    office.print(paper())
    assert office.orders[-1].paper == PAPERS["F4"]


def test_whoever_answers_nothing_prints_nothing(office: Office) -> None:
    office.loaded, office.notify.choice = "A4", ""
    office.print(paper())
    assert office.orders == []
    assert office.printed == []


@pytest.mark.parametrize(("part", "pages"), [(OPEN, (0,)), (CLOSED, (1,)), (WHOLE, None)])
def test_a_letter_is_printed_without_its_closed_annex_or_the_annex_alone(
    office: Office, part: str, pages: tuple[int, ...] | None
) -> None:
    office.set_up = lambda dialog: dialog.part.setCurrentIndex(dialog.part.findData(part))
    office.print(main.renderers().letter(composed("surat-rujukan-kedaruratan", page=PageSetup(paper="F4"))))
    assert [order.pages for order in office.orders] == [pages]


def test_both_sides_of_one_sheet_where_the_printer_turns_it(office: Office) -> None:
    office.print(paper(2), both_sides=True)
    assert [order.sides for order in office.orders] == [Sides.BOTH]


def test_where_it_cannot_the_person_turns_the_paper_between_fronts_and_backs(office: Office) -> None:
    office.turns = False
    office.print(paper(3), both_sides=True, copies=2)
    assert "dibalik dengan tangan" in office.dialogs[0].sides
    assert [order.pages for order in office.orders] == [(0, 2), (1,)]
    assert "Balik kertas" in office.notify.said[0]
    assert office.printed == [(2, "EPSON L3210")], "one print, not two"


@pytest.mark.parametrize(
    ("reason", "said"),
    [("kertas", "Kertas di printer EPSON L3210 habis."), ("luring", "tidak terhubung"), ("", "melaporkan masalah")],
)
def test_a_printer_that_is_not_ready_is_told_with_its_reason(office: Office, reason: str, said: str) -> None:
    error = UserError(ErrorCode.PRINTER_NOT_READY, printer="EPSON L3210", reason=reason)
    assert said in messages.render(error).why
    office.refusal = lambda _number: error
    office.print(paper())
    assert office.notify.said == [ErrorCode.PRINTER_NOT_READY.value]
    assert office.printed == [], "what was not printed is not recorded as printed"


def test_a_job_may_wait_for_a_printer_that_is_not_ready(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(name: str) -> None:
        raise UserError(ErrorCode.PRINTER_NOT_READY, printer=name, reason="dihentikan")

    monkeypatch.setattr(printers, "check_ready", stopped)
    office.notify.choice = "kirim"
    office.print(paper())
    office.qtbot.waitUntil(lambda: bool(office.printed), timeout=5_000)
    assert len(office.orders) == 1


def test_after_a_failure_the_paper_can_be_saved_or_tried_again(office: Office, tmp_path: Path) -> None:
    office.refusal = lambda _number: UserError(ErrorCode.PRINTER_SILENT, printer="EPSON L3210")
    office.notify.choice, office.notify.target = "pdf", tmp_path / "surat.pdf"
    office.print(paper())
    office.qtbot.waitUntil((tmp_path / "surat.pdf").exists, timeout=5_000)
    assert (tmp_path / "surat.pdf").read_bytes() == paper()


def test_many_letters_go_out_one_after_the_other(office: Office) -> None:
    office.print_many(4)
    assert office.titles == ["Surat 1", "Surat 2", "Surat 3", "Surat 4"]
    assert office.batches == [Batch(4, "EPSON L3210", 1)]
    assert len(office.dialogs) == 1, "asked once for all"


def test_a_printer_that_stops_in_between_leaves_the_count_of_what_went_out(office: Office) -> None:
    error = UserError(ErrorCode.PRINTER_SILENT, printer="EPSON L3210")
    office.refusal = lambda number: error if number == 3 else None
    office.print_many(5)
    [batch] = office.batches
    assert (batch.done, batch.error) == (2, error)


def test_many_letters_can_be_stopped_between_two(office: Office) -> None:
    def stop_at_two(number: int) -> None:
        if number == 2:
            for job in office.runner._pending.values():
                assert job.progress is not None
                job.progress.cancel()

    office.refusal = stop_at_two  # the second is still sent, then it stops
    office.print_many(5)
    [batch] = office.batches
    assert (batch.done, batch.cancelled) == (2, True)
