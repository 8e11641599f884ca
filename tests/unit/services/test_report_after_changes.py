"""An approved report printed again a year and many changes later is the same bytes, in every form.

The small run of ``tests.tools.change_office``, which makes 3,000 changes.
"""

from __future__ import annotations

from datetime import datetime

import pytest

from main import renderers as real_renderers
from models.services.ports import Renderers
from tests.fixtures_office import Team, stub_renderers
from tests.office_changes import OfficeYear

NOVEMBER = "2026-11"


@pytest.fixture
def renderers() -> Renderers:
    """What leaves a report is made for real."""
    real = real_renderers()
    return stub_renderers(report=real.report, workbook=real.workbook, csv=real.csv)


def test_after_every_kind_of_change_and_a_year_it_is_the_same_bytes(team: Team) -> None:
    year = OfficeYear(team)
    for kind in ("open",) * 8 + ("walk",) * 6:
        year.change(kind)
        year.wait(2)
    year.to(datetime(2026, 12, 1, 9, 0, tzinfo=team.clock.now().tzinfo))
    sheet = year.approved(NOVEMBER)
    before = year.everything(sheet)
    kinds = list(year.kinds)
    year.pick.shuffle(kinds)
    for kind in kinds:
        year.change(kind)
        year.wait(400 * 24 / len(kinds))
    assert set(year.done) == set(year.kinds), "each kind was done"
    assert team.clock.now().year == 2028
    # A newer program with another typeface, layout and way of counting, too, prints what was approved.
    team.renderers = stub_renderers()
    team._desks.clear()
    after = year.everything(sheet)
    assert [name for name in before if after[name] != before[name]] == []
