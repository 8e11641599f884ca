"""The technical log tells where, never about whom."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import ErrorCode, UserError
from ui.commands import technical_log

SECRET = "Mawar Melati 3671010101900001"


@pytest.fixture
def log_file(tmp_path: Path) -> Iterator[Path]:
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    technical_log.start(tmp_path)
    yield tmp_path / technical_log.FILE_NAME
    for handler in set(root.handlers) - set(before):
        root.removeHandler(handler)
        handler.close()
    root.setLevel(level)


def failing() -> None:
    try:
        raise ValueError(SECRET)
    except ValueError as cause:
        raise UserError(ErrorCode.FORM_INVALID, field=SECRET) from cause


def test_a_failure_leaves_its_way_and_no_words(log_file: Path) -> None:
    try:
        failing()
    except UserError:
        logging.getLogger("jangkau").exception("gagal membuka %s", SECRET)
    text = log_file.read_text(encoding="utf-8")
    assert "failing" in text
    assert "ValueError" in text
    assert ErrorCode.FORM_INVALID.value in text
    assert "test_technical_log.py" in text
    for word in SECRET.split():
        assert word not in text


def test_numbers_and_codes_are_kept(log_file: Path) -> None:
    logging.getLogger("jangkau").warning("%d percobaan, %s, %s", 3, ErrorCode.DATABASE_BUSY, SECRET)
    text = log_file.read_text(encoding="utf-8")
    assert "3 percobaan, RA-DAT-04, <str>" in text


def test_a_message_that_is_no_text_leaves_only_its_kind(log_file: Path) -> None:
    logging.getLogger("library").error({"name": SECRET})
    assert "<dict>" in log_file.read_text(encoding="utf-8")


@given(st.text(min_size=6).filter(lambda text: text not in "%s %s <str> ValueError"))
def test_no_argument_gets_through(value: str) -> None:
    record = logging.LogRecord("x", logging.ERROR, "x.py", 1, "%s %s", (value, value), None)
    assert technical_log.SilentFormatter("%(message)s").format(record) == "<str> <str>"


def test_a_folder_that_cannot_be_written_is_no_obstacle(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "berkas").write_text("", encoding="utf-8")
    handler = technical_log.LateFile(tmp_path / "berkas")
    handler.handle(logging.makeLogRecord({"msg": SECRET, "levelno": logging.ERROR}))
    handler.handle(logging.makeLogRecord({"msg": SECRET, "levelno": logging.ERROR}))
    handler.close()
    assert (tmp_path / "berkas").read_text(encoding="utf-8") == ""
    assert capsys.readouterr().err == ""


def test_nothing_is_written_where_nothing_went_wrong(log_file: Path) -> None:
    assert not log_file.exists()
