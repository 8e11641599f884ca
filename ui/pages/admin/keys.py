"""Dialogs over the office's keys: a new recovery key on paper, and shutting somebody out for good."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QStackedWidget, QVBoxLayout, QWidget

from models import messages
from models.errors import ErrorCode, UserError
from models.services.entry.users import Revoked
from models.services.views import AccountRow
from ui import theme
from ui.context import AppContext
from ui.icons import Icon
from ui.recovery_key import RecoveryKey
from ui.tasks import Progress
from ui.theme import Role
from ui.widgets.basics import Button, label, row
from ui.widgets.fields import FieldNote, PasswordField, labelled
from ui.widgets.rows import ProgressLine


class _KeyDialog(QDialog):
    """Asks for one's own password before anything is done to a key."""

    def __init__(self, parent: QWidget, context: AppContext, title: str, words: str, verb: str, icon: Icon) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setModal(True)
        self.setFixedWidth(theme.current().px(600))
        self.context = context
        self.password, self.note = PasswordField("Kata sandi Anda"), FieldNote()
        self.password.changed.connect(self.note.clear)
        self.password.entered.connect(self.begin)
        self.go_button = Button(verb, icon, "primary", clicked=self.begin)
        self.cancel_button = Button("Batal", clicked=self.reject)
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(22, 18, 22, 18)
        self.box.setSpacing(12)
        self.box.addWidget(label(title, Role.SUBTITLE, wrap=True))
        self.first = QWidget()
        inside = QVBoxLayout(self.first)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(10)
        self._words = label(words, wrap=True)
        inside.addWidget(self._words)
        inside.addLayout(labelled("Kata sandi Anda", self.password, required=True))
        inside.addWidget(self.note)
        self.password.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """A wrapped label inside another widget is not asked how high it is: it is told."""
        margins = self.box.contentsMargins()
        inner = self.width() - margins.left() - margins.right()
        self._words.setMinimumHeight(self._words.heightForWidth(inner))
        super().showEvent(event)

    def begin(self) -> None:
        """The password was typed."""

    def typed(self) -> str:
        """The password; "" and a word beside the field where there is none."""
        if not self.password.text():
            self.note.show_problem("Tulis kata sandi Anda.")
        return self.password.text()

    def refused(self, error: UserError) -> None:
        """Say why not: a wrong password beside the field, anything else as a message."""
        self.go_button.setEnabled(True)
        if error.code is ErrorCode.WRONG_PASSWORD:
            self.note.show_problem(messages.render(error).why)
            self.password.setFocus()
        else:
            self.context.notify.problem(error)


class RecoveryKeyDialog(_KeyDialog):
    """A new recovery key: printed, typed back, and only then in force.

    Attributes:
        key: the key on its way to paper, None before the password was right.
    """

    def __init__(self, parent: QWidget, context: AppContext) -> None:
        words = (
            "Kunci baru dicetak dan ditulis kembali satu kelompoknya; baru setelah itu berlaku. Lembar yang lama lalu "
            "tidak membuka apa pun dan dapat dimusnahkan. Siapkan printer dan amplop."
        )
        super().__init__(parent, context, "Kunci pemulihan baru", words, "Buat kunci baru", Icon.RECOVERY)
        self.key: RecoveryKey | None = None
        self._text = ""
        self.stack = QStackedWidget()
        self.stack.addWidget(self.first)
        self.box.addWidget(self.stack)
        self.box.addLayout(row(None, self.cancel_button, self.go_button))

    def begin(self) -> None:
        if self.key is not None:
            self.key.check()
            self.go_button.set_text("Kunci ini berlaku" if self.key.asking else "Kunci sudah di kertas")
            return
        password, workspace = self.typed(), self.context.workspace
        if not password:
            return

        def work() -> tuple[str, str]:
            workspace.users.confirm_password(password)
            return workspace.users.draft_recovery_key(), workspace.settings.office().name

        self.password.clear()
        self.go_button.setEnabled(False)
        self.context.runner.query(work, self._drafted, self.refused, owner=self)

    def _drafted(self, found: tuple[str, str]) -> None:
        self._text, office = found
        workspace = self.context.workspace
        self.key = RecoveryKey(
            self._text, office, workspace.clock.now().date(), workspace.renderers, self.context.printing,
            training=workspace.training,
        )  # fmt: skip
        self.key.confirmed.connect(self._put)
        self.stack.addWidget(self.key)
        self.stack.setCurrentWidget(self.key)
        self.stack.setMinimumHeight(max(self.key.sizeHint().height(), self.key.heightForWidth(self.stack.width())))
        self.adjustSize()
        self.go_button.setEnabled(True)
        self.go_button.set_text("Kunci sudah di kertas")

    def _put(self) -> None:
        users, text = self.context.workspace.users, self._text
        self.go_button.setEnabled(False)
        self.context.runner.command(lambda: users.put_recovery_key(text), self._done, self.refused, owner=self)

    def _done(self, _none: None) -> None:
        self.accept()
        self.context.notify.toast("Kunci pemulihan baru berlaku. Musnahkan lembar yang lama.")


