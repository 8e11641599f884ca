"""The standard symbols of an SOP flow (PermenPANRB 35/2012): capsule, box, diamond, arrow, off-page connector.

Shapes are placed in points with y growing downwards from the top of the table, as the rows are read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from reportlab.lib.colors import white
from reportlab.pdfgen.canvas import Canvas

from reports import fonts, styles
from reports.styles import MM

PILL_WIDTH, PILL_HEIGHT = 13 * MM, 5 * MM
CONNECTOR = 5 * MM
LABEL_SIZE, LABEL_LINE = 6.4, 7.3
_STROKE = 0.8
_HEAD_LENGTH, _HEAD_WIDTH = 1.9 * MM, 1.5 * MM

Point = tuple[float, float]


class Kind(Enum):
    """What a symbol stands for."""

    START_OR_END = auto()
    ACTIVITY = auto()
    DECISION = auto()
    CONNECTOR = auto()


@dataclass(frozen=True)
class Symbol:
    """A symbol around its middle; ``text`` inside it ("Mulai", "Selesai", the letter of a connector)."""

    kind: Kind
    x: float
    y: float
    width: float
    height: float
    text: str = ""


@dataclass(frozen=True)
class Path:
    """A line through ``points``; an arrow head at its end unless it runs into another line."""

    points: tuple[Point, ...]
    arrow: bool = True


@dataclass(frozen=True)
class Label:
    """Lines of text at a branch, from ``top`` downwards; ``x`` is their left edge, or the right one if ``right``."""

    lines: tuple[str, ...]
    x: float
    top: float
    right: bool = False


@dataclass(frozen=True)
class Drawing:
    """Everything that is drawn over the actor columns of one page."""

    symbols: tuple[Symbol, ...]
    paths: tuple[Path, ...]
    labels: tuple[Label, ...]


def pill(x: float, y: float, text: str, width: float = PILL_WIDTH) -> Symbol:
    """Where a run starts or ends."""
    return Symbol(Kind.START_OR_END, x, y, width, PILL_HEIGHT, text)


def connector(x: float, y: float, letter: str) -> Symbol:
    """Where the flow goes on upon another page."""
    return Symbol(Kind.CONNECTOR, x, y, CONNECTOR, CONNECTOR, letter)


def draw(canvas: Canvas, drawing: Drawing, top: float) -> None:
    """Draw with y = 0 at ``top``. Lines first: symbols and labels lie over them."""
    canvas.saveState()
    canvas.translate(0, top)
    canvas.setStrokeColor(styles.INK)
    canvas.setLineWidth(_STROKE)
    canvas.setLineJoin(0)
    for path in drawing.paths:
        _draw_path(canvas, path)
    for label in drawing.labels:
        _draw_label(canvas, label)
    for symbol in drawing.symbols:
        _draw_symbol(canvas, symbol)
    canvas.restoreState()


def _draw_path(canvas: Canvas, path: Path) -> None:
    points = [(x, -y) for x, y in path.points]
    if path.arrow:
        (x0, y0), (x1, y1) = points[-2:]
        length = max(abs(x1 - x0) + abs(y1 - y0), 0.001)
        along = ((x1 - x0) / length, (y1 - y0) / length)
        base = (x1 - along[0] * _HEAD_LENGTH, y1 - along[1] * _HEAD_LENGTH)
        across = (-along[1] * _HEAD_WIDTH / 2, along[0] * _HEAD_WIDTH / 2)
        _fill(
            canvas, [(x1, y1), (base[0] + across[0], base[1] + across[1]), (base[0] - across[0], base[1] - across[1])]
        )
        points[-1] = base
    line = canvas.beginPath()
    line.moveTo(*points[0])
    for point in points[1:]:
        line.lineTo(*point)
    canvas.drawPath(line, stroke=1, fill=0)


def _fill(canvas: Canvas, corners: Sequence[Point]) -> None:
    canvas.setFillColor(styles.INK)
    canvas.drawPath(_polygon(canvas, corners), stroke=0, fill=1)


def _draw_label(canvas: Canvas, label: Label) -> None:
    """On white, so that a line passing behind does not strike the words out."""
    widest = max((fonts.width(line, fonts.SANS, LABEL_SIZE) for line in label.lines), default=0.0)
    left = label.x - widest if label.right else label.x
    height = len(label.lines) * LABEL_LINE
    canvas.setFillColor(white)
    canvas.rect(left - 0.6, -label.top - height + 0.4, widest + 1.2, height - 0.4, stroke=0, fill=1)
    canvas.setFillColor(styles.INK)
    canvas.setFont(fonts.SANS, LABEL_SIZE)
    for number, line in enumerate(label.lines):
        y = -label.top - number * LABEL_LINE - LABEL_SIZE * 0.86
        (canvas.drawRightString if label.right else canvas.drawString)(label.x, y, line)


def _draw_symbol(canvas: Canvas, symbol: Symbol) -> None:
    x, y, half, up = symbol.x, -symbol.y, symbol.width / 2, symbol.height / 2
    canvas.setFillColor(white)
    if symbol.kind is Kind.START_OR_END:
        canvas.roundRect(x - half, y - up, symbol.width, symbol.height, up, stroke=1, fill=1)
    else:
        canvas.drawPath(_polygon(canvas, _corners(symbol.kind, x, y, half, up)), stroke=1, fill=1)
    if symbol.text:
        shift = up * 0.2 if symbol.kind is Kind.CONNECTOR else 0
        size = min(7.0, 7.0 * (symbol.width - 3) / fonts.width(symbol.text, fonts.SANS, 7.0))
        canvas.setFillColor(styles.INK)
        canvas.setFont(fonts.SANS, size)
        canvas.drawCentredString(x, y + shift - size * 0.35, symbol.text)


def _corners(kind: Kind, x: float, y: float, half: float, up: float) -> list[Point]:
    if kind is Kind.DECISION:
        return [(x, y + up), (x + half, y), (x, y - up), (x - half, y)]
    if kind is Kind.CONNECTOR:
        return [(x - half, y + up), (x + half, y + up), (x + half, y - up * 0.2), (x, y - up), (x - half, y - up * 0.2)]
    return [(x - half, y + up), (x + half, y + up), (x + half, y - up), (x - half, y - up)]


def _polygon(canvas: Canvas, corners: Sequence[Point]) -> object:
    path = canvas.beginPath()
    path.moveTo(*corners[0])
    for corner in corners[1:]:
        path.lineTo(*corner)
    path.close()
    return path
