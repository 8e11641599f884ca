"""What the page Permohonan data decides: its words and signs."""

from __future__ import annotations

from collections.abc import Sequence

from models.services.views import Standing
from models.services.views.requests import RequestRow
from ui.icons import Icon
from ui.theme import Tone
from ui.widgets.pill import Status

STATES = {
    "Menunggu putusan": Status("Menunggu putusan pimpinan", Icon.WAITING, Tone.WARN),
    "Disiapkan": Status("Disiapkan", Icon.DOCUMENT, Tone.INFO),
    "Diterima": Status("Disetujui pimpinan", Icon.DONE_OUTLINE, Tone.INFO),
    "Ditolak": Status("Ditolak", Icon.CANCELLED, Tone.NEUTRAL),
    "Selesai": Status("Selesai", Icon.DONE, Tone.OK),
}
_TONES = {Standing.LATE: Tone.DANGER, Standing.SOON: Tone.WARN}
_ICONS = {Standing.LATE: Icon.LATE, Standing.SOON: Icon.SOON}


def clock_status(row: RequestRow) -> Status | None:
    """The time that is left, None once it was answered."""
    if row.clock.done:
        return None
    standing = row.clock.standing
    return Status(row.clock.text, _ICONS.get(standing, Icon.CLOCK), _TONES.get(standing, Tone.INFO))


def title(row: RequestRow) -> str:
    """ "Salinan data · 0031/KTP/XI/2026 · An. D.S."."""
    return " · ".join(part for part in (row.kind_name, ", ".join(row.numbers), row.client_label) if part)


def words(row: RequestRow) -> str:
    """Who asked, what was decided, what came of it; one line each."""
    parts = [
        f"Pemohon {row.asker}, {row.capacity.lower()}, {row.asked}. Identitas: {row.identity}",
        f"Diminta: {row.what}" if row.what else "",
        f"Alasan: {row.reason}" if row.reason else "",
        f"Putusan: {row.decided}" if row.decided else "",
        f"Ikut dihapus: {', '.join(row.parts).lower()}" if row.parts else "",
        f"{row.clock.text} ({row.done})" if row.done else f"{_capital(row.clock.due_text)} · {row.basis}",
        f"Surat nomor {row.letter_number}" if row.letter_number else "",
    ]
    return "\n".join(part for part in parts if part)


def counted(rows: Sequence[RequestRow]) -> str:
    """How many wait, for below the title."""
    waiting = [row for row in rows if not row.clock.done]
    late = sum(row.clock.standing is Standing.LATE for row in waiting)
    if not waiting:
        return "Tidak ada permohonan yang menunggu jawaban"
    over = f", {late} melewati batas" if late else ""
    return f"{len(waiting)} permohonan menunggu jawaban{over}"


def _capital(words: str) -> str:
    """Words as a line of their own begins."""
    return words[:1].upper() + words[1:]
