"""The overview: the three counts, how they run over the months, what needs attention, and the charts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from models.statistics.figures import Figures, FigureTable, Unit
from ui import theme
from ui.icons import Icon
from ui.pages.dashboard import presenter
from ui.pages.dashboard.presenter import Asked
from ui.theme import Role, Tone
from ui.widgets.basics import Button, Card, IconButton, ScrollColumn, label, row
from ui.widgets.charts import BarChart, LineChart
from ui.widgets.metric import Metric
from ui.widgets.pill import Status
from ui.widgets.rows import ProgressLine

#: A column of charts is at least this wide; more than this many are not put side by side.
_COLUMN, _MOST_COLUMNS = 350, 3
_VICTIMS = Status("Korban", Icon.PEOPLE, Tone.PRIMARY)
_CASES = Status("Kasus", Icon.CASES, Tone.INFO)
_INCIDENTS = Status("Kejadian", Icon.RISK, Tone.WARN)
_GAP = 12


class ChartCard(Card):
    """One table as bars.

    Signals:
        chosen: table and key of the row.
        table_wanted: key of the table.
    """

    chosen = Signal(object, object)
    table_wanted = Signal(str)

    def __init__(self, table: FigureTable) -> None:
        super().__init__(margins=(16, 12, 14, 12), spacing=6)
        self.table = table
        self.chart = BarChart(table.title)
        self.chart.chosen.connect(lambda key: self.chosen.emit(self.table, key))
        button = IconButton(
            Icon.TABLE, f"Tampilkan tabel {table.title}", clicked=lambda: self.table_wanted.emit(self.table.key)
        )
        self._rest = label("", Role.CAPTION)
        self._nothing = label("Belum ada data pada periode ini.", Role.MUTED)
        self.body.addLayout(row(label(table.title, Role.SUBTITLE, wrap=True), button, stretch=0))
        self.body.addWidget(self.chart)
        self.body.addWidget(self._nothing)
        self.body.addWidget(self._rest)
        self.show_table(table)

    def show_table(self, table: FigureTable) -> None:
        """Other figures."""
        self.table = table
        bars = presenter.bars(table)
        self.chart.set_bars(bars)
        self.chart.setVisible(bool(bars))
        self._nothing.setVisible(not bars)
        self._rest.setText(presenter.left_out(table))
        self._rest.setVisible(bool(self._rest.text()))


class AttentionCard(Card):
    """What is late or dangerous now, whatever the period, and how the period was kept.

    Signals:
        late_wanted / risk_wanted: the list of these cases is wanted.
    """

    late_wanted = Signal()
    risk_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(margins=(16, 12, 16, 14), spacing=6)
        self.setAccessibleName("Perlu perhatian sekarang")
        self.late_button = Button("", Icon.LATE, "link", clicked=self.late_wanted.emit)
        self.risk_button = Button("", Icon.RISK, "link", clicked=self.risk_wanted.emit)
        self.body.addWidget(label("Perlu perhatian sekarang", Role.SUBTITLE))
        for button in (self.late_button, self.risk_button):
            self.body.addLayout(row(button, None))
        self.body.addSpacing(6)
        self.body.addWidget(label("Mutu baku dan berkas", Role.SUBTITLE))
        self.in_time, self.complete = ProgressLine("Tepat waktu"), ProgressLine("Berkas lengkap")
        self._in_time, self._complete = label("", wrap=True), label("", wrap=True)
        for words, bar in ((self._in_time, self.in_time), (self._complete, self.complete)):
            self.body.addWidget(words)
            self.body.addWidget(bar)
        self.body.addStretch(1)
        self.show_waiting(0, 0)

    def show_waiting(self, late: int, risky: int) -> None:
        """How many cases have a step that is late, and how many running ones are of high risk."""
        self.late_button.set_text(f"{late} kasus lewat waktu")
        self.risk_button.set_text(f"{risky} kasus berjalan berisiko tinggi")

    def show_figures(self, figures: Figures) -> None:
        """How the period was kept."""
        steps, files = presenter.in_time(figures), presenter.complete(figures)
        said = f"{steps.percent} langkah tepat waktu ({steps.part} dari {steps.whole})"
        self._say(self._in_time, self.in_time, steps, said if steps.whole else "Belum ada langkah yang selesai.")
        said = f"{files.percent} berkas lengkap ({files.part} dari {files.whole})"
        self._say(self._complete, self.complete, files, said if files.whole else "Belum ada berkas yang selesai.")

    @staticmethod
    def _say(words: QLabel, bar: ProgressLine, share: presenter.Share, said: str) -> None:
        words.setText(said)
        bar.set_share(share.part / share.whole if share.whole else 0.0, said)
        bar.setVisible(bool(share.whole))


class Overview(QWidget):
    """Everything in one column that can be moved.

    Signals:
        wanted: table and key of the row whose cases are wanted; None for all rows.
        table_wanted: key of a table to be shown as numbers.
        month_wanted: key of a month.
    """

    wanted = Signal(object, object)
    table_wanted = Signal(str)
    month_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._figures: Figures | None = None
        self.cards: dict[str, ChartCard] = {}
        self._columns = 0
        self._stacks: list[QVBoxLayout] = []
        self.victims, self.cases, self.incidents = (
            Metric(one, checkable=False) for one in (_VICTIMS, _CASES, _INCIDENTS)
        )
        self.line = LineChart("Korban, kasus, dan kejadian per bulan")
        self.line.chosen.connect(self.month_wanted)
        trend = Card(margins=(16, 12, 14, 10), spacing=4)
        trend.body.addWidget(label("Korban, kasus, dan kejadian per bulan", Role.SUBTITLE))
        trend.body.addWidget(self.line, 1)
        self.attention = AttentionCard()
        self._trend, self._upper = trend, QGridLayout()
        self._upper.setSpacing(_GAP)
        self._lower = QHBoxLayout()
        self._lower.setSpacing(_GAP)
        self.legend = label("", Role.CAPTION, wrap=True)
        self.rules = label("", Role.CAPTION, wrap=True)
        rules = Card("flat", margins=(16, 10, 16, 10), spacing=4)
        rules.body.addWidget(label("Cara menghitung", Role.STRONG))
        rules.body.addWidget(self.rules)
        self._column = ScrollColumn(spacing=_GAP)
        self._column.body.addLayout(self._tiles())
        self._column.body.addLayout(self._upper)
        self._column.body.addWidget(self.legend)
        self._column.body.addLayout(self._lower)
        self._column.body.addWidget(rules)
        self._column.body.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._column)

    def _tiles(self) -> QHBoxLayout:
        tiles = QHBoxLayout()
        tiles.setSpacing(_GAP)
        units = ((self.victims, Unit.VICTIMS), (self.cases, Unit.CASES), (self.incidents, Unit.INCIDENTS))
        for tile, unit in units:
            tile.open_by_keys("Tampilkan kasusnya")
            tile.clicked.connect(lambda _on=False, unit=unit: self._all_of(unit))
            tiles.addWidget(tile)
        return tiles

    def show_figures(self, figures: Figures, asked: Asked, month: str) -> None:
        """Other figures, in the same widgets; ``month``: the present one, with which the line ends."""
        self._figures = figures
        now, then = figures.current, figures.before
        for tile, one, other in (
            (self.victims, now.victims, then.victims),
            (self.cases, now.cases, then.cases),
            (self.incidents, now.incidents, then.incidents),
        ):
            tile.show_figure(one, presenter.change(one, other, asked.period))
        self.legend.setText(presenter.legend(asked.period))
        self.line.set_lines(*presenter.trend(figures, month))
        self.attention.show_figures(figures)
        self.rules.setText("\n".join(f"• {rule}" for rule in figures.rules))
        tables = [table for table in figures.tables if table.chart]
        if [table.key for table in tables] == list(self.cards):
            for table in tables:
                self.cards[table.key].show_table(table)
        else:
            self._make_cards(tables)

    def focus_first(self) -> None:
        """Put the focus on the first tile."""
        self.victims.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _all_of(self, unit: Unit) -> None:
        table = next((one for one in self._figures.tables if one.unit is unit), None) if self._figures else None
        if table is not None:
            self.wanted.emit(table, None)

    def _make_cards(self, tables: Sequence[FigureTable]) -> None:
        for card in self.cards.values():
            card.hide()
            card.deleteLater()
        self.cards = {table.key: ChartCard(table) for table in tables}
        for card in self.cards.values():
            card.chosen.connect(self.wanted)
            card.table_wanted.connect(self.table_wanted)
        self._columns = 0
        self._arrange()

    def _arrange(self) -> None:
        """Put the cards into as many columns as there is room for, each into the one that is shortest so far."""
        fit = (self.width() + _GAP) // (theme.current().px(_COLUMN) + _GAP)
        columns = min(max(fit, 1), _MOST_COLUMNS)
        if columns == self._columns:
            return
        self._columns = columns
        beside = columns > 1
        self._upper.addWidget(self._trend, 0, 0, 1, columns - 1 if beside else 1)
        self._upper.addWidget(self.attention, 0 if beside else 1, columns - 1 if beside else 0)
        for column in range(_MOST_COLUMNS):
            self._upper.setColumnStretch(column, int(column < columns))
        for stack in self._stacks:  # the cards move on into the new ones
            self._lower.removeItem(stack)
            while stack.count():
                stack.takeAt(0)
        self._stacks = [QVBoxLayout() for _ in range(columns)]
        heights = [0] * columns
        for card in self.cards.values():
            shortest = heights.index(min(heights))
            self._stacks[shortest].addWidget(card)
            heights[shortest] += card.sizeHint().height() + _GAP
        for stack in self._stacks:
            stack.setSpacing(_GAP)
            stack.addStretch(1)
            self._lower.addLayout(stack, 1)
