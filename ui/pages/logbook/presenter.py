"""What the log book page decides: which period is shown, its words, its columns, and how a correction begins."""

from __future__ import annotations

from models.domain.indonesia import long_date
from models.services.views import ChainReport, LogLine, NewLogLine
from ui.tables.model import Column
from ui.theme import Tone
from ui.widgets.period import Period


def file_name(period: Period) -> str:
    """Name for the saved paper; a log book names no client."""
    return f"buku-log-{period.day:%Y-%m}.pdf" if period.monthly else f"buku-log-{period.day:%Y-%m-%d}.pdf"


def count_words(lines: tuple[LogLine, ...], period: Period) -> str:
    """ "12 baris pada Senin, 23 November 2026."."""
    where = f"pada {period.words}" if not period.monthly else f"dalam {period.words}"
    corrections = sum(line.corrects is not None for line in lines)
    added = f", {corrections} di antaranya koreksi" if corrections else ""
    return f"{len(lines)} baris {where}{added}." if lines else f"Belum ada baris {where}."


def file_words(lines: tuple[LogLine, ...], register_number: str) -> str:
    """ "7 baris tentang berkas 0046/PJK/11/2026."."""
    if not register_number:
        return "Tulis nomor register untuk melihat semua baris tentang satu berkas."
    return f"{len(lines)} baris tentang berkas {register_number}." if lines else ""


def nothing(register_number: str | None) -> tuple[str, str]:
    """What an empty page says; ``register_number`` is None for a day or month, "" before one was typed."""
    if register_number is None:
        return "Belum ada baris", "Baris muncul sendiri dari pekerjaan, atau tulis dengan Tambah baris."
    if not register_number:
        return "Cari berkas", "Tulis nomor registernya lengkap, seperti pada map berkas."
    return "Tidak ada baris tentang berkas ini", "Periksa nomor registernya."


def columns(*, monthly: bool) -> tuple[Column, ...]:
    """Columns of the list; a month also shows the day of each line."""
    when = (lambda line: f"{line.at:%d/%m} {line.time_text}") if monthly else (lambda line: line.time_text)
    return (
        Column("no", "No.", lambda line: str(line.index), width=56),
        Column("waktu", "Waktu", when, width=108 if monthly else 76, struck=_struck),
        Column("kegiatan", "Kegiatan", _activity, _case, strong=True, struck=_struck),
        Column("berkas", "Berkas", lambda line: line.document, _quantity, width=236, struck=_struck),
        Column("petugas", "Petugas", lambda line: line.officer, _hands, width=190),
        Column("keterangan", "Keterangan", _remark, _complete, width=190, tone=_tone),
    )


def _struck(line: LogLine) -> bool:
    return line.corrected


def _activity(line: LogLine) -> str:
    return line.activity


def _case(line: LogLine) -> str:
    return " · ".join(part for part in (line.register_number, line.service) if part)


def _quantity(line: LogLine) -> str:
    return f"{line.quantity} berkas" if line.quantity != 1 else ""


def _hands(line: LogLine) -> str:
    pair = [f"dari {line.giver}"] if line.giver else []
    pair += [f"kepada {line.receiver}"] if line.receiver else []
    return " ".join(pair)


def _remark(line: LogLine) -> str:
    if line.corrected:
        return "Dicoret, sudah dikoreksi"
    if line.corrects is None:
        return line.remark or line.complete
    return f"Koreksi {line.corrects_text}" + (f": {line.remark}" if line.remark else "")


def _complete(line: LogLine) -> str:
    return line.complete if line.remark or line.corrects is not None else ""


def _tone(line: LogLine) -> Tone | None:
    return Tone.WARN if line.corrects is not None else None


def correction_of(line: LogLine) -> NewLogLine:
    """A new line that begins as the one it corrects."""
    return NewLogLine(
        activity=line.activity,
        document=line.document,
        register_number=line.register_number,
        service=line.service,
        quantity=line.quantity,
        giver=line.giver,
        receiver=line.receiver,
        complete=line.complete,
        place=line.place,
        corrects=line.entry_id,
    )


def verdict(report: ChainReport) -> tuple[str, str]:
    """Title and sentence after the chain was walked; a broken line is named so that it can be found in the book."""
    if report.whole:
        return (
            "Buku log utuh",
            f"{report.checked} baris diperiksa. Tidak ada baris yang diubah, dipindah, atau dihapus.",
        )
    return (
        "Buku log tidak utuh",
        f"Yang tidak cocok dengan segelnya: {report.broken}. Baris ini diubah, dipindah, atau dihapus di luar program. "
        "Jangan menghapus apa pun. Hubungi pengelola sistem dan bandingkan dengan cadangan terakhir.",
    )


def print_title(period: Period) -> str:
    """Title of the preview window."""
    return f"Buku log {period.words if period.monthly else long_date(period.day)}"
