"""Backups make themselves: while somebody works, and when they go home; nobody is kept waiting."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from models.domain.clock import FixedClock
from models.services.entry.gate import Session
from models.services.safety.backup import BackupService
from tests.gui.shell.conftest import Stage
from ui.shell.closing import ClosingScreen


def backups(folder: Path) -> list[str]:
    return sorted(found.name for found in (folder / "cadangan").glob("*.sbk"))


def look(stage: Stage) -> None:
    """The keeper's time has come."""
    stage.workbench._keeper._look()
    stage.settle()


def test_the_first_session_of_the_day_makes_a_backup_beside_the_work(stage: Stage, office_folder: Path) -> None:
    stage.log_in()
    assert backups(office_folder) == []
    look(stage)
    assert len(backups(office_folder)) == 1
    look(stage)
    assert len(backups(office_folder)) == 1
    stage.settle()
    assert stage.workbench.strip._backup.text() == "Cadangan terakhir: hari ini 08.05"
    assert not stage.workbench._safety.isVisible()


def test_a_late_backup_is_told_over_every_page_once_it_could_not_be_made(
    session: Session, clock: FixedClock, stage: Stage, office_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    BackupService(session, clock).run()
    session.lock()
    clock.advance(days=8)
    (office_folder / "cadangan" / "berkas").rmdir()
    (office_folder / "cadangan" / "berkas").write_text("in the way")
    stage.log_in()
    assert not stage.workbench._safety.isVisible()
    look(stage)
    stage.qtbot.waitUntil(stage.workbench._safety.isVisible)
    words = stage.workbench._safety.accessibleName()
    assert words == "Cadangan terakhir 8 hari lalu. Pasang flash disk cadangan lalu tekan Cadangkan sekarang."
    (office_folder / "cadangan" / "berkas").unlink()
    look(stage)
    stage.qtbot.waitUntil(lambda: not stage.workbench._safety.isVisible())


def change_something(stage: Stage) -> None:
    workspace = stage.workbench.context.workspace
    users = workspace.users
    stage.tools.runner.command(lambda: users.add("dewi", "Dewi", ["layanan"], "sungai-kancil-tenun-jeruk"))
    stage.settle()


def test_closing_backs_up_what_was_changed(stage: Stage, office_folder: Path) -> None:
    stage.log_in()
    change_something(stage)
    stage.program.window.close()
    stage.qtbot.waitUntil(lambda: not stage.program.window.isVisible(), timeout=30_000)
    assert len(backups(office_folder)) == 1


def test_closing_without_a_change_closes_at_once(stage: Stage, office_folder: Path) -> None:
    stage.log_in()
    stage.program.window.close()
    stage.qtbot.waitUntil(lambda: not stage.program.window.isVisible(), timeout=30_000)
    assert backups(office_folder) == []


def test_somebody_in_a_hurry_closes_without_waiting(
    stage: Stage, office_folder: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.log_in()
    change_something(stage)
    seen: list[bool] = []

    def keep(self: BackupService, progress: object, cancelled: object) -> None:
        from models.services.safety.archive import stop_if

        while not seen:
            stop_if(cancelled)  # type: ignore[arg-type]

    monkeypatch.setattr(BackupService, "keep", keep)
    stage.program.window.close()
    screen = stage.screen
    assert isinstance(screen, ClosingScreen)
    screen.now_button.click()
    stage.qtbot.waitUntil(lambda: not stage.program.window.isVisible(), timeout=30_000)
    assert not list((office_folder / "cadangan").glob("*.baru"))
