"""Versi naskah: every wording of a letter, by whom and when; an earlier one can be looked at and taken up again."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from models.services.views.wording import WordingVersion
from ui import theme
from ui.icons import Icon
from ui.theme import Role, Tone
from ui.widgets.basics import Button, Card, ScrollColumn, label, row
from ui.widgets.pill import Pill, Status

_SIZE = (560, 420)
_IN_FORCE = Status("Berlaku", Icon.DONE_OUTLINE, Tone.OK)


class VersionsDialog(QDialog):
    """Signals:
    chosen: the number of the version whose text is to be taken into the editor.
    """

    chosen = Signal(int)

    def __init__(self, parent: QWidget, name: str, versions: tuple[WordingVersion, ...]) -> None:
        super().__init__(parent)
        title = f"Versi naskah {name}"
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        shown, room = theme.current(), parent.window().size()
        self.resize(min(shown.px(_SIZE[0]), room.width() - 40), min(shown.px(_SIZE[1]), room.height() - 40))
        self.buttons: dict[int, Button] = {}
        column = ScrollColumn(spacing=8, margins=(0, 0, 6, 0))
        for version in versions:
            column.body.addWidget(self._card(version))
        column.body.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 18, 20, 16)
        box.setSpacing(10)
        box.addWidget(label(title, Role.SUBTITLE, wrap=True))
        words = "Surat yang sudah terbit tetap seperti saat diterbitkan, apa pun naskah yang berlaku."
        box.addWidget(label(words, Role.MUTED, wrap=True))
        box.addWidget(column, 1)
        box.addLayout(row(None, Button("Tutup", clicked=self.reject)))

    def _card(self, version: WordingVersion) -> Card:
        card = Card(margins=(12, 8, 8, 8), spacing=10, horizontal=True)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(f"Versi {version.version}", Role.STRONG))
        used = f"{version.letters} surat" if version.letters else "belum dipakai"
        words.addWidget(label(f"{version.added_text} · {used}", Role.CAPTION, wrap=True))
        card.body.addLayout(words, 1)
        if version.state == "berlaku":
            card.body.addWidget(Pill(_IN_FORCE))
        button = Button("Pakai teks ini", clicked=partial(self._choose, version.version))
        button.setAccessibleName(f"Pakai teks versi {version.version}")
        self.buttons[version.version] = button
        card.body.addWidget(button)
        return card

    def _choose(self, version: int) -> None:
        self.chosen.emit(version)
        self.accept()
