"""The chosen question in full: its words, the kind of its answer, its rules, and the fact it fills."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QCheckBox, QGridLayout, QSpinBox, QWidget

from models.forms import edit
from models.forms.fields import ANSWERS_OF, CHOICES, LISTED, LONGEST_LABEL, NUMBERS, SERVICES
from models.forms.spec import Field, FieldKind, Width
from models.forms.values import ANSWERS
from models.forms.words import KIND_WORDS
from ui.editing.parts import Line, Lines, Pick
from ui.pages.formedit.columns_box import ColumnsBox
from ui.pages.formedit.desk import FormDesk
from ui.pages.formedit.options_box import OptionsBox
from ui.pages.formedit.rules_box import RulesBox
from ui.theme import Role
from ui.widgets.basics import ScrollColumn, label, line, row
from ui.widgets.fields import FieldNote, labelled

_MOST_ROWS = 40
_WIDTHS = ((Width.FULL, "Selebar halaman"), (Width.HALF, "Setengah, berdua sebaris"))
_NONE: tuple[object, str] = ("", "Tidak ada")
_DAYS = (_NONE, ("hari ini", "Hari ini"), ("kemarin", "Kemarin"))
#: Ticks of a question: attribute and words.
_FLAGS = (
    ("required", "Wajib diisi"),
    ("hidden", "Disembunyikan: tidak ditanyakan dan tidak dicetak"),
    ("allow_other", "Boleh menulis jawaban lain"),
    ("categorised", "Tampilkan kategori Simfoni PPA"),
    ("past_only", "Tanggal tidak boleh di depan"),
    ("read_only", "Hanya dibaca: diambil dari kasus"),
)


class FieldForm(ScrollColumn):
    """The form of one question; what is typed changes the draft at once."""

    def __init__(self, desk: FormDesk) -> None:
        super().__init__(spacing=10, margins=(2, 10, 10, 10))
        self._desk = desk
        self.words = Lines("Pertanyaan", height=2)
        self.words_note = FieldNote()
        self.kind, self.width_pick = Pick("Jenis jawaban"), Pick("Lebar")
        self.help = Lines("Petunjuk", height=2)
        self.flags = {name: QCheckBox(words) for name, words in _FLAGS}
        self.low, self.high = Line("Angka terkecil"), Line("Angka terbesar")
        self.rows = QSpinBox()
        self.rows.setRange(1, _MOST_ROWS)
        self.rows.setAccessibleName("Banyaknya baris di kertas")
        self.proposal = Pick("Jawaban usulan")
        self.meaning, self.service = Pick("Fakta kasus yang diisi"), Pick("Persetujuan untuk layanan")
        self.options, self.columns, self.rules = OptionsBox(desk), ColumnsBox(desk), RulesBox(desk)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.body.addWidget(label("Isian", Role.SUBTITLE))
        self.body.addLayout(labelled("Pertanyaan", self.words, required=True))
        self.body.addWidget(self.words_note)
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.addLayout(labelled("Jenis jawaban", self.kind, required=True), 0, 0)
        grid.addLayout(labelled("Lebar", self.width_pick), 0, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.body.addLayout(grid)
        for name in ("required", "hidden", "past_only", "allow_other"):
            self.body.addWidget(self.flags[name])
        self.body.addLayout(labelled("Petunjuk", self.help))
        bounds = row(spacing=14)
        bounds.addLayout(labelled("Angka terkecil", self.low))
        bounds.addLayout(labelled("Angka terbesar", self.high))
        self._bounds = QWidget()
        self._bounds.setLayout(bounds)
        self._rows_box, self._proposal_box = QWidget(), QWidget()
        self._rows_box.setLayout(labelled("Banyaknya baris di kertas", self.rows))
        self._proposal_box.setLayout(labelled("Jawaban usulan", self.proposal))
        for part in (self._bounds, self.options, self.flags["categorised"], self.columns):
            self.body.addWidget(part)
        for part in (self._rows_box, self._proposal_box, line(), self.rules, line()):
            self.body.addWidget(part)
        self._meaning_box = QWidget()
        self._meaning_box.setLayout(labelled("Fakta kasus yang diisi", self.meaning))
        self.body.addWidget(self._meaning_box)
        self._service_box = QWidget()
        self._service_box.setLayout(labelled("Persetujuan untuk layanan", self.service))
        self.body.addWidget(self._service_box)
        self.body.addWidget(self.flags["read_only"])
        self.body.addStretch(1)

    def _connect(self) -> None:
        self.words.typed.connect(self._renamed)
        self.help.typed.connect(lambda words: self._desk.type_into("petunjuk", help=words))
        self.kind.picked.connect(lambda kind: self._desk.change(kind=FieldKind(kind)))
        self.width_pick.picked.connect(lambda width: self._desk.change(width=Width(width)))
        for name, flag in self.flags.items():
            flag.clicked.connect(lambda on, name=name: self._desk.change(**{name: bool(on)}))
        for bound in (self.low, self.high):
            bound.editingFinished.connect(self._bounded)
        self.rows.valueChanged.connect(lambda count: self._desk.type_into("baris", rows=count))
        self.proposal.picked.connect(lambda value: self._desk.change(default=value or None))
        self.meaning.picked.connect(lambda fact: self._desk.change(meaning=str(fact)))
        self.service.picked.connect(lambda key: self._desk.change(service=str(key)))

    def show_field(self, key: str) -> None:
        """Show a question; a field in which its words stand already is left alone."""
        self._desk.key = key
        field = self._desk.field
        self.words.show_text(field.label)
        self.help.show_text(field.help)
        self._tell_length(field)
        self.kind.offer(KIND_WORDS.items(), field.kind)
        self.width_pick.offer(_WIDTHS, field.width)
        for name, flag in self.flags.items():
            flag.setChecked(getattr(field, name))
        self._show_parts(field)
        self.rules.show_field(field)
        facts = self._desk.sheet.facts if self._desk.sheet else ()
        self.meaning.offer([_NONE, *((fact.key, fact.label) for fact in facts)], field.meaning)
        services = self._desk.lists.get(SERVICES)
        offer = [(one.key, one.label) for one in services.options if not one.hidden] if services else []
        self.service.offer([_NONE, *offer], field.service)

    def focus_first(self) -> None:
        """Put the cursor where a question begins."""
        self.words.setFocus()
        self.words.selectAll()

    def _show_parts(self, field: Field) -> None:
        """What this kind of question has."""
        kind, choosing = field.kind, field.kind in CHOICES
        note = kind is FieldKind.NOTE
        shown = {
            self.flags["required"]: not note,
            self.flags["past_only"]: kind is FieldKind.DATE,
            self.flags["allow_other"]: choosing,
            self.flags["categorised"]: choosing and bool(field.listed),
            self.flags["read_only"]: not note,
            self._bounds: kind in NUMBERS,
            self.options: kind in LISTED,
            self.columns: kind is FieldKind.TABLE,
            self._rows_box: kind in (FieldKind.TABLE, FieldKind.LONG_TEXT),
            self._meaning_box: not note,
            self._service_box: kind in ANSWERS_OF and SERVICES in self._desk.lists,
        }
        for part, wanted in shown.items():
            part.setVisible(wanted)
        if kind in LISTED:
            self.options.show_field(field)
        if kind is FieldKind.TABLE:
            self.columns.show_field(field)
        for bound, number in ((self.low, field.minimum), (self.high, field.maximum)):
            bound.show_text("" if number is None else str(number))
        blocked = QSignalBlocker(self.rows)
        self.rows.setValue(field.rows)
        blocked.unblock()
        proposals = self._proposals(field)
        self._proposal_box.setVisible(bool(proposals))
        self.proposal.offer(proposals, "" if field.default is None else field.default)

    def _proposals(self, field: Field) -> list[tuple[object, str]]:
        if field.kind is FieldKind.DATE:
            return list(_DAYS)
        if field.kind is FieldKind.CHOICE:
            return [_NONE, *((option.key, option.label) for option in field.options if not option.hidden)]
        if field.kind in ANSWERS_OF:
            return [_NONE, *((answer, ANSWERS[answer]) for answer in ANSWERS_OF[field.kind])]
        return []

    def _renamed(self, words: object) -> None:
        self._desk.rename(str(words))
        self._tell_length(self._desk.field)

    def _tell_length(self, field: Field) -> None:
        over = len(field.label) - LONGEST_LABEL
        if over > 0 and field.kind is not FieldKind.NOTE:
            self.words_note.show_problem(f"Paling panjang {LONGEST_LABEL} huruf; kelebihan {over}.")
        else:
            self.words_note.clear()

    def _bounded(self) -> None:
        """What can be read as numbers; what cannot goes back to what stood there."""
        numbers = {}
        for name, bound in (("minimum", self.low), ("maximum", self.high)):
            text = bound.text().strip().replace(".", "")
            digits = text.removeprefix("-")
            if text and not (digits.isascii() and digits.isdigit() and len(digits) <= 15):
                bound.show_text("")
                text = ""
            numbers[name] = int(text) if text else None
        self._desk.change(**numbers)


class SectionForm(ScrollColumn):
    """The form of one section."""

    def __init__(self, desk: FormDesk) -> None:
        super().__init__(spacing=10, margins=(2, 10, 10, 10))
        self._desk = desk
        self._position = 0
        self.title, self.short = Line("Judul bagian"), Line("Nama singkat")
        self.intro = Lines("Pengantar", height=2)
        self.body.addWidget(label("Bagian", Role.SUBTITLE))
        self.body.addLayout(labelled("Judul bagian", self.title, required=True))
        self.body.addLayout(labelled("Nama singkat, untuk daftar bagian di samping formulir", self.short))
        self.body.addLayout(labelled("Pengantar, dibaca petugas di bawah judul", self.intro))
        self.body.addStretch(1)
        for name in ("title", "short", "intro"):
            getattr(self, name).typed.connect(partial(self._typed, name))

    def show_section(self, position: int) -> None:
        """Show a section; a field in which its words stand already is left alone."""
        self._position = position
        section = self._desk.spec.sections[position]
        for name in ("title", "short", "intro"):
            getattr(self, name).show_text(getattr(section, name))

    def focus_first(self) -> None:
        """Put the cursor where a section begins."""
        self.title.setFocus()
        self.title.selectAll()

    def _typed(self, name: str, words: str) -> None:
        position = self._position
        self._desk.type(lambda spec: edit.change_section(spec, position, **{name: words}), f"bagian {position} {name}")
