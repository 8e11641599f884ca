"""Ctrl+Z and Ctrl+Y of a page on which something is written."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence

from ui.editing.desk import SpecDesk
from ui.widgets.page import Page


class UndoPage(Page):
    """A page around a ``desk``."""

    desk: SpecDesk[Any]

    def event(self, event: QEvent) -> bool:
        # A field takes back its own letters; elsewhere the last change of the draft is taken back.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_undo(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Undo):
            self.desk.undo()
        elif event.matches(QKeySequence.StandardKey.Redo):
            self.desk.redo()
        else:
            super().keyPressEvent(event)


def _is_undo(event: QKeyEvent) -> bool:
    return event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)
