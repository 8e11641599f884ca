"""The settings of an office as one file that is rolled out to others: readable, in parts, without secrets.

Nothing about clients is ever in it. The office's officials are only where somebody asked for them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from models.errors import ErrorCode, UserError

FORMAT = "pengaturan-jangkau"
#: 1 held the profile alone, as one group "kantor"; 2 holds parts.
_VERSION, _PROFILE_ONLY = 2, 1
#: Bytes: a file of settings is far below it, even with a logo and all of an office's forms.
LARGEST = 32 * 1024 * 1024


def packed(parts: Mapping[str, Any]) -> bytes:
    """The file's bytes."""
    body = {"jenis": FORMAT, "versi": _VERSION, "bagian": parts}
    return (json.dumps(body, ensure_ascii=False, indent=2) + "\n").encode()


def unpacked(content: bytes, profile_parts: Mapping[str, frozenset[str]]) -> dict[str, Any]:
    """The parts in a file; ``profile_parts`` says which fields of the profile belong to which part.

    Raises VALUE_INVALID (``what``, with the line where it is no JSON), SCHEMA_NEWER if a later program wrote it.
    """
    body = _read(content)
    version = body.get("versi")
    if body.get("jenis") != FORMAT or not isinstance(version, int):
        raise not_usable("Berkas itu bukan berkas pengaturan Jangkau.")
    if version > _VERSION:
        raise UserError(ErrorCode.SCHEMA_NEWER)
    found = body.get("kantor" if version == _PROFILE_ONLY else "bagian")
    if not isinstance(found, dict):
        raise not_usable("Berkas itu bukan berkas pengaturan Jangkau: bagiannya tidak ada.")
    if version == _PROFILE_ONLY:
        return {
            part: {name: value for name, value in found.items() if name in names}
            for part, names in profile_parts.items()
        }
    return found


def not_usable(what: str) -> UserError:
    """A file that cannot be used; ``what`` is the sentence."""
    return UserError(ErrorCode.VALUE_INVALID, what=what)


def _read(content: bytes) -> dict[str, Any]:
    if len(content) > LARGEST:
        raise not_usable(f"Berkas itu terlalu besar; paling besar {LARGEST // (1024 * 1024)} MB.")
    try:
        body = json.loads(content.decode("utf-8-sig"), parse_constant=_no_number)
    except UnicodeDecodeError:
        raise not_usable("Berkas itu bukan teks UTF-8, jadi bukan berkas pengaturan Jangkau.") from None
    except json.JSONDecodeError as error:
        where = f"baris {error.lineno}, huruf ke-{error.colno}"
        raise not_usable(f"Berkas itu bukan berkas pengaturan Jangkau: susunannya terputus pada {where}.") from None
    except (RecursionError, ValueError):
        raise not_usable("Berkas itu bukan berkas pengaturan Jangkau.") from None
    return body if isinstance(body, dict) else {}


def _no_number(word: str) -> float:
    """NaN and Infinity are no JSON, and no length of anything."""
    raise ValueError(word)
