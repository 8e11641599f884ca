"""The other cases of the client: shown, joined with a reason, and parted again; no case is changed by it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QDialog, QLineEdit, QVBoxLayout, QWidget

from models.access.permissions import Permission
from models.services.cases.persons import Match
from models.services.cases.same_person import PersonCase
from models.services.views import CasePage
from ui import theme
from ui.context import AppContext
from ui.icons import Icon
from ui.places import case_place
from ui.theme import Role
from ui.widgets.basics import Button, Card, label, row
from ui.widgets.fields import FieldNote, labelled
from ui.widgets.layouts import empty

_WIDTH = 540
_LONGEST_REASON = 300
_TITLE = "Orang yang sama"


class SamePersonCard(Card):
    """Asks for its lines when it is seen: most visits to a case need none of it."""

    def __init__(self, context: AppContext) -> None:
        super().__init__(margins=(16, 14, 16, 14), spacing=10)
        self._context = context
        self._case_id = self._shown_for = 0
        self.join_button = Button("Catat orang yang sama…", Icon.PEOPLE, clicked=self._look)
        self.join_button.setVisible(context.workspace.session.may(Permission.PERSON_JOIN))
        self.body.addLayout(row(label(_TITLE, Role.SUBTITLE), None, self.join_button))
        self._lines = QVBoxLayout()
        self._lines.setSpacing(8)
        self.body.addLayout(self._lines)

    def show_page(self, page: CasePage) -> None:
        """Another case, or the same one after a change."""
        self.setVisible(not page.head.period)
        if page.head.case_id != self._case_id:
            empty(self._lines)
        self._case_id, self._shown_for = page.head.case_id, 0
        if self.isVisible():
            self._load()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._case_id and self._shown_for != self._case_id:
            self._load()

    def _load(self) -> None:
        service, case_id = self._context.workspace.same_person, self._case_id
        self._shown_for = case_id
        self._context.runner.query(
            lambda: service.of_case(case_id), partial(self._show, case_id), owner=self, latest="orang_sama_kasus"
        )

    def _show(self, case_id: int, found: tuple[PersonCase, ...]) -> None:
        if case_id != self._case_id:
            return
        empty(self._lines)
        for one in found:
            self._lines.addWidget(_Line(one, self._open, self._part, may_part=not self.join_button.isHidden()))
        if not found:
            self._lines.addWidget(label("Belum ada kasus lain yang dicatat untuk orang ini.", Role.MUTED, wrap=True))

    def _open(self, other: PersonCase) -> None:
        place = case_place(other.case_id)
        self._context.navigate(place.page_id, **place.params)

    # ------------------------------------------------------------------ joining and parting

    def _look(self) -> None:
        persons, case_id = self._context.workspace.persons, self._case_id
        self._context.runner.query(lambda: persons.like_client(case_id), self._ask, owner=self)

    def _ask(self, likely: tuple[Match, ...]) -> None:
        dialog = JoinDialog(self, likely)
        dialog.joined.connect(self._join)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _join(self, number: str, reason: str) -> None:
        service, case_id = self._context.workspace.same_person, self._case_id
        self._context.runner.command(
            lambda: service.join(case_id, number, reason), partial(self._joined, case_id, number), owner=self
        )

    def _joined(self, case_id: int, number: str, found: tuple[PersonCase, ...]) -> None:
        self._show(case_id, found)
        self._context.notify.toast(f"Dicatat: orang yang sama dengan kasus {number}.")

    def _part(self, other: PersonCase) -> None:
        reason = self._context.notify.ask_text(
            f"Kasus {other.number} ternyata orang lain?",
            "Kedua kasus tetap utuh; hanya catatan bahwa orangnya sama yang dicabut. Alasannya dicatat.",
            "Alasan",
            "Pisahkan",
        )
        if reason and other.link_id is not None:
            service, link = self._context.workspace.same_person, other.link_id
            self._context.runner.command(lambda: service.part(link, reason), self._parted, owner=self)

    def _parted(self, _none: None) -> None:
        self._context.notify.toast("Dicatat: orang yang berbeda.")
        self._load()


class _Line(QWidget):
    """One other case: number, how it stands, who said so."""

    def __init__(
        self,
        other: PersonCase,
        go: Callable[[PersonCase], object],
        part: Callable[[PersonCase], object],
        *,
        may_part: bool,
    ) -> None:
        super().__init__()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        words = f"Kasus {other.number} · {other.client_label} · {other.status_text}"
        open_button = Button("Buka", Icon.CASES, "link", clicked=lambda: go(other), name=f"Buka kasus {other.number}")
        parts: list[QWidget | None] = [label(words), None, open_button]
        if may_part and other.link_id is not None:
            parts.append(
                Button("Pisahkan…", kind="link", clicked=lambda: part(other), name=f"Pisahkan kasus {other.number}")
            )
        box.addLayout(row(*parts))
        box.addWidget(label(other.said or "Mengikuti catatan pada kasus lain orang ini", Role.CAPTION, wrap=True))
        self.setAccessibleName(words)


class JoinDialog(QDialog):
    """Which other case is this person's, and how that is known.

    Signals:
        joined: number of the other case, reason.
    """

    joined = Signal(str, str)

    def __init__(self, parent: QWidget, likely: Sequence[Match]) -> None:
        super().__init__(parent)
        self.setWindowTitle(_TITLE)
        self.setMinimumWidth(theme.current().px(_WIDTH))
        self.number = QComboBox()
        self.number.setEditable(True)
        self.number.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        for match in likely:
            self.number.addItem(f"{match.number} · {match.label} · {', '.join(match.reasons)}", match.number)
        self.number.setCurrentIndex(-1)
        line = self.number.lineEdit()
        if line is not None:
            line.setPlaceholderText("Nomor kasus, atau pilih dari yang mirip" if likely else "Nomor kasus")
        self.reason = QLineEdit()
        self.reason.setMaxLength(_LONGEST_REASON)
        self.reason.setPlaceholderText("Misalnya: NIK dicocokkan dengan KTP-el")
        self.problem = FieldNote()
        words = (
            "Kedua kasus tetap utuh dan saling menunjuk; pencarian menampilkan orang ini satu kali. "
            "Catatan ini dapat dicabut lagi."
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 18, 20, 16)
        box.setSpacing(10)
        box.addWidget(label(_TITLE, Role.SUBTITLE))
        box.addWidget(label(words, Role.MUTED, wrap=True))
        box.addLayout(labelled("Kasus lain", self.number, required=True))
        box.addLayout(labelled("Bagaimana Anda mengetahuinya", self.reason, required=True))
        box.addWidget(self.problem)
        self.join_button = Button("Catat", Icon.CHECK, "primary", clicked=self.join)
        box.addLayout(row(None, Button("Batal", clicked=self.reject), self.join_button))
        self.reason.returnPressed.connect(self.join)
        self.number.setFocus()

    def join(self) -> None:
        """Hand over what was chosen, or say what is missing."""
        typed = self.number.currentText().strip()
        at = self.number.findText(typed)
        number, reason = str(self.number.itemData(at)) if at >= 0 else typed, self.reason.text().strip()
        if not number:
            self.problem.show_problem("Pilih atau tulis nomor kasus lain orang ini.")
            self.number.setFocus()
        elif not reason:
            self.problem.show_problem("Tulis bagaimana Anda mengetahui bahwa orangnya sama.")
            self.reason.setFocus()
        else:
            self.accept()
            self.joined.emit(number, reason)
