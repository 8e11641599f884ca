"""A legal clock: hours left in red or amber, where it is laid down, and the way to record that it was done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from models.services.views import ClockRow, Standing
from ui import theme
from ui.icons import Icon
from ui.theme import Role
from ui.widgets.basics import Button, Card, CardKind, IconLabel, label, row
from ui.widgets.date_field import DateField
from ui.widgets.fields import FieldNote, labelled

_WIDTH = 500
_DONE: tuple[CardKind, str] = ("ok", "ok")
_RUNNING: tuple[CardKind, str] = ("warn", "warn")
_KINDS: dict[Standing, tuple[CardKind, str]] = {Standing.LATE: ("danger", "danger"), Standing.SOON: ("warn", "warn")}


class ClockCard(Card):
    """One clock.

    Signals:
        report: "Tandai sudah dilaporkan…" was pressed.
        withdraw: it does not apply.
        open_case: its case is wanted.
    """

    report = Signal()
    withdraw = Signal()
    open_case = Signal()

    def __init__(self, clock: ClockRow, *, in_case: bool = False, narrow: bool = False) -> None:
        kind, color = _DONE if clock.done else _KINDS.get(clock.standing, _RUNNING)
        super().__init__(kind, margins=(12, 9, 12, 9), spacing=10, horizontal=not narrow)
        self.clock = clock
        self.setAccessibleName(f"{clock.called}: {clock.title}. {clock.text}. {clock.due_text}")
        icon = IconLabel(Icon.DONE_OUTLINE if clock.done else Icon.LAW if clock.by_law else Icon.CLOCK, color, 20)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(label(clock.title if clock.done else f"{clock.text}: {clock.title}", Role.STRONG, wrap=True))
        below = [clock.text] if clock.done else [clock.due_text, clock.basis]
        if not in_case and clock.case_number:
            below.insert(0, clock.case_number)
        words.addWidget(label(" · ".join(part for part in below if part), Role.CAPTION, wrap=True))
        head = row(icon, stretch=None)
        head.setAlignment(icon, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        self.body.addLayout(head, 1)
        self.report_button = Button("Tandai sudah dilaporkan…", clicked=self.report.emit)
        self.withdraw_button = Button("Tidak berlaku…", kind="link", clicked=self.withdraw.emit)
        self.case_button = Button("Buka kasus", Icon.OPEN, clicked=self.open_case.emit)
        shown = not clock.done and clock.mine and not clock.by_request
        buttons = QVBoxLayout() if narrow else row()
        for button in (self.case_button, self.report_button, self.withdraw_button):
            buttons.addWidget(button)
        self.body.addLayout(buttons)
        self.case_button.setVisible(not in_case and clock.case_id is not None)
        self.report_button.setVisible(shown)
        self.withdraw_button.setVisible(shown and clock.case_id is not None)


class ReportDialog(QDialog):
    """When something was reported or became known, under which number, and what else there is to say.

    Signals:
        told: the day, the number ("" where none was asked for), the remark.
    """

    told = Signal(object, str, str)

    def __init__(
        self, parent: QWidget, title: str, sentence: str, verb: str, today: Callable[[], date], *, reported: bool
    ) -> None:
        super().__init__(parent)
        self._reported, self._today = reported, today
        self.setWindowTitle(title)
        self.setMinimumWidth(theme.current().px(_WIDTH))
        self.day = DateField("Tanggal dilaporkan" if reported else "Tanggal diketahui", today)
        self.day.set_value(today())
        self.number, self.remark = QLineEdit(), QLineEdit()
        self.number.setPlaceholderText("Misalnya nomor tanda terima laporan")
        self.problem = FieldNote()
        self.tell_button = Button(verb, Icon.CHECK, "primary", clicked=self.tell)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 18, 20, 16)
        box.setSpacing(10)
        box.addWidget(label(title, Role.SUBTITLE, wrap=True))
        box.addWidget(label(sentence, Role.MUTED, wrap=True))
        box.addLayout(labelled("Tanggal dilaporkan" if reported else "Tanggal diketahui", self.day, required=True))
        number = QWidget()
        number.setLayout(labelled("Nomor", self.number))
        box.addWidget(number)
        number.setVisible(reported)
        words = "Keterangan" if reported else "Apa yang terjadi, tanpa nama klien"
        box.addLayout(labelled(words, self.remark, required=not reported))
        box.addWidget(self.problem)
        box.addLayout(row(None, Button("Batal", clicked=self.reject), self.tell_button))

    def tell(self) -> None:
        """Record it, or say what is still missing."""
        day, remark = self.day.value(), " ".join(self.remark.text().split())
        if day is None:
            self.problem.show_problem(self.day.problem() or "Isi tanggalnya lebih dahulu.")
        elif day > self._today():
            self.problem.show_problem("Tanggalnya belum tiba.")
        elif not self._reported and not remark:
            self.problem.show_problem("Tulis apa yang terjadi.")
        else:
            self.accept()
            self.told.emit(day, " ".join(self.number.text().split()), remark)
