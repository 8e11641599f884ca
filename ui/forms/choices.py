"""Editors that choose: yes/no, one of a few, one of many, a scale, a person, several persons."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from models.forms.spec import Field, FieldKind, Option, Value
from models.forms.values import ANSWERS, clean_text
from ui.forms import tab_order
from ui.forms.editor import Editor, Surroundings
from ui.forms.lines import IntegerEditor
from ui.forms.one_of import OneOf, short
from ui.icons import Icon
from ui.theme import Role
from ui.widgets.basics import IconButton, label, restyle
from ui.widgets.layouts import refill

_NONE = "Pilih"
_LONGEST_PLAIN_LIST = 12
_SCALE_FROM, _SCALE_TO, _LONGEST_SCALE = 1, 10, 11
_OTHER = "\0lainnya"


class OneOfEditor(Editor):
    """One of a few options that are all in sight."""

    def __init__(self, field: Field, around: Surroundings, options: Sequence[Option], *, segmented: bool) -> None:
        super().__init__(field, around)
        stacked = not segmented and sum(len(option.full) for option in options) > 60
        self.one = OneOf(options, segmented=segmented, stacked=stacked)
        self.body.addWidget(self.one)
        for button, option in zip(self.one.buttons, options, strict=True):
            self.watch(button, name=f"{field.label}: {option.full}")
        self.one.chosen.connect(self.changed)
        if not self.inline:
            # The group takes the width it is given and stands upright where that is too little.
            self.one.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self.inline:
            self.one.fit(event.size().width())

    def value(self) -> Value | None:
        return self.one.key() or None

    def set_value(self, value: Value | None) -> None:
        self.one.set_key("ya" if value is True else "" if value is None else str(value))

    def focus_target(self) -> QWidget:
        return next(button for button in self.one.buttons if button.focusPolicy() == Qt.FocusPolicy.StrongFocus)

    def set_invalid(self, invalid: bool) -> None:
        """The message below says it; a group has no frame of its own."""


class AnswerEditor(OneOfEditor):
    """Yes or no, and "I do not know" where that is an answer."""

    inline = True

    def __init__(self, field: Field, around: Surroundings) -> None:
        keys = ("ya", "tidak") if field.kind is FieldKind.YES_NO else tuple(ANSWERS)
        super().__init__(field, around, tuple(Option(key, ANSWERS[key]) for key in keys), segmented=True)


class ScaleEditor(OneOfEditor):
    """A figure on a scale."""

    def __init__(self, field: Field, around: Surroundings) -> None:
        low = _SCALE_FROM if field.minimum is None else field.minimum
        high = _SCALE_TO if field.maximum is None else field.maximum
        figures = tuple(Option(str(figure), str(figure)) for figure in range(low, high + 1))
        super().__init__(field, around, figures, segmented=True)

    def value(self) -> Value | None:
        return int(self.one.key()) if self.one.key() else None


class ComboEditor(Editor):
    """One of many; typing finds it anywhere in its words, and the only one found is taken on leaving.

    With ``allow_other`` any text will do and stays as it was typed.
    """

    def __init__(self, field: Field, around: Surroundings, options: Sequence[Option]) -> None:
        super().__init__(field, around)
        self._options = list(options)
        self.combo = QComboBox()
        self.combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.combo.setMinimumContentsLength(12)
        self.combo.setMaxVisibleItems(14)
        self.combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.combo.addItem(_NONE, "")
        for option in self._options:
            self.combo.addItem(option.full, option.key)
        if field.allow_other or len(self._options) > _LONGEST_PLAIN_LIST:
            self._make_typable()
        self.body.addWidget(self.combo)
        self.watch(self.combo)
        self.combo.currentIndexChanged.connect(self._dress)
        self.combo.activated.connect(lambda _index: self.changed.emit())
        self.set_value(None)
        self._dress()

    def value(self) -> Value | None:
        if not self.combo.isEditable():
            return str(self.combo.currentData()) or None
        typed = clean_text(self.combo.currentText(), lines=False)
        match = next((option.key for option in self._options if option.full.lower() == typed.lower()), typed)
        return match or None

    def set_value(self, value: Value | None) -> None:
        key = "" if value is None else str(value)
        index = self.combo.findData(key)
        if index < 0 and not self.combo.isEditable():
            self.combo.addItem(key, key)  # an option that is no longer offered is still what was answered
            index = self.combo.count() - 1
        self.combo.setCurrentIndex(index)
        if self.combo.isEditable():
            self.combo.setEditText(self.combo.itemText(index) if index > 0 else key)

    def takes_enter(self, _widget: QObject) -> bool:
        return self.combo.view().isVisible()

    def _dress(self) -> None:
        """ "Pilih" is no answer and does not look like one."""
        restyle(self.combo, empty=self.combo.currentIndex() <= 0 and not self.combo.isEditable())

    def _make_typable(self) -> None:
        self.combo.setEditable(True)
        line = self.combo.lineEdit()
        assert line is not None  # noqa: S101 - an editable combo has one
        wish = "Pilih atau tulis sendiri" if self.field.allow_other else "Pilih atau ketik untuk mencari"
        line.setPlaceholderText(wish)
        self.combo.removeItem(0)
        self.combo.insertItem(0, "", "")
        completer = QCompleter(self.combo.model(), self.combo)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.combo.setCompleter(completer)
        line.textEdited.connect(lambda _text: self.changed.emit())
        if not self.field.allow_other:
            line.editingFinished.connect(self._take_the_one_meant)

    def _take_the_one_meant(self) -> None:
        """What was typed stands for the one option that holds it, or the one that begins with it."""
        typed = clean_text(self.combo.currentText(), lines=False).lower()
        if not typed or any(option.full.lower() == typed for option in self._options):
            return
        held = [option for option in self._options if typed in option.full.lower()]
        begun = [option for option in held if option.full.lower().startswith(typed)]
        meant = next((found[0] for found in (held, begun) if len(found) == 1), None)
        if meant is not None:
            self.set_value(meant.key)
            self.changed.emit()


class FewOrOtherEditor(OneOfEditor):
    """One of a few options, or what is written beside "Lainnya"."""

    def __init__(self, field: Field, around: Surroundings) -> None:
        super().__init__(field, around, (*field.options, Option(_OTHER, "Lainnya")), segmented=False)
        self.other = QLineEdit()
        self.other.setPlaceholderText("Sebutkan")
        self.other.setVisible(False)
        self.body.addWidget(self.other)
        self.watch(self.other, name=f"{field.label}: lainnya, sebutkan")
        self.other.textEdited.connect(lambda _text: self.changed.emit())
        self.one.chosen.connect(self._offer_other)

    def value(self) -> Value | None:
        if self.one.key() == _OTHER:
            return clean_text(self.other.text(), lines=False) or None
        return super().value()

    def set_value(self, value: Value | None) -> None:
        key = "" if value is None else str(value)
        known = not key or any(option.key == key for option in self.field.options)
        self.one.set_key(key if known else _OTHER)
        self.other.setText("" if known else key)
        self.other.setVisible(not known)

    def _offer_other(self) -> None:
        self.other.setVisible(self.one.key() == _OTHER)
        if self.other.isVisible():
            self.other.setFocus()


class OfficersEditor(Editor):
    """Several persons in the order they are to be named: a row each, and a list to add the next."""

    def __init__(self, field: Field, around: Surroundings) -> None:
        super().__init__(field, around)
        self._chosen: list[str] = []
        self._names = {option.key: option.label for option in around.officers}
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        self.body.addLayout(self._rows)
        self.adder = QComboBox()
        self.adder.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.adder.setMinimumContentsLength(12)
        self.adder.activated.connect(self._add)
        self.body.addWidget(self.adder)
        self.watch(self.adder, name=f"{field.label}: tambah")
        self._show()

    def value(self) -> Value | None:
        return list(self._chosen) or None

    def set_value(self, value: Value | None) -> None:
        self._chosen = [str(entry) for entry in value] if isinstance(value, list) else []
        self._show()

    def takes_enter(self, _widget: QObject) -> bool:
        return self.adder.view().isVisible()

    def stops(self) -> list[QWidget]:
        rows = [self._rows.itemAt(at).widget() for at in range(self._rows.count())]
        return [*(stop for row in rows for stop in tab_order.stops(row)), self.adder]

    def _add(self, index: int) -> None:
        if key := str(self.adder.itemData(index) or ""):
            self._chosen.append(key)
            self._show()
            self.changed.emit()

    def _remove(self, key: str) -> None:
        self._chosen.remove(key)
        self._show()
        self.adder.setFocus()
        self.changed.emit()

    def _show(self) -> None:
        refill(self._rows, (self._row(number, key) for number, key in enumerate(self._chosen, 1)))
        self.adder.clear()
        self.adder.addItem("Tambah petugas lain" if self._chosen else "Pilih petugas", "")
        for key, name in self._names.items():
            if key not in self._chosen:
                self.adder.addItem(name, key)
        if self._chosen and self.adder.count() == 1:
            self.adder.setItemText(0, "Semua petugas sudah dipilih")

    def _row(self, number: int, key: str) -> QWidget:
        name = self._names.get(key, key)
        row = QWidget()
        box = QHBoxLayout(row)
        box.setContentsMargins(4, 0, 0, 0)
        box.setSpacing(6)
        box.addWidget(label(f"{number}.", Role.MUTED))
        box.addWidget(label(name, wrap=True), 1)
        box.addWidget(IconButton(Icon.CLOSE, f"Keluarkan {name}", clicked=lambda: self._remove(key)))
        return row


def choice_editor(field: Field, around: Surroundings) -> Editor:
    """The way to choose that suits the options: all in sight when few and short, else a list."""
    if not short(field.options):
        return ComboEditor(field, around, field.options)
    if field.allow_other:
        return FewOrOtherEditor(field, around)
    return OneOfEditor(field, around, field.options, segmented=False)


def compact_choice_editor(field: Field, around: Surroundings) -> Editor:
    """A list, for places that have no room for more."""
    return ComboEditor(field, around, field.options)


def scale_editor(field: Field, around: Surroundings) -> Editor:
    """Figures in a row, unless there are too many."""
    low, high = field.minimum or _SCALE_FROM, field.maximum or _SCALE_TO
    return ScaleEditor(field, around) if high - low < _LONGEST_SCALE else IntegerEditor(field, around)


def officer_editor(field: Field, around: Surroundings) -> Editor:
    """One person of the office."""
    return ComboEditor(field, around, around.officers)
