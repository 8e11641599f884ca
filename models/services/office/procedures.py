"""The office's procedures: which it has, which are in use, and who acts for their columns."""

from __future__ import annotations

from dataclasses import replace

from models.access.permissions import Permission
from models.errors import ErrorCode, UserError
from models.services import accounts
from models.services.cases.runs import persons_of
from models.services.definitions import Definitions
from models.services.desk import Desk
from models.services.office import sop_papers
from models.services.office.settings import write_office
from models.services.views import AccountRow, ActorMapping, ProcedureInfo
from models.sop.spec import SopSpec, Subject
from models.store.tables import Account, ActorAccount, CaseFile, Definition


class ProcedureService:
    """Reading and choosing procedures."""

    def __init__(self, desk: Desk, definitions: Definitions) -> None:
        self._desk = desk
        self._definitions = definitions

    def all(self) -> tuple[ProcedureInfo, ...]:
        """Every procedure the office has, those in use first."""
        self._desk.authorise(Permission.SETTINGS_READ)
        with self._desk.reading():
            found = [self._info(self._definitions.sop(key)) for key in self._definitions.keys("sop")]
        return tuple(sorted(found, key=lambda info: (not info.in_use, not info.ready, info.name)))

    def _info(self, spec: SopSpec) -> ProcedureInfo:
        versions = Definition.select(Definition.version).where(
            Definition.kind == "sop", Definition.key == spec.key, ~Definition.guest
        )
        missing = self._definitions.missing_documents(spec)
        persons = persons_of(spec.key)
        running = CaseFile.select().where(CaseFile.sop_key == spec.key, CaseFile.status == "berjalan").count()
        return ProcedureInfo(
            key=spec.key,
            name=spec.name,
            unit=spec.unit,
            number=spec.number,
            versions=tuple(sorted(row.version for row in versions)),
            in_use=spec.key in self._desk.office.procedures,
            ready=not missing and not spec.draft,
            for_period=spec.subject is Subject.PERIOD,
            missing=missing,
            steps_total=len(spec.steps),
            running=running,
            actors=tuple(
                ActorMapping(
                    actor.key, actor.name, actor.role, actor.outside, tuple(sorted(persons.get(actor.key, ())))
                )
                for actor in spec.actors
            ),
        )

    def sheet(self, sop_key: str, version: int = 0) -> bytes:
        """The printed SOP (SOP-AP sheet); ``version`` 0 is the one in force. NOT_FOUND."""
        self._desk.authorise(Permission.SETTINGS_READ)
        with self._desk.writing() as unit:
            spec = self._definitions.sop(sop_key, version)
            paper = sop_papers.sheet_of(self._desk, self._definitions, spec)
            unit.audit("sop.cetak", "definisi", None, sop=sop_key, versi=spec.version)
        return self._desk.renderers.sop(paper)

    def people(self) -> tuple[AccountRow, ...]:
        """The active accounts that can be named for a column, by the name shown."""
        self._desk.authorise(Permission.SETTINGS_READ)
        with self._desk.reading():
            active = Account.select().where(Account.active).order_by(Account.display_name)
            return tuple(accounts.row_of(row) for row in active)

    def use(self, sop_key: str, in_use: bool) -> None:
        """Put a procedure to use or take it out; cases that run on it go on. DEFINITION_INVALID if it is not ready."""
        self._desk.authorise(Permission.SETTINGS_WRITE)
        with self._desk.writing("pengaturan") as unit:
            info = self._info(self._definitions.sop(sop_key))
            if in_use and not info.ready:
                raise UserError(ErrorCode.DEFINITION_INVALID, problem=f"{info.name} belum lengkap dokumennya")
            others = tuple(key for key in self._desk.office.procedures if key != sop_key)
            chosen = (*others, sop_key) if in_use else others
            write_office(unit, replace(self._desk.office, procedures=chosen), None)
            unit.audit("sop.pakai" if in_use else "sop.hentikan", "definisi", None, sop=sop_key)

    def map_actor(self, sop_key: str, actor_key: str, account_ids: tuple[int, ...]) -> None:
        """Name the accounts that act for a column; none means everybody with its role.

        Raises NOT_FOUND for an unknown column or account, VALUE_INVALID for somebody who could not work on a step.
        """
        self._desk.authorise(Permission.SETTINGS_WRITE)
        with self._desk.writing("pengaturan", "kasus") as unit:
            if actor_key not in [actor.key for actor in self._definitions.sop(sop_key).actors]:
                raise UserError(ErrorCode.NOT_FOUND)
            ActorAccount.delete().where(ActorAccount.sop_key == sop_key, ActorAccount.actor_key == actor_key).execute()
            for account_id in dict.fromkeys(account_ids):
                accounts.require_worker(account_id)
                ActorAccount.create(sop_key=sop_key, actor_key=actor_key, account=account_id)
            unit.audit("sop.petakan", "definisi", None, sop=sop_key, pelaksana=actor_key, pengguna=list(account_ids))
