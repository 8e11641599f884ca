"""What an office may set about itself: everything the program later counts, numbers or prints with must be readable."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date
from typing import Any

from models.domain.clock import ZONES
from models.errors import ErrorCode, UserError
from models.forms.values import clean_text
from models.logbook.numbering import LARGEST, problems
from models.settings.office import OfficeProfile
from models.sop.officetime import OfficeHours

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
    yield from _wrong_times(profile)
    for pattern in profile.patterns.values():
        yield from (f"{pattern.label or 'Pola nomor'}: {sentence}" for sentence in problems(pattern.pattern))
        if not 1 <= pattern.start <= LARGEST:
            yield f"{pattern.label or 'Pola nomor'}: nomor awal harus dari 1 sampai {LARGEST}."


def _wrong_times(profile: OfficeProfile) -> Iterator[str]:
    try:
        if profile.hours:
            OfficeHours.parse(profile.hours)
    except ValueError:
        yield "Jam kerja tidak terbaca. Tulis seperti 07.30–12.00, 13.00–16.00."
    for day in profile.days_off:
        try:
            date.fromisoformat(day)
        except ValueError:
            yield f"Hari libur {day} bukan tanggal."
