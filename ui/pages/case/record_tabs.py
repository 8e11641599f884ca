"""The tabs Catatan and Riwayat: what people wrote down, and everything that was done to the case."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from models.services.views import Activity, CasePage, NoteRow
from ui import theme
from ui.icons import Icon
from ui.theme import Role
from ui.widgets.basics import Button, Card, ScrollColumn, label, row
from ui.widgets.fields import FieldNote, labelled
from ui.widgets.layouts import refill
from ui.widgets.messages import EmptyState


class NotesTab(ScrollColumn):
    """Notes, newest first, below the field for a new one.

    Signals:
        written: the text of a new note and what to call when it is saved.
    """

    written = Signal(str, object)

    def __init__(self) -> None:
        super().__init__(spacing=10, margins=(0, 12, 4, 0))
        self.setAccessibleName("Catatan kasus")
        self.edit = QPlainTextEdit()
        self.edit.setTabChangesFocus(True)
        self.edit.setFixedHeight(theme.current().px(84))
        self.edit.setPlaceholderText("Yang perlu diketahui petugas lain tentang kasus ini")
        self.note = FieldNote()
        self.edit.textChanged.connect(self.note.clear)
        self.save_button = Button("Simpan catatan", Icon.SAVE, "primary", clicked=self._write, tip="Simpan (Ctrl+S)")
        QShortcut(QKeySequence("Ctrl+S"), self.edit, self._write)
        self.body.addLayout(labelled("Catatan baru", self.edit))
        self.body.addWidget(self.note)
        self.body.addLayout(row(label("Catatan tidak dapat diubah sesudah disimpan.", Role.CAPTION), None,
                                self.save_button))  # fmt: skip
        self._rows = ScrollColumn(spacing=8)
        self._nothing = EmptyState(Icon.EDIT, "Belum ada catatan", "Catatan pertama muncul di sini.")
        self.body.addWidget(self._nothing, 1)
        self.body.addWidget(self._rows, 1)

    @property
    def unsaved(self) -> str:
        """What was typed and not yet saved."""
        return self.edit.toPlainText().strip()

    def show_page(self, page: CasePage) -> None:
        """Show the case's notes anew; what is being typed stays."""
        refill(self._rows.body, [_note_card(entry) for entry in page.notes], stretch=True)
        self._nothing.setVisible(not page.notes)
        self._rows.setVisible(bool(page.notes))

    def start(self) -> None:
        """Put the cursor into the field for a new note."""
        self.edit.setFocus()

    def forget(self) -> None:
        """Empty the field: another case is shown."""
        self.edit.clear()

    def take_up(self, text: str) -> None:
        """Put a draft back into the field, unless something is being typed already."""
        if not self.unsaved:
            self.edit.setPlainText(text)

    def _write(self) -> None:
        if self.unsaved:
            self.written.emit(self.unsaved, self.edit.clear)
        else:
            self.note.show_problem("Catatan belum ditulis.")
            self.edit.setFocus()


def _note_card(entry: NoteRow) -> QWidget:
    card = Card("plain", margins=(14, 10, 14, 10), spacing=4)
    card.body.addWidget(label(f"{entry.by} · {entry.when}", Role.CAPTION))
    card.body.addWidget(label(entry.text, wrap=True))
    card.setAccessibleName(f"Catatan {entry.by}, {entry.when}: {entry.text}")
    return card


class HistoryTab(ScrollColumn):
    """Everything that was done, newest first; read only when the tab is opened.

    Signals:
        wanted: the tab is shown and needs its lines.
    """

    wanted = Signal()

    def __init__(self) -> None:
        super().__init__(spacing=0, margins=(0, 12, 4, 0))
        self.setAccessibleName("Riwayat kasus")
        self._card = Card(margins=(16, 10, 16, 10), spacing=0)
        self.body.addWidget(self._card)
        self.body.addStretch(1)

    def show_lines(self, activities: tuple[Activity, ...]) -> None:
        """Show these."""
        lines = [_line(one) for one in activities] or [label("Belum ada kegiatan.", Role.MUTED)]
        refill(self._card.body, lines)


def _line(activity: Activity) -> QWidget:
    made = QWidget()
    when = label(activity.when, Role.CAPTION)
    when.setFixedWidth(theme.current().px(130))
    box = row(when, label(activity.text, wrap=True), stretch=1)
    box.setContentsMargins(0, 5, 0, 5)
    made.setLayout(box)
    made.setAccessibleName(f"{activity.when}: {activity.text}")
    return made
