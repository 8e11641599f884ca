"""The files of a period through the window: received, acknowledged, sorted, checked, chased and put on a shelf."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt

from models.rehearsal import office
from models.services.views import ReceiptState
from models.sop.spec import SopSpec
from ui.pages.case.page import RECEIPTS, CasePageView
from ui.pages.case.receipts_presenter import ACCEPT, PAPER, RESOLVE, SORT, VIEWS
from ui.pages.case.receipts_tab import ReceiptsTab
from ui.pages.case.receive_dialog import ReceiveDialog
from ui.pages.letters.desk_page import LetterDeskPage
from ui.pages.records.dialogs import LabelDialog, PlaceDialog
from ui.pages.records.page import COMPLETENESS, SHELVES, SHORTAGES, RecordsPage
from ui.rehearsal.desk import HandsOnWalk
from ui.tables.table import Table

_VIEW = {key: words for key, words, _test in VIEWS}
#: What is said to be missing where files are short.
LACKING = "Lembar persetujuan belum ditandatangani"
#: Files that one service brings at a time.
_AT_ONCE = 20
_GIVERS = ("Bu Ratna", "Pak Anwar", "Bu Sinta", "Pak Hasan")
_HELD = Qt.KeyboardModifier.ControlModifier


@dataclass(frozen=True)
class Stack:
    """Files of one service on the clerk's desk: ``numbers`` as they are typed, ``short`` how many lack something."""

    service: str
    giver: str
    document: str
    numbers: str
    short: int = 0


def stacks(spec: SopSpec, files: int, services: int = 99, short: int = 10) -> list[Stack]:
    """So many files of the services the procedure names, by turns; of each stack every ``short``-th lacks something.

    The numbers of every other service are typed one by one, as they come when they are not in a row.
    """
    officer = next(player.plain_name for player in office.PLAYERS if player.role == "layanan")
    givers, named = (officer, *_GIVERS), spec.related[:services]
    found = []
    for place, service in enumerate(named):
        share = files // len(named) + (place < files % len(named))
        mark = "".join(word[0] for word in service.split()[1:]).upper()
        for first in range(1, share + 1, _AT_ONCE):
            last = min(first + _AT_ONCE - 1, share)
            numbers = f"{mark}/{first:03d} s.d. {mark}/{last:03d}"
            if place % 2:
                numbers = "\n".join(f"{mark}/{number:03d}" for number in range(first, last + 1))
            giver, lacking = givers[place % len(givers)], (last - first + 1) // short
            found.append(Stack(service, giver, "Berkas layanan", numbers, lacking))
    return found


