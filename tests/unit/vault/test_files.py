"""Attachments: what goes in comes out, for its own case only, and nothing readable lies on the disk."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.errors import ErrorCode, UserError
from models.vault.chunks import CHUNK
from models.vault.files import FileVault, StoredFile

SECRET = b"Nama klien: Melati Contoh"


@pytest.fixture
def vault(tmp_path: Path) -> FileVault:
    return FileVault(tmp_path / "berkas", b"k" * 32)


def refused(vault: FileVault, case_id: int, token: str) -> bool:
    with pytest.raises(UserError) as caught:
        vault.get(case_id, token)
    return caught.value.code is ErrorCode.ATTACHMENT_DAMAGED


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK])
def test_every_size_comes_back_whole(vault: FileVault, size: int) -> None:
    content = bytes(number % 251 for number in range(size))
    stored = vault.put(7, content)
    assert vault.get(7, stored.token) == content
    assert stored.size == size
    vault.verify(7, stored)


def test_nothing_readable_lies_on_the_disk(vault: FileVault, tmp_path: Path) -> None:
    vault.put(7, SECRET * 5000)
    (found,) = (tmp_path / "berkas").iterdir()
    assert SECRET[:8] not in found.read_bytes()
    assert found.stat().st_mode & 0o077 == 0


def test_a_file_opens_for_its_own_case_only(vault: FileVault) -> None:
    assert refused(vault, 8, vault.put(7, SECRET).token)


def test_exchanged_files_are_noticed(vault: FileVault) -> None:
    one, two = vault.put(7, b"one"), vault.put(7, b"two")
    first, second = vault.path(one.token).read_bytes(), vault.path(two.token).read_bytes()
    vault.path(one.token).write_bytes(second)
    vault.path(two.token).write_bytes(first)
    assert refused(vault, 7, one.token)


@given(cut=st.integers(1, 2 * CHUNK))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
def test_a_shortened_file_is_noticed(vault: FileVault, cut: int) -> None:
    stored = vault.put(7, bytes(2 * CHUNK))
    raw = vault.path(stored.token).read_bytes()
    vault.path(stored.token).write_bytes(raw[:-cut])
    assert refused(vault, 7, stored.token)


@given(place=st.integers(0, 10**6), bit=st.integers(0, 7))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
def test_a_flipped_bit_is_noticed(vault: FileVault, place: int, bit: int) -> None:
    stored = vault.put(7, SECRET)
    raw = bytearray(vault.path(stored.token).read_bytes())
    raw[place % len(raw)] ^= 1 << bit
    vault.path(stored.token).write_bytes(raw)
    assert refused(vault, 7, stored.token)


def test_a_missing_file_is_damaged(vault: FileVault) -> None:
    stored = vault.put(7, SECRET)
    vault.remove(stored.token)
    assert refused(vault, 7, stored.token)


@pytest.mark.parametrize("token", ["../../etc/passwd", "C:\\x", "CON", "", "a" * 31, "A" * 32, "a" * 300])
def test_a_token_never_leads_elsewhere(vault: FileVault, token: str) -> None:
    assert refused(vault, 7, token)


def test_another_content_than_remembered_is_noticed(vault: FileVault) -> None:
    stored = vault.put(7, SECRET)
    with pytest.raises(UserError):
        vault.verify(7, StoredFile(stored.token, stored.size, "0" * 64))


def test_a_locked_vault_opens_nothing(vault: FileVault) -> None:
    stored = vault.put(7, SECRET)
    vault.forget_key()
    with pytest.raises(UserError) as caught:
        vault.get(7, stored.token)
    assert caught.value.code is ErrorCode.LOCKED
