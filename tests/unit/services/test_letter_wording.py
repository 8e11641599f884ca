"""The wording of letters is the office's: in force from saving, nothing old changes, nothing broken gets out."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from models.errors import ErrorCode
from models.letters import wording as edit
from models.letters.spec import BlockKind
from models.letters.wording import Wording
from models.services.editing.letter_wording import LetterWordingService
from models.services.workspace import Workspace
from models.source import Path
from tests import letter_samples
from tests.fixtures_office import Team, bring_definition, code_of, refused

TASK, REFERRAL = "surat-tugas-penjangkauan", "surat-rujukan-kedaruratan"
#: Versions of the assignment letter: the one that is shipped, and the first of the office's own.
SHIPPED = letter_samples.shipped(TASK).version
NEXT = SHIPPED + 1


@pytest.fixture
def desk(team: Team) -> LetterWordingService:
    return team.at_desk("pengelola").letter_wording


def last_block(wording: Wording) -> int:
    return len(wording.spec.blocks) - 1


def with_closing(wording: Wording, words: str) -> Wording:
    """Another paragraph at the end of the text."""
    added = edit.add_block(wording, BlockKind.PARAGRAPH, last_block(wording))
    return edit.set_text(added, ("blok", last_block(added), "isi", 0), words)


def released(desk: LetterWordingService, words: str, key: str = TASK) -> int:
    sheet = desk.open(key)
    return desk.put_in_force(key, with_closing(sheet.wording, words), sheet.row_version)


def printed(at: Workspace, letter_id: int) -> str:
    sheet = at.letters.open(letter_id)
    content = at.letters.preview(letter_id, sheet.values).content
    return " ".join(text for block in content.blocks for text in block.texts)


def test_new_letters_take_the_new_wording_and_old_ones_never_change(team: Team) -> None:
    old_case = team.case_at(2)
    desk = team.at_desk("pengelola").letter_wording
    issued = team.letter("pimpinan", old_case, TASK)
    before = team.at_desk("pimpinan").letters.paper(issued.letter_id)
    assert released(desk, "Patuhi tata tertib kantor.") == NEXT
    fresh = team.at_desk("pimpinan").letters.start(old_case, TASK)
    assert fresh.spec.version == NEXT
    assert "Patuhi tata tertib kantor." in printed(team.at_desk("pimpinan"), fresh.letter_id)
    assert fresh.newer_wording == ""
    assert team.at_desk("pimpinan").letters.paper(issued.letter_id) == before
    assert team.at_desk("pimpinan").letters.open(issued.letter_id).spec.version == SHIPPED
    [told] = team.audited("naskah.berlakukan")
    assert f'"versi": {NEXT}' in told.detail


def test_a_draft_under_way_says_that_the_wording_changed_and_takes_it_when_asked(team: Team) -> None:
    case_id = team.case_at(2)
    desk = team.at_desk("pengelola").letter_wording
    at = team.at_desk("pimpinan")
    sheet = at.letters.start(case_id, TASK)
    saved = at.letters.save(sheet.letter_id, {**sheet.values, "tujuan": "Kecamatan Sukamaju"}, sheet.row_version)
    released(desk, "Patuhi tata tertib kantor.")
    told = at.letters.open(sheet.letter_id)
    assert re.fullmatch(r"Seno Prakoso, Hari ini \d\d\.\d\d", told.newer_wording)
    assert "Patuhi" not in printed(at, sheet.letter_id)
    assert code_of(lambda: at.letter_wording.take_newer(sheet.letter_id, 1)) is ErrorCode.CHANGED_BY_OTHER
    at.letter_wording.take_newer(sheet.letter_id, saved)
    taken = at.letters.open(sheet.letter_id)
    assert (taken.spec.version, taken.newer_wording, taken.values["tujuan"]) == (NEXT, "", "Kecamatan Sukamaju")
    assert "Patuhi" in printed(at, sheet.letter_id)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Nomor {kasus.nomer}.", 'Isian "{kasus.nomer}" tidak dikenal. Mungkin maksudnya "kasus.nomor".'),
        ("Nomor {kasus.nomor.", "Ada kurung kurawal tanpa pasangan. Isian ditulis seperti {kasus.nomor}."),
        ("Tanggal {tanggal_mulai:hari_tangal}.", "hari_tanggal"),
        ("Atas nama {klien.nama}.", "tidak boleh memuat"),
    ],
)
def test_what_is_wrong_is_said_in_words_at_its_text_and_keeps_it_from_being_used(
    desk: LetterWordingService, words: str, said: str
) -> None:
    sheet = desk.open(TASK)
    wrong = with_closing(sheet.wording, words)
    place: Path = ("blok", last_block(wrong), "isi", 0)
    [problem] = [one for one in desk.look(wrong).problems if one.path == place]
    assert said in problem.message
    refusal = refused(lambda: desk.put_in_force(TASK, wrong, 0))
    assert refusal.code is ErrorCode.DEFINITION_INVALID
    assert desk.open(TASK).version == NEXT, "nothing was stored"


def test_what_is_being_written_is_kept_for_the_office_and_two_people_do_not_overwrite_each_other(
    team: Team, desk: LetterWordingService
) -> None:
    sheet = desk.open(TASK)
    mine = with_closing(sheet.wording, "Baris {belum selesai")
    first = desk.save_draft(TASK, mine, 0)
    again = desk.open(TASK)
    assert (again.wording, again.row_version) == (mine, first), "a draft may hold what is still wrong"
    assert again.draft_text
    assert code_of(lambda: desk.save_draft(TASK, mine, first + 5)) is ErrorCode.CHANGED_BY_OTHER
    assert code_of(lambda: desk.put_in_force(TASK, mine, 0)) is ErrorCode.CHANGED_BY_OTHER
    [row] = [row for row in desk.kinds() if row.draft_text]
    assert (row.key, row.own) == (TASK, False)
    desk.drop_draft(TASK)
    assert desk.open(TASK).wording == sheet.wording
    assert code_of(lambda: desk.save_draft(TASK, mine, first)) is ErrorCode.CHANGED_BY_OTHER


def test_the_shipped_text_comes_back_as_a_version_of_its_own(team: Team, desk: LetterWordingService) -> None:
    released(desk, "Sementara.")
    shipped = desk.shipped(TASK)
    assert desk.put_in_force(TASK, shipped, 0) == NEXT + 1
    assert replace(desk.open(TASK).wording.spec, version=SHIPPED) == shipped.spec
    versions = desk.versions(TASK)
    assert [(one.version, one.state) for one in versions] == [(NEXT + 1, "berlaku"), (NEXT, "lama"), (SHIPPED, "lama")]
    assert versions[-1].added_text == "Naskah bawaan"
    assert versions[0].added_text.endswith(", Hari ini 08.05")
    assert "Sementara." in desk.version(TASK, NEXT).toml()


def test_every_letter_can_be_opened_and_looks_whole_with_the_invented_case(desk: LetterWordingService) -> None:
    for row in desk.kinds():
        sheet = desk.open(row.key)
        look = desk.look(sheet.wording)
        assert (look.problems, look.content.missing) == ((), ()), row.key
        assert all("[" not in choice.example for choice in sheet.choices if choice.group != "Kantor")


def test_a_letter_may_quote_a_form_of_the_office(team: Team) -> None:
    case_id = team.case_at(2)
    desk = team.at_desk("pengelola").letter_wording
    names = [choice.name for choice in desk.open(REFERRAL).choices if choice.name.startswith("formulir.asesmen-risiko")]
    version = released(desk, f"Menurut asesmen: {{{names[0]}?}}", REFERRAL)
    sheet = team.at_desk("pimpinan").letters.start(case_id, REFERRAL)
    assert sheet.spec.version == version
    wanted = released(desk, f"Menurut asesmen: {{{names[0]}}}", REFERRAL)
    at = team.at_desk("pimpinan")
    at.letter_wording.take_newer(sheet.letter_id, sheet.row_version)
    assert at.letters.open(sheet.letter_id).spec.version == wanted
    missing = at.letters.preview(sheet.letter_id, sheet.values).missing
    assert any(words.endswith("(Formulir Asesmen Risiko)") for words in missing), "named in words, not by its key"


def test_a_letter_of_the_office_itself_has_no_shipped_text(team: Team, desk: LetterWordingService) -> None:
    text = desk.shipped(TASK).toml().replace(f'kunci = "{TASK}"', 'kunci = "surat-kantor-sendiri"', 1)
    bring_definition(team, "surat", text)
    desk = team.at_desk("pengelola").letter_wording
    assert desk.open("surat-kantor-sendiri").version == NEXT
    assert code_of(lambda: desk.shipped("surat-kantor-sendiri")) is ErrorCode.NOT_FOUND


def test_a_choice_of_a_form_reads_on_the_preview_as_it_will_on_the_letter(desk: LetterWordingService) -> None:
    sheet = desk.open(TASK)
    changed = with_closing(sheet.wording, "Kanal: {formulir.informasi-kasus.kanal?}.")
    content = desk.look(changed).content
    [said] = [text for block in content.blocks for text in block.texts if text.startswith("Kanal: ")]
    assert said[7].isupper()
