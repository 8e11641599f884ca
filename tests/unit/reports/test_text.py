"""Text from people: escaped once, never able to steer the printing (reliability table G)."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.platypus import Paragraph

from models.domain.paper import PageSetup
from reports.document import DocumentInfo, build
from reports.styles import style
from reports.text import LONGEST, clean, escape, one_line
from tests import papers

HOSTILE = [
    "Budi & Siti <istri>",
    "<b>tebal",
    "<img src='file:///etc/passwd'/>",
    '<img src="http://127.0.0.1:9/"/>',
    "<font color='white'>tersembunyi</font>",
    "<a href=file:/etc/passwd>tautan</a>",
    "&#x202E;terbalik",
    "<br/>",
    "<font color=\"[[[getattr(pow, Word('__globals__'))]]]\">x</font>",
    "{kasus.nomor} {{x}} %s %(a)s",
    '`O\'Brien "Junior"` \\n',
]


def set_on_paper(text: str) -> bytes:
    return build([Paragraph(escape(text), style())], PageSetup(), DocumentInfo("Coba"))


@pytest.mark.fault(25)
@pytest.mark.parametrize("typed", HOSTILE)
def test_markup_prints_as_typed(typed: str) -> None:
    assert " ".join(typed.split()) in papers.text(set_on_paper(typed))


@pytest.mark.fault(25)
def test_a_pasted_heap_of_markup_is_set_in_time() -> None:
    start = time.monotonic()
    set_on_paper("<br/>" * 20_000)
    assert time.monotonic() - start < 10  # seconds on a busy PC; one word of this length used to take minutes


def test_what_is_cut_says_so() -> None:
    assert clean("a" * (LONGEST + 1)).endswith("sisanya tidak dicetak]")
    assert clean("a" * LONGEST) == "a" * LONGEST


@pytest.mark.parametrize("control", ["\x00", "\x1b", "\u202e", "\u2066", "\u200b", "\ufeff", "\ud800", "\uffff"])
def test_controls_and_reversing_marks_are_dropped(control: str) -> None:
    assert clean(f"Si{control}ti") == "Siti"


def test_a_sign_the_typeface_lacks_is_shown_as_a_box() -> None:
    family = "\U0001f469\u200d\U0001f467\ufe0f"
    assert clean(f"Siti {family} \u4f60 é – ✓") == "Siti □□ □ é – " + clean("✓")
    assert "Siti □□ □" in papers.text(set_on_paper(f"Siti {family} \u4f60"))


def test_lines_of_any_system_are_lines() -> None:
    assert escape("satu\r\ndua\rtiga\u2028empat") == "satu<br/>dua<br/>tiga<br/>empat"
    assert one_line(" satu\n\tdua ") == "satu dua"


@pytest.mark.fault(25)
@given(st.text(max_size=400))
def test_any_text_can_be_set(typed: str) -> None:
    assert set_on_paper(typed).startswith(b"%PDF")


@given(st.text(max_size=300))
def test_nothing_of_the_markup_survives_escaping(typed: str) -> None:
    bare = escape(typed).replace("<br/>", "").replace("&amp;", "").replace("&lt;", "").replace("&gt;", "")
    assert "<" not in bare
    assert ">" not in bare
    assert "&" not in bare.replace("&quot;", "")
