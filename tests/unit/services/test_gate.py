"""The gate: founding an office, logging in, the recovery key, and every file that does not belong together."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from models.access.permissions import Permission
from models.domain.clock import FixedClock
from models.errors import ErrorCode, UserError
from models.services.entry.gate import Gate, OfficeSetup, Session
from models.services.entry.users import UserService
from models.settings.office import OfficeProfile
from models.store.database import UnitOfWork
from models.store.tables import AuditRow, Setting
from models.vault.keys import FLOOR
from tests.fixtures_store import MANAGER, PASSWORD

NEW_PASSWORD = "perahu-kunyit-jendela-rebana"
SETUP = OfficeSetup(OfficeProfile(name="UPTD PPA Kota Contoh"), MANAGER, "Rina Pratiwi", PASSWORD)


def refusal(gate: Gate, username: str = MANAGER, password: str = PASSWORD) -> UserError:
    with pytest.raises(UserError) as caught:
        gate.unlock(username, password)
    return caught.value


def audited(session: Session) -> list[tuple[str, str]]:
    with session.store.reading():
        return [(row.action, row.detail) for row in AuditRow.select().order_by(AuditRow.id)]


def test_a_founded_office_lets_its_manager_in(session: Session) -> None:
    assert (session.user.username, session.user.display_name) == (MANAGER, "Rina Pratiwi")
    assert session.may(Permission.USERS_MANAGE)
    assert [action for action, _ in audited(session)] == ["pengguna.tambah", "kantor.didirikan", "masuk"]


def test_what_the_wizard_collected_is_written_with_the_office(tmp_path: Path, clock: FixedClock) -> None:
    def write(unit: UnitOfWork, setup: OfficeSetup) -> None:
        Setting.create(key="kantor", value=setup.profile.name)
        unit.audit("kantor.ubah", "kantor")

    gate = Gate(tmp_path / "data", clock, kdf=FLOOR, on_create=write)
    gate.create(SETUP)
    session = gate.unlock(MANAGER, PASSWORD)
    with session.store.reading():
        assert Setting.get_by_id("kantor").value == "UPTD PPA Kota Contoh"
    session.lock()


def test_an_office_appears_whole_or_not_at_all(tmp_path: Path, clock: FixedClock) -> None:
    def fail(unit: UnitOfWork, setup: OfficeSetup) -> None:
        raise UserError(ErrorCode.VALUE_INVALID, what="…")

    gate = Gate(tmp_path / "data", clock, kdf=FLOOR, on_create=fail)
    with pytest.raises(UserError):
        gate.create(SETUP)
    assert not gate.exists()
    assert list((tmp_path / "data").iterdir()) == []


def test_an_office_is_not_founded_twice(gate: Gate) -> None:
    with pytest.raises(UserError) as caught:
        gate.create(SETUP)
    assert caught.value.code is ErrorCode.OFFICE_EXISTS


def test_a_guessable_first_password_is_refused(tmp_path: Path, clock: FixedClock) -> None:
    weak = OfficeSetup(OfficeProfile(name="x"), MANAGER, "Rina", "Kantor2026")
    with pytest.raises(UserError) as caught:
        Gate(tmp_path / "data", clock, kdf=FLOOR).create(weak)
    assert caught.value.code is ErrorCode.WEAK_PASSWORD


def test_an_old_journal_is_not_played_into_a_new_office(gate: Gate, office_folder: Path) -> None:
    (office_folder / "jangkau.db").unlink()
    (office_folder / "jangkau.db-journal").write_bytes(b"left over")
    gate.create(SETUP)
    gate.unlock(MANAGER, PASSWORD).lock()
    assert [path.read_bytes() for path in office_folder.glob("sebelum-pulih-*/*-journal")] == [b"left over"]


def test_wrong_tries_wait_longer_each_time_and_are_recorded(gate: Gate, clock: FixedClock, office_folder: Path) -> None:
    waits: list[int] = []
    for _ in range(8):
        error = refusal(gate, password="salah")
        assert error.code is ErrorCode.WRONG_PASSWORD
        waits.append(int(str(error.details["wait"])))
        assert refusal(gate).details == {"reason": "wait", "wait": waits[-1]}
        clock.advance(seconds=waits[-1])
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60]
    assert Gate(office_folder, clock, kdf=FLOOR).wait_seconds() == 0
    session = gate.unlock(MANAGER, PASSWORD)
    (detail,) = [detail for action, detail in audited(session) if action == "masuk.salah"]
    assert '"count": 8' in detail
    session.lock()
    clock.advance(minutes=1)
    assert refusal(gate, password="salah").details["wait"] == 1


def test_the_wait_outlives_the_program(gate: Gate, office_folder: Path, clock: FixedClock) -> None:
    refusal(gate, password="salah")
    assert Gate(office_folder, clock, kdf=FLOOR).wait_seconds() == 1


def test_an_unknown_name_is_told_like_a_wrong_password(gate: Gate) -> None:
    assert refusal(gate, "bukan.siapa").code is ErrorCode.WRONG_PASSWORD


def test_without_data_nothing_is_created(tmp_path: Path, clock: FixedClock) -> None:
    gate = Gate(tmp_path / "belum", clock, kdf=FLOOR)
    assert refusal(gate).code is ErrorCode.DATABASE_MISSING
    assert not (tmp_path / "belum").exists()


def test_locking_closes_everything_and_the_password_opens_it_again(gate: Gate, session: Session) -> None:
    session.lock()
    session.lock()
    for use in (lambda: session.key, lambda: session.authorise(Permission.CASE_LIST), lambda: audited(session)):
        with pytest.raises(UserError) as caught:
            use()
        assert caught.value.code is ErrorCode.LOCKED
    assert PASSWORD not in repr(vars(session))
    gate.unlock(MANAGER, PASSWORD).lock()


@pytest.mark.fault(18)
def test_the_recovery_key_gives_a_new_password(gate: Gate, recovery_key: str, clock: FixedClock) -> None:
    session = gate.unlock_with_recovery(recovery_key.lower(), MANAGER, NEW_PASSWORD)
    assert [action for action, _ in audited(session)][-3:] == ["masuk.pemulihan", "sandi.pulih", "kunci.berlaku"]
    session.lock()
    assert refusal(gate).code is ErrorCode.WRONG_PASSWORD
    clock.advance(minutes=1)
    gate.unlock(MANAGER, NEW_PASSWORD).lock()


@pytest.mark.fault(18)
def test_a_typing_mistake_in_the_recovery_key_is_not_a_wrong_key(gate: Gate, recovery_key: str) -> None:
    mistyped = ("2" if recovery_key[0] != "2" else "3") + recovery_key[1:]
    with pytest.raises(UserError) as caught:
        gate.unlock_with_recovery(mistyped, MANAGER, NEW_PASSWORD)
    assert (caught.value.code, caught.value.details["group"]) == (ErrorCode.RECOVERY_KEY_TYPO, 1)
    assert gate.wait_seconds() == 0


def test_another_offices_recovery_key_is_wrong(gate: Gate, tmp_path: Path, clock: FixedClock) -> None:
    foreign = Gate(tmp_path / "lain", clock, kdf=FLOOR).create(SETUP)
    with pytest.raises(UserError) as caught:
        gate.unlock_with_recovery(foreign, MANAGER, NEW_PASSWORD)
    assert (caught.value.code, caught.value.details["wait"]) == (ErrorCode.RECOVERY_KEY_WRONG, 1)


def test_the_recovery_key_lets_in_only_people_of_the_office(gate: Gate, recovery_key: str) -> None:
    with pytest.raises(UserError) as caught:
        gate.unlock_with_recovery(recovery_key, "bukan.siapa", NEW_PASSWORD)
    assert caught.value.code is ErrorCode.UNKNOWN_USER
    with pytest.raises(UserError) as caught:
        gate.unlock_with_recovery(recovery_key, MANAGER, "pendek")
    assert caught.value.code is ErrorCode.WEAK_PASSWORD


def test_an_older_key_file_put_back_is_noticed(
    gate: Gate, session: Session, office_folder: Path, clock: FixedClock
) -> None:
    """A person who was shut out cannot come back with the key file of last week."""
    users = UserService(session, clock)
    person = users.add("joko", "Joko", ["layanan"], NEW_PASSWORD)
    shutil.copy(office_folder / "jangkau.db.kunci", office_folder / "minggu-lalu")
    users.deactivate(person.account_id)
    session.lock()
    shutil.copy(office_folder / "minggu-lalu", office_folder / "jangkau.db.kunci")
    assert refusal(gate, "joko", NEW_PASSWORD).code is ErrorCode.KEY_FILE_MISMATCH


def test_an_older_database_put_back_is_noticed(
    gate: Gate, session: Session, office_folder: Path, clock: FixedClock
) -> None:
    shutil.copy(office_folder / "jangkau.db", office_folder / "minggu-lalu")
    UserService(session, clock).change_password(PASSWORD, NEW_PASSWORD)
    session.lock()
    shutil.copy(office_folder / "minggu-lalu", office_folder / "jangkau.db")
    assert refusal(gate, password=NEW_PASSWORD).code is ErrorCode.KEY_FILE_MISMATCH


def test_another_offices_database_is_noticed(
    gate: Gate, office_folder: Path, tmp_path: Path, clock: FixedClock
) -> None:
    Gate(tmp_path / "lain", clock, kdf=FLOOR).create(SETUP)
    shutil.copy(tmp_path / "lain" / "jangkau.db", office_folder / "jangkau.db")
    assert refusal(gate).code is ErrorCode.KEY_FILE_MISMATCH


@pytest.mark.parametrize("content", [b"", b"{}", b"\x00" * 300])
def test_a_damaged_key_file_is_not_a_wrong_password(gate: Gate, office_folder: Path, content: bytes) -> None:
    (office_folder / "jangkau.db.kunci").write_bytes(content)
    assert refusal(gate).code is ErrorCode.KEY_FILE_DAMAGED
    assert gate.wait_seconds() == 0


def test_no_name_is_readable_in_the_data_folder(session: Session, office_folder: Path, clock: FixedClock) -> None:
    UserService(session, clock).add("melati.contoh", "Melati Contoh", ["layanan"], NEW_PASSWORD)
    session.files.put(1, b"Melati Contoh")
    session.lock()
    for found in office_folder.rglob("*"):
        if found.is_file():
            content = found.read_bytes().lower()
            for marker in ("melati", "rina", "uptd", "pratiwi"):
                assert marker.encode() not in content
                assert marker.encode("utf-16-le") not in content


def test_what_a_power_cut_left_half_made_is_cleared_away(gate: Gate, office_folder: Path) -> None:
    gate.unlock(MANAGER, PASSWORD).lock()
    for foreign in ("baru-foto", "pulih-data.tmp"):  # somebody else's folders stay
        (office_folder / foreign).mkdir()
    (office_folder / "catatan.tmp").write_bytes(b"not ours")
    whole = sorted(office_folder.rglob("*"))
    for half in ("baru-01020304", "pulih-01020304", "cadangan/20261123-080500-2.sbk.01020304.baru"):
        (office_folder / half).mkdir()
        (office_folder / half / "jangkau.db").write_bytes(b"half")
    for half in ("jangkau.db.kunci.0102030405ab.tmp", "berkas/a.bks.0102030405ab.tmp"):
        (office_folder / half).write_bytes(b"half")
    gate.unlock(MANAGER, PASSWORD).lock()
    assert sorted(office_folder.rglob("*")) == whole


def test_the_audit_trail_is_whole_after_all_this(session: Session, clock: FixedClock) -> None:
    UserService(session, clock).change_password(PASSWORD, NEW_PASSWORD)
    assert session.store.verify_audit()[1] is None
