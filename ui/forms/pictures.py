"""Photos and scans that answer a question: chosen from a file, kept encrypted with the case, shown small."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from models.forms.spec import Field, Value
from models.services.forms.form_pictures import Picture
from ui import theme
from ui.forms import tab_order
from ui.forms.editor import Editor, Surroundings
from ui.icons import Icon
from ui.theme import Role
from ui.widgets.basics import Button, IconButton, label, row
from ui.widgets.layouts import refill

_SIDE = 96
_NO_CASE = "Foto dan pindaian dapat dilampirkan sesudah kasus dibuka."


class PictureEditor(Editor):
    """The pictures in their order. Taking one out of the form leaves its file among the documents of the case."""

    def __init__(self, field: Field, around: Surroundings) -> None:
        super().__init__(field, around)
        self._keys: list[str] = []
        self._known: dict[str, Picture] = {}
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        self.body.addLayout(self._rows)
        self.adder = Button("Lampirkan foto atau pindaian…", Icon.IMAGE, clicked=self._choose)
        self.adder.setEnabled(around.pictures is not None)
        self.body.addLayout(row(self.adder, None))
        self.watch(self.adder, name=f"{field.label}: lampirkan foto atau pindaian")

    def value(self) -> Value | None:
        return list(self._keys) or None

    def set_value(self, value: Value | None) -> None:
        self._keys = [str(entry) for entry in value] if isinstance(value, list) else []
        self._show()
        unknown = [key for key in self._keys if key not in self._known]
        if unknown and self.around.pictures is not None:
            self.around.pictures.look(unknown, self._have)

    def hint(self) -> str:
        return _NO_CASE if self.around.pictures is None else ""

    def set_invalid(self, invalid: bool) -> None:
        """The message below says it."""

    def takes_enter(self, _widget: object) -> bool:
        return True  # Enter on the button presses it

    def stops(self) -> list[QWidget]:
        rows = [self._rows.itemAt(at).widget() for at in range(self._rows.count())]
        return [*(stop for one in rows for stop in tab_order.stops(one)), self.adder]

    def _choose(self) -> None:
        if self.around.pictures is not None:
            self.around.pictures.add(self.field.label, self._added)

    def _added(self, picture: Picture) -> None:
        self._known[picture.key] = picture
        self._keys.append(picture.key)
        self._show()
        self.changed.emit()

    def _have(self, pictures: Sequence[Picture]) -> None:
        self._known |= {picture.key: picture for picture in pictures}
        self._show()

    def _remove(self, key: str) -> None:
        self._keys.remove(key)
        self._show()
        self.adder.setFocus()
        self.changed.emit()

    def _show(self) -> None:
        refill(self._rows, (self._row(number, key) for number, key in enumerate(self._keys, 1)))

    def _row(self, number: int, key: str) -> QWidget:
        picture = self._known.get(key)
        name = f"Gambar {number}" + (f": {picture.title}" if picture else "")
        shown = QLabel()
        pixmap = QPixmap()
        if picture and picture.image and pixmap.loadFromData(picture.image):
            side = theme.current().px(_SIDE)
            smooth = Qt.TransformationMode.SmoothTransformation
            shown.setPixmap(pixmap.scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio, smooth))
        shown.setAccessibleName(name)
        made = QWidget()
        remove = IconButton(Icon.CLOSE, f"Keluarkan gambar {number}", clicked=partial(self._remove, key))
        made.setLayout(row(shown, label(name, Role.BODY, wrap=True), remove, stretch=1))
        return made
