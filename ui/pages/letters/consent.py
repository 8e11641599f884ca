"""A letter that would go out without the client's consent: why it may, and on which ground of the law."""

from __future__ import annotations

from models.services.cases.consent import LackingConsent
from ui.notify import Notifier
from ui.widgets.dialog import Choice

_QUESTION = "Beri data tanpa persetujuan klien?"
_LAW = "Undang-undang mengizinkannya hanya atas salah satu dasar ini; dasar dan alasannya dicatat."


def ask_ground(notify: Notifier, lacking: LackingConsent) -> tuple[str, str] | None:
    """The ground and the reason the person gives; None if the letter is not to go out now."""
    choices = [Choice(ground.key, ground.label) for ground in lacking.grounds]
    ground = notify.choose(_QUESTION, f"{lacking.sentence} {_LAW}", choices)
    if not ground:
        return None
    label = next(option.label for option in lacking.grounds if option.key == ground)
    reason = notify.ask_text(_QUESTION, f"{lacking.sentence} Dasar: {label}.", "Alasan", "Catat alasan")
    return (ground, reason) if reason else None
