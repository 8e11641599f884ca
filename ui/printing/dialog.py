"""Cetak: which printer, how many, on what paper, one or both sides, and which part of the letter."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QComboBox, QSpinBox, QWidget

from ui.icons import Icon
from ui.printing import printers
from ui.printing.job import Sides
from ui.printing.papers import PAPERS, paper_name, paper_words
from ui.widgets.basics import row
from ui.widgets.dialog import CANCEL, Choice, Face, MessageDialog
from ui.widgets.fields import FieldNote, labelled

#: What may be printed instead of a paper the printer does not have.
OTHERS = ("A4", "Legal")
WHOLE, OPEN, CLOSED = "semua", "terbuka", "lampiran"
_PARTS = {
    WHOLE: "Seluruh surat",
    OPEN: "Tanpa lampiran tertutup (untuk tembusan)",
    CLOSED: "Lampiran tertutup saja",
}


@dataclass(frozen=True)
class Subject:
    """What is to be printed.

    Attributes:
        size: of its pages, in millimetres.
        copies: proposed; ``both_sides``: meant for both sides of one sheet.
        annex: it has a closed annex that may be left out or printed alone.
        count: so many papers are printed one after the other.
    """

    size: tuple[float, float]
    copies: int = 1
    pages: int = 1
    both_sides: bool = False
    annex: bool = False
    count: int = 1


class PrintDialog(MessageDialog):
    """Asks how to print.

    Attributes:
        printer, copies, paper, sides, part, sharpness: the fields; those that do not matter are hidden.
        asked: the person has chosen the paper themselves.
    """

    def __init__(
        self, parent: QWidget, names: list[str], usual: str, subject: Subject, remembered: dict[str, str]
    ) -> None:
        """``remembered``: names of the papers chosen before, by ``memory_key``."""
        choices = (CANCEL, Choice("ok", "Cetak", "primary", Icon.PRINT))
        words = f"Masukkan kertas {paper_words(*subject.size)} ke printer."
        if subject.count > 1:
            words = f"{subject.count} surat akan dicetak."
        super().__init__(parent, Face(Icon.PRINT, "primary"), "Cetak", (words,), choices)
        self._size, self._remembered = subject.size, remembered
        self.asked = False
        self.printer, self.copies, self.sharpness = QComboBox(), QSpinBox(), QComboBox()
        self.paper, self.sides, self.part = QComboBox(), QComboBox(), QComboBox()
        self.note = FieldNote()
        self.printer.addItems(names)
        self.printer.setCurrentText(usual)
        self.copies.setRange(1, 99)
        self.copies.setValue(subject.copies)
        self.sharpness.addItem("Biasa (300 dpi)", 300)
        self.sharpness.addItem("Halus, untuk huruf kecil (600 dpi)", 600)
        self._fill_papers()
        self._fields(subject)
        self.printer.currentIndexChanged.connect(self._changed)
        self.paper.activated.connect(self._chosen)
        self._changed()
        self.buttons["ok"].setDefault(True)
        self.printer.setFocus()

    def _fill_papers(self) -> None:
        own = paper_name(*self._size)
        self.paper.addItem(f"{paper_words(*self._size)}, ukuran sebenarnya", self._size)
        for name in OTHERS:
            if name != own:
                smaller = "diperkecil" if PAPERS[name][1] < max(self._size) else "ukuran sebenarnya"
                self.paper.addItem(f"{paper_words(*PAPERS[name])}, {smaller}", PAPERS[name])

    def _fields(self, subject: Subject) -> None:
        self.sides.addItem("Satu muka", Sides.ONE)
        self.sides.addItem("Bolak-balik", Sides.BOTH)
        self.sides.setCurrentIndex(1 if subject.both_sides else 0)
        for key, words in _PARTS.items():
            self.part.addItem(words, key)
        self.inside.addLayout(labelled("Printer", self.printer))
        self.inside.addWidget(self.note)
        self.inside.addLayout(labelled("Kertas di printer", self.paper))
        turned = subject.pages > 1 or subject.both_sides
        for words, field, shown in (("Bagian", self.part, subject.annex), ("Sisi kertas", self.sides, turned)):
            if shown:
                self.inside.addLayout(labelled(words, field))
            else:
                field.setParent(self)
                field.hide()
        pair = row(spacing=12)
        pair.addLayout(labelled("Jumlah rangkap", self.copies), 1)
        pair.addLayout(labelled("Ketajaman", self.sharpness), 2)
        self.inside.addLayout(pair)

    # ------------------------------------------------------------------ what was chosen

    @property
    def name(self) -> str:
        """The printer."""
        return self.printer.currentText()

    @property
    def chosen_paper(self) -> tuple[float, float]:
        """Width and height in millimetres of what lies in the printer."""
        width, height = self.paper.currentData()
        return width, height

    @property
    def chosen_sides(self) -> Sides:
        """How the sides are used by this printer."""
        wanted = Sides(self.sides.currentData())
        return Sides.BY_HAND if wanted is Sides.BOTH and not printers.prints_both_sides(self.name) else wanted

    def mismatch(self) -> str:
        """What does not fit between the letter's paper and the printer, as a sentence; "" if nothing is known to."""
        own, words = paper_name(*self._size), paper_words(*self._size)
        if not printers.knows_paper(self.name, own):
            return f"Printer ini tidak mengenal kertas {words}."
        loaded = printers.loaded_paper(self.name)
        if loaded and loaded != own:
            return f"Printer ini diatur untuk kertas {paper_words(*PAPERS[loaded])}, surat ini {words}."
        return ""

    def memory_key(self) -> str:
        """Under which the paper chosen for this printer and size is remembered."""
        return f"{self.name}|{paper_name(*self._size)}"

    def _changed(self) -> None:
        """Another printer: the paper chosen for it before, and what to see to."""
        self.asked = False
        before = self._remembered.get(self.memory_key(), "")
        place = next((n for n in range(self.paper.count()) if paper_name(*self.paper.itemData(n)) == before), 0)
        self.paper.setCurrentIndex(place)
        if words := self.mismatch():
            self.note.show_warning(words)
        else:
            self.note.clear()
        turning = "" if printers.prints_both_sides(self.name) else " (kertas dibalik dengan tangan)"
        self.sides.setItemText(1, f"Bolak-balik{turning}")

    def _chosen(self) -> None:
        self.asked = True
