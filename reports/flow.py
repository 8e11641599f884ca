"""Flowables that the papers share: rows that break across pages, ends that stay together, boxes, dots, cut lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph

from reports import fonts, styles


@dataclass(frozen=True)
class Cell:
    """One part of a row: ``left`` edge and ``width`` in points from the row's left edge."""

    left: float
    width: float
    content: Flowable


class Row(Flowable):
    """Paragraphs side by side, tops level. Breaks across pages inside its texts, unlike a row of a table."""

    def __init__(self, cells: Sequence[Cell], *, after: float = 0) -> None:
        super().__init__()
        self._cells = tuple(cells)
        self._heights: list[float] = []
        self.spaceAfter = after

    def beside(self, cells: Sequence[Cell]) -> Row:
        """This row with more cells, such as a label at its left."""
        return Row([*cells, *self._cells], after=self.spaceAfter)

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        del available_height
        if not self._heights:  # breaking a long text into lines is dear and does not depend on the room
            self._heights = [cell.content.wrap(cell.width, 1e6)[1] for cell in self._cells]
        self.width, self.height = available_width, max(self._heights, default=0.0)
        return self.width, self.height

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        self._heights = []  # a paragraph that was asked to split forgets its lines
        first, rest = [], []
        for cell in self._cells:
            parts = cell.content.split(cell.width, available_height)
            if not parts:
                return []
            first.append(Cell(cell.left, cell.width, parts[0]))
            if len(parts) > 1:
                rest.append(Cell(cell.left, cell.width, parts[1]))
        return [Row(first), Row(rest, after=self.spaceAfter)] if rest else [self]

    @property
    def leading(self) -> Flowable | None:
        """What is read first."""
        return self._cells[0].content if self._cells else None

    def draw(self) -> None:
        for cell, height in zip(self._cells, self._heights, strict=True):
            cell.content.drawOn(self.canv, cell.left, self.height - height)


class SignedEnd(Flowable):
    """The last text and the signature: they break so that at least two lines of text stand above the signature."""

    _LINES = 2

    def __init__(self, text: Flowable, signature: Flowable, gap: float, line: float) -> None:
        super().__init__()
        self._text, self._signature, self._gap, self._line = text, signature, gap, line

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        self._text_height = self._text.wrap(available_width, available_height)[1]
        self._sign_height = self._signature.wrap(available_width, available_height)[1]
        self.width = available_width
        self.height = self._text_height + self._gap + self._sign_height
        return self.width, self.height

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        _, height = self.wrap(available_width, available_height)
        if height <= available_height:
            return [self]
        room = min(available_height, self._text_height - self._LINES * self._line)
        parts = self._text.split(available_width, room) if room > 0 else []
        if len(parts) != 2:
            return []
        return [parts[0], SignedEnd(parts[1], self._signature, self._gap, self._line)]

    @property
    def leading(self) -> Flowable:
        """What is read first."""
        return self._text

    def draw(self) -> None:
        self._text.drawOn(self.canv, 0, self.height - self._text_height)
        self._signature.drawOn(self.canv, 0, 0)


def first_word(flowable: Flowable | None) -> str:
    """The word that running text begins with; "" for tables, signatures and everything else that is no text."""
    if isinstance(flowable, (Row, SignedEnd)):
        return first_word(flowable.leading)
    if not isinstance(flowable, Paragraph):
        return ""
    for part in flowable.frags:  # a paragraph that was split keeps words instead of text
        words = getattr(part, "text", "").split() or list(getattr(part, "words", ()))
        if words:
            return str(words[0])
    return ""


class Stack(Flowable):
    """Flowables above one another that part only if they are taller than any page; ``left`` indents them, in points."""

    _TALLEST = 200 * styles.MM

    def __init__(self, parts: Sequence[Flowable], left: float = 0, width: float = 0) -> None:
        super().__init__()
        self._parts, self._left, self._own_width = tuple(parts), left, width

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        self._sizes = [part.wrap(self._inner(available_width), available_height)[1] for part in self._parts]
        gaps = [max(a.getSpaceAfter(), b.getSpaceBefore()) for a, b in zip(self._parts, self._parts[1:], strict=False)]
        self._gaps = [*gaps, 0.0]
        self.width, self.height = available_width, sum(self._sizes) + sum(self._gaps)
        return self.width, self.height

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        if self.wrap(available_width, available_height)[1] <= self._TALLEST:
            return []
        first, rest, left = [], list(self._parts), available_height
        while rest and (height := rest[0].wrap(self._inner(available_width), available_height)[1]) <= left:
            left -= height
            first.append(rest.pop(0))
        if rest and (parts := rest[0].split(self._inner(available_width), left)):
            first.append(parts[0])
            rest[:1] = parts[1:]
        if not first:
            return []
        return [Stack(part, self._left, self._own_width) for part in (first, rest) if part]

    def _inner(self, available_width: float) -> float:
        return self._own_width or available_width - self._left

    def draw(self) -> None:
        y = self.height
        for part, height, gap in zip(self._parts, self._sizes, self._gaps, strict=False):
            y -= height
            part.drawOn(self.canv, self._left, y)
            y -= gap


