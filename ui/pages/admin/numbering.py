"""Penomoran: the series of numbers with live examples, the paper book, and the stages letters go through here."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QCheckBox, QComboBox, QSpinBox, QVBoxLayout

from models.access.permissions import Permission
from models.domain.posts import CASE_SERIES, SERIES
from models.errors import UserError
from models.logbook import numbering
from models.settings.office import DEFAULT_PATTERNS, LETTER_STAGES, NumberPattern, OfficeProfile
from ui.context import AppContext
from ui.icons import Icon
from ui.pages.admin.number_list import NumberListDialog
from ui.pages.admin.section import OfficeSection
from ui.pages.admin.series_card import SeriesCard
from ui.theme import Role
from ui.widgets.basics import Button, Card, label, row
from ui.widgets.fields import labelled
from ui.widgets.grid_dialog import GridDialog, Place

_OWN = "seri_"


class PaperBookDialog(GridDialog):
    """Asks where the paper book has ended; its answer is the last number and the reason."""

    def __init__(self, section: NumberingSection, words: str, following: int) -> None:
        self.last = QSpinBox()
        self.last.setRange(following, numbering.LARGEST - 1)
        self.last.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        places = (
            Place("last", "Nomor terakhir dalam buku kertas", 0, 0, required=True, widget=self.last),
            Place("reason", "Keterangan", 0, 1, required=True),
        )
        sentence = (
            f"{words} berikutnya {following}. Nomor yang diberikan di luar program tercatat dalam daftar nomor, "
            "dan program melanjutkan sesudahnya. Ini tidak dapat dibatalkan."
        )
        super().__init__(section, "Lanjutkan buku kertas", sentence, places, "Lanjutkan", Icon.NUMBER)
        self.edits["reason"].setText("Diberikan dalam buku kertas")

    def answer(self) -> tuple[int, str]:
        return self.last.value(), self.texts()["reason"]


class NumberingSection(OfficeSection):
    """Series of numbers, and the life of letters."""

    title = "Penomoran"
    sentence = "Nomor urut mulai lagi dari 1 setiap tahun. Nomor yang sudah diberikan tidak pernah dipakai ulang."
    icon = Icon.NUMBER

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self._following: dict[str, tuple[int, bool]] = {}
        self._profile = OfficeProfile(name="")
        self.cards: dict[str, SeriesCard] = {}
        self._series = QVBoxLayout()
        self._series.setSpacing(10)
        self.body.addLayout(self._series)
        for series in DEFAULT_PATTERNS:
            self._add(series)
        places = ", ".join(f"{{{name}}} {words}" for name, words in numbering.PLACES.items())
        self.body.addWidget(label(f"Yang dapat dipakai: {places}. {{urut:03d}} menulis 007.", Role.CAPTION, wrap=True))
        self.new_button = Button("Seri baru…", Icon.ADD, clicked=self._begin)
        self.body.addLayout(
            row(self.new_button, Button("Pakai pola bawaan", Icon.RESTORE, clicked=self._standard), None)
        )
        self.body.addWidget(self._cases())
        self.body.addWidget(self._letters())
        self.body.addStretch(1)

    def _cases(self) -> Card:
        """Whether the cases of children have a register of their own."""
        card = Card("flat", margins=(14, 10, 14, 10), spacing=6)
        card.body.addWidget(label("Register kasus", Role.STRONG))
        self.children_ = QComboBox()
        card.body.addLayout(labelled("Kasus anak dinomori dalam", self.children_))
        words = (
            "Berlaku untuk kasus baru yang umur kliennya diketahui di bawah 18 tahun. Buat serinya dengan Seri baru."
        )
        card.body.addWidget(label(words, Role.CAPTION, wrap=True))
        self.watch(self.children_)
        return card

    def _offer_children(self, chosen: str) -> None:
        """The office's own series, by their present names."""
        with QSignalBlocker(self.children_):
            self.children_.clear()
            self.children_.addItem(f"Seri yang sama ({SERIES[CASE_SERIES]})", "")
            for series in self.cards:
                if series not in DEFAULT_PATTERNS:
                    self.children_.addItem(self.cards[series].made().label, series)
            self.children_.setCurrentIndex(max(self.children_.findData(chosen), 0))

    def _letters(self) -> Card:
        """How letters go through the office."""
        card = Card("flat", margins=(14, 10, 14, 10), spacing=6)
        card.body.addWidget(label("Tahap surat di kantor ini", Role.STRONG))
        self.stages = {key: QCheckBox(words) for key, words in LETTER_STAGES.items()}
        for box in self.stages.values():
            card.body.addWidget(box)
        self.insertion = QComboBox()
        for key, example in numbering.INSERTIONS.items():
            self.insertion.addItem(f"seperti {example}", key)
        card.body.addLayout(labelled("Nomor sisipan ditulis", self.insertion))
        self.watch(*self.stages.values(), self.insertion)
        return card

    def _add(self, series: str) -> SeriesCard:
        card = SeriesCard(series)
        self.cards[series] = card
        self._series.addWidget(card)
        self.watch(card.pattern, card.start, card.unit, card.name, card.secret)
        card.list_button.clicked.connect(partial(self._show_list, series))
        card.list_button.setVisible(self.context.workspace.session.may(Permission.LETTER_READ))
        card.book_button.clicked.connect(partial(self._ask_book, series))
        card.remove_button.clicked.connect(partial(self._remove, series))
        return card

    def _remove(self, series: str, _checked: bool = False) -> None:
        card = self.cards.pop(series)
        self._offer_children(self.children_.currentData())
        self._series.removeWidget(card)
        card.deleteLater()
        self.mark()

    def _show_list(self, series: str, _checked: bool = False) -> None:
        NumberListDialog.show_for(self, self.context, series)

    def load(self) -> None:
        if self.dirty():
            return
        settings = self.context.workspace.settings
        self.context.runner.query(settings.following_numbers, self._numbers, owner=self)
        super().load()

    def _numbers(self, following: dict[str, tuple[int, bool]]) -> None:
        self._following = following

    def fill(self, profile: OfficeProfile) -> None:
        self._profile = profile
        for gone in set(self.cards) - set(profile.patterns):
            self._remove(gone)
        for series in profile.patterns:
            card = self.cards.get(series) or self._add(series)
            self._fill(card, profile.pattern(series))
        for key, box in self.stages.items():
            box.setChecked(key in profile.letter_stages)
        self.insertion.setCurrentIndex(max(self.insertion.findData(profile.insertion), 0))
        self._offer_children(profile.child_series)

    def _fill(self, card: SeriesCard, pattern: NumberPattern) -> None:
        following, begun = self._following.get(card.series, (1, False))
        today = self.context.workspace.clock.now().date()
        card.fill(pattern, self._profile.unit_code, today, following, begun=begun)
        names = {series: one.label or series for series, one in self._profile.patterns.items()}
        card.offer_secret(names, pattern.secret)

    def changes(self) -> dict[str, object]:
        for card in self.cards.values():
            if card.problem():
                card.pattern.setFocus()
                raise ValueError(card.problem())
        return {
            "patterns": {series: card.made() for series, card in self.cards.items()},
            "letter_stages": tuple(key for key, box in self.stages.items() if box.isChecked()),
            "insertion": self.insertion.currentData(),
            "child_series": self.children_.currentData(),
        }

    def _begin(self) -> None:
        """A series of the office's own; it is kept with "Simpan" like everything here."""
        name = self.context.notify.ask_text(
            "Seri nomor baru", "Seri menghitung sendiri mulai dari 1 setiap tahun.", "Nama seri", "Tambah seri"
        )
        if not name:
            return
        taken = {int(key.removeprefix(_OWN)) for key in self.cards if key.removeprefix(_OWN).isdigit()}
        card = self._add(f"{_OWN}{max(taken, default=0) + 1}")
        initials = "".join(word[0] for word in name.split() if word[0].isalnum()).upper() or "S"
        self._fill(card, NumberPattern(f"{{kode}}/{{urut:03d}}/{initials}/{{unit}}/{{tahun}}", label=name.strip()))
        self._offer_children(self.children_.currentData())
        self.mark()
        card.pattern.setFocus()

    def _standard(self) -> None:
        for series, pattern in DEFAULT_PATTERNS.items():
            self.cards[series].pattern.setText(pattern.pattern)

    def _ask_book(self, series: str, _checked: bool = False) -> None:
        if self.dirty():
            self.note.show_problem("Simpan dahulu perubahan ini, atau tekan Batalkan perubahan.")
            return
        following, _begun = self._following.get(series, (1, False))
        dialog = PaperBookDialog(self, self._profile.pattern(series).label or series, following)
        numbers, year = self.context.workspace.number_list, self.context.workspace.clock.now().year

        def done(span: tuple[int, int]) -> None:
            dialog.accept()
            self.context.notify.toast(f"Nomor {span[0]} sampai {span[1]} tercatat dari buku kertas.")
            self.load()

        def failed(error: UserError) -> None:
            dialog.refuse(str(error.details.get("what") or "Nomor belum dicatat. Periksa isiannya."))

        def keep(given: tuple[int, str]) -> None:
            self.context.runner.command(lambda: numbers.given_on_paper(series, year, *given), done, failed, owner=self)

        dialog.written.connect(keep)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
