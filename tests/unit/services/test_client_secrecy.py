"""Who the client is stands nowhere it need not: lists, titles, log book, columns of the case, files on the disk."""

from __future__ import annotations

import pytest

from models.errors import ErrorCode
from models.rehearsal.walk import SCAN
from models.services import facts
from models.services.views import CaseFilter
from models.store.tables import CaseFile, LogEntry, StepRun
from tests.fixtures_office import NAME, NIK, PHONE, STORY, STREET, Team, code_of

PDF = SCAN
SECRETS = (NAME, NIK, PHONE, STREET, STORY, "Zubaidah", "Wulansari")


def told(*records: object) -> list[str]:
    """The secrets that stand in these records."""
    text = repr(records).lower()
    return [secret for secret in SECRETS if secret.lower() in text]


def test_lists_boards_and_pages_carry_initials_only(team: Team) -> None:
    case_id = team.case_at(5)
    for role in ("administrasi", "layanan", "pimpinan"):
        desk = team.at_desk(role)
        page = desk.cases.page(case_id)
        assert told(desk.tasks.board(), desk.cases.list(CaseFilter(view="semua")), desk.letters.list()) == []
        assert told(desk.search.find(NAME), desk.search.find(NIK), desk.status.strip(), page) == []
        assert told(desk.cases.history(case_id), desk.tasks.panel(page.step.step_run_id if page.step else 0)) == []
        assert page.head.client_label == "An. Z.Q.W."


def test_columns_of_cases_steps_and_the_log_book_name_nobody(team: Team) -> None:
    team.case_at(7)
    with team.session.store.reading():
        rows = [row.__data__ for table in (CaseFile, StepRun, LogEntry) for row in table.select()]
        trail = [row.detail for row in team.audited()]
    assert len(rows) > 10
    assert told(rows, trail) == []


def test_what_people_write_into_reasons_and_titles_reaches_the_log_book_without_names(team: Team) -> None:
    case_id = team.case_at(7)
    head = team.at_desk("pimpinan")
    head.cases.reopen(case_id, f"{NAME.lower()} ({NIK}) melapor lagi lewat {PHONE}.")
    head.attachments.add(case_id, f"KTP {NAME}", f"{NAME}.pdf", PDF)
    head.attachments.add(case_id, "", f"{NAME}.pdf", PDF)
    lines = [line for line in head.logbook.day(team.clock.now().date()) if line.remark or "pindaian" in line.activity]
    assert told(lines) == []
    assert "Z.Q.W. (…) melapor lagi lewat …." in [line.remark for line in lines]
    assert [line.document for line in lines if "pindaian" in line.activity] == ["KTP Z.Q.W.", "Z.Q.W..pdf"]


def test_a_name_is_shown_for_a_reason_that_stays_in_the_trail(team: Team) -> None:
    case_id = team.open().case_id
    head = team.at_desk("pimpinan")
    assert code_of(lambda: head.cases.reveal(case_id, " \n")) is ErrorCode.REASON_NEEDED
    assert code_of(lambda: team.at_desk("pengelola").cases.reveal(case_id, "Ingin tahu")) is ErrorCode.NOT_ALLOWED
    assert team.audited("kasus.tampilkan_nama") == []
    shown = head.cases.reveal(case_id, "Menelepon wali")
    pairs = {pair.label: pair.value for pair in shown.pairs}
    assert (pairs["Nama klien"], pairs["NIK klien"], pairs["Jenis kelamin klien"]) == (NAME, NIK, "Perempuan")
    assert (shown.until - team.clock.now()).total_seconds() == 300
    (record,) = team.audited("kasus.tampilkan_nama")
    assert (record.account_id, record.entity_id) == (head.session.user.account_id, case_id)
    assert "Menelepon wali" in record.detail


def test_what_is_shown_is_what_counts_not_what_another_form_once_said(team: Team) -> None:
    case_id = team.open().case_id
    forms = team.at_desk("layanan").forms
    sheet = forms.open(case_id, "pengaduan")
    name = next(field.key for field in sheet.spec.fields if field.meaning == "klien.nama")
    forms.save(case_id, "pengaduan", {**sheet.values, name: "Zubaidah Qirana"}, None)
    old = forms.open(case_id, "informasi-kasus")
    team.clock.advance(minutes=1)
    forms.save(case_id, "informasi-kasus", {**old.values, "jam_terima": "08:00"}, old.row_version)
    pairs = {pair.label: pair.value for pair in team.at_desk("layanan").cases.reveal(case_id, "Memeriksa").pairs}
    assert pairs["Nama klien"] == "Zubaidah Qirana"


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("36.71.01.1004", "Kec. Tangerang"),
        ("Kecamatan Karawaci", "Kecamatan Karawaci"),
        ("Kampung Rawa, Kec. Karawaci", "Kec. Karawaci"),
        ("Gang Kenanga Nomor 77", ""),
        ("Kelurahan Sukasari", ""),
    ],
)
def test_lists_place_a_client_no_nearer_than_the_district(said: str, shown: str) -> None:
    assert facts.region({"klien.wilayah": said}) == shown


def test_after_a_whole_walk_no_file_can_be_read(team: Team) -> None:
    case_id = team.case_at(6)
    team.at_desk("pimpinan").attachments.add(case_id, "Pindaian", f"{NAME}.pdf", PDF + NAME.encode())
    team.letter("pimpinan", case_id, "surat-rujukan-kedaruratan")
    team.at_desk("layanan").forms.draft_save("aduan", "x", {"korban_nama": NAME})
    team.at_desk("layanan").search.find(NAME)
    folder, walk = team.session.folder.root, team.walk(case_id)
    words = [*SECRETS, walk.person.name, "Surat Tugas", "Rina Pratiwi", "0001/PJK", "SQLite format 3"]
    needles = [word.encode(code) for word in words for code in ("utf-8", "utf-16-le", "utf-16-be")]
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert {"jangkau.db", "jangkau.db.kunci"} <= {path.name for path in files}
    assert any(path.suffix == ".bks" for path in files)
    for path in files:
        content = path.read_bytes()
        assert not [needle for needle in needles if needle in content], path.name
        assert NAME.lower() not in path.name.lower()
