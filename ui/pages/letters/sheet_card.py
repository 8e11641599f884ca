"""The left half of the letter desk: the steps, the fields, what is missing, and the verbs of the moment."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.services.views import LetterPreview, LetterSheet
from ui import theme
from ui.editing.parts import Pick
from ui.forms.builder import FormView
from ui.forms.editor import Surroundings
from ui.icons import Icon
from ui.pages.letters import presenter
from ui.pages.letters.missing import MissingList
from ui.pages.letters.presenter import DRAFT, ISSUED, Reach, Stage
from ui.theme import Role
from ui.widgets.basics import Button, Card, IconButton, label, row
from ui.widgets.fields import labelled
from ui.widgets.layouts import empty
from ui.widgets.messages import Banner
from ui.widgets.pill import Pill

_WIDTH = 410


class SheetCard(Card):
    """Signals:
    naming_wanted: another way of writing the people of the case was chosen.
    number_wanted, print_wanted, save_wanted, void_wanted, delete_wanted: a verb was pressed.

    Attributes:
        view: the letter's fields, None until a letter is shown.
    """

    number_wanted = Signal()
    print_wanted = Signal()
    save_wanted = Signal()
    void_wanted = Signal()
    reply_wanted = Signal()
    delete_wanted = Signal()
    wording_wanted = Signal()
    naming_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__("plain", margins=(16, 14, 10, 14), spacing=10)
        self.setFixedWidth(theme.current().px(_WIDTH))
        self.view: FormView | None = None
        self._sheet: LetterSheet | None = None
        self._pills = {stage: Pill(presenter.stage_status(stage, Reach.LATER)) for stage in Stage}
        self.body.addLayout(row(*self._pills.values(), None, spacing=6))
        self._above = QVBoxLayout()
        self._place = QVBoxLayout()
        #: What belongs to the letter beside its fields: how far it is, what is chosen for it.
        self.beside = QVBoxLayout()
        self.body.addLayout(self._above)
        self.body.addLayout(self.beside)
        self.body.addLayout(self._place, 1)
        self.missing = MissingList()
        self.missing.field_wanted.connect(self._go_to)
        self.body.addWidget(self.missing)
        self.number_button = Button("Beri nomor", Icon.NUMBER, "primary", clicked=self.number_wanted.emit)
        self.print_button = Button("Cetak", Icon.PRINT, "primary", clicked=self.print_wanted.emit, shortcut="Ctrl+P")
        self.save_button = Button("Simpan PDF", Icon.PDF, clicked=self.save_wanted.emit)
        self.void_button = Button("Batalkan surat…", kind="danger", clicked=self.void_wanted.emit)
        self.reply_button = Button("Catat balasan…", Icon.IMPORT, clicked=self.reply_wanted.emit)
        self.delete_button = IconButton(Icon.DELETE, "Hapus konsep", clicked=self.delete_wanted.emit)
        self.body.addLayout(row(self.reply_button, None))
        self.body.addLayout(
            row(self.number_button, self.print_button, self.save_button, None, self.void_button, self.delete_button)
        )

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.setFixedWidth(theme.current().px(_WIDTH))

    def show_sheet(self, sheet: LetterSheet, around: Surroundings, *, may_void: bool) -> FormView:
        """Show a letter anew; gives the view of its fields."""
        self._sheet = sheet
        empty(self._above)
        empty(self._place)
        if sheet.status == presenter.VOID:
            self._above.addWidget(Banner("danger", f"Surat ini dibatalkan: {sheet.void_reason}"))
        elif sheet.why_not_issue and sheet.status == DRAFT:
            self._above.addWidget(Banner("info", sheet.why_not_issue))
        if sheet.newer_wording and not sheet.read_only:
            self._above.addWidget(self._wording_banner(sheet))
        self.view = FormView(
            presenter.as_form(sheet.spec, sheet.values), sheet.values, around, indexed=False, framed=False
        )
        self.view.set_read_only(sheet.read_only)
        self.view.exits = (self.number_button, self.print_button, self.reply_button, self.save_button)
        self._place.addWidget(self.view)
        self.view.setVisible(not sheet.by_hand)
        for shown in self._pills.values():
            shown.setVisible(not sheet.by_hand)
        if sheet.by_hand:  # there are no fields to show: what is known stands above, the rest stays free
            self._above.addWidget(label(presenter.by_hand(sheet), wrap=True))
            self._place.addStretch(1)
        draft, issued = sheet.status == DRAFT, sheet.status == ISSUED
        self.number_button.setVisible(draft)
        self.number_button.setEnabled(sheet.may_issue)
        self.delete_button.setVisible(draft and not sheet.read_only)
        self.print_button.setVisible(issued and not sheet.by_hand)
        self.save_button.setVisible(not draft and not sheet.by_hand)
        self.void_button.setVisible(issued and may_void)
        self.reply_button.setVisible(sheet.awaits_reply)
        self.reply_button.set_text("Ubah balasan…" if sheet.reply_text else "Catat balasan…", Icon.IMPORT)
        if sheet.reply_text:
            self._above.addWidget(Banner("info", f"{sheet.reply_text}."))
        if words := _signer_words(sheet):
            self.view.add_below(label(words, Role.CAPTION, wrap=True))
        if sheet.namings:
            self.view.add_below(self._naming_row(sheet))
        self.missing.clear()
        self.show_reach(None, printed=False)
        return self.view

    def _naming_row(self, sheet: LetterSheet) -> QWidget:
        """How the people of the case are written, where the kind of letter leaves it open."""
        self.naming = Pick("Penulisan identitas")
        self.naming.offer([(option.key, option.label) for option in sheet.namings], sheet.naming)
        self.naming.picked.connect(self.naming_wanted)
        made = QWidget()
        made.setLayout(labelled("Penulisan identitas", self.naming))
        return made

    def _wording_banner(self, sheet: LetterSheet) -> Banner:
        self.wording_button = Button("Pakai naskah baru", clicked=self.wording_wanted.emit)
        words = f"Naskah surat ini sudah diubah ({sheet.newer_wording}). Konsep ini masih memakai naskah lama."
        return Banner("info", words, self.wording_button)

    def show_reach(self, preview: LetterPreview | None, *, printed: bool) -> None:
        """Tell how far the letter is and what is missing."""
        if self._sheet is None:
            return
        reaches = presenter.stages(self._sheet, ready=presenter.ready(preview), printed=printed)
        for stage, reach in reaches.items():
            self._pills[stage].set_status(presenter.stage_status(stage, reach))
            self._pills[stage].setAccessibleName(f"{stage.value}: {reach.value}")
        if preview is not None and self._sheet.status == DRAFT:
            self.missing.show_missing(self._sheet, preview)
        else:
            self.missing.clear()

    def _go_to(self, key: str) -> None:
        if self.view is not None:
            self.view.focus_field(key)


def _signer_words(sheet: LetterSheet) -> str:
    unsigned = not (sheet.spec.signer or sheet.signer_text)
    if unsigned or sheet.status == presenter.VOID or sheet.by_hand:
        return ""
    if not sheet.signer_text:
        return "Penanda tangan belum diatur. Atur di Administrasi, Pegawai dan penanda tangan."
    if sheet.status == DRAFT or sheet.stage != presenter.AWAITING:
        return f"Ditandatangani oleh {sheet.signer_text}."
    return f"Cetak, lalu mintakan tanda tangan {sheet.signer_text}."
