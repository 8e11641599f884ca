"""A sheet of labels as it lies on its paper: what is used, where printing begins, what reaches over the edge."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from models.records.labels import LabelSheet
from ui import theme
from ui.theme import Role, Tone

_LEAST = (190, 230)
_EDGE = 10
#: More labels are not drawn: nobody tells them apart.
_MOST = 400


class SheetView(QWidget):
    """Draws a sheet. Where ``choosing``, a click or the arrow keys say with which label printing begins.

    Signals:
        start_chosen: number of the label, from 0.
    """

    start_chosen = Signal(int)

    def __init__(self, *, choosing: bool = False) -> None:
        super().__init__()
        self._sheet: LabelSheet | None = None
        self._start, self._count, self._choosing = 0, 0, choosing
        self.setMinimumSize(*(theme.current().px(side) for side in _LEAST))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        if choosing:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_sheet(self, sheet: LabelSheet, start: int = 0, count: int = 0) -> None:
        """Show a sheet of which ``start`` places are used and the next ``count`` are to be printed."""
        self._sheet, self._start, self._count = sheet, start, count
        self.setAccessibleName(f"{sheet.columns} kolom × {sheet.rows} baris, {sheet.count} label")
        self.update()

    def label_at(self, place: QPointF) -> int:
        """The label at a place of this widget, -1 for none."""
        sheet = self._sheet
        if sheet is None:
            return -1
        return next((number for number in range(min(sheet.count, _MOST)) if self.box(number).contains(place)), -1)

    def box(self, number: int) -> QRectF:
        """Where a label is drawn."""
        if self._sheet is None:
            return QRectF()
        paper, scale = self._paper(self._sheet), self._scale(self._sheet)
        left, top = self._sheet.place(number)
        corner = paper.topLeft() + QPointF(left, top) * scale
        return QRectF(corner.x(), corner.y(), self._sheet.width * scale, self._sheet.height * scale)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        number = self.label_at(event.position())
        if self._choosing and number >= 0:
            self.start_chosen.emit(number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        columns = self._sheet.columns if self._sheet else 1
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -columns, Qt.Key.Key_Down: columns}
        step = steps.get(Qt.Key(event.key()))
        if self._sheet is None or not self._choosing or step is None:
            super().keyPressEvent(event)
        elif 0 <= self._start + step < self._sheet.count:
            self.start_chosen.emit(self._start + step)

    def paintEvent(self, event: QPaintEvent) -> None:
        sheet, shown = self._sheet, theme.current()
        if sheet is None or min(sheet.paper_width, sheet.paper_height, sheet.columns, sheet.rows) <= 0:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(shown.color("border_strong"), 1))
        painter.setBrush(shown.color("surface"))
        paper = self._paper(sheet)
        painter.drawRect(paper)
        painter.setFont(shown.font(Role.CAPTION))
        for number in range(min(sheet.count, _MOST)):
            self._label(painter, number, over=not _inside(paper, self.box(number)))
        if self.hasFocus():
            painter.setPen(QPen(shown.color("primary"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

    def _label(self, painter: QPainter, number: int, *, over: bool) -> None:
        """One label: over the edge, to be printed, used before, or free."""
        box, shown = self.box(number), theme.current()
        printed, used = self._start <= number < self._start + self._count, number < self._start
        ink = "danger" if over else "primary" if printed else "muted"
        tone = Tone.DANGER if over else Tone.OK if printed else Tone.NEUTRAL
        painter.setPen(QPen(shown.color(ink), 1.4 if printed or over else 1))
        painter.setBrush(shown.tint(tone) if over or printed or used else shown.color("surface"))
        painter.drawRoundedRect(box, 2, 2)
        if box.height() > painter.fontMetrics().height():
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(number + 1))

    def _scale(self, sheet: LabelSheet) -> float:
        """Pixels for one millimetre; what reaches over the edge of the paper is still seen."""
        room = self.rect().adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        wide, high = _whole(sheet)
        return min(room.width() / wide, room.height() / high)

    def _paper(self, sheet: LabelSheet) -> QRectF:
        scale = self._scale(sheet)
        wide, high = _whole(sheet)
        whole = QRectF(0, 0, wide * scale, high * scale)
        whole.moveCenter(QRectF(self.rect()).center())
        return QRectF(whole.x(), whole.y(), sheet.paper_width * scale, sheet.paper_height * scale)


def _whole(sheet: LabelSheet) -> tuple[float, float]:
    """Width and height of paper and labels together, in millimetres."""
    across, down = sheet.reach
    return max(sheet.paper_width, across), max(sheet.paper_height, down)


def _inside(paper: QRectF, label: QRectF) -> bool:
    return paper.adjusted(-1, -1, 1, 1).contains(label)
