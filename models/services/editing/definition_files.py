"""Definition files that somebody brings: refused in words where they are none."""

from __future__ import annotations

from models.source import Source


def read_file(name: str, content: bytes, head: str, called: str) -> Source:
    """The file as text with its problems; ``head`` is the table it must begin with, ``called`` what it should be."""
    source = Source.of_file(name, content)
    if not source.problems and not isinstance(source.data.get(head), dict):
        source.complain_at(0, f"Berkas ini bukan {called}: bagian [{head}] tidak ada.")
    return source
