"""The first page of an SOP-AP sheet: letterhead, identity block, bases, qualifications and the other lists."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from reportlab.lib.utils import ImageReader
from reportlab.platypus import Flowable, Image, Paragraph, Spacer, Table, TableStyle

from models.domain.indonesia import long_date
from models.domain.paper import ACTING, Letterhead, Signer
from models.sop.paper import SopPaper
from reports import styles
from reports.styles import MM
from reports.text import escape

_SIZES = (10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0, 6.5, 6.0)
_LEADING = 1.18
_LOGO = 24 * MM
_LABEL = 0.36
_SIGNING_LINES = 4
#: Longest entry of a list; a longer one is a mistake such as a pasted file and is cut with a mark.
_MOST_SIGNS = 1500
_GRID = (0.6, styles.INK)

Box = tuple[str, Sequence[str]]


def identity(paper: SopPaper, width: float, height: float) -> list[Flowable]:
    """The page as flowables, in the largest type with which it fits ``height`` points; else over several pages."""
    for size in _SIZES:
        found = _Sheet(paper, width, size).blocks(height)
        if sum(part.wrap(width, height)[1] for part in found) <= height - 2:
            return found
    return _Sheet(paper, width, _SIZES[2]).blocks(height)


class _Sheet:
    def __init__(self, paper: SopPaper, width: float, size: float) -> None:
        self._paper, self._width, self._size = paper, width, size

    def blocks(self, height: float) -> list[Flowable]:
        """The head and the three pairs of boxes; a pair taller than a page is shared among several."""
        spec = self._paper.spec
        pairs: list[tuple[Box, Box]] = [
            (("Dasar hukum", spec.legal_bases), ("Kualifikasi pelaksana", spec.qualifications)),
            (("Keterkaitan", spec.related), ("Peralatan/perlengkapan", spec.equipment)),
            (("Peringatan", spec.warnings), ("Pencatatan dan pendataan", spec.records)),
        ]
        found: list[Flowable] = [self._head()]
        for left, right in pairs:
            found += self._pair(left, right, height, 1)
        return found

    def _style(self, *, bold: bool = False, align: styles.Align = "left", hang: float = 0) -> object:
        return styles.style(
            self._size, bold=bold, align=align, leading=_LEADING, indent=hang, first_line=-hang, after=self._size * 0.15
        )

    def _text(self, words: str, *, bold: bool = False, align: styles.Align = "left") -> Paragraph:
        return Paragraph(escape(words), self._style(bold=bold, align=align))

    # ------------------------------------------------------------------ head

    def _head(self) -> Flowable:
        half = self._width / 2
        right = Table(self._identity(), colWidths=[half * _LABEL, half * (1 - _LABEL)])
        right.setStyle(
            TableStyle([*_plain(), ("INNERGRID", (0, 0), (-1, -1), *_GRID), ("VALIGN", (0, 0), (-1, -1), "TOP")])
        )
        table = Table([[self._office(), right]], colWidths=[half, half])
        rules = [
            *_plain(0),
            ("GRID", (0, 0), (-1, -1), *_GRID),
            ("VALIGN", (0, 0), (0, 0), "MIDDLE"),
            ("ALIGN", (0, 0), (0, 0), "CENTER"),
        ]
        table.setStyle(
            TableStyle([*rules, ("LEFTPADDING", (0, 0), (0, 0), 4 * MM), ("RIGHTPADDING", (0, 0), (0, 0), 4 * MM)])
        )
        return table

    def _office(self) -> list[Flowable]:
        head = self._paper.letterhead or Letterhead(government="", names=(self._paper.spec.unit,))
        found: list[Flowable] = []
        if head.logo:
            width, height = ImageReader(BytesIO(head.logo)).getSize()
            scale = min(_LOGO / width, _LOGO / height)
            found += [Image(BytesIO(head.logo), width * scale, height * scale, hAlign="CENTER"), Spacer(0, 2.5 * MM)]
        if head.government:
            found.append(self._text(head.government, align="center"))
        found += [self._text(name, bold=True, align="center") for name in head.names]
        found += [
            Paragraph(escape(line), styles.style(self._size - 1.5, align="center", leading=_LEADING))
            for line in head.address
        ]
        return found

    def _identity(self) -> list[list[Flowable | list[Flowable]]]:
        spec = self._paper.spec
        dates = [(name, long_date(day) if day else "–") for name, day in (
            ("Tanggal pembuatan", spec.created), ("Tanggal revisi", spec.revised), ("Tanggal efektif", spec.effective),
        )]  # fmt: skip
        rows: list[list[Flowable | list[Flowable]]] = [[self._text("Nomor SOP"), self._text(spec.number)]]
        rows += [[self._text(name), self._text(words)] for name, words in dates]
        rows.append([self._text("Disahkan oleh"), self._approval(self._paper.approver)])
        rows.append([self._text("Nama SOP"), self._text(spec.name, bold=True)])
        return rows

    def _approval(self, signer: Signer | None) -> list[Flowable]:
        post = self._paper.spec.approved_by or (signer.post if signer else "")
        if signer and signer.mode in ACTING:
            post = f"{signer.mode} {post}"
        found: list[Flowable] = [self._text(f"{post},", align="center")] if post else []
        found.append(Spacer(0, _SIGNING_LINES * self._size * _LEADING))
        if signer is None:
            return [*found, self._text("." * 44, align="center"), self._text("NIP " + "." * 36, align="center")]
        found.append(Paragraph(f"<u>{escape(signer.name)}</u>", self._style(bold=True, align="center")))
        below = (signer.rank, f"NIP {signer.nip}" if signer.nip else "")
        return [*found, *(self._text(line, align="center") for line in below if line)]

    # ------------------------------------------------------------------ lists

    def _pair(self, left: Box, right: Box, height: float, first: int) -> list[Flowable]:
        """Two boxes side by side; halves of their lists where a page does not hold them. ``first``: first number."""
        table = self._boxes(left, right, first)
        longest = max(len(left[1]), len(right[1]))
        if table.wrap(self._width, height)[1] <= height or longest < 2:
            return [table]
        middle = longest // 2
        upper = self._pair((left[0], left[1][:middle]), (right[0], right[1][:middle]), height, first)
        lower = self._pair((left[0], left[1][middle:]), (right[0], right[1][middle:]), height, first + middle)
        return [*upper, *lower]

    def _boxes(self, left: Box, right: Box, first: int) -> Table:
        half = self._width / 2
        table = Table([[self._box(left, first), self._box(right, first)]], colWidths=[half, half])
        table.setStyle(TableStyle([*_plain(), ("GRID", (0, 0), (-1, -1), *_GRID), ("VALIGN", (0, 0), (-1, -1), "TOP")]))
        return table

    def _box(self, box: Box, first: int) -> list[Flowable]:
        title, texts = box
        found: list[Flowable] = [self._text(f"{title}:", bold=True)]
        if not texts and first == 1:
            return [*found, self._text("–")]
        numbered = len(texts) > 1 or first > 1
        for number, text in enumerate(texts, first):
            short = text if len(text) <= _MOST_SIGNS else text[:_MOST_SIGNS] + " […]"
            hang = self._size * 0.62 if numbered else 0
            mark = f"{number}." if numbered else ""
            found.append(self._entry(mark, short, hang))
        return found

    def _entry(self, mark: str, text: str, hang: float) -> Flowable:
        if not mark:
            return self._text(text)
        table = Table([[self._text(mark), self._text(text)]], colWidths=[hang * MM, None])
        table.setStyle(TableStyle([*_plain(0), ("VALIGN", (0, 0), (-1, -1), "TOP")]))
        return table


def _plain(padding: float = 1.4 * MM) -> list[tuple[object, ...]]:
    sides = (
        ("LEFTPADDING", padding),
        ("RIGHTPADDING", padding),
        ("TOPPADDING", padding * 0.6),
        ("BOTTOMPADDING", padding * 0.8),
    )
    return [(name, (0, 0), (-1, -1), value) for name, value in sides]
