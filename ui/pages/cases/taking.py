"""Taking in a package of another office: opened with its password, looked at, then written or joined to a case."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QVBoxLayout, QWidget

from models.access.permissions import Permission
from models.errors import ErrorCode, UserError
from models.messages import render
from models.records.case_package import CasePackage
from models.services.packages.packages import SUFFIX
from models.services.views.packages import Conflict, PackagePreview, TakenIn
from ui import theme
from ui.context import AppContext
from ui.icons import Icon
from ui.theme import Role
from ui.widgets.basics import Button, Card, CardKind, ScrollColumn, label, row
from ui.widgets.fields import PasswordField
from ui.widgets.grid_dialog import GridDialog, Place

_KINDS = f"Paket kasus Jangkau (*{SUFFIX})"
_SIZE = (740, 600)
_MINE, _THEIRS = "Tetap yang di sini", "Ambil dari paket"


class PasswordDialog(GridDialog):
    """Asks for the password of a package; its answer is what was typed."""

    def __init__(self, parent: QWidget) -> None:
        self.password = PasswordField("Kata sandi paket")
        places = (Place("password", "Kata sandi paket", 0, 0, 2, required=True, widget=self.password),)
        words = "Kata sandinya disampaikan kantor pengirim secara terpisah, misalnya lewat telepon."
        super().__init__(parent, "Buka paket kasus", words, places, "Buka", Icon.LOCK, width=460)
        self.password.entered.connect(self.write)
        self.password.setFocus()

    def answer(self) -> str:
        return self.password.text()


class PreviewDialog(QDialog):
    """What a package holds, before anything is written.

    Signals:
        take: it is to become a case of this office.
        join: it is to be joined to the case that is here, with these answers of the package: (form, field).
        seen: it says nothing new; the case that is here is wanted.

    Attributes:
        choices: whose answer counts, by form and field.
    """

    take = Signal()
    join = Signal(object)
    seen = Signal()

    def __init__(self, parent: QWidget, preview: PackagePreview) -> None:
        super().__init__(parent)
        self.setWindowTitle("Paket kasus")
        shown = theme.current()
        self.resize(shown.px(_SIZE[0]), shown.px(_SIZE[1]))
        self.choices: dict[tuple[str, str], QComboBox] = {}
        known = preview.known_id is not None
        title = f"Paket kasus dari {preview.office}"
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 18, 20, 16)
        box.setSpacing(10)
        box.addWidget(label(title, Role.SUBTITLE, wrap=True))
        box.addWidget(label("Belum ada yang ditulis ke dalam data kantor ini.", Role.MUTED, wrap=True))
        column = ScrollColumn(spacing=10)
        for card in self._cards(preview):
            column.body.addWidget(card)
        column.body.addStretch(1)
        box.addWidget(column, 1)
        if _same(preview):
            self.go_button = Button("Buka kasus", Icon.OPEN, "primary", clicked=self.seen.emit)
        else:
            verb = "Gabungkan" if known else "Masukkan sebagai kasus baru"
            self.go_button = Button(verb, Icon.IMPORT, "primary", clicked=self._join if known else self.take.emit)
        self.go_button.setEnabled(not preview.obstacle)
        box.addLayout(row(Button("Batal", clicked=self.reject), None, self.go_button))

    def _join(self) -> None:
        self.join.emit(tuple(key for key, box in self.choices.items() if box.currentText() == _THEIRS))

    def _cards(self, preview: PackagePreview) -> list[QWidget]:
        cards: list[QWidget] = []
        if preview.obstacle:
            cards.append(_card("Tidak dapat dimasukkan", (preview.obstacle,), "danger"))
        who = " · ".join(
            part for part in (preview.number, preview.client_label, preview.service, preview.status) if part
        )
        sent = f"Dibuat {preview.sender}, {preview.made}. Dasar: {preview.ground}"
        cards.append(_card("Isi paket", (who, ", ".join(preview.counts), sent)))
        if preview.unknown:
            cards.append(_card("Definisi yang ikut dibawa, hanya untuk kasus ini", preview.unknown))
        if preview.similar:
            same = [f"{one.number} · {one.label} · {', '.join(one.reasons)}" for one in preview.similar]
            cards.append(_card("Mungkin orang yang sama dengan kasus di sini", tuple(same), "warn"))
        if preview.known_id is not None:
            here = f"Kasus ini sudah ada di sini: {preview.known_number}"
            if _same(preview):
                cards.append(_card(here, ("Isinya sama; tidak ada yang perlu digabungkan.",)))
            else:
                added = preview.fresh or ("Tidak ada yang baru.",)
                cards.append(_card(f"{here}. Akan ditambahkan", added, "warn"))
        if preview.conflicts:
            cards.append(self._conflicts(preview.conflicts))
        return cards

    def _conflicts(self, conflicts: tuple[Conflict, ...]) -> QWidget:
        card = Card(margins=(14, 12, 14, 12), spacing=8)
        card.body.addWidget(label(f"{len(conflicts)} isian berbeda", Role.STRONG))
        for one in conflicts:
            choice = QComboBox()
            choice.addItems([_MINE, _THEIRS])
            choice.setAccessibleName(f"{one.label}, {one.form_title}")
            self.choices[one.form_key, one.field_key] = choice
            card.body.addLayout(row(label(f"{one.label} ({one.form_title})", Role.LABEL, wrap=True), choice, stretch=0))
            card.body.addWidget(label(f"Di sini: {one.mine}", wrap=True))
            card.body.addWidget(label(f"Dalam paket: {one.theirs}", wrap=True))
        return card


class TakingIn(QObject):
    """Stands between the dialogs and the services."""

    def __init__(self, context: AppContext, page: QWidget) -> None:
        super().__init__(page)
        self._context, self._page = context, page
        self._service = context.workspace.packages

    def begin(self) -> None:
        """Let the person choose a package and type its password."""
        path = self._context.notify.open_file("Terima paket kasus", _KINDS)
        if path is not None:
            self.open(path)

    def open(self, path: Path) -> None:
        """Ask for the password of a package that was chosen, here or in the system."""
        if not self._context.workspace.session.may(Permission.PACKAGE_TAKE):
            self._context.notify.problem(UserError(ErrorCode.NOT_ALLOWED))
            return
        dialog = PasswordDialog(self._page)

        def open_it(password: str) -> None:
            work = partial(self._service.open_file, path, password)
            self._context.runner.command(work, opened, refused, owner=dialog)

        def opened(found: CasePackage) -> None:
            dialog.accept()
            work = partial(self._service.preview, found)
            self._context.runner.command(work, partial(self._show, found), owner=self)

        def refused(error: UserError) -> None:
            said = render(error)
            dialog.refuse(f"{said.title}. {said.do}")
            dialog.password.setFocus()

        dialog.written.connect(open_it)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _show(self, found: CasePackage, preview: PackagePreview) -> None:
        dialog = PreviewDialog(self._page, preview)

        def done(taken: TakenIn) -> None:
            dialog.accept()
            self._context.notify.toast(f"Paket dimasukkan sebagai kasus {taken.number}.")
            self._context.navigate("kasus_rinci", case_id=taken.case_id)

        def take() -> None:
            dialog.go_button.setEnabled(False)
            self._context.runner.command(partial(self._service.take, found), done, owner=dialog)

        def join(theirs: tuple[tuple[str, str], ...]) -> None:
            dialog.go_button.setEnabled(False)
            self._context.runner.command(partial(self._service.join, found, theirs), done, owner=dialog)

        def open_case() -> None:
            dialog.accept()
            self._context.navigate("kasus_rinci", case_id=preview.known_id)

        dialog.seen.connect(open_case)
        dialog.take.connect(take)
        dialog.join.connect(join)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def _same(preview: PackagePreview) -> bool:
    """Whether the case that is here says all the package says."""
    return preview.known_id is not None and not preview.fresh and not preview.conflicts


def _card(title: str, lines: tuple[str, ...], kind: CardKind = "plain") -> QWidget:
    card = Card(kind, margins=(14, 12, 14, 12), spacing=4)
    card.body.addWidget(label(title, Role.STRONG, wrap=True))
    for one in lines:
        card.body.addWidget(label(one, wrap=True))
    return card
