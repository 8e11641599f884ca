"""Paper comes in through the window: the scanner, a stack, several files put together, turned and ordered."""

from __future__ import annotations

import io
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pypdfium2
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from models.domain import scans
from models.errors import Cancelled, ErrorCode, UserError
from models.messages import render
from models.rehearsal.walk import SCAN
from tests.gui.forms.conftest import Desk, desk, founded_office, make_desk
from tests.screen_checks import faults
from ui.scanning import folder, scan_dialog
from ui.scanning.scan_dialog import ScanDialog
from ui.scanning.scanner import Device, NoScanner, Page, SaneScanner, Stop, Wish
from ui.scanning.sheets import SheetsDialog
from ui.scanning.wia import ComTrouble, WiaScanner

__all__ = ["desk", "founded_office", "make_desk"]

SCANIMAGE = shutil.which("scanimage")
#: Where a stack passes through: memory, not the disk.
MEMORY = Path("/dev/shm")  # noqa: S108
TEST_DEVICE = Device("test", "Pemindai uji")


def picture(size: tuple[int, int], kind: str = "PNG") -> bytes:
    made = io.BytesIO()
    Image.new("RGB", size, "white").save(made, kind)
    return made.getvalue()


class PaperScanner:
    """A scanner with a stack of paper in it."""

    def __init__(self, pages: int) -> None:
        self.pages = pages
        self.wishes: list[Wish] = []

    def devices(self) -> tuple[Device, ...]:
        return (Device("a", "Canon"), Device("b", "Epson"))

    def scan(self, device: Device, wish: Wish, page: Page, stop: Stop) -> int:
        self.wishes.append(wish)
        count = self.pages if wish.stack else 1
        for _ in range(count):
            page(picture((60, 80)))
        return count


@pytest.fixture
def room(desk: Desk) -> QWidget:
    """A window to open dialogs over."""
    shown = QWidget()
    desk.show(shown)
    return shown


# ---------------------------------------------------------------- putting sheets together


def test_sheets_are_turned_moved_and_left_out(desk: Desk, room: QWidget, tmp_path: Path, qtbot: QtBot) -> None:
    lying, standing = tmp_path / "a.jpg", tmp_path / "b.pdf"
    lying.write_bytes(picture((80, 60), "JPEG"))
    standing.write_bytes(SCAN)
    (tmp_path / "c.pdf").write_bytes(b"%PDF-1.4 rusak")
    dialog = SheetsDialog(room, desk.context)
    dialog.open()
    dialog.add_files([lying, standing, tmp_path / "c.pdf"])
    desk.settle()
    assert dialog.count.text() == "2 halaman"
    assert desk.notify.said == ["RA-DAT-14"]
    qtbot.mouseClick(dialog.keep_button, Qt.MouseButton.LeftButton)
    assert dialog.note.text() == "Nama dokumen belum diisi."
    dialog.pages.setCurrentRow(0)
    dialog.page_verbs[1].click()
    dialog.page_verbs[3].click()
    assert [(sheet.media_type, sheet.turned) for sheet in dialog.sheets()] == [(scans.PDF, 0), (scans.JPEG, 90)]
    made: list[tuple[str, bytes]] = []
    dialog.made.connect(lambda title, pdf: made.append((title, pdf)))
    qtbot.keyClicks(dialog.title, "Surat pernyataan")
    qtbot.mouseClick(dialog.keep_button, Qt.MouseButton.LeftButton)
    desk.settle()
    ((title, pdf),) = made
    assert title == "Surat pernyataan"
    document = pypdfium2.PdfDocument(pdf)
    sizes = [document.get_page_size(page) for page in range(len(document))]
    document.close()
    assert [width < height for width, height in sizes] == [True, True]
    assert {path.name for path in tmp_path.glob("*")} >= {"a.jpg", "b.pdf"}


def test_nothing_to_keep_is_said(desk: Desk, room: QWidget, qtbot: QtBot) -> None:
    dialog = SheetsDialog(room, desk.context, "Visum", fixed_title=True)
    dialog.open()
    qtbot.mouseClick(dialog.keep_button, Qt.MouseButton.LeftButton)
    assert dialog.note.text() == "Belum ada halaman. Pindai atau tambah berkas lebih dahulu."
    dialog.add_page(SCAN)
    desk.settle()
    dialog.page_verbs[4].click()
    assert dialog.count.text() == "Belum ada halaman"
    dialog.reject()


# ---------------------------------------------------------------- the scanner


