"""Whoever leaves is shut out for good, those who stay notice nothing, a power cut leaves the old or the new state."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from models.domain import atomic
from models.domain.clock import FixedClock
from models.errors import Cancelled, ErrorCode
from models.services.entry import rekeying
from models.services.entry.doorstep import OfficeFolder
from models.services.entry.gate import Gate, Session
from models.services.entry.users import Revoked, UserService
from models.services.safety.backup import BackupService
from models.services.safety.check import examine
from models.services.session import store_keys
from models.store import rekey
from models.store.sqlcipher import connect
from models.store.tables import Account, Attachment, AuditRow
from models.vault import keys
from models.vault.keys import FLOOR
from tests.fixtures_office import code_of
from tests.fixtures_store import MANAGER, PASSWORD
from tests.unit.services.test_backup import SCAN, attach

DEWI, SECRET = "dewi", "sungai-kancil-tenun-jeruk"
JOKO, OTHER = "joko", "gunung-melati-perahu-kopi"


@pytest.fixture
def leaver(session: Session, clock: FixedClock) -> int:
    """Dewi leaves; Joko stays."""
    users = UserService(session, clock)
    users.add(JOKO, "Joko", ["layanan"], OTHER)
    return users.add(DEWI, "Dewi", ["layanan"], SECRET).account_id


def revoke(session: Session, clock: FixedClock, account_id: int, password: str = PASSWORD) -> Revoked:
    return UserService(session, clock).revoke(account_id, password)


@pytest.mark.fault(19)
def test_the_password_and_the_key_of_who_has_left_open_nothing_new(
    session: Session, gate: Gate, clock: FixedClock, leaver: int, recovery_key: str
) -> None:
    attach(session, clock)
    old_key, old_files = session.key, sorted(path.name for path in session.folder.attachments.iterdir())
    code = session.store.seal("periksa", "surat 1")
    copied = keys.read(session.folder.key_file)  # the leaver's own copy of the files
    done = revoke(session, clock, leaver)
    assert session.locked
    assert (done.without, done.new_recovery) == ((), False)
    assert code_of(lambda: gate.unlock(DEWI, SECRET)) is ErrorCode.WRONG_PASSWORD
    stolen = copied.open_with_password(DEWI, SECRET)
    database = gate.folder.database
    assert code_of(lambda: connect(database, store_keys(stolen).database)) is ErrorCode.KEY_FILE_MISMATCH
    assert sorted(path.name for path in gate.folder.attachments.iterdir()) != old_files
    clock.advance(minutes=2)
    stays = gate.unlock(JOKO, OTHER)
    with stays.store.reading():
        row = Attachment.get()
        assert not Account.get_by_id(leaver).active
        assert AuditRow.select().where(AuditRow.action == "kunci.data_diganti").count() == 1
    assert stays.files.get(row.case_id, row.token) == SCAN
    assert stays.store.seal("periksa", "surat 1") == code
    assert [former.sub("db") for former in stays.key.former] == [old_key.sub("db")]
    report = examine(stays.folder, stays.key, clock.now())
    assert report.sound, report.lines()
    stays.lock()
    gate.unlock_with_recovery(recovery_key, MANAGER, "sepeda-hujan-rakit-menara").lock()


@pytest.mark.fault(19)
def test_the_backup_made_before_and_all_older_ones_stay_readable(
    session: Session, gate: Gate, clock: FixedClock, leaver: int, tmp_path: Path
) -> None:
    attach(session, clock)
    older = BackupService(session, clock).run().path
    clock.advance(minutes=1)
    before = revoke(session, clock, leaver).backup
    manager = gate.unlock(MANAGER, PASSWORD)
    backups = BackupService(manager, clock)
    for made in (older, before):
        assert backups.verify(made) > 0
    warnings = backups.compare(older).warnings
    assert any(words.startswith("Dapat masuk lagi setelah dipulihkan: Dewi") for words in warnings)
    clock.advance(days=1)
    newest = backups.run().path
    assert backups.verify(newest) > 0
    assert backups.drill(before).files == 1
    manager.lock()
    restored = Gate(tmp_path / "lain", clock, kdf=FLOOR).restore(before, MANAGER, PASSWORD)
    assert restored.files.get(1, _token(restored)) == SCAN
    restored.lock()


def _token(session: Session) -> str:
    with session.store.reading():
        return str(Attachment.get().token)


def test_a_wrong_password_of_ones_own_changes_nothing(
    session: Session, gate: Gate, clock: FixedClock, leaver: int
) -> None:
    assert code_of(lambda: revoke(session, clock, leaver, "bukan sandi itu")) is ErrorCode.WRONG_PASSWORD
    assert not session.locked
    session.lock()
    gate.unlock(DEWI, SECRET).lock()


def test_what_somebody_saves_meanwhile_is_not_lost(
    session: Session, gate: Gate, clock: FixedClock, leaver: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = gate.unlock(JOKO, OTHER)
    real = rekeying._build

    def meanwhile(*arguments: object) -> object:
        made = real(*arguments)  # type: ignore[arg-type]
        other.store.audit_read(other.user.account_id, clock.now(), "kasus.lihat", "kasus", 1)
        return made

    monkeypatch.setattr(rekeying, "_build", meanwhile)
    assert code_of(lambda: revoke(session, clock, leaver)) is ErrorCode.DATABASE_BUSY
    other.lock()
    again = gate.unlock(DEWI, SECRET)
    with again.store.reading():
        assert AuditRow.select().where(AuditRow.action == "kasus.lihat").count() == 1
    again.lock()


@pytest.mark.parametrize("patience", [0, 2, 4])
def test_giving_up_changes_nothing(session: Session, gate: Gate, clock: FixedClock, leaver: int, patience: int) -> None:
    attach(session, clock)
    users = UserService(session, clock)
    asked = iter([False] * patience + [True] * 10_000)
    with pytest.raises(Cancelled):
        users.revoke(leaver, PASSWORD, cancelled=lambda: next(asked))
    assert not list(session.folder.root.glob("kunci-*"))
    session.lock()
    gate.unlock(DEWI, SECRET).lock()


class PowerCut(BaseException):
    """Nothing is carried out any more, not even what cleans up."""


@pytest.mark.fault(19)
@pytest.mark.parametrize("step", range(1, 12))
def test_a_power_cut_leaves_the_old_or_the_new_state(
    session: Session, gate: Gate, clock: FixedClock, leaver: int, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    attach(session, clock)
    steps: list[str] = []

    def cut(name: str, real: Callable[..., object]) -> Callable[..., object]:
        def counted(*arguments: object, **options: object) -> object:
            steps.append(name)
            if len(steps) >= step:
                raise PowerCut
            return real(*arguments, **options)

        return counted

    done = False
    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", cut("replace", os.replace))
        patch.setattr(rekeying, "write_whole", cut("write", atomic.write_whole))
        patch.setattr(rekeying, "_forget", cut("forget", rekeying._forget))
        patch.setattr(rekeying, "_remove", cut("remove", rekeying._remove))
        patch.setattr(keys, "write", cut("keys", keys.write))
        patch.setattr(rekey, "settle", cut("settle", rekey.settle))
        patch.setattr(shutil, "rmtree", lambda *_arguments, **_options: None)
        try:
            revoke(session, clock, leaver)
            done = True
        except PowerCut:
            session.lock()
    stays = gate.unlock(JOKO, OTHER)
    with stays.store.reading():
        revoked = not Account.get_by_id(leaver).active
        row = Attachment.get()
    assert stays.files.get(row.case_id, row.token) == SCAN
    report = examine(OfficeFolder(gate.folder.root), stays.key, clock.now())
    assert report.sound, report.lines()
    assert not rekeying.pending_key_file(gate.folder).exists()
    assert not list(gate.folder.root.glob("kunci-*"))
    stays.lock()
    if revoked:
        assert code_of(lambda: gate.unlock(DEWI, SECRET)) is ErrorCode.WRONG_PASSWORD
    else:
        assert not done
        gate.unlock(DEWI, SECRET).lock()


def test_who_was_shut_out_cannot_come_in_through_an_unfinished_exchange(
    session: Session, gate: Gate, clock: FixedClock, leaver: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = keys.write

    def cut(path: Path, file: keys.KeyFile) -> None:
        if path == gate.folder.key_file:
            raise PowerCut
        real(path, file)

    with monkeypatch.context() as patch:
        patch.setattr(keys, "write", cut)
        patch.setattr(shutil, "rmtree", lambda *_arguments, **_options: None)
        with pytest.raises(PowerCut):
            revoke(session, clock, leaver)
    assert rekeying.pending_key_file(gate.folder).exists()
    assert code_of(lambda: gate.unlock(DEWI, SECRET)) is ErrorCode.WRONG_PASSWORD
    clock.advance(minutes=2)
    gate.unlock(MANAGER, PASSWORD).lock()
    assert not rekeying.pending_key_file(gate.folder).exists()


def test_nothing_under_the_old_key_is_left_in_the_office(
    session: Session, gate: Gate, clock: FixedClock, leaver: int
) -> None:
    attach(session, clock)
    token = _token(session)
    revoke(session, clock, leaver)
    assert not (gate.folder.attachments / f"{token}.bks").exists()
    again = gate.unlock(MANAGER, PASSWORD)
    with closing(connect(gate.folder.database, store_keys(again.key).database)) as connection:
        assert connection.execute("INSERT INTO case_search (case_search) VALUES ('integrity-check')") is not None
    again.lock()
