"""The office changes its forms: drafts, what depends on a question, versions from a day, files in and out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import pytest

import resources
from models.errors import ErrorCode
from models.forms import edit
from models.forms.spec import FieldKind, FormSpec
from models.forms.writer import to_toml
from models.services.editing.form_editor import FormEditorService
from models.services.views.form_editor import FormEditSheet
from models.source import LARGEST_FILE
from tests.fixtures_office import Team, code_of, refused
from tests.form_samples import shipped_forms

TODAY = date(2026, 11, 23)
FORM, RISK = "pengaduan", "asesmen-risiko"
FIRST = shipped_forms()[FORM].version


@pytest.fixture
def editor(team: Team) -> FormEditorService:
    return team.at_desk("pengelola").form_editor


def opened(editor: FormEditorService, key: str = FORM) -> FormEditSheet:
    return editor.open(editor.begin(key).draft_id)


def released(editor: FormEditorService, spec: FormSpec, from_date: date = TODAY) -> int:
    sheet = opened(editor, spec.key)
    kept = editor.save_draft(sheet.draft_id, spec, sheet.row_version)
    return editor.put_in_force(sheet.draft_id, kept, from_date).version


def with_card(spec: FormSpec) -> FormSpec:
    spec, key = edit.add_field(spec, 0, 1, "Nomor BPJS", FieldKind.TEXT)
    return edit.change_field(spec, key, required=True)


def test_the_forms_are_listed_with_who_uses_them(editor: FormEditorService) -> None:
    found = {info.key: info for info in editor.all()}
    assert (found[FORM].version, found[FORM].own, found[FORM].filled) == (FIRST, False, 0)
    assert found[FORM].procedures
    released(editor, with_card(opened(editor).spec))
    assert [(info.version, info.own) for info in editor.all() if info.key == FORM] == [(FIRST + 1, True)]


def test_a_draft_is_continued_and_nobody_is_overwritten(editor: FormEditorService) -> None:
    sheet = opened(editor)
    assert (sheet.version, sheet.problems, sheet.spec) == (
        FIRST + 1,
        (),
        replace(sheet.before or sheet.spec, version=FIRST + 1),
    )
    after = with_card(sheet.spec)
    kept = editor.save_draft(sheet.draft_id, after, sheet.row_version)
    assert opened(editor).spec == after
    assert code_of(lambda: editor.save_draft(sheet.draft_id, after, sheet.row_version)) is ErrorCode.CHANGED_BY_OTHER
    editor.drop_draft(sheet.draft_id)
    assert editor.drafts() == ()
    assert code_of(lambda: editor.save_draft(sheet.draft_id, after, kept)) is ErrorCode.NOT_FOUND


def test_a_draft_keeps_its_faults(editor: FormEditorService) -> None:
    sheet = opened(editor)
    spec, key = edit.add_field(sheet.spec, 0, 0, "", FieldKind.CHOICE)
    spec = edit.add_section(edit.change_field(spec, key, listed="daftar-lama", options=()), 1)
    editor.save_draft(sheet.draft_id, spec, sheet.row_version)
    again = opened(editor)
    assert again.spec == spec
    told = [(one.message, one.section, one.field) for one in again.problems]
    assert ("“Pertanyaan” wajib ada dan tidak boleh kosong.", 0, key) in told
    assert ("Bagian ini belum berisi satu pun isian.", 1, "") in told
    refusal = refused(lambda: editor.put_in_force(again.draft_id, again.row_version, TODAY))
    assert refusal.code is ErrorCode.DEFINITION_INVALID


def test_what_depends_on_a_question_is_said_before_it_goes(editor: FormEditorService) -> None:
    sheet = opened(editor, RISK)
    level = next(entry for entry in sheet.spec.computed if entry.meaning == "kasus.risiko")
    assert edit.depending(sheet.spec, level.inputs[0])
    sheet = opened(editor, FORM)
    name = next(field for field in sheet.spec.fields if field.meaning == "kasus.kanal")
    for gone in (edit.remove_field(sheet.spec, name.key), edit.change_field(sheet.spec, name.key, hidden=True)):
        found = editor.problems(gone, sheet.before, {name.key: ("Surat “Uji” mengutip isian ini.",)})
        assert [(one.message, one.grave) for one in found] == [
            (f"“{name.label}” tidak ditanyakan lagi. Surat “Uji” mengutip isian ini.", False)
        ]


def test_an_answer_a_procedure_waits_for_cannot_go(editor: FormEditorService) -> None:
    sheet = opened(editor, RISK)
    spec = sheet.spec
    for entry in sheet.spec.computed:
        for key in entry.inputs:
            spec = edit.remove_field(spec, key)
    spec, key = edit.add_field(spec, 0, 0, "Tingkat risiko", FieldKind.YES_NO)
    spec = edit.change_field(spec, key, meaning="kasus.risiko")
    found = editor.problems(spec, sheet.before, sheet.outside)
    assert [one.message for one in found if one.grave and one.message.startswith("SOP “")]


def test_a_version_comes_into_force_on_its_day(editor: FormEditorService, team: Team) -> None:
    assert released(editor, with_card(opened(editor).spec), TODAY + timedelta(days=2)) == FIRST + 1
    assert [(row.version, row.state) for row in editor.versions(FORM)] == [
        (FIRST + 1, "akan berlaku"),
        (FIRST, "berlaku"),
    ]
    team.clock.advance(days=2)
    assert [(row.version, row.state) for row in editor.versions(FORM)] == [(FIRST + 1, "berlaku"), (FIRST, "lama")]
    sheet = opened(editor)
    refusal = refused(lambda: editor.put_in_force(sheet.draft_id, sheet.row_version, TODAY))
    assert refusal.code is ErrorCode.VALUE_INVALID


def test_the_shipped_version_comes_back_as_the_next(editor: FormEditorService) -> None:
    before = opened(editor).before
    released(editor, with_card(opened(editor).spec))
    draft = editor.begin(FORM, shipped=True)
    back = editor.open(draft.draft_id)
    assert before is not None
    assert replace(back.spec, version=FIRST) == before
    assert code_of(lambda: editor.begin(FORM, shipped=True)) is ErrorCode.VALUE_INVALID
    assert editor.put_in_force(draft.draft_id, back.row_version, TODAY).version == FIRST + 2


def test_a_form_like_another_is_a_form_of_its_own(editor: FormEditorService) -> None:
    draft = editor.begin(FORM, as_new=True)
    sheet = editor.open(draft.draft_id)
    assert (sheet.before, sheet.version, sheet.spec.key == FORM) == (None, 1, False)
    editor.put_in_force(draft.draft_id, sheet.row_version, TODAY + timedelta(days=9))
    assert [row.state for row in editor.versions(sheet.spec.key)] == ["berlaku"]


def test_files_go_out_and_come_in_as_a_draft(editor: FormEditorService) -> None:
    text = editor.export(FORM)
    assert text == resources.text("forms/pengaduan.toml")
    made = editor.import_text("pengaduan.toml", to_toml(with_card(opened_spec(text, editor))).encode())
    assert made.draft is not None
    assert made.draft.based_on == FIRST
    assert any(field.label == "Nomor BPJS" for field in editor.open(made.draft.draft_id).spec.fields)
    assert code_of(lambda: editor.import_text("pengaduan.toml", text.encode())) is ErrorCode.VALUE_INVALID


def opened_spec(text: str, editor: FormEditorService) -> FormSpec:
    sheet = opened(editor)
    editor.drop_draft(sheet.draft_id)
    assert text
    return sheet.spec


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\xff\xfe\x00", "Berkas ini bukan teks UTF-8. Simpan ulang sebagai teks dengan pengodean UTF-8."),
        (b"", "Berkas ini bukan formulir: bagian [formulir] tidak ada."),
        (b"#" * (LARGEST_FILE + 1), "Berkas ini terlalu besar untuk sebuah definisi; paling besar 512 KB."),
        (b'[formulir]\nkunci = "a', "Susunan berkas tidak dapat dibaca: teks tidak ditutup dengan tanda petik."),
        (b'[surat]\nkunci = "a"\n', "Berkas ini bukan formulir: bagian [formulir] tidak ada."),
        (b'[formulir]\nkunci = "A B"\nversi = 1\njudul = "x"\n', '"kunci" hanya boleh berisi huruf kecil'),
        (b'[formulir]\nkunci = "a"\nversi = 1\njudul = "x"\n', "Formulir belum berisi satu pun [[bagian]]."),
        (b'[formulir]\nkunci = "a"\nversi = 0\njudul = "x"\n', '"versi" wajib ada: bilangan mulai dari 1.'),
        (b'[formulir]\nkunci = "a"\nversi = 1\njudul = 7\n', '"judul" harus berupa teks di antara tanda petik.'),
        (b'[formulir]\nkuncy = "a"\nversi = 1\njudul = "x"\n', 'Kunci "kuncy" tidak dikenal.'),
        (b'[formulir]\nkunci = "a"\nversi = 1\njudul = "x"\nbagian = 3\n', "bagian"),
        (b"[formulir]\n" + b"a = [" * 5000, "Susunan berkas tidak dapat dibaca"),
    ],
)  # fmt: skip
def test_a_broken_file_gets_a_sentence(editor: FormEditorService, content: bytes, words: str) -> None:
    made = editor.import_text("berkas.toml", content)
    assert made.draft is None
    assert any(problem.message.startswith(words) or words in problem.message for problem in made.problems)
    assert editor.drafts() == ()


def test_only_who_looks_after_definitions_changes_them(team: Team) -> None:
    for role in ("administrasi", "layanan", "pimpinan"):
        service = team.at_desk(role).form_editor
        assert code_of(partial(service.begin, FORM)) is ErrorCode.NOT_ALLOWED
        assert service.all()


def test_an_old_entry_keeps_its_version(team: Team, editor: FormEditorService) -> None:
    case_id = team.case_at(3)
    answers = team.fill("layanan", case_id, FORM)
    editor = team.at_desk("pengelola").form_editor
    released(editor, with_card(opened(editor).spec))
    forms = team.at_desk("layanan").forms
    assert forms.open(case_id, FORM).spec.version == FIRST
    assert forms.open(case_id, FORM).values == answers
    other = team.open("aduan-2").case_id
    assert forms.open(other, FORM).spec.version == FIRST + 1
