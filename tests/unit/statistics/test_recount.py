"""What the program counts is what a second count finds, written by other means over the rows of the database."""

from __future__ import annotations

import pytest

from models.statistics.count import Counter
from models.statistics.figures import Basis
from tests.fixtures_office import Team
from tests.random_office import RandomOffice, recount_of
from tests.recount import differences


@pytest.mark.parametrize("seed", [1, 2])
def test_every_table_of_every_period_and_basis_is_counted_alike(team: Team, seed: int) -> None:
    RandomOffice(team, seed, team.clock.now()).fill(120)
    recount = recount_of(team)
    for period in ("2026-11", "2026-S1", "2026"):
        for basis in Basis:
            assert differences(recount, period, basis.value) == []


def test_one_service_alone_is_counted_alike(team: Team) -> None:
    office = RandomOffice(team, 4, team.clock.now())
    office.fill(150)
    recount = recount_of(team)
    for spec in office.specs[:2]:
        assert differences(recount, "2026-S2", "laporan", (spec.key,)) == []
    assert recount.cached("kasus", "laporan", "2026-07-01", "2026-12-31")


def test_the_second_count_finds_a_case_counted_wrongly(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    RandomOffice(team, 3, team.clock.now()).fill(60)
    recount = recount_of(team)
    nowhere = lambda self, _dimension, unit, period: [("",)] * len(self._things(unit, period))  # noqa: E731
    monkeypatch.setattr(Counter, "_places", nowhere)
    found = differences(recount, "2026", "laporan")
    assert any("umur cells" in sentence for sentence in found)
    assert any("langkah" in sentence or "mutu-baku" in sentence for sentence in found)
