"""Text from people on its way to paper: the one place where it is cleaned and escaped.

A Paragraph of the PDF library reads markup; an unescaped ``<img>`` would open a file, ``<font>`` could hide words.
Every text a person typed, and every text taken from a definition, passes through ``escape`` before it enters markup
and through ``clean`` before it is drawn directly.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby
from xml.sax.saxutils import escape as _xml_escape

from reports import fonts

#: Longest text set as one paragraph; longer ones are cut with a visible mark (a mistake such as a pasted file).
LONGEST = 20_000
#: Stands for a sign the typeface does not have, such as an emoji.
MISSING = "□"
_LONGEST_WORD = 200
_PIECE = 50
_CUT_MARK = " [… teks terlalu panjang, sisanya tidak dicetak]"

#: C0/C1 controls but tab and newline, bidirectional controls (they reverse what is read), invisible marks,
#: lone surrogates, non-characters, and the selectors that only say in which style the sign before is drawn.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff\ud800-\udfff"
    "\ufe00-\ufe0f\U000e0000-\U000e01ef]"
)
_LINE_ENDS = re.compile("\r\n|\r|\x85|\u2028|\u2029")
_LONG_WORD = re.compile(rf"\S{{{_LONGEST_WORD + 1},}}")
_PIECES = re.compile(rf"(\S{{{_PIECE}}})(?=\S)")


def clean(text: str) -> str:
    """``text`` without controls and invisible marks, in composed form (NFC), lines ended by ``\\n``; capped.

    A sign the typeface does not have becomes "□": the reader sees that something stood there.
    """
    text = _LINE_ENDS.sub("\n", text)
    text = unicodedata.normalize("NFC", _FORBIDDEN.sub("", text)).replace("\t", "    ")
    if len(text) > LONGEST:
        text = text[:LONGEST] + _CUT_MARK
    return text if text.isascii() else "".join(map(_drawn, text))


def _drawn(sign: str) -> str:
    return sign if sign == "\n" or ord(sign) in fonts.signs() else MISSING


def escape(text: str, font: str = fonts.SANS) -> str:
    """``text`` as paragraph markup that shows exactly what was typed; newlines become line breaks.

    Words of more than 200 characters are given breaks: setting one endless word takes quadratic time. Signs that
    ``font`` does not have are set in Liberation Sans.
    """
    text = _LONG_WORD.sub(lambda word: _PIECES.sub(r"\1 ", word.group()), clean(text))
    if font == fonts.SANS or text.isascii():
        return _markup(text)
    runs = groupby(text, lambda sign: sign == "\n" or fonts.has(font, sign))
    return "".join(
        _markup(run) if own else f'<font face="{fonts.SANS}">{_markup(run)}</font>'
        for own, run in ((own, "".join(signs)) for own, signs in runs)
    )


def _markup(text: str) -> str:
    return _xml_escape(text, {'"': "&quot;"}).replace("\n", "<br/>")


def one_line(text: str) -> str:
    """``text`` cleaned for direct drawing on one line: any run of white space is one space."""
    return " ".join(clean(text).split())
