"""Labels for folders and boxes on their sheets: QR code and register number, never a name; and the test of a sheet."""

from __future__ import annotations

from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from models.records.labels import Label, LabelPaper, LabelSheet
from reports import fonts, styles
from reports.qr import draw_qr
from reports.styles import MM
from reports.text import one_line

_INSIDE = 3.5 * MM
#: Inside smaller labels there is less air.
_LOW, _INSIDE_LOW = 25 * MM, 1.8 * MM
_LARGEST_CODE = 26 * MM
_NUMBER_SIZE, _LINE_SIZE, _SMALLEST = 12.0, 8.0, 6.5
_LINE_HEIGHT = _LINE_SIZE * 1.4
#: A label of this size is written in the sizes above; larger ones are read from further away, and written larger.
_USUAL_WIDTH, _USUAL_HEIGHT, _MOST_GROWTH = 70 * MM, 37 * MM, 1.6
#: A line that fits at this share of its size is written smaller rather than in two lines.
_SHRUNK = 0.85


def render(paper: LabelPaper) -> bytes:
    """All labels as PDF bytes, row by row, on paper as large as the sheet; of a test one sheet of outlines."""
    fonts.register()
    made, sheet = BytesIO(), paper.sheet
    size = (sheet.paper_width * MM, sheet.paper_height * MM)
    canvas = Canvas(made, pagesize=size, invariant=1, initialFontName=fonts.SANS)  # the usual one is not embedded
    canvas.setTitle("Label berkas")
    canvas.setAuthor(one_line(paper.office))
    if paper.outlined:
        for place in range(sheet.count):
            _outline(canvas, paper, place)
    for place, label in enumerate(paper.labels, paper.skip % sheet.count):
        if place and place % sheet.count == 0:
            canvas.showPage()
        _draw(canvas, label, paper, *_corner(sheet, place % sheet.count))
    canvas.save()
    return made.getvalue()


def _corner(sheet: LabelSheet, place: int) -> tuple[float, float]:
    """The lower left corner of a label, in points."""
    left, top = sheet.place(place)
    return left * MM, (sheet.paper_height - top - sheet.height) * MM


def _outline(canvas: Canvas, paper: LabelPaper, place: int) -> None:
    """The edge of a label with its number; the first ones say of which sheet this is the test."""
    x, y = _corner(paper.sheet, place)
    width, height = paper.sheet.width * MM, paper.sheet.height * MM
    canvas.setStrokeColor(styles.INK)
    canvas.setLineWidth(0.4)
    canvas.rect(x, y, width, height)
    canvas.setFillColor(styles.INK)
    canvas.setFont(fonts.SANS_BOLD, _NUMBER_SIZE)
    canvas.drawCentredString(x + width / 2, y + height / 2 - _NUMBER_SIZE / 3, str(place + 1))
    words = {0: paper.sheet.name, 1: "Cetak uji, skala 100%"}.get(place)
    if words:
        _line(canvas, words, x + _INSIDE_LOW, y + height - _LINE_SIZE - 2, width - 2 * _INSIDE_LOW, _LINE_SIZE)


def _draw(canvas: Canvas, label: Label, paper: LabelPaper, x: float, y: float) -> None:
    """The label whose lower left corner is (x, y): the number, and below it as many lines as there is room for."""
    width, height = paper.sheet.width * MM, paper.sheet.height * MM
    grown = min(max(min(width / _USUAL_WIDTH, height / _USUAL_HEIGHT), 1.0), _MOST_GROWTH)
    number_size, size, line_height = _NUMBER_SIZE * grown, _LINE_SIZE * grown, _LINE_HEIGHT * grown
    inside = _INSIDE_LOW if height < _LOW else _INSIDE
    side = min(height - 2 * inside, width / 3, _LARGEST_CODE * grown)
    draw_qr(canvas, label.code, x + inside, y + (height - side) / 2, side)
    left = x + inside + side + (2 if height < _LOW else 3) * MM
    room = x + width - inside - left
    canvas.setFillColor(styles.INK)
    fitting = int((height - 2 * inside - number_size) // line_height)
    lines = _fitted(_lines(label, paper, fitting), room, size, fitting)
    block = max(side, number_size + len(lines) * line_height)
    top = y + (height + block) / 2 - number_size * 0.8
    _line(canvas, label.register_number, left, top, room, number_size, bold=True)
    for number, text in enumerate(lines, 1):
        _line(canvas, text, left, top - number * line_height - 1.5, room, size)


def _lines(label: Label, paper: LabelPaper, fitting: int) -> list[str]:
    """What stands below the number, as far as there is room; an exercise says so, whatever else has none."""
    lines = [*label.lines, paper.office, *([paper.watermark] if paper.watermark else [])]
    if paper.watermark and fitting < len(lines):
        lines = [paper.watermark, *lines[:-1]]
    return lines[: max(fitting, 0)]


def _fitted(lines: list[str], room: float, size: float, fitting: int) -> list[str]:
    """The lines; one that is much too long goes on below while lines are free, so that a place can be read whole."""
    free, found = fitting - len(lines), list[str]()
    for line in lines:
        words = one_line(line)
        while free > 0 and fonts.width(words, fonts.SANS, max(size * _SHRUNK, _SMALLEST)) > room:
            head = _beginning(words, room, size)
            if not head:
                break
            found.append(head)
            words, free = words[len(head) :].strip(), free - 1
        found.append(words)
    return found


def _beginning(words: str, room: float, size: float) -> str:
    """As many whole words as go into one line, never all; empty where even the first does not."""
    head = ""
    for end in (at for at, letter in enumerate(words) if letter == " "):
        if fonts.width(words[:end], fonts.SANS, size) > room:
            break
        head = words[:end]
    return head


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
