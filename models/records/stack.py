"""A stack of papers of several cases on its way to their places: which pages belong together and where they go.

Every change gives a new stack that holds the same pages: none is lost, none goes to two places.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Home:
    """Where papers go: a place in a case, a letter without one, or an incoming letter.

    Attributes:
        number: of the case, else of the letter or the agenda, as people say it.
        title: what the papers are called there.
        letter_id / form_key / serves: the letter, form or output of a step that they are; none for other papers.
        incoming_id: the incoming letter that they belong to.
        awaits: its letter is signed by them.
    """

    number: str
    title: str
    case_id: int | None = None
    letter_id: int | None = None
    form_key: str = ""
    serves: str = ""
    incoming_id: int | None = None
    awaits: bool = False

    @property
    def document(self) -> tuple[object, ...]:
        """What two papers have in common that are the same document; empty where that cannot be told."""
        if self.letter_id is not None or self.incoming_id is not None:
            return (self.letter_id, self.incoming_id)
        return (self.case_id, self.form_key, self.serves) if self.form_key or self.serves else ()


@dataclass(frozen=True)
class Part:
    """Pages that belong together, by their numbers in the stack from 0; ``remark`` is what is to be known of them."""

    pages: tuple[int, ...]
    home: Home | None = None
    remark: str = ""


@dataclass(frozen=True)
class Stack:
    """The parts in the order of their pages, and the pages that are not to be kept."""

    parts: tuple[Part, ...] = ()
    left_out: tuple[int, ...] = ()

    @property
    def ready(self) -> tuple[int, ...]:
        """The parts that know where they go."""
        return tuple(place for place, part in enumerate(self.parts) if part.home is not None)

    def twin(self, place: int) -> int | None:
        """The first other part that is the same document; None where there is none."""
        home = self.parts[place].home
        wanted = home.document if home else ()
        others = (other for other, part in enumerate(self.parts) if other != place and part.home)
        return next((other for other in others if wanted and _document(self.parts[other]) == wanted), None)

    def split(self, page: int) -> Stack:
        """A new part begins with this page; it is yet to be placed."""
        place = self._holder(page)
        if place is None or self.parts[place].pages[0] == page:
            return self
        whole = self.parts[place]
        at = whole.pages.index(page)
        parts = (replace(whole, pages=whole.pages[:at]), Part(whole.pages[at:]))
        return replace(self, parts=(*self.parts[:place], *parts, *self.parts[place + 1 :]))

    def join(self, place: int) -> Stack:
        """A part becomes the end of the one before it."""
        if not 0 < place < len(self.parts):
            return self
        before, after = self.parts[place - 1 : place + 1]
        joined = replace(before, pages=tuple(sorted((*before.pages, *after.pages))))
        return replace(self, parts=(*self.parts[: place - 1], joined, *self.parts[place + 1 :]))

    def put(self, places: Collection[int], home: Home) -> Stack:
        """These parts go there."""
        parts = enumerate(self.parts)
        return replace(self, parts=tuple(Part(one.pages, home) if place in places else one for place, one in parts))

    def leave_out(self, pages: Iterable[int]) -> Stack:
        """These pages are not kept."""
        gone = set(pages) & {page for part in self.parts for page in part.pages}
        left = (replace(one, pages=tuple(page for page in one.pages if page not in gone)) for one in self.parts)
        return Stack(tuple(one for one in left if one.pages), tuple(sorted({*self.left_out, *gone})))

    def take_back(self, pages: Iterable[int]) -> Stack:
        """These pages are kept after all: each with the page before it, or as a part of its own at the front."""
        stack = self
        for page in sorted(set(pages) & set(self.left_out)):
            out = tuple(other for other in stack.left_out if other != page)
            place = max((place for place, part in enumerate(stack.parts) if part.pages[0] < page), default=None)
            parts = list(stack.parts)
            if place is None:
                parts.insert(0, Part((page,)))
            else:
                parts[place] = replace(parts[place], pages=tuple(sorted((*parts[place].pages, page))))
            stack = Stack(tuple(parts), out)
        return stack

    def without(self, places: Collection[int]) -> Stack:
        """The stack when these parts have gone where they belong."""
        return replace(self, parts=tuple(one for place, one in enumerate(self.parts) if place not in places))

    def remarked(self, remarks: dict[int, str]) -> Stack:
        """The stack with other remarks for some of its parts."""
        parts = enumerate(self.parts)
        return replace(self, parts=tuple(replace(one, remark=remarks.get(place, one.remark)) for place, one in parts))

    def follow(self, other: Stack, offset: int) -> Stack:
        """This stack with another one below it, whose pages are counted on from ``offset``."""
        parts = (replace(one, pages=tuple(page + offset for page in one.pages)) for one in other.parts)
        return Stack((*self.parts, *parts), (*self.left_out, *(page + offset for page in other.left_out)))

    def _holder(self, page: int) -> int | None:
        return next((place for place, part in enumerate(self.parts) if page in part.pages), None)


def _document(part: Part) -> tuple[object, ...]:
    return part.home.document if part.home else ()


def page_words(pages: Iterable[int]) -> str:
    """Pages, from 0, as people count them: "halaman 1–3, 5"."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and runs[-1][-1] == page - 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return "halaman " + ", ".join(f"{run[0] + 1}–{run[-1] + 1}" if len(run) > 1 else f"{run[0] + 1}" for run in runs)
