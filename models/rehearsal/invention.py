"""Invented people and answers. Every name is made up; equal seeds give equal inventions."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

import resources
from models.domain.facts import FACTS
from models.forms.compute import computed
from models.forms.rules import filled, required, visible
from models.forms.spec import Field, FieldKind, FormSpec, Option, Scalar, Value, Values
from models.forms.values import worked_out

_DATA: dict[str, dict[str, list[str]]] = tomllib.loads(resources.text("data/rekaan.toml"))
_NAMES, _PLACES, _SENTENCES = _DATA["nama"], _DATA["tempat"], _DATA["keterangan"]["kalimat"]


@dataclass(frozen=True)
class Person:
    """An invented person."""

    name: str
    female: bool
    born: date
    nik: str
    phone: str
    address: str
    village: str


class Inventor:
    """Invents people and answers from one seed.

    Attributes:
        risk: chance of a "ya" in yes/no questions; low keeps most cases calm.
    """

    def __init__(self, seed: int, officers: tuple[Option, ...] = (), risk: float = 0.25) -> None:
        self._random = random.Random(seed)  # noqa: S311 - inventions, not secrets
        self._officers = tuple(option.key for option in officers)
        self.risk = risk

    def person(self, today: date, *, female: bool | None = None, youngest: int = 4, oldest: int = 60) -> Person:
        """A person between the two ages, in years, on ``today``."""
        pick = self._random
        if female is None:
            female = pick.random() < 0.85
        sex = "perempuan" if female else "laki_laki"
        name = f"{pick.choice(_NAMES[sex])} {pick.choice(_NAMES[f'belakang_{sex}'])}"
        born = today - timedelta(days=pick.randint(youngest * 366, oldest * 365))
        village = pick.choice(_PLACES["desa"])
        day = born.day + (40 if female else 0)
        nik = f"{village[:8].replace('.', '')}{day:02d}{born.month:02d}{born.year % 100:02d}{pick.randint(1, 9999):04d}"
        phone = f"0812{pick.randint(10_000_000, 99_999_999)}"
        street, hamlet = pick.choice(_PLACES["jalan"]), pick.randint(1, 9)
        address = f"Jalan {street} Nomor {pick.randint(1, 99)}, RT 0{hamlet}/RW 0{pick.randint(1, 9)}"
        return Person(name, female, born, nik, phone, address, village)

    def answers(self, spec: FormSpec, known: Values, person: Person, today: date, *, fullness: float = 1.0) -> Values:
        """Valid answers to ``spec``: what is ``known`` stays, every required question is answered, and of the others
        the share ``fullness``. Questions that appear because of an answer are answered too."""
        values = dict(known)
        passed: set[str] = set()
        while True:
            results = computed(spec, values, today)
            now = {**values, **results}
            asked = [f for f in visible(spec, now) if f.key not in passed and not f.read_only]
            if not asked:
                return values
            for field in asked:
                passed.add(field.key)
                wanted = required(field, now) or self._random.random() < fullness
                if (
                    wanted
                    and not filled(values.get(field.key))
                    and (value := self.value(field, person, today)) is not None
                ):
                    values[field.key] = value

    def value(self, field: Field, person: Person, today: date) -> Value | None:
        """A valid answer to one question; None for what is not a question."""
        if (told := self.told(field, person)) is not None:
            return told
        return _WAYS[field.kind](self, field, person, today)

    def told(self, field: Field, person: Person) -> Value | None:
        """What ``person`` answers where the question means them; None for any other question."""
        stated: dict[str, Value] = {
            "klien.nama": person.name,
            "klien.nik": person.nik,
            "klien.tanggal_lahir": person.born.isoformat(),
            "klien.alamat": person.address,
            "klien.wilayah": person.village,
            "klien.telepon": person.phone,
            "klien.kontak_aman": "Lewat pesan singkat, pukul 09.00 sampai 12.00",
            "klien.jenis_kelamin": "perempuan" if person.female else "laki-laki",
        }
        value = stated.get(field.meaning)
        if field.kind is FieldKind.CHOICE and value is not None:
            keys = [option.key for option in field.options]
            return value if value in keys else None
        return value

    def _text(self, field: Field, _person: Person, today: date) -> str:
        if field.meaning.endswith((".nama", ".wali")) or "nama" in field.key:
            return self.person(today).name
        if field.meaning.endswith(".alamat") or "alamat" in field.key:
            return self.person(today).address
        return f"{field.label[:60].rstrip('.')} rekaan {self._random.randint(100, 999)}"

    def _long_text(self, field: Field, _person: Person, _today: date) -> str:
        return " ".join(self._random.sample(_SENTENCES, 2))

    def _whole(self, field: Field, _person: Person, _today: date) -> int:
        if field.meaning.endswith("umur"):
            return self._random.randint(17, 61)
        low = field.minimum if field.minimum is not None else 1
        high = field.maximum if field.maximum is not None else low + 9
        return self._random.randint(low, max(low, min(high, low + 60)))

    def _money(self, field: Field, _person: Person, _today: date) -> int:
        low = field.minimum or 0
        return low + self._random.randint(1, 40) * 25_000

    def _date(self, field: Field, _person: Person, today: date) -> str:
        if field.meaning.endswith("tanggal_lahir"):
            return self.person(today).born.isoformat()
        days = self._random.randint(0, 40)
        return (today - timedelta(days=days) if field.past_only else today + timedelta(days=days % 5)).isoformat()

    def _time(self, _field: Field, _person: Person, _today: date) -> str:
        return f"{self._random.randint(8, 15):02d}:{self._random.randrange(0, 60, 5):02d}"

    def _yes_no(self, _field: Field, _person: Person, _today: date) -> str:
        return "ya" if self._random.random() < self.risk else "tidak"

    def _choice(self, field: Field, _person: Person, _today: date) -> str | None:
        return self._random.choice(field.options).key if field.options else None

    def _choices(self, field: Field, _person: Person, _today: date) -> list[str]:
        count = min(len(field.options), self._random.randint(1, 2))
        return [option.key for option in self._random.sample(field.options, count)]

    def _tick(self, _field: Field, _person: Person, _today: date) -> bool:
        return True

    def _nik(self, _field: Field, _person: Person, today: date) -> str:
        return self.person(today).nik

    def _phone(self, _field: Field, _person: Person, today: date) -> str:
        return self.person(today).phone

    def _region(self, _field: Field, _person: Person, _today: date) -> str:
        return self._random.choice(_PLACES["desa"])

    def _officer(self, _field: Field, _person: Person, _today: date) -> str | None:
        return self._random.choice(self._officers) if self._officers else None

    def _all_officers(self, _field: Field, _person: Person, _today: date) -> list[str] | None:
        return list(self._officers[:2]) or None

    def _table(self, field: Field, person: Person, today: date) -> list[dict[str, Scalar]] | None:
        rows: list[dict[str, Scalar]] = []
        for _ in range(self._rows(field)):
            cells = {column.key: _WAYS[column.kind](self, column, person, today) for column in field.columns}
            row = {key: cell for key, cell in cells.items() if cell is not None and not isinstance(cell, list)}
            rows.append(worked_out(field, row))
        return rows or None

    def _rows(self, field: Field) -> int:
        """How many rows a table gets: most cases have no further victims, accused or incidents."""
        fact = FACTS.get(field.meaning)
        return 2 if fact is None or not fact.rows else self._random.choices((0, 1, 2), (80, 16, 4))[0]

    def _everything(self, field: Field, _person: Person, _today: date) -> Value:
        return [option.key for option in field.options]

    def _nothing(self, _field: Field, _person: Person, _today: date) -> None:
        return None


#: How an answer to each kind is invented.
_WAYS: dict[FieldKind, Callable[[Inventor, Field, Person, date], Value | None]] = {
    FieldKind.TEXT: Inventor._text,
    FieldKind.LONG_TEXT: Inventor._long_text,
    FieldKind.INTEGER: Inventor._whole,
    FieldKind.MONEY: Inventor._money,
    FieldKind.DATE: Inventor._date,
    FieldKind.TIME: Inventor._time,
    FieldKind.YES_NO: Inventor._yes_no,
    FieldKind.YES_NO_UNKNOWN: Inventor._yes_no,
    FieldKind.CHOICE: Inventor._choice,
    FieldKind.MULTI_CHOICE: Inventor._choices,
    FieldKind.CHECKLIST: Inventor._everything,
    FieldKind.SCALE: Inventor._whole,
    FieldKind.TICK: Inventor._tick,
    FieldKind.NIK: Inventor._nik,
    FieldKind.PHONE: Inventor._phone,
    FieldKind.REGION: Inventor._region,
    FieldKind.OFFICER: Inventor._officer,
    FieldKind.OFFICERS: Inventor._all_officers,
    FieldKind.PERSON: Inventor._text,
    FieldKind.ORGANISATION: Inventor._choice,
    FieldKind.SIGNATURE: Inventor._text,
    FieldKind.PICTURE: Inventor._nothing,
    FieldKind.TABLE: Inventor._table,
    FieldKind.NOTE: Inventor._nothing,
}
