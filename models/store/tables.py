"""The tables as peewee sees them: columns only, no business methods.

Moments are ISO 8601 text with the office's offset (they sort as text), structured values JSON text.
``row_version`` rises with each change and catches two people writing the same row.
"""

from __future__ import annotations

from peewee import (
    BlobField,
    BooleanField,
    CompositeKey,
    ForeignKeyField,
    IntegerField,
    TextField,
)

from models.store.working import Table


class Meta_(Table):
    key = TextField(primary_key=True)
    value = TextField()

    class Meta:
        table_name = "meta"


class Setting(Table):
    key = TextField(primary_key=True)
    value = TextField()
    row_version = IntegerField(default=1)


class Paper(Table):
    sha256 = TextField(primary_key=True)
    content = BlobField()


class Officer(Table):
    name = TextField()
    post = TextField(default="")
    rank = TextField(default="")
    nip = TextField(default="")
    phone = TextField(default="")
    signs_as = TextField(default="")
    active = BooleanField(default=True)
    row_version = IntegerField(default=1)


class Account(Table):
    username = TextField(unique=True)
    display_name = TextField()
    officer = ForeignKeyField(Officer, null=True)
    roles = TextField()
    active = BooleanField(default=True)
    created_at = TextField()
    row_version = IntegerField(default=1)


class Definition(Table):
    kind = TextField()
    key = TextField()
    version = IntegerField()
    title = TextField()
    text = TextField()
    sha256 = TextField()
    in_force = BooleanField(default=True)
    added_at = TextField()
    from_date = TextField(default="")


class DefinitionDraft(Table):
    kind = TextField()
    key = TextField()
    title = TextField()
    text = TextField()
    based_on = IntegerField(default=0)
    updated_at = TextField()
    updated_by = ForeignKeyField(Account, column_name="updated_by")
    row_version = IntegerField(default=1)


class ActorAccount(Table):
    sop_key = TextField()
    actor_key = TextField()
    account = ForeignKeyField(Account)

    class Meta:
        primary_key = CompositeKey("sop_key", "actor_key", "account")


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


class Absence(Table):
    officer = ForeignKeyField(Officer)
    first_day = TextField()
    last_day = TextField()
    reason = TextField(default="")
    deputy = ForeignKeyField(Officer, null=True)
    mode = TextField(default="")
    cancelled = BooleanField(default=False)


class Tick(Table):
    step_run = ForeignKeyField(StepRun)
    kind = TextField()
    item = TextField()
    at = TextField()
    account = ForeignKeyField(Account)

    class Meta:
        primary_key = CompositeKey("step_run", "kind", "item")


class FormRecord(Table):
    case = ForeignKeyField(CaseFile)
    form_key = TextField()
    form_version = IntegerField()
    ordinal = IntegerField(default=1)
    status = TextField()
    answers = TextField()
    answered = IntegerField(default=0)
    expected = IntegerField(default=0)
    created_at = TextField()
    updated_at = TextField()
    updated_by = ForeignKeyField(Account, column_name="updated_by")
    row_version = IntegerField(default=1)


class FactRow(Table):
    case = ForeignKeyField(CaseFile)
    key = TextField()
    value = TextField()
    form_key = TextField()

    class Meta:
        table_name = "fact"
        primary_key = CompositeKey("case", "key")


class PersonMark(Table):
    mark = TextField()
    case = ForeignKeyField(CaseFile)

    class Meta:
        table_name = "person_mark"
        primary_key = CompositeKey("mark", "case")


class Draft(Table):
    account = ForeignKeyField(Account)
    kind = TextField()
    ref = TextField()
    payload = TextField()
    updated_at = TextField()


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


class Attachment(Table):
    case = ForeignKeyField(CaseFile)
    step_number = IntegerField(null=True)
    serves = TextField(default="")
    title = TextField()
    file_name = TextField()
    media_type = TextField()
    size = IntegerField()
    sha256 = TextField()
    token = TextField(unique=True)
    added_at = TextField()
    added_by = ForeignKeyField(Account, column_name="added_by")


class Note(Table):
    case = ForeignKeyField(CaseFile)
    text = TextField()
    at = TextField()
    account = ForeignKeyField(Account)


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
