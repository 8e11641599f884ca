"""The cases of one state: which wait for the entry, were entered, have changed since, or need none."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QVBoxLayout, QWidget

from models.access.permissions import Permission
from models.services.views import ProcedureChoice
from models.services.views.simfoni import EntryState, SimfoniFilter, SimfoniList, SimfoniRow
from ui import theme
from ui.context import AppContext
from ui.icons import Icon
from ui.pages.simfoni import presenter
from ui.tables.table import TWO_LINES, Table
from ui.widgets.basics import Button, Card, row
from ui.widgets.fields import SearchBox
from ui.widgets.layouts import refill
from ui.widgets.messages import EmptyState

_STRETCH, _SEARCH = 100, 280


class EntryTab(QWidget):
    """One list for all states; the state is chosen by the tabs above it.

    Signals:
        counted: ``dict`` of all states.
        sheet_wanted: id of the case whose sheet is to be opened.
        print_wanted: id of the case whose sheet is wanted on paper.
    """

    counted = Signal(object)
    sheet_wanted = Signal(int)
    print_wanted = Signal(int)

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self._context = context
        self._filter = SimfoniFilter()
        self._may_enter = context.workspace.session.may(Permission.SIMFONI_ENTER)
        self.search = SearchBox("Cari kasus", "Nomor, inisial, atau nama klien")
        self.search.setFixedWidth(theme.current().px(_SEARCH))
        self.search.searched.connect(lambda _text: self._filter_changed())
        self.service_box = QComboBox()
        self.service_box.setAccessibleName("Saring layanan")
        self.service_box.addItem("Semua layanan", "")
        self.service_box.activated.connect(lambda _place: self._filter_changed())
        self.step_box = QCheckBox("Hanya yang menunggu pada langkah SOP")
        self.step_box.toggled.connect(lambda _on: self._filter_changed())
        self.case_button = Button("Buka kasus", Icon.CASES, clicked=self._open_case)
        self.needed_button = Button("Tidak perlu…", Icon.NOT_NEEDED, clicked=self._turn_needed)
        self.print_button = Button("Cetak lembar", Icon.PRINT, clicked=self._print)
        self.open_button = Button("Buka lembar entri", Icon.COPY, "primary", clicked=self._open_sheet)
        self._framed = Card(margins=(1, 1, 1, 1), spacing=0)
        self.table = self._fresh_table()
        self._nothing = EmptyState(Icon.DONE_OUTLINE, "")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addLayout(row(self.search, self.service_box, self.step_box, None))
        box.addWidget(self._framed, 1)
        box.addWidget(self._nothing, 1)
        box.addLayout(row(self.case_button, self.needed_button, None, self.print_button, self.open_button))
        self._nothing.hide()

    # ------------------------------------------------------------------ loading

    def show_state(self, state: EntryState) -> None:
        """Show the cases of this state."""
        if state is not self._filter.state:
            self._filter = replace(self._filter, state=state)
            self.table = self._fresh_table()
        self.step_box.setVisible(state is EntryState.WAITING)
        self.read()

    def read(self) -> None:
        """Read the list again, as far as it was read before."""
        simfoni, wanted = self._context.workspace.simfoni, self._wanted()
        size = max(self.table.rows.rowCount(), _STRETCH)
        self._context.runner.query(lambda: simfoni.list(wanted, "", size), self._show, latest="simfoni")

    def read_services(self) -> None:
        """Offer the procedures of the office."""
        cases = self._context.workspace.cases
        self._context.runner.query(cases.procedures, self._offer_services, latest="simfoni_layanan")

    def next_after(self, case_id: int) -> int:
        """The case below another in the list, 0 where there is none."""
        ids = [self.table.rows.row_at(place).case_id for place in range(self.table.rows.rowCount())]
        return next((one for one in ids if one != case_id), 0)

    def _wanted(self) -> SimfoniFilter:
        at_step = self.step_box.isChecked() and self._filter.state is EntryState.WAITING
        return replace(self._filter, at_step=at_step)

    def _show(self, found: SimfoniList) -> None:
        self.counted.emit(found.counts)
        self.table.rows.set_rows(found.rows, found.cursor)
        self._framed.setVisible(bool(found.rows))
        self._nothing.setVisible(not found.rows)
        nothing = next(words for state, _title, words in presenter.STATES if state is self._filter.state)
        filtered = self._filter.text or self._filter.sop_key or self._wanted().at_step
        if filtered:
            self._nothing.set_words("Tidak ada kasus dengan saringan ini", "Longgarkan saringan di atas.")
        else:
            self._nothing.set_words(nothing)
        self.table.choose_first()
        self._enable()

    def _more(self, cursor: str) -> None:
        simfoni, wanted = self._context.workspace.simfoni, self._wanted()

        def add(found: SimfoniList) -> None:
            if wanted == self._wanted():
                self.table.rows.add_rows(found.rows, found.cursor)

        self._context.runner.query(lambda: simfoni.list(wanted, cursor, _STRETCH), add, owner=self)

    def _offer_services(self, procedures: tuple[ProcedureChoice, ...]) -> None:
        kept = self.service_box.currentData()
        self.service_box.clear()
        self.service_box.addItem("Semua layanan", "")
        for procedure in procedures:
            self.service_box.addItem(procedure.name, procedure.key)
        self.service_box.setCurrentIndex(max(self.service_box.findData(kept), 0))
        self.service_box.setVisible(len(procedures) > 1)

    def _filter_changed(self) -> None:
        self._filter = replace(
            self._filter, text=self.search.text().strip(), sop_key=self.service_box.currentData() or ""
        )
        self.read()

    def _fresh_table(self) -> Table:
        """A table for the columns of the state in the place of the last one."""
        columns = presenter.columns(self._filter.state)
        table = Table("Kasus dan entri Simfoni PPA", columns, lambda one: one.case_id, TWO_LINES)
        table.opened.connect(lambda _row: self._open_sheet())
        table.current_changed.connect(lambda _row: self._enable())
        table.rows.more_wanted.connect(self._more)
        refill(self._framed.body, [table])
        return table

    # ------------------------------------------------------------------ working

    def _current(self) -> SimfoniRow | None:
        found: SimfoniRow | None = self.table.current()
        return found

    def _enable(self) -> None:
        chosen = self._current() is not None
        state = self._filter.state
        for button in (self.case_button, self.print_button, self.open_button, self.needed_button):
            button.setEnabled(chosen)
        self.needed_button.setVisible(self._may_enter and state in (EntryState.WAITING, EntryState.NOT_NEEDED))
        waiting = state is EntryState.WAITING
        self.needed_button.set_text("Tidak perlu…" if waiting else "Perlu dientri")

    def _open_sheet(self) -> None:
        chosen = self._current()
        if chosen is not None:
            self.sheet_wanted.emit(chosen.case_id)

    def _print(self) -> None:
        chosen = self._current()
        if chosen is not None:
            self.print_wanted.emit(chosen.case_id)

    def _open_case(self) -> None:
        chosen = self._current()
        if chosen is not None:
            self._context.navigate("kasus_rinci", case_id=chosen.case_id)

    def _turn_needed(self) -> None:
        chosen, simfoni = self._current(), self._context.workspace.simfoni
        if chosen is None:
            return
        if chosen.state is EntryState.NOT_NEEDED:
            self._context.runner.command(lambda: simfoni.needed(chosen.case_id), lambda _none: self.read(), owner=self)
            return
        reason = self._context.notify.ask_text(
            f"Kasus {chosen.register_number} tidak perlu dientri?",
            "Alasannya tercatat pada kasus; kasus dapat dikembalikan ke daftar kapan saja.",
            "Alasan",
            "Catat",
            suggestions=("Sudah dientri UPTD lain", "Bukan kasus kekerasan", "Aduan ganda"),
        )
        if reason is not None:
            said = reason
            self._context.runner.command(
                lambda: simfoni.not_needed(chosen.case_id, said), lambda _none: self.read(), owner=self
            )
