"""Source 003 walked for a month: files of five services, shortages chased, shelves, loans, handover, destruction."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from models.errors import ErrorCode
from models.records.completeness import CellState
from models.services.views import NewReceipt, ReceiptState
from models.services.views.records import FileRow, NewFile, Place
from models.services.workspace import Workspace
from models.store.tables import CaseFile, Shortage, StepRun
from tests.fixtures_office import NAME, Team, code_of, detail_of, refused
from tests.unit.services.test_query_counts import asked

PERIODIC = "tanah-laut-puspaga-dokumentasi"
SERVICES = (
    "Layanan Rujukan Keluarga",
    "Layanan Sosialisasi Keluarga",
    "Layanan Permohonan Sosialisasi Pengasuhan Keluarga",
    "Layanan Penjangkauan Keluarga",
    "Layanan Konseling Keluarga",
)


@pytest.fixture
def office(team: Team) -> Team:
    """The office, which documents by periods since today."""
    team.at_desk("administrasi").procedures.use(PERIODIC, in_use=True)
    team._desks.clear()
    team.at_desk("administrasi")
    return team


def later(team: Team, days: int) -> Workspace:
    team.clock.advance(minutes=days * 24 * 60)
    team._desks.clear()
    return team.at_desk("administrasi")


def run_of(team: Team) -> int:
    with team.session.store.reading():
        return int(CaseFile.get(CaseFile.period == "2026-11").id)


def officer(team: Team) -> str:
    """The service officer, as other services name them when they hand a file in."""
    return team.at_desk("layanan").session.user.display_name


def receive(team: Team, count: int, *, complete: str = "", giver: str = "") -> None:
    desk, run, giver = team.at_desk("administrasi"), run_of(team), giver or officer(team)
    for number in range(count):
        service = SERVICES[number % len(SERVICES)]
        desk.periods.receive(run, [NewReceipt(service, "Berkas layanan", f"BRK/{number + 1:03d}", 1, giver, complete)])


def placed(office: Team, number: str = "LAMA/1", since: date = date(2010, 1, 5)) -> int:
    desk = office.at_desk("administrasi")
    return desk.shelves.put([NewFile(number, "Konseling", "layanan", since)], Place("A", "2", "7", "3"), "Pindahan")[0]


def row_of(desk: Workspace, number: str) -> FileRow:
    return next(row for row in desk.completeness.matrix("2026-11").rows if row.register_number == number)


def test_a_month_with_two_hundred_files_of_five_services(office: Team) -> None:
    receive(office, 200, complete="Lengkap")
    desk = office.at_desk("administrasi")
    matrix = desk.completeness.matrix("2026-11")
    assert len(matrix.rows) == 200
    assert set(matrix.services) == set(SERVICES)
    assert (matrix.complete, matrix.ratio) == (200, 1.0)
    short = [row for row in matrix.rows if int(row.register_number[-3:]) % 10 == 0]
    for row in short:
        desk.completeness.mark([row], [row.cells[1].key], "kurang")
    after = desk.completeness.matrix("2026-11")
    assert (after.complete, after.short, round(after.ratio, 2)) == (180, 20, 0.9)
    assert desk.shortages.note(after.rows) == 20
    assert desk.shortages.note(after.rows) == 0, "nobody is asked twice"
    lacking = desk.shortages.open_ones()
    assert {row.officer for row in lacking} == {officer(office)}
    assert [row.late for row in lacking] == [False] * 20
    late = later(office, 8).shortages.open_ones()
    assert [(row.late, row.age) for row in late] == [(True, 8)] * 20
    desk = office.at_desk("administrasi")
    assert desk.shortages.remind([row.shortage_id for row in late]) == 20
    assert {row.reminders for row in desk.shortages.open_ones()} == {1}
    assert desk.shortages.resolve([row.shortage_id for row in late[:19]]) == 19
    assert desk.completeness.matrix("2026-11").short == 1
    assert desk.logbook.verify().whole


def test_the_officer_concerned_finds_it_among_their_tasks_until_it_is_there(office: Team) -> None:
    receive(office, 5)
    desk = office.at_desk("administrasi")
    row = row_of(desk, "BRK/005")
    assert {cell.state for cell in row.cells} == {CellState.NOT_YET}
    assert not row.complete
    desk.completeness.mark([row], [row.cells[0].key], "kurang")
    desk.shortages.note([row])
    board = office.at_desk("layanan").tasks.board()
    (task,) = board.shortages
    assert (task.register_number, task.title) == ("BRK/005", "Identifikasi kebutuhan klien")
    assert office.at_desk("administrasi").tasks.board().shortages == ()
    desk.shortages.resolve([task.shortage_id], "Dibawa sendiri")
    assert office.at_desk("layanan").tasks.board().shortages == ()
    (told,) = desk.shortages.of_month("2026-11")
    assert (told.resolution, told.resolved) == ("Dibawa sendiri", "23 November 2026")
    assert row_of(desk, "BRK/005").cells[0].state is CellState.THERE


def test_what_is_written_while_sorting_is_chased_like_the_rest(office: Team) -> None:
    receive(office, 1)
    desk = office.at_desk("administrasi")
    receipt = desk.cases.page(run_of(office)).receipts[0]
    page = desk.periods.sort([receipt.receipt_id], selected=True, shortage="Tanda tangan wali belum ada")
    assert page.receipts[0].state is ReceiptState.SORTED
    (row,) = desk.shortages.open_ones()
    assert (row.title, row.officer) == ("Tanda tangan wali belum ada", officer(office))
    assert [cell.title for cell in row_of(desk, "BRK/001").missing] == ["Tanda tangan wali belum ada"]
    desk.periods.resolve([receipt.receipt_id])
    assert desk.shortages.open_ones() == ()
    assert row_of(desk, "BRK/001").missing == ()


def test_a_closed_case_is_held_against_its_own_procedure(office: Team) -> None:
    case_id = office.case_at(7)
    desk = office.at_desk("administrasi")
    (row,) = desk.completeness.matrix("2026-11").rows
    assert row.case_id == case_id
    assert row.complete, [(cell.title, cell.state) for cell in row.cells]
    assert {cell.state for cell in row.cells} <= {CellState.THERE, CellState.NOT_NEEDED}
    assert all(NAME not in f"{cell.title}{cell.remark}" for cell in row.cells)


def test_a_running_case_lacks_nothing_that_is_still_to_come(office: Team) -> None:
    office.case_at(3)
    desk = office.at_desk("administrasi")
    assert desk.completeness.matrix("2026-11").rows == ()
    (row,) = desk.completeness.matrix("2026-11", running=True).rows
    assert row.missing == ()
    assert {cell.state for cell in row.waiting} == {CellState.NOT_YET}
    assert row.waiting


def test_a_step_closed_with_a_reason_leaves_its_gap_and_the_form_settles_it(office: Team) -> None:
    case_id = office.case_at(3)
    panel = office.panel("layanan", case_id)
    office.at_desk("layanan").cases.close_step(panel.step_run_id, panel.row_version, force_reason="Korban dipindah")
    desk = office.at_desk("administrasi")
    (row,) = desk.completeness.matrix("2026-11", running=True).rows
    assert row.missing
    gap = next(cell for cell in row.missing if cell.key.startswith("formulir:") and "|" not in cell.key)
    desk.shortages.note([row], [gap.key])
    assert [one.title for one in office.at_desk("layanan").tasks.board().shortages] == [gap.title]
    assert desk.shortages.settle_seen() == 0
    office.fill("layanan", case_id, gap.key.removeprefix("formulir:"))
    assert desk.shortages.settle_seen() == 1
    assert office.at_desk("layanan").tasks.board().shortages == ()
    with office.session.store.reading():
        assert Shortage.get().resolution == "Sudah ada dalam berkas"


def test_a_document_that_is_not_needed_needs_a_reason(office: Team) -> None:
    receive(office, 1)
    desk = office.at_desk("administrasi")
    row = row_of(desk, "BRK/001")
    mark, document = desk.completeness.mark, [row.cells[0].key]
    assert code_of(lambda: mark([row], document, "tidak_perlu")) is ErrorCode.REASON_NEEDED
    assert code_of(lambda: mark([row], ["lain"], "ada")) is ErrorCode.NOT_FOUND
    mark([row], document, "tidak_perlu", "Klien rujukan instansi")
    told = row_of(desk, "BRK/001").cells[0]
    assert told.state is CellState.NOT_NEEDED
    assert "Klien rujukan instansi" in told.remark
    mark([row], document, "")
    assert row_of(desk, "BRK/001").cells[0].state is CellState.NOT_YET


def test_the_office_changes_what_a_complete_file_holds(office: Team) -> None:
    receive(office, 5)
    desk = office.at_desk("administrasi")
    from dataclasses import replace

    from models.records.rules import DocumentRule, ServiceRule

    rules = desk.archive_rules.rules()
    own = ServiceRule("Layanan Konseling Keluarga", (DocumentRule("", "Lembar rahasia"),))
    others = tuple(one for one in rules.services if one.name != own.name)
    kept = desk.archive_rules.save(replace(rules, services=(*others, own), shortage_days=3))
    assert kept.service("layanan  konseling keluarga") == ServiceRule(
        own.name, (DocumentRule("lembar-rahasia", "Lembar rahasia"),)
    )
    assert [cell.title for cell in row_of(desk, "BRK/005").cells] == ["Lembar rahasia"]
    wrong = refused(lambda: desk.archive_rules.save(replace(rules, shortage_days=0)))
    assert "Tenggat" in detail_of(wrong, "what")
    assert desk.archive_rules.proposal(office.spec.key).documents


def test_the_note_of_shortages_and_the_matrix_leave_on_paper(office: Team) -> None:
    receive(office, 5, complete="Lengkap")
    desk = office.at_desk("administrasi")
    row = row_of(desk, "BRK/005")
    desk.completeness.mark([row], [row.cells[0].key], "kurang")
    desk.shortages.note([row])
    assert b"Identifikasi kebutuhan klien" in desk.shortages.paper("2026-11", officer(office))
    assert b"BRK/005" in desk.completeness.workbook("2026-11")
    written = [line.activity for line in desk.logbook.day(office.clock.now().date())]
    assert written.count("Mencetak catatan kekurangan berkas") == 1
    assert "Mencatat kekurangan berkas" in written
    assert [(one.words, one.files, one.complete) for one in desk.completeness.year(2026)][-1] == ("November 2026", 5, 4)


def test_more_files_ask_no_more_questions(office: Team, caplog: pytest.LogCaptureFixture) -> None:
    desk = office.at_desk("administrasi")
    looks: dict[str, Callable[[], object]] = {
        "matriks": lambda: desk.completeness.matrix("2026-11"),
        "rak": desk.shelves.files,
        "kekurangan": desk.shortages.open_ones,
    }
    few: dict[str, int] = {}
    for turn in range(2):
        receive(office, 3 + 20 * turn)
        for row in desk.completeness.matrix("2026-11").rows:
            desk.completeness.mark([row], [row.cells[0].key], "kurang")
            desk.shortages.note([row])
        placed(office, f"LAMA/{turn}")
        found = {name: asked(caplog, look) for name, look in looks.items()}
        assert found == (few or found)
        few = found


def test_runs_of_periods_are_no_files(office: Team) -> None:
    receive(office, 1)
    with office.session.store.reading():
        assert StepRun.select().count() > 0
    assert [row.case_id for row in office.at_desk("administrasi").completeness.matrix("2026-11").rows] == [None]


def test_the_matrix_of_a_service_is_printed_with_a_word_for_each_document(office: Team) -> None:
    receive(office, 5, complete="Lengkap")
    desk = office.at_desk("administrasi")
    row = row_of(desk, "BRK/005")
    desk.completeness.mark([row], [row.cells[0].key], "kurang")
    paper = desk.completeness.paper("2026-11", row.service)
    assert b"('1', 'BRK/005', " in paper
    assert b"'Kurang', 'Ada', 'Ada', 'Ada', '3/4')" in paper
    assert b"'Identifikasi kebutuhan klien'" in paper
    assert b"0 dari 1 berkas lengkap" in paper
    assert b"BRK/001" not in paper


def test_a_stack_is_received_sorted_and_put_away_at_once(office: Team) -> None:
    desk, run = office.at_desk("administrasi"), run_of(office)
    stack = [NewReceipt(SERVICES[4], "Berkas konseling", f"KONS/{number:03d}", 1, "Bu Dewi") for number in range(1, 41)]
    page = desk.periods.receive(run, stack)
    assert [row.register_number for row in page.receipts] == [line.register_number for line in stack]
    hints = desk.periods.receiving(run)
    assert set(SERVICES) <= set(hints.services)
    assert hints.last == {SERVICES[4]: ("Berkas konseling", "Bu Dewi")}
    assert (hints.documents, hints.givers[0]) == (("Berkas konseling",), "Bu Dewi")
    assert hints.taken["kons/001"] == "23 November 2026"
    ids = [row.receipt_id for row in page.receipts]
    desk.periods.sort(ids[:3], selected=True, shortage="Persetujuan")
    page = desk.periods.sort(ids[3:], selected=True)
    assert {row.state for row in page.receipts} == {ReceiptState.SORTED}
    assert len(desk.shortages.open_ones()) == 3
    kept = desk.shelves.put(
        [NewFile(row.register_number, row.service, "layanan", None, None, row.receipt_id) for row in page.receipts],
        Place("A", "1", "3"),
    )
    assert len(set(kept)) == 40
    assert {row.place.words for row in desk.shelves.files(SERVICES[4])} == {"Lemari A, rak 1, boks 3"}
    assert desk.logbook.verify().whole


def test_of_a_stack_all_files_are_received_or_none(office: Team) -> None:
    desk, run = office.at_desk("administrasi"), run_of(office)
    lines = [NewReceipt(SERVICES[0], "Berkas", "R/1"), NewReceipt(SERVICES[0], "Berkas", "R/2", complete="Entahlah")]
    assert code_of(lambda: desk.periods.receive(run, lines)) is ErrorCode.VALUE_INVALID
    assert desk.cases.page(run).receipts == ()


def test_one_receipt_lists_the_whole_stack_of_one_giver(office: Team) -> None:
    receive(office, 5, giver="Bu Dewi")
    desk, run = office.at_desk("administrasi"), run_of(office)
    desk.periods.receive(run, [NewReceipt(SERVICES[0], "Berkas", "LAIN/1", 1, "Pak Anwar")])
    ids = [row.receipt_id for row in desk.cases.page(run).receipts]
    refusal = refused(lambda: desk.periods.receipt_letter(ids))
    assert "satu pemberi" in str(detail_of(refusal, "what"))
    letter = desk.periods.receipt_letter(ids[:5])
    assert desk.periods.receipt_letter(ids[:5]) == desk.periods.receipt_letter(ids[1:2]) == letter
    files = desk.letters.open(letter).values["barang"]
    assert isinstance(files, list)
    assert [line["keterangan"] for line in files if isinstance(line, dict)] == [f"BRK/00{n}" for n in range(1, 6)]
    assert SERVICES[1] in str(files[1])
    refusal = refused(lambda: desk.periods.receipt_letter([ids[0], ids[5]]))
    assert "BRK/001" in str(detail_of(refusal, "what"))
    desk.letters.delete_draft(letter)
    assert {row.letter_id for row in desk.cases.page(run).receipts} == {None}


def test_documents_of_many_files_are_marked_at_once(office: Team) -> None:
    receive(office, 10)
    desk = office.at_desk("administrasi")
    rows = [row for row in desk.completeness.matrix("2026-11").rows if row.service == SERVICES[4]]
    desk.completeness.mark(rows, [cell.key for cell in rows[0].cells], "ada")
    matrix = desk.completeness.matrix("2026-11")
    assert matrix.complete == len(rows) == 2
    assert code_of(lambda: desk.completeness.mark(rows, ["foto"], "ada")) is ErrorCode.NOT_FOUND


def test_many_documents_are_printed_by_number_and_letter(office: Team) -> None:
    case_id = office.case_at(7)
    desk = office.at_desk("administrasi")
    row = next(row for row in desk.completeness.matrix("2026-11").rows if row.case_id == case_id)
    assert len(row.cells) > 7
    paper = desk.completeness.paper("2026-11", row.service)
    assert b"'1', '2', '3'" in paper
    assert f"Dokumen: 1 {row.cells[0].title}; 2 {row.cells[1].title}".encode() in paper
