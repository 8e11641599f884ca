"""What happens when the program has a bug: it is logged without names, and the person is told in plain words."""

from __future__ import annotations

import logging
import os
import sys
import threading
from types import TracebackType

from PySide6.QtCore import QObject, QSysInfo, QThread, Signal, qVersion
from PySide6.QtWidgets import QApplication, QWidget

from models.domain.atomic import write_whole
from models.errors import UserError
from models.version import __version__
from ui.icons import Icon
from ui.texts import PRODUCT, describe
from ui.widgets.basics import Button
from ui.widgets.dialog import PROBLEM, Choice, MessageDialog
from ui.widgets.fields import FieldNote
from ui.widgets.file_dialogs import FileDialogs

_log = logging.getLogger(__name__)
_CLOSE = "tutup"


def report(reference: str, failure: BaseException) -> str:
    """What the person may copy and send: versions and the way through the program, nothing typed and no record."""
    python = ".".join(str(part) for part in sys.version_info[:3])
    system = f"{QSysInfo.prettyProductName()} ({QSysInfo.kernelVersion()}), Python {python}, Qt {qVersion()}"
    return f"{PRODUCT} {__version__} · {reference}\n{system}\n{describe(failure)}"


class CrashDialog(MessageDialog):
    """Plain words, a reference number, and the report below: read first, then copied or saved as a file.

    Attributes:
        files: asks where to save; tests answer for it.
    """

    def __init__(self, parent: QWidget | None, reference: str, details: str) -> None:
        self._reference, self._report = reference, details
        self.files = FileDialogs(lambda: self)
        super().__init__(
            parent,
            PROBLEM,
            "Ada bagian program yang tidak bekerja semestinya",
            (
                "Tindakan terakhir mungkin belum selesai. Yang sudah tersimpan tetap aman.",
                f"Anda dapat melanjutkan. Bila terulang, buka rincian teknis, baca, lalu simpan dan serahkan kepada "
                f"pengelola sistem dengan nomor rujukan {reference}. Rincian itu tidak memuat nama atau isi berkas.",
            ),
            (Choice("", "Lanjutkan bekerja", "primary"), Choice(_CLOSE, "Tutup program")),
            details=details,
        )
        self.save_button = Button("Simpan laporan…", Icon.SAVE, "link", clicked=self._save)
        self.save_button.hide()
        self.with_details.append(self.save_button)
        self.details_row.insertWidget(2, self.save_button)
        self.note = FieldNote()
        self.inside.addWidget(self.note)

    def _save(self) -> None:
        """Write the report exactly as it stands on the screen."""
        target = self.files.save_file("Simpan laporan", f"laporan-{self._reference}.txt", "Teks (*.txt)")
        if target is None:
            return
        try:
            write_whole(target, (self._report + "\n").encode())
        except UserError:
            self.note.show_problem("Laporan tidak dapat disimpan di sana. Pilih tempat lain atau salin rinciannya.")
            return
        self.note.show_hint(f"Laporan tersimpan: {target.name}")


class CrashHook(QObject):
    """Catches what nobody caught, on any thread; the dialog is always made on the GUI thread, one at a time.

    Attributes:
        window: over which the dialog opens.

    Signals:
        close_wanted: the person chose to close the program.
    """

    close_wanted = Signal()
    _caught = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.window: QWidget | None = None
        self._dialog: CrashDialog | None = None
        self._caught.connect(self._show)

    def install(self) -> None:
        """Take over from Python's own hooks."""
        sys.excepthook = self.handle
        threading.excepthook = self._handle_thread

    def remove(self) -> None:
        """Give Python's own hooks back."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__

    def handle(self, kind: type[BaseException], failure: BaseException, trace: TracebackType | None) -> None:
        """Log ``failure`` and have the dialog shown."""
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        reference = f"JKU-{os.urandom(3).hex().upper()}"
        _log.critical("Bug %d", id(failure), exc_info=failure)
        details = report(reference, failure)
        if QThread.currentThread() is self.thread():
            self._show(reference, details)
        else:
            self._caught.emit(reference, details)

    def _handle_thread(self, caught: threading.ExceptHookArgs) -> None:
        if caught.exc_value is not None:
            self.handle(caught.exc_type, caught.exc_value, caught.exc_traceback)

    def _show(self, reference: str, details: str) -> None:
        """One dialog at a time: a failing paint event would open one per frame."""
        if self._dialog is not None:
            return
        self._dialog = CrashDialog(self.window, reference, details)
        self._dialog.finished.connect(self._closed)
        self._dialog.open()

    def _closed(self) -> None:
        dialog, self._dialog = self._dialog, None
        if dialog is None:
            return
        if dialog.chosen == _CLOSE:
            self.close_wanted.emit()
        dialog.deleteLater()
