"""Figures frozen as text come back as they were."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from models.statistics.figures import (
    Basis,
    Counts,
    FigureRow,
    Figures,
    FigureTable,
    Heading,
    TrendPoint,
    Unit,
    from_json,
    to_json,
)

_TEXT = st.text(max_size=12)
_NUMBER = st.integers(0, 10**6)
_COUNTS = st.builds(Counts, _NUMBER, _NUMBER, _NUMBER)
_CELLS = st.lists(_NUMBER, max_size=3).map(tuple)
_TABLE = st.builds(
    FigureTable,
    key=_TEXT,
    title=_TEXT,
    unit=st.sampled_from(Unit),
    rule=_TEXT,
    columns=st.lists(st.builds(Heading, _TEXT, _TEXT), max_size=3).map(tuple),
    rows=st.lists(st.builds(FigureRow, _TEXT, _TEXT, _CELLS, _NUMBER, _NUMBER), max_size=3).map(tuple),
    totals=_CELLS,
    total=_NUMBER,
    before=_NUMBER,
    several=st.booleans(),
    chart=st.booleans(),
)
_FIGURES = st.builds(
    Figures,
    period=_TEXT,
    words=_TEXT,
    basis=st.sampled_from(Basis),
    services=st.lists(_TEXT, max_size=3).map(tuple),
    current=_COUNTS,
    before=_COUNTS,
    rules=st.lists(_TEXT, max_size=3).map(tuple),
    tables=st.lists(_TABLE, max_size=3).map(tuple),
    trend=st.lists(st.builds(TrendPoint, _TEXT, _TEXT, _COUNTS), max_size=3).map(tuple),
    fingerprints=st.lists(st.tuples(_TEXT, _TEXT), max_size=3).map(tuple),
)


@given(_FIGURES)
def test_frozen_figures_come_back_as_they_were(figures: Figures) -> None:
    assert from_json(to_json(figures)) == figures
    assert to_json(from_json(to_json(figures))) == to_json(figures)
