"""What each kind of field accepts, keeps and shows: the same for the screen, the checks and the paper.

Stored values are plain JSON data (see ``models.forms.spec``). A choice outside the options is the free text of
"Lainnya" where the field allows it; a region is a code of the Ministry of Home Affairs or a free text.
"""

from __future__ import annotations

import json
import math
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from models.domain import indonesia, regions
from models.forms.dates import Unreadable, parse_date, parse_time
from models.forms.rules import filled
from models.forms.spec import Field, FieldKind, Scalar, Value, Values

TEXT_LIMIT = 500
LONG_TEXT_LIMIT = 20_000
#: What a tick and yes/no answers are called on screen and paper.
ANSWERS = {"ya": "Ya", "tidak": "Tidak", "tidak_tahu": "Tidak tahu"}
_YES = {"ya": "ya", "y": "ya", "tidak": "tidak", "t": "tidak", "tidak tahu": "tidak_tahu", "tt": "tidak_tahu"}
#: More than one empty line in a row says nothing and fills paper.
_GAP = re.compile(r"\n\s*\n\s*\n+")
_KEPT_CONTROLS = "\n\t"
#: Invisible signs that turn the reading direction: a name must not look like another one.
_TURNING = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")

Parser = Callable[[Field, str, date], "Value | None"]
Shower = Callable[[Field, Value], str]


@dataclass(frozen=True)
class Kind:
    """How one kind of field reads what was typed and shows what is kept."""

    parse: Parser
    show: Shower


def parse(field: Field, typed: str, today: date) -> Value | None:
    """The value to keep for a typed text; None where the text is blank.

    Raises:
        Unreadable: with the Indonesian sentence to show beside the field.
    """
    text = clean_text(typed, lines=field.kind is FieldKind.LONG_TEXT)
    value = KINDS[field.kind].parse(field, text, today) if text else None
    return value if filled(value) else None


def display(field: Field, value: Value | None, names: Mapping[str, str] | None = None) -> str:
    """The value as people read it; empty for no answer, and the raw text for something of a wrong kind.

    ``names`` turns the keys of officers into their names.
    """
    if value is None or not filled(value):
        return ""
    try:
        shown = KINDS[field.kind].show(field, value)
    except (ValueError, TypeError, AttributeError):
        return str(value)
    if names and field.kind in (FieldKind.OFFICER, FieldKind.OFFICERS):
        keys = value if isinstance(value, list) else [value]
        return "; ".join(names.get(str(key), str(key)) for key in keys)
    return shown


def clean(field: Field, value: Value | None) -> Value | None:
    """The value without stray blanks, control characters, empty rows and doubled choices; None for no answer."""
    if isinstance(value, str):
        cleaned: Value = clean_text(value, lines=field.kind is FieldKind.LONG_TEXT)
    elif isinstance(value, list):
        cleaned = _clean_list(field, value)
    elif isinstance(value, bool) and field.kind is not FieldKind.TICK:
        cleaned = "ya" if value else "tidak"
    else:
        return value if value is not False else None
    return cleaned if filled(cleaned) else None


def clean_all(fields: tuple[Field, ...], values: Mapping[str, Value]) -> Values:
    """All values cleaned, in the order of the fields; keys the form does not have are kept behind them."""
    known = {field.key: clean(field, values.get(field.key)) for field in fields}
    rest = {key: value for key, value in sorted(values.items()) if key not in known}
    return {key: value for key, value in {**known, **rest}.items() if value is not None}


def clean_text(text: str, *, lines: bool) -> str:
    """``text`` in composed form (NFC), without control and direction characters; one line unless ``lines``."""
    readable = "".join(sign for sign in text.replace("\r\n", "\n").replace("\r", "\n") if _readable(sign))
    # Composed only now: what stood between a letter and its accent may just have gone.
    kept = unicodedata.normalize("NFC", readable)
    return _GAP.sub("\n\n", kept.strip()) if lines else " ".join(kept.split())


def _readable(sign: str) -> bool:
    return sign in _KEPT_CONTROLS or (sign not in _TURNING and unicodedata.category(sign) not in ("Cc", "Cs"))


def to_json(values: Mapping[str, Value]) -> str:
    """One text for equal values, whatever the order they were entered in."""
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def from_json(text: str) -> Values:
    """The values kept by ``to_json``; ValueError for anything else."""
    data = json.loads(text)
    if not isinstance(data, dict):
        raise ValueError("form values are not a table")
    return data


