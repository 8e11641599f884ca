"""The red path on screen: what to do first, whom to call, the letter that is ready, the time that runs."""

from __future__ import annotations

from functools import partial
from uuid import uuid4

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QGridLayout, QVBoxLayout, QWidget

from models.access.permissions import Permission
from models.domain.indonesia import show_phone
from models.services.cases.red_path import RedPath
from models.services.views import Booking, IssuedLetter
from models.settings.office import EmergencyContact
from ui import theme
from ui.context import AppContext
from ui.icons import Icon
from ui.places import letter_place
from ui.theme import Role
from ui.widgets.basics import Button, Card, IconLabel, ScrollColumn, label, row

_WIDTH = 620
_MOST_HEIGHT = 640
_TITLE = "Jalur darurat"
_READY = "Konsepnya sudah disiapkan dari asesmen."
#: No number is taken before somebody needs it: one that nobody uses would have to be explained in the register.
_NUMBERING = "Nomornya diambil saat surat diterbitkan; untuk surat tulisan tangan, pesan nomornya sekarang."


class RedPathDialog(QDialog):
    """Stays beside the work: it blocks nothing and can be opened again from the case.

    Signals:
        letter_wanted: the prepared letter is to be opened.
    """

    letter_wanted = Signal()

    def __init__(self, parent: QWidget, context: AppContext, path: RedPath) -> None:
        super().__init__(parent)
        self._context, self._path = context, path
        self.setWindowTitle(_TITLE)
        self.setAccessibleName(f"{_TITLE}, kasus {path.case_number}")
        shown = theme.current()
        self.resize(shown.px(_WIDTH), min(shown.px(_MOST_HEIGHT), parent.window().height() - 40))
        inside = ScrollColumn(spacing=12, margins=(0, 0, 8, 0))
        for card in (self._head(), self._steps(), self._calls(), self._letter()):
            inside.body.addWidget(card)
        inside.body.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(18, 16, 12, 14)
        box.setSpacing(10)
        box.addWidget(inside, 1)
        box.addLayout(row(None, Button("Tutup", clicked=self.accept), self.open_button))
        self.open_button.setFocus()

    def _head(self) -> Card:
        card = Card("danger", margins=(14, 12, 14, 12), spacing=4)
        head = label(f"Risiko tinggi · Kasus {self._path.case_number}", Role.SUBTITLE, wrap=True)
        card.body.addLayout(row(IconLabel(Icon.RISK, "danger", 22), head, stretch=1))
        card.body.addWidget(label("Dahulukan keselamatan klien; langkah lain menunggu dan tidak hilang.", wrap=True))
        for clock in self._path.clocks:
            card.body.addWidget(label(f"{clock.text}: {clock.title} · {clock.due_text}", Role.STRONG, wrap=True))
        return card

    def _steps(self) -> Card:
        card = Card(margins=(14, 12, 14, 12), spacing=4)
        card.body.addWidget(label("Lakukan dahulu", Role.SUBTITLE))
        for number, step in enumerate(self._path.steps, 1):
            line = row(label(f"{number}.", Role.STRONG), label(step, wrap=True), stretch=1)
            line.setAlignment(Qt.AlignmentFlag.AlignTop)
            card.body.addLayout(line)
        return card

    def _calls(self) -> Card:
        card = Card(margins=(14, 12, 14, 12), spacing=6)
        card.body.addWidget(label("Hubungi", Role.SUBTITLE))
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 1)
        self.calls: list[Button] = []
        for number, contact in enumerate(self._path.contacts):
            words = " · ".join(part for part in (contact.name, contact.purpose) if part)
            grid.addWidget(label(words, wrap=True), number, 0)
            copy = Button(
                show_phone(contact.phone) or contact.phone, Icon.PHONE, "link", clicked=partial(self._copy, contact)
            )
            copy.setAccessibleName(f"{words}: {copy.text()}, salin nomornya")
            copy.setToolTip("Salin nomornya")
            self.calls.append(copy)
            grid.addWidget(copy, number, 1, Qt.AlignmentFlag.AlignRight)
        card.body.addLayout(grid)
        hint = "Nomor mitra kantor ditulis di Administrasi, Panggilan darurat."
        card.body.addWidget(label(hint, Role.CAPTION, wrap=True))
        return card

    def _letter(self) -> Card:
        card = Card(margins=(14, 12, 14, 12), spacing=6)
        ready = self._path.letter_id is not None
        name = self._path.letter_name or "Surat rujukan"
        card.body.addWidget(label(name, Role.SUBTITLE, wrap=True))
        words = f"{_READY} {_NUMBERING}" if ready else f"Konsepnya belum ada. {_NUMBERING}"
        if self._path.booked:
            words = _booked_words(self._path.booked)
        if self._path.number:
            words = f"Sudah terbit dengan nomor {self._path.number}."
        self._said = label(words, wrap=True)
        card.body.addWidget(self._said)
        self.book_button = Button(
            "Pesan nomor untuk surat tulisan tangan", Icon.NUMBER, kind="link", clicked=self._book
        )
        may = self._context.workspace.session.may(Permission.LETTER_ISSUE)
        self.book_button.setVisible(may and not self._path.number and not self._path.booked)
        card.body.addLayout(row(self.book_button, None))
        verb = "Buka surat" if ready else "Buat surat"
        self.open_button = Button(verb, Icon.LETTER, "primary", clicked=self._open)
        return card

    def _copy(self, contact: EmergencyContact) -> None:
        QGuiApplication.clipboard().setText(contact.phone)
        self._context.notify.toast(f"Nomor {contact.name} disalin.")

    def _open(self) -> None:
        self.accept()
        self.letter_wanted.emit()

    def _book(self) -> None:
        """A number for a letter that is written by hand because no printer is near."""
        bookings, path = self._context.workspace.bookings, self._path
        day = self._context.workspace.clock.now().date()
        subject = f"Rujukan layanan kedaruratan kasus {path.case_number}"
        booking = Booking(path.letter_key, subject, day, case_number=path.case_number)
        self.book_button.setEnabled(False)
        request_id = f"darurat-{uuid4().hex}"
        self._context.runner.command(lambda: bookings.book(booking, request_id), self._booked, owner=self)

    def _booked(self, letter: IssuedLetter) -> None:
        self._said.setText(_booked_words(letter.number))


def _booked_words(number: str) -> str:
    return (
        f"Nomor {number} dipesan. Tulis nomor itu pada surat tulisan tangan, lalu pindai suratnya; atau terbitkan "
        "konsep di program dan pilih nomor yang sudah dipesan."
    )


def show_red_path(parent: QWidget, context: AppContext, case_id: int) -> None:
    """Read the path of a case and open its window."""
    service = context.workspace.red_path
    context.runner.query(lambda: service.of_case(case_id), partial(_show, parent, context), owner=parent)


def _show(parent: QWidget, context: AppContext, path: RedPath) -> None:
    dialog = RedPathDialog(parent, context, path)
    place = letter_place(path.case_id, path.letter_key, path.letter_id)
    dialog.letter_wanted.connect(lambda: context.navigate(place.page_id, **place.params))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
