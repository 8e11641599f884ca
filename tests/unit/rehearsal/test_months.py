"""Months of documentation played through: every way of the report, and the longer periods."""

from __future__ import annotations

import pytest

from models.rehearsal import office
from models.rehearsal.crew import Crew
from models.rehearsal.invention import Inventor
from models.rehearsal.month import PeriodWalk
from models.rehearsal.routes import routes
from models.services.cases.cases import CaseService
from models.services.periods.period_runs import freeze
from models.services.views import CaseFilter
from models.sop.spec import SopSpec
from tests.fixtures_office import ignore

SPEC = office.period_specs()[0]


@pytest.fixture
def documenting(crew: Crew) -> Crew:
    """The office, which documents by periods."""
    crew.at_desk("administrasi").procedures.use(SPEC.key, in_use=True)
    return crew


def player(crew: Crew, spec: SopSpec = SPEC) -> PeriodWalk:
    return PeriodWalk(crew, spec, Inventor(1), ignore)


def test_every_way_of_the_report_is_walked_and_frozen(documenting: Crew) -> None:
    walked = player(documenting).run_all()
    assert walked == len(routes(SPEC)) + 2
    runs = documenting.at_desk("administrasi").cases.list(CaseFilter(view="dokumentasi")).rows
    ended = [row.number for row in runs if row.status == "selesai"]
    assert len(ended) == walked
    assert {"Dokumentasi November 2026", "Dokumentasi Tahun 2026"} <= {*ended, *(row.number for row in runs)}
    assert documenting.at_desk("administrasi").logbook.verify().whole


def test_a_month_that_does_not_begin_is_told(documenting: Crew, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(CaseService, "list", lambda *_all, **_more: type("Nothing", (), {"rows": ()}))
    with pytest.raises(ValueError, match="tidak dimulai dengan sendirinya"):
        player(documenting).run_all()


def test_a_report_that_is_not_frozen_is_told(documenting: Crew, monkeypatch: pytest.MonkeyPatch) -> None:
    assert callable(freeze)
    monkeypatch.setattr("models.services.periods.period_runs.freeze", lambda *_all: None)
    with pytest.raises(ValueError, match="belum dibekukan"):
        player(documenting).run_all()
