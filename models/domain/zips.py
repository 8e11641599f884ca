"""ZIP archives in memory: equal files give equal bytes, whatever the time of day. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

#: The library writes the time of day beside each file.
_MOMENT = (2000, 1, 1, 0, 0, 0)
#: What made the archive is part of it, too: the same on every system.
_UNIX, _READABLE = 3, 0o644 << 16


class SteadyZip(ZipFile):
    """An archive that tells nothing of when it was packed."""

    def writestr(self, zinfo_or_arcname: str | ZipInfo, data: Any, *more: Any, **named: Any) -> None:
        """Put a file of this name into the archive."""
        told = zinfo_or_arcname
        info = ZipInfo(told.filename if isinstance(told, ZipInfo) else told, _MOMENT)
        info.compress_type, info.create_system, info.external_attr = ZIP_DEFLATED, _UNIX, _READABLE
        super().writestr(info, data, *more, **named)


def packed(files: Mapping[str, bytes]) -> bytes:
    """An archive of these files by name."""
    target = BytesIO()
    with SteadyZip(target, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return target.getvalue()


def unpacked(archive: bytes) -> dict[str, bytes]:
    """The files of an archive that ``packed`` made."""
    with ZipFile(BytesIO(archive)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}
