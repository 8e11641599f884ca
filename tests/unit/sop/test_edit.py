"""Changing a procedure row by row: numbers and targets follow, people and outputs stay consistent, nothing is torn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import resources
from models.sop import edit, loader
from models.sop.difference import counterparts, differences
from models.sop.spec import Output, OutputKind, SopSpec, StandardTime, Step, Unit
from models.sop.writer import to_toml
from models.source import Source
from tests.unit.sop.sheets import SHEET, read, sheets

SHIPPED = [read(resources.text(name), name) for name in resources.all_of("sop", ".toml")]
procedures = st.one_of(st.sampled_from(SHIPPED), sheets().map(read))
Edit = Callable[[SopSpec], SopSpec]


def sheet() -> SopSpec:
    return edit.renumbered(read(SHEET))


def titles(spec: SopSpec) -> list[str]:
    return [f"{step.number} {step.title}" for step in spec.steps]


@st.composite
def edits(draw: st.DrawFn, spec: SopSpec) -> SopSpec:
    """One thing a person may do with the sheet."""
    position = draw(st.integers(0, len(spec.steps) - 1))
    other = draw(st.integers(0, len(spec.steps) - 1))
    keys = [actor.key for actor in spec.actors]
    one, two = draw(st.sampled_from(keys)), draw(st.sampled_from(keys))
    outcomes = [outcome.key for outcome in spec.steps[position].outcomes] or [""]
    chosen = draw(st.sampled_from(outcomes))
    deeds: list[Edit] = [
        lambda it: edit.insert_step(it, position),
        lambda it: edit.duplicate_step(it, position),
        lambda it: edit.remove_step(it, position),
        lambda it: edit.move_step(it, position, other),
        lambda it: edit.change_step(it, position, title="Judul lain"),
        lambda it: edit.change_step(it, position, actor=one),
        lambda it: edit.change_step(it, position, time=StandardTime(7, Unit.HOUR)),
        lambda it: edit.add_actor(it, "Pelaksana lain", "layanan"),
        lambda it: edit.set_actor_role(it, one, draw(st.sampled_from(["layanan", "luar"]))),
        lambda it: edit.move_actor(it, one, other),
        lambda it: edit.remove_actor(it, one, two),
        lambda it: edit.add_outcome(it, position, "Cabang lain"),
        lambda it: edit.remove_outcome(it, position, chosen),
        lambda it: edit.change_outcome(it, position, chosen, to=spec.steps[other].number),
        lambda it: edit.set_outputs(it, position, (*it.steps[position].outputs, Output(OutputKind.RECORD, "Lain"))),
    ]
    return draw(st.sampled_from(deeds))(spec)


@given(procedures, st.data())
def test_whatever_is_changed_the_sheet_stays_whole(spec: SopSpec, data: st.DataObject) -> None:
    first = spec.steps[0].number
    for _ in range(data.draw(st.integers(1, 6), label="changes")):
        spec = data.draw(edits(spec))
        assert [step.number for step in spec.steps] == list(range(first, first + len(spec.steps)))
        assert _targets(spec) <= {0, *(step.number for step in spec.steps)}
        for step in spec.steps:
            assert spec.actor(step.actor).key == step.actor
            assert not step.recorder or not spec.actor(step.recorder).outside
            assert all(step.outcome(key) for output in step.outputs for key in output.only_for)
    again = loader.read(Source.read("konsep.toml", to_toml(spec)))
    assert again == spec


def _targets(spec: SopSpec) -> set[int]:
    found = {step.next for step in spec.steps if step.next is not None}
    for outcome in (one for step in spec.steps for one in step.outcomes):
        found |= {number for number in (outcome.to, outcome.reopen_at) if number is not None}
    return found


@given(procedures, st.data())
def test_targets_follow_their_rows_when_a_row_moves_or_comes_in(spec: SopSpec, data: st.DataObject) -> None:
    named = replace(spec, steps=tuple(replace(step, title=f"Nama {step.number}") for step in spec.steps))
    here, there = (data.draw(st.integers(0, len(spec.steps) - 1)) for _ in range(2))
    for after in (edit.move_step(named, here, there), edit.insert_step(named, here, "Baru")):
        assert _meant(after) == _meant(named)


def _meant(spec: SopSpec) -> dict[str, list[str]]:
    """Where each row of the old sheet leads, by the titles of the rows it means."""
    found = {}
    for step in spec.steps:
        if step.title != "Baru":
            numbers = [step.next, *(one.to for one in step.outcomes), *(one.reopen_at for one in step.outcomes)]
            found[step.title] = [spec.step(number).title if number else str(number) for number in numbers]
    return found


@given(procedures, st.data())
def test_every_change_is_told(spec: SopSpec, data: st.DataObject) -> None:
    spec = edit.renumbered(spec)
    after = data.draw(edits(spec))
    assert bool(differences(spec, after)) is (after != spec)


@given(procedures)
def test_rows_that_stay_are_found_again(spec: SopSpec) -> None:
    assert differences(spec, spec) == ()
    assert counterparts(spec, spec) == {step.number: step.number for step in spec.steps}
    after = edit.insert_step(spec, 1, "Sesuatu yang sama sekali lain")
    expected = {step.number: step.number + (index > 0) for index, step in enumerate(spec.steps)}
    assert counterparts(spec, after) == expected


def test_a_row_that_comes_in_moves_the_numbers_below() -> None:
    after = edit.insert_step(sheet(), 1, "Memeriksa")
    assert titles(after) == ["1 Menerima", "2 Memeriksa", "3 Memutuskan", "4 Melaksanakan"]
    assert after.steps[2].outcome("setuju").to == 4
    assert after.steps[1].actor == "petugas"


def test_who_went_to_a_removed_row_goes_to_the_one_after_it_or_ends() -> None:
    after = edit.remove_step(edit.insert_step(sheet(), 3, "Menutup"), 2)
    assert titles(after) == ["1 Menerima", "2 Memutuskan", "3 Menutup"]
    assert after.steps[1].outcome("setuju").to == 3
    ended = edit.remove_step(after, 2).steps[1].outcome("setuju")
    assert (ended.to, ended.end) == (None, "Selesai")


def test_the_last_row_and_the_last_column_stay() -> None:
    spec = replace(sheet(), steps=sheet().steps[:1], actors=sheet().actors[:1])
    assert edit.remove_step(spec, 0) == spec
    assert edit.remove_actor(spec, "petugas", "kepala") == spec


def test_the_printed_total_is_the_sum_again() -> None:
    after = edit.change_step(sheet(), 0, time=StandardTime(2, Unit.HOUR))
    assert after.printed_total == "1 hari 2 jam 30 menit"
    assert edit.remove_step(after, 0).printed_total == "1 hari 30 menit"


def test_rows_of_a_removed_column_go_to_another() -> None:
    after = edit.remove_actor(sheet(), "petugas", "kepala")
    assert {step.actor for step in after.steps} == {"kepala"}


def test_an_outside_party_gets_somebody_who_writes_down_what_it_does() -> None:
    outside = edit.set_actor_role(sheet(), "petugas", "luar")
    assert [step.recorder for step in outside.steps] == ["kepala", "", "kepala"]
    back = edit.set_actor_role(outside, "petugas", "layanan")
    assert back == sheet()


def test_a_new_column_has_a_key_of_its_own() -> None:
    after = edit.add_actor(edit.add_actor(sheet(), "Kepala!", "pimpinan"), "???", "luar")
    assert [actor.key for actor in after.actors] == ["petugas", "kepala", "kepala-2", "pelaksana"]


def test_a_new_decision_leads_on_and_a_branch_has_one_way() -> None:
    spec = edit.add_outcome(edit.add_outcome(sheet(), 2, "Ya"), 2, "Tidak")
    spec = edit.change_outcome(spec, 2, "tidak", end="Dihentikan", reopen_at=1)
    assert (spec.steps[2].outcome("tidak").to, spec.steps[2].outcome("tidak").reopen_at) == (None, 1)
    spec = edit.change_outcome(spec, 2, "tidak", to=1)
    assert (spec.steps[2].outcome("tidak").end, spec.steps[2].outcome("tidak").reopen_at) == ("", None)


def test_a_branch_takes_its_outputs_along_and_one_branch_is_no_decision() -> None:
    after = edit.remove_outcome(sheet(), 1, "setuju")
    assert after.steps[1].outcomes == ()
    assert after.steps[1].outputs == ()


def test_alternatives_stand_together_and_one_alone_is_none() -> None:
    outputs = (
        Output(OutputKind.FORM, "satu", choice="x", required=False),
        Output(OutputKind.RECORD, "lain"),
        Output(OutputKind.FORM, "dua", choice="x"),
        Output(OutputKind.FORM, "sendiri", choice="y"),
    )
    made = edit.set_outputs(sheet(), 2, outputs).steps[2].outputs
    assert [(one.key, one.choice, one.required) for one in made] == [
        ("satu", "pilihan-1", False), ("dua", "pilihan-1", False), ("lain", "", True), ("sendiri", "", True),
    ]  # fmt: skip


def test_a_decision_is_not_passed_over() -> None:
    spec = edit.change_step(sheet(), 2, skippable=True, next=1)
    assert not edit.add_outcome(spec, 2, "Ya").steps[2].skippable
    assert edit.add_outcome(spec, 2, "Ya").steps[2].next is None


@pytest.mark.parametrize(("title", "activity"), [("Judul baru", "Judul baru"), ("Lain", "Uraian panjang")])
def test_an_activity_that_was_the_title_follows_it(title: str, activity: str) -> None:
    spec = sheet() if title == activity else edit.change_step(sheet(), 0, activity=activity)
    assert edit.change_step(spec, 0, title=title).steps[0].activity == activity


def test_changes_are_told_in_sentences() -> None:
    old = sheet()
    new = edit.insert_step(edit.change_step(old, 0, time=StandardTime(20, Unit.MINUTE)), 1, "Memeriksa kelengkapan")
    assert differences(old, new) == (
        "Total waktu: “1 hari 45 menit” menjadi “1 hari 50 menit”.",
        "Baris 1 “Menerima”: waktu 15 menit menjadi 20 menit.",
        "Baris 2 baru: Memeriksa kelengkapan.",
    )
    gone = edit.move_step(edit.remove_step(old, 0), 1, 0)
    assert "Baris 1 “Menerima” dihapus." in differences(old, gone)
    assert any("pindah menjadi baris" in sentence for sentence in differences(old, gone))


def test_a_row_with_other_words_is_still_the_same_row() -> None:
    old = sheet()
    new = edit.change_step(old, 2, title="Melaksanakan tugas")
    assert counterparts(old, new)[3] == 3
    assert "Baris 3 “Melaksanakan tugas”: judulnya semula “Melaksanakan”." in differences(old, new)
    other = replace(old, steps=(*old.steps[:2], Step(3, "Pulang", "Pulang", "petugas", None)))
    assert 3 not in counterparts(old, other)
