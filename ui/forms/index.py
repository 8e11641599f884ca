"""The list of sections beside a form, with how much of it is answered."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from models.forms.spec import Completion
from ui import icons, theme
from ui.icons import Icon
from ui.texts import unmarked
from ui.theme import Role
from ui.widgets.basics import label
from ui.widgets.rows import ProgressLine


class SectionIndex(QWidget):
    """One button per section.

    Signals:
        chosen: number of the section to go to.
    """

    chosen = Signal(int)

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__()
        self._progress = label("", Role.LABEL)
        self._everything = label("", Role.CAPTION, wrap=True)
        self._line = ProgressLine("Kelengkapan isian")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 4, 0, 0)
        box.setSpacing(4)
        box.addWidget(self._progress)
        box.addWidget(self._line)
        box.addWidget(self._everything)
        box.addSpacing(8)
        self._names = tuple(names)
        self.buttons: list[QPushButton] = []
        for number, name in enumerate(names):
            button = QPushButton(unmarked(name))
            button.setProperty("kind", "section")
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            button.clicked.connect(lambda _on=False, number=number: self.chosen.emit(number))
            box.addWidget(button)
            self.buttons.append(button)
        box.addStretch(1)

    def show_progress(self, completion: Completion) -> None:
        """ "Wajib terisi 14 dari 18", and below it how much is answered of everything that is asked."""
        must = f"Wajib terisi {completion.answered} dari {completion.expected}"
        everything = f"Seluruhnya {completion.filled} dari {completion.asked} pertanyaan"
        self._progress.setText(must if completion.expected else "Tidak ada isian wajib")
        self._everything.setText(everything)
        share = completion.answered / completion.expected if completion.expected else 1.0
        self._line.set_share(share, must if completion.expected else everything)

    def show_section(self, number: int, *, asked: bool, done: bool, problems: int) -> None:
        """How a section is: hidden, with what is wrong, done, or open."""
        button = self.buttons[number]
        button.setVisible(asked)
        icon, color, state = Icon.TODO, "muted", "belum lengkap"
        if problems:
            icon, color, state = Icon.PROBLEM, "danger", f"{problems} perlu diperbaiki"
        elif done:
            icon, color, state = Icon.DONE, "ok", "lengkap"
        size = theme.current().px(16)
        button.setIcon(icons.icon(icon, color))
        button.setIconSize(QSize(size, size))
        button.setAccessibleName(f"{self._names[number]}: {state}")

    def mark(self, number: int) -> None:
        """The person is in this section."""
        for at, button in enumerate(self.buttons):
            button.setChecked(at == number)
