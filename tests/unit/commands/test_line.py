"""The command line as the person who looks after the PCs meets it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from models.services.ports import Renderers
from tests.unit.sop.sheets import SHEET
from ui.commands import console, line, window

ENGLISH = re.compile(
    r"\b(usage|error|options?|arguments?|required|invalid|choose|show|this|help|message|exit|expected|the|following)\b"
)


def never() -> Renderers:
    raise AssertionError("this command prints no papers")


def ran(*arguments: str) -> int:
    return line.run(arguments, never)


@pytest.mark.parametrize("command", [(), ("self-test",), ("check-definitions",), ("make-sample",)])
def test_help_is_indonesian(command: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert ran(*command, "--help") == 0
    text = capsys.readouterr().out
    assert text.startswith("Pemakaian: ")
    assert not ENGLISH.findall(text.replace("--help", ""))


def test_help_names_every_command_and_exit_code(capsys: pytest.CaptureFixture[str]) -> None:
    ran("--help")
    text = capsys.readouterr().out
    for word in (
        "self-test",
        "check-definitions",
        "make-sample",
        "--training",
        "--data",
        "JANGKAU_PASSWORD",
        "2 pemakaian",
    ):
        assert word in text


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["tidak-ada"], "Perintah tidak dikenal: 'tidak-ada'."),
        (["--kata-sandi", "x"], "Perintah tidak dikenal: 'x'."),
        (["--kata-sandi"], "Argumen tidak dikenal: --kata-sandi."),
        (["--data"], "Argumen --data memerlukan sebuah nilai."),
        (["--training=ya"], "Argumen --training tidak menerima nilai 'ya'."),
        (["make-sample", "--cases", "5"], "Argumen ini wajib ditulis: --data."),
        (["make-sample", "--data", "x", "--cases", "nol"], '"nol" bukan angka bulat dari 1 sampai 100000.'),
        (["make-sample", "--data", "x", "--cases", "0"], '"0" bukan angka bulat dari 1 sampai 100000.'),
        (["make-sample", "--data", "x", "--cases", "5", "--seed", "-1"], "--seed"),
        (["self-test", "--out"], "Argumen --out memerlukan sebuah nilai."),
        (["self-test", "lebih"], "Argumen tidak dikenal: lebih."),
        (["--training", "self-test"], "hanya untuk membuka jendela"),
        (["check-definitions", "/tidak/ada.toml"], "berkas tidak ada atau tidak dapat dibaca"),
    ],
)
def test_wrong_use_ends_with_2_and_an_indonesian_sentence(
    arguments: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ran(*arguments) == 2
    said = capsys.readouterr()
    assert sentence in said.err
    assert not said.out
    assert not ENGLISH.findall(said.err.replace("--help", ""))


def test_passwords_are_never_taken_from_an_argument(capsys: pytest.CaptureFixture[str]) -> None:
    assert ran("make-sample", "--data", "x", "--cases", "1", "--password", "rahasia") == 2
    assert "Argumen tidak dikenal" in capsys.readouterr().err


def test_without_a_screen_the_window_says_how_to_test(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    assert ran() == 2
    said = capsys.readouterr().err
    assert "tidak ada layar" in said
    assert f"{console.program_name()} self-test" in said


def test_windows_always_has_a_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.setattr("sys.platform", "win32")
    assert window.has_display()


def test_sound_definitions_pass(capsys: pytest.CaptureFixture[str]) -> None:
    assert ran("check-definitions") == 0
    assert "tidak ada masalah" in capsys.readouterr().out


def test_a_broken_definition_is_named_with_its_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = tmp_path / "rusak.toml"
    broken.write_text("[identitas]\nkunci = \n", encoding="utf-8")
    assert ran("check-definitions", str(broken)) == 1
    text = capsys.readouterr().out
    assert f"{broken}:2: " in text
    assert "1 berkas diperiksa: 1 masalah ditemukan." in text


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xff\xd8\xff\x00", "Berkas ini bukan teks UTF-8. Simpan ulang sebagai teks dengan pengodean UTF-8."),
        (SHEET.encode("utf-16"), "Berkas ini bukan teks UTF-8."),
        (b"#" * 5_000_000, "Berkas ini terlalu besar untuk sebuah definisi; paling besar 512 KB."),
    ],
)
def test_a_file_that_is_no_definition_is_refused_and_the_others_are_checked(
    content: bytes, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    strange, sound = tmp_path / "foto.toml", tmp_path / "sop.toml"
    strange.write_bytes(content)
    sound.write_bytes(b"\xef\xbb\xbf" + SHEET.replace("\n", "\r\n").encode())
    assert ran("check-definitions", str(strange), str(sound)) == 1
    said_all = capsys.readouterr().out
    assert f"{strange}: {said}" in said_all
    assert "2 berkas diperiksa: 1 masalah ditemukan." in said_all


def test_a_bug_leaves_its_place_and_no_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(_texts: object) -> None:
        raise RuntimeError("Mawar Melati 3671010101900001")

    monkeypatch.setattr("models.definitions.check_texts", broken)
    assert ran("check-definitions") == 1
    said = capsys.readouterr().err
    assert "masalah pada program" in said
    assert "RuntimeError" in said
    assert "test_line.py" in said
    assert "Mawar" not in said
