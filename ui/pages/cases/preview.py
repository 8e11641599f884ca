"""The pane beside the case list: where the chosen case stands, read only when somebody rests on it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.services.views import CaseRow
from ui.icons import Icon
from ui.pages.cases.presenter import forced_words, status_of
from ui.theme import Role
from ui.widgets import pill
from ui.widgets.basics import Button, Card, ScrollColumn, label, row
from ui.widgets.layouts import refill


class CasePreview(Card):
    """What the list knows of a case, in words. Reading more would be a look at the case, and is recorded as one.

    Signals:
        open: the case itself is wanted.
        closed: the drawer is to be closed (narrow windows).
    """

    open = Signal()
    closed = Signal()

    def __init__(self) -> None:
        super().__init__(margins=(16, 14, 16, 14), spacing=8)
        self.setAccessibleName("Pratinjau kasus")
        self._column = ScrollColumn(spacing=8)
        self.body.addWidget(self._column, 1)
        self.open_button = Button("Buka kasus", Icon.OPEN, "primary", clicked=self.open.emit, tip="Buka kasus (Enter)")
        self.close_button = Button("Tutup", Icon.CLOSE, clicked=self.closed.emit, tip="Tutup pratinjau (Esc)")
        self.close_button.hide()
        self.body.addLayout(row(self.open_button, self.close_button, stretch=0))
        self.show_row(None)

    def show_row(self, case: CaseRow | None) -> None:
        """Show this case, or that none is chosen."""
        self.open_button.setEnabled(case is not None)
        refill(self._column.body, _lines(case) if case else [label("Pilih kasus di daftar.", Role.MUTED)], stretch=True)

    def set_drawer(self, drawer: bool) -> None:
        """As a drawer the pane has its own way out."""
        self.close_button.setVisible(drawer)


def _lines(case: CaseRow) -> list[QWidget]:
    pills = QWidget()
    urgent = [pill.Pill(pill.URGENT)] if case.emergency else []
    pills.setLayout(row(pill.Pill(status_of(case)), *urgent, None, pill.Pill(pill.SECRET)))
    lines: list[QWidget] = [pills, label(case.number, Role.SUBTITLE)]
    pairs = (
        ("Klien", " · ".join(part for part in (case.client_label, case.client_detail) if part)),
        ("Layanan", case.service),
        ("Langkah", " · ".join(part for part in (case.step_title, case.step_text) if part)),
        ("Perhatian", forced_words(case)),
        ("Waktu", case.time_text or case.status_label),
        ("Risiko", case.risk.capitalize() or "Belum dinilai"),
        ("Petugas", case.officer),
        ("Diterima", case.received),
    )
    for name, value in pairs:
        if value:
            lines.append(_pair(name, value))
    return lines


def _pair(name: str, value: str) -> QWidget:
    made = QWidget()
    box = QVBoxLayout(made)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(0)
    box.addWidget(label(name, Role.CAPTION))
    box.addWidget(label(value, wrap=True))
    made.setAccessibleName(f"{name}: {value}")
    return made
