"""How a placeholder's value is written: ``{kasus.diterima:tanggal}``. A closed list, offered by the editor."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from models.domain import indonesia, regions
from models.forms import values
from models.forms.spec import Field, FieldKind, Value
from models.letters.context import OfficerLine


@dataclass(frozen=True)
class Use:
    """What a format may look at beside the value itself.

    Attributes:
        today: the date of the letter; ``zone`` is printed behind times.
        question: the field the value answers, if it answers one.
        labels: labels of stored choices; ``officers`` the office's people by id.
        until: second value, for spans.
    """

    today: date
    zone: str = "WIB"
    question: Field | None = None
    labels: Mapping[str, str] = field(default_factory=dict)
    officers: Mapping[str, OfficerLine] = field(default_factory=dict)
    until: Value | None = None


#: Writes a value; ValueError or TypeError for a value of another kind.
Writer = Callable[[Value, Use], str]


@dataclass(frozen=True)
class Format:
    """One way of writing: ``label`` for the picker, ``kinds`` the fields it suits (empty: any)."""

    label: str
    write: Writer
    kinds: frozenset[FieldKind] = frozenset()


def plain(value: Value, use: Use) -> str:
    """A value without a format: labels for choices, words for lists, a long date for a date."""
    if isinstance(value, list):
        return enumerate_words([_label(entry, use) for entry in value if not isinstance(entry, dict)])
    if use.question is not None and use.question.kind not in (FieldKind.CHOICE, FieldKind.TIME):
        return values.display(use.question, value, {key: officer.name for key, officer in use.officers.items()})
    if use.question is not None and use.question.kind is FieldKind.TIME:
        return _time(value, use)
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, int):
        return indonesia.thousands(value)
    text = _label(value, use)
    if "." in text and regions.is_code(text):  # a bare "11" is a number, not Aceh
        return regions.describe(text)
    return _long_date(text, use) if _is_date(text) else text


def enumerate_words(words: list[str]) -> str:
    """ "a", "a dan b", "a, b, dan c" (Ejaan yang Disempurnakan)."""
    if len(words) > 2:
        return ", ".join(words[:-1]) + f", dan {words[-1]}"
    return " dan ".join(words)


def _label(entry: object, use: Use) -> str:
    key = str(entry)
    if use.question is not None:
        if use.question.kind in (FieldKind.OFFICER, FieldKind.OFFICERS):
            return use.officers[key].name if key in use.officers else key
        if use.question.options:
            return values.option_label(use.question, key)
    if key in use.labels:
        return use.labels[key]
    return values.ANSWERS.get(key, key)


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text[:10])
    except ValueError:
        return False
    return len(text) == 10 or text[10:11] == "T"


def _day(value: Value) -> date:
    return datetime.fromisoformat(_text(value)).date()


def _text(value: Value) -> str:
    if isinstance(value, str):
        return value
    raise TypeError("not a text")


def _whole(value: Value) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    return int(_text(value))


def _long_date(value: Value, _use: Use) -> str:
    return indonesia.long_date(_day(value))


def _day_and_date(value: Value, _use: Use) -> str:
    return indonesia.day_and_date(_day(value))


def _short_date(value: Value, _use: Use) -> str:
    day = _day(value)
    return f"{day.day:02d}-{day.month:02d}-{day.year:04d}"


def _date_in_words(value: Value, _use: Use) -> str:
    """ "Jumat tanggal satu bulan Agustus tahun dua ribu dua puluh lima", as minutes of a meeting open."""
    day = _day(value)
    month = indonesia.MONTHS[day.month - 1]
    return (
        f"{indonesia.DAYS[day.weekday()]} tanggal {indonesia.in_words(day.day)} bulan {month} "
        f"tahun {indonesia.in_words(day.year)}"
    )


def _span(value: Value, use: Use) -> str:
    first = _day(value)
    last = _day(use.until) if use.until else first
    if last <= first:
        return indonesia.day_and_date(first)
    return f"{indonesia.day_and_date(first)} s.d. {indonesia.day_and_date(last)}"


def _length(value: Value, use: Use) -> str:
    """Days of a journey: return minus departure plus one."""
    first = _day(value)
    last = _day(use.until) if use.until else first
    return _counted(max((last - first).days, 0) + 1, "hari")


def _month_year(value: Value, _use: Use) -> str:
    day = _day(value)
    return f"{indonesia.MONTHS[day.month - 1]} {day.year}"


def _year(value: Value, _use: Use) -> str:
    return str(_day(value).year)


def _time(value: Value, use: Use) -> str:
    text = _text(value)
    clock = text[11:16] if "T" in text else text[:5]
    hour, minute = clock.replace(".", ":").split(":")
    return f"{int(hour):02d}.{int(minute):02d} {use.zone}"


def _age(value: Value, use: Use) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value} tahun"
    text = _text(value)
    years = indonesia.age(_day(text), use.today) if _is_date(text) else int(text)
    return f"{years} tahun"


def _counted(number: int, unit: str) -> str:
    return f"{number} ({indonesia.in_words(number)}) {unit}".strip()


def _in_words(value: Value, _use: Use) -> str:
    return indonesia.in_words(_whole(value))


def _number_in_words(value: Value, _use: Use) -> str:
    return _counted(_whole(value), "")


def _roman(value: Value, _use: Use) -> str:
    return indonesia.roman(_whole(value))


def _working_days(value: Value, _use: Use) -> str:
    return _counted(_whole(value), "hari kerja")


def _days(value: Value, _use: Use) -> str:
    return _counted(_whole(value), "hari")


def _rupiah(value: Value, _use: Use) -> str:
    return indonesia.rupiah(_whole(value))


def _rupiah_in_words(value: Value, _use: Use) -> str:
    amount = _whole(value)
    return f"{indonesia.rupiah(amount)} ({indonesia.in_words(amount)} rupiah)"


def row_amount(entry: Mapping[str, object], columns: tuple[Field, ...]) -> int:
    """What one row of a cost table comes to: its money times its numbers ("2" nights at "Rp400.000")."""
    amounts = [entry.get(column.key) for column in columns if column.kind is FieldKind.MONEY]
    money = sum(amount for amount in amounts if isinstance(amount, int))
    for column in columns:
        number = entry.get(column.key)
        if column.kind is FieldKind.INTEGER and isinstance(number, int):
            money *= number
    return money


def _sum(value: Value, use: Use) -> int:
    if not isinstance(value, list) or use.question is None:
        raise TypeError("not a table")
    return sum(row_amount(entry, use.question.columns) for entry in value if isinstance(entry, dict))


def _total(value: Value, use: Use) -> str:
    return indonesia.rupiah(_sum(value, use))


def _total_in_words(value: Value, use: Use) -> str:
    return f"{indonesia.in_words(_sum(value, use))} rupiah"


def _remainder(value: Value, use: Use) -> str:
    """What is still to be paid, or was paid too much, when ``until`` was paid before."""
    left = _sum(value, use) - (_whole(use.until) if use.until is not None else 0)
    word = " (kurang dibayar)" if left > 0 else " (lebih dibayar)" if left < 0 else ""
    return f"{indonesia.rupiah(abs(left))}{word}"


def _times(value: Value, use: Use) -> str:
    return indonesia.rupiah(_whole(value) * (_whole(use.until) if use.until is not None else 1))


def _boxes(value: Value, use: Use) -> str:
    """Every option on a line of its own, the chosen ones with a filled box; what was added by hand below."""
    options = use.question.options if use.question is not None else ()
    chosen = [str(entry) for entry in value] if isinstance(value, list) else [str(value)] if value else []
    known = {option.key for option in options}
    lines = [f"{'■' if option.key in chosen else '□'} {option.label}" for option in options]
    return "\n".join([*lines, *(f"■ {entry}" for entry in chosen if entry not in known)])


def _initials(value: Value, _use: Use) -> str:
    return indonesia.initials(_text(value))


def _capitals(value: Value, use: Use) -> str:
    return plain(value, use).upper()


def _small_start(value: Value, use: Use) -> str:
    """For a choice in the middle of a sentence: "Kekerasan fisik" becomes "kekerasan fisik", "KDRT" stays."""
    if isinstance(value, list):
        return enumerate_words([_small(_label(entry, use)) for entry in value if not isinstance(entry, dict)])
    return _small(plain(value, use))


def _small(text: str) -> str:
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def _district(value: Value, _use: Use) -> str:
    """The district of a village, for letters that must not say where somebody lives ("Kecamatan Karawaci, Kota …")."""
    code = _text(value)
    district = regions.find(".".join(code.split(".")[:3])) if regions.is_code(code) else None
    if district is None:
        return ""
    return f"Kecamatan {district.name}, {district.within.split(', ')[0]}"


def _officer(pick: Callable[[OfficerLine], str]) -> Writer:
    return lambda value, use: pick(use.officers[_text(value)])


def _member(place: int) -> Writer:
    """The name of one of several officers; ValueError where there are fewer."""

    def write(value: Value, use: Use) -> str:
        if not isinstance(value, list) or place >= len(value):
            raise ValueError("nobody there")
        return use.officers[str(value[place])].name

    return write


_DATES = frozenset({FieldKind.DATE})
_TIMES = frozenset({FieldKind.TIME})
_NUMBERS = frozenset({FieldKind.INTEGER, FieldKind.MONEY, FieldKind.SCALE})
_NAMES = frozenset({FieldKind.TEXT})
_OFFICER = frozenset({FieldKind.OFFICER})
_OFFICERS = frozenset({FieldKind.OFFICERS})
_TABLE = frozenset({FieldKind.TABLE})

FORMATS: dict[str, Format] = {
    "tanggal": Format("1 Agustus 2025", _long_date, _DATES),
    "hari_tanggal": Format("Jumat, 1 Agustus 2025", _day_and_date, _DATES),
    "tanggal_angka": Format("01-08-2025", _short_date, _DATES),
    "tanggal_terbilang": Format("Jumat tanggal satu bulan Agustus …", _date_in_words, _DATES),
    "rentang_tanggal": Format("Jumat, 1 Agustus 2025 s.d. Senin, 4 Agustus 2025", _span, _DATES),
    "lama_hari": Format("4 (empat) hari, dari tanggal sampai tanggal", _length, _DATES),
    "bulan_tahun": Format("Agustus 2025", _month_year, _DATES),
    "tahun": Format("2025", _year, _DATES),
    "jam": Format("09.30 WIB", _time, _TIMES),
    "umur": Format("17 tahun", _age, frozenset({FieldKind.DATE, FieldKind.INTEGER})),
    "terbilang": Format("seratus dua belas", _in_words, _NUMBERS),
    "angka_terbilang": Format("5 (lima)", _number_in_words, _NUMBERS),
    "romawi": Format("IV", _roman, _NUMBERS),
    "hari_kerja": Format("5 (lima) hari kerja", _working_days, _NUMBERS),
    "hari": Format("5 (lima) hari", _days, _NUMBERS),
    "rupiah": Format("Rp1.500.000", _rupiah, _NUMBERS),
    "rupiah_terbilang": Format("Rp1.500.000 (satu juta …)", _rupiah_in_words, _NUMBERS),
    "jumlah": Format("jumlah uang sebuah tabel, misalnya Rp1.500.000", _total, _TABLE),
    "jumlah_terbilang": Format("satu juta lima ratus ribu rupiah, jumlah sebuah tabel", _total_in_words, _TABLE),
    "sisa": Format("jumlah sebuah tabel dikurangi yang telah dibayar", _remainder, _TABLE),
    "kali": Format("uang kali banyaknya", _times, _NUMBERS),
    "kotak": Format("semua pilihan dengan kotak", _boxes, frozenset({FieldKind.CHOICE, FieldKind.MULTI_CHOICE})),
    "inisial": Format("S.A. untuk Siti Aminah", _initials, _NAMES),
    "kapital": Format("HURUF KAPITAL", _capitals),
    "kecil": Format("huruf awal kecil, untuk di tengah kalimat", _small_start),
    "kecamatan": Format("Kecamatan …, Kota … (tanpa desa atau alamat)", _district, frozenset({FieldKind.REGION})),
    "jabatan": Format("jabatan petugas", _officer(lambda officer: officer.post), _OFFICER),
    "telepon": Format("telepon petugas", _officer(lambda officer: officer.phone), _OFFICER),
    "nip": Format("NIP petugas", _officer(lambda officer: officer.nip or "-"), _OFFICER),
    "pangkat": Format("pangkat petugas", _officer(lambda officer: officer.rank or "-"), _OFFICER),
    "pertama": Format("nama petugas pertama dari beberapa", _member(0), _OFFICERS),
    "kedua": Format("nama petugas kedua dari beberapa", _member(1), _OFFICERS),
    "pilihan": Format("tulisan pilihan", plain),
}

#: Formats that show nothing by which a person is known.
DISCREET = frozenset({"inisial", "kecamatan", "umur"})

#: Formats that take a second value, written ``{mulai:rentang_tanggal:selesai}``, and the fields that can give it.
SPANS: dict[str, frozenset[FieldKind]] = {
    "rentang_tanggal": _DATES,
    "lama_hari": _DATES,
    "sisa": frozenset({FieldKind.MONEY}),
    "kali": _NUMBERS,
}

#: Formats that print something where nothing was answered.
ALWAYS = frozenset({"kotak"})
