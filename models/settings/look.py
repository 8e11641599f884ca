"""How an office's letters look where the rules leave it open: names, ranks, titles, page ends, printed letterheads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from typing import Any

from models.domain.paper import FACES

NIP_WORDS = ("NIP", "NIP.")
NAME_STYLES = ("tebal", "garis_bawah", "biasa")
RANK_STYLES = ("lengkap", "tanpa_golongan")
OFFICER_ORDERS = ("nip", "pangkat")
#: The farthest a printer's paper may lie beside the plan, in millimetres.
FARTHEST = 20.0
#: Room of a printed letterhead, in millimetres.
LEAST_ROOM, MOST_ROOM = 20.0, 90.0
#: Height of the logo, in millimetres.
LEAST_LOGO, MOST_LOGO = 15.0, 35.0
#: "IV/a", "(III/c)" at the end of a rank.
_GRADE = re.compile(r",?\s*\(?\b[IVX]+/[a-e]\)?\s*$")


@dataclass(frozen=True)
class PaperLook:
    """What each office decides about its letters.

    Attributes:
        nip: word before the number of a civil servant; ``name`` how the signer's name is set.
        rank: "lengkap" ("Pembina, IV/a") or "tanpa_golongan" ("Pembina").
        officers: what stands first below a name: "nip" or "pangkat".
        catchword: the first word of the next page at the foot of each page (kata penyambung).
        preprinted: letters go on paper with a printed letterhead: none is drawn, ``head_room`` millimetres stay free.
        left / top: how far the printer is to shift a letter to the right and down, in millimetres.
        logo: height of the logo in the letterhead, in millimetres.
        face: typeface of letters and their letterhead, one of ``FACES``.
        titles: other titles by key of the letter ("SURAT PERINTAH TUGAS").
    """

    nip: str = "NIP"
    name: str = "tebal"
    rank: str = "lengkap"
    officers: str = "nip"
    catchword: bool = False
    preprinted: bool = False
    head_room: float = 45.0
    left: float = 0.0
    top: float = 0.0
    logo: float = 25.0
    face: str = "arial"
    titles: dict[str, str] = field(default_factory=dict)

    def options(self) -> tuple[tuple[str, str], ...]:
        """What the renderer of letters asks for."""
        return (
            ("nip", self.nip),
            ("nama", self.name),
            ("pangkat", self.rank),
            ("urutan", self.officers),
            ("huruf", self.face),
            ("sambung", "ya" if self.catchword else "tidak"),
        )

    def rank_of(self, rank: str) -> str:
        """``rank`` as this office prints it; a rank that is nothing but a grade stays."""
        return (_GRADE.sub("", rank) or rank) if self.rank == "tanpa_golongan" else rank

    def problems(self) -> Iterator[str]:
        """What cannot be used, in Indonesian sentences."""
        known = ((self.nip, NIP_WORDS), (self.name, NAME_STYLES), (self.rank, RANK_STYLES))
        if any(word not in words for word, words in (*known, (self.officers, OFFICER_ORDERS), (self.face, FACES))):
            yield "Pilihan tampilan surat tidak dikenal."
        if max(abs(self.left), abs(self.top)) > FARTHEST:
            yield f"Pergeseran cetak paling jauh {FARTHEST:g} mm."
        if not LEAST_ROOM <= self.head_room <= MOST_ROOM:
            yield f"Ruang kop cetak harus dari {LEAST_ROOM:g} sampai {MOST_ROOM:g} mm."
        if not LEAST_LOGO <= self.logo <= MOST_LOGO:
            yield f"Tinggi logo harus dari {LEAST_LOGO:g} sampai {MOST_LOGO:g} mm."

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> PaperLook:
        """Read back; keys of other versions of the program are left out."""
        known = {entry.name for entry in fields(cls)}
        return cls(**{key: value for key, value in data.items() if key in known})
