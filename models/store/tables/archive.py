"""Files of paper: where they stand, who has them, how long they are kept, what they lack, to whom they went."""

from __future__ import annotations

from peewee import BooleanField, CompositeKey, ForeignKeyField, IntegerField, TextField

from models.store.tables.cases import CaseFile
from models.store.tables.forms import Attachment
from models.store.tables.letters import Letter
from models.store.tables.office import Account
from models.store.tables.records import FileReceipt
from models.store.working import Table


class ArchiveFile(Table):
    case = ForeignKeyField(CaseFile, null=True, unique=True)
    receipt = ForeignKeyField(FileReceipt, null=True, unique=True)
    register_number = TextField()
    service = TextField(default="")
    kind = TextField()
    since = TextField()
    keep_until = TextField(null=True)
    destroyed_at = TextField(null=True)
    row_version = IntegerField(default=1)


class ShelfMove(Table):
    file = ForeignKeyField(ArchiveFile)
    cupboard = TextField(default="")
    shelf = TextField(default="")
    box = TextField(default="")
    folder = TextField(default="")
    at = TextField()
    account = ForeignKeyField(Account)
    remark = TextField(default="")


class FileLoan(Table):
    file = ForeignKeyField(ArchiveFile)
    borrower = TextField()
    purpose = TextField(default="")
    lent_at = TextField()
    lent_by = ForeignKeyField(Account, column_name="lent_by")
    due_on = TextField()
    returned_at = TextField(null=True)
    returned_by = ForeignKeyField(Account, null=True, column_name="returned_by")
    remark = TextField(default="")


class Destruction(Table):
    proposed_at = TextField()
    proposed_by = ForeignKeyField(Account, column_name="proposed_by")
    reason = TextField()
    decision = TextField(default="")
    decided_at = TextField(null=True)
    decided_by = ForeignKeyField(Account, null=True, column_name="decided_by")
    decision_note = TextField(default="")
    done_at = TextField(null=True)
    done_by = ForeignKeyField(Account, null=True, column_name="done_by")
    letter = ForeignKeyField(Letter, null=True)
    with_data = BooleanField(default=False)


class DestructionFile(Table):
    destruction = ForeignKeyField(Destruction)
    file = ForeignKeyField(ArchiveFile)

    class Meta:
        primary_key = CompositeKey("destruction", "file")


class DocumentMark(Table):
    case = ForeignKeyField(CaseFile, null=True)
    receipt = ForeignKeyField(FileReceipt, null=True)
    document = TextField()
    state = TextField()
    reason = TextField(default="")
    at = TextField()
    account = ForeignKeyField(Account)


class Shortage(Table):
    case = ForeignKeyField(CaseFile, null=True)
    receipt = ForeignKeyField(FileReceipt, null=True)
    period = TextField()
    document = TextField()
    title = TextField()
    account = ForeignKeyField(Account, null=True)
    officer = TextField(default="")
    noted_at = TextField()
    noted_by = ForeignKeyField(Account, column_name="noted_by")
    due_on = TextField()
    reminders = IntegerField(default=0)
    reminded_at = TextField(null=True)
    resolved_at = TextField(null=True)
    resolved_by = ForeignKeyField(Account, null=True, column_name="resolved_by")
    resolution = TextField(default="")


class Handover(Table):
    case = ForeignKeyField(CaseFile)
    letter = ForeignKeyField(Letter, null=True)
    receiver = TextField()
    post = TextField(default="")
    office = TextField(default="")
    received_on = TextField()
    attachment = ForeignKeyField(Attachment, null=True)
    remark = TextField(default="")
    recorded_at = TextField()
    recorded_by = ForeignKeyField(Account, column_name="recorded_by")
