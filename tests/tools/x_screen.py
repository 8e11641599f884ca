"""An X11 screen seen and used from outside the program, as a person in front of it: points of it, and pressed keys."""

from __future__ import annotations

import ctypes
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

_ALL_PLANES = 0xFFFFFFFF
_AS_PIXELS = 2
#: No window has this colour.
NOTHING = 0xFF00FF


class _Image(ctypes.Structure):
    """The beginning of Xlib's XImage."""

    _fields_ = (
        *((name, ctypes.c_int) for name in ("width", "height", "xoffset", "format")),
        ("data", ctypes.c_void_p),
        *((name, ctypes.c_int) for name in ("byte_order", "bitmap_unit", "bitmap_bit_order", "bitmap_pad")),
        *((name, ctypes.c_int) for name in ("depth", "bytes_per_line", "bits_per_pixel")),
    )


class Screen:
    """The screen of ``display``; its root is given a colour that no window has."""

    def __init__(self, display: str) -> None:
        self._x, self._test = ctypes.CDLL("libX11.so.6"), ctypes.CDLL("libXtst.so.6")
        self._x.XOpenDisplay.restype = ctypes.c_void_p
        self._x.XDefaultRootWindow.restype = ctypes.c_ulong
        self._x.XGetImage.restype = ctypes.POINTER(_Image)
        self._x.XGetImage.argtypes = [
            *(ctypes.c_void_p, ctypes.c_ulong, ctypes.c_int, ctypes.c_int, ctypes.c_uint, ctypes.c_uint),
            *(ctypes.c_ulong, ctypes.c_int),
        ]
        self._x.XStringToKeysym.restype = ctypes.c_ulong
        opened = self._x.XOpenDisplay(display.encode())
        if not opened:
            raise OSError(f"no screen {display}")
        self._display = ctypes.c_void_p(opened)
        self._root = ctypes.c_ulong(self._x.XDefaultRootWindow(self._display))
        self._x.XSetWindowBackground(self._display, self._root, ctypes.c_ulong(NOTHING))
        self._x.XClearWindow(self._display, self._root)
        self._x.XSync(self._display, 0)

    def point(self, x: int, y: int) -> int:
        """The colour at a point, 0xRRGGBB."""
        return int.from_bytes(self.part(x, y, 1, 1)[:3], "little")

    def part(self, x: int, y: int, width: int, height: int) -> bytes:
        """Four bytes for each point of a part of the screen, line by line."""
        image = self._x.XGetImage(self._display, self._root, x, y, width, height, _ALL_PLANES, _AS_PIXELS)
        if not image:
            raise OSError("the screen cannot be read")
        try:
            return ctypes.string_at(image.contents.data, image.contents.bytes_per_line * height)
        finally:
            self._x.XDestroyImage(image)

    def press(self, key: str) -> None:
        """Press and let go the key of this X name (``a``, ``space``, ``Return``), all of lower case."""
        symbol = ctypes.c_ulong(self._x.XStringToKeysym(key.encode()))
        code = self._x.XKeysymToKeycode(self._display, symbol)
        for down in (1, 0):
            self._test.XTestFakeKeyEvent(self._display, code, down, ctypes.c_ulong(0))
        self._x.XSync(self._display, 0)


@contextmanager
def virtual_screen(width: int, height: int) -> Iterator[str]:
    """The name of a screen that nobody sees, gone afterwards."""
    command = ["Xvfb", "-displayfd", "1", "-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        assert server.stdout is not None
        yield f":{server.stdout.readline().strip()}"
    finally:
        server.terminate()
        server.wait()
