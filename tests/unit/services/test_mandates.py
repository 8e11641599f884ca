"""Who signs for whom: a.n., u.b., Plt. and Plh. with their days; wrong combinations are refused in a sentence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from models.domain.paper import Signer
from models.errors import ErrorCode
from models.services.views import AbsenceRow, MandateRow, OfficerRow
from models.store.tables import Letter
from tests.fixtures_office import Team, code_of, detail_of, refused

TODAY = date(2026, 11, 23)
LETTER = "surat-dinas"


def officer(team: Team, role: str) -> OfficerRow:
    wanted = team.at_desk(role).session.user.officer_id
    return next(row for row in team.at_desk("administrasi").settings.officers() if row.officer_id == wanted)


def mandate(team: Team, **more: Any) -> MandateRow:
    row = MandateRow(0, "kepala", "a.n.", officer(team, "administrasi").officer_id, TODAY)
    return team.at_desk("administrasi").mandates.save(replace(row, **more))


def vacate(team: Team) -> None:
    """Nobody holds the head's post any more."""
    head = officer(team, "pimpinan")
    team.at_desk("administrasi").settings.save_officer(replace(head, signs_as=""))


def ways(team: Team, key: str = LETTER) -> list[str]:
    desk = team.at_desk("pimpinan")
    choices = desk.letter_choices.open(desk.letters.start(None, key).letter_id)
    return [option.label for option in choices.signers]


def wrong(team: Team, **more: Any) -> str:
    refusal = refused(lambda: mandate(team, **more))
    assert refusal.code is ErrorCode.VALUE_INVALID
    return str(detail_of(refusal, "what"))


def test_a_mandate_is_offered_beside_the_holder_and_prints_both_posts(team: Team) -> None:
    mandate(team)
    head, rina = officer(team, "pimpinan"), officer(team, "administrasi")
    assert ways(team) == [f"{head.name}, {head.post}", f"{rina.name}, a.n. {head.post}"]
    desk = team.at_desk("pimpinan")
    sheet = desk.letters.start(None, LETTER)
    key = desk.letter_choices.open(sheet.letter_id).signers[1].key
    version = desk.letter_choices.sign_as(sheet.letter_id, key, sheet.row_version)
    answers = team.letter_answers("pimpinan", sheet.letter_id)
    issued = desk.letters.issue(sheet.letter_id, answers, version, "a")
    expected = Signer(rina.name, rina.post, rina.rank, rina.nip, "a.n.", head.post)
    assert repr(expected.behalf).encode() in issued.pdf
    assert b"mode='a.n.'" in issued.pdf
    assert desk.letters.open(sheet.letter_id).signer_text == f"{rina.name}, a.n. {head.post}"


def test_a_letter_that_was_issued_keeps_its_signer_when_the_mandate_goes(team: Team) -> None:
    made = mandate(team)
    desk = team.at_desk("pimpinan")
    sheet = desk.letters.start(None, LETTER)
    version = desk.letter_choices.sign_as(sheet.letter_id, f"mandat-{made.mandate_id}", sheet.row_version)
    desk.letters.issue(sheet.letter_id, team.letter_answers("pimpinan", sheet.letter_id), version, "a")
    before = (desk.letters.paper(sheet.letter_id), desk.letters.open(sheet.letter_id).signer_text)
    team.at_desk("administrasi").mandates.cancel(made.mandate_id)
    vacate(team)
    team.clock.advance(days=300)
    assert (desk.letters.paper(sheet.letter_id), desk.letters.open(sheet.letter_id).signer_text) == before


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"last": TODAY}, "berakhir 23 November 2026"),
        ({"first": TODAY, "last": TODAY + timedelta(days=1)}, ""),
    ],
)
def test_a_choice_that_no_longer_holds_keeps_the_letter_from_its_number(
    team: Team, change: dict[str, Any], words: str
) -> None:
    made = mandate(team, **change)
    desk = team.at_desk("pimpinan")
    sheet = desk.letters.start(None, LETTER)
    version = desk.letter_choices.sign_as(sheet.letter_id, f"mandat-{made.mandate_id}", sheet.row_version)
    team.clock.advance(days=1)
    answers = team.letter_answers("pimpinan", sheet.letter_id)
    preview = desk.letters.preview(sheet.letter_id, answers)
    if not words:
        assert preview.missing == ()
        return
    assert any(words in one for one in preview.missing)
    refusal = refused(lambda: desk.letters.issue(sheet.letter_id, answers, version, "a"))
    assert (refusal.code, words in str(detail_of(refusal, "what"))) == (ErrorCode.VALUE_INVALID, True)
    key = f"mandat-{made.mandate_id}"
    assert code_of(lambda: desk.letter_choices.sign_as(sheet.letter_id, key, version)) is ErrorCode.VALUE_INVALID
    version = desk.letter_choices.sign_as(sheet.letter_id, "", version)
    assert desk.letters.issue(sheet.letter_id, answers, version, "a").number


def test_a_mandate_withdrawn_or_not_begun_is_told(team: Team) -> None:
    made, desk = mandate(team), team.at_desk("pimpinan")
    sheet = desk.letters.start(None, LETTER)
    desk.letter_choices.sign_as(sheet.letter_id, f"mandat-{made.mandate_id}", sheet.row_version)
    team.at_desk("administrasi").mandates.cancel(made.mandate_id)
    assert "sudah dicabut" in desk.letter_choices.open(sheet.letter_id).signer_problem
    later = mandate(team, first=TODAY + timedelta(days=5))
    assert later.text == "Akan datang"
    work = lambda: desk.letter_choices.sign_as(sheet.letter_id, f"mandat-{later.mandate_id}", 2)  # noqa: E731
    assert "baru mulai 28 November 2026" in str(detail_of(refused(work), "what"))


