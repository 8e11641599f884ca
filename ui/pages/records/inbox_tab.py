"""The tab Berkas masuk: scans in this PC's folder, each to be put into its case and then taken out of the folder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.services.views.records import FilingHint
from ui import saving, theme
from ui.context import AppContext
from ui.icons import Icon
from ui.pages.records.records_tab import RecordsTab
from ui.scanning import folder as scan_folder
from ui.scanning.files import read_scan
from ui.scanning.folder import MEMORY, WaitingFile
from ui.tables.model import Column
from ui.tables.table import TWO_LINES, Table
from ui.theme import Role
from ui.widgets.basics import Button, Card, label, row
from ui.widgets.folding import FoldingRow
from ui.widgets.grid_dialog import GridDialog, Place
from ui.widgets.messages import EmptyState

_KILO = 1024
#: Width of the words on the folder in pixels at 100 % text; the verbs go below them where less is left.
_FOLDER = 240


@dataclass(frozen=True)
class Filing:
    """Where a scan goes."""

    number: str
    title: str


class FilingDialog(GridDialog):
    """Asks for the case and the title of a scan; its answer is a ``Filing``."""

    def __init__(self, parent: QWidget, name: str, hint: FilingHint | None) -> None:
        places = (
            Place("number", "Nomor register kasus", 0, 0, required=True),
            Place("title", "Nama dokumen, tanpa nama klien", 1, 0, required=True),
        )
        words = f"Kode QR pada lembar ini: {hint.title}." if hint else "Berkas ini disimpan tersandi dalam kasusnya."
        super().__init__(parent, "Simpan ke kasus", words, places, "Simpan ke kasus", width=480)
        self.above.addWidget(label(name, Role.CAPTION, wrap=True))
        if hint is not None:
            self.edits["number"].setText(hint.case_number)
            self.edits["title"].setText(hint.title)
        self.edits["title" if hint else "number"].setFocus()

    def answer(self) -> Filing:
        said = self.texts()
        return Filing(said["number"], said["title"])


def _columns(known: Mapping[str, str]) -> tuple[Column, ...]:
    return (
        Column("nama", "Berkas", lambda one: one.name, _size, 0, strong=True),
        Column("kasus", "Sudah tersimpan", lambda one: known.get(one.digest, "Belum"), None, 260),
    )


def _size(one: WaitingFile) -> str:
    return f"{max(one.size // _KILO, 1)} KB" if one.size < _KILO * _KILO else f"{one.size // (_KILO * _KILO)} MB"


class InboxTab(RecordsTab):
    """What waits in the folder.

    Signals:
        stack_found: the path of a file that is to be taken apart.
    """

    stack_found = Signal(Path)

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self._known: dict[str, str] = {}
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(lambda _folder: self.read())
        self.folder = label("", Role.MUTED, wrap=True)
        self.folder.setMinimumWidth(theme.current().px(_FOLDER))
        self.folder_button = Button("Pilih map…", Icon.OPEN, clicked=self._choose_folder)
        self.file_button = Button("Simpan ke kasus…", Icon.IMPORT, "primary", clicked=self._file)
        self.stack_button = Button("Pilah sebagai tumpukan", Icon.COPY, clicked=self._take_apart)
        self.remove_button = Button("Hapus dari map…", Icon.DELETE, clicked=self._remove)
        self.table = Table("Berkas masuk", _columns(self._known), lambda one: one.digest + one.name, TWO_LINES)
        self.table.current_changed.connect(self._enable)
        self.table.opened.connect(lambda _one: self._file())
        self._framed = Card(margins=(1, 1, 1, 1), spacing=0)
        self._framed.body.addWidget(self.table)
        self._nothing = EmptyState(Icon.IMPORT, "")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        verbs = row(None, self.folder_button, self.remove_button, self.stack_button, self.file_button)
        box.addWidget(FoldingRow(row(self.folder, stretch=0), verbs, 8))
        box.addWidget(self._framed, 1)
        box.addWidget(self._nothing, 1)

    @property
    def _path(self) -> str:
        return str(self._context.settings.get(MEMORY, ""))

    def read(self) -> None:
        """Look into the folder again."""
        path = self._path
        self.folder.setText(
            f"Map pindaian komputer ini: {path}" if path else "Map pindaian komputer ini belum dipilih."
        )
        if not path:
            self._show(((), {}))
            return
        if path not in self._watcher.directories():
            self._watcher.addPath(path)
        attachments = self._context.workspace.attachments

        def work() -> tuple[tuple[WaitingFile, ...], dict[str, str]]:
            found = scan_folder.waiting(Path(path))
            return found, attachments.known([one.digest for one in found])

        self._context.runner.query(work, self._show, latest="berkas_masuk")

    def _show(self, found: tuple[tuple[WaitingFile, ...], dict[str, str]]) -> None:
        files, known = found
        self._known.clear()
        self._known.update(known)
        self.table.rows.set_rows(files)
        self._framed.setVisible(bool(files))
        self._nothing.setVisible(not files)
        if self._path:
            self._nothing.set_words("Tidak ada berkas masuk", "Pindaian yang disimpan mesin ke map ini muncul di sini.")
        else:
            self._nothing.set_words("Pilih map pindaian", "Map tempat pemindai atau mesin fotokopi menyimpan hasilnya.")
        waiting = sum(one.digest not in known for one in files)
        self.counted.emit(f"{waiting} berkas menunggu disimpan ke kasusnya" if waiting else "")
        self.table.choose_first()
        self._enable(self.table.current())

    def _enable(self, one: WaitingFile | None) -> None:
        self.file_button.setEnabled(one is not None)
        self.stack_button.setEnabled(one is not None)
        self.remove_button.setEnabled(one is not None and one.digest in self._known)

    # ------------------------------------------------------------------ working

    def _choose_folder(self) -> None:
        folder = self._context.notify.choose_folder("Pilih map pindaian")
        if folder is not None:
            if self._watcher.directories():
                self._watcher.removePaths(self._watcher.directories())
            self._context.settings.put(MEMORY, str(folder))
            self.read()

    def _file(self) -> None:
        one: WaitingFile | None = self.table.current()
        if one is None:
            return
        case_file = self._context.workspace.case_file

        def found(hints: tuple[FilingHint, ...]) -> None:
            if len({(hint.case_number, hint.form_key, hint.letter_id) for hint in hints}) > 1:
                self.stack_found.emit(one.path)  # papers of several places lie in one file
            else:
                self._ask(one, hints[0] if hints else None)

        self._context.runner.render(lambda: case_file.hints(read_scan(one.path)), found, owner=self)

    def _take_apart(self) -> None:
        one: WaitingFile | None = self.table.current()
        if one is not None:
            self.stack_found.emit(one.path)

    def settle(self, paths: Sequence[Path]) -> None:
        """Every part of these files was filed: those of the folder need not lie there any more."""
        lines = (self.table.rows.row_at(number) for number in range(self.table.rows.rowCount()))
        for one in [line for line in lines if line.path in paths]:
            self._known[one.digest] = "Dipilah ke tempatnya"
            self._remove_asked(one)

    def _ask(self, one: WaitingFile, hint: FilingHint | None) -> None:
        attachments = self._context.workspace.attachments

        def keep(given: Filing) -> str:
            content = read_scan(one.path)
            own = hint is not None and hint.case_number == given.number
            return attachments.file(
                given.number, given.title, one.name, content,
                letter_id=hint.letter_id if hint and own else None, form_key=hint.form_key if hint and own else "",
            )  # fmt: skip

        saving.ask(self._context, FilingDialog(self, one.name, hint), keep, lambda number: self._filed(one, number))

    def _filed(self, one: WaitingFile, number: str) -> None:
        self._context.notify.toast(f"Tersimpan tersandi dalam kasus {number}.")
        self._known[one.digest] = number
        self._remove_asked(one)

    def _remove(self) -> None:
        one: WaitingFile | None = self.table.current()
        if one is not None:
            self._remove_asked(one)

    def _remove_asked(self, one: WaitingFile) -> None:
        words = (
            "Salinannya sudah tersimpan tersandi di dalam program dan sudah dibaca ulang. Berkas di map itu masih "
            "dapat dibaca siapa pun; sebaiknya dihapus."
        )
        if self._context.notify.ask("Hapus berkas asli dari map?", words, "Hapus dari map", kind="danger"):
            self._context.runner.render(lambda: scan_folder.remove(one), self._removed, owner=self)
        else:
            self.read()

    def _removed(self, gone: bool) -> None:
        if not gone:
            words = "Berkas itu berubah atau sedang dibuka program lain. Hapus sendiri sesudah ditutup."
            self._context.notify.warning("Berkas belum dapat dihapus", words)
        self.read()
