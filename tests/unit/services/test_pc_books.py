"""This PC's own book of numbers: an older backup put back, a server that forgot, are told by number at the login."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from models.domain.atomic import write_whole
from models.domain.clock import FixedClock
from models.errors import ErrorCode, UserError
from models.rehearsal import office
from models.services.entry.gate import Gate
from models.services.letters import numbers
from models.services.letters.numbers import NumberWish
from models.services.safety import clock_check
from models.services.session import store_keys
from models.services.workspace import Workspace
from models.store.sqlcipher import connect
from models.store.tables import AuditRow, IssuedNumber
from models.vault import ledger
from models.vault.keys import FLOOR
from tests.fixtures_office import PASSWORD, code_of, refused, stub_renderers

Opener = Callable[[], Workspace]


@pytest.fixture
def pc(invented_folder: Path, tmp_path: Path, clock: FixedClock) -> Iterator[Opener]:
    """Log in on this PC; whoever was at the desk before has gone."""
    gate = Gate(invented_folder, clock, kdf=FLOOR, state=tmp_path / "komputer")
    opened: list[Workspace] = []

    def log_in() -> Workspace:
        for workspace in opened:
            workspace.lock()
        username = next(player.username for player in office.PLAYERS if player.role == "pengelola")
        workspace = Workspace(gate.unlock(username, PASSWORD), clock, stub_renderers())
        opened.append(workspace)
        return workspace

    yield log_in
    for workspace in opened:
        workspace.lock()


def take(workspace: Workspace, request_id: str, series: str = "nota") -> str:
    """Give the next number of a series, as issuing a letter does."""
    desk = workspace.ledger._desk
    with desk.writing("surat") as unit:
        found = numbers.take(
            desk, NumberWish(series, desk.clock.now().date(), "400.2.3"), subject="surat", request_id=request_id
        )
        unit.audit("uji.nomor", "nomor", None, nomor=found.number)
    return found.number


def put_back(workspace: Workspace, older: Path) -> None:
    """Somebody copies an old file over the office's."""
    workspace.lock()
    os.replace(older, workspace.session.folder.database)


def copied(workspace: Workspace, tmp_path: Path) -> Path:
    return Path(shutil.copy2(workspace.session.folder.database, tmp_path / "lama.db"))


def open_numbers(workspace: Workspace) -> list[str]:
    return sorted(alarm.number for alarm in workspace.ledger.alarms() if alarm.open)


@pytest.mark.fault(22)
def test_numbers_lost_by_an_older_file_are_named_and_their_series_is_held(pc: Opener, tmp_path: Path) -> None:
    workspace = pc()
    take(workspace, "a")
    older = copied(workspace, tmp_path)
    lost = [take(workspace, "b"), take(workspace, "c")]
    put_back(workspace, older)
    workspace = pc()
    assert open_numbers(workspace) == lost
    held = refused(lambda: take(workspace, "d"))
    assert (held.code, held.details["number"]) == (ErrorCode.SERIES_BLOCKED, lost[0])
    take(workspace, "e", "keluar")  # another series goes on
    workspace = pc()
    assert open_numbers(workspace) == lost  # told once, however often one logs in


@pytest.mark.fault(22)
def test_what_an_administrator_accepts_stays_used_and_the_series_goes_on_behind_it(pc: Opener, tmp_path: Path) -> None:
    workspace = pc()
    first = take(workspace, "a")
    older = copied(workspace, tmp_path)
    lost = take(workspace, "b")
    put_back(workspace, older)
    workspace = pc()
    ids = [alarm.alarm_id for alarm in workspace.ledger.alarms()]
    assert code_of(lambda: workspace.ledger.accept(ids, "  ")) is ErrorCode.REASON_NEEDED
    assert workspace.ledger.accept(ids, "Cadangan kemarin dipulihkan") == 1
    assert open_numbers(workspace) == []
    following = take(workspace, "c")
    assert len({first, lost, following}) == 3
    with workspace.session.store.reading():
        kept = IssuedNumber.get(IssuedNumber.number == lost)
        assert (kept.subject, kept.reason) == ("hilang", "Cadangan kemarin dipulihkan")
        assert AuditRow.select().where(AuditRow.action == "bukuterbit.terima").count() == 1
    assert open_numbers(pc()) == []
    assert "Cadangan kemarin dipulihkan" in pc().ledger.alarms()[0].settled


@pytest.mark.fault(22)
def test_a_number_that_was_given_anew_is_told_as_given_twice(pc: Opener, tmp_path: Path) -> None:
    workspace = pc()
    older = copied(workspace, tmp_path)
    twice = take(workspace, "a")
    put_back(workspace, older)
    shutil.move(tmp_path / "komputer", tmp_path / "komputer-lain")  # meanwhile on a PC that did not know
    assert take(pc(), "lain") == twice
    shutil.rmtree(tmp_path / "komputer")
    shutil.move(tmp_path / "komputer-lain", tmp_path / "komputer")
    workspace = pc()
    (alarm,) = workspace.ledger.alarms()
    assert (alarm.number, alarm.found) == (twice, twice)
    workspace.ledger.accept([alarm.alarm_id], "Surat kedua ditarik kembali")
    take(workspace, "b")
    assert open_numbers(pc()) == []


