"""The office proves from its own records that it kept its standard times; and prints its SOP."""

from __future__ import annotations

import dataclasses
from io import BytesIO

import openpyxl
import pytest

import main
from models.errors import ErrorCode
from models.rehearsal.routes import Move
from models.services.ports import Renderers
from models.services.views import OfficerRow
from models.sop.paper import SopPaper
from models.sop.proof import EvaluationPaper, ProofPaper
from models.sop.spec import OutputKind
from tests import papers
from tests.fixtures_office import NAME, USUAL, Team, code_of, refused, stub_renderers

PRINTED = main.renderers()


@pytest.fixture
def kept() -> dict[str, list[object]]:
    """What the renderers were given, by kind of paper."""
    return {"sop": [], "proof": [], "evaluation": []}


@pytest.fixture
def renderers(kept: dict[str, list[object]]) -> Renderers:
    """The real papers of this part; what they were given is kept."""

    def keep(kind: str) -> object:
        def draw(paper: object) -> bytes:
            kept[kind].append(paper)
            return bytes(getattr(PRINTED, kind)(paper))

        return draw

    drawn = {kind: keep(kind) for kind in kept}
    return dataclasses.replace(stub_renderers(), workbook=PRINTED.workbook, **drawn)  # type: ignore[arg-type]


def proof_of(team: Team, kept: dict[str, list[object]], case_id: int) -> ProofPaper:
    team.at_desk("pimpinan").proof.case_proof(case_id)
    found = kept["proof"][-1]
    assert isinstance(found, ProofPaper)
    return found


def test_a_case_proves_each_closed_row(team: Team, kept: dict[str, list[object]]) -> None:
    case_id = team.case_at(7)
    pdf = team.at_desk("layanan").proof.case_proof(case_id)
    page = team.at_desk("pimpinan").cases.page(case_id)
    text = papers.text(pdf)
    for words in ("BUKTI MUTU BAKU", page.head.number, page.head.client_label, "Ditindaklanjuti"):
        assert words in text
    paper = proof_of(team, kept, case_id)
    assert [row.number for row in paper.rows] == [1, 2, 3, 4, 5, 6]
    assert [row.standard for row in paper.rows] == [str(step.time) for step in team.spec.steps]
    assert paper.closing.startswith("Dari 6 langkah berstandar waktu yang selesai, ")
    assert paper.signer is not None


def test_the_client_is_not_named(team: Team, kept: dict[str, list[object]]) -> None:
    case_id = team.open().case_id
    team.clock.advance(minutes=30)
    step = team.panel("layanan", case_id)
    team.at_desk("layanan").cases.close_step(
        step.step_run_id, step.row_version, late_reason=f"Menunggu {NAME} pulang sekolah"
    )
    paper = proof_of(team, kept, case_id)
    (row,) = paper.rows
    assert row.late
    assert (row.actual, row.difference) == ("30 menit", "Lewat 20 menit")
    assert row.reason.startswith("Menunggu ")
    assert row.reason.endswith(" pulang sekolah")
    for word in NAME.split():
        assert word not in repr(paper)
    assert paper.closing == "Dari 1 langkah berstandar waktu yang selesai, 0 sesuai mutu baku waktu dan 1 melewatinya."


def test_a_second_visit_is_a_line_of_its_own(team: Team, kept: dict[str, list[object]]) -> None:
    case_id = team.case_at(7)
    team.at_desk("pimpinan").cases.reopen(case_id, "Keluarga melapor lagi")
    team.bring(case_id, Move(2, "tidak"))
    rows = proof_of(team, kept, case_id).rows
    assert [row.number for row in rows] == [1, 2, 3, 4, 5, 6, 2]
    assert rows[-1].title.endswith("(kunjungan ke-2)")


def test_pauses_are_shown_apart(team: Team, kept: dict[str, list[object]]) -> None:
    case_id = team.open().case_id
    desk, step = team.at_desk("layanan"), team.panel("layanan", case_id)
    team.clock.advance(minutes=2)
    desk.cases.pause(step.step_run_id, f"Menunggu keterangan {NAME}")
    team.clock.advance(minutes=60)
    desk.cases.resume(step.step_run_id)
    team.clock.advance(minutes=1)
    team.bring(case_id, Move(1))
    (row,) = proof_of(team, kept, case_id).rows
    assert not row.late
    assert row.pauses[0].startswith("1 jam: Menunggu keterangan ")
    assert NAME not in row.pauses[0]


