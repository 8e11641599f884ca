"""What is asked on the page Permohonan data: the request, the head's word, to whom the copy went."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QCheckBox, QComboBox, QPlainTextEdit, QVBoxLayout, QWidget

from models.forms.spec import Option
from models.records.data_rights import DataRights, Grounded
from models.services.views.requests import ErasurePlan, NewRequest, RequestRow
from ui import theme
from ui.icons import Icon
from ui.theme import Role
from ui.widgets.basics import label
from ui.widgets.date_field import DateField
from ui.widgets.grid_dialog import GridDialog, Place

_FEW_LINES, _PLAN_WIDTH, _BETWEEN = 64, 680, 6


def _box(choices: Sequence[tuple[str, str]]) -> QComboBox:
    box = QComboBox()
    for key, words in choices:
        box.addItem(words, key)
    return box


def _area(hint: str) -> QPlainTextEdit:
    edit = QPlainTextEdit()
    edit.setTabChangesFocus(True)
    edit.setPlaceholderText(hint)
    edit.setFixedHeight(theme.current().px(_FEW_LINES))
    return edit


class RequestDialog(GridDialog):
    """Takes down a request; its answer is a ``NewRequest``. ``case_id`` 0 asks for the register number."""

    def __init__(
        self, parent: QWidget, rights: DataRights, today: Callable[[], date], case_id: int, number: str
    ) -> None:
        self._case_id, self._today, self._rights = case_id, today, rights
        self.kind = _box([(one.key, one.name) for one in rights.kinds.values()])
        self.capacity = _box([(one.key, one.name) for one in rights.capacities])
        self.identity = _box([(one.key, one.name) for one in rights.identities])
        self.asked_on = DateField("Tanggal permohonan", today)
        self.what = _area("Apa yang keliru dan apa yang benar, atau data mana yang dihapus")
        self.reason = _area("Bila pemohon menyebutkannya")
        self.others = QCheckBox("Juga kasus lain yang dicatat untuk orang yang sama")
        places = [] if case_id else [Place("number", "Nomor register kasus", 0, 0, 2, required=True)]
        places += [
            Place("kind", "Yang diminta", 1, 0, required=True, widget=self.kind),
            Place("asked_on", "Tanggal permohonan", 1, 1, required=True, widget=self.asked_on),
            Place("asker", "Nama pemohon", 2, 0, required=True),
            Place("capacity", "Sebagai", 2, 1, required=True, widget=self.capacity),
            Place("identity", "Identitas diperiksa dengan", 3, 0, 2, required=True, widget=self.identity),
            Place("what", "Isi permohonan", 4, 0, 2, widget=self.what),
            Place("reason", "Alasan", 5, 0, 2, widget=self.reason),
            Place("others", "", 6, 0, 2, widget=self.others),
        ]
        about = f"Kasus {number}. " if case_id else ""
        words = f"{about}Batas waktu hukum mulai berjalan sejak tanggal permohonan."
        super().__init__(
            parent, "Catat permohonan tentang data", words, places, "Catat permohonan", Icon.LAW, width=620
        )
        self.asked_on.set_value(today())
        self.proof = label("", Role.CAPTION, wrap=True)
        self.above.addWidget(self.proof)
        self.capacity.currentIndexChanged.connect(self._tell_proof)
        self._tell_proof()
        self.edits["asker" if case_id else "number"].setFocus()

    def answer(self) -> NewRequest:
        said = self.texts()
        return NewRequest(
            kind=str(self.kind.currentData()),
            case_id=self._case_id,
            asker=said["asker"],
            capacity=str(self.capacity.currentData()),
            identity=str(self.identity.currentData()),
            asked_on=self.asked_on.value() or self._today(),
            what=self.what.toPlainText(),
            reason=self.reason.toPlainText(),
            all_cases=self.others.isChecked(),
            case_number=said.get("number", ""),
        )

    def _tell_proof(self) -> None:
        chosen = self._rights.capacities[self.capacity.currentIndex()]
        self.proof.setText(f"Periksa: {chosen.note}." if chosen.note else "")


@dataclass(frozen=True)
class Word:
    """The head's word: a ground and a note for a refusal, parts for an erasure."""

    ground: str = ""
    note: str = ""
    parts: tuple[str, ...] = ()


class RefuseDialog(GridDialog):
    """Asks on which ground a request is refused; its answer is a ``Word``."""

    def __init__(self, parent: QWidget, row: RequestRow, grounds: Sequence[Option]) -> None:
        self.ground = _box([(one.key, one.label) for one in grounds])
        places = (
            Place("ground", "Dasar", 0, 0, 2, required=True, widget=self.ground),
            Place("note", "Penjelasan untuk pemohon", 1, 0, 2, required=True),
        )
        words = f"{row.kind_name}, kasus {', '.join(row.numbers)}. Penolakan disampaikan kepada pemohon."
        super().__init__(parent, "Tolak permohonan", words, places, "Tolak permohonan", Icon.CANCELLED, width=640)

    def answer(self) -> Word:
        return Word(str(self.ground.currentData()), self.texts()["note"])