def test_only_who_may_restore_may_accept(pc: Opener, tmp_path: Path, clock: FixedClock) -> None:
    workspace = pc()
    older = copied(workspace, tmp_path)
    take(workspace, "a")
    put_back(workspace, older)
    ids = [alarm.alarm_id for alarm in pc().ledger.alarms()]
    username = next(player.username for player in office.PLAYERS if player.role == "layanan")
    other = Gate(workspace.session.folder.root, clock, kdf=FLOOR).unlock(username, PASSWORD)
    assert code_of(lambda: Workspace(other, clock, stub_renderers()).ledger.accept(ids, "x")) is ErrorCode.NOT_ALLOWED
    other.lock()


@pytest.mark.fault(8)
def test_the_book_names_nothing_readably(pc: Opener, tmp_path: Path) -> None:
    number = take(pc(), "a")
    files = [found for found in (tmp_path / "komputer").rglob("*") if found.is_file()]
    assert any(found.suffix == ".nomor" for found in files)
    assert not [found for found in files if number.encode() in found.read_bytes()]


def test_a_full_disk_of_this_pc_holds_back_the_number_but_loses_nothing(
    pc: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = pc()
    with monkeypatch.context() as patch:

        def full(*_arguments: object, **_options: object) -> None:
            raise UserError(ErrorCode.DISK_FULL)

        patch.setattr(ledger.Ledger, "append", full)
        assert code_of(lambda: take(workspace, "a")) is ErrorCode.LEDGER_UNWRITTEN
    take(workspace, "b")
    with workspace.session.store.reading():
        given = [row.number for row in IssuedNumber.select().order_by(IssuedNumber.id)]
    book = ledger.Ledger(*_book(workspace))
    assert [kept["number"] for kept in book.records()] == given[-2:]


def _book(workspace: Workspace) -> tuple[Path, str, bytes]:
    key = workspace.session.key
    place = workspace.session.folder.root.parent / "komputer" / "buku" / f"{key.vault}.nomor"
    return place, key.vault, key.sub("ledger")


def test_a_damaged_book_is_said_so_and_a_new_one_begins(pc: Opener) -> None:
    workspace = pc()
    take(workspace, "a")
    path = _book(workspace)[0]
    write_whole(path, b"\0\0\0\x20" + b"x" * 32)
    workspace = pc()
    with workspace.session.store.reading():
        assert AuditRow.select().where(AuditRow.action == "bukuterbit.rusak").count() == 1
    take(workspace, "b")


@pytest.mark.fault(32)
def test_a_clock_behind_the_records_is_told_and_by_a_day_no_number_is_given(pc: Opener, clock: FixedClock) -> None:
    workspace = pc()
    take(workspace, "a")
    clock.advance(minutes=-10)
    workspace = pc()
    assert clock_check.behind(workspace.ledger._desk) == timedelta(minutes=10)
    take(workspace, "b")
    clock.advance(days=-2)
    workspace = pc()
    assert code_of(lambda: take(workspace, "c")) is ErrorCode.CLOCK_WRONG
    clock.advance(days=3)  # somebody has set it right, without logging in again
    take(workspace, "d")


@pytest.mark.fault(31)
def test_a_second_copy_of_the_office_is_not_opened_while_the_first_is_there(
    pc: Opener, tmp_path: Path, clock: FixedClock
) -> None:
    workspace = pc()
    workspace.lock()
    copy = shutil.copytree(workspace.session.folder.root, tmp_path / "salinan")
    gate = Gate(copy, clock, kdf=FLOOR, state=tmp_path / "komputer")
    said = refused(lambda: gate.unlock(office.PLAYERS[-1].username, PASSWORD))
    assert said.code is ErrorCode.TWO_COPIES
    assert said.details["folder"] == str(workspace.session.folder.root)
    shutil.rmtree(workspace.session.folder.root)  # it was moved, not copied
    session = gate.unlock(office.PLAYERS[-1].username, PASSWORD)
    session.lock()


@pytest.mark.fault(22)
def test_a_pc_that_was_away_while_the_key_was_changed_still_misses_its_numbers(
    pc: Opener, invented_folder: Path, tmp_path: Path, clock: FixedClock
) -> None:
    workspace = pc()
    mine = take(workspace, "a")
    workspace.lock()
    gate = Gate(invented_folder, clock, kdf=FLOOR, state=tmp_path / "komputer-lain")
    manager = next(player.username for player in office.PLAYERS if player.role == "pengelola")
    with_another = Workspace(gate.unlock(manager, PASSWORD), clock, stub_renderers())
    leaver = next(user for user in with_another.users.list() if user.username != manager)
    with_another.users.revoke(leaver.account_id, PASSWORD)
    assert open_numbers(pc()) == []
    workspace = pc()
    key = store_keys(workspace.session.key).database
    workspace.lock()
    with closing(connect(workspace.session.folder.database, key)) as connection:
        connection.execute("DROP TRIGGER issued_number_kept")
        connection.execute("DELETE FROM issued_number WHERE number = ?", (mine,))
    assert open_numbers(pc()) == [mine]
