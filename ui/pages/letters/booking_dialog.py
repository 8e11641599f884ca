"""Pesan nomor: a number for a letter written by hand, shown before it is taken."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from models.errors import UserError
from models.forms.spec import Option
from models.letters.loader import SECRECIES
from models.services.views import Booking, NumberPreview
from ui import theme
from ui.context import AppContext
from ui.icons import Icon
from ui.widgets.date_field import DateField
from ui.widgets.grid_dialog import GridDialog, Place
from ui.widgets.messages import Banner

_REST_MS, _HEIGHT = 300, 610
_USUAL = "Seperti jenisnya"
_NO_KIND = "Pilih jenis surat"
_START = "Pilih jenis surat dan isi halnya untuk melihat nomornya."
_SENTENCE = (
    "Nomornya langsung tercatat dalam daftar nomor. Tulis hal tanpa nama klien; "
    "lampirkan pindaian suratnya nanti, atau batalkan dengan alasan."
)
_REASON = "Alasan nomor sisipan"


class BookingDialog(GridDialog):
    """Asks for a letter written by hand; its answer is a ``Booking``.

    Attributes:
        request_id: under which the number is taken, so that a second press takes no second one.
    """

    def __init__(self, parent: QWidget, context: AppContext, kinds: tuple[Option, ...]) -> None:
        self._context = context
        self.request_id = f"pesan-{uuid4().hex}"
        self.kind, self.secrecy = QComboBox(), QComboBox()
        self.kind.addItem(_NO_KIND, "")
        for option in kinds:
            self.kind.addItem(option.label, option.key)
        self.secrecy.addItem(_USUAL, "")
        for word in SECRECIES:
            self.secrecy.addItem(word.capitalize(), word)
        self.day = DateField("Tanggal surat", lambda: context.workspace.clock.now().date())
        self.day.set_value(context.workspace.clock.now().date())
        self.reason = QLineEdit()
        self.reason.setPlaceholderText("Hanya untuk tanggal yang sudah lewat")
        places = (
            Place("kind", "Jenis surat", 0, 0, 2, required=True, widget=self.kind),
            Place("subject", "Hal", 1, 0, 2, required=True),
            Place("addressee", "Kepada", 2, 0, 2),
            Place("day", "Tanggal surat", 3, 0, required=True, widget=self.day),
            Place("secrecy", "Sifat", 3, 1, widget=self.secrecy),
            Place("writer", "Diminta oleh", 4, 0),
            Place("case_number", "Nomor register kasus, bila ada", 4, 1),
            Place("reason", _REASON, 5, 0, 2, widget=self.reason),
        )
        super().__init__(
            parent, "Pesan nomor untuk surat tulisan tangan", _SENTENCE, places, "Ambil nomor", Icon.NUMBER
        )
        self.number = Banner("info", _START)
        self.above.addWidget(self.number)
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._look)
        for edit in (*self.edits.values(), self.reason):
            edit.textChanged.connect(lambda _text: self._rest.start())
        for box in (self.kind, self.secrecy):
            box.currentIndexChanged.connect(lambda _index: self._rest.start())
        self.day.changed.connect(self._dated)
        self._dated()
        self.kind.setFocus()
        self.setMinimumHeight(theme.current().px(_HEIGHT))

    def write(self) -> None:
        if not self.kind.currentData():
            self.refuse("Jenis surat belum dipilih.")
            self.kind.setFocus()
            return
        super().write()

    def answer(self) -> Booking:
        texts = self.texts()
        return Booking(
            letter_key=str(self.kind.currentData()),
            subject=texts["subject"],
            day=self.day.value() or date.min,
            addressee=texts["addressee"],
            writer=texts["writer"],
            case_number=texts["case_number"],
            reason=" ".join(self.reason.text().split()),
            secrecy=str(self.secrecy.currentData()),
        )

    def _dated(self) -> None:
        """Only an earlier date needs a reason."""
        day = self.day.value()
        self.reason.setEnabled(day is not None and day < self._context.workspace.clock.now().date())
        self._rest.start()

    def _look(self) -> None:
        """Show the number that would be taken now."""
        asked = self.answer()
        if not asked.letter_key or not asked.subject or self.day.value() is None:
            self.number.set_text(_START)
            return
        bookings = self._context.workspace.bookings
        self._context.runner.query(
            lambda: bookings.preview(asked), self._shown, self._not_shown, owner=self, latest="pesan_nomor"
        )

    def _shown(self, found: NumberPreview) -> None:
        self.number.set_text(f"Akan diberi nomor {found.number}. {found.sentence}")

    def _not_shown(self, error: UserError) -> None:
        what = error.details.get("what")
        self.number.set_text(str(what) if what else "Nomor sisipan hanya diberikan oleh yang berwenang.")
