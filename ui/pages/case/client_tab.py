"""Data Klien: what may be shown to everybody who works on the case, and the full data for five minutes on request."""

from __future__ import annotations

from datetime import datetime
from typing import TypeVar

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from models.services.views import CasePage, Pair, RevealedClient
from models.services.words import clock
from ui.icons import Icon
from ui.pages.case.side import SafeContactCard, pair_line
from ui.theme import Role
from ui.widgets.basics import Button, Card, ScrollColumn, label, row
from ui.widgets.layouts import empty, refill
from ui.widgets.messages import Banner

_COLUMNS = 2
W = TypeVar("W", bound=QWidget)


class ClientTab(ScrollColumn):
    """The client's data.

    Signals:
        reveal: the names are wanted.
        hide: they need no longer be shown.
    """

    reveal = Signal()
    hidden = Signal()

    def __init__(self) -> None:
        super().__init__(spacing=12, margins=(0, 12, 0, 0))
        self.setAccessibleName("Data klien")
        self.show_button = Button("Tampilkan nama", Icon.SHOW, clicked=self.reveal.emit)
        self.hide_button = Button("Sembunyikan", Icon.HIDE, clicked=self.conceal)
        self._banner = Banner("warn", "", self.hide_button)
        self._banner.hide()
        self._facts = Card(margins=(16, 14, 16, 14), spacing=10)
        self._full = Card(margins=(16, 14, 16, 14), spacing=10)
        self._full.hide()
        self._contact = SafeContactCard()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(10)
        for column in range(_COLUMNS):
            self._grid.setColumnStretch(column, 1)
        self._full.body.addWidget(label("Data lengkap", Role.SUBTITLE))
        self._full.body.addLayout(self._grid)
        head = row(label("Nama, NIK, alamat, dan telepon disembunyikan.", Role.MUTED), None, self.show_button)
        self._head = QWidget()
        self._head.setLayout(head)
        for widget in (self._banner, self._head, self._contact, self._full, self._facts):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self._hide_timer = QTimer(self, singleShot=True)
        self._hide_timer.timeout.connect(self.conceal)

    def add(self, card: W) -> W:
        """Put a card below the others."""
        self.body.insertWidget(self.body.count() - 1, card)
        return card

    def show_page(self, page: CasePage) -> None:
        """Show the case's short facts anew; what is revealed stays as it is."""
        heading = label("Data ringkas", Role.SUBTITLE)
        refill(self._facts.body, [heading, *(pair_line(pair) for pair in page.summary)])
        self._contact.show_text(page.safe_contact)

    def show_revealed(self, client: RevealedClient, now: datetime) -> None:
        """Show the full data until its time is over."""
        empty(self._grid)
        for index, pair in enumerate(client.pairs or (Pair("Nama", "Belum diisi"),)):
            self._grid.addWidget(pair_line(pair), index // _COLUMNS, index % _COLUMNS)
        self._banner.set_text(f"Data lengkap ditampilkan sampai pukul {clock(client.until)}, lalu disembunyikan lagi.")
        for widget in (self._banner, self._full):
            widget.show()
        self._head.hide()
        self._hide_timer.start(max(int((client.until - now).total_seconds() * 1000), 0))

    @property
    def revealed(self) -> bool:
        """Whether names stand on the screen now."""
        return self._full.isVisibleTo(self)

    def conceal(self) -> None:
        """Take the full data off the screen and out of memory."""
        self._hide_timer.stop()
        if self._full.isHidden():
            return
        empty(self._grid)
        self._full.hide()
        self._banner.hide()
        self._head.show()
        self.hidden.emit()
