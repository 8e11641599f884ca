"""What an office may set about itself: everything the program later counts, numbers or prints with must be readable."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date
from typing import Any

from models.domain import archive_codes
from models.domain.clock import ZONES
from models.domain.posts import NOT_OF_LETTERS, SERIES
from models.errors import ErrorCode, UserError
from models.forms.values import clean_text
from models.logbook.numbering import INSERTIONS, LARGEST, problems
from models.settings.office import LETTER_STAGES, OfficeProfile, YearDays
from models.sop.officetime import DayOff, OfficeHours, Ramadan

PAPERS = ("A4", "F4", "F4-210")
DAY_COUNTS = ("kalender", "kerja")


def checked(profile: OfficeProfile) -> OfficeProfile:
    """The profile with its texts tidied; VALUE_INVALID (``what``: the first thing to correct) if it cannot be used."""
    given = {field.name: getattr(profile, field.name) for field in fields(profile)}
    texts: dict[str, Any] = {
        name: clean_text(text, lines=True) for name, text in given.items() if isinstance(text, str)
    }
    tidy = replace(profile, **texts)
    for sentence in _wrong(tidy):
        raise UserError(ErrorCode.VALUE_INVALID, what=sentence)
    return tidy


def _wrong(profile: OfficeProfile) -> Iterator[str]:
    if not profile.name:
        yield "Nama kantor wajib diisi."
    if profile.zone not in ZONES:
        yield f"Zona waktu harus {', '.join(ZONES)}."
    if profile.paper not in PAPERS:
        yield f"Kertas harus {', '.join(PAPERS)}."
    if profile.day_counts not in DAY_COUNTS:
        yield f"Hitungan hari harus {' atau '.join(DAY_COUNTS)}."
    yield from profile.look.problems()
    yield from profile.travel.problems()
    yield from _wrong_times(profile)
    for pattern in profile.patterns.values():
        yield from (f"{pattern.label or 'Pola nomor'}: {sentence}" for sentence in problems(pattern.pattern))
        if not 1 <= pattern.start <= LARGEST:
            yield f"{pattern.label or 'Pola nomor'}: nomor awal harus dari 1 sampai {LARGEST}."
    yield from _wrong_series(profile)
    yield from _wrong_children(profile)
    yield from _wrong_letters(profile)


def _wrong_series(profile: OfficeProfile) -> Iterator[str]:
    """Two series must never write the same number, and each must lead to one that exists."""
    written: dict[tuple[str, str], str] = {}
    for series, pattern in profile.patterns.items():
        name = pattern.label or series
        looks = ("".join(pattern.pattern.split()).casefold(), (pattern.unit or profile.unit_code).casefold())
        if looks in written:
            yield f"{name}: polanya sama dengan {written[looks]}, jadi nomornya dapat kembar. Bedakan salah satunya."
        written[looks] = name
        if pattern.unit and not archive_codes.CODE.fullmatch(pattern.unit):
            yield f"{name}: kode unit hanya boleh berisi huruf, angka, dan tanda . / -."
        if pattern.secret and (pattern.secret not in profile.patterns or pattern.secret in (series, *NOT_OF_LETTERS)):
            yield f"{name}: pilih seri lain untuk surat rahasia."


def _wrong_children(profile: OfficeProfile) -> Iterator[str]:
    """The series of children's cases is one of the office's own, and no letter is numbered in it."""
    own = profile.child_series
    if not own:
        return
    if own not in profile.patterns or own in SERIES:
        yield "Kasus anak dinomori dalam seri sendiri. Buat serinya dahulu dengan Seri baru."
    elif "{kode" in profile.patterns[own].pattern:
        yield "Register kasus tidak memakai {kode}. Hapus {kode} dari pola seri untuk kasus anak."
    secret = {pattern.secret for pattern in profile.patterns.values()}
    if own in (*profile.letter_series.values(), *secret):
        yield "Seri untuk kasus anak sudah dipakai untuk surat. Pilih seri lain."


def _wrong_letters(profile: OfficeProfile) -> Iterator[str]:
    """What is set for single kinds of letters, and for their life."""
    if profile.insertion not in INSERTIONS:
        yield f"Cara menulis nomor sisipan harus {', '.join(INSERTIONS)}."
    if not set(profile.letter_stages) <= set(LETTER_STAGES):
        yield "Tahap surat tidak dikenal."
    for text in profile.letter_patterns.values():
        yield from (f"Pola jenis surat: {sentence}" for sentence in problems(text))
    if any(series not in profile.patterns or series in NOT_OF_LETTERS for series in profile.letter_series.values()):
        yield "Seri nomor yang dipilih untuk suatu jenis surat tidak ada."
    for code in profile.classifications.values():
        if not archive_codes.CODE.fullmatch(code):
            yield f"Kode klasifikasi {code} hanya boleh berisi huruf, angka, dan tanda . / -."


def _wrong_times(profile: OfficeProfile) -> Iterator[str]:
    weeks = [profile.hours, profile.ramadan_week, *(own.hours for own in profile.service_hours)]
    if not all(map(_readable, weeks)):
        yield "Jam kerja tidak terbaca. Tulis seperti 07.30–12.00, 13.00–16.00."
    for day in (*profile.days_off, *(entry.day for year in profile.years for entry in year.days)):
        if not _is_day(day):
            yield f"Hari libur {day} bukan tanggal."
    for year in profile.years:
        yield from _wrong_year(year)
    for month in profile.ramadan:
        try:
            Ramadan(date.fromisoformat(month.first), date.fromisoformat(month.last))
        except ValueError:
            yield "Bulan Ramadan lamanya 29 atau 30 hari."


def _wrong_year(year: YearDays) -> Iterator[str]:
    for entry in year.days:
        if _is_day(entry.day) and date.fromisoformat(entry.day).year != year.year:
            yield f"Hari libur {entry.name} tidak terletak dalam tahun {year.year}."
        if entry.kind not in list(DayOff):
            yield f"Jenis hari libur {entry.kind} tidak dikenal."
    if len({entry.day for entry in year.days}) < len(year.days):
        yield f"Ada tanggal yang tertulis dua kali dalam hari libur tahun {year.year}."


def _readable(week: tuple[str, ...]) -> bool:
    try:
        return not week or bool(OfficeHours.parse(week))
    except ValueError:
        return False


def _is_day(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False
