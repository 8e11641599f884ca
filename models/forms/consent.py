"""To whom a client allowed data to be given, and whether that still counts. Pure: what the forms of a case say.

Forms say it by the meaning (``arti``) of two tables: who may have data, and what was taken back. Their columns are
known by their kinds, so that an office may name and arrange them as it likes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from models.domain import indonesia
from models.forms.rules import visible
from models.forms.spec import Field, FieldKind, FormSpec, Option, Scalar, Value

RECEIVERS, WITHDRAWALS, DECISION = "persetujuan.lembaga", "persetujuan.penarikan", "persetujuan.keputusan"
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
    """An answer for one receiver; ``until`` is None where no end was said."""

    receiver: str
    agreed: bool
    until: date | None = None


@dataclass(frozen=True)
class Withdrawal:
    """What was taken back on a day: for one receiver, or ("") for all; ``renewed`` where it was given again later."""

    day: date
    receiver: str = ""
    renewed: bool = False


@dataclass(frozen=True)
class Consent:
    """All that the forms of a case say."""

    grants: tuple[Grant, ...] = ()
    withdrawals: tuple[Withdrawal, ...] = ()

    def standing(self, receiver: str, today: date) -> tuple[Standing, date | None]:
        """How it stands with ``receiver``, and the day that decided it where there is one."""
        asked = same_name(receiver)
        back = [entry for entry in self.withdrawals if not entry.renewed and same_name(entry.receiver) in ("", asked)]
        if back:
            return Standing.WITHDRAWN, max(entry.day for entry in back)
        said = [grant for grant in self.grants if same_name(grant.receiver) == asked]
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
    for spec, values in forms:
        for field in visible(spec, values):
            rows = [row for row in _rows(values.get(field.key)) if row]
            if field.meaning == RECEIVERS:
                grants += [grant for row in rows if (grant := _grant(field, row)) is not None]
            elif field.meaning == WITHDRAWALS:
                withdrawals += [back for row in rows if (back := _withdrawal(field, row)) is not None]
    return Consent(tuple(grants), tuple(withdrawals))


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
    return Withdrawal(days[0], _text(field, row, (FieldKind.ORGANISATION,)), any(days[1:]))


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
