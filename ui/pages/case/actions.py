"""What can be done to a case: every change goes off the GUI thread and comes back as the whole page anew."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from models.errors import ErrorCode, UserError
from models.services.views import Activity, CasePage, DraftRow, RevealedClient, StepPanel
from ui.context import AppContext
from ui.pages.case.presenter import Closing

T = TypeVar("T")

#: Kind of the drafts of notes.
_NOTE = "catatan"
_REVEAL_REASONS = ("Menghubungi klien", "Mencocokkan identitas", "Menyiapkan surat")


class CaseActions(QObject):
    """Stands between the case page and the services.

    Signals:
        changed: the ``CasePage`` after loading or after a change.
        advanced: the page after a step was closed.
        revealed: the ``RevealedClient``.
        history: the activities asked for.
        missing: what the service found missing, as ``MissingItem`` or engine records with kind, key, label.
        note_found: text of a note that was begun and not saved.
        gone: the case cannot be shown.
    """

    changed = Signal(object)
    advanced = Signal(object)
    revealed = Signal(object)
    history = Signal(object)
    missing = Signal(object)
    note_found = Signal(str)
    gone = Signal()

    def __init__(self, context: AppContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._case_id = 0
        self._note_draft: int | None = None
        self._changing = 0

    @property
    def case_id(self) -> int:
        """The case that is shown; 0 before the first."""
        return self._case_id

    def load(self, case_id: int, *, told: bool = False) -> None:
        """Read a case; an answer for a case that is no longer wanted is dropped.

        ``told``: because something was changed. While a change of this page itself is on its way that is no reason:
        its answer brings the page, and reading twice would be recorded as two looks.
        """
        if told and self._changing:
            return
        fresh, self._case_id = case_id != self._case_id or self._note_draft is None, case_id
        cases = self._context.workspace.cases
        self._context.runner.query(lambda: cases.page(case_id), self.show, self._refused, latest="kasus_rinci")
        if fresh:
            self._find_note()

    def load_history(self) -> None:
        """Read everything that was done to the case."""
        cases, case_id = self._context.workspace.cases, self._case_id
        self._context.runner.query(lambda: cases.history(case_id), self._history, latest="kasus_riwayat")

    def show(self, page: CasePage) -> None:
        """Take up a page that stands now; one of another case is dropped."""
        if page.head.case_id == self._case_id:
            self.changed.emit(page)

    def _history(self, activities: tuple[Activity, ...]) -> None:
        self.history.emit(activities)

    def _refused(self, error: UserError) -> None:
        self._context.notify.problem(error)
        self.gone.emit()

    def tick(self, panel: StepPanel, index: int, on: bool) -> None:
        """Tick or untick a sub-task; the toast offers to take it back."""
        cases, notify = self._context.workspace.cases, self._context.notify
        text = next(item.text for item in panel.checklist if item.index == index)

        def told(page: CasePage) -> None:
            self.show(page)
            word = "Ditandai sudah" if on else "Tanda dihapus"
            notify.toast(f"{word}: {text}", lambda: self._quietly(lambda: cases.tick(panel.step_run_id, index, not on)))

        self.change(lambda: cases.tick(panel.step_run_id, index, on), told)

    def confirm(self, panel: StepPanel, record: str, on: bool) -> None:
        """Confirm that a record outside the program was made, or take that back."""
        cases, notify = self._context.workspace.cases, self._context.notify

        def told(page: CasePage) -> None:
            self.show(page)
            word = "Ditandai sudah" if on else "Tanda dihapus"
            notify.toast(
                f"{word}: {record}", lambda: self._quietly(lambda: cases.confirm(panel.step_run_id, record, not on))
            )

        self.change(lambda: cases.confirm(panel.step_run_id, record, on), told)

    def close_step(self, panel: StepPanel, closing: Closing) -> None:
        """Close the running step and show where the case stands then."""
        cases, notify = self._context.workspace.cases, self._context.notify

        def told(page: CasePage) -> None:
            self.show(page)
            self.advanced.emit(page)
            done = f"Langkah {panel.number} dilewati" if closing.skip_reason else f"Langkah {panel.number} selesai"
            if page.step is None:
                ended = f"{page.head.period} selesai" if page.head.period else "Kasus ditutup"
                notify.toast(f"{done}. {ended}: {page.head.ended_as or 'selesai'}.")
            elif page.step.may_work:
                notify.toast(f"{done}. Berikutnya langkah {page.step.number}: {page.step.title}.")
            else:
                notify.toast(f"{done}. Langkah {page.step.number} menunggu {page.step.actor_name}.")

        def work() -> CasePage:
            return cases.close_step(
                panel.step_run_id,
                panel.row_version,
                outcome=closing.outcome,
                reason=closing.reason,
                force_reason=closing.force_reason,
                skip_reason=closing.skip_reason,
                late_reason=closing.late_reason,
            )

        self.change(work, told, self._not_closed)

    def _not_closed(self, error: UserError) -> None:
        lacking = error.details.get("missing")
        if error.code is ErrorCode.STEP_INCOMPLETE and lacking:
            self.missing.emit(lacking)
        else:
            # Somebody may have been quicker, and the step now another's: what stands is read again.
            self._failed(error)

    def add_note(self, text: str, saved: Callable[[], object]) -> None:
        """Write a note; ``saved`` is called when it stands."""
        cases, case_id = self._context.workspace.cases, self._case_id

        def told(page: CasePage) -> None:
            saved()
            self.show(page)
            self._context.notify.toast("Catatan disimpan")

        self.change(lambda: cases.add_note(case_id, text), told)
        self.keep_note("")

    def keep_note(self, text: str) -> None:
        """Keep a note that is not finished as a draft, or drop the draft where ``text`` is empty."""
        forms, case_id, known = self._context.workspace.forms, self._case_id, self._note_draft
        self._note_draft = None
        if text:
            self._context.runner.command(lambda: forms.draft_save(_NOTE, str(case_id), {"teks": text}))
        elif known is not None:
            self._context.runner.command(lambda: forms.draft_drop(known))

    def _find_note(self) -> None:
        forms = self._context.workspace.forms
        self._context.runner.query(lambda: forms.drafts(_NOTE), self._have_notes, latest="kasus_konsep_catatan")

    def _have_notes(self, drafts: tuple[DraftRow, ...]) -> None:
        found = next((draft for draft in drafts if draft.ref == str(self._case_id)), None)
        self._note_draft = found.draft_id if found else None
        if found is not None:
            self.note_found.emit(str(found.values.get("teks", "")))

    def reveal(self) -> None:
        """Ask for the reason and show the client's data for a few minutes."""
        reason = self._context.notify.ask_text(
            "Tampilkan nama dan data klien?",
            "Data ditampilkan selama 5 menit. Nama Anda dan alasannya dicatat dalam riwayat akses.",
            "Alasan",
            "Tampilkan nama",
            suggestions=_REVEAL_REASONS,
        )
        if reason:
            cases, case_id = self._context.workspace.cases, self._case_id
            self._context.runner.command(lambda: cases.reveal(case_id, reason), self._reveal, owner=self)

    def _reveal(self, client: RevealedClient) -> None:
        self.revealed.emit(client)

    def reopen(self) -> None:
        """Ask why, and open a closed case again."""
        reason = self._context.notify.ask_text(
            "Buka kembali kasus ini?",
            "Kasus berjalan lagi pada langkah yang ditetapkan SOP. Alasannya dicatat dalam buku log.",
            "Alasan",
            "Buka kembali",
        )
        if reason:
            cases, case_id = self._context.workspace.cases, self._case_id
            self.change(lambda: cases.reopen(case_id, reason), self._reopened)

    def _reopened(self, page: CasePage) -> None:
        self.show(page)
        where = f" pada langkah {page.step.number}" if page.step else ""
        self._context.notify.toast(f"Kasus dibuka kembali{where}.")

    def _quietly(self, work: Callable[[], CasePage]) -> None:
        self.change(work, self.show)

    def change(
        self,
        work: Callable[[], T],
        done: Callable[[T], object],
        failed: Callable[[UserError], object] | None = None,
    ) -> None:
        """Do ``work`` off the GUI thread; ``done`` gets what it gives, ``failed`` (else the person) the problem."""
        self._changing += 1

        def arrived(given: T) -> None:
            self._changing -= 1
            done(given)

        def refused(error: UserError) -> None:
            self._changing -= 1
            (failed or self._failed)(error)

        self._context.runner.command(work, arrived, refused, owner=self)

    def _failed(self, error: UserError) -> None:
        # The screen may show something that was not kept (a tick): what stands is read again.
        self._context.notify.problem(error)
        self.load(self._case_id)
