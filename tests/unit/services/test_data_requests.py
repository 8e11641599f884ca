"""A person asks what is kept of them: a copy without others' secrets, a correction, an erasure that really erases."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from models.access.permissions import Permission
from models.domain.facts import FACTS
from models.errors import ErrorCode
from models.records import data_rights
from models.rehearsal.walk import SCAN
from models.services import facts
from models.services.safety import check
from models.services.views.requests import NewRequest, RequestRow
from models.services.views.simfoni import EntryState, SimfoniFilter
from models.store import working
from models.store.tables import Attachment, DoomedFile, FactRow, FormRecord, LegalClock, SimfoniEntry
from tests.fixtures_office import Team, code_of

TODAY = date(2026, 11, 23)
ACCESS, CORRECTION, ERASING = "akses", "koreksi", "hapus"


def ask(team: Team, case_id: int, kind: str = ACCESS, **more: Any) -> RequestRow:
    given = {"asker": "Ratna Sari", "capacity": "sendiri", "identity": "ktp", "asked_on": team.clock.now().date()}
    if kind != ACCESS:
        given |= {"what": "Nomor telepon sudah berganti"}
    return team.at_desk("administrasi").data_requests.take(NewRequest(kind, case_id, **{**given, **more}))


def accept(team: Team, row: RequestRow, *parts: str) -> RequestRow:
    return team.at_desk("pimpinan").data_requests.decide(row.request_id, accept=True, parts=parts)


def stated(team: Team, case_id: int) -> dict[str, Any]:
    with team.session.store.reading():
        return dict(facts.of_case(case_id))


def all_texts(team: Team) -> Iterable[tuple[str, str]]:
    """Every text of the whole database, with the table it stands in."""
    with team.session.store.reading():
        tables = [row[0] for row in working.proxy.execute_sql("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in tables:
            for row in working.proxy.execute_sql(f'SELECT * FROM "{table}"'):  # noqa: S608 - own names
                for value in row:
                    if isinstance(value, bytes):
                        yield table, value.decode("utf-8", "replace")
                    elif isinstance(value, str):
                        yield table, value


def identifying(said: dict[str, Any]) -> dict[str, str]:
    """What must be nowhere once the person is forgotten."""
    return {
        key: str(value)
        for key, value in said.items()
        if key in FACTS and FACTS[key].secret and isinstance(value, str) and len(value) >= 5 and "wilayah" not in key
    }


def warehouse(team: Team) -> Path:
    return team.session.folder.attachments


def test_what_is_asked_is_written_down_and_its_clock_runs_three_days(team: Team) -> None:
    case_id = team.open().case_id
    row = ask(team, case_id)
    assert (row.kind_name, row.state, row.asker, row.capacity) == ("Salinan data", "Disiapkan", "R.S.", "Klien sendiri")
    assert (row.clock.text, row.clock.basis) == ("Sisa 72 jam", "UU 27/2022 pasal 32 ayat (2)")
    board = team.at_desk("administrasi").tasks.board()
    assert [one.title for one in board.clocks] == ["Beri salinan data kepada pemohon"]
    assert [one.request_id for one in team.at_desk("pimpinan").data_requests.of_case(case_id)] == [row.request_id]
    assert not team.at_desk("layanan").session.may(Permission.DATA_ERASE), "only the desk of administration erases"


@pytest.mark.parametrize(
    "wrong",
    [
        {"asker": "  "},
        {"capacity": "tetangga"},
        {"identity": ""},
        {"kind": "lain"},
        {"asked_on": date(2027, 1, 1)},
        {"kind": CORRECTION, "what": ""},
    ],
)
def test_a_request_that_cannot_be_is_refused_with_a_sentence(team: Team, wrong: dict[str, Any]) -> None:
    case_id = team.open().case_id
    kind = wrong.pop("kind", ACCESS)
    assert code_of(lambda: ask(team, case_id, kind, **wrong)) is ErrorCode.VALUE_INVALID
    with team.session.store.reading():
        assert LegalClock.select().count() == 0, "no clock of a request that is not there"


def test_the_copy_holds_the_persons_answers_and_no_secret_of_anybody_else(team: Team) -> None:
    case_id = team.case_at(7)
    said, row = stated(team, case_id), ask(team, case_id)
    copy = team.at_desk("layanan").data_requests.copy(row.request_id, ("asesmen", "penilaian"))
    words = json.dumps(json.loads(copy.to_json()), ensure_ascii=False)
    assert said["klien.nama"] in words
    for key in ("pelapor.nama", "pelapor.telepon", "terlapor.nama"):
        if said.get(key):
            assert str(said[key]) not in words, f"{key} belongs to somebody else"
    assert copy.answers > 5
    counted = {one.key: one.count for one in copy.left_out}
    assert counted["pelapor"] > 0
    assert counted["terlapor"] > 0
    assert copy.given, "letters that left the house are told"
    assert len(team.audited("hak.lihat_salinan")) == 1


def test_an_officer_may_let_the_assessment_be_copied_but_never_what_belongs_to_others(team: Team) -> None:
    case_id = team.case_at(7)
    row = ask(team, case_id)
    service = team.at_desk("layanan").data_requests
    narrow = service.copy(row.request_id, ("asesmen", "penilaian"))
    wide = service.copy(row.request_id, ())
    assert wide.answers > narrow.answers
    fixed = {one.key for one in wide.left_out if one.fixed}
    assert {"pelapor", "terlapor", "korban_lain"} <= fixed
    by_clerk = team.at_desk("administrasi").data_requests.copy(row.request_id, ())
    assert by_clerk.answers < wide.answers, "who may not read the assessment cannot copy it"
    assert any(one.key == "wewenang" and one.count for one in by_clerk.left_out)


def test_names_of_others_are_veiled_in_what_the_client_told(team: Team) -> None:
    story = "Kamis malam Bambang Wicaksono datang lagi; bambang marah kepada Ratna Sari dan Ibu Lestari melihatnya."
    case_id = team.open(
        **{
            key_of(team, "terlapor.nama"): "Bambang Wicaksono",
            key_of(team, "pelapor.nama"): "Lestari Handayani",
            key_of(team, "klien.nama"): "Ratna Sari",
            key_of(team, "kejadian.ringkasan"): story,
            "pelapor_status": "tetangga",
            "pelapor_bersedia": "tidak",  # her name was typed before she asked not to be named
        }
    ).case_id
    copy = team.at_desk("layanan").data_requests.copy(ask(team, case_id).request_id, ())
    told = next(words for section in copy.sections for _label, words in section.rows if "Kamis malam" in words)
    assert (
        told == "Kamis malam (terlapor) datang lagi; (terlapor) marah kepada Ratna Sari dan Ibu (pelapor) melihatnya."
    )


def key_of(team: Team, meaning: str) -> str:
    form = team.at_desk("layanan").forms.intake(team.spec.key).spec
    return next(one.key for one in form.fields if one.meaning == meaning)


def test_a_parent_who_is_the_accused_is_warned_about(team: Team) -> None:
    case_id = team.open(**{key_of(team, "terlapor.nama"): "Bambang Wicaksono"}).case_id
    row = ask(team, case_id, asker="bambang wicaksono", capacity="orang_tua")
    copy = team.at_desk("layanan").data_requests.copy(row.request_id, ())
    assert len(copy.warnings) == 1
    assert copy.warnings[0].startswith("Nama pemohon sama atau mirip dengan terlapor")


def test_handing_the_copy_over_ends_the_clock_and_drafts_a_receipt(team: Team) -> None:
    case_id = team.open().case_id
    row, service = ask(team, case_id), team.at_desk("administrasi").data_requests
    assert code_of(lambda: service.handed(row.request_id, "Ratna Sari", TODAY)) is ErrorCode.VALUE_INVALID
    paper = service.copy_paper(row.request_id, ("asesmen", "penilaian"))
    assert b"SALINAN" in paper or b"CopyPaper" in paper
    letter_id = service.letter(row.request_id)
    sheet = team.at_desk("administrasi").letters.open(letter_id)
    assert any("Salinan data pribadi" in json.dumps(value) for value in sheet.values.values())
    assert "Ratna" not in json.dumps(sheet.values), "the receipt names no client"
    done = service.handed(row.request_id, "Ratna Sari", TODAY)
    assert (done.state, done.clock.done, done.letter_id) == ("Selesai", True, letter_id)
    assert done.clock.text == "Salinan diserahkan 23 November 2026"
    assert code_of(lambda: service.handed(row.request_id, "Ratna Sari", TODAY)) is ErrorCode.STEP_CLOSED


def test_a_refusal_needs_a_ground_of_the_law_and_ends_the_request(team: Team) -> None:
    row, head = ask(team, team.open().case_id), team.at_desk("pimpinan").data_requests
    number = row.request_id
    assert code_of(lambda: head.decide(number, accept=False, ground="retensi", note="x")) is ErrorCode.VALUE_INVALID
    assert code_of(lambda: head.decide(number, accept=False, ground="bahaya")) is ErrorCode.REASON_NEEDED
    done = head.decide(number, accept=False, ground="bahaya", note="Terlapor serumah")
    assert (done.state, done.clock.done) == ("Ditolak", True)
    assert "pasal 33 huruf a" in done.decided
    assert "Terlapor serumah" in done.decided
    service = team.at_desk("administrasi").data_requests
    assert code_of(lambda: service.copy_paper(number, ())) is ErrorCode.NOT_ALLOWED
    assert code_of(lambda: head.decide(number, accept=True)) is ErrorCode.STEP_CLOSED


def test_a_correction_is_done_when_the_form_says_something_new(team: Team) -> None:
    case_id = team.open().case_id
    team.clock.advance(minutes=5)
    row, service = ask(team, case_id, CORRECTION), team.at_desk("administrasi").data_requests
    form = team.spec.intake_form
    assert code_of(lambda: service.corrected(row.request_id, form)) is ErrorCode.NOT_ALLOWED, "the head has not decided"
    accept(team, row)
    assert code_of(lambda: service.corrected(row.request_id, form)) is ErrorCode.VALUE_INVALID, "nothing was corrected"
    team.clock.advance(minutes=5)
    desk = team.at_desk("layanan")
    sheet = desk.forms.open(case_id, form)
    answers = {**sheet.values, key_of(team, "klien.telepon"): "081234567890"}
    desk.forms.save(case_id, form, answers, sheet.row_version, finish=True)
    done = service.corrected(row.request_id, form)
    assert (done.state, done.clock.text) == ("Selesai", "Data diperbaiki pada Formulir Informasi Kasus")


# ------------------------------------------------------------------ erasing


@pytest.fixture
def forgotten(team: Team) -> tuple[Team, dict[str, Any], RequestRow]:
    """A closed case with a scan, a note and a name everywhere, whose erasure was accepted."""
    case_id = team.case_at(7)
    desk, said = team.at_desk("layanan"), stated(team, case_id)
    name = said["klien.nama"]
    team.at_desk("administrasi").attachments.add(case_id, f"KTP {name}", f"{name}.pdf", SCAN)
    desk.cases.add_note(case_id, f"{name} menelepon dari nomor baru")
    desk.forms.draft_save("catatan", str(case_id), {"teks": f"{name} belum dihubungi"})
    desk.cases.reveal(case_id, f"Menelepon {name}")
    team.at_desk("administrasi").logbook.printed(f"Map {name}", 1, "printer", case_id)
    row = accept(team, ask(team, case_id, ERASING, what=f"Hapus data {name}"), "lampiran", "surat")
    return team, said, row


def test_the_plan_says_what_goes_what_stays_and_that_backups_still_hold_it(team: Team) -> None:
    case_id = team.open().case_id
    plan = team.at_desk("pimpinan").data_requests.plan(ask(team, case_id, ERASING).request_id)
    assert "masih berjalan" in plan.obstacle
    assert any("Cadangan" in words and "12 bulan" in words for words in plan.warnings)
    assert plan.takes
    assert plan.stays


def test_a_running_case_and_a_mistyped_number_erase_nothing(team: Team) -> None:
    case_id = team.open().case_id
    row = accept(team, ask(team, case_id, ERASING))
    erase = team.at_desk("administrasi").data_requests.erase
    assert code_of(lambda: erase(row.request_id, "0000/XYZ")) is ErrorCode.VALUE_INVALID
    assert code_of(lambda: erase(row.request_id, row.numbers[0])) is ErrorCode.VALUE_INVALID, "it still runs"
    assert stated(team, case_id)["klien.nama"]


def test_nothing_about_the_person_is_left_anywhere(forgotten: tuple[Team, dict[str, Any], RequestRow]) -> None:
    team, said, row = forgotten
    wanted = identifying(said)
    assert len(wanted) > 3
    files = set(warehouse(team).iterdir())
    assert files
    done = team.at_desk("administrasi").data_requests.erase(row.request_id, row.numbers[0])
    assert (done.state, done.client_label, done.what) == ("Selesai", "Data dihapus", "")
    for table, text in all_texts(team):
        for key, value in wanted.items():
            assert value.casefold() not in text.casefold(), f"{key} is still in {table}: {text[:200]}"
    assert not list(warehouse(team).glob("*.bks")), "the scans are gone from the disk"
    with team.session.store.reading():
        assert not DoomedFile.select().count()


def test_both_chains_and_the_whole_office_are_sound_after_it(
    forgotten: tuple[Team, dict[str, Any], RequestRow],
) -> None:
    team, _said, row = forgotten
    team.at_desk("administrasi").data_requests.erase(row.request_id, row.numbers[0])
    assert team.session.store.verify_audit()[1] is None
    report = team.at_desk("layanan").logbook.verify()
    assert report.whole
    found = check.examine(team.session.folder, team.session.key, team.clock.now())
    assert [one for one in found.findings if one.tone == "danger"] == []


def test_a_redacted_line_that_somebody_alters_again_is_found(
    forgotten: tuple[Team, dict[str, Any], RequestRow],
) -> None:
    team, _said, row = forgotten
    team.at_desk("administrasi").data_requests.erase(row.request_id, row.numbers[0])
    with team.session.store.unit_of_work(None, team.clock.now()) as unit:
        unit.audit("uji", "uji")
        line = working.proxy.execute_sql("SELECT entry_id FROM log_redaction LIMIT 1").fetchone()[0]
        working.proxy.execute_sql("UPDATE log_entry SET document = 'lain' WHERE id = ?", (line,))
        record = working.proxy.execute_sql("SELECT record_id FROM audit_redaction LIMIT 1").fetchone()[0]
        working.proxy.execute_sql("UPDATE audit SET detail = '{}' WHERE id = ?", (record,))
    assert team.at_desk("layanan").logbook.verify().broken_at == line
    assert team.session.store.verify_audit()[1] == record


def test_what_counts_nobody_in_particular_stays_for_the_statistics(
    forgotten: tuple[Team, dict[str, Any], RequestRow],
) -> None:
    team, said, row = forgotten
    team.at_desk("administrasi").data_requests.erase(row.request_id, row.numbers[0])
    left = stated(team, row.case_id)
    assert set(left) <= data_rights.shipped().kept_facts
    for key in ("klien.jenis_kelamin", "kejadian.bentuk"):
        if key in said:
            assert left[key] == said[key]
    assert isinstance(left.get("klien.umur"), int)
    page = team.at_desk("pimpinan").cases.page(row.case_id)
    assert page.head.client_label == "Data dihapus"
    with team.session.store.reading():
        assert FormRecord.select().count()
        assert FactRow.select().count()


def test_an_erased_case_waits_for_no_entry_and_shows_nothing_of_the_one_it_had(
    forgotten: tuple[Team, dict[str, Any], RequestRow],
) -> None:
    team, _said, row = forgotten
    simfoni = team.at_desk("administrasi").simfoni
    (entered,) = simfoni.list(SimfoniFilter(EntryState.ENTERED)).rows
    team.at_desk("administrasi").data_requests.erase(row.request_id, row.numbers[0])
    counts = simfoni.list(SimfoniFilter()).counts
    assert (counts[EntryState.WAITING], counts[EntryState.CHANGED], counts[EntryState.ENTERED]) == (0, 0, 1)
    assert code_of(lambda: simfoni.sheet(entered.case_id)) is ErrorCode.DATA_ERASED
    with team.session.store.reading():
        assert {one.sheet for one in SimfoniEntry.select()} == {"{}"}


def test_erased_papers_and_scans_say_so(forgotten: tuple[Team, dict[str, Any], RequestRow]) -> None:
    team, _said, row = forgotten
    letters = [one for one in team.at_desk("pimpinan").letters.list().rows if one.number]
    team.at_desk("administrasi").data_requests.erase(row.request_id, row.numbers[0])
    with team.session.store.reading():
        scan = Attachment.select().first()
    head = team.at_desk("pimpinan")
    assert code_of(lambda: head.attachments.read(scan.id)) is ErrorCode.DATA_ERASED
    assert code_of(lambda: head.letters.paper(letters[0].letter_id)) is ErrorCode.DATA_ERASED
    again = [one.number for one in head.letters.list().rows if one.number]
    assert again == [one.number for one in letters], "numbers stay in the register"
    assert code_of(lambda: ask(team, row.case_id)) is ErrorCode.DATA_ERASED
    assert code_of(lambda: head.cases.reopen(row.case_id, "Klien kembali")) is ErrorCode.DATA_ERASED


def test_the_minutes_tell_the_numbers_and_the_truth_about_backups(
    forgotten: tuple[Team, dict[str, Any], RequestRow],
) -> None:
    team, _said, row = forgotten
    service = team.at_desk("administrasi").data_requests
    service.erase(row.request_id, row.numbers[0])
    letter_id = service.letter(row.request_id)
    sheet = team.at_desk("administrasi").letters.open(letter_id)
    assert sheet.spec.key == "berita-acara-penghapusan-data"
    words = json.dumps(sheet.values, ensure_ascii=False)
    assert row.numbers[0] in words
    assert "formulir" in words
    assert "putusan pimpinan" in words


def test_letters_stay_where_the_head_keeps_them(team: Team) -> None:
    case_id = team.case_at(7)
    row = accept(team, ask(team, case_id, ERASING))
    number = next(one for one in team.at_desk("pimpinan").letters.list().rows if one.number)
    team.at_desk("administrasi").data_requests.erase(row.request_id, row.numbers[0])
    assert team.at_desk("pimpinan").letters.paper(number.letter_id)


def test_without_the_heads_word_the_database_itself_refuses(team: Team) -> None:
    case_id = team.case_at(7)
    row = ask(team, case_id, ERASING)
    erase = team.at_desk("administrasi").data_requests.erase
    assert code_of(lambda: erase(row.request_id, row.numbers[0])) is ErrorCode.NOT_ALLOWED
    sql = "INSERT INTO erasure (case_id, request_id, parts, counts, at, account_id) VALUES (?, ?, '[]', '{}', 'x', 1)"
    with (
        pytest.raises(Exception, match="only with an approval"),
        team.session.store.unit_of_work(None, team.clock.now()),
    ):
        working.proxy.execute_sql(sql, (case_id, row.request_id))


def test_a_power_cut_after_the_erasure_leaves_no_file_after_the_next_login(
    forgotten: tuple[Team, dict[str, Any], RequestRow], monkeypatch: pytest.MonkeyPatch
) -> None:
    team, _said, row = forgotten
    with monkeypatch.context() as patch:
        patch.setattr("models.services.rights.erasure.sweep", lambda _desk: 0)
        team.at_desk("administrasi").data_requests.erase(row.request_id, row.numbers[0])
    assert list(warehouse(team).glob("*.bks"))
    team.person(team.at_desk("administrasi").session.user.username)
    assert not list(warehouse(team).glob("*.bks"))
