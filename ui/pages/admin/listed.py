"""A section with a short list on the left of its form: choose, change, save; or begin a new one."""

from __future__ import annotations

from typing import Generic, TypeVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import theme
from ui.context import AppContext
from ui.icons import Icon
from ui.pages.admin.section import FormSection
from ui.tables.model import Column
from ui.tables.table import TWO_LINES, Table
from ui.widgets.basics import Button, Card

T = TypeVar("T")


class ListedSection(FormSection, Generic[T]):
    """Base of the sections over people.

    Class attributes: ``new_words`` is the verb for a new entry.

    Attributes:
        table: the list; ``form``: the layout of the form below it.
    """

    new_words = "Tambah"

    def __init__(self, context: AppContext, columns: tuple[Column, ...], name: str) -> None:
        super().__init__(context)
        self.current: T | None = None
        self.table = Table(name, columns, self.key_of, TWO_LINES)
        self.table.setMinimumHeight(theme.current().px(190))
        self.table.current_changed.connect(self._chosen)
        framed = Card(margins=(1, 1, 1, 1), spacing=0)
        framed.body.addWidget(self.table)
        self.body.addWidget(framed, 1)
        self.panel = QWidget()
        self.form = QVBoxLayout(self.panel)
        self.form.setContentsMargins(0, 0, 0, 0)
        self.form.setSpacing(8)
        self.body.addWidget(self.panel)
        self.new_button = Button(self.new_words, Icon.ADD_PERSON, clicked=self.begin_new)
        self.verbs.insertWidget(1, self.new_button)

    def key_of(self, entry: T) -> object:
        """What makes an entry the same one after loading again."""
        raise NotImplementedError

    def show_entry(self, entry: T | None) -> None:
        """Put an entry into the form; None for a new one."""

    def entries(self, found: tuple[T, ...]) -> None:
        """Show the entries that were read."""
        self.table.rows.set_rows(found)
        if not self.dirty():
            self.table.choose_first()
            self._chosen(self.table.current())

    def begin_new(self) -> None:
        """Empty the form for a new entry."""
        self.current = None
        self.table.clearSelection()
        self.filling(lambda: self.show_entry(None))

    def forget(self) -> None:
        super().forget()
        self._chosen(self.table.current())

    def _chosen(self, entry: T | None) -> None:
        if entry is None:
            return
        if self.dirty() and self.current is not entry:
            # What is being typed belongs to the entry that was chosen before; it is not thrown away by a click.
            self.note.show_problem("Simpan dahulu perubahan ini, atau tekan Batalkan perubahan.")
            return
        self.current = entry
        self.filling(lambda: self.show_entry(entry))
