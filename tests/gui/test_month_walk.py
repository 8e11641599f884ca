"""Every procedure of a period walked for two months in the real window, with mouse and keyboard, every role in turn."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from models.domain.clock import FixedClock
from models.errors import ErrorCode, UserError
from models.rehearsal import office
from models.services.entry.gate import Gate
from models.services.periods.periods import PeriodService
from models.services.views import CaseFilter
from models.services.workspace import Workspace
from models.sop.spec import SopSpec
from models.statistics.report_life import ReportState
from models.vault.keys import FLOOR
from tests.fixtures_office import stub_renderers
from ui.rehearsal.filing import LACKING, stacks
from ui.rehearsal.month import Walked, walk_month

PASSWORD = "kebun pelangi sepeda tenun"
FILES = 8

pytestmark = pytest.mark.usefixtures("qapp")


def founded(folder: Path, spec: SopSpec) -> Gate:
    """The invented office, which documents by ``spec``; nobody logged in."""
    clock = FixedClock()
    gate = office.gate(folder / "kantor", clock, FLOOR)
    office.found(gate, clock, PASSWORD, stub_renderers(), (*office.OWN_PROCEDURES, spec.key))
    return gate


def walked(gate: Gate, spec: SopSpec, folder: Path) -> Walked:
    """The walk with files of two services; of one of them every fourth is short."""
    brought = stacks(spec, FILES, services=2, short=4)
    return walk_month(gate, PASSWORD, stub_renderers(), spec, brought, keep=folder, look=lambda _name: None)


@pytest.mark.parametrize("spec", office.period_specs(), ids=lambda spec: spec.key)
def test_a_month_is_documented_reported_and_corrected_by_hand(spec: SopSpec, tmp_path: Path, qtbot: QtBot) -> None:
    gate = founded(tmp_path, spec)
    did = walked(gate, spec, tmp_path)
    assert (did.files, did.returned) == (FILES, 2)
    desk = Workspace(gate.unlock(office.PLAYERS[0].username, PASSWORD), gate.clock, stub_renderers())
    try:
        runs = desk.cases.list(CaseFilter(view="dokumentasi", sop_key=spec.key)).rows
        pages = [desk.cases.page(row.case_id) for row in runs]
        november = next(page for page in pages if page.head.period_key == "2026-11")
        december = next(page for page in pages if page.head.period_key == "2026-12")
        assert (november.head.ended_as, december.head.ended_as) == ("Disetujui", "Disetujui")
        assert len(november.receipts) == FILES
        assert {row.letter_number != "" for row in november.receipts} == {True}
        short = [row for row in november.receipts if row.shortage]
        assert [row.shortage for row in short] == [LACKING] * 2
        assert {row.place.words for row in desk.shelves.files()} == {
            "Lemari A, rak 1, boks 1",
            "Lemari A, rak 1, boks 2",
        }
        open_ones = {row.register_number for row in desk.shortages.of_month("2026-11") if not row.resolved}
        assert len(open_ones) < len(desk.shortages.of_month("2026-11")) == 4
        assert desk.completeness.matrix("2026-11").complete == FILES - len(open_ones)
        first, second = (desk.reports.sheet("data-layanan", period) for period in ("2026-11", "2026-12"))
        assert (first.state, second.state) == (ReportState.APPROVED, ReportState.APPROVED)
        assert [event.words for event in first.events].count("Dikembalikan") == 2
        assert second.corrections is not None
        assert [one.registers for one in second.corrections] == [did.told]
        assert desk.logbook.verify().whole
    finally:
        desk.lock()


def test_what_the_window_tells_as_a_problem_ends_the_walk(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object, **_sorting: object) -> None:
        raise UserError(ErrorCode.DISK_FULL)

    monkeypatch.setattr(PeriodService, "sort", refuse)
    spec = office.period_specs()[0]
    with pytest.raises(ValueError, match=ErrorCode.DISK_FULL.value):
        walked(founded(tmp_path, spec), spec, tmp_path)


def test_a_button_that_nobody_can_see_ends_the_walk(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.pages.case.receipts_presenter.doable", lambda _chosen, _page: {})
    spec = office.period_specs()[0]
    with pytest.raises(ValueError, match="tidak tampak di jendela"):
        walked(founded(tmp_path, spec), spec, tmp_path)
