"""Erasing what the office holds of the person of a case: lawful, approved, irreversible.

What stays is the skeleton: register number, procedure, days, and the facts that count nobody in particular
(``resources/data/hak-data.toml``, [tetap]). The registers keep their lines and seals; words about the person are taken
out of them. Files on the disk go right after the transaction, and again at the next login if the power failed.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from models.domain import regions
from models.errors import ErrorCode, UserError
from models.forms.spec import Value, Values
from models.records import data_rights
from models.services import facts
from models.services.definitions import Definitions
from models.services.desk import Desk, moment, packed, stamp
from models.services.rights import redaction
from models.services.rights.redaction import ERASED, Redactor
from models.store import search_index
from models.store.database import UnitOfWork
from models.store.tables import (
    Attachment,
    CaseFile,
    CaseLink,
    ConsentException,
    Destruction,
    Dispatch,
    DocumentMark,
    DoomedFile,
    Draft,
    Erasure,
    FactRow,
    FormRecord,
    Handover,
    IncomingLetter,
    IncomingScan,
    LegalClock,
    Letter,
    LetterEvent,
    LetterReply,
    Note,
    Paper,
    PersonMark,
    PersonRequest,
    SamePerson,
    Shortage,
    SimfoniEntry,
    StepPause,
    StepRun,
)

#: The keys of what the head may let go besides the answers.
FILES, LETTERS = "lampiran", "surat"
#: How a case is called in lists once nobody can be named.
LABEL = "Data dihapus"
#: A file that is no longer there has a token no file can have.
_GONE = "-"
_AGE, _BORN = "klien.umur", "klien.tanggal_lahir"
_PLACES = ("klien.wilayah", "kejadian.wilayah")
#: A district: province, regency, district. The village would point at somebody.
_DISTRICT = 3


@dataclass(frozen=True)
class Approval:
    """On whose word data go: a person's request or the end of their keeping; ``parts`` are what goes besides."""

    parts: tuple[str, ...]
    request: PersonRequest | None = None
    destruction: Destruction | None = None


def erased(case_id: int) -> Erasure | None:
    """When the data of a case were erased; None while they are there. Inside a stretch."""
    found: Erasure | None = Erasure.get_or_none(Erasure.case == case_id)
    return found


def require_there(case_id: int | None) -> None:
    """UserError DATA_ERASED where the data of the case were erased. Inside a stretch."""
    if case_id is not None and erased(case_id) is not None:
        raise UserError(ErrorCode.DATA_ERASED)


def is_gone(token: str) -> bool:
    """Whether the file under this token was erased."""
    return token.startswith(_GONE)


def require_erasable(case: CaseFile) -> None:
    """UserError VALUE_INVALID for a case that still runs, DATA_ERASED for one whose data went before."""
    require_there(case.id)
    require_closed(case)


def require_closed(case: CaseFile) -> None:
    """UserError VALUE_INVALID for a case that still runs."""
    if case.ended_at is None:
        what = f"Kasus {case.number} masih berjalan. Tutup kasusnya lebih dahulu."
        raise UserError(ErrorCode.VALUE_INVALID, what=what)


def erase(desk: Desk, definitions: Definitions, unit: UnitOfWork, case: CaseFile, word: Approval) -> dict[str, int]:
    """Erase the data of a closed case; how much of each kind went. Inside a unit of work; ``sweep`` follows it."""
    require_erasable(case)
    stated = facts.of_case(case.id)
    hide = Redactor.of(redaction.everything_said(definitions, case.id))
    made = Erasure(case=case.id, parts=packed(list(word.parts)), counts="{}", at=stamp(desk.clock.now()))
    made.request, made.destruction = word.request, word.destruction
    made.account = desk.account_id  # type: ignore[assignment]  # peewee takes the id
    counts = _count(case, word.parts)
    made.counts = packed(counts)
    made.save(force_insert=True)
    _answers(definitions, case, _kept(case, stated))
    _found_by(case)
    _letters(case, hide, whole=LETTERS in word.parts)
    if FILES in word.parts:
        _files(case)
    _words(case, hide)
    redaction.registers(desk, unit, case, hide)
    unit.audit("data.hapus", "kasus", case.id, bagian=list(word.parts), **counts)
    return counts


def sweep(desk: Desk) -> int:
    """Remove the files of erased cases from the disk; how many. Safe to repeat."""
    with desk.reading():
        names = [row.name for row in DoomedFile.select()]
    for name in names:
        desk.session.files.remove(name)
    if names:
        with desk.writing("kasus") as unit:
            DoomedFile.delete().where(DoomedFile.name.in_(names)).execute()
            unit.audit("data.hapus_berkas", "lampiran", None, jumlah=len(names))
    return len(names)


def _count(case: CaseFile, parts: Collection[str]) -> dict[str, int]:
    mine: dict[str, Any] = {
        "formulir": FormRecord.select().where(FormRecord.case == case.id),
        "catatan": Note.select().where(Note.case == case.id),
        "lampiran": Attachment.select().where(Attachment.case == case.id) if FILES in parts else None,
        "surat": Letter.select().where(Letter.case == case.id) if LETTERS in parts else None,
    }
    return {name: query.count() if query is not None else 0 for name, query in mine.items()}


def _kept(case: CaseFile, stated: Mapping[str, Value]) -> Values:
    """The facts that stay: those that count nobody in particular, the age instead of the birthday, districts only."""
    keys = data_rights.shipped().kept_facts
    left = {key: value for key, value in stated.items() if key in keys}
    if _BORN in stated:
        years = facts.age(stated, moment(case.received_at).date())
        left |= {_AGE: years} if years is not None else {}
    for key in _PLACES:
        place = str(left.pop(key, ""))
        if regions.is_code(place):
            left[key] = ".".join(place.split(".")[:_DISTRICT])
    return left


