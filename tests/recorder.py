"""A notifier that keeps what was said and gives the prepared answers: how tests stand in for the person."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from models.errors import UserError
from ui.widgets.basics import ButtonKind
from ui.widgets.dialog import Choice


@dataclass
class Recorder:
    """The notifier of the tests: keeps what was said and gives the prepared answers."""

    said: list[str] = field(default_factory=list)
    agree: bool = True
    reason: str = "Salah tulis nama kecamatan"
    choice: str = ""
    target: Path | None = None
    targets: list[Path] = field(default_factory=list)
    undo: Callable[[], object] | None = None

    def toast(self, text: str, undo: Callable[[], object] | None = None) -> None:
        self.said.append(text)
        self.undo = undo

    def info(self, title: str, text: str) -> None:
        self.said.append(f"{title} {text}")

    def warning(self, title: str, text: str) -> None:
        self.said.append(f"{title} {text}")

    def problem(self, error: UserError, *choices: Choice) -> str:
        self.said.append(error.code.value)
        return self.choice

    def ask(self, question: str, text: str, verb: str, *, kind: ButtonKind = "primary") -> bool:
        self.said.append(f"{question} {text} [{verb}]")
        return self.agree

    def choose(self, question: str, text: str, choices: Sequence[Choice]) -> str:
        self.said.append(f"{question} {text}")
        return self.choice

    def ask_text(
        self, question: str, text: str, name: str, verb: str, *, required: bool = True, suggestions: Sequence[str] = ()
    ) -> str | None:
        self.said.append(f"{question} {text} [{verb}]")
        return self.reason if self.agree else None

    def open_file(self, title: str, kinds: str) -> Path | None:
        return self.target

    def open_files(self, title: str, kinds: str) -> list[Path]:
        return self.targets

    def save_file(self, title: str, name: str, kinds: str) -> Path | None:
        self.said.append(name)
        return self.target

    def choose_folder(self, title: str) -> Path | None:
        return self.target
