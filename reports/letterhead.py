"""The official letterhead (*kop naskah dinas*): logo at the left, lines centred, closing rule."""

from __future__ import annotations

from functools import cached_property
from io import BytesIO
from itertools import pairwise

from reportlab.lib.utils import ImageReader
from reportlab.platypus import Flowable

from models.domain.paper import Letterhead
from reports import fonts, styles
from reports.text import one_line

#: Sizes of the government line and of the names, always 3 : 4; the largest pair whose longest line fits is taken.
_SIZES = ((13.5, 18.0), (12.0, 16.0), (10.5, 14.0))
#: For names that need more than two lines even in the smallest usual size.
_SMALLEST = (9.0, 12.0)
_MOST_LINES = 2
_ADDRESS_SIZE = 9.5
_LEADING = 1.14
#: The logo may be this much of its height wide.
_LOGO_SHAPE = 0.88
_LOGO_GAP = 4 * styles.MM
_THICK, _THIN, _GAP = 2.25, 0.75, 1.5
_ABOVE_RULE = 5.0
_AFTER = 14.0


class LetterheadBlock(Flowable):
    """The letterhead as the first flowable of a paper; as wide as the body."""

    def __init__(self, letterhead: Letterhead, face: fonts.Face = fonts.ARIAL) -> None:
        super().__init__()
        self._head, self._face = letterhead, face
        self._width = 0.0
        self._logo_height = letterhead.logo_height * styles.MM
        self._logo_width = self._logo_height * _LOGO_SHAPE

    @cached_property
    def _logo(self) -> ImageReader | None:
        return ImageReader(BytesIO(self._head.logo)) if self._head.logo else None

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        self._width = available_width
        if self._head.room:
            return available_width, self._head.room * styles.MM
        self._lines = self._set_lines()
        text = sum(size * _LEADING for _, _, size in self._lines)
        self._body = max(text, self._logo_height if self._logo else 0.0)
        rule = _THICK + (_GAP + _THIN if self._head.double_rule else 0.0)
        return available_width, self._body + _ABOVE_RULE + rule + _AFTER

    def _set_lines(self) -> list[tuple[str, str, float]]:
        """(text, font, size) of every line after the size was chosen and long lines were broken."""
        names = [one_line(name) for name in self._head.names if one_line(name)]
        government = one_line(self._head.government)
        small, large = _sizes(government, names, self._text_room, self._face)
        lines = self._lines_of(government, small)
        for name in names:
            lines += self._lines_of(name, large, bold=True)
        for address in self._head.address:
            lines += self._lines_of(one_line(address), _ADDRESS_SIZE)
        return lines

    def _lines_of(self, text: str, size: float, *, bold: bool = False) -> list[tuple[str, str, float]]:
        font = self._face.of(bold=bold)
        if not all(fonts.has(font, sign) for sign in text):
            font = fonts.ARIAL.of(bold=bold)
        return [(part, font, size) for part in _broken(text, font, size, self._text_room)]

    @property
    def _text_room(self) -> float:
        return self._width - (self._logo_width + _LOGO_GAP if self._logo else 0.0)

    def draw(self) -> None:
        if self._head.room:
            return
        canvas = self.canv
        rule = self._draw_rule()
        top = rule + _ABOVE_RULE + self._body
        if self._logo:
            width, height = self._logo_size()
            canvas.drawImage(
                self._logo,
                (self._logo_width - width) / 2,
                top - self._body / 2 - height / 2,
                width,
                height,
                mask="auto",
            )
        text = sum(size * _LEADING for _, _, size in self._lines)
        y = top - (self._body - text) / 2
        centre = self._centre()
        canvas.setFillColor(styles.INK)
        for line, font, size in self._lines:
            y -= size * _LEADING
            canvas.setFont(font, size)
            canvas.drawCentredString(centre, y + size * 0.22, line)

    def _centre(self) -> float:
        """The middle of the paper if the lines clear the logo there, else the middle of the room beside it."""
        if not self._logo:
            return self._width / 2
        longest = max((fonts.width(line, font, size) for line, font, size in self._lines), default=0.0)
        reserve = self._logo_width + _LOGO_GAP
        if longest <= self._width - 2 * reserve:
            return self._width / 2
        return reserve + (self._width - reserve) / 2

    def _logo_size(self) -> tuple[float, float]:
        assert self._logo is not None  # noqa: S101 (only called when there is one)
        width, height = self._logo.getSize()
        scale = min(self._logo_width / width, self._logo_height / height)
        return width * scale, height * scale

    def _draw_rule(self) -> float:
        """Draw the closing rule and return the height of its upper edge."""
        canvas = self.canv
        canvas.setStrokeColor(styles.INK)
        y = _AFTER
        if self._head.double_rule:
            canvas.setLineWidth(_THIN)
            canvas.line(0, y + _THIN / 2, self._width, y + _THIN / 2)
            y += _THIN + _GAP
        canvas.setLineWidth(_THICK)
        canvas.line(0, y + _THICK / 2, self._width, y + _THICK / 2)
        return y + _THICK


def _sizes(government: str, names: list[str], room: float, face: fonts.Face) -> tuple[float, float]:
    """The largest pair in which every line fits; else the smallest in which names take two lines at most."""
    for small, large in _SIZES:
        fits = all(fonts.width(name, face.bold, large) <= room for name in names)
        if fits and fonts.width(government, face.regular, small) <= room:
            return small, large
    usual = _SIZES[-1]
    long = any(len(_broken(name, face.bold, usual[1], room)) > _MOST_LINES for name in names)
    return _SMALLEST if long else usual


def _broken(text: str, font: str, size: float, room: float) -> list[str]:
    """``text`` in as few lines as fit into ``room``, the lines as equal in length as they can be."""
    words = text.split()
    if not words:
        return []
    greedy = _greedy(words, font, size, room)
    if len(greedy) == 1:
        return greedy
    # The narrowest room that needs no more lines gives the most even break.
    low, high = 0.0, room
    for _ in range(12):
        middle = (low + high) / 2
        if len(_greedy(words, font, size, middle)) <= len(greedy):
            high = middle
        else:
            low = middle
    return _greedy(words, font, size, high)


def _greedy(words: list[str], font: str, size: float, room: float) -> list[str]:
    lines = [words[0]]
    for _, word in pairwise(words):
        longer = f"{lines[-1]} {word}"
        if fonts.width(longer, font, size) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
