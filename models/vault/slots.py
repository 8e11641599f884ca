"""One way to the data key: what Argon2id makes of a password, a key pair of one's own, and the data key sealed to it.

Each slot carries an X25519 key pair (RFC 7748). Its private half is wrapped with AES-256-GCM under a key that Argon2id
derives from the password or the recovery key; the data key is sealed to its public half. So a new data key can be given
to everybody who stays without asking anybody for a password, and whoever has gone cannot follow.
Slots of format 1 wrapped the data key under the password itself; they open, and become slots of format 2 with the next
change of their password.
"""

from __future__ import annotations

import base64
import hmac
import secrets
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from models.errors import ErrorCode, UserError

_POINT, _KEY = 32, 32
#: Each sealing has a key of its own, so its nonce need not differ.
_SEAL_NONCE = bytes(12)
#: What must outlive a change of the data key: the chains and the check codes printed on letters.
_LASTING = frozenset({"audit", "bukulog"})
#: Former data keys that are taken along, so that their backups stay readable; the first one of all always is.
MOST_FORMER = 24


@dataclass(frozen=True)
class KdfCost:
    """Argon2id parameters: ``memory`` in KiB, number of ``passes``, number of ``lanes``."""

    memory: int
    passes: int
    lanes: int

    def reason_against(self) -> str:
        """ "" if usable, "weak" below the floor, "heavy" above the ceiling (a planted file could exhaust the PC)."""
        if self.memory < FLOOR.memory or self.passes < FLOOR.passes or self.lanes < FLOOR.lanes:
            return "weak"
        if self.memory > CEILING.memory or self.passes > CEILING.passes or self.lanes > CEILING.lanes:
            return "heavy"
        return ""


#: RFC 9106's second recommended choice; nothing weaker is accepted.
FLOOR = KdfCost(64 * 1024, 3, 4)
#: What offices get: about 0.4 s on an office PC.
STANDARD = KdfCost(256 * 1024, 3, 4)
CEILING = KdfCost(1024 * 1024, 16, 16)


class DataKey:
    """The secret everything else is derived from. Never printed, never pickled, dropped when the screen is locked.

    It takes its predecessors along, newest first: data are always under the newest, chains stay under the oldest.
    """

    __slots__ = ("_keys", "vault")

    def __init__(self, vault: str, *keys: bytes) -> None:
        self.vault = vault
        self._keys = keys

    @classmethod
    def new(cls) -> DataKey:
        """A fresh random key of a new vault."""
        return cls(secrets.token_hex(16), secrets.token_bytes(_KEY))

    def renewed(self) -> DataKey:
        """A fresh key of the same vault, which remembers this one."""
        former = self._keys if len(self._keys) < MOST_FORMER else (*self._keys[: MOST_FORMER - 2], self._keys[-1])
        return DataKey(self.vault, secrets.token_bytes(_KEY), *former)

    @property
    def former(self) -> tuple[DataKey, ...]:
        """The keys before this one, newest first."""
        return tuple(DataKey(self.vault, *self._keys[place:]) for place in range(1, len(self._keys)))

    def sub(self, purpose: str) -> bytes:
        """32 bytes for one purpose ("db", "audit", "attachments", "backup", "slots"), by HKDF-SHA256 (RFC 5869)."""
        key = self._keys[-1] if purpose in _LASTING else self._keys[0]
        return hkdf(key, salt=bytes.fromhex(self.vault), info=f"jangkau/1/{purpose}")

    def packed(self) -> bytes:
        """The key and its predecessors, for nothing but a slot."""
        return b"".join(self._keys)

    @classmethod
    def unpacked(cls, vault: str, raw: bytes) -> DataKey:
        """Read back ``packed``. ValueError if it cannot be one."""
        if not raw or len(raw) % _KEY:
            raise ValueError("not a data key")
        return cls(vault, *(raw[start : start + _KEY] for start in range(0, len(raw), _KEY)))

    def __repr__(self) -> str:
        return "DataKey(…)"

    def __reduce__(self) -> str:
        raise TypeError("a data key is never pickled")


class SlotKind(StrEnum):
    PERSON = "orang"
    PAPER = "kertas"


