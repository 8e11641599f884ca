"""Scans that find their letters: one after the other with progress, and what became of each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from models.errors import UserError
from models.messages import render
from models.services.views import PlacedScan, Scan
from ui import theme
from ui.icons import Icon
from ui.scanning.files import read_scan
from ui.tasks import Progress
from ui.theme import Role
from ui.widgets.basics import Button, Card, IconLabel, ScrollColumn, label, row
from ui.widgets.messages import announce

_SIZE = (720, 480)
_STOPPED = "Belum dibaca karena dihentikan. Pilih lagi berkas ini."


class PlacedDialog(QDialog):
    """Which scan went where, and which was not placed and what to do.

    Signals:
        letter_wanted: the id of the letter that is to be opened, issued or incoming as the scans are.
    """

    letter_wanted = Signal(int)

    def __init__(self, parent: QWidget, title: str, found: Sequence[PlacedScan]) -> None:
        super().__init__(parent)
        lacking = [one for one in found if not one.placed]
        kept = [one for one in found if one.placed]
        said = f"{len(kept)} pindaian tersimpan pada suratnya" + (f", {len(lacking)} belum" if lacking else "")
        self.setWindowTitle(title)
        shown = theme.current()
        self.resize(shown.px(_SIZE[0]), shown.px(_SIZE[1]))
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 18, 20, 16)
        box.setSpacing(10)
        box.addWidget(label(said, Role.SUBTITLE))
        column = ScrollColumn(spacing=6)
        self.open_buttons: list[Button] = []
        for heading, group in (("Belum tersimpan", lacking), ("Tersimpan", kept)):
            if group:
                column.body.addWidget(label(heading, Role.STRONG))
            for one in group:
                column.body.addWidget(self._line(one))
        column.body.addStretch(1)
        box.addWidget(column, 1)
        if lacking:
            box.addWidget(label("Berkas yang belum tersimpan tetap ada di tempat asalnya.", Role.MUTED, wrap=True))
        self.close_button = Button("Tutup", Icon.CHECK, "primary", clicked=self.accept)
        box.addLayout(row(None, self.close_button))
        announce(self, said)

    def _line(self, one: PlacedScan) -> Card:
        made = Card("flat", margins=(12, 8, 8, 8), spacing=10, horizontal=True)
        icon, color = (Icon.DONE, "ok") if one.placed else (Icon.PROBLEM, "warn")
        made.body.addWidget(IconLabel(icon, color, 20))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label(one.number or one.file_name, Role.STRONG, wrap=True))
        origin = ", ".join(part for part in (one.file_name if one.number else "", one.pages) if part)
        words.addWidget(label(one.sentence, wrap=True))
        if origin:
            words.addWidget(label(origin, Role.CAPTION, wrap=True))
        made.body.addLayout(words, 1)
        if one.letter_id is not None:
            button = Button("Buka surat", kind="link", name=f"Buka surat {one.number}")
            button.clicked.connect(partial(self._open, one.letter_id))
            self.open_buttons.append(button)
            made.body.addWidget(button)
        made.setAccessibleName(". ".join(part for part in (one.number, origin, one.sentence) if part))
        return made

    def _open(self, letter_id: int, _checked: bool = False) -> None:
        self.accept()
        self.letter_wanted.emit(letter_id)


def place_all(
    place: Callable[[Scan], tuple[PlacedScan, ...]], paths: Sequence[Path], progress: Progress
) -> tuple[PlacedScan, ...]:
    """Place file after file. What was placed stays placed when the person stops or a file cannot be read."""
    found: list[PlacedScan] = []
    for turn, path in enumerate(paths):
        progress.tell(turn / len(paths), f"Berkas {turn + 1} dari {len(paths)}")
        if progress.cancelled():
            found.append(PlacedScan(path.name, sentence=_STOPPED))
            continue
        try:
            found.extend(place(Scan(path.name, read_scan(path))))
        except UserError as error:
            said = render(error)
            why = str(error.details.get("why") or error.details.get("what") or "")
            found.append(PlacedScan(path.name, sentence=why or f"{said.title}. {said.do}"))
    return tuple(found)
