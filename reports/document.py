"""One way to make a PDF: paper, edges, watermark, page numbers, metadata, and the same bytes for the same content."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    ActionFlowable,
    BaseDocTemplate,
    Flowable,
    Frame,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Spacer,
)

from models.domain.paper import PageSetup
from models.version import __version__
from reports import fonts, styles
from reports.flow import first_word
from reports.text import one_line

_WATERMARK_GREY = 0.88
_FOOTER_SIZE = 8.5
#: Points between the parts of the footer, and the share of it the left part may have beside a long middle.
_FOOTER_GAP, _LEFT_SHARE = 10, 0.4
#: The two ways a page may lie: as the document does, and the other way.
_LYING, _TURNED = "sheet", "turned"


@dataclass(frozen=True)
class DocumentInfo:
    """What the file says about itself; never a name of a client.

    Attributes:
        title: shown in the viewer's title bar ("Surat Tugas").
        subject: a reference such as the register number, may be empty.
        author: the office.
    """

    title: str
    subject: str = ""
    author: str = ""
    language: str = "id-ID"


@dataclass(frozen=True)
class Sheet:
    """One page while its header and footer are drawn. Measures in points, from the lower left corner.

    Attributes:
        number / count: this page and the number of all pages, from 1.
        next_word: the first word of running text on the next page, "" where it begins with something else.
    """

    number: int
    count: int
    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    next_word: str = ""


#: Draws on a finished page: ``hook(canvas, sheet)``.
Hook = Callable[[Canvas, Sheet], None]


def body_width(page: PageSetup, *, landscape: bool = False) -> float:
    """Width between the left and right edges, in points."""
    width, height = styles.paper_size(page.paper)
    return (height if landscape else width) - (page.left + page.right) * styles.MM


def body_height(page: PageSetup, *, landscape: bool = False) -> float:
    """Height between the top and bottom edges, in points."""
    width, height = styles.paper_size(page.paper)
    return (width if landscape else height) - (page.top + page.bottom) * styles.MM


def turned(flowables: Sequence[Flowable]) -> list[Flowable]:
    """These on pages of their own that lie the other way; what follows begins a page that lies as before."""
    return [NextPageTemplate(_TURNED), PageBreak(), *flowables, NextPageTemplate(_LYING), PageBreak()]


def page_number(font: str = fonts.SANS) -> Hook:
    """The number of the page, centred at the foot, from page 2 (a first page carries none)."""

    def draw(canvas: Canvas, sheet: Sheet) -> None:
        if sheet.number > 1:
            canvas.setFont(font, 10)
            canvas.drawCentredString((sheet.left + sheet.right) / 2, sheet.bottom - 10 * styles.MM, str(sheet.number))

    return draw


def footer(left: str = "", middle: str = "", *, count: bool = True) -> Hook:
    """A small line under a hairline at the foot: ``left``, ``middle`` and "Halaman x dari y" at the right."""
    left, middle = one_line(left), one_line(middle)

    def draw(canvas: Canvas, sheet: Sheet) -> None:
        y = sheet.bottom - 6 * styles.MM
        canvas.setStrokeColor(styles.HAIRLINE)
        canvas.setLineWidth(0.5)
        canvas.line(sheet.left, y + 4 * styles.MM, sheet.right, y + 4 * styles.MM)
        canvas.setFillColor(styles.GREY)
        canvas.setFont(fonts.SANS, _FOOTER_SIZE)
        right = f"Halaman {sheet.number} dari {sheet.count}" if count else ""
        end = sheet.right - _foot_width(right) - _FOOTER_GAP
        room = end - sheet.left - _FOOTER_GAP
        words = _foot_fitted(left, max(room * _LEFT_SHARE, room - _foot_width(middle)))
        canvas.drawString(sheet.left, y, words)
        begin = sheet.left + _foot_width(words) + _FOOTER_GAP
        words = _foot_fitted(middle, end - begin)
        half = _foot_width(words) / 2
        canvas.drawCentredString(min(max((sheet.left + sheet.right) / 2, begin + half), end - half), y, words)
        canvas.drawRightString(sheet.right, y, right)

    return draw


def _foot_width(words: str) -> float:
    return fonts.width(words, fonts.SANS, _FOOTER_SIZE)


def _foot_fitted(words: str, room: float) -> str:
    """As much of the words as fits, without their middle: a name begins them, a number ends them."""
    kept = len(words)
    shown = words
    while kept > 1 and _foot_width(shown) > room:
        kept -= 1
        shown = f"{words[: (kept + 1) // 2].rstrip()}… {words[len(words) - kept // 2 :].lstrip()}"
    return shown


def build(
    story: Sequence[Flowable],
    page: PageSetup,
    info: DocumentInfo,
    *,
    hooks: Sequence[Hook] = (),
    landscape: bool = False,
) -> bytes:
    """Set ``story`` on paper and return the PDF. Equal arguments give equal bytes.

    ``hooks`` draw headers and footers when the number of pages is known. The watermark of ``page`` lies under the text.
    """
    return count_pages(story, page, info, hooks=hooks, landscape=landscape)[0]


def count_pages(
    story: Sequence[Flowable],
    page: PageSetup,
    info: DocumentInfo,
    *,
    hooks: Sequence[Hook] = (),
    landscape: bool = False,
) -> tuple[bytes, int]:
    """Like ``build``, and how many pages it came to."""
    fonts.register()
    _close_doors()
    buffer = BytesIO()
    template = _template(buffer, page, info, landscape=landscape)
    sheets = _Sheets(hooks, template)
    template.build(list(story), canvasmaker=sheets.canvas)
    return buffer.getvalue(), sheets.count


def _close_doors() -> None:
    """No text may make the library read a file or an address (escaping comes first; this is the second lock)."""
    rl_config.trustedHosts = []
    rl_config.trustedSchemes = []


class _Template(BaseDocTemplate):
    """Remembers with which word each page begins."""

    def __init__(self, buffer: BytesIO, **settings: Any) -> None:
        super().__init__(buffer, **settings)
        self.first_words: dict[int, str] = {}

    def afterFlowable(self, flowable: Flowable) -> None:
        """The library calls this after each part it has set."""
        if not isinstance(flowable, (Spacer, ActionFlowable)):
            self.first_words.setdefault(self.page, first_word(flowable))


def _template(buffer: BytesIO, page: PageSetup, info: DocumentInfo, *, landscape: bool) -> _Template:
    width, height = styles.paper_size(page.paper)
    size = (height, width) if landscape else (width, height)
    template = _Template(
        buffer,
        pagesize=size,
        leftMargin=page.left * styles.MM,
        rightMargin=page.right * styles.MM,
        topMargin=page.top * styles.MM,
        bottomMargin=page.bottom * styles.MM,
        title=one_line(info.title),
        subject=one_line(info.subject),
        author=one_line(info.author),
        creator=f"Jangkau {__version__}",
        producer="Jangkau",
        lang=info.language,
        invariant=1,
        pageCompression=1,
        displayDocTitle=True,
        allowSplitting=1,
    )

    def under(canvas: Canvas, _: BaseDocTemplate) -> None:
        _watermark(canvas, page.watermark, *canvas._pagesize)

    template.addPageTemplates(
        [
            PageTemplate(id=name, frames=[_frame(page, landscape=lies)], onPage=under, pagesize=measures)
            for name, lies, measures in ((_LYING, landscape, size), (_TURNED, not landscape, size[::-1]))
        ]
    )
    return template


def _frame(page: PageSetup, *, landscape: bool) -> Frame:
    return Frame(
        page.left * styles.MM,
        page.bottom * styles.MM,
        body_width(page, landscape=landscape),
        body_height(page, landscape=landscape),
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
        id="body",
    )


def _watermark(canvas: Canvas, word: str, width: float, height: float) -> None:
    word = one_line(word)
    if not word:
        return
    canvas.saveState()
    canvas.setFillGray(_WATERMARK_GREY)
    canvas.translate(width / 2, height / 2)
    canvas.rotate(55)
    size = min(120.0, 0.9 * (width**2 + height**2) ** 0.5 / max(fonts.width(word, fonts.SANS_BOLD, 1), 1))
    canvas.setFont(fonts.SANS_BOLD, size)
    canvas.drawCentredString(0, -size / 3, word)
    canvas.restoreState()


class _Sheets:
    """Keeps finished pages back until their number is known, then lets the hooks draw on each."""

    def __init__(self, hooks: Sequence[Hook], template: _Template) -> None:
        self._hooks = hooks
        self._template = template
        self.count = 0

    def canvas(self, *args: Any, **kwargs: Any) -> Canvas:
        """Make the canvas the document is drawn on (the library calls this)."""
        sheets = self

        class Held(Canvas):
            """A canvas whose pages wait for the last one."""

            def __init__(self, *args: Any, **kwargs: Any) -> None:
                super().__init__(*args, **kwargs)
                self.setViewerPreference("DisplayDocTitle", "true")
                self._held: list[dict[str, Any]] = []
                #: Entries of the table of contents that lead to the page being drawn.
                self.marks: list[str] = []

            def showPage(self) -> None:
                self._held.append(dict(self.__dict__))
                self.marks = []
                self._startPage()

            def save(self) -> None:
                held = self._held
                sheets.count = len(held)
                for number, state in enumerate(held, 1):
                    self.__dict__.update(state)
                    sheets.draw(self, number)
                    for title in self.marks:
                        self.bookmarkPage(title)
                        self.addOutlineEntry(title, title)
                    super().showPage()
                super().save()

        return Held(*args, **{**kwargs, "initialFontName": fonts.SANS})

    def draw(self, canvas: Canvas, number: int) -> None:
        """Let every hook draw on page ``number``."""
        template = self._template
        width, height = canvas._pagesize
        sheet = Sheet(
            number=number,
            count=self.count,
            width=width,
            height=height,
            left=template.leftMargin,
            right=width - template.rightMargin,
            top=height - template.topMargin,
            bottom=template.bottomMargin,
            next_word=template.first_words.get(number + 1, ""),
        )
        for hook in self._hooks:
            canvas.saveState()
            hook(canvas, sheet)
            canvas.restoreState()
