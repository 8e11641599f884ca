"""Files appear whole or not at all, and what the operating system refuses is told in words."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.domain import atomic
from models.domain.atomic import problem_of, remove_leftovers, write_whole
from models.errors import ErrorCode, UserError


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    target = tmp_path / "a"
    write_whole(target, b"one")
    write_whole(target, [b"tw", b"o"])
    assert target.read_bytes() == b"two"
    assert [found.name for found in tmp_path.iterdir()] == ["a"]
    assert target.stat().st_mode & 0o077 == 0


def test_what_fails_half_way_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "a"
    write_whole(target, b"old")

    def torn() -> Iterator[bytes]:
        yield b"ne"
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_whole(target, torn())
    assert target.read_bytes() == b"old"
    assert [found.name for found in tmp_path.iterdir()] == ["a"]


def test_a_full_disk_leaves_the_old_file_and_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "a"
    write_whole(target, b"old")

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UserError) as caught:
        write_whole(target, b"new")
    assert caught.value.code is ErrorCode.DISK_FULL
    assert target.read_bytes() == b"old"
    assert [found.name for found in tmp_path.iterdir()] == ["a"]


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, ErrorCode.DISK_FULL),
        (errno.EROFS, ErrorCode.READ_ONLY),
        (errno.EACCES, ErrorCode.FOLDER_NOT_WRITABLE),
        (errno.EIO, ErrorCode.STORAGE_GONE),
        (errno.ENOENT, ErrorCode.STORAGE_GONE),
    ],
)
def test_each_refusal_has_its_words(number: int, code: ErrorCode) -> None:
    assert problem_of(OSError(number, "x")).code is code


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        write_whole(tmp_path / "tidak" / "ada", b"x")
    assert caught.value.code is ErrorCode.STORAGE_GONE


def test_a_scanner_that_holds_the_file_for_a_moment_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refusals = iter([True, True, False])
    replace = os.replace

    def held(source: Path, target: Path) -> None:
        if next(refusals):
            raise PermissionError
        replace(source, target)

    monkeypatch.setattr(os, "replace", held)
    monkeypatch.setattr(atomic, "_WINDOWS", True)
    write_whole(tmp_path / "a", b"x")
    assert (tmp_path / "a").read_bytes() == b"x"


def test_leftovers_of_a_power_cut_are_removed(tmp_path: Path) -> None:
    (tmp_path / "a.0123456789ab.tmp").write_bytes(b"half")
    (tmp_path / "a").write_bytes(b"whole")
    (tmp_path / "b.tmp").write_bytes(b"somebody else's")
    remove_leftovers(tmp_path)
    assert sorted(found.name for found in tmp_path.iterdir()) == ["a", "b.tmp"]
