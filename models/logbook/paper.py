"""What the printed books, the disposition sheet and the recovery page are made of."""

from __future__ import annotations

from dataclasses import dataclass

from models.domain.paper import Letterhead, PageSetup, Signer


@dataclass(frozen=True)
class BookRow:
    """One line of a book; ``struck`` stays in it, crossed out."""

    cells: tuple[str, ...]
    struck: bool = False


@dataclass(frozen=True)
class BookPaper:
    """Pages of a book of the office for some period: the log book, the agendas, dispositions, dispatches.

    Attributes:
        title: in capitals above the table ("BUKU AGENDA SURAT MASUK").
        period: "November 2026", "1 s.d. 30 November 2026".
        columns / widths: heads and widths in millimetres; a width of 0 takes the room left.
        opening: sentence above the table, "" for none; ``closing``: sentences under the last line.
        under: what stands below the title, "" for "Periode " and the period; ``centred``: columns (from 0) of signs.
        keeper: who keeps the book (signs right); ``knower``: who has taken note (signs left).
    """

    office: str
    title: str
    period: str
    columns: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[BookRow, ...]
    opening: str
    closing: tuple[str, ...]
    place_date: str
    page: PageSetup
    letterhead: Letterhead | None = None
    keeper: Signer | None = None
    knower: Signer | None = None
    under: str = ""
    centred: tuple[int, ...] = ()


@dataclass(frozen=True)
class DispositionSheet:
    """One order on the disposition sheet: boxes with their words and whether they are crossed.

    Attributes:
        due: day by which it is to be done; ``made``: when it was ordered; "" while the sheet is empty.
    """

    people: tuple[tuple[str, bool], ...]
    instructions: tuple[tuple[str, bool], ...]
    note: str = ""
    due: str = ""
    made: str = ""


@dataclass(frozen=True)
class DispositionPaper:
    """The sheet that goes with an incoming letter (lembar disposisi); one page for each of ``sheets``.

    ``mark`` is its QR code, by which a scan of the sheet finds the letter.
    """

    office: str
    sender: str
    number: str
    letter_date: str
    received: str
    agenda: str
    subject: str
    urgent: bool
    very_urgent: bool
    secret: bool
    sheets: tuple[DispositionSheet, ...]
    signer: Signer | None
    page: PageSetup
    letterhead: Letterhead | None = None
    mark: str = ""


@dataclass(frozen=True)
class RecoveryPaper:
    """The recovery key page; ``groups`` are the key's groups as written on paper."""

    office: str
    groups: tuple[str, ...]
    printed: str
    page: PageSetup
