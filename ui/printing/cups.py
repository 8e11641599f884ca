"""What CUPS knows of its queues and Qt does not tell: whether one takes jobs, why it stands, whether it took the last.

Without CUPS (Windows, or a PC without printing) everything here says "nothing known".
"""

from __future__ import annotations

import ctypes
import ctypes.util
from functools import cache

#: From this status on the server has refused what it was asked (RFC 8011, appendix B).
_REFUSED = 0x0400


class _Option(ctypes.Structure):
    _fields_ = (("name", ctypes.c_char_p), ("value", ctypes.c_char_p))


class _Destination(ctypes.Structure):
    _fields_ = (
        ("name", ctypes.c_char_p),
        ("instance", ctypes.c_char_p),
        ("is_default", ctypes.c_int),
        ("num_options", ctypes.c_int),
        ("options", ctypes.POINTER(_Option)),
    )


@cache
def _library() -> ctypes.CDLL | None:
    """The library that Qt prints with, None where there is none."""
    try:
        found = ctypes.CDLL("libcups.so.2")
    except OSError:
        return None
    found.cupsGetNamedDest.restype = ctypes.POINTER(_Destination)
    found.cupsGetNamedDest.argtypes = (ctypes.c_void_p, ctypes.c_char_p, ctypes.c_char_p)
    found.cupsFreeDests.argtypes = (ctypes.c_int, ctypes.POINTER(_Destination))
    found.cupsLastError.restype = ctypes.c_int
    return found


def options(queue: str) -> dict[str, str]:
    """What CUPS says of a queue ("printer-is-accepting-jobs", "printer-state-reasons" …); empty if it knows none."""
    library = _library()
    if library is None:
        return {}
    found = library.cupsGetNamedDest(None, queue.encode(), None)
    if not found:
        return {}
    try:
        told = found.contents
        given = (told.options[number] for number in range(told.num_options))
        return {one.name.decode(): one.value.decode(errors="replace") for one in given if one.name and one.value}
    finally:
        library.cupsFreeDests(1, found)


def refused() -> bool:
    """Whether the last thing this thread asked of CUPS was refused; call right after a job was handed over."""
    library = _library()
    return library is not None and library.cupsLastError() >= _REFUSED