class FilingWalk(HandsOnWalk):
    """What the clerk does with files all through a period."""

    def receive(self, page: CasePageView, stack: Stack) -> None:
        """Receive a stack, and give who brought it the receipt."""
        tab = self._files(page)
        self.do(tab.receive_button)
        dialog = self.dialog(ReceiveDialog)
        for key in ("service", "document", "giver"):
            words = getattr(stack, key)
            if dialog.edits[key].text() != words:
                self.hands.write(dialog.edits[key], words)
        self.hands.write(dialog.numbers, stack.numbers)
        self.see("Terima berkas")
        self.do(dialog.save_button)
        self.acknowledge(tab)

    def acknowledge(self, tab: ReceiptsTab) -> None:
        """Give the receipt for the files that are chosen its number and keep it."""
        self.answering("Beri nomor")
        self.do(tab.verbs[PAPER])
        letter = self._page(LetterDeskPage, lambda page: page.card.view is not None)
        self._fill(letter.card.view)
        self.do(letter.card.number_button)
        self._go_on(letter.card.print_button.isVisible)
        self.see("Tanda terima")
        self.do(letter.card.save_button)

    def accept(self, page: CasePageView) -> None:
        """Receive what closed cases have handed over, if anything waits."""
        tab = self._files(page)
        self._show(tab, "menunggu", "")
        if tab.table.rows.rowCount():
            self.all_of(tab.table)
            self.answering("Lengkap")
            self.do(tab.verbs[ACCEPT])
        self._show(tab, "semua", "")

    def sort(self, page: CasePageView, stack: Stack) -> None:
        """Sort a stack: those that are short one by one chosen and named, then the rest at once."""
        tab = self._files(page)
        self._show(tab, "belum", stack.service)
        if not tab.table.rows.rowCount():
            raise ValueError(f"Berkas {stack.service} tidak menunggu dipilah.")
        if stack.short:
            self._choose(tab.table, stack.short)
            self.answering("Terpilih, masih kurang…", text=LACKING)
            self.do(tab.verbs[SORT])
        if tab.table.rows.rowCount():
            self.do(tab.all_button) if tab.all_button.isVisible() else None
            self.answering("Terpilih")
            self.do(tab.verbs[SORT])
        if any(row.state is ReceiptState.RECEIVED for row in tab.table.chosen()):
            raise ValueError(f"Berkas {stack.service} belum terpilah.")
        self._show(tab, "semua", "")

    def sort_rest(self, page: CasePageView) -> None:
        """Sort what closed cases have handed over."""
        tab = self._files(page)
        self._show(tab, "belum", "")
        if tab.table.rows.rowCount():
            self.all_of(tab.table)
            self.answering("Terpilih")
            self.do(tab.verbs[SORT])
        self._show(tab, "semua", "")

    def resolve(self, page: CasePageView, count: int) -> None:
        """So many shortages were seen to."""
        tab = self._files(page)
        self._show(tab, "kurang", "")
        self._choose(tab.table, count)
        self.do(tab.verbs[RESOLVE])
        self._show(tab, "semua", "")

    def check(self, services: list[str]) -> None:
        """Go through the matrix of each service; one document of one file is missing and asked for."""
        tab = self._archive(COMPLETENESS).completeness
        for service in services:
            self.hands.pick(tab.service, service)
            self._go_on()
            self.hands.choose_row(tab.table, tab.table.rows.rowCount() - 1)
            self._go_on()
            if not tab.sides.side_open:  # in a narrow window what a file holds is a drawer
                self.do(tab.details_button)
            self.hands.choose_in_menu(tab.pane.lines[0].menu_button, "Kurang")
            self._go_on()
            self.all_of(tab.table)
            self.do(tab.pane.there_button)
            self.see(f"Kelengkapan {service}")
            self.do(tab.print_button)
            self.keep_paper()
        self.hands.pick(tab.service, "Semua layanan")
        self._go_on()
        self.do(tab.note_button)

    def chase(self, settled: int) -> None:
        """Print the note of what is missing, remind, and settle so many."""
        tab = self._archive(SHORTAGES).shortages
        self.see("Kekurangan")
        self.answering("Semua petugas", text="Diterima di arsip")
        self.do(tab.print_button)
        self.keep_paper()
        self._choose(tab.table, settled)
        self.do(tab.remind_button)
        self._choose(tab.table, settled)
        self.do(tab.done_button)

    def put_away(self, services: list[str]) -> None:
        """Give the files of each service a box of their own, then print a label for each file."""
        tab = self._archive(SHELVES).shelves
        for box, service in enumerate(services, 1):
            self.hands.pick(tab.view, "Belum ditempatkan")
            self._go_on()
            self.hands.pick(tab.service, service)
            self._go_on()
            self.all_of(tab.table)
            self.do(tab.place_button)
            dialog = self.dialog(PlaceDialog)
            for key, words in (("cupboard", "A"), ("shelf", "1"), ("box", str(box))):
                self.hands.write(dialog.edits[key], words)
            self.do(dialog.save_button)
        self.hands.pick(tab.service, "Semua layanan")
        self.hands.pick(tab.view, "Semua berkas")
        self._go_on()
        self.see("Rak arsip")
        self.all_of(tab.table)
        self.do(tab.label_button)
        self.do(self.dialog(LabelDialog).save_button)
        self.keep_paper()

    def _archive(self, part: int) -> RecordsPage:
        self.go("arsip")
        page = self._page(RecordsPage)
        self.hands.turn_to(page.tabs, part)
        self._go_on()
        return page

    def _files(self, page: CasePageView) -> ReceiptsTab:
        self.hands.turn_to(page.tabs, RECEIPTS)
        self._go_on()
        return page.receipts

    def _show(self, tab: ReceiptsTab, view: str, service: str) -> None:
        self.hands.pick(tab.view, _VIEW[view])
        self.hands.pick(tab.service, service or "Semua layanan")
        self._go_on()

    def _choose(self, table: Table, count: int) -> None:
        """Click the first rows of a table, the further ones with Ctrl."""
        for number in range(min(count, table.rows.rowCount())):
            self.hands.choose_row(table, number, _HELD if number else Qt.KeyboardModifier.NoModifier)
        self._go_on()
