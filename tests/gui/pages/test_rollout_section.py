"""Berkas pengaturan: saved by one office, looked at and taken by another, as one clicks it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtWidgets import QLabel

from tests.gui.forms.conftest import Desk
from ui.pages.admin.page import AdminPage
from ui.pages.admin.rollout import RolloutSection

MANAGER = "pengelola"
#: Without a name for it a page is gone as soon as Python looks away.
PAGES: list[AdminPage] = []


@pytest.fixture(autouse=True)
def pages_live_through_their_test() -> Iterator[None]:
    yield
    PAGES.clear()


def shown(desk: Desk) -> RolloutSection:
    page = AdminPage(desk.context)
    desk.show(page)
    page.show_with(bagian="berkas")
    desk.settle()
    assert isinstance(page.section, RolloutSection)
    PAGES.append(page)
    return page.section


def words(section: RolloutSection) -> str:
    labels = cast("list[QLabel]", section.findChildren(QLabel))
    return "\n".join(one.text() for one in labels if one.isVisible())


def test_settings_are_saved_looked_at_and_taken(make_desk: Callable[[str], Desk], tmp_path: Path) -> None:
    desk = make_desk(MANAGER)
    section = shown(desk)
    file = tmp_path / "pengaturan.json"
    desk.notify.target = file
    section.save_button.click()
    desk.settle()
    assert "Pengaturan disimpan: pengaturan.json" in desk.notify.said
    body = json.loads(file.read_text(encoding="utf-8"))
    assert not {"identitas", "pegawai"} & set(body["bagian"])
    body["bagian"]["surat"]["paper"] = "A4"
    body["bagian"]["waktu"]["zone"] = "WIT"
    body["bagian"]["arsip"]["loan_days"] = 0
    file.write_text(json.dumps(body), encoding="utf-8")
    desk.notify.target = file
    section.open_button.click()
    desk.settle()
    assert "pengaturan.json: 2 perubahan. 1 bagian tidak dapat diterapkan" in section.found.text()
    assert "Kertas: “F4” menjadi “A4”." in words(section)
    assert "Aturan arsip dan label: Lama pinjam dari 1 sampai 365 hari." in words(section)
    assert sorted(section.taken) == ["surat", "waktu"]
    assert desk.context.workspace.settings.office().paper == "F4"
    section.taken["waktu"].click()
    section.take_button.click()
    desk.settle()
    office = desk.context.workspace.settings.office()
    assert (office.paper, office.zone) == ("A4", "WIB")
    assert section.found.text().startswith("Diterapkan ")
    assert not section.take_button.isVisible()


def test_another_file_is_refused_in_words(make_desk: Callable[[str], Desk], tmp_path: Path) -> None:
    desk = make_desk(MANAGER)
    section = shown(desk)
    file = tmp_path / "lain.json"
    file.write_text("{", encoding="utf-8")
    desk.notify.target = file
    section.open_button.click()
    desk.settle()
    assert "susunannya terputus pada baris 1" in section.found.text()
    assert not section.take_button.isVisible()
