"""Who answers the questions of the window when nobody sits before it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QTimer

from models import messages
from models.errors import UserError
from ui.notify import Notify
from ui.rehearsal.hands import Hands
from ui.widgets.dialog import Choice, MessageDialog, TextDialog

#: How long a question stands before it is answered, in milliseconds: long enough to be drawn.
_READING_MS = 30
REASON = "Alasan rekaan untuk uji"


class AnsweringNotify(Notify):
    """Keeps what the person would have been told as a problem."""

    def __init__(self) -> None:
        super().__init__()
        self.problems: list[str] = []

    def warning(self, title: str, text: str) -> None:
        self.problems.append(f"{title}. {text}")

    def problem(self, error: UserError, *choices: Choice) -> str:
        said = messages.render(error)
        self.problems.append(f"{said.title} ({error.code.value}). {said.why}")
        return ""


class AgreeingNotify(AnsweringNotify):
    """Answers instead of the person, without opening anything."""

    def __init__(self, scan: Path) -> None:
        super().__init__()
        self._scan = scan

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


class ClickingNotify(AnsweringNotify):
    """Opens every question as for a person, and lets the hands write and press the answer.

    Attributes:
        verbs: the words on the buttons that are pressed, where a question offers one of them; else the last one.
        text: what is written where a text is asked for.
        told: what the program said beside questions, oldest first.
        folder: where everything is saved.
    """

    def __init__(self, hands: Hands, folder: Path, look: Callable[[str], None]) -> None:
        super().__init__()
        self.folder = folder
        self.verbs: tuple[str, ...] = ()
        self.text = REASON
        self.told: list[str] = []
        self._hands, self._look = hands, look

    def toast(self, text: str, undo: Callable[[], object] | None = None) -> None:
        self.told.append(text)
        super().toast(text, undo)

    def save_file(self, title: str, name: str, kinds: str) -> Path | None:
        return self.folder / name

    def run(self, dialog: MessageDialog) -> None:
        QTimer.singleShot(_READING_MS, dialog, lambda: self._answer(dialog))
        super().run(dialog)

    def _answer(self, dialog: MessageDialog) -> None:
        try:
            self._look(dialog.windowTitle())
            if isinstance(dialog, TextDialog):
                self._hands.write(dialog.edit, self.text)
            buttons = list(dialog.buttons.values())
            wanted = [one for one in buttons if one.accessibleName() in self.verbs]
            self._hands.press((wanted or buttons)[-1])
        finally:
            if dialog.isVisible():  # it could not be answered: nothing may wait for ever
                dialog.reject()
