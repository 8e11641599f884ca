"""The printed SOP: identity page and flow table, for six rows or sixty."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import resources
from models.domain.paper import PageSetup, Signer
from models.sop import loader
from models.sop.paper import SopPaper
from models.sop.spec import Actor, Outcome, Output, OutputKind, SopSpec, StandardTime, Step, Subject, Unit
from models.source import Source
from reports import sop_pdf
from reports.document import body_height, body_width
from reports.sop_shapes import Drawing, Kind
from reports.sop_shapes import Path as Line
from reports.sop_table import FlowPage, flow_pages
from tests import letter_samples, papers

SHIPPED = [name.removeprefix("sop/").removesuffix(".toml") for name in resources.all_of("sop", ".toml")]
POSTS = (
    "Petugas Penerima Pengaduan", "Kepala UPTD PPA", "Kasubag Tata Usaha/Petugas Administrasi", "Manajer Kasus",
    "Psikolog Klinis", "Pendamping Hukum", "Kepolisian (Unit PPA)", "Rumah Sakit Umum Daerah",
)  # fmt: skip
APPROVER = Signer(name="Wira Santosa, M.Si.", post="Kepala Dinas", rank="Pembina Utama Muda", nip="197001011995031001")


def shipped(key: str) -> SopSpec:
    name = f"sop/{key}.toml"
    spec = loader.load(Source.read(name, resources.text(name)))
    assert spec is not None
    return spec


def invented(steps: int, actors: int, *, seed: int = 1, long: bool = False) -> SopSpec:
    """A procedure with decisions, returns, jumps ahead and early ends."""
    chance = random.Random(seed)
    rows = []
    for number in range(1, steps + 1):
        outcomes = tuple(_branches(number, steps, chance)) if number % 3 == 0 else ()
        text = f"Kegiatan ke-{number} dari prosedur rekaan " + "yang uraiannya panjang sekali " * (20 if long else 1)
        rows.append(
            Step(
                number=number,
                title=f"Langkah {number}",
                activity=text,
                actor=f"p{chance.randrange(actors)}",
                time=StandardTime(chance.choice((10, 30, 60)), Unit.MINUTE),
                requirements=("Berkas kasus", "Disposisi"),
                outputs=(Output(OutputKind.LETTER, "surat-tugas"), Output(OutputKind.RECORD, f"Catatan {number}")),
                outcomes=outcomes,
            )
        )
    return SopSpec(
        key="rekaan",
        version=1,
        subject=Subject.CASE,
        number="9/SOP/2026",
        name="Prosedur Rekaan",
        unit="UPTD PPA Kabupaten Contoh",
        actors=tuple(Actor(f"p{place}", POSTS[place], "layanan") for place in range(actors)),
        steps=tuple(rows),
        approved_by="Kepala Dinas",
        created=date(2026, 1, 5),
        printed_total="3 hari",
    )


def _branches(number: int, steps: int, chance: random.Random) -> Iterator[Outcome]:
    onward = number + 1 if number < steps else None
    yield Outcome("ya", "Setuju", to=onward, end="" if onward else "Selesai")
    yield Outcome("tidak", "Kembalikan", to=chance.randint(1, number))
    if chance.random() < 0.6:
        yield Outcome("lompat", "Langsung", to=chance.randint(number, steps))
    if chance.random() < 0.6:
        yield Outcome("henti", "Berhenti", end="Dihentikan")


def sheet(spec: SopSpec, paper: str = "F4", **more: object) -> SopPaper:
    titles = {(OutputKind.LETTER, "surat-tugas"): "Surat Tugas Tim"}
    made = SopPaper(spec, PageSetup(paper=paper), titles, letter_samples.letterhead(), APPROVER)
    return replace(made, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("paper", ["F4", "A4"])
@pytest.mark.parametrize("key", SHIPPED)
def test_each_shipped_procedure_says_every_row_and_its_identity(key: str, paper: str, tmp_path: Path) -> None:
    spec = shipped(key)
    pdf = sop_pdf.render(sheet(spec, paper))
    text = papers.text(pdf).replace(" ", "").replace("-", "")
    wanted = [step.activity for step in spec.steps] + [actor.name for actor in spec.actors]
    wanted += [*spec.legal_bases, *spec.qualifications, *spec.related, *spec.equipment, *spec.warnings, *spec.records]
    wanted += [str(step.time) for step in spec.steps if step.time]
    wanted += [spec.number, spec.name, spec.approved_by, "Mulai", "Selesai"]
    assert [words for words in wanted if words.replace(" ", "").replace("-", "") not in text] == []
    assert papers.embedded(pdf)
    papers.accepted(pdf, tmp_path)


@pytest.mark.parametrize("steps", [6, 23, 60])
@pytest.mark.parametrize("actors", [1, 2, 5, 8])
def test_any_number_of_rows_and_actors_prints_soundly(steps: int, actors: int, tmp_path: Path) -> None:
    pdf = sop_pdf.render(sheet(invented(steps, actors), "A4"))
    pages = papers.pages(pdf)
    assert pages[-1].endswith(f"Halaman {len(pages)} dari {len(pages)}")
    assert all("Uraian kegiatan" in page and "Mutu baku" in page for page in pages[1:])
    for number in range(1, steps + 1):
        assert sum(f"Kegiatan ke-{number} dari" in page for page in pages) == 1
    assert "Jumlah waktu 3 hari" in pages[-1]
    papers.accepted(pdf, tmp_path)


def test_the_same_procedure_gives_the_same_bytes() -> None:
    paper = sheet(invented(30, 8))
    assert sop_pdf.render(paper) == sop_pdf.render(paper)


def test_the_training_office_prints_its_word_on_every_page() -> None:
    paper = sheet(invented(12, 3))
    pages = papers.pages(sop_pdf.render(replace(paper, page=replace(paper.page, watermark="LATIHAN"))))
    assert all("LATIHAN" in page for page in pages)


def test_who_approves_signs_and_nobody_else() -> None:
    signed = papers.pages(sop_pdf.render(sheet(invented(6, 2))))[0]
    assert "Kepala Dinas, Wira Santosa, M.Si. Pembina Utama Muda NIP 197001011995031001" in signed
    blank = papers.pages(sop_pdf.render(sheet(invented(6, 2), approver=None)))[0]
    assert "Kepala Dinas, ......" in blank
    deputy = replace(APPROVER, mode="Plh.")
    assert "Plh. Kepala Dinas," in papers.pages(sop_pdf.render(sheet(invented(6, 2), approver=deputy)))[0]


def test_documents_go_by_their_titles_and_conditions_are_said() -> None:
    spec = invented(6, 4)
    outputs = (
        Output(OutputKind.LETTER, "surat-tugas", only_for=("ya",)),
        Output(OutputKind.FORM, "asesmen-risiko", required=False),
        Output(OutputKind.FORM, "identifikasi-ktp", choice="1"),
        Output(OutputKind.FORM, "identifikasi-kta", choice="1"),
    )
    changed = replace(spec.steps[2], outputs=outputs)
    text = papers.text(sop_pdf.render(sheet(replace(spec, steps=(*spec.steps[:2], changed, *spec.steps[3:])))))
    assert "Surat Tugas Tim (bila: Setuju)" in text
    assert "Asesmen risiko (bila perlu)" in text
    assert "Identifikasi ktp atau Identifikasi kta" in text


def test_branches_without_room_are_lettered_and_explained() -> None:
    spec = invented(6, 8)
    wide = replace(spec.steps[2].outcomes[0], label="Dikembalikan untuk diperbaiki seperlunya")
    changed = replace(spec.steps[2], outcomes=(wide, *spec.steps[2].outcomes[1:]))
    text = papers.text(sop_pdf.render(sheet(replace(spec, steps=(*spec.steps[:2], changed, *spec.steps[3:])), "A4")))
    assert "a. Dikembalikan untuk diperbaiki seperlunya: ke nomor 4." in text


def test_what_was_typed_stays_text(tmp_path: Path) -> None:
    spec = invented(6, 3)
    odd = "<img src='http://contoh'/> & <b>tebal</b> \x07\u202e" + "x" * 300
    step = replace(spec.steps[0], activity=odd, remark=odd, requirements=(odd,))
    spec = replace(spec, name=odd, number=odd, legal_bases=(odd,), steps=(step, *spec.steps[1:]))
    pdf = sop_pdf.render(sheet(spec))
    assert "<b>tebal</b>" in papers.text(pdf)
    papers.accepted(pdf, tmp_path)


def test_a_pasted_file_is_cut_with_a_mark_not_lost_in_a_crash(tmp_path: Path) -> None:
    spec = invented(6, 8)
    huge = "kata " * 8000
    step = replace(spec.steps[3], activity=huge, remark=huge, requirements=(huge,) * 3)
    pdf = sop_pdf.render(
        sheet(replace(spec, legal_bases=(huge,) * 9, steps=(*spec.steps[:3], step, *spec.steps[4:])), "A4")
    )
    assert "[…]" in papers.text(pdf)
    papers.accepted(pdf, tmp_path)


def test_a_hundred_legal_bases_go_on_over_the_page() -> None:
    bases = tuple(f"Peraturan Nomor {number} Tahun 2026 tentang Contoh" for number in range(1, 101))
    text = papers.text(sop_pdf.render(sheet(replace(invented(6, 2), legal_bases=bases))))
    assert all(words in text for words in bases)


# ---------------------------------------------------------------------- the drawing


def drawings(spec: SopSpec, paper: str = "A4") -> list[Drawing]:
    """What is drawn on each page of the table."""
    page = replace(PageSetup(paper=paper), top=14.0, bottom=17.0, left=16.0, right=12.0)
    width, height = body_width(page, landscape=True), body_height(page, landscape=True) - 1
    made: list[Drawing] = []
    for flowable in flow_pages(sheet(spec, paper), width, height):
        assert isinstance(flowable, FlowPage)
        assert flowable.height <= height
        made.append(flowable.drawing())
    return made


def segments(line: Line) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    return list(zip(line.points, line.points[1:], strict=False))


procedures = st.builds(
    invented, st.integers(2, 40), st.integers(1, 8), seed=st.integers(0, 10_000), long=st.booleans()
)  # fmt: skip


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(procedures)
def test_lines_run_straight_and_never_through_an_activity(spec: SopSpec) -> None:
    for drawn in drawings(spec):
        boxes = [one for one in drawn.symbols if one.kind in (Kind.ACTIVITY, Kind.DECISION)]
        for line in drawn.paths:
            for (x0, y0), (x1, y1) in segments(line):
                assert abs(x0 - x1) < 0.01 or abs(y0 - y1) < 0.01
                for box in boxes:
                    across = min(x0, x1) < box.x + box.width / 2 - 0.5 and max(x0, x1) > box.x - box.width / 2 + 0.5
                    along = min(y0, y1) < box.y + box.height / 2 - 0.5 and max(y0, y1) > box.y - box.height / 2 + 0.5
                    assert not (across and along), (spec, line, box)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(procedures)
def test_every_connector_has_its_partner_and_every_row_its_symbol(spec: SopSpec) -> None:
    drawn = drawings(spec)
    symbols = [one for drawing in drawn for one in drawing.symbols]
    assert sum(one.kind in (Kind.ACTIVITY, Kind.DECISION) for one in symbols) == len(spec.steps)
    assert sum(one.text == "Mulai" for one in symbols) == 1
    ends = sum(outcome.to is None for step in spec.steps for outcome in step.outcomes)
    ends += sum(not step.outcomes and spec.following(step) is None for step in spec.steps)
    assert sum(one.text == "Selesai" for one in symbols) == ends
    for drawing in drawn:
        here = [one.text for one in drawing.symbols if one.kind is Kind.CONNECTOR]
        elsewhere = [one.text for other in drawn if other is not drawing for one in other.symbols]
        assert all(letter in elsewhere for letter in here)
