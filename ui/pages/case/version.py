"""Moving a running case to the version of its SOP that is in force now: what changes is shown before it is decided."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from models.services.views import MovePlan
from ui.context import AppContext

#: So many changes fit the question; the rest are counted.
_SHOWN = 10


def told(changes: tuple[str, ...]) -> str:
    """The changes below each other."""
    more = [f"… dan {len(changes) - _SHOWN} perubahan lain."] if len(changes) > _SHOWN else []
    return "\n".join([*changes[:_SHOWN], *more]) or "Tidak ada yang berubah bagi langkah-langkahnya."


class CaseMoving(QWidget):
    """Stands invisibly in the case page, as the parent of what it asks.

    Signals:
        moved: the case follows another version now.
    """

    moved = Signal()

    def __init__(self, context: AppContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self.hide()

    def ask(self, case_id: int) -> None:
        """Fetch what changes, then ask for the reason."""
        versions = self._context.workspace.case_versions
        self._context.runner.command(lambda: versions.plan(case_id), self._confirm, owner=self)

    def _confirm(self, plan: MovePlan) -> None:
        notify, versions = self._context.notify, self._context.workspace.case_versions
        if plan.refusal:
            notify.info("Kasus ini tetap pada versinya", plan.refusal)
            return
        question = f"Pindahkan kasus ini dari versi {plan.from_version} ke versi {plan.to_version}?"
        reason = notify.ask_text(question, told(plan.changes), "Alasan", "Pindahkan kasus")
        if reason is not None:
            work = partial(versions.move, plan.case_id, plan.to_version, reason)
            self._context.runner.command(work, lambda _none: self._done(plan), owner=self)

    def _done(self, plan: MovePlan) -> None:
        self._context.notify.toast(f"Kasus ini mengikuti versi {plan.to_version}.")
        self.moved.emit()
