"""What the case list decides: its views, its columns, the words when nothing is found, and what is remembered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from models.services.views import CaseFilter, CaseRow

#: The views as tabs: key of ``CaseFilter.view`` and the word on the tab.
VIEWS = (("berjalan", "Berjalan"), ("lewat", "Lewat waktu"), ("selesai", "Selesai"), ("semua", "Semua"))
RISKS = (("", "Semua risiko"), ("tinggi", "Risiko tinggi"), ("sedang", "Risiko sedang"), ("rendah", "Risiko rendah"))


@dataclass(frozen=True)
class Column:
    """One column: ``fixed`` ones cannot be hidden."""

    key: str
    title: str
    width: int
    text: Callable[[CaseRow], str]
    fixed: bool = False
    shown: bool = True


COLUMNS = (
    Column("nomor", "Nomor", 150, lambda row: row.number, fixed=True),
    Column("klien", "Klien", 130, lambda row: _joined(row.client_label, row.client_detail)),
    Column("layanan", "Layanan", 170, lambda row: row.service, shown=False),
    Column("langkah", "Langkah", 220, lambda row: _joined(row.step_title, row.step_text)),
    Column("sisa", "Sisa waktu", 150, lambda row: row.time_text or row.status_label),
    Column("risiko", "Risiko", 96, lambda row: row.risk.capitalize() or "Belum dinilai"),
    Column("petugas", "Petugas", 150, lambda row: row.officer),
    Column("diterima", "Diterima", 120, lambda row: row.received),
)


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


@dataclass(frozen=True)
class Nothing:
    """Words of an empty list and what can be done about it: "aduan", "hapus_saringan" or ""."""

    title: str
    text: str
    verb: str


def nothing_found(chosen: CaseFilter) -> Nothing:
    """What to say when the list is empty."""
    if chosen.text:
        title = f"Tidak ada yang cocok dengan \u201c{chosen.text}\u201d"
        return Nothing(title, "Periksa ejaan atau cari dengan nomor kasus.", "hapus_saringan")
    if chosen.sop_key or chosen.risk or chosen.mine:
        return Nothing(
            "Tidak ada kasus dengan saringan ini", "Longgarkan saringan untuk melihat kasus lain.", "hapus_saringan"
        )
    if chosen.view == "lewat":
        return Nothing("Tidak ada langkah yang lewat waktu", "Semua kasus berjalan sesuai waktu standar.", "")
    if chosen.view == "selesai":
        return Nothing("Belum ada kasus yang selesai", "Kasus muncul di sini setelah langkah terakhirnya selesai.", "")
    return Nothing("Belum ada kasus", "Mulai dari aduan pertama.", "aduan")


def total_text(total: int, view: str) -> str:
    """ "24 kasus berjalan"."""
    word = {"berjalan": "kasus berjalan", "lewat": "kasus lewat waktu", "selesai": "kasus selesai"}.get(view, "kasus")
    return f"{total} {word}" if total else f"Tidak ada {word}"
