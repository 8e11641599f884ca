"""Typed access to the tables of a definition file: a wrong kind of value becomes a problem with its line.

Shared by the loaders of lists, forms, letters and procedures.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from models.source import Path, Source

#: Far more than any office writes; a year or a date is no version. Definitions of guests are numbered above it.
LAST_VERSION = 9999
_KEY_SIGNS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-_")


@dataclass(frozen=True)
class Table:
    """One table of a definition: getters say what is wrong instead of raising, and give the default then."""

    source: Source
    data: Mapping[str, Any]
    path: Path

    @classmethod
    def of(cls, source: Source, name: str, *, required: bool = True) -> Table:
        """The top table ``name``; empty, with a problem, where the file has none."""
        found = source.data.get(name)
        if isinstance(found, dict):
            return cls(source, found, (name,))
        if found is not None or required:
            source.complain((name,), f"Bagian [{name}] tidak ada atau salah tulis.")
        return cls(source, {}, (name,))

    def complain(self, message: str, *more: str | int) -> None:
        """Note a problem in this table, at the key ``more`` leads to."""
        self.source.complain((*self.path, *more), message)

    def known(self, *keys: str) -> None:
        """Refuse every key that is not among ``keys``."""
        for key in self.data:
            if key not in keys:
                # The 0 finds the first [[key]]; for any other value the search falls back to the key itself.
                self.complain(f'Kunci "{key}" tidak dikenal.{nearest(key, keys)}', key, 0)

    def text(self, key: str, default: str = "", *, required: bool = False) -> str:
        """A text without surrounding blanks."""
        value = self.data.get(key)
        if isinstance(value, str):
            if value.strip() or not required:
                return value.strip()
        elif value is not None:
            self.complain(f'"{key}" harus berupa teks di antara tanda petik.', key)
            return default
        if required:
            self.complain(f'"{key}" wajib ada dan tidak boleh kosong.', key)
        return default

    def number(self, key: str, default: int | None = None) -> int | None:
        """A whole number."""
        value = self.data.get(key, default)
        if value is default or (isinstance(value, int) and not isinstance(value, bool)):
            return value
        self.complain(f'"{key}" harus berupa bilangan bulat tanpa tanda petik.', key)
        return default

    def flag(self, key: str) -> bool:
        """True or false, false when absent."""
        value = self.data.get(key, False)
        if isinstance(value, bool):
            return value
        self.complain(f'"{key}" harus true (benar) atau false (tidak), tanpa tanda petik.', key)
        return False

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; a single text counts as a list of one."""
        value = self.data.get(key, [])
        if isinstance(value, str):
            return (value,)
        if isinstance(value, list) and all(isinstance(entry, str) for entry in value):
            return tuple(value)
        self.complain(f'"{key}" harus berupa daftar teks, misalnya ["satu", "dua"].', key)
        return ()

    def tables(self, key: str) -> list[Table]:
        """The tables of ``[[key]]``."""
        value = self.data.get(key, [])
        if isinstance(value, list) and all(isinstance(entry, dict) for entry in value):
            return [Table(self.source, entry, (*self.path, key, index)) for index, entry in enumerate(value)]
        self.complain(f'"{key}" harus ditulis sebagai [[{key}]].', key)
        return []

    def identifier(self, key: str = "kunci") -> str:
        """A required key of small letters, digits, hyphens and underscores."""
        value = self.text(key, required=True)
        if value and not set(value) <= _KEY_SIGNS:
            self.complain(f'"{key}" hanya boleh berisi huruf kecil, angka, "-" dan "_"; yang tertulis "{value}".', key)
            return ""
        return value

    def version(self) -> int:
        """The required ``versi``, 1 to ``LAST_VERSION``."""
        value = self.number("versi")
        if ("versi" not in self.data) if value is None else value < 1:
            self.complain('"versi" wajib ada: bilangan mulai dari 1.', "versi")
        elif value is not None and value > LAST_VERSION:
            self.complain(f'"versi" paling besar {LAST_VERSION}.', "versi")
        return min(max(value or 1, 1), LAST_VERSION)


def top(source: Source) -> Table:
    """The file itself as a table."""
    return Table(source, source.data, ())


def nearest(word: str, known: tuple[str, ...] | list[str]) -> str:
    """A sentence such as "Mungkin maksudnya …" where something similar is known, else the empty text."""
    found = get_close_matches(word, known, n=1, cutoff=0.6)
    return f' Mungkin maksudnya "{found[0]}".' if found else ""
