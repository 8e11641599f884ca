"""A form of a case: filled in with everything saved as one types, finished, printed, or only read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.access.permissions import Permission
from models.errors import ErrorCode, UserError
from models.forms.meanings import leaves_card
from models.forms.spec import Values
from models.services.views import CasePage, FormSheet, SavedForm
from models.simfoni.sheet import is_entry_form
from ui.company import Company
from ui.context import AppContext
from ui.forms.autosave import Autosave
from ui.forms.builder import FormView
from ui.forms.world import surroundings
from ui.icons import Icon
from ui.pages.form import presenter
from ui.pages.form.conflict import ConflictCard
from ui.pages.form.minimum import offer as offer_minimum
from ui.pages.form.versions import NewerVersionBanner
from ui.papers import show_paper
from ui.places import case_place
from ui.red_path import show_red_path
from ui.widgets import pill
from ui.widgets.basics import Button, IconButton
from ui.widgets.layouts import empty
from ui.widgets.messages import Banner, announce
from ui.widgets.page import Page, PageHead, page_box
from ui.widgets.pill import Pill, Status

_COMPLETE = "lengkap"
_READ_ONLY = Status("Hanya dibaca", Icon.LOCK, pill.SECRET.tone)
_DONE = Status("Lengkap", Icon.DONE, pill.DONE.tone)


class FormPage(Page):
    """The page "formulir": ``case_id`` and ``form_key`` say which."""

    def __init__(self, context: AppContext) -> None:
        super().__init__("Formulir")
        self._context = context
        self._sheet: FormSheet | None = None
        self._base: Values = {}
        self._case_id, self._form_key = 0, ""
        self.view: FormView | None = None
        self.autosave = Autosave(self, context.runner, context.workspace.clock.now, self._saving)
        self.autosave.told.connect(self._tell)
        self.autosave.saved.connect(self._saved)
        self.autosave.failed.connect(self._not_saved)
        self._build()

    # ------------------------------------------------------------------ building

    def _build(self) -> None:
        box = page_box(self)
        self._head = PageHead("Formulir")
        self._pill = Pill(pill.DRAFT)
        self._head.beside.addWidget(self._pill)
        back = IconButton(Icon.BACK, "Kembali ke kasus", clicked=self._to_case)
        self._head.before.addWidget(back)
        self.undo_button = IconButton(Icon.UNDO, "Urungkan isian (Ctrl+Z)", clicked=lambda: self._turn(back=True))
        self.redo_button = IconButton(Icon.REDO, "Ulangi isian (Ctrl+Y)", clicked=lambda: self._turn(back=False))
        self.blank_button = IconButton(Icon.DOCUMENT, "Cetak formulir kosong", clicked=self._print_blank)
        self.print_button = IconButton(Icon.PRINT, "Pratinjau dan cetak", clicked=self._print, shortcut="Ctrl+P")
        self.next_button = Button("Simpan dan isi berikutnya", Icon.FORWARD, clicked=self._next, shortcut="Ctrl+J")
        self.done_button = Button("Selesai", Icon.CHECK, "primary", clicked=self._finish, tip="Selesai (Ctrl+Enter)")
        self.card_button = IconButton(Icon.PHONE, "Cetak kartu nomor", clicked=self._print_cards)
        self.entry_button = IconButton(Icon.NATIONAL, "Salin ke Simfoni PPA", clicked=self._to_entry)
        turns = (self.entry_button, self.card_button, self.undo_button, self.redo_button)
        self._verbs = (*turns, self.blank_button, self.print_button, self.next_button, self.done_button)
        for button in self._verbs:
            self._head.verbs.addWidget(button)
        box.addWidget(self._head)
        self.company = Company(self._context, "formulir")
        box.addWidget(self.company)
        self._above = QVBoxLayout()
        self._above.setSpacing(8)
        box.addLayout(self._above)
        place = QWidget()  # takes its room while the form is still being read: the head stays where it is
        self._place = QVBoxLayout(place)
        self._place.setContentsMargins(0, 0, 0, 0)
        box.addWidget(place, 1)
        save = QShortcut(QKeySequence("Ctrl+S"), self, self.autosave.flush)
        save.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # ------------------------------------------------------------------ loading

    def show_with(self, **params: object) -> None:
        """Open ``form_key`` of ``case_id``."""
        wanted = int(str(params["case_id"])), str(params["form_key"])
        self.autosave.forget()
        if wanted != (self._case_id, self._form_key):
            # Nothing of another form may stay on screen, and no late answer to it may touch this one.
            self._sheet, self.view = None, None
            empty(self._above)
            empty(self._place)
            self._head.set_words("Formulir", "Dibuka…")
            for idle in (self._pill, *self._verbs):
                idle.hide()
        self._case_id, self._form_key = wanted
        self.company.at(f"{self._case_id}/{self._form_key}")
        self._load()

    def refresh(self) -> None:
        """Read the form again, unless something typed is still to be saved."""
        if self._form_key and self.autosave.clean:
            self._load()

    def leave(self) -> bool:
        self.company.at("")
        self.autosave.flush()
        return True

    def focus_first(self) -> None:
        if self.view is not None:
            self.view.focus_first()

    def _load(self) -> None:
        forms, case_id, key = self._context.workspace.forms, self._case_id, self._form_key
        self._context.runner.query(lambda: forms.open(case_id, key), self._show, self._not_opened, latest="formulir")

    def _not_opened(self, error: UserError) -> None:
        self._context.notify.problem(error)
        if self.view is None:
            self._to_case()

    def _show(self, sheet: FormSheet) -> None:
        same = self._sheet is not None and self.view is not None and self._sheet.spec == sheet.spec
        same = same and self._sheet is not None and self._sheet.case_id == sheet.case_id
        self._sheet, self._base = sheet, dict(sheet.values)
        empty(self._above)
        if same and self.view is not None:
            self.view.set_values(sheet.values, sheet.prefilled)
        else:
            self._make_view(sheet)
        self._dress()

    def _make_view(self, sheet: FormSheet) -> None:
        empty(self._place)
        around = surroundings(self._context, sheet.officers, sheet.persons, sheet.case_id)
        self.view = FormView(sheet.spec, sheet.values, around, prefilled=sheet.prefilled)
        self.view.changed.connect(self._edited)
        self.view.submitted.connect(self._finish)
        self.view.undoing.moved.connect(self._show_turns)
        self.view.exits = (self.next_button, self.done_button)
        self._place.addWidget(self.view)
        self.view.show()
        self.view.focus_first()

    def _dress(self) -> None:
        sheet = self._sheet
        if sheet is None or self.view is None:
            return
        self.set_title(sheet.spec.short_title or sheet.spec.title)
        self._head.set_words(presenter.heading(sheet.spec), presenter.sentence(sheet))
        done = sheet.status == _COMPLETE
        self._pill.set_status(_DONE if done else _READ_ONLY if sheet.read_only else pill.DRAFT)
        for shown in (self._pill, self.blank_button, self.print_button):
            shown.show()
        self.view.set_read_only(sheet.read_only)
        self.print_button.setEnabled(sheet.row_version is not None)
        self.card_button.setVisible(leaves_card(sheet.spec))
        may_copy = self._context.workspace.session.may(Permission.SIMFONI_READ)
        self.entry_button.setVisible(may_copy and is_entry_form(sheet.spec))
        for button in (self.undo_button, self.redo_button, self.next_button, self.done_button):
            button.setVisible(not sheet.read_only)
        self._show_turns()
        if sheet.newer_version:
            self._above.addWidget(NewerVersionBanner(self._context, sheet, self._when_saved, self._load))
        if sheet.spec.note:
            self._above.addWidget(Banner("info", sheet.spec.note, closable=True))

    def _when_saved(self, then: Callable[[FormSheet], object]) -> None:
        """Go on with the sheet as it stands when everything typed is saved."""
        self.autosave.flush(lambda: then(self._sheet) if self._sheet is not None else None)

    def _show_turns(self) -> None:
        undoing = self.view.undoing if self.view else None
        self.undo_button.setEnabled(undoing is not None and undoing.can_undo)
        self.redo_button.setEnabled(undoing is not None and undoing.can_redo)

    def _turn(self, *, back: bool) -> None:
        if self.view is not None:
            (self.view.undoing.undo if back else self.view.undoing.redo)()

    # ------------------------------------------------------------------ saving

    def _edited(self, values: Values) -> None:
        self.autosave.touch(values)

    def _saving(self, values: Values) -> Callable[[], object]:
        forms = self._context.workspace.forms
        version = self._sheet.row_version if self._sheet else None
        return partial(forms.save, self._case_id, self._form_key, values, version)

    def _saved(self, answer: SavedForm) -> None:
        self._take_over(answer)

    def _take_over(self, answer: SavedForm) -> None:
        if self._sheet is None or self.view is None:
            return
        self._sheet = _with(self._sheet, answer)
        self._base = self.view.values()
        self._pill.set_status(_DONE if answer.status == _COMPLETE else pill.DRAFT)
        self.print_button.setEnabled(True)

    def _tell(self, words: str, tone: str) -> None:
        self.saved_state.emit(words, tone)

    def _not_saved(self, error: UserError) -> None:
        if self.view is None:
            self._context.notify.problem(error)
        elif error.code is ErrorCode.CHANGED_BY_OTHER:
            self.autosave.hold()
            forms, case_id, key = self._context.workspace.forms, self._case_id, self._form_key
            self._context.runner.query(lambda: forms.open(case_id, key), self._compare, latest="formulir")
        elif error.code in (ErrorCode.CASE_CLOSED, ErrorCode.NOT_ALLOWED):
            self.autosave.hold()
            self._context.notify.problem(error)

    def _compare(self, theirs: FormSheet) -> None:
        if self.view is None:
            return
        mine = self.view.values()
        names = {option.key: option.label for option in theirs.officers}
        found = presenter.differences(theirs.spec, self._base, mine, theirs.values, names)
        empty(self._above)
        card = ConflictCard(theirs.updated_text, found)
        card.settled.connect(partial(self._settle, theirs))
        self._above.addWidget(card)
        announce(self, card.accessibleName())

    def _settle(self, theirs: FormSheet, choices: dict[str, presenter.Choice]) -> None:
        """The person has chosen; go on from what the other person saved. What was typed meanwhile counts too."""
        if self.view is None:
            return
        wanted = presenter.merged(self._base, self.view.values(), theirs.values, choices)
        self.autosave.forget()
        self._show(theirs)
        if wanted != theirs.values:
            self.view.set_values(wanted)
            self.autosave.touch(self.view.values())
            self.autosave.flush()

    # ------------------------------------------------------------------ verbs

    def _finish(self) -> None:
        self._complete(self._finished)

    def _complete(self, then: Callable[[SavedForm], object]) -> None:
        """Declare the form complete, or show what is missing."""
        if self.view is None or self._sheet is None or self._sheet.read_only:
            return
        if not self.view.show_problems():
            self.view.focus_first_problem()
            announce(self, self.view.summary.accessibleName())
            return
        self.autosave.flush(partial(self._save_finished, then))

    def _save_finished(self, then: Callable[[SavedForm], object]) -> None:
        if self.view is None or self._sheet is None:
            return
        forms, values, version = self._context.workspace.forms, self.view.values(), self._sheet.row_version
        case_id, key = self._case_id, self._form_key
        self._context.runner.command(
            lambda: forms.save(case_id, key, values, version, finish=True), then, self._not_finished, owner=self
        )

    def _not_finished(self, error: UserError) -> None:
        completion = error.details.get("completion")
        if error.code is ErrorCode.FORM_INVALID and self.view is not None:
            self.view.show_problems(completion)  # type: ignore[arg-type]  # the details of this code
            self.view.focus_first_problem()
        elif error.code is ErrorCode.CHANGED_BY_OTHER:
            self._not_saved(error)
        else:
            self._context.notify.problem(error)

    def _finished(self, answer: SavedForm) -> None:
        self._take_over(answer)
        self._tell(f"Tersimpan {answer.saved_at:%H.%M}", "ok")
        self._context.notify.toast(f"{self.title} lengkap.")
        self._to_case()
        offer_minimum(self.window(), self._context, self._case_id)
        if answer.urgent:
            show_red_path(self.window(), self._context, self._case_id)

    def _next(self) -> None:
        """Keep this form as far as it is, complete if it can be, and open the next."""
        if self.view is None:
            return
        if self.view.completion().complete and not presenter.is_empty(self.view.values()):
            self._complete(self._finished_then_next)
        else:
            self.autosave.flush(self._look_for_next)

    def _finished_then_next(self, answer: SavedForm) -> None:
        if answer.urgent:
            self._finished(answer)  # danger comes before the next form
            return
        self._take_over(answer)
        offer_minimum(self.window(), self._context, self._case_id)
        self._look_for_next()

    def _look_for_next(self) -> None:
        cases, case_id = self._context.workspace.cases, self._case_id
        self._context.runner.query(lambda: cases.page(case_id), self._open_next)

    def _open_next(self, page: CasePage) -> None:
        key = presenter.next_form(page, self._form_key)
        if key:
            self._context.navigate("formulir", case_id=self._case_id, form_key=key)
        else:
            self._context.notify.toast("Semua formulir wajib langkah ini sudah lengkap.")
            self._to_case()

    def _to_case(self) -> None:
        place = case_place(self._case_id)
        self._context.navigate(place.page_id, **place.params)

    def _print(self) -> None:
        self.autosave.flush(self._fetch_paper)

    def _fetch_paper(self) -> None:
        forms, case_id, key = self._context.workspace.forms, self._case_id, self._form_key
        self._context.runner.query(lambda: forms.paper(case_id, key), self._show_filled)

    def _show_filled(self, pdf: bytes) -> None:
        title = f"Formulir {self.title.lower()}"
        show_paper(self, self._context, pdf, title, f"{self._form_key}.pdf", logged=title, case_id=self._case_id)

    def _to_entry(self) -> None:
        case_id = self._case_id
        self.autosave.flush(lambda: self._context.navigate("simfoni", case_id=case_id))

    def _print_cards(self) -> None:
        self.autosave.flush(self._fetch_cards)

    def _fetch_cards(self) -> None:
        forms, case_id, key = self._context.workspace.forms, self._case_id, self._form_key
        self._context.runner.query(lambda: forms.cards(case_id, key), self._show_cards)

    def _show_cards(self, pdf: bytes) -> None:
        show_paper(self, self._context, pdf, "Kartu nomor", "kartu.pdf")

    def _print_blank(self) -> None:
        forms, key = self._context.workspace.forms, self._form_key
        self._context.runner.query(lambda: forms.blank_paper(key), self._show_blank)

    def _show_blank(self, pdf: bytes) -> None:
        show_paper(self, self._context, pdf, f"Formulir kosong {self.title.lower()}", f"{self._form_key}-kosong.pdf")


def _with(sheet: FormSheet, answer: SavedForm) -> FormSheet:
    """The sheet as it stands after a save."""
    return replace(
        sheet, row_version=answer.row_version, status=answer.status, completion=answer.completion, prefilled=frozenset()
    )
