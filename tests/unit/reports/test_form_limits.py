"""Every form filled to the limit still prints readable: judged by where each letter stands and by the page images.

Long texts are as long as they may be where ``JANGKAU_LONGEST=1`` is set; in the suite 2,500 letters, which already
run over pages.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
import pytest
from PIL import Image, ImageOps
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Spacer

from models.domain.paper import Letterhead, PageSetup
from models.forms.compute import computed
from models.forms.paper import FormPaper
from models.forms.rules import visible
from models.forms.spec import Field, FieldKind, FormSpec, Option, Scalar, Value, Values
from models.forms.values import LONG_TEXT_LIMIT, TEXT_LIMIT, clean_all, display
from reports.document import DocumentInfo, Sheet, build
from reports.form_pdf import render
from reports.styles import MM
from reports.text import clean
from tests.form_samples import TODAY, shipped_forms

FORMS = sorted(shipped_forms())
HEAD = Letterhead("PEMERINTAH KOTA CONTOH", ("UPTD PERLINDUNGAN PEREMPUAN DAN ANAK",), ("Jalan Contoh Nomor 1",))
HOSTILE = "<b>&\"' \U0001f642 "
NAME = (HOSTILE + "Siti Nurhaliza Kusumawardhani Wijayakusumaningrum " * 3)[:119].strip() + "X"
OFFICERS = (Option("7", NAME), Option("8", NAME[::-1]))
LONGEST = LONG_TEXT_LIMIT if os.environ.get("JANGKAU_LONGEST") else 2_500
ROWS = 30
#: Nothing is printed nearer to the edge of the paper, in points: printers cannot.
EDGE = 5 * MM
#: How far two letters may lie over each other, in points: what slanted and accented letters do anyway.
TOUCH = 2.0


@dataclass(frozen=True)
class Letter:
    sign: str
    left: float
    bottom: float
    right: float
    top: float


def filled_up(field: Field) -> Value | None:
    """The longest answer a field can have."""
    words = (HOSTILE + "pemeriksaan kesehatan di puskesmas kelurahan, ") * (LONG_TEXT_LIMIT // 40)
    if field.kind is FieldKind.TABLE:
        row = {column.key: filled_up(column) for column in field.columns}
        cells: dict[str, Scalar] = {key: cell for key, cell in row.items() if isinstance(cell, (str, int))}
        return [dict(cells) for _ in range(ROWS)]
    ways: dict[FieldKind, Value] = {
        FieldKind.TEXT: NAME if "nama" in field.key else words[:TEXT_LIMIT],
        FieldKind.LONG_TEXT: words[:LONGEST],
        FieldKind.INTEGER: field.maximum if field.maximum is not None else 10**9,
        FieldKind.MONEY: field.maximum if field.maximum is not None else 10**10 - 1,
        FieldKind.DATE: "2026-09-30",
        FieldKind.TIME: "23:59",
        FieldKind.YES_NO: "ya",
        FieldKind.YES_NO_UNKNOWN: "ya",
        FieldKind.CHOICE: words[:TEXT_LIMIT] if field.allow_other else _longest(field),
        FieldKind.ORGANISATION: words[:TEXT_LIMIT],
        FieldKind.MULTI_CHOICE: [*(option.key for option in field.options), *([words[:200]] * field.allow_other)],
        FieldKind.CHECKLIST: [option.key for option in field.options],
        FieldKind.PERSON: NAME,
        FieldKind.SIGNATURE: NAME,
        FieldKind.PICTURE: ["1", "2"],
        FieldKind.SCALE: field.maximum if field.maximum is not None else 10,
        FieldKind.TICK: True,
        FieldKind.NIK: "3671014507950003",
        FieldKind.PHONE: "081234567890123",
        FieldKind.REGION: words[:TEXT_LIMIT],
        FieldKind.OFFICER: "7",
        FieldKind.OFFICERS: ["7", "8"],
    }
    return ways.get(field.kind)


def _longest(field: Field) -> str:
    return max(field.options, key=lambda option: len(option.full), default=Option("", "")).key


def fullest(spec: FormSpec) -> Values:
    """Answers that show as many questions as possible, each with its longest answer."""
    values: Values = {}
    for field in spec.fields:
        if (answer := filled_up(field)) is not None:
            values[field.key] = answer
    for field in spec.fields:  # what a condition asks for goes before the longest answer
        for condition in field.show_if:
            asked = next((one for one in spec.fields if one.key == condition.field), None)
            if asked and condition.values and asked.kind is FieldKind.CHOICE:
                values[asked.key] = condition.values[0]
    values = clean_all(spec.fields, values)
    return {**values, **computed(spec, values, TODAY)}


def paper(spec: FormSpec, values: Values | None, size: str = "F4") -> FormPaper:
    return FormPaper(spec, values, PageSetup(size), HEAD, "0046/KTP/UPTD-PPA/XI/2026", "Kota Contoh, 23 November 2026",
                     (NAME,) * len(spec.signatures), OFFICERS)  # fmt: skip


def letters_of(page: pypdfium2.PdfPage) -> list[Letter]:
    text = page.get_textpage()
    found = []
    signs = text.get_text_range()
    for at in range(text.count_chars()):
        left, bottom, right, top = text.get_charbox(at)
        if right > left and top > bottom:
            found.append(Letter(signs[at] if at < len(signs) else "?", left, bottom, right, top))
    text.close()
    return found


def collisions(letters: list[Letter]) -> Iterator[tuple[Letter, Letter]]:
    """Letters that stand over each other; looked for among neighbours only."""
    cells: dict[tuple[int, int], list[Letter]] = {}
    side = 12
    for one in letters:
        for x in range(int(one.left // side), int(one.right // side) + 1):
            for y in range(int(one.bottom // side), int(one.top // side) + 1):
                for other in cells.setdefault((x, y), []):
                    across = min(one.right, other.right) - max(one.left, other.left)
                    up = min(one.top, other.top) - max(one.bottom, other.bottom)
                    if across > TOUCH and up > TOUCH:
                        yield one, other
                cells[x, y].append(one)


def white_edges(page: pypdfium2.PdfPage) -> bool:
    """Whether nothing is drawn in the strip along the edges of the paper."""
    image: Image.Image = page.render(scale=0.6, grayscale=True).to_pil()
    strip = round(EDGE * 0.6) - 1
    drawn = ImageOps.invert(image).point(lambda grey: 255 if grey > 40 else 0).getbbox()
    width, height = image.size
    if drawn is None:
        return True
    left, top, right, bottom = drawn
    return left >= strip and top >= strip and right <= width - strip and bottom <= height - strip


@pytest.mark.parametrize(("blank", "size"), [(True, "F4"), (False, "A4")])
@pytest.mark.parametrize("key", FORMS)
def test_no_letter_is_off_the_paper_over_another_or_lost(key: str, blank: bool, size: str) -> None:
    spec = shipped_forms()[key]
    values = None if blank else fullest(spec)
    pdf = pypdfium2.PdfDocument(render(paper(spec, values, size)))
    printed: Counter[str] = Counter()
    for number in range(len(pdf)):
        page = pdf[number]
        width, height = page.get_size()
        letters = letters_of(page)
        assert letters, f"page {number + 1} is empty"
        off = [one for one in letters if one.left < EDGE or one.right > width - EDGE
               or one.bottom < EDGE or one.top > height - EDGE]  # fmt: skip
        assert off == []
        assert list(collisions(letters))[:4] == [], f"page {number + 1}"
        assert white_edges(page), f"page {number + 1}"
        printed.update(one.sign for one in letters)
        page.close()
    pdf.close()
    names = {option.key: option.label for option in OFFICERS}
    for sign in ("□", "<", "&", '"', "'"):
        said = [count(field, (values or {}).get(field.key), sign, names) for field in visible(spec, values or {})]
        assert printed[sign] >= sum(said), f"{sign} is lost"


def test_letters_over_each_other_and_at_the_edge_are_found() -> None:
    def hook(canvas: Canvas, _sheet: Sheet) -> None:
        canvas.drawString(100, 400, "bawah")
        canvas.drawString(102, 402, "atas")
        canvas.drawString(3, 300, "tepi")

    page = pypdfium2.PdfDocument(build([Spacer(1, 1)], PageSetup(), DocumentInfo("Uji"), hooks=[hook]))[0]
    letters = letters_of(page)
    assert list(collisions(letters))
    assert any(one.left < EDGE for one in letters)
    assert not white_edges(page)


def count(field: Field, value: Value | None, sign: str, names: dict[str, str]) -> int:
    """How often ``sign`` must be printed for an answer."""
    if field.kind is FieldKind.TABLE and isinstance(value, list):
        rows = [row for row in value if isinstance(row, dict)]
        return sum(count(column, row.get(column.key), sign, names) for row in rows for column in field.columns)
    return clean(display(field, value, names)).count(sign)
