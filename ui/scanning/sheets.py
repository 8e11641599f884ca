"""Sheets before they are kept: pages from files and the scanner, turned, moved, left out, then one PDF."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QIcon,
    QImage,
    QKeySequence,
    QPainter,
    QPixmap,
    QShortcut,
    QTransform,
)
from PySide6.QtWidgets import QDialog, QLineEdit, QListView, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from models.domain.sheets import Sheet
from models.errors import ErrorCode, UserError
from ui import theme
from ui.context import AppContext
from ui.icons import Icon
from ui.scanning.files import KINDS, dropped_files, read_scan
from ui.scanning.scan_dialog import ScanDialog
from ui.theme import Role
from ui.widgets.basics import Button, IconButton, label, row
from ui.widgets.fields import FieldNote, labelled

_SIZE, _SIDE = (880, 580), 150
_SHEET = Qt.ItemDataRole.UserRole
_PICTURE = _SHEET + 1


class SheetsDialog(QDialog):
    """Puts pages together.

    Signals:
        made: title of the document and its PDF.
    """

    made = Signal(str, bytes)

    def __init__(self, parent: QWidget, context: AppContext, title: str = "", *, fixed_title: bool = False) -> None:
        super().__init__(parent)
        self._context = context
        self.setWindowTitle("Susun pindaian")
        room, shown = parent.window().size(), theme.current()
        self.resize(min(shown.px(_SIZE[0]), room.width() - 40), min(shown.px(_SIZE[1]), room.height() - 40))
        self.setAcceptDrops(True)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 16, 20, 14)
        box.setSpacing(10)
        box.addWidget(label("Susun pindaian", Role.SUBTITLE))
        words = "Halaman dari pemindai atau berkas menjadi satu PDF. Seret halaman untuk mengubah urutannya."
        box.addWidget(label(words, Role.MUTED, wrap=True))
        self._build_verbs(box)
        self._build_pages(box)
        self.title = QLineEdit(title)
        self.title.setReadOnly(fixed_title)
        self.title.setPlaceholderText("Nama dokumen tanpa nama klien")
        self.note = FieldNote()
        box.addLayout(labelled("Nama dokumen", self.title, required=True))
        box.addWidget(self.note)
        self.keep_button = Button("Simpan", Icon.SAVE, "primary", clicked=self._keep, shortcut="Ctrl+Return")
        self.count = label("", Role.CAPTION)
        box.addLayout(row(self.count, None, Button("Batal", clicked=self.reject), self.keep_button))
        self.title.textChanged.connect(lambda _text: self.note.clear())
        self._tell()

    def _build_verbs(self, box: QVBoxLayout) -> None:
        self.scan_button = Button("Pindai…", Icon.SCANNER, clicked=self._scan)
        self.file_button = Button("Tambah berkas…", Icon.IMPORT, clicked=self._choose)
        left = IconButton(Icon.TURN_LEFT, "Putar ke kiri", clicked=lambda: self.turn(270))
        right = IconButton(Icon.TURN_RIGHT, "Putar ke kanan", clicked=lambda: self.turn(90))
        before = IconButton(Icon.BACK, "Pindahkan ke depan", clicked=lambda: self.move_page(-1))
        after = IconButton(Icon.FORWARD, "Pindahkan ke belakang", clicked=lambda: self.move_page(1))
        away = IconButton(Icon.DELETE, "Buang halaman", clicked=self.remove_page)
        self.page_verbs = (left, right, before, after, away)
        box.addLayout(row(self.scan_button, self.file_button, None, *self.page_verbs))

    def _build_pages(self, box: QVBoxLayout) -> None:
        side = theme.current().px(_SIDE)
        self.pages = QListWidget()
        self.pages.setAccessibleName("Halaman")
        self.pages.setViewMode(QListView.ViewMode.IconMode)
        self.pages.setMovement(QListView.Movement.Snap)
        self.pages.setDragDropMode(QListWidget.DragDropMode.InternalMove)
        self.pages.setResizeMode(QListView.ResizeMode.Adjust)
        self.pages.setIconSize(QSize(side, side))
        self.pages.setGridSize(QSize(side + 24, side + 40))
        self.pages.currentItemChanged.connect(lambda *_items: self._tell())
        self.pages.model().rowsMoved.connect(lambda *_move: self._number())
        QShortcut(QKeySequence("Del"), self.pages, self.remove_page)
        box.addWidget(self.pages, 1)

    # ------------------------------------------------------------------ pages in

    def add_files(self, paths: Sequence[Path]) -> None:
        """Take in the pages of these files, in their order; what cannot be read is told."""
        for path in paths:
            self._add(partial(read_scan, path))

    def add_page(self, content: bytes) -> None:
        """Take in a scan that is in memory."""
        self._add(lambda: content)

    def _add(self, read: Callable[[], bytes]) -> None:
        attachments, side = self._context.workspace.attachments, 2 * _SIDE
        self._context.runner.render(lambda: attachments.sheets(read(), side), self._show, owner=self)

    def _show(self, pages: tuple[tuple[Sheet, bytes], ...]) -> None:
        for sheet, picture in pages:
            item = QListWidgetItem()
            item.setData(_SHEET, sheet)
            item.setData(_PICTURE, QImage.fromData(picture))
            self.pages.addItem(item)
            self._draw(item)
        if self.pages.currentRow() < 0:
            self.pages.setCurrentRow(0)
        self._number()

    def _choose(self) -> None:
        path = self._context.notify.open_file("Tambah halaman dari berkas", KINDS)
        if path is not None:
            self.add_files([path])

    def _scan(self) -> None:
        dialog = ScanDialog(self, self._context)
        dialog.page.connect(self.add_page)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.add_files(dropped_files(event))

    # ------------------------------------------------------------------ pages about

    def turn(self, degrees: int) -> None:
        """Turn the chosen page clockwise."""
        item = self.pages.currentItem()
        if item is not None:
            item.setData(_SHEET, item.data(_SHEET).turn(degrees))
            self._draw(item)

    def move_page(self, steps: int) -> None:
        """Move the chosen page to another place."""
        place = self.pages.currentRow()
        target = place + steps
        if place >= 0 and 0 <= target < self.pages.count():
            self.pages.insertItem(target, self.pages.takeItem(place))
            self.pages.setCurrentRow(target)
            self._number()

    def remove_page(self) -> None:
        """Leave the chosen page out."""
        if self.pages.currentRow() >= 0:
            self.pages.takeItem(self.pages.currentRow())
            self._number()

    def sheets(self) -> tuple[Sheet, ...]:
        """The pages as they stand."""
        return tuple(self.pages.item(place).data(_SHEET) for place in range(self.pages.count()))

    def _draw(self, item: QListWidgetItem) -> None:
        sheet, picture = item.data(_SHEET), item.data(_PICTURE)
        turned = picture.transformed(QTransform().rotate(sheet.turned))
        shown = QPixmap.fromImage(turned)
        painter = QPainter(shown)
        painter.setPen(theme.current().color("border"))
        painter.drawRect(shown.rect().adjusted(0, 0, -1, -1))
        painter.end()
        item.setIcon(QIcon(shown))

    def _number(self) -> None:
        for place in range(self.pages.count()):
            self.pages.item(place).setText(f"Halaman {place + 1}")
        self.note.clear()
        self._tell()

    def _tell(self) -> None:
        count = self.pages.count()
        self.count.setText(f"{count} halaman" if count else "Belum ada halaman")
        for button in self.page_verbs:
            button.setEnabled(self.pages.currentRow() >= 0 and count > 0)

    # ------------------------------------------------------------------ keeping

    def _keep(self) -> None:
        title = self.title.text().strip()
        if not self.pages.count():
            self.note.show_problem("Belum ada halaman. Pindai atau tambah berkas lebih dahulu.")
        elif not title:
            self.note.show_problem("Nama dokumen belum diisi.")
            self.title.setFocus()
        else:
            self.keep_button.setEnabled(False)
            attachments, sheets = self._context.workspace.attachments, self.sheets()
            self._context.runner.render(lambda: attachments.combine(sheets), self._made, self._refused)

    def _made(self, pdf: bytes) -> None:
        self.accept()
        self.made.emit(self.title.text().strip(), pdf)

    def _refused(self, error: UserError) -> None:
        self.keep_button.setEnabled(True)
        if error.code is ErrorCode.ATTACHMENT_REFUSED:
            self.note.show_problem(str(error.details.get("why", "")))
        else:
            self._context.notify.problem(error)
