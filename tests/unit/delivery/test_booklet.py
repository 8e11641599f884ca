"""The papers of the kit name what a person really finds in the program."""

from __future__ import annotations

import re
import tomllib
from functools import cache

import pytest

from tests.architecture.source_tree import ROOT
from ui.commands.arguments import everything

#: What is no part of the program: words of Windows, files of the kit, and what is typed into a shell.
ELSEWHERE = re.compile(
    r"Info selengkapnya|Tetap jalankan|Mulai di sini|.*\.(exe|zip|deb|xz|sh|txt|sig)$"
    r"|(0 19|--|backup |sudo |certutil |sha256sum |chmod ).*"
)


@cache
def written() -> str:
    """Everything the program's own files say."""
    files = [*(ROOT / "ui").rglob("*.py"), *(ROOT / "models").rglob("*.py"), *(ROOT / "resources").rglob("*.toml")]
    files += [ROOT / "delivery" / "linux" / "jangkau.desktop", ROOT / "delivery" / "windows" / "jangkau.nsi"]
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


def texts(name: str) -> str:
    return (ROOT / "delivery" / "kit" / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["mulai.toml", "panduan.toml"])
def test_every_name_in_bold_is_there(name: str) -> None:
    bold = [piece for found in re.findall(r"\*\*(.+?)\*\*", texts(name)) for piece in found.split(" › ")]
    named = [piece.strip("…") for piece in bold if not ELSEWHERE.match(piece)]
    assert len(named) > 5
    assert [piece for piece in named if piece not in written()] == []


def test_the_sections_of_administrasi_are_called_as_they_are() -> None:
    manual = tomllib.loads(texts("panduan.toml"))
    (rows,) = [
        part["tabel"][1:]
        for chapter in manual["bab"]
        for part in chapter["isi"]
        if part.get("tabel", [[""]])[0][-1] == "Di Administrasi"
    ]
    sections = [name.strip() for _wish, where in rows for name in where.partition(":")[0].split(",")]
    assert [name for name in sections if f'title = "{name}"' not in written()] == []


def test_every_command_of_the_manual_exists_and_every_one_for_administrators_is_in_it() -> None:
    manual = tomllib.loads(texts("panduan.toml"))
    (rows,) = [
        part["tabel"][1:]
        for chapter in manual["bab"]
        for part in chapter["isi"]
        if part.get("tabel", [[""]])[0][0] == "Perintah"
    ]
    told = {word for command, _use in rows for word in re.findall(r"(?:^|, )([a-z-]{4,})", command.split(" ")[0])}
    told |= {"export", "report"}
    offered = everything().format_help()
    assert [command for command in told if f"  {command} " not in offered] == []
    ours = {"backup", "verify", "restore", "update", "rescue", "report", "export", "users", "settings", "self-test"}
    assert ours <= told
