"""A line of the log book written by hand: for files of other services, or to correct an earlier line."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from models.services.views import NewLogLine
from ui.widgets.grid_dialog import GridDialog, Place, choice_box, count_box
from ui.widgets.messages import Banner

_COMPLETE = ("", "Lengkap", "Belum lengkap")


class LineDialog(GridDialog):
    """Asks for a new line; its answer is a ``NewLogLine``."""

    def __init__(self, parent: QWidget, start: NewLogLine | None = None, corrected_number: int = 0) -> None:
        self.quantity, self.complete = count_box(), choice_box(_COMPLETE)
        self._corrects = start.corrects if start else None
        places = (
            Place("activity", "Kegiatan", 0, 0, 2, required=True),
            Place("document", "Jenis berkas", 1, 0, required=True),
            Place("quantity", "Jumlah berkas", 1, 1, widget=self.quantity),
            Place("register_number", "Nomor register", 2, 0),
            Place("service", "Layanan", 2, 1),
            Place("giver", "Pemberi berkas", 3, 0),
            Place("receiver", "Penerima berkas", 3, 1),
            Place("place", "Tempat simpan", 4, 0),
            Place("complete", "Kelengkapan", 4, 1, widget=self.complete),
            Place("remark", "Keterangan", 5, 0, 2),
        )
        super().__init__(parent, "Koreksi baris" if self._corrects else "Tambah baris", "", places, "Tulis baris")
        if self._corrects:
            words = f"Baris {corrected_number} tetap tertulis, dicoret. Koreksi ini ditulis sebagai baris baru."
            self.above.addWidget(Banner("info", words))
        if start is not None:
            for key, edit in self.edits.items():
                edit.setText(getattr(start, key))
            self.quantity.setValue(start.quantity)
            self.complete.setCurrentText(start.complete)
        self.edits["remark" if self._corrects else "activity"].setFocus()

    def answer(self) -> NewLogLine:
        return NewLogLine(
            quantity=self.quantity.value(),
            complete=self.complete.currentText(),
            corrects=self._corrects,
            **self.texts(),
        )
