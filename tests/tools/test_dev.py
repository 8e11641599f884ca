"""The set-up script: what it decides, without installing anything."""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path

import pytest

import dev

ROOT = Path(dev.__file__).parent


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[list[str]]:
    """What would have been started; the environment lies in a folder of its own."""
    made: list[list[str]] = []

    def call(command: list[str], **_options: object) -> int:
        made.append(command)
        return 0

    monkeypatch.setattr(dev, "_call", call)
    monkeypatch.setattr(dev, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(dev, "STAMP", tmp_path / ".venv" / "stamp.txt")
    monkeypatch.setattr(dev, "PYTHON", Path(sys.executable))
    monkeypatch.setattr(dev, "missing_packages", lambda _libraries: [])
    return made


def installed(calls: list[list[str]]) -> list[str]:
    return [Path(command[-1]).name for command in calls if "install" in command]


def test_the_first_start_installs_and_the_second_does_not(calls: list[list[str]]) -> None:
    dev.need_environment(dev.RUN_LOCK)
    dev.need_environment(dev.RUN_LOCK)
    assert installed(calls) == ["requirements.lock"]


def test_what_the_tests_need_is_enough_to_run(calls: list[list[str]]) -> None:
    dev.need_environment(dev.DEV_LOCK)
    dev.need_environment(dev.RUN_LOCK)
    assert installed(calls) == ["requirements-dev.lock"]


def test_tests_after_a_run_only_add(calls: list[list[str]]) -> None:
    dev.need_environment(dev.RUN_LOCK)
    (dev.VENV / "mark").touch()
    dev.need_environment(dev.DEV_LOCK)
    assert installed(calls) == ["requirements.lock", "requirements-dev.lock"]
    assert (dev.VENV / "mark").exists()


def test_a_changed_lock_makes_everything_anew(calls: list[list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    dev.need_environment(dev.RUN_LOCK)
    (dev.VENV / "mark").touch()
    monkeypatch.setattr(dev, "_digest", lambda path: "1" * 64 if path == dev.RUN_LOCK else "2" * 64)
    dev.need_environment(dev.RUN_LOCK)
    assert len(installed(calls)) == 2
    assert not (dev.VENV / "mark").exists()


def test_an_interrupted_set_up_is_done_again(calls: list[list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    real = dev._call

    def breaking(command: list[str], **options: object) -> int:
        real(command)
        return 1 if "install" in command else 0

    monkeypatch.setattr(dev, "_call", breaking)
    with pytest.raises(dev.SetupProblem, match="ulangi perintah"):
        dev.need_environment(dev.RUN_LOCK)
    monkeypatch.setattr(dev, "_call", real)
    dev.need_environment(dev.RUN_LOCK)
    assert len(installed(calls)) == 2


def test_hashes_are_asked_for_and_nothing_is_compiled(calls: list[list[str]]) -> None:
    dev.need_environment(dev.RUN_LOCK)
    command = next(command for command in calls if "install" in command)
    assert {"--require-hashes", "--only-binary=:all:"} <= set(command)


def test_line_ends_do_not_change_a_lock(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x==1\ny==2\n")
    (tmp_path / "b").write_bytes(b"x==1\r\ny==2\r\n")
    assert dev._digest(tmp_path / "a") == dev._digest(tmp_path / "b")


def test_without_rights_the_exact_command_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "_rights", lambda: None)
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    with pytest.raises(dev.SetupProblem, match=r"sudo apt-get install -y --no-install-recommends libegl1 qpdf$"):
        dev.need_packages(["libegl1", "qpdf"])


def test_what_is_only_welcome_does_not_stop_the_program(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "_rights", lambda: None)
    dev.need_packages(["libcups2"], must=False)
    assert "libcups2" in capsys.readouterr().out


def test_without_a_screen_no_window_libraries_are_asked_for(
    monkeypatch: pytest.MonkeyPatch, calls: list[list[str]]
) -> None:
    asked: list[str] = []

    def missing(libraries: dict[str, str]) -> list[str]:
        asked.extend(libraries)
        return []

    monkeypatch.setattr(dev, "missing_packages", missing)
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    dev.main(["run"])
    assert asked == list(dev.QT_LIBRARIES)
    monkeypatch.setenv("DISPLAY", ":0")
    dev.main(["run"])
    assert "libxcb-cursor.so.0" in asked


def test_with_rights_the_packages_are_installed(monkeypatch: pytest.MonkeyPatch, calls: list[list[str]]) -> None:
    monkeypatch.setattr(dev, "_rights", lambda: ["sudo", "-n"])
    dev.need_packages(["libegl1"])
    assert calls[0] == ["sudo", "-n", "apt-get", "update", "-qq"]
    assert calls[1][:4] == ["sudo", "-n", "apt-get", "install"]
    assert "libegl1" in calls[1]


def test_other_systems_need_no_debian_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    assert dev.missing_packages(dev.QT_LIBRARIES) == []


def test_a_library_that_is_not_there_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    assert dev.missing_packages({"libtidak-ada.so.9": "libtidak-ada9"}) == ["libtidak-ada9"]


@pytest.mark.parametrize("arguments", [[], ["terbang"], ["setup", "--lain"]])
def test_wrong_use_ends_with_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main(arguments) == 2
    assert "Pemakaian:" in capsys.readouterr().err


def test_arguments_go_on_to_the_program(calls: list[list[str]]) -> None:
    assert dev.main(["run", "--training"]) == 0
    assert calls[-1][1:] == [str(ROOT / "main.py"), "--training"]


def test_an_unsuitable_python_is_refused_in_words(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 12, "final", 0))
    assert dev.main(["run"]) == 1
    assert "Python 3.11" in capsys.readouterr().err


def test_only_the_standard_library_is_used() -> None:
    tree = ast.parse((ROOT / "dev.py").read_text(encoding="utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in names} <= set(sys.stdlib_module_names)


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md"])
def test_the_commands_that_are_written_down_exist(page: str) -> None:
    named = re.findall(r"(?:python3|py(?: -3\.\d+)?) dev\.py ([a-z]+)", (ROOT / page).read_text(encoding="utf-8"))
    assert named
    assert set(named) <= set(dev.COMMANDS)
