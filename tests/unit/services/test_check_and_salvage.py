"""Everything that can break in an office's data is found, told in words, and what is left is got out."""

from __future__ import annotations

import shutil
from contextlib import closing
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from models.domain.clock import FixedClock
from models.errors import Cancelled, ErrorCode
from models.rehearsal import office, training
from models.rehearsal.sample import make_sample
from models.rehearsal.stage import Plan
from models.rehearsal.walk import SCAN as PDF
from models.services.entry.doorstep import OfficeFolder
from models.services.entry.gate import Gate
from models.services.safety import salvage
from models.services.safety.check import CheckReport, CheckService, examine
from models.services.session import store_keys
from models.services.views import CaseFilter, Scan
from models.services.workspace import Workspace
from models.store.held_files import HOLDERS
from models.store.sqlcipher import connect
from models.store.tables import AuditRow
from models.store.working import Table
from models.vault import keys
from models.vault.keys import FLOOR, DataKey
from tests.fixtures_office import Team, code_of, stub_renderers
from tests.unit.services.test_agenda import HOSPITAL
from tests.unit.services.test_letter_life import draft

NOW = datetime(2026, 11, 23, 8, 5, tzinfo=ZoneInfo("Asia/Jakarta"))
PAGE = 4096


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, DataKey]:
    """An office with invented cases, letters and log lines, large enough to lose something in the middle."""
    folder = tmp_path_factory.mktemp("contoh") / "kantor"
    until = datetime(2026, 11, 20, 15, 0, tzinfo=ZoneInfo("Asia/Jakarta"))
    make_sample(folder, Plan(30, 1, 1, until, 8), training.PASSWORD, stub_renderers(), lambda _share: None)
    key = keys.read(folder / "jangkau.db.kunci").open_with_password(office.PLAYERS[-1].username, training.PASSWORD)
    return folder, key


@pytest.fixture
def place(sample: tuple[Path, DataKey], tmp_path: Path) -> OfficeFolder:
    return OfficeFolder(Path(shutil.copytree(sample[0], tmp_path / "data")))


@pytest.fixture
def key(sample: tuple[Path, DataKey]) -> DataKey:
    return sample[1]


def told(report: CheckReport, topic: str) -> str:
    """What is wrong with this."""
    return " ".join(found.words for found in report.findings if found.topic == topic and found.tone != "ok")


def altered(place: OfficeFolder, key: DataKey, *statements: str) -> CheckReport:
    """The report after somebody who holds the key has changed the file outside the program."""
    with closing(connect(place.database, store_keys(key).database)) as connection:
        for statement in statements:
            connection.execute(statement)
    return examine(place, key, NOW)


def test_a_sound_office_is_found_sound_and_the_check_is_recorded(team: Team) -> None:
    team.case_at(4)
    desk = team.at_desk("pengelola")
    report = CheckService(desk.session, team.clock).run()
    assert report.sound, report.lines()
    assert [record.action for record in team.audited()][-1] == "data.periksa"
    assert code_of(CheckService(team.at_desk("layanan").session, team.clock).run) is ErrorCode.NOT_ALLOWED


def test_a_sample_office_is_sound(place: OfficeFolder, key: DataKey) -> None:
    report = examine(place, key, NOW)
    assert report.sound, report.lines()
    assert {found.topic for found in report.findings} >= {
        "Berkas data",
        "Buku log",
        "Nomor",
        "Lampiran",
        "Berkas kunci",
    }


@pytest.mark.fault(23)
@pytest.mark.parametrize(
    ("statement", "number"),
    [
        ("UPDATE audit SET action = 'lain' WHERE id = 7", 7),
        ("DELETE FROM audit WHERE id = 9", 9),
        ("UPDATE audit SET id = CASE id WHEN 4 THEN -5 ELSE 4 END WHERE id IN (4, 5)", 4),
        ("DELETE FROM audit WHERE id = (SELECT max(id) FROM audit)", None),
    ],
)
def test_a_trail_that_was_touched_is_told_with_its_number(
    place: OfficeFolder, key: DataKey, statement: str, number: int | None
) -> None:
    report = altered(place, key, "DROP TRIGGER audit_fixed", "DROP TRIGGER audit_kept", statement)
    words = told(report, "Riwayat akses")
    assert words.startswith(f"Rantai terputus pada catatan nomor {number or ''}")
    assert not report.sound


