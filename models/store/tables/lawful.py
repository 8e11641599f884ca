"""What persons asked about their data, what was erased, and cases that travelled between offices."""

from __future__ import annotations

from peewee import BooleanField, ForeignKeyField, IntegerField, TextField

from models.store.tables.archive import Destruction, Handover
from models.store.tables.cases import CaseFile, LegalClock
from models.store.tables.keeping import AuditRow
from models.store.tables.letters import Letter
from models.store.tables.office import Account
from models.store.tables.records import LogEntry
from models.store.working import Table


class PersonRequest(Table):
    """``result`` and ``parts`` are JSON: what came of it, and what the head let be erased."""

    kind = TextField()
    case = ForeignKeyField(CaseFile)
    all_cases = BooleanField(default=False)
    asker = TextField()
    capacity = TextField()
    identity = TextField()
    asked_on = TextField()
    what = TextField(default="")
    reason = TextField(default="")
    taken_at = TextField()
    taken_by = ForeignKeyField(Account, column_name="taken_by")
    clock = ForeignKeyField(LegalClock)
    decision = TextField(default="")
    ground = TextField(default="")
    decision_note = TextField(default="")
    parts = TextField(default="[]")
    decided_at = TextField(null=True)
    decided_by = ForeignKeyField(Account, null=True, column_name="decided_by")
    done_at = TextField(null=True)
    done_by = ForeignKeyField(Account, null=True, column_name="done_by")
    receiver = TextField(default="")
    result = TextField(default="{}")
    form_key = TextField(default="")
    letter = ForeignKeyField(Letter, null=True)
    row_version = IntegerField(default=1)

    class Meta:
        table_name = "person_request"


class Erasure(Table):
    case = ForeignKeyField(CaseFile, unique=True)
    request = ForeignKeyField(PersonRequest, null=True)
    destruction = ForeignKeyField(Destruction, null=True)
    parts = TextField()
    counts = TextField()
    at = TextField()
    account = ForeignKeyField(Account)


class DoomedFile(Table):
    name = TextField(primary_key=True)

    class Meta:
        table_name = "doomed_file"


class LogRedaction(Table):
    entry = ForeignKeyField(LogEntry, primary_key=True)
    seal = TextField()

    class Meta:
        table_name = "log_redaction"


class AuditRedaction(Table):
    record = ForeignKeyField(AuditRow, primary_key=True)
    seal = TextField()

    class Meta:
        table_name = "audit_redaction"


class CasePackage(Table):
    case = ForeignKeyField(CaseFile)
    direction = TextField()
    package = TextField()
    origin = TextField()
    origin_number = TextField()
    office = TextField()
    ground = TextField(default="")
    reason = TextField(default="")
    sha256 = TextField()
    size = IntegerField()
    handover = ForeignKeyField(Handover, null=True)
    at = TextField()
    account = ForeignKeyField(Account)

    class Meta:
        table_name = "case_package"
