"""What the case list decides: its views, its columns and the words when nothing is found."""

from __future__ import annotations

from dataclasses import dataclass

from models.services.views import CaseFilter, CaseRow, Standing
from ui.icons import Icon
from ui.tables.model import Column
from ui.tables.task_columns import STANDING
from ui.theme import Tone
from ui.widgets import pill
from ui.widgets.pill import Status

#: The views as tabs: key of ``CaseFilter.view`` and the word on the tab.
VIEWS = (("berjalan", "Berjalan"), ("lewat", "Lewat waktu"), ("selesai", "Selesai"), ("semua", "Semua"),
         ("dokumentasi", "Dokumentasi"))  # fmt: skip
#: The last view, of runs of periods, is only shown where the office has any.
PERIODS = len(VIEWS) - 1
RISKS = (("", "Semua risiko"), ("tinggi", "Risiko tinggi"), ("sedang", "Risiko sedang"), ("rendah", "Risiko rendah"))
#: Columns that are hidden until somebody chooses them: on the usual screen they would squeeze the others.
HIDDEN_AT_FIRST = frozenset({"layanan", "petugas", "diterima"})
#: The column that cannot be hidden: without it no row can be told from another.
ALWAYS = "nomor"
_RISK = {
    "tinggi": Status("Tinggi", Icon.RISK, Tone.DANGER),
    "sedang": Status("Sedang", Icon.RISK, Tone.WARN),
    "rendah": Status("Rendah", Icon.RISK, Tone.NEUTRAL),
}


def columns() -> tuple[Column, ...]:
    """The columns of the list, in their first order."""
    return (
        Column("nomor", "Nomor", _number, width=148, strong=True),
        Column("klien", "Klien", _client, width=172),
        Column("layanan", "Layanan", lambda row: row.service, width=170),
        Column("langkah", "Langkah", _step),
        Column("sisa", "Sisa waktu", _time, width=166, tone=_time_tone),
        Column("risiko", "Risiko", _risk_word, width=108, pill=lambda row: _RISK.get(row.risk)),
        Column("petugas", "Petugas", lambda row: row.officer, width=146),
        Column("diterima", "Diterima", lambda row: row.received, width=120),
    )


def _number(row: CaseRow) -> str:
    return row.number


def _client(row: CaseRow) -> str:
    return " · ".join(part for part in (row.client_label, row.client_detail) if part)


def _step(row: CaseRow) -> str:
    title = f"Darurat: {row.step_title}" if row.emergency else row.step_title
    return f"{title} · {forced_words(row)}" if row.forced else title


def forced_words(row: CaseRow) -> str:
    """ "1 langkah selesai dengan alasan": closed although something was missing, and so to be seen for ever."""
    return f"{row.forced} langkah selesai dengan alasan" if row.forced else ""


def _time(row: CaseRow) -> str:
    return row.time_text or row.status_label


def _time_tone(row: CaseRow) -> Tone | None:
    if row.standing in (Standing.LATE, Standing.SOON):
        return STANDING[row.standing].tone
    return None


def _risk_word(row: CaseRow) -> str:
    return _RISK[row.risk].word if row.risk in _RISK else "Belum dinilai"


def status_of(row: CaseRow) -> Status:
    """The pill of a row in the preview."""
    if row.standing is not None:
        return STANDING[row.standing]
    return Status(row.status_label or "Selesai", pill.DONE.icon, Tone.OK)


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
        words = "Longgarkan saringan untuk melihat kasus lain."
        return Nothing("Tidak ada kasus dengan saringan ini", words, "hapus_saringan")
    if chosen.view == "lewat":
        return Nothing("Tidak ada langkah yang lewat waktu", "Semua kasus berjalan sesuai waktu standar.", "")
    if chosen.view == "dokumentasi":
        return Nothing("Belum ada dokumentasi", "Dokumentasi setiap bulan dimulai dengan sendirinya.", "")
    if chosen.view == "selesai":
        return Nothing("Belum ada kasus yang selesai", "Kasus muncul di sini setelah langkah terakhirnya selesai.", "")
    if chosen.view == "berjalan":
        return Nothing("Tidak ada kasus yang berjalan", "Kasus muncul di sini begitu aduannya diterima.", "aduan")
    return Nothing("Belum ada kasus", "Mulai dari aduan pertama.", "aduan")


def total_text(total: int, view: str) -> str:
    """ "24 kasus berjalan"."""
    words = {
        "berjalan": "kasus berjalan",
        "lewat": "kasus lewat waktu",
        "selesai": "kasus selesai",
        "dokumentasi": "dokumentasi",
    }
    word = words.get(view, "kasus")
    return f"{total} {word}" if total else f"Tidak ada {word}"