def test_the_look_is_recorded_without_a_name(team: Team) -> None:
    case_id = team.case_at(3)
    team.at_desk("layanan").proof.case_proof(case_id)
    (record,) = team.audited("kasus.bukti")
    assert (record.entity_id, NAME in record.detail) == (case_id, False)
    assert code_of(lambda: team.at_desk("layanan").proof.case_proof(999)) is ErrorCode.NOT_FOUND


# ---------------------------------------------------------------------- a year


def some_cases(team: Team) -> None:
    """Three cases: two closed, one of them late on its first row; one that waits. Closing a row takes 7 minutes."""
    for number, minutes in enumerate((2, 40, 3)):
        case_id = team.open(f"aduan-{number}").case_id
        team.clock.advance(minutes=minutes)
        team.bring(case_id, *(USUAL if number < 2 else USUAL[:1]))


def test_a_year_is_counted_row_by_row(team: Team) -> None:
    some_cases(team)
    view = team.at_desk("pimpinan").proof.evaluation(team.clock.now().year, team.spec.key)
    assert view.cases == 3
    first = view.rows[0]
    assert (first.number, first.count, first.in_time) == (1, 3, 2)
    assert (first.median, first.p90) == ("10 menit", "47 menit")
    assert first.over_minutes == 37
    assert [row.count for row in view.rows[1:]] == [2, 2, 2, 2, 2]
    assert view.findings[1].startswith("Waktu paling banyak hilang pada langkah 1, Menerima informasi kasus: 37 menit")


def test_another_year_and_another_procedure_have_nothing(team: Team) -> None:
    team.case_at(7)
    proof, year = team.at_desk("pimpinan").proof, team.clock.now().year
    empty = proof.evaluation(year - 1, team.spec.key)
    assert empty.cases == 0
    assert all(row.count == 0 for row in empty.rows)
    assert b"%PDF" in proof.evaluation_pdf(year - 1, team.spec.key)
    assert refused(lambda: proof.evaluation(year, "tidak-ada")).code is ErrorCode.NOT_FOUND
    assert refused(lambda: proof.evaluation(0, team.spec.key)).code is ErrorCode.VALUE_INVALID


def test_the_year_on_paper_and_as_a_table(team: Team, kept: dict[str, list[object]]) -> None:
    some_cases(team)
    desk, year = team.at_desk("pimpinan"), team.clock.now().year
    text = papers.text(desk.proof.evaluation_pdf(year, team.spec.key))
    assert f"EVALUASI SOP TAHUN {year}" in text
    assert isinstance(kept["evaluation"][0], EvaluationPaper)
    sheet = openpyxl.load_workbook(BytesIO(desk.proof.evaluation_xlsx(year, team.spec.key))).active
    heads = [cell.value for cell in sheet[4]]
    row = dict(zip(heads, [cell.value for cell in sheet[5]], strict=True))
    assert (row["No."], row["Jumlah selesai"], row["Tepat waktu"], row["Median (menit)"]) == (1, 3, 2, 10)
    assert row["Bagian tepat waktu"] == pytest.approx(2 / 3)
    assert [record.action for record in team.audited()[-2:]] == ["sop.evaluasi", "sop.evaluasi"]


# ---------------------------------------------------------------------- the SOP


def test_the_sop_prints_with_the_offices_titles(team: Team, kept: dict[str, list[object]]) -> None:
    text = papers.text(team.at_desk("administrasi").procedures.sheet(team.spec.key))
    paper = kept["sop"][0]
    assert isinstance(paper, SopPaper)
    assert paper.spec == team.spec
    assert set(team.spec.documents(OutputKind.FORM)) <= {key for _, key in paper.titles}
    assert "Surat Tugas Penjangkauan Korban" in text
    (record,) = team.audited("sop.cetak")
    assert team.spec.key in record.detail
    assert code_of(lambda: team.at_desk("layanan").procedures.sheet("tidak-ada")) is ErrorCode.NOT_FOUND


def test_only_the_holder_of_the_approving_post_stands_under_it(team: Team, kept: dict[str, list[object]]) -> None:
    desk = team.at_desk("administrasi")
    desk.procedures.sheet(team.spec.key)
    desk.settings.save_officer(OfficerRow(0, "Wira Santosa, M.Si.", "kepala perangkat daerah", "Pembina", "1970"))
    desk.procedures.sheet(team.spec.key)
    first, second = kept["sop"]
    assert isinstance(first, SopPaper)
    assert isinstance(second, SopPaper)
    assert first.approver is None
    assert second.approver is not None
    assert second.approver.name == "Wira Santosa, M.Si."
