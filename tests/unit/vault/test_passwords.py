"""What counts as a password, and the generator."""

from __future__ import annotations

import re

import pytest

from models.errors import ErrorCode, UserError
from models.vault.passwords import check_password, suggest_password, word_list


@pytest.mark.parametrize(
    "password", ["kebun-pelangi-sepeda-tenun", "Kopi hangat di beranda", "8h#2kD!9$qLm4xRt", "bunga mawar 2026"]
)
def test_long_and_uncommon_is_good(password: str) -> None:
    check_password(password, "rina.pratiwi")


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("Kantor2026", "short"),
        ("", "short"),
        ("aaaaaaaaaaaaaaaa", "repeats"),
        ("kuda-kuda-kuda-kuda", "repeats"),
        ("matahari-matahari", "repeats"),
        ("Kantor2026Kantor!", "repeats"),
        ("KantorIndonesia2026", "obvious"),
        ("rina.pratiwi.2026", "obvious"),
        ("1234567890123456", "obvious"),
        ("RahasiaSandi2026!", "obvious"),
    ],
)
def test_guessable_is_refused_with_its_reason(password: str, reason: str) -> None:
    with pytest.raises(UserError) as caught:
        check_password(password, "rina.pratiwi")
    assert caught.value.code is ErrorCode.WEAK_PASSWORD
    assert caught.value.details["reason"] == reason


def test_suggestions_are_good_and_never_the_same() -> None:
    made = {suggest_password() for _ in range(50)}
    assert len(made) == 50
    for password in made:
        check_password(password)
        assert len(password.split("-")) == 5


def test_the_word_list_has_over_a_thousand_distinct_plain_words() -> None:
    words = word_list()
    assert len(words) == len(set(words)) >= 1000
    assert all(re.fullmatch(r"[a-z]{4,10}", word) for word in words)
