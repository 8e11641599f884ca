"""What was entered into Simfoni PPA, and what its dashboard showed."""

from __future__ import annotations

from peewee import BooleanField, CompositeKey, ForeignKeyField, IntegerField, TextField

from models.store.tables.cases import CaseFile
from models.store.tables.office import Account
from models.store.working import Table


class SimfoniEntry(Table):
    """One entry, update, or word that a case needs none; the latest of a case counts."""

    case = ForeignKeyField(CaseFile)
    kind = TextField()
    day = TextField()
    at = TextField()
    account = ForeignKeyField(Account)
    lists_mark = IntegerField(default=0)
    sheet = TextField(default="{}")
    remark = TextField(default="")

    class Meta:
        table_name = "simfoni_entry"


class SimfoniTotal(Table):
    """A cell of the dashboard in one month."""

    period = TextField()
    cell = TextField()
    typed = IntegerField(null=True)
    resolved = BooleanField(default=False)
    remark = TextField(default="")
    at = TextField()
    account = ForeignKeyField(Account)

    class Meta:
        table_name = "simfoni_total"
        primary_key = CompositeKey("period", "cell")
