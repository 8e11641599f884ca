"""The one data key of an office, and the key file that wraps it once for each person and once for the paper key.

Key file ``jangkau.db.kunci``: JSON with the vault id, a generation that rises with each change, and slots (see
``models.vault.slots``). No user name stands in it: a slot is found by a keyed hash of the typed name. The whole file is
sealed with an HMAC under the data key; a plain checksum tells a damaged file from a wrong password.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import unicodedata
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from models.domain.atomic import told_to_people, write_whole
from models.errors import ErrorCode, UserError
from models.vault.slots import CEILING, FLOOR, STANDARD, DataKey, KdfCost, Slot, SlotKind, b64, unb64

__all__ = ["CEILING", "FLOOR", "STANDARD", "DataKey", "KdfCost", "KeyFile", "SlotKind", "damaged", "parse", "read"]

FORMAT = 2
MAXIMUM_BYTES = 64 * 1024
GENERATIONS_KEPT = 3


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
        return self._open(slot, _secret(password))

    def open_with_recovery(self, recovery: bytes) -> DataKey:
        """The data key; UserError RECOVERY_KEY_WRONG or KEY_FILE_DAMAGED."""
        slot = self._find(SlotKind.PAPER, "")
        if slot is None:
            raise UserError(ErrorCode.RECOVERY_KEY_WRONG)
        try:
            return self._open(slot, recovery)
        except UserError as error:
            wrong = error.code is ErrorCode.WRONG_PASSWORD
            raise (UserError(ErrorCode.RECOVERY_KEY_WRONG) if wrong else error) from None

    def digest(self) -> str:
        """SHA-256 of the file's bytes, hexadecimal: kept in the database, so that an old file put back is noticed."""
        return hashlib.sha256(self.to_bytes()).hexdigest()

    def to_bytes(self) -> bytes:
        """The file's bytes; equal content gives equal bytes."""
        body = {**self._body(), "segel": b64(self.seal)}
        body["jumlah_periksa"] = hashlib.sha256(_canonical(body)).hexdigest()
        return json.dumps(body, indent=1, sort_keys=True).encode()

    def opened_by_pair(self, username: str | None) -> bool:
        """Whether this person's way in (None: the paper key's) follows a new data key by itself."""
        kind = SlotKind.PAPER if username is None else SlotKind.PERSON
        slot = self._find(kind, tidy_username(username or ""))
        return slot is not None and bool(slot.public)

    def renewed(self, key: DataKey, new: DataKey) -> KeyFile:
        """The file for the data key ``new``: every way in that has a key pair leads to it, the others are gone.

        UserError KEY_FILE_DAMAGED ("seal") unless the file is sealed under ``key``: nobody has exchanged a public half.
        """
        if not self.sealed_under(key):
            raise damaged("seal")
        return self._sealed(new, tuple(slot.holding(new) for slot in self.slots if slot.public))

    def sealed_under(self, key: DataKey) -> bool:
        """Whether nobody has altered the list of ways in since it was written by a holder of ``key``."""
        return hmac.compare_digest(self._seal_under(key), self.seal)

    @property
    def has_recovery(self) -> bool:
        """Whether a recovery key on paper opens it."""
        return self._find(SlotKind.PAPER, "") is not None

    def holds(self, username: str) -> bool:
        """Whether this person has a way in."""
        return self._find(SlotKind.PERSON, tidy_username(username)) is not None

    def _with(self, key: DataKey, kind: SlotKind, name: str, secret: bytes, cost: KdfCost) -> KeyFile:
        slot = Slot.made(self._slot_id(kind, name), kind, secret, cost, key)
        return self._sealed(key, (*(other for other in self.slots if other.id != slot.id), slot))

    def _sealed(self, key: DataKey, slots: tuple[Slot, ...]) -> KeyFile:
        changed = replace(self, generation=self.generation + 1, slots=tuple(sorted(slots, key=lambda slot: slot.id)))
        return replace(changed, seal=changed._seal_under(key))

    def _seal_under(self, key: DataKey) -> bytes:
        return hmac.digest(key.sub("slots"), _canonical(self._body()), "sha256")

    def _open(self, slot: Slot, secret: bytes) -> DataKey:
        key = slot.open(self.vault, secret)
        if not self.sealed_under(key):
            raise damaged("seal")
        return key

    def _find(self, kind: SlotKind, name: str) -> Slot | None:
        wanted = self._slot_id(kind, name)
        return next((slot for slot in self.slots if slot.id == wanted and slot.kind is kind), None)

    def _slot_id(self, kind: SlotKind, name: str) -> str:
        return hmac.new(bytes.fromhex(self.vault), f"{kind}|{name}".encode(), "sha256").hexdigest()[:32]

    def _body(self) -> dict[str, Any]:
        return {
            "format": max((slot.format for slot in self.slots), default=1),
            "brankas": self.vault,
            "generasi": self.generation,
            "slot": [slot.to_json() for slot in self.slots],
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
            tuple(Slot.from_json(entry) for entry in body["slot"]),
            unb64(body["segel"]),
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


def _secret(password: str) -> bytes:
    """The same password typed on two keyboards gives the same bytes."""
    return unicodedata.normalize("NFKC", password).encode()


def _canonical(body: dict[str, Any]) -> bytes:
    return json.dumps(body, sort_keys=True, separators=(",", ":")).encode()
