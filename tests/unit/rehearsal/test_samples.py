"""Sample offices: equal for equal seeds, in all states, and as sound as an office that people worked in."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from models.domain.clock import FixedClock
from models.rehearsal import office
from models.rehearsal.sample import fill, last_working_morning
from models.rehearsal.stage import Plan
from models.services.ports import Renderers
from models.services.views import CaseFilter, Standing
from models.services.workspace import Workspace
from models.store import tables
from models.store.tables import CaseFile, FormRecord, IssuedNumber, Letter, StepRun
from models.vault.keys import FLOOR, DataKey
from tests.fixtures_office import PASSWORD, open_team, stub_renderers

#: A new year lies between the first and the last day.
UNTIL = datetime(2027, 1, 6, 8, 5, tzinfo=ZoneInfo("Asia/Jakarta"))
#: What depends on the office's random keys and not on the seed.
_KEYED = {"mac", "check_code"}
_RECORDS = (
    "CaseFile", "StepRun", "Tick", "FormRecord", "FactRow", "Letter", "Counter", "IssuedNumber", "Note", "LogEntry",
    "AuditRow", "Paper",
)  # fmt: skip


@dataclass
class Made:
    """A sample office with its manager's colleagues at the desk."""

    desk: Workspace
    shares: list[float]

    def records(self) -> dict[str, list[dict[str, Any]]]:
        """Every row of the office's work, without what hangs on its keys."""
        with self.desk.session.store.reading():
            return {
                name: [
                    {key: value for key, value in row.items() if key not in _KEYED}
                    for row in getattr(tables, name).select().dicts()
                ]
                for name in _RECORDS
            }


def make(folder: Path, key: DataKey, plan: Plan, renderers: Renderers) -> Made:
    """Play ``plan`` in a copy of the founded office."""
    clock, shares = FixedClock(UNTIL - plan.span), list[float]()
    fill(office.gate(folder, clock, FLOOR), clock, PASSWORD, renderers, plan, shares.append)
    return Made(open_team(folder, key, clock, renderers).at_desk("pimpinan"), shares)


@pytest.fixture(scope="module")
def sample(founded_office: tuple[Path, DataKey], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    """Sixty cases."""
    folder = Path(shutil.copytree(founded_office[0], tmp_path_factory.mktemp("contoh") / "data"))
    made = make(folder, founded_office[1], Plan(60, 5, 10, UNTIL, days=9), stub_renderers())
    yield made
    made.desk.lock()


def test_sixty_cases_stand_in_all_states(sample: Made) -> None:
    with sample.desk.session.store.reading():
        cases = list(CaseFile.select())
        endings = {case.ended_as for case in cases if case.status == "selesai"}
        states = {case.step_number for case in cases if case.status == "berjalan"}
        assert FormRecord.select().count() > 100
        assert Letter.select().where(Letter.status == "terbit").count() > 30
    assert len(cases) == 60
    assert {"Ditindaklanjuti", "Tidak dijangkau"} <= endings
    assert len(states) >= 2
    late = sample.desk.cases.list(CaseFilter(view="lewat")).total
    assert 0 < late < 60
    assert (sample.shares[-1], sample.shares) == (1.0, sorted(sample.shares))


def test_nothing_happens_after_the_end(sample: Made) -> None:
    with sample.desk.session.store.reading():
        last = max(row.at for row in tables.AuditRow.select().where(tables.AuditRow.action != "masuk"))
        assert last <= UNTIL.isoformat()
        assert StepRun.select().where(StepRun.finished_at > UNTIL.isoformat()).count() == 0


def test_the_books_of_a_sample_are_whole(sample: Made) -> None:
    assert sample.desk.logbook.verify().whole
    assert sample.desk.trail.verify().whole
    with sample.desk.session.store.reading():
        for series in ("keluar", "nota", "kasus"):
            numbers = [row.seq for row in IssuedNumber.select().where(IssuedNumber.series == series)]
            years = [row.year for row in IssuedNumber.select().where(IssuedNumber.series == series)]
            pairs = sorted(zip(years, numbers, strict=True))
            assert len(set(pairs)) == len(pairs)
            for year in set(years):
                assert [seq for found, seq in pairs if found == year] == list(range(1, years.count(year) + 1))


def test_every_case_of_a_sample_can_be_looked_at(sample: Made) -> None:
    rows = sample.desk.cases.list(CaseFilter(view="semua")).rows
    assert len(rows) == 60
    for row in rows[::6]:
        page = sample.desk.cases.page(row.case_id)
        assert page.head.client_label == row.client_label
        assert page.head.number == row.number
    assert set(sample.desk.tasks.board().counts) == set(Standing)
    assert sample.desk.search.find(rows[0].number)


def test_papers_are_drawn_for_the_newest_cases_only(sample: Made) -> None:
    with sample.desk.session.store.reading():
        drawn = [row.case_id for row in Letter.select().where(Letter.paper.is_null(False))]
        bare = [row.case_id for row in Letter.select().where(Letter.paper.is_null())]
    assert len(set(drawn)) <= 10
    assert len(bare) > len(drawn)


def test_equal_seeds_give_equal_offices_and_others_differ(founded_office: tuple[Path, DataKey], tmp_path: Path) -> None:
    made = []
    for name, seed in (("satu", 7), ("dua", 7), ("tiga", 8)):
        folder = Path(shutil.copytree(founded_office[0], tmp_path / name))
        sample = make(folder, founded_office[1], Plan(12, seed, 3, UNTIL, days=20), stub_renderers())
        made.append(sample.records())
        sample.desk.lock()
    first, second, third = made
    for name in _RECORDS:
        assert first[name] == second[name], name
    assert first["FormRecord"] != third["FormRecord"]
    assert len(first["CaseFile"]) == len(third["CaseFile"]) == 12


def test_no_cases_make_an_empty_office(founded_office: tuple[Path, DataKey], tmp_path: Path) -> None:
    folder = Path(shutil.copytree(founded_office[0], tmp_path / "kosong"))
    made = make(folder, founded_office[1], Plan(0, 1, 0, UNTIL, days=20), stub_renderers())
    assert made.desk.cases.list(CaseFilter(view="semua")).total == 0
    made.desk.lock()


def test_a_sample_ends_this_morning_or_yesterday() -> None:
    assert last_working_morning(UNTIL.replace(hour=17, minute=3)) == UNTIL
    assert last_working_morning(UNTIL.replace(hour=6)).date().day == 5
