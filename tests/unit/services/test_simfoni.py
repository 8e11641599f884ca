"""Entering cases into Simfoni PPA: what waits, what was entered, what changed since."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from models.errors import ErrorCode
from models.forms import list_edit
from models.services.simfoni import simfoni, simfoni_cases
from models.services.simfoni.simfoni import DOTS
from models.services.views.simfoni import EntryState, NewEntry, Recorded, SimfoniFilter, SimfoniRow
from models.simfoni.sheet import DAY, NUMBER, Item, Mark
from models.store.tables import CaseFile, FactRow, FormRecord, LogEntry, SimfoniEntry
from tests.fixtures_office import NAME, NIK, PHONE, STORY, STREET, Team, code_of

NO, LATER = "250123456", "250123457"


def listed(team: Team, state: EntryState, role: str = "administrasi", **filter: object) -> tuple[SimfoniRow, ...]:
    wanted = replace(SimfoniFilter(state=state), **filter)  # type: ignore[arg-type]
    return team.at_desk(role).simfoni.list(wanted).rows


def items(team: Team, case_id: int, *, clear: bool = True) -> dict[str, Item]:
    sheet = team.at_desk("administrasi").simfoni.sheet(case_id, clear=clear).sheet
    return {item.place: item for item in sheet.items}


def enter(team: Team, case_id: int, number: str = NO, day: date | None = None, remark: str = "") -> Recorded:
    desk = team.at_desk("administrasi")
    seen = desk.simfoni.sheet(case_id, clear=True).digest
    return desk.simfoni.record(case_id, NewEntry(number, day or team.clock.now().date(), seen, remark))


def change(team: Team, case_id: int, form_key: str, **answers: object) -> None:
    """Correct answers in a form that was filled before."""
    desk = team.at_desk("layanan")
    sheet = desk.forms.open(case_id, form_key)
    desk.forms.save(case_id, form_key, {**sheet.values, **answers}, sheet.row_version)  # type: ignore[dict-item]


@pytest.fixture
def case_id(team: Team) -> int:
    """A case whose procedure waits for the entry."""
    return team.case_at(4)


def test_a_case_waits_until_its_number_is_recorded(team: Team, case_id: int) -> None:
    (waiting,) = listed(team, EntryState.WAITING)
    assert (waiting.case_id, waiting.number) == (case_id, "")
    assert waiting.time_text == "Sisa 20 menit dari 20 menit"
    enter(team, case_id)
    assert listed(team, EntryState.WAITING) == ()
    (entered,) = listed(team, EntryState.ENTERED)
    assert (entered.number, entered.day) == (NO, "23 November 2026")
    assert entered.person == team.at_desk("administrasi").session.user.display_name
    assert entered.note == ""


def test_number_and_day_are_facts_of_the_case_and_stand_on_its_form(team: Team, case_id: int) -> None:
    enter(team, case_id, remark="Sistem lambat")
    with team.session.store.reading():
        stated = {row.key: (row.value, row.form_key) for row in FactRow.select().where(FactRow.case == case_id)}
    form_key = team.at_desk("administrasi").simfoni.sheet(case_id).form_key
    assert stated[NUMBER] == (f'"{NO}"', form_key)
    assert stated[DAY] == ('"2026-11-23"', form_key)
    answers = team.at_desk("administrasi").forms.open(case_id, form_key).values
    assert (answers["simfoni_nomor"], answers["kendala"]) == (NO, "Sistem lambat")
    assert answers["operator"]
    pairs = {pair.label: pair.value for pair in team.at_desk("administrasi").cases.page(case_id).summary}
    assert pairs["Nomor Simfoni PPA"] == NO


def test_recording_is_one_change_with_its_record(team: Team, case_id: int) -> None:
    enter(team, case_id)
    (record,) = team.audited("simfoni.entri")
    assert (record.entity, record.entity_id) == ("kasus", case_id)
    assert NAME not in record.detail
    with team.session.store.reading():
        assert SimfoniEntry.select().count() == 1


def test_finishing_the_form_itself_records_the_same(team: Team, case_id: int) -> None:
    team.fill("administrasi", case_id, team.at_desk("administrasi").simfoni.sheet(case_id).form_key)
    (row,) = listed(team, EntryState.ENTERED)
    assert row.number
    with team.session.store.reading():
        assert [entry.kind for entry in SimfoniEntry.select()] == ["entri"]


def test_the_record_of_an_entry_holds_no_word_that_names_somebody(team: Team, case_id: int) -> None:
    enter(team, case_id)
    with team.session.store.reading():
        kept = SimfoniEntry.get().sheet
    for secret in (NAME, NIK, PHONE, STREET, STORY):
        assert secret not in kept
    assert "Pelajar" in kept or "Pendidikan" in kept


def test_a_change_after_the_entry_is_told_with_its_field(team: Team, case_id: int) -> None:
    enter(team, case_id)
    assert listed(team, EntryState.CHANGED) == ()
    team.clock.advance(days=1)
    change(team, case_id, "pengaduan", korban_nama="Zubaidah Q. Wulansari", tempat="sekolah")
    (row,) = listed(team, EntryState.CHANGED)
    assert "Korban: Nama penerima manfaat" in row.note
    changes = {one.label: one for one in team.at_desk("administrasi").simfoni.sheet(case_id).changes}
    place = changes["Kasus: Kategori lokasi"]
    assert place.now == "Sekolah"
    name = changes["Korban: Nama penerima manfaat"]
    assert (name.hidden, name.before, name.now) == (True, "", "")


def test_bringing_simfoni_up_to_date_keeps_number_and_day_of_the_entry(team: Team, case_id: int) -> None:
    enter(team, case_id)
    team.clock.advance(days=2)
    change(team, case_id, "pengaduan", tempat="sekolah")
    assert len(listed(team, EntryState.CHANGED)) == 1
    enter(team, case_id)
    (row,) = listed(team, EntryState.ENTERED)
    assert (row.number, row.day) == (NO, "23 November 2026")
    history = team.at_desk("administrasi").simfoni.sheet(case_id).history
    assert [word.text for word in history] == ["Diperbarui di Simfoni 25 November 2026", "Dientri 23 November 2026"]
    assert len(team.audited("simfoni.perbarui")) == 1


def test_a_list_mapped_anew_makes_entered_cases_differ(team: Team, case_id: int) -> None:
    change(team, case_id, "pengaduan", tempat="daring")
    enter(team, case_id)
    desk = team.at_desk("administrasi")
    info = next(one for one in desk.list_editor.all() if one.entries.key == "tempat-kejadian")
    desk.list_editor.save(list_edit.categorise(info.entries, "daring", "Fasilitas Umum"), info.entries.version)
    (row,) = listed(team, EntryState.CHANGED)
    assert row.note == "Kasus: Kategori lokasi"
    (found,) = [one for one in desk.simfoni.sheet(case_id).changes if one.label == row.note]
    assert (found.before, found.now) == ("Lainnya", "Fasilitas Umum")


def test_what_was_copied_must_still_be_what_the_case_says(team: Team, case_id: int) -> None:
    desk = team.at_desk("administrasi")
    seen = desk.simfoni.sheet(case_id, clear=True).digest
    change(team, case_id, "pengaduan", tempat="sekolah")
    entry = NewEntry(NO, team.clock.now().date(), seen)
    assert code_of(lambda: desk.simfoni.record(case_id, entry)) is ErrorCode.CHANGED_BY_OTHER
    assert listed(team, EntryState.ENTERED) == ()


@pytest.mark.parametrize("number", ["", "   ", "9" * 61])
def test_a_number_is_needed(team: Team, case_id: int, number: str) -> None:
    assert code_of(lambda: enter(team, case_id, number)) is ErrorCode.VALUE_INVALID


@pytest.mark.parametrize("days", [1, -400])
def test_nothing_is_entered_tomorrow_or_before_the_report(team: Team, case_id: int, days: int) -> None:
    day = team.clock.now().date() + timedelta(days=days)
    assert code_of(lambda: enter(team, case_id, day=day)) is ErrorCode.VALUE_INVALID


def test_another_case_with_the_same_number_is_named(team: Team, case_id: int) -> None:
    other = team.open("aduan-2").case_id
    assert enter(team, case_id).same_number == ()
    number = team.at_desk("layanan").cases.page(case_id).head.number
    assert enter(team, other).same_number == (number,)


def test_an_entry_recorded_by_mistake_is_taken_back(team: Team, case_id: int) -> None:
    enter(team, case_id)
    desk = team.at_desk("administrasi")
    assert code_of(lambda: desk.simfoni.take_back(case_id, " ")) is ErrorCode.REASON_NEEDED
    desk.simfoni.take_back(case_id, "Salah kasus")
    (row,) = listed(team, EntryState.WAITING)
    assert row.number == ""
    enter(team, case_id, LATER)
    assert listed(team, EntryState.ENTERED)[0].number == LATER


def test_a_case_that_is_not_to_be_entered_leaves_the_list_with_its_reason(team: Team, case_id: int) -> None:
    desk = team.at_desk("administrasi")
    desk.simfoni.not_needed(case_id, "Sudah dientri UPTD provinsi")
    assert listed(team, EntryState.WAITING) == ()
    assert listed(team, EntryState.NOT_NEEDED)[0].note == "Sudah dientri UPTD provinsi"
    desk.simfoni.needed(case_id)
    assert len(listed(team, EntryState.WAITING)) == 1
    enter(team, case_id)
    assert code_of(lambda: desk.simfoni.not_needed(case_id, "x")) is ErrorCode.NOT_FOUND


def test_a_closed_case_is_entered_as_well(team: Team) -> None:
    case_id = team.case_at(7)
    team.at_desk("administrasi").simfoni.take_back(case_id, "Nomor rekaan")
    enter(team, case_id)
    assert listed(team, EntryState.ENTERED)[0].number == NO


def test_the_log_book_tells_that_the_sheet_is_complete(team: Team, case_id: int) -> None:
    recorded = enter(team, case_id)
    form_key = team.at_desk("administrasi").simfoni.sheet(case_id).form_key
    with team.session.store.reading():
        record = FormRecord.get(FormRecord.case == case_id, FormRecord.form_key == form_key)
        lines = [row.document for row in LogEntry.select().where(LogEntry.case == case_id)]
    if recorded.missing:
        assert record.status == "konsep"
    else:
        assert (record.status, lines.count("Lembar Entri Simfoni PPA")) == ("lengkap", 1)


def test_names_are_dots_until_they_are_asked_for(team: Team, case_id: int) -> None:
    hidden, shown = items(team, case_id, clear=False), items(team, case_id)
    assert hidden["klien_nama"].words == DOTS
    assert shown["klien_nama"].words == NAME
    assert hidden["pendidikan"] == shown["pendidikan"]
    assert len(team.audited("simfoni.tampilkan")) == 1
    assert len(team.audited("simfoni.buka")) == 1


def test_a_choice_without_a_category_is_marked_with_the_offices_own_word(team: Team, case_id: int) -> None:
    desk = team.at_desk("administrasi")
    info = next(one for one in desk.list_editor.all() if one.entries.key == "tempat-kejadian")
    entries = list_edit.add(info.entries, "Kapal penumpang")
    key = entries.options[-1].key
    desk.list_editor.save(entries, info.entries.version)
    change(team, case_id, "pengaduan", tempat=key)
    item = items(team, case_id)["tempat"]
    assert (item.words, item.own, item.mark, item.listed) == ("", "Kapal penumpang", Mark.UNMAPPED, "tempat-kejadian")


def test_further_victims_accused_and_incidents_follow_one_after_another(team: Team, case_id: int) -> None:
    people = {
        "korban_lain": [
            {"nama": "Budi", "jenis_kelamin": "laki-laki", "umur": 9},
            {"nama": "Citra", "berkas_sendiri": "ya"},
        ],
        "terlapor_lain": [{"nama": "Doni", "hubungan": "tetangga"}],
        "kejadian_lain": [{"tanggal": "2026-10-01", "bentuk": "psikis"}],
    }
    change(team, case_id, "pengaduan", **people)
    sheet = team.at_desk("administrasi").simfoni.sheet(case_id, clear=True).sheet
    titles = [part.title for part in sheet.parts]
    assert titles[:6] == ["Kasus", "Kejadian 2", "Korban", "Korban 2", "Korban 3", "Pelaku"]
    by_title = {part.title: part for part in sheet.parts}
    assert "Budi" in [item.words for item in by_title["Korban 2"].items]
    assert by_title["Korban 3"].items == ()
    assert "berkas kasus sendiri" in by_title["Korban 3"].note
    assert "Tetangga" in [item.words for item in by_title["Pelaku 2"].items]


def test_a_village_is_asked_level_by_level(team: Team, case_id: int) -> None:
    found = items(team, case_id)
    assert [found[f"wilayah/{level}"].words for level in ("Provinsi", "Kabupaten/kota", "Kecamatan")] == [
        "Banten", "Kota Tangerang", "Tangerang",
    ]  # fmt: skip


def test_the_age_is_that_of_the_incident_and_does_not_grow_while_a_case_waits(team: Team, case_id: int) -> None:
    change(team, case_id, "pengaduan", korban_tanggal_lahir="2010-11-24", tanggal_kejadian="2026-11-20")
    assert items(team, case_id)["klien_umur"].words == "15"
    enter(team, case_id)
    team.clock.advance(days=400)
    assert items(team, case_id)["klien_umur"].words == "15"
    assert listed(team, EntryState.CHANGED) == ()


def test_the_list_is_searched_and_filtered(team: Team, case_id: int) -> None:
    other = team.open("aduan-2", korban_nama="Wahyuni Prastika").case_id
    assert [row.case_id for row in listed(team, EntryState.WAITING)] == [case_id, other]
    assert [row.case_id for row in listed(team, EntryState.WAITING, text="wahyuni")] == [other]
    assert [row.case_id for row in listed(team, EntryState.WAITING, at_step=True)] == [case_id]
    assert listed(team, EntryState.WAITING, sop_key="lain") == ()
    rows = listed(team, EntryState.WAITING)
    assert all(NAME not in repr(row) for row in rows)


def test_the_print_is_the_case_as_it_stands(team: Team, case_id: int) -> None:
    change(team, case_id, "pengaduan", tempat="sekolah")
    before = len(team.audited("formulir.cetak"))
    paper = team.at_desk("administrasi").simfoni.paper(case_id).decode()
    assert NAME in paper
    assert "'tempat': 'sekolah'" in paper
    assert len(team.audited("formulir.cetak")) == before + 1


def test_who_may_only_read_records_nothing(team: Team, case_id: int) -> None:
    head = team.at_desk("pimpinan")
    seen = head.simfoni.sheet(case_id).digest
    assert not head.simfoni.sheet(case_id).may_enter
    entry = NewEntry(NO, team.clock.now().date(), seen)
    assert code_of(lambda: head.simfoni.record(case_id, entry)) is ErrorCode.NOT_ALLOWED
    assert code_of(lambda: team.at_desk("pengelola").simfoni.sheet(case_id)) is ErrorCode.NOT_ALLOWED


def test_an_entry_from_before_the_program_kept_what_was_entered_counts_all_the_same(team: Team, case_id: int) -> None:
    enter(team, case_id)
    with team.session.store.unit_of_work(None, team.clock.now()) as unit:
        SimfoniEntry.delete().execute()
        unit.audit("uji", "kasus", case_id)
    assert [row.number for row in listed(team, EntryState.ENTERED)] == [NO]
    team.clock.advance(days=1)
    change(team, case_id, "pengaduan", tempat="sekolah")
    (row,) = listed(team, EntryState.CHANGED)
    assert row.note == "Kasus: Kategori lokasi"


def test_the_runs_of_periods_are_no_cases(team: Team, case_id: int) -> None:
    team.at_desk("administrasi").procedures.use("tanah-laut-puspaga-dokumentasi", in_use=True)
    team.at_desk("administrasi").periods.begin_due()
    counts = team.at_desk("administrasi").simfoni.list(SimfoniFilter()).counts
    with team.session.store.reading():
        runs = [case.id for case in CaseFile.select().where(CaseFile.subject != "kasus")]
    assert runs
    assert sum(counts.values()) == 1
    assert code_of(lambda: team.at_desk("administrasi").simfoni.sheet(runs[0])) is ErrorCode.NOT_FOUND


# ---------------------------------------------------------------- the number beside the navigation


def badge(team: Team, role: str = "administrasi") -> int | None:
    return team.at_desk(role).status.strip().badges.get("simfoni")


def test_the_navigation_counts_what_waits_for_who_enters_it(team: Team, case_id: int) -> None:
    assert (badge(team), badge(team, "pimpinan")) == (1, None)
    enter(team, case_id)
    assert badge(team) == 0
    team.clock.advance(days=1)
    change(team, case_id, "pengaduan", tempat="sekolah")
    assert badge(team) == 1
    enter(team, case_id)
    assert badge(team) == 0


def test_after_a_change_of_many_cases_they_are_counted_little_by_little(
    team: Team, case_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = team.case_at(4, "aduan-2")
    for turn, one in enumerate((case_id, other)):
        enter(team, one, f"25012345{turn}")
    team.clock.advance(days=1)
    for one in (case_id, other):
        change(team, one, "pengaduan", tempat="sekolah")
    monkeypatch.setattr(simfoni, "_MOST_COMPARED", 1)
    assert [badge(team), badge(team), badge(team)] == [1, 2, 2]


def test_an_office_without_an_entry_form_has_nothing_to_enter(
    team: Team, case_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(simfoni_cases, "is_entry_form", lambda _spec: False)
    assert badge(team) == 0
