"""Offering to keep only the least of somebody who declines, once the form that says so is complete."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject

from models.services.cases.minimum import Emptied
from ui.context import AppContext

_SHOWN = 6


def offer(owner: QObject, context: AppContext, case_id: int) -> None:
    """Ask, where a client wants only the least kept and the case holds more; nothing elsewhere."""
    service = context.workspace.minimum
    context.runner.query(lambda: service.plan(case_id), partial(_ask, owner, context, case_id), owner=owner)


def _ask(owner: QObject, context: AppContext, case_id: int, plan: tuple[Emptied, ...]) -> None:
    if not plan:
        return
    count = sum(len(form.questions) for form in plan)
    words = (
        "Penerima manfaat hanya mengizinkan data yang perlu. Nama, umur, wilayah, cara aman menghubungi, bentuk "
        "kekerasan, risiko, dan lembar penolakan tetap disimpan. Yang dikosongkan tidak dapat dikembalikan:\n"
        + "\n".join(map(_line, plan))
        + "\nSurat yang sudah terbit dan pindaian tidak berubah."
    )
    if context.notify.ask(f"Kosongkan {count} isian yang tidak diperlukan?", words, "Kosongkan", kind="danger"):
        work = partial(context.workspace.minimum.empty, case_id)
        context.runner.command(work, partial(_done, context), owner=owner)


def _line(form: Emptied) -> str:
    more = f", dan {len(form.questions) - _SHOWN} lainnya" if len(form.questions) > _SHOWN else ""
    return f"{form.title}: {', '.join(form.questions[:_SHOWN])}{more}"


def _done(context: AppContext, count: int) -> None:
    context.notify.toast(f"{count} isian dikosongkan dan dicatat.")
