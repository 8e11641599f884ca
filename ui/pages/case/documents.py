"""The documents of a step or a case as framed lines: state, title, detail, and the one verb that fits."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.services.views import DocumentItem, Progress
from ui.theme import Role
from ui.widgets.basics import label
from ui.widgets.layouts import empty
from ui.widgets.rows import ItemRow, State

STATE: dict[Progress, State] = {
    Progress.DONE: "done", Progress.PARTIAL: "partial", Progress.NONE: "none", Progress.SKIPPED: "skipped",
}  # fmt: skip


def _detail(item: DocumentItem) -> str:
    parts = [item.detail or ("Belum ada" if item.progress is Progress.NONE else "")]
    if item.only_for:
        parts.append(f"untuk putusan {', '.join(item.only_for)}")
    elif not item.required:
        parts.append("bila perlu")
    return " · ".join(part for part in parts if part)


class DocumentRow(ItemRow):
    """One document with its verb."""

    def __init__(self, item: DocumentItem, *, may_act: bool) -> None:
        self.item = item
        verb = item.verb if may_act or item.verb == "Lihat" else ""
        super().__init__(item.title, _detail(item), STATE[item.progress], verb)


class DocumentList(QWidget):
    """Documents below each other; those of which one is enough stand together under a line that says so.

    Signals:
        acted: the ``DocumentItem`` whose verb was pressed.
    """

    acted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self.rows: list[DocumentRow] = []

    def show_items(self, items: Sequence[DocumentItem], *, may_act: bool = True) -> None:
        """Show these; without ``may_act`` only what can be looked at keeps its verb."""
        focused = next((row.item.key for row in self.rows if row.verb and row.verb.hasFocus()), None)
        empty(self._column)
        self.rows = []
        choice = ""
        for item in items:
            if item.choice and item.choice != choice:
                self._column.addWidget(label("Salah satu dari ini cukup", Role.CAPTION))
            choice = item.choice
            self._add(item, may_act)
            if item.key == focused and self.rows[-1].verb:
                self.rows[-1].verb.setFocus()

    def _add(self, item: DocumentItem, may_act: bool) -> None:
        row = DocumentRow(item, may_act=may_act)
        row.activated.connect(lambda: self.acted.emit(item))
        self._column.addWidget(row)
        self.rows.append(row)

    def focus(self, kind: str, key: str) -> QWidget | None:
        """Bring the verb of this document under the focus and return its row; None if it is not here."""
        for row in self.rows:
            if (row.item.kind.value, row.item.key) == (kind, key) and row.verb:
                row.verb.setFocus()
                return row
        return None
