"""Fields that stand alone: search box, password field, and the note below a field."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from ui.icons import Icon
from ui.theme import Role
from ui.widgets.basics import IconButton, IconLabel, label, restyle
from ui.widgets.room import room_at

#: A list is asked again when the person has rested this long, in milliseconds.
SEARCH_REST_MS = 120
_PROBLEM, _WARNING, _HINT = "danger", "warn", "muted"


class FieldNote(QWidget):
    """The line below a field: a hint, or what is to be corrected. Takes no room while it is empty."""

    def __init__(self) -> None:
        super().__init__()
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        self._icon = IconLabel(Icon.PROBLEM, "danger", 15)
        self._words = label("", Role.CAPTION, wrap=True)
        box.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        box.addWidget(self._words, 1)
        self._said: tuple[str, str] | None = None
        self.clear()

    def text(self) -> str:
        """What stands there now."""
        return self._words.text()

    def clear(self) -> None:
        """Say nothing."""
        self._show("", _HINT)

    def show_hint(self, text: str) -> None:
        """Say something helpful, such as the day of a date."""
        self._show(text, _HINT)

    def show_warning(self, text: str) -> None:
        """Say what looks odd but is accepted."""
        self._show(text, _WARNING)

    def show_problem(self, text: str) -> None:
        """Say the correction: what is wrong and what to write instead."""
        self._show(text, _PROBLEM)

    def _show(self, text: str, tone: str) -> None:
        if (text, tone) == self._said:  # a form asks all its notes after every key
            return
        self._said = (text, tone)
        self._words.setText(text)
        self._icon.setVisible(tone != _HINT)
        self._icon.set_icon(Icon.PROBLEM, tone)
        restyle(self._words, tone=None if tone == _HINT else tone)
        self.setVisible(bool(text))
        if text:
            self._make_room()

    def _make_room(self) -> None:
        """A dialog grows with what is said in it: else its fields would be pressed together."""
        dialog = self.window()
        layout = dialog.layout()
        if isinstance(dialog, QDialog) and dialog.isVisible() and layout is not None:
            high = layout.totalMinimumHeightForWidth(dialog.width())
            if high > dialog.height():
                dialog.resize(dialog.width(), min(high, room_at(dialog.pos()).height()))


class InsetLineEdit(QLineEdit):
    """A line with a button inside its right edge, and the mark of a wrong value."""

    def add_button(self, button: IconButton) -> None:
        """Put ``button`` (kind "field") inside the right edge."""
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 3, 0)
        box.addStretch(1)
        box.addWidget(button)
        button.setCursor(Qt.CursorShape.ArrowCursor)
        self.setTextMargins(0, 0, 26, 0)

    def set_invalid(self, invalid: bool) -> None:
        """Show or take away the red border."""
        if bool(self.property("invalid")) != invalid:
            restyle(self, invalid=invalid)


class SearchBox(QLineEdit):
    """A search line with a magnifier and a button that clears it.

    Signals:
        searched: the text, after a short rest or at once on Enter and on clearing.
    """

    searched = Signal(str)

    def __init__(self, name: str, placeholder: str) -> None:
        super().__init__()
        self.setObjectName("search")
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self._last = ""
        self._rest = QTimer(self, singleShot=True, interval=SEARCH_REST_MS)
        self._rest.timeout.connect(self._say)
        self._clear = IconButton(Icon.CLOSE, "Hapus tulisan pencarian", kind="field", clicked=self.clear)
        self._clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._clear.setCursor(Qt.CursorShape.ArrowCursor)
        self._clear.hide()
        box = QHBoxLayout(self)
        box.setContentsMargins(9, 0, 3, 0)
        box.addWidget(IconLabel(Icon.SEARCH))
        box.addStretch(1)
        box.addWidget(self._clear)
        self.setTextMargins(26, 0, 26, 0)
        self.textChanged.connect(self._typed)
        self.returnPressed.connect(self._say)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def _typed(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        if text:
            self._rest.start()
        else:
            self._say()

    def _say(self) -> None:
        self._rest.stop()
        if self.text() != self._last:
            self._last = self.text()
            self.searched.emit(self._last)


class _PasswordLine(InsetLineEdit):
    """A line that hides its letters and tells of Caps Lock: Qt cannot be asked for it, but a letter whose case does
    not fit the shift key shows it.

    Signals:
        caps: whether it is on, as far as the letter pressed tells.
    """

    caps = Signal(bool)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        letter = event.text()
        if len(letter) == 1 and letter.isalpha():
            self.caps.emit(letter.isupper() != bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        super().keyPressEvent(event)


class PasswordField(QWidget):
    """A password with an eye button and a word when Caps Lock is on.

    Signals:
        changed: the text is another.
        entered: Enter was pressed.
    """

    changed = Signal()
    entered = Signal()

    def __init__(self, name: str = "Kata sandi") -> None:
        super().__init__()
        self.edit = _PasswordLine(name)
        self._eye = IconButton(Icon.SHOW, "Tampilkan kata sandi", kind="field", clicked=self._toggle)
        self.edit.add_button(self._eye)
        self.note = FieldNote()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addWidget(self.edit)
        box.addWidget(self.note)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setFocusProxy(self.edit)
        self.edit.caps.connect(self._tell_of_caps)
        self.edit.textChanged.connect(self.changed)
        self.edit.returnPressed.connect(self.entered)

    def text(self) -> str:
        """What was typed."""
        return self.edit.text()

    def set_text(self, text: str) -> None:
        """Put a made password in."""
        self.edit.setText(text)

    def clear(self) -> None:
        """Forget what was typed and hide it again."""
        self.edit.clear()
        self._show(False)

    def reveal(self) -> None:
        """Show the letters, for a password that was just made."""
        self._show(True)

    def _tell_of_caps(self, on: bool) -> None:
        if on:
            self.note.show_warning("Caps Lock menyala.")
        elif self.note.text() == "Caps Lock menyala.":
            self.note.clear()

    def _toggle(self) -> None:
        self._show(self.edit.echoMode() == QLineEdit.EchoMode.Password)

    def _show(self, shown: bool) -> None:
        self.edit.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        name = "Sembunyikan kata sandi" if shown else "Tampilkan kata sandi"
        self._eye.set_icon(Icon.HIDE if shown else Icon.SHOW, name)


def labelled(text: str, field: QWidget, *, required: bool = False) -> QVBoxLayout:
    """``field`` below its label, its name for the screen reader too; without ``text`` it stands alone."""
    box = QVBoxLayout()
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(4)
    if text:
        words: QLabel = label(f"{text} *" if required else text, Role.LABEL, buddy=field)
        box.addWidget(words)
    box.addWidget(field)
    if not field.accessibleName():
        field.setAccessibleName(text)
    return box
