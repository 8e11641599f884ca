"""What is still missing or wrong in a form, in sentences for the person at the desk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from models.domain import indonesia
from models.forms.compute import computed
from models.forms.dates import Unreadable
from models.forms.loader import OVERRIDE, REASON
from models.forms.rules import filled, holds, required, visible
from models.forms.spec import Completion, ComputedKind, Field, FieldKind, FieldProblem, FormSpec, Scalar, Value
from models.forms.values import LONG_TEXT_LIMIT, TEXT_LIMIT, parse, worked_out

_UNREADABLE = "Isian ini tidak terbaca. Isi kembali."
_REASON_NEEDED = "Tulis alasan mengapa hasil hitungan diubah."
_WHOLE_NUMBERS = (FieldKind.INTEGER, FieldKind.MONEY, FieldKind.SCALE)
_OLDEST = 110
_LISTS = (FieldKind.MULTI_CHOICE, FieldKind.CHECKLIST, FieldKind.OFFICERS, FieldKind.PICTURE, FieldKind.TABLE)


def check(spec: FormSpec, values: Mapping[str, Value], today: date) -> Completion:
    """Problems of the visible questions and how many of them are answered. Never raises, whatever the values."""
    problems: list[FieldProblem] = []
    answered = expected = said = asked = 0
    known = {**values, **computed(spec, values, today)}
    for field in visible(spec, known):
        value, needed = values.get(field.key), required(field, known)
        if field.kind is FieldKind.NOTE or field.read_only:
            continue
        expected, answered = expected + needed, answered + (needed and filled(value))
        asked, said = asked + 1, said + filled(value)
        problems.extend(check_field(field, value, today, needed=needed))
    problems.extend(_overrides(spec, values, today))
    problems.extend(_nik_remarks(spec, values, today))
    problems.extend(_age_remarks(spec, known))
    problems.extend(_cautions(spec, known))
    return Completion(answered, expected, tuple(problems), said, asked)


def check_field(field: Field, value: Value | None, today: date, *, needed: bool) -> Iterator[FieldProblem]:
    """What is wrong with one answer; ``needed`` if it must be given."""
    if value is None or not filled(value):
        if needed:
            yield FieldProblem(field.key, "Wajib diisi.")
    elif field.kind is FieldKind.TABLE:
        yield from _rows(field, value, today)
    elif sentence := _wrong(field, value, today):
        yield FieldProblem(field.key, sentence)
    elif field.kind is FieldKind.CHECKLIST and needed and (left := _left(field, value)):
        yield FieldProblem(field.key, f"Masih {left} butir yang belum diperiksa.")


def _left(field: Field, value: Value) -> int:
    """How many entries of a CHECKLIST are not ticked."""
    ticked = value if isinstance(value, list) else []
    return sum(option.key not in ticked for option in field.options)


def _rows(field: Field, value: Value, today: date) -> Iterator[FieldProblem]:
    if not isinstance(value, list):
        yield FieldProblem(field.key, _UNREADABLE)
        return
    for number, row in enumerate(value):
        if not isinstance(row, dict):
            yield FieldProblem(field.key, _UNREADABLE, number)
        elif any(map(filled, row.values())):
            yield from _cells(field, worked_out(field, row), number, today)


def _cells(field: Field, row: Mapping[str, Scalar], number: int, today: date) -> Iterator[FieldProblem]:
    for column in field.columns:
        for problem in check_field(column, row.get(column.key), today, needed=column.required and not column.hidden):
            yield FieldProblem(field.key, problem.message, number, column.key, problem.blocking)


def _wrong(field: Field, value: Value, today: date) -> str:
    """The sentence for a value that is not what its kind keeps; empty if it is fine."""
    if isinstance(value, list) is not (field.kind in _LISTS):
        return _UNREADABLE
    if isinstance(value, list):
        return _wrong_choices(field, value)
    if field.kind is FieldKind.TICK:
        return "" if value is True else _UNREADABLE
    if field.kind in _WHOLE_NUMBERS:
        return _wrong_number(field, value)
    return _wrong_text(field, value, today)


def _wrong_choices(field: Field, entries: list[str] | list[dict[str, Scalar]]) -> str:
    known = {option.key for option in field.options}
    if not all(isinstance(entry, str) for entry in entries):
        return _UNREADABLE
    free = field.kind in (FieldKind.OFFICERS, FieldKind.PICTURE)
    if free or field.allow_other or known.issuperset(map(str, entries)):
        return ""
    return "Ada pilihan yang tidak lagi tersedia. Pilih kembali."


def _wrong_number(field: Field, value: Scalar) -> str:
    if isinstance(value, bool) or not isinstance(value, int):
        return "Tulis angka saja, misalnya 12."
    low, high = field.minimum, field.maximum
    if low is not None and high is not None and not low <= value <= high:
        return f"Tulis angka dari {low} sampai {high}."
    if low is not None and value < low:
        return f"Angka paling kecil {low}."
    if high is not None and value > high:
        return f"Angka paling besar {high}."
    return ""


def _wrong_text(field: Field, value: Scalar, today: date) -> str:
    if not isinstance(value, str):
        return _UNREADABLE
    limit = LONG_TEXT_LIMIT if field.kind is FieldKind.LONG_TEXT else TEXT_LIMIT
    if len(value) > limit:
        return f"Paling panjang {indonesia.thousands(limit)} huruf; yang tertulis {indonesia.thousands(len(value))}."
    try:
        kept = parse(field, value, today)
    except Unreadable as sentence:
        return str(sentence)
    if field.kind is FieldKind.DATE and field.past_only and str(kept) > today.isoformat():
        return "Tanggal ini belum terjadi. Periksa kembali."
    return ""


def _overrides(spec: FormSpec, values: Mapping[str, Value], today: date) -> Iterator[FieldProblem]:
    found = computed(spec, values, today)
    for entry in spec.computed:
        override = values.get(entry.key + OVERRIDE)
        changed = entry.overridable and filled(override) and override != found.get(entry.key)
        if changed and not filled(values.get(entry.key + REASON)):
            yield FieldProblem(entry.key + REASON, _REASON_NEEDED)


def _nik_remarks(spec: FormSpec, values: Mapping[str, Value], today: date) -> Iterator[FieldProblem]:
    """Warnings only: a NIK keeps the region, date and sex of its first registration, which may be wrong."""
    by_meaning = {field.meaning: values.get(field.key) for field in spec.fields if field.meaning}
    for field in spec.fields:
        reading = indonesia.read_nik(str(values.get(field.key, "")), today) if field.kind is FieldKind.NIK else None
        if reading is None:
            continue
        for sentence in nik_remarks(reading, by_meaning if field.meaning == "klien.nik" else {}):
            yield FieldProblem(field.key, sentence, blocking=False)


def births_in_nik(spec: FormSpec, key: str, values: Mapping[str, Value], today: date) -> tuple[date, ...]:
    """The days that the NIK of the same person offers for the date of birth ``key``, latest first.

    The century is not in the number, so there may be two. None where the question is answered already with one of
    them, or no NIK is given; nobody is offered an age of more than ``_OLDEST`` years.
    """
    person, _, asked = spec.field(key).meaning.rpartition(".")
    numbers = [values.get(field.key, "") for field in spec.fields if field.meaning == f"{person}.nik"]
    if asked != "tanggal_lahir" or not numbers:
        return ()
    reading = indonesia.read_nik(indonesia.nik_digits(str(numbers[0])), today)
    days = [day for day in reading.births if indonesia.age(day, today) <= _OLDEST] if reading else []
    return () if values.get(key) in [day.isoformat() for day in days] else tuple(days)


def nik_remarks(reading: indonesia.NikReading, client: Mapping[str, Value | None]) -> Iterator[str]:
    """What does not fit between a NIK and the rest of the client's identity."""
    if not reading.births:
        yield "Tanggal lahir di dalam NIK tidak mungkin. Periksa kembali angkanya."
        return
    if not reading.region_known:
        yield "Kode wilayah NIK tidak ada di daftar sekarang; mungkin kode lama. Periksa kembali."
    born, sex = client.get("klien.tanggal_lahir"), client.get("klien.jenis_kelamin")
    if filled(born) and str(born) not in [day.isoformat() for day in reading.births]:
        yield f"Tanggal lahir di dalam NIK ({indonesia.long_date(reading.births[0])}) berbeda dari isian."
    if sex in ("perempuan", "laki-laki") and sex != reading.sex:
        yield f"Menurut NIK, jenis kelamin pemiliknya {reading.sex}. Periksa kembali."


