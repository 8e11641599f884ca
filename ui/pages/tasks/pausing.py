"""Taking the chosen task, putting it off with a reason, and going on with it."""

from __future__ import annotations

from collections.abc import Callable

from models.errors import UserError
from models.services.views import TaskRow
from ui.context import AppContext
from ui.steps import PAUSE_REASONS


def take(context: AppContext, task: TaskRow | None, done: Callable[[], object]) -> None:
    """Take a task that waits for several people; whoever was slower is told by whom it was taken."""
    if task is None:
        return
    cases, step = context.workspace.cases, task.step_run_id

    def told(_page: object) -> None:
        context.notify.toast(f"Anda mengambil: {task.title}")
        done()

    def refused(error: UserError) -> None:
        context.notify.problem(error)
        done()

    context.runner.command(lambda: cases.take(step), told, refused)


def put_off(context: AppContext, task: TaskRow | None, done: Callable[[], object]) -> None:
    """Ask why, and let the clock of the task stand still."""
    if task is None:
        return
    reason = context.notify.ask_text(
        f"Tunda {task.title}?",
        "Waktu standar berhenti sampai Anda melanjutkan. Penundaan dan alasannya tetap terlihat dan dicatat.",
        "Alasan",
        "Tunda",
        suggestions=PAUSE_REASONS,
    )
    if reason:
        cases, step = context.workspace.cases, task.step_run_id

        def told(_page: object) -> None:
            context.notify.toast(f"Ditunda: {task.title}")
            done()

        context.runner.command(lambda: cases.pause(step, reason), told)


def go_on(context: AppContext, task: TaskRow | None, done: Callable[[], object]) -> None:
    """Let the clock of the task run again."""
    if task is None:
        return
    cases, step = context.workspace.cases, task.step_run_id

    def told(_page: object) -> None:
        context.notify.toast(f"Dilanjutkan: {task.title}")
        done()

    context.runner.command(lambda: cases.resume(step), told)
