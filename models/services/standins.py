"""Who is away and who stands in: the absences of officers and what follows from them for signers and tasks."""

from __future__ import annotations

from datetime import date
from typing import Any

from models.services.accounts import unpack_roles
from models.services.desk import Desk
from models.store.tables import Absence, Account, Officer


def absent_on(officer_id: int, day: date) -> Absence | None:
    """The absence of an officer on a day; None if they are there. Inside a reading or writing stretch."""
    text = day.isoformat()
    found: Absence | None = (
        Absence.select()
        .where(Absence.officer == officer_id, ~Absence.cancelled, Absence.first_day <= text, Absence.last_day >= text)
        .order_by(Absence.id.desc())
        .first()
    )
    return found


def stood_in_for(desk: Desk) -> tuple[frozenset[int], frozenset[str]]:
    """For whom the person at the desk acts today: the accounts, their own included, and all their roles."""
    user, today = desk.session.user, desk.clock.now().date().isoformat()
    accounts, roles = {user.account_id}, set(user.roles)
    if user.officer_id is not None:
        away: Any = (
            Account.select(Account.id, Account.roles)
            .join(Officer)
            .join(Absence, on=(Absence.officer == Officer.id))
            .where(
                Absence.deputy == user.officer_id,
                ~Absence.cancelled,
                Absence.first_day <= today,
                Absence.last_day >= today,
                Account.active,
            )
        )
        for row in away:
            accounts.add(row.id)
            roles.update(unpack_roles(row.roles))
    return frozenset(accounts), frozenset(roles)
