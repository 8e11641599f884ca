"""The tab Angka: the three counts, a chart and a table for each of the figures, the counting rule under each."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.domain.indonesia import thousands
from models.services.views.reports import ReportSheet
from models.statistics.figures import Figures, FigureTable
from ui.pages.reports import presenter
from ui.pages.reports.grid import Grid
from ui.theme import Role
from ui.widgets.basics import Card, ScrollColumn, label
from ui.widgets.charts import Bar, BarChart, LineChart, Series
from ui.widgets.layouts import refill
from ui.widgets.metric import Metric

_MOST_BARS = 40


class FigureCard(Card):
    """One table with its chart and its rule."""

    def __init__(self, number: int, table: FigureTable) -> None:
        super().__init__(spacing=8)
        self.table = table
        self.body.addWidget(label(f"Tabel {number}. {table.title}", Role.SUBTITLE, wrap=True))
        self.grid = Grid(table.title, presenter.heads(table), presenter.lines(table))
        bars = [Bar(row.key, row.label, row.total, row.before) for row in table.rows if row.total or row.before]
        if table.chart and bars:
            chart = BarChart(table.title)
            chart.set_bars(bars[:_MOST_BARS])
            self.body.addWidget(chart)
        self.body.addWidget(self.grid)
        self.body.addWidget(label(presenter.rule(table), Role.CAPTION, wrap=True))


class FiguresTab(QWidget):
    """All figures of a report, as counted now or as they were frozen."""

    def __init__(self) -> None:
        super().__init__()
        self._tiles = QHBoxLayout()
        self._tiles.setSpacing(12)
        self.metrics = {key: Metric(status, checkable=False) for key, status in presenter.TILES.items()}
        for metric in self.metrics.values():
            self._tiles.addWidget(metric)
        self.column = ScrollColumn(spacing=12)
        self.cards: list[FigureCard] = []
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addLayout(self._tiles)
        box.addWidget(self.column, 1)

    def show_sheet(self, sheet: ReportSheet) -> None:
        """Show the figures of this report."""
        for key, metric in self.metrics.items():
            value, before = getattr(sheet.figures.current, key), getattr(sheet.figures.before, key)
            metric.show_figure(thousands(value), presenter.compared(value, before))
        self.cards = [FigureCard(number, table) for number, table in enumerate(sheet.figures.tables, 1)]
        rules = label("\n".join(sheet.figures.rules), Role.CAPTION, wrap=True)
        trend = [_trend(sheet.figures)] if sheet.figures.trend else []
        refill(self.column.body, [rules, *trend, *self.cards], stretch=True)


def _trend(figures: Figures) -> Card:
    card, chart = Card(), LineChart("Perkembangan per bulan")
    points = figures.trend
    chart.set_lines(
        [(point.key, point.label) for point in points],
        [
            Series("Korban", tuple(point.counts.victims for point in points)),
            Series("Kasus", tuple(point.counts.cases for point in points)),
            Series("Kejadian", tuple(point.counts.incidents for point in points)),
        ],
    )
    card.body.addWidget(label("Perkembangan per bulan", Role.SUBTITLE))
    card.body.addWidget(chart)
    return card