def _answers(definitions: Definitions, case: CaseFile, left: Values) -> None:
    """Forms keep only what states a fact that stays."""
    held: dict[str, str] = {}
    for record in FormRecord.select().where(FormRecord.case == case.id):
        spec = definitions.form(record.form_key, record.form_version)
        said = json.loads(record.answers)
        rest = {one.key: left[one.meaning] for one in spec.fields if one.key in said and one.meaning in left}
        held |= dict.fromkeys((one.meaning for one in spec.fields if one.key in rest), record.form_key)
        record.answers, record.leftover, record.row_version = packed(rest), "[]", record.row_version + 1
        record.save()
    known = {row.key: row.form_key for row in FactRow.select().where(FactRow.case == case.id)}
    FactRow.delete().where(FactRow.case == case.id).execute()
    for key, value in left.items():
        said_by = known.get(key) or held.get(key) or known.get(_BORN, "")
        FactRow.create(case=case.id, key=key, value=packed(value), form_key=said_by)


def _found_by(case: CaseFile) -> None:
    """Nothing but its number finds the case any more."""
    PersonMark.delete().where(PersonMark.case == case.id).execute()
    case.client_label, case.client_detail = LABEL, ""
    case.row_version += 1
    case.save()
    search_index.put(case.id, number=case.number)


def _letters(case: CaseFile, hide: Redactor, *, whole: bool) -> None:
    """Drafts lose their words always, issued letters only if the head said so; numbers and days stay."""
    mine: Any = Letter.select(Letter.paper).where(Letter.case == case.id, Letter.paper.is_null(False))
    papers = {digest for (digest,) in mine.tuples()}
    for row in Letter.select().where(Letter.case == case.id):
        row.subject, row.addressee = hide(row.subject), hide(row.addressee)
        if whole or row.status == "konsep":
            row.answers, row.content, row.paper, row.void_reason = "{}", None, None, hide(row.void_reason)
        row.row_version += 1
        row.save()
        for event in LetterEvent.select().where(LetterEvent.letter == row.id):
            event.remark, event.receiver = hide(event.remark), hide(event.receiver)
            event.save()
        LetterReply.update(answers="{}").where(LetterReply.letter == row.id).execute()
    still: Any = Letter.select(Letter.paper).where(Letter.paper.in_(sorted(papers))).tuples()
    Paper.delete().where(Paper.sha256.in_(sorted(papers - {digest for (digest,) in still}))).execute()


def _files(case: CaseFile) -> None:
    """The scans: their rows stay as numbers without a name, their files are doomed."""
    for row in Attachment.select().where(Attachment.case == case.id):
        _doom(row)
        row.title = ERASED
        row.save()
    letters = IncomingLetter.select(IncomingLetter.id).where(IncomingLetter.case == case.id)
    for scan in IncomingScan.select().where(IncomingScan.incoming.in_(letters)):
        _doom(scan)
        scan.save()


def _doom(row: Attachment | IncomingScan) -> None:
    if not row.token.startswith(_GONE):
        DoomedFile.create(name=row.token)
    row.token, row.file_name, row.size, row.sha256 = f"{_GONE}{row.id}", "", 0, ""


def _words(case: CaseFile, hide: Redactor) -> None:
    """What people wrote beside the forms: notes and reasons go, registers keep what names nobody."""
    Note.delete().where(Note.case == case.id).execute()
    Draft.delete().where(Draft.ref == str(case.id)).execute()
    SimfoniEntry.update(sheet="{}").where(SimfoniEntry.case == case.id).execute()
    SimfoniEntry.update(remark=ERASED).where(SimfoniEntry.case == case.id, SimfoniEntry.remark != "").execute()
    steps = StepRun.select(StepRun.id).where(StepRun.case == case.id)
    for name in ("reason", "force_reason", "skip_reason", "late_reason"):
        column = getattr(StepRun, name)
        StepRun.update({column: ERASED}).where(StepRun.case == case.id, column != "").execute()
    StepPause.update(reason=ERASED).where(StepPause.step_run.in_(steps)).execute()
    ConsentException.update(reason=ERASED).where(ConsentException.case == case.id).execute()
    joined = (SamePerson.one_case == case.id) | (SamePerson.other_case == case.id)
    SamePerson.update(reason=ERASED).where(joined).execute()
    PersonRequest.update(asker=ERASED, what="", reason="", receiver="").where(PersonRequest.case == case.id).execute()
    SimfoniEntry.update(sheet="{}").where(SimfoniEntry.case == case.id).execute()
    linked = (CaseLink.from_case == case.id) | (CaseLink.to_case == case.id)
    registers: tuple[tuple[Any, Any, tuple[str, ...]], ...] = (
        (Attachment, Attachment.case == case.id, ("title", "file_name")),
        (CaseLink, linked, ("remark",)),
        (LegalClock, LegalClock.case == case.id, ("remark",)),
        (Dispatch, Dispatch.case == case.id, ("document", "addressee", "receiver", "remark")),
        (IncomingLetter, IncomingLetter.case == case.id, ("sender", "subject", "remark")),
        (Handover, Handover.case == case.id, ("remark",)),
        (Shortage, Shortage.case == case.id, ("resolution",)),
        (DocumentMark, DocumentMark.case == case.id, ("reason",)),
        (SimfoniEntry, SimfoniEntry.case == case.id, ("remark",)),
    )
    for table, mine, columns in registers:
        for row in table.select().where(mine):
            for name in columns:
                setattr(row, name, hide(getattr(row, name)))
            row.save()
