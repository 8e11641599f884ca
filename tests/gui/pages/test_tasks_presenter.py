"""Tugas Saya decides which rows are shown, when it looks again, and where work goes on."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from models.services.views import (
    DocumentItem,
    DocumentKind,
    MissingItem,
    OutcomeChoice,
    Progress,
    Standing,
    StepPanel,
    TaskBoard,
    TaskRow,
    TimeView,
)
from ui.pages.tasks import presenter
from ui.pages.tasks.presenter import Choice, Order
from ui.places import Place
from ui.steps import missing_for

NOW = datetime(2026, 11, 23, 9, 42, tzinfo=ZoneInfo("Asia/Jakarta"))


def time(standing: Standing, minutes: int | None) -> TimeView:
    due = None if minutes is None else NOW + timedelta(minutes=minutes)
    return TimeView(standing, "Sisa", "dari 10 menit", 0.5, NOW - timedelta(hours=1), due)


def task(number: int, standing: Standing = Standing.RUNNING, minutes: int | None = 60, **more: object) -> TaskRow:
    row = TaskRow(
        step_run_id=number,
        case_id=number,
        case_number=f"{number:04d}",
        service="Layanan Penjangkauan",
        step_number=1,
        steps_total=6,
        title="Menerima informasi kasus",
        client_label="Nn. L.P.",
        client_detail="19 tahun",
        time=time(standing, minutes),
        mine=True,
    )
    return replace(row, **more)  # type: ignore[arg-type]


def board(*rows: TaskRow) -> TaskBoard:
    return TaskBoard(rows, {}, {})


def item(kind: DocumentKind, key: str, progress: Progress = Progress.NONE, **more: object) -> DocumentItem:
    made = DocumentItem(kind, key, key.title(), progress, "", "Isi", True)
    return replace(made, **more)  # type: ignore[arg-type]


def panel(*documents: DocumentItem, missing: tuple[MissingItem, ...] = (), **more: object) -> StepPanel:
    made = StepPanel(
        step_run_id=1,
        row_version=1,
        number=3,
        title="Penjangkauan dan asesmen",
        activity="",
        actor_name="Petugas",
        time=time(Standing.RUNNING, 60),
        documents=documents,
        checklist=(),
        requirements=(),
        outcomes=(),
        missing=missing,
        may_work=True,
        may_force=False,
        skippable=False,
    )
    return replace(made, **more)  # type: ignore[arg-type]


def test_the_most_urgent_comes_first_and_an_emergency_before_all() -> None:
    rows = board(
        task(1, Standing.RUNNING, 5),
        task(2, Standing.LATE, -5),
        task(3, Standing.SOON, 2),
        task(4, Standing.LATE, -70),
        task(5, Standing.RUNNING, 600, emergency=True),
    )
    shown = presenter.rows_to_show(rows, Choice())
    assert [row.step_run_id for row in shown] == [5, 4, 2, 3, 1]


def test_filters_join_and_orders_differ() -> None:
    rows = board(task(2, service="B"), task(1, service="A"), task(3, Standing.LATE, -1, service="A"))
    assert [row.step_run_id for row in presenter.rows_to_show(rows, Choice(service="A", order=Order.CASE))] == [1, 3]
    assert [row.step_run_id for row in presenter.rows_to_show(rows, Choice(Standing.LATE))] == [3]
    assert [row.step_run_id for row in presenter.rows_to_show(rows, Choice(order=Order.SERVICE))] == [3, 1, 2]
    assert presenter.services(rows) == ("A", "B")


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ((task(1), task(2, Standing.LATE, -3)), "Dua tugas untuk Anda, satu sudah lewat waktu standar."),
        ((task(1),), "Satu tugas untuk Anda, semua dalam waktu."),
        ((task(1, Standing.WAITING, mine=False),), "Tidak ada tugas untuk Anda. Satu menunggu orang lain."),
        ((), ""),
    ],
)
def test_the_sentence_counts_in_words(rows: tuple[TaskRow, ...], words: str) -> None:
    assert presenter.summary(board(*rows)) == words


def test_clocks_are_read_often_only_while_something_is_nearly_due() -> None:
    assert presenter.next_look(board(task(1, minutes=9)), NOW) == 15_000
    assert presenter.next_look(board(task(1, minutes=11)), NOW) == 60_000
    assert presenter.next_look(board(task(1, minutes=None)), NOW) == 60_000


def test_work_goes_straight_to_the_one_missing_paper() -> None:
    form = item(DocumentKind.FORM, "asesmen-risiko")
    lacking = (MissingItem("formulir", "asesmen-risiko", "Asesmen risiko"),)
    place = presenter.place_of_work(task(7), panel(form, missing=lacking))
    assert place == Place("formulir", {"case_id": 7, "form_key": "asesmen-risiko"})
    letter = item(DocumentKind.LETTER, "surat-tugas", Progress.PARTIAL, record_id=12)
    assert presenter.place_of_work(task(7), panel(letter)) == Place("surat_rinci", {"letter_id": 12})


def test_work_goes_to_the_case_when_several_things_or_none_are_missing() -> None:
    two = panel(item(DocumentKind.FORM, "a"), item(DocumentKind.LETTER, "b"))
    for shown in (two, panel(), panel(item(DocumentKind.ATTACHMENT, "c"))):
        assert presenter.place_of_work(task(7), shown) == Place("kasus_rinci", {"case_id": 7})


def test_a_branch_asks_for_its_own_papers_and_one_of_alternatives_is_enough() -> None:
    outcomes = (OutcomeChoice("jangkau", "Jangkau", False), OutcomeChoice("tidak", "Tidak", True))
    letter = item(DocumentKind.LETTER, "surat-tugas", only_for=("Jangkau",))
    first = item(DocumentKind.FORM, "ktp", choice="identifikasi", only_for=("Jangkau",))
    second = item(DocumentKind.FORM, "kta", Progress.DONE, choice="identifikasi", only_for=("Jangkau",))
    shown = panel(letter, first, second, outcomes=outcomes)
    assert [entry.key for entry in missing_for(shown, "jangkau")] == ["surat-tugas"]
    assert missing_for(shown, "tidak") == ()
    assert missing_for(shown, "") == ()
    assert not presenter.may_decide_here(shown, "jangkau")
    assert presenter.may_decide_here(shown, "tidak")
