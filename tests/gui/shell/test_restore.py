"""After the PC is lost: a new one brings the office back from the backup on the flash disk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QLabel, QWidget

from models.domain.clock import FixedClock
from models.services.entry.gate import Session
from models.services.entry.users import UserService
from models.services.safety.backup import BackupService
from tests.fixtures_store import MANAGER, PASSWORD
from tests.gui.shell.conftest import Stage
from ui.shell.first_run import FirstRun
from ui.shell.first_run_welcome import WelcomeStep
from ui.shell.login import LoginScreen


def backed_up(session: Session, clock: FixedClock, place: Path) -> Path:
    place.mkdir()
    made = BackupService(session, clock).run(place)
    UserService(session, clock).add("dewi", "Dewi", ["layanan"], "sungai-kancil-tenun-jeruk")
    session.lock()
    assert made.second is not None
    return made.second


def choose(stage: Stage, place: Path) -> LoginScreen:
    """Go from the first page of the set-up to the restoring, and choose the folder."""
    wizard = stage.screen
    assert isinstance(wizard, FirstRun)
    welcome = wizard.steps[0]
    assert isinstance(welcome, WelcomeStep)
    welcome.restore_button.click()
    screen = stage.screen
    assert isinstance(screen, LoginScreen)
    stage.choosing(place)
    screen.restore.choose_button.click()
    stage.settle()
    return screen


def test_a_new_pc_opens_the_office_from_its_backup(
    session: Session, clock: FixedClock, stage_for: Callable[[Path], Stage], tmp_path: Path
) -> None:
    backed_up(session, clock, tmp_path / "flashdisk")
    stage = stage_for(tmp_path / "komputer-baru")
    screen = choose(stage, tmp_path / "flashdisk")
    assert screen.restore.which.currentText() == "Senin, 23 November 2026, 08.05"
    screen.restore.username.setText(MANAGER)
    screen.restore.password.set_text(PASSWORD)
    screen.restore.button.click()
    stage.settle()
    stage.qtbot.waitUntil(lambda: stage.program.workbench is not None)
    assert (tmp_path / "komputer-baru" / "jangkau.db").exists()


def test_a_wrong_password_restores_nothing_and_says_so(
    session: Session, clock: FixedClock, stage_for: Callable[[Path], Stage], tmp_path: Path
) -> None:
    backup = backed_up(session, clock, tmp_path / "flashdisk")
    stage = stage_for(tmp_path / "komputer-baru")
    screen = choose(stage, backup)
    assert screen.restore.which.count() == 1
    screen.restore.username.setText(MANAGER)
    screen.restore.password.set_text("bukan kata sandi itu")
    screen.restore.button.click()
    stage.settle()
    assert screen.restore.note.text()
    assert not (tmp_path / "komputer-baru" / "jangkau.db").exists()


def test_a_folder_without_backups_is_told_and_one_can_go_back(
    stage_for: Callable[[Path], Stage], tmp_path: Path
) -> None:
    (tmp_path / "kosong").mkdir()
    stage = stage_for(tmp_path / "komputer-baru")
    screen = choose(stage, tmp_path / "kosong")
    assert screen.restore.note.text().startswith("Tidak ada cadangan di map itu.")
    screen.restore.back_wanted.emit()
    assert isinstance(stage.screen, FirstRun)


def shown_texts(card: QWidget) -> list[str]:
    labels: Any = card.findChildren(QLabel)
    return [str(part.text()) for part in labels if part.isVisible()]


def test_present_data_are_replaced_only_after_a_look_at_what_changes(
    session: Session, clock: FixedClock, stage_for: Callable[[Path], Stage], office_folder: Path, tmp_path: Path
) -> None:
    backed_up(session, clock, tmp_path / "flashdisk")
    stage = stage_for(office_folder)
    screen = stage.screen
    assert isinstance(screen, LoginScreen)
    screen.restore_link.click()
    stage.choosing(tmp_path / "flashdisk")
    screen.restore.choose_button.click()
    stage.settle()
    screen.restore.username.setText(MANAGER)
    screen.restore.password.set_text(PASSWORD)
    screen.restore.button.click()
    stage.settle()
    assert stage.program.workbench is None
    assert screen.restore.restore_button.isVisible()
    told = shown_texts(screen.restore)
    assert "Yang berubah bila cadangan Senin, 23 November 2026, 08.05 dipulihkan" in told
    assert any(words.startswith("Tidak dapat masuk lagi setelah dipulihkan: Dewi") for words in told)
    assert not list(office_folder.glob("sebelum-pulih-*"))
    screen.restore.restore_button.click()
    stage.settle()
    stage.qtbot.waitUntil(lambda: stage.program.workbench is not None)
    assert list(office_folder.glob("sebelum-pulih-*"))


def test_an_office_that_does_not_open_any_more_is_rescued_from_the_login(
    session: Session, clock: FixedClock, stage_for: Callable[[Path], Stage], office_folder: Path
) -> None:
    with session.store.unit_of_work(session.user.account_id, clock.now()) as unit:
        for number in range(3000):
            unit.audit("uji", "kasus", number, isi="x" * 60)
    session.lock()
    database = office_folder / "jangkau.db"
    with database.open("r+b") as file:  # the end of the trail: the login cannot be recorded
        file.seek(database.stat().st_size - 4096 * 40)
        file.write(b"\xee" * 4096 * 40)
    stage = stage_for(office_folder)
    stage.tools.notify.recorder.choice = "selamatkan"  # type: ignore[attr-defined]
    stage.log_in()
    assert "RA-DAT-02" in stage.said
    assert stage.said[-1].startswith("Yang terbaca sudah diselamatkan")
    (rescued,) = office_folder.glob("diselamatkan-*")
    assert list((rescued / "cadangan").glob("*.sbk"))
