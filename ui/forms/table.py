"""The editor of tables: rows that are added and taken away, and the sum of one column."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from models.domain.indonesia import rupiah, thousands
from models.forms.rules import filled
from models.forms.spec import Field, FieldKind, FieldProblem, Scalar, Value
from models.forms.values import total, worked_out
from ui import theme
from ui.forms.editor import Editor, Surroundings
from ui.icons import Icon
from ui.theme import Role
from ui.widgets.basics import Button, Card, IconButton, label, row
from ui.widgets.fields import FieldNote

_MOST_ROWS = 200
_TWO_COLUMNS_FROM = 480
_WIDE = {FieldKind.LONG_TEXT, FieldKind.MULTI_CHOICE, FieldKind.CHECKLIST, FieldKind.SCALE}
MakeEditor = Callable[[Field, Surroundings], Editor]


@dataclass
class _Cell:
    box: QWidget
    editor: Editor
    note: FieldNote


class TableRow(Card):
    """One row as a small card: its columns with their labels, and a button that takes the row away."""

    def __init__(self, number: int, table: TableEditor, values: Mapping[str, Scalar]) -> None:
        super().__init__("flat", margins=(12, 6, 8, 10), spacing=4)
        self.cells: dict[str, _Cell] = {}
        self._field = table.field
        self._title = label("", Role.LABEL)
        self._remove = IconButton(Icon.CLOSE, "", clicked=lambda: table.remove(self))
        self.body.addLayout(row(self._title, None, self._remove))
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 4, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        self.body.addLayout(self._grid)
        for column in table.field.columns:
            self.cells[column.key] = self._make_cell(column, table, values.get(column.key))
        self._columns = 0
        self._arrange(2)
        self.set_number(number)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(2 if event.size().width() >= theme.current().px(_TWO_COLUMNS_FROM) else 1)

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns, at = columns, 0
        for cell in self.cells.values():
            self._grid.removeWidget(cell.box)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1 if columns == 2 else 0)
        for cell in self.cells.values():
            span = 2 if columns == 1 or cell.editor.field.kind in _WIDE or len(self.cells) == 1 else 1
            at += at % 2 if span == 2 else 0
            self._grid.addWidget(cell.box, at // 2, at % 2, 1, span, Qt.AlignmentFlag.AlignTop)
            at += span

    def _make_cell(self, column: Field, table: TableEditor, value: Scalar | None) -> _Cell:
        editor = table.make(column, table.around)
        editor.set_value(value)
        note = FieldNote()
        words = label(
            f"{column.label} *" if column.required else column.label,
            Role.LABEL,
            wrap=True,
            buddy=editor.focus_target(),
        )
        box = QWidget()
        inside = QVBoxLayout(box)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(3)
        for part in (words, editor, note):
            inside.addWidget(part)
        words.setHidden(editor.has_own_label)
        editor.changed.connect(table.cell_changed)
        editor.entered.connect(table.entered)
        editor.left.connect(table.left)
        editor.undo.connect(table.undo)
        editor.redo.connect(table.redo)
        editor.advance.connect(lambda: table.next_cell(editor))
        return _Cell(box, editor, note)

    def stops(self) -> list[QWidget]:
        """Where Tab stops: the cells, and the button that takes the row away last."""
        return [*(stop for cell in self.cells.values() for stop in cell.editor.stops()), self._remove]

    def set_number(self, number: int) -> None:
        """The row's place, counted from 1."""
        self._title.setText(f"Baris {number}")
        self._remove.set_icon(Icon.CLOSE, f"Hapus baris {number}")

    def values(self) -> dict[str, Scalar]:
        """What the row holds; cells without an answer have no key."""
        found = ((key, cell.editor.value()) for key, cell in self.cells.items())
        return {key: value for key, value in found if value is not None and not isinstance(value, list)}

    def work_out(self) -> None:
        """Show what follows from the cells that were typed."""
        done = worked_out(self._field, self.values())
        for key, cell in self.cells.items():
            if cell.editor.field.product:
                cell.editor.set_value(done.get(key))


