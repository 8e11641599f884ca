"""On which day a paper was signed, asked when its scan comes in."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from ui.context import AppContext
from ui.icons import Icon
from ui.widgets.date_field import DateField
from ui.widgets.grid_dialog import GridDialog, Place


class SignedDayDialog(GridDialog):
    """Asks on which day papers were signed; its answer is a ``date``."""

    def __init__(self, parent: QWidget, context: AppContext, sentence: str) -> None:
        self._context = context
        self.day = DateField("Tanggal ditandatangani", self._today)
        self.day.set_value(self._today())
        places = (Place("day", "Tanggal ditandatangani", 0, 0, required=True, widget=self.day),)
        super().__init__(parent, "Pindaian bertanda tangan", sentence, places, "Simpan pindaian", Icon.CHECK, width=460)

    def write(self) -> None:
        day = self.day.value()
        if day is not None and day > self._today():
            self.refuse("Tanggal tanda tangan tidak boleh sesudah hari ini.")
            self.day.setFocus()
            return
        super().write()

    def _today(self) -> date:
        return self._context.workspace.clock.now().date()

    def answer(self) -> date:
        return self.day.value() or self._today()
