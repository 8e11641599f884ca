"""Terima Aduan: one sheet, saved as one types, that becomes a case."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QStackedWidget, QVBoxLayout, QWidget

from models.access.permissions import Permission
from models.errors import ErrorCode, UserError
from models.forms.spec import Values
from models.services.cases.persons import Match
from models.services.forms.forms import FormService
from models.services.views import DraftRow, FormSheet, OpenedCase, ProcedureChoice
from ui.context import AppContext
from ui.forms.autosave import Autosave
from ui.forms.builder import FormView
from ui.forms.world import surroundings
from ui.icons import Icon
from ui.pages.intake import presenter
from ui.pages.intake.banners import IntakeBanners
from ui.pages.intake.presenter import DRAFT_KIND, Ticket
from ui.widgets.basics import Button
from ui.widgets.layouts import empty
from ui.widgets.messages import EmptyState, announce
from ui.widgets.page import Page, PageHead, page_box

_TITLE = "Terima Aduan"
#: Rest after the last key before somebody of that name is looked for, in milliseconds.
_ASK_AFTER_MS = 600
#: Letters of the service's name that are always seen; the whole name is in the list.
_PROCEDURE_SIGNS = 26
_SENTENCE = "Isi yang diketahui saja; hanya pertanyaan bertanda * yang wajib."


class IntakePage(Page):
    """The page "terima_aduan"; ``draft_id`` or ``ref`` takes up a draft."""

    def __init__(self, context: AppContext) -> None:
        super().__init__(_TITLE)
        self._context = context
        self._procedures: tuple[ProcedureChoice, ...] = ()
        self._ticket: Ticket | None = None
        self._wanted = ""
        self._drafts: tuple[DraftRow, ...] = ()
        self._searched: Values = {}
        self._matches: tuple[Match, ...] = ()
        self._same_as = ""
        self._sending = False
        self.view: FormView | None = None
        self.autosave = Autosave(self, context.runner, context.workspace.clock.now, self._saving)
        self.autosave.told.connect(self.saved_state)
        self._asking = QTimer(self, singleShot=True, interval=_ASK_AFTER_MS)
        self._asking.timeout.connect(self._look_for_known)
        self._build()

    # ------------------------------------------------------------------ building

    def _build(self) -> None:
        self._head = PageHead(_TITLE, _SENTENCE)
        self.procedure_box = QComboBox()
        self.procedure_box.setAccessibleName("Layanan untuk aduan ini")
        self.procedure_box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.procedure_box.setMinimumContentsLength(_PROCEDURE_SIGNS)
        self.procedure_box.activated.connect(self._procedure_chosen)
        self.urgent_button = Button(
            "Tandai darurat", Icon.RISK, "danger", clicked=self._toggle_emergency, shortcut="Ctrl+Shift+D"
        )
        self.open_button = Button(
            "Simpan dan buka kasus", Icon.CHECK, "primary", clicked=self._send, tip="Simpan dan buka kasus (Ctrl+Enter)"
        )
        for widget in (self.procedure_box, self.urgent_button, self.open_button):
            self._head.verbs.addWidget(widget)
        self.banners = IntakeBanners()
        self.banners.continued.connect(self._continue)
        self.banners.dropped.connect(self._drop)
        self.banners.calmed.connect(self._toggle_emergency)
        self.banners.known.connect(self._say_same)
        sheet = QWidget()
        inside = QVBoxLayout(sheet)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        inside.addWidget(self.banners)
        self._place = QVBoxLayout()
        inside.addLayout(self._place, 1)
        nothing = EmptyState(
            Icon.PROCEDURE,
            "Belum ada SOP untuk menerima aduan",
            "Pilih SOP yang dipakai kantor ini di Administrasi.",
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(sheet)
        self._stack.addWidget(nothing)
        box = page_box(self)
        box.addWidget(self._head)
        box.addWidget(self._stack, 1)
        save = QShortcut(QKeySequence("Ctrl+S"), self, self.autosave.flush)
        save.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # ------------------------------------------------------------------ loading

    def show_with(self, **params: object) -> None:
        """Go on with the sheet on screen, or with the draft that is named, or begin a new one."""
        self._wanted = str(params.get("ref") or params.get("draft_id") or "")
        self._context.runner.query(self._read, self._show_world)

    def leave(self) -> bool:
        self.autosave.flush()
        return True

    def focus_first(self) -> None:
        if self.view is not None:
            self.view.focus_first()

    def _read(self) -> tuple[tuple[ProcedureChoice, ...], tuple[DraftRow, ...]]:
        workspace = self._context.workspace
        return workspace.cases.procedures(), workspace.forms.drafts(DRAFT_KIND)

    def _show_world(self, found: tuple[tuple[ProcedureChoice, ...], tuple[DraftRow, ...]]) -> None:
        self._procedures, self._drafts = found
        self._stack.setCurrentIndex(0 if self._procedures else 1)
        for button in (self.urgent_button, self.open_button):
            button.setEnabled(bool(self._procedures))
        self._offer_procedures()
        wanted = next((draft for draft in self._drafts if self._wanted in (draft.ref, str(draft.draft_id))), None)
        if wanted is not None and (self._ticket is None or wanted.ref != self._ticket.ref):
            self._continue(wanted)
        elif self._ticket is None and self._procedures:
            self._begin(self._procedures[0].key)
        else:
            self._offer_drafts()

    def _offer_procedures(self) -> None:
        self.procedure_box.clear()
        for procedure in self._procedures:
            self.procedure_box.addItem(procedure.name, procedure.key)
        self.procedure_box.setVisible(len(self._procedures) > 1)
        if self._ticket is not None:
            self.procedure_box.setCurrentIndex(self.procedure_box.findData(self._ticket.sop_key))

    def _offer_drafts(self) -> None:
        known = frozenset(procedure.key for procedure in self._procedures)
        self.banners.offer(presenter.others(self._drafts, self._ticket, known))

    def _begin(self, sop_key: str) -> None:
        self._take(presenter.new_ticket(sop_key), {})

    def _take(self, ticket: Ticket, values: Values) -> None:
        """Make the sheet of ``ticket`` the one on screen."""
        self.autosave.forget()
        self._ticket, self._searched = ticket, {}
        self._matches, self._same_as = (), ""
        self.settled.emit({"ref": ticket.ref})
        forms = self._context.workspace.forms
        self._context.runner.query(
            lambda: forms.intake(ticket.sop_key), partial(self._show_sheet, values), owner=self, latest="lembar_aduan"
        )

    def _show_sheet(self, values: Values, sheet: FormSheet) -> None:
        empty(self._place)
        answers = {**sheet.values, **presenter.carried_over(sheet.spec, values)}
        self.view = FormView(sheet.spec, answers, surroundings(self._context, sheet.officers))
        self.view.changed.connect(self._edited)
        self.view.submitted.connect(self._send)
        self.view.exits = (self.open_button, self.urgent_button)
        self._place.addWidget(self.view)
        self.view.show()
        self.urgent_button.setVisible(bool(presenter.emergency_field(sheet.spec)))
        self._dress()
        self._offer_procedures()
        self._offer_drafts()
        self.view.focus_first()

    def _dress(self) -> None:
        if self.view is None:
            return
        emergency = presenter.is_emergency(self.view.state.spec, self.view.values())
        self.banners.show_emergency(emergency)
        self.urgent_button.setVisible(bool(presenter.emergency_field(self.view.state.spec)) and not emergency)

    # ------------------------------------------------------------------ drafts

    def _edited(self, values: Values) -> None:
        self._dress()
        if self.view is not None and presenter.written(self.view.state.spec, values):
            self.autosave.touch(values)
            self._asking.start()

    def _saving(self, values: Values) -> Callable[[], object]:
        ref = self._ticket.ref if self._ticket else ""
        return partial(self._context.workspace.forms.draft_save, DRAFT_KIND, ref, values)

    def _continue(self, draft: DraftRow) -> None:
        """Take up an earlier draft; the sheet on screen is kept as a draft itself."""
        self.autosave.flush(partial(self._take, presenter.ticket_of(draft), draft.values))

    def _drop(self, draft: DraftRow) -> None:
        question = "Buang isian yang belum selesai?"
        text = f"Konsep aduan dari {draft.when} dengan {len(draft.values)} isian tidak dapat dikembalikan."
        if self._context.notify.ask(question, text, "Buang isian", kind="danger"):
            forms = self._context.workspace.forms
            self._context.runner.command(
                lambda: forms.draft_drop(draft.draft_id), partial(self._dropped, draft), owner=self
            )

    def _dropped(self, draft: DraftRow, _none: None) -> None:
        self._drafts = tuple(other for other in self._drafts if other.draft_id != draft.draft_id)
        self._offer_drafts()

    def _look_for_known(self) -> None:
        """Ask whether a case of this person exists, each time something they are known by is another."""
        asked = presenter.person_asked(self.view.state.spec, self.view.values()) if self.view else {}
        if asked == self._searched:
            return
        self._searched = asked
        if not asked:
            self._show_known(())
            return
        persons = self._context.workspace.persons
        self._context.runner.query(
            lambda: persons.similar(asked), self._show_known, self._say_nothing, latest="orang_sama"
        )

    def _show_known(self, matches: tuple[Match, ...]) -> None:
        self._matches = matches
        if self._same_as not in [match.number for match in matches]:
            self._same_as = ""
        self._tell_known()

    def _tell_known(self) -> None:
        joined = bool(self._same_as)
        words = presenter.same_person(self._same_as) if joined else presenter.maybe_known(self._matches)
        may_join = self._context.workspace.session.may(Permission.PERSON_JOIN)
        self.banners.show_known(words, may_join=may_join, joined=joined)
        if words:
            announce(self, words)

    def _say_same(self, same: bool) -> None:
        """The client is the person of the likeliest case: that is written down as soon as this one has a number."""
        self._same_as = self._matches[0].number if same and self._matches else ""
        self._tell_known()

    def _say_nothing(self, _error: UserError) -> None:
        # The hint is a help; that it cannot be given must not disturb taking in the complaint.
        self._show_known(())

    # ------------------------------------------------------------------ verbs

    def _procedure_chosen(self) -> None:
        key = str(self.procedure_box.currentData() or "")
        if self._ticket is None or key == self._ticket.sop_key:
            return
        values = self.view.values() if self.view else {}
        self.autosave.forget()
        self._context.runner.command(partial(_drop_draft, self._context.workspace.forms, self._ticket.ref))
        self._take(presenter.new_ticket(key), values)

    def _toggle_emergency(self) -> None:
        if self.view is None:
            return
        spec = self.view.state.spec
        key = presenter.emergency_field(spec)
        if not key:
            return
        emergency = not presenter.is_emergency(spec, self.view.values())
        self.view.answer(key, "ya" if emergency else "tidak")
        announce(self, "Ditandai darurat" if emergency else "Tanda darurat dibatalkan")

    def _send(self) -> None:
        if self.view is None or self._ticket is None or self._sending:
            return
        if not self.view.show_problems():
            self.view.focus_first_problem()
            announce(self, self.view.summary.accessibleName())
            return
        self._sending = True
        self.open_button.setEnabled(False)
        self.autosave.forget()
        self._open_case()

    def _open_case(self) -> None:
        if self.view is None or self._ticket is None:
            return
        workspace, ticket, values = self._context.workspace, self._ticket, self.view.values()
        known, reason = self._same_as, presenter.SAME_REASON

        def work() -> OpenedCase:
            draft = _draft_of(workspace.forms, ticket.ref)
            opened = workspace.cases.open_case(ticket.sop_key, values, ticket.request_id, draft)
            if known:
                workspace.same_person.join(opened.case_id, known, reason)
            return opened

        self._context.runner.command(work, self._opened, self._refused)

    def _opened(self, case: OpenedCase) -> None:
        self._sending = False
        self.open_button.setEnabled(True)
        self.autosave.forget()
        self._ticket, self.view = None, None
        empty(self._place)
        self.banners.show_emergency(False)
        self._matches, self._same_as = (), ""
        self.banners.show_known("")
        self._context.notify.toast(f"Kasus {case.number} dibuka.")
        self._context.navigate("kasus_rinci", case_id=case.case_id)

    def _refused(self, error: UserError) -> None:
        self._sending = False
        self.open_button.setEnabled(True)
        if self.view is not None:
            self.autosave.touch(self.view.values())
        if error.code is ErrorCode.FORM_INVALID and self.view is not None:
            self.view.show_problems(error.details.get("completion"))  # type: ignore[arg-type]  # details of this code
            self.view.focus_first_problem()
        else:
            self._context.notify.problem(error)


def _draft_of(forms: FormService, ref: str) -> int | None:
    """The draft called ``ref``, asked at the last moment: a save may just have made it. On the database thread."""
    return next((draft.draft_id for draft in forms.drafts(DRAFT_KIND) if draft.ref == ref), None)


def _drop_draft(forms: FormService, ref: str) -> None:
    draft = _draft_of(forms, ref)
    if draft is not None:
        forms.draft_drop(draft)
