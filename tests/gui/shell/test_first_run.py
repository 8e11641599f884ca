"""Setting up a new office, from the first page to the first login."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from models.services.views import OfficerRow
from models.settings.office import OfficeProfile
from tests import screen_checks
from tests.gui.shell.conftest import Stage
from ui.shell.first_run import FirstRun
from ui.shell.first_run_officers import OfficersStep
from ui.shell.first_run_steps import AccountStep, BackupStep, OfficeStep, ProceduresStep
from ui.shell.login import LoginScreen


@pytest.fixture
def stage(stage_for: Callable[[Path], Stage], tmp_path: Path) -> Stage:
    """The program on a folder without an office, in the smallest window it must fit."""
    made = stage_for(tmp_path / "baru")
    made.program.window.resize(1093, 545)
    return made


@pytest.fixture
def wizard(stage: Stage) -> FirstRun:
    found = stage.screen
    assert isinstance(found, FirstRun)
    return found


def fill_office(wizard: FirstRun) -> None:
    step = wizard.steps[1]
    assert isinstance(step, OfficeStep)
    step.name.setText("UPTD PPA Kota Contoh")
    step.government.setText("PEMERINTAH KOTA CONTOH")
    step.city.setText("Contoh")


def fill_officers(wizard: FirstRun) -> None:
    step = wizard.steps[2]
    assert isinstance(step, OfficersStep)
    step.lines[0].name.setText("Sri Wahyuni, S.Sos.")
    step.lines[1].name.setText("Rina Pratiwi")


def fill_account(wizard: FirstRun) -> str:
    """Returns the made password."""
    step = wizard.steps[4]
    assert isinstance(step, AccountStep)
    step.display_name.setText("Rina Pratiwi")
    step.username.setText("rina")
    step.officer.setCurrentText("Rina Pratiwi")
    step.roles["administrasi"].setChecked(True)
    step.password.generate()
    return step.password.text()


def found_office(wizard: FirstRun, stage: Stage) -> str:
    """Walk through every step; each must fit its window. Returns the password."""
    assert screen_checks.faults(wizard) == []
    wizard.go_on()
    fill_office(wizard)
    assert screen_checks.faults(wizard) == []
    wizard.go_on()
    fill_officers(wizard)
    assert screen_checks.faults(wizard) == []
    wizard.go_on()
    procedures = wizard.steps[3]
    assert isinstance(procedures, ProceduresStep)
    for key, box in procedures.boxes.items():
        box.setChecked(key == "tangerang-uptd-penjangkauan")
    assert screen_checks.faults(wizard) == []
    wizard.go_on()
    password = fill_account(wizard)
    assert screen_checks.faults(wizard) == []
    wizard.go_on()
    wizard.go_on()
    stage.settle()
    return password


def people_and_profile(stage: Stage) -> tuple[tuple[OfficerRow, ...], OfficeProfile]:
    workspace = stage.workbench.context.workspace
    answers: list[tuple[tuple[OfficerRow, ...], OfficeProfile]] = []
    stage.tools.runner.query(lambda: (workspace.settings.officers(), workspace.settings.office()), answers.append)
    stage.settle()
    return answers[0]


def test_office_is_founded_and_its_first_person_logs_in(stage: Stage, wizard: FirstRun) -> None:
    password = found_office(wizard, stage)
    key = wizard.key
    assert key is not None
    assert key.paper().startswith(b"%PDF")
    wizard.go_on()
    key.group.setText(key._groups[key.asked].lower())
    wizard.go_on()
    assert isinstance(stage.screen, LoginScreen)
    assert stage.screen.username.text() == "rina"
    stage.log_in("rina", password)
    assert stage.workbench.context.workspace.session.user.roles == ("administrasi", "pengelola")
    people, profile = people_and_profile(stage)
    assert profile.procedures == ("tangerang-uptd-penjangkauan",)
    assert {person.name: person.signs_as for person in people} == {"Sri Wahyuni, S.Sos.": "kepala", "Rina Pratiwi": ""}


def test_recovery_key_is_hidden_while_its_group_is_asked_for(stage: Stage, wizard: FirstRun) -> None:
    found_office(wizard, stage)
    key = wizard.key
    assert key is not None
    asking = [key.asking]
    wizard.go_on()
    asking.append(key.asking)
    key.group.setText("SALAH")
    wizard.go_on()
    assert "tidak sama" in key.note.text()
    key.show_key()
    assert [*asking, key.asking] == [False, True, False]


def test_what_is_missing_is_said_and_kept_from_going_on(wizard: FirstRun) -> None:
    wizard.go_on()
    wizard.go_on()
    assert wizard.note.text() == "Tulis nama kantor."
    fill_office(wizard)
    wizard.go_on()
    officers = wizard.steps[2]
    assert isinstance(officers, OfficersStep)
    officers.lines[0].post.setText("Kepala")
    wizard.go_on()
    assert "tanpa nama" in wizard.note.text()


def test_a_complaint_leads_to_its_field_and_goes_with_its_reason(stage: Stage, wizard: FirstRun) -> None:
    wizard.go_on()
    wizard.go_on()
    office, officers = wizard.steps[1], wizard.steps[2]
    assert isinstance(office, OfficeStep)
    assert isinstance(officers, OfficersStep)
    stage.qtbot.waitUntil(office.name.hasFocus)
    office.address.setText("Jalan Melati Nomor 4")
    assert wizard.note.text() == "Tulis nama kantor."
    fill_office(wizard)
    assert wizard.note.text() == ""
    office.head_post.setText("Kepala UPTD PPA Kota Contoh")
    wizard.go_on()
    fill_officers(wizard)
    added = officers.add_line()
    added.name.setText("Dewi Lestari")
    added.nip.setText("19750101 200001 200")
    wizard.go_on()
    assert "18 angka; yang tertulis 17" in wizard.note.text()
    stage.qtbot.waitUntil(added.nip.hasFocus)
    added.nip.setText("19750101 200001 2001")
    assert wizard.note.text() == ""
    assert [row.post for row in officers.rows()] == ["Kepala UPTD PPA Kota Contoh", "", ""]


def test_each_step_begins_with_the_cursor_in_its_first_field(stage: Stage, wizard: FirstRun) -> None:
    wizard.go_on()
    office, officers = wizard.steps[1], wizard.steps[2]
    assert isinstance(office, OfficeStep)
    assert isinstance(officers, OfficersStep)
    stage.qtbot.waitUntil(office.name.hasFocus)
    fill_office(wizard)
    wizard.go_on()
    stage.qtbot.waitUntil(officers.lines[0].name.hasFocus)


def test_only_one_person_is_the_head(wizard: FirstRun) -> None:
    officers = wizard.steps[2]
    assert isinstance(officers, OfficersStep)
    fill_officers(wizard)
    officers.lines[1].head.setChecked(True)
    assert [row.signs_as for row in officers.rows()] == ["", "kepala"]


def test_place_for_backups_must_be_writable(wizard: FirstRun, tmp_path: Path) -> None:
    step = wizard.steps[5]
    assert isinstance(step, BackupStep)
    assert step.problem() is None
    step.place.setText(str(tmp_path / "flash-disk-yang-dicabut"))
    wrong = step.problem()
    assert wrong is not None
    assert "tidak dapat ditulisi" in wrong.words
    step.place.setText(str(tmp_path))
    assert step.problem() is None


def test_picture_that_is_none_is_refused_as_logo(stage: Stage, wizard: FirstRun) -> None:
    step = wizard.steps[1]
    assert isinstance(step, OfficeStep)
    step.set_logo(b"bukan gambar")
    assert stage.said == ["RA-DAT-14"]
    assert step.remove_logo.isHidden()


def test_weak_first_password_leads_back_to_its_step(stage: Stage, wizard: FirstRun) -> None:
    wizard.answers.password, wizard.answers.username, wizard.answers.display_name = "pendek", "rina", "Rina"
    wizard._found()
    stage.settle()
    assert stage.said == ["RA-MSK-04"]
    assert wizard.next.isEnabled()
    step = wizard.steps[4]
    assert step.isVisibleTo(wizard)
