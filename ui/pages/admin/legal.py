"""Batas waktu: what laws, and good service, ask for in time, and the data incident that is written down by hand."""

from __future__ import annotations

from functools import partial

from models.forms.spec import Option
from models.services.views import ClockRow
from ui.clocks import ClockList, start_by_hand
from ui.context import AppContext
from ui.icons import Icon
from ui.pages.admin.section import Section
from ui.theme import Role
from ui.widgets.basics import Button, label


class LegalSection(Section):
    """The legal clocks the reader answers for."""

    title = "Batas waktu"
    sentence = "Batas waktu ini berjalan terus, juga malam, akhir pekan, dan hari libur."
    icon = Icon.LAW

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self.clocks = ClockList(context)
        self.clocks.changed.connect(self.load)
        self._none = label("Tidak ada batas waktu yang sedang berjalan.", Role.MUTED, wrap=True)
        self.body.addWidget(self._none)
        self.body.addWidget(self.clocks)
        self.body.addStretch(1)
        self.start_buttons: dict[str, Button] = {}

    def load(self) -> None:
        legal = self.context.workspace.legal
        self.context.runner.query(legal.by_hand, self._offer, owner=self)
        self.context.runner.query(legal.all, self._show, owner=self)

    def _offer(self, kinds: tuple[Option, ...]) -> None:
        for kind in kinds:
            if kind.key not in self.start_buttons:
                made = Button(f"{kind.label}…", Icon.ADD, clicked=partial(self._start, kind))
                self.start_buttons[kind.key] = made
                self.verbs.addWidget(made)
        self.verbs.addStretch(1)

    def _show(self, found: tuple[ClockRow, ...]) -> None:
        self.clocks.show_clocks(found)
        self._none.setVisible(not any(not one.done for one in found))

    def _start(self, kind: Option) -> None:
        start_by_hand(self, self.context, kind, self._started)

    def _started(self, clock: ClockRow) -> None:
        self.context.notify.toast(f"Dicatat. {clock.due_text[:1].upper()}{clock.due_text[1:]}.")
        self.load()
