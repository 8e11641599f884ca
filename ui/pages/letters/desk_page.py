"""A letter on the desk: its fields on the left, the paper as it will be printed on the right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from uuid import uuid4

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout

from models.access.permissions import Permission
from models.errors import ErrorCode, UserError
from models.forms.spec import Values
from models.services.views import FormSheet, IssuedLetter, LetterPreview, LetterSheet, NumberPreview
from ui.context import AppContext
from ui.forms.autosave import Autosave
from ui.forms.world import surroundings
from ui.icons import Icon
from ui.pages.letters import presenter
from ui.pages.letters.presenter import DRAFT
from ui.pages.letters.reply_dialog import ReplyDialog
from ui.pages.letters.sheet_card import SheetCard
from ui.places import case_place
from ui.widgets import pill
from ui.widgets.basics import Button, Card, IconButton
from ui.widgets.messages import announce
from ui.widgets.page import Page, PageHead, page_box
from ui.widgets.pdf_preview import PdfPreview
from ui.widgets.pill import Pill

#: The paper is drawn again when the person has rested this long, in milliseconds.
PREVIEW_REST_MS = 400
_KEPT = "Nomor yang sudah diberikan tidak dapat dipakai lagi, dan isi surat tidak dapat diubah sesudahnya."


class LetterDeskPage(Page):
    """The page "surat_rinci": ``letter_id``, or ``case_id`` and ``letter_key`` for a new letter."""

    def __init__(self, context: AppContext) -> None:
        super().__init__("Surat")
        self._context = context
        self._sheet: LetterSheet | None = None
        self._preview: LetterPreview | None = None
        self._request_id = ""
        self._printed = False
        self.autosave = Autosave(self, context.runner, context.workspace.clock.now, self._saving)
        self.autosave.told.connect(self.saved_state)
        self.autosave.saved.connect(self._saved)
        self.autosave.failed.connect(self._not_saved)
        self._rest = QTimer(self, singleShot=True, interval=PREVIEW_REST_MS)
        self._rest.timeout.connect(self._draw)
        self._build()

    # ------------------------------------------------------------------ building

    def _build(self) -> None:
        self._head = PageHead("Surat")
        self._pill = Pill(pill.DRAFT)
        self._case_button = Button("Buka kasus", Icon.CASES, clicked=self._to_case)
        back = IconButton(Icon.BACK, "Kembali ke Meja Surat", clicked=lambda: self._context.navigate("surat"))
        self._head.before.addWidget(back)
        for widget in (self._pill, self._case_button):
            self._head.verbs.addWidget(widget)
        self.card = SheetCard()
        self.card.number_wanted.connect(self._ask_number)
        self.card.print_wanted.connect(self._print)
        self.card.save_wanted.connect(self._save_pdf)
        self.card.void_wanted.connect(self._void)
        self.card.reply_wanted.connect(self._reply)
        self.card.delete_wanted.connect(self._delete)
        self.preview = PdfPreview("Pratinjau", "Pratinjau surat")
        framed = Card(margins=(1, 1, 1, 1), spacing=0)
        framed.body.addWidget(self.preview)
        halves = QHBoxLayout()
        halves.setSpacing(12)
        halves.addWidget(self.card)
        halves.addWidget(framed, 1)
        box = page_box(self)
        box.addWidget(self._head)
        box.addLayout(halves, 1)
        save = QShortcut(QKeySequence("Ctrl+S"), self, self.autosave.flush)
        save.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # ------------------------------------------------------------------ loading

    def show_with(self, **params: object) -> None:
        """Open a letter, or begin one."""
        self.autosave.forget()
        self._rest.stop()
        self._sheet = None  # a late answer to another letter must not touch this one
        letters = self._context.workspace.letters
        if params.get("letter_id"):
            letter_id = int(str(params["letter_id"]))
            self._context.runner.query(lambda: letters.open(letter_id), self._show, latest="surat")
            return
        case_id = int(str(params["case_id"])) if params.get("case_id") else None
        key = str(params["letter_key"])
        self._context.runner.command(lambda: letters.start(case_id, key), self._show)

    def refresh(self) -> None:
        """Read the letter again, unless something typed is still to be saved."""
        if self._sheet is not None and self.autosave.clean:
            letters, letter_id = self._context.workspace.letters, self._sheet.letter_id
            self._context.runner.query(lambda: letters.open(letter_id), self._show, latest="surat")

    def leave(self) -> bool:
        self.autosave.flush()
        return True

    def focus_first(self) -> None:
        if self.card.view is not None:
            self.card.view.focus_first()

    def _show(self, sheet: LetterSheet) -> None:
        self._sheet, self._preview, self._printed = sheet, None, False
        self.settled.emit({"letter_id": sheet.letter_id})
        self._request_id = f"surat-{uuid4().hex}"
        self.set_title(sheet.spec.name)
        self._head.set_words(sheet.spec.name, presenter.sentence(sheet))
        self._pill.set_status(presenter.status(sheet.status))
        self._case_button.setVisible(sheet.case_id is not None)
        self.preview.set_title(f"Pratinjau · {sheet.paper_text}")
        self.preview.clear("Pratinjau disiapkan…")
        may_void = self._context.workspace.session.may(Permission.LETTER_VOID)
        around = surroundings(self._context, sheet.officers)
        view = self.card.show_sheet(sheet, around, may_void=may_void)
        view.changed.connect(self._edited)
        view.submitted.connect(self._ask_number)
        self._draw()
        if sheet.read_only and self.card.print_button.isVisible():
            self.card.print_button.setFocus()
        else:
            view.focus_first()

    def _edited(self, values: Values) -> None:
        self.autosave.touch(values)
        self._rest.start()

    def _draw(self) -> None:
        """Ask for the paper: drawn anew for a draft, the stored bytes for an issued letter."""
        self._rest.stop()
        if self._sheet is None or self.card.view is None:
            return
        letters, letter_id = self._context.workspace.letters, self._sheet.letter_id
        if self._sheet.status == DRAFT:
            values = self.card.view.values()
            work = partial(letters.preview, letter_id, values)
            self._context.runner.query(work, self._drawn, self._not_drawn, latest="pratinjau_surat")
        else:
            self._context.runner.query(lambda: letters.paper(letter_id), self._fetched, latest="pratinjau_surat")

    def _drawn(self, preview: LetterPreview) -> None:
        if self._sheet is None:
            return
        self._preview = preview
        self.preview.show_pdf(preview.pdf)
        self.card.show_reach(preview, printed=False)

    def _not_drawn(self, error: UserError) -> None:
        self.preview.clear("Pratinjau belum dapat dibuat.")
        self._context.notify.problem(error)

    def _fetched(self, pdf: bytes) -> None:
        if self._sheet is None:
            return
        self.preview.show_pdf(pdf)

    # ------------------------------------------------------------------ saving

    def _saving(self, values: Values) -> Callable[[], object]:
        if self._sheet is None:
            raise AssertionError("nothing on the desk")
        letters = self._context.workspace.letters
        return partial(letters.save, self._sheet.letter_id, values, self._sheet.row_version)

    def _saved(self, row_version: int) -> None:
        if self._sheet is not None:
            self._sheet = replace(self._sheet, row_version=row_version)

    def _not_saved(self, error: UserError) -> None:
        if self._sheet is None:
            self._context.notify.problem(error)
        elif error.code in (ErrorCode.CHANGED_BY_OTHER, ErrorCode.LETTER_ISSUED):
            self.autosave.hold()
            self._settle(error)

    def _settle(self, error: UserError) -> None:
        """Somebody else has changed the draft, or given it its number: nothing of theirs is overwritten."""
        if self._sheet is None or self.card.view is None:
            return
        mine, letter_id = self.card.view.values(), self._sheet.letter_id
        self._context.notify.problem(error)
        self.autosave.forget()
        letters = self._context.workspace.letters
        self._context.runner.query(
            lambda: letters.open(letter_id), partial(self._choose, mine), owner=self, latest="surat"
        )

    def _choose(self, mine: Values, theirs: LetterSheet) -> None:
        self._show(theirs)
        if theirs.read_only or mine == theirs.values or self.card.view is None:
            return
        question = "Pertahankan isian Anda?"
        text = "Konsep ini sudah diubah orang lain dan kini tampil seperti yang mereka simpan."
        if self._context.notify.ask(question, text, "Pakai isian saya"):
            self.card.view.set_values(mine)
            self._edited(self.card.view.values())

    # ------------------------------------------------------------------ number

    def _ask_number(self) -> None:
        if self._sheet is None or self.card.view is None or self._sheet.status != DRAFT or not self._sheet.may_issue:
            return
        if not self.card.number_button.isEnabled():
            return  # it is being given its number
        if not self.card.view.show_problems():
            self.card.view.focus_first_problem()
            announce(self, self.card.view.summary.accessibleName())
            return
        self.autosave.flush(self._fetch_number)

    def _fetch_number(self) -> None:
        if self._sheet is None or self.card.view is None:
            return
        letters, letter_id, values = self._context.workspace.letters, self._sheet.letter_id, self.card.view.values()

        def work() -> tuple[LetterPreview, NumberPreview]:
            return letters.preview(letter_id, values), letters.next_number(letter_id)

        self._context.runner.query(work, self._confirm_number)

    def _confirm_number(self, found: tuple[LetterPreview, NumberPreview]) -> None:
        preview, number = found
        self._drawn(preview)
        if self._sheet is None or self.card.view is None:
            return
        if not presenter.ready(preview):
            announce(self, self.card.missing.text())
            self._context.notify.warning("Surat ini belum lengkap", presenter.named(preview.missing))
            return
        if not self._context.notify.ask(f"Beri nomor {number.number}?", f"{number.sentence} {_KEPT}", "Beri nomor"):
            return
        letters, sheet, values = self._context.workspace.letters, self._sheet, self.card.view.values()
        self.card.number_button.setEnabled(False)
        self._context.runner.command(
            lambda: letters.issue(sheet.letter_id, values, sheet.row_version, self._request_id),
            self._issued,
            self._not_issued,
        )

    def _issued(self, letter: IssuedLetter) -> None:
        self.autosave.forget()
        self._context.notify.toast(f"Surat bernomor {letter.number}.")
        self.refresh()

    def _not_issued(self, error: UserError) -> None:
        self.card.number_button.setEnabled(True)
        if error.code is ErrorCode.CHANGED_BY_OTHER:
            self._settle(error)
            return
        self._context.notify.problem(error)
        self._draw()

    # ------------------------------------------------------------------ verbs

    def _print(self) -> None:
        if self._sheet is None or self._sheet.status == DRAFT or not self.preview.pdf:
            return
        name = presenter.file_name(self._sheet)
        self._context.printing.print_pdf(self.preview.pdf, self._sheet.spec.name, name, self, self._note_print)

    def _note_print(self, copies: int, printer: str) -> None:
        if self._sheet is None:
            return
        letters, letter_id = self._context.workspace.letters, self._sheet.letter_id
        self._printed = True
        self.card.show_reach(self._preview, printed=True)
        self._context.notify.toast("Surat dikirim ke printer.")
        self._context.runner.command(lambda: letters.printed(letter_id, copies, printer))

    def _save_pdf(self) -> None:
        if self._sheet is not None and self.preview.pdf:
            self._context.printing.save_pdf(self.preview.pdf, presenter.file_name(self._sheet))

    def _void(self) -> None:
        if self._sheet is None:
            return
        reason = self._context.notify.ask_text(
            f"Batalkan surat nomor {self._sheet.number}?",
            "Nomornya tetap tercatat sebagai batal dan tidak dipakai lagi.",
            "Alasan pembatalan",
            "Batalkan surat",
        )
        if reason is not None:
            letters, letter_id = self._context.workspace.letters, self._sheet.letter_id
            self._context.runner.command(lambda: letters.void(letter_id, reason), self._show)

    def _reply(self) -> None:
        if self._sheet is not None:
            replies, letter_id = self._context.workspace.replies, self._sheet.letter_id
            self._context.runner.query(lambda: replies.open(letter_id), self._ask_reply, latest="balasan")

    def _ask_reply(self, sheet: FormSheet) -> None:
        letter = self._sheet
        if letter is None:
            return
        around = surroundings(self._context, sheet.officers)
        dialog = ReplyDialog(self, sheet, around, f"Atas {letter.spec.name} nomor {letter.number}")
        replies = self._context.workspace.replies

        def save(values: Values) -> None:
            self._context.runner.command(
                lambda: replies.save(letter.letter_id, values, sheet.row_version), self._replied
            )

        dialog.saved.connect(save)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _replied(self, _row_version: int) -> None:
        self._context.notify.toast("Balasan dicatat. Pindaiannya dapat dilampirkan pada dokumen kasus.")
        self.refresh()

    def _delete(self) -> None:
        if self._sheet is None:
            return
        case = f" untuk kasus {self._sheet.case_number}" if self._sheet.case_number else ""
        question = f"Hapus konsep {self._sheet.spec.name}{case}?"
        if self._context.notify.ask(question, "Isiannya tidak dapat dikembalikan.", "Hapus konsep", kind="danger"):
            self.autosave.forget()
            letters, letter_id = self._context.workspace.letters, self._sheet.letter_id
            self._context.runner.command(lambda: letters.delete_draft(letter_id), self._deleted)

    def _deleted(self, _none: None) -> None:
        self._sheet = None
        self._context.notify.toast("Konsep dihapus.")
        self._context.navigate("surat")

    def _to_case(self) -> None:
        if self._sheet is not None and self._sheet.case_id is not None:
            place = case_place(self._sheet.case_id)
            self._context.navigate(place.page_id, **place.params)
