"""The one data key of an office, and the key file that wraps it once for each person and once for the paper key.

Key file ``jangkau.db.kunci``: JSON with the vault id, a generation that rises with each change, and slots. A slot wraps
the random 32-byte data key with AES-256-GCM under a key that Argon2id derives from a password (RFC 9106) or from the
recovery key on paper. No user name stands in it: a slot is found by a keyed hash of the typed name. The whole file is
sealed with an HMAC under the data key; a plain checksum tells a damaged file from a wrong password.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
import unicodedata
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from models.domain.atomic import told_to_people, write_whole
from models.errors import ErrorCode, UserError

FORMAT = 1
MAXIMUM_BYTES = 64 * 1024
GENERATIONS_KEPT = 3


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
    """The secret everything else is derived from. Never printed, never pickled, dropped when the screen is locked."""

    __slots__ = ("_key", "vault")

    def __init__(self, vault: str, key: bytes) -> None:
        self.vault = vault
        self._key = key

    @classmethod
    def new(cls) -> DataKey:
        """A fresh random key of a new vault."""
        return cls(secrets.token_hex(16), secrets.token_bytes(32))

    def sub(self, purpose: str) -> bytes:
        """32 bytes for one purpose ("db", "audit", "attachments", "backup", "slots"), by HKDF-SHA256 (RFC 5869)."""
        return _hkdf(self._key, salt=bytes.fromhex(self.vault), info=f"jangkau/1/{purpose}")

    def wrapped(self, kek: bytes, nonce: bytes, bound_to: bytes) -> bytes:
        """The key, encrypted under ``kek`` and bound to a slot."""
        return AESGCM(kek).encrypt(nonce, self._key, bound_to)

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
    """

    id: str
    kind: SlotKind
    cost: KdfCost
    salt: bytes
    check: bytes
    nonce: bytes
    wrapped: bytes

    def bound_to(self, vault: str) -> bytes:
        """Everything about the slot that must not be altered, as additional authenticated data."""
        cost = self.cost
        return f"{FORMAT}|{vault}|{self.id}|{self.kind}|{cost.memory}|{cost.passes}|{cost.lanes}".encode()


@dataclass(frozen=True)
class KeyFile:
    """The content of a key file; every change makes a new value with the next generation and a new seal."""

    vault: str
    generation: int
    slots: tuple[Slot, ...]
    seal: bytes

    @classmethod
    def new(cls, key: DataKey) -> KeyFile:
        """A key file without slots."""
        return cls(key.vault, 0, (), b"")

    def with_password(self, key: DataKey, username: str, password: str, cost: KdfCost) -> KeyFile:
        """Give ``username`` a slot, in place of the one they had."""
        return self._with(key, SlotKind.PERSON, tidy_username(username), _secret(password), cost)

    def with_recovery(self, key: DataKey, recovery: bytes, cost: KdfCost) -> KeyFile:
        """Give the recovery key (its 20 bytes) the one recovery slot, in place of the former."""
        return self._with(key, SlotKind.PAPER, "", recovery, cost)

    def without_password(self, key: DataKey, username: str) -> KeyFile:
        """Take away the slot of ``username``."""
        unwanted = self._slot_id(SlotKind.PERSON, tidy_username(username))
        return self._sealed(key, tuple(slot for slot in self.slots if slot.id != unwanted))

    def open_with_password(self, username: str, password: str) -> DataKey:
        """The data key; UserError WRONG_PASSWORD (also for an unknown name) or KEY_FILE_DAMAGED."""
        slot = self._find(SlotKind.PERSON, tidy_username(username))
        if slot is None:
            raise UserError(ErrorCode.WRONG_PASSWORD)
        return self._open(slot, _secret(password), ErrorCode.WRONG_PASSWORD)

    def open_with_recovery(self, recovery: bytes) -> DataKey:
        """The data key; UserError RECOVERY_KEY_WRONG or KEY_FILE_DAMAGED."""
        slot = self._find(SlotKind.PAPER, "")
        if slot is None:
            raise UserError(ErrorCode.RECOVERY_KEY_WRONG)
        return self._open(slot, recovery, ErrorCode.RECOVERY_KEY_WRONG)

    def digest(self) -> str:
        """SHA-256 of the file's bytes, hexadecimal: kept in the database, so that an old file put back is noticed."""
        return hashlib.sha256(self.to_bytes()).hexdigest()

    def to_bytes(self) -> bytes:
        """The file's bytes; equal content gives equal bytes."""
        body = {**self._body(), "segel": _b64(self.seal)}
        body["jumlah_periksa"] = hashlib.sha256(_canonical(body)).hexdigest()
        return json.dumps(body, indent=1, sort_keys=True).encode()

    def _with(self, key: DataKey, kind: SlotKind, name: str, secret: bytes, cost: KdfCost) -> KeyFile:
        if cost.reason_against():
            raise ValueError("Argon2id cost out of bounds")
        slot_id, salt, nonce = self._slot_id(kind, name), secrets.token_bytes(16), secrets.token_bytes(12)
        kek, check = _derive(secret, salt, cost)
        bare = Slot(slot_id, kind, cost, salt, check, nonce, b"")
        slot = replace(bare, wrapped=key.wrapped(kek, nonce, bare.bound_to(self.vault)))
        return self._sealed(key, (*(other for other in self.slots if other.id != slot_id), slot))

    def _sealed(self, key: DataKey, slots: tuple[Slot, ...]) -> KeyFile:
        changed = replace(self, generation=self.generation + 1, slots=tuple(sorted(slots, key=lambda slot: slot.id)))
        return replace(changed, seal=changed._seal_under(key))

    def _seal_under(self, key: DataKey) -> bytes:
        return hmac.digest(key.sub("slots"), _canonical(self._body()), "sha256")

    def _open(self, slot: Slot, secret: bytes, wrong: ErrorCode) -> DataKey:
        kek, check = _derive(secret, slot.salt, slot.cost)
        if not hmac.compare_digest(check, slot.check):
            raise UserError(wrong)
        try:
            raw = AESGCM(kek).decrypt(slot.nonce, slot.wrapped, slot.bound_to(self.vault))
        except InvalidTag:
            raise damaged("slot") from None
        key = DataKey(self.vault, raw)
        if not hmac.compare_digest(self._seal_under(key), self.seal):
            raise damaged("seal")
        return key

    def _find(self, kind: SlotKind, name: str) -> Slot | None:
        wanted = self._slot_id(kind, name)
        return next((slot for slot in self.slots if slot.id == wanted and slot.kind is kind), None)

    def _slot_id(self, kind: SlotKind, name: str) -> str:
        return hmac.new(bytes.fromhex(self.vault), f"{kind}|{name}".encode(), "sha256").hexdigest()[:32]

    def _body(self) -> dict[str, Any]:
        return {
            "format": FORMAT,
            "brankas": self.vault,
            "generasi": self.generation,
            "slot": [
                {
                    "id": slot.id,
                    "jenis": slot.kind.value,
                    "argon2id": [slot.cost.memory, slot.cost.passes, slot.cost.lanes],
                    "garam": _b64(slot.salt),
                    "periksa": _b64(slot.check),
                    "nonce": _b64(slot.nonce),
                    "kunci": _b64(slot.wrapped),
                }
                for slot in self.slots
            ],
        }


