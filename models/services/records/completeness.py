"""The completeness matrix of a month: each file against what it should hold, whatever service it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from models.access.permissions import Permission
from models.domain import indonesia
from models.domain.paper import Signer
from models.domain.workbook import Cell as SheetCell
from models.domain.workbook import Column, WorkBook, WorkSheet
from models.errors import ErrorCode, UserError
from models.forms.values import clean_text
from models.logbook.paper import BookPaper, BookRow
from models.records.completeness import CellState
from models.services import signers
from models.services.definitions import Definitions
from models.services.desk import Desk
from models.services.papers import letterhead, page, place_date
from models.services.records.file_states import FileStates
from models.services.views.records import FileRow, Matrix, MonthRatio
from models.sop import periods

_REASONED = "tidak_perlu"
#: So many documents stand under their titles on paper; widths of their columns in millimetres, and their room together.
_TITLED, _WIDEST, _ROOM = 7, 32, 150
#: Of more documents each has a number and a letter for its state.
_SIGN = 9
_LETTERS = {CellState.THERE: "A", CellState.MISSING: "K", CellState.NOT_YET: "B", CellState.NOT_NEEDED: "-"}


class CompletenessService:
    """Looking at completeness, and saying of a document what the program cannot see."""

    def __init__(self, desk: Desk, definitions: Definitions) -> None:
        self._desk = desk
        self._states = FileStates(desk, definitions)

    def matrix(self, period: str, *, running: bool = False) -> Matrix:
        """The files closed or received in a month ("2026-11"); ``running``: the cases still open, whatever the month.

        Raises VALUE_INVALID for what is no month.
        """
        self._desk.authorise(Permission.ARCHIVE_READ)
        month = periods.asked(period, periods.MONTH)
        with self._desk.reading():
            return self._states.build(month, running=running)

    def paper(self, period: str, service: str, *, running: bool = False) -> bytes:
        """The matrix of one service on paper: each document by its title, many by a number that is explained below.

        That it left is recorded.
        """
        matrix = self.matrix(period, running=running)
        rows = [row for row in matrix.rows if row.service == service]
        documents = columns_of(rows)
        titled = len(documents) <= _TITLED
        with self._desk.writing() as unit:
            unit.audit("arsip.ekspor", "arsip", None, periode=period, berkas=len(rows))
            head, knower = letterhead(self._desk), signers.acting(self._desk, "kepala")
            today = self._desk.clock.now().date()
            place, sheet = place_date(self._desk.office, today), page(self._desk, "A4")
        heads = [title if titled else str(number) for number, (_key, title) in enumerate(documents, 1)]
        width = min(_WIDEST, _ROOM // max(len(documents), 1)) if titled else _SIGN
        return self._desk.renderers.book(
            BookPaper(
                office=self._desk.office.name,
                title="KELENGKAPAN BERKAS",
                period=f"{matrix.words}, {service}",
                columns=("No.", "Nomor register", "Petugas", *heads, "Ada"),
                widths=(10, 40, 0, *(width for _one in documents), 16),
                rows=tuple(BookRow(_printed(number, row, documents)) for number, row in enumerate(rows, 1)),
                opening="",
                closing=_closing(rows, documents),
                place_date=place,
                page=sheet,
                letterhead=head,
                keeper=Signer(name=self._desk.session.user.display_name, post="Petugas dokumentasi"),
                knower=knower,
                under=f"Kasus yang masih berjalan per {indonesia.long_date(today)}, {service}" if running else "",
                centred=(0, *range(3, len(heads) + 4)),
            )
        )

    def year(self, year: int) -> tuple[MonthRatio, ...]:
        """The months of a year up to now, each with its files and how many are complete."""
        self._desk.authorise(Permission.ARCHIVE_READ)
        today = self._desk.clock.now().date()
        with self._desk.reading():
            months = [periods.parse(f"{year:04d}-{number:02d}") for number in range(1, 13)]
            built = [self._states.build(month, running=False) for month in months if month.first <= today]
        return tuple(MonthRatio(one.words, len(one.rows), one.complete) for one in built)

    def mark(
        self, files: Sequence[FileRow], documents: Sequence[str], state: str, reason: str = "", *, unsaid: bool = False
    ) -> None:
        """Say of documents that they are there on paper ("ada"), missing ("kurang") or not needed ("tidak_perlu").

        An empty ``state`` takes back what was said. Of several files each is told what it holds of the ``documents``;
        a document that none of them holds is NOT_FOUND. ``unsaid``: only where nobody has looked yet; what was called
        missing stays so. Raises REASON_NEEDED.
        """
        self._desk.authorise(Permission.ARCHIVE_WRITE)
        said = clean_text(reason, lines=False)
        if state == _REASONED and not said:
            raise UserError(ErrorCode.REASON_NEEDED)
        with self._desk.writing("arsip") as unit:
            held = [
                (file, cell.key)
                for file in self._states.of_files(files)
                for cell in file.cells
                if cell.key in documents and (not unsaid or cell.state is CellState.NOT_YET)
            ]
            unknown = set(documents) - {key for _file, key in held}
            if (unknown and not unsaid) or state not in ("", "ada", "kurang", _REASONED):
                raise UserError(ErrorCode.NOT_FOUND)
            for file, document in held:
                self._states.put_mark(file, document, state, said)
                unit.audit("arsip.tandai", *_subject(file), dokumen=document, keadaan=state, alasan=said)

    def workbook(self, period: str, *, running: bool = False) -> bytes:
        """The matrix as XLSX, one sheet per service. That it was taken out is recorded."""
        matrix = self.matrix(period, running=running)
        with self._desk.writing() as unit:
            unit.audit("arsip.ekspor", "arsip", None, periode=period, berkas=len(matrix.rows))
        now, office = self._desk.clock.now(), self._desk.office.name
        sheets = tuple(_sheet(service, matrix, office) for service in matrix.services) or (_sheet("", matrix, office),)
        return self._desk.renderers.workbook(WorkBook(f"Kelengkapan berkas {matrix.words}", office, now, sheets))


def _printed(number: int, row: FileRow, documents: list[tuple[str, str]]) -> tuple[str, ...]:
    states = {cell.key: cell.state for cell in row.cells}
    found = [states.get(key, CellState.NOT_NEEDED) for key, _title in documents]
    words = [_words(state) if len(documents) <= _TITLED else _LETTERS[state] for state in found]
    return (str(number), row.register_number, row.officer, *words, f"{row.there}/{row.needed}")


def _words(state: CellState) -> str:
    return "–" if state is CellState.NOT_NEEDED else state.value


def _closing(rows: list[FileRow], documents: list[tuple[str, str]]) -> tuple[str, ...]:
    """How many files are complete, and what the numbers and letters mean where there are any."""
    complete = f"{sum(row.complete for row in rows)} dari {len(rows)} berkas lengkap."
    if len(documents) <= _TITLED:
        return (complete,)
    titles = "; ".join(f"{number} {title}" for number, (_key, title) in enumerate(documents, 1))
    return (f"{complete} A ada, K kurang, B belum diperiksa, - tidak perlu.", f"Dokumen: {titles}.")


def _subject(file: FileRow) -> tuple[str, int | None]:
    return ("kasus", file.case_id) if file.case_id is not None else ("berkas", file.receipt_id)


def _sheet(service: str, matrix: Matrix, office: str) -> WorkSheet:
    rows = [row for row in matrix.rows if row.service == service]
    columns = columns_of(rows)
    titles = ("Nomor register", "Petugas", "Tanggal", *(title for _key, title in columns), "Ada", "Perlu")
    body: list[tuple[SheetCell, ...]] = []
    for row in rows:
        states = {cell.key: cell.state.value for cell in row.cells}
        marks = (states.get(key, CellState.NOT_NEEDED.value) for key, _title in columns)
        body.append((row.register_number, row.officer, row.when, *marks, row.there, row.needed))
    heading = (f"KELENGKAPAN BERKAS {matrix.words.upper()}", service, office)
    complete = sum(row.complete for row in rows)
    remarks = (f"{complete} dari {len(rows)} berkas lengkap.",)
    return WorkSheet(service or "Kosong", heading, tuple(Column(title, 18) for title in titles), tuple(body), remarks)


def columns_of(rows: Iterable[FileRow]) -> list[tuple[str, str]]:
    """Key and title of every document of these files, in the order in which they first come."""
    found: dict[str, str] = {}
    for row in rows:
        for cell in row.cells:
            found.setdefault(cell.key, cell.title)
    return list(found.items())
