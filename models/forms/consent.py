"""What a client allowed: who may have data, which services are wanted, and whether that still counts. Pure.

Forms say it by the meaning (``arti``) of two tables, who may have data and what was taken back, whose columns are known
by their kinds, so that an office may name and arrange them as it likes; by a yes/no for one service (``layanan``); and
by a yes/no for all that the same form names.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from models.domain import indonesia
from models.forms.fields import SERVICES as LIST
from models.forms.rules import visible
from models.forms.spec import Field, FieldKind, FormSpec, Option, Scalar, Value

RECEIVERS, WITHDRAWALS, DECISION = "persetujuan.lembaga", "persetujuan.penarikan", "persetujuan.keputusan"
#: One yes/no for what the form names elsewhere: the organisations, the services chosen from their list.
DATA, SERVICES = "persetujuan.data", "persetujuan.layanan"
_YES_NO = (FieldKind.YES_NO, FieldKind.YES_NO_UNKNOWN)


class Standing(StrEnum):
    """How it stands with giving data to somebody."""

    GIVEN = "diberikan"
    NOT_ASKED = "belum_ditanyakan"
    REFUSED = "tidak_diizinkan"
    EXPIRED = "habis_masa"
    WITHDRAWN = "ditarik"


@dataclass(frozen=True)
class Grant:
    """An answer for one receiver of data, or for one service; ``until`` is None where no end was said."""

    receiver: str
    agreed: bool
    until: date | None = None


@dataclass(frozen=True)
class Withdrawal:
    """What was taken back on a day: for one receiver, one service, or ("" both) all.

    ``renewed`` where it was given again later.
    """

    day: date
    receiver: str = ""
    renewed: bool = False
    service: str = ""


@dataclass(frozen=True)
class Consent:
    """All that the forms of a case say."""

    grants: tuple[Grant, ...] = ()
    withdrawals: tuple[Withdrawal, ...] = ()
    services: tuple[Grant, ...] = ()

    def standing(self, receiver: str, today: date) -> tuple[Standing, date | None]:
        """How it stands with ``receiver``, and the day that decided it where there is one."""
        asked = same_name(receiver)
        back = [entry for entry in self.withdrawals if not entry.service and same_name(entry.receiver) in ("", asked)]
        return _standing(asked, self.grants, back, today)

    def of_service(self, service: str, today: date) -> tuple[Standing, date | None]:
        """How it stands with the service that has this key, as ``standing``."""
        asked = same_name(service)
        back = [entry for entry in self.withdrawals if not entry.receiver and same_name(entry.service) in ("", asked)]
        return _standing(asked, self.services, back, today)


def _standing(
    asked: str, grants: Iterable[Grant], withdrawals: Iterable[Withdrawal], today: date
) -> tuple[Standing, date | None]:
    back = [entry.day for entry in withdrawals if not entry.renewed]
    if back:
        return Standing.WITHDRAWN, max(back)
    said = [grant for grant in grants if same_name(grant.receiver) == asked]
    if not said:
        return Standing.NOT_ASKED, None
    agreed = [grant for grant in said if grant.agreed]
    if not agreed:
        return Standing.REFUSED, None
    if any(grant.until is None or grant.until >= today for grant in agreed):
        return Standing.GIVEN, None
    return Standing.EXPIRED, max(grant.until for grant in agreed if grant.until)


def same_name(receiver: str) -> str:
    """The name of an organisation as it is compared."""
    return " ".join(receiver.casefold().replace("-", " ").replace("_", " ").split())


def read(forms: Iterable[tuple[FormSpec, Mapping[str, Value]]]) -> Consent:
    """What ``forms`` with their answers say."""
    grants: list[Grant] = []
    withdrawals: list[Withdrawal] = []
    services: list[Grant] = []
    for spec, values in forms:
        asked = visible(spec, values)
        for field in asked:
            rows = [row for row in _rows(values.get(field.key)) if row]
            if field.meaning == RECEIVERS:
                grants += [grant for row in rows if (grant := _grant(field, row)) is not None]
            elif field.meaning == WITHDRAWALS:
                withdrawals += [back for row in rows if (back := _withdrawal(field, row)) is not None]
        grants += _said_of(asked, values, DATA, _organisations(asked, values))
        services += _said_of(asked, values, SERVICES, _services(asked, values))
        services += [
            Grant(field.service, values[field.key] == "ya")
            for field in asked
            if field.service and values.get(field.key) in ("ya", "tidak")
        ]
    return Consent(tuple(grants), tuple(withdrawals), tuple(services))


def _said_of(asked: Iterable[Field], values: Mapping[str, Value], meaning: str, named: Iterable[str]) -> list[Grant]:
    """One answer for all that the form names."""
    answers = [values.get(field.key) for field in asked if field.meaning == meaning]
    return [Grant(name, answer == "ya") for answer in answers if answer in ("ya", "tidak") for name in named]


def _organisations(asked: Iterable[Field], values: Mapping[str, Value]) -> list[str]:
    named = [(field, str(values.get(field.key, "")).strip()) for field in asked if field.kind is FieldKind.ORGANISATION]
    return [_label(field.options, said) for field, said in named if said]


def _services(asked: Iterable[Field], values: Mapping[str, Value]) -> list[str]:
    chosen = [values.get(field.key) for field in asked if field.kind is FieldKind.MULTI_CHOICE and field.listed == LIST]
    return [str(key) for keys in chosen if isinstance(keys, list) for key in keys]


def sentence(standing: Standing, day: date | None, receiver: str) -> str:
    """Why data may not simply be given to ``receiver``, in Indonesian."""
    on = f" sejak {indonesia.long_date(day)}" if day else ""
    return {
        Standing.GIVEN: f"Klien mengizinkan data diberikan kepada {receiver}.",
        Standing.NOT_ASKED: f"Klien belum ditanyai apakah datanya boleh diberikan kepada {receiver}.",
        Standing.REFUSED: f"Klien tidak mengizinkan data diberikan kepada {receiver}.",
        Standing.EXPIRED: f"Izin klien untuk {receiver} sudah habis masa berlakunya{on}.",
        Standing.WITHDRAWN: f"Klien menarik izinnya untuk {receiver}{on}.",
    }[standing]


def service_sentence(standing: Standing, day: date | None, service: str) -> str:
    """Why a client may not simply be referred for ``service``, in Indonesian."""
    on = f" sejak {indonesia.long_date(day)}" if day else ""
    name = service[:1].lower() + service[1:]
    return {
        Standing.GIVEN: f"Klien setuju menerima {name}.",
        Standing.NOT_ASKED: f"Klien belum ditanyai apakah bersedia menerima {name}.",
        Standing.REFUSED: f"Klien tidak setuju menerima {name}.",
        Standing.EXPIRED: f"Persetujuan klien untuk {name} sudah habis masa berlakunya{on}.",
        Standing.WITHDRAWN: f"Klien menarik persetujuannya untuk {name}{on}.",
    }[standing]


def _rows(value: Value | None) -> list[Mapping[str, Scalar]]:
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def _grant(field: Field, row: Mapping[str, Scalar]) -> Grant | None:
    receiver, answer = _text(field, row, (FieldKind.ORGANISATION,)), _text(field, row, _YES_NO)
    days = _days(field, row)
    return Grant(receiver, answer == "ya", days[0] if days else None) if receiver else None


def _withdrawal(field: Field, row: Mapping[str, Scalar]) -> Withdrawal | None:
    days = _days(field, row)
    if not days or days[0] is None:
        return None
    column = next((one for one in field.columns if one.listed == LIST), None)
    service = str(row.get(column.key, "")).strip() if column else ""
    return Withdrawal(days[0], _text(field, row, (FieldKind.ORGANISATION,)), any(days[1:]), service)


def _text(field: Field, row: Mapping[str, Scalar], kinds: tuple[FieldKind, ...]) -> str:
    """The answer in the first column of one of ``kinds``, with its label where it was chosen from a list."""
    column = next((column for column in field.columns if column.kind in kinds), None)
    said = str(row.get(column.key, "")).strip() if column else ""
    return _label(column.options, said) if column else ""


def _label(options: tuple[Option, ...], said: str) -> str:
    return next((option.label for option in options if option.key == said), said)


def _days(field: Field, row: Mapping[str, Scalar]) -> list[date | None]:
    found: list[date | None] = []
    for column in field.columns:
        if column.kind is FieldKind.DATE:
            try:
                found.append(date.fromisoformat(str(row.get(column.key, ""))))
            except ValueError:
                found.append(None)
    return found
