"""The recovery key on its way to paper: shown, printed, and typed back once, at the set-up and when it is renewed."""

from __future__ import annotations

import secrets
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from models.domain.indonesia import long_date
from models.domain.paper import PageSetup
from models.logbook.paper import RecoveryPaper
from models.services.ports import Renderers
from ui.icons import Icon
from ui.printing import PrintService
from ui.theme import Role
from ui.widgets.basics import Button, Card, label, row
from ui.widgets.fields import FieldNote, labelled


class RecoveryKey(QWidget):
    """Shows the key, prints it, and asks for one group of it: whoever can type it back has it on paper.

    Signals:
        confirmed: the group was right.
    """

    confirmed = Signal()

    def __init__(
        self, key: str, office: str, printed: date, renderers: Renderers, printing: PrintService, *, training: bool
    ) -> None:
        super().__init__()
        self._groups = tuple(key.split("-"))
        self._asked = secrets.randbelow(len(self._groups))
        self._office, self._printed, self._training = office, printed, training
        self._renderers, self._printing = renderers, printing
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(10)
        words = (
            "Kunci ini satu-satunya jalan masuk bila semua kata sandi terlupa, dan tidak ditampilkan lagi. "
            "Cetak, masukkan ke amplop tertutup, dan simpan terpisah dari komputer ini, misalnya di brankas kantor."
        )
        box.addWidget(label(words, wrap=True))
        self._shown = self._key_side()
        self._hidden = self._question_side()
        box.addWidget(self._shown)
        box.addWidget(self._hidden)
        box.addStretch(1)
        self.show_key()

    @property
    def asking(self) -> bool:
        """Whether the key is hidden and the group is asked for."""
        return self._shown.isHidden()

    @property
    def asked(self) -> int:
        """Index of the group that must be typed."""
        return self._asked

    def show_key(self) -> None:
        """Show the key (again)."""
        self._hidden.hide()
        self._shown.show()

    def ask(self) -> None:
        """Hide the key and ask for the group, so that it is read from the paper."""
        self.group.clear()
        self._shown.hide()
        self._hidden.show()
        self.group.setFocus()

    def check(self) -> None:
        """Ask for the group, or go on if the typed group is the one on paper."""
        if not self.asking:
            self.ask()
            return
        typed = "".join(self.group.text().upper().split())
        if typed == self._groups[self._asked]:
            self.confirmed.emit()
        else:
            self.note.show_problem("Kelompok ini tidak sama dengan yang tercetak. Baca lagi dari kertas.")

    def paper(self) -> bytes:
        """The page to print."""
        page = PageSetup(paper="A4", watermark="LATIHAN" if self._training else "")
        return self._renderers.recovery(RecoveryPaper(self._office, self._groups, long_date(self._printed), page))

    def _print(self) -> None:
        self._printing.print_pdf(self.paper(), "Kunci pemulihan", "kunci-pemulihan.pdf", self)

    def _save(self) -> None:
        self._printing.save_pdf(self.paper(), "kunci-pemulihan.pdf")

    def _key_side(self) -> QWidget:
        side = QWidget()
        box = QVBoxLayout(side)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(10)
        box.addWidget(self._key_card())
        box.addLayout(
            row(
                Button("Cetak kunci", Icon.PRINT, "primary", clicked=self._print),
                Button("Simpan PDF", Icon.PDF, clicked=self._save),
                None,
            )
        )
        box.addWidget(label("Tanpa printer, salin dengan tangan ke kertas: huruf kapital, lima tanda tiap kelompok."))
        return side

    def _question_side(self) -> QWidget:
        side = QWidget()
        self.group = QLineEdit()
        self.group.setMaximumWidth(160)
        self.note = FieldNote()
        self.group.textChanged.connect(self.note.clear)
        self.group.returnPressed.connect(self.check)
        box = QVBoxLayout(side)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        question = f"Tulis kembali kelompok ke-{self._asked + 1} dari kertas itu"
        box.addLayout(labelled(question, self.group, required=True))
        box.addWidget(self.note)
        box.addLayout(row(Button("Tampilkan kunci lagi", Icon.SHOW, "link", clicked=self.show_key), None))
        return side

    def _key_card(self) -> Card:
        card = Card("warn", margins=(16, 12, 16, 12))
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(6)
        for place, group in enumerate(self._groups):
            shown = label(group, Role.TITLE)
            shown.setAccessibleName(f"Kelompok {place + 1}: {' '.join(group)}")
            grid.addLayout(row(label(f"{place + 1}.", Role.CAPTION), shown, None), place // 4, place % 4)
        card.body.addLayout(grid)
        return card