def option_label(field: Field, key: str) -> str:
    """The label of a chosen option, or the free text itself."""
    return next((option.label for option in field.options if option.key == key), key)


def option_text(field: Field, key: str) -> str:
    """Like ``option_label``, with the category where the field shows it."""
    return next((option.full for option in field.options if option.key == key), key)


def total(field: Field, value: Value | None) -> int:
    """The sum of the total column of a TABLE; rows without a number count nothing."""
    rows = value if isinstance(value, list) else []
    cells = [row.get(field.total) for row in rows if isinstance(row, dict)]
    return sum(cell for cell in cells if isinstance(cell, int) and not isinstance(cell, bool))


def worked_out(field: Field, row: Mapping[str, Scalar]) -> dict[str, Scalar]:
    """A row of a TABLE with its products as they follow from the other columns; none where a factor is missing."""
    done = dict(row)
    for column in field.columns:
        if column.product:
            factors = [row.get(key) for key in column.product]
            whole = [factor for factor in factors if isinstance(factor, int) and not isinstance(factor, bool)]
            done.pop(column.key, None)
            if len(whole) == len(factors):
                done[column.key] = math.prod(whole)
    return done


def _clean_list(field: Field, entries: list[str] | list[dict[str, Scalar]]) -> Value:
    texts = [clean_text(entry, lines=False) for entry in entries if isinstance(entry, str)]
    if field.kind is not FieldKind.TABLE:
        return [text for text in dict.fromkeys(texts) if text]
    rows = [clean_all(field.columns, dict(worked_out(field, entry))) for entry in entries if isinstance(entry, dict)]
    return [{key: cell for key, cell in row.items() if not isinstance(cell, list)} for row in rows if row]


def _parse_text(_field: Field, text: str, _today: date) -> str:
    return text


def _parse_integer(_field: Field, text: str, _today: date) -> int:
    digits = text.replace(".", "").replace(" ", "")
    if not (digits.isascii() and digits.removeprefix("-").isdigit()) or len(digits) > 15:
        raise Unreadable("Tulis angka saja, misalnya 12.")
    return int(digits)


def _parse_money(_field: Field, text: str, _today: date) -> int:
    try:
        amount = indonesia.read_rupiah(text)
    except ValueError:  # dots and commas in an order no number has
        amount = None
    if amount is None or not 0 <= amount < 10**15:
        raise Unreadable("Tulis jumlah rupiah seperti 1.500.000.")
    return amount


def _parse_date(field: Field, text: str, today: date) -> str:
    return parse_date(text, today, past=field.past_only).isoformat()


def _parse_time(_field: Field, text: str, _today: date) -> str:
    return parse_time(text)


def _parse_answer(field: Field, text: str, _today: date) -> str:
    answer = _YES.get(text.lower().replace("_", " "), "")
    if not answer or (answer == "tidak_tahu" and field.kind is FieldKind.YES_NO):
        last = " atau Tidak." if field.kind is FieldKind.YES_NO else ", Tidak, atau Tidak tahu."
        raise Unreadable(f"Pilih Ya{last}")
    return answer


def _parse_choice(field: Field, text: str, _today: date) -> str:
    for option in field.options:
        if text.lower() in (option.key.lower(), option.label.lower(), option.full.lower()):
            return option.key
    if field.allow_other:
        return text
    raise Unreadable("Pilih salah satu dari daftar.")


def _parse_choices(field: Field, text: str, today: date) -> list[str]:
    return list(dict.fromkeys(_parse_choice(field, part.strip(), today) for part in text.split(";") if part.strip()))


def _parse_tick(_field: Field, text: str, _today: date) -> bool | None:
    return True if text.lower() in ("ya", "y", "x", "true") else None


def _parse_nik(_field: Field, text: str, _today: date) -> str:
    digits = indonesia.nik_digits(text)
    if not (digits.isascii() and digits.isdigit()):
        raise Unreadable("NIK hanya berisi angka.")
    if len(digits) != indonesia.NIK_LENGTH:
        raise Unreadable(f"NIK harus {indonesia.NIK_LENGTH} angka; yang tertulis {len(digits)}.")
    return digits


def _parse_phone(_field: Field, text: str, _today: date) -> str:
    number = indonesia.read_phone(text)
    if number is None:
        raise Unreadable("Nomor telepon tidak terbaca. Tulis seperti 0812-3456-7890.")
    return number


