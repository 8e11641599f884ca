"""Legal clocks as cards, and what is recorded of them: the same on Tugas Saya, in a case and in Administrasi."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.forms.spec import Option
from models.services.views import ClockRow
from ui.context import AppContext
from ui.places import case_place
from ui.widgets.clock_card import ClockCard, ReportDialog
from ui.widgets.layouts import refill


class ClockList(QWidget):
    """Cards for some clocks; hidden while there are none.

    Signals:
        changed: something was recorded; what is shown is out of date.

    Attributes:
        cards: the cards by the id of their clock.
    """

    changed = Signal()

    def __init__(self, context: AppContext, *, in_case: bool = False, narrow: bool = False) -> None:
        super().__init__()
        self._context, self._in_case, self._narrow = context, in_case, narrow
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(6)
        self._shown: tuple[ClockRow, ...] = ()
        self.cards: dict[int, ClockCard] = {}
        self.hide()

    def show_clocks(self, clocks: Sequence[ClockRow]) -> None:
        """Show these; the same ones again leave the focus where it is."""
        if tuple(clocks) == self._shown:
            return
        self._shown = tuple(clocks)
        self.cards = {one.clock_id: self._card(one) for one in clocks}
        refill(self._box, list(self.cards.values()))
        self.setVisible(bool(clocks))

    def _card(self, one: ClockRow) -> ClockCard:
        card = ClockCard(one, in_case=self._in_case, narrow=self._narrow)
        card.report.connect(lambda: self._report(one))
        card.withdraw.connect(lambda: self._withdraw(one))
        card.open_case.connect(lambda: self._open(one))
        return card

    def _open(self, one: ClockRow) -> None:
        if one.case_id is not None:
            place = case_place(one.case_id)
            self._context.navigate(place.page_id, **place.params)

    def _report(self, one: ClockRow) -> None:
        legal = self._context.workspace.legal
        dialog = ReportDialog(
            self, one.title, f"Dicatat dalam riwayat dan buku log. {one.basis}.", "Tandai sudah dilaporkan",
            _today(self._context), reported=True,
        )  # fmt: skip
        dialog.told.connect(
            lambda day, number, remark: self._change(
                lambda: legal.reported(one.clock_id, day, number, remark), f"Dicatat: {one.title}."
            )
        )
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _withdraw(self, one: ClockRow) -> None:
        reason = self._context.notify.ask_text(
            "Batas waktu ini tidak berlaku?", f"{one.title} ({one.basis}). Alasannya dicatat dalam riwayat.",
            "Alasan", "Tidak berlaku",
        )  # fmt: skip
        if reason:
            legal = self._context.workspace.legal
            self._change(lambda: legal.withdraw(one.clock_id, reason), f"Dicatat: {one.title} tidak berlaku.")

    def _change(self, work: Callable[[], object], words: str) -> None:
        def told(_done: object) -> None:
            self._context.notify.toast(words)
            self.changed.emit()

        self._context.runner.command(work, told, owner=self)


def start_by_hand(parent: QWidget, context: AppContext, kind: Option, done: Callable[[ClockRow], object]) -> None:
    """Ask what happened and when it became known, and start a clock that no form starts."""
    legal = context.workspace.legal
    dialog = ReportDialog(
        parent, kind.label, "Batas waktunya dihitung sejak hari peristiwa ini diketahui, malam dan hari libur ikut.",
        kind.label, _today(context), reported=False,
    )  # fmt: skip

    def told(day: date, _number: str, remark: str) -> None:
        context.runner.command(lambda: legal.start(kind.key, day, remark), done, owner=parent)

    dialog.told.connect(told)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def _today(context: AppContext) -> Callable[[], date]:
    clock = context.workspace.clock
    return lambda: clock.now().date()
