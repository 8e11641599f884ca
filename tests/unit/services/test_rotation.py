"""Which backups stay: days, weeks, months, and always one that is known to be sound."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.services.safety.rotation import superfluous

NOON = datetime(2026, 11, 23, 12)
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1))


def named(moments: list[datetime]) -> dict[str, datetime]:
    return {f"{number}": moment for number, moment in enumerate(moments)}


def test_two_years_of_daily_backups_become_a_handful() -> None:
    made = named([NOON - timedelta(days=day) for day in range(730)])
    kept = sorted((made[name] for name in set(made) - superfluous(made, frozenset(made))), reverse=True)
    assert kept[:7] == [NOON - timedelta(days=day) for day in range(7)]
    assert len(kept) <= 7 + 4 + 12
    assert kept[-1].strftime("%Y-%m") == "2025-12"


def test_of_one_day_the_newest_stays() -> None:
    made = named([NOON, NOON + timedelta(hours=1), NOON + timedelta(hours=2)])
    assert superfluous(made, frozenset(made)) == {"0", "1"}


def test_nothing_is_removed_from_nothing() -> None:
    assert superfluous({}, frozenset()) == frozenset()


@pytest.mark.fault(21)
@given(st.lists(MOMENTS, min_size=1, max_size=60), st.data())
def test_the_last_verified_backup_is_never_removed(moments: list[datetime], data: st.DataObject) -> None:
    made = named(moments)
    verified = data.draw(st.sets(st.sampled_from(sorted(made)), min_size=1))
    removed = superfluous(made, frozenset(verified))
    newest = max(made[name] for name in verified)
    assert any(made[name] == newest for name in verified - removed)


@given(st.lists(MOMENTS, max_size=60))
def test_thinning_out_twice_changes_nothing(moments: list[datetime]) -> None:
    made = named(moments)
    left = {name: made[name] for name in set(made) - superfluous(made, frozenset(made))}
    assert superfluous(left, frozenset(left)) == frozenset()
