"""The recovery key on paper: 160 random bits in eight groups of four characters and one check character.

The alphabet is Crockford's base 32 (no I, L, O, U), so that nothing is mistaken in handwriting. Each group checks
itself: a single wrong character and a group in the wrong place are always noticed, and the group is named.
"""

from __future__ import annotations

import secrets

from models.errors import ErrorCode, UserError

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUPS = 8
_READ_AS = str.maketrans({"I": "1", "L": "1", "O": "0"})
#: Odd weights have an inverse modulo 32, so each single wrong character changes the sum.
_WEIGHTS = (1, 3, 5, 7)
_PLACE_WEIGHT = 11


def new_recovery_key() -> bytes:
    """20 fresh random bytes."""
    return secrets.token_bytes(20)


def to_text(key: bytes) -> str:
    """The key as it is printed: ``ABCD1-EFGH2-…``."""
    number = int.from_bytes(key, "big")
    digits = [(number >> (5 * place)) & 31 for place in reversed(range(GROUPS * 4))]
    return "-".join(_group(digits[4 * place : 4 * place + 4], place) for place in range(GROUPS))


def from_text(text: str) -> bytes:
    """The key a person typed; spaces, hyphens and case do not matter.

    Raises UserError RECOVERY_KEY_TYPO with ``group``: the first group (1 to 8) that cannot be right, 0 if the length
    is wrong.
    """
    typed = "".join(text.upper().translate(_READ_AS).replace("-", "").split())
    if len(typed) != GROUPS * 5:
        raise UserError(ErrorCode.RECOVERY_KEY_TYPO, group=0, reason="length")
    number = 0
    for place in range(GROUPS):
        group = typed[5 * place : 5 * place + 5]
        if any(character not in ALPHABET for character in group):
            raise UserError(ErrorCode.RECOVERY_KEY_TYPO, group=place + 1)
        digits = [ALPHABET.index(character) for character in group[:4]]
        if _group(digits, place) != group:
            raise UserError(ErrorCode.RECOVERY_KEY_TYPO, group=place + 1)
        for digit in digits:
            number = number << 5 | digit
    return number.to_bytes(20, "big")


def _group(digits: list[int], place: int) -> str:
    check = (_PLACE_WEIGHT * place + sum(w * d for w, d in zip(_WEIGHTS, digits, strict=True))) % 32
    return "".join(ALPHABET[digit] for digit in (*digits, check))
