"""The life of a report: written, handed in, received, approved; or returned with remarks and handed in again. Pure."""

from __future__ import annotations

from enum import StrEnum

from models.errors import ErrorCode, UserError


class ReportState(StrEnum):
    """How far a report is."""

    DRAFT = "konsep"
    SUBMITTED = "diajukan"
    RECEIVED = "diterima"
    RETURNED = "dikembalikan"
    APPROVED = "disetujui"


_S = ReportState
#: In which states each next one may follow.
_BEFORE: dict[ReportState, tuple[ReportState, ...]] = {
    _S.SUBMITTED: (_S.DRAFT, _S.RETURNED),
    _S.RECEIVED: (_S.SUBMITTED,),
    _S.APPROVED: (_S.SUBMITTED, _S.RECEIVED),
    _S.RETURNED: (_S.SUBMITTED, _S.RECEIVED),
}
#: The states in which the people who make a report may still change it.
OPEN = (_S.DRAFT, _S.RETURNED)
#: Handed in: the figures stand still.
HANDED_IN = (_S.SUBMITTED, _S.RECEIVED, _S.APPROVED)
WORDS = {
    _S.DRAFT: "Konsep",
    _S.SUBMITTED: "Diajukan",
    _S.RECEIVED: "Diterima",
    _S.RETURNED: "Dikembalikan",
    _S.APPROVED: "Disetujui",
}


def moved(state: ReportState, to: ReportState, *, received_first: bool = False) -> ReportState:
    """The next state.

    Args:
        received_first: somebody receives the reports of this office, so that none is approved before.

    Raises UserError REPORT_STATE (``state``: how the report stands) where ``to`` does not follow.
    """
    skips = received_first and (state, to) == (_S.SUBMITTED, _S.APPROVED)
    if state not in _BEFORE.get(to, ()) or skips:
        raise UserError(ErrorCode.REPORT_STATE, state=WORDS[state].lower())
    return to
