"""The proof papers: one case on one page, a year with its chart."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from models.domain.paper import PageSetup
from models.sop.proof import EvaluationPaper, EvaluationView, ProofPaper, StepEvaluation, StepProof
from reports import evaluation_pdf, proof_pdf
from tests import letter_samples, papers

FACTS = (
    ("Nomor kasus", "0046/PJK/11/2026"),
    ("Klien", "S.A., 15 tahun"),
    ("Layanan", "Layanan Penjangkauan Korban"),
    ("SOP", "Nomor 695 TAHUN 2025"),
    ("Diterima", "23 November 2026, 08.05"),
    ("Keadaan", "Ditindaklanjuti, 25/11/2026 14.10"),
)


def step(number: int, *, late: bool = False, pauses: tuple[str, ...] = ()) -> StepProof:
    return StepProof(
        number=number,
        title="Penjangkauan <b>dan</b> asesmen",
        actor="Petugas Layanan PPA (Dewi Lestari)",
        started="23/11/2026 08.05",
        finished="23/11/2026 08.20",
        standard="10 menit",
        actual="15 menit" if late else "8 menit",
        difference="Lewat 5 menit" if late else "Sisa 2 menit",
        late=late,
        pauses=pauses,
        reason="Jaringan Simfoni terputus & listrik padam" if late else "",
    )


def case(rows: int, pauses: tuple[str, ...] = ()) -> ProofPaper:
    return ProofPaper(
        office="UPTD PPA Kota Contoh",
        facts=FACTS,
        rows=tuple(
            step(number, late=number == 2, pauses=pauses if number == 3 else ()) for number in range(1, rows + 1)
        ),
        closing=f"Dari {rows} langkah berstandar waktu yang selesai, {rows - 1} sesuai mutu baku waktu.",
        place_date="Kota Contoh, 25 November 2026",
        page=PageSetup(watermark="LATIHAN"),
        letterhead=letter_samples.letterhead(),
        signer=letter_samples.HEAD,
    )


def test_a_case_stands_on_one_signed_page(tmp_path: Path) -> None:
    pdf = proof_pdf.render(case(12))
    (page,) = papers.pages(pdf)
    for text in (*(value for _, value in FACTS), "Penjangkauan <b>dan</b> asesmen", "Lewat 5 menit", "& listrik padam"):
        assert text in page
    assert letter_samples.HEAD.name in page
    assert "Penundaan" not in page
    assert pdf == proof_pdf.render(case(12))
    assert papers.embedded(pdf)
    papers.accepted(pdf, tmp_path)


def test_pauses_have_a_column_where_there_are_some() -> None:
    text = papers.text(proof_pdf.render(case(4, pauses=("1 jam 5 menit: menunggu kepolisian",))))
    assert "Penundaan" in text
    assert "1 jam 5 menit: menunggu kepolisian" in text


def test_a_case_of_very_many_rows_goes_on_under_the_same_heads() -> None:
    pages = papers.pages(proof_pdf.render(case(70)))
    assert len(pages) > 1
    assert all("Realisasi" in page for page in pages[:-1])


def test_a_case_without_closed_rows_is_printed_too() -> None:
    assert "BUKTI MUTU BAKU" in papers.text(proof_pdf.render(case(0)))


def row(number: int, *, count: int = 20, in_time: int = 18, p90: int = 14, version: int = 1) -> StepEvaluation:
    return StepEvaluation(
        number=number,
        title="Menerima informasi kasus yang panjang judulnya",
        actor="Petugas Layanan PPA",
        version=version,
        standard="10 menit",
        standard_minutes=10 if count else 0,
        count=count,
        in_time=in_time,
        median="8 menit",
        median_minutes=8,
        p90=f"{p90} menit",
        p90_minutes=p90,
        over_minutes=90,
        verdict="Wajar",
    )


def year(rows: tuple[StepEvaluation, ...]) -> EvaluationPaper:
    view = EvaluationView(
        2026, "contoh", "Layanan Penjangkauan Korban", "695 TAHUN 2025", "UPTD PPA Kota Contoh", 20, rows,
        ("18 dari 20 penyelesaian langkah (90%) dalam waktu baku.",),
    )  # fmt: skip
    return EvaluationPaper(
        office="UPTD PPA Kota Contoh",
        evaluation=view,
        place_date="Kota Contoh, 31 Desember 2026",
        page=PageSetup(paper="A4"),
        letterhead=letter_samples.letterhead(),
        signer=letter_samples.HEAD,
    )


def test_a_year_is_told_drawn_and_listed(tmp_path: Path) -> None:
    paper = year((row(1), row(2, p90=95), row(3, count=0, in_time=0)))
    pdf = evaluation_pdf.render(paper)
    text = papers.text(pdf)
    for words in (
        "EVALUASI SOP TAHUN 2026",
        "18 dari 20 penyelesaian",
        "Persentil 90",
        "18 (90%)",
        "1 jam 30 menit",
        "950%›",
    ):
        assert words in text
    assert letter_samples.HEAD.name in text
    assert pdf == evaluation_pdf.render(paper)
    assert papers.embedded(pdf)
    papers.accepted(pdf, tmp_path)


def test_rows_of_two_versions_say_theirs() -> None:
    paper = year((row(1), row(1, version=2)))
    assert "1 (v2)" in papers.text(evaluation_pdf.render(paper))
    assert "(v" not in papers.text(evaluation_pdf.render(year((row(1),))))


def test_a_procedure_of_sixty_rows_and_one_of_none(tmp_path: Path) -> None:
    pdf = evaluation_pdf.render(year(tuple(row(number) for number in range(1, 61))))
    papers.accepted(pdf, tmp_path)
    assert "60." in papers.text(pdf)
    assert "EVALUASI SOP" in papers.text(evaluation_pdf.render(replace(year(()), signer=None)))
