"""Charts: round axes, keys, names for the screen reader, and a picture at every size and in both looks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from ui import theme
from ui.theme import Appearance, Mode
from ui.widgets.charts import Bar, BarChart, LineChart, Series, nice_top

BARS = (Bar("a", "Fisik", 12, 3), Bar("b", "Psikis", 0, 5), Bar("c", "Seksual dan sangat panjang namanya", 7, None))


@given(st.integers(0, 10**9))
def test_the_end_of_an_axis_is_round_and_holds_the_most(most: int) -> None:
    top = nice_top(most)
    assert top >= max(most, 1)
    assert top % 4 == 0
    assert str(top // 4).rstrip("0") in {"1", "2", "5"}
    assert top <= 10 * max(most, 1) or top == 4


@pytest.fixture
def chart(qtbot: QtBot, look: Appearance) -> BarChart:
    made = BarChart("Bentuk kekerasan")
    qtbot.addWidget(made)
    made.set_bars(BARS)
    made.resize(300, made.sizeHint().height())
    made.show()
    return made


def test_a_screen_reader_hears_what_the_picture_shows(chart: BarChart) -> None:
    assert chart.accessibleName() == (
        "Bentuk kekerasan. Fisik: 12, sebelumnya 3; Psikis: 0, sebelumnya 5; Seksual dan sangat panjang namanya: 7"
    )
    chart.set_bars(())
    assert chart.accessibleName() == "Bentuk kekerasan. Tidak ada data"


def test_keys_go_from_bar_to_bar_and_stay_within(chart: BarChart, qtbot: QtBot) -> None:
    chosen: list[str] = []
    chart.chosen.connect(chosen.append)
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Return, Qt.Key.Key_End, Qt.Key.Key_Down, Qt.Key.Key_Space, Qt.Key.Key_Home):
        qtbot.keyClick(chart, key)
    assert chosen == ["a", "c"]
    assert chart.accessibleDescription() == "Fisik: 12, sebelumnya 3"


def test_a_click_chooses_the_bar_below_the_pointer(chart: BarChart, qtbot: QtBot) -> None:
    with qtbot.waitSignal(chart.chosen) as caught:
        qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(100, chart.height() // 2))
    assert caught.args == ["b"]


def test_the_current_bar_stays_within_fewer_bars(chart: BarChart, qtbot: QtBot) -> None:
    qtbot.keyClick(chart, Qt.Key.Key_End)
    chart.set_bars(BARS[:1])
    assert chart.accessibleDescription() == "Fisik: 12, sebelumnya 3"


@pytest.mark.parametrize("mode", [Mode.LIGHT, Mode.DARK])
def test_the_longer_figure_has_the_longer_bar_in_both_looks(chart: BarChart, look: Appearance, mode: Mode) -> None:
    look.set_mode(mode)
    try:
        picture = chart.grab().toImage()
        primary, height = QColor(theme.current().hex("primary")), chart.height() // len(BARS)
        widths = [
            sum(
                picture.pixelColor(x, y) == primary
                for x in range(picture.width())
                for y in range(row * height, (row + 1) * height)
            )
            for row in range(len(BARS))
        ]
        assert widths[0] > widths[2] > widths[1] == 0
    finally:
        look.set_mode(Mode.LIGHT)


def test_a_line_tells_each_month_and_finds_it_under_the_pointer(qtbot: QtBot, look: Appearance) -> None:
    line = LineChart("Per bulan")
    qtbot.addWidget(line)
    months = [("2026-10", "Oktober 2026"), ("2026-11", "November 2026")]
    line.set_lines(months, [Series("Korban", (4, 9)), Series("Kasus", (3, 5)), Series("Kejadian", (4, 6))])
    line.resize(400, 230)
    line.show()
    line.grab()
    assert line.accessibleName() == (
        "Per bulan. Oktober 2026: Korban 4, Kasus 3, Kejadian 4; November 2026: Korban 9, Kasus 5, Kejadian 6"
    )
    with qtbot.waitSignal(line.chosen) as caught:
        qtbot.mouseClick(line, Qt.MouseButton.LeftButton, pos=QPoint(380, 120))
    assert caught.args == ["2026-11"]
    line.set_lines([], [])
    line.grab()
    assert line.accessibleName() == "Per bulan. Tidak ada data"
