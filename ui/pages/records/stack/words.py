"""What is said of the parts and pages of a stack."""

from __future__ import annotations

from collections.abc import Sequence

from models.domain.stack_pages import StackPage
from models.records.stack import Stack, page_words
from ui.icons import Icon
from ui.theme import Tone
from ui.widgets.pill import Status

READY = Status("Siap", Icon.DONE, Tone.OK)
SEEN = Status("Periksa", Icon.RISK, Tone.WARN)
HOMELESS = Status("Belum ditempatkan", Icon.PROBLEM, Tone.DANGER)
LEFT_OUT = Status("Tidak disimpan", Icon.NOT_NEEDED, Tone.NEUTRAL)
#: The heading of the pages that are not kept.
LEFT_OUT_TITLE = "Tidak disimpan"


def title(stack: Stack, place: int) -> str:
    """ "KASUS/7 · Asesmen risiko, terisi tangan", or the pages of a part that has no place yet."""
    part = stack.parts[place]
    return f"{part.home.number} · {part.home.title}" if part.home else pages(part.pages)


def detail(stack: Stack, place: int) -> str:
    """What stands below the title: the pages of a part, and what is to be known of it."""
    part = stack.parts[place]
    return ". ".join(text for text in (pages(part.pages) if part.home else "", remark(stack, place)) if text)


def remark(stack: Stack, place: int) -> str:
    """What is to be known of a part, as sentences; "" for nothing."""
    twin = stack.twin(place)
    twice = f"Dokumen yang sama ada pada {page_words(stack.parts[twin].pages)}." if twin is not None else ""
    return " ".join(text for text in (stack.parts[place].remark, twice) if text)


def status(stack: Stack, place: int) -> Status:
    """How a part stands."""
    if stack.parts[place].home is None:
        return HOMELESS
    return SEEN if remark(stack, place) else READY


def pages(numbers: Sequence[int]) -> str:
    """ "Halaman 1–3, 5"."""
    return page_words(numbers).capitalize()


def page_detail(page: StackPage, turned: int) -> str:
    """What was seen on a page; ``turned`` is how far it was turned by itself, in degrees."""
    seen = (
        "Kosong" if page.blank else "",
        "Kode QR terbaca" if page.marks else "",
        "Kode QR lain, bukan dari program ini" if page.strange else "",
        "Terbalik, sudah diputar" if turned == 180 else "Miring, sudah diputar" if turned else "",
    )
    return " · ".join(text for text in seen if text)


def summary(stack: Stack) -> str:
    """ "12 bagian: 10 siap, 2 belum ditempatkan · 3 halaman tidak disimpan"."""
    if not stack.parts and not stack.left_out:
        return "Belum ada halaman"
    ready, homeless = len(stack.ready), len(stack.parts) - len(stack.ready)
    counts = (f"{ready} siap" if ready else "", f"{homeless} belum ditempatkan" if homeless else "")
    counted = ", ".join(one for one in counts if one)
    left = f"{len(stack.left_out)} halaman tidak disimpan" if stack.left_out else ""
    return " · ".join(words for words in (f"{len(stack.parts)} bagian: {counted}" if counted else "", left) if words)
