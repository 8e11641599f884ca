"""A file behind a password that people open without this program: one entry of a ZIP, encrypted as 7-Zip and WinZip do.

Format: AE-2 of the WinZip specification (AES-256 in counter mode, HMAC-SHA1, keys by PBKDF2). Its key derivation is
weak by today's measure, so the password is never a person's own: it is made of five random words.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import struct
import zlib
from datetime import datetime

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

_ROUNDS, _SALT, _KEY, _CHECK, _SEAL, _BLOCK = 1000, 16, 32, 2, 10, 16
#: Encrypted, name in UTF-8; method "AES", made for version 5.1.
_FLAGS, _AES, _VERSION = 0x0801, 99, 51
#: Extra field: AE-2, vendor "AE", AES-256, deflated inside.
_EXTRA = struct.pack("<HHH2sBH", 0x9901, 7, 2, b"AE", 3, zlib.DEFLATED)


def locked(name: str, content: bytes, password: str, moment: datetime) -> bytes:
    """The ZIP's bytes. ``name`` can be read without the password: it must tell nothing."""
    salt = secrets.token_bytes(_SALT)
    keys = hashlib.pbkdf2_hmac("sha1", password.encode(), salt, _ROUNDS, 2 * _KEY + _CHECK)
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    hidden = _in_counter_mode(keys[:_KEY], packer.compress(content) + packer.flush())
    seal = hmac.digest(keys[_KEY : 2 * _KEY], hidden, "sha1")[:_SEAL]
    body = salt + keys[2 * _KEY :] + hidden + seal
    day = (moment.year - 1980) << 9 | moment.month << 5 | moment.day
    clock = moment.hour << 11 | moment.minute << 5 | moment.second // 2
    called = name.encode()
    common = struct.pack("<HHHHHIIIHH", _VERSION, _FLAGS, _AES, clock, day, 0, len(body), len(content), len(called),
                         len(_EXTRA))  # fmt: skip
    entry = b"PK\x03\x04" + common + called + _EXTRA + body
    listed = b"PK\x01\x02" + struct.pack("<H", _VERSION) + common + bytes(14) + called + _EXTRA
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(listed), len(entry), 0)
    return entry + listed + end


def _in_counter_mode(key: bytes, plain: bytes) -> bytes:
    """AES in counter mode with the little-endian counter of the ZIP format, which begins at 1."""
    blocks = -(-len(plain) // _BLOCK)
    counters = b"".join(number.to_bytes(_BLOCK, "little") for number in range(1, blocks + 1))
    stream = Cipher(algorithms.AES256(key), modes.ECB()).encryptor().update(counters)[: len(plain)]  # noqa: S305
    mixed = int.from_bytes(plain, "big") ^ int.from_bytes(stream, "big")
    return mixed.to_bytes(len(plain), "big")
