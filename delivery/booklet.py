"""The papers of the stick kit: one page to begin with, and the office's manual. Their texts are data in ``kit/``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import Color, HexColor, white
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import CondPageBreak, Flowable, Image, KeepTogether, Paragraph, Spacer, Table

from delivery.common import HERE
from models.domain.paper import PageSetup
from reports.document import DocumentInfo, Sheet, body_width, build
from reports.styles import GREY, HAIRLINE, MM

FONTS = HERE.parent / "resources" / "fonts"
ICON = HERE.parent / "resources" / "icons" / "jangkau.png"
_FACES = {"Inter": "Inter-Regular.ttf", "Inter-Strong": "Inter-SemiBold.ttf"}
_TEAL, _PALE, _INK, _AMBER = HexColor(0x0E6669), HexColor(0xE8F2F1), HexColor(0x1D2B2C), HexColor(0xFFF4DC)
_BAND = 46 * MM
_PAGE = PageSetup(paper="A4", top=20, bottom=20, left=20, right=20)
_BADGE = 8 * MM


def start_page(version: str) -> bytes:
    """ "Mulai di sini": one sheet of A4 for who holds the stick."""
    text = _read("mulai.toml")
    page = PageSetup(paper="A4", top=60, bottom=12, left=18, right=18)
    width = body_width(page)
    story: list[Flowable] = []
    for number, step in enumerate(text["langkah"], 1):
        columns = [_column(one, version) for one in step["kolom"]]
        story += [_heading(number, step["judul"], width), Spacer(0, 2.5 * MM)]
        story += [_side_by_side(columns, width), Spacer(0, 7 * MM)]
    check = text["periksa"]
    inside = [_text(check["judul"], bold=True, color=_TEAL), Spacer(0, 1.5 * MM), _text(check["isi"], 9.6)]
    story += [_boxed(inside, width, _PALE), Spacer(0, 4 * MM), _text(check["kaki"], 9, color=GREY)]
    head = _band(text["judul"], text["kalimat"], f"Jangkau {version}")
    return build(story, page, DocumentInfo("Mulai di sini"), hooks=[head])


def manual(version: str, pictures: Path) -> bytes:
    """The manual; ``pictures`` is the folder of the gallery."""
    text = _read("panduan.toml")
    width = body_width(_PAGE)
    story: list[Flowable] = [Spacer(0, 40 * MM)]
    for number, chapter in enumerate(text["bab"], 1):
        begun: list[Flowable] = [_heading(number, chapter["judul"], width), Spacer(0, 3 * MM)]
        for part in chapter["isi"]:
            made = _part(part, width, pictures)
            # A heading stays with what it heads.
            story += [CondPageBreak(60 * MM), KeepTogether([*begun, *made[:1]]), *made[1:]] if begun else made
            begun = []
            story.append(Spacer(0, 3.2 * MM))
        story.append(Spacer(0, 5 * MM))
    while isinstance(story[-1], Spacer):
        story.pop()  # it alone could begin another page
    first = _band(text["judul"], text["kalimat"], f"Jangkau {version}")
    return build(story, _PAGE, DocumentInfo("Panduan Jangkau"), hooks=[_on_first(first), _foot(version)])


def _part(part: dict[str, Any], width: float, pictures: Path) -> list[Flowable]:
    """What one entry of a chapter becomes."""
    ((kind, value),) = [(key, part[key]) for key in part if key != "keterangan"]
    match kind:
        case "teks":
            return [_text(value)]
        case "butir":
            return [_entries([(_text("•", color=_TEAL, bold=True), one) for one in value], width)]
        case "langkah":
            numbered = [(_text(f"{number}.", color=_TEAL, bold=True), one) for number, one in enumerate(value, 1)]
            return [_entries(numbered, width)]
        case "catatan":
            return [_boxed([_text(value)], width, _AMBER)]
        case "tabel":
            return [_table(value, width)]
        case _:
            return [_picture(pictures / value, width), Spacer(0, 1.5 * MM), _text(part["keterangan"], 8.6, color=GREY)]


def _column(column: dict[str, Any], version: str) -> list[Flowable]:
    made: list[Flowable] = [_text(column["judul"], 10.6, bold=True)]
    for line in column["isi"]:
        made += [Spacer(0, 1.8 * MM), _text(line.replace("{versi}", version), 10)]
    return made


def _side_by_side(columns: Sequence[list[Flowable]], width: float) -> Flowable:
    each = width / len(columns)
    table = Table([list(columns)], colWidths=[each] * len(columns))
    lines = [("LINEBEFORE", (1, 0), (-1, -1), 0.6, HAIRLINE)] if len(columns) > 1 else []
    table.setStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (0, -1), _BADGE + 3 * MM),
                    ("LEFTPADDING", (1, 0), (-1, -1), 5 * MM), ("RIGHTPADDING", (0, 0), (-1, -1), 4 * MM),
                    ("TOPPADDING", (0, 0), (-1, -1), 0), ("BOTTOMPADDING", (0, 0), (-1, -1), 1), *lines])  # fmt: skip
    return table


def _entries(rows: Sequence[tuple[Flowable, str]], width: float) -> Flowable:
    table = Table([[mark, _text(words)] for mark, words in rows], colWidths=[7 * MM, width - 7 * MM])
    table.setStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0),
                    ("RIGHTPADDING", (0, 0), (-1, -1), 0), ("TOPPADDING", (0, 0), (-1, -1), 1.2),
                    ("BOTTOMPADDING", (0, 0), (-1, -1), 2.6)])  # fmt: skip
    return table


def _table(rows: Sequence[Sequence[str]], width: float) -> Flowable:
    first = 52 * MM
    cells = [[_text(cell, 9.2, bold=not number or not place) for place, cell in enumerate(row)]
             for number, row in enumerate(rows)]  # fmt: skip
    table = Table(cells, colWidths=[first, width - first], repeatRows=1)
    table.setStyle([("BACKGROUND", (0, 0), (-1, 0), _PALE), ("LINEBELOW", (0, 0), (-1, -1), 0.5, HAIRLINE),
                    ("VALIGN", (0, 0), (-1, -1), "TOP"), ("TOPPADDING", (0, 0), (-1, -1), 3),
                    ("BOTTOMPADDING", (0, 0), (-1, -1), 4)])  # fmt: skip
    return table


def _boxed(inside: list[Flowable], width: float, color: Color) -> Flowable:
    table = Table([[inside]], colWidths=[width])
    table.setStyle([("BACKGROUND", (0, 0), (-1, -1), color), ("ROUNDEDCORNERS", [5, 5, 5, 5]),
                    ("LEFTPADDING", (0, 0), (-1, -1), 10), ("RIGHTPADDING", (0, 0), (-1, -1), 10),
                    ("TOPPADDING", (0, 0), (-1, -1), 7), ("BOTTOMPADDING", (0, 0), (-1, -1), 8)])  # fmt: skip
    return table


def _picture(path: Path, width: float) -> Flowable:
    picture = Image(str(path))
    shown = min(width, 150 * MM)
    picture.drawWidth, picture.drawHeight = shown, shown * picture.imageHeight / picture.imageWidth
    table = Table([[picture]], colWidths=[shown + 2], hAlign="LEFT")
    table.setStyle([("BOX", (0, 0), (-1, -1), 0.6, HAIRLINE), *((f"{side}PADDING", (0, 0), (-1, -1), 1)
                    for side in ("LEFT", "RIGHT", "TOP", "BOTTOM"))])  # fmt: skip
    return table


class _Badge(Flowable):
    """The number of a step or chapter in a round mark."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.width = self.height = _BADGE
        self._number = str(number)

    def draw(self) -> None:
        self.canv.setFillColor(_TEAL)
        self.canv.circle(_BADGE / 2, _BADGE / 2, _BADGE / 2, stroke=0, fill=1)
        self.canv.setFillColor(white)
        self.canv.setFont("Inter-Strong", 12)
        self.canv.drawCentredString(_BADGE / 2, _BADGE / 2 - 4.2, self._number)


