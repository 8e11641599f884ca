"""Beside the cells: the cases that may explain a difference, and the word with which it is settled."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from models.simfoni.compare import Candidate, CompareCell
from ui.icons import Icon
from ui.theme import Role
from ui.widgets.basics import Button, Card, ScrollColumn, label, row
from ui.widgets.fields import labelled
from ui.widgets.layouts import empty, refill

_WAITING = "Tulis angka dasbor pada baris ini. Bila berbeda, kasus yang mungkin menjelaskannya tampil di sini."
_SAME = "Angka kantor dan dasbor sama."
_NONE = "Tidak ada kasus yang belum dientri, berubah, atau jatuh pada bulan lain. Periksa entri ganda di Simfoni PPA."


class CandidatesPane(QWidget):
    """One cell at a time.

    Signals:
        settled: remark and whether the difference is settled.
        case_wanted: id of a case.
        sheet_wanted: id of a case whose entry sheet is wanted.
    """

    settled = Signal(str, bool)
    case_wanted = Signal(int)
    sheet_wanted = Signal(int)

    def __init__(self, *, may_settle: bool) -> None:
        super().__init__()
        self.setAccessibleName("Penjelasan selisih")
        self._may_settle, self._resolved = may_settle, False
        self._title, self._numbers = label("", Role.SUBTITLE, wrap=True), label("", Role.MUTED, wrap=True)
        self._words = label(_WAITING, Role.MUTED, wrap=True)
        self._list = ScrollColumn(spacing=6)
        self.remark = QLineEdit()
        self.settle_button = Button("Tandai selesai", Icon.CHECK, "primary", clicked=self._settle)
        self._foot = QWidget()
        foot = QVBoxLayout(self._foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.addLayout(labelled("Penjelasan", self.remark, required=True))
        foot.addLayout(row(None, self.settle_button))
        self.remark.returnPressed.connect(self._settle)
        card = Card(margins=(14, 12, 14, 12), spacing=8)
        for widget in (self._title, self._numbers, self._words):
            card.body.addWidget(widget)
        card.body.addWidget(self._list, 1)
        card.body.addWidget(self._foot)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(card)
        self.show_cell(None, "")

    def show_cell(self, cell: CompareCell | None, table: str) -> None:
        """Show a cell before its cases are known."""
        self._title.setText(f"{table}: {cell.label}" if cell else "Selisih")
        empty(self._list.body)
        self._foot.setVisible(cell is not None and cell.difference != 0 and self._may_settle)
        self._numbers.setVisible(cell is not None and cell.typed is not None)
        self._words.show()
        self._words.setText(_WAITING if cell is None or cell.typed is None else _SAME)
        if cell is None or cell.typed is None:
            return
        self._numbers.setText(f"Kantor {cell.ours}, dasbor {cell.typed}, selisih {cell.difference:+d}")
        self._resolved = cell.resolved
        self.remark.setText(cell.remark)
        self.settle_button.set_text("Buka lagi" if cell.resolved else "Tandai selesai")
        if cell.difference:
            self._words.setText("Mencari kasus yang menjelaskannya…")

    def show_candidates(self, found: tuple[Candidate, ...]) -> None:
        """Show the cases."""
        self._words.setText(f"{len(found)} kasus mungkin menjelaskannya:" if found else _NONE)
        refill(self._list.body, [self._card(one) for one in found], stretch=True)

    def _card(self, one: Candidate) -> QWidget:
        made = Card("flat", margins=(10, 6, 6, 6), spacing=2)
        made.body.addWidget(label(f"{one.register_number} · {one.client_label}", Role.STRONG, wrap=True))
        made.body.addWidget(label(f"{one.reason[:1].upper()}{one.reason[1:]}", wrap=True))
        name = one.register_number
        verbs = (
            Button(
                "Lembar entri", kind="link", clicked=lambda: self.sheet_wanted.emit(one.case_id), name=f"Lembar {name}"
            ),
            Button("Buka kasus", kind="link", clicked=lambda: self.case_wanted.emit(one.case_id), name=f"Buka {name}"),
        )
        made.body.addLayout(row(*verbs, None))
        return made

    def _settle(self) -> None:
        if self._resolved:
            self.settled.emit(self.remark.text(), False)
        elif self.remark.text().strip():
            self.settled.emit(self.remark.text(), True)
        else:
            self.remark.setFocus()
