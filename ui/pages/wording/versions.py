"""Earlier wordings brought back into the editor: the shipped one, or one of the office's versions."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from models.errors import ErrorCode, UserError
from models.letters.wording import Wording
from models.services.views.wording import WordingVersion
from ui.context import AppContext
from ui.pages.wording.versions_dialog import VersionsDialog


class WordingVersions(QObject):
    """Signals:
    chosen: the ``Wording`` that is to stand in the editor; it is in force only once the person says so.
    """

    chosen = Signal(object)

    def __init__(self, context: AppContext, page: QWidget) -> None:
        super().__init__(page)
        self._context, self._page = context, page
        self._key = self._name = ""

    def take(self, key: str, name: str) -> None:
        """Another letter."""
        self._key, self._name = key, name

    def take_shipped(self) -> None:
        """Put the shipped text into the editor, after a question."""
        words = "Teks bawaan masuk ke penyunting. Yang berlaku baru berubah setelah Anda memilih Berlakukan."
        if self._context.notify.ask(f"Kembali ke naskah bawaan {self._name}?", words, "Pakai naskah bawaan"):
            service, key = self._context.workspace.letter_wording, self._key
            self._context.runner.query(lambda: service.shipped(key), self._found, self._none_shipped)

    def show_all(self) -> None:
        """List the versions."""
        service, key = self._context.workspace.letter_wording, self._key
        self._context.runner.query(lambda: service.versions(key), self._list)

    def _list(self, versions: tuple[WordingVersion, ...]) -> None:
        dialog = VersionsDialog(self._page, self._name, versions)
        dialog.chosen.connect(self._fetch)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _fetch(self, version: int) -> None:
        service, key = self._context.workspace.letter_wording, self._key
        self._context.runner.query(lambda: service.version(key, version), self._found)

    def _found(self, wording: Wording) -> None:
        self.chosen.emit(wording)

    def _none_shipped(self, error: UserError) -> None:
        if error.code is ErrorCode.NOT_FOUND:
            self._context.notify.info("Naskah bawaan tidak ada", "Surat ini dibuat oleh kantor Anda sendiri.")
        else:
            self._context.notify.problem(error)
