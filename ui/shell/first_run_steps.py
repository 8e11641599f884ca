"""The steps of the set-up, each a page that says what is missing and hands over what was entered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QHBoxLayout, QLineEdit, QPlainTextEdit, QWidget

from models.access import roles
from models.domain import images
from models.domain.clock import ZONES
from models.domain.paper import Letterhead
from models.errors import UserError
from models.services.entry.founding import Offer
from ui.icons import Icon
from ui.notify import Notifier
from ui.shell.first_run_step import Answers, Step, Wrong, line_of
from ui.texts import unmarked
from ui.theme import Role
from ui.widgets.basics import Button, Card, label, row
from ui.widgets.fields import labelled
from ui.widgets.letterhead import LetterheadPreview
from ui.widgets.passwords import NewPassword

_ZONE_NAMES = {"WIB": "WIB (Indonesia bagian barat)", "WITA": "WITA (bagian tengah)", "WIT": "WIT (bagian timur)"}
_PAPERS = {"F4": "F4 (21,5 × 33 cm)", "A4": "A4 (21 × 29,7 cm)", "F4-210": "F4 sempit (21 × 33 cm)"}
_CLIENT_WORDS = ("klien", "korban", "penerima manfaat")
#: Where the words beside a tick box begin, in pixels: its border, its padding, the box and the space after it.
_BESIDE_TICK = 32


class OfficeStep(Step):
    """Name, letterhead, place, paper."""

    title = "Profil kantor"

    def __init__(self, notify: Notifier) -> None:
        super().__init__()
        self._notify = notify
        self._logo = b""
        self.name, self.government, self.unit = QLineEdit(), QLineEdit(), QLineEdit()
        self.department = QPlainTextEdit()
        self.department.setFixedHeight(64)  # two lines
        self.department.setTabChangesFocus(True)
        self.address, self.contact, self.city, self.head_post = QLineEdit(), QLineEdit(), QLineEdit(), QLineEdit()
        self.code = QLineEdit("UPTD-PPA")
        self.zone, self.paper, self.client = QComboBox(), QComboBox(), QComboBox()
        for key in ZONES:
            self.zone.addItem(_ZONE_NAMES[key], key)
        for key, words in _PAPERS.items():
            self.paper.addItem(words, key)
        self.client.addItems(list(_CLIENT_WORDS))
        self.name.setPlaceholderText("UPTD PPA Kota …")
        self.government.setPlaceholderText("PEMERINTAH KOTA …")
        self.department.setPlaceholderText("DINAS …")
        self.unit.setPlaceholderText("UPTD PERLINDUNGAN PEREMPUAN DAN ANAK")
        self.head_post.setPlaceholderText("Kepala UPTD PPA Kota …")
        self._lay_out()
        self.preview = LetterheadPreview()
        self.remove_logo = Button("Hapus logo", Icon.DELETE, "link", clicked=lambda: self.set_logo(b""))
        choose = Button("Pilih logo…", Icon.IMAGE, clicked=self._choose_logo)
        self.body.addLayout(row(label("Kop surat", Role.LABEL), None, self.remove_logo, choose))
        self.body.addWidget(self.preview)
        self.body.addStretch(1)
        for field in (self.government, self.unit, self.address, self.contact):
            field.textChanged.connect(self._show_head)
        self.department.textChanged.connect(self._show_head)
        self.set_logo(b"")

    def problem(self) -> Wrong | None:
        for field, words in (
            (self.name, "Tulis nama kantor."),
            (self.government, "Tulis nama pemerintah daerah seperti pada kop surat."),
            (self.city, "Tulis kota, untuk tempat dan tanggal surat."),
        ):
            if not line_of(field):
                return Wrong(words, field)
        return None

    def take(self, answers: Answers) -> None:
        answers.logo = self._logo
        answers.profile = replace(
            answers.profile,
            name=line_of(self.name),
            government=line_of(self.government),
            department="\n".join(self._department()),
            unit=line_of(self.unit),
            address=line_of(self.address),
            contact=line_of(self.contact),
            city=line_of(self.city),
            head_post=line_of(self.head_post),
            unit_code=line_of(self.code) or "UPTD-PPA",
            zone=self.zone.currentData(),
            paper=self.paper.currentData(),
            client_word=self.client.currentText(),
        )

    def set_logo(self, content: bytes) -> None:
        """Use this picture, b"" for none; one that is no fitting picture is refused with its reason."""
        try:
            if content:
                images.check(content)
        except UserError as error:
            self._notify.problem(error)
            return
        self._logo = content
        self.remove_logo.setVisible(bool(content))
        self._show_head()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        fields: tuple[tuple[str, QWidget, bool], ...] = (
            ("Nama kantor", self.name, True),
            ("Pemerintah daerah pada kop", self.government, True),
            ("Dinas pada kop (boleh beberapa baris)", self.department, False),
            ("Unit pada kop", self.unit, False),
            ("Alamat", self.address, False),
            ("Telepon, pos-el, laman", self.contact, False),
            ("Kota pada tanggal surat", self.city, True),
            ("Jabatan kepala", self.head_post, False),
            ("Kode kantor dalam nomor surat", self.code, False),
            ("Waktu setempat", self.zone, False),
            ("Kertas surat", self.paper, False),
            ("Sebutan orang yang dilayani", self.client, False),
        )
        for index, (words, field, required) in enumerate(fields):
            cell = labelled(words, field, required=required)
            grid.addLayout(cell, index // 2, index % 2, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.body.addLayout(grid)

    def _department(self) -> list[str]:
        return [line.strip() for line in self.department.toPlainText().splitlines() if line.strip()]

    def _show_head(self) -> None:
        names = tuple(name for name in (*self._department(), line_of(self.unit)) if name)
        address = tuple(text for text in (line_of(self.address), line_of(self.contact)) if text)
        self.preview.show_head(Letterhead(line_of(self.government), names, address, self._logo))

    def _choose_logo(self) -> None:
        path = self._notify.open_file("Pilih logo", "Gambar (*.png *.jpg *.jpeg)")
        if path is None:
            return
        try:
            content = path.read_bytes() if path.stat().st_size <= images.LARGEST_LOGO else b"\0"
        except OSError:
            content = b"\0"
        self.set_logo(content)


class ProceduresStep(Step):
    """Which SOPs are used."""

    title = "SOP yang dipakai"

    def __init__(self, offers: Sequence[Offer]) -> None:
        super().__init__()
        unfinished = any(not offer.ready for offer in offers)
        self.say(
            "Pilih SOP yang dijalankan kantor ini."
            + (" SOP bertanda konsep belum lengkap dokumennya." if unfinished else "")
        )
        self.boxes: dict[str, QCheckBox] = {}
        for offer in offers:
            card = Card("flat", margins=(12, 8, 12, 8), spacing=2)
            box = QCheckBox(unmarked(offer.name if offer.ready else f"{offer.name} (konsep)"))
            box.setEnabled(offer.ready)
            card.body.addWidget(box)
            source = label(" · ".join(part for part in (offer.unit, offer.number) if part), Role.CAPTION)
            source.setContentsMargins(_BESIDE_TICK, 0, 0, 0)
            card.body.addWidget(source)
            self.boxes[offer.key] = box
            self.body.addWidget(card)
        ready = [offer for offer in offers if offer.ready]
        if len(ready) == 1:
            self.boxes[ready[0].key].setChecked(True)
        self.body.addStretch(1)

    def problem(self) -> Wrong | None:
        return None if any(box.isChecked() for box in self.boxes.values()) else Wrong("Pilih sedikitnya satu SOP.")

    def take(self, answers: Answers) -> None:
        chosen = tuple(key for key, box in self.boxes.items() if box.isChecked())
        answers.profile = replace(answers.profile, procedures=chosen)


class AccountStep(Step):
    """The first person who may log in."""

    title = "Pengelola pertama"

    def __init__(self) -> None:
        super().__init__()
        self.say("Akun pertama mengelola pengguna dan cadangan. Peran lain dapat dirangkap di kantor kecil.")
        self.display_name, self.username = QLineEdit(), QLineEdit()
        self.officer = QComboBox()
        self.password = NewPassword()
        names = QHBoxLayout()
        names.setSpacing(16)
        names.addLayout(labelled("Nama lengkap", self.display_name, required=True), 1)
        names.addLayout(labelled("Nama pengguna untuk masuk", self.username, required=True), 1)
        self.body.addLayout(names)
        self.body.addLayout(labelled("Pegawai dalam surat", self.officer))
        self.roles: dict[str, QCheckBox] = {}
        self.body.addWidget(label("Peran", Role.LABEL))
        for role in roles.shipped().values():
            box = QCheckBox(f"{role.name}: {role.description}")
            box.setChecked(role.key == roles.MANAGER)
            box.setEnabled(role.key != roles.MANAGER)
            self.roles[role.key] = box
            self.body.addWidget(box)
        self.body.addWidget(self.password)
        self.body.addStretch(1)

    def begin(self, answers: Answers) -> None:
        kept = self.officer.currentText()
        self.officer.clear()
        self.officer.addItem("Bukan pegawai dalam surat", None)
        for index, officer in enumerate(answers.officers):
            self.officer.addItem(officer.name, index)
        self.officer.setCurrentText(kept)

    def problem(self) -> Wrong | None:
        for field, words in (
            (self.display_name, "Tulis nama lengkap pengelola pertama."),
            (self.username, "Tulis nama pengguna, untuk masuk ke program."),
        ):
            if not line_of(field):
                return Wrong(words, field)
        return Wrong(words, self.password.in_question()) if (words := self.password.problem()) else None

    def take(self, answers: Answers) -> None:
        answers.display_name, answers.username = line_of(self.display_name), line_of(self.username)
        answers.password = self.password.text()
        answers.roles = tuple(key for key, box in self.roles.items() if box.isChecked())
        answers.officer = self.officer.currentData()


class BackupStep(Step):
    """Where backups go."""

    title = "Tempat cadangan"

    def __init__(self, notify: Notifier) -> None:
        super().__init__()
        self._notify = notify
        self.say(
            "Cadangan tersandi dibuat di komputer ini dan disalin ke tempat kedua, misalnya flash disk atau folder "
            "jaringan kantor. Tanpa tempat kedua, cadangan ikut hilang bila komputer ini rusak."
        )
        self.place = QLineEdit()
        self.place.setReadOnly(True)
        self.place.setPlaceholderText("Belum dipilih")
        choose = Button("Pilih folder…", Icon.FLASH_DISK, clicked=self._choose)
        self.body.addLayout(labelled("Tempat kedua", self.place))
        clear = Button("Kosongkan", kind="link", clicked=self.place.clear)
        clear.hide()
        self.place.textChanged.connect(lambda text: clear.setVisible(bool(text)))
        self.body.addLayout(row(choose, clear, None))
        self.say("Boleh dilewati sekarang; program akan mengingatkan bila belum ada cadangan.")
        self.body.addStretch(1)

    def problem(self) -> Wrong | None:
        place = self.place.text()
        if not place or _writable(Path(place)):
            return None
        return Wrong("Folder itu tidak dapat ditulisi. Pilih folder lain.")

    def take(self, answers: Answers) -> None:
        answers.profile = replace(answers.profile, backup_place=self.place.text())

    def _choose(self) -> None:
        chosen = self._notify.choose_folder("Pilih tempat cadangan")
        if chosen is not None:
            self.place.setText(str(chosen))


def _writable(folder: Path) -> bool:
    """Whether an empty file can be made there: the only reliable answer on network and flash disks."""
    probe = folder / "jangkau-uji.tmp"
    try:
        probe.touch()
        probe.unlink()
    except OSError:
        return False
    return True
