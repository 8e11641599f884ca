"""Managing people: who may, what it changes, and that nobody can lock the office out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from models.domain.clock import FixedClock
from models.errors import ErrorCode, UserError
from models.services.entry.gate import Gate, Session
from models.services.entry.users import UserService
from models.store.tables import AuditRow
from models.vault import keys
from tests.fixtures_store import MANAGER, PASSWORD

DEWI, SECRET = "dewi", "sungai-kancil-tenun-jeruk"
OTHER = "gunung-pelita-rebana-kurma"


@pytest.fixture
def users(session: Session, clock: FixedClock) -> UserService:
    return UserService(session, clock)


@pytest.fixture
def dewi(users: UserService, gate: Gate, clock: FixedClock) -> Iterator[UserService]:
    """The user management as a person without the manager's role finds it. Opened after the manager's session."""
    users.add(DEWI, "Dewi Contoh", ["layanan"], SECRET)
    session = gate.unlock(DEWI, SECRET)
    yield UserService(session, clock)
    session.lock()


def refused(work: Callable[[], object]) -> ErrorCode:
    with pytest.raises(UserError) as caught:
        work()
    return caught.value.code


def actions(session: Session) -> list[str]:
    with session.store.reading():
        return [row.action for row in AuditRow.select().order_by(AuditRow.id)]


def test_a_new_person_can_log_in_with_what_the_roles_allow(users: UserService, session: Session, gate: Gate) -> None:
    row = users.add("Dewi.Contoh", "  Dewi   Contoh ", ["layanan", "administrasi"], SECRET)
    assert (row.username, row.display_name, row.roles) == ("dewi.contoh", "Dewi Contoh", ("administrasi", "layanan"))
    assert [found.username for found in users.list()] == ["dewi.contoh", MANAGER]
    assert actions(session)[-2:] == ["pengguna.tambah", "kunci.berlaku"]
    session.lock()
    opened = gate.unlock("dewi.contoh", SECRET)
    assert opened.reads("asesmen")
    opened.lock()


@pytest.mark.parametrize(
    ("username", "name", "roles"),
    [
        ("ab", "Dewi", ["layanan"]),
        ("dewi contoh", "Dewi", ["layanan"]),
        ("dewi", " ", ["layanan"]),
        ("dewi", "Dewi", []),
        ("dewi", "Dewi", ["raja"]),
        (MANAGER.upper(), "Dewi", ["layanan"]),
    ],
)
def test_what_cannot_be_an_account_is_refused_and_leaves_nothing(
    users: UserService, session: Session, username: str, name: str, roles: list[str]
) -> None:
    before = session.folder.key_file.read_bytes()
    assert refused(lambda: users.add(username, name, roles, SECRET)) is ErrorCode.VALUE_INVALID
    assert [row.username for row in users.list()] == [MANAGER]
    assert session.folder.key_file.read_bytes() == before


def test_nobody_but_a_manager_manages(dewi: UserService) -> None:
    for work in (
        dewi.list,
        lambda: dewi.add("joko", "Joko", ["layanan"], SECRET),
        lambda: dewi.change(1, "X", ["layanan"]),
        lambda: dewi.set_password(1, OTHER),
        lambda: dewi.deactivate(1),
        dewi.draft_recovery_key,
        lambda: dewi.put_recovery_key("x"),
        lambda: dewi.revoke(1, SECRET),
    ):
        assert refused(work) is ErrorCode.NOT_ALLOWED


def test_everybody_changes_their_own_password(dewi: UserService, gate: Gate, clock: FixedClock) -> None:
    assert refused(lambda: dewi.change_password("salah", OTHER)) is ErrorCode.WRONG_PASSWORD
    assert refused(lambda: dewi.change_password(SECRET, "pendek")) is ErrorCode.WEAK_PASSWORD
    dewi.change_password(SECRET, OTHER)
    gate.unlock(DEWI, OTHER).lock()
    assert refused(lambda: gate.unlock(DEWI, SECRET)) is ErrorCode.WRONG_PASSWORD


def test_a_deactivated_person_stays_out_until_a_new_password(
    users: UserService, session: Session, gate: Gate, clock: FixedClock
) -> None:
    person = users.add(DEWI, "Dewi", ["layanan"], SECRET)
    users.deactivate(person.account_id)
    assert [row.active for row in users.list()] == [True, False]
    users.set_password(person.account_id, OTHER)
    session.lock()
    assert refused(lambda: gate.unlock(DEWI, SECRET)) is ErrorCode.WRONG_PASSWORD
    clock.advance(minutes=1)
    gate.unlock(DEWI, OTHER).lock()


def test_a_deactivated_person_is_told_when_the_paper_key_is_used(
    users: UserService, session: Session, gate: Gate, recovery_key: str
) -> None:
    users.deactivate(users.add(DEWI, "Dewi", ["layanan"], SECRET).account_id)
    session.lock()
    assert refused(lambda: gate.unlock_with_recovery(recovery_key, DEWI, OTHER)) is ErrorCode.USER_INACTIVE


def test_the_last_manager_stays(users: UserService, session: Session) -> None:
    me = session.user.account_id
    assert refused(lambda: users.deactivate(me)) is ErrorCode.VALUE_INVALID
    assert refused(lambda: users.change(me, "Rina", ["layanan"])) is ErrorCode.VALUE_INVALID
    second = users.add(DEWI, "Dewi", ["pengelola"], SECRET)
    assert users.change(me, "Rina", ["layanan"]).roles == ("layanan",)
    assert refused(lambda: users.change(second.account_id, "Dewi", ["layanan"])) is ErrorCode.VALUE_INVALID


def test_somebody_who_is_not_there_is_not_found(users: UserService) -> None:
    for work in (
        lambda: users.change(99, "X", ["layanan"]),
        lambda: users.set_password(99, OTHER),
        lambda: users.deactivate(99),
    ):
        assert refused(work) is ErrorCode.NOT_FOUND


def test_a_new_recovery_key_takes_the_old_papers_place(
    users: UserService, session: Session, gate: Gate, recovery_key: str, clock: FixedClock
) -> None:
    renewed = users.draft_recovery_key()
    users.put_recovery_key(renewed)
    session.lock()
    wrong = refused(lambda: gate.unlock_with_recovery(recovery_key, MANAGER, OTHER))
    assert wrong is ErrorCode.RECOVERY_KEY_WRONG
    clock.advance(minutes=1)
    gate.unlock_with_recovery(renewed, MANAGER, OTHER).lock()


@pytest.mark.parametrize("cut", ["before the file", "after the file"])
def test_a_power_cut_while_passwords_change_locks_nobody_out(
    users: UserService, session: Session, gate: Gate, cut: str, monkeypatch: pytest.MonkeyPatch, clock: FixedClock
) -> None:
    """The change is announced, then the file replaced, then confirmed: every half of that opens."""
    write = keys.write

    def stopped(path: Path, file: keys.KeyFile) -> None:
        if cut == "after the file":
            write(path, file)
        raise KeyboardInterrupt

    monkeypatch.setattr(keys, "write", stopped)
    with pytest.raises(KeyboardInterrupt):
        users.change_password(PASSWORD, OTHER)
    monkeypatch.undo()
    session.lock()
    right, wrong = (OTHER, PASSWORD) if cut == "after the file" else (PASSWORD, OTHER)
    assert refused(lambda: gate.unlock(MANAGER, wrong)) is ErrorCode.WRONG_PASSWORD
    clock.advance(minutes=1)
    again = gate.unlock(MANAGER, right)
    UserService(again, clock).change_password(right, SECRET)
    again.lock()
    gate.unlock(MANAGER, SECRET).lock()
