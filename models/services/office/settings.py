"""The office's own data: profile, letterhead with logo, officers and who signs."""

from __future__ import annotations

import hashlib
from datetime import date

from models.access.permissions import Permission
from models.domain import images, nip
from models.errors import ErrorCode, UserError
from models.forms.values import clean_text
from models.letters.spec import LetterContent
from models.logbook.numbering import next_sequence
from models.services import papers, times
from models.services.definitions import Definitions
from models.services.desk import OFFICE_SETTING, Desk, packed, put_setting
from models.services.office import paper_sample
from models.services.office.office_check import checked
from models.services.views import OfficerRow, TitleChoice
from models.settings.office import OfficeProfile
from models.store.database import UnitOfWork
from models.store.tables import Counter, Officer, Paper


def write_office(unit: UnitOfWork, profile: OfficeProfile, logo: bytes | None) -> None:
    """Store profile and logo inside a unit of work; ``logo`` None leaves the present one, b"" removes it.

    Raises VALUE_INVALID, ATTACHMENT_REFUSED.
    """
    put_setting(OFFICE_SETTING, packed(checked(profile).to_json()))
    if logo is not None:
        digest = ""
        if logo:
            images.check(logo)
            digest = hashlib.sha256(logo).hexdigest()
            Paper.insert(sha256=digest, content=logo).on_conflict_ignore().execute()
        put_setting(papers.LOGO_SETTING, digest)
    unit.audit("kantor.ubah", "kantor", None, logo=logo is not None)


def put_office(
    desk: Desk, definitions: Definitions, unit: UnitOfWork, profile: OfficeProfile, logo: bytes | None = None
) -> None:
    """Store the profile of an office at work: the limits of open steps follow its hours. Inside a unit of work."""
    before = _timing(desk.office)
    write_office(unit, profile, logo)
    desk.forget_office()
    if _timing(desk.office) != before:
        times.renew_limits(desk, definitions)


def _timing(office: OfficeProfile) -> tuple[object, ...]:
    """What the clocks of steps depend on."""
    return (
        office.always_open,
        office.hours,
        office.days_off,
        office.day_counts,
        office.years,
        (office.ramadan_hours, office.ramadan_week, office.ramadan),
        office.service_hours,
    )


def write_officer(row: OfficerRow) -> Officer:
    """Create or change an officer inside a unit of work."""
    number = "".join(clean_text(row.nip, lines=False).split())
    columns = {
        "name": clean_text(row.name, lines=False),
        "post": clean_text(row.post, lines=False),
        "rank": clean_text(row.rank, lines=False),
        "nip": number,
        "phone": clean_text(row.phone, lines=False),
        "signs_as": row.signs_as if row.active else "",
        "active": row.active,
    }
    if not columns["name"]:
        raise UserError(ErrorCode.VALUE_INVALID, what="Nama pegawai wajib diisi.")
    if wrong := nip.problem(number):
        raise UserError(ErrorCode.VALUE_INVALID, what=wrong)
    if columns["signs_as"]:
        Officer.update(signs_as="").where(Officer.signs_as == row.signs_as, Officer.id != row.officer_id).execute()
    if not row.officer_id:
        return Officer.create(**columns)
    changed = (
        Officer.update(**columns, row_version=Officer.row_version + 1)
        .where(Officer.id == row.officer_id, Officer.row_version == row.row_version)
        .execute()
    )
    if not changed:
        raise UserError(ErrorCode.CHANGED_BY_OTHER)
    return Officer.get_by_id(row.officer_id)