def _heading(number: int, words: str, width: float) -> Flowable:
    side = _BADGE + 3 * MM
    table = Table([[_Badge(number), _text(words, 14.5, bold=True, color=_TEAL)]], colWidths=[side, width - side])
    table.setStyle([("VALIGN", (0, 0), (-1, -1), "MIDDLE"), *((f"{edge}PADDING", (0, 0), (-1, -1), 0)
                    for edge in ("LEFT", "RIGHT", "TOP", "BOTTOM"))])  # fmt: skip
    return table


def _band(title: str, words: str, corner: str) -> Callable[[Canvas, Sheet], None]:
    """The coloured head of a first page."""

    def draw(canvas: Canvas, sheet: Sheet) -> None:
        _faces()
        canvas.setFillColor(_TEAL)
        canvas.rect(0, sheet.height - _BAND, sheet.width, _BAND, stroke=0, fill=1)
        side = 20 * MM
        left, middle = 18 * MM, sheet.height - _BAND / 2
        canvas.setFillColor(white)
        canvas.roundRect(left, middle - side / 2, side, side, 4 * MM, stroke=0, fill=1)
        inner = side - 5 * MM
        canvas.drawImage(str(ICON), left + 2.5 * MM, middle - inner / 2, inner, inner, mask="auto")
        canvas.setFont("Inter-Strong", 26)
        canvas.drawString(left + side + 7 * MM, middle + 1.5 * MM, title)
        canvas.setFont("Inter", 10.5)
        canvas.drawString(left + side + 7 * MM, middle - 7 * MM, words)
        canvas.setFont("Inter", 9)
        canvas.drawRightString(sheet.width - 18 * MM, sheet.height - 9 * MM, corner)

    return draw


def _on_first(hook: Callable[[Canvas, Sheet], None]) -> Callable[[Canvas, Sheet], None]:
    return lambda canvas, sheet: hook(canvas, sheet) if sheet.number == 1 else None


def _foot(version: str) -> Callable[[Canvas, Sheet], None]:
    def draw(canvas: Canvas, sheet: Sheet) -> None:
        canvas.setFillColor(GREY)
        canvas.setFont("Inter", 8.5)
        canvas.drawString(sheet.left, sheet.bottom - 9 * MM, f"Panduan Jangkau {version}")
        canvas.drawRightString(sheet.right, sheet.bottom - 9 * MM, f"{sheet.number} dari {sheet.count}")

    return draw


def _text(words: str, size: float = 10, *, bold: bool = False, color: Color = _INK) -> Paragraph:
    _faces()
    face = "Inter-Strong" if bold else "Inter"
    style = ParagraphStyle(f"{face}-{size}", fontName=face, fontSize=size, leading=size * 1.42, textColor=color)
    marked = re.sub(r"\*\*(.+?)\*\*", r'<font name="Inter-Strong">\1</font>', escape(words))
    return Paragraph(marked, style)


def _faces() -> None:
    for name, file in _FACES.items():
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, str(FONTS / file)))


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((HERE / "kit" / name).read_text(encoding="utf-8"))
