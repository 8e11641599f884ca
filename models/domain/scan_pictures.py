"""Pages of a judged picture file as a person sees them: upright, on white paper, in the shades of a screen."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pypdfium2
from PIL import Image, ImageOps

#: What the libraries raise for a page that is damaged; that a file could be judged says nothing of each of its pages.
DAMAGES = (pypdfium2.PdfiumError, Image.DecompressionBombError, OSError, SyntaxError, ValueError)
_CLEAR = ("RGBA", "LA", "P", "PA")


def of_page(content: bytes, page: int, longest: int) -> Image.Image:
    """Page ``page`` (from 0) in grey ("L") or colour ("RGB"), no side longer than ``longest``. One of ``DAMAGES``."""
    with _opened(content) as source:
        source.seek(page)
        return _seen(source, longest)


def of_pages(content: bytes, most: int, longest: int) -> Iterator[Image.Image]:
    """The first ``most`` pages one by one, each as ``of_page``."""
    with _opened(content) as source:
        for page in range(min(int(getattr(source, "n_frames", 1)), most)):
            source.seek(page)
            yield _seen(source, longest)


def _opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content), formats=("PNG", "JPEG", "TIFF"))


def _seen(source: Image.Image, longest: int) -> Image.Image:
    if source.format == "JPEG":
        source.draft("RGB", (longest, longest))
    picture = _in_bytes(ImageOps.exif_transpose(source))
    picture.thumbnail((longest, longest))
    if picture.mode in _CLEAR:
        seen = picture.convert("RGBA")
        picture = Image.new("RGBA", seen.size, "white")
        picture.alpha_composite(seen)
    return picture.convert("L" if picture.mode in ("1", "L") else "RGB")


def _in_bytes(picture: Image.Image) -> Image.Image:
    """Grey in 16 bits or more, as some scanners write it, in 256 steps; anything else as it is."""
    if not picture.mode.startswith(("I", "F")):
        return picture
    grey = picture.convert("F")
    most = max(float(grey.getextrema()[1]), 1.0)  # type: ignore[arg-type]
    full = next((step for step in (255.0, 65535.0) if most <= step), most)
    return grey.point(lambda value: value * (255.0 / full)).convert("L")
