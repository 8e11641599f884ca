"""Letters, their stored papers, replies and numbers."""

from __future__ import annotations

from peewee import BlobField, CompositeKey, ForeignKeyField, IntegerField, TextField

from models.store.tables.cases import CaseFile
from models.store.tables.office import Account
from models.store.working import Table


class Paper(Table):
    sha256 = TextField(primary_key=True)
    content = BlobField()


class Letter(Table):
    case = ForeignKeyField(CaseFile, null=True)
    letter_key = TextField()
    letter_version = IntegerField()
    name = TextField()
    status = TextField()
    answers = TextField()
    number = TextField(null=True)
    date = TextField(null=True)
    paper = ForeignKeyField(Paper, null=True, column_name="paper_sha256")
    content = TextField(null=True)
    check_code = TextField(default="")
    void_reason = TextField(default="")
    created_at = TextField()
    created_by = ForeignKeyField(Account, column_name="created_by")
    issued_at = TextField(null=True)
    issued_by = ForeignKeyField(Account, null=True, column_name="issued_by")
    prints = IntegerField(default=0)
    row_version = IntegerField(default=1)


class LetterReply(Table):
    letter = ForeignKeyField(Letter, unique=True)
    form_key = TextField()
    form_version = IntegerField()
    answers = TextField()
    number = TextField(default="")
    sender = TextField(default="")
    replied_on = TextField(default="")
    recorded_at = TextField()
    recorded_by = ForeignKeyField(Account, column_name="recorded_by")
    row_version = IntegerField(default=1)


class ConsentException(Table):
    """A letter with data of a client that was issued without the client's consent, and why the law allows it."""

    letter = ForeignKeyField(Letter, unique=True)
    case = ForeignKeyField(CaseFile)
    receiver = TextField()
    ground = TextField()
    reason = TextField()
    at = TextField()
    account = ForeignKeyField(Account)

    class Meta:
        table_name = "consent_exception"


class Counter(Table):
    series = TextField()
    year = IntegerField()
    last = IntegerField()

    class Meta:
        primary_key = CompositeKey("series", "year")


class IssuedNumber(Table):
    series = TextField()
    year = IntegerField()
    seq = IntegerField()
    number = TextField()
    subject = TextField()
    issued_at = TextField()
    issued_by = ForeignKeyField(Account, column_name="issued_by")
    request_id = TextField(unique=True)
