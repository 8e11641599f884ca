"""An office changes a form: whatever it does, what hangs together stays together and can be written down."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.domain.paper import PageSetup
from models.forms import edit, lists, loader
from models.forms.difference import differences
from models.forms.field_fit import bound
from models.forms.fields import ANSWERS_OF
from models.forms.paper import FormPaper
from models.forms.spec import Condition, Field, FieldKind, FormSpec, Option, Scalar, SignatureSlot, Width
from models.forms.writer import list_to_toml, to_toml
from models.source import Source
from reports.form_pdf import render
from tests.form_samples import shipped_forms, shipped_lists

RISK, COMPLAINT, PLAN = "asesmen-risiko", "pengaduan", "rencana-penjangkauan"
words = st.text(max_size=24)


def written(spec: FormSpec) -> FormSpec | None:
    return loader.read(Source.read("konsep", to_toml(spec)), shipped_lists())


def problems(spec: FormSpec) -> list[str]:
    source = Source.read("konsep", to_toml(spec))
    loader.load(source, shipped_lists())
    return [problem.message for problem in source.problems]


@pytest.mark.parametrize("key", sorted(shipped_forms()))
def test_every_shipped_form_survives_writing(key: str) -> None:
    spec = shipped_forms()[key]
    assert written(spec) == spec
    assert to_toml(spec) == to_toml(replace(spec))
    assert problems(spec) == []


@pytest.mark.parametrize("key", sorted(shipped_lists()))
def test_every_shipped_list_survives_writing(key: str) -> None:
    source = Source.read("daftar", list_to_toml(shipped_lists()[key]))
    assert lists.load(source) == shipped_lists()[key]


def test_a_question_is_added_renamed_and_gets_the_key_of_its_label() -> None:
    spec, key = edit.add_field(shipped_forms()[COMPLAINT], 2, 1, "Isian baru", FieldKind.TEXT)
    spec = edit.change_field(spec, key, label="  Nomor   BPJS ", required=True)
    spec, key = edit.rekeyed(spec, key)
    assert (key, spec.field(key).label, edit.place_of(spec, key)) == ("nomor_bpjs", "Nomor BPJS", (2, 1))
    assert problems(spec) == []
    assert differences(shipped_forms()[COMPLAINT], spec) == (
        f"Ditambah: “Nomor BPJS” (teks satu baris, wajib) di bagian “{spec.sections[2].title}”.",
    )


def test_a_new_key_is_followed_by_all_that_names_the_question() -> None:
    spec, key = edit.add_field(shipped_forms()[COMPLAINT], 0, 0, "Punya kartu", FieldKind.YES_NO)
    spec, other = edit.add_field(spec, 0, 1, "Nomor kartu", FieldKind.TEXT)
    rule = (Condition(key, ("ya",)),)
    spec = edit.change_field(spec, other, show_if=rule, require_if=rule)
    spec = edit.add_caution(spec, key)
    spec = edit.set_signatures(spec, (*spec.signatures, SignatureSlot("Saksi", (key,))))
    spec, new = edit.rekeyed(edit.change_field(spec, key, label="Peserta BPJS"), key)
    assert new == "peserta_bpjs"
    assert spec.field(other).show_if == spec.field(other).require_if == (Condition(new, ("ya",)),)
    assert (spec.cautions[-1].field, spec.signatures[-1].name_from) == (new, (new,))
    assert edit.depending(spec, new) == (
        "Isian “Nomor kartu” tampil bila “Peserta BPJS” dijawab Ya.",
        "Isian “Nomor kartu” wajib bila “Peserta BPJS” dijawab Ya.",
        "Peringatan “Periksa kembali.” memakai isian ini.",
        "Nama di bawah tanda tangan “Saksi” diambil dari isian ini.",
    )
    left = edit.remove_field(spec, new)
    assert left.field(other).show_if == ()
    assert len(left.cautions) == len(shipped_forms()[COMPLAINT].cautions)
    assert edit.depending(left, new) == ()
    assert problems(left) == []


def test_what_is_computed_of_nothing_goes_with_its_last_question() -> None:
    spec = shipped_forms()[RISK]
    assert any("Hitungan" in sentence for sentence in edit.depending(spec, spec.computed[0].inputs[0]))
    for entry in spec.computed:
        for key in entry.inputs:
            spec = edit.remove_field(spec, key)
    assert spec.computed == ()
    assert problems(spec) == []


def test_a_question_weighs_as_the_office_decides() -> None:
    spec = shipped_forms()[RISK]
    key = spec.computed[0].inputs[0]
    spec = edit.set_weight(spec, key, "sedang")
    assert key in spec.computed[0].moderate_inputs
    assert key not in spec.computed[0].inputs
    spec = edit.set_weight(spec, key, "")
    assert key not in (*spec.computed[0].moderate_inputs, *spec.computed[0].inputs)
    assert problems(spec) == []


def test_a_question_moves_over_the_edge_of_its_section() -> None:
    spec = shipped_forms()[COMPLAINT]
    last = spec.sections[0].fields[-1].key
    moved = edit.shift_field(spec, last, 1)
    assert edit.place_of(moved, last) == (1, 0)
    assert edit.shift_field(moved, last, -1) == spec
    assert differences(spec, moved) == (
        f"“{spec.field(last).label}” pindah tempat, kini di bagian “{spec.sections[1].title}”.",
    )


def test_a_section_goes_and_its_questions_stay() -> None:
    spec = shipped_forms()[COMPLAINT]
    left = edit.remove_section(spec, 1)
    assert {field.key for field in left.fields} == {field.key for field in spec.fields}
    assert f"Bagian “{spec.sections[1].title}” dihapus." in differences(spec, left)
    assert edit.remove_section(edit.add_section(spec, 3), 3) == spec


def test_another_kind_keeps_only_what_fits_it() -> None:
    spec, key = edit.add_field(shipped_forms()[COMPLAINT], 0, 0, "Uji", FieldKind.CHOICE)
    assert [option.label for option in spec.field(key).options] == ["Pilihan 1", "Pilihan 2"]
    spec = edit.change_field(spec, key, default="pilihan_1", allow_other=True)
    for kind in FieldKind:
        changed = bound(edit.change_field(spec, key, kind=kind), shipped_lists())
        assert problems(changed) == [], kind
        assert written(changed) == changed


def test_every_change_is_told_in_words() -> None:
    old = shipped_forms()[COMPLAINT]
    key = next(field.key for field in old.fields if field.kind is FieldKind.TEXT and not field.required)
    name = old.field(key).label
    changed = edit.change_field(old, key, required=True, help="Lihat kartunya.", width=Width.FULL)
    hidden = edit.change_field(changed, key, hidden=True)
    assert f"“{name}”: kini wajib." in differences(old, changed)
    assert f"“{name}”: petunjuknya diubah." in differences(old, changed)
    assert differences(changed, hidden) == (f"“{name}”: disembunyikan.",)
    assert differences(hidden, edit.remove_field(hidden, key))[0] == f"Dihapus: “{name}”."


# ------------------------------------------------------------------ anything at all

Step = Callable[[FormSpec, str, int, str], FormSpec]


def _field(parts: Callable[[FormSpec, int, str], dict[str, Any]]) -> Step:
    return lambda spec, key, number, text: edit.change_field(spec, key, **parts(spec, number, text))


def _kind(number: int) -> FieldKind:
    return list(FieldKind)[number % len(FieldKind)]


def _a_list(_spec: FormSpec, number: int, _text: str) -> dict[str, Any]:
    names = sorted(shipped_lists())
    chosen = shipped_lists()[names[number % len(names)]]
    return {"listed": chosen.key, "options": chosen.options}


def _a_default(_spec: FormSpec, number: int, text: str) -> dict[str, Any]:
    proposals: list[Scalar | None] = [None, text, number, True, "hari ini", "ya"]
    return {"default": proposals[number % len(proposals)]}


def _a_rule(spec: FormSpec, number: int, _text: str) -> tuple[Condition, ...]:
    if not spec.fields:
        return ()
    asked = spec.fields[number % len(spec.fields)]
    answers = ANSWERS_OF.get(asked.kind, tuple(option.key for option in asked.options))
    return (Condition(asked.key, answers[:1]), Condition(asked.key, answers[:2]))


def _columns(_spec: FormSpec, number: int, text: str) -> dict[str, Any]:
    kind = _kind(number)
    made = (Field("", text, kind), Field("harga", "Harga", FieldKind.MONEY), Field("harga", text, kind))
    return {"columns": made, "total": "harga", "rows": number}


STEPS: tuple[Step, ...] = (
    lambda spec, key, number, text: edit.add_field(spec, number % len(spec.sections), number, text, _kind(number))[0],
    lambda spec, key, number, text: edit.remove_field(spec, key),
    lambda spec, key, number, text: edit.duplicate_field(spec, key)[0],
    lambda spec, key, number, text: edit.shift_field(spec, key, -1 if number % 2 else 1),
    lambda spec, key, number, text: edit.move_field(spec, key, number % len(spec.sections), number),
    lambda spec, key, number, text: edit.rekeyed(spec, key)[0],
    lambda spec, key, number, text: edit.add_section(spec, number, text),
    lambda spec, key, number, text: edit.remove_section(spec, number % len(spec.sections)),
    lambda spec, key, number, text: edit.move_section(spec, number % len(spec.sections), number // 2),
    lambda spec, key, number, text: edit.change_section(spec, number % len(spec.sections), title=text, intro=text),
    lambda spec, key, number, text: edit.change_head(spec, title=text, note=text, code=text),
    lambda spec, key, number, text: edit.add_caution(spec, key),
    lambda spec, key, number, text: edit.set_weight(spec, key, ("tinggi", "sedang", "")[number % 3]),
    lambda spec, key, number, text: edit.set_signatures(spec, (SignatureSlot(text, (key,), bool(number % 2)),)),
    lambda spec, key, number, text: (
        edit.change_caution(spec, 0, sentence=text, conditions=_a_rule(spec, number, text)) if spec.cautions else spec
    ),
    lambda spec, key, number, text: edit.remove_caution(spec, 0) if spec.cautions else spec,
    _field(lambda spec, number, text: {"kind": _kind(number)}),
    _field(lambda spec, number, text: {"label": text, "help": text}),
    _field(lambda spec, number, text: {"required": bool(number % 2), "hidden": bool(number % 3), "past_only": True}),
    _field(lambda spec, number, text: {"options": (Option("", text), Option(f"k{number}", text)), "listed": ""}),
    _field(lambda spec, number, text: {"minimum": number, "maximum": 12, "rows": number}),
    _field(lambda spec, number, text: {"show_if": _a_rule(spec, number, text)}),
    _field(lambda spec, number, text: {"require_if": _a_rule(spec, number, text)}),
    _field(_columns),
    _field(_a_list),
    _field(_a_default),
)  # fmt: skip
moves = st.tuples(st.sampled_from(STEPS), st.integers(0, 40), st.integers(0, 60), words)


def changed(spec: FormSpec, steps: list[tuple[Step, int, int, str]]) -> FormSpec:
    for step, at, number, text in steps:
        if spec.fields:
            spec = bound(step(spec, spec.fields[at % len(spec.fields)].key, number, text), shipped_lists())
    return spec


@settings(max_examples=150, deadline=None)
@given(st.sampled_from([RISK, COMPLAINT, PLAN]), st.lists(moves, max_size=12))
def test_whatever_is_changed_can_be_written_and_read_again(key: str, steps: list[tuple[Step, int, int, str]]) -> None:
    spec = changed(shipped_forms()[key], steps)
    assert written(spec) == spec
    keys = [field.key for field in spec.fields]
    assert len(set(keys)) == len(keys)
    assert all(sentence.strip() for sentence in differences(shipped_forms()[key], spec))
    assert differences(spec, spec) == ()


@settings(max_examples=25, deadline=None)
@given(st.sampled_from([RISK, COMPLAINT, PLAN]), st.lists(moves, min_size=3, max_size=10))
def test_what_has_no_problem_is_printed(key: str, steps: list[tuple[Step, int, int, str]]) -> None:
    spec = changed(shipped_forms()[key], steps)
    told = problems(spec)
    if told:
        assert all(sentence.endswith((".", ")", '"')) for sentence in told)
    else:
        assert render(FormPaper(lists.offered(spec, {}), None, PageSetup())).startswith(b"%PDF")
