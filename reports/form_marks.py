"""Small drawings for the pen: boxes for digits, boxes to tick, lines to write on."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph

from reports import fonts, styles
from reports.text import escape, one_line

MM = styles.MM
LABEL_SIZE, VALUE_SIZE, OPTION_SIZE = 7.8, 9.5, 8.6
#: Height of one line of handwriting.
WRITING_LINE = 7.5 * MM
_DIGIT_WIDTH, _DIGIT_HEIGHT = 5.2 * MM, 6.2 * MM
_TICK = 3.1 * MM
_TICK_GAP = 1.6 * MM
_TICK_LEADING = 4.9 * MM
_COLUMN_GAP = 4 * MM
_MOST_COLUMNS = 4
_SIGNED_WIDTH, _SIGNED_HEIGHT = 70 * MM, 18 * MM


class Space(Flowable):
    """Room to write in; the frame around the field is its line."""

    def __init__(self, height: float = 6.4 * MM) -> None:
        super().__init__()
        self._height = height

    def wrap(self, available_width: float, _available_height: float) -> tuple[float, float]:
        return available_width, self._height

    def draw(self) -> None:
        """Nothing: it is meant to stay empty."""


class WritingLines(Flowable):
    """Dotted lines for longer handwriting; a page break may fall between two of them."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self._count = max(count, 1)
        self._width = 0.0

    def wrap(self, available_width: float, _available_height: float) -> tuple[float, float]:
        self._width = available_width
        return available_width, self._count * WRITING_LINE

    def split(self, _available_width: float, available_height: float) -> list[Flowable]:
        fit = int(available_height / WRITING_LINE)
        if fit < 1 or fit >= self._count:
            return []
        return [WritingLines(fit), WritingLines(self._count - fit)]

    def draw(self) -> None:
        for number in range(self._count):
            _dotted(self.canv, 0, self._width, 1.2 * MM + number * WRITING_LINE)


class SignatureSpace(Flowable):
    """Room to sign above a line with the name below it, in one piece."""

    def __init__(self, name: str = "") -> None:
        super().__init__()
        self._name = Paragraph(escape(name), styles.style(VALUE_SIZE, bold=True)) if name else None

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        self._width = min(available_width, _SIGNED_WIDTH)
        self._below = self._name.wrap(self._width, available_height)[1] if self._name else WRITING_LINE
        return available_width, _SIGNED_HEIGHT + self._below

    def draw(self) -> None:
        _dotted(self.canv, 0, self._width, self._below + 1 * MM)
        if self._name:
            self._name.drawOn(self.canv, 0, 0)
        else:
            self.canv.setFont(fonts.SANS, LABEL_SIZE)
            self.canv.setFillColor(styles.GREY)
            self.canv.drawString(0, self._below - 3 * MM, "Nama:")


class DigitBoxes(Flowable):
    """Boxes for single digits in groups, a sign between the groups: ``[2, 2, 4]`` with "/" for a date."""

    def __init__(self, groups: Sequence[int], between: str = "", under: Sequence[str] = ()) -> None:
        super().__init__()
        self._groups, self._between, self._under = tuple(groups), between, tuple(under)

    def wrap(self, available_width: float, _available_height: float) -> tuple[float, float]:
        natural = sum(self._groups) * _DIGIT_WIDTH + (len(self._groups) - 1) * 3 * MM
        self._scale = min(1.0, available_width / natural)
        return natural * self._scale, (_DIGIT_HEIGHT + (2.6 * MM if self._under else 0.6 * MM)) * self._scale

    def draw(self) -> None:
        canvas: Canvas = self.canv
        canvas.saveState()
        canvas.scale(self._scale, self._scale)
        canvas.setStrokeColor(styles.GREY)
        canvas.setLineWidth(0.6)
        x, y = 0.0, 2.4 * MM if self._under else 0.4 * MM
        for index, count in enumerate(self._groups):
            canvas.grid([x + n * _DIGIT_WIDTH for n in range(count + 1)], [y, y + _DIGIT_HEIGHT])
            if self._under:
                canvas.setFillColor(styles.GREY)
                canvas.setFont(fonts.SANS, 5.5)
                canvas.drawCentredString(x + count * _DIGIT_WIDTH / 2, 0.3 * MM, self._under[index])
            x += count * _DIGIT_WIDTH
            if index < len(self._groups) - 1:
                canvas.setFillColor(styles.INK)
                canvas.setFont(fonts.SANS, 10)
                canvas.drawCentredString(x + 1.5 * MM, y + 1.8 * MM, self._between)
                x += 3 * MM
        canvas.restoreState()


