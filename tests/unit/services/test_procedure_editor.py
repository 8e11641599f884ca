"""The office writes its own procedures: drafts, what is wrong with them, versions from a day, files in and out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

import resources
from models.errors import ErrorCode
from models.services.definitions import DefinitionText, take_along
from models.services.editing.definition_editor import state_words
from models.services.editing.procedure_editor import ProcedureEditorService
from models.services.views import EditorSheet
from models.sop import edit
from models.sop.spec import Output, OutputKind, SopSpec, StandardTime, Unit
from models.sop.writer import to_toml
from models.source import LARGEST_FILE
from models.store.tables import CaseFile, Definition
from tests.fixtures_office import SOP, Team, code_of, refused

TODAY = date(2026, 11, 23)


@pytest.fixture
def editor(team: Team) -> ProcedureEditorService:
    """The desk of who looks after the definitions."""
    return team.at_desk("pengelola").procedure_editor


def opened(editor: ProcedureEditorService, key: str = SOP) -> EditorSheet:
    return editor.open(editor.begin(key).draft_id)


def changed(spec: SopSpec) -> SopSpec:
    """The change of most tests: the first row gets 15 minutes, a row comes in after it."""
    spec = edit.change_step(spec, 0, time=StandardTime(15, Unit.MINUTE))
    return edit.insert_step(spec, 1, "Memeriksa kelengkapan berkas")


def released(editor: ProcedureEditorService, from_date: date = TODAY) -> int:
    sheet = opened(editor)
    saved = editor.save_draft(sheet.draft_id, changed(sheet.spec), sheet.row_version)
    return editor.put_in_force(sheet.draft_id, saved, from_date).version


def followed(team: Team, case_id: int) -> int:
    with team.session.store.reading():
        return int(CaseFile.get_by_id(case_id).sop_version)


def test_a_copy_is_the_next_version_and_continued_when_it_is_there(editor: ProcedureEditorService) -> None:
    sheet = opened(editor)
    assert (sheet.version, sheet.spec.version, sheet.problems) == (2, 2, ())
    assert sheet.before is not None
    assert editor.changes(sheet.before, sheet.spec) == ()
    assert editor.begin(SOP).draft_id == sheet.draft_id
    assert [(row.title, row.based_on, row.updated_text) for row in editor.drafts()] == [
        (sheet.spec.name, 1, "Hari ini 08.05")
    ]


def test_a_copy_can_be_another_procedure(editor: ProcedureEditorService) -> None:
    sheet = editor.open(editor.begin(SOP, as_new=True).draft_id)
    assert (sheet.before, sheet.version) == (None, 1)
    assert sheet.spec.key != SOP
    editor.put_in_force(sheet.draft_id, sheet.row_version, TODAY + timedelta(days=30))
    assert [row.state for row in editor.versions(sheet.spec.key)] == ["berlaku"]


def test_what_was_typed_is_kept_and_nobody_is_overwritten(editor: ProcedureEditorService) -> None:
    sheet = opened(editor)
    after = changed(sheet.spec)
    saved = editor.save_draft(sheet.draft_id, after, sheet.row_version)
    assert editor.open(sheet.draft_id).spec == after
    assert code_of(lambda: editor.save_draft(sheet.draft_id, after, sheet.row_version)) is ErrorCode.CHANGED_BY_OTHER
    editor.drop_draft(sheet.draft_id)
    assert editor.drafts() == ()
    assert code_of(lambda: editor.save_draft(sheet.draft_id, after, saved)) is ErrorCode.NOT_FOUND


def test_problems_are_said_in_words_with_their_row(editor: ProcedureEditorService) -> None:
    spec = opened(editor).spec
    broken = edit.change_step(spec, 2, title="")
    broken = edit.set_outputs(broken, 3, (Output(OutputKind.FORM, "tidak-ada"),))
    broken = edit.change_identity(broken, name="")
    found = {(one.part, one.row): one.message for one in editor.problems(broken)}
    assert found["identitas", None] == "“Nama” wajib ada dan tidak boleh kosong."
    assert found["langkah", 2] == "“Judul” wajib ada dan tidak boleh kosong."
    fixed = edit.change_step(edit.change_identity(broken, name="Nama"), 2, title="Ada lagi")
    assert [(one.row, one.message[:24]) for one in editor.problems(fixed)] == [(3, 'Formulir "tidak-ada" pad')]


def test_what_is_wrong_is_not_put_in_force(editor: ProcedureEditorService) -> None:
    sheet = opened(editor)
    broken = edit.change_step(sheet.spec, 0, title="")
    saved = editor.save_draft(sheet.draft_id, broken, sheet.row_version)
    refusal = refused(lambda: editor.put_in_force(sheet.draft_id, saved, TODAY))
    assert refusal.code is ErrorCode.DEFINITION_INVALID
    assert "Judul" in str(refusal.details["problem"])
    yesterday = TODAY - timedelta(days=1)
    assert code_of(lambda: editor.put_in_force(sheet.draft_id, saved, yesterday)) is ErrorCode.VALUE_INVALID


def test_new_cases_follow_the_new_version_and_running_ones_stay(team: Team, editor: ProcedureEditorService) -> None:
    before = team.open("lama").case_id
    assert released(editor) == 2
    after = team.open("baru").case_id
    assert (followed(team, before), followed(team, after)) == (1, 2)
    page = team.at_desk("pimpinan").cases.page(after)
    assert [line.title for line in page.steps][1] == "Memeriksa kelengkapan berkas"
    assert len(team.at_desk("pimpinan").cases.page(before).steps) == len(page.steps) - 1
    assert [(row.version, row.state, row.running) for row in editor.versions(SOP)] == [
        (2, "berlaku", 1), (1, "lama", 1),
    ]  # fmt: skip
    told = team.audited("sop.berlakukan")
    assert len(told) == 1


def test_a_version_with_a_later_day_waits_for_it(team: Team, editor: ProcedureEditorService) -> None:
    released(editor, TODAY + timedelta(days=8))
    assert [row.state for row in editor.versions(SOP)] == ["akan berlaku", "berlaku"]
    assert state_words(editor.versions(SOP)[0]) == "Versi 2, akan berlaku mulai 1 Desember 2026"
    assert followed(team, team.open("sebelum").case_id) == 1
    team.clock.advance(days=8)
    assert followed(team, team.open("sesudah").case_id) == 2
    assert [row.state for row in editor.versions(SOP)] == ["berlaku", "lama"]


def test_a_newer_program_does_not_replace_what_the_office_wrote(team: Team, editor: ProcedureEditorService) -> None:
    from tests.fixtures_office import bring_definition

    released(editor)
    shipped = resources.text(f"sop/{SOP}.toml").replace("versi = 1", "versi = 3")
    bring_definition(team, "sop", shipped)
    assert [(row.version, row.state) for row in editor.versions(SOP)] == [(3, "lama"), (2, "berlaku"), (1, "lama")]


def test_a_version_in_force_is_never_changed(team: Team, editor: ProcedureEditorService) -> None:
    with team.session.store.reading():
        before = Definition.get(Definition.kind == "sop", Definition.key == SOP).text
    released(editor)
    with team.session.store.reading():
        same = (Definition.kind == "sop") & (Definition.key == SOP) & (Definition.version == 1)
        assert Definition.get(same).text == before
    assert editor.export(SOP, 1) == before
    assert team.audited("sop.ekspor")


def test_an_exported_procedure_comes_in_again_as_a_draft(editor: ProcedureEditorService) -> None:
    text = editor.export(SOP)
    made = editor.import_text("sop.toml", text.encode())
    assert made.draft is not None
    assert editor.open(made.draft.draft_id).problems == ()
    assert code_of(lambda: editor.import_text("sop.toml", text.encode())) is ErrorCode.VALUE_INVALID


def test_a_procedure_of_another_office_comes_in_with_its_mistakes_shown(editor: ProcedureEditorService) -> None:
    spec = replace(opened(editor).spec, key="kantor-lain", name="SOP kantor lain")
    text = to_toml(edit.change_step(spec, 0, outputs=()))
    made = editor.import_text("lain.toml", text.encode())
    assert made.draft is not None
    sheet = editor.open(made.draft.draft_id)
    assert (sheet.before, sheet.version) == (None, 1)
    assert [one.row for one in sheet.problems] == [0]


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("no = 4\n", "no = 3\n", "Nomor 3 dipakai lebih dari satu baris."),
        ("ke = 3 }", "ke = 13 }", '"ke" menyebut baris 13 yang tidak ada.'),
        ('waktu = "10 menit"', 'waktu = "11 menit"', "tidak sama dengan jumlah waktu semua baris"),
    ],
)
def test_a_slip_in_a_file_that_numbering_the_rows_would_hide_is_refused(
    editor: ProcedureEditorService, before: str, after: str, words: str
) -> None:
    text = resources.text(f"sop/{SOP}.toml").replace(f'kunci = "{SOP}"', 'kunci = "lain"')
    assert before in text
    made = editor.import_text("lain.toml", text.replace(before, after, 1).encode())
    assert made.draft is None
    assert any(problem.line and words in problem.message for problem in made.problems), made.problems


def test_a_procedure_that_is_known_from_a_case_of_another_office_alone_comes_in_as_new(
    team: Team, editor: ProcedureEditorService
) -> None:
    text = to_toml(replace(opened(editor).spec, key="kantor-lain", name="SOP kantor lain"))
    with team.session.store.unit_of_work(None, team.clock.now()) as unit:
        unit.audit("paket.ambil", "definisi", None)
        take_along(DefinitionText("sop", "kantor-lain", 3, "SOP kantor lain", text), team.clock.now().isoformat())
    made = editor.import_text("lain.toml", text.encode())
    assert made.draft is not None
    assert (made.draft.based_on, editor.open(made.draft.draft_id).version) == (0, 1)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\xff\xfe\x00", "bukan teks UTF-8"),
        (b"", "bukan SOP"),
        (b"[formulir]\nkunci = 'x'", "bukan SOP"),
        (b"[identitas\n", "Susunan berkas tidak dapat dibaca"),
        (b"[identitas]\nkunci = 1", "harus berupa teks"),
        (b"#" * (LARGEST_FILE + 1), "terlalu besar"),
    ],
)
def test_what_is_no_procedure_is_refused(editor: ProcedureEditorService, content: bytes, words: str) -> None:
    made = editor.import_text("berkas.toml", content)
    assert made.draft is None
    assert words in " ".join(str(problem) for problem in made.problems)
    assert editor.drafts() == ()


def test_facts_come_with_the_answers_of_the_forms(editor: ProcedureEditorService) -> None:
    facts = {fact.key: fact for fact in opened(editor).facts}
    assert [option.label for option in facts["kasus.risiko"].answers] == ["Tinggi", "Sedang", "Rendah"]
    assert "klien.nama" not in facts


# ------------------------------------------------------------------ moving a case


def test_a_running_case_is_moved_when_somebody_decides_so(team: Team) -> None:
    case_id = team.case_at(3)
    team.at_desk("layanan").cases.tick(team.panel("layanan", case_id).step_run_id, 1, on=True)
    released(team.at_desk("pengelola").procedure_editor)
    versions = team.at_desk("pimpinan").case_versions
    plan = versions.plan(case_id)
    assert (plan.from_version, plan.to_version, plan.refusal) == (1, 2, "")
    assert "Baris 2 baru: Memeriksa kelengkapan berkas." in plan.changes
    assert code_of(lambda: versions.move(case_id, 2, " ")) is ErrorCode.REASON_NEEDED
    versions.move(case_id, 2, "Berkas lama belum diperiksa.")
    panel = team.panel("layanan", case_id)
    assert (panel.number, panel.title) == (4, "Penjangkauan dan asesmen")
    assert [item.ticked for item in panel.checklist] == [False, True, False, False]
    page = team.at_desk("pimpinan").cases.page(case_id)
    assert [line.number for line in page.steps if line.progress.value == "selesai"] == [1, 3]
    assert any("versi 2" in told.text for told in page.activities)
    assert versions.plan(case_id).refusal


def test_a_moved_case_goes_on_to_its_end(team: Team) -> None:
    case_id = team.case_at(5)
    released(team.at_desk("pengelola").procedure_editor)
    team.at_desk("pimpinan").case_versions.move(case_id, 2, "Aturan baru.")
    team.walks.clear()
    panel = team.panel("layanan", case_id)
    close = team.at_desk("layanan").cases.close_step
    page = close(panel.step_run_id, panel.row_version, force_reason="Laporan disampaikan lisan.")
    assert page.step is not None
    assert page.step.number == 7


def test_a_case_without_a_place_in_the_version_stays(team: Team) -> None:
    case_id = team.case_at(3)
    editor = team.at_desk("pengelola").procedure_editor
    sheet = opened(editor)
    spec = edit.remove_step(sheet.spec, 2)
    saved = editor.save_draft(sheet.draft_id, spec, sheet.row_version)
    editor.put_in_force(sheet.draft_id, saved, TODAY)
    versions = team.at_desk("pimpinan").case_versions
    words = "Baris 3 “Penjangkauan dan asesmen” yang sedang dikerjakan tidak ada padanannya pada versi 2."
    assert versions.plan(case_id).refusal == words
    assert refused(lambda: versions.move(case_id, 2, "Alasan")).details["what"] == words
    assert followed(team, case_id) == 1


def test_a_closed_case_is_not_moved(team: Team) -> None:
    case_id = team.case_at(7)
    released(team.at_desk("pengelola").procedure_editor)
    versions = team.at_desk("pimpinan").case_versions
    assert code_of(lambda: versions.move(case_id, 2, "Alasan")) is ErrorCode.CASE_CLOSED
    assert code_of(lambda: versions.move(team.open("satu").case_id, 9, "Alasan")) is ErrorCode.NOT_FOUND
