"""Asking for a file or a folder with the system's own dialogs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6 import QtWidgets


class FileDialogs:
    """The questions; ``parent`` gives the window they open over."""

    def __init__(self, parent: Callable[[], QtWidgets.QWidget | None]) -> None:
        self._over = parent

    def open_file(self, title: str, kinds: str) -> Path | None:
        """An existing file; ``kinds`` as in "Pindaian (*.pdf *.jpg *.png)". None for Batal."""
        chosen, _ = QtWidgets.QFileDialog.getOpenFileName(self._over(), title, "", kinds)
        return Path(chosen) if chosen else None

    def open_files(self, title: str, kinds: str) -> list[Path]:
        """Existing files, any number; none for Batal."""
        chosen, _ = QtWidgets.QFileDialog.getOpenFileNames(self._over(), title, "", kinds)
        return [Path(one) for one in chosen]

    def save_file(self, title: str, name: str, kinds: str) -> Path | None:
        """Where to save; ``name`` is suggested. None for Batal."""
        chosen, _ = QtWidgets.QFileDialog.getSaveFileName(self._over(), title, name, kinds)
        return Path(chosen) if chosen else None

    def choose_folder(self, title: str) -> Path | None:
        """A folder; None for Batal."""
        chosen = QtWidgets.QFileDialog.getExistingDirectory(self._over(), title)
        return Path(chosen) if chosen else None
