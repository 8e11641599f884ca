"""Where the codes on a stack of papers lead: looked up in the office's own books, and why one leads nowhere.

Inside a reading stretch; queries do not grow with the stack.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from models.access.permissions import Permission
from models.domain.marks import Mark, MarkKind
from models.records.stack import Home
from models.services.agenda import incoming
from models.services.definitions import Definitions
from models.services.desk import Desk
from models.services.letters import letterwork, signing
from models.store.tables import ArchiveFile, Attachment, CaseFile, Erasure, IncomingLetter, Letter

_STRANGER = "Kode QR ini tidak ada dalam buku kantor ini: mungkin dari kantor lain. Tempatkan sendiri."
_CLOSED = "Surat masuk agenda {agenda} tidak terbuka bagi Anda. Serahkan kepada petugas agenda."
_ERASED = "Data kasus {number} sudah dihapus, jadi tidak ada yang dapat disimpan di sana."
_FROZEN = "Laporan {number} sudah disahkan dan tidak berubah lagi. Tempatkan di tempat lain."


@dataclass(frozen=True)
class Lead:
    """What a code says: a home, or None and why (``words``); with a home ``words`` is what is to be known of it."""

    home: Home | None
    words: str = ""


class Homes:
    """The homes of the marks of one stack, all looked up when it is made."""

    def __init__(self, desk: Desk, definitions: Definitions, marks: Iterable[Mark]) -> None:
        self._desk = desk
        by_kind: dict[MarkKind, list[Mark]] = {kind: [] for kind in MarkKind}
        for mark in marks:
            by_kind[mark.kind].append(mark)
        codes = [mark.key for mark in by_kind[MarkKind.LETTER]]
        files = [int(mark.key) for mark in by_kind[MarkKind.FILE]]
        letters = [int(mark.key) for mark in by_kind[MarkKind.INCOMING]]
        self._letters = {row.check_code: row for row in Letter.select().where(Letter.check_code.in_(codes))}
        self._files = {row.id: row for row in ArchiveFile.select().where(ArchiveFile.id.in_(files))}
        self._incoming = {row.id: row for row in IncomingLetter.select().where(IncomingLetter.id.in_(letters))}
        open_to = IncomingLetter.select(IncomingLetter.id).where(
            IncomingLetter.id.in_(letters), incoming.readable(desk)
        )
        self._readable = {row.id for row in open_to}
        numbers = {mark.register_number for mark in by_kind[MarkKind.FORM]}
        own = [row.case_id for row in (*self._letters.values(), *self._files.values()) if row.case_id is not None]
        cases = list(CaseFile.select().where(CaseFile.id.in_(own) | CaseFile.number.in_(sorted(numbers))))
        self._cases = {row.id: row for row in cases}
        self._numbers = {row.number: row for row in cases}
        self._erased = {row.case_id for row in Erasure.select(Erasure.case).where(Erasure.case.in_(list(self._cases)))}
        self._forms = _forms(definitions) if by_kind[MarkKind.FORM] else {}
        self._kept = _kept(list(self._cases))

    def of(self, mark: Mark) -> Lead:
        """Where a code leads."""
        finders = {
            MarkKind.LETTER: self._of_letter,
            MarkKind.FORM: self._of_form,
            MarkKind.FILE: self._of_label,
            MarkKind.INCOMING: self._of_sheet,
        }
        return finders[mark.kind](mark)

    def _of_letter(self, mark: Mark) -> Lead:
        row = self._letters.get(mark.key)
        if row is None:
            return Lead(None, _STRANGER)
        if row.status != letterwork.ISSUED:
            return Lead(
                None, f"{row.name} nomor {row.number or '–'} sudah dibatalkan. Tempatkan sendiri bila disimpan."
            )
        may_issue = self._desk.session.may(Permission.LETTER_ISSUE)
        awaits = may_issue and signing.awaited(self._desk, row)
        if row.case_id is not None:
            title = f"{row.name} nomor {row.number}, bertanda tangan"
            return self._in_case(self._cases[row.case_id], title, letter_id=row.id, awaits=awaits)
        if not may_issue:
            return Lead(None, f"Surat {row.number} tanpa kasus: mintalah petugas surat menyimpannya di halaman Surat.")
        return Lead(Home(row.number or "", row.name, letter_id=row.id, awaits=awaits))

    def _of_form(self, mark: Mark) -> Lead:
        known = self._forms.get(mark.key)
        if known is None:
            return Lead(None, f"Formulir {mark.key} tidak dikenal di kantor ini. Tempatkan sendiri.")
        key, title, version = known
        if not mark.register_number:
            return Lead(None, f"{title}: lembar kosong tanpa nomor kasus. Pilih kasusnya.")
        case = self._numbers.get(mark.register_number)
        if case is None:
            return Lead(None, f"{title} untuk {mark.register_number}, yang tidak ada di kantor ini. Tempatkan sendiri.")
        old = f"Lembar versi {mark.version}; sekarang versi {version}. Disimpan apa adanya."
        words = old if mark.version != version else ""
        return self._in_case(case, f"{title}, terisi tangan", words, form_key=key)

    def _of_label(self, mark: Mark) -> Lead:
        row = self._files.get(int(mark.key))
        if row is None or row.register_number != mark.register_number:
            return Lead(None, _STRANGER)
        if row.case_id is None:
            return Lead(None, f"Label berkas {row.register_number}, yang bukan kasus di dalam program.")
        return self._in_case(self._cases[row.case_id], "Berkas kasus")

    def _of_sheet(self, mark: Mark) -> Lead:
        row = self._incoming.get(int(mark.key))
        if row is None or row.agenda != mark.register_number or row.void_reason:
            return Lead(None, _STRANGER)
        if not (row.id in self._readable and self._desk.session.may(Permission.AGENDA_WRITE)):
            return Lead(
                None, f"Surat masuk agenda {row.agenda} tidak terbuka bagi Anda. Serahkan kepada petugas agenda."
            )
        return Lead(Home(row.agenda, f"Lembar disposisi agenda {row.agenda}", incoming_id=row.id))

    def _in_case(
        self, case: CaseFile, title: str, words: str = "", *, letter_id: int | None = None, form_key: str = "",
        awaits: bool = False,
    ) -> Lead:  # fmt: skip
        why = closed(case, erased=case.id in self._erased)
        if why:
            return Lead(None, why)
        count = self._kept[case.id, form_key, letter_id] if form_key or letter_id else 0
        more = f"Sudah ada {count} pindaian dokumen ini." if count else ""
        home = Home(case.number, title, case.id, letter_id, form_key, awaits=awaits)
        return Lead(home, " ".join(part for part in (words, more) if part))


def closed(case: CaseFile, *, erased: bool) -> str:
    """Why nothing can be put into this case any more, "" where it can."""
    if erased:
        return _ERASED.format(number=case.number)
    return _FROZEN.format(number=case.number) if case.period and case.ended_at is not None else ""


def _forms(definitions: Definitions) -> dict[str, tuple[str, str, int]]:
    """Key, title and version of the forms in force by what their codes call them."""
    found: dict[str, tuple[str, str, int]] = {}
    for key, title in definitions.keys("formulir").items():
        spec = definitions.form(key)
        found[spec.code or key] = found[key] = (key, title, spec.version)
    return found


def _kept(cases: list[int]) -> Counter[tuple[int, str, int | None]]:
    """How many scans the forms and letters of these cases have."""
    rows = Attachment.select(Attachment.case, Attachment.form_key, Attachment.letter).where(Attachment.case.in_(cases))
    return Counter((row.case_id, row.form_key, row.letter_id) for row in rows)
