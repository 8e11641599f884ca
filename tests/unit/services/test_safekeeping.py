"""Backups that make themselves, are compared in words, and are tried: nobody has to think of them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from models.domain.clock import FixedClock
from models.errors import Cancelled, ErrorCode, UserError
from models.services.entry.gate import Gate, Session
from models.services.entry.users import UserService
from models.services.safety import safekeeping
from models.services.safety.backup import BackupService
from models.services.views import Safety
from models.store.tables import AuditRow, BackupRun, CaseFile, RestoreDrill
from tests.fixtures_office import detail_of, refused
from tests.fixtures_store import MANAGER, PASSWORD
from tests.mounts import mounted
from tests.unit.services.test_backup import attach


@pytest.fixture
def service(session: Session, clock: FixedClock) -> BackupService:
    return BackupService(session, clock)


def test_the_first_session_of_a_day_makes_the_backup_of_the_day(service: BackupService, clock: FixedClock) -> None:
    assert service.due()
    service.keep()
    assert not service.due()
    clock.advance(hours=10)
    assert not service.due()
    clock.advance(hours=14)
    assert service.due()


def test_a_backup_on_closing_is_wanted_once_something_has_changed(
    service: BackupService, session: Session, clock: FixedClock
) -> None:
    assert not service.wanted_on_closing()
    with session.store.unit_of_work(session.user.account_id, clock.now()) as unit:
        unit.audit("uji", "kasus")
        unit.touch("kasus")
    assert service.wanted_on_closing()
    service.keep()
    assert not service.wanted_on_closing()


def test_a_stick_at_hand_gets_its_copy_and_a_missing_one_does_not_stop_the_backup(
    service: BackupService, session: Session, clock: FixedClock, tmp_path: Path
) -> None:
    stick = tmp_path / "flashdisk"
    name_second_place(session, clock, stick)
    assert service.keep().second is None
    assert service.safety().second is None
    stick.mkdir()
    clock.advance(days=1)
    made = service.keep().second
    assert made is not None
    assert service.safety().second == clock.now()
    with session.store.reading():
        assert [row.kind for row in BackupRun.select().order_by(BackupRun.id)] == ["kantor", "kantor", "kedua"]


def name_second_place(session: Session, clock: FixedClock, place: Path) -> None:
    from models.services.office import settings
    from models.settings.office import OfficeProfile

    with session.store.unit_of_work(session.user.account_id, clock.now()) as unit:
        settings.write_office(unit, OfficeProfile(name="UPTD PPA Kota Contoh", backup_place=str(place)), None)


@pytest.mark.fault(11)
def test_a_full_stick_is_named_as_such_and_keeps_what_it_held(
    service: BackupService, session: Session, clock: FixedClock, tmp_path: Path
) -> None:
    with mounted(tmp_path / "flashdisk", "size=1m") as stick:
        first = service.run(stick).second
        assert first is not None
        attach(session, clock, os.urandom(900_000))
        clock.advance(days=1)
        refusal = refused(lambda: service.run(stick))
        assert (refusal.code, detail_of(refusal, "reason")) == (ErrorCode.BACKUP_NOT_MADE, "second_full")
        assert service.verify(first) > 0
        assert not list(stick.glob("*.baru"))
        assert len(service.list()) == 2
        assert service.last_verified() == clock.now()


@pytest.mark.fault(12)
def test_a_write_protected_stick_is_named_as_such(service: BackupService, tmp_path: Path) -> None:
    with mounted(tmp_path / "flashdisk", "ro") as stick:
        refusal = refused(lambda: service.run(stick))
        assert (refusal.code, detail_of(refusal, "reason")) == (ErrorCode.BACKUP_NOT_MADE, "second_read_only")


def test_a_trial_opens_and_counts_everything_and_leaves_nothing(
    service: BackupService, session: Session, clock: FixedClock
) -> None:
    attach(session, clock)
    made = service.run().path
    before = sorted(session.folder.root.iterdir())
    tried = service.drill(made)
    assert (tried.counts["Kasus"], tried.counts["Lampiran"], tried.files) == (1, 1, 1)
    assert sorted(session.folder.root.iterdir()) == before
    with session.store.reading():
        assert [(row.sound, row.backup) for row in RestoreDrill.select()] == [(True, made.name)]
        assert AuditRow.select().where(AuditRow.action == "cadangan.uji").count() == 1
    assert service.safety().drilled == clock.now()


def test_a_trial_that_fails_is_recorded_as_such(service: BackupService, session: Session, clock: FixedClock) -> None:
    token = attach(session, clock)
    made = service.run().path
    stored = made.parent / "berkas" / f"{token}.bks"
    stored.write_bytes(stored.read_bytes()[:-1])
    assert refused(lambda: service.drill(made)).code is ErrorCode.BACKUP_NOT_VERIFIED
    with session.store.reading():
        assert [(row.sound, row.problem) for row in RestoreDrill.select()] == [(False, "RA-CAD-01")]
    assert service.safety().drilled is None


def test_a_trial_given_up_is_none(service: BackupService, session: Session, clock: FixedClock) -> None:
    attach(session, clock)
    made = service.run().path
    with pytest.raises(Cancelled):
        service.drill(made, cancelled=lambda: True)
    assert not list(session.folder.root.glob("uji-*"))
    with session.store.reading():
        assert RestoreDrill.select().count() == 0


def test_every_quarter_a_trial_is_due(service: BackupService, clock: FixedClock) -> None:
    made = service.run().path
    assert not service.safety().drill_due
    clock.advance(days=93)
    assert service.safety().drill_due
    service.drill(made)
    assert not service.safety().drill_due


def test_what_a_backup_would_change_is_said_before_it_is_restored(
    service: BackupService, session: Session, gate: Gate, clock: FixedClock
) -> None:
    attach(session, clock)
    made = service.run().path
    clock.advance(days=1)
    attach(session, clock)
    attach(session, clock)
    UserService(session, clock).add("dewi", "Dewi", ["layanan"], "sungai-kancil-tenun-jeruk")
    rows = {row.name: row for row in service.compare(made).rows}
    assert (rows["Kasus"].now, rows["Kasus"].after) == (3, 1)
    assert rows["Kasus"].words == (
        "2 lebih sedikit; yang terbaru 23 November 2026 pukul 08.05, sekarang 24 November 2026 pukul 08.05"
    )
    assert service.compare(made).warnings == ("Tidak dapat masuk lagi setelah dipulihkan: Dewi.",)
    session.lock()
    wish = gate.prepare(made, MANAGER, PASSWORD)
    assert wish.comparison.readable
    assert not wish.comparison.same
    restored = gate.carry_out(wish)
    assert BackupService(restored, clock).compare(made).rows[0].now == 1
    restored.lock()


def test_a_change_of_an_old_record_is_seen_though_nothing_was_added(
    service: BackupService, session: Session, clock: FixedClock
) -> None:
    attach(session, clock)
    made = service.run().path
    assert service.compare(made).same
    with session.store.unit_of_work(session.user.account_id, clock.now()) as unit:
        CaseFile.update(region="36.71.01.1004").execute()
        unit.audit("uji", "kasus")
    found = service.compare(made)
    (row,) = [row for row in found.rows if row.changed]
    assert (row.name, row.words) == ("Kasus", "sama banyak; 1 berisi lain dari sekarang")
    assert not found.same


@pytest.mark.fault(22)
def test_numbers_that_a_backup_lacks_are_named(team_backup: tuple[BackupService, Path, str]) -> None:
    service, made, number = team_backup
    (missing, *_others) = service.compare(made).warnings
    assert missing.startswith(f"Nomor yang sudah terpakai tetapi tidak ada dalam cadangan: {number}.")


@pytest.fixture
def team_backup(team: object) -> tuple[BackupService, Path, str]:
    """A backup of an office that took a case in afterwards."""
    from tests.fixtures_office import Team

    assert isinstance(team, Team)
    service = team.at_desk("pengelola").backup
    made = service.run().path
    return service, made, team.open("aduan-9").number


def test_present_data_that_cannot_be_opened_are_said_to_be_so(
    service: BackupService, session: Session, gate: Gate, office_folder: Path
) -> None:
    made = service.run().path
    session.lock()
    database = office_folder / "jangkau.db"
    database.write_bytes(os.urandom(database.stat().st_size))
    found = gate.prepare(made, MANAGER, PASSWORD).comparison
    assert not found.readable
    assert found.warnings[0].startswith("Data yang sekarang tidak dapat dibuka")


def test_the_banner_speaks_only_when_something_is_late(clock: FixedClock) -> None:
    now = clock.now()
    assert safekeeping.banner(Safety(now, None, False, None, False), now) == ""
    late = safekeeping.banner(Safety(now.replace(day=15), None, False, None, False), now)
    assert late == "Cadangan terakhir 8 hari lalu. Pasang flash disk cadangan lalu tekan Cadangkan sekarang."
    assert safekeeping.banner(Safety(now, None, True, None, False), now).startswith("Tempat kedua belum pernah")
    assert "10 hari lalu" in safekeeping.banner(Safety(now, now.replace(day=13), True, None, False), now)


def test_a_refusal_beside_the_data_says_which_place(
    service: BackupService, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object) -> None:
        raise UserError(ErrorCode.DISK_FULL)

    monkeypatch.setattr("models.store.snapshot.take", full)
    assert detail_of(refused(service.run), "reason") == "full"
