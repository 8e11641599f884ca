"""Finding a case or a letter by anything a clerk may have in hand: number, name, NIK, telephone, letter number."""

from __future__ import annotations

import re

from models.access.permissions import Permission
from models.forms.spec import Values
from models.forms.values import clean_text
from models.services.agenda import incoming
from models.services.cases import same_person
from models.services.desk import Desk
from models.services.views import Hit
from models.store import search_index
from models.store.tables import CaseFile, Letter, LetterReply

#: Facts by which a case is found, and the column of the index they go to.
_CLIENT = ("klien.nama", "klien.nik", "klien.wali", "pelapor.nama", "terlapor.nama")
_CONTACT = ("klien.telepon", "pelapor.telepon", "klien.alamat", "pelapor.alamat")
_SHORTEST, _LONGEST = 2, 200
_NUMBER = re.compile(r"\+?[0-9][0-9 .()-]{5,}")
_NOT_DIGIT = re.compile(r"[^0-9]")


def index(case: CaseFile, stated: Values) -> None:
    """Renew what a case with these facts is found by. Inside the unit of work that changed it."""
    letters = Letter.select(Letter.number).where(Letter.case == case.id, Letter.number.is_null(False))
    replies = LetterReply.select(LetterReply.number).join(Letter).where(Letter.case == case.id)
    search_index.put(
        case.id,
        number=case.number,
        client=_text(stated, _CLIENT),
        contact=_text(stated, _CONTACT),
        letters=" ".join(row.number or "" for row in (*letters, *replies)),
        other=case.region,
    )


def _text(stated: Values, keys: tuple[str, ...]) -> str:
    return " ".join(str(stated[key]) for key in keys if stated.get(key))


def tidy(text: str) -> str:
    """What is really looked for: one line without invisible signs, of a length no name or number exceeds."""
    return clean_text(text, lines=False)[:_LONGEST]


def record(desk: Desk, text: str) -> None:
    """Write down that somebody searched; the words only as a seal, so that the trail names nobody."""
    with desk.writing() as unit:
        unit.audit("cari", "kasus", None, kata=desk.session.store.seal("cari", tidy(text).lower()))


def find_cases(text: str, limit: int) -> dict[int, str]:
    """Cases found by ``text`` and why; a telephone number or NIK also however it is grouped. Inside a stretch."""
    words = tidy(text)
    found = search_index.find(words, limit)
    if not found and _NUMBER.fullmatch(words):
        digits = _NOT_DIGIT.sub("", words)
        found = search_index.find("0" + digits[2:] if words.startswith("+62") else digits, limit)
    return found


class SearchService:
    """The search of Ctrl+K."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def find(self, text: str, limit: int = 20) -> tuple[Hit, ...]:
        """Cases and letters that hold all of ``text``; results carry initials only. The search is recorded, hashed."""
        self._desk.authorise(Permission.CASE_LIST)
        words = tidy(text)
        if len(words) < _SHORTEST:
            return ()
        record(self._desk, words)
        with self._desk.reading():
            found = find_cases(words, limit)
            cases = CaseFile.select().where(CaseFile.id.in_(list(found)), CaseFile.period == "")
            by_id = {case.id: case for case in cases}
            hits = _case_hits({case_id: why for case_id, why in found.items() if case_id in by_id}, by_id)
            letters = (
                Letter.select().where(Letter.number.contains(words)).order_by(Letter.issued_at.desc()).limit(limit)
            )
            hits += [Hit("Surat", row.number or "", row.name, ("surat", row.id)) for row in letters]
            replies = LetterReply.select(LetterReply, Letter).join(Letter).where(LetterReply.number.contains(words))
            hits += [
                Hit("Surat", row.number, f"Balasan {row.letter.name} {row.letter.number}", ("surat", row.letter_id))
                for row in replies.order_by(LetterReply.id.desc()).limit(limit)
            ]
            hits += incoming.hits(self._desk, words, limit)
        return tuple(hits[:limit])


_WHY = {
    "number": "",
    "client": "Nama atau NIK cocok",
    "contact": "Telepon atau alamat cocok",
    "letters": "Nomor surat cocok",
    "other": "Wilayah cocok",
}


def _case_hits(found: dict[int, str], cases: dict[int, CaseFile]) -> list[Hit]:
    """One line for each person; whose cases are looked for by number keeps a line for each."""
    persons = same_person.once(case_id for case_id, why in found.items() if why != "number")
    more = {other for group in persons.values() for other in group}
    rows = CaseFile.select(CaseFile.id, CaseFile.number).where(CaseFile.id.in_(sorted(more)))
    numbers = {row.id: row.number for row in rows}
    told = {case_id: ", ".join(numbers[other] for other in sorted(group)) for case_id, group in persons.items()}
    shown = [case_id for case_id, why in found.items() if why == "number" or case_id in persons]
    return [_case_hit(cases[case_id], found[case_id], told.get(case_id, "")) for case_id in shown]


def _case_hit(case: CaseFile, why: str, also: str) -> Hit:
    detail = _WHY.get(why) or ("Berjalan" if case.status == "berjalan" else case.ended_as)
    detail += f" · orang yang sama: kasus {also}" if also else ""
    return Hit("Kasus", f"{case.number} · {case.client_label}", detail, ("kasus", case.id))
