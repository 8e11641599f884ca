"""The sections and questions of the form on the left."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidgetItem

from models.forms import edit
from models.forms.spec import Field, FieldKind, FormSpec, Section
from models.forms.words import kind_words
from ui.context import AppContext
from ui.editing.lines import LineList
from ui.icons import Icon
from ui.pages.formedit.desk import FormDesk
from ui.widgets.basics import Button, IconButton, row

_NEW_QUESTION = "Isian baru"
_PLACE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True)
class Place:
    """What a line stands for: a section, or with ``key`` one of its questions."""

    section: int
    key: str = ""


def places(spec: FormSpec) -> list[Place]:
    """The lines from top to bottom."""
    found = []
    for number, section in enumerate(spec.sections):
        found.append(Place(number))
        found += [Place(number, field.key) for field in section.fields]
    return found


def field_words(field: Field) -> str:
    """A question in two lines: its words, and what kind of answer it takes."""
    marks = [
        kind_words(field.kind),
        *(["wajib"] if field.required else []),
        *(["disembunyikan"] if field.hidden else []),
    ]
    return f"    {field.label or '(tanpa pertanyaan)'}\n    {' · '.join(marks)}"


def section_words(section: Section) -> str:
    """A section as its heading."""
    return section.title or "(bagian tanpa judul)"


class Outline(LineList[Place]):
    """The list with its buttons.

    Signals:
        chosen: the ``Place`` that is to be shown.
    """

    chosen = Signal(object)

    def __init__(self, context: AppContext, desk: FormDesk) -> None:
        super().__init__(desk, "Bagian dan isian formulir")
        self._context, self._desk = context, desk
        self._wrong: frozenset[Place] = frozenset()
        self.add_button = Button("Isian", Icon.ADD, clicked=self.add, tip="Tambah isian di bawah ini")
        self.section_button = Button("Bagian", Icon.ADD, clicked=self.add_section, tip="Tambah bagian di bawah ini")
        self.copy_button = IconButton(Icon.COPY, "Gandakan isian", clicked=self.duplicate)
        self.hide_button = IconButton(Icon.HIDE, "Sembunyikan isian", clicked=self.hide_field)
        self.box.addLayout(row(self.add_button, self.section_button, None, spacing=4))
        tools = (self.up_button, self.down_button, self.copy_button, self.hide_button, None, self.remove_button)
        self.box.addLayout(row(*tools, spacing=2))

    # ------------------------------------------------------------------ which line

    @property
    def place(self) -> Place:
        """The chosen line."""
        found = places(self._desk.spec)
        return found[max(0, min(self.list.currentRow(), len(found) - 1))]

    def choose(self, place: Place) -> None:
        """Show this line; for a question that is gone, its section."""
        found = places(self._desk.spec)
        same = [at for at, one in enumerate(found) if one == place or (place.key and one.key == place.key)]
        section = [at for at, one in enumerate(found) if one == Place(place.section)]
        self.list.setCurrentRow((same or section or [0])[0])

    def mark(self, wrong: Iterable[Place]) -> None:
        """Lines with something to put right get a sign."""
        self._wrong = frozenset(wrong)
        self._retell()

    # ------------------------------------------------------------------ verbs

    def add(self) -> None:
        """A new question below the chosen line; its words are asked for at once."""
        place = self.place
        position = edit.place_of(self._desk.spec, place.key)[1] + 1 if place.key else 0
        made: list[str] = []

        def change(spec: FormSpec) -> FormSpec:
            changed, key = edit.add_field(spec, place.section, position, _NEW_QUESTION, FieldKind.TEXT)
            made[:] = [key]
            return changed

        self._desk.do(change)
        if made:
            self.choose(Place(place.section, made[0]))

    def add_section(self) -> None:
        """A new section below the one of the chosen line."""
        at = self.place.section + 1
        self._desk.do(lambda spec: edit.add_section(spec, at))
        self.choose(Place(at))

    def duplicate(self) -> None:
        """The chosen question once more."""
        place = self.place
        if place.key:
            self._desk.do(lambda spec: edit.duplicate_field(spec, place.key)[0])
            self.list.setCurrentRow(self.list.currentRow() + 1)

    def hide_field(self) -> None:
        """No longer ask the chosen question, or ask it again; what depends on it is said before."""
        place = self.place
        if not place.key:
            return
        hidden = self._desk.spec.field(place.key).hidden
        if hidden or self._agreed(place.key, "Sembunyikan"):
            self._desk.do(lambda spec: edit.change_field(spec, place.key, hidden=not hidden))
            self.choose(place)

    def shift(self, way: int) -> None:
        place = self.place
        if place.key:
            self._desk.do(lambda spec: edit.shift_field(spec, place.key, way))
            self.choose(Place(*_found(self._desk.spec, place.key)))
        elif 0 <= place.section + way < len(self._desk.spec.sections):
            self._desk.do(lambda spec: edit.move_section(spec, place.section, place.section + way))
            self.choose(Place(place.section + way))

    def remove(self) -> None:
        """Without the chosen line. What depends on a question is said before."""
        place, at = self.place, self.list.currentRow()
        if not place.key:
            self._desk.do(lambda spec: edit.remove_section(spec, place.section))
        elif self._agreed(place.key, "Hapus"):
            self._desk.do(lambda spec: edit.remove_field(spec, place.key))
        self.list.setCurrentRow(min(at, self.list.count() - 1))

    def _agreed(self, key: str, verb: str) -> bool:
        """Whether the person wants it although something depends on the question."""
        sheet = self._desk.sheet
        sentences = [*edit.depending(self._desk.spec, key), *(sheet.outside.get(key, ()) if sheet else ())]
        if not sentences:
            return True
        question = f"{verb} “{self._desk.spec.field(key).label}”?"
        what = "ikut hilang" if verb == "Hapus" else "tidak berjalan lagi"
        words = f"Yang bergantung pada isian ini {what} atau menjadi kosong:\n" + "\n".join(sentences)
        return self._context.notify.ask(question, words, verb, kind="danger")

    def moved(self, start: int, to: int) -> None:
        before = [self.list.item(number).data(_PLACE) for number in range(to)]
        moved: Place = self.list.item(to).data(_PLACE)
        headings = [number for number, one in enumerate(before) if not one.key]
        if moved.key:
            section = before[headings[-1]].section if headings else 0
            position = to - headings[-1] - 1 if headings else 0
            self._desk.do(lambda spec: edit.move_field(spec, moved.key, section, position))
        else:
            self._desk.do(lambda spec: edit.move_section(spec, moved.section, len(headings)))
        if not moved.key or self._desk.spec.fields:
            self._show()
        self.choose(moved if moved.key else Place(len(headings)))

    # ------------------------------------------------------------------ showing

    def lines(self) -> list[Place]:
        return places(self._desk.spec)

    def tell(self, at: int, line: Place, item: QListWidgetItem) -> None:
        spec = self._desk.spec
        field = spec.field(line.key) if line.key else None
        words = field_words(field) if field else section_words(spec.sections[line.section])
        sign = Icon.HIDE if field and field.hidden else None
        self.say(item, words, wrong=line in self._wrong, sign=sign, heading=field is None)
        item.setData(_PLACE, line)
        item.setToolTip(words.strip() if field else "")

    def arrive(self) -> None:
        place, count = self.place, len(self._desk.spec.sections)
        at, last = self.list.currentRow(), self.list.count() - 1
        self.up_button.setEnabled(at > 1 if place.key else place.section > 0)
        self.down_button.setEnabled(
            place.section < count - 1 if not place.key else at < last or place.section < count - 1
        )
        for button in (self.copy_button, self.hide_button):
            button.setEnabled(bool(place.key))
        self.remove_button.setEnabled(bool(place.key) or count > 1)
        hidden = bool(place.key) and self._desk.spec.field(place.key).hidden
        self.hide_button.setToolTip("Tampilkan lagi" if hidden else "Sembunyikan isian")
        self.hide_button.setAccessibleName("Tampilkan lagi" if hidden else "Sembunyikan isian")
        self.chosen.emit(self.place)


def _found(spec: FormSpec, key: str) -> tuple[int, str]:
    return edit.place_of(spec, key)[0], key
