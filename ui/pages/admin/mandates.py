"""Pelimpahan tanda tangan: who may sign for a post, how, and from when to when."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit

from models.domain.indonesia import short_date
from models.domain.posts import SIGNING_POSTS
from models.services.office.mandates import MODES
from models.services.views import LetterKind, MandateRow, OfficerRow
from ui.context import AppContext
from ui.icons import Icon
from ui.pages.admin.listed import ListedSection
from ui.pages.admin.section import text_of
from ui.tables.model import Column
from ui.widgets.basics import Button
from ui.widgets.date_field import DateField
from ui.widgets.fields import labelled

_UB = "u.b."


def _columns() -> tuple[Column, ...]:
    return (
        Column("nama", "Penanda tangan", lambda one: f"{one.mode} {one.officer}", _for_what, strong=True),
        Column("hari", "Berlaku", _days, lambda one: one.text, width=230),
    )


def _for_what(one: MandateRow) -> str:
    post = SIGNING_POSTS.get(one.post, one.post)
    return f"untuk {one.title or post}" + (f", {one.basis}" if one.basis else "")


def _days(one: MandateRow) -> str:
    last = f"s.d. {short_date(one.last)}" if one.last else "sampai dicabut"
    return f"{short_date(one.first)} {last}"


class MandatesSection(ListedSection[MandateRow]):
    """Who signs for whom."""

    title = "Pelimpahan tanda tangan"
    sentence = (
        "Siapa menandatangani a.n. atau u.b., atau mengisi jabatan lowong (Plt., Pj., Pjs.); ditawarkan pada konsep "
        "surat selama berlaku. Plh. selama cuti dicatat di Ketidakhadiran. Surat yang sudah terbit tidak berubah."
    )
    icon = Icon.STAMP
    new_words = "Pelimpahan baru"

    def __init__(self, context: AppContext) -> None:
        super().__init__(context, _columns(), "Daftar pelimpahan tanda tangan")
        today = context.workspace.clock.now().date
        self.post, self.mode, self.officer, self.kind = QComboBox(), QComboBox(), QComboBox(), QComboBox()
        for key, words in SIGNING_POSTS.items():
            if key != "petugas":
                self.post.addItem(words, key)
        for key, words in MODES.items():
            self.mode.addItem(words, key)
        for box in (self.post, self.mode, self.officer, self.kind):
            box.setMinimumContentsLength(16)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.first, self.last = DateField("Mulai", today), DateField("Sampai", today)
        self.via, self.post_title, self.basis = QLineEdit(), QLineEdit(), QLineEdit()
        self.post_title.setPlaceholderText("Seperti jabatan pemegangnya")
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        places = (
            ("Pegawai yang menandatangani", self.officer, True), ("Cara menandatangani", self.mode, True),
            ("Jabatan yang dilimpahkan", self.post, True), ("Tertulis sebagai", self.post_title, False),
            ("Perantara (hanya u.b.)", self.via, False), ("Untuk jenis surat", self.kind, False),
            ("Mulai", self.first, True), ("Sampai (kosong: sampai dicabut)", self.last, False),
            ("Dasar (surat perintah atau SK)", self.basis, False),
        )  # fmt: skip
        for index, (words, widget, required) in enumerate(places):
            grid.addLayout(labelled(words, widget, required=required), index // 2, index % 2)
        for column in (0, 1):
            grid.setColumnStretch(column, 1)
        self.form.addLayout(grid)
        self.cancel_button = Button("Cabut pelimpahan ini", Icon.CANCELLED, clicked=self._cancel)
        self.verbs.insertWidget(2, self.cancel_button)
        self.mode.currentIndexChanged.connect(lambda _index: self._suit())
        self.watch(*(widget for _words, widget, _required in places))

    def key_of(self, entry: MandateRow) -> object:
        return entry.mandate_id

    def load(self) -> None:
        workspace, runner = self.context.workspace, self.context.runner
        runner.query(workspace.settings.officers, self._have_officers, owner=self)
        runner.query(workspace.letter_choices.kinds, self._have_kinds, owner=self)
        runner.query(workspace.mandates.list, self.entries, owner=self)

    def _have_officers(self, officers: tuple[OfficerRow, ...]) -> None:
        self._offer(self.officer, "Pilih pegawai", 0, [(one.name, one.officer_id) for one in officers if one.active])

    def _have_kinds(self, kinds: tuple[LetterKind, ...]) -> None:
        self._offer(self.kind, "Semua jenis surat", "", [(one.name, one.key) for one in kinds])

    def _offer(self, box: QComboBox, nothing: str, key: object, found: list[tuple[str, object]]) -> None:
        if self.dirty():
            return
        self._filling = True
        box.clear()
        box.addItem(nothing, key)
        for words, data in found:
            box.addItem(words, data)
        self._filling = False

    def entries(self, found: tuple[MandateRow, ...]) -> None:
        super().entries(found)
        if not found and not self.dirty():
            self.filling(lambda: self.show_entry(None))

    def show_entry(self, entry: MandateRow | None) -> None:
        shown = entry or MandateRow(0, "kepala", "a.n.", 0, self.context.workspace.clock.now().date())
        for box, data in (
            (self.officer, shown.officer_id),
            (self.mode, shown.mode),
            (self.post, shown.post),
            (self.kind, shown.letter_key),
        ):
            box.setCurrentIndex(max(box.findData(data), 0))
        for edit, text in ((self.via, shown.via), (self.post_title, shown.title), (self.basis, shown.basis)):
            edit.setText(text)
        self.first.set_value(shown.first)
        self.last.set_value(shown.last)
        self.panel.setEnabled(not shown.cancelled)
        self.cancel_button.setVisible(entry is not None and not entry.cancelled)
        self._suit()

    def _suit(self) -> None:
        """An official in between is asked for only where one signs u.b."""
        self.via.setEnabled(self.mode.currentData() == _UB)
        if not self.via.isEnabled():
            self.via.clear()

    def save(self) -> None:
        first, last = self.first.value(), self.last.value()
        wrong = self.first.problem() or self.last.problem()
        if wrong or first is None:
            self.note.show_problem(wrong or "Isi hari mulai berlakunya.")
            return
        made = MandateRow(
            mandate_id=self.current.mandate_id if self.current else 0,
            post=str(self.post.currentData()),
            mode=str(self.mode.currentData()),
            officer_id=int(self.officer.currentData() or 0),
            first=first,
            last=last,
            title=text_of(self.post_title),
            via=text_of(self.via),
            letter_key=str(self.kind.currentData() or ""),
            basis=text_of(self.basis),
            row_version=self.current.row_version if self.current else 1,
        )
        mandates = self.context.workspace.mandates
        self.context.runner.command(lambda: mandates.save(made), self._stored, self.not_saved, owner=self)

    def _stored(self, entry: MandateRow) -> None:
        self.saved()
        self.current = entry
        self.load()

    def _cancel(self) -> None:
        entry = self.current
        kept = "Surat yang sudah terbit tetap memuat tanda tangannya."
        if entry is None or not self.context.notify.ask(f"Cabut pelimpahan kepada {entry.officer}?", kept, "Cabut"):
            return
        mandates = self.context.workspace.mandates
        self.context.runner.command(lambda: mandates.cancel(entry.mandate_id), lambda _none: self.load(), owner=self)
