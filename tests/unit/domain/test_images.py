"""A logo stands on every letter: what cannot be drawn is refused when it is chosen, not when a letter is printed."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from models.domain import images
from models.errors import ErrorCode, UserError
from models.messages import render


def picture(kind: str, size: tuple[int, int] = (300, 300)) -> bytes:
    made = io.BytesIO()
    Image.effect_noise(size, 80).save(made, kind)
    return made.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_whole_picture_is_taken(kind: str) -> None:
    images.check(picture(kind))


@pytest.mark.parametrize(
    ("logo", "words"),
    [
        (b"\x89PNG\r\n\x1a\n", "rusak"),
        (picture("PNG")[:5000], "rusak"),
        (picture("JPEG")[:5000], "rusak"),
        (picture("TIFF"), "PNG atau JPEG"),
        (picture("PNG", (1500, 1500)), "paling besar 2 MB"),
        (picture("PNG", (4001, 30)), "4001 × 30 titik"),
        (b"<svg/>", "PNG atau JPEG"),
    ],
    ids=["head", "png cut", "jpeg cut", "tiff", "heavy", "long", "svg"],
)
def test_what_no_letter_could_carry_is_refused_in_words(logo: bytes, words: str) -> None:
    with pytest.raises(UserError) as caught:
        images.check(logo)
    assert caught.value.code is ErrorCode.ATTACHMENT_REFUSED
    assert words in render(caught.value).why
