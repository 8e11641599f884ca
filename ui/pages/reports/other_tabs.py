"""The tabs Koreksi and Riwayat of a report."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.services.views.reports import ReportDeed
from models.statistics.corrections import Correction
from ui.icons import Icon
from ui.pages.reports import presenter
from ui.pages.reports.grid import Grid
from ui.theme import Role
from ui.widgets.basics import Button, Card, ScrollColumn, label
from ui.widgets.layouts import refill
from ui.widgets.messages import EmptyState

_HEADS = ("Tabel", "Baris", "Kolom", "Semula", "Menjadi")


class CorrectionsTab(QWidget):
    """What later changes made of frozen reports. Counting it anew takes its time, so it is asked for.

    Signals:
        wanted: the reports are to be compared with the data of today.
    """

    wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._column = ScrollColumn(spacing=12)
        self.count_button = Button("Bandingkan sekarang", Icon.REFRESH, "primary", clicked=self.wanted.emit)
        self._asked = EmptyState(
            Icon.HISTORY,
            "Belum dibandingkan",
            "Laporan yang sudah disetujui dibandingkan dengan data sekarang, juga saat laporan ini diajukan.",
            self.count_button,
        )
        self.none = EmptyState(
            Icon.DONE_OUTLINE, "Tidak ada koreksi", "Angka laporan sebelumnya masih sama dengan data sekarang."
        )
        self.grids: list[Grid] = []
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        for widget in (self._column, self._asked, self.none):
            box.addWidget(widget, 1)
        self.show_corrections(None)

    def show_corrections(self, found: Sequence[Correction] | None) -> None:
        """Show these; None: nobody has asked yet."""
        self.grids = []
        cards: list[QWidget] = []
        for one in found or ():
            card = Card(spacing=8)
            card.body.addWidget(label(one.words, Role.SUBTITLE))
            grid = Grid(f"Koreksi {one.words}", _HEADS, presenter.correction_lines(one), words=3, summed=False)
            self.grids.append(grid)
            card.body.addWidget(grid)
            card.body.addWidget(label(presenter.correction_words(one), Role.CAPTION, wrap=True))
            cards.append(card)
        refill(self._column.body, cards, stretch=True)
        self._column.setVisible(bool(found))
        self._asked.setVisible(found is None)
        self.none.setVisible(found is not None and not found)


class HistoryTab(QWidget):
    """Who did what with the report, newest first."""

    def __init__(self) -> None:
        super().__init__()
        self._column = ScrollColumn(spacing=8)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._column, 1)

    def show_events(self, events: Sequence[ReportDeed]) -> None:
        """Show these."""
        cards: list[QWidget] = []
        for event in events:
            card = Card("flat", margins=(12, 8, 12, 8), spacing=2)
            card.body.addWidget(label(event.words, Role.STRONG))
            card.body.addWidget(label(f"{event.who}, {event.when}", Role.CAPTION))
            if event.remark:
                card.body.addWidget(label(event.remark, wrap=True))
            cards.append(card)
        if not cards:
            cards = [EmptyState(Icon.HISTORY, "Belum ada yang dikerjakan", "Laporan ini belum mulai disusun.")]
        refill(self._column.body, cards, stretch=True)
