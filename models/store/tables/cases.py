"""Cases, their runs through a procedure, links and legal clocks."""

from __future__ import annotations

from peewee import BooleanField, CompositeKey, ForeignKeyField, IntegerField, TextField

from models.store.tables.office import Account
from models.store.working import Table


class CaseFile(Table):
    number = TextField(unique=True)
    sop_key = TextField()
    sop_version = IntegerField()
    received_at = TextField()
    opened_at = TextField()
    opened_by = ForeignKeyField(Account, column_name="opened_by")
    status = TextField()
    step_number = IntegerField(null=True)
    ended_as = TextField(default="")
    ended_at = TextField(null=True)
    reopen_at = IntegerField(null=True)
    client_label = TextField(default="")
    client_detail = TextField(default="")
    region = TextField(default="")
    risk = TextField(default="")
    emergency = BooleanField(default=False)
    request_id = TextField(unique=True)
    row_version = IntegerField(default=1)
    subject = TextField(default="kasus")
    period = TextField(default="")


class CaseLink(Table):
    from_case = ForeignKeyField(CaseFile, column_name="from_case")
    to_case = ForeignKeyField(CaseFile, column_name="to_case")
    kind = TextField()
    at = TextField()
    account = ForeignKeyField(Account)
    remark = TextField(default="")


class LegalClock(Table):
    case = ForeignKeyField(CaseFile, null=True)
    kind = TextField()
    started_at = TextField()
    due_at = TextField()
    done_at = TextField(null=True)
    done_by = ForeignKeyField(Account, null=True, column_name="done_by")
    remark = TextField(default="")


class StepRun(Table):
    case = ForeignKeyField(CaseFile)
    step_number = IntegerField()
    visit = IntegerField()
    actor = TextField()
    account = ForeignKeyField(Account, null=True)
    started_at = TextField()
    soon_at = TextField(null=True)
    due_at = TextField(null=True)
    finished_at = TextField(null=True)
    finished_by = ForeignKeyField(Account, null=True, column_name="finished_by")
    outcome = TextField(default="")
    reason = TextField(default="")
    force_reason = TextField(default="")
    skip_reason = TextField(default="")
    late_reason = TextField(default="")
    minutes_used = IntegerField(null=True)
    row_version = IntegerField(default=1)


class StepPause(Table):
    step_run = ForeignKeyField(StepRun)
    reason = TextField()
    started_at = TextField()
    started_by = ForeignKeyField(Account, column_name="started_by")
    ended_at = TextField(null=True)
    ended_by = ForeignKeyField(Account, null=True, column_name="ended_by")


class Tick(Table):
    step_run = ForeignKeyField(StepRun)
    kind = TextField()
    item = TextField()
    at = TextField()
    account = ForeignKeyField(Account)

    class Meta:
        primary_key = CompositeKey("step_run", "kind", "item")


class Note(Table):
    case = ForeignKeyField(CaseFile)
    text = TextField()
    at = TextField()
    account = ForeignKeyField(Account)