class SideBySide(Flowable):
    """Stacks in equal columns, tops level."""

    def __init__(self, columns: Sequence[Flowable], gap: float = 6 * styles.MM) -> None:
        super().__init__()
        self._columns, self._gap = tuple(columns), gap

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        count = max(len(self._columns), 1)
        self._each = (available_width - self._gap * (count - 1)) / count
        self._heights = [column.wrap(self._each, available_height)[1] for column in self._columns]
        self.width, self.height = available_width, max(self._heights, default=0.0)
        return self.width, self.height

    def draw(self) -> None:
        for index, (column, height) in enumerate(zip(self._columns, self._heights, strict=True)):
            column.drawOn(self.canv, index * (self._each + self._gap), self.height - height)


class DottedLine(Flowable):
    """A dotted line to write on; ``height`` points of room above it."""

    def __init__(self, height: float, *, width: float = 0, centred: bool = False) -> None:
        super().__init__()
        self._room, self._wanted, self._centred = height, width, centred

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        del available_height
        self.width, self.height = available_width, self._room
        return self.width, self.height

    def draw(self) -> None:
        width = min(self._wanted or self.width, self.width)
        left = (self.width - width) / 2 if self._centred else 0
        dots(self.canv, left, 2.5, left + width)


def dots(canvas: Canvas, left: float, y: float, right: float) -> None:
    """A dotted line to write on."""
    canvas.saveState()
    canvas.setLineWidth(0.7)
    canvas.setLineCap(1)
    canvas.setDash([0.1, 2.2])
    canvas.line(left, y, right, y)
    canvas.restoreState()


class Rule(Flowable):
    """A thin line across the body."""

    def __init__(self, thickness: float = 1.0, after: float = 8) -> None:
        super().__init__()
        self._thickness, self.spaceAfter = thickness, after

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        del available_height
        self.width, self.height = available_width, self._thickness + 2
        return self.width, self.height

    def draw(self) -> None:
        self.canv.setLineWidth(self._thickness)
        self.canv.line(0, 1, self.width, 1)


class CutLine(Flowable):
    """Where the reply slip is cut off."""

    _WORD = "potong di sini"

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        del available_height
        self.width, self.height = available_width, 14.0
        return self.width, self.height

    def draw(self) -> None:
        canvas = self.canv
        size = 7.5
        half = fonts.width(self._WORD, fonts.SANS, size) / 2 + 4
        canvas.setStrokeColor(styles.GREY)
        canvas.setFillColor(styles.GREY)
        canvas.setDash(4, 3)
        canvas.setLineWidth(0.7)
        middle = self.width / 2
        canvas.line(0, 6, middle - half, 6)
        canvas.line(middle + half, 6, self.width, 6)
        canvas.setFont(fonts.SANS, size)
        canvas.drawCentredString(middle, 3.5, self._WORD)


class TickBox(Flowable):
    """A box to tick, crossed or empty, on a line of ``line`` points."""

    SIDE = 9.5

    def __init__(self, line: float, *, ticked: bool) -> None:
        super().__init__()
        self._line, self._ticked = line, ticked

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        del available_width, available_height
        self.width, self.height = self.SIDE, self._line
        return self.width, self.height

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        del available_width
        return [self] if available_height >= self._line else []

    def draw(self) -> None:
        y = self.height - self.SIDE - 2.5
        self.canv.setLineWidth(0.9)
        self.canv.rect(0.5, y, self.SIDE, self.SIDE)
        if self._ticked:
            self.canv.setLineWidth(1.4)
            self.canv.line(2, y + 1.5, self.SIDE - 1, y + self.SIDE - 1.5)
            self.canv.line(2, y + self.SIDE - 1.5, self.SIDE - 1, y + 1.5)
