"""The pane beside the list: one incoming letter, what was ordered and answered, its scans, and what can be done."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from models.domain.indonesia import long_date
from models.services.views import DispositionRow, IncomingRow, IncomingSheet
from ui.icons import Icon
from ui.pages.agenda import presenter
from ui.theme import Role
from ui.widgets import pill
from ui.widgets.basics import Button, Card, IconButton, ScrollColumn, label, line, row
from ui.widgets.layouts import refill
from ui.widgets.pill import Pill

#: Keys of what can be done with a letter.
DISPOSE, COPY, SHEET, SCAN, SCANNER, EDIT, REPLY, FORM, VOID = (
    "disposisi", "salin", "lembar", "pindaian", "pemindai", "koreksi", "balasan", "isi_balasan", "batal",
)  # fmt: skip


class OrderBox(Card):
    """One disposition with its answers.

    Signals:
        withdraw: it is to be taken back.
    """

    withdraw = Signal()

    def __init__(self, order: DispositionRow, *, may_withdraw: bool) -> None:
        super().__init__("flat", margins=(10, 8, 8, 8), spacing=4)
        words = presenter.order_words(order)
        self.body.addWidget(label(words, Role.BODY, wrap=True))
        self.body.addWidget(label(presenter.maker_words(order), Role.CAPTION, wrap=True))
        for one in order.answers:
            status = Pill(pill.DONE if one.done else pill.WAITING)
            self.body.addLayout(row(label(one.name, Role.STRONG, wrap=True), status, stretch=0))
            if one.done:
                self.body.addWidget(label(f"{one.text} ({one.when})", Role.CAPTION, wrap=True))
        self.withdraw_button = Button(
            "Tarik…", kind="link", clicked=self.withdraw.emit, name=f"Tarik disposisi {words}"
        )
        self.withdraw_button.setVisible(may_withdraw and not order.withdrawn)
        self.body.addWidget(self.withdraw_button, 0, Qt.AlignmentFlag.AlignLeft)


class IncomingPane(Card):
    """One letter.

    Signals:
        acted: key of what is to be done.
        scan_wanted: id of the scan that is to be shown.
        withdraw: id of the disposition that is to be taken back.
        case_wanted: id of the case; ``letter_wanted``: id of the letter it answers.
        closed: the drawer is to be closed.
    """

    acted = Signal(str)
    scan_wanted = Signal(int)
    withdraw = Signal(int)
    case_wanted = Signal(int)
    letter_wanted = Signal(int)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__(margins=(14, 12, 10, 12), spacing=8)
        self.setAccessibleName("Rincian surat masuk")
        self._close = IconButton(Icon.CLOSE, "Tutup rincian", clicked=self.closed.emit)
        self._close.hide()
        self._title = label("", Role.SUBTITLE, wrap=True)
        self._column = ScrollColumn(spacing=8, margins=(0, 0, 6, 0))
        self._verbs = QVBoxLayout()
        self._verbs.setSpacing(6)
        self.body.addLayout(row(self._title, self._close, stretch=0))
        self.body.addWidget(self._column, 1)
        self.body.addLayout(self._verbs)
        self.verbs: dict[str, Button] = {}
        self.more: dict[str, QAction] = {}
        self.scans: dict[int, Button] = {}
        self.orders: dict[int, OrderBox] = {}

    def set_drawer(self, drawer: bool) -> None:
        """As a drawer it has a button that closes it."""
        self._close.setVisible(drawer)

    def show_row(self, letter: IncomingRow) -> None:
        """What the list knows, until the rest has been read; all there is of a letter the reader may not open."""
        self._title.setText(letter.subject)
        self.verbs, self.scans, self.orders = {}, {}, {}
        words = [label(f"Agenda {letter.agenda}", Role.CAPTION)]
        if not letter.readable:
            closed = "Surat ini rahasia. Isinya hanya dibuka pimpinan, pencatatnya, dan penerima disposisi."
            words.append(label(closed, Role.MUTED, wrap=True))
        refill(self._column.body, words, stretch=True)
        refill(self._verbs, ())

    def show_sheet(self, sheet: IncomingSheet) -> None:
        """Everything about the letter."""
        self._title.setText(sheet.row.subject)
        self.scans = {scan.attachment_id: self._scan(scan.attachment_id, scan.detail) for scan in sheet.scans}
        self.orders = {order.disposition_id: self._order(order, sheet) for order in sheet.dispositions}
        parts: list[QWidget] = [self._pills(sheet.row), self._facts(sheet)]
        if sheet.void_reason:
            parts.append(label(f"Dibatalkan: {sheet.void_reason}", Role.STRONG, wrap=True))
        if self.orders:
            parts += [line(), label("Disposisi", Role.STRONG), *self.orders.values()]
        parts += [line(), label("Pindaian", Role.STRONG)]
        parts += self.scans.values() or [label("Belum ada pindaian.", Role.MUTED)]
        if sheet.reply_text or sheet.case_id:
            parts += [line(), self._links(sheet)]
        refill(self._column.body, parts, stretch=True)
        self._show_verbs(sheet)

    def _pills(self, letter: IncomingRow) -> QWidget:
        shown = [Pill(presenter.STATES[letter.state])]
        if letter.secret:
            shown.append(Pill(pill.SECRET))
        made = QWidget()
        made.setLayout(row(*shown, None))
        return made

    def _facts(self, sheet: IncomingSheet) -> QWidget:
        letter, given = sheet.row, sheet.given
        facts = (
            ("Agenda", letter.agenda),
            ("Dari", letter.sender),
            ("Nomor", letter.number),
            ("Tanggal", long_date(letter.letter_date) if letter.letter_date else ""),
            ("Diterima", long_date(letter.received_on)),
            ("Sifat", presenter.nature(letter)),
            ("Lampiran", given.enclosure),
            ("Keterangan", given.remark),
        )
        made = QWidget()
        box = QVBoxLayout(made)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        for name, text in facts:
            if text:
                box.addWidget(label(f"{name}: {text}", wrap=True))
        late = " · dicatat setelah buku ditutup" if letter.late else ""
        box.addWidget(label(f"{sheet.entered}{late}", Role.CAPTION, wrap=True))
        return made

    def _order(self, order: DispositionRow, sheet: IncomingSheet) -> OrderBox:
        box = OrderBox(order, may_withdraw=sheet.may_dispose)
        box.withdraw.connect(lambda: self.withdraw.emit(order.disposition_id))
        return box

    def _scan(self, scan_id: int, detail: str) -> Button:
        return Button(f"Pindaian, {detail}", Icon.IMAGE, "link", clicked=lambda: self.scan_wanted.emit(scan_id))

    def _links(self, sheet: IncomingSheet) -> QWidget:
        made = QWidget()
        box = QVBoxLayout(made)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        if sheet.reply_to is not None:
            letter_id = sheet.reply_to
            box.addWidget(label(f"Balasan atas {sheet.reply_text}", wrap=True))
            open_letter = Button(
                "Buka surat yang dibalas", kind="link", clicked=lambda: self.letter_wanted.emit(letter_id)
            )
            box.addWidget(open_letter, 0, Qt.AlignmentFlag.AlignLeft)
        if sheet.case_id is not None:
            case_id = sheet.case_id
            words = f"Buka kasus {sheet.given.case_number}"
            box.addWidget(Button(words, kind="link", clicked=lambda: self.case_wanted.emit(case_id)), 0,
                          Qt.AlignmentFlag.AlignLeft)  # fmt: skip
        return made

    def _show_verbs(self, sheet: IncomingSheet) -> None:
        """What comes next stands out, the paper and its scan below it, the rest in a menu."""
        writes = sheet.may_write
        self.verbs = {}
        if sheet.may_dispose:
            self._add(DISPOSE, "Disposisikan…", Icon.HAND_OVER)
        elif sheet.may_copy:
            self._add(COPY, "Salin disposisi dari lembar…", Icon.EDIT)
        if writes and sheet.reply_awaited:
            self._add(FORM, "Isi ringkasan balasan…", Icon.LETTER)
        first = next(iter(self.verbs.values()), None)
        if first is not None and (not sheet.dispositions or sheet.reply_awaited):
            first.set_kind("primary")
        refill(self._verbs, list(self.verbs.values()))
        if sheet.void_reason:
            return
        self._add(SHEET, "Lembar disposisi…", Icon.PRINT)
        below: list[QWidget] = [self.verbs[SHEET]]
        if writes:
            self._add(SCAN, "Pindaian…", Icon.IMPORT)
            self.verbs[SCAN].setAccessibleName("Lampirkan pindaian")
            below += [self.verbs[SCAN], self._more()]
        self._verbs.addLayout(row(*below, spacing=6, stretch=0))

    def _add(self, key: str, words: str, icon: Icon) -> None:
        self.verbs[key] = Button(words, icon, clicked=self._act(key))

    def _more(self) -> IconButton:
        menu = QMenu()
        self.more = {
            key: menu.addAction(words, self._act(key))
            for key, words in (
                (SCANNER, "Pindai dengan pemindai…"),
                (REPLY, "Balasan atas surat…"),
                (EDIT, "Koreksi…"),
                (VOID, "Batalkan baris…"),
            )
        }
        return IconButton(Icon.MORE, "Tindakan lain", menu=menu)

    def _act(self, key: str) -> Callable[[], None]:
        return lambda: self.acted.emit(key)
