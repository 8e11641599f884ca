"""Forms of a case: filled ahead, saved as one types, finished when complete; two people, one form; facts follow."""

from __future__ import annotations

from models.errors import ErrorCode
from models.forms.spec import Values
from models.services.views import OfficerRow
from models.store.tables import FactRow, FormRecord
from tests.fixtures_office import NAME, NIK, STREET, Team, code_of, detail_of, refused

COMPLAINT_FORM, INFORMATION, CONTACT_SHEET = "pengaduan", "informasi-kasus", "lembar-kontak"


def saved(team: Team, case_id: int, form_key: str = INFORMATION) -> tuple[Values, int | None]:
    """The answers of a form as they stand, with their version."""
    sheet = team.at_desk("layanan").forms.open(case_id, form_key)
    return dict(sheet.values), sheet.row_version


def facts(team: Team) -> dict[str, str]:
    with team.session.store.reading():
        return {row.key: row.value for row in FactRow.select()}


def test_what_the_complaint_said_is_not_typed_twice(team: Team) -> None:
    case_id = team.open().case_id
    sheet = team.at_desk("layanan").forms.open(case_id, COMPLAINT_FORM)
    known = {field.meaning: sheet.values.get(field.key) for field in sheet.spec.fields if field.meaning}
    assert (known["klien.nama"], known["klien.nik"], known["klien.alamat"]) == (NAME, NIK, STREET)
    assert {field.key for field in sheet.spec.fields if field.meaning == "klien.nama"} <= sheet.prefilled
    assert (sheet.row_version, sheet.status, sheet.read_only) == (None, "", False)


def test_a_form_is_kept_as_it_is_typed_and_finished_when_complete(team: Team) -> None:
    case_id, forms = team.case_at(3), team.at_desk("layanan").forms
    draft = forms.save(case_id, COMPLAINT_FORM, {}, None)
    assert (draft.status, draft.row_version) == ("konsep", 1)
    refusal = refused(lambda: forms.save(case_id, COMPLAINT_FORM, {}, 1, finish=True))
    assert refusal.code is ErrorCode.FORM_INVALID
    assert not detail_of(refusal, "completion").complete
    assert forms.open(case_id, COMPLAINT_FORM).row_version == 1
    team.fill("layanan", case_id, COMPLAINT_FORM)
    assert forms.open(case_id, COMPLAINT_FORM).status == "lengkap"
    lines = [line for line in team.at_desk("layanan").logbook.day(team.clock.now().date())]
    assert [line.document for line in lines if line.activity == "Melengkapi formulir"] == ["Formulir Pengaduan"]


def test_a_finished_form_that_loses_an_answer_is_a_draft_again(team: Team) -> None:
    case_id = team.open().case_id
    values, version = saved(team, case_id)
    del values["ringkasan"]
    assert team.at_desk("layanan").forms.save(case_id, INFORMATION, values, version).status == "konsep"
    assert [item.key for item in team.panel("layanan", case_id).missing] == [INFORMATION]


def test_of_two_people_in_one_form_the_second_is_told_and_nothing_is_lost(team: Team) -> None:
    case_id = team.open().case_id
    values, version = saved(team, case_id)
    dewi, rina = team.at_desk("layanan").forms, team.at_desk("administrasi").forms
    dewi.save(case_id, INFORMATION, {**values, "ringkasan": "Tulisan Dewi"}, version)
    late = {**values, "ringkasan": "Tulisan Rina"}
    assert code_of(lambda: rina.save(case_id, INFORMATION, late, version)) is ErrorCode.CHANGED_BY_OTHER
    assert saved(team, case_id)[0]["ringkasan"] == "Tulisan Dewi"
    assert code_of(lambda: rina.save(case_id, COMPLAINT_FORM, {}, 1)) is ErrorCode.CHANGED_BY_OTHER
    assert rina.save(case_id, COMPLAINT_FORM, {}, None).row_version == 1
    assert code_of(lambda: dewi.save(case_id, COMPLAINT_FORM, {}, None)) is ErrorCode.CHANGED_BY_OTHER


def test_a_closed_case_takes_no_answers(team: Team) -> None:
    case_id = team.case_at(7)
    values, version = saved(team, case_id)
    forms = team.at_desk("layanan").forms
    assert forms.open(case_id, INFORMATION).read_only
    assert code_of(lambda: forms.save(case_id, INFORMATION, values, version)) is ErrorCode.CASE_CLOSED


def test_the_latest_word_on_a_fact_counts(team: Team) -> None:
    case_id = team.open().case_id
    forms = team.at_desk("layanan").forms
    sheet = forms.open(case_id, COMPLAINT_FORM)
    name = next(field.key for field in sheet.spec.fields if field.meaning == "klien.nama")
    forms.save(case_id, COMPLAINT_FORM, {**sheet.values, name: "Zubaidah Qirana"}, None)
    assert facts(team)["klien.nama"] == '"Zubaidah Qirana"'
    assert team.at_desk("layanan").cases.page(case_id).head.client_label == "An. Z.Q."


