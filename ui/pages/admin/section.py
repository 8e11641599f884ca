"""What every part of Administrasi is: a plain form with its own saving, said in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from models.services.words import clock
from ui import theme
from ui.context import AppContext
from ui.icons import Icon
from ui.theme import Role
from ui.widgets.basics import Button, ScrollColumn, label, restyle, row
from ui.widgets.fields import FieldNote

if TYPE_CHECKING:
    from models.errors import UserError
    from models.settings.office import OfficeProfile

_WIDTH = 760


class Section(QWidget):
    """One entry of the list on the left.

    Class attributes: ``title`` and ``icon`` of the entry, ``sentence`` below the heading.

    Signals:
        touched: ``dirty`` may say something else now.

    Attributes:
        body: the layout of the form; it scrolls where the window is low.
        verbs: the row below it, which does not scroll.
    """

    touched = Signal()

    title = ""
    sentence = ""
    icon = Icon.ADMIN

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.context = context
        self.setAccessibleName(self.title)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(10)
        self._column = ScrollColumn(spacing=10, margins=(0, 0, 6, 0))
        self._column.setMaximumWidth(theme.current().px(_WIDTH))
        self.body = self._column.body
        self.body.addWidget(label(self.title, Role.SUBTITLE))
        if self.sentence:
            self.body.addWidget(label(self.sentence, Role.MUTED, wrap=True))
        box.addWidget(self._column, 1)
        self._foot = QWidget()
        self._foot.setMaximumWidth(self._column.maximumWidth())
        self.verbs = row()
        self._foot.setLayout(self.verbs)
        box.addWidget(self._foot)

    def load(self) -> None:
        """Read what is shown; called whenever the section is opened."""

    def dirty(self) -> bool:
        """Whether something was typed that is not saved."""
        return False

    def forget(self) -> None:
        """Drop what was typed."""

    def now_text(self) -> str:
        """The time of day as it is written."""
        return clock(self.context.workspace.clock.now())


class FormSection(Section):
    """A section with a "Simpan" button and a word on whether everything is saved."""

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self._dirty = False
        self._filling = False
        self._state = label("", Role.CAPTION)
        self.note = FieldNote()
        self.save_button = Button("Simpan", Icon.SAVE, "primary", clicked=self.save, shortcut="Ctrl+S")
        self.save_button.setEnabled(False)
        self.undo_button = Button("Batalkan perubahan", Icon.UNDO, clicked=self._undo)
        self.undo_button.hide()
        self.verbs.addWidget(self.save_button)
        self.verbs.addWidget(self.undo_button)
        self.verbs.addWidget(self._state)
        self.verbs.addWidget(self.note, 1)
        self.verbs.addStretch(1)

    def watch(self, *widgets: QWidget) -> None:
        """Mark the form as changed when one of these is; covers lines, areas, choices, ticks and numbers."""
        for widget in widgets:
            for name in ("textChanged", "currentIndexChanged", "toggled", "valueChanged", "changed"):
                signal = getattr(widget, name, None)
                if signal is not None and hasattr(signal, "connect"):
                    signal.connect(self.mark)
                    break

    def mark(self, *_values: object) -> None:
        """Something was changed by the person."""
        if self._filling:
            return
        self._dirty = True
        self.note.clear()
        self.save_button.setEnabled(True)
        self.undo_button.show()
        self._say("Ada perubahan yang belum disimpan", "warn")
        self.touched.emit()

    def _undo(self) -> None:
        self.forget()
        self.load()

    def filling(self, fill: Callable[[], object]) -> None:
        """Fill the form with what is stored; that is no change. What is longer than its line is read from its start."""
        self._filling = True
        try:
            fill()
        finally:
            self._filling = False
        edits: list[QLineEdit] = list(self.findChildren(QLineEdit))
        for edit in edits:
            if not edit.hasFocus():
                edit.setCursorPosition(0)
        self._clean("")

    def dirty(self) -> bool:
        return self._dirty

    def forget(self) -> None:
        self._clean("")

    def save(self) -> None:
        """Save the form; sections override it."""

    def saved(self) -> None:
        """Say that everything is stored."""
        self._clean(f"Tersimpan {self.now_text()}")

    def not_saved(self, error: UserError) -> None:
        """Say why not; what was typed stays."""
        what = error.details.get("what")
        if what:
            self.note.show_problem(str(what))
        else:
            self.context.notify.problem(error)
        self.save_button.setEnabled(True)

    def _clean(self, words: str) -> None:
        self._dirty = False
        self.save_button.setEnabled(False)
        self.undo_button.hide()
        self.touched.emit()
        self.note.clear()
        self._say(words, "ok" if words else None)

    def _say(self, words: str, tone: str | None) -> None:
        self._state.setText(words)
        restyle(self._state, tone=tone)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_column"):
            self._column.setMaximumWidth(theme.current().px(_WIDTH))
            self._foot.setMaximumWidth(self._column.maximumWidth())


class OfficeSection(FormSection):
    """A form over a part of the office's profile; the rest of the profile is left as others may have changed it."""

    def load(self) -> None:
        if not self.dirty():
            self.context.runner.query(self.context.workspace.settings.office, self._loaded)

    def _loaded(self, profile: OfficeProfile) -> None:
        self.filling(lambda: self.fill(profile))

    def fill(self, profile: OfficeProfile) -> None:
        """Put the profile into the fields."""

    def changes(self) -> dict[str, object]:
        """The fields of the profile this form sets; raise ValueError with a sentence where one cannot be read."""
        return {}

    def logo(self) -> bytes | None:
        """A new logo, b"" to remove it, None to leave it."""
        return None

    def save(self) -> None:
        try:
            changes, logo = self.changes(), self.logo()
        except ValueError as problem:
            self.note.show_problem(str(problem))
            return
        settings = self.context.workspace.settings
        self.save_button.setEnabled(False)

        def work() -> None:
            settings.save_office(replace(settings.office(), **changes), logo)  # type: ignore[arg-type]

        self.context.runner.command(work, lambda _none: self.saved(), self.not_saved, owner=self)


def text_of(edit: QLineEdit | QPlainTextEdit) -> str:
    """What stands in a field, without blanks around it."""
    return (edit.text() if isinstance(edit, QLineEdit) else edit.toPlainText()).strip()
