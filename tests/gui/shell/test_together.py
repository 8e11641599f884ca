"""A shared folder in the window: set up on one PC, joined from another, told of the others, stopped where unsafe."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from models.domain.clock import FixedClock
from models.errors import ErrorCode
from models.services.safety.together import Opened, Together
from models.store.share import PRESENCE, guard
from tests.gui.shell.conftest import Stage
from ui.shell.first_run import FirstRun
from ui.shell.first_run_step import Wrong
from ui.shell.first_run_welcome import WelcomeStep
from ui.shell.login import LoginScreen
from ui.shell.unreachable import Unreachable


@pytest.fixture(autouse=True)
def _quick_heart(monkeypatch: pytest.MonkeyPatch) -> None:
    """A watch of six seconds in a tenth of one."""
    monkeypatch.setattr(guard, "BEAT_SECONDS", 0.03)


def welcome(stage: Stage) -> WelcomeStep:
    screen = stage.screen
    assert isinstance(screen, FirstRun)
    step = screen.steps[0]
    assert isinstance(step, WelcomeStep)
    return step


def banners(stage: Stage) -> dict[str, bool]:
    alerts = stage.workbench.alerts
    shown = {"broken": alerts.broken, "missing": alerts.missing, "clock": alerts.clock}
    return {name: not banner.isHidden() for name, banner in shown.items()}


def say(stage: Stage, state: Together) -> None:
    """Let the poll find ``state``."""
    stage.workbench.alerts.stop()
    stage.workbench.alerts._show((state, frozenset()))


def test_a_new_office_goes_to_the_shared_folder_that_was_chosen(
    stage_for: Callable[[Path], Stage], tmp_path: Path
) -> None:
    shared = tmp_path / "bersama"
    shared.mkdir()
    stage = stage_for(tmp_path / "baru")
    step = welcome(stage)
    step.shared.setChecked(True)
    assert step.problem() == Wrong("Pilih folder bersama.")
    stage.choosing(shared)
    step.choose_button.click()
    stage.settle()
    assert step.problem() is None
    wizard = stage.screen
    assert isinstance(wizard, FirstRun)
    step.take(wizard.answers)
    wizard.answers.profile = replace(wizard.answers.profile, name="UPTD PPA Kota Contoh", procedures=())
    wizard.answers.username, wizard.answers.display_name = "rina", "Rina Pratiwi"
    wizard.answers.password = "kebun-pelangi-sepeda-tenun"
    wizard._found()
    stage.settle()
    assert (shared / "jangkau.db").is_file()
    assert (shared / PRESENCE).is_dir()
    assert not (tmp_path / "baru" / "jangkau.db").exists()
    wizard.finished.emit("rina")
    stage.log_in(password="kebun-pelangi-sepeda-tenun")
    assert stage.workbench.context.workspace.session.store.share is not None


@pytest.mark.fault(30)
def test_a_folder_of_a_sync_program_is_refused_when_it_is_chosen(
    stage_for: Callable[[Path], Stage], tmp_path: Path
) -> None:
    synced = tmp_path / "Dropbox" / "kantor"
    synced.mkdir(parents=True)
    stage = stage_for(tmp_path / "baru")
    stage.choosing(synced)
    step = welcome(stage)
    step.shared.setChecked(True)
    step.choose_button.click()
    stage.settle()
    assert step.folder.text() == ""
    assert any(ErrorCode.PLACE_UNFIT.value in said or "Dropbox" in said for said in stage.said)


def test_a_second_pc_joins_and_is_remembered(
    stage_for: Callable[[Path], Stage], office_folder: Path, tmp_path: Path
) -> None:
    (office_folder / PRESENCE).mkdir()
    stage = stage_for(tmp_path / "kosong")
    stage.choosing(tmp_path)
    welcome(stage).join_button.click()
    stage.settle()
    assert isinstance(stage.screen, FirstRun)  # there is no office in that folder, and it was said so
    assert stage.said
    stage.choosing(office_folder)
    welcome(stage).join_button.click()
    stage.settle()
    assert isinstance(stage.screen, LoginScreen)
    stage.log_in()
    assert "Folder bersama" in stage.workbench.strip._place.text()
    assert stage.tools.settings.get("folder_data", "") == str(office_folder)


@pytest.mark.fault(10)
def test_a_share_that_is_not_connected_is_waited_for_and_no_office_is_made(
    stage_for: Callable[[Path], Stage], office_folder: Path, tmp_path: Path
) -> None:
    first = stage_for(tmp_path / "kosong")
    first.choosing(office_folder)
    welcome(first).join_button.click()
    first.settle()
    away = shutil.move(office_folder, tmp_path / "putus")
    stage = stage_for(office_folder)
    screen = stage.screen
    assert isinstance(screen, Unreachable)
    screen.again.click()
    stage.settle()
    assert stage.said
    assert not office_folder.exists()
    shutil.move(away, office_folder)
    screen.again.click()
    stage.settle()
    assert isinstance(stage.screen, LoginScreen)


@pytest.mark.fault(14)
def test_broken_locks_are_told_with_words_to_pass_on(stage: Stage) -> None:
    stage.log_in()
    say(stage, Together(shared=True, broken=True, others=1))
    assert banners(stage) == {"broken": True, "missing": False, "clock": False}
    assert "hanya dapat dilihat" in stage.workbench.strip._place.text()
    say(stage, Together(shared=True, others=1))
    assert banners(stage) == {"broken": False, "missing": False, "clock": False}
    assert stage.workbench.strip._place.text() == "Folder bersama: 1 komputer lain juga membuka data kantor ini"


@pytest.mark.fault(32)
def test_a_clock_behind_the_records_is_told_on_every_page(stage: Stage, clock: FixedClock) -> None:
    clock.advance(minutes=-90)
    stage.log_in()
    stage.qtbot.waitUntil(lambda: banners(stage)["clock"])
    assert "tertinggal 90 menit" in stage.workbench.alerts.clock.accessibleName()


@pytest.mark.fault(22)
def test_missing_numbers_lead_to_where_they_are_decided(stage: Stage) -> None:
    stage.log_in()
    say(stage, Together(missing=2))
    assert banners(stage)["missing"]
    stage.workbench.alerts._decide()
    stage.settle()
    page = stage.workbench.stack.page
    assert page is not None
    assert type(page).__name__ == "AdminPage"


def test_pages_hear_what_another_pc_changed(stage: Stage, qtbot: QtBot) -> None:
    stage.log_in()
    stage.workbench.alerts.stop()
    with qtbot.waitSignal(stage.tools.bus.data_changed) as heard:
        stage.workbench.alerts._show((Together(), frozenset({"kasus"})))
    assert heard.args == [frozenset({"kasus"})]


def test_names_of_those_at_the_same_paper(stage: Stage) -> None:
    state = Together(opened=frozenset({Opened("formulir", "1/a", "Dewi"), Opened("surat", "3", "Sari")}))
    assert (state.at("formulir", "1/a"), state.at("formulir", "1/b"), state.at("surat", "3")) == (
        ("Dewi",),
        (),
        ("Sari",),
    )
