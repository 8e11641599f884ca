"""The tab Uraian: the parts of a report that people write; what was handed in is only read."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.services.views.reports import ReportSheet
from models.statistics.report_paper import WrittenPart
from ui.editing.parts import Lines
from ui.icons import Icon
from ui.theme import Role
from ui.widgets.basics import Card, ScrollColumn, label
from ui.widgets.layouts import refill
from ui.widgets.messages import EmptyState

_LINES = 5


class PartCard(Card):
    """One part: its title, what belongs there, and the text.

    Signals:
        typed: the text was changed.
    """

    typed = Signal()

    def __init__(self, part: WrittenPart, hint: str, *, required: bool, writing: bool) -> None:
        super().__init__(spacing=6)
        self.key = part.key
        self.body.addWidget(label(f"{part.title} (wajib)" if required and writing else part.title, Role.SUBTITLE))
        self.text = Lines(part.title, height=_LINES)
        self.text.show_text(part.text)
        self.text.typed.connect(lambda _text: self.typed.emit())
        if not writing:
            self.text.hide()
            self.body.addWidget(label(part.text, wrap=True))
            return
        if hint:
            self.body.addWidget(label(hint, Role.CAPTION, wrap=True))
        self.body.addWidget(self.text)


class WordsTab(QWidget):
    """All parts of a report.

    Signals:
        edited: something was typed.
    """

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.cards: list[PartCard] = []
        self._column = ScrollColumn(spacing=12)
        self._nothing = EmptyState(Icon.DOCUMENT, "Tidak ada uraian")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._column, 1)
        box.addWidget(self._nothing, 1)

    def show_sheet(self, sheet: ReportSheet, *, writing: bool) -> None:
        """The parts of this report; a field that is being written in keeps its cursor while nothing else changed."""
        shown = [part for part in sheet.written if writing or part.text]
        if writing and [card.key for card in self.cards if card.text.isVisibleTo(self)] == [one.key for one in shown]:
            for card, part in zip(self.cards, shown, strict=True):
                card.text.show_text(part.text)
            return
        asked = {part.key: part for part in sheet.parts}
        self.cards = []
        for part in shown:
            rule = asked.get(part.key)
            card = PartCard(part, rule.hint if rule else "", required=bool(rule and rule.required), writing=writing)
            card.typed.connect(self.edited)
            self.cards.append(card)
        refill(self._column.body, self.cards, stretch=True)
        begun = sheet.report_id is not None
        sentence = "Laporan ini tidak memuat bagian yang ditulis." if begun else "Uraian ditulis saat laporan disusun."
        self._nothing.set_words("Tidak ada uraian", sentence)
        self._column.setVisible(bool(shown))
        self._nothing.setVisible(not shown)

    def texts(self) -> dict[str, str]:
        """What stands in the fields, by the key of the part."""
        return {card.key: card.text.toPlainText().strip() for card in self.cards}

    def focus_empty(self) -> None:
        """Put the cursor into the first part that is still empty."""
        empty = next((card for card in self.cards if not card.text.toPlainText().strip()), None)
        if empty is not None:
            empty.text.setFocus()
