"""What official papers take from the office: letterhead, page, signer, place and date."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from models.domain import indonesia
from models.domain.paper import Letterhead, PageSetup, Signer
from models.letters.spec import LetterSpec
from models.services import standins
from models.services.desk import Desk
from models.settings.look import PaperLook
from models.settings.office import OfficeProfile
from models.store.tables import Officer, Paper, Setting

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
    return replace(head, room=look.head_room) if look.preprinted else head


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


def signer_for(desk: Desk, post: str, day: date | None = None) -> Signer | None:
    """Who signs for ``post`` ("kepala", "petugas" …) on ``day`` (default: today); None if nobody holds it.

    ``petugas`` is the writer. While the holder is away and a deputy is named, the deputy signs as *Plh.* or *Plt.* of
    the holder's post, with their own name, rank and NIP (Permendagri 1/2023).
    """
    if post == "petugas":
        return _writer(desk)
    row = Officer.select().where(Officer.signs_as == post, Officer.active).order_by(Officer.id).first()
    if row is None:
        return None
    away = standins.absent_on(row.id, day or desk.clock.now().date())
    if away is None or away.deputy is None:
        return _signer(row)
    deputy = away.deputy
    return Signer(name=deputy.name, post=row.post, rank=deputy.rank, nip=deputy.nip, mode=away.mode or "Plh.")


def signer_of(desk: Desk, spec: LetterSpec, day: date | None = None) -> Signer | None:
    """Who signs a letter of this kind: whoever holds its post, else whoever holds the post that stands in for it."""
    if not spec.signer:
        return None
    found = signer_for(desk, spec.signer, day)
    return found or (signer_for(desk, spec.signer_else, day) if spec.signer_else else None)


def signer_text(signer: Signer | None) -> str:
    """As in "Hendra Wijaya, Plh. Kepala UPTD PPA"; "" where nobody signs."""
    return f"{signer.name}, {signer.title}" if signer else ""


def _writer(desk: Desk) -> Signer:
    user = desk.session.user
    row = Officer.get_or_none(Officer.id == user.officer_id) if user.officer_id else None
    return _signer(row) if row else Signer(name=user.display_name, post="Petugas")


def _signer(row: Officer) -> Signer:
    return Signer(name=row.name, post=row.post, rank=row.rank, nip=row.nip)
