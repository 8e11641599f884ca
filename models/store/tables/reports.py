"""The reports of the office and what happened to them."""

from __future__ import annotations

from peewee import BooleanField, CompositeKey, ForeignKeyField, IntegerField, TextField

from models.store.tables.cases import CaseFile
from models.store.tables.letters import Paper
from models.store.tables.office import Account
from models.store.working import Table


class ServiceReport(Table):
    kind = TextField()
    period = TextField()
    basis = TextField()
    services = TextField(default="[]")
    run = ForeignKeyField(CaseFile, null=True)
    state = TextField()
    narrative = TextField(default="{}")
    figures = TextField(null=True)
    corrections = TextField(null=True)
    threshold = IntegerField(default=0)
    paper = ForeignKeyField(Paper, null=True, column_name="paper_sha256")
    shared = ForeignKeyField(Paper, null=True, column_name="shared_sha256")
    hidden = TextField(null=True)
    created_at = TextField()
    created_by = ForeignKeyField(Account, column_name="created_by")
    row_version = IntegerField(default=1)


class ReportEvent(Table):
    report = ForeignKeyField(ServiceReport)
    kind = TextField()
    remark = TextField(default="")
    at = TextField()
    account = ForeignKeyField(Account)


class ReportCopy(Table):
    report = ForeignKeyField(ServiceReport)
    form = TextField()
    shared = BooleanField()
    paper = ForeignKeyField(Paper, column_name="paper_sha256")

    class Meta:
        primary_key = CompositeKey("report", "form", "shared")


class ReportRecount(Table):
    report = ForeignKeyField(ServiceReport)
    earlier = ForeignKeyField(ServiceReport)
    figures = TextField()

    class Meta:
        primary_key = CompositeKey("report", "earlier")
