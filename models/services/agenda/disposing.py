"""Who may dispose of incoming letters, and to whom they can be passed on."""

from __future__ import annotations

import json
from typing import Any

from models.access import roles as access
from models.access.permissions import Permission
from models.errors import ErrorCode, UserError
from models.forms.spec import Option
from models.services import accounts, standins
from models.services.definitions import Definitions
from models.services.desk import Desk
from models.services.views import DispositionChoices
from models.store.tables import Account, Disposition, DispositionTask, IncomingLetter

#: The list of choices that holds the instructions; the office edits it like every list.
INSTRUCTIONS = "instruksi-disposisi"


def allowed(desk: Desk) -> bool:
    """Whether the person at the desk, or somebody for whom they stand in today, may dispose. Inside a stretch."""
    if desk.session.may(Permission.DISPOSE):
        return True
    if not desk.session.may(Permission.AGENDA_READ):
        return False
    _accounts, roles = standins.stood_in_for(desk)
    return access.can(roles, Permission.DISPOSE)


def authorise(desk: Desk) -> None:
    """Raise NOT_ALLOWED unless the person at the desk may dispose. Outside a stretch."""
    with desk.reading():
        if not allowed(desk):
            raise UserError(ErrorCode.NOT_ALLOWED)


def waiting(desk: Desk) -> Any:
    """The open tasks of the person at the desk and of those they stand in for, as a query. Inside a stretch."""
    acts_for, _roles = standins.stood_in_for(desk)
    return (
        DispositionTask.select()
        .join(Disposition)
        .join(IncomingLetter)
        .where(
            DispositionTask.account.in_(list(acts_for)),
            DispositionTask.answered_at.is_null(),
            Disposition.withdrawn == "",
            IncomingLetter.void_reason == "",
        )
    )


def undisposed() -> int:
    """How many letters wait for the head's word. Inside a stretch."""
    ordered = Disposition.select(Disposition.incoming).where(Disposition.withdrawn == "")
    waits = IncomingLetter.select().where(IncomingLetter.void_reason == "", IncomingLetter.id.not_in(ordered))
    return int(waits.count())


def instructions_of(order: Disposition) -> tuple[str, ...]:
    """What was ordered, in words."""
    return tuple(json.loads(order.instructions))


def choices(desk: Desk, definitions: Definitions) -> DispositionChoices:
    """The people who may be given work, and the instructions of the office. Inside a stretch."""
    active = Account.select().where(Account.active).order_by(Account.display_name)
    people = tuple(
        Option(str(row.id), row.display_name)
        for row in active
        if access.can(accounts.unpack_roles(row.roles), Permission.STEP_WORK)
    )
    known = definitions.lists().get(INSTRUCTIONS)
    return DispositionChoices(
        people, tuple(option.label for option in known.options if not option.hidden) if known else ()
    )
