"""Who answers the questions of the window when nobody sits before it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from models import messages
from models.errors import UserError
from ui.notify import Notify
from ui.widgets.dialog import Choice

REASON = "Alasan rekaan untuk uji"


class AgreeingNotify(Notify):
    """Answers instead of the person, and keeps what they would have been told."""

    def __init__(self, scan: Path) -> None:
        super().__init__()
        self.problems: list[str] = []
        self._scan = scan

    def warning(self, title: str, text: str) -> None:
        self.problems.append(f"{title}. {text}")

    def problem(self, error: UserError, *choices: Choice) -> str:
        said = messages.render(error)
        self.problems.append(f"{said.title} ({error.code.value}). {said.why}")
        return ""

    def info(self, title: str, text: str) -> None:
        """Read and closed."""

    def choose(self, question: str, text: str, choices: Sequence[Choice]) -> str:
        return choices[0].key

    def ask(self, *_question: object, **_kind: object) -> bool:
        return True

    def ask_text(self, *_question: object, suggestions: Sequence[str] = (), **_how: object) -> str | None:
        return suggestions[0] if suggestions else REASON

    def open_file(self, title: str, kinds: str) -> Path | None:
        return self._scan
