"""Tentang: which program this is, what it keeps its data in, and the licences of the parts made by others."""

from __future__ import annotations

import json
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QPlainTextEdit

import resources
from models.version import SCHEMA_VERSION, __version__
from ui import theme
from ui.context import AppContext
from ui.icons import Icon
from ui.pages.admin.section import Section
from ui.theme import Role
from ui.widgets.basics import label

_LIST_HEIGHT, _TEXT_HEIGHT = 150, 220


@dataclass(frozen=True)
class Licence:
    """A part of the program made by others, and its licence; the text lies by its name or in ``file``."""

    name: str
    version: str
    licence: str
    file: str = ""

    @property
    def text(self) -> str:
        """The licence in full, in the words of who made the part."""
        return resources.text(self.file or f"licences/{self.name}.txt")


def licences() -> tuple[Licence, ...]:
    """Jangkau itself and every part that travels with it."""
    parts = json.loads(resources.text("licences/daftar.json"))
    own = Licence("Jangkau", __version__, "MIT")
    return (own, *(Licence(part["nama"], part["versi"], part["lisensi"], part.get("naskah", "")) for part in parts))


class AboutSection(Section):
    """Version, schema and licences; nothing in it says anything about the office."""

    title = "Tentang"
    sentence = "Bila bertanya kepada pendamping program, sebutkan versi di bawah ini."
    icon = Icon.INFO

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self.version = label(f"Jangkau {__version__}, skema data {SCHEMA_VERSION}", Role.STRONG)
        self.version.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.body.addWidget(self.version)
        self.body.addWidget(label("Program ini bekerja tanpa internet dan tidak mengirim apa pun.", wrap=True))
        self.parts = QListWidget()
        self.parts.setAccessibleName("Bagian program dan lisensinya")
        self.parts.setFixedHeight(theme.current().px(_LIST_HEIGHT))
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setAccessibleName("Naskah lisensi")
        self.text.setMinimumHeight(theme.current().px(_TEXT_HEIGHT))
        self.body.addWidget(label("Lisensi", Role.SUBTITLE, buddy=self.parts))
        self.body.addWidget(self.parts)
        self.body.addWidget(self.text, 1)
        self._licences = licences()
        for part in self._licences:
            self.parts.addItem(QListWidgetItem(f"{part.name} {part.version} · {part.licence}"))
        self.parts.currentRowChanged.connect(self._show)
        self.parts.setCurrentRow(0)

    def _show(self, number: int) -> None:
        self.text.setPlainText(self._licences[number].text if number >= 0 else "")