@pytest.mark.fault(23)
def test_a_log_book_that_was_touched_is_told_with_its_line(place: OfficeFolder, key: DataKey) -> None:
    report = altered(place, key, "DROP TRIGGER log_entry_fixed", "UPDATE log_entry SET document = 'x' WHERE id = 3")
    assert told(report, "Buku log").startswith("Rantai terputus pada baris nomor 3")


def test_numbers_papers_and_definitions_that_were_touched_are_told(place: OfficeFolder, key: DataKey) -> None:
    report = altered(
        place, key,
        "DROP TRIGGER issued_number_kept",
        "PRAGMA foreign_keys = OFF",
        "DELETE FROM issued_number WHERE id = (SELECT id FROM issued_number WHERE series = 'kasus' AND seq = 2)",
        "UPDATE paper SET content = x'00'",
        "UPDATE definition SET text = text || ' ' WHERE id = 1",
    )  # fmt: skip
    assert "tidak tercatat nomor urut 2" in told(report, "Nomor")
    assert told(report, "Surat dan laporan").startswith("Naskah yang hilang atau berubah: ")
    assert told(report, "Definisi").startswith("Definisi berubah di luar program: ")


def test_a_key_file_that_was_put_back_is_told(place: OfficeFolder, key: DataKey) -> None:
    file = keys.read(place.key_file)
    keys.write(place.key_file, file.without_password(key, office.PLAYERS[0].username))
    words = told(examine(place, key, NOW), "Berkas kunci")
    assert "Salah satunya berasal dari waktu atau kantor lain" in words
    assert f"1 akun aktif belum mempunyai kata sandi: {office.PLAYERS[0].username}" in words


def test_attachments_lost_altered_and_loose_are_told(team: Team) -> None:
    case_id = team.case_at(2)
    desk = team.at_desk("layanan")
    desk.attachments.add(case_id, "KTP", "ktp.png", PNG)
    folder = desk.session.folder.attachments
    (stored,) = folder.glob("*.bks")
    key = desk.session.key
    (folder / f"{'0' * 32}.bks").write_bytes(b"")
    assert "1 berkas di folder lampiran tidak disebut" in told(examine(desk.session.folder, key, NOW), "Lampiran")
    stored.write_bytes(stored.read_bytes()[:-1])
    words = told(examine(desk.session.folder, key, NOW), "Lampiran")
    assert words.startswith("1 lampiran hilang atau rusak, pada: ")
    assert "ktp" not in words.lower()


PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
    b"\x00\x00\x00\rIDATx\x9cc\xf8\xcf\xc0\xf0\x1f\x00\x05\x00\x01\xff\x89\x99=\x1d\x00\x00\x00\x00IEND\xaeB`\x82"
)


def test_a_check_can_be_given_up(place: OfficeFolder, key: DataKey) -> None:
    with pytest.raises(Cancelled):
        examine(place, key, NOW, cancelled=lambda: True)


def damage(path: Path, *pages: int) -> None:
    """Overwrite pages as a failing disk does."""
    with path.open("r+b") as file:
        for page in pages:
            file.seek(page * PAGE)
            file.write(b"\xee" * PAGE)


def entered(folder: Path) -> Workspace:
    gate = Gate(folder, FixedClock(NOW), kdf=FLOOR)
    session = gate.unlock("kepala", training.PASSWORD)
    return Workspace(session, FixedClock(NOW), stub_renderers())


def test_a_sound_office_is_copied_whole(place: OfficeFolder, key: DataKey) -> None:
    made = salvage.rescue(place, key, NOW)
    assert made.whole
    assert "Semua baris terbaca." in made.lines
    assert examine(OfficeFolder(made.folder), key, NOW).sound
    desk = entered(made.folder)
    assert desk.cases.list(CaseFilter(view="semua")).total == 30
    desk.lock()


