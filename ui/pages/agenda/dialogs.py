"""What is asked on the agenda page: an incoming letter, what was sent, who received it, which letter is answered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from models.domain.posts import MEANS
from models.forms.spec import Option
from models.services.views import DispatchRow, NewDispatch, NewIncoming
from ui.icons import Icon
from ui.pages.agenda.presenter import URGENCIES
from ui.widgets.date_field import DateField
from ui.widgets.grid_dialog import GridDialog, Place, choice_box, count_box

Today = Callable[[], date]
_CLOSED = "Rahasia: isinya hanya dibuka pimpinan, pencatat, dan penerima disposisi"


class IncomingDialog(GridDialog):
    """Asks for an incoming letter, or corrects one; its answer is a ``NewIncoming``."""

    def __init__(self, parent: QWidget, today: Today, start: NewIncoming | None = None) -> None:
        self._today = today
        self.letter_date, self.received_on = DateField("Tanggal surat", today), DateField("Tanggal diterima", today)
        self.urgency = choice_box([words.capitalize() for words in URGENCIES])
        self.secret = QCheckBox(_CLOSED)
        self.secret.setMinimumHeight(24)
        places = (
            Place("sender", "Dari", 0, 0, 3, required=True),
            Place("number", "Nomor surat", 1, 0),
            Place("letter_date", "Tanggal surat", 1, 1, widget=self.letter_date),
            Place("received_on", "Tanggal diterima", 1, 2, required=True, widget=self.received_on),
            Place("subject", "Hal", 2, 0, 3, required=True),
            Place("urgency", "Kecepatan", 3, 0, widget=self.urgency),
            Place("enclosure", "Lampiran", 3, 1),
            Place("case_number", "Register kasus", 3, 2),
            Place("remark", "Keterangan", 4, 0, 3),
            Place("secret", "Sifat", 5, 0, 3, widget=self.secret),
        )
        title = "Koreksi surat masuk" if start else "Catat surat masuk"
        words = "Nomor agendanya tetap." if start else "Nomor agenda diberikan saat disimpan."
        verb = "Simpan" if start else "Catat dan beri nomor agenda"
        super().__init__(parent, title, words, places, verb, width=720)
        self.received_on.set_value(start.received_on if start else today())
        if start is not None:
            for key, edit in self.edits.items():
                edit.setText(getattr(start, key))
            self.letter_date.set_value(start.letter_date)
            self.urgency.setCurrentIndex(URGENCIES.index(start.urgency))
            self.secret.setChecked(start.secret)
        self.edits["sender"].setFocus()

    def answer(self) -> NewIncoming:
        return NewIncoming(
            received_on=self.received_on.value() or self._today(),
            letter_date=self.letter_date.value(),
            urgency=URGENCIES[self.urgency.currentIndex()],
            secret=self.secret.isChecked(),
            **self.texts(),
        )


class DispatchDialog(GridDialog):
    """Asks what leaves the house; its answer is a ``NewDispatch``. ``letters`` are those that may be chosen."""

    def __init__(self, parent: QWidget, today: Today, letters: Sequence[Option]) -> None:
        self._today = today
        self.letter, self.quantity = QComboBox(), count_box()
        self.letter.addItem("Bukan surat dari program ini", "")
        for option in letters:
            self.letter.addItem(option.label, option.key)
        self.means = choice_box(MEANS)
        self.means.setEditable(True)
        self.sent_on = DateField("Tanggal kirim", today)
        places = (
            Place("letter", "Surat", 0, 0, 2, widget=self.letter),
            Place("document", "Isi kiriman", 1, 0, 2, required=True),
            Place("number", "Nomor surat", 2, 0),
            Place("quantity", "Jumlah", 2, 1, widget=self.quantity),
            Place("addressee", "Tujuan", 3, 0, 2, required=True),
            Place("sent_on", "Tanggal kirim", 4, 0, required=True, widget=self.sent_on),
            Place("means", "Cara kirim", 4, 1, widget=self.means),
            Place("case_number", "Register kasus", 5, 0),
            Place("remark", "Keterangan", 5, 1),
        )
        words = "Sebut berkas dengan nomor register, bukan nama klien."
        super().__init__(parent, "Catat kiriman", words, places, "Catat kiriman", Icon.HAND_OVER)
        self.sent_on.set_value(today())
        self.letter.currentIndexChanged.connect(self._chosen)
        self.letter.setFocus()

    def answer(self) -> NewDispatch:
        chosen = self.letter.currentData()
        return NewDispatch(
            sent_on=self.sent_on.value() or self._today(),
            quantity=self.quantity.value(),
            means=self.means.currentText(),
            letter_id=int(chosen) if chosen else None,
            **self.texts(),
        )

    def _chosen(self) -> None:
        """A letter of the program brings its kind and number along."""
        if self.letter.currentData():
            name, _point, number = self.letter.currentText().partition(" · ")
            self.edits["document"].setText(name)
            self.edits["number"].setText(number)
            self.edits["addressee"].setFocus()


class ReceiverDialog(GridDialog):
    """Asks who signed for what was sent, and when; its answer is the pair."""

    def __init__(self, parent: QWidget, today: Today, sent: DispatchRow) -> None:
        self._today = today
        self.received_on = DateField("Tanggal diterima", today)
        places = (
            Place("receiver", "Nama penerima", 0, 0, required=True),
            Place("received_on", "Tanggal diterima", 1, 0, required=True, widget=self.received_on),
        )
        words = " · ".join(part for part in (sent.document, sent.number, sent.addressee) if part)
        super().__init__(parent, "Catat tanda terima", words, places, "Catat tanda terima", Icon.CHECK, width=460)
        self.received_on.set_value(today())
        self.edits["receiver"].setFocus()

    def answer(self) -> tuple[str, date]:
        return self.texts()["receiver"], self.received_on.value() or self._today()


class ReplyOfDialog(GridDialog):
    """Asks which issued letter an incoming one answers; its answer is the letter's id, None for none."""

    def __init__(self, parent: QWidget, agenda: str, letters: Sequence[Option], chosen: int | None) -> None:
        self.letter = QComboBox()
        self.letter.addItem("Bukan balasan atas surat kita", "")
        for option in letters:
            self.letter.addItem(option.label, option.key)
        self.letter.setCurrentIndex(max(self.letter.findData(str(chosen)) if chosen else 0, 0))
        places = (Place("letter", "Surat yang dibalas", 0, 0, widget=self.letter),)
        words = f"Surat masuk {agenda}. Kasus surat yang dibalas ikut dicatat."
        super().__init__(parent, "Balasan atas surat", words, places, "Simpan", width=560)
        self.letter.setFocus()

    def answer(self) -> int | None:
        chosen = self.letter.currentData()
        return int(chosen) if chosen else None
