"""Letters, their stored papers, replies and numbers."""

from __future__ import annotations

from peewee import BlobField, BooleanField, CompositeKey, ForeignKeyField, IntegerField, TextField

from models.store.tables.cases import CaseFile
from models.store.tables.office import Account
from models.store.working import Table


class IssuedNumber(Table):
    series = TextField()
    year = IntegerField()
    seq = IntegerField()
    suffix = TextField(default="")
    number = TextField()
    subject = TextField()
    reason = TextField(default="")
    issued_at = TextField()
    issued_by = ForeignKeyField(Account, column_name="issued_by")
    request_id = TextField(unique=True)


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
    naming = TextField(default="")
    row_version = IntegerField(default=1)
    stage = TextField(default="konsep")
    issued_number = ForeignKeyField(IssuedNumber, null=True, column_name="number_id")
    by_hand = BooleanField(default=False)
    subject = TextField(default="")
    addressee = TextField(default="")
    secrecy = TextField(default="")
    classification = TextField(default="")
    signer_choice = TextField(default="")


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


class LetterScan(Table):
    letter = ForeignKeyField(Letter)
    file_name = TextField()
    media_type = TextField()
    size = IntegerField()
    sha256 = TextField()
    token = TextField(unique=True)
    added_at = TextField()
    added_by = ForeignKeyField(Account, column_name="added_by")


class LetterEvent(Table):
    letter = ForeignKeyField(Letter)
    kind = TextField()
    day = TextField(default="")
    remark = TextField(default="")
    means = TextField(default="")
    receiver = TextField(default="")
    receipt = TextField(default="")
    attachment_id = IntegerField(null=True)
    scan = ForeignKeyField(LetterScan, null=True)
    at = TextField()
    account = ForeignKeyField(Account)


class Counter(Table):
    series = TextField()
    year = IntegerField()
    last = IntegerField()

    class Meta:
        primary_key = CompositeKey("series", "year")


class PaperNumbers(Table):
    series = TextField()
    year = IntegerField()
    first = IntegerField()
    last = IntegerField()
    reason = TextField()
    at = TextField()
    account = ForeignKeyField(Account)


class ArchiveCode(Table):
    code = TextField(primary_key=True)
    name = TextField(default="")
    hidden = BooleanField(default=False)
    row_version = IntegerField(default=1)


class LedgerAlarm(Table):
    series = TextField()
    year = IntegerField()
    seq = IntegerField()
    suffix = TextField(default="")
    number = TextField()
    found = TextField(default="")
    subject = TextField()
    request_id = TextField()
    issued_at = TextField()
    raised_at = TextField()
    settled_at = TextField(null=True)
    settled_by = ForeignKeyField(Account, null=True, column_name="settled_by")
    reason = TextField(default="")
