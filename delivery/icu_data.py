"""The data of ICU, by which Qt compares and folds letters on Linux, without the languages nobody here reads.

Of its 32 MB most are names of countries, currencies and units in 300 languages, dictionaries of Thai, and tables of
old character sets. Qt has its own for all of that; the program asks ICU to sort and to change case.
"""

from __future__ import annotations

import re
import struct
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

#: The languages that stay, and the list of all.
_LANGUAGES = "en|id|res_index"
_UNUSED = re.compile(
    r"(brkitr|curr|lang|rbnf|region|translit|unit|zone)/"
    r"|.*\.(cnv|spp)$"  # old character sets; names of hosts
    rf"|(coll/)?(?!({_LANGUAGES})[._])[a-z]{{2,3}}(_\w+)?\.res$"
)
_COUNT, _ENTRY = struct.Struct("<I"), struct.Struct("<II")
_ALIGNED = 16


@dataclass(frozen=True)
class Item:
    """One file of the package; ``name`` begins with the package's own, as "icudt73l/coll/root.res"."""

    name: str
    content: bytes


def trim(library: Path, folder: Path) -> Path:
    """Write ``library`` (libicudata.so.73) without what is unused into ``folder``, and give its new path.

    Needs objcopy, objdump, as and ld of GNU binutils. Raises CalledProcessError where one of them refuses, ValueError
    for a library that holds no ICU data.
    """
    with tempfile.TemporaryDirectory(prefix="jangkau-") as scratch:
        data, source, piece = (Path(scratch) / name for name in ("data", "data.s", "data.o"))
        _call("objcopy", "-O", "binary", "--only-section=.rodata", str(library), str(data))
        head, items = unpacked(data.read_bytes())
        data.write_bytes(packed(head, [item for item in items if wanted(item.name)]))
        source.write_text(_assembly(items[0].name.partition("l/")[0], data), encoding="ascii")
        _call("as", "-o", str(piece), str(source))
        target = folder / library.name
        _call("ld", "-shared", "-z", "noexecstack", "-soname", library.name, "-o", str(target), str(piece))
    return target


def wanted(name: str) -> bool:
    """Whether an item of the package stays."""
    return _UNUSED.match(name.partition("/")[2]) is None


def unpacked(package: bytes) -> tuple[bytes, list[Item]]:
    """The head of an ICU package of data (little-endian, format CmnD 1) and its items, in their order."""
    if package[2:4] != b"\xda\x27" or package[12:16] != b"CmnD":
        raise ValueError("no package of ICU data")
    (size,) = struct.unpack_from("<H", package)
    return package[:size], list(_items(package[size:]))


def packed(head: bytes, items: list[Item]) -> bytes:
    """The package of ``items``, which must be in the order of their names."""
    names, places, contents = bytearray(), [], bytearray()
    begin = _COUNT.size + _ENTRY.size * len(items)
    lengths = sum(len(item.name) + 1 for item in items)
    first = _aligned(begin + lengths)
    for item in items:
        places.append((begin + len(names), first + len(contents)))
        names += item.name.encode("ascii") + b"\0"
        contents += item.content.ljust(_aligned(len(item.content)), b"\0")
    table = _COUNT.pack(len(items)) + b"".join(_ENTRY.pack(*place) for place in places)
    return head + (table + bytes(names)).ljust(first, b"\0") + bytes(contents)


def _items(body: bytes) -> Iterator[Item]:
    (count,) = _COUNT.unpack_from(body)
    places = [_ENTRY.unpack_from(body, _COUNT.size + _ENTRY.size * number) for number in range(count)]
    ends = [begin for _name, begin in places[1:]] + [len(body)]
    for (name, begin), end in zip(places, ends, strict=True):
        yield Item(body[name : body.index(b"\0", name)].decode("ascii"), body[begin:end])


def _aligned(length: int) -> int:
    return -(-length // _ALIGNED) * _ALIGNED


def _assembly(package: str, data: Path) -> str:
    """What makes a library of the bytes in ``data``, under the symbol that ICU looks for."""
    symbol = f"{package}_dat"
    return (
        '.section .note.GNU-stack,"",%progbits\n.section .rodata\n'
        f".balign {_ALIGNED}\n.globl {symbol}\n.type {symbol}, %object\n"
        f'{symbol}: .incbin "{data}"\n.size {symbol}, .-{symbol}\n'
    )


def _call(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)
