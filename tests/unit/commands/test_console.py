"""Asking for passwords and showing progress, with and without a console."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import pytest

from ui.commands import console
from ui.commands.console import OutOfUse, Progress, ask_password


class Terminal(io.StringIO):
    """A text stream that says it is a console."""

    def isatty(self) -> bool:
        return True


def test_the_environment_variable_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(console.PASSWORD_VARIABLE, "empat kata acak panjang")
    assert ask_password("Kata sandi") == "empat kata acak panjang"


def test_nobody_to_ask_is_said_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(console.PASSWORD_VARIABLE, raising=False)
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    with pytest.raises(OutOfUse, match="JANGKAU_PASSWORD"):
        ask_password("Kata sandi")


def test_a_password_lies_in_a_file_that_nobody_else_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(console.PASSWORD_VARIABLE, "yang lain")
    file = tmp_path / "sandi.txt"
    file.write_bytes(b"\xef\xbb\xbfempat kata  acak \r\nbaris kedua\r\n")
    file.chmod(0o600)
    assert ask_password("Kata sandi", file=file) == "empat kata  acak "
    monkeypatch.setattr(sys, "stdin", io.StringIO("dari masukan\n"))
    assert ask_password("Kata sandi", file=Path("-")) == "dari masukan"


@pytest.mark.parametrize(
    ("content", "mode", "said"),
    [
        (b"\n", 0o600, "baris pertamanya kosong"),
        (b"\xff\xfe", 0o600, "tidak dapat dibaca"),
        (None, 0o600, "tidak ada atau tidak dapat dibaca"),
        pytest.param(b"sandi", 0o644, "chmod 600", marks=pytest.mark.skipif(os.name == "nt", reason="no such rights")),
    ],
)
def test_a_file_that_cannot_hold_a_password_is_refused(
    tmp_path: Path, content: bytes | None, mode: int, said: str
) -> None:
    file = tmp_path / "sandi.txt"
    if content is not None:
        file.write_bytes(content)
        file.chmod(mode)
    with pytest.raises(OutOfUse, match=said):
        ask_password("Kata sandi", file=file)


def test_a_reader_that_went_away_stops_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as stream:
        monkeypatch.setattr(sys, "stdout", stream)
        console.say("tidak seorang pun mendengar")
        console.say("lagi")
        Progress("Membuat cadangan", counted=False)(50, 100)


@pytest.mark.parametrize("second", ["sama sama sama", "berbeda"])
def test_a_new_password_is_typed_twice(monkeypatch: pytest.MonkeyPatch, second: str) -> None:
    typed = iter(["sama sama sama", second])
    monkeypatch.setattr(sys, "stdin", Terminal())
    monkeypatch.setattr("getpass.getpass", lambda _prompt: next(typed))
    if second == "berbeda":
        with pytest.raises(OutOfUse, match="tidak sama"):
            ask_password("Kata sandi", twice=True)
    else:
        assert ask_password("Kata sandi", twice=True) == "sama sama sama"


def test_progress_in_a_log_file_is_one_line_per_tenth(capsys: pytest.CaptureFixture[str]) -> None:
    show = Progress("Membuat kasus")
    for done in range(201):
        show(done, 200)
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 11
    assert lines[-1].endswith("100 % (200 dari 200)")


def test_progress_on_a_console_stays_on_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Terminal()
    monkeypatch.setattr(sys, "stdout", screen)
    show = Progress("Membuat kasus")
    for done in range(11):
        show(done, 10)
    assert screen.getvalue().count("\n") == 1
    assert "50 %" in screen.getvalue()


def test_a_program_without_a_console_can_still_speak(monkeypatch: pytest.MonkeyPatch) -> None:
    """A windowed Windows program has no standard streams at all."""
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    console.make_streams_safe()
    console.say("terdengar")
    console.complain("oleh siapa pun")
    Progress("Membuat kasus")(1, 2)


def test_a_poor_console_shows_a_mark_instead_of_failing(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="ascii"))
    console.make_streams_safe()
    console.say("Senin – Jumat")
    assert raw.getvalue().decode("ascii").strip() == "Senin ? Jumat"