class SettingsService:
    """Reading and changing the office's data."""

    def __init__(self, desk: Desk, definitions: Definitions) -> None:
        self._desk = desk
        self._definitions = definitions

    def office(self) -> OfficeProfile:
        """The profile in force."""
        self._desk.authorise(Permission.SETTINGS_READ)
        with self._desk.reading():
            return self._desk.office

    def save_office(self, profile: OfficeProfile, logo: bytes | None = None) -> None:
        """Change the profile; where hours or days off change, open steps are due anew.

        Raises VALUE_INVALID (``what``), ATTACHMENT_REFUSED for a logo that is no picture, NOT_FOUND for hours of a
        procedure that nobody knows.
        """
        self._desk.authorise(Permission.SETTINGS_WRITE)
        with self._desk.writing("pengaturan", "kasus") as unit:
            for own in profile.service_hours:
                self._definitions.sop(own.sop_key)
            put_office(self._desk, self._definitions, unit, profile, logo)

    def logo(self) -> bytes:
        """The logo of the letterhead, empty if there is none."""
        self._desk.authorise(Permission.SETTINGS_READ)
        with self._desk.reading():
            return papers.logo(self._desk)

    def letterhead_sample(self, profile: OfficeProfile, logo: bytes | None = None) -> LetterContent:
        """A page with the letterhead ``profile`` would give, to be drawn; ``logo`` None takes the present one."""
        self._desk.authorise(Permission.SETTINGS_READ)
        with self._desk.reading():
            picture = papers.logo(self._desk) if logo is None else logo
        if picture:
            images.check(picture)
        return paper_sample.letterhead(profile, picture, papers.page(self._desk, profile.paper), self._today())

    def letter_sample(self, profile: OfficeProfile) -> LetterContent:
        """A letter as ``profile`` would have it printed, to be drawn; VALUE_INVALID."""
        self._desk.authorise(Permission.SETTINGS_READ)
        with self._desk.reading():
            picture = papers.logo(self._desk)
        titles = [*profile.look.titles.values(), "SURAT TUGAS"]
        page = papers.page(self._desk, profile.paper)
        return paper_sample.letter(checked(profile), picture, page, self._today(), titles[0])

    def titles(self) -> tuple[TitleChoice, ...]:
        """The letters that may carry another title, with every title, the usual first."""
        self._desk.authorise(Permission.SETTINGS_READ)
        with self._desk.reading():
            specs = [self._definitions.letter(key) for key in self._definitions.keys("surat")]
        return tuple(
            TitleChoice(spec.key, spec.name, (spec.title, *spec.other_titles)) for spec in specs if spec.other_titles
        )

    def _today(self) -> date:
        return self._desk.clock.now().date()

    def following_numbers(self) -> dict[str, tuple[int, bool]]:
        """For each series: the running number it gives next this year, and whether it has ever given one."""
        self._desk.authorise(Permission.SETTINGS_READ)
        year = self._desk.clock.now().year
        with self._desk.reading():
            given: dict[str, dict[int, int]] = {}
            for row in Counter.select():
                given.setdefault(row.series, {})[row.year] = row.last
            patterns = self._desk.office.patterns
        return {
            series: (next_sequence(given.get(series, {}), year, pattern.start), series in given)
            for series, pattern in patterns.items()
        }

    def officers(self) -> tuple[OfficerRow, ...]:
        """All officers, the active first, by name."""
        self._desk.authorise(Permission.SETTINGS_READ)
        with self._desk.reading():
            return tuple(_row(row) for row in Officer.select().order_by(Officer.active.desc(), Officer.name))

    def save_officer(self, row: OfficerRow) -> OfficerRow:
        """Create (``officer_id`` 0) or change an officer. Letters already issued keep what was printed."""
        self._desk.authorise(Permission.SETTINGS_WRITE)
        with self._desk.writing("pengaturan") as unit:
            saved = write_officer(row)
            unit.audit("pegawai.simpan", "pegawai", saved.id)
            return _row(saved)


def _row(row: Officer) -> OfficerRow:
    return OfficerRow(
        officer_id=row.id,
        name=row.name,
        post=row.post,
        rank=row.rank,
        nip=row.nip,
        phone=row.phone,
        signs_as=row.signs_as,
        active=row.active,
        row_version=row.row_version,
    )
