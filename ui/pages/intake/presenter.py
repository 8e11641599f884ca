"""What the complaint page decides: how a draft is named, what it offers to continue, what counts as an emergency."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import uuid4

from models.domain.indonesia import NIK_LENGTH, nik_digits
from models.forms.rules import filled
from models.forms.spec import FormSpec, Value, Values
from models.services.cases.persons import Match
from models.services.views import DraftRow

#: Kind of the drafts of this page.
DRAFT_KIND = "aduan"
_EMERGENCY = "kasus.darurat"
#: Why two cases are one person's where the complaint itself said so.
SAME_REASON = "Dikenali saat aduan diterima"
_NAME, _NIK, _BORN, _PHONE = "klien.nama", "klien.nik", "klien.tanggal_lahir", "klien.telepon"


@dataclass(frozen=True)
class Ticket:
    """One complaint being written: its procedure and an id of its own.

    The id is also the request id of the case, so that a complaint becomes one case however often it is sent.
    """

    sop_key: str
    sheet_id: str

    @property
    def ref(self) -> str:
        """How the draft is told apart from others."""
        return f"{self.sop_key}:{self.sheet_id}"

    @property
    def request_id(self) -> str:
        return f"aduan-{self.sheet_id}"


def new_ticket(sop_key: str) -> Ticket:
    """A ticket for a fresh sheet."""
    return Ticket(sop_key, uuid4().hex)


def ticket_of(draft: DraftRow) -> Ticket:
    """The ticket of a draft that is taken up again."""
    sop_key, _, sheet_id = draft.ref.rpartition(":")
    return Ticket(sop_key, sheet_id)


def others(drafts: Sequence[DraftRow], ticket: Ticket | None, known: frozenset[str]) -> tuple[DraftRow, ...]:
    """Drafts to offer: not the one on screen, none of a procedure that is no longer used, none that is empty."""
    return tuple(
        draft
        for draft in drafts
        if draft.values and ticket_of(draft).sop_key in known and (ticket is None or draft.ref != ticket.ref)
    )


def field_with(spec: FormSpec, meaning: str) -> str:
    """Key of the question that states the fact ``meaning``; empty if the form does not ask it."""
    return next((field.key for field in spec.fields if field.meaning == meaning), "")


def emergency_field(spec: FormSpec) -> str:
    """Key of the question whether this is an emergency."""
    return field_with(spec, _EMERGENCY)


def is_emergency(spec: FormSpec, values: Mapping[str, Value]) -> bool:
    """Whether the complaint is marked as an emergency."""
    return values.get(emergency_field(spec)) in ("ya", True)


def written(spec: FormSpec, values: Mapping[str, Value]) -> bool:
    """Whether anything was entered beyond what the form begins with."""
    defaults = {field.key: field.default for field in spec.fields}
    return any(filled(value) and value != defaults.get(key) for key, value in values.items())


def carried_over(spec: FormSpec, values: Values) -> Values:
    """The answers that a form of another procedure asks for too."""
    keys = {field.key for field in spec.fields}
    return {key: value for key, value in values.items() if key in keys}


def person_asked(spec: FormSpec, values: Mapping[str, Value]) -> Values:
    """The facts the client may be known by, as far as they can be read; empty where nothing can be looked for yet."""
    stated: Values = {}
    for meaning in (_NAME, _NIK, _BORN, _PHONE):
        value = values.get(field_with(spec, meaning))
        if isinstance(value, str) and filled(value):
            stated[meaning] = value
    digits = nik_digits(str(stated.get(_NIK, "")))
    if len(digits) == NIK_LENGTH and digits.isdigit():
        stated[_NIK] = digits
    else:
        stated.pop(_NIK, None)
    return stated if stated.keys() & {_NAME, _NIK, _PHONE} else {}


def _also(match: Match) -> str:
    return f", juga kasus {', '.join(match.also)}" if match.also else ""


def maybe_known(matches: Sequence[Match]) -> str:
    """The hint that this client may be known already; empty if not."""
    if not matches:
        return ""
    told = [f"{match.number} ({match.label}): {', '.join(match.reasons)}{_also(match)}" for match in matches]
    return f"Mungkin sama dengan {'; '.join(told)}. Periksa sebelum membuka kasus baru."


def same_person(number: str) -> str:
    """That the new case will point to the person's earlier one."""
    return f"Setelah dibuka, kasus ini dicatat sebagai orang yang sama dengan kasus {number}."