def test_a_stack_is_scanned_page_by_page(
    desk: Desk, room: QWidget, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    machine = PaperScanner(3)
    monkeypatch.setattr(scan_dialog, "system_scanner", lambda: machine)
    sheets = SheetsDialog(room, desk.context)
    sheets.open()
    qtbot.mouseClick(sheets.scan_button, Qt.MouseButton.LeftButton)
    desk.settle()
    dialog = sheets.findChild(ScanDialog)
    assert dialog is not None
    assert [dialog.device.itemText(place) for place in range(dialog.device.count())] == ["Canon", "Epson"]
    dialog.device.setCurrentIndex(1)
    dialog.stack.setChecked(True)
    dialog.colour.setChecked(True)
    qtbot.mouseClick(dialog.scan_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: sheets.pages.count() == 3, timeout=20_000)
    desk.settle()
    assert machine.wishes == [Wish(200, True, True)]
    assert "3 halaman terpindai" in dialog.state.text()
    assert desk.context.settings.get("pemindai", "") == "b"
    dialog.reject()
    sheets.reject()


def test_without_a_scanner_there_is_a_sentence(desk: Desk, room: QWidget, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan_dialog, "system_scanner", NoScanner)
    dialog = ScanDialog(room, desk.context)
    dialog.open()
    desk.settle()
    assert not dialog.scan_button.isEnabled()
    assert "Tidak ada pemindai yang menjawab" in dialog.note.text()
    assert faults(dialog) == [], "the dialog grows with what it says"
    dialog.reject()
    with pytest.raises(UserError) as caught:
        NoScanner().scan(TEST_DEVICE, Wish(), lambda _page: None, lambda: False)
    assert render(caught.value).do


@pytest.mark.skipif(SCANIMAGE is None, reason="SANE's tool scanimage is not installed")
def test_sane_gives_one_page_and_a_stack_in_memory_only(tmp_path: Path) -> None:
    scanner = SaneScanner(str(SCANIMAGE))
    before = set(MEMORY.glob("jangkau-*"))
    pages: list[bytes] = []
    assert scanner.scan(TEST_DEVICE, Wish(75), pages.append, lambda: False) == 1
    assert scans.judge(pages[0]).media_type == scans.PNG
    stack: list[bytes] = []
    assert scanner.scan(TEST_DEVICE, Wish(75, stack=True), stack.append, lambda: False) == 10
    assert len(stack) == 10
    assert set(MEMORY.glob("jangkau-*")) == before
    with pytest.raises(Cancelled):
        scanner.scan(TEST_DEVICE, Wish(1200, True), pages.append, lambda: True)
    with pytest.raises(UserError) as caught:
        scanner.scan(Device("tidak-ada", "x"), Wish(), pages.append, lambda: False)
    assert caught.value.code is ErrorCode.SCANNER_SILENT
    configured = tmp_path / "sane"
    configured.mkdir()
    (configured / "dll.conf").write_text("test\n")
    shutil.copy("/etc/sane.d/test.conf", configured / "test.conf")
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(os.environ, "SANE_CONFIG_DIR", str(configured))
        assert any("test" in device.key for device in scanner.devices())


class Driver:
    """What WIA gives, as far as the program asks: devices, properties, pages."""

    def __init__(self, pages: int, feeder: bool = True) -> None:
        self.left = pages
        numbers = [6146, 6147, 6148]
        self.item = SimpleNamespace(Properties=[_property(number) for number in numbers], Transfer=self._transfer)
        held = [_property(number) for number in ([3087, 3088, 3096] if feeder else [])]
        self.connected = SimpleNamespace(Properties=held, Items=[self.item])
        info = SimpleNamespace(
            Type=1, DeviceID="{wia}", Properties=[_property(7, "Brother")], Connect=lambda: self.connected
        )
        camera = SimpleNamespace(Type=2, DeviceID="{kamera}", Properties=[])
        self.manager = SimpleNamespace(DeviceInfos=[info, camera])

    @contextmanager
    def com(self) -> Iterator[Any]:
        yield lambda _name: self.manager

    def _transfer(self, _format: str) -> Any:
        if not self.left:
            raise ComTrouble(0x80210003)
        self.left -= 1
        return SimpleNamespace(FileData=SimpleNamespace(BinaryData=list(picture((4, 4)))))


def _property(number: int, value: object = 0) -> Any:
    return SimpleNamespace(PropertyID=number, Value=value, IsReadOnly=False)


def test_wia_scans_a_stack_until_the_paper_is_used_up() -> None:
    driver = Driver(4)
    scanner = WiaScanner(driver.com)
    (device,) = scanner.devices()
    assert device == Device("{wia}", "Brother")
    pages: list[bytes] = []
    assert scanner.scan(device, Wish(300, True, stack=True), pages.append, lambda: False) == 4
    assert {scans.judge(page).media_type for page in pages} == {scans.PNG}
    assert [one.Value for one in driver.item.Properties] == [1, 300, 300]
    assert [one.Value for one in driver.connected.Properties][1:] == [1, 1]
    with pytest.raises(UserError) as caught:
        scanner.scan(device, Wish(stack=True), pages.append, lambda: False)
    assert caught.value.details["why"] == "Tidak ada kertas dalam pengumpan."
    with pytest.raises(UserError) as caught:
        WiaScanner(Driver(1, feeder=False).com).scan(device, Wish(stack=True), pages.append, lambda: False)
    assert "pengumpan" in str(caught.value.details["why"])
    with pytest.raises(Cancelled):
        WiaScanner(Driver(1).com).scan(device, Wish(), pages.append, lambda: True)


# ---------------------------------------------------------------- the folder


def test_the_folder_shows_scans_only_and_removes_what_was_kept(tmp_path: Path) -> None:
    (tmp_path / "b.pdf").write_bytes(SCAN)
    (tmp_path / ".tersembunyi.pdf").write_bytes(SCAN)
    (tmp_path / "kosong.pdf").write_bytes(b"")
    (tmp_path / "program.exe").write_bytes(b"MZ")
    (tmp_path / "map.pdf").mkdir()
    (found,) = folder.waiting(tmp_path)
    assert found.name == "b.pdf"
    found.path.write_bytes(SCAN + b"% lain")
    assert not folder.remove(found)
    assert found.path.exists()
    (changed,) = folder.waiting(tmp_path)
    assert folder.remove(changed)
    assert not changed.path.exists()
    assert not folder.remove(changed)
    with pytest.raises(UserError) as caught:
        folder.waiting(tmp_path / "tidak-ada")
    assert caught.value.code is ErrorCode.STORAGE_GONE
