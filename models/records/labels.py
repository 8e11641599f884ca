"""Labels for folders and boxes: what they say, how they lie on their sheet, and what is wrong with a sheet."""

from __future__ import annotations

from dataclasses import dataclass

#: Labels may reach so far over the edge, in millimetres: sheets are cut no finer.
_TOLERANCE = 0.5
#: A smaller label holds no code a camera reads.
LEAST_WIDTH, LEAST_HEIGHT = 25, 15
MOST_ACROSS = 20
LEAST_PAPER, MOST_PAPER = 50, 450


@dataclass(frozen=True)
class LabelSheet:
    """A sheet of labels; all lengths in millimetres."""

    key: str
    name: str
    columns: int
    rows: int
    width: float
    height: float
    left: float = 0
    top: float = 0
    gap_across: float = 0
    gap_down: float = 0
    paper_width: float = 210
    paper_height: float = 297

    @property
    def count(self) -> int:
        """How many labels one sheet has."""
        return self.columns * self.rows

    def place(self, number: int) -> tuple[float, float]:
        """Left and upper edge of a label, counted from 0 row by row, in millimetres from the corner of the paper."""
        row, column = divmod(number, self.columns)
        return self.left + column * (self.width + self.gap_across), self.top + row * (self.height + self.gap_down)

    @property
    def reach(self) -> tuple[float, float]:
        """How far the labels reach to the right and down."""
        left, top = self.place(self.count - 1)
        return left + self.width, top + self.height

    def problems(self) -> tuple[str, ...]:
        """What cannot be, each as a sentence; the sizes are only added up where they can be sizes."""
        return tuple(what for wrong, what in self._single() if wrong) or tuple(
            what for wrong, what in self._together() if wrong
        )

    def _single(self) -> tuple[tuple[bool, str], ...]:
        papers = (self.paper_width, self.paper_height)
        edges = (self.left, self.top, self.gap_across, self.gap_down)
        return (
            (not self.name.strip(), "Lembar label perlu nama."),
            (
                any(not LEAST_PAPER <= side <= MOST_PAPER for side in papers),
                f"Ukuran kertas dari {LEAST_PAPER} sampai {MOST_PAPER} mm.",
            ),
            (
                any(not 1 <= count <= MOST_ACROSS for count in (self.columns, self.rows)),
                f"Kolom dan baris dari 1 sampai {MOST_ACROSS}.",
            ),
            (
                self.width < LEAST_WIDTH or self.height < LEAST_HEIGHT,
                f"Label paling kecil {LEAST_WIDTH} × {LEAST_HEIGHT} mm, supaya kode QR terbaca.",
            ),
            (any(edge < 0 for edge in edges), "Jarak tepi dan sela tidak boleh kurang dari 0."),
        )

    def _together(self) -> tuple[tuple[bool, str], ...]:
        across, down = self.reach
        return (
            (
                across > self.paper_width + _TOLERANCE,
                f"Tidak muat ke samping: perlu {_mm(across)} mm, kertas {_mm(self.paper_width)} mm. "
                "Kurangi kolom, lebar label, jarak kiri, atau sela kolom.",
            ),
            (
                down > self.paper_height + _TOLERANCE,
                f"Tidak muat ke bawah: perlu {_mm(down)} mm, kertas {_mm(self.paper_height)} mm. "
                "Kurangi baris, tinggi label, jarak atas, atau sela baris.",
            ),
        )


@dataclass(frozen=True)
class Label:
    """One label: the QR code and what stands beside it. It names nobody."""

    code: str
    register_number: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class LabelPaper:
    """Labels on sheets.

    Attributes:
        skip: so many places of the first sheet were used before.
        outlined: a test: the edges of all places are drawn and numbered, on one sheet.
    """

    office: str
    sheet: LabelSheet
    labels: tuple[Label, ...]
    skip: int = 0
    watermark: str = ""
    outlined: bool = False


def _mm(length: float) -> str:
    """A length as people write it: "64", "64,5"."""
    return f"{length:.1f}".removesuffix(".0").replace(".", ",")
