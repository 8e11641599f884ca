"""Libraries that parts of the program bring along inside their own files: asked of the parts themselves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import sqlcipher3
from cryptography.hazmat.backends.openssl.backend import backend
from PIL import features
from pypdfium2.version import PDFIUM_INFO
from PySide6.QtCore import qVersion


@dataclass(frozen=True)
class Inside:
    """A library inside a part. ``licence`` is an SPDX expression."""

    part: str
    name: str
    version: str
    licence: str


@cache
def all_of_them() -> tuple[Inside, ...]:
    """What is known to lie inside the parts, by part and name. Needs the parts installed."""
    found = (*_of_sqlcipher(), *_of_cryptography(), *_of_pillow(), *_of_qt(), *_of_pdfium())
    return tuple(sorted(found, key=lambda one: (one.part, one.name)))


def _of_sqlcipher() -> Iterator[Inside]:
    connection = sqlcipher3.connect(":memory:")
    connection.execute("PRAGMA key = 'x'")

    def said(pragma: str) -> str:
        return str((connection.execute(f"PRAGMA {pragma}").fetchone() or ("",))[0])

    yield Inside("sqlcipher3", "sqlcipher", said("cipher_version").split()[0], "BSD-3-Clause")
    yield Inside("sqlcipher3", "sqlite", str(sqlcipher3.sqlite_version), "blessing")
    provider, version = said("cipher_provider"), said("cipher_provider_version")
    numbers = [word for word in version.split() if word[:1].isdigit()]
    yield Inside("sqlcipher3", provider or "openssl", numbers[0] if numbers else version, "Apache-2.0")
    connection.close()


def _of_cryptography() -> Iterator[Inside]:
    yield Inside("cryptography", "openssl", backend.openssl_version_text().split()[1], "Apache-2.0")


def _of_pillow() -> Iterator[Inside]:
    # AVIF, WebP and colour management stay out of the program.
    for feature, name, licence in (
        ("freetype2", "freetype", "FTL"),
        ("libjpeg_turbo", "libjpeg-turbo", "IJG AND BSD-3-Clause AND Zlib"),
        ("jpg_2000", "openjpeg", "BSD-2-Clause"),
        ("libtiff", "libtiff", "libtiff"),
        ("zlib_ng", "zlib-ng", "Zlib"),
        ("raqm", "libraqm", "MIT"),
        ("harfbuzz", "harfbuzz", "MIT-Modern-Variant"),
    ):
        version = features.version(feature)
        if version:
            yield Inside("pillow", name, version, licence)


def _of_qt() -> Iterator[Inside]:
    yield Inside("pyside6-essentials", "qt", qVersion(), "LGPL-3.0-only")


def _of_pdfium() -> Iterator[Inside]:
    yield Inside("pypdfium2", "pdfium", str(PDFIUM_INFO.version).partition("@")[0], "Apache-2.0 AND BSD-3-Clause")
