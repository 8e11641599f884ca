"""A real queue of CUPS: what comes out is the page that was stored, and a queue that will not print says so.

Skipped where CUPS with its PDF printer (package printer-driver-cups-pdf) has no queue; see ``lpstat -v``.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

import main
from models.domain.paper import PageSetup
from models.errors import ErrorCode, UserError
from tests.letter_samples import composed
from ui.printing import PAPERS, PrintOrder
from ui.printing import printers as known
from ui.printing.job import send

_CONFIG = Path("/etc/cups/cups-pdf.conf")
_DPI = 60


def _queue() -> str:
    """A queue of the PDF printer, "" if there is none."""
    lpstat = shutil.which("lpstat")
    if lpstat is None:
        return ""
    told = subprocess.run([lpstat, "-v"], capture_output=True, text=True, check=False).stdout
    found = re.search(r"(\S+): cups-pdf:", told)
    return found.group(1) if found else ""


QUEUE = _queue()
pytestmark = [
    pytest.mark.skipif(not QUEUE, reason="no CUPS queue with the PDF printer on this machine"),
    pytest.mark.skipif(bool(QUEUE) and not os.access(_CONFIG, os.R_OK), reason="cups-pdf.conf cannot be read"),
]


def _outputs() -> list[Path]:
    """Every PDF the queue has made."""
    text = _CONFIG.read_text()
    folders = re.findall(r"^(?:Out|AnonDirName)\s+(\S+)", text, re.MULTILINE) or ["/var/spool/cups-pdf"]
    found: list[Path] = []
    for folder in folders:
        root = Path(folder.split("${")[0])
        found += root.rglob("*.pdf") if root.is_dir() else []
    return found


def _picture(page: pypdfium2.PdfPage) -> QImage:
    bitmap = page.render(scale=_DPI / 72)
    image = QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_BGR888)
    return image.convertToFormat(QImage.Format.Format_Grayscale8)


def _difference(one: QImage, two: QImage) -> float:
    """Mean difference of brightness, 0 to 255; the second is brought to the size of the first."""
    two = two.scaled(one.size())
    width, height = one.width(), one.height()
    total = sum(
        abs(one.pixelColor(x, y).lightness() - two.pixelColor(x, y).lightness())
        for y in range(0, height, 2)
        for x in range(0, width, 2)
    )
    return total / (len(range(0, width, 2)) * len(range(0, height, 2)))


def _order(printer: str = QUEUE) -> PrintOrder:
    return PrintOrder(printer, 1, 300, PAPERS["F4"], landscape=False)


def _letter() -> bytes:
    return main.renderers().letter(composed("surat-perjalanan-dinas", page=PageSetup(paper="F4")))


def test_the_paper_that_comes_out_is_the_paper_that_was_stored(qtbot: QtBot) -> None:
    stored, before = _letter(), set(_outputs())
    send(stored, "Surat Perjalanan Dinas", _order())
    qtbot.waitUntil(lambda: bool(set(_outputs()) - before), timeout=30_000)
    [made] = set(_outputs()) - before
    qtbot.waitUntil(lambda: made.read_bytes().rstrip().endswith(b"%%EOF"), timeout=30_000)
    printed, kept = pypdfium2.PdfDocument(made), pypdfium2.PdfDocument(stored)
    try:
        assert len(printed) == len(kept) == 2
        for one, two in zip(kept, printed, strict=True):
            assert two.get_size() == pytest.approx(one.get_size(), abs=2)
            assert _difference(_picture(one), _picture(two)) < 7
        assert _difference(_picture(kept[0]), _picture(printed[1])) > 15, "two different pages must not look alike"
    finally:
        printed.close()
        kept.close()


@pytest.fixture
def queue_tool() -> Iterator[None]:
    """The queue may be stopped and closed by the test; afterwards it takes and prints jobs again."""
    if os.geteuid() != 0:
        pytest.skip("only the administrator may stop a queue")
    yield
    for tool in ("cancel", "cupsaccept", "cupsenable"):
        _run(tool, *(("-a",) if tool == "cancel" else ()))


def _run(tool: str, *options: str) -> None:
    path = shutil.which(tool)
    assert path is not None
    subprocess.run([path, *options, QUEUE], check=True, capture_output=True)


def test_a_stopped_queue_is_told_before_anything_is_sent(queue_tool: None, qtbot: QtBot) -> None:
    known.check_ready(QUEUE)
    _run("cupsdisable")
    with pytest.raises(UserError) as told:
        known.check_ready(QUEUE)
    assert (told.value.code, told.value.details["reason"]) == (ErrorCode.PRINTER_NOT_READY, "dihentikan")


def test_a_queue_that_takes_no_jobs_is_not_said_to_have_printed(queue_tool: None, qtbot: QtBot) -> None:
    _run("cupsreject")
    with pytest.raises(UserError) as told:
        send(_letter(), "Surat", _order())
    assert told.value.code is ErrorCode.PRINTER_REFUSES


def test_a_printer_that_has_gone_does_not_print_on_another(qtbot: QtBot) -> None:
    before = set(_outputs())
    with pytest.raises(UserError) as told:
        send(_letter(), "Surat", _order("Printer Lama"))
    assert told.value.code is ErrorCode.PRINTER_GONE
    assert set(_outputs()) == before
