"""Halaman Kasus: the procedure of one case with its papers, notes and history; layout and wiring only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget

from models.access.permissions import Permission
from models.services.views import (
    AttachmentRow,
    CasePage,
    DocumentItem,
    DocumentKind,
    MissingItem,
    Progress,
    RevealedClient,
    StepPanel,
)
from models.services.views.records import CaseFileItem
from ui.context import AppContext
from ui.pages.case.actions import CaseActions
from ui.pages.case.case_file_tab import CaseFileTab
from ui.pages.case.client_tab import ClientTab
from ui.pages.case.clocks import CaseClocks
from ui.pages.case.closing import CloseStepDialog
from ui.pages.case.handing import StepHanding
from ui.pages.case.header import CaseHeader
from ui.pages.case.paper_tabs import AttachmentsTab, FormsTab, LettersTab
from ui.pages.case.presenter import Closing, must_ask, tab_titles
from ui.pages.case.receipt_actions import ReceiptActions
from ui.pages.case.receipts_tab import ReceiptsTab
from ui.pages.case.record_tabs import HistoryTab, NotesTab
from ui.pages.case.same_person import SamePersonCard
from ui.pages.case.scans import CaseScans
from ui.pages.case.sending import Sending
from ui.pages.case.steps_tab import StepsTab
from ui.pages.case.version import CaseMoving
from ui.papers import show_paper
from ui.places import Place, document_place, letter_place, report_place
from ui.red_path import show_red_path
from ui.scanning.files import dropped_files
from ui.viewer import AttachmentViewer
from ui.widgets.basics import line
from ui.widgets.page import Page, page_box
from ui.widgets.tab_strip import TabStrip

if TYPE_CHECKING:
    from collections.abc import Callable

STEPS, CLIENT, FORMS, PAPERS, LETTERS, NOTES, HISTORY, RECEIPTS, CASE_FILE = range(9)


#: The parts of a case; the last two are never shown together.
_PARTS = ("Langkah SOP", "Data Klien", "Formulir", "Dokumen", "Surat", "Catatan", "Riwayat", "Berkas", "Berkas")


class CasePageView(Page):
    """One case. Shown with ``case_id``; ``finish`` asks at once to close the step, ``outcome`` with that branch."""

    topics = frozenset({"kasus", "surat"})

    def __init__(self, context: AppContext) -> None:
        super().__init__("Kasus")
        self._context = context
        self._page: CasePage | None = None
        self._finish_with: str | None = None
        self.actions_ = CaseActions(context, self)
        self.scans = CaseScans(context, self.actions_, self)
        box = page_box(self)
        box.setSpacing(8)
        self.header = CaseHeader()
        box.addWidget(self.header)
        self.clocks = CaseClocks(context)
        self.clocks.changed.connect(self.refresh)
        box.addWidget(self.clocks)
        self.handing = StepHanding(context, self)
        self.moving, self.sending = CaseMoving(context, self), Sending(context, self)
        self.tabs = TabStrip("Bagian kasus", _PARTS)
        box.addWidget(self.tabs)
        box.addSpacing(-9)
        box.addWidget(line())
        box.addSpacing(-9)
        self.steps, self.client, self.forms = StepsTab(), ClientTab(), FormsTab()
        self.papers, self.letters, self.notes, self.history = AttachmentsTab(), LettersTab(), NotesTab(), HistoryTab()
        self.receipts, self.receiving = ReceiptsTab(), ReceiptActions(context, self)
        self.case_file = CaseFileTab(context)
        self.same_person = self.client.add(SamePersonCard(context))
        self._stack = QStackedWidget()
        for tab in (self.steps, self.client, self.forms, self.papers, self.letters, self.notes, self.history,
                    self.receipts, self.case_file):  # fmt: skip
            self._stack.addWidget(tab)
        box.addWidget(self._stack, 1)
        self.setAcceptDrops(True)
        self._wire_head()
        self._wire_tabs()
        self._wire_actions()
        self._keys()

    # ------------------------------------------------------------------ wiring

    def _wire_head(self) -> None:
        self.header.back.connect(lambda: self._context.navigate("kasus"))
        self.header.reveal.connect(self._reveal_or_hide)
        self.header.reopen.connect(self.actions_.reopen)
        self.header.assign.connect(lambda: self.handing.assign(self._step()))
        self.header.hand_over.connect(lambda: self.handing.hand_over(self._step()))
        self.handing.changed.connect(self._show_case)
        self.header.move_version.connect(self._move_version)
        self.moving.moved.connect(self.refresh)
        self.header.copy_number.connect(self._copy_number)
        self.header.proof.connect(self._prove)
        self.header.red_path.connect(lambda: show_red_path(self, self._context, self.actions_.case_id))
        may = self._context.workspace.session.may
        self.header.offer(rights=may(Permission.RIGHTS_READ), package=may(Permission.PACKAGE_SEND))
        self.header.send_package.connect(self._send_package)
        self.header.data_rights.connect(self._show_rights)
        self.header.side.connect(self.steps.sides.toggle_side)
        self.steps.sides.narrow_changed.connect(self._narrow)
        self.tabs.currentChanged.connect(self._show_tab)

    def _wire_tabs(self) -> None:
        step = self.steps.step
        step.document.connect(self._act_on)
        step.ticked.connect(self._tick)
        step.attach.connect(self.scans.choose)
        step.note.connect(self._write_note)
        step.finish.connect(self._finish)
        step.pause.connect(lambda: self.handing.pause(self._step()))
        step.resume.connect(lambda: self.handing.resume(self._step()))
        self.steps.closed.reopen.connect(self.actions_.reopen)
        self.client.reveal.connect(self.actions_.reveal)
        self.client.hidden.connect(lambda: self.header.show_revealed(False))
        self.forms.acted.connect(self._act_on)
        self.forms.kit.connect(self._pack)
        self.forms.more.connect(self._offer_forms)
        self.forms.wanted.connect(self._fill)
        self.papers.attach.connect(self.scans.choose)
        self.papers.arrange.connect(self.scans.arrange)
        self.papers.dropped.connect(self.scans.drop)
        self.papers.open.connect(self.scans.open)
        self.letters.open.connect(lambda letter_id: self._context.navigate("surat_rinci", letter_id=letter_id))
        self.letters.open_incoming.connect(lambda number: self._context.navigate("agenda", incoming_id=number))
        self.letters.wanted.connect(self._new_letter)
        self.notes.written.connect(self.actions_.add_note)
        self.case_file.wanted.connect(self._open_item)
        self.case_file.signed.connect(self.scans.choose_signed)
        self.receipts.receive.connect(lambda: self.receiving.receive(self.actions_.case_id))
        self.receipts.acted.connect(self.receiving.act)
        self.receiving.changed.connect(self.actions_.show)

    def _wire_actions(self) -> None:
        self.actions_.changed.connect(self._show_case)
        self.actions_.revealed.connect(self._show_revealed)
        self.actions_.history.connect(self.history.show_lines)
        self.scans.opened.connect(self._view)
        self.actions_.missing.connect(self._show_missing)
        self.actions_.note_found.connect(self.notes.take_up)
        self.actions_.gone.connect(self._gone)

    def _keys(self) -> None:
        bound: list[tuple[str, Callable[[], object]]] = [
            (f"Ctrl+{number + 1}", lambda chosen=number: self.tabs.setCurrentIndex(chosen))  # type: ignore[misc]
            for number in range(self.tabs.count())
        ]
        bound += [("Ctrl+Tab", lambda: self._next_tab(1)), ("Ctrl+Shift+Tab", lambda: self._next_tab(-1))]
        bound += [("Ctrl+Enter", self._finish), ("Ctrl+D", self._write_note)]
        for keys, act in bound:
            shortcut = QShortcut(QKeySequence(keys), self, act)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # ------------------------------------------------------------------ showing

    def show_with(self, **params: object) -> None:
        case_id = params.get("case_id")
        if not isinstance(case_id, int):
            self._gone()
            return
        if case_id != self.actions_.case_id:
            self._forget()
        if params.get("finish"):
            self._finish_with = str(params.get("outcome", ""))
        self.actions_.load(case_id)

    def refresh(self) -> None:
        if self.actions_.case_id:
            self.actions_.load(self.actions_.case_id, told=True)

    def leave(self) -> bool:
        """Names never stay behind; a note begun is kept as a draft. Nothing is asked: the screen may be locking."""
        self.client.conceal()
        if self.actions_.case_id:
            self.actions_.keep_note(self.notes.unsaved)
        self.notes.forget()
        return True

    def focus_first(self) -> None:
        self.steps.step.finish_button.setFocus() if self.tabs.currentIndex() == STEPS else self.tabs.setFocus()

    def _forget(self) -> None:
        """Another case is coming: nothing of the last one stays on the screen."""
        self.client.conceal()
        self.notes.forget()
        self.tabs.setCurrentIndex(STEPS)

    def _show_case(self, page: CasePage) -> None:
        self._page = page
        self.set_title(page.head.period or f"Kasus {page.head.number}")
        self.header.show_page(page)
        self.clocks.show_page(page)
        for number in (CLIENT, FORMS):
            self.tabs.setTabVisible(number, not page.head.period)
        self.tabs.setTabVisible(RECEIPTS, bool(page.head.period))
        self.tabs.setTabVisible(CASE_FILE, not page.head.period)
        for number, title in enumerate(tab_titles(page)):
            self.tabs.setTabText(number, title)
        for tab in (self.steps, self.client, self.forms, self.papers, self.letters, self.notes, self.receipts):
            tab.show_page(page)
        self.same_person.show_page(page)
        if self.tabs.currentIndex() == HISTORY:
            self.actions_.load_history()
        if self.tabs.currentIndex() == CASE_FILE:
            self._read_file()
        if self._finish_with is not None:
            outcome, self._finish_with = self._finish_with, None
            self._ask_to_close(outcome)

    def _show_tab(self, number: int) -> None:
        self._stack.setCurrentIndex(number)
        self._narrow(self.steps.sides.narrow)
        if number == HISTORY and self.actions_.case_id:
            self.actions_.load_history()
        if number == CASE_FILE:
            self._read_file()

    def _read_file(self) -> None:
        if self._page is not None:
            self.case_file.read(self._page.head.case_id, self._page.attachments)

    def _next_tab(self, move: int) -> None:
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + move) % self.tabs.count())

    def _narrow(self, narrow: bool) -> None:
        self.header.side_button.setVisible(narrow and self.tabs.currentIndex() == STEPS)

    def _gone(self) -> None:
        self._context.navigate("kasus")

    def _reveal_or_hide(self) -> None:
        if self.client.revealed:
            self.client.conceal()
        else:
            self.actions_.reveal()

    def _show_revealed(self, client: RevealedClient) -> None:
        self.client.show_revealed(client, self._context.workspace.clock.now())
        self.header.show_revealed(True)
        self.tabs.setCurrentIndex(CLIENT)

    def _view(self, entry: AttachmentRow, content: bytes) -> None:
        viewer = AttachmentViewer(self, entry, content)
        viewer.export.connect(lambda: self.scans.export(entry))
        viewer.finished.connect(viewer.deleteLater)
        viewer.open()

    def _prove(self) -> None:
        """Fetch the paper that shows how long each closed row took."""
        proof, case_id = self._context.workspace.proof, self.actions_.case_id
        self._context.runner.query(lambda: proof.case_proof(case_id), self._show_proof)

    def _pack(self) -> None:
        """Fetch what the officers take along."""
        kit, case_id = self._context.workspace.kit, self.actions_.case_id
        self._context.runner.query(lambda: kit.paper(case_id), self._show_kit)

    def _show_kit(self, pdf: bytes) -> None:
        title, case_id = "Paket berangkat", self.actions_.case_id
        show_paper(self, self._context, pdf, title, "paket-berangkat.pdf", logged=title, case_id=case_id)

    def _show_proof(self, pdf: bytes) -> None:
        show_paper(self, self._context, pdf, "Bukti mutu baku", "bukti-mutu-baku.pdf")

    def _move_version(self) -> None:
        if self._page is not None:
            self.moving.ask(self._page.head.case_id)

    def _send_package(self) -> None:
        if self._page is not None:
            self.sending.ask(self._page.head.case_id, self._page.head.number)

    def _show_rights(self) -> None:
        if self._page is not None:
            head = self._page.head
            self._context.navigate("hak_data", case_id=head.case_id, number=head.number)

    def _copy_number(self) -> None:
        if self._page is not None:
            QGuiApplication.clipboard().setText(self._page.head.number)
            self._context.notify.toast("Nomor kasus disalin")

    # ------------------------------------------------------------------ working

    def _step(self) -> StepPanel | None:
        return self._page.step if self._page else None

    def _tick(self, index: int, on: bool) -> None:
        if self._page is not None and self._page.step is not None:
            self.actions_.tick(self._page.step, index, on)

    def _offer_forms(self) -> None:
        forms, case_id = self._context.workspace.forms, self.actions_.case_id
        self._context.runner.query(lambda: forms.others(case_id), self.forms.offer, owner=self)

    def _fill(self, form_key: str) -> None:
        self._context.navigate("formulir", case_id=self.actions_.case_id, form_key=form_key)

    def _act_on(self, item: DocumentItem) -> None:
        if self._page is None:
            return
        if item.kind is DocumentKind.RECORD and self._page.step is not None:
            self.actions_.confirm(self._page.step, item.key, item.progress is not Progress.DONE)
        elif item.kind is DocumentKind.REGISTER:
            self.tabs.setCurrentIndex(RECEIPTS)
        elif item.kind is DocumentKind.REPORT:
            self._go(report_place(self._page.head.case_id, self._page.head.period_key, item))
        elif item.kind is DocumentKind.ATTACHMENT:
            if item.record_id is not None:
                self.scans.open(item.record_id)
            else:
                self.scans.choose(item.key)
        else:
            self._go(document_place(self._page.head.case_id, item))

    def _open_item(self, item: CaseFileItem) -> None:
        """Lead from the case file to where a document is made or read."""
        case_id = self.actions_.case_id
        if item.kind == "lampiran":
            self.scans.open(item.record_id) if item.record_id is not None else self.scans.choose(item.key)
        elif item.kind == "formulir":
            self._fill(item.key)
        else:
            self._go(letter_place(case_id, item.key, item.record_id))

    def _new_letter(self, letter_key: str) -> None:
        self._go(letter_place(self.actions_.case_id, letter_key))

    def _go(self, place: Place | None) -> None:
        if place is not None:
            self._context.navigate(place.page_id, **place.params)

    def _write_note(self) -> None:
        self.tabs.setCurrentIndex(NOTES)
        self.notes.start()

    def _finish(self) -> None:
        self._ask_to_close("")

    def _ask_to_close(self, outcome: str) -> None:
        panel = self._page.step if self._page else None
        if panel is None or not panel.may_work:
            return
        if not must_ask(panel):
            self.actions_.close_step(panel, Closing())
            return
        dialog = CloseStepDialog(self, panel, outcome)
        dialog.closing.connect(lambda closing: self.actions_.close_step(panel, closing))
        dialog.wanted.connect(self._see_to)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _see_to(self, missing: MissingItem) -> None:
        """Lead to the place where something missing is done."""
        panel = self._page.step if self._page else None
        if panel is None:
            return
        found = [doc for doc in panel.documents if (doc.kind.value, doc.key) == (missing.kind, missing.key)]
        if found and found[0].kind is not DocumentKind.RECORD:
            self._act_on(found[0])
            return
        self.tabs.setCurrentIndex(STEPS)
        self.steps.step.focus_missing(missing.kind, missing.key)

    def _show_missing(self, missing: object) -> None:
        """The service found something missing that this screen did not know of: read again, then ask again."""
        self._finish_with = ""
        self.refresh()

    # ------------------------------------------------------------------ dropping files

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.scans.drop(dropped_files(event))
