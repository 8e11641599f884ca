"""Lists, boards and pages ask the database as often for a hundred cases as for ten."""

from __future__ import annotations

import logging
from collections.abc import Callable

import pytest

from models.services.views import CaseFilter
from models.services.views.simfoni import SimfoniFilter
from models.statistics.figures import Basis
from tests.fixtures_office import Team


def asked(caplog: pytest.LogCaptureFixture, look: Callable[[], object]) -> int:
    """How many questions ``look`` asks the database."""
    look()  # the first time definitions are read
    caplog.clear()
    with caplog.at_level(logging.DEBUG, logger="peewee"):
        look()
    return sum(record.name == "peewee" for record in caplog.records)


def add_cases(team: Team, first: int, last: int) -> None:
    """Cases at row 1 and, every other one, at row 2."""
    cases = team.at_desk("layanan").cases
    for turn in range(first, last):
        case_id = team.open(f"a{turn}").case_id
        if turn % 2:
            panel = cases.page(case_id).step
            assert panel is not None
            cases.close_step(panel.step_run_id, panel.row_version)


def test_more_cases_ask_no_more_questions(team: Team, caplog: pytest.LogCaptureFixture) -> None:
    looks: dict[str, Callable[[], object]] = {
        "papan petugas": team.at_desk("layanan").tasks.board,
        "papan pimpinan": team.at_desk("pimpinan").tasks.board,
        "beban tim": team.at_desk("pimpinan").tasks.team,
        "daftar kasus": lambda: team.at_desk("layanan").cases.list(CaseFilter(view="semua")),
        "kasus saya": lambda: team.at_desk("pimpinan").cases.list(CaseFilter(mine=True)),
        "cari di daftar": lambda: team.at_desk("pimpinan").cases.list(CaseFilter(text="zubaidah")),
        "cari": lambda: team.at_desk("pimpinan").search.find("zubaidah"),
        "surat": team.at_desk("pimpinan").letters.list,
        "halaman kasus": lambda: team.at_desk("pimpinan").cases.page(1),
        "buku log": lambda: team.at_desk("pimpinan").logbook.day(team.clock.now().date()),
        "evaluasi": lambda: team.at_desk("pimpinan").proof.evaluation(team.clock.now().year, team.spec.key),
        "angka": lambda: team.at_desk("pimpinan").statistics.figures("2026-11"),
        "kasus di balik angka": lambda: team.at_desk("pimpinan").statistics.cases_behind("umur", None, None, "2026"),
        "simfoni": lambda: team.at_desk("pimpinan").simfoni.list(SimfoniFilter()),
        "pencocokan": lambda: team.at_desk("pimpinan").simfoni_months.compare("2026-11", Basis.REPORT),
        "calon": lambda: team.at_desk("pimpinan").simfoni_months.candidates("2026-11", Basis.REPORT, "usia="),
        "rekap": lambda: team.at_desk("pimpinan").simfoni_recap.workbook("2026-11", Basis.REPORT),
        "lencana": team.at_desk("pimpinan").status.strip,
        "lencana petugas": team.at_desk("layanan").status.strip,
    }
    add_cases(team, 0, 10)
    few = {name: asked(caplog, look) for name, look in looks.items()}
    add_cases(team, 10, 60)
    assert {name: asked(caplog, look) for name, look in looks.items()} == few
    assert all(few.values())
    assert max(few.values()) <= 40
    assert len(team.at_desk("pimpinan").tasks.board().rows) == 30
