"""The facts of a case as its forms state them, and what lists show of a client without naming them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from peewee import EXCLUDED

from models.domain import indonesia, regions
from models.domain.facts import FACTS
from models.forms.rules import filled
from models.forms.spec import Value, Values
from models.services.desk import packed
from models.store.tables import CaseFile, FactRow

#: Facts from which lists make what they show of a case.
SHOWN = frozenset(
    (
        "klien.nama",
        "klien.tanggal_lahir",
        "klien.umur",
        "klien.jenis_kelamin",
        "klien.status_kawin",
        "klien.wilayah",
        "kejadian.wilayah",
        "kasus.risiko",
        "kasus.darurat",
    )
)
#: Facts that never stand in a register: who it is about, and how to reach them.
_IDENTIFYING = frozenset(
    fact.key for fact in FACTS.values() if fact.secret and fact.key.endswith((".nama", ".nik", ".wali", ".telepon"))
)
_SHORTEST_NAME = 4
#: How the parts of a free text begin that are wide enough not to identify a client.
_WIDE = ("Kec", "Kab", "Kota ", "Prov")


def of_case(case_id: int) -> Values:
    """All facts of a case, by key."""
    rows: Any = FactRow.select(FactRow.key, FactRow.value).where(FactRow.case == case_id).tuples()
    return {key: json.loads(value) for key, value in rows}


def known(case: CaseFile, stated: Mapping[str, Value]) -> Values:
    """What a form begins with: what other forms ``stated``, and what the program knows by itself."""
    return {"kasus.tanggal_lapor": case.received_at[:10], **stated}


def write(
    case: CaseFile, form_key: str, stated: Mapping[str, Value], before: Mapping[str, Value], today: date
) -> Values:
    """Replace what ``form_key`` states of the case and renew what lists show; gives all facts. Inside a unit of work.

    A fact another form states by now is overwritten: the latest word counts. What this form said ``before`` and says
    again is no new word. A fact this form no longer states goes.
    """
    others = FactRow.select(FactRow.key).where(FactRow.case == case.id, FactRow.form_key != form_key)
    settled = {row.key for row in others if row.key in before and before[row.key] == stated.get(row.key)}
    stated = {key: value for key, value in stated.items() if key not in settled}
    gone = FactRow.delete().where(FactRow.case == case.id, FactRow.form_key == form_key)
    gone.where(FactRow.key.not_in(list(stated))).execute() if stated else gone.execute()
    if stated:
        rows = [(case.id, key, packed(value), form_key) for key, value in stated.items()]
        FactRow.insert_many(rows, [FactRow.case, FactRow.key, FactRow.value, FactRow.form_key]).on_conflict(
            conflict_target=[FactRow.case, FactRow.key],
            update={FactRow.value: EXCLUDED.value, FactRow.form_key: EXCLUDED.form_key},
        ).execute()
    facts = of_case(case.id)
    show(case, facts, today)
    return facts


def persons(stated: Mapping[str, Value]) -> tuple[str, ...]:
    """The names of the persons a case knows, each once: client, guardian, reporter, reported person."""
    named = (str(stated[key]) for key in FACTS if key.endswith((".nama", ".wali")) and filled(stated.get(key)))
    return tuple(dict.fromkeys(named))


def show(case: CaseFile, facts: Mapping[str, Value], today: date) -> None:
    """Put into the row of a case what lists show of it: initials and places that identify nobody."""
    case.client_label = client_label(facts, today)
    case.client_detail = client_detail(facts, today)
    case.region = region(facts)
    case.risk = str(facts.get("kasus.risiko", ""))
    case.emergency = facts.get("kasus.darurat") in ("ya", True)


def age(facts: Mapping[str, Value], today: date) -> int | None:
    """The client's age in years: from the date of birth, else as it was stated."""
    born = facts.get("klien.tanggal_lahir")
    if isinstance(born, str) and born:
        try:
            return indonesia.age(date.fromisoformat(born), today)
        except ValueError:
            return None
    stated = facts.get("klien.umur")
    return stated if isinstance(stated, int) else None


def is_child(facts: Mapping[str, Value], today: date) -> bool:
    """Whether the client is known to be a child (UU 35/2014 Pasal 1 angka 1)."""
    years = age(facts, today)
    return years is not None and years < indonesia.ADULT_AGE


def client_label(facts: Mapping[str, Value], today: date) -> str:
    """How a client is called in lists: title and initials ("An. D.S."), never the name."""
    name = facts.get("klien.nama")
    initials = indonesia.initials(str(name)) if filled(name) else ""
    if is_child(facts, today):
        title = "An."
    elif facts.get("klien.jenis_kelamin") == "laki-laki":
        title = "Tn."
    elif facts.get("klien.jenis_kelamin") == "perempuan":
        title = "Nn." if str(facts.get("klien.status_kawin", "")).startswith("belum") else "Ny."
    else:
        title = "Sdr."
    return f"{title} {initials}" if initials else "Tanpa nama"


def client_detail(facts: Mapping[str, Value], today: date) -> str:
    """Age in words: "Anak, 14 tahun", "31 tahun"; "" if unknown."""
    years = age(facts, today)
    if years is None:
        return ""
    return f"Anak, {years} tahun" if years < indonesia.ADULT_AGE else f"{years} tahun"


def region(facts: Mapping[str, Value]) -> str:
    """District-level place for lists: where the client lives, else where it happened. No village: it would identify."""
    for key in ("klien.wilayah", "kejadian.wilayah"):
        value = facts.get(key)
        if isinstance(value, str) and filled(value):
            parts = [part.strip() for part in regions.describe(value).split(",")]
            wide = next((part for part in parts if part.startswith(_WIDE)), "")
            return wide or (parts[-1] if regions.is_code(value) else "")
    return ""


def without_names(case_id: int, text: str) -> str:
    """``text`` with the identifying facts of a case taken out, for registers that others read."""
    stated = of_case(case_id)
    for key in sorted(stated.keys() & _IDENTIFYING):
        said = str(stated[key]).strip()
        if len(said) >= _SHORTEST_NAME:
            instead = indonesia.initials(said) or "…"
            text = re.sub(rf"(?<!\w){re.escape(said)}(?!\w)", instead, text, flags=re.IGNORECASE)
    return text
