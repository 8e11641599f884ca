"""What is begun from the list of letters: a letter without a case, a number for the pen, the check of a paper."""

from __future__ import annotations

from PySide6.QtCore import QObject

from models.access.permissions import Permission
from models.errors import UserError
from models.forms.spec import Option
from models.services.views import Booking, IssuedLetter
from ui.context import AppContext
from ui.icons import Icon
from ui.pages.letters.booking_dialog import BookingDialog
from ui.pages.letters.new_letter import NewLetterDialog
from ui.pages.letters.signed_scans import SignedScans
from ui.pages.letters.verify_dialog import VerifyDialog
from ui.widgets.basics import Button
from ui.widgets.page import Page


class ListDeeds(QObject):
    """The verbs above the list; each is there for whoever may do it."""

    def __init__(self, context: AppContext, page: Page) -> None:
        super().__init__(page)
        self._context, self._page = context, page
        self.verify_button = Button("Periksa keaslian…", Icon.STAMP, clicked=self.verify)
        self.scans = SignedScans(context, page)
        self.scan_button = Button("Pindaian bertanda tangan…", Icon.SCANNER, clicked=self.scans.choose)
        self.book_button = Button("Pesan nomor…", Icon.NUMBER, clicked=self.book)
        self.new_button = Button("Surat baru…", Icon.ADD, "primary", clicked=self.begin, shortcut="Ctrl+Shift+N")

    def buttons(self) -> tuple[Button, ...]:
        """The buttons the person at the desk may press, the usual last."""
        may = self._context.workspace.session.may
        offered = (
            (self.verify_button, Permission.LETTER_VERIFY),
            (self.scan_button, Permission.LETTER_ISSUE),
            (self.book_button, Permission.LETTER_ISSUE),
            (self.new_button, Permission.LETTER_DRAFT),
        )
        return tuple(button for button, needed in offered if may(needed))

    def begin(self) -> None:
        """Begin a letter without a case."""
        letters = self._context.workspace.letters
        self._context.runner.query(lambda: letters.kinds(None), self._choose, owner=self)

    def _choose(self, kinds: tuple[Option, ...]) -> None:
        dialog = NewLetterDialog(self._page, kinds)
        dialog.picked.connect(lambda key: self._context.navigate("surat_rinci", letter_key=key))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def book(self) -> None:
        """Book a number for a letter written by hand."""
        bookings = self._context.workspace.bookings
        self._context.runner.query(bookings.kinds, self._ask_booking, owner=self)

    def _ask_booking(self, kinds: tuple[Option, ...]) -> None:
        dialog, bookings = BookingDialog(self._page, self._context, kinds), self._context.workspace.bookings

        def done(made: IssuedLetter) -> None:
            dialog.accept()
            self._context.notify.toast(f"Nomor {made.number} dipesan.")
            self._context.navigate("surat_rinci", letter_id=made.letter_id)

        def failed(error: UserError) -> None:
            what = error.details.get("what")
            if what:
                dialog.refuse(str(what))
                return
            dialog.refuse("Nomor belum diambil.")
            self._context.notify.problem(error)

        def take(booking: Booking) -> None:
            self._context.runner.command(lambda: bookings.book(booking, dialog.request_id), done, failed, owner=self)

        dialog.written.connect(take)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def verify(self) -> None:
        """Compare a paper with the register."""
        dialog = VerifyDialog(self._page, self._context)
        dialog.letter_wanted.connect(lambda letter_id: self._context.navigate("surat_rinci", letter_id=letter_id))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
