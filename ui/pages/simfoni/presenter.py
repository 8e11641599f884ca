"""What the page Simfoni PPA decides: columns, words and signs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from models.services.views.simfoni import EntrySheet, EntryState, SimfoniRow
from models.simfoni.compare import Comparison
from models.simfoni.entered import Change
from models.simfoni.sheet import Mark, Sheet
from models.statistics.figures import Basis
from ui.icons import Icon
from ui.tables.model import Column
from ui.tables.task_columns import STANDING
from ui.theme import Tone
from ui.widgets.pill import Status

HIDDEN = "••••••••"
#: The states as tabs, in their order, and what their list is called when it is empty.
STATES = (
    (EntryState.WAITING, "Belum dientri", "Tidak ada kasus yang menunggu entri"),
    (EntryState.CHANGED, "Perlu diperbarui", "Tidak ada kasus yang berubah sejak dientri"),
    (EntryState.ENTERED, "Sudah dientri", "Belum ada kasus yang dientri"),
    (EntryState.NOT_NEEDED, "Tidak perlu", "Tidak ada kasus yang dicatat tidak perlu dientri"),
)
SIGNS = {
    EntryState.WAITING: Status("Belum dientri", Icon.TODO, Tone.NEUTRAL),
    EntryState.CHANGED: Status("Perlu diperbarui", Icon.RISK, Tone.WARN),
    EntryState.ENTERED: Status("Sudah dientri", Icon.DONE, Tone.OK),
    EntryState.NOT_NEEDED: Status("Tidak perlu", Icon.NOT_NEEDED, Tone.NEUTRAL),
}
#: Which day puts a case into a month.
BASES = (
    (Basis.REPORT, "Menurut tanggal laporan"),
    (Basis.INCIDENT, "Menurut tanggal kejadian"),
    (Basis.ENTRY, "Menurut tanggal entri Simfoni"),
)
#: How a date may be copied, as people write it, and the pattern of it.
FORMATS = {"23/11/2026": "%d/%m/%Y", "2026-11-23": "%Y-%m-%d", "23-11-2026": "%d-%m-%Y"}
_LONGEST = 180
_MOST_CHANGES = 4


def columns(state: EntryState) -> tuple[Column, ...]:
    """The columns of the list of a state."""
    case = Column("kasus", "Kasus", lambda row: row.register_number, _client, width=190, strong=True)
    service = Column("layanan", "Layanan", lambda row: row.service, lambda row: f"diterima {row.received}")
    number = Column("nomor", "Nomor Simfoni", lambda row: row.number, width=150, strong=True)
    entered = Column("tanggal", "Dientri", lambda row: row.day, lambda row: row.person, width=180)
    if state is EntryState.WAITING:
        time = Column("waktu", "Waktu SOP", lambda row: row.time_text, width=220, tone=_tone)
        return case, service, time
    if state is EntryState.NOT_NEEDED:
        return case, service, Column("alasan", "Alasan", lambda row: row.note)
    if state is EntryState.CHANGED:
        return case, Column("ubah", "Berubah sejak dientri", lambda row: row.note), number, entered
    return case, service, number, entered


def _client(row: SimfoniRow) -> str:
    return " · ".join(part for part in (row.client_label, row.client_detail) if part)


def _tone(row: SimfoniRow) -> Tone | None:
    return STANDING[row.standing].tone if row.standing in STANDING and row.standing is not None else None


def tab_title(place: int, counts: dict[EntryState, int]) -> str:
    """ "Belum dientri (12)"."""
    state, words, _nothing = STATES[place]
    count = counts.get(state, 0)
    return f"{words} ({count})" if count else words


def day_words(day: date, format: str) -> str:
    """A date as it is copied."""
    return day.strftime(FORMATS.get(format, FORMATS["23/11/2026"]))


def shortened(text: str) -> str:
    """The beginning of a long text; the whole is copied."""
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()}…"


def progress_words(done: int, total: int) -> str:
    """ "12 dari 31 isian disalin"."""
    return f"{done} dari {total} isian disalin"


def lacking_words(sheet: Sheet) -> str:
    """What keeps the entry from being whole; "" where nothing does."""
    missing, strange = len(sheet.marked(Mark.MISSING)), len(sheet.marked(Mark.UNMAPPED))
    parts = []
    if missing:
        parts.append(f"{missing} isian wajib belum diisi")
    if strange:
        parts.append(f"{strange} jawaban belum ada padanannya")
    return ", ".join(parts)


def change_words(changes: Sequence[Change], format: str) -> str:
    """What says something else than was entered, a line each."""
    lines = [_change(change, format) for change in changes[:_MOST_CHANGES]]
    if len(changes) > _MOST_CHANGES:
        lines.append(f"dan {len(changes) - _MOST_CHANGES} isian lain")
    return "\n".join(lines)


def _change(change: Change, format: str) -> str:
    if change.hidden:
        return f"{change.label} berubah"
    return f"{change.label}: {_said(change.before, format)} menjadi {_said(change.now, format)}"


def _said(words: str, format: str) -> str:
    try:
        return day_words(date.fromisoformat(words), format)
    except ValueError:
        return f"“{shortened(words)}”" if words else "kosong"


def standing_words(sheet: EntrySheet) -> str:
    """The latest word about the entry of a case."""
    if not sheet.history:
        return ""
    latest = sheet.history[0]
    return f"{latest.text} · {latest.detail}"


def month_words(month: Comparison) -> str:
    """ "November 2026: 12 dari 61 angka dasbor dicatat, 3 berbeda, 1 belum selesai"."""
    parts = [f"{month.words}: {month.typed} dari {len(month.cells)} angka dasbor dicatat"]
    if month.differing:
        parts.append(f"{month.differing} berbeda")
        parts.append(f"{month.open} belum selesai" if month.open else "semua selesai")
    return ", ".join(parts)
