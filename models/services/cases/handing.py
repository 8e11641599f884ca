"""Who does a step: giving it to a person, handing it on, and giving it back to everybody of its actor."""

from __future__ import annotations

from collections.abc import Sequence

from models.access import roles as access
from models.access.permissions import Permission
from models.errors import ErrorCode, UserError
from models.forms.spec import Option
from models.services import accounts
from models.services.cases import runs
from models.services.cases.case_page import CasePages
from models.services.definitions import Definitions
from models.services.desk import Desk, existing
from models.services.views import CasePage
from models.store.database import UnitOfWork
from models.store.tables import Account, StepRun


class Handing:
    """The part of the work with cases that says whose turn it is."""

    _desk: Desk
    _definitions: Definitions
    _pages: CasePages

    def workers(self) -> tuple[Option, ...]:
        """The active people who may work on steps, by the name shown; keys are account ids."""
        self._desk.authorise(Permission.CASE_LIST)
        with self._desk.reading():
            active = Account.select().where(Account.active).order_by(Account.display_name)
            return tuple(
                Option(str(row.id), row.display_name)
                for row in active
                if access.can(accounts.unpack_roles(row.roles), Permission.STEP_WORK)
            )

    def assign(self, step_run_id: int, account_id: int | None, note: str = "") -> CasePage:
        """Give the open row to one person, or back to everybody of its actor (None).

        Raises STEP_CLOSED, NOT_FOUND, and VALUE_INVALID for somebody who could not work on it.
        """
        self._desk.authorise(Permission.CASE_ASSIGN)
        with self._desk.writing("kasus") as unit:
            opened = _give(unit, step_run_id, account_id, "langkah.tugaskan", note)
            return self._pages.build(opened.case_id)

    def take(self, step_run_id: int) -> CasePage:
        """Take an open row that waits for everybody of its actor. Of two who press at once one gets it.

        Raises STEP_TAKEN with the other's ``name``, STEP_NOT_YOURS, STEP_CLOSED, CASE_CLOSED.
        """
        self._desk.authorise(Permission.STEP_WORK)
        with self._desk.writing("kasus") as unit:
            run = runs.load_by_step(self._definitions, step_run_id)
            if run.open is not None and run.open.id == step_run_id and run.open.account_id is not None:
                owner = run.open.account_id
                if owner != self._desk.account_id:
                    raise UserError(ErrorCode.STEP_TAKEN, name=Account.get_by_id(owner).display_name)
            runs.require_mine(self._desk, run, step_run_id, ErrorCode.STEP_CLOSED)
            _give(unit, step_run_id, self._desk.account_id, "langkah.ambil", "")
            return self._pages.build(run.case.id)

    def assign_many(self, step_run_ids: Sequence[int], account_id: int | None, note: str = "") -> int:
        """The same for several rows at once, all or none; rows that were closed meanwhile are left out. How many."""
        self._desk.authorise(Permission.CASE_ASSIGN)
        with self._desk.writing("kasus") as unit:
            wanted = StepRun.select(StepRun.id).where(StepRun.id.in_(list(step_run_ids)), StepRun.finished_at.is_null())
            found = [row.id for row in wanted]
            for step_run_id in found:
                _give(unit, step_run_id, account_id, "langkah.tugaskan", note)
            unit.audit("langkah.ganti_petugas", "tugas", None, jumlah=len(found), kepada=account_id)
            return len(found)

    def hand_over(self, step_run_id: int, account_id: int, note: str) -> CasePage:
        """Hand one's own open row to another person, with a note for them.

        Raises REASON_NEEDED without a note, STEP_NOT_YOURS, STEP_CLOSED, CASE_CLOSED, and as ``assign``.
        """
        self._desk.authorise(Permission.STEP_WORK)
        if not note.strip():
            raise UserError(ErrorCode.REASON_NEEDED)
        with self._desk.writing("kasus") as unit:
            run = runs.load_by_step(self._definitions, step_run_id)
            runs.require_mine(self._desk, run, step_run_id, ErrorCode.STEP_CLOSED)
            _give(unit, step_run_id, account_id, "langkah.serahkan", note)
            return self._pages.build(run.case.id)


def _give(unit: UnitOfWork, step_run_id: int, account_id: int | None, action: str, note: str) -> StepRun:
    opened: StepRun = existing(StepRun.get_or_none(StepRun.id == step_run_id))
    if opened.finished_at is not None:
        raise UserError(ErrorCode.STEP_CLOSED)
    name = "semua pelaksananya"
    if account_id is not None:
        accounts.require_worker(account_id)
        name = Account.get_by_id(account_id).display_name
    opened.account, opened.row_version = account_id, opened.row_version + 1  # type: ignore[assignment]
    opened.save()
    said = f": {note.strip()}" if note.strip() else ""
    unit.audit(action, "kasus", opened.case_id, langkah=opened.step_number, kepada=account_id, nama=name, catatan=said)
    return opened
