"""What is done with a letter beside writing it: print, save, record its reply, void it, throw the draft away."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from models.errors import UserError
from models.forms.spec import Values
from models.services.views import FormSheet
from ui.context import AppContext
from ui.forms.world import surroundings
from ui.pages.letters import presenter
from ui.pages.letters.issuing import SheetOnDesk
from ui.pages.letters.presenter import DRAFT
from ui.pages.letters.reply_dialog import ReplyDialog
from ui.printing import Paper
from ui.widgets.page import Page
from ui.widgets.pdf_preview import PdfPreview


class LetterDeeds(QObject):
    """The verbs of one letter.

    Signals:
        printed: the whole letter has been handed to the printer.
        changed: the letter has changed and should be read again.
        shown: the ``LetterSheet`` a verb has left behind.
        deleting: the draft is about to be thrown away; nothing of it is to be saved any more.
        deleted: the draft has gone.
    """

    printed = Signal()
    changed = Signal()
    shown = Signal(object)
    deleting = Signal()
    deleted = Signal()

    def __init__(self, context: AppContext, page: Page, preview: PdfPreview, sheet: SheetOnDesk) -> None:
        super().__init__(page)
        self._context, self._page, self._preview, self._sheet = context, page, preview, sheet

    def print(self) -> None:
        """Print the stored bytes of an issued letter."""
        sheet = self._sheet()
        if sheet is None or sheet.status == DRAFT or not self._preview.pdf:
            return
        spec, name = sheet.spec, presenter.file_name(sheet)
        paper = Paper(self._preview.pdf, spec.name, name, spec.copies, both_sides=spec.both_sides)
        self._context.printing.print_paper(paper, self._page, self.note_print)

    def note_print(self, copies: int, printer: str) -> None:
        """Record that the letter went to the printer."""
        sheet = self._sheet()
        if sheet is None:
            return
        letters, letter_id = self._context.workspace.letters, sheet.letter_id
        self.printed.emit()
        self._context.notify.toast("Surat dikirim ke printer.")
        self._context.runner.command(lambda: letters.printed(letter_id, copies, printer))

    def save_pdf(self) -> None:
        """Save the paper that is shown as a file."""
        sheet = self._sheet()
        if sheet is not None and self._preview.pdf:
            self._context.printing.save_pdf(self._preview.pdf, presenter.file_name(sheet))

    def name_people(self, naming: str) -> None:
        """Write the people of the case another way; the letter remembers it."""
        sheet = self._sheet()
        if sheet is not None:
            service = self._context.workspace.letter_choices
            self._context.runner.command(
                lambda: service.name_people(sheet.letter_id, naming, sheet.row_version),
                lambda _version: self.changed.emit(),
                self._not_named,
                owner=self,
            )

    def _not_named(self, error: UserError) -> None:
        self._context.notify.problem(error)
        self.changed.emit()

    def take_wording(self) -> None:
        """Go on with the wording that is in force now; what the letter still asks keeps its answers."""
        sheet = self._sheet()
        if sheet is not None:
            service = self._context.workspace.letter_wording
            self._context.runner.command(
                lambda: service.take_newer(sheet.letter_id, sheet.row_version), self._wording_taken
            )

    def _wording_taken(self, _none: None) -> None:
        self._context.notify.toast("Konsep ini memakai naskah baru.")
        self.changed.emit()

    def void(self) -> None:
        """Declare the letter void, with a reason."""
        sheet = self._sheet()
        if sheet is None:
            return
        reason = self._context.notify.ask_text(
            f"Batalkan surat nomor {sheet.number}?",
            "Nomornya tetap tercatat sebagai batal dan tidak dipakai lagi.",
            "Alasan pembatalan",
            "Batalkan surat",
        )
        if reason is not None:
            letters, letter_id = self._context.workspace.letters, sheet.letter_id
            self._context.runner.command(lambda: letters.void(letter_id, reason), self.shown.emit, owner=self)

    def reply(self) -> None:
        """Write down what was answered to the letter."""
        sheet = self._sheet()
        if sheet is not None:
            replies, letter_id = self._context.workspace.replies, sheet.letter_id
            self._context.runner.query(lambda: replies.open(letter_id), self._ask_reply, latest="balasan")

    def _ask_reply(self, form: FormSheet) -> None:
        letter = self._sheet()
        if letter is None:
            return
        around = surroundings(self._context, form.officers)
        dialog = ReplyDialog(self._page, form, around, f"Atas {letter.spec.name} nomor {letter.number}")
        replies = self._context.workspace.replies

        def save(values: Values) -> None:
            self._context.runner.command(
                lambda: replies.save(letter.letter_id, values, form.row_version), self._replied
            )

        dialog.saved.connect(save)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _replied(self, _row_version: int) -> None:
        self._context.notify.toast("Balasan dicatat. Pindaiannya dapat dilampirkan pada dokumen kasus.")
        self.changed.emit()

    def delete(self) -> None:
        """Throw the draft away after a question."""
        sheet = self._sheet()
        if sheet is None:
            return
        case = f" untuk kasus {sheet.case_number}" if sheet.case_number else ""
        question = f"Hapus konsep {sheet.spec.name}{case}?"
        if self._context.notify.ask(question, "Isiannya tidak dapat dikembalikan.", "Hapus konsep", kind="danger"):
            self.deleting.emit()
            letters, letter_id = self._context.workspace.letters, sheet.letter_id
            self._context.runner.command(lambda: letters.delete_draft(letter_id), self._gone)

    def _gone(self, _none: None) -> None:
        self._context.notify.toast("Konsep dihapus.")
        self.deleted.emit()
