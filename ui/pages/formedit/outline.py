"""The sections and questions of the form on the left: choose, move by dragging, by buttons or by Alt and an arrow."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFont, QIcon, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from models.forms import edit
from models.forms.spec import Field, FieldKind, FormSpec, Section
from models.forms.words import kind_words
from ui import icons
from ui.context import AppContext
from ui.icons import Icon
from ui.pages.formedit.desk import FormDesk
from ui.widgets.basics import Button, Card, IconButton, row

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


class _Lines(QListWidget):
    """The list itself: Alt and an arrow moves a line, Del takes it away.

    Signals:
        shifted: -1 for up, 1 for down.
        removed: the line is no longer wanted.
    """

    shifted = Signal(int)
    removed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        way = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if way is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.shifted.emit(way)
        elif event.key() == Qt.Key.Key_Delete:
            self.removed.emit()
        else:
            super().keyPressEvent(event)


class Outline(QWidget):
    """The list with its buttons.

    Signals:
        chosen: the ``Place`` that is to be shown.
    """

    chosen = Signal(object)

    def __init__(self, context: AppContext, desk: FormDesk) -> None:
        super().__init__()
        self._context, self._desk = context, desk
        self._wrong: frozenset[Place] = frozenset()
        self.list = _Lines()
        self.list.setAccessibleName("Bagian dan isian formulir")
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.list.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.list.model().rowsMoved.connect(self._dragged)
        self.list.currentRowChanged.connect(self._choose)
        self.list.shifted.connect(self.shift)
        self.list.removed.connect(self.remove)
        self._build()
        desk.rebuilt.connect(self._show)
        desk.changed.connect(self._retell)

    def _build(self) -> None:
        self.add_button = Button("Isian", Icon.ADD, clicked=self.add, tip="Tambah isian di bawah ini")
        self.section_button = Button("Bagian", Icon.ADD, clicked=self.add_section, tip="Tambah bagian di bawah ini")
        self.copy_button = IconButton(Icon.COPY, "Gandakan isian", clicked=self.duplicate)
        self.hide_button = IconButton(Icon.HIDE, "Sembunyikan isian", clicked=self.hide_field)
        self.up_button = IconButton(Icon.UP, "Naikkan (Alt+Panah atas)", clicked=lambda: self.shift(-1))
        self.down_button = IconButton(Icon.DOWN, "Turunkan (Alt+Panah bawah)", clicked=lambda: self.shift(1))
        self.remove_button = IconButton(Icon.DELETE, "Hapus", clicked=self.remove)
        framed = Card(margins=(5, 5, 5, 5), spacing=0)
        framed.body.addWidget(self.list)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 10, 0, 4)
        box.setSpacing(6)
        box.addWidget(framed, 1)
        box.addLayout(row(self.add_button, self.section_button, None, spacing=4))
        tools = (self.up_button, self.down_button, self.copy_button, self.hide_button, None, self.remove_button)
        box.addLayout(row(*tools, spacing=2))

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
        """The chosen line one place up or down."""
        place = self.place
        if place.key:
            self._desk.do(lambda spec: edit.shift_field(spec, place.key, way))
            self.choose(Place(*_found(self._desk.spec, place.key)))
        elif 0 <= place.section + way < len(self._desk.spec.sections):
            self._desk.do(lambda spec: edit.move_section(spec, place.section, place.section + way))
            self.choose(Place(place.section + way))

    def remove(self) -> None:
        """Without the chosen line; it can be taken back. What depends on a question is said before."""
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

    def _dragged(self, _parent: QModelIndex, start: int, _end: int, _to: QModelIndex, row_: int) -> None:
        at = row_ - 1 if row_ > start else row_
        before = [self.list.item(number).data(_PLACE) for number in range(at)]
        moved: Place = self.list.item(at).data(_PLACE)
        headings = [number for number, one in enumerate(before) if not one.key]
        if moved.key:
            section = before[headings[-1]].section if headings else 0
            position = at - headings[-1] - 1 if headings else 0
            self._desk.do(lambda spec: edit.move_field(spec, moved.key, section, position))
        else:
            self._desk.do(lambda spec: edit.move_section(spec, moved.section, len(headings)))
        if not moved.key or self._desk.spec.fields:
            self._show()
        self.choose(moved if moved.key else Place(len(headings)))

    # ------------------------------------------------------------------ showing

    def _choose(self, at: int) -> None:
        if at >= 0:
            self._enable()
            self.chosen.emit(self.place)

    def _show(self) -> None:
        at = max(0, self.list.currentRow())
        found = places(self._desk.spec)
        blocked = QSignalBlocker(self.list)
        self.list.clear()
        for _place in found:
            self.list.addItem(QListWidgetItem())
        self.list.setCurrentRow(min(at, len(found) - 1))
        blocked.unblock()
        self._retell()
        self._enable()
        self.chosen.emit(self.place)

    def _retell(self) -> None:
        """Words and signs of the lines as they are now."""
        spec = self._desk.spec
        for at, place in enumerate(places(spec)[: self.list.count()]):
            item, wrong = self.list.item(at), place in self._wrong
            words = field_words(spec.field(place.key)) if place.key else section_words(spec.sections[place.section])
            item.setText(words)
            item.setData(_PLACE, place)
            font = QFont(self.list.font())
            font.setBold(not place.key)
            item.setFont(font)
            hidden = bool(place.key) and spec.field(place.key).hidden
            sign = Icon.PROBLEM if wrong else Icon.HIDE if hidden else None
            item.setIcon(icons.icon(sign, "danger" if wrong else "muted") if sign else QIcon())
            spoken = ", ".join(part.strip() for part in words.split("\n"))
            kind = "" if place.key else "Bagian "
            said = f"{kind}{spoken}{', ada masalah' if wrong else ''}"
            item.setData(Qt.ItemDataRole.AccessibleTextRole, said)
            item.setToolTip(words.strip() if place.key else "")

    def _enable(self) -> None:
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


def _found(spec: FormSpec, key: str) -> tuple[int, str]:
    return edit.place_of(spec, key)[0], key
