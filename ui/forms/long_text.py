"""The editor of longer texts: grows with what is written, up to a screenful."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit

from models.forms.spec import Field, Value
from models.forms.values import LONG_TEXT_LIMIT, clean_text
from ui.forms.editor import Editor, Surroundings

_MOST_LINES = 16
_FRAME = 18
_NEAR_LIMIT = 2_000


class LongTextEditor(Editor):
    """Several lines; Enter makes a new one, Tab goes on to the next field."""

    def __init__(self, field: Field, around: Surroundings) -> None:
        super().__init__(field, around)
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.addWidget(self.text)
        self.watch(self.text)
        self._quiet = False
        self.text.textChanged.connect(self._edited)
        self.text.document().documentLayout().documentSizeChanged.connect(lambda _size: self._grow())
        self._grow()

    def value(self) -> Value | None:
        return clean_text(self.text.toPlainText(), lines=True) or None

    def set_value(self, value: Value | None) -> None:
        self._quiet = True
        self.text.setPlainText("" if value is None else str(value))
        self._quiet = False

    def hint(self) -> str:
        left = LONG_TEXT_LIMIT - len(self.text.toPlainText())
        return f"Tersisa {left} huruf" if 0 <= left < _NEAR_LIMIT else ""

    def takes_enter(self, _widget: QObject) -> bool:
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._grow()

    def _edited(self) -> None:
        if not self._quiet:
            self.changed.emit()

    def _grow(self) -> None:
        lines = int(self.text.document().size().height())
        shown = min(max(lines, self.field.rows), max(_MOST_LINES, self.field.rows))
        self.text.setFixedHeight(shown * self.text.fontMetrics().lineSpacing() + _FRAME)