@pytest.mark.parametrize("share", [0.4, 0.6, 0.8])
def test_what_is_left_of_a_damaged_office_becomes_one_that_works(
    place: OfficeFolder, key: DataKey, share: float
) -> None:
    pages = place.database.stat().st_size // PAGE
    hit = [int(pages * share) + offset for offset in range(12)]  # more than indexes and free pages alone
    damage(place.database, *hit)
    broken = place.database.read_bytes()
    report = examine(place, key, NOW)
    assert "bagian berkas data rusak" in told(report, "Berkas data") or not report.sound
    made = salvage.rescue(place, key, NOW)
    assert not made.whole
    assert place.database.read_bytes() == broken
    assert (made.folder / salvage.REPORT).read_text(encoding="utf-8").splitlines() == list(made.lines)
    assert examine(OfficeFolder(made.folder), key, NOW).findings[0].tone == "ok"
    assert told(examine(OfficeFolder(made.folder), key, NOW), "Riwayat akses") == ""
    assert told(examine(OfficeFolder(made.folder), key, NOW), "Buku log") == ""
    desk = entered(made.folder)
    assert desk.cases.list(CaseFilter(view="semua")).total >= 20
    with desk.session.store.reading():
        assert AuditRow.select().where(AuditRow.action == "data.selamatkan").count() == 1
    desk.lock()


def test_without_its_first_page_nothing_can_be_read_and_nothing_is_left_behind(
    place: OfficeFolder, key: DataKey
) -> None:
    damage(place.database, 0)
    before = sorted(place.root.iterdir())
    assert code_of(lambda: salvage.rescue(place, key, NOW)) in {
        ErrorCode.KEY_FILE_MISMATCH,
        ErrorCode.DATABASE_DAMAGED,
    }
    assert sorted(place.root.iterdir()) == before


def test_getting_out_what_is_left_can_be_given_up(place: OfficeFolder, key: DataKey) -> None:
    before = sorted(place.root.iterdir())
    with pytest.raises(Cancelled):
        salvage.rescue(place, key, NOW, cancelled=lambda: True)
    assert sorted(place.root.iterdir()) == before


def test_every_table_of_files_is_known() -> None:
    """A scan that no backup knows of would be lost with the PC."""
    tables = {table for table, _owner in HOLDERS}
    assert {one._meta.table_name for one in Table.__subclasses__() if "token" in one._meta.fields} == tables


def test_scans_of_every_kind_are_checked_backed_up_and_tried(team: Team) -> None:
    case_id = team.case_at(2)
    desk = team.at_desk("administrasi")
    desk.attachments.add(case_id, "KTP", "ktp.png", PNG)
    incoming = desk.agenda.record(HOSPITAL, "masuk-1").row.incoming_id
    desk.agenda.attach(incoming, "surat.pdf", PDF)
    letter_id, version = draft(team)
    number = desk.letters.issue(letter_id, desk.letters.open(letter_id).values, version, "a").number
    life = desk.letter_life.page(letter_id)
    desk.letter_life.signed(letter_id, life.row_version, NOW.date(), Scan("scan.pdf", PDF))
    report = examine(desk.session.folder, desk.session.key, NOW)
    assert "3 lampiran ada dan utuh." in [found.words for found in report.findings], report.lines()
    keeper = team.at_desk("pengelola").backup
    made = keeper.run()
    assert (made.missing, keeper.drill(made.path).files) == (0, 3)
    assert number


def test_what_belongs_to_a_lost_case_is_kept_under_a_stand_in_that_says_so(place: OfficeFolder, key: DataKey) -> None:
    with closing(connect(place.database, store_keys(key).database)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("DELETE FROM case_file WHERE id IN (3, 4)")
        forms = connection.execute("SELECT count(*) FROM form_record").fetchone()[0]
    assert "menunjuk ke catatan yang tidak ada" in told(examine(place, key, NOW), "Hubungan antarcatatan")
    made = salvage.rescue(place, key, NOW)
    assert any("ditandai TIDAK-TERBACA" in line for line in made.lines)
    with closing(connect(made.folder / "jangkau.db", store_keys(key).database)) as connection:
        assert connection.execute("SELECT count(*) FROM form_record").fetchone()[0] == forms
        rows = connection.execute("SELECT number, client_label FROM case_file WHERE number LIKE 'TIDAK-TERBACA-%'")
        found = rows.fetchall()
    assert found == [("TIDAK-TERBACA-3", ""), ("TIDAK-TERBACA-4", "")]
    desk = entered(made.folder)
    assert desk.cases.list(CaseFilter(view="semua")).total == 30
    desk.lock()
