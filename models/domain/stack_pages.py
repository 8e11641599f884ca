"""The pages of a scanned stack, looked at one by one: codes, which way up they lie, whether anything is on them."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, replace

from PIL import Image

from models.domain import marks, scan_pictures, scans
from models.domain.marks import Mark
from models.domain.sheets import Sheet
from models.errors import ErrorCode, UserError

#: Most pages of one stack: the feeder of a large machine holds 200 sheets with two sides each.
MOST_PAGES = 400
#: Longest side of the small picture of a page, in dots.
SIDE = 360
#: Part of each edge that is not looked at for ink: shadows of the scanner lie there.
_EDGE = 0.03
#: Ink is darker than the paper by so many of 256 steps; what shines through from the other side is lighter.
_CONTRAST = 72
#: Smallest share of a page that ink covers: a short signature has more, dust less.
_LEAST_INK = 0.00012


@dataclass(frozen=True)
class StackPage:
    """A page.

    Attributes:
        sheet: the page, turned upright where a code on it, or on the page that its paper begins with, tells how it lay.
        marks: codes on it that can be ours, blank forms for no case among them.
        strange: it bears a code that is not ours.
        blank: nothing is on it.
        picture: a small PNG of it, as it lay.
    """

    sheet: Sheet
    marks: tuple[Mark, ...]
    strange: bool
    blank: bool
    picture: bytes


def read(content: bytes, told: Callable[[int, int], object] = lambda _done, _all: None) -> tuple[StackPage, ...]:
    """All pages of a scan; ``told`` hears how many of them are done and may stop the work by raising Cancelled.

    Raises ATTACHMENT_REFUSED (``why``) for what cannot be read to its last page.
    """
    judged = scans.judge(content)
    if judged.media_type not in scans.SHOWN:
        raise _refused("Tumpukan harus PDF, JPEG, PNG, atau TIFF.")
    if judged.pages > MOST_PAGES:
        why = f"Tumpukan ini {judged.pages} halaman; paling banyak {MOST_PAGES}. Bagi menjadi beberapa berkas."
        raise _refused(why)
    found: list[StackPage] = []
    try:
        for number, picture in enumerate(marks.pictures(content, judged.media_type, MOST_PAGES)):
            told(number, judged.pages)
            page = look(picture, Sheet(content, judged.media_type, number))
            if found and not page.marks:  # the next sheet of a paper lay as its first one did
                page = replace(page, sheet=page.sheet.turn(found[-1].sheet.turned))
            found.append(page)
    except scan_pictures.DAMAGES:
        raise _refused("Salah satu halamannya rusak. Pindai ulang.") from None
    return tuple(found)


def look(picture: Image.Image, sheet: Sheet) -> StackPage:
    """What is on the grey ``picture`` of a sheet."""
    codes = marks.codes(picture)
    read_all = [(marks.read_mark(code.text, sheet.page, numberless=True), code) for code in codes]
    own = tuple(dict.fromkeys(mark for mark, _code in read_all if mark is not None))
    turn = next((code.turn for mark, code in read_all if mark is not None), 0)
    strange = any(mark is None for mark, _code in read_all)
    blank = not codes and is_blank(picture)
    return StackPage(replace(sheet, turned=turn), own, strange, blank, _small(picture))


def is_blank(picture: Image.Image) -> bool:
    """Whether a grey picture of a page shows paper alone."""
    across, down = int(picture.width * _EDGE), int(picture.height * _EDGE)
    counts = picture.crop((across, down, picture.width - across, picture.height - down)).histogram()
    dots, passed, paper = sum(counts), 0, 255
    for shade, count in enumerate(counts):  # the paper is the shade in the middle of all dots
        passed += count
        if passed * 2 >= dots:
            paper = shade
            break
    return sum(counts[: max(paper - _CONTRAST, 0)]) < max(dots * _LEAST_INK, 1)


def _small(picture: Image.Image) -> bytes:
    small = picture.copy()
    small.thumbnail((SIDE, SIDE))
    out = io.BytesIO()
    small.save(out, "PNG")
    return out.getvalue()


def _refused(why: str) -> UserError:
    return UserError(ErrorCode.ATTACHMENT_REFUSED, why=why)
