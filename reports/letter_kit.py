"""What every part of a letter is set with: measures, typeface, and the line "Label : value"."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph

from reports import fonts, styles
from reports.flow import Cell, Row
from reports.styles import MM, Align
from reports.text import escape

#: Room of the label of a clause or of a line of the head, and of the colon behind it.
HEAD = 24 * MM
COLON = 4 * MM
LABEL_GAP = 1.5 * MM


@dataclass(frozen=True)
class Kit:
    """Measures of one attempt to set a letter, and the office's habits.

    Attributes:
        width: of the body, in points.
        size / leading / gap: type size, leading as its multiple, space between blocks in points.
        options: the office's settings: ``nip`` ("NIP" or "NIP."), ``nama`` ("tebal", "garis_bawah" or "biasa"),
            ``pangkat`` ("lengkap" or "tanpa_golongan"), ``urutan`` of officers ("nip" or "pangkat" first), ``huruf``
            the typeface ("arial" or "bookman").
    """

    width: float
    size: float
    leading: float
    gap: float
    options: dict[str, str]

    @property
    def face(self) -> fonts.Face:
        """The typeface."""
        return fonts.FACES[self.options.get("huruf", "arial")]

    def style(self, *, bold: bool = False, align: Align = "left", smaller: float = 0, **more: float) -> ParagraphStyle:
        """A style in this letter's size and typeface."""
        return styles.style(self.size - smaller, bold=bold, align=align, leading=self.leading, face=self.face, **more)

    @property
    def line(self) -> float:
        """Height of one line of text."""
        return self.size * self.leading

    def label_width(self, label: str) -> float:
        """What a label takes with the space behind it, in points."""
        return fonts.width(label, self.face.regular, self.size) + 2 * LABEL_GAP

    def text(self, words: str, *, bold: bool = False, align: Align = "left", smaller: float = 0) -> Paragraph:
        """``words`` as plain text."""
        return self.set(words, self.style(bold=bold, align=align, smaller=smaller))

    def set(self, words: str, style: ParagraphStyle, *, mark: str = "") -> Paragraph:
        """``words`` in a style, all inside the markup ``mark`` ("u", "strike") if there is one."""
        text = escape(words, style.fontName)
        return Paragraph(f"<{mark}>{text}</{mark}>" if mark else text, style)


def labelled(kit: Kit, label: str, value: str, width: float, *, left: float = 0, bold: bool = False) -> Row:
    """ "Label : value"; ``width`` of the label in points."""
    start = left + width + COLON
    return Row(
        [
            Cell(left, width - LABEL_GAP, kit.text(label)),
            Cell(left + width, COLON, kit.text(":")),
            Cell(start, kit.width - start, kit.text(value, bold=bold)),
        ],
        after=1,
    )
