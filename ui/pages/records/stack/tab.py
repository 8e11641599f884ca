"""The tab Tumpukan: a scanned stack on its way to its places: what the codes say, corrected, then filed in one go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from models.domain import stack_pages
from models.domain.stack_pages import StackPage
from models.errors import UserError
from models.messages import render
from models.records.stack import Home, Stack
from models.services.views.records import Filed
from ui import theme
from ui.context import AppContext
from ui.icons import Icon
from ui.pages.records.records_tab import RecordsTab
from ui.pages.records.stack import filing, page_view, words
from ui.pages.records.stack.filing import Job, Reading
from ui.pages.records.stack.home_dialog import HomeDialog
from ui.pages.records.stack.page_view import PageView
from ui.pages.records.stack.tree import StackTree, upright
from ui.scanning.files import SCANS, dropped_files, read_scan
from ui.scanning.scan_dialog import ScanDialog
from ui.widgets.basics import Button, Card, label, row
from ui.widgets.date_field import DateField
from ui.widgets.fields import FieldNote
from ui.widgets.messages import EmptyState, announce

_SCANNED = Path("pindaian.pdf")
_NOTHING = (
    "Pindai setumpuk kertas dari beberapa kasus, atau seret berkasnya ke sini. Setiap lembar yang memuat kode QR "
    "kantor ini memulai satu bagian; lembar sesudahnya ikut. Anda memeriksa, lalu semuanya tersimpan sekaligus."
)


class StackTab(RecordsTab):
    """A stack stays here until it is filed or cleared away; other pages may be looked at meanwhile.

    Signals:
        emptied: files of which every page that is kept has its place now.

    Attributes:
        stack: how the pages are taken apart now.
    """

    emptied = Signal(object)

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self.stack = Stack()
        self._pages: list[StackPage] = []
        self._turns: list[int] = []
        self._origins: list[Path] = []
        self._scanned: list[bytes] = []
        self.setAcceptDrops(True)
        self._build_verbs()
        self._build()
        shortcut = QShortcut(QKeySequence("Del"), self.tree, self.leave_out)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        self._show()

    def read(self) -> None:
        """Tell how the stack stands; it changes by hand alone."""
        self.counted.emit(words.summary(self.stack))

    # ------------------------------------------------------------------ building

    def _build_verbs(self) -> None:
        self.place_button = Button("Tempatkan…", Icon.ARCHIVE, clicked=self.place)
        self.split_button = Button("Bagian baru", Icon.ADD, clicked=self.split)
        self.join_button = Button("Gabung ke atas", Icon.UP, clicked=self.join)
        self.out_button = Button("Jangan simpan", Icon.NOT_NEEDED, clicked=self.leave_out)
        self.back_button = Button("Simpan juga", Icon.UNDO, clicked=self.take_back)
        self.next_button = Button("Berikutnya", Icon.DOWN, clicked=self._go_on)
        self.split_button.setToolTip("Halaman yang dipilih memulai bagian baru")
        self.join_button.setToolTip("Bagian ini menjadi lanjutan bagian di atasnya")
        self.next_button.setToolTip("Ke bagian berikutnya yang belum ditempatkan")
        self.file_button = Button("Pilih berkas…", Icon.IMPORT, clicked=self._choose)
        self.scan_button = Button("Pindai…", Icon.SCANNER, clicked=self._scan)
        self.more_button = Button("Tambah berkas…", Icon.IMPORT, clicked=self._choose)
        self.scan_more_button = Button("Pindai lagi…", Icon.SCANNER, clicked=self._scan)
        self.clear_button = Button("Kosongkan…", Icon.CLOSE, clicked=self._clear)
        self.save_button = Button("Simpan", Icon.SAVE, "primary", clicked=self.save, shortcut="Ctrl+Return")

    def _build(self) -> None:
        self.tree, self.page_view, self.note = StackTree(), PageView(self._turn), FieldNote()
        self.remark = label("", wrap=True)
        self.signed_words = label("Ditandatangani tanggal")
        self.signed = DateField("Tanggal ditandatangani", self._today)
        self.signed.set_value(self._today())
        self.tree.page_wanted.connect(self._go_to)
        self.tree.itemSelectionChanged.connect(self._enable)
        self.tree.opened.connect(lambda _place: self.place())
        left, right = Card(margins=(1, 1, 1, 1), spacing=0), QWidget()
        left.body.addWidget(self.tree)
        beside = _column(right, self.remark)
        beside.addWidget(self.page_view, 1)
        both = QHBoxLayout()
        both.setSpacing(14)
        both.addWidget(left, 11)
        both.addWidget(right, 9)
        work = self._work = QWidget()
        box = _column(work)
        verbs = (self.place_button, self.split_button, self.join_button, self.out_button, self.back_button)
        box.addLayout(row(*verbs, None, self.next_button))
        box.addLayout(both, 1)
        more = (self.more_button, self.scan_more_button, self.clear_button)
        box.addLayout(row(*more, None, self.signed_words, self.signed, self.save_button))
        title = "Pilah tumpukan pindaian"
        self._nothing = EmptyState(Icon.SCANNER, title, _NOTHING, self.file_button, self.scan_button)
        self._either = QStackedLayout()
        whole = _column(self, self.note)
        whole.addLayout(self._either, 1)
        self._either.addWidget(self._nothing)  # once it has a place: a stack shows its first widget at once
        self._either.addWidget(work)

    # ------------------------------------------------------------------ pages in

    def add_files(self, paths: Sequence[Path]) -> None:
        """Read the pages of these files, in their order, with progress; what cannot be read is told."""
        self._read([(path, partial(read_scan, path)) for path in paths])

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.add_files(dropped_files(event))

    def _choose(self) -> None:
        self.add_files(self._context.notify.open_files("Tumpukan pindaian", SCANS))

    def _scan(self) -> None:
        """Take pages from the scanner; they are read when its dialog is closed."""
        dialog = ScanDialog(self, self._context)
        dialog.stack.setChecked(True)
        dialog.page.connect(self._scanned.append)
        dialog.finished.connect(self._scan_ended)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _scan_ended(self) -> None:
        pages, self._scanned = self._scanned, []
        self._read([(_SCANNED, partial(bytes, page)) for page in pages])

    def _read(self, sources: Sequence[filing.Source]) -> None:
        if not sources:
            return
        work = partial(filing.read_all, tuple(sources))
        self._busy(busy=True)
        render = self._context.runner.lengthy_render
        progress = render("Membaca tumpukan", work, self._came, self._refused, owner=self)
        progress.given_up.connect(partial(self._busy, busy=False))

    def _came(self, found: Reading) -> None:
        stacks = self._context.workspace.stacks
        self._context.runner.query(
            lambda: stacks.propose(found.pages), partial(self._add, found), self._refused, owner=self
        )

    def _add(self, found: Reading, proposed: Stack) -> None:
        self._busy(busy=False)
        self.stack = self.stack.follow(proposed, len(self._pages))
        self._pages += found.pages
        self._turns += [page.sheet.turned for page in found.pages]
        self._origins += found.origins
        self.note.show_problem(" ".join(found.refused))
        self._show()

    def _refused(self, error: UserError) -> None:
        self._busy(busy=False)
        said = render(error)
        why = str(error.details.get("why") or "")
        self.note.show_problem(why or f"{said.why} {said.do}")

    # ------------------------------------------------------------------ taking apart

    def split(self) -> None:
        """A new part begins with the chosen page."""
        self._change(self.stack.split(self.tree.one_page()))

    def join(self) -> None:
        """The chosen part goes to the one before it."""
        places = self.tree.chosen_places()
        if len(places) == 1:
            self._change(self.stack.join(places[0]))

    def leave_out(self) -> None:
        """The chosen pages are not kept."""
        self._change(self.stack.leave_out(self.tree.chosen_pages()))

    def take_back(self) -> None:
        """The chosen pages are kept after all."""
        self._change(self.stack.take_back(self.tree.chosen_pages()))

    def place(self) -> None:
        """Ask where the chosen parts go."""
        places = [place for place in self.tree.chosen_places() if place >= 0]
        if not places:
            return
        parts = [self.stack.parts[place] for place in places]
        what = words.pages(sorted(page for part in parts for page in part.pages))
        homes = (part.home for part in self.stack.parts if part.home is not None)
        near = {home.case_id: home.number for home in homes if home.case_id is not None}
        dialog = HomeDialog(self, self._context, what, tuple(near.items()), parts[0].home)
        dialog.chosen.connect(lambda home: self._change(self.stack.put(places, home)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _turn(self, degrees: int) -> None:
        """Turn the page that is shown clockwise."""
        number = self.page_view.number
        if number >= 0:
            page = self._pages[number]
            self._pages[number] = replace(page, sheet=page.sheet.turn(degrees))
            self._show()

    def _go_on(self) -> None:
        """Go to the next part that is yet to be placed."""
        homeless = [place for place, part in enumerate(self.stack.parts) if part.home is None]
        here = max((place for place in self.tree.chosen_places()), default=-1)
        if homeless:
            self.tree.choose_place(next((place for place in homeless if place > here), homeless[0]))
            self.tree.setFocus()

    def _change(self, changed: Stack) -> None:
        self.stack = changed
        self._show()

    def _show(self) -> None:
        self.tree.show_stack(self.stack, self._pages, self._turns)
        ready, homeless = len(self.stack.ready), len(self.stack.parts) - len(self.stack.ready)
        self.read()
        self._either.setCurrentWidget(self._work if self.stack.parts or self.stack.left_out else self._nothing)
        self.save_button.set_text(f"Simpan {ready} bagian" if ready else "Simpan")
        self.save_button.setEnabled(bool(ready))
        self.next_button.setVisible(bool(homeless))
        awaits = any(part.home is not None and part.home.awaits for part in self.stack.parts)
        self.signed.setVisible(awaits)
        self.signed_words.setVisible(awaits)
        self._enable()

    def _enable(self) -> None:
        places = self.tree.chosen_places()
        placed, page = [place for place in places if place >= 0], self.tree.one_page()
        first = {part.pages[0] for part in self.stack.parts}
        self.place_button.setEnabled(bool(placed))
        self.split_button.setEnabled(page >= 0 and bool(placed) and page not in first)
        self.join_button.setEnabled(len(placed) == len(places) == 1 and placed[0] > 0)
        self.out_button.setEnabled(bool(placed))
        self.back_button.setEnabled(bool(places) and not placed)
        self.out_button.setVisible(not self.back_button.isEnabled())
        self.back_button.setVisible(self.back_button.isEnabled())
        told = words.remark(self.stack, placed[0]) if len(placed) == 1 else ""
        self.remark.setText(told)
        self.remark.setVisible(bool(told))

    def _go_to(self, number: int) -> None:
        if number < 0:
            self.page_view.clear()
            return
        page, stacks = self._pages[number], self._context.workspace.stacks
        self.page_view.show_page(number, upright(page, theme.current().px(stack_pages.SIDE)))
        shown = partial(self.page_view.show_picture, number)
        work = partial(stacks.picture, page.sheet, page_view.FINE)
        self._context.runner.render(work, shown, owner=self.page_view, latest="tumpukan_halaman")

    # ------------------------------------------------------------------ keeping

    def save(self) -> None:
        """File every part that knows where it goes; the others stay."""
        day = self.signed.value() or self._today()
        if self.signed.isVisible() and (self.signed.problem() or day > self._today()):
            self.note.show_problem(self.signed.problem() or "Tanggal tanda tangan tidak boleh sesudah hari ini.")
            return
        jobs = [self._job(place) for place in self.stack.ready]
        self._busy(busy=True)
        work = partial(filing.file_all, self._context.workspace.stacks, jobs, day)
        self._context.runner.lengthy("Menyimpan tumpukan", work, self._saved, self._refused, owner=self)

    def _job(self, place: int) -> Job:
        part = self.stack.parts[place]
        home: Home = part.home  # type: ignore[assignment]  # only parts that have one are filed
        return Job(
            place, home, tuple(self._pages[page].sheet for page in part.pages), self._origins[part.pages[0]].name
        )

    def _saved(self, found: dict[int, Filed]) -> None:
        self._busy(busy=False)
        done = [place for place, one in found.items() if one.kept]
        again = sum(one.again for one in found.values())
        lacking = {place: one.sentence for place, one in found.items() if not one.kept}
        filed = {self._origins[page] for place in done for page in self.stack.parts[place].pages}
        self.stack = self.stack.remarked(lacking).without(done)
        waiting = {self._origins[page] for part in self.stack.parts for page in part.pages}
        left = len(self.stack.parts)
        said = f"{len(done)} bagian tersimpan tersandi di tempatnya, tercatat dalam buku log." if done else ""
        said += f" {again} sudah tersimpan sebelumnya." if again else ""
        said += f" {left} bagian belum; lihat keterangannya." if left else ""
        if left:
            self._show()
            self.tree.choose_place(0)
        else:
            self._empty()
        self._context.notify.toast(said.strip())
        announce(self, said.strip())
        self.emptied.emit(tuple(sorted(filed - waiting)))

    def _clear(self) -> None:
        left = len(self.stack.parts)
        said = "Kertas dan berkas aslinya tetap ada; tumpukan ini dapat dibaca lagi."
        question = f"Kosongkan? {left} bagian belum tersimpan" if left else "Kosongkan tumpukan ini?"
        if self._context.notify.ask(question, said, "Kosongkan", kind="danger"):
            self._empty()

    def _empty(self) -> None:
        self.stack = Stack()
        self._pages, self._turns, self._origins = [], [], []
        self._show()

    def _busy(self, *, busy: bool) -> None:
        """While parts are filed nothing is moved about."""
        self._work.setEnabled(not busy)
        self._nothing.setEnabled(not busy)

    def _today(self) -> date:
        return self._context.workspace.clock.now().date()


def _column(of: QWidget, *widgets: QWidget) -> QVBoxLayout:
    """A column without margins in a widget."""
    box = QVBoxLayout(of)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(8)
    for widget in widgets:
        box.addWidget(widget)
    return box
