"""Pictures the office gives itself, such as its logo: judged by content and never by name."""

from __future__ import annotations

from models.errors import ErrorCode, UserError

#: First bytes of the accepted kinds.
_MARKS = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
)
#: Largest logo, in bytes: it is drawn on every letter.
LARGEST_LOGO = 2 * 1024 * 1024


def media_type(content: bytes) -> str:
    """The media type of a PNG or JPEG; "" for anything else."""
    return next((kind for mark, kind in _MARKS if content.startswith(mark)), "")


def check(logo: bytes) -> None:
    """Raise ATTACHMENT_REFUSED unless ``logo`` can be a logo: PNG or JPEG of at most 2 MiB."""
    if not media_type(logo) or len(logo) > LARGEST_LOGO:
        raise UserError(ErrorCode.ATTACHMENT_REFUSED, why="Logo harus gambar PNG atau JPEG, paling besar 2 MB.")
