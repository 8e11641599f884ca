"""What kind of file some bytes are, judged by content and never by name."""

from __future__ import annotations

from models.errors import ErrorCode, UserError

#: First bytes of the accepted kinds.
_MARKS = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
)
#: Largest file that is taken in, in bytes: a scanned case file of some hundred pages.
LARGEST = 50 * 1024 * 1024
#: Largest logo, in bytes: it is drawn on every letter.
LARGEST_LOGO = 2 * 1024 * 1024


def media_type(content: bytes) -> str:
    """The media type of a PDF, PNG or JPEG; "" for anything else."""
    return next((kind for mark, kind in _MARKS if content.startswith(mark)), "")


def check(logo: bytes) -> None:
    """Raise ATTACHMENT_REFUSED unless ``logo`` can be a logo: PNG or JPEG of at most 2 MiB."""
    if not media_type(logo).startswith("image/") or len(logo) > LARGEST_LOGO:
        raise UserError(ErrorCode.ATTACHMENT_REFUSED, why="Logo harus gambar PNG atau JPEG, paling besar 2 MB.")


def accept(content: bytes) -> str:
    """The media type of a file for a case; raises ATTACHMENT_REFUSED for an unknown kind or a size over 50 MiB."""
    found = media_type(content)
    if not found:
        raise UserError(ErrorCode.ATTACHMENT_REFUSED, why="Berkas harus PDF, PNG, atau JPEG.")
    if len(content) > LARGEST:
        raise UserError(ErrorCode.ATTACHMENT_REFUSED, why="Berkas lebih besar dari 50 MB.")
    return found
