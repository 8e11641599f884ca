"""What the printed log book and the recovery page are made of."""

from __future__ import annotations

from dataclasses import dataclass

from models.domain.paper import Letterhead, PageSetup, Signer


@dataclass(frozen=True)
class LogbookPaper:
    """Pages of the log book (Buku Log aktivitas pendokumentasian), in its printed columns.

    Attributes:
        period: "1 s.d. 30 November 2026".
        rows: per line: number, date and time, register number, service, giver, kind of document, quantity, complete,
            receiver, place, remark.
        closing: sentence under the last line.
        keeper: who keeps the book (signs right); ``knower``: who has taken note (signs left).
    """

    office: str
    period: str
    rows: tuple[tuple[str, ...], ...]
    closing: str
    place_date: str
    page: PageSetup
    letterhead: Letterhead | None = None
    keeper: Signer | None = None
    knower: Signer | None = None


@dataclass(frozen=True)
class RecoveryPaper:
    """The recovery key page; ``groups`` are the key's groups as written on paper."""

    office: str
    groups: tuple[str, ...]
    printed: str
    page: PageSetup
