"""Closing a step: what is missing with links to it, the decision with its consequence, and the reasons where asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QDialog,
    QLabel,
    QPlainTextEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from models.services.views import MissingItem, OutcomeChoice, Standing, StepPanel
from ui import theme
from ui.icons import Icon
from ui.pages.case.presenter import LATE_REASONS, Closing, why_not
from ui.steps import missing_for, outcome_of
from ui.texts import unmarked
from ui.theme import Role
from ui.widgets.basics import Button, Card, IconLabel, ScrollColumn, label, row
from ui.widgets.fields import FieldNote, labelled
from ui.widgets.layouts import refill

#: Width and greatest height of the window, and what lies around its scrolling middle, in pixels at 100 %.
_WIDTH, _TALLEST, _AROUND = 560, 580, 180
_VERBS = {"formulir": "Isi", "surat": "Buat", "lampiran": "Lampirkan", "catatan": "Tandai"}


def _area(text: str) -> tuple[QPlainTextEdit, QWidget]:
    """A two-line text field below its label, as one widget that can be shown and hidden."""
    edit = QPlainTextEdit()
    edit.setTabChangesFocus(True)
    edit.setFixedHeight(theme.current().px(60))
    holder = QWidget()
    holder.setLayout(labelled(text, edit))
    return edit, holder


class MissingCard(Card):
    """What keeps the step from closing, each with a verb that leads there.

    Signals:
        wanted: the ``MissingItem`` whose verb was pressed.
    """

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__("warn", margins=(12, 8, 8, 8), spacing=2)

    def show_items(self, items: tuple[MissingItem, ...]) -> None:
        """Show these; nothing missing, nothing shown."""
        head = label(f"Masih kurang {len(items)} hal", Role.STRONG)
        refill(self.body, [head, *(self._line(item) for item in items)])
        self.setVisible(bool(items))

    def _line(self, item: MissingItem) -> QWidget:
        made = QWidget()
        verb = _VERBS.get(item.kind, "Tunjukkan")
        go = Button(verb, kind="link", name=f"{verb} {item.label}", clicked=self._want(item))
        box = row(IconLabel(Icon.TODO, "warn"), label(item.label, wrap=True), go, stretch=1)
        made.setLayout(box)
        return made

    def _want(self, item: MissingItem) -> Callable[[], None]:
        return lambda: self.wanted.emit(item)


class OutcomeList(QWidget):
    """The branches of a decision; the proposed one is named as such, none is chosen beforehand.

    Signals:
        chosen: key of the branch.
    """

    chosen = Signal(str)

    def __init__(self, outcomes: tuple[OutcomeChoice, ...]) -> None:
        super().__init__()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addWidget(label("Putusan", Role.LABEL))
        self._group = QButtonGroup(self)
        self.buttons: dict[str, QRadioButton] = {}
        for one in outcomes:
            card = Card("flat", margins=(8, 6, 12, 6), spacing=0)
            button = QRadioButton(unmarked(one.label))
            words = ["Diusulkan menurut isian formulir."] if one.proposed else []
            words += [one.consequence] if one.consequence else []
            button.setAccessibleName(". ".join([one.label, *words]))
            button.toggled.connect(self._tell(one.key))
            self._group.addButton(button)
            self.buttons[one.key] = button
            card.body.addWidget(button)
            if words:
                hint = label(" ".join(words), Role.CAPTION, wrap=True)
                hint.setContentsMargins(30, 0, 0, 0)
                card.body.addWidget(hint)
            box.addWidget(card)

    def _tell(self, key: str) -> Callable[[bool], None]:
        return lambda on: self.chosen.emit(key) if on else None


class CloseStepDialog(QDialog):
    """Asks only what this step needs asked.

    Signals:
        closing: the complete ``Closing``.
        wanted: a ``MissingItem`` the person wants to see to first.
    """

    closing = Signal(object)
    wanted = Signal(object)

    def __init__(self, parent: QWidget, panel: StepPanel, outcome: str = "") -> None:
        super().__init__(parent)
        self._panel, self._outcome = panel, ""
        self._room = parent.window().height()
        self.note = FieldNote()
        self.finish_button = Button("Selesaikan langkah", Icon.CHECK, "primary", clicked=self.try_closing,
                                    shortcut="Ctrl+Return")  # fmt: skip
        self.setWindowTitle(f"Selesaikan langkah {panel.number}")
        self.setMinimumWidth(theme.current().px(_WIDTH))
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 18, 20, 16)
        box.setSpacing(10)
        box.addWidget(label(f"{panel.number}. {panel.title}", Role.SUBTITLE, wrap=True))
        box.addWidget(label(self._sentence(), Role.MUTED, wrap=True))
        self._column = ScrollColumn(spacing=10, margins=(0, 0, 4, 0))
        box.addWidget(self._column)
        self._build(panel)
        box.addWidget(self.note)
        box.addLayout(row(None, Button("Batal", clicked=self.reject), self.finish_button))
        QShortcut(QKeySequence("Ctrl+Enter"), self, self.try_closing)
        if outcome in self.outcomes.buttons:
            self.outcomes.buttons[outcome].setChecked(True)
        self._follow()

    def _sentence(self) -> str:
        if self._panel.outcomes:
            return "Pilih putusan. Langkah berikutnya mengikuti putusan ini."
        following = self._panel.next_title
        return f"Sesudah ini: {following}." if following else "Ini langkah terakhir: kasus ditutup sesudahnya."

    def _build(self, panel: StepPanel) -> None:
        self.outcomes = OutcomeList(panel.outcomes)
        self.outcomes.chosen.connect(self._decide)
        self.reason, self._reason_box = _area("Alasan")
        self._reason_label = cast("QLabel", self._reason_box.findChild(QLabel))
        self.missing = MissingCard()
        self.missing.wanted.connect(self._go)
        self.force = QCheckBox("Tetap selesaikan, dengan alasan tertulis")
        self.force_reason, self._force_box = _area("Alasan menyelesaikan yang belum lengkap")
        self.skip = QCheckBox("Lewati langkah ini, dengan pernyataan tertulis")
        self.skip_reason, self._skip_box = _area("Pernyataan")
        self.late = QComboBox()
        self.late.setEditable(True)
        self.late.addItems(["", *LATE_REASONS])
        late_line = self.late.lineEdit()
        if late_line is not None:
            late_line.setPlaceholderText("Pilih atau tulis alasan lain; boleh dikosongkan")
        late_box = QWidget()
        late_box.setLayout(labelled("Alasan lewat waktu", self.late))
        for tick in (self.force, self.skip):
            tick.toggled.connect(self._follow)
        for edit in (self.reason, self.force_reason, self.skip_reason):
            edit.textChanged.connect(self._forget)
        for widget in (
            self.outcomes, self.missing, self.force, self._force_box, self._reason_box,
            self.skip, self._skip_box, late_box,
        ):  # fmt: skip
            self._column.body.addWidget(widget)
        self._column.body.addStretch(1)
        # Only now that they have a parent: shown before, each would be a window of its own.
        self.outcomes.setVisible(bool(panel.outcomes))
        late_box.setVisible(panel.time.standing is Standing.LATE)
        self.skip.setVisible(panel.skippable)

    def _decide(self, key: str) -> None:
        self._outcome = key
        self._follow()

    def _follow(self) -> None:
        """Show what the present choices ask for."""
        chosen, skipped = outcome_of(self._panel, self._outcome), self.skip.isChecked()
        missing = missing_for(self._panel, self._outcome)
        self._reason_box.setVisible(chosen is not None and not skipped)
        if chosen is not None:
            words = "Alasan *" if chosen.reason_required else "Catatan putusan (boleh dikosongkan)"
            self._reason_label.setText(words)
        self.missing.show_items(() if skipped else missing)
        self.force.setVisible(bool(missing) and self._panel.may_force and not skipped)
        self._force_box.setVisible(self.force.isVisibleTo(self) and self.force.isChecked())
        self._skip_box.setVisible(skipped)
        self._forget()
        self.finish_button.set_text("Lewati langkah" if skipped else "Selesaikan langkah")
        self._fit()

    def _forget(self) -> None:
        self.note.clear()

    def _fit(self) -> None:
        """As high as what is asked needs, up to a height that fits a small screen; then the middle scrolls."""
        inside = self._column.widget()
        inside.adjustSize()
        room = theme.current().px(_WIDTH) - 44
        wanted = inside.heightForWidth(room) if inside.hasHeightForWidth() else inside.sizeHint().height()
        around = theme.current().px(_AROUND)
        most = min(theme.current().px(_TALLEST), self._room) - around
        self._column.setFixedHeight(min(wanted + 2, max(most, around)))
        self.resize(theme.current().px(_WIDTH), self.minimumSizeHint().height())

    def said(self) -> Closing:
        """What the person has said so far."""
        skipped = self.skip.isChecked()
        return Closing(
            outcome="" if skipped else self._outcome,
            reason="" if skipped else self.reason.toPlainText(),
            force_reason=self.force_reason.toPlainText() if self.force.isChecked() and not skipped else "",
            skip_reason=self.skip_reason.toPlainText() if skipped else "",
            late_reason=self.late.currentText(),
        ).trimmed()

    def try_closing(self) -> None:
        """Close the step, or say what still keeps it open."""
        problem = why_not(self._panel, self.said(), forced=self.force.isChecked(), skipped=self.skip.isChecked())
        if problem:
            self.note.show_problem(problem)
            return
        self.accept()
        self.closing.emit(self.said())

    def _go(self, item: MissingItem) -> None:
        self.reject()
        self.wanted.emit(item)
