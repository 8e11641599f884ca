"""A newer version of the form is in force: taking the unfinished one over to it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from models.services.views import FormSheet
from models.services.views.form_editor import TakeOver
from ui.context import AppContext
from ui.widgets.basics import Button
from ui.widgets.messages import Banner

_SHOWN = 8
#: Hands over the sheet as it stands when everything typed is saved.
WhenSaved = Callable[[Callable[[FormSheet], object]], object]


class NewerVersionBanner(Banner):
    """Offers to take the form over; ``done`` is called when it was."""

    def __init__(
        self, context: AppContext, sheet: FormSheet, when_saved: WhenSaved, done: Callable[[], object]
    ) -> None:
        self.button = Button("Pindahkan…", clicked=lambda: when_saved(self._plan))
        words = f"Formulir ini memakai versi {sheet.spec.version}; yang berlaku kini versi {sheet.newer_version}."
        super().__init__("info", words, self.button, closable=True)
        self._context, self._done = context, done

    def _plan(self, sheet: FormSheet) -> None:
        versions, case_id = self._context.workspace.form_versions, sheet.case_id
        if case_id is not None:
            work = partial(versions.plan, case_id, sheet.spec.key)
            self._context.runner.query(work, partial(self._ask, sheet, case_id), owner=self)

    def _ask(self, sheet: FormSheet, case_id: int, plan: TakeOver) -> None:
        question = f"Pindahkan formulir ini ke versi {plan.to_version}?"
        lines = list(plan.changes[:_SHOWN])
        if len(plan.changes) > _SHOWN:
            lines.append(f"… dan {len(plan.changes) - _SHOWN} perubahan lain.")
        if plan.homeless:
            names = ", ".join(f"“{label}”" for label, _words in plan.homeless)
            lines.append(f"Tanpa tempat dalam versi baru, tetap terbaca di bawah formulir: {names}.")
        else:
            lines.append("Semua jawaban mendapat tempatnya.")
        if self._context.notify.ask(question, "\n".join(lines), "Pindahkan"):
            move = self._context.workspace.form_versions.take_over
            work = partial(move, case_id, sheet.spec.key, sheet.row_version or 0)
            self._context.runner.command(work, lambda _version: self._done(), owner=self)
