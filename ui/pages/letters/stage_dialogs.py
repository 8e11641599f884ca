"""What is asked when a letter goes on to its next stage: the signature, the dispatch, the receipt, an earlier date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QWidget

from models.domain.posts import MEANS
from models.services.views import Insertion, LetterLife, Sending
from ui.context import AppContext
from ui.icons import Icon
from ui.scanning.file_field import FileField
from ui.widgets.date_field import DateField
from ui.widgets.grid_dialog import GridDialog, Place


@dataclass(frozen=True)
class Signed:
    """That a paper was signed: when, its scan if there is one yet, a remark."""

    day: date
    scan: Path | None
    remark: str


def _day(context: AppContext, name: str, value: date) -> DateField:
    field = DateField(name, lambda: context.workspace.clock.now().date())
    field.set_value(value)
    return field


class SignDialog(GridDialog):
    """Asks for the signature; its answer is a ``Signed``."""

    def __init__(self, parent: QWidget, context: AppContext, life: LetterLife) -> None:
        self.day = _day(context, "Tanggal ditandatangani", context.workspace.clock.now().date())
        self.scan = FileField("pindaian surat bertanda tangan", context.notify)
        places = (
            Place("day", "Tanggal ditandatangani", 0, 0, required=True, widget=self.day),
            Place("remark", "Keterangan", 0, 1),
            Place("scan", "Pindaian surat bertanda tangan", 1, 0, 2, widget=self.scan),
        )
        sentence = (
            "Lampirkan pindaian surat yang ditulis tangan itu, agar nomornya terbukti terpakai."
            if life.by_hand
            else "Pindaian dapat juga dilampirkan nanti."
        )
        super().__init__(parent, "Catat tanda tangan", sentence, places, "Catat tanda tangan", Icon.CHECK)

    def answer(self) -> Signed:
        return Signed(self.day.value() or date.min, self.scan.path, self.texts()["remark"])


class SendDialog(GridDialog):
    """Asks how a letter leaves the house; its answer is a ``Sending``."""

    def __init__(self, parent: QWidget, context: AppContext, addressee: str) -> None:
        self.day = _day(context, "Tanggal kirim", context.workspace.clock.now().date())
        self.means = QComboBox()
        self.means.setEditable(True)
        self.means.addItems(list(MEANS))
        places = (
            Place("day", "Tanggal kirim", 0, 0, required=True, widget=self.day),
            Place("means", "Cara pengiriman", 0, 1, required=True, widget=self.means),
            Place("receiver", "Tujuan", 1, 0, 2, required=True),
            Place("receipt", "Nomor resi", 2, 0),
            Place("remark", "Keterangan", 2, 1),
        )
        sentence = "Baris buku ekspedisi dibuat dari catatan ini."
        super().__init__(parent, "Catat pengiriman", sentence, places, "Catat pengiriman", Icon.LETTER)
        self.edits["receiver"].setText(" ".join(addressee.split()))

    def answer(self) -> Sending:
        texts = self.texts()
        return Sending(
            self.day.value() or date.min,
            self.means.currentText().strip(),
            texts["receiver"],
            texts["receipt"],
            texts["remark"],
        )


class ReceiptDialog(GridDialog):
    """Asks who signed for a letter; its answer is the day and the name."""

    def __init__(self, parent: QWidget, context: AppContext) -> None:
        self.day = _day(context, "Tanggal diterima", context.workspace.clock.now().date())
        places = (
            Place("day", "Tanggal diterima", 0, 0, required=True, widget=self.day),
            Place("name", "Nama penerima", 0, 1, required=True),
        )
        super().__init__(parent, "Catat tanda terima", "", places, "Catat tanda terima", Icon.CHECK)
        self.edits["name"].setFocus()

    def answer(self) -> tuple[date, str]:
        return self.day.value() or date.min, self.texts()["name"]


class InsertionDialog(GridDialog):
    """Asks for the earlier date of a letter and why it needs it; its answer is an ``Insertion``."""

    def __init__(self, parent: QWidget, context: AppContext) -> None:
        today = context.workspace.clock.now().date()
        self.day = _day(context, "Tanggal surat", today - timedelta(days=1))
        places: Sequence[Place] = (
            Place("day", "Tanggal surat", 0, 0, required=True, widget=self.day),
            Place("reason", "Alasan", 0, 1, required=True),
        )
        sentence = (
            "Untuk surat bertanggal lampau. Nomornya disisipkan sesudah nomor terakhir pada tanggal itu, misalnya 12a, "
            "dan alasannya tercatat dalam daftar nomor."
        )
        super().__init__(parent, "Nomor sisipan", sentence, places, "Lihat nomornya", Icon.NUMBER)
        self.edits["reason"].setFocus()

    def answer(self) -> Insertion:
        return Insertion(self.day.value() or date.min, self.texts()["reason"])