class RevokeDialog(_KeyDialog):
    """Somebody leaves: with a new data key for everybody who stays, or only without their password.

    Signals:
        revoked: what follows; the session is locked.
        shut: the account was only shut.
    """

    revoked = Signal(object)
    shut = Signal()

    def __init__(self, parent: QWidget, context: AppContext, entry: AccountRow) -> None:
        words = (
            "Kata sandinya dihapus, dan seluruh data disandikan ulang dengan kunci baru, supaya salinan berkas yang "
            "mungkin pernah dibawa tidak berguna untuk data selanjutnya. Sebelumnya dibuat cadangan; cadangan lama "
            "tetap dapat dibuka. Tutup Jangkau di komputer lain. Setelah selesai Anda masuk kembali. "
            "Semua yang pernah dicatatnya tetap tersimpan atas namanya."
        )
        title = f"Nonaktifkan {entry.display_name}"
        super().__init__(parent, context, title, words, "Nonaktifkan dan ganti kunci", Icon.KEY)
        self._entry = entry
        self._running: Progress | None = None
        self.only_button = Button("Nonaktifkan saja", clicked=self._only)
        self.only_button.setToolTip("Untuk rekan yang cuti panjang: kunci data tetap.")
        self._bar, self._doing = ProgressLine("Kemajuan penggantian kunci"), label("", Role.CAPTION)
        self.box.addWidget(self.first)
        for part in (self._bar, self._doing):
            part.hide()
            self.box.addWidget(part)
        self.box.addLayout(row(self.only_button, None, self.cancel_button, self.go_button))

    def begin(self) -> None:
        password, users, account_id = self.typed(), self.context.workspace.users, self._entry.account_id
        if not password:
            return

        def work(progress: Progress) -> Revoked:
            return users.revoke(account_id, password, progress.tell, progress.cancelled)

        self.password.clear()
        self._show_running(True)
        self._running = self.context.runner.lengthy("Mengganti kunci data", work, self._done, self.refused, owner=self)
        self._running.moved.connect(self._moved)
        self._running.given_up.connect(lambda: self._show_running(False))

    def refused(self, error: UserError) -> None:
        self._show_running(False)
        super().refused(error)

    def reject(self) -> None:
        """Cancel: while the key is being exchanged, ask the work to stop first."""
        if self._running is not None:
            self._running.cancel()
        else:
            super().reject()

    def _only(self) -> None:
        users, account_id = self.context.workspace.users, self._entry.account_id
        self.only_button.setEnabled(False)

        def done(_none: None) -> None:
            self.accept()
            self.shut.emit()

        self.context.runner.command(lambda: users.deactivate(account_id), done, self.refused, owner=self)

    def _done(self, made: Revoked) -> None:
        self._running = None
        self.accept()
        self.revoked.emit(made)

    def _moved(self, share: float, words: str) -> None:
        self._bar.set_share(share, words)
        self._doing.setText(words)

    def _show_running(self, running: bool) -> None:
        if not running:
            self._running = None
        for part in (self._bar, self._doing):
            part.setVisible(running)
        self._doing.setText("Menyiapkan…")
        self.first.setEnabled(not running)
        for button in (self.only_button, self.go_button):
            button.setEnabled(not running)
