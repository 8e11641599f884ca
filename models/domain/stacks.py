"""A stack of papers in one scan: which pages belong to which of them, by the codes at their feet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from models.domain import marks, scan_pictures, scans
from models.domain.marks import Mark, MarkKind
from models.domain.scans import Judged
from models.errors import ErrorCode, UserError


@dataclass(frozen=True)
class Part:
    """Pages of a scan that belong together.

    Attributes:
        codes: of the page they begin with, a check code or "17|012/SM/2026" for a disposition sheet; none for pages
            before the first code and for other papers.
        pages: from 0, ascending.
    """

    codes: tuple[str, ...]
    pages: tuple[int, ...]


def read(content: bytes, kind: MarkKind = MarkKind.LETTER) -> tuple[Judged, tuple[Part, ...]]:
    """What a scan is, and its parts by codes of ``kind``.

    Raises ATTACHMENT_REFUSED (``why``) for what cannot be read to its last page.
    """
    judged = scans.judge(content)
    if judged.media_type not in scans.SHOWN:
        raise _refused("Pindaian surat harus PDF, JPEG, PNG, atau TIFF.")
    if judged.pages > marks.MOST_PAGES:
        most = marks.MOST_PAGES
        raise _refused(f"Berkas ini {judged.pages} halaman; paling banyak {most}. Bagi menjadi beberapa berkas.")
    try:
        found = marks.find(content, judged.media_type)
    except scan_pictures.DAMAGES:
        raise _refused("Salah satu halamannya rusak. Pindai ulang.") from None
    return judged, split(judged.pages, found, kind)


def split(pages: int, found: Iterable[Mark], kind: MarkKind = MarkKind.LETTER) -> tuple[Part, ...]:
    """Each page goes to the paper whose code it bears, a page without a code to the paper before it.

    The code of another kind of paper ends the one before it. Pages of one paper that lie apart come together again.
    """
    on_page: dict[int, list[Mark]] = {}
    for mark in found:
        on_page.setdefault(mark.page, []).append(mark)
    parts: dict[tuple[str, ...], list[int]] = {}
    current: tuple[str, ...] = ()
    for page in range(pages):
        if page in on_page:
            current = tuple(sorted({_code(mark) for mark in on_page[page] if mark.kind is kind}))
        parts.setdefault(current, []).append(page)
    return tuple(Part(codes, tuple(own)) for codes, own in parts.items())


def _code(mark: Mark) -> str:
    return f"{mark.key}|{mark.register_number}" if mark.register_number else mark.key


def _refused(why: str) -> UserError:
    return UserError(ErrorCode.ATTACHMENT_REFUSED, why=why)