def parse(content: bytes) -> KeyFile:
    """Read a key file's bytes.

    Raises UserError KEY_FILE_DAMAGED with ``reason``: "unreadable", "checksum", "weak" or "heavy"; SCHEMA_NEWER if a
    later program wrote it.
    """
    if len(content) > MAXIMUM_BYTES:
        raise damaged("unreadable")
    try:
        body = json.loads(content)
        if body["format"] > FORMAT:
            raise UserError(ErrorCode.SCHEMA_NEWER)
        expected = body.pop("jumlah_periksa")
        if hashlib.sha256(_canonical(body)).hexdigest() != expected:
            raise damaged("checksum")
        file = KeyFile(
            str(bytes.fromhex(body["brankas"]).hex()),
            int(body["generasi"]),
            tuple(_parse_slot(entry) for entry in body["slot"]),
            _unb64(body["segel"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise damaged("unreadable") from None
    for slot in file.slots:
        if reason := slot.cost.reason_against():
            raise damaged(reason)
    return file


def read(path: Path) -> KeyFile:
    """Read the key file at ``path``; UserError KEY_FILE_DAMAGED with reason "missing" if it is not there."""
    with told_to_people():
        if not path.is_file():
            raise damaged("missing")
        with path.open("rb") as file:
            return parse(file.read(MAXIMUM_BYTES + 1))


def write(path: Path, file: KeyFile) -> None:
    """Write the key file whole or not at all, keeping the former two generations as ``.1`` and ``.2``."""
    with told_to_people():
        for age in range(GENERATIONS_KEPT - 1, 0, -1):
            former = path if age == 1 else path.with_name(f"{path.name}.{age - 1}")
            if former.is_file():
                write_whole(path.with_name(f"{path.name}.{age}"), former.read_bytes())
        write_whole(path, file.to_bytes())


def damaged(reason: str) -> UserError:
    """The key file cannot be trusted, for this reason."""
    return UserError(ErrorCode.KEY_FILE_DAMAGED, reason=reason)


def tidy_username(username: str) -> str:
    """A user name as it is compared: composed, folded, without outer or double spaces."""
    return " ".join(unicodedata.normalize("NFKC", username).casefold().split())


def _parse_slot(entry: dict[str, Any]) -> Slot:
    memory, passes, lanes = (int(number) for number in entry["argon2id"])
    return Slot(
        str(entry["id"]),
        SlotKind(entry["jenis"]),
        KdfCost(memory, passes, lanes),
        _unb64(entry["garam"]),
        _unb64(entry["periksa"]),
        _unb64(entry["nonce"]),
        _unb64(entry["kunci"]),
    )


def _derive(secret: bytes, salt: bytes, cost: KdfCost) -> tuple[bytes, bytes]:
    """(key-encrypting key, check value) of a secret."""
    stretched = hash_secret_raw(
        secret,
        salt,
        time_cost=cost.passes,
        memory_cost=cost.memory,
        parallelism=cost.lanes,
        hash_len=32,
        type=Type.ID,
    )
    return _hkdf(stretched, salt=None, info="jangkau/1/wrap"), _hkdf(stretched, salt=None, info="jangkau/1/check")[:16]


def _hkdf(key: bytes, *, salt: bytes | None, info: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=salt, info=info.encode()).derive(key)


def _secret(password: str) -> bytes:
    """The same password typed on two keyboards gives the same bytes."""
    return unicodedata.normalize("NFKC", password).encode()


def _canonical(body: dict[str, Any]) -> bytes:
    return json.dumps(body, sort_keys=True, separators=(",", ":")).encode()


def _b64(raw: bytes) -> str:
    return base64.b64encode(raw).decode("ascii")


def _unb64(text: str) -> bytes:
    return base64.b64decode(text, validate=True)
