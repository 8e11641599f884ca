"""Backups: verified before they count, refused when one byte is wrong, restored without losing what was there."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from models.access.permissions import Permission
from models.domain.clock import FixedClock
from models.errors import Cancelled, ErrorCode, UserError
from models.services.entry.gate import Gate, OfficeSetup, Session
from models.services.entry.users import UserService
from models.services.safety.backup import BackupService
from models.settings.office import OfficeProfile
from models.store.tables import Account, Attachment, AuditRow, BackupRun, CaseFile, Setting
from models.vault.keys import FLOOR
from tests.fixtures_store import MANAGER, PASSWORD

SCAN = b"%PDF-1.7 Melati Contoh " * 5000
CLERK, SECRET = "dewi", "sungai-kancil-tenun-jeruk"


@pytest.fixture
def service(session: Session, clock: FixedClock) -> BackupService:
    return BackupService(session, clock)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "flashdisk"
    folder.mkdir()
    return folder


def attach(session: Session, clock: FixedClock, content: bytes = SCAN) -> str:
    """A case with a scan, as the services write it."""
    now = clock.now().isoformat()
    with session.store.unit_of_work(session.user.account_id, clock.now()) as unit:
        number = CaseFile.select().count() + 1
        case = CaseFile.create(
            number=str(number), sop_key="x", sop_version=1, received_at=now, opened_at=now,
            opened_by=session.user.account_id, status="berjalan", request_id=str(number),
        )  # fmt: skip
        stored = session.files.put(case.id, content)
        Attachment.create(
            case=case, title="KTP", file_name="ktp.pdf", media_type="application/pdf", size=stored.size,
            sha256=stored.sha256, token=stored.token, added_at=now, added_by=session.user.account_id,
        )  # fmt: skip
        unit.audit("berkas.lampirkan", "kasus", case.id)
    return stored.token


def refused(work: Callable[[], object]) -> tuple[ErrorCode, object]:
    with pytest.raises(UserError) as caught:
        work()
    return caught.value.code, caught.value.details.get("reason", "")


def test_a_backup_holds_everything_and_says_when(service: BackupService, session: Session, clock: FixedClock) -> None:
    token = attach(session, clock)
    assert service.last_verified() is None
    done = service.run()
    assert done.path.name == "20261123-080500-2.sbk"
    assert sorted(found.name for found in done.path.iterdir()) == ["jangkau.db", "jangkau.db.kunci", "manifes.json"]
    assert (done.path.parent / "berkas" / f"{token}.bks").is_file()
    assert (service.last_verified(), done.missing) == (clock.now(), 0)
    assert service.verify(done.path) == done.size
    assert [row.path for row in service.list()] == [done.path]
    with session.store.reading():
        assert [row.action for row in AuditRow.select().order_by(AuditRow.id)][-2:] == [
            "cadangan.buat",
            "cadangan.periksa",
        ]


def test_a_backup_is_restored_to_the_last_byte(
    service: BackupService, session: Session, clock: FixedClock, tmp_path: Path
) -> None:
    token = attach(session, clock)
    done = service.run()
    service.restore(done.path, tmp_path / "latihan")
    session.lock()
    copy = Gate(tmp_path / "latihan", clock, kdf=FLOOR).unlock(MANAGER, PASSWORD)
    with copy.store.reading():
        case_id = Attachment.get(Attachment.token == token).case_id
    assert copy.files.get(case_id, token) == SCAN
    copy.lock()


@pytest.mark.fault(8)
def test_no_name_is_readable_in_a_backup(
    service: BackupService, session: Session, clock: FixedClock, stick: Path
) -> None:
    attach(session, clock)
    done = service.run(stick)
    assert done.second is not None
    for found in [*done.path.parent.rglob("*"), *stick.rglob("*")]:
        if found.is_file():
            assert b"melati" not in found.read_bytes().lower()
            assert b"rina" not in found.read_bytes().lower()


def test_a_second_place_gets_a_verified_copy_and_each_scan_once(
    service: BackupService, session: Session, clock: FixedClock, stick: Path
) -> None:
    attach(session, clock)
    first = service.run(stick).second
    attach(session, clock, b"second scan")
    clock.advance(days=1)
    second = service.run(stick).second
    assert first is not None
    assert second is not None
    shutil.rmtree(session.folder.backups)  # the PC is gone; the stick alone must do
    assert service.verify(second) > service.verify(first)
    assert len(list((stick / "berkas").iterdir())) == 2


def test_a_missing_stick_is_said_so_and_the_first_backup_stands(service: BackupService, tmp_path: Path) -> None:
    assert refused(lambda: service.run(tmp_path / "tidak-ada"))[0] is ErrorCode.BACKUP_PLACE_MISSING
    assert not (tmp_path / "tidak-ada").exists()
    assert len(service.list()) == 1
    assert refused(lambda: service.verify(tmp_path / "tidak-ada"))[0] is ErrorCode.BACKUP_PLACE_MISSING


@pytest.mark.fault(20)
@pytest.mark.parametrize("victim", ["jangkau.db", "jangkau.db.kunci", "manifes.json", "berkas"])
def test_one_flipped_byte_is_refused_at_verify_and_at_restore(
    service: BackupService, session: Session, clock: FixedClock, tmp_path: Path, victim: str
) -> None:
    attach(session, clock)
    made = service.run().path
    found = next((made.parent / "berkas").iterdir()) if victim == "berkas" else made / victim
    raw = bytearray(found.read_bytes())
    raw[len(raw) // 2] ^= 1
    found.write_bytes(raw)
    expected = {ErrorCode.BACKUP_NOT_VERIFIED, ErrorCode.BACKUP_FOREIGN}
    assert refused(lambda: service.verify(made))[0] in expected
    assert refused(lambda: service.restore(made, tmp_path / "latihan"))[0] in expected
    assert not (tmp_path / "latihan" / "jangkau.db").exists()
    with session.store.reading():
        assert AuditRow.select().where(AuditRow.action == "cadangan.rusak").count() == 1


def test_a_manifest_made_to_fit_altered_files_is_refused(service: BackupService) -> None:
    made = service.run().path
    manifest = json.loads((made / "manifes.json").read_text())
    manifest["counts"]["account"] = 99
    (made / "manifes.json").write_text(json.dumps(manifest))
    assert refused(lambda: service.verify(made)) == (ErrorCode.BACKUP_NOT_VERIFIED, "manifest")


def test_another_offices_backup_is_named_as_such(
    service: BackupService, session: Session, tmp_path: Path, clock: FixedClock
) -> None:
    made = service.run().path
    session.lock()
    gate = Gate(tmp_path / "lain", clock, kdf=FLOOR)
    gate.create(OfficeSetup(OfficeProfile(name="x"), MANAGER, "Rina", PASSWORD))
    other = gate.unlock(MANAGER, PASSWORD)
    assert refused(lambda: BackupService(other, clock).verify(made))[0] is ErrorCode.BACKUP_FOREIGN
    other.lock()


def test_a_scan_already_lost_does_not_keep_the_rest_from_being_saved(
    service: BackupService, session: Session, clock: FixedClock
) -> None:
    session.files.remove(attach(session, clock))
    done = service.run()
    assert done.missing == 1
    service.verify(done.path)


@pytest.mark.parametrize("patience", [0, 1, 2])
def test_a_cancelled_backup_leaves_nothing(
    service: BackupService, session: Session, clock: FixedClock, patience: int
) -> None:
    attach(session, clock)
    asked = iter([False] * patience + [True] * 1000)
    with pytest.raises(Cancelled):
        service.run(cancelled=lambda: next(asked))
    assert service.last_verified() is None
    assert [found.name for found in session.folder.backups.iterdir() if found.name != "berkas"] == []


def test_progress_rises_to_the_end(service: BackupService, session: Session, clock: FixedClock, stick: Path) -> None:
    attach(session, clock)
    seen: list[float] = []
    service.run(stick, progress=lambda fraction, _what: seen.append(fraction))
    assert seen == sorted(seen)
    assert seen[-1] == 1.0


def test_a_year_of_backups_is_thinned_out_and_scans_no_longer_needed_go(
    service: BackupService, session: Session, clock: FixedClock
) -> None:
    first = service.run().path
    orphan = first.parent / "berkas" / f"{'0' * 32}.bks"
    for day in range(30):
        shutil.copytree(first, first.with_name(f"202610{day + 1:02}-080500-2.sbk"))
    orphan.write_bytes(b"nobody names me")
    clock.advance(days=1)
    last = service.run().path
    names = [row.path.name for row in service.list()]
    assert names[0] == last.name
    assert len(names) <= 7 + 4 + 12
    assert not orphan.exists()


def test_another_offices_backups_on_the_same_stick_stay(
    service: BackupService, session: Session, clock: FixedClock, tmp_path: Path, stick: Path
) -> None:
    mine = service.run(stick).second
    assert mine is not None
    for day in range(28):
        shutil.copytree(mine, stick / f"202501{day + 1:02}-080500-2.sbk")
    session.lock()
    gate = Gate(tmp_path / "lain", clock, kdf=FLOOR)
    gate.create(OfficeSetup(OfficeProfile(name="x"), MANAGER, "Rina", PASSWORD, roles=("pengelola",)))
    other = gate.unlock(MANAGER, PASSWORD)
    before = set(stick.iterdir())
    BackupService(other, clock).run(stick)
    assert set(stick.iterdir()) > before
    other.lock()


def test_two_backups_of_one_second_do_not_overwrite_each_other(service: BackupService) -> None:
    assert service.run().path != service.run().path


def test_a_restored_backup_takes_the_offices_place_and_the_present_data_are_kept(
    service: BackupService, session: Session, gate: Gate, clock: FixedClock, office_folder: Path
) -> None:
    made = service.run().path
    UserService(session, clock).add(CLERK, "Dewi", ["layanan"], SECRET)
    session.lock()
    now = clock.advance(hours=1)
    restored = gate.restore(made, MANAGER, PASSWORD)
    with restored.store.reading():
        assert [row.username for row in Account.select()] == [MANAGER]
        assert AuditRow.select().order_by(AuditRow.id.desc()).first().at == now.isoformat()
    restored.lock()
    (aside,) = office_folder.glob("sebelum-pulih-*")
    assert sorted(found.name for found in aside.iterdir() if "journal" not in found.name) == [
        "jangkau.db",
        "jangkau.db.kunci",
    ]


def test_a_backup_brings_an_office_to_an_empty_pc(
    service: BackupService, session: Session, clock: FixedClock, tmp_path: Path, stick: Path
) -> None:
    token = attach(session, clock)
    made = service.run(stick).second
    assert made is not None
    session.lock()
    gate = Gate(tmp_path / "pc-baru", clock, kdf=FLOOR)
    assert refused(lambda: gate.restore(made, MANAGER, "salah"))[0] is ErrorCode.WRONG_PASSWORD
    clock.advance(minutes=1)
    restored = gate.restore(made, MANAGER, PASSWORD)
    assert restored.files.get(1, token) == SCAN
    restored.lock()


def test_only_who_may_restore_restores(service: BackupService, session: Session, gate: Gate, clock: FixedClock) -> None:
    UserService(session, clock).add(CLERK, "Dewi", ["layanan"], SECRET)
    made = service.run().path
    session.lock()
    assert refused(lambda: gate.restore(made, CLERK, SECRET))[0] is ErrorCode.NOT_ALLOWED
    clerk = gate.unlock(CLERK, SECRET)
    assert not clerk.may(Permission.BACKUP_RESTORE)
    assert (
        refused(lambda: BackupService(clerk, clock).restore(made, gate.folder.root / "x"))[0] is ErrorCode.NOT_ALLOWED
    )
    clerk.lock()


def test_a_running_office_is_never_restored_over(service: BackupService, office_folder: Path) -> None:
    made = service.run().path
    assert refused(lambda: service.restore(made, office_folder))[0] is ErrorCode.OFFICE_EXISTS


def test_every_backup_is_in_the_books(service: BackupService, session: Session, stick: Path) -> None:
    service.run(stick)
    with session.store.reading():
        assert [row.verified for row in BackupRun.select()] == [True, True]
        assert Setting.select().count() == 0
