"""What the agenda page decides: columns, states and their words, names of files."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from models.domain.indonesia import long_date, short_date
from models.services.views import (
    BookLine,
    BookView,
    DispatchRow,
    DispositionRow,
    IncomingRow,
    IncomingState,
    OpenDisposition,
)
from ui.icons import Icon
from ui.tables.model import Column
from ui.tables.task_columns import STANDING
from ui.theme import Tone
from ui.widgets import pill
from ui.widgets.period import Period
from ui.widgets.pill import Status

NEW = Status("Belum didisposisi", Icon.TODO, Tone.WARN)
OPEN = Status("Didisposisikan", Icon.RUNNING, Tone.INFO)
DONE = Status("Selesai", Icon.DONE, Tone.OK)
STATES = {
    IncomingState.NEW: NEW,
    IncomingState.OPEN: OPEN,
    IncomingState.DONE: DONE,
    IncomingState.VOID: pill.CANCELLED,
}
URGENCIES = ("biasa", "segera", "sangat segera")


def incoming_columns() -> tuple[Column, ...]:
    """The list of incoming letters."""
    return (
        Column("status", "Status", lambda r: STATES[r.state].word, width=168, pill=lambda r: STATES[r.state]),
        Column("agenda", "Agenda", lambda r: r.agenda, _received, width=132, strong=True, struck=_void),
        Column("hal", "Surat", lambda r: r.subject, _from, strong=True, struck=_void),
        Column("sifat", "Sifat", nature, _due, width=168, tone=_nature_tone),
    )


def outgoing_columns() -> tuple[Column, ...]:
    """The outgoing agenda; the cells are those of the printed book."""
    return (
        Column("nomor", "Nomor surat", _cell(1), _cell(2), width=250, strong=True, struck=_struck),
        Column("surat", "Hal", _cell(5), _cell(3), strong=True, struck=_struck),
        Column("tujuan", "Tujuan", lambda r: r.cells[4] or "–", _cell(7), width=230, struck=_struck),
        Column("keterangan", "Keterangan", _cell(8), _cell(6), width=200, tone=_late_tone),
    )


def _cell(place: int) -> Callable[[BookLine], str]:
    """A cell of a line of a printed book."""
    return lambda line: line.cells[place]


def order_columns() -> tuple[Column, ...]:
    """Dispositions that wait."""
    return (
        Column("status", "Status", lambda r: r.due_text, width=178, pill=lambda r: STANDING[r.standing]),
        Column("surat", "Surat", lambda r: r.subject, lambda r: f"{r.agenda} · {r.sender}", strong=True),
        Column("instruksi", "Instruksi", lambda r: r.orders, lambda r: f"{r.by} · {r.when}", width=280),
        Column("kepada", "Kepada", lambda r: r.name, width=180),
    )


def ordered_columns() -> tuple[Column, ...]:
    """The book of dispositions; the cells are those of the printed book."""
    return (
        Column("tanggal", "Tanggal", _cell(1), _cell(2), width=132, struck=_struck),
        Column("surat", "Surat", _cell(4), _cell(3), strong=True, struck=_struck),
        Column("instruksi", "Instruksi", _cell(6), lambda r: _until(r.cells[7]), width=260, struck=_struck),
        Column("jawaban", "Tindak lanjut", lambda r: r.cells[8] or r.cells[5], _cell(9), width=250),
    )


def dispatch_columns() -> tuple[Column, ...]:
    """The dispatch book."""
    return (
        Column("tanggal", "Tanggal", lambda r: short_date(r.sent_on), lambda r: r.means, width=132, struck=_void),
        Column("isi", "Isi kiriman", lambda r: r.document, _number, strong=True, struck=_void),
        Column("tujuan", "Tujuan", lambda r: r.addressee, lambda r: r.remark, width=240, struck=_void),
        Column("penerima", "Penerima", _receiver, _received_text, width=230, tone=_receiver_tone),
    )


def nature(row: IncomingRow) -> str:
    """ "Segera, rahasia"."""
    words = [row.urgency] if row.urgency != "biasa" else []
    return ", ".join([*words, "rahasia"] if row.secret else words).capitalize() or "Biasa"


def count_words(view: BookView) -> str:
    """What stands below the title: how many lines, and whether the book is closed."""
    count = (
        f"{view.title} {view.period}: {len(view.lines)} baris." if view.lines else f"{view.title} {view.period} kosong."
    )
    if view.closed is None:
        return f"{count} Belum ditutup."
    return f"{count} Ditutup {long_date(view.closed.at.date())} oleh {view.closed.by}, {view.closed.count} baris."


def file_name(book: str, period: Period, suffix: str) -> str:
    """A name for the saved book."""
    return f"buku-{book}-{period.day:%Y-%m}.{suffix}"


def order_words(order: DispositionRow) -> str:
    """Instructions, note and day of an order, in one text of several lines."""
    lines = [", ".join(order.instructions), order.note, f"Batas waktu {long_date(order.due)}" if order.due else ""]
    lines.append(f"Ditarik: {order.withdrawn}" if order.withdrawn else "")
    return "\n".join(line for line in lines if line)


def maker_words(order: DispositionRow) -> str:
    """ "Hendra Wijaya · Hari ini 09.12"; who wrote it down from the sheet is told as such."""
    how = "disalin dari lembar oleh " if order.copied else ""
    return f"{how}{order.by} · {order.when}".capitalize() if how else f"{order.by} · {order.when}"


def _received(row: IncomingRow) -> str:
    return f"{short_date(row.received_on)} · susulan" if row.late else short_date(row.received_on)


def _from(row: IncomingRow) -> str:
    dated = f"tanggal {short_date(row.letter_date)}" if row.letter_date else ""
    return " · ".join(part for part in (row.sender, row.number, dated, row.case_number) if part)


def _due(row: IncomingRow) -> str:
    return f"sampai {short_date(row.due)}" if row.due else ""


def _nature_tone(row: IncomingRow) -> Tone | None:
    return Tone.DANGER if row.secret or row.urgency == URGENCIES[-1] else Tone.WARN if row.urgency == "segera" else None


def _void(row: IncomingRow | DispatchRow) -> bool:
    return row.state is IncomingState.VOID if isinstance(row, IncomingRow) else bool(row.void_reason)


def _struck(line: BookLine) -> bool:
    return line.struck


def _late_tone(line: BookLine) -> Tone | None:
    return Tone.WARN if line.late or line.struck else None


def _until(day: str) -> str:
    return f"sampai {day}" if day else ""


def _number(row: DispatchRow) -> str:
    count = f"{row.quantity} berkas" if row.quantity > 1 else ""
    return " · ".join(part for part in (row.number, count, "susulan" if row.late else "") if part)


def _receiver(row: DispatchRow) -> str:
    if row.void_reason:
        return "Dibatalkan"
    return row.receiver or "Belum ada tanda terima"


def _received_text(row: DispatchRow) -> str:
    return row.void_reason or (f"diterima {short_date(row.received_on)}" if row.received_on else "")


def _receiver_tone(row: DispatchRow) -> Tone | None:
    return None if row.receiver or row.void_reason else Tone.WARN


def open_words(rows: tuple[OpenDisposition, ...]) -> str:
    """How many orders wait, for the sentence below the title."""
    return f"{len(rows)} disposisi belum ditindaklanjuti." if rows else "Semua disposisi sudah ditindaklanjuti."


def month_of(period: Period) -> date:
    """The first day of the month that is shown."""
    return period.day.replace(day=1)
