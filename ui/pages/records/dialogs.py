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
    """Asks for the sheet of labels and how many of its places are used already; its answer is (key, skipped)."""

    def __init__(self, parent: QWidget, rules: ArchiveRules, count: int) -> None:
        self.sheet, self.skip = QComboBox(), QSpinBox()
        for one in rules.labels:
            self.sheet.addItem(one.name, one.key)
        self.skip.setRange(0, 99)
        places = (
            Place("sheet", "Lembar label", 0, 0, 2, widget=self.sheet),
            Place("skip", "Label yang sudah terpakai pada lembar pertama", 1, 0, 2, widget=self.skip),
        )
        words = f"{count} label: kode QR dan nomor register, tanpa nama klien."
        super().__init__(parent, "Cetak label", words, places, "Pratinjau", Icon.PRINT, width=460)

    def answer(self) -> tuple[str, int]:
        return str(self.sheet.currentData()), self.skip.value()


def new_file(row: ArchiveRow | None, given: Placing, usual: ArchiveRules | None = None) -> NewFile:
    """The file as the service is told of it; kept as was ``given``, or as ``usual`` for what it is."""
    if row is None:
        return NewFile(given.number, given.service, given.kind, given.since)
    kind = given.kind
    if usual is not None:
        kind = usual.case_kind if row.case_id is not None else usual.other_kind
    return NewFile(row.register_number, row.service, kind, None, row.case_id, row.receipt_id)
