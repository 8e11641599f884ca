"""Remembering what was entered into Simfoni PPA, whichever way the number was recorded. Inside a unit of work."""

from __future__ import annotations

from collections.abc import Mapping

from models.domain import simfoni_lists
from models.forms.spec import FormSpec, Value
from models.services import facts
from models.services.definitions import lists_mark
from models.services.desk import Desk, moment, stamp
from models.simfoni import entered
from models.simfoni.sheet import DAY, NUMBER, REMARK, Known, Sheet, build, is_entry_form
from models.store.tables import CaseFile, SimfoniEntry

ENTRY, UPDATE, NOT_NEEDED, NEEDED = "entri", "pembaruan", "tidak_perlu", "perlu"
#: The kinds that say what stands in Simfoni.
SAYING = (ENTRY, UPDATE)


def known_of(case: CaseFile, answers: Mapping[str, Value], stated: Mapping[str, Value]) -> Known:
    """What the sheet of a case is made from."""
    return Known(answers, stated, facts.known(case, {}), moment(case.received_at).date())


def sheet_of(spec: FormSpec, known: Known) -> Sheet:
    """The sheet with the categories Simfoni has."""
    return build(spec, known, simfoni_lists.shipped())


def remember(
    desk: Desk,
    case: CaseFile,
    spec: FormSpec,
    answers: Mapping[str, Value],
    states: tuple[Mapping[str, Value], Mapping[str, Value]],
) -> None:
    """The entry form was saved: where it states a new number or day, what it says now is what was entered.

    ``states``: the facts of the case before and after. Later changes of the form are no entry: they are shown as such
    until somebody says that Simfoni has them, too.
    """
    before, now = states
    if not is_entry_form(spec) or not now.get(NUMBER):
        return
    if all(before.get(key) == now.get(key) for key in (NUMBER, DAY)) and _said(case.id):
        return
    sheet = sheet_of(spec, known_of(case, answers, now))
    day = str(now.get(DAY) or desk.clock.now().date().isoformat())
    write(desk, case.id, ENTRY, day, sheet, str(now.get(REMARK, "")))


def write(desk: Desk, case_id: int, kind: str, day: str, sheet: Sheet | None, remark: str) -> None:
    """Keep one entry, update or other word about a case."""
    SimfoniEntry.create(
        case=case_id,
        kind=kind,
        day=day,
        at=stamp(desk.clock.now()),
        account=desk.account_id,
        lists_mark=lists_mark(),
        sheet=entered.kept(sheet) if sheet is not None else "{}",
        remark=remark,
    )


def _said(case_id: int) -> bool:
    return bool(SimfoniEntry.select().where(SimfoniEntry.case == case_id, SimfoniEntry.kind.in_(SAYING)).exists())
