"""Holding the clock of the running step, and giving the step to somebody: asked here, done by the services."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from models.forms.spec import Option
from models.services.views import CasePage, StepPanel
from ui.context import AppContext
from ui.steps import PAUSE_REASONS
from ui.widgets.person_dialog import PersonDialog


class StepHanding(QWidget):
    """Stands invisibly in the case page, as the parent of what it asks.

    Signals:
        changed: the ``CasePage`` after a change.
    """

    changed = Signal(object)

    def __init__(self, context: AppContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self.hide()

    def pause(self, panel: StepPanel | None) -> None:
        """Ask why, and let the clock stand still."""
        if panel is None:
            return
        reason = self._context.notify.ask_text(
            f"Tunda langkah {panel.number}?",
            "Waktu standar berhenti sampai Anda melanjutkan. Penundaan dan alasannya tetap terlihat dan dicatat.",
            "Alasan",
            "Tunda",
            suggestions=PAUSE_REASONS,
        )
        if reason:
            cases = self._context.workspace.cases
            self._change(lambda: cases.pause(panel.step_run_id, reason), f"Langkah {panel.number} ditunda.")

    def resume(self, panel: StepPanel | None) -> None:
        """Let the clock go on."""
        if panel is not None:
            cases = self._context.workspace.cases
            self._change(lambda: cases.resume(panel.step_run_id), f"Langkah {panel.number} dilanjutkan.")

    def assign(self, panel: StepPanel | None) -> None:
        """Give the step to a person or back to everybody of its actor."""
        if panel is None:
            return
        cases = self._context.workspace.cases
        self._ask(
            "Tugaskan…",
            f"Langkah {panel.number}, {panel.title}. Dicatat dalam riwayat kasus.",
            lambda account, note: cases.assign(panel.step_run_id, account, note),
            everybody=True,
        )

    def hand_over(self, panel: StepPanel | None) -> None:
        """Hand one's own step to another person, with a note."""
        if panel is None:
            return
        cases = self._context.workspace.cases
        self._ask(
            "Serahkan…",
            f"Langkah {panel.number}, {panel.title}, menjadi tugas petugas lain. Dicatat dalam riwayat kasus.",
            lambda account, note: cases.hand_over(panel.step_run_id, account or 0, note),
            everybody=False,
        )

    def _ask(self, title: str, sentence: str, give: Callable[[int | None, str], CasePage], *, everybody: bool) -> None:
        own = str(self._context.workspace.session.user.account_id)

        def shown(people: tuple[Option, ...]) -> None:
            others = [one for one in people if everybody or one.key != own]
            parent = self.parentWidget() or self
            dialog = PersonDialog(parent, title, sentence, others, everybody=everybody, note_required=not everybody)
            dialog.given.connect(lambda account, note: self._change(lambda: give(account, note), "Langkah diserahkan."))
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

        self._context.runner.query(self._context.workspace.cases.workers, shown, owner=self)

    def _change(self, work: Callable[[], CasePage], words: str) -> None:
        def told(page: CasePage) -> None:
            self.changed.emit(page)
            self._context.notify.toast(words)

        self._context.runner.command(work, told, owner=self)