class TableEditor(Editor):
    """Any number of rows. An empty row is nothing; it is there to be written into."""

    def __init__(self, field: Field, around: Surroundings, make: MakeEditor) -> None:
        super().__init__(field, around)
        self.make = make
        self.rows: list[TableRow] = []
        self._box = QVBoxLayout()
        self._box.setSpacing(8)
        self.body.addLayout(self._box)
        self.adder = Button("Tambah baris", Icon.ADD, clicked=self._add_and_go, name=f"Tambah baris {field.label}")
        self._sum = label("", Role.STRONG)
        self.undo_button = Button("Urungkan hapus baris", Icon.UNDO, "link", clicked=self._put_back)
        self.undo_button.hide()
        self._removed: tuple[int, dict[str, Scalar]] | None = None
        self.body.addLayout(row(self.adder, self.undo_button, None, self._sum))
        self.watch(self.adder, name=f"Tambah baris {field.label}")
        self.set_value(None)

    def value(self) -> Value | None:
        rows = [row.values() for row in self.rows]
        return [row for row in rows if any(map(filled, row.values()))] or None

    def set_value(self, value: Value | None) -> None:
        rows = [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []
        for gone in self.rows:
            gone.hide()
            gone.deleteLater()
        self.rows, self._removed = [], None
        self.undo_button.hide()
        for entry in rows or [{}]:
            self._add(entry)
        self._count()

    def focus_target(self) -> QWidget:
        first = self.field.columns[0].key if self.field.columns else ""
        return self.rows[0].cells[first].editor.focus_target() if self.rows and first else self.adder

    def stops(self) -> list[QWidget]:
        return [*(stop for row_of in self.rows for stop in row_of.stops()), self.adder, self.undo_button]

    def set_invalid(self, invalid: bool) -> None:
        if not invalid:
            self.show_cell_problems(())

    def show_cell_problems(self, problems: tuple[FieldProblem, ...]) -> None:
        """Say what is wrong beside each cell; rows are counted as in ``value``, without the empty ones."""
        written = [row for row in self.rows if any(map(filled, row.values().values()))]
        for number, row_of in enumerate(written):
            for key, cell in row_of.cells.items():
                own = [p for p in problems if p.row == number and p.column == key and p.blocking]
                cell.editor.set_invalid(bool(own))
                if own and own[0].message != cell.editor.shown_problem():
                    cell.note.show_problem(own[0].message)
                else:
                    cell.note.clear()

    def cell_changed(self) -> None:
        """A cell has another value."""
        self._count()
        self.changed.emit()

    def remove(self, gone: TableRow) -> None:
        """Take a row away, which can be undone; the last one is only emptied."""
        self._removed = (self.rows.index(gone), gone.values())
        self.undo_button.setVisible(any(map(filled, gone.values().values())))
        self.rows.remove(gone)
        gone.hide()
        gone.deleteLater()
        if not self.rows:
            self._add({})
        self._number()
        self.adder.setFocus()
        self.cell_changed()

    def _put_back(self) -> None:
        """Bring back the row that was taken away last."""
        if self._removed is None:
            return
        (at, values), self._removed = self._removed, None
        self.undo_button.hide()
        made = self._add(values)
        self.rows.insert(at, self.rows.pop())
        self._box.removeWidget(made)
        self._box.insertWidget(at, made)
        self._number()
        next(iter(made.cells.values())).editor.focus_target().setFocus()
        self.cell_changed()

    def _number(self) -> None:
        for number, row_of in enumerate(self.rows, 1):
            row_of.set_number(number)

    def next_cell(self, editor: Editor) -> None:
        """Enter in a cell: the next one, and after the last the button for another row."""
        cells = [cell.editor for of in self.rows for cell in of.cells.values() if not cell.editor.field.product]
        at = cells.index(editor) + 1
        (cells[at].focus_target() if at < len(cells) else self.adder).setFocus(Qt.FocusReason.TabFocusReason)

    def _add(self, values: Mapping[str, Scalar]) -> TableRow:
        made = TableRow(len(self.rows) + 1, self, values)
        self.rows.append(made)
        self._box.addWidget(made)
        self.adder.setEnabled(len(self.rows) < _MOST_ROWS)
        return made

    def _add_and_go(self) -> None:
        made = self._add({})
        next(iter(made.cells.values())).editor.focus_target().setFocus(Qt.FocusReason.TabFocusReason)
        self.changed.emit()

    def _count(self) -> None:
        for made in self.rows:
            made.work_out()
        column = next((c for c in self.field.columns if c.key == self.field.total), None)
        if column is None:
            self._sum.clear()
            return
        amount = total(self.field, self.value())
        self._sum.setText(f"Jumlah {rupiah(amount) if column.kind is FieldKind.MONEY else thousands(amount)}")
