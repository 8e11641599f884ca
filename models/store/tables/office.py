"""The office: settings, people and their absences, definitions in force."""

from __future__ import annotations

from peewee import BooleanField, CompositeKey, ForeignKeyField, IntegerField, TextField

from models.store.working import Table


class Setting(Table):
    key = TextField(primary_key=True)
    value = TextField()
    row_version = IntegerField(default=1)


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
    added_by = ForeignKeyField(Account, null=True, column_name="added_by")
    guest = BooleanField(default=False)


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


class Absence(Table):
    officer = ForeignKeyField(Officer)
    first_day = TextField()
    last_day = TextField()
    reason = TextField(default="")
    deputy = ForeignKeyField(Officer, null=True)
    mode = TextField(default="")
    cancelled = BooleanField(default=False)


class Mandate(Table):
    post = TextField()
    mode = TextField()
    officer = ForeignKeyField(Officer)
    title = TextField(default="")
    via = TextField(default="")
    letter_key = TextField(default="")
    first_day = TextField()
    last_day = TextField(default="")
    basis = TextField(default="")
    cancelled = BooleanField(default=False)
    row_version = IntegerField(default=1)
