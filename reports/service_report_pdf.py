"""The report of a period: letterhead, written parts, the three counts, tables with their rules, charts, signatures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, Paragraph, Spacer, Table

from models.domain.paper import PageSetup, Signer
from models.statistics.corrections import Correction
from models.statistics.figures import FigureTable
from models.statistics.report_book import correction_remarks
from models.statistics.report_paper import BASIS_WORDS, ReportPaper, Signed, WrittenPart
from reports import styles
from reports.document import DocumentInfo, Hook, body_width, build, footer, turned
from reports.flow import DottedLine, SignedEnd
from reports.letter_kit import Kit
from reports.letterhead import LetterheadBlock
from reports.report_charts import bar_charts, trend_chart
from reports.report_tables import count_table, figure_table, parts_of, text_table
from reports.styles import MM
from reports.text import escape

_SIZE, _LEADING, _GAP = 10.5, 1.3, 7.0
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI")
#: Room below a heading without which it moves to the next page, in points.
_ROOM = 34 * MM
_SIGN = 22 * MM


def render(paper: ReportPaper) -> bytes:
    """The report as PDF bytes; equal papers give equal bytes."""
    page = replace(paper.page, top=16.0, bottom=22.0, left=25.0, right=20.0)
    kit = Kit(body_width(page), _SIZE, _LEADING, _GAP, {})
    version = "untuk dibagikan" if paper.shared else "untuk lingkungan kantor"
    info = DocumentInfo(title=paper.title, subject=f"Versi {version}", author=paper.office)
    foot: Hook = footer(paper.office, f"{paper.title}, {version}")
    return build(_story(paper, kit, page), page, info, hooks=[foot])


def _story(paper: ReportPaper, kit: Kit, page: PageSetup) -> list[Flowable]:
    head: list[Flowable] = [LetterheadBlock(paper.letterhead)] if paper.letterhead else []
    head += [
        kit.text(paper.name.upper(), bold=True, align="center", smaller=-3),
        kit.text(paper.figures.words.upper(), bold=True, align="center", smaller=-1),
        Spacer(0, kit.gap),
        _notice(paper, kit),
        Spacer(0, kit.gap),
    ]
    sections: list[tuple[str, list[Flowable]]] = [(part.title, _text(part, kit)) for part in paper.before()]
    sections.append(("Ringkasan", _summary(paper, kit)))
    sections.append(("Data layanan", list(_tables(paper, kit, page))))
    if paper.figures.trend:
        sections.append(("Perkembangan per bulan", [trend_chart(paper.figures.trend, paper.mask, kit.width)]))
    sections.append(("Koreksi laporan sebelumnya", list(_corrections(paper, kit))))
    sections += [(part.title, _text(part, kit)) for part in paper.after()]
    for number, (title, parts) in enumerate(sections):
        head += [CondPageBreak(_ROOM), _heading(f"{_ROMAN[number % len(_ROMAN)]}. {title}", kit), *parts]
        head.append(Spacer(0, kit.gap * 1.4))
    if not paper.signed:
        return head
    # The last text stays above the signatures: none of them stands alone on a page.
    *head, last, _space = head
    return [*head, SignedEnd(last, _signatures(paper.signed, kit), kit.gap * 2, kit.line)]


def _heading(words: str, kit: Kit) -> Paragraph:
    return Paragraph(
        escape(words),
        styles.style(_SIZE + 0.5, bold=True, leading=_LEADING, after=4, keep_with_next=True),
    )


def _notice(paper: ReportPaper, kit: Kit) -> Table:
    """Who may see this version, framed so that nobody overlooks it."""
    box = Table([[kit.text(paper.notice, smaller=1.5)]], colWidths=[kit.width])
    box.setStyle(
        [
            ("BOX", (0, 0), (-1, -1), 0.8, styles.INK),
            ("BACKGROUND", (0, 0), (-1, -1), styles.SHADE),
            ("LEFTPADDING", (0, 0), (-1, -1), 7),
            ("RIGHTPADDING", (0, 0), (-1, -1), 7),
            ("TOPPADDING", (0, 0), (-1, -1), 4),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 6),
        ]
    )
    return box


def _text(part: WrittenPart, kit: Kit) -> list[Flowable]:
    found: list[Flowable] = []
    for paragraph in part.text.split("\n"):
        if paragraph.strip():
            found += [Paragraph(escape(paragraph), kit.style(align="justify")), Spacer(0, kit.gap * 0.6)]
    return found[:-1]


def _summary(paper: ReportPaper, kit: Kit) -> list[Flowable]:
    services = ", ".join(paper.services) or "semua layanan"
    basis = f"Dihitung menurut {BASIS_WORDS[paper.figures.basis]}, {services}."
    return [
        count_table(paper, kit),
        Spacer(0, 3),
        *(_small(rule, kit) for rule in (basis, *paper.figures.rules)),
    ]


def _small(words: str, kit: Kit) -> Paragraph:
    return Paragraph(escape(words), kit.style(smaller=2))


def _tables(paper: ReportPaper, kit: Kit, page: PageSetup) -> Iterator[Flowable]:
    """All tables in their order; those that fit only there lie on turned pages."""
    broad = replace(kit, width=body_width(page, landscape=True))
    numbered = list(enumerate(paper.figures.tables, 1))
    for lies, run in groupby(numbered, lambda one: parts_of(one[1], kit) > 1 == parts_of(one[1], broad)):
        stacked: list[Flowable] = []
        for number, table in run:
            stacked += [Spacer(0, kit.gap * 1.6)] if stacked else []
            stacked += _table(number, table, paper, broad if lies else kit)
        yield from turned(stacked) if lies else stacked
    if paper.left_out:
        yield Spacer(0, kit.gap)
        yield kit.text(paper.left_out_words, smaller=1)


def _table(number: int, table: FigureTable, paper: ReportPaper, kit: Kit) -> Iterator[Flowable]:
    note = f"Yang dihitung: {table.unit.value}. {table.rule}"
    yield from figure_table(table, paper.mask, kit, f"Tabel {number}. {table.title}", note)
    for place, drawing in enumerate(bar_charts(table, paper.mask, kit.width) if table.chart else ()):
        more = ", lanjutan" if place else ""
        words = _small(f"Grafik tabel {number}{more}: {table.title}", kit)
        yield KeepTogether([Spacer(0, kit.gap), words, drawing])


def _corrections(paper: ReportPaper, kit: Kit) -> Iterator[Flowable]:
    for remark in correction_remarks(paper):
        yield kit.text(remark)
    for one in paper.corrections if not paper.shared else ():
        yield Spacer(0, kit.gap)
        yield CondPageBreak(_ROOM)
        yield kit.text(one.words, bold=True)
        yield Spacer(0, 2)
        rows = [(cell.table, cell.row, cell.column, str(cell.old), str(cell.new)) for cell in one.cells]
        yield text_table(("Tabel", "Baris", "Kolom", "Semula", "Menjadi"), rows, (42, 36, 26, 14, 14), kit)
        yield Spacer(0, 2)
        yield _small(_cause(one), kit)


def _cause(one: Correction) -> str:
    if one.recounted:
        return "Tidak ada kasus yang berubah; cara menghitungnya yang diperbarui."
    return f"Kasus yang berubah: {', '.join(one.registers)}."


def _signatures(signed: Sequence[Signed], kit: Kit) -> Flowable:
    """Those who sign side by side, what stands above and the names level with one another."""
    lines: list[list[Flowable | list[Flowable]]] = [
        [_above(one, kit) for one in signed],
        [_post(one.signer, kit) for one in signed],
        [Spacer(0, _SIGN) for _ in signed],
        [_name(one.signer, kit) for one in signed],
        [_identity(one.signer, kit) for one in signed],
    ]
    made = Table(lines, colWidths=[kit.width / len(signed)] * len(signed))
    made.setStyle(
        [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), 8),
            ("TOPPADDING", (0, 0), (-1, -1), 0),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
        ]
    )
    return made


def _above(one: Signed, kit: Kit) -> list[Flowable]:
    return _stacked(one.above.split("\n"), kit)


def _post(signer: Signer, kit: Kit) -> list[Flowable]:
    return _stacked([f"{mark} {post}".strip() for mark, post in signer.lines], kit)


def _name(signer: Signer, kit: Kit) -> Flowable:
    return kit.text(signer.name, bold=True) if signer.name else DottedLine(kit.line, width=48 * MM)


def _identity(signer: Signer, kit: Kit) -> list[Flowable]:
    return _stacked([text for text in (signer.rank, f"NIP {signer.nip}" if signer.nip else "") if text], kit)


def _stacked(texts: Iterable[str], kit: Kit) -> list[Flowable]:
    return [kit.text(text) for text in texts]
