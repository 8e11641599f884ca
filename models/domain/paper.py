"""What official papers share: letterhead, page, signer (Permendagri 1/2023)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Letterhead:
    """What stands above the line of the *kop*; sizes of the first to the others are 3:4.

    Attributes:
        government: "PEMERINTAH KOTA …".
        names: the bold lines: department, then unit.
        address: address and contact lines, small.
        logo: image bytes (PNG or JPEG), empty for none.
        double_rule: thick and thin closing line; else one thick line.
        logo_height: millimetres the logo may be high.
        room: millimetres left free for a letterhead that is already on the paper; then nothing is drawn.
    """

    government: str
    names: tuple[str, ...]
    address: tuple[str, ...] = ()
    logo: bytes = b""
    double_rule: bool = True
    room: float = 0
    logo_height: float = 25


@dataclass(frozen=True)
class PageSetup:
    """Paper and edges in millimetres, and the word across training papers."""

    paper: str = "F4"
    top: float = 20
    bottom: float = 25
    left: float = 30
    right: float = 20
    watermark: str = ""


#: Typefaces of letters: the metrics of Arial or of Bookman Old Style.
FACES = ("arial", "bookman")
#: The marks before a post that somebody fills without being its holder.
ACTING = ("Plt.", "Plh.", "Pj.", "Pjs.")


@dataclass(frozen=True)
class Signer:
    """Who signs, as it stood on the day (snapshotted in the letter).

    Attributes:
        mode: "langsung", "a.n.", "u.b." or one of ``ACTING``.
        post: post printed in capitals; ``behalf`` the post signed for (a.n./u.b.).
        rank: pangkat, "" for non-civil servants; ``nip`` likewise.
    """

    name: str
    post: str
    rank: str = ""
    nip: str = ""
    mode: str = "langsung"
    behalf: str = ""

    @property
    def title(self) -> str:
        """The post as it is spoken of: "Plh. Kepala UPTD PPA" for a stand-in."""
        return f"{self.mode} {self.post}" if self.mode in ACTING else self.post

    @property
    def lines(self) -> tuple[tuple[str, str], ...]:
        """What stands above the signature as (mark, post), without the last comma; u.b. keeps the post given a.n."""
        behalf = [line for line in self.behalf.split("\n") if line.strip()]
        if self.mode == "a.n." and behalf:
            return (("a.n.", behalf[0]), ("", self.post))
        if self.mode == "u.b." and behalf:
            return (("a.n.", behalf[0]), *(("", f"{line},") for line in behalf[1:]), ("", "u.b."), ("", self.post))
        return ((self.mode if self.mode in ACTING else "", self.post),)


@dataclass(frozen=True)
class ListPaper:
    """A list as it stands on screen, for the hand: no signatures, no letterhead, initials only.

    Attributes:
        columns / widths: headings and widths in millimetres; a width of 0 takes the room left.
        printed: by whom and when ("Dicetak Rina Pratiwi, 23 November 2026, 09.42").
    """

    office: str
    title: str
    columns: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]
    printed: str
    page: PageSetup
