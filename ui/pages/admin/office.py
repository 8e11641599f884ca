"""Profil kantor and Kop surat: who the office is, and how the head of its paper looks."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLineEdit, QPlainTextEdit, QWidget

from models.domain import images
from models.errors import UserError
from models.letters.spec import LetterContent
from models.settings.office import OfficeProfile
from ui import theme
from ui.context import AppContext
from ui.icons import Icon
from ui.pages.admin.section import OfficeSection, text_of
from ui.theme import Role
from ui.widgets.basics import Button, Card, label, row
from ui.widgets.fields import labelled
from ui.widgets.pdf_preview import PdfPreview

_PREVIEW_REST_MS = 400
_CLIENT_WORDS = ("klien", "korban", "penerima manfaat")
_IDENTITY = (
    ("name", "Nama kantor", 0, 0, 2),
    ("head_post", "Jabatan kepala (di atas tanda tangan)", 1, 0, 2),
    ("city", "Tempat pada tanggal surat", 2, 0, 1),
    ("unit_code", "Kode unit dalam nomor surat", 2, 1, 1),
    ("regency", "Kabupaten/kota wilayah kerja", 3, 0, 1),
    ("service_phone", "Telepon layanan", 3, 1, 1),
)


class IdentitySection(OfficeSection):
    """Names and words of the office."""

    title = "Profil kantor"
    sentence = "Dipakai di seluruh program dan pada surat."
    icon = Icon.OFFICE

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        self.edits: dict[str, QLineEdit] = {}
        for key, words, line, column, span in _IDENTITY:
            edit = QLineEdit()
            self.edits[key] = edit
            grid.addLayout(labelled(words, edit, required=key == "name"), line, column, 1, span)
        self.client_word = QComboBox()
        self.client_word.addItems(list(_CLIENT_WORDS))
        grid.addLayout(labelled("Sebutan orang yang dilayani", self.client_word), 4, 0)
        self.body.addLayout(grid)
        self.body.addStretch(1)
        self.watch(*self.edits.values(), self.client_word)

    def fill(self, profile: OfficeProfile) -> None:
        for key, edit in self.edits.items():
            edit.setText(getattr(profile, key))
        self.client_word.setCurrentText(profile.client_word)

    def changes(self) -> dict[str, object]:
        if not text_of(self.edits["name"]):
            self.edits["name"].setFocus()
            raise ValueError("Nama kantor belum diisi.")
        texts: dict[str, object] = {key: text_of(edit) for key, edit in self.edits.items()}
        return texts | {"client_word": self.client_word.currentText()}


class LetterheadSection(OfficeSection):
    """The lines and the logo of the letterhead, with the head as it is printed beside the fields."""

    title = "Kop surat"
    sentence = "Contoh di bawah berubah selagi Anda mengetik, persis seperti yang dicetak."
    icon = Icon.STAMP

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self._profile = OfficeProfile(name="")
        self._logo: bytes | None = None
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        self.government, self.unit = QLineEdit(), QLineEdit()
        self.address, self.contact = QLineEdit(), QLineEdit()
        self.department = QPlainTextEdit()
        self.department.setTabChangesFocus(True)
        self.department.setFixedHeight(theme.current().px(54))
        grid.addLayout(labelled("Pemerintah daerah", self.government), 0, 0)
        grid.addLayout(labelled("Unit", self.unit), 0, 1)
        grid.addLayout(labelled("Dinas (boleh dua baris)", self.department), 1, 0, 1, 2)
        grid.addLayout(labelled("Alamat", self.address), 2, 0)
        grid.addLayout(labelled("Telepon, pos-el, laman", self.contact), 2, 1)
        self.body.addLayout(grid)
        self.paper = QComboBox()
        for key, words in (("F4", "F4 (21,5 × 33 cm)"), ("F4-210", "F4 (21 × 33 cm)"), ("A4", "A4 (21 × 29,7 cm)")):
            self.paper.addItem(words, key)
        self.paper.setAccessibleName("Kertas surat")
        self.double_rule = QCheckBox("Garis kop ganda")
        self.logo_button = Button("Pilih logo…", Icon.IMAGE, clicked=self._choose_logo)
        self.no_logo_button = Button("Hapus logo", Icon.DELETE, clicked=self._remove_logo)
        kinds = label("Kertas", Role.LABEL, buddy=self.paper)
        self.body.addLayout(row(kinds, self.paper, self.double_rule, None, self.logo_button, self.no_logo_button))
        self.preview = PdfPreview("Contoh kop surat", "Contoh kop surat")
        self.preview.setMinimumHeight(theme.current().px(250))
        framed = Card(margins=(1, 1, 1, 1), spacing=0)
        framed.body.addWidget(self.preview)
        self.body.addWidget(framed, 1)
        self._rest = QTimer(self, singleShot=True, interval=_PREVIEW_REST_MS)
        self._rest.timeout.connect(self._draw)
        fields: tuple[QWidget, ...] = (self.government, self.unit, self.department, self.address, self.contact)
        self.watch(*fields, self.paper, self.double_rule)

    def fill(self, profile: OfficeProfile) -> None:
        self._profile, self._logo = profile, None
        self.government.setText(profile.government)
        self.department.setPlainText(profile.department)
        self.unit.setText(profile.unit)
        self.address.setText(profile.address)
        self.contact.setText(profile.contact)
        self.paper.setCurrentIndex(max(self.paper.findData(profile.paper), 0))
        self.double_rule.setChecked(profile.letterhead_double_rule)
        self._draw()

    def changes(self) -> dict[str, object]:
        return {
            "government": text_of(self.government),
            "department": text_of(self.department),
            "unit": text_of(self.unit),
            "address": text_of(self.address),
            "contact": text_of(self.contact),
            "paper": self.paper.currentData(),
            "letterhead_double_rule": self.double_rule.isChecked(),
        }

    def logo(self) -> bytes | None:
        return self._logo

    def mark(self, *values: object) -> None:
        super().mark(*values)
        if self.dirty():
            self._rest.start()

    def forget(self) -> None:
        super().forget()
        self._logo = None
        self._rest.stop()

    def _draw(self) -> None:
        settings, logo = self.context.workspace.settings, self._logo
        wanted = replace(self._profile, **self.changes())  # type: ignore[arg-type]  # keys and types as in changes()
        self.context.runner.query(
            lambda: settings.letterhead_sample(wanted, logo), self._render, latest="contoh_kop", owner=self
        )

    def _render(self, content: LetterContent) -> None:
        render = self.context.workspace.renderers.letter
        self.context.runner.render(
            lambda: render(content), self.preview.show_pdf, latest="contoh_kop_gambar", owner=self
        )

    def _choose_logo(self) -> None:
        path = self.context.notify.open_file("Pilih logo", "Gambar (*.png *.jpg *.jpeg)")
        if path is None:
            return
        try:
            if path.stat().st_size > images.LARGEST_LOGO:
                raise ValueError("Logo paling besar 2 MB. Kecilkan gambarnya lebih dahulu.")
            content = path.read_bytes()
            images.check(content)
        except (OSError, ValueError, UserError) as problem:
            words = str(problem) if isinstance(problem, ValueError) else "Logo harus gambar PNG atau JPEG yang terbaca."
            self.note.show_problem(words)
            return
        self._logo = content
        self.mark()

    def _remove_logo(self) -> None:
        self._logo = b""
        self.mark()
