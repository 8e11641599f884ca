"""From "Beri nomor" to the number: what is missing is said first, and nothing is taken without a question."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeAlias
from uuid import uuid4

from PySide6.QtCore import QObject, Signal

from models.errors import ErrorCode, UserError
from models.forms.spec import Values
from models.services.cases.consent import LackingConsent
from models.services.views import BookedNumber, Insertion, IssuedLetter, LetterPreview, LetterSheet, NumberPreview
from ui.context import AppContext
from ui.forms.autosave import Autosave
from ui.pages.letters import presenter
from ui.pages.letters.consent import ask_ground
from ui.pages.letters.number_dialog import NumberDialog
from ui.pages.letters.presenter import DRAFT
from ui.pages.letters.sheet_card import SheetCard
from ui.widgets.messages import announce

#: The letter that lies on the desk, as it was last read or saved; None for none.
SheetOnDesk: TypeAlias = Callable[[], LetterSheet | None]
#: What is known before the number is asked for: the paper, the next number, those booked, a consent that is lacking.
_Found: TypeAlias = tuple[LetterPreview, NumberPreview, tuple[BookedNumber, ...], LackingConsent | None]
_KEPT = "Nomor yang sudah diberikan tidak dapat dipakai lagi, dan isi surat tidak dapat diubah sesudahnya."


class Issuing(QObject):
    """Gives the letter on the desk its number.

    Signals:
        composed: the ``LetterPreview`` by which the letter was judged.
        issued: the letter has its number now; its id, another one where it took over a booked number.
        overtaken: the ``UserError``; somebody else has changed the draft meanwhile.
        refused: another ``UserError``, already told.
    """

    composed = Signal(object)
    issued = Signal(int)
    overtaken = Signal(object)
    refused = Signal()

    def __init__(self, context: AppContext, card: SheetCard, autosave: Autosave, sheet: SheetOnDesk) -> None:
        super().__init__(card)
        self._context, self._card, self._autosave, self._sheet = context, card, autosave, sheet
        self._insertion: Insertion | None = None

    def ask(self) -> None:
        """The person wants the number."""
        self._begin(None)

    def ask_inserted(self, insertion: Insertion) -> None:
        """The person wants a number between two earlier ones."""
        self._begin(insertion)

    def _begin(self, insertion: Insertion | None) -> None:
        self._insertion = insertion
        sheet, view = self._sheet(), self._card.view
        if sheet is None or view is None or sheet.status != DRAFT or not sheet.may_issue:
            return
        if not self._card.number_button.isEnabled():
            return  # it is being given its number
        if not view.show_problems():
            view.focus_first_problem()
            announce(self._card, view.summary.accessibleName())
            return
        self._autosave.flush(self._look)

    def _look(self) -> None:
        sheet, view = self._sheet(), self._card.view
        if sheet is None or view is None:
            return
        workspace, letter_id, values = self._context.workspace, sheet.letter_id, view.values()
        insertion = self._insertion

        def work() -> _Found:
            letters, lacking = workspace.letters, workspace.consent.of_letter(letter_id, values)
            booked = () if insertion else workspace.bookings.free(letter_id, values)
            return letters.preview(letter_id, values), letters.next_number(letter_id, insertion), booked, lacking

        self._context.runner.query(work, self._confirm)

    def _confirm(self, found: _Found) -> None:
        preview, number, booked, lacking = found
        self.composed.emit(preview)
        sheet, view = self._sheet(), self._card.view
        if sheet is None or view is None:
            return
        if not presenter.ready(preview):
            announce(self._card, self._card.missing.text())
            self._context.notify.warning("Surat ini belum lengkap", presenter.named(preview.missing))
            return
        ground = ask_ground(self._context.notify, lacking) if lacking else None
        if lacking is not None and ground is None:
            return
        give = partial(self._give, sheet, view.values(), ground)
        if booked:
            dialog = NumberDialog(self._card.window(), number, booked, _KEPT)
            dialog.chosen.connect(give)
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()
        elif self._context.notify.ask(f"Beri nomor {number.number}?", f"{number.sentence} {_KEPT}", "Beri nomor"):
            give(self._insertion)

    def _give(
        self, sheet: LetterSheet, values: Values, ground: tuple[str, str] | None, place: Insertion | BookedNumber | None
    ) -> None:
        workspace, request_id = self._context.workspace, f"surat-{uuid4().hex}"

        def work() -> IssuedLetter:
            if ground is not None:
                workspace.consent.go_without(sheet.letter_id, values, *ground)
            return workspace.letters.issue(sheet.letter_id, values, sheet.row_version, request_id, place)

        self._card.number_button.setEnabled(False)
        self._context.runner.command(work, self._issued, self._refused)

    def _issued(self, letter: IssuedLetter) -> None:
        self._context.notify.toast(f"Surat bernomor {letter.number}.")
        self.issued.emit(letter.letter_id)

    def _refused(self, error: UserError) -> None:
        self._card.number_button.setEnabled(True)
        if error.code is ErrorCode.CHANGED_BY_OTHER:
            self.overtaken.emit(error)
            return
        self._context.notify.problem(error)
        self.refused.emit()
