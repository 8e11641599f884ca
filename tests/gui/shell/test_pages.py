"""Every page of the registry, opened in the frame at the sizes of office PCs: names, targets, nothing cut off."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from models.domain.clock import FixedClock
from models.rehearsal import office
from models.vault.keys import FLOOR
from tests import screen_checks
from tests.gui.forms.conftest import COMPLAINT
from tests.gui.shell.conftest import RENDERERS, Stage
from ui.pages.simfoni.page import SimfoniPage
from ui.shell.pages_registry import PAGES

PASSWORD = "kebun-pelangi-sepeda-tenun"
#: Pages that open by themselves; the others need a case or a letter and are tested with their own.
STANDING = [page.id for page in PAGES if page.place or page.id == "terima_aduan"]


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented office."""
    folder, clock = tmp_path_factory.mktemp("kantor") / "data", FixedClock()
    office.found(office.gate(folder, clock, FLOOR), clock, PASSWORD, RENDERERS)
    return folder


def test_every_page_of_the_registry_has_its_own_id_and_a_known_parent() -> None:
    ids = [page.id for page in PAGES]
    assert len(set(ids)) == len(ids)
    assert all(page.belongs_to in ids for page in PAGES if page.belongs_to)


def test_pages_have_names_targets_and_room(stage_for: Callable[[Path], Stage], invented: Path) -> None:
    stage = stage_for(invented)
    stage.log_in("rina", PASSWORD)
    found: dict[str, list[str]] = {}
    for percent, size in ((100, (1366, 697)), (100, (1093, 545)), (125, (1366, 697)), (125, (1093, 545))):
        stage.tools.appearance.set_percent(percent)
        stage.program.window.resize(*size)
        for page_id in STANDING:
            stage.workbench.navigate(page_id)
            stage.settle()
            page = stage.workbench.stack.page
            assert page is not None
            if faults := screen_checks.faults(page):
                found[f"{page_id} {percent}% {size}"] = faults
    assert found == {}


class Windows(QObject):
    """Notes what opens as a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.opened.append(f"{type(watched).__name__} {watched.accessibleName()}")
        return False


def test_no_part_of_a_page_flashes_up_as_a_window_while_it_is_built(
    stage_for: Callable[[Path], Stage], invented: Path, qapp: QApplication
) -> None:
    stage, windows = stage_for(invented), Windows()
    stage.log_in("rina", PASSWORD)
    qapp.installEventFilter(windows)
    for page_id in STANDING:
        stage.workbench.navigate(page_id)
        stage.settle()
    qapp.removeEventFilter(windows)
    assert windows.opened == []


def test_locking_closes_the_entry_sheet_and_empties_the_clipboard(
    stage_for: Callable[[Path], Stage], invented: Path, tmp_path: Path
) -> None:
    """The narrow window beside the browser has no parent; it goes with the session all the same."""
    folder = Path(shutil.copytree(invented, tmp_path / "salinan"))
    stage = stage_for(folder)
    stage.log_in("rina", PASSWORD)
    cases, opened = stage.workbench.context.workspace.cases, []

    def open_case() -> None:
        opened.append(cases.open_case(cases.procedures()[0].key, COMPLAINT, "uji-kunci").case_id)

    stage.tools.runner.command(open_case)
    stage.settle()
    stage.workbench.navigate("simfoni", case_id=opened[0])
    stage.settle()
    page = stage.workbench.stack.page
    assert isinstance(page, SimfoniPage)
    window, clipboard = page.window_, QGuiApplication.clipboard()
    row = next(row for row in window.rows.rows if row.item.words == "Lestari Putri")
    row.wanted.emit()
    assert (window.isVisible(), clipboard.text()) == (True, "Lestari Putri")
    stage.program.lock()
    assert (window.isVisible(), clipboard.text()) == (False, "")
    assert window.sheet is None
