"""Ed25519 signatures of releases: by them the program knows that what it is to run comes from who makes it.

The public keys travel with the program, the private one never does. A signature file holds one line per key, so that
a release may be signed by the key that follows and by the one that goes: programs that trust either take it.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

#: Signed along with the content, so that a signature is good for nothing else.
_PURPOSE = b"rilis jangkau 1\n"
_LENGTH = 32


def key_id(public: bytes) -> str:
    """The short name of a public key (32 bytes): 16 hexadecimal digits of its SHA-256."""
    return hashlib.sha256(public).hexdigest()[:16]


def new_private_key(password: bytes = b"") -> bytes:
    """A new private key as PEM, encrypted if a password is given."""
    secret = serialization.BestAvailableEncryption(password) if password else serialization.NoEncryption()
    return Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, secret
    )


def public_of(private: bytes, password: bytes = b"") -> bytes:
    """The public key (32 bytes) of a private one. ValueError or TypeError if it is none or the password is not its."""
    return (
        _opened(private, password).public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    )


def sign(private: bytes, content: bytes, password: bytes = b"") -> str:
    """One line of a signature file. Raises as ``public_of``."""
    made = _opened(private, password).sign(_PURPOSE + content)
    return f"{key_id(public_of(private, password))} {base64.b64encode(made).decode('ascii')}\n"


def signer(content: bytes, signatures: str, trusted: Iterable[bytes]) -> str:
    """The id of the trusted key that signed ``content``; "" if none did."""
    known = {key_id(public): public for public in trusted if len(public) == _LENGTH}
    for line in signatures.splitlines():
        name, _, encoded = line.partition(" ")
        if name in known and _fits(known[name], encoded, content):
            return name
    return ""


def _fits(public: bytes, encoded: str, content: bytes) -> bool:
    try:
        made = base64.b64decode(encoded.strip(), validate=True)
        Ed25519PublicKey.from_public_bytes(public).verify(made, _PURPOSE + content)
    except (InvalidSignature, ValueError):
        return False
    return True


def _opened(private: bytes, password: bytes) -> Ed25519PrivateKey:
    key = serialization.load_pem_private_key(private, password or None)
    if not isinstance(key, Ed25519PrivateKey):
        raise ValueError("not an Ed25519 key")
    return key