def _parse_officers(_field: Field, text: str, _today: date) -> list[str]:
    return list(dict.fromkeys(part.strip() for part in text.split(";") if part.strip()))


def _parse_nothing(_field: Field, _text: str, _today: date) -> None:
    return None


def _show_text(_field: Field, value: Value) -> str:
    return str(value)


def _show_integer(_field: Field, value: Value) -> str:
    number = _whole(value)
    # Years and house numbers read wrong with a dot in them; only large amounts gain from it.
    return str(number) if abs(number) < 10_000 else indonesia.thousands(number)


def _show_money(_field: Field, value: Value) -> str:
    return indonesia.rupiah(_whole(value))


def _show_date(_field: Field, value: Value) -> str:
    return indonesia.long_date(date.fromisoformat(str(value)))


def _show_time(_field: Field, value: Value) -> str:
    return str(value).replace(":", ".")


def _show_answer(_field: Field, value: Value) -> str:
    return ANSWERS["ya" if value is True else str(value)] if str(value) in ANSWERS or value is True else str(value)


def _show_choice(field: Field, value: Value) -> str:
    return option_text(field, str(value))


def _show_choices(field: Field, value: Value) -> str:
    entries = value if isinstance(value, list) else [str(value)]
    return "; ".join(option_text(field, str(entry)) for entry in entries)


def _show_scale(field: Field, value: Value) -> str:
    return f"{_whole(value)} dari {field.maximum if field.maximum is not None else 10}"


def _show_tick(_field: Field, _value: Value) -> str:
    return ANSWERS["ya"]


def _show_phone(_field: Field, value: Value) -> str:
    return indonesia.show_phone(str(value))


def _show_region(_field: Field, value: Value) -> str:
    return regions.describe(str(value))


def _show_pictures(_field: Field, value: Value) -> str:
    return f"{len(value) if isinstance(value, list) else 1} gambar terlampir"


def _show_table(field: Field, value: Value) -> str:
    rows = value if isinstance(value, list) else []
    lines = []
    for row in rows:
        if isinstance(row, dict):
            cells = [display(column, row.get(column.key)) for column in field.columns]
            lines.append(", ".join(cell for cell in cells if cell))
    return "; ".join(lines)


def _whole(value: Value) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise ValueError("not a whole number")


#: How every kind is read and shown; a test proves that no kind is missing.
KINDS: dict[FieldKind, Kind] = {
    FieldKind.TEXT: Kind(_parse_text, _show_text),
    FieldKind.LONG_TEXT: Kind(_parse_text, _show_text),
    FieldKind.INTEGER: Kind(_parse_integer, _show_integer),
    FieldKind.MONEY: Kind(_parse_money, _show_money),
    FieldKind.DATE: Kind(_parse_date, _show_date),
    FieldKind.TIME: Kind(_parse_time, _show_time),
    FieldKind.YES_NO: Kind(_parse_answer, _show_answer),
    FieldKind.YES_NO_UNKNOWN: Kind(_parse_answer, _show_answer),
    FieldKind.CHOICE: Kind(_parse_choice, _show_choice),
    FieldKind.MULTI_CHOICE: Kind(_parse_choices, _show_choices),
    FieldKind.CHECKLIST: Kind(_parse_choices, _show_choices),
    FieldKind.SCALE: Kind(_parse_integer, _show_scale),
    FieldKind.TICK: Kind(_parse_tick, _show_tick),
    FieldKind.NIK: Kind(_parse_nik, _show_text),
    FieldKind.PHONE: Kind(_parse_phone, _show_phone),
    FieldKind.REGION: Kind(_parse_text, _show_region),
    FieldKind.OFFICER: Kind(_parse_text, _show_text),
    FieldKind.OFFICERS: Kind(_parse_officers, _show_choices),
    FieldKind.PERSON: Kind(_parse_text, _show_text),
    FieldKind.ORGANISATION: Kind(_parse_choice, _show_choice),
    FieldKind.SIGNATURE: Kind(_parse_text, _show_text),
    FieldKind.PICTURE: Kind(_parse_officers, _show_pictures),
    FieldKind.TABLE: Kind(_parse_nothing, _show_table),
    FieldKind.NOTE: Kind(_parse_nothing, _show_text),
}
