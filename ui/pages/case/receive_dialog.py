"""Receiving a file of another service by hand: what the log book and the receipt need to know of it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from models.services.views import NewReceipt
from ui.icons import Icon
from ui.widgets.grid_dialog import GridDialog, Place, choice_box, count_box

COMPLETE = ("", "Lengkap", "Belum lengkap")


class ReceiveDialog(GridDialog):
    """Asks for a file; its answer is a ``NewReceipt``."""

    def __init__(self, parent: QWidget) -> None:
        self.quantity, self.complete = count_box(), choice_box(COMPLETE)
        places = (
            Place("service", "Layanan asal", 0, 0, required=True),
            Place("document", "Jenis berkas", 0, 1, required=True),
            Place("register_number", "Nomor register", 1, 0),
            Place("giver", "Pemberi berkas", 1, 1),
            Place("quantity", "Jumlah berkas", 2, 0, widget=self.quantity),
            Place("complete", "Kelengkapan", 2, 1, widget=self.complete),
            Place("remark", "Keterangan", 3, 0, 2),
        )
        words = "Sebut berkas dengan nomor register, bukan nama klien."
        super().__init__(parent, "Terima berkas layanan lain", words, places, "Terima berkas", Icon.IMPORT, width=600)
        self.edits["service"].setFocus()

    def answer(self) -> NewReceipt:
        return NewReceipt(quantity=self.quantity.value(), complete=self.complete.currentText(), **self.texts())
