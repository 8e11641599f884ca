"""Scanning: which machine, how fine, in colour, one page or the stack in the feeder."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QVBoxLayout, QWidget

from models.errors import UserError
from models.messages import render
from ui import theme
from ui.context import AppContext
from ui.icons import Icon
from ui.scanning.scanner import Device, Wish, no_scanner, system_scanner
from ui.tasks import Progress
from ui.theme import Role
from ui.widgets.basics import Button, label, row
from ui.widgets.fields import FieldNote, labelled

_WIDTH = 460
_DPI = (150, 200, 300, 600)
_USUAL = 200
_MEMORY = "pemindai"


class ScanDialog(QDialog):
    """Asks how to scan, then scans; it stays open for the next page.

    Signals:
        page: a page as it comes.
    """

    page = Signal(bytes)
    _came = Signal(bytes)

    def __init__(self, parent: QWidget, context: AppContext) -> None:
        super().__init__(parent)
        self._context, self._scanner = context, system_scanner()
        self._devices: tuple[Device, ...] = ()
        self._progress: Progress | None = None
        self.setWindowTitle("Pindai")
        self.setMinimumWidth(theme.current().px(_WIDTH))
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 16, 20, 14)
        box.setSpacing(10)
        box.addWidget(label("Pindai dokumen", Role.SUBTITLE))
        self.device, self.dpi = QComboBox(), QComboBox()
        for dpi in _DPI:
            self.dpi.addItem(f"{dpi} dpi" + (" (cukup untuk surat)" if dpi == _USUAL else ""), dpi)
        self.dpi.setCurrentIndex(_DPI.index(_USUAL))
        self.colour, self.stack = QCheckBox("Berwarna"), QCheckBox("Semua lembar dalam pengumpan kertas")
        box.addLayout(labelled("Pemindai", self.device))
        box.addLayout(labelled("Ketajaman", self.dpi))
        box.addWidget(self.colour)
        box.addWidget(self.stack)
        self.note, self.state = FieldNote(), label("Mencari pemindai…", Role.MUTED, wrap=True)
        box.addWidget(self.state)
        box.addWidget(self.note)
        self.scan_button = Button("Pindai", Icon.SCANNER, "primary", clicked=self._scan, shortcut="Ctrl+Return")
        self.stop_button = Button("Hentikan", clicked=self._stop)
        self.again_button = Button("Cari lagi", Icon.REFRESH, clicked=self.look)
        box.addLayout(row(self.again_button, None, Button("Tutup", clicked=self.reject), self.stop_button,
                          self.scan_button))  # fmt: skip
        self._came.connect(self.page)
        self._count = 0
        self._came.connect(self._counted)
        self.look()

    def look(self) -> None:
        """Ask the system for its scanners."""
        self.scan_button.setEnabled(False)
        self.stop_button.hide()
        self.note.clear()
        self.state.setText("Mencari pemindai…")
        self._context.runner.render(self._scanner.devices, self._found, self._failed, owner=self)

    def _found(self, devices: tuple[Device, ...]) -> None:
        self._devices = devices
        self.device.clear()
        for device in devices:
            self.device.addItem(device.name, device.key)
        self.device.setCurrentIndex(max(self.device.findData(self._context.settings.get(_MEMORY, "")), 0))
        self.scan_button.setEnabled(bool(devices))
        self.state.setText("Letakkan kertas, lalu tekan Pindai." if devices else "")
        if not devices:
            said = render(no_scanner())
            self.note.show_problem(f"{said.why} {said.do}")

    def _scan(self) -> None:
        chosen = self._devices[self.device.currentIndex()]
        wish = Wish(int(self.dpi.currentData()), self.colour.isChecked(), self.stack.isChecked())
        self._context.settings.put(_MEMORY, chosen.key)
        self._busy(True)
        self._count = 0
        self.state.setText("Memindai…")
        progress = self._progress = Progress("Memindai")
        scanner, came = self._scanner, self._came
        self._context.runner.render(
            lambda: scanner.scan(chosen, wish, came.emit, progress.cancelled), self._done, self._failed, owner=self
        )

    def _counted(self, _page: bytes) -> None:
        self._count += 1
        self.state.setText(f"{self._count} halaman terpindai.")

    def _done(self, count: int) -> None:
        self._busy(False)
        self.state.setText(f"{count} halaman terpindai. Letakkan kertas berikutnya atau tekan Tutup.")

    def _failed(self, error: UserError) -> None:
        self._busy(False)
        said = render(error)
        self.state.setText("")
        self.note.show_problem(f"{said.why} {said.do}")

    def _busy(self, busy: bool) -> None:
        self.note.clear()
        for widget in (self.scan_button, self.again_button, self.device, self.dpi, self.colour, self.stack):
            widget.setEnabled(not busy)
        self.stop_button.setVisible(busy)

    def _stop(self) -> None:
        if self._progress is not None:
            self._progress.cancel()
            self._busy(False)
            self.state.setText("Dihentikan.")

    def reject(self) -> None:
        self._stop()
        super().reject()
