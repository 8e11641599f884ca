"""Receiving files of another service: one, or a stack that was put on the desk; what is usual is offered."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QPlainTextEdit, QWidget

from models.records import register_numbers
from models.services.views import NewReceipt, ReceivingHints
from ui import theme
from ui.icons import Icon
from ui.theme import Role
from ui.widgets.basics import label
from ui.widgets.grid_dialog import GridDialog, Place, choice_box, count_box

COMPLETE = ("", "Lengkap", "Belum lengkap")
_HINT = "Satu per baris, atau KONS/001 s.d. KONS/040"
#: Numbers that are named in a caution; height of their field in pixels at 100 %.
_SHOWN, _HEIGHT = 4, 84


class ReceiveDialog(GridDialog):
    """Asks for files; its answer is a list of ``NewReceipt``, one for each register number."""

    def __init__(self, parent: QWidget, hints: ReceivingHints) -> None:
        self._hints = hints
        self._usual = ("", "")
        self.quantity, self.complete = count_box(), choice_box(COMPLETE)
        self.numbers = QPlainTextEdit()
        self.numbers.setTabChangesFocus(True)
        self.numbers.setPlaceholderText(_HINT)
        self.numbers.setFixedHeight(theme.current().px(_HEIGHT))
        boxes = {name: _offering(words) for name, words in (
            ("service", hints.services), ("document", hints.documents), ("giver", hints.givers),
        )}  # fmt: skip
        places = (
            Place("service", "Layanan asal", 0, 0, 2, required=True, widget=boxes["service"]),
            Place("document", "Jenis berkas", 1, 0, required=True, widget=boxes["document"]),
            Place("giver", "Pemberi berkas", 1, 1, widget=boxes["giver"]),
            Place("numbers", "Nomor register", 2, 0, 2, widget=self.numbers),
            Place("quantity", "Jumlah berkas", 3, 0, widget=self.quantity),
            Place("complete", "Kelengkapan", 3, 1, widget=self.complete),
            Place("remark", "Keterangan", 4, 0, 2),
        )
        words = "Setumpuk berkas dari satu layanan dicatat sekaligus. Sebut nomor register, bukan nama klien."
        super().__init__(parent, "Terima berkas layanan lain", words, places, "Terima berkas", Icon.IMPORT, width=620)
        self._told = label("", Role.CAPTION, wrap=True)
        self._told.hide()
        self.below.addWidget(self._told)
        for name, box in boxes.items():
            edit = self.edits[name] = _line_of(box)
            edit.textChanged.connect(lambda _text: self.note.clear())
        self.edits["service"].textChanged.connect(self._service_named)
        self.numbers.textChanged.connect(self._count)
        self.edits["service"].setFocus()

    def answer(self) -> list[NewReceipt]:
        said, complete = self.texts(), self.complete.currentText()
        numbers = register_numbers.read(self.numbers.toPlainText()).numbers
        quantity = 1 if len(numbers) > 1 else self.quantity.value()
        return [
            NewReceipt(register_number=number, quantity=quantity, complete=complete, **said)
            for number in numbers or ("",)
        ]

    def write(self) -> None:
        """Hand over what was filled in, or say what cannot be read."""
        problem = register_numbers.read(self.numbers.toPlainText()).problem
        if problem:
            self.refuse(problem)
            self.numbers.setFocus()
            return
        super().write()

    def _service_named(self, service: str) -> None:
        """Offer document and giver of the last files of this service, unless others were typed."""
        usual = self._hints.last.get(service.strip())
        typed = (self.edits["document"].text(), self.edits["giver"].text())
        if usual is not None and typed in (("", ""), self._usual):
            self._usual = usual
            for name, words in zip(("document", "giver"), usual, strict=True):
                self.edits[name].setText(words)

    def _count(self) -> None:
        """Say how many files were named, and which of them this period holds already."""
        self.note.clear()
        read = register_numbers.read(self.numbers.toPlainText())
        many = len(read.numbers) > 1
        self.quantity.setEnabled(not many)
        self.quantity.setValue(len(read.numbers) if many else 1)
        self.save_button.set_text(f"Terima {len(read.numbers)} berkas" if many else "Terima berkas")
        words = read.problem or self._known(read.numbers)
        self._told.setText(words)
        self._told.setVisible(bool(words))

    def _known(self, numbers: Sequence[str]) -> str:
        known = [number for number in numbers if number.casefold() in self._hints.taken]
        if not known:
            return ""
        day = self._hints.taken[known[0].casefold()]
        more = f" dan {len(known) - _SHOWN} lagi" if len(known) > _SHOWN else ""
        return f"Sudah tercatat pada periode ini, {day}: {', '.join(known[:_SHOWN])}{more}. Periksa sebelum menerima."


def _line_of(box: QComboBox) -> QLineEdit:
    line = box.lineEdit()
    assert line is not None  # noqa: S101 - an editable box has one
    return line


def _offering(words: Sequence[str]) -> QComboBox:
    """A line that may be typed freely and offers what is usual."""
    box = QComboBox()
    box.setEditable(True)
    box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.addItems(list(words))
    box.setCurrentIndex(-1)
    completer = QCompleter(box.model(), box)
    completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    box.setCompleter(completer)
    return box
