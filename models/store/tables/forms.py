"""Filled forms, what they state, drafts and attached scans."""

from __future__ import annotations

from peewee import CompositeKey, ForeignKeyField, IntegerField, TextField

from models.store.tables.cases import CaseFile
from models.store.tables.letters import Letter
from models.store.tables.office import Account
from models.store.working import Table


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
    lists_mark = IntegerField(default=0)
    leftover = TextField(default="[]")


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


class SamePerson(Table):
    """Somebody said that two cases are about one person; ``undone_at`` is set where it was taken back."""

    one_case = ForeignKeyField(CaseFile, column_name="one_case")
    other_case = ForeignKeyField(CaseFile, column_name="other_case")
    reason = TextField()
    at = TextField()
    account = ForeignKeyField(Account)
    undone_at = TextField(null=True)
    undone_by = ForeignKeyField(Account, null=True, column_name="undone_by")
    undone_reason = TextField(default="")

    class Meta:
        table_name = "same_person"


class Draft(Table):
    account = ForeignKeyField(Account)
    kind = TextField()
    ref = TextField()
    payload = TextField()
    updated_at = TextField()


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
    letter = ForeignKeyField(Letter, null=True)
    form_key = TextField(default="")
    pages = IntegerField(default=0)
