"""The look: contrast of every pair of colours, icons that exist, text that grows, fonts that are really there."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QFont, QFontInfo, QIcon, QRawFont
from PySide6.QtWidgets import QApplication, QLabel

import resources
from ui import icons, theme
from ui.icons import Icon
from ui.theme import DARK, LIGHT, PAIRS, Appearance, Mode, Role, Theme, Tone


def luminance(color: str) -> float:
    """Relative luminance after WCAG 2.2."""
    parts = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["terang", "gelap"])
@pytest.mark.parametrize(("front", "back", "owed"), PAIRS)
def test_colours_that_meet_can_be_told_apart(tokens: dict[str, str], front: str, back: str, owed: float) -> None:
    assert contrast(tokens[front], tokens[back]) >= owed


def test_light_and_dark_name_the_same_colours_and_every_tone_has_its_tint() -> None:
    assert LIGHT.keys() == DARK.keys()
    assert all(tone in LIGHT and f"{tone}_tint" in LIGHT for tone in Tone)


@pytest.mark.parametrize("name", list(Icon))
def test_every_icon_is_drawn_by_the_programs_own_typeface(look: Appearance, name: Icon) -> None:
    """A new name that the tool has not taken yet is told here; a sign that is missing would be drawn as a box."""
    typeface = QRawFont(str(resources.path("icons/tanda.ttf")), 18)
    assert typeface.supportsCharacter(int(json.loads(resources.text("icons/tanda.json"))[name], 16))
    picture = icons.pixmap(name, "text", 18).toImage()
    assert picture.size() == QSize(18, 18)
    assert any(picture.pixelColor(x, y).alpha() > 128 for x in range(18) for y in range(18))


def test_an_icon_that_cannot_be_pressed_is_drawn_paler(look: Appearance) -> None:
    sign = icons.icon(Icon.SAVE)
    usual, disabled = (sign.pixmap(24, mode).toImage() for mode in (QIcon.Mode.Normal, QIcon.Mode.Disabled))
    assert usual != disabled
    assert QIcon(sign).pixmap(24).toImage() == usual


@pytest.mark.parametrize("percent", theme.TEXT_SIZES)
@pytest.mark.parametrize("dark", [False, True])
def test_style_sheet_leaves_no_placeholder(percent: int, dark: bool) -> None:
    sheet = Theme(dark=dark, percent=percent).style_sheet()
    assert "$" not in sheet
    assert Theme(dark=dark).hex("primary") in sheet


def test_inter_is_bundled_in_four_weights_with_figures_of_equal_width(look: Appearance) -> None:
    for weight in (QFont.Weight.Normal, QFont.Weight.Medium, QFont.Weight.DemiBold, QFont.Weight.Bold):
        font = theme.current().font(Role.BODY, weight)
        assert QFontInfo(font).family() == "Inter"
    metrics = [theme.current().font(Role.BODY)]
    from PySide6.QtGui import QFontMetricsF

    widths = {round(QFontMetricsF(metrics[0]).horizontalAdvance(digit), 2) for digit in "0123456789"}
    assert len(widths) == 1


def test_text_grows_and_shrinks_step_by_step(look: Appearance, qapp: QApplication) -> None:
    assert [look.step(1) for _ in range(4)] == [110, 125, 150, 150]
    label = QLabel("x")
    label.ensurePolished()
    assert label.font().pixelSize() == round(13 * 1.5)
    assert [look.step(-1) for _ in range(5)] == [125, 110, 100, 90, 90]
    assert look.step(0) == 100


def test_dark_is_shown_at_once(look: Appearance) -> None:
    look.set_mode(Mode.DARK)
    assert theme.current().dark
    label = QLabel("x")
    label.ensurePolished()
    assert label.palette().color(label.foregroundRole()).name().upper() == DARK["text"]


def test_binding_does_not_eat_none(qapp: QApplication) -> None:
    """A Qt binding that loses a reference to None with each call ends the program within a minute."""
    label, before = QLabel(), sys.getrefcount(None)
    for _ in range(2000):
        label.setText("x")
    assert sys.getrefcount(None) > before - 200


#: Widgets that nobody holds any more are collected while Qt dresses all of them: it must not happen then.
COLLECTING = """
import gc
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from ui import theme
from ui.shell.collector import Collector

application, pool = QApplication([]), []


class Clearing(QWidget):
    def changeEvent(self, event):
        pool.clear()
        [[object()] for _ in range(20_000)]


look = theme.Appearance(application, theme.Mode.LIGHT, 100)
kept = [Clearing() for _ in range(20)]
gc.disable()
made = []
for _ in range(400):
    widget = QWidget()
    widget.itself = widget
    QVBoxLayout(widget).addWidget(QLabel("x"))
    made.append(widget)
for widget in (*kept, *made):
    widget.show()
del widget
pool, made = made, pool
gc.set_threshold(50, 1, 1)
collector = Collector()
collector.start()
look.set_mode(theme.Mode.DARK)
print("alive")
"""


def test_a_change_of_look_outlives_widgets_that_nobody_holds_any_more() -> None:
    root = Path(__file__).resolve().parents[2]
    scribbling = {**os.environ, "MALLOC_PERTURB_": "165"}  # freed memory is overwritten at once
    command = [sys.executable, "-c", COLLECTING]
    done = subprocess.run(command, cwd=root, env=scribbling, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "alive\n"), done.stderr
