"""A ZIP behind a password: any program for AES archives opens it, and nothing can be read without the password."""

from __future__ import annotations

import hashlib
import hmac
import io
import struct
import zipfile
import zlib
from datetime import datetime

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from hypothesis import given
from hypothesis import strategies as st

from models.vault.locked_zip import locked

WHEN = datetime(2026, 11, 23, 8, 5, 30)
PASSWORD = "kebun-pelangi-sepeda-tenun-angin"


def opened(packed: bytes, password: str) -> bytes:
    """What a program that follows the specification of the format reads."""
    (entry,) = zipfile.ZipFile(io.BytesIO(packed)).infolist()
    assert entry.compress_type == 99
    version, vendor, strength, method = struct.unpack("<H2sBH", entry.extra[4:])
    assert (version, vendor, strength, method) == (2, b"AE", 3, zlib.DEFLATED)
    start = 30 + len(entry.filename.encode()) + len(entry.extra)
    body = packed[start : start + entry.compress_size]
    salt, check, hidden, seal = body[:16], body[16:18], body[18:-10], body[-10:]
    keys = hashlib.pbkdf2_hmac("sha1", password.encode(), salt, 1000, 66)
    assert keys[64:] == check, "wrong password"
    assert hmac.digest(keys[32:64], hidden, "sha1")[:10] == seal
    plain = bytearray()
    cipher = Cipher(algorithms.AES(keys[:32]), modes.ECB())  # noqa: S305 - as the format has it
    for number in range(0, len(hidden), 16):
        stream = cipher.encryptor().update((number // 16 + 1).to_bytes(16, "little"))
        plain += bytes(one ^ other for one, other in zip(hidden[number : number + 16], stream, strict=False))
    return zlib.decompress(bytes(plain), -15)


@given(st.binary(max_size=5000))
def test_what_goes_in_comes_out(content: bytes) -> None:
    assert opened(locked("data.json", content, PASSWORD, WHEN), PASSWORD) == content


def test_nothing_is_readable_and_each_file_differs() -> None:
    content = b'{"nama": "Ratna Sari"}' * 50
    one, other = (locked("data.json", content, PASSWORD, WHEN) for _ in range(2))
    assert b"Ratna" not in one
    assert one != other
    entry = zipfile.ZipFile(io.BytesIO(one)).infolist()[0]
    assert (entry.filename, entry.date_time, entry.CRC) == ("data.json", (2026, 11, 23, 8, 5, 30), 0)