@dataclass(frozen=True)
class Slot:
    """One way to the data key.

    Attributes:
        id: keyed hash of kind and user name, hexadecimal.
        check: tells a wrong password from an altered slot; derived from the password, so it reveals nothing more than
            the tag of ``wrapped`` does.
        public / private: the key pair, its private half wrapped; both empty in a slot of format 1.
        wrapped: the data key, sealed to ``public``.
    """

    id: str
    kind: SlotKind
    cost: KdfCost
    salt: bytes
    check: bytes
    nonce: bytes
    wrapped: bytes
    public: bytes = b""
    private: bytes = b""

    @property
    def format(self) -> int:
        """2 with a key pair, 1 without."""
        return 2 if self.public else 1

    @classmethod
    def made(cls, slot_id: str, kind: SlotKind, secret: bytes, cost: KdfCost, key: DataKey) -> Slot:
        """A new slot for whoever knows ``secret``. ValueError for a cost out of bounds."""
        if cost.reason_against():
            raise ValueError("Argon2id cost out of bounds")
        salt, nonce, pair = secrets.token_bytes(16), secrets.token_bytes(12), X25519PrivateKey.generate()
        kek, check = stretched(secret, salt, cost)
        bare = cls(slot_id, kind, cost, salt, check, nonce, b"", pair.public_key().public_bytes_raw())
        private = AESGCM(kek).encrypt(nonce, pair.private_bytes_raw(), bare._bound_to(key.vault))
        return replace(bare, private=private).holding(key)

    def holding(self, key: DataKey) -> Slot:
        """The same way in, leading to ``key``; only for a slot with a key pair."""
        once = X25519PrivateKey.generate()
        point = once.public_key().public_bytes_raw()
        shared = once.exchange(X25519PublicKey.from_public_bytes(self.public))
        sealed = self._sealer(shared, point).encrypt(_SEAL_NONCE, key.packed(), self._bound_to(key.vault))
        return replace(self, wrapped=point + sealed)

    def open(self, vault: str, secret: bytes) -> DataKey:
        """The data key. UserError WRONG_PASSWORD, or KEY_FILE_DAMAGED ("slot") if the slot was altered."""
        kek, check = stretched(secret, self.salt, self.cost)
        if not hmac.compare_digest(check, self.check):
            raise UserError(ErrorCode.WRONG_PASSWORD)
        bound = self._bound_to(vault)
        try:
            if not self.public:
                return DataKey.unpacked(vault, AESGCM(kek).decrypt(self.nonce, self.wrapped, bound))
            pair = X25519PrivateKey.from_private_bytes(AESGCM(kek).decrypt(self.nonce, self.private, bound))
            point, sealed = self.wrapped[:_POINT], self.wrapped[_POINT:]
            shared = pair.exchange(X25519PublicKey.from_public_bytes(point))
            return DataKey.unpacked(vault, self._sealer(shared, point).decrypt(_SEAL_NONCE, sealed, bound))
        except (InvalidTag, ValueError):
            raise UserError(ErrorCode.KEY_FILE_DAMAGED, reason="slot") from None

    def to_json(self) -> dict[str, Any]:
        """The slot as it is written."""
        cost = self.cost
        pair = {"umum": b64(self.public), "pribadi": b64(self.private)} if self.public else {}
        return pair | {
            "id": self.id,
            "jenis": self.kind.value,
            "argon2id": [cost.memory, cost.passes, cost.lanes],
            "garam": b64(self.salt),
            "periksa": b64(self.check),
            "nonce": b64(self.nonce),
            "kunci": b64(self.wrapped),
        }

    @classmethod
    def from_json(cls, entry: dict[str, Any]) -> Slot:
        """Read back; ValueError, KeyError or TypeError if it is no slot."""
        memory, passes, lanes = (int(number) for number in entry["argon2id"])
        texts = ("garam", "periksa", "nonce", "kunci")
        salt, check, nonce, wrapped = (unb64(entry[name]) for name in texts)
        public, private = unb64(entry.get("umum", "")), unb64(entry.get("pribadi", ""))
        cost, kind = KdfCost(memory, passes, lanes), SlotKind(entry["jenis"])
        return cls(str(entry["id"]), kind, cost, salt, check, nonce, wrapped, public, private)

    def _sealer(self, shared: bytes, point: bytes) -> AESGCM:
        return AESGCM(hkdf(shared, salt=point + self.public, info="jangkau/2/seal"))

    def _bound_to(self, vault: str) -> bytes:
        """Everything about the slot that must not be altered, as additional authenticated data."""
        cost = self.cost
        words = f"{self.format}|{vault}|{self.id}|{self.kind}|{cost.memory}|{cost.passes}|{cost.lanes}"
        return words.encode() + self.public


def hkdf(key: bytes, *, salt: bytes | None, info: str) -> bytes:
    """32 bytes derived from ``key`` for the purpose ``info`` (HKDF-SHA256)."""
    return HKDF(algorithm=SHA256(), length=_KEY, salt=salt, info=info.encode()).derive(key)


def stretched(secret: bytes, salt: bytes, cost: KdfCost) -> tuple[bytes, bytes]:
    """(key-encrypting key, check value) of a secret, by Argon2id."""
    made = hash_secret_raw(
        secret,
        salt,
        time_cost=cost.passes,
        memory_cost=cost.memory,
        parallelism=cost.lanes,
        hash_len=32,
        type=Type.ID,
    )
    return hkdf(made, salt=None, info="jangkau/1/wrap"), hkdf(made, salt=None, info="jangkau/1/check")[:16]


def b64(raw: bytes) -> str:
    """Bytes as base 64."""
    return base64.b64encode(raw).decode("ascii")


def unb64(text: str) -> bytes:
    """Bytes out of their base 64; ValueError if it is none."""
    return base64.b64decode(text, validate=True)
