"""Scanning on Windows through WIA, which every scanner's driver there brings along."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from models.errors import Cancelled, ErrorCode, UserError
from ui.scanning.scanner import MOST_PAGES, Device, Page, Stop, Wish

_SCANNER = 1
_PNG_FORMAT = "{B96B3CAF-0728-11D3-9D7B-0000F81EF32E}"
# Numbers of WIA's properties (wiadef.h).
_NAME, _FEEDER_STATUS, _FEEDER, _PAGES = 7, 3087, 3088, 3096
_INTENT, _DPI_ACROSS, _DPI_DOWN = 6146, 6147, 6148
_FEED, _ONE_PAGE, _COLOUR, _GREY = 1, 1, 1, 2
_TROUBLES = {
    0x80210002: "Kertas tersangkut dalam pemindai.",
    0x80210003: "Tidak ada kertas dalam pengumpan.",
    0x80210005: "Pemindai tidak tersambung atau mati.",
    0x80210006: "Pemindai sedang dipakai program lain.",
    0x80210016: "Penutup pemindai terbuka.",
}
_NO_PAPER = 0x80210003


class ComTrouble(Exception):
    """What the driver answered, by its number."""

    def __init__(self, number: int) -> None:
        super().__init__(hex(number))
        self.number = number


Create = Callable[[str], Any]


@contextmanager
def _com() -> Iterator[Create]:
    """COM on this thread; its failures become ``ComTrouble``."""
    import comtypes  # noqa: PLC0415 - exists on Windows only
    import comtypes.client  # noqa: PLC0415

    comtypes.CoInitialize()
    try:
        yield lambda name: comtypes.client.CreateObject(name, dynamic=True)
    except comtypes.COMError as problem:
        raise ComTrouble(problem.hresult & 0xFFFFFFFF) from problem
    except OSError as problem:  # no such class: WIA is not there at all
        raise ComTrouble(getattr(problem, "winerror", None) or 0) from problem
    finally:
        comtypes.CoUninitialize()


class WiaScanner:
    """The scanners Windows knows. ``com`` gives objects by their name; tests put another one in its place."""

    def __init__(self, com: Callable[[], Any] = _com) -> None:
        self._com = com

    def devices(self) -> tuple[Device, ...]:
        try:
            with self._com() as create:
                return tuple(Device(str(info.DeviceID), _name(info)) for info in _infos(create))
        except ComTrouble:
            return ()

    def scan(self, device: Device, wish: Wish, page: Page, stop: Stop) -> int:
        count = 0
        try:
            with self._com() as create:
                info = next((one for one in _infos(create) if str(one.DeviceID) == device.key), None)
                if info is None:
                    raise UserError(ErrorCode.SCANNER_SILENT)
                connected = info.Connect()
                item = _prepared(connected, wish)
                while count < (MOST_PAGES if wish.stack else 1):
                    if stop():
                        raise Cancelled
                    page(bytes(item.Transfer(_PNG_FORMAT).FileData.BinaryData))
                    count += 1
        except ComTrouble as problem:
            if not (count and problem.number == _NO_PAPER):
                why = _TROUBLES.get(problem.number, "")
                raise UserError(ErrorCode.SCANNER_SILENT, **({"why": why} if why else {})) from problem
        return count


def _infos(create: Create) -> list[Any]:
    return [info for info in create("WIA.DeviceManager").DeviceInfos if info.Type == _SCANNER]


def _name(info: Any) -> str:
    found = _property(info, _NAME)
    return str(found.Value) if found is not None else "Pemindai"


def _property(owner: Any, number: int) -> Any:
    return next((one for one in owner.Properties if one.PropertyID == number), None)


def _put(owner: Any, number: int, value: int) -> bool:
    """Set a property where the machine has it."""
    found = _property(owner, number)
    if found is None or found.IsReadOnly:
        return False
    found.Value = value
    return True


def _prepared(connected: Any, wish: Wish) -> Any:
    if wish.stack:
        if _property(connected, _FEEDER_STATUS) is None or not _put(connected, _FEEDER, _FEED):
            raise UserError(ErrorCode.SCANNER_SILENT, why="Pemindai ini tidak mempunyai pengumpan kertas.")
        _put(connected, _PAGES, _ONE_PAGE)
    item = next(iter(connected.Items))
    _put(item, _INTENT, _COLOUR if wish.colour else _GREY)
    _put(item, _DPI_ACROSS, wish.dpi)
    _put(item, _DPI_DOWN, wish.dpi)
    return item
