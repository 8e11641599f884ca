"""The columns of the flow table: their widths, and the two-storey head with the actors' names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas

from reports import fonts, styles
from reports.sop_rows import Lanes
from reports.styles import MM
from reports.text import one_line

#: Text columns in millimetres (number, activity, completeness, time, output, remark): as they like to be, at the least.
_WANTED = (8, 60, 36, 17, 38, 34)
_LEAST = (8, 44, 26, 14, 28, 22)
#: An actor's column at the most, and below what the text columns give way.
_LANE_MOST, _LANE_LEAST = 30 * MM, 19 * MM
_SIZES = (7.5, 7.0, 6.5, 6.0)
_LINE = 1.18
_STOREY = 6 * MM
_UPRIGHT_MOST = 36 * MM
_PART = re.compile(r"[^\s/]*/|[^\s/]+")


@dataclass(frozen=True)
class Columns:
    """Left edges and widths in points: ``text`` holds the six text columns in printed order."""

    lanes: Lanes
    text: tuple[tuple[float, float], ...]
    width: float


def columns(width: float, actors: int) -> Columns:
    """Share ``width`` points among the text columns and ``actors`` columns."""
    lane = (width - sum(_WANTED) * MM) / actors
    if lane < _LANE_LEAST:
        lane = min(_LANE_LEAST, (width - sum(_LEAST) * MM) / actors)
    lane = min(lane, _LANE_MOST)
    number = _WANTED[0] * MM
    scale = (width - lane * actors - number) / (sum(_WANTED[1:]) * MM)
    widths = [number, *(wanted * MM * scale for wanted in _WANTED[1:])]
    lefts, at = [], 0.0
    for place, each in enumerate(widths):
        if place == 2:
            at += lane * actors
        lefts.append(at)
        at += each
    return Columns(Lanes(widths[0] + widths[1], lane, actors), tuple(zip(lefts, widths, strict=True)), width)


@dataclass(frozen=True)
class Head:
    """The head of the table: ``height`` of both storeys; actors' names lie level or, in narrow columns, upright."""

    columns: Columns
    names: tuple[tuple[str, ...], ...]
    size: float
    upright: bool
    height: float

    def draw(self, canvas: Canvas, top: float) -> None:
        """Draw it with its upper edge at ``top``."""
        canvas.setFillColor(styles.SHADE)
        canvas.rect(0, top - self.height, self.columns.width, self.height, stroke=0, fill=1)
        canvas.setFillColor(styles.INK)
        canvas.setLineWidth(0.6)
        lanes, text = self.columns.lanes, self.columns.text
        low = self.height - _STOREY
        for (left, width), words in zip(
            (text[0], text[1], text[5]), ("No.", "Uraian kegiatan", "Keterangan"), strict=True
        ):
            _box(canvas, left, top, width, self.height, words)
        _box(canvas, lanes.left, top, lanes.width * lanes.count, _STOREY, "Pelaksana")
        standard = sum(width for _, width in text[2:5])
        _box(canvas, text[2][0], top, standard, _STOREY, "Mutu baku")
        for (left, width), words in zip(text[2:5], ("Kelengkapan", "Waktu", "Output"), strict=True):
            _box(canvas, left, top - _STOREY, width, low, words)
        for number, lines in enumerate(self.names):
            left = lanes.left + number * lanes.width
            canvas.rect(left, top - self.height, lanes.width, low)
            self._name(canvas, lines, left + lanes.width / 2, top - _STOREY - low / 2)

    def _name(self, canvas: Canvas, lines: Sequence[str], x: float, y: float) -> None:
        canvas.saveState()
        canvas.translate(x, y)
        if self.upright:
            canvas.rotate(90)
        canvas.setFont(fonts.SANS_BOLD, self.size)
        step = self.size * _LINE
        at = (len(lines) - 1) * step / 2 - self.size * 0.35
        for line in lines:
            canvas.drawCentredString(0, at, line)
            at -= step
        canvas.restoreState()


def head(made: Columns, actors: Sequence[str]) -> Head:
    """The head for these actors, level if the longest word fits its column, else upright."""
    names = [one_line(actor) for actor in actors]
    room = made.lanes.width - 2 * MM
    for size in _SIZES:
        lines = [broken(name, size, room) for name in names]
        if all(fonts.width(line, fonts.SANS_BOLD, size) <= room for name in lines for line in name):
            tall = max(map(len, lines)) * size * _LINE + 2.5 * MM
            return Head(made, tuple(lines), size, False, _STOREY + max(tall, _STOREY))
    return _upright(made, names, room)


def _upright(made: Columns, names: Sequence[str], room: float) -> Head:
    size = _SIZES[-1]
    lines = [broken(name, size, _UPRIGHT_MOST) for name in names]
    while size > 4 and max(map(len, lines)) * size * _LINE > room + 1 * MM:
        size -= 0.5
        lines = [broken(name, size, _UPRIGHT_MOST) for name in names]
    longest = max(fonts.width(line, fonts.SANS_BOLD, size) for name in lines for line in name)
    return Head(made, tuple(lines), size, True, _STOREY + longest + 3 * MM)


def broken(name: str, size: float, room: float) -> tuple[str, ...]:
    """A post in lines; it may be broken after a stroke too ("Kasi Pelayanan/Operator")."""
    lines: list[str] = []
    for part in _PART.finditer(name):
        joint = "" if part.start() == 0 or name[part.start() - 1] == "/" else " "
        longer = f"{lines[-1]}{joint}{part.group()}" if lines else part.group()
        if lines and fonts.width(longer, fonts.SANS_BOLD, size) <= room:
            lines[-1] = longer
        else:
            lines.append(part.group())
    return tuple(lines) or ("",)


def _box(canvas: Canvas, left: float, top: float, width: float, height: float, words: str) -> None:
    """A cell of the head with its words in the middle, smaller where the column is narrow."""
    canvas.rect(left, top - height, width, height)
    size = min(8.0, 8.0 * (width - 1.5 * MM) / max(fonts.width(words, fonts.SANS_BOLD, 8.0), 1))
    canvas.setFont(fonts.SANS_BOLD, size)
    canvas.drawCentredString(left + width / 2, top - height / 2 - size * 0.35, words)
