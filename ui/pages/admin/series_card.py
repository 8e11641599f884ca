"""One number series as its settings show it: pattern, beginning, unit, what secret letters do, a live example."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QSpinBox

from models.domain.posts import CASE_SERIES, NOT_OF_LETTERS
from models.logbook import numbering
from models.logbook.numbering import NumberParts
from models.settings.office import DEFAULT_PATTERNS, NumberPattern
from ui import theme
from ui.icons import Icon
from ui.theme import Role
from ui.widgets.basics import Button, Card, label, restyle, row
from ui.widgets.fields import labelled

#: What an example quotes where the pattern asks for it.
_CODE, _KIND = "800.1.11.1", "PJK"


class SeriesCard(Card):
    """One series. Those of the office's own have a name that can be changed, and go again while they are unused.

    Attributes:
        own: the office made this series.
    """

    def __init__(self, series: str) -> None:
        super().__init__("flat", margins=(14, 10, 14, 10), spacing=6)
        self.series, self.own = series, series not in DEFAULT_PATTERNS
        self._unit, self._next = "", 1
        self._day = date.min
        self._title = label("", Role.STRONG)
        self.name = QLineEdit()
        self.name.setAccessibleName("Nama seri")
        self.list_button = Button("Daftar nomor…", Icon.PDF)
        self.book_button = Button("Lanjutkan buku kertas…", Icon.LOGBOOK)
        self.remove_button = Button("Hapus seri", Icon.DELETE)
        self.pattern, self.unit = QLineEdit(), QLineEdit()
        self.start = QSpinBox()
        self.start.setRange(1, numbering.LARGEST)
        self.start.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self.start.setFixedWidth(theme.current().px(110))
        self.unit.setFixedWidth(theme.current().px(150))
        self.secret = QComboBox()
        self.example = label("", Role.CAPTION, wrap=True)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.addLayout(labelled("Pola", self.pattern), 0, 0)
        grid.addLayout(labelled("Kode unit", self.unit), 0, 1)
        grid.addLayout(labelled("Mulai dari", self.start), 0, 2)
        grid.setColumnStretch(0, 1)
        self.body.addLayout(row(self._title, self.name, None, self.remove_button, self.book_button, self.list_button))
        self.body.addLayout(grid)
        if series not in NOT_OF_LETTERS:
            self.body.addLayout(labelled("Surat rahasia dinomori dalam", self.secret))
        self.body.addWidget(self.example)
        self._title.setVisible(not self.own)
        self.name.setVisible(self.own)
        for edit in (self.pattern, self.unit):
            edit.textChanged.connect(lambda _text: self.show_example())
        self.start.valueChanged.connect(lambda _number: self.show_example())

    def fill(self, pattern: NumberPattern, unit: str, day: date, following: int, *, begun: bool) -> None:
        """Show a series; once it has given numbers its start is history."""
        self._unit, self._day, self._next = unit, day, following
        words = pattern.label or self.series
        self._title.setText(words)
        self.name.setText(words)
        for widget, name in (
            (self.pattern, "Pola nomor"),
            (self.list_button, "Daftar nomor"),
            (self.start, "Nomor awal"),
            (self.unit, "Kode unit"),
            (self.secret, "Seri surat rahasia"),
            (self.book_button, "Lanjutkan buku kertas"),
        ):
            widget.setAccessibleName(f"{name} {words}")
        self.pattern.setText(pattern.pattern)
        self.unit.setText(pattern.unit)
        self.unit.setPlaceholderText(unit)
        self.start.setValue(pattern.start)
        self.start.setEnabled(not begun)
        self.start.setToolTip("Nomor seri ini sudah dipakai, jadi awalnya tidak dapat diubah lagi." if begun else "")
        self.book_button.setVisible(begun and self.series != CASE_SERIES)
        self.remove_button.setVisible(self.own and not begun)
        self.show_example()

    def offer_secret(self, others: dict[str, str], chosen: str) -> None:
        """Let secret letters be counted in another series: key and name of each."""
        self.secret.clear()
        self.secret.addItem("Seri ini juga", "")
        for series, words in others.items():
            if series not in (self.series, *NOT_OF_LETTERS):
                self.secret.addItem(words, series)
        self.secret.setCurrentIndex(max(self.secret.findData(chosen), 0))

    def made(self) -> NumberPattern:
        """The series as it stands in the fields."""
        return NumberPattern(
            pattern=self.pattern.text().strip(),
            start=self.start.value(),
            label=(self.name.text() if self.own else self._title.text()).strip(),
            unit=self.unit.text().strip(),
            secret=str(self.secret.currentData() or ""),
        )

    def problem(self) -> str:
        """What is wrong with the pattern, "" if it can be used."""
        if self.own and not self.name.text().strip():
            return "Beri nama seri ini."
        return next(iter(numbering.problems(self.pattern.text().strip())), "")

    def show_example(self) -> None:
        """Show the number that would be given next, or what is to be corrected."""
        problem = self.problem()
        restyle(self.example, tone="danger" if problem else None)
        self.pattern.setProperty("invalid", bool(problem))
        restyle(self.pattern, invalid=bool(problem))
        if problem:
            self.example.setText(problem)
            return
        sequence = self.start.value() if self.start.isEnabled() else self._next
        unit = self.unit.text().strip() or self._unit
        parts = NumberParts(sequence, self._day, _CODE, unit, "biasa", _KIND)
        number = numbering.format_number(self.pattern.text().strip(), parts)
        self.example.setText(f"Nomor berikutnya akan tertulis {number}")
