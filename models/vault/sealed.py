"""Small notes that lie where others can copy them: encrypted and bound to what they are."""

from __future__ import annotations

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_NONCE = 12


def seal(key: bytes, plain: bytes, purpose: str) -> bytes:
    """AES-256-GCM under ``key``, bound to ``purpose``."""
    nonce = secrets.token_bytes(_NONCE)
    return nonce + AESGCM(key).encrypt(nonce, plain, purpose.encode())


def unseal(key: bytes, sealed: bytes, purpose: str) -> bytes:
    """The plain note; empty if it is not ours or not whole."""
    try:
        return AESGCM(key).decrypt(sealed[:_NONCE], sealed[_NONCE:], purpose.encode())
    except (InvalidTag, ValueError):
        return b""