def test_a_vacant_post_is_signed_by_its_plt_and_only_then(team: Team) -> None:
    assert "dipegang" in wrong(team, mode="Plt.")
    vacate(team)
    made = mandate(team, mode="Plt.")
    (way,) = ways(team)
    assert "Plt. Kepala" in way
    assert "sudah mempunyai pelaksana" in wrong(team, mode="Plh.")
    head = officer(team, "pimpinan")
    team.at_desk("administrasi").settings.save_officer(replace(head, signs_as="kepala"))
    assert ways(team) == [f"{head.name}, {head.post}"], "the new holder signs; the Plt. is over"
    assert made.text == "Berlaku"


@pytest.mark.parametrize("mode", ["Pj.", "Pjs."])
def test_a_penjabat_signs_for_the_whole_post(team: Team, mode: str) -> None:
    vacate(team)
    mandate(team, mode=mode)
    (way,) = ways(team)
    assert f"{mode} Kepala" in way
    assert "sudah mempunyai pelaksana" in wrong(team, mode="Plt.")


def test_while_the_head_is_away_the_stand_in_is_offered_first(team: Team) -> None:
    mandate(team)
    head, dewi = officer(team, "pimpinan"), officer(team, "layanan")
    people = team.at_desk("administrasi").people
    away = AbsenceRow(0, head.officer_id, "", TODAY, TODAY, "Dinas luar", dewi.officer_id, mode="Plh.")
    away = people.save(away)
    rina = officer(team, "administrasi")
    assert ways(team) == [f"{dewi.name}, Plh. {head.post}", f"{rina.name}, a.n. {head.post}"]
    people.save(replace(away, deputy_id=None, mode=""))
    assert ways(team)[0] == f"{rina.name}, a.n. {head.post}", "nobody was named: the mandate goes first"


def test_who_is_away_or_has_left_signs_for_nobody(team: Team) -> None:
    mandate(team)
    rina = officer(team, "administrasi")
    away = AbsenceRow(0, rina.officer_id, "", TODAY, TODAY, "Cuti")
    team.at_desk("administrasi").people.save(away)
    assert len(ways(team)) == 1
    team.clock.advance(days=1)
    assert len(ways(team)) == 2
    team.at_desk("administrasi").settings.save_officer(replace(rina, active=False))
    assert len(ways(team)) == 1


def test_a_mandate_for_one_kind_of_letter_serves_no_other(team: Team) -> None:
    mandate(team, letter_key="surat-tugas")
    assert len(ways(team, "surat-tugas")) == 2
    assert len(ways(team, LETTER)) == 1
    assert code_of(lambda: mandate(team, letter_key="tidak-ada")) is ErrorCode.NOT_FOUND


def test_u_b_names_the_official_between(team: Team) -> None:
    assert "perantara" in wrong(team, mode="u.b.")
    rina = officer(team, "administrasi")
    assert "jabatan yang sama" in wrong(team, mode="u.b.", via=rina.post)
    made = mandate(team, mode="u.b.", via="Sekretaris Dinas")
    head = officer(team, "pimpinan")
    assert ways(team)[1] == f"{rina.name}, a.n. {head.post}, u.b."
    desk = team.at_desk("pimpinan")
    sheet = desk.letters.start(None, LETTER)
    version = desk.letter_choices.sign_as(sheet.letter_id, f"mandat-{made.mandate_id}", sheet.row_version)
    desk.letters.issue(sheet.letter_id, team.letter_answers("pimpinan", sheet.letter_id), version, "a")
    with team.session.store.reading():
        assert "Sekretaris Dinas" in str(Letter.get_by_id(sheet.letter_id).content)


def test_combinations_that_are_no_signature(team: Team) -> None:
    head = officer(team, "pimpinan")
    assert "menandatangani langsung" in wrong(team, officer_id=head.officer_id)
    assert "hanya dipakai pada u.b." in wrong(team, via="Sekretaris")
    assert "sebelum hari pertama" in wrong(team, last=TODAY - timedelta(days=1))
    assert "Pilih cara" in wrong(team, mode="w.k.")
    assert "Pilih jabatan" in wrong(team, post="petugas")
    assert "Pilih pegawai" in wrong(team, officer_id=999)
    settings = team.at_desk("administrasi").settings
    bare = settings.save_officer(OfficerRow(0, "Tanpa Jabatan", ""))
    assert "Isi dahulu jabatan" in wrong(team, officer_id=bare.officer_id)
    vacate(team)
    assert "satu jenis surat" in wrong(team, mode="Plt.", letter_key=LETTER)
    assert "hanya dipakai pada u.b." in wrong(team, mode="Plt.", via="Sekretaris")


def test_a_mandate_is_changed_by_one_person_at_a_time(team: Team) -> None:
    made, service = mandate(team), team.at_desk("administrasi").mandates
    changed = service.save(replace(made, last=TODAY + timedelta(days=30)))
    assert changed.row_version == 2
    assert code_of(lambda: service.save(replace(made, last=TODAY))) is ErrorCode.CHANGED_BY_OTHER
    service.cancel(made.mandate_id)
    assert code_of(lambda: service.cancel(made.mandate_id)) is ErrorCode.NOT_FOUND
    assert [row.text for row in service.list()] == ["Dicabut"]
