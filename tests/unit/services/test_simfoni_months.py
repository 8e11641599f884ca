"""Comparing a month with the dashboard: what differs, which cases explain it, what was settled."""

from __future__ import annotations

import pytest

from models.errors import ErrorCode
from models.services.views.simfoni import NewEntry
from models.simfoni.compare import Candidate, CompareCell, Comparison
from models.statistics.figures import Basis
from tests.fixtures_office import NAME, Team, code_of

MONTH = "2026-11"
CHILD = {"korban_tanggal_lahir": "2010-05-05", "korban_jenis_kelamin": "perempuan"}


def compared(team: Team, basis: Basis = Basis.REPORT, month: str = MONTH) -> Comparison:
    return team.at_desk("administrasi").simfoni_months.compare(month, basis)


def cell(team: Team, key: str, basis: Basis = Basis.REPORT, month: str = MONTH) -> CompareCell:
    return next(one for one in compared(team, basis, month).cells if one.key == key)


def explained(team: Team, key: str, basis: Basis = Basis.REPORT, month: str = MONTH) -> dict[str, str]:
    found: tuple[Candidate, ...] = team.at_desk("administrasi").simfoni_months.candidates(month, basis, key)
    return {one.register_number[:4]: one.reason for one in found}


def put(team: Team, key: str, typed: int | None) -> None:
    team.at_desk("administrasi").simfoni_months.put(MONTH, key, typed)


def say(team: Team, case_id: int, **answers: object) -> None:
    desk = team.at_desk("layanan")
    sheet = desk.forms.open(case_id, "pengaduan")
    values = {**sheet.values, **answers}
    desk.forms.save(case_id, "pengaduan", values, sheet.row_version)  # type: ignore[arg-type]


def enter(team: Team, case_id: int) -> None:
    desk = team.at_desk("administrasi")
    seen = desk.simfoni.sheet(case_id).digest
    desk.simfoni.record(case_id, NewEntry(f"25{case_id:07d}", team.clock.now().date(), seen))


def test_every_category_of_simfoni_has_its_cell_and_every_table_its_whole(team: Team) -> None:
    team.open("a", **CHILD)
    tables = {table.key: table for table in compared(team).tables}
    assert [one.label for one in tables["pendidikan"].cells][-2:] == ["NA", "Jumlah"]
    assert len({one.key for one in compared(team).cells}) == len(compared(team).cells)
    assert (tables["usia"].cells[2].label, tables["usia"].cells[2].ours) == ("13-17", 1)
    assert [one.ours for one in tables["pendidikan"].cells if one.label in ("NA", "Jumlah")] == [1, 1]


def test_a_total_that_differs_is_open_until_it_is_settled_with_a_word(team: Team) -> None:
    team.open("a", **CHILD)
    put(team, "usia:13-17", 3)
    found = cell(team, "usia:13-17")
    assert (found.ours, found.typed, found.difference, found.open) == (1, 3, 2, True)
    months = team.at_desk("administrasi").simfoni_months
    assert code_of(lambda: months.settle(MONTH, "usia:13-17", " ")) is ErrorCode.REASON_NEEDED
    months.settle(MONTH, "usia:13-17", "Dua entri ganda di provinsi")
    found = cell(team, "usia:13-17")
    assert (found.resolved, found.remark, found.open) == (True, "Dua entri ganda di provinsi", False)
    put(team, "usia:13-17", 4)
    assert cell(team, "usia:13-17").open
    put(team, "usia:13-17", None)
    assert cell(team, "usia:13-17").difference == 0
    assert len(team.audited("simfoni.angka")) == 3


def test_totals_belong_to_their_month(team: Team) -> None:
    put(team, "usia=", 7)
    assert cell(team, "usia=").typed == 7
    assert cell(team, "usia=", month="2026-10").typed is None


@pytest.mark.parametrize("typed", [-1, 10_000_000])
def test_an_absurd_total_is_refused(team: Team, typed: int) -> None:
    assert code_of(lambda: put(team, "usia=", typed)) is ErrorCode.VALUE_INVALID


def test_a_cell_there_is_not_is_refused(team: Team) -> None:
    assert code_of(lambda: put(team, "rekaan:x", 1)) is ErrorCode.NOT_FOUND


def test_a_case_that_was_not_entered_explains_what_the_dashboard_lacks(team: Team) -> None:
    first, second = team.open("a", **CHILD).case_id, team.open("b", **CHILD).case_id
    enter(team, first)
    assert explained(team, "usia:13-17") == {f"{second:04d}": "belum dientri"}
    team.at_desk("administrasi").simfoni.not_needed(second, "Aduan ganda")
    assert explained(team, "usia:13-17") == {f"{second:04d}": "dicatat tidak perlu dientri"}
    assert explained(team, "usia:0-5") == {}


def test_a_case_that_changed_since_its_entry_is_found_in_both_cells(team: Team) -> None:
    case_id = team.open("a", **CHILD).case_id
    say(team, case_id, korban_pendidikan="sd")
    enter(team, case_id)
    team.clock.advance(days=1)
    say(team, case_id, korban_pendidikan="sltp")
    reason = "dientri \u201cSD\u201d, kini \u201cSLTP\u201d"
    assert explained(team, "pendidikan:SD") == {"0001": reason}
    assert explained(team, "pendidikan:SLTP") == {"0001": reason}
    assert explained(team, "pendidikan:SLTA") == {}


def test_a_case_of_another_month_by_another_day_is_named_with_that_month(team: Team) -> None:
    case_id = team.open("a", **CHILD).case_id
    say(team, case_id, tanggal_kejadian="2026-10-30")
    enter(team, case_id)
    assert cell(team, "usia:13-17").ours == 1
    assert cell(team, "usia:13-17", Basis.INCIDENT).ours == 0
    assert explained(team, "usia:13-17") == {"0001": "tanggal kejadian Oktober 2026"}
    assert explained(team, "usia:13-17", Basis.INCIDENT) == {"0001": "tanggal kejadian Oktober 2026"}
    told = explained(team, "usia:13-17", Basis.INCIDENT, "2026-10")
    assert told == {"0001": "tanggal laporan November 2026; tanggal entri November 2026"}


def test_by_the_day_of_entry_only_what_was_entered_counts(team: Team) -> None:
    case_id = team.open("a", **CHILD).case_id
    assert cell(team, "usia=", Basis.ENTRY).ours == 0
    enter(team, case_id)
    assert cell(team, "usia=", Basis.ENTRY).ours == 1


def test_candidates_are_named_as_in_every_list_and_the_look_is_recorded(team: Team) -> None:
    team.open("a", **CHILD)
    found = team.at_desk("administrasi").simfoni_months.candidates(MONTH, Basis.REPORT, "usia=")
    assert NAME not in repr(found)
    assert len(team.audited("simfoni.calon")) == 1


def test_the_paper_holds_every_cell_and_how_it_stands(team: Team) -> None:
    team.open("a", **CHILD)
    put(team, "usia:13-17", 3)
    team.at_desk("administrasi").simfoni_months.settle(MONTH, "usia:13-17", "Entri provinsi")
    paper = team.at_desk("pimpinan").simfoni_months.paper(MONTH, Basis.REPORT).decode()
    assert "'13-17', '1', '3', '+2', 'Selesai', 'Entri provinsi'" in paper
    assert "Dasbor Simfoni PPA. Periode ditentukan oleh tanggal aduan diterima." in paper
    assert NAME not in paper
