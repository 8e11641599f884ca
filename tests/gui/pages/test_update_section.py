"""Pembaruan: from a folder that was chosen to the version that opens next, and what is said where that cannot be."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest

from models.release import manifest
from models.release.home import Home
from models.version import SCHEMA_VERSION, __version__
from tests.gui.forms.conftest import Desk
from tests.releases import KEY, NEW, make_home, make_release, pretend_installed, program, put, resign
from ui.pages.admin.page import AdminPage
from ui.pages.admin.update import UpdateSection

MANAGER = "pengelola"
#: Without a name for it a page is gone as soon as Python looks away.
PAGES: list[AdminPage] = []


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    made = make_home(tmp_path / "Jangkau")
    pretend_installed(made, monkeypatch)
    return made


def shown(desk: Desk) -> UpdateSection:
    page = AdminPage(desk.context)
    desk.show(page)
    page.show_with(bagian="pembaruan")
    desk.settle()
    assert isinstance(page.section, UpdateSection)
    PAGES.append(page)
    return page.section


@pytest.fixture(autouse=True)
def pages_live_through_their_test() -> Iterator[None]:
    yield
    PAGES.clear()


def look(desk: Desk, section: UpdateSection, folder: Path) -> str:
    """Type a folder, press Periksa, and read what is said."""
    section.place.clear()
    QTest.keyClicks(section.place, str(folder))
    section.look_button.click()
    desk.settle()
    return section.found.text()


def test_who_looks_after_the_office_takes_the_next_version(
    make_desk: Callable[[str], Desk], home: Home, tmp_path: Path
) -> None:
    desk = make_desk(MANAGER)
    section = shown(desk)
    assert not section.run_button.isEnabled()
    assert not section.again_button.isVisible()
    said = look(desk, section, make_release(tmp_path / "stick"))
    assert f"Versi {NEW}, dirilis 23 November 2026" in said
    assert "Tanda tangannya benar" in said
    assert "Susunan data tetap sama." in said
    section.run_button.click()
    desk.qtbot.waitUntil(section.again_button.isVisible, timeout=20_000)
    assert f"Jangkau {NEW} sudah terpasang." in desk.notify.said
    assert f"Versi {NEW} sudah terpasang dan terbuka setelah Jangkau ditutup." in section.state.text()
    opened = subprocess.run([home.starter], capture_output=True, text=True, check=True).stdout
    assert opened.strip() == f"Jangkau {NEW}"
    with desk.qtbot.waitSignal(desk.context.bus.restart_wanted):
        section.again_button.click()
    section.other_button.click()
    desk.settle()
    assert home.current() == __version__
    assert not section.again_button.isVisible()
    assert section.other_button.text().strip().endswith(f"Pakai versi {NEW}")


def test_what_is_wrong_with_a_package_is_said_below_the_folder(
    make_desk: Callable[[str], Desk], home: Home, tmp_path: Path
) -> None:
    desk = make_desk(MANAGER)
    section = shown(desk)
    stick = make_release(tmp_path / "stick", __version__)
    assert "sudah terpasang di komputer ini" in look(desk, section, stick)
    resign(stick, versi="0.0.1")
    assert "lebih lama daripada yang dipakai" in look(desk, section, stick)
    (stick / manifest.SIGNATURE).write_text("")
    assert "Jangan pasang apa pun dari map itu." in look(desk, section, stick)
    assert "tidak ada paket pembaruan" in look(desk, section, home.root)
    assert not section.run_button.isEnabled()
    assert home.current() == __version__
    resign(stick, [KEY], versi=NEW, skema=SCHEMA_VERSION + 1)
    assert "Susunan data akan diperbarui." in look(desk, section, stick)


def test_a_version_that_does_not_know_the_data_any_more_is_not_offered(
    make_desk: Callable[[str], Desk], home: Home
) -> None:
    put(home.app("0.0.9"), program("0.0.9", SCHEMA_VERSION - 1))
    desk = make_desk(MANAGER)
    section = shown(desk)
    assert "tidak mengenal susunan data kantor sekarang" in section.other.text()
    assert not section.other_button.isVisible()


def test_a_program_without_a_release_key_or_a_home_of_its_own_says_so(
    make_desk: Callable[[str], Desk], home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    pretend_installed(home, monkeypatch, ())
    (home.root / "versi.txt").unlink()
    desk = make_desk(MANAGER)
    section = shown(desk)
    assert "tanpa kunci rilis" in section.state.text()
    assert "Pasang versi baru dengan pemasang" in section.state.text()
    assert not section.place.isEnabled()
