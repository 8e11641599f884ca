"""Pictures the office gives itself, such as its logo: judged by content and never by name."""

from __future__ import annotations

import io

from PIL import Image

from models.domain import scans
from models.errors import ErrorCode, UserError

#: First bytes of the accepted kinds.
_MARKS = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
)
#: Largest logo, in bytes and in dots a side: it is drawn on every letter.
LARGEST_LOGO, LONGEST_SIDE = 2 * 1024 * 1024, 4000


def media_type(content: bytes) -> str:
    """The media type of a PNG or JPEG; "" for anything else."""
    return next((kind for mark, kind in _MARKS if content.startswith(mark)), "")


def check(logo: bytes) -> None:
    """Raise ATTACHMENT_REFUSED (``why``) unless every letter can carry ``logo``.

    It is a whole PNG or JPEG of at most ``LARGEST_LOGO`` bytes, and neither side is longer than ``LONGEST_SIDE``.
    """
    if not media_type(logo) or len(logo) > LARGEST_LOGO:
        raise _refused("Logo harus gambar PNG atau JPEG, paling besar 2 MB.")
    scans.judge(logo)
    with Image.open(io.BytesIO(logo), formats=("PNG", "JPEG")) as picture:
        if max(picture.size) > LONGEST_SIDE:
            raise _refused(
                f"Logo ini {picture.width} × {picture.height} titik; paling panjang {LONGEST_SIDE}. Kecilkan dahulu."
            )


def _refused(why: str) -> UserError:
    return UserError(ErrorCode.ATTACHMENT_REFUSED, why=why)
