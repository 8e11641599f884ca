"""What the paper and the spreadsheet of a report are made of. Pure data."""

from __future__ import annotations

from dataclasses import dataclass, field

from models.domain.paper import Letterhead, PageSetup, Signer
from models.statistics.corrections import Correction
from models.statistics.figures import Basis, Figures
from models.statistics.report_rules import AFTER, BEFORE
from models.statistics.suppression import Mask

#: Which day puts a case into the period, in words.
BASIS_WORDS = {
    Basis.INCIDENT: "tanggal kejadian",
    Basis.REPORT: "tanggal laporan diterima",
    Basis.ENTRY: "tanggal pencatatan",
}
INTERNAL = "Untuk lingkungan kantor sendiri: semua angka ditampilkan. Jangan dibagikan ke luar kantor."


@dataclass(frozen=True)
class WrittenPart:
    """A part of the report as somebody wrote it; ``place`` as in ``models.statistics.report_rules.Part``."""

    key: str
    title: str
    place: str
    text: str


@dataclass(frozen=True)
class Signed:
    """One who signs: what stands above ("Mengetahui,") and who; without a signer a line to write on."""

    above: str
    signer: Signer


@dataclass(frozen=True)
class ReportPaper:
    """A report to be printed or written as a spreadsheet.

    Attributes:
        name: "Laporan Data Layanan".
        services: names of the services counted; empty: all of the office.
        mask: what is hidden; nothing in the version for the office itself.
        shared: the version that may leave the office; ``left_out``: titles of the tables that are not in it.
        signed: who makes, receives and approves it, from left to right.
    """

    office: str
    name: str
    figures: Figures
    services: tuple[str, ...]
    parts: tuple[WrittenPart, ...]
    corrections: tuple[Correction, ...]
    page: PageSetup
    mask: Mask = field(default_factory=Mask)
    shared: bool = False
    left_out: tuple[str, ...] = ()
    letterhead: Letterhead | None = None
    place_date: str = ""
    signed: tuple[Signed, ...] = ()

    @property
    def title(self) -> str:
        """As in "Laporan Data Layanan November 2026"."""
        return f"{self.name} {self.figures.words}"

    @property
    def notice(self) -> str:
        """Who may see this version, and what the signs for hidden numbers mean."""
        if not self.shared:
            return INTERNAL
        if not self.mask.threshold:
            return "Untuk dibagikan. Kantor tidak menyembunyikan angka kecil."
        return (
            f"Untuk dibagikan. Angka 1 sampai {self.mask.threshold - 1} ditulis <{self.mask.threshold} agar tidak ada "
            "orang yang dapat dikenali; tanda * adalah angka lain yang disembunyikan supaya angka itu tidak dapat "
            "dihitung, juga tidak bersama laporan periode lain."
        )

    @property
    def left_out_words(self) -> str:
        """Which tables are not in this version, and why; "" for none."""
        if not self.left_out:
            return ""
        return f"Tidak dimuat karena angka yang disembunyikan dapat dihitung darinya: {'; '.join(self.left_out)}."

    def before(self) -> tuple[WrittenPart, ...]:
        """The parts before the tables."""
        return tuple(part for part in self.parts if part.place == BEFORE and part.text)

    def after(self) -> tuple[WrittenPart, ...]:
        """The parts after the tables."""
        return tuple(part for part in self.parts if part.place == AFTER and part.text)
