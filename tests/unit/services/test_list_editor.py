"""The office changes its lists: in force at once for what is new, nothing old is lost or worded anew."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.errors import ErrorCode
from models.forms import list_edit
from models.forms.lists import OptionList
from models.forms.writer import list_to_toml
from models.services.definitions import Definitions
from models.services.editing.list_editor import ListEditorService
from models.services.views.form_editor import ListInfo
from models.source import LARGEST_FILE
from models.store.tables import FormRecord
from tests.fixtures_office import Team, code_of, detail_of, refused

FORM, FIELD, LIST = "informasi-kasus", "kanal", "kanal-aduan"


@pytest.fixture
def editor(team: Team) -> ListEditorService:
    return team.at_desk("administrasi").list_editor


def info_of(editor: ListEditorService, key: str = LIST) -> ListInfo:
    return next(info for info in editor.all() if info.entries.key == key)


def renamed(entries: OptionList, label: str) -> OptionList:
    return list_edit.rename(entries, entries.options[0].key, label)


def test_every_list_is_there_with_who_uses_it(editor: ListEditorService) -> None:
    found = info_of(editor)
    assert (found.own, found.entries.version, bool(found.categories)) == (False, 1, True)
    assert "Formulir Pengaduan" in found.forms
    assert found.versions[0].startswith("Versi 1, bawaan")


def test_a_new_entry_can_be_chosen_at_once_everywhere(team: Team, editor: ListEditorService) -> None:
    case_id = team.open().case_id
    layanan = team.at_desk("layanan")
    before = [option.label for option in layanan.forms.open(case_id, FORM).spec.field(FIELD).options]
    entries = list_edit.add(info_of(team.at_desk("administrasi").list_editor).entries, "Pos pengaduan keliling")
    assert team.at_desk("administrasi").list_editor.save(entries, 1) == 2
    after = [option.label for option in layanan.forms.open(case_id, FORM).spec.field(FIELD).options]
    assert after == [*before, "Pos pengaduan keliling"]
    assert team.audited("daftar.simpan")


def test_a_hidden_entry_is_not_offered_but_stays_an_answer(team: Team) -> None:
    case_id = team.open().case_id
    sheet = team.at_desk("layanan").forms.open(case_id, FORM)
    chosen = str(sheet.values[FIELD])
    editor = team.at_desk("administrasi").list_editor
    other = next(option for option in info_of(editor).entries.options if option.key != chosen)
    entries = list_edit.hide(list_edit.hide(info_of(editor).entries, chosen, True), other.key, True)
    editor.save(entries, 1)
    again = team.at_desk("layanan").forms.open(case_id, FORM)
    kept = [option.key for option in again.spec.field(FIELD).options]
    assert chosen in kept
    assert other.key not in kept
    assert again.values[FIELD] == chosen
    assert team.at_desk("layanan").forms.save(case_id, FORM, again.values, again.row_version).completion.complete


def test_an_old_form_keeps_the_words_of_its_day(team: Team) -> None:
    old = team.open("aduan-1").case_id
    chosen = str(team.at_desk("layanan").forms.open(old, FORM).values[FIELD])
    editor = team.at_desk("administrasi").list_editor
    words = info_of(editor).entries.label(chosen)
    editor.save(list_edit.rename(info_of(editor).entries, chosen, "Nama yang baru"), 1)
    new = team.open("aduan-2").case_id
    layanan = team.at_desk("layanan")
    specs = {}
    for case_id in (old, new):
        layanan.forms.paper(case_id, FORM)
    assert words != "Nama yang baru"
    with team.session.store.reading():
        known = Definitions(team.clock)
        for case_id in (old, new):
            record = FormRecord.get(FormRecord.case == case_id)
            form = known.form(FORM, record.form_version, record.lists_mark)
            specs[case_id] = {option.key: option.label for option in form.field(FIELD).options}
    assert specs[old][chosen] == words
    assert specs[new][chosen] == "Nama yang baru"


def test_what_was_in_force_is_never_removed(editor: ListEditorService) -> None:
    entries = info_of(editor).entries
    gone = entries.options[0]
    editor.save(list_edit.remove(entries, gone.key), 1)
    left = info_of(editor).entries
    assert [option.key for option in left.options if option.hidden] == [gone.key]
    assert left.label(gone.key) == gone.label


def test_two_people_do_not_overwrite_each_other(editor: ListEditorService) -> None:
    entries = info_of(editor).entries
    editor.save(renamed(entries, "Pertama"), 1)
    assert code_of(lambda: editor.save(renamed(entries, "Kedua"), 1)) is ErrorCode.CHANGED_BY_OTHER
    assert info_of(editor).entries.options[0].label == "Pertama"
    assert editor.save(info_of(editor).entries, 2) == 2  # nothing changed: no new version


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda entries: renamed(entries, " "), "Tulis nama butir 1."),
        (lambda entries: renamed(entries, entries.options[1].label.upper()), "ada dua kali"),
        (lambda entries: renamed(entries, "x" * 161), "Nama butir 1 paling panjang 160 huruf."),
        (lambda entries: replace(entries, title=""), "Tulis judul daftar."),
        (
            lambda entries: replace(entries, options=tuple(replace(one, hidden=True) for one in entries.options)),
            "Paling sedikit satu butir harus dapat dipilih.",
        ),
    ],
)
def test_what_is_wrong_is_said(editor: ListEditorService, change, words) -> None:  # type: ignore[no-untyped-def]
    refusal = refused(lambda: editor.save(change(info_of(editor).entries), 1))
    assert refusal.code is ErrorCode.VALUE_INVALID
    assert words in detail_of(refusal, "what")


def test_an_entry_without_a_category_is_told(editor: ListEditorService) -> None:
    info = info_of(editor)
    entries = list_edit.add(info.entries, "Pos pengaduan keliling")
    key = entries.options[-1].key
    assert [option.key for option in list_edit.unmapped(entries, info.categories)] == [key]
    mapped = list_edit.categorise(entries, key, info.categories[0])
    assert list_edit.unmapped(mapped, info.categories) == ()
    assert list_edit.unmapped(info.entries, info.categories) == ()
    assert list_edit.differences(info.entries, mapped) == ("Ditambah: “Pos pengaduan keliling”.",)


def test_a_list_of_the_office_is_begun_and_used(team: Team, editor: ListEditorService) -> None:
    made = editor.blank("  Jenis   kendaraan ")
    assert (made.key, made.title, made.version) == ("jenis-kendaraan", "Jenis kendaraan", 0)
    editor.save(renamed(made, "Molin"), 0)
    assert info_of(editor, "jenis-kendaraan").shipped is None
    forms = team.at_desk("pengelola").form_editor
    assert "jenis-kendaraan" in forms.open(forms.begin(FORM).draft_id).lists


def test_files_go_out_and_come_in_to_be_looked_at(editor: ListEditorService) -> None:
    entries = info_of(editor).entries
    text = editor.export(LIST)
    fewer = replace(list_edit.add(entries, "Baru"), options=(*entries.options[1:], entries.options[0])[:-1])
    made = editor.import_text("daftar.toml", list_to_toml(fewer).encode())
    assert made.entries is not None
    assert made.entries.options[-1] == replace(entries.options[0], hidden=True)
    assert info_of(editor).entries == entries  # nothing is stored before somebody saves
    assert editor.import_text("daftar.toml", text.encode()).entries == entries


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\xff\xfe", "bukan teks UTF-8"),
        (b"#" * (LARGEST_FILE + 1), "terlalu besar"),
        (b'[formulir]\nkunci = "a"\n', "bagian [daftar] tidak ada"),
        (b'[daftar]\nkunci = "a"\njudul = "A"\n', "belum berisi satu pun [[butir]]"),
        (b'[daftar]\nkunci = "a"\njudul = "A"\n[[butir]]\nkunci = "x"\n', '"label" wajib ada'),
        (b'[daftar]\nkunci = "a"\njudul = "A"\n[[butir]]\nkunci = "X Y"\nlabel = "x"\n', "huruf kecil"),
        (b'[daftar]\nkunci = "a"\njudul = "A"\n[[butir]]\nkunci = "x"\nlabel = "x"\nsembunyi = true\n', "Semua butir"),
        (b'[daftar]\nkunci = "a"\njudul = ', "Susunan berkas tidak dapat dibaca"),
    ],
)
def test_a_broken_file_gets_a_sentence(editor: ListEditorService, content: bytes, words: str) -> None:
    made = editor.import_text("daftar.toml", content)
    assert made.entries is None
    assert any(words in problem.message for problem in made.problems)


def test_only_who_may_change_the_office_changes_lists(team: Team) -> None:
    service = team.at_desk("layanan").list_editor
    assert code_of(lambda: service.save(info_of(service).entries, 1)) is ErrorCode.NOT_ALLOWED
