"""Bars and lines of a report. A hidden number is drawn as its sign without a bar: nobody reads a length off it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from reportlab.graphics.shapes import Circle, Drawing, Line, Polygon, PolyLine, Rect, String
from reportlab.lib.colors import Color, HexColor

from models.statistics.figures import FigureRow, FigureTable, TrendPoint
from models.statistics.report_book import UNKNOWN_ROW, number_text
from models.statistics.suppression import SUM, TREND, Mask
from reports import fonts, styles
from reports.styles import MM
from reports.text import one_line

_BAR: Color = HexColor(0x0B666A)


@dataclass(frozen=True)
class _Look:
    """How one of the lines is told apart, on a black-and-white print, too: by colour, dash and mark."""

    key: str
    words: str
    color: Color
    dash: tuple[float, ...] = ()
    mark: int = 0


_LOOKS = (
    _Look("victims", "Korban", _BAR),
    _Look("cases", "Kasus", HexColor(0x855000), (5, 2), 1),
    _Look("incidents", "Kejadian", HexColor(0x4A4A4A), (1.5, 2), 2),
)
_NAME, _ROW, _THICK = 62 * MM, 5.6 * MM, 3.2 * MM
_SIZE = 7.5
_MOST_BARS = 24
_HIGH, _STEPS = 46 * MM, 4


def bar_charts(table: FigureTable, mask: Mask, width: float) -> Iterator[Drawing]:
    """A bar for each row that counts something, in pieces of one scale that each fit on a page; none if all hide."""
    rows = [row for row in table.rows if row.total]
    most = max((row.total for row in rows if not mask.hides((table.key, row.key, SUM))), default=0)
    if not most:
        return
    each = ceil(len(rows) / ceil(len(rows) / _MOST_BARS))
    for first in range(0, len(rows), each):
        yield _bars(table, rows[first : first + each], mask, width, most)


def _bars(table: FigureTable, rows: Sequence[FigureRow], mask: Mask, width: float, most: int) -> Drawing:
    drawing = Drawing(width, len(rows) * _ROW)
    room = width - _NAME - 16 * MM
    for place, row in enumerate(rows):
        y = drawing.height - (place + 1) * _ROW + (_ROW - _THICK) / 2
        drawing.add(_text(_NAME - 2.5 * MM, y + 0.8 * MM, _short(row.label or UNKNOWN_ROW), anchor="end"))
        where = (table.key, row.key, SUM)
        long = 0.0 if mask.hides(where) else max(row.total / most * room, 0.8)
        if long:
            drawing.add(Rect(_NAME, y, long, _THICK, fillColor=_BAR, strokeColor=None))
        drawing.add(_text(_NAME + long + 1.5 * MM, y + 0.8 * MM, number_text(mask, where, row.total)))
    drawing.add(Line(_NAME, 0, _NAME, drawing.height, strokeColor=styles.INK, strokeWidth=0.6))
    return drawing


@dataclass(frozen=True)
class _Axes:
    """Where the lines are drawn."""

    left: float
    bottom: float
    width: float
    top: int
    count: int

    def x(self, place: int) -> float:
        return self.left + self.width * ((place + 0.5) / self.count)

    def y(self, value: int) -> float:
        return self.bottom + _HIGH * value / self.top


def trend_chart(points: Sequence[TrendPoint], mask: Mask, width: float) -> Drawing:
    """The three counts month by month."""
    places = [(one, look.key) for one in points for look in _LOOKS]
    shown = [getattr(one.counts, key) for one, key in places if not mask.hides((TREND, one.key, key))]
    step = _step(max(shown, default=0))
    axes = _Axes(10 * MM, 9 * MM, width - 14 * MM, step * _STEPS, len(points))
    drawing = Drawing(width, axes.bottom + _HIGH + 9 * MM)
    for number in range(_STEPS + 1):
        y = axes.y(number * step)
        drawing.add(Line(axes.left, y, axes.left + axes.width, y, strokeColor=styles.HAIRLINE, strokeWidth=0.4))
        drawing.add(_text(axes.left - 2 * MM, y - 1 * MM, str(number * step), anchor="end"))
    for place, point in enumerate(points):
        drawing.add(_text(axes.x(place), 3 * MM, _month(point.label, len(points)), anchor="middle"))
    for place, look in enumerate(_LOOKS):
        _legend(drawing, axes.left + place * 34 * MM, look)
        _draw(drawing, axes, points, mask, look)
    return drawing


def _step(most: int) -> int:
    """A round step with which the axis reaches ``most``."""
    least, ten = max(ceil(most / _STEPS), 1), 1
    while True:
        for factor in (1, 2, 5):
            if factor * ten >= least:
                return factor * ten
        ten *= 10


def _draw(drawing: Drawing, axes: _Axes, points: Sequence[TrendPoint], mask: Mask, look: _Look) -> None:
    """One line; it stops where a number is hidden."""
    run: list[float] = []
    for place, point in enumerate(points):
        if mask.hides((TREND, point.key, look.key)):
            _stroke(drawing, run, look)
            run = []
            continue
        x, y = axes.x(place), axes.y(getattr(point.counts, look.key))
        run += [x, y]
        _mark(drawing, x, y, look)
    _stroke(drawing, run, look)


def _stroke(drawing: Drawing, run: list[float], look: _Look) -> None:
    if len(run) > 2:
        dash = list(look.dash) or None
        drawing.add(PolyLine(run, strokeColor=look.color, strokeWidth=1.2, strokeDashArray=dash))


def _mark(drawing: Drawing, x: float, y: float, look: _Look) -> None:
    size, filled = 1.9, {"fillColor": look.color, "strokeColor": None}
    if look.mark == 0:
        drawing.add(Circle(x, y, size, **filled))
    elif look.mark == 1:
        drawing.add(Rect(x - size, y - size, 2 * size, 2 * size, **filled))
    else:
        drawing.add(Polygon([x - size, y - size, x + size, y - size, x, y + size], **filled))


def _legend(drawing: Drawing, x: float, look: _Look) -> None:
    y = drawing.height - 3 * MM
    _stroke(drawing, [x, y, x + 9 * MM, y], look)
    _mark(drawing, x + 4.5 * MM, y, look)
    drawing.add(_text(x + 11 * MM, y - 0.9 * MM, look.words))


def _month(label: str, count: int) -> str:
    """The name of a month, short where many stand side by side."""
    words = one_line(label).split()
    if not words:
        return ""
    return words[0][:3] if count > 6 else words[0]


def _text(x: float, y: float, words: str, anchor: str = "start") -> String:
    return String(x, y, words, fontName=fonts.SANS, fontSize=_SIZE, textAnchor=anchor, fillColor=styles.INK)


def _short(words: str) -> str:
    """What fits before the bars."""
    text, room = one_line(words), _NAME - 4 * MM
    if fonts.width(text, fonts.SANS, _SIZE) <= room:
        return text
    while text and fonts.width(f"{text}…", fonts.SANS, _SIZE) > room:
        text = text[:-1]
    return f"{text.rstrip()}…"
