"""The registers of letters: what came in and was disposed, what was sent out, which books are closed."""

from __future__ import annotations

from peewee import BooleanField, ForeignKeyField, IntegerField, TextField

from models.store.tables.cases import CaseFile
from models.store.tables.letters import Letter
from models.store.tables.office import Account
from models.store.working import Table


class IncomingLetter(Table):
    year = IntegerField()
    seq = IntegerField()
    agenda = TextField()
    number = TextField(default="")
    letter_date = TextField(null=True)
    sender = TextField()
    subject = TextField()
    urgency = TextField()
    secret = BooleanField(default=False)
    enclosure = TextField(default="")
    received_on = TextField()
    remark = TextField(default="")
    case = ForeignKeyField(CaseFile, null=True)
    reply_to = ForeignKeyField(Letter, null=True, column_name="reply_to")
    void_reason = TextField(default="")
    entered_at = TextField()
    entered_by = ForeignKeyField(Account, column_name="entered_by")
    request_id = TextField(unique=True)
    row_version = IntegerField(default=1)


class IncomingScan(Table):
    incoming = ForeignKeyField(IncomingLetter)
    file_name = TextField()
    media_type = TextField()
    size = IntegerField()
    sha256 = TextField()
    token = TextField(unique=True)
    added_at = TextField()
    added_by = ForeignKeyField(Account, column_name="added_by")


class Disposition(Table):
    incoming = ForeignKeyField(IncomingLetter)
    instructions = TextField()
    note = TextField(default="")
    due_on = TextField(null=True)
    copied = BooleanField(default=False)
    made_at = TextField()
    made_by = ForeignKeyField(Account, column_name="made_by")
    withdrawn = TextField(default="")
    request_id = TextField(unique=True)
    row_version = IntegerField(default=1)


class DispositionTask(Table):
    disposition = ForeignKeyField(Disposition)
    account = ForeignKeyField(Account)
    answered_at = TextField(null=True)
    answered_by = ForeignKeyField(Account, null=True, column_name="answered_by")
    answer = TextField(default="")


class Dispatch(Table):
    letter = ForeignKeyField(Letter, null=True)
    case = ForeignKeyField(CaseFile, null=True)
    number = TextField(default="")
    document = TextField()
    quantity = IntegerField(default=1)
    addressee = TextField()
    sent_on = TextField()
    means = TextField(default="")
    receiver = TextField(default="")
    received_on = TextField(null=True)
    remark = TextField(default="")
    void_reason = TextField(default="")
    entered_at = TextField()
    entered_by = ForeignKeyField(Account, column_name="entered_by")
    request_id = TextField(unique=True)
    row_version = IntegerField(default=1)


class BookClosing(Table):
    book = TextField()
    year = IntegerField()
    month = IntegerField()
    line_count = IntegerField()
    closed_at = TextField()
    closed_by = ForeignKeyField(Account, column_name="closed_by")
