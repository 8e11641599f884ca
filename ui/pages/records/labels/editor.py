"""The office's sheets of labels: their measures with a picture that follows, and the test on paper."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QDoubleSpinBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from models.errors import UserError
from models.messages import render
from models.records import rules
from models.records.labels import MOST_ACROSS, MOST_PAPER, LabelSheet
from ui.context import AppContext
from ui.icons import Icon
from ui.pages.records.labels.sheet_view import SheetView
from ui.papers import show_paper
from ui.theme import Role
from ui.widgets.basics import Button, IconButton, label, row
from ui.widgets.fields import FieldNote, labelled

#: Papers with a name, by their measures in millimetres.
_PAPERS = (
    ("A4 (210 × 297 mm)", 210.0, 297.0),
    ("F4 (215 × 330 mm)", 215.0, 330.0),
    ("Lembar label kecil (210 × 165 mm)", 210.0, 165.0),
    ("Lembar label kecil, tegak (165 × 210 mm)", 165.0, 210.0),
    ("A5 (148 × 210 mm)", 148.0, 210.0),
)
_OWN_PAPER = "Ukuran lain"
_NEW = LabelSheet("", "Lembar baru", 2, 4, 90, 60, 10, 10, 5, 5)
_LENGTHS = (
    ("width", "Lebar label"), ("height", "Tinggi label"), ("left", "Jarak kiri"), ("top", "Jarak atas"),
    ("gap_across", "Sela kolom"), ("gap_down", "Sela baris"), ("paper_width", "Lebar kertas"),
    ("paper_height", "Tinggi kertas"),
)  # fmt: skip


class LabelSheetsPane(QWidget):
    """Edits sheets of labels.

    Args of the constructor:
        sheets: as the office has them now.
    """

    def __init__(self, context: AppContext, sheets: Sequence[LabelSheet]) -> None:
        super().__init__()
        self._context, self._sheets, self._filling = context, list(sheets), False
        self.choice, self.name, self.paper = QComboBox(), QLineEdit(), QComboBox()
        self.choice.setAccessibleName("Lembar label")
        self.columns, self.rows = QSpinBox(), QSpinBox()
        self.lengths = {key: _length() for key, _words in _LENGTHS}
        self.view, self.note, self.menu = SheetView(), FieldNote(), QMenu(self)
        for words, *_sides in _PAPERS:
            self.paper.addItem(words)
        self.paper.addItem(_OWN_PAPER)
        for count in (self.columns, self.rows):
            count.setRange(1, MOST_ACROSS)
            count.valueChanged.connect(self._typed)
        for length in self.lengths.values():
            length.valueChanged.connect(self._typed)
        self.name.textChanged.connect(self._typed)
        self.choice.activated.connect(self._show)
        self.paper.activated.connect(self._take_paper)
        self._build()
        self._list(0)

    def sheets(self) -> tuple[LabelSheet, ...]:
        """The sheets as they stand."""
        return tuple(self._sheets)

    # ------------------------------------------------------------------ building

    def _build(self) -> None:
        self.new_button = Button("Lembar baru", Icon.ADD, clicked=self._offer)
        self.away_button = IconButton(Icon.DELETE, "Hapus lembar label ini", clicked=self._remove)
        self.test_button = Button("Cetak uji…", Icon.PRINT, clicked=self._test)
        fields = QGridLayout()
        fields.setHorizontalSpacing(10)
        fields.setVerticalSpacing(6)
        fields.addLayout(labelled("Nama", self.name, required=True), 0, 0, 1, 2)
        fields.addLayout(labelled("Kertas", self.paper), 1, 0, 1, 2)
        places = (
            ("Lebar kertas", self.lengths["paper_width"]), ("Tinggi kertas", self.lengths["paper_height"]),
            ("Kolom", self.columns), ("Baris", self.rows),
            *((words, self.lengths[key]) for key, words in _LENGTHS[:6]),
        )  # fmt: skip
        for turn, (words, field) in enumerate(places):
            fields.addLayout(labelled(words, field), 2 + turn // 2, turn % 2)
        left = QVBoxLayout()
        left.setSpacing(6)
        left.addLayout(fields)
        left.addWidget(self.note)
        left.addStretch(1)
        right = QVBoxLayout()
        right.addWidget(self.view, 1)
        right.addLayout(row(None, self.test_button))
        both = QHBoxLayout()
        both.setSpacing(16)
        both.addLayout(left, 5)
        both.addLayout(right, 4)
        words = (
            "Ukur lembar Anda dengan penggaris, lalu cetak uji pada kertas biasa dan tempelkan pada lembar labelnya."
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 12, 12, 4)
        box.setSpacing(8)
        box.addLayout(row(self.choice, self.new_button, self.away_button, stretch=0))
        box.addWidget(label(words, Role.CAPTION, wrap=True))
        box.addLayout(both, 1)

    # ------------------------------------------------------------------ which sheet

    @property
    def _place(self) -> int:
        return self.choice.currentIndex()

    def _list(self, place: int) -> None:
        self.choice.clear()
        self.choice.addItems([one.name for one in self._sheets])
        self.choice.setCurrentIndex(min(place, len(self._sheets) - 1))
        self.away_button.setEnabled(len(self._sheets) > 1)
        self._show()

    def _show(self) -> None:
        if not 0 <= self._place < len(self._sheets):
            return
        one, self._filling = self._sheets[self._place], True
        self.name.setText(one.name)
        self.columns.setValue(one.columns)
        self.rows.setValue(one.rows)
        for key, length in self.lengths.items():
            length.setValue(getattr(one, key))
        self._filling = False
        self._tell(one)

    def _offer(self) -> None:
        """An empty sheet, or one of those that are sold and not in the list."""
        self.menu.clear()
        self.menu.addAction("Lembar kosong", _adding(self._add, _NEW))
        known = {one.key for one in self._sheets}
        for one in rules.shipped().labels:
            if one.key not in known:
                self.menu.addAction(one.name, _adding(self._add, one))
        self.menu.popup(self.new_button.mapToGlobal(self.new_button.rect().bottomLeft()))

    def _add(self, sheet: LabelSheet) -> None:
        keys = {one.key for one in self._sheets}
        key = sheet.key or next(name for turn in range(1, len(keys) + 2) if (name := f"lembar-{turn}") not in keys)
        self._sheets.append(replace(sheet, key=key))
        self._list(len(self._sheets) - 1)
        self.name.setFocus()
        self.name.selectAll()

    def _remove(self) -> None:
        place = self._place
        del self._sheets[place]
        self._list(max(place - 1, 0))

    # ------------------------------------------------------------------ measures

    def _take_paper(self) -> None:
        for words, width, height in _PAPERS:
            if words == self.paper.currentText():
                self.lengths["paper_width"].setValue(width)
                self.lengths["paper_height"].setValue(height)

    def _typed(self) -> None:
        if self._filling or not self._sheets:
            return
        changed = replace(
            self._sheets[self._place],
            name=" ".join(self.name.text().split()),
            columns=self.columns.value(),
            rows=self.rows.value(),
        )
        for key, length in self.lengths.items():
            changed = replace(changed, **{key: round(length.value(), 1)})  # type: ignore[arg-type]  # all are lengths
        self._sheets[self._place] = changed
        self.choice.setItemText(self._place, changed.name)
        self._tell(changed)

    def _tell(self, sheet: LabelSheet) -> None:
        sides = (sheet.paper_width, sheet.paper_height)
        named = next((turn for turn, (_words, *own) in enumerate(_PAPERS) if tuple(own) == sides), len(_PAPERS))
        self.paper.setCurrentIndex(named)
        self.view.show_sheet(sheet, count=sheet.count)
        wrong = sheet.problems()
        self.test_button.setEnabled(not wrong)
        if wrong:
            self.note.show_problem(" ".join(wrong))
        else:
            self.note.show_hint(f"{sheet.count} label pada selembar")

    def _test(self) -> None:
        shelves, sheet = self._context.workspace.shelves, self._sheets[self._place]

        def show(pdf: bytes) -> None:
            show_paper(self, self._context, pdf, "Cetak uji lembar label", "cetak-uji-label.pdf")

        self._context.runner.query(lambda: shelves.label_test(sheet), show, self._refused, owner=self)

    def _refused(self, error: UserError) -> None:
        said = render(error)
        self.note.show_problem(f"{said.why} {said.do}")


def _adding(add: Callable[[LabelSheet], None], sheet: LabelSheet) -> Callable[[], None]:
    return lambda: add(sheet)


def _length() -> QDoubleSpinBox:
    """A length in millimetres."""
    made = QDoubleSpinBox()
    made.setRange(0, MOST_PAPER)
    made.setDecimals(1)
    made.setSuffix(" mm")
    made.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.NoButtons)
    return made
