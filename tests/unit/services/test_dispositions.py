"""The head says who does what until when; it comes to those people as a task, and they say what they did."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from models.errors import ErrorCode
from models.services.agenda.disposing import INSTRUCTIONS
from models.services.views import IncomingState, NewDisposition, Standing
from tests.fixtures_office import (
    Team,
    bring_definition,
    code_of,
    detail_of,
    refused,
    stored_definition,
    stub_renderers,
)
from tests.unit.services.test_agenda import HOSPITAL, SECRET, record


def worker_id(team: Team, role: str = "layanan") -> int:
    return team.at_desk(role).session.user.account_id


def order(team: Team, **changes: object) -> NewDisposition:
    usual = NewDisposition((worker_id(team),), ("Proses lebih lanjut",), "Mohon cepat.", date(2026, 11, 25))
    return replace(usual, **changes)  # type: ignore[arg-type]


def test_an_order_comes_to_its_people_and_is_answered(team: Team) -> None:
    number = record(team).row.incoming_id
    head, worker = team.at_desk("pimpinan"), team.at_desk("layanan")
    sheet = head.dispositions.make(number, order(team), "disp-1")
    assert head.dispositions.make(number, order(team), "disp-1").dispositions == sheet.dispositions
    assert sheet.row.state is IncomingState.OPEN
    (task,) = worker.dispositions.mine()
    assert (task.orders, task.due_text, task.standing) == (
        "Proses lebih lanjut. Mohon cepat.", "25 November 2026", Standing.RUNNING,
    )  # fmt: skip
    assert head.dispositions.mine() == ()
    assert [one.name for one in head.dispositions.unanswered()] == [worker.session.user.display_name]
    assert code_of(lambda: head.dispositions.answer(task.task_id, "Sudah")) is ErrorCode.NOT_ALLOWED
    assert code_of(lambda: worker.dispositions.answer(task.task_id, " ")) is ErrorCode.REASON_NEEDED
    worker.dispositions.answer(task.task_id, "Sudah dihubungi.")
    assert worker.dispositions.mine() == ()
    assert code_of(lambda: worker.dispositions.answer(task.task_id, "Lagi")) is ErrorCode.STEP_CLOSED
    seen = head.agenda.open(number)
    assert seen.row.state is IncomingState.DONE
    assert seen.dispositions[0].answers[0].text == "Sudah dihubungi."


def test_what_is_late_and_what_is_due_today_comes_first(team: Team) -> None:
    head, worker = team.at_desk("pimpinan"), team.at_desk("layanan")
    for index, due in enumerate((None, date(2026, 11, 24), date(2026, 11, 23)), 1):
        number = record(team, request=f"masuk-{index}").row.incoming_id
        head.dispositions.make(number, order(team, due_on=due), f"disp-{index}")
    assert [one.due_text for one in worker.dispositions.mine()] == ["Hari ini", "Besok", "Tanpa batas waktu"]
    team.clock.advance(days=3)
    assert [one.standing for one in worker.dispositions.mine()] == [Standing.LATE, Standing.LATE, Standing.RUNNING]
    assert worker.dispositions.mine()[0].due_text == "Lewat 3 hari"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"to": ()}, "Pilih sedikitnya satu orang yang menerima disposisi."),
        ({"instructions": (), "note": " "}, "Pilih instruksi atau tulis catatan."),
        ({"due_on": date(2026, 11, 22)}, "Batas waktu tidak boleh sebelum hari ini."),
    ],
)  # fmt: skip
def test_an_order_nobody_could_carry_out_is_refused(team: Team, wrong: dict[str, object], said: str) -> None:
    number = record(team).row.incoming_id
    refusal = refused(lambda: team.at_desk("pimpinan").dispositions.make(number, order(team, **wrong), "disp-1"))
    assert detail_of(refusal, "what") == said
    assert team.at_desk("pimpinan").agenda.open(number).row.state is IncomingState.NEW


def test_nothing_is_passed_on_to_somebody_who_could_not_work_on_it(team: Team) -> None:
    number = record(team).row.incoming_id
    head = team.at_desk("pimpinan")
    wrong = order(team, to=(worker_id(team, "pengelola"),))
    assert code_of(lambda: head.dispositions.make(number, wrong, "disp-1")) is ErrorCode.VALUE_INVALID
    assert "pengelola" not in [option.label.lower() for option in head.dispositions.choices().people]


def test_only_the_head_orders_but_the_clerk_copies_the_signed_sheet(team: Team) -> None:
    number = record(team).row.incoming_id
    clerk, worker = team.at_desk("administrasi"), team.at_desk("layanan")
    for desk in (clerk, worker):
        assert code_of(lambda desk=desk: desk.dispositions.make(number, order(team), "x")) is ErrorCode.NOT_ALLOWED  # type: ignore[misc]
    assert code_of(lambda: worker.dispositions.copy(number, order(team), "x")) is ErrorCode.NOT_ALLOWED
    sheet = clerk.dispositions.copy(number, order(team), "disp-1")
    assert sheet.dispositions[0].copied
    assert worker.dispositions.mine()[0].by == clerk.session.user.display_name


def test_who_stands_in_for_the_head_may_order(team: Team) -> None:
    from models.services.views import AbsenceRow

    number = record(team).row.incoming_id
    manager, worker = team.at_desk("pengelola"), team.at_desk("layanan")
    head_officer = team.at_desk("pimpinan").session.user.officer_id
    deputy = worker.session.user.officer_id
    assert head_officer is not None
    assert deputy is not None
    today = date(2026, 11, 23)
    manager.people.save(
        AbsenceRow(0, head_officer, "", today, today, "Dinas luar", deputy, "", "Plh.", cancelled=False, text="")
    )
    sheet = worker.dispositions.make(number, order(team, to=(worker_id(team, "administrasi"),)), "disp-1")
    assert sheet.may_dispose
    assert sheet.dispositions[0].by == worker.session.user.display_name


def test_an_order_taken_back_leaves_the_tasks_and_stays_in_the_book(team: Team) -> None:
    number = record(team).row.incoming_id
    head, worker = team.at_desk("pimpinan"), team.at_desk("layanan")
    made = head.dispositions.make(number, order(team), "disp-1").dispositions[0]
    (task,) = worker.dispositions.mine()
    assert code_of(lambda: worker.dispositions.withdraw(made.disposition_id, "Salah")) is ErrorCode.NOT_ALLOWED
    assert code_of(lambda: head.dispositions.withdraw(made.disposition_id, "")) is ErrorCode.REASON_NEEDED
    sheet = head.dispositions.withdraw(made.disposition_id, "Salah orang")
    assert sheet.row.state is IncomingState.NEW
    assert worker.dispositions.mine() == ()
    assert code_of(lambda: worker.dispositions.answer(task.task_id, "Sudah")) is ErrorCode.STEP_CLOSED
    assert "Ditarik: Salah orang" in head.books.month("disposisi", 2026, 11).lines[0].cells


def test_the_sheet_has_a_box_for_everybody_and_crosses_what_was_chosen(team: Team) -> None:
    papers: list[object] = []

    def keep(paper: object) -> bytes:
        papers.append(paper)
        return b"%PDF-"

    team.renderers = stub_renderers(disposition=keep)
    number = record(team, SECRET).row.incoming_id
    head = team.at_desk("pimpinan")
    head.dispositions.paper(number)
    blank = papers[-1]
    assert (blank.secret, blank.agenda, len(blank.sheets)) == (True, "001/SM/2026", 1)  # type: ignore[attr-defined]
    assert not any(ticked for _words, ticked in blank.sheets[0].instructions)  # type: ignore[attr-defined]
    head.dispositions.make(number, order(team, instructions=("Arsipkan", "Tulis sendiri")), "disp-1")
    head.dispositions.paper(number)
    sheet = papers[-1].sheets[0]  # type: ignore[attr-defined]
    assert [words for words, ticked in sheet.instructions if ticked] == ["Arsipkan", "Tulis sendiri"]
    assert [name for name, ticked in sheet.people if ticked] == [team.at_desk("layanan").session.user.display_name]


def test_the_urgency_of_the_letter_is_told_from_its_secrecy(team: Team) -> None:
    number = record(team, replace(HOSPITAL, urgency="sangat segera")).row.incoming_id
    row = team.at_desk("administrasi").agenda.open(number).row
    assert (row.urgency, row.secret) == ("sangat segera", False)


def test_the_office_changes_its_instructions_and_old_orders_keep_theirs(team: Team) -> None:
    number = record(team).row.incoming_id
    team.at_desk("pimpinan").dispositions.make(number, order(team, instructions=("Arsipkan",)), "disp-1")
    text = stored_definition(team, "daftar", INSTRUCTIONS)
    text = text.replace("versi = 1", "versi = 2").replace('label = "Arsipkan"', 'label = "Arsipkan"\nsembunyi = true')
    bring_definition(team, "daftar", f'{text}\n[[butir]]\nkunci = "telepon"\nlabel = "Telepon pengirim"\n')
    head = team.at_desk("pimpinan")
    offered = head.dispositions.choices().instructions
    assert "Telepon pengirim" in offered
    assert "Arsipkan" not in offered
    assert head.agenda.open(number).dispositions[0].instructions == ("Arsipkan",)


def test_what_waits_is_counted_beside_the_navigation_and_told_by_the_bell(team: Team) -> None:
    number = record(team).row.incoming_id
    head, worker = team.at_desk("pimpinan"), team.at_desk("layanan")
    before = worker.status.strip().badges["tugas"]
    assert head.status.strip().badges["agenda"] == 1
    assert "1 surat masuk belum didisposisi" in [item.words for item in head.status.strip().news]
    assert "agenda" not in worker.status.strip().badges
    head.dispositions.make(number, order(team, due_on=date(2026, 11, 24)), "disp-1")
    assert head.status.strip().badges["agenda"] == 0
    assert worker.status.strip().badges["tugas"] == before + 1
    assert "1 disposisi sampai hari ini atau besok" in [item.words for item in worker.status.strip().news]
    team.clock.advance(days=3)
    assert "1 disposisi lewat batas waktu" in [item.words for item in worker.status.strip().news]
