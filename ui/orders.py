"""Dispositions that wait for the reader, as cards: the same on Tugas Saya and on the agenda."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.services.views import OpenDisposition, Standing
from ui.context import AppContext
from ui.icons import Icon
from ui.theme import Role
from ui.widgets.basics import Button, Card, CardKind, Elide, IconLabel, label, row
from ui.widgets.layouts import refill

_KINDS: dict[Standing, tuple[CardKind, str]] = {Standing.LATE: ("danger", "danger"), Standing.SOON: ("warn", "warn")}
_USUAL: tuple[CardKind, str] = ("info", "info")
#: Most cards on Tugas Saya; the rest is told in one line that leads to the agenda.
MOST = 2


class OrderCard(Card):
    """One disposition.

    Signals:
        answer: "Sudah ditindaklanjuti…" was pressed.
        opened: the letter is wanted.
    """

    answer = Signal()
    opened = Signal()

    def __init__(self, order: OpenDisposition) -> None:
        kind, color = _KINDS.get(order.standing, _USUAL)
        super().__init__(kind, margins=(12, 8, 12, 8), spacing=10, horizontal=True)
        self.order = order
        urgent = f" {order.due_text.lower()}" if order.standing in _KINDS else ""
        title = f"Disposisi{urgent}: {order.subject}"
        self.setAccessibleName(f"{title}. {order.orders}. {order.due_text}")
        self.body.addWidget(IconLabel(Icon.LETTER, color, 20), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(Elide(title, Role.STRONG))
        due = "" if order.standing in _KINDS else order.due_text
        parts = (order.agenda, order.sender, order.orders, due, f"dari {order.by}")
        words.addWidget(Elide(" · ".join(part for part in parts if part), Role.CAPTION))
        self.body.addLayout(words, 1)
        self.open_button = Button("Buka surat", Icon.OPEN, clicked=self.opened.emit, name=f"Buka surat {order.agenda}")
        self.answer_button = Button(
            "Sudah ditindaklanjuti…", clicked=self.answer.emit, name=f"Sudah ditindaklanjuti {order.agenda}"
        )
        self.body.addWidget(self.open_button)
        self.body.addWidget(self.answer_button)


class OrderList(QWidget):
    """What waits for the reader; hidden while there is nothing.

    Signals:
        changed: something was answered; what is shown is out of date.
        counted: how many there are now.

    Attributes:
        cards: the cards by the id of their task.
    """

    changed = Signal()
    counted = Signal(int)

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self._context = context
        self._shown: tuple[OpenDisposition, ...] = ()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(6)
        self.cards: dict[int, OrderCard] = {}
        self.hide()

    def read(self) -> None:
        """Read anew what waits."""
        self._context.runner.query(self._context.workspace.dispositions.mine, self.show_orders, latest="disposisi_saya")

    def show_orders(self, orders: Sequence[OpenDisposition]) -> None:
        """Show these; the same ones again leave the focus where it is."""
        if tuple(orders) == self._shown:
            return
        self._shown = tuple(orders)
        self.cards = {order.task_id: self._card(order) for order in orders[:MOST]}
        lines: list[QWidget] = list(self.cards.values())
        if len(orders) > MOST:
            lines.append(self._more(len(orders) - MOST))
        refill(self._box, lines)
        self.setVisible(bool(orders))
        self.counted.emit(len(orders))

    def _card(self, order: OpenDisposition) -> OrderCard:
        card = OrderCard(order)
        card.answer.connect(lambda: answer(self._context, self, order, self.changed.emit))
        card.opened.connect(lambda: self._context.navigate("agenda", incoming_id=order.incoming_id))
        return card

    def _more(self, count: int) -> QWidget:
        made = QWidget()
        button = Button(f"{count} disposisi lain", kind="link", clicked=self._all)
        made.setLayout(row(label("Masih ada", Role.MUTED), button, None))
        return made

    def _all(self) -> None:
        self._context.navigate("agenda", part="disposisi")


def answer(context: AppContext, owner: QWidget, order: OpenDisposition, done: Callable[[], object]) -> None:
    """Ask what was done and write it down; ``done`` is called after that."""
    said = context.notify.ask_text(
        "Sudah ditindaklanjuti?", f"{order.agenda}: {order.orders}. Jawaban Anda dibaca pimpinan.",
        "Apa yang sudah dilakukan", "Kirim jawaban",
    )  # fmt: skip
    if not said:
        return
    dispositions = context.workspace.dispositions

    def told(_none: None) -> None:
        context.notify.toast("Jawaban disposisi dicatat.")
        done()

    context.runner.command(lambda: dispositions.answer(order.task_id, said), told, owner=owner)
