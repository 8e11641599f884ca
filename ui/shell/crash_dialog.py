"""What the person is told when the program has a bug: plain words, and a report that holds no names."""

from __future__ import annotations

import logging
import sys

from PySide6.QtCore import QSysInfo, qVersion
from PySide6.QtWidgets import QWidget

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
_LEAVE = "tutup"


def record(reference: str, failure: BaseException) -> str:
    """Log ``failure`` and give its report."""
    _log.critical("Bug %d", id(failure), exc_info=failure)
    return report(reference, failure)


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
            (Choice("", "Lanjutkan bekerja", "primary"), Choice(_LEAVE, "Tutup program")),
            details=details,
        )
        self.save_button = Button("Simpan laporan…", Icon.SAVE, "link", clicked=self._save)
        self.save_button.hide()
        self.with_details.append(self.save_button)
        self.details_row.insertWidget(2, self.save_button)
        self.note = FieldNote()
        self.inside.addWidget(self.note)

    @property
    def leaves(self) -> bool:
        """Whether the person chose to close the program."""
        return self.chosen == _LEAVE

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
