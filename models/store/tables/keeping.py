"""What the store keeps of itself: its marks, the audit trail, requests, backups and their trials."""

from __future__ import annotations

from peewee import BooleanField, ForeignKeyField, IntegerField, TextField

from models.store.tables.office import Account
from models.store.working import Table


class Meta_(Table):
    key = TextField(primary_key=True)
    value = TextField()

    class Meta:
        table_name = "meta"


class AuditRow(Table):
    at = TextField()
    account_id = IntegerField(null=True)
    action = TextField()
    entity = TextField()
    entity_id = IntegerField(null=True)
    detail = TextField()
    mac = TextField()

    class Meta:
        table_name = "audit"


class Request(Table):
    id = TextField(primary_key=True)
    at = TextField()
    outcome = TextField()


class BackupRun(Table):
    at = TextField()
    place = TextField()
    size = IntegerField()
    verified = BooleanField()
    kind = TextField(default="kantor")


class RestoreDrill(Table):
    at = TextField()
    account = ForeignKeyField(Account)
    backup = TextField()
    sound = BooleanField()
    problem = TextField(default="")
