"""The grid of a form: framed fields, alone or two in a row, that flow over page breaks without losing their frame."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus import Flowable, Paragraph, Table

from reports import styles
from reports.form_marks import WritingLines
from reports.text import escape

MM = styles.MM
_PAD_X, _PAD_TOP, _PAD_BOTTOM = 2 * MM, 1.1 * MM, 1.3 * MM
_UNDER_LABEL = 0.6 * MM
_LINE = 0.5
#: A field begins on a page only if this much of its answer fits there too.
_LEAST_ANSWER = 9 * MM
_LEAST_TABLE = 24 * MM
_ENDLESS = 100_000.0


class FieldBox(Flowable):
    """A label above its answer in a frame. A long answer goes on in an open frame on the next page."""

    def __init__(self, label: Flowable | None, answer: Sequence[Flowable], *, first: bool = True, last: bool = True):
        super().__init__()
        self._label, self._answer = label, list(answer)
        self._first, self._last = first, last

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        self._width = available_width
        inner = available_width - 2 * _PAD_X
        label = self._label.wrap(inner, available_height)[1] + _UNDER_LABEL if self._label else 0.0
        self._heights = [part.wrap(inner, available_height)[1] for part in self._answer]
        self._label_height = label
        self.natural = _PAD_TOP + label + sum(self._heights) + _PAD_BOTTOM
        self._height = self.natural
        return available_width, self._height

    def least(self, width: float) -> float:
        """Height of the smallest piece that may stand alone at the foot of a page."""
        natural = self.wrap(width, _ENDLESS)[1]
        first = self._answer[0] if self._answer else None
        if isinstance(first, (Paragraph, WritingLines)):
            return min(natural, _PAD_TOP + self._label_height + _LEAST_ANSWER + _PAD_BOTTOM)
        return float(natural)

    def stretch(self, height: float) -> None:
        """Grow to the height of a neighbour in the same row."""
        self._height = max(height, self.natural)

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        self.wrap(available_width, available_height)
        inner = available_width - 2 * _PAD_X
        room = available_height - _PAD_TOP - _PAD_BOTTOM - self._label_height
        if room < _LEAST_ANSWER:
            return []
        here: list[Flowable] = []
        rest = list(self._answer)
        while rest and self._height_of(rest[0], inner) <= room:
            room -= self._height_of(rest[0], inner)
            here.append(rest.pop(0))
        if rest and (parts := rest[0].split(inner, room)):
            here.append(parts[0])
            rest[:1] = parts[1:]
        if not here or not rest:
            return []
        return [
            FieldBox(self._label, here, first=self._first, last=False),
            FieldBox(None, rest, first=False, last=self._last),
        ]

    @staticmethod
    def _height_of(part: Flowable, width: float) -> float:
        return float(part.wrap(width, _ENDLESS)[1])

    def draw(self) -> None:
        canvas = self.canv
        canvas.saveState()
        canvas.setStrokeColor(styles.HAIRLINE)
        canvas.setLineWidth(_LINE)
        canvas.line(0, 0, 0, self._height)
        canvas.line(self._width, 0, self._width, self._height)
        if self._first:
            canvas.line(0, self._height, self._width, self._height)
        if self._last:
            canvas.line(0, 0, self._width, 0)
        canvas.restoreState()
        y = self._height - _PAD_TOP
        if self._label:
            y -= self._label_height
            self._label.drawOn(canvas, _PAD_X, y + _UNDER_LABEL)
        for part, height in zip(self._answer, self._heights, strict=True):
            y -= height
            part.drawOn(canvas, _PAD_X, y)


class Pair(Flowable):
    """Two fields side by side, equally high; it moves to the next page as a whole."""

    def __init__(self, left: FieldBox, right: FieldBox) -> None:
        super().__init__()
        self._boxes = (left, right)

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        self._half = available_width / 2
        height = max(box.wrap(self._half, available_height)[1] for box in self._boxes)
        for box in self._boxes:
            box.stretch(height)
        self._height = height
        return available_width, height

    def draw(self) -> None:
        for index, box in enumerate(self._boxes):
            box.drawOn(self.canv, index * self._half, 0)


class SectionBar(Flowable):
    """The heading of a section: a shaded bar with a dark edge."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._text = Paragraph(escape(title), styles.style(10, bold=True, leading=1.15))
        self.spaceBefore = 3 * MM

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        self._width = available_width
        self._text_height = self._text.wrap(available_width - 5 * MM, available_height)[1]
        return available_width, self._text_height + 2.4 * MM

    def draw(self) -> None:
        height = self._text_height + 2.4 * MM
        self.canv.saveState()
        self.canv.setFillColor(styles.SHADE)
        self.canv.rect(0, 0, self._width, height, stroke=0, fill=1)
        self.canv.setFillColor(styles.INK)
        self.canv.rect(0, 0, 1.2 * MM, height, stroke=0, fill=1)
        self.canv.restoreState()
        self._text.drawOn(self.canv, 3 * MM, 1.1 * MM)


def least_height(parts: Sequence[Flowable], width: float) -> float:
    """How much room the beginning of ``parts`` needs, so that a heading above it does not stand alone."""
    height = 0.0
    for part in parts:
        if isinstance(part, Table):
            return height + _LEAST_TABLE
        if isinstance(part, FieldBox):
            return height + part.least(width)
        height += part.wrap(width, _ENDLESS)[1]
        if isinstance(part, Pair):
            break
    return height
