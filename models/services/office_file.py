"""The settings of an office as one file that is rolled out to others: readable, without secrets and without people."""

from __future__ import annotations

import json
from dataclasses import replace

from models.errors import ErrorCode, UserError
from models.settings.office import OfficeProfile

FORMAT = "pengaturan-jangkau"
_VERSION = 1
#: What belongs to one office or one PC and is never carried to another.
OWN = ("backup_place",)
#: Who the office is: it stays where settings are rolled out from one office to others.
IDENTITY = (
    *("name", "government", "department", "unit", "head_post", "city", "regency", "address", "contact", "unit_code"),
    "service_phone",
)


def packed(profile: OfficeProfile) -> bytes:
    """The file's bytes."""
    kept = {name: value for name, value in profile.to_json().items() if name not in OWN}
    return json.dumps({"jenis": FORMAT, "versi": _VERSION, "kantor": kept}, ensure_ascii=False, indent=2).encode()


def unpacked(content: bytes, present: OfficeProfile, *, identity: bool) -> OfficeProfile:
    """The profile in a file, with what is ``present``'s own; ``identity``: with who the office is, too.

    Raises VALUE_INVALID (``what``) if it is no such file, SCHEMA_NEWER if a later program wrote it.
    """
    try:
        body = json.loads(content)
        if body["jenis"] != FORMAT:
            raise ValueError("another kind of file")
        if body["versi"] > _VERSION:
            raise UserError(ErrorCode.SCHEMA_NEWER)
        read = OfficeProfile.from_json(dict(body["kantor"]))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise UserError(ErrorCode.VALUE_INVALID, what="Berkas itu bukan berkas pengaturan Jangkau.") from None
    kept = OWN if identity else OWN + IDENTITY
    return replace(read, **{name: getattr(present, name) for name in kept})
