"""Pengguna dan peran: who may log in and as what; a first password is made by the program and shown once."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from models.access import roles
from models.services.entry.gate import suggest_password
from models.services.entry.users import Revoked
from models.services.views import AccountRow, OfficerRow
from ui.context import AppContext
from ui.icons import Icon
from ui.pages.admin.keys import RecoveryKeyDialog, RevokeDialog
from ui.pages.admin.listed import ListedSection
from ui.pages.admin.section import text_of
from ui.tables.model import Column
from ui.theme import Role
from ui.widgets.basics import Button, label, row
from ui.widgets.fields import PasswordField, labelled


def _columns() -> tuple[Column, ...]:
    return (
        Column("nama", "Nama", lambda entry: entry.display_name, lambda entry: entry.username, strong=True),
        Column("peran", "Peran", _role_names, width=290),
        Column("aktif", "Keadaan", lambda entry: "Aktif" if entry.active else "Tidak aktif", width=110),
    )


def _role_names(entry: AccountRow) -> str:
    known = roles.shipped()
    return ", ".join(known[key].name for key in entry.roles if key in known)


class UsersSection(ListedSection[AccountRow]):
    """Accounts."""

    title = "Pengguna dan peran"
    sentence = "Tiap orang masuk dengan nama dan kata sandinya sendiri; yang dilakukannya tercatat atas namanya."
    icon = Icon.KEY
    new_words = "Pengguna baru"

    def __init__(self, context: AppContext) -> None:
        super().__init__(context, _columns(), "Daftar pengguna")
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        self.display_name, self.username = QLineEdit(), QLineEdit()
        self.officer = QComboBox()
        grid.addLayout(labelled("Nama yang ditampilkan", self.display_name, required=True), 0, 0)
        grid.addLayout(labelled("Nama pengguna untuk masuk", self.username, required=True), 0, 1)
        grid.addLayout(labelled("Pegawai pada surat", self.officer), 1, 0)
        grid.addLayout(self._build_password(), 1, 1)
        self.form.addLayout(grid)
        self.form.addLayout(self._build_roles())
        self.off_button = Button("Nonaktifkan…", Icon.CANCELLED, "danger", clicked=self._deactivate)
        self.verbs.addWidget(self.off_button)
        self.recovery_button = Button("Kunci pemulihan baru…", Icon.RECOVERY, clicked=self._renew_recovery)
        self.verbs.addWidget(self.recovery_button)
        self.watch(self.display_name, self.username, self.officer, *self.roles.values())
        self.password.changed.connect(self.mark)

    def _build_password(self) -> QVBoxLayout:
        self.password = PasswordField("Kata sandi baru")
        self.generate_button = Button("Buatkan", Icon.GENERATE, clicked=self._generate, name="Buatkan kata sandi")
        pair = QWidget()
        pair.setLayout(row(self.password, self.generate_button, stretch=0))
        box = QVBoxLayout()
        box.setSpacing(4)
        box.addWidget(label("Kata sandi baru", Role.LABEL, buddy=self.password.edit))
        box.addWidget(pair)
        return box

    def _build_roles(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setVerticalSpacing(2)
        self.roles: dict[str, QCheckBox] = {}
        for number, (key, role) in enumerate(roles.shipped().items()):
            tick = QCheckBox(role.name)
            tick.setToolTip(role.description)
            tick.setAccessibleName(f"Peran {role.name}. {role.description}")
            self.roles[key] = tick
            grid.addWidget(tick, number // 2, number % 2)
        return grid

    def key_of(self, entry: AccountRow) -> object:
        return entry.account_id

    def load(self) -> None:
        workspace = self.context.workspace
        self.context.runner.query(workspace.settings.officers, self._officers, owner=self)
        self.context.runner.query(workspace.users.list, self.entries, owner=self)

    def _officers(self, officers: tuple[OfficerRow, ...]) -> None:
        kept = self.officer.currentData()
        self._filling = True
        self.officer.clear()
        self.officer.addItem("Tidak tercetak pada surat", None)
        for officer in officers:
            if officer.active:
                self.officer.addItem(officer.name, officer.officer_id)
        self.officer.setCurrentIndex(max(self.officer.findData(kept), 0))
        self._filling = False

    def show_entry(self, entry: AccountRow | None) -> None:
        self.display_name.setText(entry.display_name if entry else "")
        self.username.setText(entry.username if entry else "")
        self.username.setReadOnly(entry is not None)
        self.officer.setCurrentIndex(max(self.officer.findData(entry.officer_id if entry else None), 0))
        for key, tick in self.roles.items():
            tick.setChecked(key in entry.roles if entry else False)
        self.password.clear()
        own = entry is not None and entry.account_id == self.context.workspace.session.user.account_id
        self.off_button.setVisible(entry is not None and entry.active and not own)
        self.password.setEnabled(not own)
        self.generate_button.setEnabled(not own)
        self.password.edit.setPlaceholderText(
            "Ubah di Kata sandi saya" if own else "Kosong: tidak berubah" if entry else ""
        )
        if entry is None:
            self.display_name.setFocus()

    def _generate(self) -> None:
        self.password.set_text(suggest_password())
        self.password.reveal()

    def save(self) -> None:
        chosen = tuple(key for key, tick in self.roles.items() if tick.isChecked())
        officer_id, password = self.officer.currentData(), self.password.text()
        name, username, users = text_of(self.display_name), text_of(self.username), self.context.workspace.users
        entry = self.current
        if not chosen:
            self.note.show_problem("Pilih sedikitnya satu peran.")
            return
        if entry is None and not password:
            self.note.show_problem("Tulis kata sandi pertama, atau tekan Buatkan.")
            return

        def work() -> AccountRow:
            if entry is None:
                return users.add(username, name, chosen, password, officer_id)
            changed = users.change(entry.account_id, name, chosen, officer_id)
            if password:
                users.set_password(entry.account_id, password)
            return changed

        self.save_button.setEnabled(False)
        self.context.runner.command(work, self._stored, self.not_saved)

    def _stored(self, entry: AccountRow) -> None:
        password, fresh = self.password.text(), self.current is None
        self.saved()
        self.current = entry
        self.load()
        if password:
            words = "Serahkan langsung kepada orangnya, dan minta ia menggantinya di Kata sandi saya."
            title = f"Kata sandi {'pertama' if fresh else 'baru'} untuk {entry.display_name}"
            self.context.notify.info(title, f"{password}\n\n{words} Kata sandi ini tidak ditampilkan lagi.")

    def _deactivate(self) -> None:
        entry = self.current
        if entry is None:
            return
        dialog = RevokeDialog(self.window(), self.context, entry)
        dialog.shut.connect(lambda: self._shut(entry))
        dialog.revoked.connect(lambda made: self._revoked(entry, made))
        dialog.open()

    def _shut(self, entry: AccountRow) -> None:
        self.context.notify.toast(f"{entry.display_name} tidak dapat masuk lagi.")
        self.load()

    def _revoked(self, entry: AccountRow, made: Revoked) -> None:
        """The session is locked: say what follows, then show the lock."""
        words = [
            f"{entry.display_name} tidak dapat masuk lagi, dan kunci data sudah diganti. Masuklah kembali dengan kata "
            "sandi Anda. Cadangan lama tetap dapat dibuka seperti saat dibuat."
        ]
        if made.without:
            words.append(f"Perlu kata sandi baru dari Anda: {', '.join(made.without)}.")
        if made.new_recovery:
            words.append("Lembar kunci pemulihan yang lama tidak berlaku lagi; cetak yang baru setelah masuk.")
        self.context.notify.info("Kunci data sudah diganti", " ".join(words))
        self.context.bus.lock_wanted.emit()

    def _renew_recovery(self) -> None:
        RecoveryKeyDialog(self.window(), self.context).open()
