"""Days and months are turned back and forth without losing one, and never into the future."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from ui.theme import Appearance
from ui.widgets.period import Period, PeriodStrip

DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 12, 31))
TODAY = date(2026, 11, 23)


@given(DAYS, st.integers(-60, 60))
def test_turning_there_and_back_shows_the_same_month(day: date, steps: int) -> None:
    period = Period(day, monthly=True)
    assert period.moved(steps).moved(-steps).words == period.words
    assert period.contains(day)


@given(DAYS)
def test_months_follow_one_another_without_a_gap(day: date) -> None:
    month = Period(day, monthly=True)
    assert month.moved(1).first == month.last + timedelta(days=1)
    assert month.moved(-1).last == month.first - timedelta(days=1)


def test_the_strip_stops_at_the_present_month(qtbot: QtBot, look: Appearance) -> None:
    strip = PeriodStrip(lambda: TODAY, monthly=True)
    qtbot.addWidget(strip)
    assert not strip.next_button.isEnabled()
    strip.move_by(1)
    assert strip.period.words == "November 2026"
    strip.back_button.click()
    assert strip.period.words == "Oktober 2026"
    strip.go_to(date(2030, 1, 1))
    assert strip.period.words == "November 2026"
    strip.set_monthly(False)
    assert strip.date_button.text().endswith("Senin, 23 November 2026")
