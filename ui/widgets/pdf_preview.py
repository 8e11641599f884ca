"""Shows a PDF inside the program, from memory: pages below each other, zoom, fit, sharp on every screen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui import theme
from ui.icons import Icon
from ui.theme import Role
from ui.widgets.basics import Elide, IconButton, label, line
from ui.widgets.pdf_pages import PdfPages
from ui.widgets.pdf_thumbs import PageThumbs

_STEPS = (0.25, 0.33, 0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 2.5, 3.0)
_PX_PER_POINT = 96 / 72
_GAP = 16
_SHOW_THUMBS, _HIDE_THUMBS = "Tampilkan halaman kecil", "Sembunyikan halaman kecil"


class _Sheets(QWidget):
    """The pages at their present size; paints those that are in view."""

    def __init__(self) -> None:
        super().__init__()
        self.pages: PdfPages | None = None
        self.scale = 1.0

    def places(self) -> list[QRect]:
        """Where each page lies."""
        if self.pages is None:
            return []
        made, top = [], _GAP
        for width, height in self.pages.sizes:
            size = QSize(round(width * self.scale), round(height * self.scale))
            made.append(QRect((self.width() - size.width()) // 2, top, size.width(), size.height()))
            top += size.height() + _GAP
        return made

    def measure(self) -> None:
        """Take the room the pages need."""
        if self.pages is None:
            self.setMinimumSize(0, 0)
            return
        widest = max((width for width, _ in self.pages.sizes), default=0.0)
        height = sum(round(height * self.scale) + _GAP for _, height in self.pages.sizes) + _GAP
        self.setMinimumSize(round(widest * self.scale) + 2 * _GAP, height)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, shown = QPainter(self), theme.current()
        painter.fillRect(event.rect(), shown.color("neutral_tint"))
        ratio = self.devicePixelRatioF()
        for number, place in enumerate(self.places()):
            if self.pages is None or not place.intersects(event.rect()):
                continue
            image = self.pages.image(number, round(place.width() * ratio))
            painter.fillRect(place, QColor("white"))
            painter.drawImage(place, image)
            painter.setPen(QPen(shown.color("border"), 1))
            painter.drawRect(place.adjusted(0, 0, -1, -1))
        painter.end()


class _Scroll(QScrollArea):
    """Scrolls the pages; Ctrl and wheel zoom.

    Signals:
        zoom_wanted: +1 or -1.
    """

    zoom_wanted = Signal(int)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.angleDelta().y():
            self.zoom_wanted.emit(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        page = {Qt.Key.Key_Home: bar.minimum(), Qt.Key.Key_End: bar.maximum()}.get(Qt.Key(event.key()))
        if page is None:
            super().keyPressEvent(event)
        else:
            bar.setValue(page)


class PdfPreview(QWidget):
    """A preview with its own tool row.

    Args of the constructor:
        title: left in the tool row ("Pratinjau · kertas F4 (21,5 × 33 cm)").
        name: accessible name ("Pratinjau surat").

    Attributes:
        tools: layout at the right end of the tool row, for "Simpan PDF" and "Cetak".
        thumbs: the strip of small pages; shown by ``thumbs_button`` where there is more than one.
    """

    def __init__(self, title: str = "Pratinjau", name: str = "Pratinjau") -> None:
        super().__init__()
        self._name = name
        self._fit: str = "width"
        self._pdf = b""
        self._wants_thumbs = False
        self._title = Elide(title, Role.STRONG)
        self._place = label("", Role.CAPTION)
        self.tools = QHBoxLayout()
        self.tools.setSpacing(2)
        self._sheets = _Sheets()
        self._scroll = _Scroll()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidget(self._sheets)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._scroll.zoom_wanted.connect(self.zoom)
        self._scroll.verticalScrollBar().valueChanged.connect(self._tell)
        self._empty = label("", Role.MUTED, wrap=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(self._tool_row())
        box.addWidget(line())
        self.thumbs = PageThumbs(name)
        self.thumbs.page_wanted.connect(self.go_to)
        self.thumbs.hide()
        self._halves = QHBoxLayout()
        self._halves.setSpacing(0)
        self._halves.addWidget(self.thumbs)
        self._halves.addWidget(self._scroll, 1)
        box.addLayout(self._halves, 1)
        box.addWidget(self._empty, 1)
        self.clear("Pratinjau disiapkan…")

    @property
    def pdf(self) -> bytes:
        """The document that is shown, empty if none is."""
        return self._pdf

    def show_pdf(self, pdf: bytes) -> None:
        """Show ``pdf``. Zoom and place stay, so that a preview renewed while typing does not jump."""
        if pdf == self._pdf:
            return
        bar = self._scroll.verticalScrollBar()
        kept = bar.value()
        self._drop()
        self._pdf = pdf
        self._sheets.pages = PdfPages(pdf)
        self._fill_thumbs()
        self._scroll.show()
        self._empty.hide()
        self._rescale()
        bar.setValue(min(kept, bar.maximum()))
        self._tell()

    def clear(self, words: str = "") -> None:
        """Show nothing but ``words``."""
        self._drop()
        self._pdf = b""
        self._fill_thumbs()
        self._empty.setText(words)
        self._empty.show()
        self._scroll.hide()
        self._tell()

    def set_title(self, title: str) -> None:
        """Another title in the tool row."""
        self._title.setText(title)

    def zoom(self, direction: int) -> None:
        """One step larger (+1) or smaller (-1), between 25 and 300 percent."""
        self._fit = ""
        now = self._sheets.scale / _PX_PER_POINT
        larger = [step for step in _STEPS if step > now * 1.01]
        smaller = [step for step in _STEPS if step < now * 0.99]
        chosen = (larger[:1] or [_STEPS[-1]]) if direction > 0 else (smaller[-1:] or [_STEPS[0]])
        self._sheets.scale = chosen[0] * _PX_PER_POINT
        self._sheets.measure()
        self._tell()

    def fit(self, what: str) -> None:
        """Fit the "page" or its "width" into the room, and keep it so when the room changes."""
        self._fit = what
        self._rescale()
        self._tell()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._rescale()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.update()

    def _tool_row(self) -> QHBoxLayout:
        upper = QHBoxLayout()
        upper.setContentsMargins(12, 6, 8, 6)
        upper.setSpacing(2)
        upper.addWidget(self._title, 1)
        upper.addWidget(self._place)
        upper.addSpacing(8)
        self.thumbs_button = IconButton(Icon.COLUMNS, _SHOW_THUMBS, clicked=self._toggle_thumbs)
        upper.addWidget(self.thumbs_button)
        for icon, words, deed in (
            (Icon.ZOOM_OUT, "Perkecil", lambda: self.zoom(-1)),
            (Icon.ZOOM_IN, "Perbesar", lambda: self.zoom(1)),
            (Icon.FIT, "Paskan halaman", lambda: self.fit("page")),
            (Icon.FIT_WIDTH, "Paskan lebar", lambda: self.fit("width")),
        ):
            upper.addWidget(IconButton(icon, words, clicked=deed))
        upper.addLayout(self.tools)
        return upper

    def go_to(self, number: int) -> None:
        """Bring page ``number`` (from 0) to the top."""
        places = self._sheets.places()
        if 0 <= number < len(places):
            self._scroll.verticalScrollBar().setValue(places[number].top() - _GAP)

    def _toggle_thumbs(self) -> None:
        self._wants_thumbs = not self._wants_thumbs
        self.thumbs_button.set_icon(Icon.COLUMNS, _HIDE_THUMBS if self._wants_thumbs else _SHOW_THUMBS)
        self._fill_thumbs()
        self._halves.activate()
        self._rescale()
        self._tell()

    def _fill_thumbs(self) -> None:
        """The strip is there where the person wants it and there is more than one page."""
        pages = self._sheets.pages
        several = pages is not None and len(pages) > 1
        self.thumbs_button.setVisible(several)
        self.thumbs.show_pages(pages if several and self._wants_thumbs else None)
        self.thumbs.setVisible(several and self._wants_thumbs)

    def _drop(self) -> None:
        self.thumbs.show_pages(None)
        if self._sheets.pages is not None:
            self._sheets.pages.close()
            self._sheets.pages = None

    def _rescale(self) -> None:
        pages = self._sheets.pages
        if pages is None or not pages.sizes or not self._fit:
            self._sheets.measure()
            return
        room = self._scroll.viewport().size()
        bar = 0 if self._scroll.verticalScrollBar().isVisible() else 12
        width = max(width for width, _ in pages.sizes)
        scale = (room.width() - 2 * _GAP - bar) / width
        if self._fit == "page":
            scale = min(scale, (room.height() - 2 * _GAP) / max(height for _, height in pages.sizes))
        self._sheets.scale = min(max(scale, _STEPS[0] * _PX_PER_POINT), _STEPS[-1] * _PX_PER_POINT)
        self._sheets.measure()

    def _tell(self) -> None:
        pages = self._sheets.pages
        if pages is None:
            self._place.setText("")
            self._scroll.setAccessibleName(f"{self._name}, belum ada halaman")
            return
        middle = self._scroll.verticalScrollBar().value() + self._scroll.viewport().height() // 2
        number = next((n for n, place in enumerate(self._sheets.places()) if place.bottom() >= middle), len(pages) - 1)
        percent = round(self._sheets.scale / _PX_PER_POINT * 100)
        self.thumbs.set_current(number)
        self._place.setText(f"Halaman {number + 1} dari {len(pages)} · {percent}%")
        name = f"{self._name}, halaman {number + 1} dari {len(pages)}"
        self._scroll.setAccessibleName(f"{name}. {pages.text(number)}")
