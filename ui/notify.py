"""The only place that opens messages, questions and file dialogs, so that tests can answer them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QApplication, QWidget

from models.errors import UserError
from ui.loading import one_by_one
from ui.widgets.basics import ButtonKind
from ui.widgets.file_dialogs import FileDialogs

if TYPE_CHECKING:
    from ui.widgets.dialog import Choice, Face, MessageDialog
    from ui.widgets.messages import Toast


class Notifier(Protocol):
    """How the program speaks to the person and asks them."""

    def toast(self, text: str, undo: Callable[[], object] | None = None) -> None:
        """Say what was done; with ``undo`` it can be taken back for ten seconds (also Ctrl+Z)."""

    def info(self, title: str, text: str) -> None:
        """Something to know."""

    def warning(self, title: str, text: str) -> None:
        """Something to be careful about."""

    def problem(self, error: UserError, *choices: Choice) -> str:
        """What was not possible, why, what is safe, what to do. Returns the key of the verb pressed, "" for Tutup."""

    def ask(self, question: str, text: str, verb: str, *, kind: ButtonKind = "primary") -> bool:
        """Ask before something that cannot be undone: the question names the object, the button the deed."""

    def choose(self, question: str, text: str, choices: Sequence[Choice]) -> str:
        """Let the person choose among verbs; "" for Batal."""

    def ask_text(
        self, question: str, text: str, name: str, verb: str, *, required: bool = True, suggestions: Sequence[str] = ()
    ) -> str | None:
        """Ask for a line such as a reason; None for Batal."""

    def open_file(self, title: str, kinds: str) -> Path | None:
        """Let the person choose a file; ``kinds`` as in "Pindaian (*.pdf *.jpg *.png)"."""

    def open_files(self, title: str, kinds: str) -> list[Path]:
        """Let the person choose any number of files; none for Batal."""

    def save_file(self, title: str, name: str, kinds: str) -> Path | None:
        """Let the person choose where to save; ``name`` is the suggested file name (never with a client's name)."""

    def choose_folder(self, title: str) -> Path | None:
        """Let the person choose a folder."""


class Notify(FileDialogs):
    """The notifier of the running program. What it speaks with is loaded when there is something to say."""

    def __init__(self) -> None:
        super().__init__(self._parent)
        self._window: QWidget | None = None
        self._toast: Toast | None = None

    def attach(self, window: QWidget) -> None:
        """Speak from ``window`` from now on."""
        self._window = window
        self._toast = None

    def toast(self, text: str, undo: Callable[[], object] | None = None) -> None:
        if self._toast is None and self._window is not None:
            with one_by_one:
                from ui.widgets.messages import Toast
            self._toast = Toast(self._window)
        if self._toast is not None:
            self._toast.show_text(text, undo)

    def can_undo(self) -> bool:
        """Whether a toast that can be undone is on screen."""
        return self._toast is not None and self._toast.can_undo()

    def undo(self) -> None:
        """Take back what the toast tells of."""
        if self._toast is not None:
            self._toast.undo()

    def dismiss(self) -> None:
        """Close every open dialog as if it had been cancelled, for instance before the screen locks."""
        from PySide6.QtWidgets import QDialog

        if self._toast is not None:
            self._toast.hide()
        for widget in QApplication.topLevelWidgets():
            if isinstance(widget, QDialog) and widget.isVisible():
                widget.reject()

    def info(self, title: str, text: str) -> None:
        with one_by_one:
            from ui.widgets.dialog import CLOSE, INFO
        self._show(INFO, title, (text,), (CLOSE,))

    def warning(self, title: str, text: str) -> None:
        with one_by_one:
            from ui.widgets.dialog import CLOSE, WARNING
        self._show(WARNING, title, (text,), (CLOSE,))

    def problem(self, error: UserError, *choices: Choice) -> str:
        with one_by_one:
            from models.messages import render
            from ui.widgets.dialog import CLOSE, PROBLEM
        said = render(error)
        paragraphs = (" ".join(part for part in (said.why, said.safe) if part), said.do)
        return self._show(PROBLEM, said.title, paragraphs, (CLOSE, *choices), details=f"Kode {error.code.value}")

    def ask(self, question: str, text: str, verb: str, *, kind: ButtonKind = "primary") -> bool:
        with one_by_one:
            from ui.widgets.dialog import CANCEL, QUESTION, WARNING, Choice
        face = WARNING if kind == "danger" else QUESTION
        return self._show(face, question, (text,), (CANCEL, Choice("ok", verb, kind))) == "ok"

    def choose(self, question: str, text: str, choices: Sequence[Choice]) -> str:
        with one_by_one:
            from ui.widgets.dialog import CANCEL, QUESTION
        return self._show(QUESTION, question, (text,), (CANCEL, *choices))

    def ask_text(
        self, question: str, text: str, name: str, verb: str, *, required: bool = True, suggestions: Sequence[str] = ()
    ) -> str | None:
        with one_by_one:
            from ui.widgets.dialog import TextDialog
        dialog = TextDialog(self._parent(), question, (text,), name, verb, required=required, suggestions=suggestions)
        self.run(dialog)
        typed = dialog.text() if dialog.chosen else None
        dialog.deleteLater()
        return typed

    def run(self, dialog: MessageDialog) -> None:
        """Let the person answer; comes back when they have."""
        dialog.exec()

    def _parent(self) -> QWidget | None:
        return QApplication.activeModalWidget() or self._window

    def _show(
        self, face: Face, title: str, paragraphs: Sequence[str], choices: Sequence[Choice], *, details: str = ""
    ) -> str:
        with one_by_one:
            from ui.widgets.dialog import MessageDialog
        dialog = MessageDialog(self._parent(), face, title, paragraphs, choices, details=details)
        self.run(dialog)
        chosen = dialog.chosen
        dialog.deleteLater()
        return chosen
