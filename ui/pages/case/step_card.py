"""The step being worked on: what it asks for, what has been done, and the row of actions that stays in sight."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from models.services.views import StepPanel, TickItem
from ui import theme
from ui.icons import Icon
from ui.pages.case.documents import DocumentList
from ui.pages.case.presenter import documents_done
from ui.tables.task_columns import STANDING
from ui.theme import Role
from ui.widgets import pill
from ui.widgets.basics import Button, Card, IconButton, IconLabel, ScrollColumn, label, row
from ui.widgets.layouts import empty


class TickRow(QWidget):
    """A sub-task with its tick. The words wrap, which those of a QCheckBox cannot; they are its label and click it.

    Signals:
        ticked: index of the sub-task and whether it is done.
    """

    ticked = Signal(int, bool)

    def __init__(self, item: TickItem, *, may_work: bool) -> None:
        super().__init__()
        self.item = item
        self.box = QCheckBox()
        self.box.setAccessibleName(item.text)
        self.box.setChecked(item.ticked)
        self.box.setEnabled(may_work)
        self.box.setMinimumSize(28, 28)
        self.box.clicked.connect(lambda on: self.ticked.emit(item.index, on))
        words = label(item.text, wrap=True, buddy=self.box)
        line = QHBoxLayout(self)
        line.setContentsMargins(8, 0, 8, 0)
        line.setSpacing(4)
        line.addWidget(self.box)
        line.addWidget(words, 1)
        if item.detail:
            line.addWidget(label(item.detail, Role.CAPTION))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.box.click()
        super().mouseReleaseEvent(event)


class LongText(QWidget):
    """A text of which the first two lines are shown, and the rest when it is asked for."""

    def __init__(self) -> None:
        super().__init__()
        self._words = label("", Role.MUTED, wrap=True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._more = Button("Selengkapnya", kind="link", clicked=self._toggle, name="Baca uraian langkah selengkapnya")
        self._open = False
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._words)
        box.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)

    def set_text(self, text: str) -> None:
        """Another text, folded again."""
        if text != self._words.text():
            self._open = False
            self._words.setText(text)
        self._fold()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _toggle(self) -> None:
        self._open = not self._open
        self._fold()

    def _fold(self) -> None:
        two_lines = self._words.fontMetrics().lineSpacing() * 2 + 2
        whole = self._words.heightForWidth(max(self.width(), 1))
        folds = whole > two_lines + 4
        self._words.setMaximumHeight(two_lines if folds and not self._open else 16_777_215)
        self._more.setVisible(folds)
        self._more.set_text("Ringkas" if self._open else "Selengkapnya")


class StepCard(Card):
    """The middle of the case page.

    Signals:
        document: verb of a ``DocumentItem`` pressed.
        ticked: index of a sub-task, done or not.
        attach / note / finish: the three actions below.
        pause / resume: the clock is to stand still, or to go on.
    """

    document = Signal(object)
    ticked = Signal(int, bool)
    attach = Signal()
    note = Signal()
    finish = Signal()
    pause = Signal()
    resume = Signal()

    def __init__(self) -> None:
        super().__init__(spacing=9)
        self._panel: StepPanel | None = None
        self._heading = label("", Role.SUBTITLE, wrap=True)
        self._time = pill.Pill(pill.RUNNING)
        # Beside the clock it stops, and not among the verbs, whose row must leave room for the facts on a 1366 screen.
        self.pause_button = IconButton(Icon.PAUSED, "Tunda langkah dengan alasan…", clicked=self.pause.emit)
        self.resume_button = Button("Lanjutkan", Icon.RESUME, clicked=self.resume.emit)
        self.body.addLayout(row(self._heading, self._time, self.pause_button, stretch=0))
        self._activity = LongText()
        self.body.addWidget(self._activity)
        self._waiting = Card("neutral", margins=(12, 8, 12, 8), horizontal=True)
        self._waiting_text = label("", wrap=True)
        self._waiting.body.addWidget(IconLabel(Icon.WAITING, "muted", 20))
        self._waiting.body.addWidget(self._waiting_text, 1)
        self.body.addWidget(self._waiting)
        self._held = Card("neutral", margins=(12, 8, 12, 8), horizontal=True)
        self._held_text = label("", wrap=True)
        self._held.body.addWidget(IconLabel(Icon.PAUSED, "muted", 20))
        self._held.body.addWidget(self._held_text, 1)
        self._held.body.addWidget(self.resume_button)
        self.body.addWidget(self._held)
        self._column = ScrollColumn(spacing=8)
        self.body.addWidget(self._column, 1)
        self._build_column()
        self.attach_button = Button("Lampirkan pindaian", Icon.IMPORT, clicked=self.attach.emit, shortcut="Ctrl+O",
                                    tip="Lampirkan pindaian, atau seret berkas ke halaman ini")  # fmt: skip
        self.note_button = Button("Tulis catatan", Icon.EDIT, clicked=self.note.emit, shortcut="Ctrl+D")
        self.finish_button = Button("Selesaikan langkah", Icon.CHECK, "primary", clicked=self.finish.emit,
                                    shortcut="Ctrl+Return")  # fmt: skip
        self.body.addLayout(row(self.attach_button, self.note_button, None, self.finish_button))

    def _build_column(self) -> None:
        self._documents_head = QWidget()
        head = QHBoxLayout(self._documents_head)
        head.setContentsMargins(0, 0, 0, 0)
        self._documents_count = label("", Role.CAPTION)
        head.addWidget(label("Formulir dan dokumen", Role.LABEL))
        head.addStretch(1)
        head.addWidget(self._documents_count)
        self.documents = DocumentList()
        self.documents.acted.connect(self.document)
        self._rest = QVBoxLayout()
        self._rest.setSpacing(4)
        for widget in (self._documents_head, self.documents):
            self._column.body.addWidget(widget)
        self._column.body.addLayout(self._rest)
        self._column.body.addStretch(1)
        self.ticks: list[TickRow] = []

    def show_panel(self, panel: StepPanel) -> None:
        """Show the step as it stands now."""
        same_step = self._panel is not None and self._panel.step_run_id == panel.step_run_id
        self._panel = panel
        self._heading.setText(f"{panel.number}. {panel.title}")
        self._time.set_status(STANDING[panel.time.standing], panel.time.remaining)
        spent = " · ".join(
            part for part in (f"{panel.time.remaining} {panel.time.standard}".strip(), panel.time.paused) if part
        )
        self._time.setToolTip(spent)
        self._activity.set_text(panel.activity)
        self._activity.setVisible(panel.activity.rstrip(".") != panel.title.rstrip("."))
        self._waiting.setVisible(bool(panel.waiting_for))
        self._waiting_text.setText(
            f"Menunggu {panel.waiting_for}. Langkah ini dikerjakan oleh {panel.actor_name}; "
            "Anda tetap dapat membaca berkas, melampirkan pindaian, dan menulis catatan."
        )
        done, total = documents_done(panel.documents)
        self._documents_head.setVisible(bool(panel.documents))
        self._documents_count.setText(f"{done} dari {total} lengkap" if total else "")
        self.documents.show_items(panel.documents, may_act=panel.may_work)
        self._show_rest(panel)
        self.finish_button.setVisible(panel.may_work)
        self._held.setVisible(bool(panel.held_since))
        self._held_text.setText(panel.held_since)
        self.pause_button.setVisible(panel.may_work and not panel.time.held)
        self.resume_button.setVisible(panel.may_work and panel.time.held)
        if not same_step:
            self._column.verticalScrollBar().setValue(0)

    def _show_rest(self, panel: StepPanel) -> None:
        focused = next((tick.item.index for tick in self.ticks if tick.box.hasFocus()), None)
        empty(self._rest)
        self.ticks = [TickRow(item, may_work=panel.may_work) for item in panel.checklist]
        if self.ticks:
            self._rest.addWidget(label("Daftar periksa", Role.LABEL))
        for tick in self.ticks:
            tick.ticked.connect(self.ticked)
            self._rest.addWidget(tick)
            if tick.item.index == focused:
                tick.box.setFocus()
        if panel.requirements:
            self._rest.addWidget(label("Kelengkapan menurut SOP", Role.LABEL))
        for text in panel.requirements:
            self._rest.addWidget(_bullet(text))
        if panel.remark:
            self._rest.addWidget(label("Keterangan SOP", Role.LABEL))
            self._rest.addWidget(label(panel.remark, Role.MUTED, wrap=True))

    def focus_missing(self, kind: str, key: str) -> None:
        """Bring what is missing under the focus, scrolled into sight."""
        if found := self.documents.focus(kind, key):
            self._column.ensureWidgetVisible(found)
            return
        for tick in self.ticks:
            if not tick.item.ticked and key in (str(tick.item.index), tick.item.text):
                tick.box.setFocus()
                self._column.ensureWidgetVisible(tick)
                return


def _bullet(text: str) -> QWidget:
    made = QWidget()
    line = QHBoxLayout(made)
    line.setContentsMargins(8, 0, 0, 0)
    line.setSpacing(8)
    line.addWidget(IconLabel(Icon.DOCUMENT, "muted", 17))
    words = label(text, wrap=True)
    words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    line.addWidget(words, 1)
    made.setMinimumHeight(theme.current().px(24))
    return made
