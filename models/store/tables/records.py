"""The log book and the receipts of files."""

from __future__ import annotations

from peewee import BooleanField, ForeignKeyField, IntegerField, TextField

from models.store.tables.cases import CaseFile, CaseLink
from models.store.tables.letters import Letter
from models.store.tables.office import Account
from models.store.working import Table


class LogEntry(Table):
    at = TextField()
    entered_at = TextField()
    case = ForeignKeyField(CaseFile, null=True)
    register_number = TextField(default="")
    service = TextField(default="")
    activity = TextField()
    document = TextField(default="")
    quantity = IntegerField(default=1)
    giver = TextField(default="")
    receiver = TextField(default="")
    complete = TextField(default="")
    place = TextField(default="")
    remark = TextField(default="")
    account = ForeignKeyField(Account)
    corrects = ForeignKeyField("self", null=True, column_name="corrects")
    mac = TextField()


class FileReceipt(Table):
    run = ForeignKeyField(CaseFile)
    link = ForeignKeyField(CaseLink, null=True)
    register_number = TextField(default="")
    service = TextField()
    document = TextField()
    quantity = IntegerField(default=1)
    giver = TextField(default="")
    complete = TextField(default="")
    offered_at = TextField()
    received_at = TextField(null=True)
    received_by = ForeignKeyField(Account, null=True, column_name="received_by")
    sorted_at = TextField(null=True)
    sorted_by = ForeignKeyField(Account, null=True, column_name="sorted_by")
    selected = BooleanField(default=False)
    shortage = TextField(default="")
    resolved_at = TextField(null=True)
    letter = ForeignKeyField(Letter, null=True)
