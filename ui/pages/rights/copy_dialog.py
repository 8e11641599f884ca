"""Before a copy is made: what it holds, what is left out and why, and what an officer may decide about that."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QVBoxLayout, QWidget

from models.records.person_copy import LeftOut, PersonCopy
from ui import theme
from ui.icons import Icon
from ui.texts import unmarked
from ui.theme import Role
from ui.widgets.basics import Button, Card, ScrollColumn, label, row
from ui.widgets.layouts import refill

_SIZE = (720, 560)


class CopyDialog(QDialog):
    """Shows a copy before it is made.

    Signals:
        changed: the exclusions that are chosen now, as a tuple of keys; the copy is to be gathered anew.
        paper / data: the copy is wanted as PDF, or as data behind a password.

    Attributes:
        boxes: what an officer may leave out or let in, by key.
    """

    changed = Signal(object)
    paper = Signal()
    data = Signal()

    def __init__(self, parent: QWidget, copy: PersonCopy, without: tuple[str, ...]) -> None:
        super().__init__(parent)
        self.setWindowTitle("Salinan data pribadi")
        shown = theme.current()
        self.resize(shown.px(_SIZE[0]), shown.px(_SIZE[1]))
        self.boxes: dict[str, QCheckBox] = {}
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 18, 20, 16)
        box.setSpacing(10)
        box.addWidget(label("Salinan data pribadi", Role.SUBTITLE))
        box.addWidget(
            label("Periksa dahulu apa yang ikut disalin. Milik orang lain tidak ikut.", Role.MUTED, wrap=True)
        )
        self._column = ScrollColumn(spacing=10)
        box.addWidget(self._column, 1)
        self.paper_button = Button("Buat salinan PDF", Icon.PDF, "primary", clicked=self.paper.emit)
        self.data_button = Button("Simpan data berkata sandi", Icon.LOCK, clicked=self.data.emit)
        box.addLayout(row(Button("Tutup", clicked=self.reject), None, self.data_button, self.paper_button))
        self.show_copy(copy, without)

    def show_copy(self, copy: PersonCopy, without: tuple[str, ...]) -> None:
        """Show what the copy holds with these exclusions."""
        self.boxes.clear()
        cards: list[QWidget] = [_warning(words) for words in copy.warnings]
        cards.append(_holds(copy))
        cards.append(self._left_out(copy, without))
        refill(self._column.body, cards, stretch=True)

    def without(self) -> tuple[str, ...]:
        """What an officer leaves out."""
        return tuple(key for key, box in self.boxes.items() if box.isChecked())

    def _left_out(self, copy: PersonCopy, without: tuple[str, ...]) -> QWidget:
        card = Card(margins=(14, 12, 14, 12), spacing=8)
        card.body.addWidget(label("Yang tidak disertakan", Role.STRONG))
        for one in copy.left_out:
            if one.fixed:
                if one.count:
                    card.body.addWidget(label(f"{one.name}: {one.count} isian", wrap=True))
                    card.body.addWidget(label(one.reason, Role.CAPTION, wrap=True))
                continue
            tick = QCheckBox(unmarked(f"{one.name}{_counted(one)}"))
            tick.setChecked(one.key in without)
            tick.toggled.connect(lambda _on: self.changed.emit(self.without()))
            self.boxes[one.key] = tick
            card.body.addWidget(tick)
            card.body.addWidget(label(one.reason, Role.CAPTION, wrap=True))
        return card


def _counted(one: LeftOut) -> str:
    return f" ({one.count} isian tidak ikut)" if one.count else ""


def _warning(words: str) -> QWidget:
    card = Card("danger", margins=(14, 10, 14, 10))
    card.body.addWidget(label(words, wrap=True))
    return card


def _holds(copy: PersonCopy) -> QWidget:
    card = Card(margins=(14, 12, 14, 12), spacing=4)
    card.body.addWidget(label(f"Yang disalin: {copy.answers} isian", Role.STRONG))
    source = ""
    for section in copy.sections:
        if section.source != source:
            source = section.source
            card.body.addWidget(label(source, Role.CAPTION, wrap=True))
        card.body.addWidget(label(f"• {section.title}: {len(section.rows)} isian", wrap=True))
    more = f"{len(copy.given)} penerima data, {len(copy.consents)} persetujuan, {len(copy.documents)} dokumen disebut"
    card.body.addWidget(label(more, Role.MUTED, wrap=True))
    return card
