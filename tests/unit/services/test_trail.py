"""The audit trail in the hands of those who answer for it."""

from __future__ import annotations

import pytest

from models.domain.clock import FixedClock
from models.errors import ErrorCode, UserError
from models.services.entry.gate import Gate, Session
from models.services.entry.users import UserService
from models.services.trail import TrailService
from models.store.sqlcipher import connect


def test_a_whole_trail_is_said_to_be_whole_and_the_look_is_recorded(session: Session, clock: FixedClock) -> None:
    trail = TrailService(session, clock)
    first, second = trail.verify(), trail.verify()
    assert first.whole
    assert second.whole
    assert second.checked == first.checked + 1


def test_a_tampered_record_is_named(session: Session, clock: FixedClock) -> None:
    intruder = connect(session.store.path, session.key.sub("db"))
    intruder.execute("DROP TRIGGER audit_fixed")
    intruder.execute("UPDATE audit SET account_id = 99 WHERE id = 2")
    intruder.close()
    assert TrailService(session, clock).verify().broken_at == 2


def test_only_those_who_answer_for_it_look(session: Session, gate: Gate, clock: FixedClock) -> None:
    UserService(session, clock).add("dewi", "Dewi Contoh", ["layanan"], "sungai-kancil-tenun-jeruk")
    session.lock()
    clerk = gate.unlock("dewi", "sungai-kancil-tenun-jeruk")
    with pytest.raises(UserError) as caught:
        TrailService(clerk, clock).verify()
    assert caught.value.code is ErrorCode.NOT_ALLOWED
    clerk.lock()