class Ticks(Flowable):
    """Boxes to tick with their labels, in as many columns as fit; ``line`` adds a dotted line after the last one."""

    def __init__(self, labels: Sequence[str], ticked: Sequence[bool] = (), *, line: bool = False) -> None:
        super().__init__()
        self._labels = tuple(labels)
        self._ticked = tuple(ticked) or (False,) * len(self._labels)
        self._line = line

    def wrap(self, available_width: float, _available_height: float) -> tuple[float, float]:
        self._width = available_width
        self._columns = _columns(self._labels, available_width)
        self._cell = (available_width - (self._columns - 1) * _COLUMN_GAP) / self._columns
        style = styles.style(OPTION_SIZE, leading=1.12)
        self._texts = [Paragraph(escape(label), style) for label in self._labels]
        self._heights = [text.wrap(self._cell - _TICK - _TICK_GAP, 10_000)[1] for text in self._texts]
        self._rows = [
            max(_TICK_LEADING, *(height + 1.1 * MM for height in self._heights[start : start + self._columns]))
            for start in range(0, len(self._labels), self._columns)
        ]
        return available_width, sum(self._rows) + 0.4 * MM

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        self.wrap(available_width, available_height)
        room, rows = available_height - 0.4 * MM, 0
        while rows < len(self._rows) and self._rows[rows] <= room:
            room -= self._rows[rows]
            rows += 1
        cut = rows * self._columns
        if not 0 < cut < len(self._labels):
            return []
        return [
            Ticks(self._labels[:cut], self._ticked[:cut]),
            Ticks(self._labels[cut:], self._ticked[cut:], line=self._line),
        ]

    def draw(self) -> None:
        top = sum(self._rows) + 0.4 * MM
        for index, text in enumerate(self._texts):
            row, column = divmod(index, self._columns)
            y = top - sum(self._rows[:row])
            x = column * (self._cell + _COLUMN_GAP)
            tick_box(self.canv, x, y - _TICK - 0.7 * MM, ticked=self._ticked[index])
            text.drawOn(self.canv, x + _TICK + _TICK_GAP, y - self._heights[index] - 0.3 * MM)
        if self._line:
            self._draw_line(top)

    def _draw_line(self, top: float) -> None:
        """From behind the last label to the end of its row."""
        row, column = divmod(len(self._labels) - 1, self._columns)
        start = column * (self._cell + _COLUMN_GAP) + _TICK + _TICK_GAP
        start += fonts.width(self._labels[-1], fonts.SANS, OPTION_SIZE) + 1.5 * MM
        _dotted(self.canv, start, self._width, top - sum(self._rows[:row]) - _TICK - 0.9 * MM)


class ScaleBoxes(Flowable):
    """The figures of a scale in boxes, one to be circled or ticked."""

    def __init__(self, low: int, high: int) -> None:
        super().__init__()
        self._low, self._high = low, high

    def wrap(self, available_width: float, _available_height: float) -> tuple[float, float]:
        self._step = min(9 * MM, available_width / (self._high - self._low + 1))
        return available_width, 6.8 * MM

    def draw(self) -> None:
        canvas: Canvas = self.canv
        canvas.setStrokeColor(styles.GREY)
        canvas.setLineWidth(0.6)
        canvas.setFont(fonts.SANS, OPTION_SIZE)
        for index, figure in enumerate(range(self._low, self._high + 1)):
            canvas.rect(index * self._step, 0.5 * MM, self._step, 6 * MM)
            canvas.drawCentredString((index + 0.5) * self._step, 2.5 * MM, str(figure))


class LabelledLines(Flowable):
    """Short words each followed by a dotted line, side by side: "Desa/Kel. ……… Kec. ………"."""

    def __init__(self, words: Sequence[str]) -> None:
        super().__init__()
        self._words = tuple(words)

    def wrap(self, available_width: float, _available_height: float) -> tuple[float, float]:
        self._width = available_width
        return available_width, 6.6 * MM

    def draw(self) -> None:
        step = self._width / len(self._words)
        self.canv.setFont(fonts.SANS, LABEL_SIZE)
        self.canv.setFillColor(styles.GREY)
        for index, word in enumerate(self._words):
            x = index * step
            self.canv.drawString(x, 1.4 * MM, word)
            end = x + step - (2 * MM if index < len(self._words) - 1 else 0)
            _dotted(self.canv, x + fonts.width(word, fonts.SANS, LABEL_SIZE) + 1.2 * MM, end, 1.2 * MM)


def tick_box(canvas: Canvas, x: float, y: float, *, ticked: bool = False) -> None:
    """An empty or ticked box with its lower left corner at ``x``, ``y``."""
    canvas.saveState()
    canvas.setStrokeColor(styles.INK)
    canvas.setLineWidth(0.7)
    canvas.rect(x, y, _TICK, _TICK)
    if ticked:
        canvas.setLineWidth(1.4)
        canvas.setLineCap(1)
        canvas.line(x + 0.18 * _TICK, y + 0.52 * _TICK, x + 0.42 * _TICK, y + 0.2 * _TICK)
        canvas.line(x + 0.42 * _TICK, y + 0.2 * _TICK, x + 0.88 * _TICK, y + 0.9 * _TICK)
    canvas.restoreState()


def plain(text: str, size: float = VALUE_SIZE, *, bold: bool = False) -> Paragraph:
    """A text from a person as a paragraph that shows exactly what was typed."""
    return Paragraph(escape(text), styles.style(size, bold=bold, leading=1.25))


def _columns(labels: Sequence[str], width: float) -> int:
    """How many columns hold the longest label on one line, so that boxes stand below each other from field to field.

    Where none does, many long labels wrap in two columns, a few stand below each other.
    """
    longest = max(fonts.width(one_line(label), fonts.SANS, OPTION_SIZE) for label in labels)
    needed = longest + _TICK + _TICK_GAP + 0.5 * MM
    for count in range(_MOST_COLUMNS, 1, -1):
        if (width - (count - 1) * _COLUMN_GAP) / count >= needed:
            return count
    return 2 if len(labels) > 4 and width > 120 * MM else 1


def _dotted(canvas: Canvas, start: float, end: float, y: float) -> None:
    if end - start < 2 * MM:
        return
    canvas.saveState()
    canvas.setStrokeColor(styles.GREY)
    canvas.setLineWidth(0.7)
    canvas.setLineCap(1)
    canvas.setDash(0.1, 2.2)
    canvas.line(start, y, end, y)
    canvas.restoreState()
