"""A letter on the desk: its fields on the left, the paper as it will be printed on the right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout

from models.access.permissions import Permission
from models.errors import ErrorCode, UserError
from models.forms.spec import Values
from models.services.views import LetterPreview, LetterSheet
from ui.company import Company
from ui.context import AppContext
from ui.forms.autosave import Autosave
from ui.forms.world import surroundings
from ui.icons import Icon
from ui.pages.letters import presenter
from ui.pages.letters.choices_panel import ChoicesPanel
from ui.pages.letters.deeds import LetterDeeds
from ui.pages.letters.issuing import Issuing
from ui.pages.letters.life_desk import LifeDesk
from ui.pages.letters.life_panel import LifePanel
from ui.pages.letters.live_paper import LivePaper
from ui.pages.letters.presenter import DRAFT
from ui.pages.letters.sheet_card import SheetCard
from ui.places import case_place
from ui.widgets import pill
from ui.widgets.basics import Button, Card, IconButton
from ui.widgets.page import Page, PageHead, page_box
from ui.widgets.pdf_preview import PdfPreview
from ui.widgets.pill import Pill


class LetterDeskPage(Page):
    """The page "surat_rinci": ``letter_id``, or ``case_id`` and ``letter_key`` for a new letter."""

    def __init__(self, context: AppContext) -> None:
        super().__init__("Surat")
        self._context = context
        self._sheet: LetterSheet | None = None
        self._ask_reply = False
        self._preview: LetterPreview | None = None
        self.autosave = Autosave(self, context.runner, context.workspace.clock.now, self._saving)
        self.autosave.told.connect(self.saved_state)
        self.autosave.saved.connect(self._saved)
        self.autosave.failed.connect(self._not_saved)
        self._build()
        self.paper = LivePaper(context, self.preview, self._values)
        self.paper.composed.connect(self._composed)
        self.issuing = Issuing(context, self.card, self.autosave, lambda: self._sheet)
        self.deeds = LetterDeeds(context, self, self.preview, lambda: self._sheet)
        self.life = LifeDesk(context, self, self.life_panel, self.preview, lambda: self._sheet, self._hand_in)
        self._wire()

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
        self.life_panel = LifePanel()
        self.choices = ChoicesPanel(self._context, lambda: self._sheet, self.autosave.flush)
        self.card.beside.addWidget(self.life_panel)
        self.card.beside.addWidget(self.choices)
        self.preview = PdfPreview("Pratinjau", "Pratinjau surat")
        framed = Card(margins=(1, 1, 1, 1), spacing=0)
        framed.body.addWidget(self.preview)
        halves = QHBoxLayout()
        halves.setSpacing(12)
        halves.addWidget(self.card)
        halves.addWidget(framed, 1)
        box = page_box(self)
        box.addWidget(self._head)
        self.company = Company(self._context, "surat")
        box.addWidget(self.company)
        box.addLayout(halves, 1)
        save = QShortcut(QKeySequence("Ctrl+S"), self, self.autosave.flush)
        save.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _wire(self) -> None:
        card, deeds = self.card, self.deeds
        card.number_wanted.connect(self.issuing.ask)
        card.print_wanted.connect(deeds.print)
        card.save_wanted.connect(deeds.save_pdf)
        card.void_wanted.connect(deeds.void)
        card.reply_wanted.connect(deeds.reply)
        card.delete_wanted.connect(deeds.delete)
        card.naming_wanted.connect(lambda naming: self.autosave.flush(lambda: deeds.name_people(naming)))
        card.missing.case_wanted.connect(self._to_case)
        card.wording_wanted.connect(lambda: self.autosave.flush(deeds.take_wording))
        self.life.moved.connect(self.refresh)
        self.choices.chosen.connect(self.refresh)
        self.choices.insertion_wanted.connect(self.issuing.ask_inserted)
        self.issuing.composed.connect(self._composed)
        self.issuing.issued.connect(self._issued)
        self.issuing.overtaken.connect(self._settle)
        self.issuing.refused.connect(self.paper.draw)
        deeds.printed.connect(self._printed)
        deeds.changed.connect(self.refresh)
        deeds.shown.connect(self._show)
        deeds.deleting.connect(self.autosave.forget)
        deeds.deleted.connect(self._deleted)

    # ------------------------------------------------------------------ loading

    def show_with(self, **params: object) -> None:
        """Open a letter (``reply``: and ask for what was answered to it), or begin one."""
        self._ask_reply = bool(params.get("reply"))
        self.autosave.forget()
        self.paper.take(None)
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
        self.company.at("")
        self.autosave.flush()
        return True

    def focus_first(self) -> None:
        if self.card.view is not None:
            self.card.view.focus_first()

    def _show(self, sheet: LetterSheet) -> None:
        self._sheet, self._preview = sheet, None
        if self._ask_reply and sheet.awaits_reply:
            self.deeds.reply()
        self._ask_reply = False
        self.settled.emit({"letter_id": sheet.letter_id})
        self.company.at(str(sheet.letter_id) if sheet.status == DRAFT else "")
        self.set_title(sheet.spec.name)
        self._head.set_words(sheet.spec.name, presenter.sentence(sheet))
        self._pill.set_status(presenter.status(sheet.stage))
        self._case_button.setVisible(sheet.case_id is not None)
        self.preview.set_title("Pindaian" if sheet.by_hand else f"Pratinjau · {sheet.paper_text}")
        may_void = self._context.workspace.session.may(Permission.LETTER_VOID)
        around = surroundings(self._context, sheet.officers)
        view = self.card.show_sheet(sheet, around, may_void=may_void)
        view.changed.connect(self._edited)
        view.submitted.connect(self.issuing.ask)
        self.paper.take(None if sheet.by_hand else sheet.letter_id, draft=sheet.status == DRAFT)
        self.life.look(sheet)
        self.choices.look(sheet)
        if sheet.read_only and self.card.print_button.isVisible():
            self.card.print_button.setFocus()
        else:
            view.focus_first()

    def _hand_in(self, then: Callable[[], object]) -> None:
        """Go on when the draft is complete and saved; else say what is missing."""
        view = self.card.view
        if view is None or not view.show_problems() or not presenter.ready(self._preview):
            if view is not None:
                view.focus_first_problem()
            self._context.notify.warning("Surat ini belum lengkap", presenter.unready(self._preview))
            return
        self.autosave.flush(then)

    def _values(self) -> Values | None:
        return self.card.view.values() if self.card.view is not None else None

    def _edited(self, values: Values) -> None:
        self.autosave.touch(values)
        self.paper.touch()

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

    # ------------------------------------------------------------------ what became of the letter

    def _composed(self, preview: LetterPreview) -> None:
        self._preview = preview
        self.card.show_reach(preview, printed=False)

    def _issued(self, letter_id: int) -> None:
        self.autosave.forget()
        self.show_with(letter_id=letter_id)

    def _printed(self) -> None:
        self.card.show_reach(self._preview, printed=True)

    def _deleted(self) -> None:
        self._sheet = None
        self._context.navigate("surat")

    def _to_case(self) -> None:
        if self._sheet is not None and self._sheet.case_id is not None:
            place = case_place(self._sheet.case_id)
            self._context.navigate(place.page_id, **place.params)
