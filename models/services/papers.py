"""What official papers take from the office: letterhead, page, place and date."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from models.domain import indonesia
from models.domain.paper import Letterhead, PageSetup
from models.services.desk import Desk
from models.settings.look import PaperLook
from models.settings.office import OfficeProfile
from models.store.tables import Paper, Setting

LOGO_SETTING = "logo"
WATERMARK = "LATIHAN"


def page(desk: Desk, paper: str = "") -> PageSetup:
    """The page of a paper; ``paper`` of its definition goes before the office's usual one."""
    return PageSetup(paper=paper or desk.office.paper, watermark=WATERMARK if desk.training else "")


def letterhead(desk: Desk) -> Letterhead:
    """The office's letterhead. Call inside a reading or writing stretch."""
    return head_of(desk.office, logo(desk))


def head_of(office: OfficeProfile, logo_bytes: bytes) -> Letterhead:
    """The letterhead a profile gives; the unit goes below the department, each on lines of its own."""
    names = tuple(
        line.strip() for part in (office.department, office.unit) for line in part.splitlines() if line.strip()
    )
    return Letterhead(
        government=office.government,
        names=names or (office.name,),
        address=tuple(line for line in (office.address, office.contact) if line),
        logo=logo_bytes,
        double_rule=office.letterhead_double_rule,
    )


def on_paper(look: PaperLook, head: Letterhead) -> Letterhead:
    """The letterhead of a letter: nothing but room where the office's paper has one already."""
    return replace(head, logo_height=look.logo, room=look.head_room if look.preprinted else head.room)


def shifted(look: PaperLook, setup: PageSetup) -> PageSetup:
    """The page moved to where the office's printer meets it."""
    return replace(
        setup,
        left=setup.left + look.left,
        right=setup.right - look.left,
        top=setup.top + look.top,
        bottom=setup.bottom - look.top,
    )


def logo(desk: Desk) -> bytes:
    """The logo's bytes, empty if there is none. Call inside a reading or writing stretch."""
    row = Setting.get_or_none(Setting.key == LOGO_SETTING)
    if row is None or not row.value:
        return b""
    return bytes(Paper.get_by_id(row.value).content)


def place_date(office: OfficeProfile, day: date) -> str:
    """As in "Tangerang, 1 Agustus 2025"; the date alone if the office has set no place."""
    return f"{office.city}, {indonesia.long_date(day)}" if office.city else indonesia.long_date(day)
