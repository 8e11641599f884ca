"""Definition files that somebody brings: read as text, refused in words where they are none."""

from __future__ import annotations

from models.source import Problem, Source

#: Larger than any definition; what is larger is no definition file.
LARGEST_FILE = 512 * 1024


def read_file(name: str, content: bytes, head: str, called: str) -> Source:
    """The file as text with its problems; ``head`` is the table it must begin with, ``called`` what it should be."""
    if len(content) > LARGEST_FILE:
        limit = LARGEST_FILE // 1024
        return _unreadable(name, f"Berkas ini terlalu besar untuk sebuah {called}; paling besar {limit} KB.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _unreadable(name, f"Berkas ini bukan teks UTF-8. Pilih berkas {called} berakhiran .toml.")
    source = Source.read(name, text)
    if not source.problems and not isinstance(source.data.get(head), dict):
        return _unreadable(name, f"Berkas ini bukan {called}: bagian [{head}] tidak ada.")
    return source


def _unreadable(name: str, words: str) -> Source:
    return Source(name, "", problems=[Problem(name, 0, words)])
