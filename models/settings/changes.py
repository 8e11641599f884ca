"""What differs between two sets of settings, in Indonesian sentences that a person reads before agreeing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

#: Fields in the order in which the parts of a list are called by.
_NAMES = ("label", "name", "title", "day", "year", "sop_key", "key")
_LONGEST = 90

#: Fields of the office's profile, its look, its journeys and its rules.
LABELS: Mapping[str, str] = {
    "name": "Nama", "government": "Pemerintah daerah", "department": "Dinas", "unit": "Unit",
    "head_post": "Jabatan kepala", "city": "Kota", "regency": "Kabupaten/kota", "address": "Alamat",
    "contact": "Kontak", "unit_code": "Kode unit", "service_phone": "Telepon layanan", "client_word": "Sebutan klien",
    "zone": "Zona waktu", "paper": "Kertas", "letterhead_double_rule": "Garis ganda kop", "look": "Tampilan",
    "travel": "Perjalanan", "day_counts": "Hitungan hari", "always_open": "Buka 24 jam", "hours": "Jam kerja",
    "days_off": "Hari libur kantor", "years": "Hari libur tahun", "ramadan_hours": "Jam Ramadan berlaku",
    "ramadan_week": "Jam Ramadan", "ramadan": "Bulan Ramadan", "service_hours": "Jam layanan SOP",
    "patterns": "Seri", "classifications": "Kode klasifikasi surat", "letter_series": "Seri surat",
    "letter_patterns": "Pola surat", "child_series": "Seri kasus anak", "insertion": "Cara menulis nomor sisipan",
    "letter_stages": "Tahap surat", "procedures": "SOP yang dipakai", "emergency_contacts": "Kontak darurat",
    "pattern": "pola", "start": "nomor awal", "secret": "seri surat rahasia", "label": "sebutan",
    "nip": "sebutan NIP", "rank": "pangkat", "officers": "urutan di bawah nama", "catchword": "kata penyambung",
    "preprinted": "kertas berkop cetak", "head_room": "ruang kop cetak (mm)", "left": "geser kanan (mm)",
    "top": "geser bawah (mm)", "logo": "tinggi logo (mm)", "face": "huruf", "titles": "judul surat",
    "authority": "sebutan pejabat SPD", "stops": "baris tempat singgah", "rates": "tarif",
    "shortage_days": "Tenggat melengkapi (hari)", "loan_days": "Lama pinjam (hari)",
    "case_kind": "Retensi berkas kasus", "other_kind": "Retensi berkas lain", "criteria": "Syarat berkas",
    "services": "Kelengkapan layanan", "retention": "Retensi", "labels": "Lembar label",
    "basis": "Dasar periode", "threshold": "Batas angka kecil", "look_back": "Laporan yang dibandingkan",
    "receivers": "Penerima laporan", "approvers": "Penyetuju laporan", "parts": "Bagian laporan",
}  # fmt: skip


def changes(old: Any, new: Any, only: frozenset[str] | None = None) -> tuple[str, ...]:
    """Every change from one dataclass to another of its kind; ``only`` these fields."""
    return tuple(
        sentence
        for field in fields(old)
        if only is None or field.name in only
        for sentence in _changes(LABELS.get(field.name, field.name), getattr(old, field.name), getattr(new, field.name))
    )


def _changes(label: str, old: Any, new: Any) -> Iterator[str]:
    if old == new:
        return
    if is_dataclass(old) and is_dataclass(new):
        for field in fields(old):
            inner = f"{label}, {LABELS.get(field.name, field.name)}"
            yield from _changes(inner, getattr(old, field.name), getattr(new, field.name))
    elif isinstance(old, dict) and isinstance(new, dict):
        yield from _entries(label, old, new)
    elif _listed(old) or _listed(new):
        yield from _entries(label, {_called(one): one for one in old}, {_called(one): one for one in new})
    else:
        yield f"{label}: {_said(old)} menjadi {_said(new)}."


def _entries(label: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    """Entries that come, go and change, each by its name."""
    for key, value in new.items():
        called = f"{label} “{getattr(value, 'label', '') or key}”"
        if key not in old:
            yield f"{called} ditambahkan." if is_dataclass(value) else f"{called}: {_said(value)}."
        elif old[key] != value:
            simple = is_dataclass(value) and not any(_listed(getattr(value, one.name)) for one in fields(value))
            yield from (
                _changes(called, old[key], value) if simple or not is_dataclass(value) else (f"{called} berubah.",)
            )
    yield from (f"{label} “{getattr(old[key], 'label', '') or key}” dihapus." for key in old if key not in new)
    if list(old) != list(new) and set(old) == set(new):
        yield f"{label}: urutannya berubah."


def _listed(value: Any) -> bool:
    return isinstance(value, tuple) and any(is_dataclass(one) for one in value)


def _called(entry: Any) -> str:
    return next((str(getattr(entry, name)) for name in _NAMES if getattr(entry, name, "")), "")


def _said(value: Any) -> str:
    """A value as a person reads it, shortened."""
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, Enum):
        value = value.value
    if isinstance(value, tuple):
        value = "; ".join(str(one) or "–" for one in value)
    text = " ".join(str(value).split())
    return f"“{text[:_LONGEST]}{'…' if len(text) > _LONGEST else ''}”" if text else "(kosong)"
