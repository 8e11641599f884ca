"""What this PC remembers for the person before they have logged in: look, text size, window, printers' paper.

A small JSON file beside the data, written whole or not at all. It never holds anything about people or cases. A file
that cannot be read is treated as empty: preferences are not worth a message at the start.
"""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import Any

import platformdirs

from models.domain.atomic import write_whole
from models.errors import UserError

FILE_NAME = "tampilan.json"
#: Under which key the folder of the office is remembered that somebody chose on this PC.
DATA_FOLDER = "folder_data"
_LIMIT = 64 * 1024


def settings_folder(*, training: bool) -> Path:
    """Where this PC remembers it; never beside an office's data, which may lie on a share."""
    folder = Path(platformdirs.user_config_dir("Jangkau", appauthor=False)) / ("latihan" if training else "")
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    return folder


class LocalSettings:
    """Preferences by key; values are JSON scalars, lists or tables."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / FILE_NAME
        self._values = self._read()

    def get(self, key: str, default: Any) -> Any:
        """The remembered value if it is of the default's type, else ``default``."""
        value = self._values.get(key, default)
        return value if type(value) is type(default) else default

    def put(self, key: str, value: Any) -> None:
        """Remember ``value``; a disk that refuses it is no reason to interrupt work."""
        if self._values.get(key) == value:
            return
        self._values[key] = value
        text = json.dumps(self._values, ensure_ascii=False, sort_keys=True, indent=1)
        try:
            write_whole(self._file, text.encode())
        except UserError:
            return

    def _read(self) -> dict[str, Any]:
        try:
            if self._file.stat().st_size > _LIMIT:
                return {}
            values = json.loads(self._file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return values if isinstance(values, dict) else {}
