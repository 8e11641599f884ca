"""One TOML table of a definition file, read key by key with its type checked.

What a loader never asked for is unknown: ``finish`` refuses it, so a typing mistake cannot pass silently and no
loader keeps a second list of its keys.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from models.source import Path, Source


@dataclass
class Table:
    """A table of ``source`` at ``path``; each getter notes a problem and gives its fallback when the type is wrong.

    Attributes:
        asked: the keys that were read so far.
    """

    source: Source
    data: dict[str, Any]
    path: Path = ()
    asked: set[str] = field(default_factory=set)

    @classmethod
    def top(cls, source: Source) -> Table:
        """The whole file as a table."""
        return cls(source, source.data)

    def complain(self, key: str, message: str, *, grave: bool = True) -> None:
        """Note a problem at ``key``, or at the table itself for an empty key."""
        self.source.complain((*self.path, key) if key else self.path, message, grave=grave)

    def has(self, key: str) -> bool:
        """True if the key is written in the file."""
        self.asked.add(key)
        return key in self.data

    def text(self, key: str, *, required: bool = False, fallback: str = "") -> str:
        """A text without blanks around it; a required one may not be empty."""
        found = self._typed(key, str, "teks dalam tanda kutip")
        if required and not (found or "").strip() and (found is not None or key not in self.data):
            self.complain(key, f'"{key}" harus diisi.')
        return fallback if found is None else str(found).strip()

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; one text alone stands for a list of one."""
        found = self.data.get(key)
        self.asked.add(key)
        entries = [found] if isinstance(found, str) else found
        if entries is None:
            return ()
        if not isinstance(entries, list) or not all(isinstance(entry, str) for entry in entries):
            self.complain(key, f'"{key}" harus berupa daftar teks, misalnya ["…", "…"].')
            return ()
        return tuple(entry.strip() for entry in entries)

    def number(self, key: str, fallback: int | None = None) -> int | None:
        """A whole number."""
        found = self._typed(key, int, "bilangan bulat tanpa tanda kutip")
        return fallback if found is None else int(found)

    def flag(self, key: str) -> bool:
        """``true`` or ``false``; false when absent."""
        return bool(self._typed(key, bool, "true atau false"))

    def day(self, key: str) -> date | None:
        """A date, written without quotes."""
        found: date | None = self._typed(key, date, "tanggal tanpa tanda kutip, misalnya 2025-08-01")
        return found

    def table(self, key: str, *, required: bool = False) -> Table | None:
        """A table inside this one."""
        found = self._typed(key, dict, f"tabel [{key}]")
        if found is None:
            if required and key not in self.data:
                self.complain("", f"Bagian [{key}] tidak ada.")
            return None
        return Table(self.source, found, (*self.path, key))

    def tables(self, key: str) -> list[Table]:
        """A list of tables: ``[[key]]`` or ``key = [{ … }, { … }]``."""
        found = self._typed(key, list, f"daftar tabel [[{key}]]")
        inside = []
        for position, entry in enumerate(found or []):
            if isinstance(entry, dict):
                inside.append(Table(self.source, entry, (*self.path, key, position)))
            else:
                self.source.complain((*self.path, key, position), f'Setiap isi "{key}" harus berbentuk {{ … }}.')
        return inside

    def finish(self) -> None:
        """Refuse every key that was not asked for."""
        self.source.unknown_keys(self.data, self.asked, self.path)

    def _typed(self, key: str, kind: type, wanted: str) -> Any:
        self.asked.add(key)
        found = self.data.get(key)
        # bool is an int and datetime is a date to Python; to the person who writes the file they are not
        fits = isinstance(found, kind) and not (kind is int and isinstance(found, bool))
        if found is None or (fits and not isinstance(found, datetime)):
            return found
        self.complain(key, f'"{key}" harus berupa {wanted}.')
        return None
