"""From the login to the desk, to the lock and back, with the keyboard alone."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from models.domain.clock import FixedClock
from models.errors import ErrorCode
from models.services.session import Session
from tests import screen_checks
from tests.fixtures_store import MANAGER
from tests.gui.shell.conftest import Stage
from tests.screen_checks import children
from ui.shell.idle import IdleWatch
from ui.shell.lock import LockScreen
from ui.shell.login import LoginScreen
from ui.shell.main_window import first_size
from ui.shell.page_stack import Visit
from ui.shell.palette import Palette
from ui.theme import Mode

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def press(stage: Stage, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget() or stage.program.window, key, modifier)
    stage.settle()


def rows(overlay: Palette) -> list[str]:
    return [overlay.list.item(row).text() for row in range(overlay.list.count())]


def test_login_shows_no_name_that_was_kept_on_this_pc(stage: Stage) -> None:
    assert isinstance(stage.screen, LoginScreen)
    assert stage.screen.username.text() == ""
    assert stage.screen.username.hasFocus()


def test_wrong_password_is_told_beside_the_field_and_must_wait(stage: Stage, clock: FixedClock) -> None:
    stage.log_in(password="bukan kata sandinya")
    screen = stage.screen
    assert isinstance(screen, LoginScreen)
    assert "tidak cocok" in screen.note.text()
    assert screen.password.text() == ""
    assert not screen.button.isEnabled()
    assert screen.button.accessibleName().startswith("Tunggu")
    clock.advance(seconds=5)
    stage.qtbot.waitUntil(screen.button.isEnabled, timeout=8000)
    stage.log_in()
    assert stage.program.workbench is not None


def test_empty_fields_are_told_without_a_try(stage: Stage) -> None:
    screen = stage.screen
    assert isinstance(screen, LoginScreen)
    stage.settle()  # the program looks for what is due after its start
    QTest.keyClicks(screen.username, MANAGER)
    QTest.keyClick(screen.username, Qt.Key.Key_Return)
    assert screen.password.edit.hasFocus()
    QTest.keyClick(screen.password.edit, Qt.Key.Key_Return)
    assert "Tulis nama pengguna" in screen.note.text()
    assert stage.tools.runner.idle()


def test_recovery_key_and_a_new_password_let_one_in(stage: Stage, recovery_key: str) -> None:
    screen = stage.screen
    assert isinstance(screen, LoginScreen)
    screen.forgot.click()
    card = screen.recovery
    card.key.setText(recovery_key.lower().replace("-", " "))
    card.username.setText(MANAGER)
    card.button.click()
    assert card.note.text() == "Tulis kata sandi baru."
    card.password.generate()
    card.button.click()
    stage.settle()
    assert stage.program.workbench is not None


def test_typing_mistake_in_the_recovery_key_is_told(stage: Stage, recovery_key: str) -> None:
    screen = stage.screen
    assert isinstance(screen, LoginScreen)
    screen.forgot.click()
    first = "0" if recovery_key[0] != "0" else "1"
    screen.recovery.key.setText(first + recovery_key[1:])
    screen.recovery.username.setText(MANAGER)
    screen.recovery.password.generate()
    screen.recovery.button.click()
    stage.settle()
    assert "1" in screen.recovery.note.text()
    assert stage.program.workbench is None


def test_the_login_names_the_office_of_its_own_folder_only(
    stage: Stage, stage_for: Callable[[Path], Stage], office_folder: Path, tmp_path: Path
) -> None:
    def names(shown: Stage) -> set[str]:
        return {label.text() for label in children(shown.screen, QLabel)}

    office = "UPTD PPA Kota Contoh"
    stage.log_in()
    settings = stage.workbench.context.workspace.settings
    stage.tools.runner.command(lambda: settings.save_office(replace(settings.office(), name=office), None))
    stage.settle()
    stage.program.lock()
    stage.log_in()
    stage.program.close()
    stage.settle()
    assert office in names(stage_for(office_folder))
    other = Path(shutil.copytree(office_folder, tmp_path / "kantor-lain"))
    assert office not in names(stage_for(other))


def test_an_office_whose_database_has_gone_is_not_taken_for_a_new_one(
    stage_for: Callable[[Path], Stage], office_folder: Path
) -> None:
    (office_folder / "jangkau.db").unlink()
    stage = stage_for(office_folder)
    stage.qtbot.waitUntil(lambda: ErrorCode.DATABASE_MISSING.value in stage.said)


def test_a_folder_where_no_office_ever_was_opens_the_set_up_without_a_word(
    stage_for: Callable[[Path], Stage], tmp_path: Path
) -> None:
    stage = stage_for(tmp_path / "kantor-baru")
    stage.settle()
    assert stage.said == []


def test_keys_lead_through_the_pages_and_back(stage: Stage) -> None:
    stage.log_in()
    stack = stage.workbench.stack
    assert stack.visit == Visit("tugas")
    press(stage, Qt.Key.Key_2, ALT)
    assert stack.visit == Visit("kasus")
    assert stage.workbench.nav.buttons["kasus"].isChecked()
    assert "Kasus" in stage.program.window.windowTitle()
    press(stage, Qt.Key.Key_Left, ALT)
    assert stack.visit == Visit("tugas")
    press(stage, Qt.Key.Key_Right, ALT)
    assert stack.visit == Visit("kasus")


def test_navigation_holds_only_what_the_roles_may_open(session: Session) -> None:
    from models.services.session import User
    from ui.shell.pages_registry import pages_for

    everything = {page.id for page in pages_for(session)}
    session.user = User(9, "adi", "Adi", ("pengelola",))
    manager = {page.id for page in pages_for(session)}
    assert {"tugas", "kasus", "kasus_rinci", "surat", "bukulog", "terima_aduan"} <= everything
    assert not manager & {"tugas", "kasus", "kasus_rinci", "formulir", "terima_aduan", "surat"}


@pytest.mark.fault(28)
def test_lock_drops_the_keys_destroys_the_pages_and_comes_back_to_the_same_place(stage: Stage) -> None:
    stage.log_in()
    press(stage, Qt.Key.Key_2, ALT)
    workbench, session = stage.workbench, stage.workbench.context.workspace.session
    press(stage, Qt.Key.Key_L, CTRL)
    assert session.locked
    assert isinstance(stage.screen, LockScreen)
    assert "Kasus" not in stage.program.window.windowTitle()
    stage.qtbot.waitUntil(lambda: not shiboken6.isValid(workbench))
    assert stage.screen.password.edit.hasFocus()
    stage.log_in()
    assert stage.workbench.stack.visit == Visit("kasus")


def test_page_is_asked_to_save_before_the_keys_are_dropped(stage: Stage) -> None:
    stage.log_in()
    page = stage.workbench.stack.page
    assert page is not None
    runner, session, saved = stage.tools.runner, stage.workbench.context.workspace.session, []

    def leave() -> bool:
        runner.command(lambda: saved.append(session.locked))
        return True

    page.leave = leave  # type: ignore[method-assign]
    stage.program.lock()
    stage.settle()
    assert saved == [False]
    assert session.locked


@pytest.mark.fault(28)
def test_idle_desk_is_warned_then_locked(qapp: QApplication, stage: Stage, clock: FixedClock) -> None:
    watch = IdleWatch(qapp, clock, lock_after_s=1)
    watch.start()
    with stage.qtbot.waitSignal(watch.warned) as warned:
        pass
    assert warned.args == [True]
    with stage.qtbot.waitSignal(watch.warned) as back:
        QTest.keyClick(stage.program.window, Qt.Key.Key_Shift)
    assert back.args == [False]
    with stage.qtbot.waitSignal(watch.expired):
        pass


def test_desk_is_locked_after_the_pc_has_slept(qapp: QApplication, stage: Stage, clock: FixedClock) -> None:
    watch = IdleWatch(qapp, clock, lock_after_s=2)
    watch.start()
    clock.advance(hours=1)
    with stage.qtbot.waitSignal(watch.expired, timeout=1500):
        pass


def test_search_overlay_runs_commands_and_closes_with_esc(stage: Stage) -> None:
    stage.log_in()
    press(stage, Qt.Key.Key_K, CTRL)
    overlay = stage.workbench.palette_overlay
    assert overlay.isVisible()
    press(stage, Qt.Key.Key_Escape)
    assert not overlay.isVisible()
    press(stage, Qt.Key.Key_K, CTRL)
    QTest.keyClicks(overlay.search, "buku log")
    press(stage, Qt.Key.Key_Return)
    assert not overlay.isVisible()
    assert stage.workbench.stack.visit == Visit("bukulog")


def test_search_leads_to_a_part_of_the_settings(stage: Stage) -> None:
    stage.log_in()
    press(stage, Qt.Key.Key_K, CTRL)
    overlay = stage.workbench.palette_overlay
    assert not [row for row in rows(overlay) if "Penomoran" in row], "only when asked for"
    QTest.keyClicks(overlay.search, "nomor")
    found = rows(overlay)[1:]
    assert found[:2] == ["Penomoran, Administrasi", "Nomor per jenis surat, Administrasi"]
    assert "Buku terbit, Administrasi" in found[2:], "its sentence speaks of numbers"
    press(stage, Qt.Key.Key_Return)
    assert stage.workbench.stack.visit == Visit("administrasi", {"bagian": "nomor"})


def test_search_offers_only_what_the_person_may_see(stage: Stage) -> None:
    stage.log_in()
    users, password = stage.workbench.context.workspace.users, "jendela-perahu-kunyit-awan"
    stage.tools.runner.command(lambda: users.add("seno", "Seno Prakoso", ("pengelola",), password))
    stage.settle()
    press(stage, Qt.Key.Key_L, CTRL)
    stage.log_in("seno", password)
    press(stage, Qt.Key.Key_K, CTRL)
    overlay = stage.workbench.palette_overlay
    assert overlay.search.placeholderText() == "Cari pengaturan atau perintah"
    QTest.keyClicks(overlay.search, "tanjug")
    assert rows(overlay) == ["Tidak ada yang cocok dengan “tanjug”"]


def test_search_says_when_nothing_fits(stage: Stage) -> None:
    stage.log_in()
    press(stage, Qt.Key.Key_K, CTRL)
    overlay = stage.workbench.palette_overlay
    with stage.qtbot.waitSignal(overlay.asked):
        QTest.keyClicks(overlay.search, "tanjug")
    stage.settle()
    assert overlay.list.item(0).text() == "Tidak ada yang cocok dengan “tanjug”"


def test_size_of_text_and_look_are_kept_on_this_pc(stage: Stage) -> None:
    stage.log_in()
    press(stage, Qt.Key.Key_Equal, CTRL)
    assert stage.tools.appearance.percent == 110
    assert stage.tools.settings.get("besar_huruf", 0) == 110
    press(stage, Qt.Key.Key_0, CTRL)
    assert stage.tools.appearance.percent == 100


def test_covered_screen_shows_nothing_of_the_page(stage: Stage) -> None:
    stage.log_in()
    page = stage.workbench.stack.page
    assert page is not None
    press(stage, Qt.Key.Key_F9)
    assert not page.isVisible()
    press(stage, Qt.Key.Key_F9)
    assert page.isVisible()


def test_closing_saves_and_locks_first(stage: Stage) -> None:
    stage.log_in()
    session = stage.workbench.context.workspace.session
    stage.program.window.close()
    stage.qtbot.waitUntil(lambda: not stage.program.window.isVisible())
    assert session.locked


@pytest.mark.parametrize("size", [(1366, 697), (1093, 545)])
@pytest.mark.parametrize("mode", [Mode.LIGHT, Mode.DARK])
def test_frame_and_login_have_names_targets_and_room(stage: Stage, size: tuple[int, int], mode: Mode) -> None:
    stage.tools.appearance.set_mode(mode)
    stage.program.window.resize(*size)
    assert screen_checks.faults(stage.screen) == []
    stage.log_in()
    for part in (stage.workbench.nav, stage.workbench.topbar, stage.workbench.strip):
        assert screen_checks.faults(part) == []
    assert stage.program.window.height() <= size[1] or size[1] > 560


def test_frame_holds_at_150_percent(stage: Stage) -> None:
    stage.tools.appearance.set_percent(150)
    stage.program.window.resize(1366, 697)
    assert screen_checks.faults(stage.screen) == []
    stage.log_in()
    for part in (stage.workbench.nav, stage.workbench.topbar, stage.workbench.strip):
        assert screen_checks.faults(part) == []


@pytest.mark.parametrize("percent", [125, 150])
def test_the_rail_has_room_for_all_of_it_in_a_low_window_with_large_text(stage: Stage, percent: int) -> None:
    stage.tools.appearance.set_percent(percent)
    stage.log_in()
    stage.program.window.resize(1093, 545)
    nav = stage.workbench.nav
    nav.grab()  # every layout is carried out
    parts = [one for one in screen_checks.children(nav, QWidget) if one.isVisible() and one.parent() is nav]
    assert len(parts) > len(nav.buttons)
    for one in parts:
        assert nav.rect().contains(one.geometry()), one
        assert not [other for other in parts if other is not one and other.geometry().intersects(one.geometry())], one


def test_tab_goes_around_the_login(stage: Stage) -> None:
    screen = stage.screen
    assert isinstance(screen, LoginScreen)
    names = [widget.accessibleName() for widget in screen_checks.tab_chain(screen.username)]
    assert names == [
        "Nama pengguna", "Kata sandi", "Tampilkan kata sandi", "Masuk", "Lupa kata sandi?",
        "Pulihkan dari cadangan…",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("room", "opened"),
    [((1920, 1040), (1366, 697)), ((1366, 728), (1366, 697)), ((1093, 574), (1093, 574)), ((800, 800), (1366, 697))],
)
def test_the_window_opens_within_the_screen(room: tuple[int, int], opened: tuple[int, int]) -> None:
    assert first_size(QSize(*room)) == QSize(*opened)
