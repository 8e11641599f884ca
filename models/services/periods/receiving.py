"""What is known of files that come in: what is usual of a service, what their receipt says. Inside a stretch."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from models.domain import indonesia
from models.errors import ErrorCode, UserError
from models.forms.spec import Values
from models.services.cases import runs
from models.services.definitions import Definitions
from models.services.desk import Desk, existing, moment
from models.services.periods import period_runs
from models.services.queries import among
from models.services.records import archive_rules
from models.services.views import ReceivingHints
from models.sop.spec import OutputKind, SopSpec
from models.store.tables import Account, CaseFile, FileReceipt, Letter

#: How many of the newest files tell what is usual.
_LOOKED_AT = 400


def hints(desk: Desk, run: runs.Run) -> ReceivingHints:
    """What the clerk is offered for the next stack: the services, and document and giver of the last one of each."""
    kin: Any = CaseFile.select(CaseFile.id).where(CaseFile.sop_key == run.spec.key)
    query: Any = FileReceipt.select().where(FileReceipt.link.is_null(), FileReceipt.run.in_(kin))
    last: dict[str, tuple[str, str]] = {}
    documents, givers = [], []
    for row in query.order_by(FileReceipt.id.desc()).limit(_LOOKED_AT):
        last.setdefault(row.service, (row.document, row.giver))
        documents.append(row.document)
        givers.append(row.giver)
    people = Account.select(Account.display_name).where(Account.active).order_by(Account.display_name)
    own = (*run.spec.related, *(rule.name for rule in archive_rules.in_force(desk).services))
    return ReceivingHints(
        services=_once((*own, *last)),
        documents=_once(documents),
        givers=_once((*givers, *(row.display_name for row in people))),
        last=last,
        taken={
            row.register_number.casefold(): indonesia.long_date(moment(row.received_at or row.offered_at).date())
            for row in FileReceipt.select().where(FileReceipt.run == run.case.id, FileReceipt.register_number != "")
        },
    )


def rows(receipt_ids: Sequence[int]) -> list[FileReceipt]:
    """These files in their order, all of one run; NOT_FOUND."""
    query: Any = FileReceipt.select().where(among(FileReceipt.id, list(receipt_ids)))
    found = list(query.order_by(FileReceipt.id))
    if not found or len(found) != len(set(receipt_ids)) or len({row.run_id for row in found}) != 1:
        raise UserError(ErrorCode.NOT_FOUND)
    return found


def written_for(files: Sequence[FileReceipt]) -> Letter | None:
    """The receipt that covers all these files; None if none covers any yet. VALUE_INVALID where it is in between."""
    letters = Letter.select().where(Letter.id.in_([row.letter_id for row in files]), Letter.status != "batal")
    known = {letter.id: letter for letter in letters}
    covered = [known.get(row.letter_id) for row in files]
    if all(letter is not None for letter in covered) and len(known) == 1:
        return covered[0]
    if known:
        numbers = sorted(row.register_number for row in files if row.letter_id in known)
        what = f"Sebagian berkas sudah mempunyai tanda terima, misalnya {numbers[0]}. Pilih yang belum saja."
        raise UserError(ErrorCode.VALUE_INVALID, what=what)
    if len({row.giver.casefold() for row in files}) > 1:
        what = "Satu tanda terima untuk satu pemberi. Pilih berkas dari pemberi yang sama."
        raise UserError(ErrorCode.VALUE_INVALID, what=what)
    return None


def letter_key(spec: SopSpec) -> str | None:
    """The letter the receiving row of a procedure names."""
    found = (step for step in spec.steps if step.repeats)
    return next((out.key for step in found for out in step.outputs if out.kind is OutputKind.LETTER), None)


def said(desk: Desk, definitions: Definitions, files: Sequence[FileReceipt]) -> Values:
    """What a receipt can say of itself: giver, receiver, and the files one by one."""
    first = files[0]
    lines = [line for row in files for line in _lines(definitions, row)]
    receiver = first.received_by.display_name if first.received_by else desk.session.user.display_name
    return {"berkas.pemberi": first.giver, "berkas.penerima": receiver, "berkas.daftar": lines}


def _lines(definitions: Definitions, row: FileReceipt) -> list[dict[str, str | int | float | bool]]:
    """A line for each thing in the file of a case, one for a file of another service, which it names."""
    source = existing(CaseFile.get_or_none(CaseFile.id == row.link.from_case_id)) if row.link else None
    held = list(period_runs.contents(definitions, source)) if source else []
    return [
        {"uraian": title, "jumlah": str(count), "keterangan": row.register_number}
        for title, count in held or [(f"{row.document}, {row.service}", row.quantity)]
    ]


def _once(words: Sequence[str]) -> tuple[str, ...]:
    """Each word once, the first ones first."""
    return tuple(dict.fromkeys(word for word in words if word))
