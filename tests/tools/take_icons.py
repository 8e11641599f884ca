"""Takes the signs that ``ui.icons`` names out of Material Design Icons into the program's own small typeface.

Run it after an icon was added, in a Python that has fontTools as well (no part of the program, nor of its locks):
``pip install fonttools==4.66.1``, then ``python -m tests.tools.take_icons``. Writes ``resources/icons/tanda.ttf`` and
``tanda.json``, which names the place of each sign in it, in the form ``qtawesome`` reads.
"""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

from ui.icons import Icon

TARGET = Path(__file__).resolve().parents[2] / "resources" / "icons"
#: No PC has a typeface of this name installed, which would be taken instead.
NAME = "Jangkau Tanda"
#: The names a typeface is found by.
FAMILY, FULL, UNIQUE, POSTSCRIPT = 1, 4, 3, 6


def main() -> None:
    """Write both files."""
    spec = find_spec("qtawesome")
    assert spec is not None
    assert spec.origin is not None
    fonts = Path(spec.origin).parent / "fonts"
    codes = json.loads(next(fonts.glob("materialdesignicons6-*charmap*.json")).read_text(encoding="utf-8"))
    places = {icon.value: codes[icon.value] for icon in sorted(Icon)}
    # The signs stand where their boxes say, which are drawn too wide on purpose.
    font = TTFont(next(fonts.glob("materialdesignicons6-webfont-[0-9]*.ttf")), recalcBBoxes=False)
    cutter = subset.Subsetter(subset.Options(layout_features=[], drop_tables=["GSUB"]))
    cutter.populate(unicodes=[int(place, 16) for place in places.values()])
    cutter.subset(font)
    for entry in font["name"].names:
        if entry.nameID in {FAMILY, FULL, UNIQUE}:
            entry.string = NAME
        elif entry.nameID == POSTSCRIPT:
            entry.string = NAME.replace(" ", "")
    font.save(TARGET / "tanda.ttf")
    (TARGET / "tanda.json").write_text(json.dumps(places, indent=0) + "\n", encoding="ascii")


if __name__ == "__main__":
    main()
