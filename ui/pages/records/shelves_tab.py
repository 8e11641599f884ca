"""The tab Rak arsip: where each file stands, who has it, how long it is kept; labels and proposals to destroy."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout

from models.access.permissions import Permission
from models.records.rules import ArchiveRules
from models.services.views.records import ArchiveRow, FileEvent
from ui import saving
from ui.context import AppContext
from ui.editing.parts import Pick
from ui.icons import Icon
from ui.pages.records import presenter
from ui.pages.records.dialogs import LabelDialog, LendDialog, Lending, PlaceDialog, Placing, new_file
from ui.pages.records.records_tab import RecordsTab
from ui.papers import show_paper
from ui.tables.table import TWO_LINES, Table
from ui.widgets.basics import Button, Card, only_if, row
from ui.widgets.dialog import Choice
from ui.widgets.folding import FoldingRow
from ui.widgets.messages import EmptyState

VIEWS = (
    ("semua", "Semua berkas"),
    ("menunggu", "Belum ditempatkan"),
    ("dipinjam", "Dipinjam"),
    ("habis", "Masa simpan berakhir"),
    ("dimusnahkan", "Sudah dimusnahkan"),
)
_SEARCH_MS = 250
#: What this PC remembers of the sheet of labels in the tray: its key and how many of its places are used.
_TRAY = "lembar_label"
_ALL = "Semua layanan"
_PAPER, _DATA, _BOTH = "kertas", "data", "Kertas dan data"


class ShelvesTab(RecordsTab):
    """The files.

    Signals:
        proposed: a proposal to destroy was made.
    """

    proposed = Signal()

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self.search, self.view = QLineEdit(), QComboBox()
        self.search.setPlaceholderText("Cari nomor register, layanan, tempat, atau peminjam")
        self.search.setAccessibleName("Cari berkas")
        self.search.setMinimumWidth(280)
        self.view.setAccessibleName("Berkas yang ditampilkan")
        for key, words in VIEWS:
            self.view.addItem(words, key)
        self._wait = QTimer(self, singleShot=True, interval=_SEARCH_MS)
        self._wait.timeout.connect(self.read)
        self.search.textChanged.connect(lambda _text: self._wait.start())
        self.view.activated.connect(lambda _place: self.read())
        self.service = Pick("Layanan")
        self.service.offer([("", _ALL)], "")
        self.service.setMinimumContentsLength(26)
        self.service.picked.connect(lambda _chosen: self._show_rows())
        self._rows: tuple[ArchiveRow, ...] = ()
        self._build_verbs()
        self.table = Table("Berkas arsip", presenter.shelf_columns(), _key, TWO_LINES)
        self.table.let_choose_many()
        self.table.current_changed.connect(lambda _row: self._enable())
        self.table.opened.connect(lambda _row: self._show_history())
        self._framed = Card(margins=(1, 1, 1, 1), spacing=0)
        self._framed.body.addWidget(self.table)
        self._nothing = EmptyState(
            Icon.SHELF, "Tidak ada berkas", "Kasus yang ditutup dan berkas yang diterima muncul."
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(FoldingRow(row(self.search, self.view, self.service, None), row(None, self.old_button), 8))
        box.addWidget(FoldingRow(row(*self._verbs, None), row(None, self.destroy_button), 8))
        box.addWidget(self._framed, 1)
        box.addWidget(self._nothing, 1)

    def _build_verbs(self) -> None:
        self.place_button = Button("Tempatkan…", Icon.SHELF, "primary", clicked=self._place)
        self.lend_button = Button("Pinjamkan…", Icon.LOAN, clicked=self._lend)
        self.back_button = Button("Kembali", Icon.IMPORT, clicked=self._take_back)
        self.label_button = Button("Label…", Icon.PRINT, clicked=self._labels)
        self.history_button = Button("Riwayat", Icon.HISTORY, clicked=self._show_history)
        self.destroy_button = Button("Usulkan pemusnahan…", Icon.DELETE, clicked=self._propose)
        self.old_button = Button("Catat berkas lama…", Icon.ADD, clicked=self._old)
        self._verbs = (
            self.place_button, self.lend_button, self.back_button, self.label_button, self.history_button,
        )  # fmt: skip
        may = self._context.workspace.session.may(Permission.ARCHIVE_WRITE)
        asking = (button for button in self._verbs if button is not self.history_button)
        only_if(may, *asking, self.destroy_button, self.old_button)

    def show_view(self, key: str) -> None:
        """Show the files of a view, without reading them yet."""
        self.view.setCurrentIndex(max(self.view.findData(key), 0))

    def read(self) -> None:
        """Read the files again."""
        shelves, text, view = self._context.workspace.shelves, self.search.text(), str(self.view.currentData())
        self._context.runner.query(lambda: shelves.files(text, view), self._show, latest="rak")

    def _show(self, rows: tuple[ArchiveRow, ...]) -> None:
        self._rows, chosen = rows, str(self.service.currentData() or "")
        names = sorted({one.service for one in rows if one.service} | ({chosen} if chosen else set()))
        self.service.offer([("", _ALL), *((name, name) for name in names)], chosen)
        self._show_rows()

    def _show_rows(self) -> None:
        service = str(self.service.currentData() or "")
        rows = [one for one in self._rows if service in ("", one.service)]
        self.table.rows.set_rows(rows)
        self._framed.setVisible(bool(rows))
        self._nothing.setVisible(not rows)
        lent, late = sum(bool(one.borrower) for one in rows), sum(one.late for one in rows)
        parts = [f"{len(rows)} berkas", f"{lent} dipinjam" if lent else "", f"{late} terlambat kembali" if late else ""]
        self.counted.emit(", ".join(part for part in parts if part))
        self.table.choose_first()
        self._enable()

    def _enable(self) -> None:
        chosen: list[ArchiveRow] = self.table.chosen()
        placed = bool(chosen) and all(one.file_id for one in chosen)
        standing = placed and not any(one.state == "Dimusnahkan" for one in chosen)
        self.place_button.setEnabled(bool(chosen) and not any(one.state == "Dimusnahkan" for one in chosen))
        self.lend_button.setEnabled(standing and not any(one.borrower for one in chosen))
        self.back_button.setEnabled(len(chosen) == 1 and chosen[0].loan_id is not None)
        self.label_button.setEnabled(bool(_labelled(chosen)))
        self.history_button.setEnabled(len(chosen) == 1 and placed)
        self.destroy_button.setEnabled(bool(chosen) and all(one.due_to_go for one in chosen))

    # ------------------------------------------------------------------ working

    def _with_rules(self, then: Callable[[ArchiveRules], object]) -> None:
        self._context.runner.query(self._context.workspace.archive_rules.rules, then, owner=self)

    def _done(self, words: str) -> Callable[[object], None]:
        def told(_result: object) -> None:
            self._context.notify.toast(words)
            self.read()

        return told

    def _today(self) -> date:
        return self._context.workspace.clock.now().date()

    def _place(self) -> None:
        chosen: list[ArchiveRow] = self.table.chosen()
        shelves, first = self._context.workspace.shelves, chosen[0]

        def keep(rules: ArchiveRules, given: Placing) -> None:
            if first.file_id and len(chosen) == 1:
                shelves.keep_as(first.file_id, given.kind)
            if moved := [one.file_id for one in chosen if one.file_id]:
                shelves.move(moved, given.place, given.remark)
            if fresh := [one for one in chosen if not one.file_id]:
                usual = rules if len(chosen) > 1 else None
                shelves.put([new_file(one, given, usual) for one in fresh], given.place, given.remark)

        def ask(rules: ArchiveRules) -> None:
            dialog = PlaceDialog(self, rules, self._today, first, many=len(chosen))
            words = f"Tempat {len(chosen)} berkas dicatat." if len(chosen) > 1 else "Tempat berkas dicatat."
            saving.ask(self._context, dialog, partial(keep, rules), self._done(words))

        self._with_rules(ask)

    def _old(self) -> None:
        shelves = self._context.workspace.shelves

        def keep(given: Placing) -> object:
            return shelves.put([new_file(None, given)], given.place, given.remark)

        self._with_rules(
            lambda rules: saving.ask(
                self._context, PlaceDialog(self, rules, self._today, new=True), keep, self._done("Berkas dicatat.")
            )
        )

    def _lend(self) -> None:
        chosen: list[ArchiveRow] = self.table.chosen()
        loans = self._context.workspace.loans

        def keep(given: Lending) -> object:
            return loans.lend([one.file_id for one in chosen], given.borrower, given.due_on, given.purpose)

        def ask(due: date) -> None:
            dialog = LendDialog(self, self._today, due, [one.register_number for one in chosen])
            saving.ask(self._context, dialog, keep, self._done("Peminjaman dicatat."))

        self._context.runner.query(loans.usual_day, ask, owner=self)

    def _take_back(self) -> None:
        one: ArchiveRow = self.table.chosen()[0]
        loan_id, loans = one.loan_id, self._context.workspace.loans
        if loan_id is None:
            return
        remark = self._context.notify.ask_text(
            f"Berkas {one.register_number} kembali?", f"Dipinjam {one.borrower}.", "Keterangan", "Catat kembali",
            required=False, suggestions=("Lengkap",),
        )  # fmt: skip
        if remark is not None:
            self._context.runner.command(
                lambda: loans.take_back(loan_id, remark), self._done("Berkas sudah kembali."), owner=self
            )

    def _labels(self) -> None:
        ids = _labelled(self.table.chosen())
        self._with_rules(partial(self._ask_labels, ids))

    def _ask_labels(self, ids: list[int], rules: ArchiveRules) -> None:
        shelves, settings = self._context.workspace.shelves, self._context.settings
        key, _, used = str(settings.get(_TRAY, "")).partition(" ")
        dialog = LabelDialog(self, rules, len(ids), (key, int(used) if used.isdecimal() else 0))

        def show(made: tuple[tuple[str, int], bytes]) -> None:
            (chosen, skipped), pdf = made
            count = next(one.count for one in rules.labels if one.key == chosen)
            settings.put(_TRAY, f"{chosen} {(skipped + len(ids)) % count}")
            show_paper(self, self._context, pdf, "Label berkas", "label-berkas.pdf")

        saving.ask(self._context, dialog, lambda given: (given, shelves.labels(ids, *given)), show)

    def _show_history(self) -> None:
        one: ArchiveRow | None = self.table.current()
        if one is None or not one.file_id:
            return
        shelves = self._context.workspace.shelves

        def show(events: tuple[FileEvent, ...]) -> None:
            lines = [f"{event.when}, {event.by}. {event.text}" for event in events]
            self._context.notify.info(f"Riwayat berkas {one.register_number}", "\n".join(lines))

        self._context.runner.query(lambda: shelves.history(one.file_id), show, owner=self)

    def _propose(self) -> None:
        chosen, notify = self.table.chosen(), self._context.notify
        question, words = (
            f"Usulkan pemusnahan {len(chosen)} berkas?",
            "Pimpinan memutuskan, lalu berita acaranya dibuat.",
        )
        reason = notify.ask_text(question, words, "Alasan", "Usulkan", suggestions=("Masa simpan berakhir",))
        if not reason:
            return
        words = "Data yang dihapus dari program tidak dapat dikembalikan."
        part = notify.choose("Apa yang dimusnahkan?", words, (Choice(_PAPER, "Kertas saja"), Choice(_DATA, _BOTH)))
        if part:
            propose = partial(
                self._context.workspace.destruction.propose,
                [one.file_id for one in chosen if one.file_id],
                reason,
                case_ids=[one.case_id for one in chosen if not one.file_id and one.case_id],
                with_data=part == _DATA,
            )
            self._context.runner.command(propose, lambda _row: self._sent(), owner=self)

    def _sent(self) -> None:
        self._context.notify.toast("Usulan pemusnahan menunggu persetujuan pimpinan.")
        self.proposed.emit()


def _labelled(chosen: list[ArchiveRow]) -> list[int]:
    """Of the chosen files those that have a place, which the label names."""
    return [one.file_id for one in chosen if one.file_id and one.state != "Dimusnahkan"]


def _key(one: ArchiveRow) -> tuple[int, int, int]:
    return one.file_id, one.case_id or 0, one.receipt_id or 0
