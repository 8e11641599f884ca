"""Labels for folders and boxes on sheets of A4: QR code and register number, never a name."""

from __future__ import annotations

from io import BytesIO

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from models.records.labels import Label, LabelPaper
from reports import fonts, styles
from reports.qr import draw_qr
from reports.styles import MM
from reports.text import one_line

_INSIDE = 3.5 * MM
_LARGEST_CODE = 26 * MM
_NUMBER_SIZE, _LINE_SIZE, _SMALLEST = 12.0, 8.0, 6.5


def render(paper: LabelPaper) -> bytes:
    """All labels as PDF bytes, row by row."""
    fonts.register()
    made = BytesIO()
    canvas = Canvas(made, pagesize=A4, invariant=1)
    canvas.setTitle("Label berkas")
    canvas.setAuthor(one_line(paper.office))
    sheet = paper.sheet
    on_page = sheet.columns * sheet.rows
    for place, label in enumerate(paper.labels, paper.skip % on_page):
        if place and place % on_page == 0:
            canvas.showPage()
        row, column = divmod(place % on_page, sheet.columns)
        x = (sheet.left + column * (sheet.width + sheet.gap_across)) * MM
        y = A4[1] - (sheet.top + (row + 1) * sheet.height + row * sheet.gap_down) * MM
        _draw(canvas, label, paper, x, y)
    canvas.save()
    return made.getvalue()


def _draw(canvas: Canvas, label: Label, paper: LabelPaper, x: float, y: float) -> None:
    width, height = paper.sheet.width * MM, paper.sheet.height * MM
    side = min(height - 2 * _INSIDE, width / 3, _LARGEST_CODE)
    draw_qr(canvas, label.code, x + _INSIDE, y + (height - side) / 2, side)
    left = x + _INSIDE + side + 3 * MM
    room = x + width - _INSIDE - left
    canvas.setFillColor(styles.INK)
    top = y + (height + side) / 2 - _NUMBER_SIZE * 0.8
    _line(canvas, label.register_number, left, top, room, _NUMBER_SIZE, bold=True)
    lines = [*label.lines, paper.office, *([paper.watermark] if paper.watermark else [])]
    for number, text in enumerate(lines, 1):
        _line(canvas, text, left, top - number * _LINE_SIZE * 1.4 - 1.5, room, _LINE_SIZE)


def _line(canvas: Canvas, text: str, x: float, y: float, room: float, size: float, *, bold: bool = False) -> None:
    """One line, smaller where it is too long; what does not fit even then ends in "…"."""
    font, words = fonts.SANS_BOLD if bold else fonts.SANS, one_line(text)
    while fonts.width(words, font, size) > room and size > _SMALLEST:
        size -= 0.5
    if fonts.width(words, font, size) > room:
        while words and fonts.width(f"{words}…", font, size) > room:
            words = words[:-1]
        words = f"{words}…"
    canvas.setFont(font, size)
    canvas.drawString(x, y, words)
