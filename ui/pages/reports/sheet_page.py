"""One report: its figures live or frozen, what people write, corrections, and the deeds of its life."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QStackedWidget

from models.errors import ErrorCode, UserError
from models.forms.spec import Values
from models.services.views.reports import ReportSheet
from models.statistics.corrections import Correction
from models.statistics.figures import Basis
from models.statistics.report_life import ReportState
from models.statistics.report_paper import BASIS_WORDS
from ui.context import AppContext
from ui.editing.parts import Pick
from ui.forms.autosave import Autosave
from ui.icons import Icon
from ui.pages.reports import presenter
from ui.pages.reports.deeds import ReportDeeds
from ui.pages.reports.figures_tab import FiguresTab
from ui.pages.reports.other_tabs import CorrectionsTab, HistoryTab
from ui.pages.reports.words_tab import WordsTab
from ui.places import case_place
from ui.tasks import Progress
from ui.widgets import pill
from ui.widgets.basics import Button, IconButton, label, line, row
from ui.widgets.messages import Banner
from ui.widgets.page import Page, PageHead, page_box
from ui.widgets.pill import Pill
from ui.widgets.tab_strip import TabStrip

FIGURES, WORDS, CORRECTIONS, HISTORY = range(4)
_TITLE = "Laporan"


class ReportPage(Page):
    """The page "laporan_rinci": ``kind`` and ``period``; ``run_id`` where a run of a procedure makes the report."""

    topics = frozenset({"laporan"})

    def __init__(self, context: AppContext) -> None:
        super().__init__(_TITLE)
        self._context = context
        self._sheet: ReportSheet | None = None
        self._asked: tuple[str, str] = ("", "")
        self.deeds = ReportDeeds(self, context, lambda: self._sheet)
        self.autosave = Autosave(self, context.runner, context.workspace.clock.now, self._saving)
        self.figures, self.words = FiguresTab(), WordsTab()
        self.corrections, self.history = CorrectionsTab(), HistoryTab()
        self._build_head()
        self._build_body()
        self._wire()

    # ------------------------------------------------------------------ building

    def _build_head(self) -> None:
        self._head = PageHead(_TITLE)
        self._pill = Pill(pill.DRAFT)
        back = IconButton(Icon.BACK, "Kembali ke daftar laporan", clicked=lambda: self._context.navigate("laporan"))
        self._head.before.addWidget(back)
        self._head.beside.addWidget(self._pill)
        self.start_button = Button("Susun laporan", Icon.ADD, "primary", clicked=self._start)
        self.submit_button = Button("Ajukan", Icon.FORWARD, "primary", clicked=self._submit)
        decide = self.deeds.decide
        self.receive_button = Button("Terima", Icon.CHECK, "primary", clicked=partial(decide, ReportState.RECEIVED))
        self.approve_button = Button("Setujui…", Icon.CHECK, "primary", clicked=partial(decide, ReportState.APPROVED))
        self.return_button = Button("Kembalikan…", Icon.UNDO, clicked=partial(decide, ReportState.RETURNED))
        self.print_button = Button("Cetak", Icon.PRINT, clicked=partial(self._print, shared=False), shortcut="Ctrl+P")
        self.more = QMenu()
        self.more_button = IconButton(Icon.MORE, "Bagikan dan ekspor", menu=self.more)
        for widget in (
            self.more_button, self.print_button, self.return_button, self.start_button, self.submit_button,
            self.receive_button, self.approve_button,
        ):  # fmt: skip
            self._head.verbs.addWidget(widget)

    def _build_body(self) -> None:
        self.step_button = Button("Buka langkah SOP", Icon.OPEN, clicked=self._to_run)
        self.banner = Banner("info", "", self.step_button)
        self.tabs = TabStrip("Bagian laporan", ("Angka", "Uraian", "Koreksi", "Riwayat"))
        self.basis, self.service = Pick("Dihitung menurut"), Pick("Layanan")
        for pick in (self.basis, self.service):
            pick.setMinimumContentsLength(24)
            pick.picked.connect(self._count_by)
        self._stack = QStackedWidget()
        for widget in (self.figures, self.words, self.corrections, self.history):
            self._stack.addWidget(widget)
        self._by = label("Dihitung menurut")
        box = page_box(self)
        box.setSpacing(10)
        box.addWidget(self._head)
        box.addWidget(self.banner)
        box.addLayout(row(self.tabs, None, self._by, self.basis, self.service))
        box.addSpacing(-9)
        box.addWidget(line())
        box.addWidget(self._stack, 1)
        self.banner.hide()

    def _wire(self) -> None:
        self.tabs.currentChanged.connect(self._stack.setCurrentIndex)
        self.words.edited.connect(self._edited)
        self.corrections.wanted.connect(self._compare)
        self.deeds.shown.connect(self._show)
        self.deeds.incomplete.connect(self._to_words)
        self.autosave.told.connect(self.saved_state)
        self.autosave.saved.connect(self._saved)
        self.autosave.failed.connect(self._not_saved)
        for keys, act in (("Ctrl+S", self.autosave.flush), ("Ctrl+Tab", self._next)):
            shortcut = QShortcut(QKeySequence(keys), self, act)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # ------------------------------------------------------------------ loading

    def show_with(self, **params: object) -> None:
        """Show the report of a period; with a ``run_id`` begin it, or go on with it, for that run."""
        asked = (str(params["kind"]), str(params["period"]))
        self.autosave.forget()
        if asked != self._asked:
            self._sheet, self._asked = None, asked
            self.tabs.setCurrentIndex(FIGURES)
        run_id, reports = params.get("run_id"), self._context.workspace.reports
        if isinstance(run_id, int):
            self._context.runner.command(partial(reports.start, *asked, run_id), self._show, owner=self)
        else:
            self.refresh()

    def refresh(self) -> None:
        """Read the report again, unless something typed is still to be saved."""
        if self._asked[0] and self.autosave.clean:
            work = partial(self._context.workspace.reports.sheet, *self._asked)
            self._context.runner.query(work, self._show, latest="laporan_rinci")

    def leave(self) -> bool:
        self.autosave.flush()
        return True

    def focus_first(self) -> None:
        self.tabs.setFocus()

    def _show(self, sheet: ReportSheet) -> None:
        if (sheet.kind, sheet.period) != self._asked:
            return  # a late answer about another report
        before, self._sheet = self._sheet, sheet
        title = f"{sheet.name} {sheet.words}"
        self.set_title(title)
        self._head.set_words(title, presenter.sentence(sheet))
        self._pill.set_status(presenter.status(sheet.state, over=sheet.over))
        self._show_banner(sheet)
        self._show_verbs(sheet)
        self._offer(sheet)
        if before is None or before.figures != sheet.figures:
            self.figures.show_sheet(sheet)
        self.words.show_sheet(sheet, writing=sheet.report_id is not None and "tulis" in sheet.may)
        if sheet.corrections is not None or before is None or before.state is not sheet.state:
            self.corrections.show_corrections(sheet.corrections)
        self.history.show_events(sheet.events)
        self.settled.emit({"kind": sheet.kind, "period": sheet.period})

    def _show_banner(self, sheet: ReportSheet) -> None:
        kind, words = presenter.banner(sheet)
        self.banner.setVisible(bool(words))
        if words:
            self.banner.set_kind(kind)  # type: ignore[arg-type]  # the presenter gives the kinds of a card
            self.banner.set_text(words)
        self.step_button.setVisible(bool(sheet.run_words))
        handed_in = sheet.run_making and sheet.state is ReportState.SUBMITTED
        self.step_button.set_text("Selesaikan langkah" if handed_in else "Buka langkah SOP")

    def _show_verbs(self, sheet: ReportSheet) -> None:
        begun = sheet.report_id is not None
        for button, shown in (
            (self.start_button, not begun and "tulis" in sheet.may),
            (self.submit_button, begun and "ajukan" in sheet.may),
            (self.receive_button, "terima" in sheet.may),
            (self.approve_button, "setujui" in sheet.may),
            (self.return_button, "kembalikan" in sheet.may),
            (self.print_button, begun),
            (self.more_button, begun),
        ):
            button.setVisible(shown)
        self.more.clear()
        self.more.addAction("Cetak untuk dibagikan…", partial(self._print, shared=True))
        self.more.addAction("Excel (.xlsx)", partial(self.deeds.export, shared=False))
        self.more.addAction("Excel untuk dibagikan (.xlsx)", partial(self.deeds.export, shared=True))
        self.more.addAction("Semua tabel sebagai CSV (.zip)", partial(self.deeds.export_tables, shared=False))
        self.more.addAction("Semua tabel untuk dibagikan (.zip)", partial(self.deeds.export_tables, shared=True))
        tables = self.more.addMenu("Satu tabel sebagai CSV")
        for table in sheet.figures.tables:
            tables.addAction(table.title, partial(self.deeds.export_table, table.key, shared=False))

    def _offer(self, sheet: ReportSheet) -> None:
        writing = sheet.report_id is not None and "tulis" in sheet.may
        for widget in (self._by, self.basis, self.service):
            widget.setVisible(writing)
        self.basis.offer([(one, BASIS_WORDS[one]) for one in Basis], sheet.basis)
        choices = [("", "Semua layanan"), *((one.key, one.label) for one in sheet.service_choices)]
        self.service.offer(choices, sheet.services[0] if sheet.services else "")

    # ------------------------------------------------------------------ working

    def _start(self) -> None:
        reports = self._context.workspace.reports
        self._context.runner.command(partial(reports.start, *self._asked), self._started, owner=self)

    def _started(self, sheet: ReportSheet) -> None:
        self._show(sheet)
        self._to_words()

    def _to_words(self) -> None:
        self.tabs.setCurrentIndex(WORDS)
        self.words.focus_empty()

    def _submit(self) -> None:
        self.autosave.flush(self.deeds.submit)

    def _print(self, *, shared: bool) -> None:
        self.autosave.flush(lambda: self.deeds.print(shared=shared))

    def _count_by(self, _chosen: object) -> None:
        service = str(self.service.currentData() or "")
        self.autosave.flush(lambda: self._count(Basis(self.basis.currentData()), (service,) if service else ()))

    def _count(self, basis: Basis, services: tuple[str, ...]) -> None:
        sheet = self._sheet
        if sheet is not None and sheet.report_id is not None:
            work = partial(
                self._context.workspace.reports.count_by, sheet.report_id, sheet.row_version, basis, services
            )
            self._context.runner.command(work, self._show, owner=self)

    def _compare(self) -> None:
        """Count the frozen reports anew."""
        reports, asked = self._context.workspace.reports, self._asked

        def work(progress: Progress) -> tuple[Correction, ...]:
            return reports.corrections(*asked, lambda done, total: progress.report(done, total, "Membandingkan"))

        self._context.runner.lengthy("Membandingkan laporan", work, self.corrections.show_corrections, owner=self)

    def _to_run(self) -> None:
        if self._sheet is not None and self._sheet.run_id is not None:
            place = case_place(self._sheet.run_id)
            if self._sheet.run_making and self._sheet.state is ReportState.SUBMITTED:
                self._context.navigate(place.page_id, **place.params, finish=True)
            else:
                self._context.navigate(place.page_id, **place.params)

    def _next(self) -> None:
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + 1) % self.tabs.count())

    # ------------------------------------------------------------------ saving

    def _edited(self) -> None:
        values: Values = dict(self.words.texts())
        self.autosave.touch(values)

    def _saving(self, values: Values) -> Callable[[], object]:
        sheet = self._sheet
        if sheet is None or sheet.report_id is None:
            raise AssertionError("nothing is being written")
        texts = {key: str(value) for key, value in values.items()}
        return partial(self._context.workspace.reports.save, sheet.report_id, sheet.row_version, texts)

    def _saved(self, row_version: int) -> None:
        if self._sheet is not None:
            self._sheet = replace(self._sheet, row_version=row_version)

    def _not_saved(self, error: UserError) -> None:
        """Somebody else has changed the report: nothing of theirs is overwritten."""
        if error.code not in (ErrorCode.CHANGED_BY_OTHER, ErrorCode.REPORT_STATE):
            return
        mine = self.words.texts()
        self.autosave.hold()
        self._context.notify.problem(error)
        self.autosave.forget()
        work = partial(self._context.workspace.reports.sheet, *self._asked)
        self._context.runner.query(work, partial(self._choose, mine), owner=self, latest="laporan_rinci")

    def _choose(self, mine: dict[str, str], theirs: ReportSheet) -> None:
        self._show(theirs)
        if "tulis" not in theirs.may or mine == self.words.texts():
            return
        question, text = "Pertahankan tulisan Anda?", "Laporan ini sudah diubah orang lain dan kini tampil seperti itu."
        if self._context.notify.ask(question, text, "Pakai tulisan saya"):
            for card in self.words.cards:
                card.text.setPlainText(mine.get(card.key, card.text.toPlainText()))
