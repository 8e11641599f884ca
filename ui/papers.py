"""A window that shows a paper before it is printed or saved; the paper stays in memory."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from ui import theme
from ui.context import AppContext
from ui.icons import Icon
from ui.widgets.basics import Button, row
from ui.widgets.pdf_preview import PdfPreview

_SIZE = (900, 560)


class PaperDialog(QDialog):
    """A preview with "Cetak" and "Simpan PDF". ``title`` and ``file_name`` never hold a client's name.

    Args of the constructor:
        logged: what the log book says was printed, once it was; "" for papers it does not tell of.
        case_id: the case the paper is about, None for none.

    Attributes:
        verbs: the row below the preview.
    """

    def __init__(
        self,
        parent: QWidget,
        context: AppContext,
        pdf: bytes,
        title: str,
        file_name: str,
        *,
        logged: str = "",
        case_id: int | None = None,
    ) -> None:
        super().__init__(parent)
        self._context, self._pdf, self._file_name = context, pdf, file_name
        self._logged, self._case_id = logged, case_id
        self.setWindowTitle(title)
        room = parent.window().size()
        shown = theme.current()
        self.resize(min(shown.px(_SIZE[0]), room.width() - 40), min(shown.px(_SIZE[1]), room.height() - 40))
        self.preview = PdfPreview(title, f"Pratinjau {title}")
        self.preview.show_pdf(pdf)
        self.print_button = Button("Cetak", Icon.PRINT, "primary", clicked=self._print, shortcut="Ctrl+P")
        self.save_button = Button("Simpan PDF", Icon.PDF, clicked=self._save, shortcut="Ctrl+S")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 12)
        box.setSpacing(10)
        box.addWidget(self.preview, 1)
        self.verbs = row(Button("Tutup", clicked=self.reject), None, self.save_button, self.print_button)
        self.verbs.setContentsMargins(16, 0, 16, 0)
        box.addLayout(self.verbs)
        QShortcut(QKeySequence("Ctrl+W"), self, self.reject)

    def change(self, pdf: bytes, title: str, file_name: str) -> None:
        """Show another paper in the same window."""
        self._pdf, self._file_name = pdf, file_name
        self.setWindowTitle(title)
        self.preview.set_title(title)
        self.preview.show_pdf(pdf)

    def _print(self) -> None:
        told = self.note_print if self._logged else None
        self._context.printing.print_pdf(self._pdf, self.windowTitle(), self._file_name, self, told)

    def note_print(self, copies: int, printer: str) -> None:
        """The whole job has gone to the printer: the log book tells of it."""
        logbook, logged, case_id = self._context.workspace.logbook, self._logged, self._case_id
        self._context.runner.command(lambda: logbook.printed(logged, copies, printer, case_id))

    def _save(self) -> None:
        self._context.printing.save_pdf(self._pdf, self._file_name)


def show_paper(
    parent: QWidget,
    context: AppContext,
    pdf: bytes,
    title: str,
    file_name: str,
    *,
    logged: str = "",
    case_id: int | None = None,
) -> PaperDialog:
    """Open the window without stopping the rest of the program; it deletes itself when closed."""
    dialog = PaperDialog(parent, context, pdf, title, file_name, logged=logged, case_id=case_id)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
