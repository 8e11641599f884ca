"""An invented office from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

import main
from models.domain.clock import SystemClock
from models.services.entry.gate import Gate
from models.vault.keys import FLOOR
from ui.commands import line

PASSWORD = "kebun pelangi sepeda tenun"


def test_a_sample_office_is_made_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("JANGKAU_PASSWORD", PASSWORD)
    order = ["make-sample", "--data", str(tmp_path / "kantor"), "--cases", "4", "--seed", "7"]
    assert line.run(order, main.renderers) == 0
    said = capsys.readouterr().out
    assert "100 % (4 dari 4)" in said
    username = said.split("Nama pengguna: ")[1].split(",")[0]
    Gate(tmp_path / "kantor", SystemClock(), kdf=FLOOR).unlock(username, PASSWORD).lock()
    assert line.run(order, main.renderers) == 1
    assert "sudah berisi data kantor" in capsys.readouterr().err


def test_a_weak_password_is_refused_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("JANGKAU_PASSWORD", "mawar")
    assert line.run(["make-sample", "--data", str(tmp_path / "kantor"), "--cases", "4"], main.renderers) == 1
    assert "terlalu mudah ditebak" in capsys.readouterr().err
    assert not (tmp_path / "kantor" / "jangkau.db").exists()


def test_a_place_that_cannot_be_written_is_told_in_words_of_the_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("JANGKAU_PASSWORD", PASSWORD)
    (tmp_path / "berkas").write_text("x", encoding="utf-8")
    assert line.run(["make-sample", "--data", str(tmp_path / "berkas"), "--cases", "1"], main.renderers) == 2
    assert "itu sebuah berkas. Pilih folder lain dengan --data." in capsys.readouterr().err
    below = tmp_path / "berkas" / "kantor"
    assert line.run(["make-sample", "--data", str(below), "--cases", "1"], main.renderers) == 2
    assert "tidak dapat ditulis di sana. Pilih folder lain dengan --data" in capsys.readouterr().err
