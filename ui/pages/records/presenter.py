"""What the page Arsip decides: its columns, words and signs."""

from __future__ import annotations

from collections.abc import Sequence

from models.records.completeness import Cell, CellState
from models.services.views.records import ArchiveRow, DestructionRow, FileRow, Matrix, MonthRatio, ShortageRow
from ui.icons import Icon
from ui.tables.model import Column
from ui.theme import Tone
from ui.widgets.pill import Status

SIGNS = {
    CellState.THERE: Status("Ada", Icon.DONE, Tone.OK),
    CellState.MISSING: Status("Kurang", Icon.PROBLEM, Tone.DANGER),
    CellState.NOT_YET: Status("Belum", Icon.TODO, Tone.NEUTRAL),
    CellState.NOT_NEEDED: Status("Tidak perlu", Icon.NOT_NEEDED, Tone.NEUTRAL),
}
#: The states, that which asks most of somebody first.
_URGENT = (CellState.MISSING, CellState.NOT_YET, CellState.THERE, CellState.NOT_NEEDED)
_PLACES = {
    "Belum ditempatkan": Status("Belum ditempatkan", Icon.WAITING, Tone.WARN),
    "Di tempat": Status("Di tempat", Icon.DONE_OUTLINE, Tone.OK),
    "Dipinjam": Status("Dipinjam", Icon.LOAN, Tone.INFO),
    "Dimusnahkan": Status("Dimusnahkan", Icon.CANCELLED, Tone.NEUTRAL),
}
_LATE = Status("Terlambat", Icon.LATE, Tone.DANGER)
#: Most documents that stand side by side in the matrix; the pane beside it holds all.
MOST_COLUMNS = 16


def matrix_columns(documents: Sequence[tuple[str, str]]) -> tuple[Column, ...]:
    """Number and officer of a file, then a sign for each document under its number."""
    shown = documents[:MOST_COLUMNS]
    first = Column("nomor", "Nomor register", lambda row: row.register_number, lambda row: row.officer, 0, strong=True)
    count = Column("jumlah", "Ada", lambda row: f"{row.there}/{row.needed}", width=64)
    return (first, count, *(_document(number, *one) for number, one in enumerate(shown, 1)))


def _document(number: int, key: str, title: str) -> Column:
    return Column(
        key,
        str(number),
        lambda row: state_of(row, key).value,
        width=36,
        sign=lambda row: SIGNS[state_of(row, key)],
        hint=f"{number}. {title}",
    )


def state_of(row: FileRow, key: str) -> CellState:
    """How a document stands in a file; one it does not know of is not needed."""
    return next((cell.state for cell in row.cells if cell.key == key), CellState.NOT_NEEDED)


def documents_of(rows: Sequence[FileRow]) -> list[tuple[str, str]]:
    """Key and title of every document of these files, in the order in which they first come."""
    found: dict[str, str] = {}
    for row in rows:
        for cell in row.cells:
            found.setdefault(cell.key, cell.title)
    return list(found.items())


def together(files: Sequence[FileRow]) -> tuple[Cell, ...]:
    """The documents of several files as one list: the state that asks most of somebody, and how many stand how."""
    if len(files) == 1:
        return files[0].cells
    found = []
    for key, title in documents_of(files):
        states = [cell.state for file in files for cell in file.cells if cell.key == key]
        most = min(states, key=_URGENT.index)
        counts = ", ".join(f"{states.count(one)} {one.value.lower()}" for one in _URGENT if one in states)
        found.append(Cell(key, title, most, remark=counts))
    return tuple(found)


def matrix_words(matrix: Matrix) -> str:
    """ "November 2026: 180 dari 200 berkas lengkap (90%), 20 masih kurang"."""
    if not matrix.rows:
        return f"{matrix.words}: belum ada berkas"
    short = f", {matrix.short} masih kurang" if matrix.short else ""
    share = f"{matrix.ratio:.0%}"
    return f"{matrix.words}: {matrix.complete} dari {len(matrix.rows)} berkas lengkap ({share}){short}"


def ratio_words(month: MonthRatio) -> str:
    """ "November 2026: 19 dari 25 lengkap (76%)"."""
    if not month.files:
        return f"{month.words}: tidak ada berkas"
    return f"{month.words}: {month.complete} dari {month.files} lengkap ({month.complete / month.files:.0%})"


def cell_words(cell: Cell) -> str:
    """What is to be known of a document beside its state."""
    return " · ".join(part for part in (cell.asked, cell.remark) if part)


def shortage_columns() -> tuple[Column, ...]:
    return (
        Column("berkas", "Berkas yang kurang", lambda row: row.title,
               lambda row: f"{row.register_number} · {row.service}", 0, strong=True),
        Column("petugas", "Petugas", lambda row: row.officer, reminded, 200),
        Column("diminta", "Diminta", lambda row: row.noted, lambda row: age(row.age), 150),
        Column("tenggat", "Tenggat", due_word, width=190, pill=_due),
    )  # fmt: skip


def reminded(row: ShortageRow) -> str:
    """How often somebody was reminded."""
    return f"Diingatkan {row.reminders} kali" if row.reminders else ""


def age(days: int) -> str:
    """ "hari ini", "3 hari lalu"."""
    return f"{days} hari lalu" if days else "hari ini"


def due_word(row: ShortageRow) -> str:
    """ "Lewat, 30 November 2026"."""
    return f"Lewat, {row.due}" if row.late else row.due


def _due(row: ShortageRow) -> Status:
    return Status("", Icon.LATE, Tone.DANGER) if row.late else Status("", Icon.CALENDAR, Tone.INFO)


def shelf_columns() -> tuple[Column, ...]:
    return (
        Column("nomor", "Nomor register", lambda row: row.register_number, lambda row: row.service, 0, strong=True),
        Column("tempat", "Tempat", lambda row: row.place.words or "–", lambda row: row.kind, 280),
        Column("keadaan", "Keadaan", lambda row: _place_status(row).word, width=170, pill=_place_status),
        Column("simpan", "Pinjaman dan masa simpan", _first, lambda row: row.until if row.borrower else "", 260,
               tone=lambda row: Tone.WARN if row.due_to_go else None),
    )  # fmt: skip


def _place_status(row: ArchiveRow) -> Status:
    return _LATE if row.late else _PLACES[row.state]


def _first(row: ArchiveRow) -> str:
    if row.borrower:
        return f"{row.borrower}, kembali {row.due}"
    return f"{row.until}, sudah lewat" if row.due_to_go else row.until


def destruction_words(row: DestructionRow) -> str:
    """Who proposed and decided, and for which files."""
    names = ", ".join(file.register_number for file in row.files[:6])
    more = f" dan {len(row.files) - 6} lagi" if len(row.files) > 6 else ""
    parts = [
        f"{len(row.files)} berkas: {names}{more}" + (". Data di dalam program ikut dihapus" if row.with_data else ""),
        f"Diusulkan {row.proposed}: {row.reason}",
        f"{row.state} {row.decided}" + (f": {row.note}" if row.note else "") if row.decided else "",
        f"Berita acara nomor {row.letter_number}" if row.letter_number else "",
    ]
    return "\n".join(part for part in parts if part)
