"""A definition file with its line numbers: TOML read by the standard library, lines found again for messages.

``tomllib`` gives values without positions. A civil servant who mistypes a key needs the line, so the text is scanned
once for table headers and keys; a path such as ``("langkah", 2, "waktu")`` then leads back to its line.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

Path = tuple[str | int, ...]
_HEADER = re.compile(r"^\s*\[(\[)?\s*([^\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"^\s*([A-Za-z0-9_\-\"']+)\s*=")
#: What ``tomllib`` says (its beginning) and what that means to the person who writes the file.
_TOML_WORDS = {
    "Unterminated string": "teks tidak ditutup dengan tanda petik",
    "Expected newline or end of document": "ada tulisan berlebih di akhir baris",
    "Expected '=' after a key": "tanda = tidak ada sesudah kunci",
    "Expected ']": "kurung siku tidak ditutup",
    "Unclosed array": "daftar [ … ] tidak ditutup atau isinya tidak dipisahkan koma",
    "Unclosed inline table": "kurung { … } tidak ditutup atau isinya tidak dipisahkan koma",
    "Cannot overwrite a value": "kunci ini sudah ditulis di atasnya",
    "Duplicate inline table key": "kunci ini tertulis dua kali dalam kurung { … }",
    "Cannot declare": "bagian ini sudah ada di atasnya",
    "Cannot redefine": "bagian ini sudah ada di atasnya",
    "Cannot mutate": "bagian ini sudah ada di atasnya",
    "Invalid date": "tanggal ini tidak ada; tulis seperti 2025-08-01",
    "Invalid value": "nilai sesudah tanda = tidak ada atau teksnya tanpa tanda petik",
    "Invalid initial character for a key part": "nama kunci tidak ada atau memuat tanda yang tidak boleh",
    "Invalid statement": "baris ini bukan kunci = nilai dan bukan [bagian]",
    "Illegal character": "ada tanda yang tidak boleh di dalam teks; teks harus selesai pada baris yang sama",
    "Unescaped '\\'": "garis miring terbalik harus ditulis dua kali",
}
#: Larger than any definition, in bytes; what is larger is no definition file.
LARGEST_FILE = 512 * 1024
_STRING = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'[^']*'")


@dataclass(frozen=True, order=True)
class Problem:
    """One thing wrong in a definition, in a sentence a civil servant can act on.

    Attributes:
        file: name of the file, as the person gave it.
        line: 1-based line, 0 where the whole file is meant.
        message: Indonesian sentence: what is wrong and what is right.
        grave: False for a remark that does not keep the definition from being used.
        path: where it stands in the data, for editors that show no lines.
    """

    file: str
    line: int
    message: str
    grave: bool = True
    path: Path = field(default=(), compare=False)

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        return f"{where}: {self.message}"


@dataclass
class Source:
    """One definition text, parsed, with a list that collects its problems.

    Attributes:
        name: file name for messages.
        text: the TOML text.
        data: the parsed tables; empty when the text is not TOML.
        problems: what the loaders found so far.
    """

    name: str
    text: str
    data: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    _lines: dict[Path, int] = field(default_factory=dict, repr=False)

    @classmethod
    def read(cls, name: str, text: str) -> Source:
        """Parse ``text``; a TOML mistake becomes a problem with its line instead of an exception."""
        source = cls(name, text)
        try:
            source.data = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            found = re.search(r"line (\d+)", str(error))
            line = int(found.group(1)) if found else len(text.splitlines())
            source.complain_at(line, f"Susunan berkas tidak dapat dibaca: {_in_words(str(error))}.")
        except (RecursionError, ValueError):  # brackets within brackets without end, numbers of thousands of digits
            source.complain_at(0, "Susunan berkas tidak dapat dibaca: kurung atau angkanya terlalu banyak.")
        else:
            source._lines = _index(text)
        return source

    @classmethod
    def of_file(cls, name: str, content: bytes) -> Source:
        """Read what a file holds; one that is too large or no text is a problem, a byte order mark is none."""
        if len(content) > LARGEST_FILE:
            limit = LARGEST_FILE // 1024
            return cls._unreadable(name, f"Berkas ini terlalu besar untuk sebuah definisi; paling besar {limit} KB.")
        try:
            source = cls.read(name, content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n"))
        except UnicodeDecodeError:
            return cls._unreadable(
                name, "Berkas ini bukan teks UTF-8. Simpan ulang sebagai teks dengan pengodean UTF-8."
            )
        for path in _unprintable(source.data, ()):
            source.complain(path, "Teks ini memuat tanda kendali yang tidak dapat dicetak. Hapus tanda itu.")
        return source

    @classmethod
    def _unreadable(cls, name: str, words: str) -> Source:
        return cls(name, "", problems=[Problem(name, 0, words)])

    def line_of(self, path: Path) -> int:
        """The line of ``path``, or of its nearest parent that has one; 0 if none has."""
        while path:
            if path in self._lines:
                return self._lines[path]
            path = path[:-1]
        return 0

    def complain(self, path: Path, message: str, *, grave: bool = True) -> None:
        """Note a problem at ``path``."""
        self.problems.append(Problem(self.name, self.line_of(path), message, grave, path))

    def complain_at(self, line: int, message: str, *, grave: bool = True) -> None:
        """Note a problem at a known line."""
        self.problems.append(Problem(self.name, line, message, grave))

    @property
    def sound(self) -> bool:
        """True while no grave problem was found."""
        return not any(problem.grave for problem in self.problems)

    def unknown_keys(self, table: dict[str, Any], known: set[str], path: Path) -> None:
        """Refuse each key of ``table`` that no loader reads: a typing mistake must not pass silently."""
        for key in table:
            if key not in known:
                self.complain((*path, key), f'Kunci "{key}" tidak dikenal. Yang dikenal: {", ".join(sorted(known))}.')


def _in_words(error: str) -> str:
    known = (words for start, words in _TOML_WORDS.items() if error.startswith(start))
    return next(known, "tulisannya tidak menurut aturan TOML")


def _unprintable(value: Any, path: Path) -> Iterator[Path]:
    """Where a text or a key holds a control character, which an escape can bring in and no paper can show."""
    if isinstance(value, str):
        if any(unicodedata.category(sign) == "Cc" and sign not in "\n\t" for sign in value):
            yield path
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _unprintable(key, path)
            yield from _unprintable(inner, (*path, key))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from _unprintable(inner, (*path, place))


def _index(text: str) -> dict[Path, int]:
    """Line of each table header, of each key that begins a line and of each entry of an array that does."""
    lines: dict[Path, int] = {}
    counts: dict[Path, int] = {}
    current: Path = ()
    quoted = ""
    array: _Array | None = None
    for number, line in enumerate(text.splitlines(), 1):
        if quoted:
            if quoted in line:
                quoted = ""
            continue
        if array:
            array = array.take(line, number, lines)
            continue
        header = _HEADER.match(line)
        if header and not _KEY.match(line):
            current = _enter(header.group(2), bool(header.group(1)), counts)
            lines.setdefault(current, number)
        elif key := _KEY.match(line):
            path = (*current, key.group(1).strip("\"'"))
            lines.setdefault(path, number)
            value = line[key.end() :]
            quoted = next((mark for mark in ('"""', "'''") if value.count(mark) == 1), "")
            if value.lstrip().startswith("[") and _depth(value) > 0:
                array = _Array(path, _depth(value))
    return lines


@dataclass
class _Array:
    """An array that runs over several lines: entries that begin a line get that line."""

    path: Path
    depth: int
    entries: int = 0

    def take(self, line: str, number: int, lines: dict[Path, int]) -> _Array | None:
        """Note the entry on ``line``; None when the array ends there."""
        text = line.strip()
        if self.depth == 1 and text and text[0] not in "]#":
            lines.setdefault((*self.path, self.entries), number)
            self.entries += 1
        self.depth += _depth(line)
        return self if self.depth > 0 else None


def _depth(line: str) -> int:
    """How many brackets ``line`` leaves open, without those in strings and comments."""
    bare = _STRING.sub("", line).split("#", 1)[0]
    return sum(bare.count(mark) for mark in "[{") - sum(bare.count(mark) for mark in "]}")


def _enter(dotted: str, is_array: bool, counts: dict[Path, int]) -> Path:
    """The path of a table header: arrays of tables get their running index."""
    path: Path = ()
    names = [part.strip().strip("\"'") for part in dotted.split(".")]
    for position, name in enumerate(names):
        path = (*path, name)
        if position == len(names) - 1 and is_array:
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path = (*path, counts[path])
    return path
