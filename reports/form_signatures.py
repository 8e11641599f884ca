"""The end of a form: closing sentence, place and date, places to sign and the box for a thumbprint."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus import Flowable, Paragraph, Spacer, Table, TableStyle

from models.forms.spec import SignatureSlot
from reports import fonts, styles
from reports.text import escape, one_line

MM = styles.MM
_SIGN_HEIGHT = 19 * MM
_MOST_IN_ROW = 3
_SIZE = 9.2
_DOTS = "." * 46
_THUMB_WIDTH, _THUMB_HEIGHT = 15 * MM, 19 * MM


def closing(
    slots: Sequence[SignatureSlot], names: Sequence[str], place_date: str, statement: str, width: float
) -> list[Flowable]:
    """Everything below the last question; to be kept together by the caller."""
    parts: list[Flowable] = []
    if statement:
        parts += [Spacer(0, 3 * MM), Paragraph(escape(statement), styles.style(_SIZE, leading=1.3, align="justify"))]
    if not slots:
        return parts
    shown = one_line(place_date) or "................................., ................................. 20....."
    parts += [
        Spacer(0, 4 * MM),
        Paragraph(escape(shown), styles.style(_SIZE, align="right")),
        Spacer(0, 1.5 * MM),
    ]
    in_row = 2 if len(slots) == 4 else _MOST_IN_ROW
    for start in range(0, len(slots), in_row):
        row = list(enumerate(slots))[start : start + in_row]
        parts += [_row([(slot, _name(names, index)) for index, slot in row], width), Spacer(0, 3 * MM)]
    return parts


def _name(names: Sequence[str], index: int) -> str:
    return one_line(names[index]) if index < len(names) else ""


def _row(slots: Sequence[tuple[SignatureSlot, str]], width: float) -> Table:
    """One row of slots; a single one stands at the right as in letters."""
    cells: list[list[Flowable] | str] = [_slot(slot, name) for slot, name in slots]
    while len(cells) < 2:
        cells.insert(0, "")
    drawn = Table([cells], [width / len(cells)] * len(cells))
    drawn.setStyle(
        TableStyle(
            [
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LEFTPADDING", (0, 0), (-1, -1), 1 * MM),
                ("RIGHTPADDING", (0, 0), (-1, -1), 1 * MM),
                ("TOPPADDING", (0, 0), (-1, -1), 0),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
            ]
        )
    )
    return drawn


def _slot(slot: SignatureSlot, name: str) -> list[Flowable]:
    centred = styles.style(_SIZE, align="center", leading=1.2)
    space: Flowable = ThumbBox() if slot.thumbprint else Spacer(0, _SIGN_HEIGHT)
    bold = styles.style(_SIZE, align="center", leading=1.2, bold=True)
    below = Paragraph(escape(name), bold) if name else Paragraph(_DOTS, centred)
    return [Paragraph(escape(slot.role), centred), Spacer(0, 1 * MM), space, Spacer(0, 1 * MM), below]


class ThumbBox(Flowable):
    """Room to sign with a small box beside it for those who sign with a thumb."""

    def wrap(self, available_width: float, _available_height: float) -> tuple[float, float]:
        self._width = available_width
        return available_width, _SIGN_HEIGHT

    def draw(self) -> None:
        self.canv.saveState()
        self.canv.setStrokeColor(styles.HAIRLINE)
        self.canv.setLineWidth(0.6)
        self.canv.setDash(1.5, 1.5)
        self.canv.rect(0, 0, _THUMB_WIDTH, _THUMB_HEIGHT)
        self.canv.setFillColor(styles.GREY)
        self.canv.setFont(fonts.SANS, 5.8)
        self.canv.drawCentredString(_THUMB_WIDTH / 2, 1.2 * MM, "cap jempol")
        self.canv.restoreState()
