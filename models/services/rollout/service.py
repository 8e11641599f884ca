"""Exporting the office's settings as one file, looking at what such a file would change, and taking it.

What never travels: passwords, keys and accounts; everything of cases and clients; counters and numbers given; who is
absent and who plays an actor of a procedure; places on shelves, which belong to files; the second place of backups and
what a PC remembers for itself.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from models.access.permissions import Permission
from models.errors import ErrorCode, UserError
from models.messages import render
from models.services.definitions import Definitions
from models.services.desk import Desk
from models.services.rollout import profile
from models.services.rollout.parts import Coming, Part, Plan
from models.services.rollout.people import PeoplePart
from models.services.rollout.profile import FIELDS, PROFILE_PARTS, ProfilePart
from models.services.rollout.rules import ARCHIVE, REPORTS, CodePart
from models.services.rollout.texts import DefinitionPart, ListPart
from models.services.views.rollout import PartLook, RolloutPart
from models.settings import rollout_file
from models.settings.plain import WrongField

#: In the order in which they are taken: who signs needs letters, procedures need forms, the profile needs procedures.
PARTS: tuple[Part, ...] = (CodePart(), ListPart(), DefinitionPart(), *PROFILE_PARTS, ARCHIVE, REPORTS, PeoplePart())
#: As people read them.
_SHOWN = ("identitas", "surat", "nomor", "klasifikasi", "waktu", "layanan", "naskah", "daftar", "perjalanan", "darurat",
          "arsip", "laporan", "pegawai")  # fmt: skip


def kinds() -> tuple[RolloutPart, ...]:
    """Every part a file can have, as people read them."""
    known = {part.key: part for part in PARTS}
    return tuple(RolloutPart(key, known[key].title, known[key].own) for key in _SHOWN)


class RolloutService:
    """Settings as one file, for who looks after the office."""

    def __init__(self, desk: Desk, definitions: Definitions) -> None:
        self._desk = desk
        self._definitions = definitions

    def export(self, wanted: Collection[str]) -> bytes:
        """These parts as one file: no secret, nothing about clients, no place on this PC. The export is recorded."""
        self._desk.authorise(Permission.SETTINGS_READ)
        with self._desk.writing() as unit:
            coming = Coming(self._desk, self._definitions)
            found = {part.key: part.pack(coming) for part in _shown(wanted)}
            unit.audit("pengaturan.ekspor", "kantor", None, bagian=",".join(found))
        return rollout_file.packed(found)

    def look(self, content: bytes) -> tuple[PartLook, ...]:
        """What each part of a file would change here; nothing is written. VALUE_INVALID (``what``), SCHEMA_NEWER."""
        self._desk.authorise(Permission.SETTINGS_WRITE)
        given = rollout_file.unpacked(content, FIELDS)
        with self._desk.reading():
            coming = Coming(self._desk, self._definitions, given)
            return tuple(self._look(coming, part) for part in _shown(given))

    def take(self, content: bytes, wanted: Collection[str]) -> tuple[PartLook, ...]:
        """Put these parts of a file in force, all or none; gives what each has changed.

        Raises VALUE_INVALID (``what``) with the part and field that cannot be used, NOT_ALLOWED, SCHEMA_NEWER.
        """
        self._desk.authorise(Permission.SETTINGS_WRITE)
        given = {key: data for key, data in rollout_file.unpacked(content, FIELDS).items() if key in wanted}
        chosen = [part for part in PARTS if part.key in given]
        for part in chosen:
            self._desk.authorise(part.needs)
        try:
            plans = self._carry_out(given, chosen)
        except BaseException:
            self._definitions.forget()  # what was read within the stretch is not what the office has
            raise
        return tuple(PartLook(part.key, part.title, part.own, plan.changes) for part, plan in plans)

    def _carry_out(self, given: dict[str, Any], chosen: Sequence[Part]) -> list[tuple[Part, Plan]]:
        with self._desk.writing("pengaturan", "kasus", "surat", "arsip", "laporan") as unit:
            coming = Coming(self._desk, self._definitions, given)
            plans = [(part, _planned(coming, part)) for part in chosen]
            changed = [(part, plan) for part, plan in plans if plan.changes]
            for _part, plan in changed:
                plan.write()
            of_profile = [(part, given[part.key]) for part, _plan in changed if isinstance(part, ProfilePart)]
            profile.write(coming, unit, of_profile)
            unit.audit(
                "pengaturan.terapkan", "kantor", None,
                bagian=",".join(part.key for part, _plan in changed),
                ubahan=sum(len(plan.changes) for _part, plan in changed),
            )  # fmt: skip
        return plans

    def _look(self, coming: Coming, part: Part) -> PartLook:
        allowed = self._desk.session.may(part.needs)
        try:
            plan = _planned(coming, part)
        except UserError as error:
            return PartLook(part.key, part.title, part.own, (), _sentence(error), allowed)
        return PartLook(part.key, part.title, part.own, plan.changes, allowed=allowed)


def _shown(wanted: Collection[str]) -> Sequence[Part]:
    known = {part.key: part for part in PARTS}
    return [known[key] for key in _SHOWN if key in wanted]


def _planned(coming: Coming, part: Part) -> Plan:
    """What a part of the file would change. VALUE_INVALID that names part and field."""
    data: Any = coming.parts[part.key]
    try:
        return part.plan(coming, data)
    except WrongField as wrong:
        words = f"{part.title}, isian “{wrong.place}”: {wrong.words}."
        raise UserError(ErrorCode.VALUE_INVALID, what=words) from None
    except UserError as error:
        words = _sentence(error)
        if words.startswith(part.title):
            raise
        raise UserError(ErrorCode.VALUE_INVALID, what=f"{part.title}: {words}") from None


def _sentence(error: UserError) -> str:
    return str(error.details.get("what") or render(error).why)
