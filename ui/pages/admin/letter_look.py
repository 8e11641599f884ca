"""Tampilan surat: what each office decides about its letters, with a letter that changes as one chooses."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QSpinBox

from models.letters.spec import LetterContent
from models.services.views import TitleChoice
from models.settings.look import FARTHEST, LEAST_LOGO, LEAST_ROOM, MOST_LOGO, MOST_ROOM, PaperLook
from models.settings.office import OfficeProfile
from ui import theme
from ui.context import AppContext
from ui.icons import Icon
from ui.pages.admin.section import OfficeSection
from ui.widgets.basics import Card
from ui.widgets.fields import labelled
from ui.widgets.layouts import empty
from ui.widgets.pdf_preview import PdfPreview

_PREVIEW_REST_MS = 400
_NIP = (("NIP", "NIP 1975…"), ("NIP.", "NIP. 1975…"))
_NAME = (("tebal", "Tebal"), ("garis_bawah", "Tebal bergaris bawah"), ("biasa", "Biasa"))
_RANK = (("lengkap", "Pembina, IV/a"), ("tanpa_golongan", "Pembina"))
_FACE = (("arial", "Arial"), ("bookman", "Bookman Old Style"))
_ORDER = (("nip", "Nama, NIP, pangkat, jabatan"), ("pangkat", "Nama, pangkat, NIP, jabatan"))


class LetterLookSection(OfficeSection):
    """The choices on the form, an invented letter below."""

    title = "Tampilan surat"
    sentence = "Contoh di bawah berubah menurut pilihan Anda. Surat yang sudah terbit tidak berubah."
    icon = Icon.LETTER

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self._profile = OfficeProfile(name="")
        self.titles: dict[str, QComboBox] = {}
        self.nip, self.name, self.rank = (_choice(words) for words in (_NIP, _NAME, _RANK))
        self.order, self.face = _choice(_ORDER), _choice(_FACE)
        self.catchword = QCheckBox("Cetak kata penyambung di kaki halaman")
        self.preprinted = QCheckBox("Kertas sudah berkop (kop tidak dicetak)")
        self.head_room = _millimetres(LEAST_ROOM, MOST_ROOM)
        self.logo_height = _millimetres(LEAST_LOGO, MOST_LOGO)
        self.left, self.top = _millimetres(-FARTHEST, FARTHEST), _millimetres(-FARTHEST, FARTHEST)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(8)
        cells = (
            ("Tulisan NIP", self.nip), ("Nama penanda tangan", self.name), ("Pangkat", self.rank),
            ("Urutan petugas", self.order), ("Geser ke kanan", self.left), ("Geser ke bawah", self.top),
            ("Ruang kop cetak", self.head_room), ("Tinggi logo", self.logo_height), ("Huruf surat", self.face),
        )  # fmt: skip
        for index, (words, widget) in enumerate(cells):
            self._grid.addLayout(labelled(words, widget), index // 3, index % 3)
        self.body.addLayout(self._grid)
        self.body.addWidget(self.preprinted)
        self.body.addWidget(self.catchword)
        self._title_box = QGridLayout()
        self._title_box.setHorizontalSpacing(12)
        self._title_box.setVerticalSpacing(8)
        self.body.addLayout(self._title_box)
        self.preview = PdfPreview("Contoh surat", "Contoh surat")
        self.preview.setMinimumHeight(theme.current().px(300))
        framed = Card(margins=(1, 1, 1, 1), spacing=0)
        framed.body.addWidget(self.preview)
        self.body.addWidget(framed, 1)
        self._rest = QTimer(self, singleShot=True, interval=_PREVIEW_REST_MS)
        self._rest.timeout.connect(self._draw)
        self.preprinted.toggled.connect(self.head_room.setEnabled)
        self.head_room.setEnabled(False)
        self.watch(*(widget for _, widget in cells), self.preprinted, self.catchword)

    def load(self) -> None:
        if not self.dirty():
            self.context.runner.query(self.context.workspace.settings.titles, self._offer, owner=self)
        super().load()

    def _offer(self, choices: tuple[TitleChoice, ...]) -> None:
        """One row of titles for each kind of letter that may carry another."""
        if self.titles.keys() == {choice.key for choice in choices}:
            return
        empty(self._title_box)
        self.titles = {}
        for place, choice in enumerate(choices):
            box = _choice(tuple((title, title) for title in choice.titles))
            box.setCurrentIndex(max(box.findData(self._profile.look.titles.get(choice.key)), 0))
            self.titles[choice.key] = box
            self._title_box.addLayout(labelled(f"Judul {choice.name}", box), place // 2, place % 2)
        self.watch(*self.titles.values())

    def fill(self, profile: OfficeProfile) -> None:
        self._profile, look = profile, profile.look
        shown = ((self.nip, look.nip), (self.name, look.name), (self.rank, look.rank), (self.order, look.officers))
        for box, value in (*shown, (self.face, look.face)):
            box.setCurrentIndex(max(box.findData(value), 0))
        self.catchword.setChecked(look.catchword)
        self.preprinted.setChecked(look.preprinted)
        lengths = (
            (self.logo_height, look.logo),
            (self.head_room, look.head_room),
            (self.left, look.left),
            (self.top, look.top),
        )
        for spin, length in lengths:
            spin.setValue(round(length))
        for key, box in self.titles.items():
            box.setCurrentIndex(max(box.findData(look.titles.get(key)), 0))
        self._draw()

    def changes(self) -> dict[str, object]:
        chosen = {key: str(box.currentData()) for key, box in self.titles.items() if box.currentIndex() > 0}
        offered = self.titles.keys()
        kept = {key: title for key, title in self._profile.look.titles.items() if key not in offered}
        look = PaperLook(
            nip=self.nip.currentData(),
            name=self.name.currentData(),
            rank=self.rank.currentData(),
            officers=self.order.currentData(),
            catchword=self.catchword.isChecked(),
            preprinted=self.preprinted.isChecked(),
            head_room=self.head_room.value(),
            left=self.left.value(),
            top=self.top.value(),
            logo=self.logo_height.value(),
            face=self.face.currentData(),
            titles=kept | chosen,
        )
        return {"look": look}

    def mark(self, *values: object) -> None:
        super().mark(*values)
        if self.dirty():
            self._rest.start()

    def forget(self) -> None:
        super().forget()
        self._rest.stop()

    def _draw(self) -> None:
        settings = self.context.workspace.settings
        wanted = replace(self._profile, **self.changes())  # type: ignore[arg-type]  # keys and types as in changes()
        self.context.runner.query(
            lambda: settings.letter_sample(wanted), self._render, latest="contoh_surat", owner=self
        )

    def _render(self, content: LetterContent) -> None:
        render = self.context.workspace.renderers.letter
        self.context.runner.render(
            lambda: render(content), self.preview.show_pdf, latest="contoh_surat_gambar", owner=self
        )


def _choice(entries: tuple[tuple[str, str], ...]) -> QComboBox:
    box = QComboBox()
    for key, words in entries:
        box.addItem(words, key)
    return box


def _millimetres(least: float, most: float) -> QSpinBox:
    spin = QSpinBox()
    spin.setRange(round(least), round(most))
    spin.setSuffix(" mm")
    return spin
