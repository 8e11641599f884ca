"""What is chosen for a draft beside its text: the archive code of its number, who signs it, an earlier date."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from models.errors import UserError
from models.services.views import Insertion, LetterChoices, LetterSheet
from ui.code_picker import CodePicker
from ui.context import AppContext
from ui.pages.letters.stage_dialogs import InsertionDialog
from ui.theme import Role
from ui.widgets.basics import Button, Card, Elide, label, row
from ui.widgets.fields import FieldNote


class ChoicesPanel(Card):
    """Shown for drafts that may be changed.

    Signals:
        chosen: a choice was kept; the letter should be read again.
        insertion_wanted: the ``Insertion`` under which the letter is to be numbered.
    """

    chosen = Signal()
    insertion_wanted = Signal(object)

    def __init__(
        self,
        context: AppContext,
        sheet: Callable[[], LetterSheet | None],
        flush: Callable[[Callable[[], object]], object],
    ) -> None:
        super().__init__("flat", margins=(12, 8, 12, 8), spacing=6)
        self._context, self._sheet, self._flush = context, sheet, flush
        self._choices: LetterChoices | None = None
        self._code = Elide("")
        self.code_button = Button("Ubah…", kind="link", clicked=self.pick_code, name="Ubah kode klasifikasi")
        self.signer = QComboBox()
        self.signer.setAccessibleName("Penanda tangan")
        self.signer.activated.connect(self._sign_as)
        self._signer_row = QWidget()
        self._signer_row.setLayout(row(label("Tanda tangan", Role.LABEL), self.signer))
        self.insertion_button = Button("Nomor sisipan…", kind="link", clicked=self.ask_insertion)
        self.note = FieldNote()
        line = row(label("Kode", Role.LABEL), self._code, self.code_button, self.insertion_button)
        line.setStretch(1, 1)
        self.body.addLayout(line)
        self.body.addWidget(self._signer_row)
        self.body.addWidget(self.note)
        self.hide()

    def look(self, sheet: LetterSheet) -> None:
        """Read what may be chosen for the letter on the desk."""
        self._choices = None
        self.hide()
        if sheet.read_only:
            return
        service, letter_id = self._context.workspace.letter_choices, sheet.letter_id
        self._context.runner.query(
            lambda: service.open(letter_id), partial(self._looked, letter_id), owner=self, latest="pilihan_surat"
        )

    def _looked(self, letter_id: int, found: LetterChoices) -> None:
        sheet = self._sheet()
        if sheet is None or sheet.letter_id != letter_id:
            return
        self._choices = found
        self._code.setText(" ".join(part for part in (found.code or "tanpa kode", found.code_name) if part))
        self.signer.clear()
        for option in found.signers:
            self.signer.addItem(option.label, option.key)
        self.signer.setCurrentIndex(self.signer.findData(found.signer))
        self.signer.setToolTip(self.signer.currentText())
        self._signer_row.setVisible(len(found.signers) > 1 or bool(found.signer_problem))
        self.insertion_button.setVisible(found.may_insert and sheet.may_issue)
        if found.signer_problem:
            self.note.show_problem(f"{found.signer_problem}. Pilih penanda tangan lain.")
        else:
            self.note.clear()
        self.show()

    def pick_code(self) -> None:
        """Choose the archive code."""
        if self._choices is None:
            return
        picker = CodePicker(self.window(), self._context, self._choices.code_usual)
        picker.picked.connect(self._classify)
        picker.finished.connect(picker.deleteLater)
        picker.open()

    def ask_insertion(self) -> None:
        """Ask for an earlier date and the reason; the number is shown before it is taken."""
        dialog = InsertionDialog(self.window(), self._context)

        def wanted(insertion: Insertion) -> None:
            dialog.accept()
            self.insertion_wanted.emit(insertion)

        dialog.written.connect(wanted)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _classify(self, code: str) -> None:
        service = self._context.workspace.letter_choices
        self._keep(lambda sheet: service.classify(sheet.letter_id, code, sheet.row_version))

    def _sign_as(self, index: int) -> None:
        service, key = self._context.workspace.letter_choices, str(self.signer.itemData(index))
        first = str(self.signer.itemData(0))
        # The usual way is not fixed: who stands in tomorrow signs tomorrow.
        self._keep(lambda sheet: service.sign_as(sheet.letter_id, "" if key == first else key, sheet.row_version))

    def _keep(self, change: Callable[[LetterSheet], int]) -> None:
        """Save what is being typed first, so that the row version is the newest, then the choice."""

        def go() -> None:
            sheet = self._sheet()
            if sheet is not None:
                runner = self._context.runner
                runner.command(lambda: change(sheet), lambda _version: self.chosen.emit(), self._failed, owner=self)

        self._flush(go)

    def _failed(self, error: UserError) -> None:
        what = error.details.get("what")
        if what:
            self.note.show_problem(str(what))
        else:
            self._context.notify.problem(error)
        self.chosen.emit()
