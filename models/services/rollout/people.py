"""The part of a settings file that names the office's officials and who may sign for whom. Never about clients."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from models.access.permissions import Permission
from models.domain.posts import SIGNING_POSTS
from models.forms.values import clean_text
from models.services.office import mandates
from models.services.office.settings import write_officer
from models.services.rollout.parts import Coming, Plan, group, rows, word
from models.services.views import OfficerRow
from models.services.views.letters import MandateRow
from models.settings.rollout_file import not_usable
from models.store.tables import Mandate, Officer

_WORDS = {
    "nama": "name", "jabatan": "post", "pangkat": "rank", "nip": "nip", "telepon": "phone",
    "menandatangani": "signs_as",
}  # fmt: skip
_MANDATE = {
    "jabatan": "post", "sebagai": "mode", "sebutan": "title", "melalui": "via", "surat": "letter_key", "dasar": "basis",
}  # fmt: skip


@dataclass(frozen=True)
class PeoplePart:
    """Officials at work and the mandates that still hold. Officials the file does not name stay as they are."""

    key: str = "pegawai"
    title: str = "Pegawai dan pelimpahan tanda tangan"
    own: bool = True
    needs: Permission = Permission.SETTINGS_WRITE

    def pack(self, coming: Coming) -> Any:
        """Who is at work, and what they were given to sign."""
        people = list(Officer.select().where(Officer.active).order_by(Officer.id))
        today = coming.desk.clock.now().date().isoformat()
        held = Mandate.select().where(~Mandate.cancelled, (Mandate.last_day == "") | (Mandate.last_day >= today))
        places = {row.id: number for number, row in enumerate(people, 1)}
        return {
            "orang": [{said: getattr(row, name) for said, name in _WORDS.items()} for row in people],
            "pelimpahan": [
                {
                    "orang_ke": places[row.officer_id],
                    **{said: getattr(row, name) for said, name in _MANDATE.items()},
                    "dari": row.first_day,
                    "sampai": row.last_day,
                }
                for row in held.order_by(Mandate.id)
                if row.officer_id in places
            ],
        }

    def plan(self, coming: Coming, data: Any) -> Plan:
        """Who would be added or changed, and which mandates would be written down."""
        plain = group(data, self.title)
        people = [self._person(one, number) for number, one in enumerate(rows(plain.get("orang", []), self.title), 1)]
        given = rows(plain.get("pelimpahan", []), self.title)
        new = [self._mandate(one, number, people) for number, one in enumerate(given, 1)]
        for row in new:
            if row.letter_key and not coming.has("surat", row.letter_key):
                raise not_usable(f"{self.title}: jenis surat “{row.letter_key}” tidak ada di kantor ini.")
        changed = [row for row in people if _differs(row)]
        fresh = [row for row in new if not _known(row, people)]
        found = [f"{row.name} {'diubah' if row.officer_id else 'ditambahkan'}." for row in changed]
        found += [
            f"Pelimpahan baru: {row.officer} menandatangani {row.mode} {SIGNING_POSTS.get(row.post, row.post)}."
            for row in fresh
        ]
        return Plan(tuple(found), lambda: _write(changed, fresh, people))

    def _person(self, entry: dict[str, Any], number: int) -> OfficerRow:
        where = f"{self.title}, orang ke-{number}"
        given: dict[str, Any] = _texts(entry, _WORDS, where)
        given["nip"] = "".join(given["nip"].split())
        if not given["name"]:
            raise not_usable(f"{where}: nama wajib diisi.")
        if given["signs_as"] and given["signs_as"] not in SIGNING_POSTS:
            raise not_usable(f"{where}: jabatan penanda tangan “{given['signs_as']}” tidak dikenal.")
        known = _found(given["nip"], given["name"])
        return OfficerRow(known.id if known else 0, **given, row_version=known.row_version if known else 1)

    def _mandate(self, entry: dict[str, Any], number: int, people: list[OfficerRow]) -> MandateRow:
        where = f"{self.title}, pelimpahan ke-{number}"
        place = entry.get("orang_ke")
        if not isinstance(place, int) or not 1 <= place <= len(people):
            raise not_usable(f"{where}, isian “orang_ke”: harus nomor orang dalam daftar.")
        given: dict[str, Any] = _texts(entry, _MANDATE, where)
        if given["post"] not in SIGNING_POSTS or given["mode"] not in mandates.MODES:
            raise not_usable(f"{where}: jabatan atau cara menandatangani tidak dikenal.")
        try:
            first, last = (word(entry, name, where) for name in ("dari", "sampai"))
            days = (date.fromisoformat(first), date.fromisoformat(last) if last else None)
        except ValueError:
            raise not_usable(f"{where}: tulis tanggal seperti 2027-01-31.") from None
        # The place in the list stands for the person until they are written.
        return MandateRow(0, officer_id=place, first=days[0], last=days[1], officer=people[place - 1].name, **given)


def _texts(entry: dict[str, Any], words: dict[str, str], where: str) -> dict[str, Any]:
    return {name: clean_text(word(entry, said, where), lines=False) for said, name in words.items()}


def _found(nip: str, name: str) -> Officer | None:
    """The official meant: by their number, else by their name."""
    for row in Officer.select().where(Officer.active):
        if (nip and row.nip == nip) or (not nip and row.name.casefold() == name.casefold()):
            return row
    return None


def _differs(row: OfficerRow) -> bool:
    present = Officer.get_or_none(Officer.id == row.officer_id)
    return present is None or any(getattr(present, name) != getattr(row, name) for name in _WORDS.values())


def _known(row: MandateRow, people: list[OfficerRow]) -> bool:
    same = (Mandate.officer == people[row.officer_id - 1].officer_id) & ~Mandate.cancelled
    same &= (Mandate.post == row.post) & (Mandate.mode == row.mode) & (Mandate.letter_key == row.letter_key)
    return bool(Mandate.select().where(same, Mandate.first_day == row.first.isoformat()).exists())


def _write(changed: list[OfficerRow], fresh: list[MandateRow], people: list[OfficerRow]) -> None:
    """First the people, then what they may sign. Inside a unit of work; VALUE_INVALID for what is no valid mandate."""
    written = {row.name: write_officer(row).id for row in changed}
    for row in fresh:
        person = people[row.officer_id - 1]
        mandates.write(row, person.officer_id or written[person.name])
