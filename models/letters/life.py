"""The life of a letter: its stages, what each is called, and which comes next in an office that uses some of them.

Number and paper are fixed in one step, between checking and signing. Permendagri 1/2023 and its model letters have the
number, the date and the check code printed above the signature: what the head signs must be the paper that is kept. A
number that was written in after signing would change a signed paper; one taken before the text is final would be lost
with each correction. So the draft is checked first, takes its number when it is printed for signing, and a letter that
the head sends back unsigned is voided, visible in the register, and written anew.
"""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum


class Stage(StrEnum):
    """How far a letter is; the value is what is stored. The first four are drafts."""

    DRAFT = "konsep"
    SUBMITTED = "diajukan"
    RETURNED = "dikembalikan"
    CHECKED = "diperiksa"
    AWAITING = "menunggu"
    ISSUED = "terbit"
    SIGNED = "ditandatangani"
    SENT = "dikirim"
    REPLIED = "dibalas"
    BOOKED = "dipesan"
    VOID = "batal"


#: What each stage is called on the screen.
LABELS = {
    Stage.DRAFT: "Konsep",
    Stage.SUBMITTED: "Menunggu diperiksa",
    Stage.RETURNED: "Dikembalikan",
    Stage.CHECKED: "Sudah diperiksa",
    Stage.AWAITING: "Menunggu tanda tangan",
    Stage.ISSUED: "Terbit",
    Stage.SIGNED: "Ditandatangani",
    Stage.SENT: "Dikirim",
    Stage.REPLIED: "Dibalas",
    Stage.BOOKED: "Nomor dipesan",
    Stage.VOID: "Dibatalkan",
}
#: The stages of a draft.
DRAFTS = frozenset({Stage.DRAFT, Stage.SUBMITTED, Stage.RETURNED, Stage.CHECKED})
#: A draft at these stages is not typed in: somebody is judging it, or has judged it as it stands.
HELD = frozenset({Stage.SUBMITTED, Stage.CHECKED})
#: The names of the stages an office may leave out.
CHECKING, SIGNING, SENDING = "periksa", "tanda_tangan", "kirim"


class Step(StrEnum):
    """What may be done with a letter next."""

    SUBMIT = "ajukan"
    WITHDRAW = "tarik"
    APPROVE = "setujui"
    RETURN = "kembalikan"
    NUMBER = "nomor"
    SIGN = "tanda_tangan"
    SEND = "kirim"
    RECEIPT = "tanda_terima"


_STEPS: dict[Stage, tuple[Step, ...]] = {
    Stage.SUBMITTED: (Step.APPROVE, Step.RETURN, Step.WITHDRAW),
    Stage.CHECKED: (Step.NUMBER, Step.WITHDRAW),
    Stage.AWAITING: (Step.SIGN,),
    Stage.BOOKED: (Step.SIGN,),
    Stage.ISSUED: (Step.SEND,),
    Stage.SIGNED: (Step.SEND,),
    Stage.SENT: (Step.RECEIPT, Step.SEND),
    Stage.REPLIED: (Step.SEND,),
}


def steps(stage: str, used: Collection[str]) -> tuple[Step, ...]:
    """What may be done at ``stage``, the usual thing first, in an office that goes through the stages ``used``."""
    if stage in (Stage.DRAFT, Stage.RETURNED):
        return (Step.SUBMIT,) if CHECKING in used else (Step.NUMBER,)
    found = _STEPS.get(Stage(stage), ())
    return found if SENDING in used else tuple(step for step in found if step not in (Step.SEND, Step.RECEIPT))


def after_issue(used: Collection[str]) -> Stage:
    """Where a letter stands when it has its number."""
    return Stage.AWAITING if SIGNING in used else Stage.ISSUED
