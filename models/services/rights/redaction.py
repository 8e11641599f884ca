"""Taking words out of what stays: the registers keep their lines and their seals, the words about a person go."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from models.domain.facts import FACTS
from models.forms.spec import Value
from models.services import facts, logbook
from models.services.definitions import Definitions
from models.services.desk import Desk
from models.store.database import UnitOfWork
from models.store.tables import Account, AuditRow, CaseFile, FormRecord, LogEntry, Officer

#: What stands where words were taken out.
ERASED = "(dihapus)"
_SHORTEST, _LONGEST = 4, 300
_NAMED = (".nama", ".wali")
#: Details of the trail that people wrote in their own words, by the beginning of the action.
_FREE_WORDS = {"berkas.": "judul", "langkah.": "isi"}
_LOG_TEXTS = ("document", "giver", "receiver", "place", "remark", "activity")


@dataclass(frozen=True)
class Redactor:
    """Finds the words that tell who a case is about."""

    pattern: re.Pattern[str] | None

    @classmethod
    def of(cls, stated: Iterable[tuple[str, Value]]) -> Redactor:
        """Over everything secret that a case states. Inside a stretch: words of officers' names are no one's secret."""
        known = {name for row in Officer.select(Officer.name) for name in row.name.casefold().split()}
        known |= {name for row in Account.select(Account.display_name) for name in row.display_name.casefold().split()}
        words: set[str] = set()
        for key, said in stated:
            if not FACTS[key].secret:
                continue
            for text in _texts(said):
                words.add(text)
                if key.endswith(_NAMED) or FACTS[key].rows:
                    words |= {part for part in re.split(r"[\s,.()]+", text) if part.casefold() not in known}
        long_first = sorted((word for word in words if _SHORTEST <= len(word) <= _LONGEST), key=lambda one: -len(one))
        joined = "|".join(re.escape(word) for word in long_first)
        return cls(re.compile(rf"(?<!\w)(?:{joined})(?!\w)", re.IGNORECASE) if joined else None)

    def __call__(self, text: str) -> str:
        return self.pattern.sub(ERASED, text) if self.pattern else text


def everything_said(definitions: Definitions, case_id: int) -> tuple[tuple[str, Value], ...]:
    """Every fact of a case with each value that any of its forms holds, also where the question is hidden by now."""
    found = list(facts.of_case(case_id).items())
    for record in FormRecord.select().where(FormRecord.case == case_id):
        answers = json.loads(record.answers)
        asked = definitions.form(record.form_key, record.form_version).fields
        found += [(one.meaning, answers[one.key]) for one in asked if one.meaning and one.key in answers]
    return tuple(found)


def _texts(said: Value) -> list[str]:
    if isinstance(said, str):
        return [said.strip()]
    rows = said if isinstance(said, list) else []
    return [str(row.get("nama", "")).strip() for row in rows if isinstance(row, dict)]


def registers(desk: Desk, unit: UnitOfWork, case: CaseFile, hide: Redactor) -> dict[str, int]:
    """Take the words out of the log book and the trail of a case; how many lines and records. In a unit of work."""
    about = (LogEntry.case == case.id) | (LogEntry.register_number == case.number)
    changed = [entry for entry in LogEntry.select().where(about).order_by(LogEntry.id) if _blank(entry, hide)]
    logbook.redact(desk, changed)
    details: dict[int, str] = {}
    rows: Any = AuditRow.select().where(AuditRow.entity == "kasus", AuditRow.entity_id == case.id)
    for row in rows.order_by(AuditRow.id):
        before = json.loads(row.detail)
        after = {key: _hidden(row.action, key, value, hide) for key, value in before.items()}
        if after != before:
            details[row.id] = json.dumps(after, ensure_ascii=False, sort_keys=True)
    unit.redact(details)
    return {"buku_log": len(changed), "riwayat": len(details)}


def _blank(entry: LogEntry, hide: Redactor) -> bool:
    """Whether words were taken out of a line."""
    before = [getattr(entry, name) for name in _LOG_TEXTS]
    for name, text in zip(_LOG_TEXTS, before, strict=True):
        setattr(entry, name, hide(text))
    return before != [getattr(entry, name) for name in _LOG_TEXTS]


def _hidden(action: str, key: str, value: object, hide: Redactor) -> object:
    if not isinstance(value, str) or not value:
        return value
    if any(action.startswith(start) and key == free for start, free in _FREE_WORDS.items()):
        return ERASED
    return hide(value)
