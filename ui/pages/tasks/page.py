"""Tugas Saya: what waits for the reader, how much time is left, and the way straight to the work."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QStackedWidget, QVBoxLayout, QWidget

from models.errors import UserError
from models.services.views import Standing, StepPanel, TaskBoard, TaskRow
from ui.clocks import ClockList
from ui.context import AppContext
from ui.icons import Icon
from ui.orders import OrderList
from ui.pages.tasks import presenter
from ui.pages.tasks.detail import TaskDetail
from ui.pages.tasks.head import HeadBoard
from ui.pages.tasks.loans import LoanCard
from ui.pages.tasks.pausing import go_on, put_off, take
from ui.pages.tasks.presenter import Choice, Order
from ui.papers import show_paper
from ui.places import Place, case_place
from ui.shortages import ShortageCard
from ui.tables.table import Table
from ui.tables.task_columns import STANDING, task_columns
from ui.widgets.basics import Button, Card, row
from ui.widgets.messages import EmptyState, announce
from ui.widgets.metric import Metric
from ui.widgets.page import Page, PageHead, page_box
from ui.widgets.side_pane import MainAndSide

_DETAIL = 316
_ALL_SERVICES = "Semua layanan"
_HEAD_ROLE = "pimpinan"
_NO_TASKS, _NO_STEPS = "Tidak ada tugas untuk Anda", "Tidak ada langkah SOP untuk Anda"
_WHEN_TASKS = "Tugas baru muncul di sini saat sebuah langkah SOP menjadi tanggung jawab Anda."


class TasksPage(Page):
    """The first page of the day."""

    topics = frozenset({"kasus", "surat", "agenda", "arsip"})

    def __init__(self, context: AppContext) -> None:
        super().__init__("Tugas Saya")
        self._context = context
        self._board: TaskBoard | None = None
        self._choice = Choice()
        self._panels: dict[int, StepPanel] = {}
        self._unreadable: set[int] = set()
        self._told: set[int] = set()
        self._work_after_panel = False
        self._leads = _HEAD_ROLE in context.workspace.session.user.roles
        box = page_box(self)
        self._head = PageHead("Tugas Saya")
        box.addWidget(self._head)
        self._build_filters()
        self.clocks = ClockList(context)
        self.clocks.changed.connect(self.refresh)
        box.addWidget(self.clocks)
        self.shortages = ShortageCard()
        self.shortages.opened.connect(lambda case_id: self._go(case_place(case_id)))
        box.addWidget(self.shortages)
        self.loans = LoanCard()
        self.loans.opened.connect(lambda: self._context.navigate("arsip", bagian="pinjaman"))
        box.addWidget(self.loans)
        self.orders = OrderList(context)
        self.orders.changed.connect(self.orders.read)
        self.orders.counted.connect(self._count_orders)
        box.addWidget(self.orders)
        box.addLayout(self._build_tiles())
        box.addWidget(self._build_body(), 1)
        self._clock = QTimer(self, singleShot=True)
        self._clock.timeout.connect(self._look_again)
        self._build_keys()

    # ------------------------------------------------------------------ building

    def _build_filters(self) -> None:
        self.service_box = QComboBox()
        self.service_box.setAccessibleName("Saring layanan")
        self.service_box.addItem(_ALL_SERVICES, "")
        self.service_box.setMinimumWidth(140)
        self.order_box = QComboBox()
        self.order_box.setAccessibleName("Urutan tugas")
        for order in Order:
            self.order_box.addItem(order.value, order)
        self.print_button = Button("Cetak daftar", Icon.PRINT, clicked=self._print, shortcut="Ctrl+P")
        self.detail_button = Button("Rincian", Icon.INFO, clicked=self._toggle_detail, tip="Rincian (Spasi atau F6)")
        self.detail_button.hide()
        for widget in (self.service_box, self.order_box, self.print_button, self.detail_button):
            self._head.verbs.addWidget(widget)
        self.service_box.activated.connect(self._chosen)
        self.order_box.activated.connect(self._chosen)

    def _build_tiles(self) -> QVBoxLayout:
        self.tiles = {standing: Metric(STANDING[standing]) for standing in Standing}
        self.tiles[Standing.PAUSED].hide()
        for standing, tile in self.tiles.items():
            tile.clicked.connect(lambda on, chosen=standing: self._filter(chosen if on else None))
        holder = QVBoxLayout()
        holder.addLayout(row(*self.tiles.values(), spacing=12))
        return holder

    def _build_body(self) -> QWidget:
        self.table = Table("Daftar tugas saya", task_columns(), lambda task: task.step_run_id)
        self.table.current_changed.connect(self._select)
        self.table.opened.connect(self._open)
        self.table.peeked.connect(lambda _task: self._toggle_detail())
        framed = Card(margins=(1, 1, 1, 1), spacing=0)
        framed.body.addWidget(self.table)
        self.detail = TaskDetail()
        self.detail.work.connect(self._work)
        self.detail.open_case.connect(self._open_case)
        self.detail.take.connect(lambda: take(self._context, self.table.current(), self.refresh))
        self.detail.pause.connect(lambda: put_off(self._context, self.table.current(), self.refresh))
        self.detail.resume.connect(lambda: go_on(self._context, self.table.current(), self.refresh))
        self.sides = MainAndSide(framed, self.detail, _DETAIL)
        self.detail.closed.connect(self.sides.close_side)
        self.sides.narrow_changed.connect(self._narrow)
        may_open = Button("Terima aduan", Icon.ADD, "primary", clicked=lambda: self._go(Place("terima_aduan")))
        self._nothing = EmptyState(
            Icon.TASKS,
            _NO_TASKS,
            _WHEN_TASKS,
            may_open,
        )
        may_open.setVisible(not self._leads)
        self._nothing_here = EmptyState(
            Icon.FILTER, "Tidak ada tugas dengan saringan ini", "", Button("Hapus saringan", clicked=self._show_all)
        )
        self._stack = QStackedWidget()
        for widget in (self.sides, self._nothing, self._nothing_here):
            self._stack.addWidget(widget)
        if not self._leads:
            self.head_board: HeadBoard | None = None
            return self._stack
        self.head_board = HeadBoard(self._context, self._stack)
        self.head_board.decide_in_case.connect(self._decide_in_case)
        self.head_board.open_case.connect(lambda task: self._go(case_place(task.case_id)))
        self.head_board.case_wanted.connect(lambda case_id: self._go(case_place(case_id)))
        self.head_board.decided.connect(self.refresh)
        self.head_board.tabs.currentChanged.connect(lambda _tab: self._narrow(self.sides.narrow))
        return self.head_board

    def _build_keys(self) -> None:
        for keys, act in (
            ("Ctrl+Return", self._finish),
            ("Ctrl+Enter", self._finish),
            ("/", self.service_box.setFocus),
            ("Ctrl+F", self.service_box.setFocus),
        ):
            shortcut = QShortcut(QKeySequence(keys), self, act)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # ------------------------------------------------------------------ loading

    def refresh(self) -> None:
        """Read the tasks again, and what the chosen one needs."""
        self._panels.clear()
        if self.head_board is not None:
            self.head_board.forget()
            self.head_board.read_team()
        self._read()

    def _count_orders(self, count: int) -> None:
        self._nothing.set_words(_NO_STEPS if count else _NO_TASKS, _WHEN_TASKS)

    def _look_again(self) -> None:
        # Only the clocks have moved on: the lists of the chosen step are still right.
        self._read()

    def _read(self) -> None:
        tasks = self._context.workspace.tasks
        self._context.runner.query(tasks.board, self._show_board, latest="tugas")
        self.orders.read()

    def _show_board(self, board: TaskBoard) -> None:
        before = self._board
        self._board = board
        self._head.set_words("Tugas Saya", presenter.summary(board))
        for standing, tile in self.tiles.items():
            tile.show_figure(board.counts.get(standing, 0), board.notes.get(standing, ""))
        self.tiles[Standing.PAUSED].setVisible(bool(board.counts.get(Standing.PAUSED)))
        self.clocks.show_clocks(board.clocks)
        self.shortages.show_rows(board.shortages)
        self.loans.show_rows(board.loans)
        self._offer_services(board)
        self._show_rows()
        if self.head_board is not None:
            self.head_board.show_decisions(presenter.decisions(board), len(board.rows))
        self._announce_late(before, board)
        if self.isVisible():
            self._clock.start(presenter.next_look(board, self._now()))

    def _announce_late(self, before: TaskBoard | None, board: TaskBoard) -> None:
        if before is None:
            return
        late_before = {task.step_run_id for task in before.rows if task.time.standing is Standing.LATE}
        fresh = [
            task
            for task in board.rows
            if task.mine and task.time.standing is Standing.LATE and task.step_run_id not in late_before
        ]
        if fresh:
            announce(self, f"Lewat waktu: {fresh[0].title}")

    def _offer_services(self, board: TaskBoard) -> None:
        names = ("", *presenter.services(board))
        if [self.service_box.itemData(place) for place in range(self.service_box.count())] == list(names):
            return
        kept = self.service_box.currentData()
        self.service_box.clear()
        for name in names:
            self.service_box.addItem(name or _ALL_SERVICES, name)
        self.service_box.setCurrentIndex(max(self.service_box.findData(kept), 0))

    def _show_rows(self) -> None:
        if self._board is None:
            return
        shown = presenter.rows_to_show(self._board, self._choice)
        self.table.rows.set_rows(shown)
        self.print_button.setEnabled(bool(shown))
        self._stack.setCurrentWidget(self.sides if shown else self._nothing_here if self._board.rows else self._nothing)
        self.table.choose_first()
        current = self.table.current()
        if current is not None:
            self.detail.show_row(current, self._now())
            self._need_panel(current)

    def _now(self) -> datetime:
        return self._context.workspace.clock.now()

    # ------------------------------------------------------------------ the chosen task

    def _select(self, task: TaskRow | None) -> None:
        if task is None:
            return
        self._work_after_panel = False
        self.detail.show_row(task, self._now())
        self._need_panel(task)

    def _need_panel(self, task: TaskRow) -> None:
        known = self._panels.get(task.step_run_id)
        if known is not None:
            self.detail.show_panel(known)
            return
        self.detail.show_waiting()
        if task.step_run_id in self._told:
            return
        tasks, wanted = self._context.workspace.tasks, task.step_run_id
        self._context.runner.query(
            lambda: tasks.panel(wanted), self._show_panel, partial(self._no_panel, wanted), latest="tugas_rinci"
        )

    def _show_panel(self, panel: StepPanel) -> None:
        self._panels[panel.step_run_id] = panel
        current = self.table.current()
        if current is None or current.step_run_id != panel.step_run_id:
            return
        self.detail.show_panel(panel)
        if self._work_after_panel:
            self._work()

    def _no_panel(self, wanted: int, error: UserError) -> None:
        # Somebody closed the step a moment ago: the list itself is out of date. If it still names the step after
        # that, there is another reason, and reading once more would not help.
        if wanted in self._unreadable:
            self._told.add(wanted)
            self._context.notify.problem(error)
        else:
            self._unreadable.add(wanted)
            self._read()

    def _open(self, task: TaskRow) -> None:
        if task.mine:
            self._work()
        else:
            self._go(case_place(task.case_id))

    def _work(self) -> None:
        task = self.table.current()
        if task is None:
            return
        panel = self._panels.get(task.step_run_id)
        if panel is None:
            self._work_after_panel = True
            return
        self._work_after_panel = False
        self._go(presenter.place_of_work(task, panel))

    def _open_case(self) -> None:
        task = self.table.current()
        if task is not None:
            self._go(case_place(task.case_id))

    def _finish(self) -> None:
        task = self.table.current()
        if task is not None and task.mine:
            self._go(Place("kasus_rinci", {"case_id": task.case_id, "finish": True}))

    def _decide_in_case(self, task: TaskRow, outcome: str) -> None:
        self._go(Place("kasus_rinci", {"case_id": task.case_id, "finish": True, "outcome": outcome}))

    def _go(self, place: Place) -> None:
        self._context.navigate(place.page_id, **place.params)

    # ------------------------------------------------------------------ filters

    def _filter(self, standing: Standing | None) -> None:
        for other, tile in self.tiles.items():
            tile.setChecked(other is standing)
        self._choice = Choice(standing, self._choice.service, self._choice.order)
        if self.head_board is not None and standing is not None:
            self.head_board.show_tasks()
        self._show_rows()

    def _chosen(self) -> None:
        self._choice = Choice(self._choice.standing, self.service_box.currentData(), self.order_box.currentData())
        self._show_rows()

    def _show_all(self) -> None:
        self.service_box.setCurrentIndex(0)
        self._choice = Choice(order=self._choice.order)
        self._filter(None)

    def _print(self) -> None:
        rows = tuple(self.table.rows.row_at(place) for place in range(self.table.rows.rowCount()))
        tasks = self._context.workspace.tasks
        self._context.runner.query(lambda: tasks.paper(rows), self._show_paper)

    def _show_paper(self, pdf: bytes) -> None:
        show_paper(self, self._context, pdf, "Daftar tugas", "daftar-tugas.pdf")

    # ------------------------------------------------------------------ the window around

    def _narrow(self, narrow: bool) -> None:
        self.detail.set_drawer(narrow)
        listed = self.head_board is None or self.head_board.tabs.currentIndex() == 1
        self.detail_button.setVisible(narrow and listed)

    def _toggle_detail(self) -> None:
        if self.table.current() is not None:
            self.sides.toggle_side()

    def focus_first(self) -> None:
        if self.head_board is None or not self.head_board.focus_decision():
            self.table.setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._clock.stop()