def _cautions(spec: FormSpec, values: Mapping[str, Value]) -> Iterator[FieldProblem]:
    """The remarks the definition itself makes, at questions that are asked and answered."""
    hidden = {field.key for field in spec.fields} - {field.key for field in visible(spec, values)}
    known = {key: value for key, value in values.items() if key not in hidden and filled(value)}
    for caution in spec.cautions:
        said, other = known.get(caution.field), known.get(caution.earlier_than)
        early = other is not None and str(said) < str(other)  # ISO dates sort as text
        if said is not None and (early or not caution.earlier_than) and holds(caution.conditions, known):
            yield FieldProblem(caution.field, caution.sentence, blocking=False)


def _age_remarks(spec: FormSpec, values: Mapping[str, Value]) -> Iterator[FieldProblem]:
    """A warning where an age was written that is not the one the date of birth gives."""
    for entry in spec.computed:
        told = values.get(entry.key)
        for field in visible(spec, values):
            written = values.get(field.key)
            same_fact = entry.kind is ComputedKind.AGE and field.meaning == entry.meaning != ""
            if same_fact and told is not None and written is not None and written != told:
                message = f"Menurut tanggal lahir, umurnya {told} tahun; yang tertulis {written}."
                yield FieldProblem(field.key, message, blocking=False)
