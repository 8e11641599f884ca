"""An invented report for the tests of its paper and its spreadsheet."""

from __future__ import annotations

from models.domain.paper import PageSetup, Signer
from models.statistics.corrections import compare
from models.statistics.figures import Figures
from models.statistics.report_paper import ReportPaper, Signed, WrittenPart
from models.statistics.suppression import Mask, mask_of
from tests import letter_samples
from tests.figure_samples import counted, victims

FIGURES = counted(victims(87, 3), victims(60, 5))
#: What people typed: markup, a formula, a very long word.
TYPED = "=HYPERLINK(\"http://contoh\") <b>tebal</b> & 'kutip'"
PARTS = (
    WrittenPart("pendahuluan", "Pendahuluan", "awal", "Laporan ini menyajikan data layanan.\n" + TYPED),
    WrittenPart("kendala", "Kendala", "akhir", "Kendaraan dinas dipakai bergantian."),
    WrittenPart("penutup", "Penutup", "akhir", ""),
)
SIGNED = (
    Signed("Kota Contoh, 1 Desember 2026\nYang membuat,", Signer("Rina Pratiwi", "Pengadministrasi Umum")),
    Signed("Mengetahui,", Signer("Budi Santoso", "Kepala Bidang", "Pembina", "19700101 199501 1 001", mode="Plh.")),
    Signed("Menyetujui,", Signer("", "Kepala Dinas")),
)


def paper(
    figures: Figures = FIGURES, *, shared: bool = False, paper: str = "F4", parts: tuple[WrittenPart, ...] = PARTS
) -> ReportPaper:
    """The report, for the office itself or to be shared."""
    old, new = counted(victims(60, 5), period="2026-10"), counted(victims(63, 5), period="2026-10")
    told = compare(old, new)
    return ReportPaper(
        office="UPTD PPA Kota Contoh",
        name="Laporan Data Layanan",
        figures=figures,
        services=(),
        parts=parts,
        corrections=(told,) if told else (),
        page=PageSetup(paper=paper),
        mask=mask_of(figures, 5) if shared else Mask(),
        shared=shared,
        letterhead=letter_samples.letterhead(),
        signed=SIGNED,
    )
