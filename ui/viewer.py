"""Shows an attachment inside the program, from memory: a PDF page by page, a picture fitted to the window."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader, QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from models.domain import scans
from models.services.views import AttachmentRow
from ui import theme
from ui.icons import Icon
from ui.theme import Role
from ui.widgets.basics import Button, label, row
from ui.widgets.messages import EmptyState
from ui.widgets.pdf_preview import PdfPreview

_SIZE = (920, 560)
#: A picture is read no larger than this many dots a side: more than any screen shows.
_MOST_SIDE = 4096


def read_picture(content: bytes) -> QImage:
    """The picture upright, however the camera was held; null if it cannot be read."""
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size = reader.size()
    if max(size.width(), size.height()) > _MOST_SIDE:
        reader.setScaledSize(size.scaled(QSize(_MOST_SIDE, _MOST_SIDE), Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()


class PictureView(QWidget):
    """A picture as large as the room allows, never larger than it is."""

    def __init__(self, picture: QImage, name: str) -> None:
        super().__init__()
        self._picture = picture
        self.setAccessibleName(name)
        self.setMinimumSize(200, 160)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), theme.current().color("neutral_tint"))
        size = self._picture.size()
        if size.width() > self.width() or size.height() > self.height():
            size = size.scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        left, top = (self.width() - size.width()) // 2, (self.height() - size.height()) // 2
        painter.drawImage(self.rect().adjusted(left, top, left + size.width() - self.width(),
                                               top + size.height() - self.height()), self._picture)  # fmt: skip
        painter.end()


class AttachmentViewer(QDialog):
    """A window over the case; nothing of it is written to the disk.

    Signals:
        export: the file is to leave the program.
    """

    export = Signal()

    def __init__(self, parent: QWidget, entry: AttachmentRow, content: bytes) -> None:
        super().__init__(parent)
        self.setWindowTitle("Dokumen kasus")
        self.setAccessibleName(f"Dokumen: {entry.title}")
        shown, room = theme.current(), parent.window().size()
        self.resize(min(shown.px(_SIZE[0]), room.width() - 40), min(shown.px(_SIZE[1]), room.height() - 40))
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 14, 16, 12)
        box.setSpacing(10)
        box.addLayout(row(label(entry.title, Role.SUBTITLE, wrap=True), label(entry.detail, Role.CAPTION), stretch=0))
        box.addWidget(self._view(entry, content), 1)
        self.export_button = Button("Ekspor…", Icon.SAVE, clicked=self.export.emit)
        box.addLayout(row(self.export_button, None, Button("Tutup", clicked=self.reject)))

    def _view(self, entry: AttachmentRow, content: bytes) -> QWidget:
        if entry.media_type not in scans.SHOWN:
            kind = scans.NAMES.get(entry.media_type, "ini")
            return EmptyState(
                Icon.DOCUMENT,
                f"Berkas {kind} tidak ditampilkan di sini",
                "Isinya hanya dapat dibuka dengan program lain. Ekspor bila perlu; salinan di luar tidak tersandi. "
                "Berkas yang disimpan sebagai PDF dapat dilihat di sini.",
            )
        if entry.media_type == scans.PDF:
            preview = PdfPreview(entry.title, f"Dokumen {entry.title}")
            preview.show_pdf(content)
            return preview
        picture = read_picture(content)
        if picture.isNull():
            return label("Gambar ini tidak dapat ditampilkan. Berkasnya tetap tersimpan utuh.", Role.MUTED, wrap=True)
        return PictureView(picture, f"Dokumen {entry.title}")
