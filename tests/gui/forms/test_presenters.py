"""What the pages of complaints, forms and letters decide, without a screen."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.forms.spec import Field, FieldKind, FormSpec, Section, Values
from models.services.cases.persons import Match
from models.services.views import DocumentItem, DocumentKind, DraftRow, Progress
from ui.pages.form import presenter as form
from ui.pages.intake import presenter as intake

SPEC = FormSpec(
    "uji",
    1,
    "Formulir Uji dengan Judul yang Sangat Panjang Sekali",
    (
        Section(
            "",
            (
                Field("nik", "NIK", FieldKind.NIK, meaning="klien.nik"),
                Field("darurat", "Darurat", FieldKind.YES_NO, meaning="kasus.darurat", default="tidak"),
                Field("petugas", "Petugas", FieldKind.OFFICER),
            ),
        ),
    ),
    short_title="Uji",
)
answers = st.dictionaries(st.sampled_from(["a", "b", "c", "d"]), st.sampled_from(["1", "2", "3"]))


@given(base=answers, mine=answers, theirs=answers)
def test_both_peoples_changes_survive_a_merge(base: Values, mine: Values, theirs: Values) -> None:
    found = form.merged(base, mine, theirs)
    for key in "abcd":
        wanted = mine if mine.get(key) != base.get(key) else theirs
        assert found.get(key) == wanted.get(key)


@given(base=answers, theirs=answers)
def test_who_changed_nothing_loses_nothing_of_the_others(base: Values, theirs: Values) -> None:
    assert form.merged(base, dict(base), theirs) == theirs


def test_differences_are_said_in_words() -> None:
    found = form.differences(SPEC, {}, {"petugas": "2"}, {"petugas": "1", "nik": "x"}, {"1": "Dewi", "2": "Rina"})
    assert [(one.label, one.theirs, one.mine) for one in found] == [("Petugas", "Dewi", "Rina")]
    gone = form.differences(SPEC, {"petugas": "2"}, {}, {"petugas": "1"}, {"1": "Dewi"})
    assert [(one.theirs, one.mine) for one in gone] == [("Dewi", "(kosong)")]


def test_what_only_one_of_them_answered_is_no_difference() -> None:
    assert form.differences(SPEC, {}, {"petugas": "2"}, {"nik": "x"}, {}) == ()


def test_of_two_lists_both_can_be_kept() -> None:
    base, mine, theirs = {"a": ["1"]}, {"a": ["1", "2"]}, {"a": ["1", "3"]}
    assert form.merged(base, mine, theirs, {"a": form.Choice.BOTH}) == {"a": ["1", "3", "2"]}
    assert form.merged(base, mine, theirs, {"a": form.Choice.THEIRS}) == theirs
    assert form.merged(base, mine, theirs, {"a": form.Choice.MINE}) == mine


def test_a_form_that_is_only_needed_now_and_then_is_not_gone_on_to() -> None:
    documents = (document("a", Progress.DONE), replace(document("b", Progress.NONE), required=False))
    assert form.next_open(documents, "a") == ""
    either = tuple(replace(document(key, progress), choice="x") for key, progress in
                   (("a", Progress.DONE), ("b", Progress.NONE)))  # fmt: skip
    assert form.next_open(either, "z") == ""


def test_a_long_title_gives_way_to_the_short_one() -> None:
    assert form.heading(SPEC) == "Uji"
    assert form.heading(replace(SPEC, title="Formulir Uji")) == "Formulir Uji"


def document(key: str, progress: Progress, kind: DocumentKind = DocumentKind.FORM) -> DocumentItem:
    return DocumentItem(kind, key, key, progress, "", "Isi", required=True)


@pytest.mark.parametrize(("after", "following"), [("a", "b"), ("b", "d"), ("d", "b"), ("tidak-ada", "b")], ids=str)
def test_the_next_open_form_follows_in_order_and_begins_again(after: str, following: str) -> None:
    documents = (
        document("a", Progress.DONE),
        document("b", Progress.PARTIAL),
        document("s", Progress.NONE, DocumentKind.LETTER),
        document("d", Progress.NONE),
    )
    assert form.next_open(documents, after) == following
    assert form.next_open((document("a", Progress.NONE),), "a") == ""


def draft(ref: str, **values: str) -> DraftRow:
    return DraftRow(1, "aduan", ref, "", datetime(2026, 11, 22, 16, 12, tzinfo=UTC).strftime("%d"), dict(values))


def test_a_draft_leads_back_to_its_procedure_and_its_request() -> None:
    ticket = intake.new_ticket("kota:penjangkauan")
    again = intake.ticket_of(draft(ticket.ref, a="x"))
    assert again == ticket
    assert again.request_id == ticket.request_id
    assert intake.new_ticket("kota:penjangkauan") != ticket


def test_only_other_drafts_with_answers_are_offered() -> None:
    ticket = intake.new_ticket("sop")
    rows = (draft(ticket.ref, a="x"), draft("sop:2", a="x"), draft("sop:3"), draft("lama:4", a="x"))
    assert [row.ref for row in intake.others(rows, ticket, frozenset({"sop"}))] == ["sop:2"]


def test_what_the_form_begins_with_is_not_yet_written() -> None:
    assert not intake.written(SPEC, {"darurat": "tidak"})
    assert intake.written(SPEC, {"darurat": "ya"})
    assert intake.is_emergency(SPEC, {"darurat": "ya"})


def test_a_nik_is_looked_for_only_when_it_is_complete() -> None:
    assert intake.person_asked(SPEC, {"nik": "3671 0141 0190"}) == {}
    assert intake.person_asked(SPEC, {"nik": "367101 410190 0001"}) == {"klien.nik": "3671014101900001"}


def test_who_may_be_known_is_named_by_number_initials_and_reason() -> None:
    assert intake.maybe_known(()) == ""
    match = Match(1, "0031/KTP/2026", "Ny. L.P.", ("nama mirip", "tanggal lahir sama"), 0.9)
    assert intake.maybe_known((match,)) == (
        "Mungkin sama dengan 0031/KTP/2026 (Ny. L.P.): nama mirip, tanggal lahir sama. "
        "Periksa sebelum membuka kasus baru."
    )


def test_answers_go_along_to_another_procedure_where_it_asks_the_same() -> None:
    assert intake.carried_over(SPEC, {"nik": "1", "lain": "2"}) == {"nik": "1"}
