"""How much room the symbols of a row need, and where they lie in it. Points; y grows downwards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reports import fonts
from reports.sop_graph import Exit, Node, Side
from reports.sop_shapes import CONNECTOR, LABEL_LINE, LABEL_SIZE, PILL_HEIGHT, PILL_WIDTH
from reports.styles import MM
from reports.text import one_line

#: Widest activity and decision; in narrow columns they leave the margins to the lines that pass.
_WIDEST = {False: 17 * MM, True: 19 * MM}
_HEIGHT = {False: 8 * MM, True: 11 * MM}
_MARGIN = 3.4 * MM
PAD = 1.6 * MM
_CHANNEL = 4 * MM
#: Room above a symbol that other rows lead to, and where in it their lines arrive.
_ENTRY_CHANNEL, _ENTRY_LINE = 7.6 * MM, 3.2 * MM
_BOTTOM = 2.6 * MM
STEM = 4.4 * MM
_LEVEL = 6.5 * MM
CLEAR = 0.8 * MM
_MOST_LINES = 3
#: Between a symbol and a connector that hangs below its side.
HANG = 0.7 * MM


def symbol_width(lane: float, *, decision: bool) -> float:
    """How wide an activity or a decision is drawn in a column of ``lane`` points."""
    return min(_WIDEST[decision], lane - 2 * _MARGIN)


@dataclass(frozen=True)
class Lanes:
    """The actor columns: left edge of the first, width of each, how many."""

    left: float
    width: float
    count: int

    @property
    def margin(self) -> float:
        """Room beside the widest symbol, where lines pass."""
        return (self.width - symbol_width(self.width, decision=True)) / 2

    def middle(self, column: int) -> float:
        return self.left + (column + 0.5) * self.width

    def has(self, column: int, side: Side) -> bool:
        """True if there is a column beside this one."""
        return 0 <= column + side.value < self.count

    def beside(self, column: int, side: Side, width: float) -> float:
        """Where a symbol of ``width`` stands beside ``column``: in the next one, or at the edge of this one."""
        if self.has(column, side):
            return self.middle(column + side.value)
        return self.middle(column) + side.value * (self.width / 2 - width / 2 - 1)

    def pill_width(self, column: int, side: Side) -> float:
        """An end beside a symbol must fit into its column."""
        room = self.width if side is Side.BELOW or self.has(column, side) else self.width / 2
        return min(PILL_WIDTH, room - 2 * MM)

    def hangs(self, column: int, way: Exit) -> bool:
        """True for a jump at the edge: a connector has no room beside its symbol and hangs below the line."""
        jump = not way.main and not way.level and way.target is not None
        return jump and way.side is not Side.BELOW and not self.has(column, way.side)


@dataclass(frozen=True)
class RowFigure:
    """The symbol of a row with what hangs on it.

    Attributes:
        width / height: of the symbol.
        middle: of the symbol, from the top of the figure.
        entry: where lines from other rows arrive, from the top of the figure.
        levels: where ways leave the line below the symbol.
        total: height of the figure.
        labels: the lines of each exit's label, in the order of the exits.
    """

    width: float
    height: float
    middle: float
    entry: float
    levels: tuple[float, ...]
    total: float
    labels: tuple[tuple[str, ...], ...]


def figure(node: Node, lanes: Lanes) -> RowFigure:
    """Measure the figure of a row."""
    width = symbol_width(lanes.width, decision=node.decision)
    height = _HEIGHT[node.decision]
    labels = tuple(_wrapped(way.label, _room(way, lanes, width)) for way in node.exits)
    pairs = list(zip(node.exits, labels, strict=True))
    head = PAD + (PILL_HEIGHT if node.index == 0 else 0)
    usual = _ENTRY_CHANNEL if node.entered else _CHANNEL
    above = max((_height(way, lines) for way, lines in pairs if _above(way, node.index)), default=0.0)
    taken = _ENTRY_LINE + CLEAR if node.entered else 0.0
    channel = max(usual, taken + above - height / 2 + CLEAR)
    middle = head + channel + height / 2
    under = max((_height(way, lines) for way, lines in pairs if _under(way, node.index)), default=0.0)
    bottom = max(middle + height / 2, middle + under) + _BOTTOM
    if any(lanes.hangs(node.column, way) for way in node.exits):
        bottom = max(bottom, middle + height / 2 + CONNECTOR + 2 * HANG)
    levels, bottom = _levels(pairs, middle + height / 2, bottom)
    if any(way.side is Side.BELOW and way.target is None for way in node.exits):
        bottom += STEM - _BOTTOM + PILL_HEIGHT + PAD
    return RowFigure(width, height, middle, head + _ENTRY_LINE, levels, bottom, labels)


def _levels(
    pairs: Sequence[tuple[Exit, tuple[str, ...]]], symbol_end: float, bottom: float
) -> tuple[tuple[float, ...], float]:
    """Heights of the ways that leave the line below the symbol, and the new bottom of the figure."""
    straight = max((len(lines) for way, lines in pairs if way.side is Side.BELOW), default=0) * LABEL_LINE
    levels, at = [], symbol_end
    for _, lines in sorted(((way, lines) for way, lines in pairs if way.level), key=lambda pair: pair[0].level):
        at += max(_LEVEL, len(lines) * LABEL_LINE + 2 * CLEAR)
        levels.append(at)
    if straight:
        at += straight + CLEAR
    return tuple(levels), max(bottom, at + _BOTTOM)


def _height(way: Exit, lines: tuple[str, ...]) -> float:
    """How far the label of a way reaches from its line; a symbol may stand at the end of all but the shortest."""
    beside = 0.0 if way.main else PILL_HEIGHT / 2
    return beside + (len(lines) * LABEL_LINE + CLEAR if lines else 0.0)


def _above(way: Exit, index: int) -> bool:
    """The label stands over the line, unless the line turns upwards."""
    return way.side is not Side.BELOW and not way.level and not _under(way, index)


def _under(way: Exit, index: int) -> bool:
    return way.side is not Side.BELOW and not way.level and turns_up(way, index)


def turns_up(way: Exit, index: int) -> bool:
    """True for a way back to this row or one before it."""
    return way.target is not None and way.target <= index


def _room(way: Exit, lanes: Lanes, symbol: float) -> float:
    """Width a label may take."""
    half, free = lanes.width / 2, (lanes.width - symbol) / 2
    if way.side is Side.BELOW or way.level:
        return half - 1.2 * MM
    if way.main:
        return free + half - 1.5 * MM
    if way.target is None:
        return free + half + PILL_WIDTH / 2
    return free + half - 0.8 * MM


def has_room(nodes: Sequence[Node], lanes: Lanes) -> bool:
    """True if every label fits beside its line, no word broken, in three lines at most."""
    for node in nodes:
        width = symbol_width(lanes.width, decision=node.decision)
        for way in node.exits:
            room = _room(way, lanes, width)
            words = max((fonts.width(word, fonts.SANS, LABEL_SIZE) for word in way.label.split()), default=0.0)
            if words > room or len(_wrapped(way.label, room)) > _MOST_LINES:
                return False
    return True


def _wrapped(text: str, room: float) -> tuple[str, ...]:
    """``text`` in lines of at most ``room`` points where its words allow it."""
    lines: list[str] = []
    for word in one_line(text).split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and fonts.width(longer, fonts.SANS, LABEL_SIZE) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)


def letters_of(targets: Sequence[int]) -> Mapping[int, str]:
    """A letter for each row that is reached from another page: A to Z, then AA, AB …"""
    found = {}
    for number, target in enumerate(sorted(set(targets))):
        more, rest = divmod(number, 26)
        found[target] = (chr(64 + more) if more else "") + chr(65 + rest)
    return found
