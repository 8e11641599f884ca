"""The manager renews the paper key and shuts somebody out, as one does it at the desk."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from models.domain.clock import FixedClock
from models.errors import ErrorCode
from models.rehearsal import office
from models.vault import keys
from models.vault.keys import FLOOR
from tests.fixtures_office import code_of
from tests.gui.forms.conftest import PASSWORD, Desk
from tests.gui.pages.conftest import MANAGER, WORKER
from ui.pages.admin.keys import RecoveryKeyDialog, RevokeDialog
from ui.pages.admin.page import AdminPage
from ui.pages.admin.users import UsersSection


@pytest.fixture
def manager(make_desk: object) -> Desk:
    """Who looks after the program."""
    return make_desk(MANAGER)  # type: ignore[operator,no-any-return]


@pytest.fixture
def users(manager: Desk) -> UsersSection:
    page = AdminPage(manager.context)
    manager.show(page)
    page.show_with(bagian="pengguna")
    manager.settle()
    section = page.section
    assert isinstance(section, UsersSection)
    section._page = page  # type: ignore[attr-defined]  # kept alive as long as the test
    return section


def choose(users: UsersSection, username: str) -> None:
    for row in range(users.table.rows.rowCount()):
        users.table.selectRow(row)
        if users.current is not None and users.current.username == username:
            return
    pytest.fail("not in the list")


def test_a_new_paper_key_counts_only_after_it_was_typed_back(
    manager: Desk, users: UsersSection, qtbot: QtBot, tmp_path: Path
) -> None:
    before = keys.read(tmp_path / "data" / "jangkau.db.kunci").digest()
    qtbot.mouseClick(users.recovery_button, Qt.MouseButton.LeftButton)
    dialog = users.window().findChild(RecoveryKeyDialog)
    assert isinstance(dialog, RecoveryKeyDialog)
    dialog.go_button.click()
    assert dialog.note.text() == "Tulis kata sandi Anda."
    dialog.password.set_text("bukan kata sandi itu")
    dialog.go_button.click()
    manager.settle()
    assert dialog.note.text() == "Nama pengguna atau kata sandi tidak cocok."
    dialog.password.set_text(PASSWORD)
    dialog.go_button.click()
    manager.settle()
    sheet = dialog.key
    assert sheet is not None
    assert sheet.paper().startswith(b"%PDF")
    assert keys.read(tmp_path / "data" / "jangkau.db.kunci").digest() == before
    dialog.go_button.click()
    assert sheet.asking
    qtbot.keyClicks(sheet.group, "XXXXX")
    dialog.go_button.click()
    assert sheet.note.text().startswith("Kelompok ini tidak sama")
    sheet.group.clear()
    qtbot.keyClicks(sheet.group, dialog._text.split("-")[sheet.asked])
    text = dialog._text
    dialog.go_button.click()
    manager.settle()
    assert manager.notify.said[-1].startswith("Kunci pemulihan baru berlaku.")
    manager.workspace.lock()
    gate = office.gate(tmp_path / "data", FixedClock(), FLOOR)
    gate.unlock_with_recovery(text, MANAGER, "sepeda-hujan-rakit-menara").lock()


def test_somebody_who_leaves_is_shut_out_with_a_new_key(
    manager: Desk, users: UsersSection, qtbot: QtBot, tmp_path: Path
) -> None:
    locked: list[bool] = []
    manager.context.bus.lock_wanted.connect(lambda: locked.append(True))
    choose(users, WORKER)
    qtbot.mouseClick(users.off_button, Qt.MouseButton.LeftButton)
    dialog = users.window().findChild(RevokeDialog)
    assert isinstance(dialog, RevokeDialog)
    dialog.password.set_text(PASSWORD)
    dialog.go_button.click()
    manager.settle()
    assert manager.notify.said[-1].startswith("Kunci data sudah diganti")
    assert locked == [True]
    assert manager.workspace.session.locked
    gate = office.gate(tmp_path / "data", FixedClock(), FLOOR)
    assert code_of(lambda: gate.unlock(WORKER, PASSWORD)) is ErrorCode.WRONG_PASSWORD
    assert list((tmp_path / "data" / "cadangan").glob("*.sbk"))


def test_somebody_on_leave_is_only_shut_out(manager: Desk, users: UsersSection, qtbot: QtBot) -> None:
    choose(users, WORKER)
    users.off_button.click()
    dialog = users.window().findChild(RevokeDialog)
    assert isinstance(dialog, RevokeDialog)
    qtbot.mouseClick(dialog.only_button, Qt.MouseButton.LeftButton)
    manager.settle()
    assert manager.notify.said[-1].endswith("tidak dapat masuk lagi.")
    assert not manager.workspace.session.locked
    assert [row.active for row in manager.workspace.users.list() if row.username == WORKER] == [False]
