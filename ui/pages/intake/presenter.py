"""What the complaint page decides: how a draft is named, what it offers to continue, what counts as an emergency."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import uuid4

from models.domain.indonesia import NIK_LENGTH, nik_digits
from models.forms.rules import filled
from models.forms.spec import FormSpec, Value, Values
from models.services.views import DraftRow, Hit

#: Kind of the drafts of this page.
DRAFT_KIND = "aduan"
_EMERGENCY, _NIK = "kasus.darurat", "klien.nik"


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


def complete_nik(spec: FormSpec, values: Mapping[str, Value]) -> str:
    """The client's NIK if all its digits are there, else empty."""
    digits = nik_digits(str(values.get(field_with(spec, _NIK), "")))
    return digits if len(digits) == NIK_LENGTH and digits.isdigit() else ""


def same_nik(hits: Sequence[Hit]) -> str:
    """The hint that this client may be known already; empty if not."""
    numbers = [hit.title for hit in hits if hit.target[0] == "kasus"]
    if not numbers:
        return ""
    more = f" dan {len(numbers) - 1} kasus lain" if len(numbers) > 1 else ""
    return f"Mungkin sama dengan {numbers[0]}{more}: NIK sama. Periksa sebelum membuka kasus baru."
