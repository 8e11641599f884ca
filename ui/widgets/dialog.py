"""The dialog behind every message and question: icon, title, paragraphs, folded details, verbs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from ui import theme
from ui.icons import Icon
from ui.theme import Role
from ui.widgets.basics import Button, ButtonKind, IconLabel, label, row
from ui.widgets.fields import FieldNote, labelled

_WIDTH = 640  # a case or letter number in the title stays on one line


@dataclass(frozen=True)
class Choice:
    """A verb on a dialog; ``key`` is what ``chosen`` then holds."""

    key: str
    verb: str
    kind: ButtonKind = "normal"
    icon: Icon | None = None


CLOSE = Choice("", "Tutup")
CANCEL = Choice("", "Batal")


@dataclass(frozen=True)
class Face:
    """The icon of a dialog and the token of its colour."""

    icon: Icon
    color: str


INFO = Face(Icon.INFO, "info")
WARNING = Face(Icon.RISK, "warn")
PROBLEM = Face(Icon.PROBLEM, "danger")
QUESTION = Face(Icon.HELP, "primary")


class MessageDialog(QDialog):
    """A message with verbs. The first choice stands left and is the safe one: it has the focus and Esc means it.

    Attributes:
        chosen: key of the verb that was pressed, "" after Esc.
        inside: layout between text and verbs, for a field.
        details_row / with_details: the row above folded details, and what is shown only with them.
    """

    def __init__(
        self,
        parent: QWidget | None,
        face: Face,
        title: str,
        paragraphs: Sequence[str],
        choices: Sequence[Choice],
        *,
        details: str = "",
    ) -> None:
        super().__init__(parent)
        self.chosen = ""
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setAccessibleDescription(" ".join(paragraphs))
        self.setModal(True)
        self.setFixedWidth(theme.current().px(_WIDTH))
        self.inside = QVBoxLayout()
        self.inside.setSpacing(8)
        self.buttons = {choice.key: self._button(choice) for choice in choices}
        upper = QHBoxLayout()
        upper.setSpacing(12)
        upper.addWidget(IconLabel(face.icon, face.color, 28), 0, Qt.AlignmentFlag.AlignTop)
        upper.addLayout(self._words(title, paragraphs, details), 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(22, 20, 22, 18)
        box.setSpacing(14)
        box.addLayout(upper)
        box.addLayout(row(None, *self.buttons.values()))
        safe = self.buttons[choices[0].key]
        safe.setDefault(True)
        safe.setFocus()

    def choose(self, key: str) -> None:
        """As if the verb ``key`` had been pressed."""
        self.chosen = key
        self.accept()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() in (QEvent.Type.Show, QEvent.Type.LayoutRequest):
            self._fit()
        return done

    def _fit(self) -> None:
        """As high as its words need at its width: Qt takes what wrapped lines need from a guess at their width."""
        layout = self.layout()
        if layout is not None:
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))

    def _button(self, choice: Choice) -> Button:
        return Button(choice.verb, choice.icon, choice.kind, clicked=lambda: self.choose(choice.key))

    def _words(self, title: str, paragraphs: Sequence[str], details: str) -> QVBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(6)
        words.addWidget(label(title, Role.SUBTITLE, wrap=True))
        for paragraph in paragraphs:
            if paragraph:
                words.addWidget(label(paragraph, wrap=True))
        words.addLayout(self.inside)
        if details:
            self._add_details(words, details)
        return words

    def _add_details(self, words: QVBoxLayout, details: str) -> None:
        shown = QPlainTextEdit(details)
        shown.setReadOnly(True)
        shown.setAccessibleName("Rincian teknis")
        shown.setFixedHeight(theme.current().px(96))
        shown.hide()
        copy = Button("Salin rincian", Icon.COPY, "link", clicked=lambda: QGuiApplication.clipboard().setText(details))
        copy.hide()
        self.with_details: list[QWidget] = [shown, copy]

        def unfold() -> None:
            for widget in self.with_details:
                widget.setVisible(not widget.isVisible())
            fold.set_text("Sembunyikan rincian teknis" if shown.isVisible() else "Lihat rincian teknis")
            self._fit()

        fold = Button("Lihat rincian teknis", kind="link", clicked=unfold)
        self.details_row = row(fold, copy, None)
        words.addLayout(self.details_row)
        words.addWidget(shown)


class TextDialog(MessageDialog):
    """A question answered by a text, such as a reason. ``suggestions`` are quick choices above the field."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        paragraphs: Sequence[str],
        name: str,
        verb: str,
        *,
        required: bool = True,
        suggestions: Sequence[str] = (),
        kind: ButtonKind = "primary",
    ) -> None:
        choices = (CANCEL, Choice("ok", verb, kind))
        super().__init__(parent, QUESTION, title, paragraphs, choices)
        self._required = required
        self.edit = QLineEdit()
        self.note = FieldNote()
        if suggestions:
            chips = QVBoxLayout()
            chips.setSpacing(4)
            for words in suggestions:
                chips.addWidget(Button(words, clicked=partial(self.edit.setText, words)))
            self.inside.addLayout(chips)
        self.inside.addLayout(labelled(name, self.edit, required=required))
        self.inside.addWidget(self.note)
        self.edit.textChanged.connect(self.note.clear)
        self.edit.returnPressed.connect(lambda: self.choose("ok"))
        self.buttons[""].setDefault(False)
        self.edit.setFocus()

    def choose(self, key: str) -> None:
        if key and self._required and not self.text():
            self.note.show_problem("Tulis dahulu, lalu lanjutkan.")
            self.edit.setFocus()
            return
        super().choose(key)

    def text(self) -> str:
        """What was typed, without stray blanks."""
        return " ".join(self.edit.text().split())


class ShortcutDialog(QDialog):
    """The list of keys (F1), in two columns."""

    def __init__(self, parent: QWidget | None, groups: Sequence[tuple[str, Sequence[tuple[str, str]]]]) -> None:
        super().__init__(parent)
        self.setWindowTitle("Pintasan papan ketik")
        box = QVBoxLayout(self)
        box.setContentsMargins(22, 18, 22, 18)
        box.setSpacing(12)
        box.addWidget(label("Pintasan papan ketik", Role.SUBTITLE))
        columns = QHBoxLayout()
        columns.setSpacing(32)
        for title, keys in groups:
            column = QVBoxLayout()
            column.setSpacing(6)
            column.addWidget(label(title, Role.LABEL))
            for key, meaning in keys:
                cap = label(key)
                cap.setObjectName("key")
                words = label(meaning)
                column.addLayout(row(words, cap, stretch=0))
            column.addStretch(1)
            columns.addLayout(column)
        box.addLayout(columns)
        close = Button("Tutup", kind="primary", clicked=self.accept)
        box.addLayout(row(None, close))
        close.setFocus()