class AcceptErasureDialog(GridDialog):
    """Tells what an erasure takes and leaves, and asks what goes besides; its answer is a ``Word``."""

    def __init__(self, parent: QWidget, row: RequestRow, plan: ErasurePlan, parts: Sequence[Grounded]) -> None:
        self.parts = {one.key: QCheckBox(one.name) for one in parts}
        places = [
            Place(key, "" if number else "Ikut dihapus", number, 0, 2, widget=box)
            for number, (key, box) in enumerate(self.parts.items())
        ]
        places.append(Place("note", "Catatan", len(places), 0, 2))
        words = f"Kasus {', '.join(row.numbers)}. Sesudah dijalankan, penghapusan tidak dapat dibatalkan."
        super().__init__(parent, "Setujui penghapusan data", words, places, "Setujui", Icon.CHECK, width=640)
        for box, one in zip(self.parts.values(), parts, strict=True):
            box.setToolTip(one.note)
        _show_plan(self, plan)

    def answer(self) -> Word:
        chosen = tuple(key for key, box in self.parts.items() if box.isChecked())
        return Word(note=self.texts()["note"], parts=chosen)


class EraseDialog(GridDialog):
    """Asks for the register number once more before an erasure is carried out; its answer is what was typed."""

    def __init__(self, parent: QWidget, row: RequestRow, plan: ErasurePlan) -> None:
        places = (Place("number", f"Ketik nomor register {row.numbers[0]}", 0, 0, 2, required=True),)
        words = "Data dihapus sekarang dan tidak dapat dikembalikan."
        super().__init__(parent, "Hapus data pribadi", words, places, "Hapus data", Icon.DELETE, width=640)
        self.save_button.set_kind("danger")
        _show_plan(self, plan)
        self.edits["number"].setFocus()

    def answer(self) -> str:
        return self.texts()["number"]


def _show_plan(dialog: GridDialog, plan: ErasurePlan) -> None:
    """What goes, what stays, and what must be known, above the fields."""
    box, layout, width = QVBoxLayout(), dialog.layout(), theme.current().px(_PLAN_WIDTH)
    box.setSpacing(3)
    groups = [("Dihapus", plan.takes), ("Tetap disimpan", plan.stays), ("Perhatikan", plan.warnings)]
    if plan.obstacle:
        groups.insert(0, ("Belum dapat dijalankan", (plan.obstacle,)))
    for turn, (title, lines) in enumerate(groups):
        box.addSpacing(theme.current().px(_BETWEEN) if turn else 0)
        box.addWidget(label(title, Role.LABEL))
        for one in lines:
            box.addWidget(label(f"• {one}", wrap=True))
    dialog.above.addLayout(box)
    dialog.setFixedWidth(width)
    if layout is not None:  # wrapped lines: how high they are depends on the width alone
        dialog.resize(width, layout.totalHeightForWidth(width))


class HandedDialog(GridDialog):
    """Asks to whom the copy was given and when; its answer is (receiver, day)."""

    def __init__(self, parent: QWidget, today: Callable[[], date]) -> None:
        self._today = today
        self.on = DateField("Diserahkan tanggal", today)
        places = (
            Place("receiver", "Diterima oleh", 0, 0, required=True),
            Place("on", "Diserahkan tanggal", 0, 1, required=True, widget=self.on),
        )
        words = "Cocokkan dengan tanda terimanya. Batas waktu hukum berakhir sesudah ini dicatat."
        super().__init__(parent, "Catat salinan sudah diserahkan", words, places, "Catat", Icon.CHECK, width=520)
        self.on.set_value(today())
        self.edits["receiver"].setFocus()

    def answer(self) -> tuple[str, date]:
        return self.texts()["receiver"], self.on.value() or self._today()


class CorrectedDialog(GridDialog):
    """Asks in which form the correction stands; its answer is the form's key."""

    def __init__(self, parent: QWidget, row: RequestRow, forms: Sequence[Option]) -> None:
        self.form = _box([(one.key, one.label) for one in forms])
        places = (Place("form", "Formulir yang diperbaiki", 0, 0, 2, required=True, widget=self.form),)
        words = f"Diminta: {row.what}"
        super().__init__(parent, "Catat data sudah diperbaiki", words, places, "Catat", Icon.CHECK, width=520)

    def answer(self) -> str:
        return str(self.form.currentData())
