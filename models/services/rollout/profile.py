"""The parts of a settings file that the office's profile is made of."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from models.access.permissions import Permission
from models.domain import images
from models.errors import ErrorCode, UserError
from models.services import papers
from models.services.desk import Desk
from models.services.office.office_check import checked
from models.services.office.settings import put_office
from models.services.rollout.parts import Coming, Plan, group
from models.settings.changes import changes
from models.settings.office import NumberPattern, OfficeProfile
from models.settings.plain import hints, typed
from models.settings.rollout_file import not_usable
from models.store.database import UnitOfWork

#: What belongs to one PC or to the day an office began, and is never carried to another.
OWN = frozenset({"backup_place"})
LOGO = "lambang"
#: Part of the file -> fields of the profile. Each field is in exactly one, or in ``OWN``.
FIELDS: Mapping[str, frozenset[str]] = {
    "identitas": frozenset({
        "name", "government", "department", "unit", "head_post", "city", "regency", "address", "contact", "unit_code",
        "service_phone",
    }),
    "surat": frozenset({"paper", "letterhead_double_rule", "look", "letter_stages", "client_word"}),
    "nomor": frozenset({
        "patterns", "classifications", "letter_series", "letter_patterns", "child_series", "insertion",
    }),
    "waktu": frozenset({
        "zone", "day_counts", "always_open", "hours", "days_off", "years", "ramadan_hours", "ramadan_week", "ramadan",
        "service_hours",
    }),
    "perjalanan": frozenset({"travel"}),
    "darurat": frozenset({"emergency_contacts"}),
    "layanan": frozenset({"procedures"}),
}  # fmt: skip


@dataclass(frozen=True)
class ProfilePart:
    """Some fields of the profile; ``with_logo``: and the logo of the letterhead."""

    key: str
    title: str
    own: bool = False
    with_logo: bool = False
    needs: Permission = Permission.SETTINGS_WRITE

    def pack(self, coming: Coming) -> dict[str, Any]:
        """Those fields as they are now."""
        plain = coming.desk.office.to_json()
        found = {name: plain[name] for name in plain if name in FIELDS[self.key]}
        if "patterns" in found:
            for pattern in found["patterns"].values():
                pattern["start"] = 1  # where an office went on from its book of paper is its own
        logo = papers.logo(coming.desk) if self.with_logo else b""
        return {**found, **({LOGO: base64.b64encode(logo).decode("ascii")} if logo else {})}

    def plan(self, coming: Coming, data: Any) -> Plan:
        """What the fields would become."""
        plain, present = group(data, self.title), coming.desk.office
        given = fields_of(plain, present, FIELDS[self.key])
        merged = checked(replace(present, **given))
        _expect_procedures(coming, merged, given)
        found, logo = changes(present, merged, FIELDS[self.key]), self._logo(coming.desk, plain)
        if logo is not None:
            found += ("Logo kop surat diganti.",)
        return Plan(found, lambda: None)

    def fields(self, coming: Coming, data: Any) -> dict[str, Any]:
        """The fields of the profile as they will be; all parts of the profile are written together."""
        return fields_of(group(data, self.title), coming.desk.office, FIELDS[self.key])

    def logo(self, coming: Coming, data: Any) -> bytes | None:
        """The logo in the file where it is another one than the office has."""
        return self._logo(coming.desk, group(data, self.title))

    def _logo(self, desk: Desk, plain: Mapping[str, Any]) -> bytes | None:
        if not self.with_logo or not plain.get(LOGO):
            return None
        try:
            logo = base64.b64decode(str(plain[LOGO]), validate=True)
        except (binascii.Error, ValueError):
            raise not_usable(f"{self.title}, isian “{LOGO}”: bukan gambar.") from None
        images.check(logo)
        return None if logo == papers.logo(desk) else logo


PROFILE_PARTS = (
    ProfilePart("identitas", "Identitas kantor dan kop surat", own=True, with_logo=True),
    ProfilePart("surat", "Kertas, tampilan, dan tahap surat"),
    ProfilePart("nomor", "Seri nomor"),
    ProfilePart("waktu", "Jam kerja dan hari libur"),
    ProfilePart("perjalanan", "Perjalanan dinas"),
    ProfilePart("darurat", "Panggilan darurat"),
    ProfilePart("layanan", "SOP yang dipakai"),
)


def write(coming: Coming, unit: UnitOfWork, chosen: list[tuple[ProfilePart, Any]]) -> None:
    """Store all parts of the profile at once. Inside a unit of work."""
    given: dict[str, Any] = {}
    logo: bytes | None = None
    for part, data in chosen:
        given |= part.fields(coming, data)
        logo = part.logo(coming, data) or logo
    if given:
        put_office(coming.desk, coming.definitions, unit, replace(coming.desk.office, **given), logo)


def fields_of(plain: Mapping[str, Any], present: OfficeProfile, names: frozenset[str]) -> dict[str, Any]:
    """The fields ``names`` that the file gives, typed. Raises WrongField."""
    known = hints(OfficeProfile)
    found = {name: typed(known[name], plain[name], name) for name in names if name in plain}
    if "patterns" in found:
        found["patterns"] = _merged(present.patterns, found["patterns"])
    return found


def _merged(present: Mapping[str, NumberPattern], new: Mapping[str, NumberPattern]) -> dict[str, NumberPattern]:
    """No series goes, for its numbers are given; each goes on counting where this office began it."""
    begun = {key: replace(one, start=present[key].start if key in present else 1) for key, one in new.items()}
    return {**present, **begun}


def _expect_procedures(coming: Coming, profile: OfficeProfile, given: Mapping[str, Any]) -> None:
    """Procedures that are named must be here or come along."""
    named = {own.sop_key for own in profile.service_hours} if "service_hours" in given else set()
    named |= set(profile.procedures) if "procedures" in given else set()
    for key in sorted(key for key in named if not coming.has("sop", key)):
        what = f"SOP “{key}” tidak ada di kantor ini. Sertakan bagian Formulir, surat, dan SOP kantor."
        raise UserError(ErrorCode.VALUE_INVALID, what=what)
