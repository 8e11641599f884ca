"""Archives in memory: the same files, the same bytes, whatever the day."""

from __future__ import annotations

import time
from io import BytesIO
from zipfile import ZipFile

import pytest

from models.domain.zips import packed, unpacked

FILES = {"00-ringkasan.csv": "Kecamatan Ćemara\r\n".encode(), "keterangan.txt": b"", "besar.bin": b"x" * 200_000}


def test_what_was_packed_comes_out_as_it_was() -> None:
    assert unpacked(packed(FILES)) == FILES
    with ZipFile(BytesIO(packed(FILES))) as opened:
        assert opened.testzip() is None


def test_equal_files_are_equal_bytes_on_another_day(monkeypatch: pytest.MonkeyPatch) -> None:
    today = packed(FILES)
    monkeypatch.setattr(time, "localtime", lambda *_: time.gmtime(2_000_000_000))
    assert packed(FILES) == today