def test_saving_an_old_form_for_another_reason_brings_no_old_word_back(team: Team) -> None:
    case_id = team.open().case_id
    forms = team.at_desk("layanan").forms
    sheet = forms.open(case_id, COMPLAINT_FORM)
    name = next(field.key for field in sheet.spec.fields if field.meaning == "klien.nama")
    forms.save(case_id, COMPLAINT_FORM, {**sheet.values, name: "Zubaidah Qirana"}, None)
    values, version = saved(team, case_id)
    version = forms.save(case_id, INFORMATION, {**values, "jam_terima": "08:00"}, version).row_version
    assert facts(team)["klien.nama"] == '"Zubaidah Qirana"'
    forms.save(case_id, INFORMATION, {**values, "korban_nama": "Zulaikha"}, version)
    assert facts(team)["klien.nama"] == '"Zulaikha"'


def test_an_answer_taken_back_is_no_fact_any_more(team: Team) -> None:
    case_id = team.open().case_id
    values, version = saved(team, case_id)
    del values["korban_telepon"], values["korban_nama"]
    team.at_desk("layanan").forms.save(case_id, INFORMATION, values, version)
    assert not {"klien.telepon", "klien.nama"} & facts(team).keys()
    assert team.at_desk("layanan").cases.page(case_id).head.client_label == "Tanpa nama"


def test_who_may_not_read_assessments_is_not_shown_one(team: Team) -> None:
    case_id = team.case_at(4)
    rina = team.at_desk("administrasi").forms
    for work in (
        lambda: rina.open(case_id, "asesmen-risiko"),
        lambda: rina.paper(case_id, "asesmen-risiko"),
        lambda: rina.save(case_id, "asesmen-risiko", {}, 2),
    ):
        assert code_of(work) is ErrorCode.NOT_ALLOWED
    assert team.at_desk("pimpinan").forms.open(case_id, "asesmen-risiko").status == "lengkap"


def test_the_paper_holds_what_was_answered_and_the_print_is_recorded(team: Team) -> None:
    case_id = team.open().case_id
    pdf = team.at_desk("layanan").forms.paper(case_id, INFORMATION)
    assert NAME.encode() in pdf
    assert b"0001/PJK/11/2026" in pdf
    assert NAME.encode() not in team.at_desk("layanan").forms.blank_paper(INFORMATION)
    assert [row.entity_id for row in team.audited("formulir.cetak")] == [case_id]
    assert code_of(lambda: team.at_desk("layanan").forms.paper(case_id, COMPLAINT_FORM)) is ErrorCode.NOT_FOUND


def test_an_officer_who_left_is_still_named_on_old_forms(team: Team) -> None:
    case_id = team.open().case_id
    sheet = team.at_desk("layanan").forms.open(case_id, CONTACT_SHEET)
    questions = [field for field in sheet.spec.fields if field.kind.value in ("pegawai", "daftar_pegawai")]
    settings = team.at_desk("administrasi").settings
    officer = next(row for row in settings.officers() if row.name.startswith("Lintang"))
    chosen = [str(officer.officer_id)] if questions[0].kind.value == "daftar_pegawai" else str(officer.officer_id)
    values: Values = {**sheet.values, questions[0].key: chosen}
    team.at_desk("layanan").forms.save(case_id, CONTACT_SHEET, values, None)
    settings.save_officer(OfficerRow(officer.officer_id, officer.name, officer.post, active=False))
    forms = team.at_desk("layanan").forms
    assert officer.name in [option.label for option in forms.open(case_id, CONTACT_SHEET).officers]
    assert officer.name not in [option.label for option in forms.open(case_id, COMPLAINT_FORM).officers]
    assert officer.name.encode() in forms.paper(case_id, CONTACT_SHEET)


def test_a_form_begun_on_an_older_version_stays_on_it(team: Team) -> None:
    from tests.fixtures_office import bring_definition, stored_definition

    case_id = team.open().case_id
    text = stored_definition(team, "formulir", INFORMATION).replace("versi = 1", "versi = 2", 1)
    bring_definition(team, "formulir", text.replace('"Ringkasan kejadian"', '"Ringkasan baru"'))
    forms = team.at_desk("layanan").forms
    assert forms.open(case_id, INFORMATION).spec.field("ringkasan").label == "Ringkasan kejadian"
    assert forms.intake(team.spec.key).spec.field("ringkasan").label == "Ringkasan baru"


def test_odd_answers_are_kept_as_plain_text(team: Team) -> None:
    case_id = team.open().case_id
    values, version = saved(team, case_id)
    odd = "<b>Robert'); DROP TABLE case_file;--</b> 😀 {kasus.nomor} %_\u202e"
    team.at_desk("layanan").forms.save(case_id, INFORMATION, {**values, "ringkasan": odd, "tak_dikenal": odd}, version)
    assert saved(team, case_id)[0]["ringkasan"] == odd.removesuffix("\u202e")
    with team.session.store.reading():
        assert FormRecord.select().count() == 1
