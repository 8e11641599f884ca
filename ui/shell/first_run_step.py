"""What every step of the set-up is, and what the steps collect."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from models.access import roles
from models.services.entry.gate import OfficeSetup
from models.services.views import OfficerRow
from models.settings.office import OfficeProfile
from ui.theme import Role
from ui.widgets.basics import ScrollColumn, label

#: The post that signs letters in the office's name (``jabatan`` in letter definitions).
HEAD_POST = "kepala"


@dataclass
class Answers:
    """What has been entered so far.

    Attributes:
        folder: the shared folder the office is to lie in; None for this PC alone.
    """

    profile: OfficeProfile
    folder: Path | None = None
    officers: tuple[OfficerRow, ...] = ()
    logo: bytes = b""
    username: str = ""
    display_name: str = ""
    password: str = ""
    roles: tuple[str, ...] = (roles.MANAGER,)
    officer: int | None = None

    def setup(self) -> OfficeSetup:
        """As the gate wants it."""
        return OfficeSetup(
            profile=self.profile,
            username=self.username,
            display_name=self.display_name,
            password=self.password,
            officers=self.officers,
            logo=self.logo,
            roles=self.roles,
            officer=self.officer,
            shared=self.folder is not None,
        )


class Wrong(NamedTuple):
    """What must be corrected, and the field to type in, if it is one."""

    words: str
    field: QWidget | None = None


class Step(ScrollColumn):
    """One page of the set-up.

    Attributes:
        title: shown above and in the list of steps.

    Signals:
        edited: something was typed or chosen.
    """

    title = ""
    edited = Signal()

    def __init__(self) -> None:
        super().__init__(spacing=10, margins=(0, 0, 8, 0))

    def begin(self, answers: Answers) -> None:
        """The step is shown."""

    def problem(self) -> Wrong | None:
        """What must be corrected before going on."""
        return None

    def listen(self, place: QWidget) -> None:
        """Tell of whatever is typed or chosen in ``place``."""
        lines: list[QLineEdit | QPlainTextEdit] = [*place.findChildren(QLineEdit), *place.findChildren(QPlainTextEdit)]
        buttons: Iterable[QAbstractButton] = place.findChildren(QAbstractButton)
        choices: Iterable[QComboBox] = place.findChildren(QComboBox)
        for line in lines:
            line.textChanged.connect(self.edited)
        for button in buttons:
            button.toggled.connect(self.edited)
        for choice in choices:
            choice.currentIndexChanged.connect(self.edited)

    def take(self, answers: Answers) -> None:
        """Write what was entered into ``answers``."""

    def say(self, text: str) -> None:
        """An introducing sentence."""
        self.body.addWidget(label(text, Role.MUTED, wrap=True))


def line_of(field: QLineEdit) -> str:
    return " ".join(field.text().split())
