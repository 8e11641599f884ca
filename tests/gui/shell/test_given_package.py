"""A package of a case that was opened in the system: it waits for the login and is then shown, once."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from models.errors import ErrorCode
from tests.gui.shell.conftest import Stage
from ui.shell import instance


def test_the_package_waits_for_whoever_logs_in(stage: Stage, tmp_path: Path) -> None:
    package = tmp_path / "berkas.jangkau"
    stage.program.given = package
    stage.log_in()
    assert stage.program.given is None
    visit = stage.workbench.stack.visit
    assert visit is not None
    assert (visit.page_id, visit.params["paket"]) == ("kasus", str(package))


@pytest.mark.parametrize("name", ["berkas.jangkau", 'berkas Désa & "Mawar" 中.jangkau'])
def test_a_package_opened_beside_the_window_is_shown_in_it(stage: Stage, tmp_path: Path, name: str) -> None:
    office, state = tmp_path / "kantor", tmp_path / "state"
    held = instance.take(office, state)
    stage.program.come_when(lambda: instance.called(office, state))
    stage.log_in()
    answers: list[bool] = []
    second = threading.Thread(target=lambda: answers.append(instance.call(office, state, tmp_path / name)))
    second.start()
    stage.qtbot.waitUntil(lambda: bool(answers))
    second.join()
    assert answers == [True]
    stage.settle()
    visit = stage.workbench.stack.visit
    assert visit is not None
    assert (visit.page_id, visit.params["paket"]) == ("kasus", str(tmp_path / name))
    assert stage.program.given is None
    assert name not in "".join(path.read_text("latin-1") for path in state.iterdir()), "its name is written nowhere"
    held.unlock()


def test_who_sees_no_cases_is_told_so(stage: Stage, tmp_path: Path) -> None:
    stage.log_in()
    users, password = stage.workbench.context.workspace.users, "jendela-perahu-kunyit-awan"
    stage.tools.runner.command(lambda: users.add("seno", "Seno Prakoso", ("pengelola",), password))
    stage.settle()
    stage.program.lock()
    stage.program.given = tmp_path / "berkas.jangkau"
    stage.log_in("seno", password)
    assert ErrorCode.NOT_ALLOWED.value in " ".join(stage.said)
    assert stage.program.given is None
