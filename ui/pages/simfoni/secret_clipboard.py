"""The clipboard while a person's data passes through it: kept out of clipboard histories, emptied soon after."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

#: How long a copied word stays, in seconds; each copy begins anew.
KEPT_S = 60
#: What tells the clipboard histories of Windows and of KDE to keep their hands off.
_UNKEPT = {
    'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': b"\x01\x00\x00\x00",
    'application/x-qt-windows-mime;value="CanIncludeInClipboardHistory"': b"\x00\x00\x00\x00",
    'application/x-qt-windows-mime;value="CanUploadToCloudClipboard"': b"\x00\x00\x00\x00",
    "x-kde-passwordManagerHint": b"secret",
}


class SecretClipboard(QObject):
    """Copies one word at a time.

    Signals:
        remaining: seconds until it is emptied, 0 when it is.
    """

    remaining = Signal(int)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._text, self._left = "", 0
        self._tick = QTimer(self, interval=1000)
        self._tick.timeout.connect(self._count)

    def copy(self, text: str) -> None:
        """Put ``text`` there for a minute."""
        data = QMimeData()
        data.setText(text)
        for kind, value in _UNKEPT.items():
            data.setData(kind, value)
        QGuiApplication.clipboard().setMimeData(data)
        self._text, self._left = text, KEPT_S
        self._tick.start()
        self.remaining.emit(self._left)

    def clear(self) -> None:
        """Empty it, unless something else was copied meanwhile; what others copied is theirs."""
        self._tick.stop()
        if self._text and QGuiApplication.clipboard().text() == self._text:
            QGuiApplication.clipboard().clear()
        self._text, self._left = "", 0
        self.remaining.emit(0)

    def _count(self) -> None:
        self._left -= 1
        if self._left <= 0:
            self.clear()
        else:
            self.remaining.emit(self._left)
