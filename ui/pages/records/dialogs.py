"""What is asked on the page Arsip: a place, a loan, a file from before, labels."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QComboBox, QSpinBox, QWidget

from models.records.rules import ArchiveRules
from models.services.views.records import ArchiveRow, NewFile
from models.services.views.records import Place as Shelf
from ui.icons import Icon
from ui.pages.records.labels.sheet_view import SheetView
from ui.widgets.date_field import DateField
from ui.widgets.grid_dialog import GridDialog, Place

Today = Callable[[], date]


@dataclass(frozen=True)
class Placing:
    """Where a file goes: the place, a remark, and for a new file its number, service and since when it is kept."""

    place: Shelf
    remark: str
    kind: str
    number: str = ""
    service: str = ""
    since: date | None = None


class PlaceDialog(GridDialog):
    """Asks where files go; its answer is a ``Placing``.

    ``new`` also asks for a file from before the program; of ``many`` files each is kept as long as its kind is.
    """

    def __init__(
        self,
        parent: QWidget,
        rules: ArchiveRules,
        today: Today,
        start: ArchiveRow | None = None,
        *,
        new: bool = False,
        many: int = 1,
    ) -> None:
        self.kind = QComboBox()
        for one in rules.retention:
            years = f"{one.years} tahun" if one.years else "tetap"
            self.kind.addItem(f"{one.name} ({years})", one.key)
        self.since = DateField("Ditutup tanggal", today)
        places = [
            Place("cupboard", "Lemari", 0, 0),
            Place("shelf", "Rak", 0, 1),
            Place("box", "Boks", 1, 0),
            Place("folder", "Map", 1, 1),
            Place("kind", "Masa simpan", 2, 0, 2, widget=self.kind),
            Place("remark", "Keterangan", 3, 0, 2),
        ]
        if new:
            places = [
                Place("number", "Nomor register", 4, 0, required=True),
                Place("since", "Ditutup tanggal", 4, 1, required=True, widget=self.since),
                Place("service", "Layanan", 5, 0, 2),
                *places,
            ]
        title = "Catat berkas lama" if new else f"Tempatkan {many} berkas" if many > 1 else "Tempatkan berkas"
        words = "Tulis seperti yang tertempel pada lemari dan boks, misalnya A, 2, 07."
        super().__init__(parent, title, words, places, "Simpan tempat", Icon.SHELF, width=520)
        self._choose_kind(rules, start, many)
        if start is not None:
            self._put(start.place)
        self.edits["number" if new else "cupboard"].setFocus()

    def _choose_kind(self, rules: ArchiveRules, start: ArchiveRow | None, many: int) -> None:
        if many > 1:
            self.kind.insertItem(0, "Menurut jenis tiap berkas", "")
            self.kind.setCurrentIndex(0)
            self.kind.setEnabled(False)
            return
        kind = rules.case_kind if start is not None and start.case_id is not None else rules.other_kind
        known = next((one.key for one in rules.retention if start is not None and one.name == start.kind), kind)
        self.kind.setCurrentIndex(max(self.kind.findData(known), 0))

    def _put(self, place: Shelf) -> None:
        for key in ("cupboard", "shelf", "box", "folder"):
            self.edits[key].setText(getattr(place, key))

    def answer(self) -> Placing:
        said = self.texts()
        place = Shelf(said["cupboard"], said["shelf"], said["box"], said["folder"])
        return Placing(
            place, said["remark"], str(self.kind.currentData()), said.get("number", ""), said.get("service", ""),
            self.since.value(),
        )  # fmt: skip


@dataclass(frozen=True)
class Lending:
    borrower: str
    due_on: date
    purpose: str


class LendDialog(GridDialog):
    """Asks who takes files along and until when; its answer is a ``Lending``."""

    def __init__(self, parent: QWidget, today: Today, due: date, numbers: Sequence[str]) -> None:
        self._today = today
        self.due = DateField("Kembali tanggal", today)
        places = (
            Place("borrower", "Peminjam", 0, 0, required=True),
            Place("due", "Kembali tanggal", 0, 1, required=True, widget=self.due),
            Place("purpose", "Keperluan", 1, 0, 2),
        )
        words = f"{len(numbers)} berkas: {', '.join(numbers[:4])}" + (" …" if len(numbers) > 4 else "")
        super().__init__(parent, "Pinjamkan berkas", words, places, "Pinjamkan", Icon.LOAN, width=520)
        self.due.set_value(due)
        self.edits["borrower"].setFocus()

    def answer(self) -> Lending:
        said = self.texts()
        return Lending(said["borrower"], self.due.value() or self._today(), said["purpose"])


class LabelDialog(GridDialog):
    """Asks for the sheet of labels and where it begins; its answer is (key, places used before).

    ``last``: the same of the sheet that lies in the printer's tray, as far as this PC knows.
    """

    def __init__(self, parent: QWidget, rules: ArchiveRules, count: int, last: tuple[str, int] = ("", 0)) -> None:
        self.sheet, self.start, self.view = QComboBox(), QSpinBox(), SheetView(choosing=True)
        self._labels, self._count = rules.labels, count
        for one in rules.labels:
            self.sheet.addItem(one.name, one.key)
        places = (
            Place("sheet", "Lembar label", 0, 0, widget=self.sheet),
            Place("start", "Mulai pada label ke", 0, 1, widget=self.start),
            Place("view", "Klik label pertama yang masih ada pada lembar", 1, 0, 2, widget=self.view),
        )
        words = f"{count} label: kode QR dan nomor register, tanpa nama klien."
        super().__init__(parent, "Cetak label", words, places, "Pratinjau", Icon.PRINT, width=560)
        self.sheet.currentIndexChanged.connect(lambda _turn: self._show())
        self.start.valueChanged.connect(lambda _number: self._show())
        self.view.start_chosen.connect(lambda number: self.start.setValue(number + 1))
        self.sheet.setCurrentIndex(max(self.sheet.findData(last[0]), 0))
        self._show()
        if self.sheet.currentData() == last[0]:
            self.start.setValue(last[1] + 1)

    def _show(self) -> None:
        sheet = self._labels[self.sheet.currentIndex()]
        self.start.setRange(1, sheet.count)
        self.start.setSuffix(f" dari {sheet.count}")
        self.view.show_sheet(sheet, self.start.value() - 1, self._count)

    def answer(self) -> tuple[str, int]:
        return str(self.sheet.currentData()), self.start.value() - 1


def new_file(row: ArchiveRow | None, given: Placing, usual: ArchiveRules | None = None) -> NewFile:
    """The file as the service is told of it; kept as was ``given``, or as ``usual`` for what it is."""
    if row is None:
        return NewFile(given.number, given.service, given.kind, given.since)
    kind = given.kind
    if usual is not None:
        kind = usual.case_kind if row.case_id is not None else usual.other_kind
    return NewFile(row.register_number, row.service, kind, None, row.case_id, row.receipt_id)
