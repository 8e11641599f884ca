"""What counts as a password here, and a generator of passwords that people can remember.

Guessing offline cannot be slowed down beyond Argon2id, so length does the work: four random words or fourteen
characters. A generated password has five words from a list of over a thousand, about 50 random bits.
"""

from __future__ import annotations

import re
import secrets
import unicodedata
from functools import cache

import resources
from models.errors import ErrorCode, UserError

WORDS_FILE = "lists/kata-sandi.txt"
#: Four words of the generator's list are longer than this, too.
MINIMUM_LENGTH = 14
MINIMUM_DISTINCT = 6
_GENERATED_WORDS = 5
#: Letters that must be left without the obvious words: "KantorKita2026" is one word and a year, not fourteen signs.
_MINIMUM_OWN = 5
_OBVIOUS = (
    "password", "passwort", "katasandi", "sandi", "rahasia", "kantor", "admin", "administrator", "qwertyuiop", "qwerty",
    "asdfghjkl", "asdfgh", "zxcvbnm", "indonesia", "merdeka", "bismillah", "sayang", "cinta", "jangkau", "uptdppa",
    "uptd", "puspaga", "dpppa", "abcdefgh", "letmein", "iloveyou", "selamatdatang", "selamat", "januari", "februari",
    "maret", "april", "agustus", "september", "oktober", "november", "desember",
)  # fmt: skip


def check_password(password: str, username: str = "") -> None:
    """Refuse a password that can be guessed.

    Raises UserError WEAK_PASSWORD with ``reason``: "short", "repeats" (one word again and again, or few different
    characters) or "obvious" (the user's own name, common words and figures).
    """
    folded = unicodedata.normalize("NFKC", password).casefold()
    letters = re.sub(r"[\W\d_]+", "", folded)
    if len(password) < MINIMUM_LENGTH:
        raise UserError(ErrorCode.WEAK_PASSWORD, reason="short", least=MINIMUM_LENGTH)
    if len(set(folded)) < MINIMUM_DISTINCT or (letters and letters in (letters + letters)[1:-1]):
        raise UserError(ErrorCode.WEAK_PASSWORD, reason="repeats")
    named = {part for part in re.split(r"\W+", username.casefold()) if len(part) >= 3}
    for obvious in sorted({*_OBVIOUS, *named}, key=len, reverse=True):
        letters = letters.replace(obvious, "")
    if len(letters) < _MINIMUM_OWN:
        raise UserError(ErrorCode.WEAK_PASSWORD, reason="obvious")


def suggest_password() -> str:
    """Five random Indonesian words with hyphens between them."""
    return "-".join(secrets.choice(word_list()) for _ in range(_GENERATED_WORDS))


@cache
def word_list() -> tuple[str, ...]:
    """The words passwords are made of."""
    return tuple(resources.text(WORDS_FILE).split())
