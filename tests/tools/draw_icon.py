"""Draws the program's icon from its brand mark: python tests/tools/draw_icon.py

Writes ``resources/icons/jangkau.png`` (window, Linux desktop) and ``jangkau.ico`` (Windows). Run it again after the
mark or the colours change.
"""

from __future__ import annotations

import json
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

TARGET = Path(__file__).resolve().parents[2] / "resources" / "icons"
GLYPH = "hand-heart-outline"
GROUND, MARK = "#0F2D33", "#5FD0C5"  # the navigation's colours
SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)
#: Drawn larger and reduced, so that edges stay smooth.
OVERSAMPLING = 8


def draw(size: int) -> Image.Image:
    """The icon as a square of ``size`` pixels: the mark on a rounded ground."""
    large = size * OVERSAMPLING
    image = Image.new("RGBA", (large, large))
    pen = ImageDraw.Draw(image)
    pen.rounded_rectangle((0, 0, large - 1, large - 1), radius=large * 0.22, fill=GROUND)
    font, sign = _mark(int(large * 0.78))
    left, top, right, bottom = pen.textbbox((0, 0), sign, font=font)
    pen.text(((large - left - right) / 2, (large - top - bottom) / 2), sign, font=font, fill=MARK)
    return image.resize((size, size), Image.Resampling.LANCZOS)


def _mark(height: int) -> tuple[ImageFont.FreeTypeFont, str]:
    places = json.loads((TARGET / "tanda.json").read_text(encoding="ascii"))
    return ImageFont.truetype(str(TARGET / "tanda.ttf"), height), chr(int(places[GLYPH], 16))


def main() -> None:
    """Write both files."""
    pictures = [draw(size) for size in SIZES]
    pictures[-1].save(TARGET / "jangkau.png", optimize=True)
    pictures[-1].save(TARGET / "jangkau.ico", sizes=[(size, size) for size in SIZES], append_images=pictures[:-1])


if __name__ == "__main__":
    main()
