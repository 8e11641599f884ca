"""The figures of a period, from cases as clerks open them: what counts, in which month, under which word."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import pytest

import resources
from models.errors import Cancelled, ErrorCode
from models.forms import list_edit
from models.forms.lists import OptionList
from models.forms.spec import Option
from models.services.cases.same_person import SamePersonService
from models.services.definitions import Definitions
from models.services.desk import packed
from models.services.views.figures import FigureWish
from models.statistics.figures import Basis, Counts, Figures, FigureTable, Unit, from_json, to_json
from models.store.tables import CaseFile, FactRow, FormRecord
from tests.fixtures_office import NAME, NIK, STORY, Team, bring_definition, code_of

NOVEMBER = "2026-11"


def state(team: Team, case_id: int, form: str = "pengaduan", **facts: object) -> None:
    """Facts of a case, as a form would state them: ``kejadian__bentuk`` is "kejadian.bentuk"."""
    with team.session.store.unit_of_work(None, team.clock.now()) as unit:
        for name, value in facts.items():
            key = name.replace("__", ".")
            FactRow.insert(case=case_id, key=key, value=packed(value), form_key=form).on_conflict_replace().execute()
        unit.audit("uji", "kasus", case_id)


def change(team: Team, case_id: int, **columns: object) -> None:
    """Columns of a case, as its life would set them."""
    with team.session.store.unit_of_work(None, team.clock.now()) as unit:
        CaseFile.update(**columns).where(CaseFile.id == case_id).execute()
        unit.audit("uji", "kasus", case_id)


def figures(team: Team, period: str = NOVEMBER, basis: Basis = Basis.REPORT, *services: str) -> Figures:
    return team.at_desk("pimpinan").statistics.figures(period, basis, services)


def table(team: Team, key: str, period: str = NOVEMBER, basis: Basis = Basis.REPORT) -> FigureTable:
    found = figures(team, period, basis).table(key)
    assert found is not None
    return found


def rows(found: FigureTable) -> dict[str, int]:
    return {row.label: row.total for row in found.rows if row.total}


def behind(team: Team, role: str, key: str, row: str | None) -> list[int]:
    found = team.at_desk(role).statistics.cases_behind(key, row, None, NOVEMBER)
    return [one.case_id for one in found.rows]


# ---------------------------------------------------------------------- what is counted


def test_a_case_with_three_victims_and_two_incidents_counts_as_such(team: Team) -> None:
    case_id = team.open().case_id
    others = [
        {"jenis_kelamin": "laki-laki", "umur": 9},
        {"jenis_kelamin": "perempuan", "umur": 40, "berkas_sendiri": "tidak"},
        {"nama": "Sudah punya berkas", "berkas_sendiri": "ya"},
    ]
    state(team, case_id, kasus__korban_lain=others, kejadian__tempat="sekolah",
          kasus__kejadian_lain=[{"tempat": "daring", "bentuk": "psikis"}])  # fmt: skip
    assert figures(team).current == Counts(victims=3, cases=1, incidents=2)
    assert rows(table(team, "tempat")) == {"Sekolah": 1, "Ruang daring (media elektronik)": 1}
    split = table(team, "anak-dewasa")
    assert [heading.label for heading in split.columns] == ["Perempuan", "Laki-laki", "Tidak diketahui"]
    assert {row.label: row.cells for row in split.rows} == {
        "Anak": (1, 1, 0), "Dewasa": (1, 0, 0), "Tidak diketahui": (0, 0, 0),
    }  # fmt: skip


def test_an_incident_told_only_as_a_story_and_an_accused_known_only_by_name_count(team: Team) -> None:
    case_id = team.open().case_id
    with team.session.store.unit_of_work(None, team.clock.now()) as unit:
        FactRow.delete().where(FactRow.key.startswith("kejadian.") | FactRow.key.startswith("terlapor.")).execute()
        unit.audit("uji", "kasus", case_id)
    assert figures(team).current.incidents == 0
    state(team, case_id, kejadian__ringkasan="Dipukul sejak Jumat.", terlapor__nama="Jaka")
    assert figures(team).current.incidents == 1
    assert rows(table(team, "tempat")) == {"Tidak diketahui": 1}
    assert sum(rows(table(team, "hubungan")).values()) == 1


def test_a_person_in_two_cases_is_one_victim_until_the_statement_is_taken_back(team: Team) -> None:
    first, second = team.open("a1"), team.open("a2", korban_nama="Zubaidah Q. Wulansari")
    state(team, first.case_id, kejadian__bentuk=["fisik"], klien__pendidikan="sd")
    state(team, second.case_id, kejadian__bentuk=["fisik", "psikis"], klien__pendidikan="slta")
    join: SamePersonService = team.at_desk("layanan").same_person
    [joined] = join.join(first.case_id, second.number, "NIK sama")
    assert (figures(team).current.victims, figures(team).current.cases) == (1, 2)
    kinds = table(team, "bentuk-kekerasan")
    assert rows(kinds) == {"Fisik": 1, "Psikis": 1}
    assert (kinds.total, kinds.several) == (1, True)
    assert rows(table(team, "pendidikan")) == {"SD/sederajat": 1}
    assert sorted(behind(team, "pimpinan", "bentuk-kekerasan", "fisik")) == [first.case_id, second.case_id]
    assert joined.link_id is not None
    join.part(joined.link_id, "Ternyata orang lain")
    assert figures(team).current.victims == 2


def test_refusals_count_but_files_entered_twice_and_documentation_do_not(team: Team) -> None:
    refused, twice, running = (team.open(f"a{turn}").case_id for turn in range(3))
    now = team.clock.now().isoformat(timespec="seconds")
    closed = {"status": "selesai", "ended_at": now}
    change(team, refused, **closed, ended_as="Tetap menolak layanan")
    change(team, twice, **closed, ended_as="ADUAN GANDA")
    found = figures(team)
    assert found.current.cases == 2
    assert rows(table(team, "akhir")) == {"Masih berjalan": 1, "Tetap menolak layanan": 1}
    assert any("1 berkas yang tercatat ganda" in rule for rule in found.rules)
    change(team, running, subject="periode", period=NOVEMBER)
    assert figures(team).current.cases == 1


def test_a_case_that_ends_after_the_month_was_still_running_in_it(team: Team) -> None:
    case_id = team.open().case_id
    change(team, case_id, status="selesai", ended_at="2026-12-02T10:00:00+07:00", ended_as="Selesai")
    november = figures(team)
    assert rows(table(team, "akhir")) == {"Masih berjalan": 1}
    assert rows(table(team, "akhir", "2026")) == {"Selesai": 1}
    change(team, case_id, status="berjalan", ended_at=None, ended_as="")
    assert figures(team).fingerprints == november.fingerprints


# ---------------------------------------------------------------------- when


def test_the_same_case_lies_in_three_months_by_three_bases(team: Team) -> None:
    case_id = team.open().case_id
    change(team, case_id, received_at="2026-10-30T09:00:00+07:00", opened_at="2026-11-02T09:00:00+07:00")
    state(team, case_id, kejadian__tanggal="2026-08-17")
    for basis, month in ((Basis.INCIDENT, "2026-08"), (Basis.REPORT, "2026-10"), (Basis.ENTRY, "2026-11")):
        counted = [
            one for one in ("2026-08", "2026-09", "2026-10", "2026-11") if figures(team, one, basis).current.cases
        ]
        assert counted == [month]
    assert figures(team, NOVEMBER, Basis.REPORT).before.cases == 1
    assert [point.counts.cases for point in figures(team, "2026-S2").trend] == [0, 0, 0, 1, 0, 0]
    assert [point.key for point in figures(team, NOVEMBER).trend] == [
        *("2025-12",), *(f"2026-{month:02d}" for month in range(1, 12)),
    ]  # fmt: skip


def test_without_a_day_of_the_incident_the_report_counts_and_that_is_said(team: Team) -> None:
    case_id = team.open().case_id
    state(team, case_id, kejadian__tanggal="sekitar lebaran")
    found = figures(team, NOVEMBER, Basis.INCIDENT)
    assert found.current.cases == 1
    assert "1 kasus dalam periode ini tanpa tanggal kejadian." in found.rules


def test_age_is_that_on_the_day_of_the_incident(team: Team) -> None:
    case_id = team.open(korban_tanggal_lahir="2008-11-20").case_id
    assert rows(table(team, "anak-dewasa")) == {"Dewasa": 1}
    state(team, case_id, kejadian__tanggal="2026-11-19")
    assert rows(table(team, "anak-dewasa")) == {"Anak": 1}


# ---------------------------------------------------------------------- under which word


def test_retired_renamed_and_free_answers_each_find_their_row(team: Team) -> None:
    cases = [team.open(f"a{turn}").case_id for turn in range(4)]
    editor = team.at_desk("administrasi").list_editor
    entries = next(info.entries for info in editor.all() if info.entries.key == "pendidikan")
    hidden = list_edit.hide(entries, "sd", True)
    renamed: OptionList = list_edit.rename(hidden, "slta", "SMA, SMK, atau sederajat")
    editor.save(renamed, entries.version)
    for case_id, value in zip(cases, ("sd", "slta", "pesantren salaf", ""), strict=True):
        state(team, case_id, klien__pendidikan=value)
    found = table(team, "pendidikan")
    assert rows(found) == {
        "SD/sederajat": 1, "SMA, SMK, atau sederajat": 1, "Lainnya (ditulis sendiri)": 1, "Tidak diketahui": 1,
    }  # fmt: skip
    assert found.rows[-1].label == "Tidak diketahui"
    state(team, cases[0], klien__pendidikan="")
    assert "sd" not in [row.key for row in table(team, "pendidikan").rows]


def test_an_office_with_choices_of_its_own_gets_its_own_words(team: Team) -> None:
    text = re.sub(r"(?m)^versi = \d+$", "versi = 99", resources.text("forms/pengaduan.toml"), count=1)
    before = 'kunci = "korban_pekerjaan"\nlabel = "Pekerjaan"\njenis = "pilihan"\ndaftar = "pekerjaan"'
    assert before in text
    own = before.replace('daftar = "pekerjaan"', 'pilihan = { juru_parkir = "Juru parkir", penenun = "Penenun" }')
    bring_definition(team, "formulir", text.replace(before, own))
    case_id = team.open().case_id
    state(team, case_id, klien__pekerjaan="penenun")
    assert rows(table(team, "pekerjaan")) == {"Penenun": 1}


def test_districts_of_the_own_town_all_stand_there_and_others_by_their_regency(team: Team) -> None:
    manager = team.at_desk("pengelola").settings
    manager.save_office(replace(manager.office(), regency="Kota Tangerang"))
    near, far, typed = (team.open(f"a{turn}").case_id for turn in range(3))
    state(team, near, klien__wilayah="36.71.04.1002")
    state(team, far, klien__wilayah="36.03.01.2001")
    state(team, typed, klien__wilayah="Dekat pasar lama")
    found = table(team, "kecamatan")
    assert rows(found) == {"Benda": 1, "Kabupaten Tangerang, Banten": 1, "Ditulis tanpa memilih wilayah": 1}
    assert "Batuceper" in [row.label for row in found.rows]


def test_an_answer_of_one_form_counts_in_the_words_of_that_form(team: Team) -> None:
    case_id = team.open().case_id
    with team.session.store.reading():
        spec = Definitions(team.clock).form("persetujuan-layanan")
    with team.session.store.unit_of_work(1, team.clock.now()) as unit:
        now = team.clock.now().isoformat()
        FormRecord.create(
            case=case_id, form_key=spec.key, form_version=spec.version, status="konsep",
            answers=json.dumps({"keputusan": "menolak"}), created_at=now, updated_at=now, updated_by=1,
        )  # fmt: skip
        unit.audit("uji", "kasus", case_id)
    options: tuple[Option, ...] = spec.field("keputusan").options
    label = next(one.label for one in options if one.key == "menolak")
    assert rows(table(team, "persetujuan")) == {label: 1}


# ---------------------------------------------------------------------- steps and files


def test_steps_are_in_time_and_late_as_the_evaluation_of_the_procedure_says(team: Team) -> None:
    case_id = team.case_at(1)
    team.clock.advance(minutes=200)
    team.bring(case_id, *(move for move in _usual() if move.step < 5))
    evaluation = team.at_desk("pimpinan").proof.evaluation(2026, team.spec.key)
    found = table(team, "mutu-baku-layanan", "2026")
    count, in_time = sum(row.count for row in evaluation.rows), sum(row.in_time for row in evaluation.rows)
    assert (found.unit, found.total, found.totals) == (Unit.STEPS, count, (in_time, count - in_time))
    assert 0 < in_time < count


def test_files_are_complete_as_the_matrix_says(team: Team) -> None:
    team.case_at(7)
    matrix = team.at_desk("administrasi").completeness.matrix(NOVEMBER)
    found = table(team, "kelengkapan")
    assert (found.total, found.totals[0]) == (len(matrix.rows), matrix.complete)
    assert found.total == 1


def _usual() -> Any:
    from tests.fixtures_office import USUAL

    return USUAL


# ---------------------------------------------------------------------- who may see what


def test_no_name_number_or_story_is_in_the_figures_and_they_freeze_and_thaw(team: Team) -> None:
    team.open()
    found = figures(team)
    text = to_json(found)
    assert not any(secret in text for secret in (NAME, NIK, STORY, "Zubaidah"))
    assert from_json(text) == found
    assert to_json(figures(team)) == text


def test_the_cases_behind_are_for_readers_of_cases_and_the_look_is_recorded(team: Team) -> None:
    case_id = team.open().case_id
    found = team.at_desk("pimpinan").statistics.cases_behind("umur", None, None, NOVEMBER)
    assert [(row.case_id, row.client_label) for row in found.rows] == [(case_id, "An. Z.Q.W.")]
    assert NAME not in repr(found)
    [record] = team.audited("laporan.rincian")
    assert json.loads(record.detail)["tabel"] == "umur"
    manager = team.at_desk("pengelola").statistics
    assert code_of(lambda: manager.cases_behind("umur", None, None, NOVEMBER)) is ErrorCode.NOT_ALLOWED
    assert code_of(lambda: manager.figures(NOVEMBER)) is ErrorCode.NOT_ALLOWED


def test_who_may_not_read_a_form_does_not_learn_whose_answer_it_was(team: Team) -> None:
    first, second = team.open("a1").case_id, team.open("a2").case_id
    state(team, first, form="asesmen-biopsikososial", klien__disabilitas="mental")
    state(team, second, form="pengaduan", klien__disabilitas="mental")
    assert behind(team, "layanan", "disabilitas", "mental") == [second, first]
    found = team.at_desk("administrasi").statistics.cases_behind("disabilitas", "mental", None, NOVEMBER)
    assert ([row.case_id for row in found.rows], found.hidden, found.counted) == ([second], 1, 2)
    assert rows(table(team, "disabilitas")) == {"Mental": 2}


def test_one_service_alone_can_be_asked_for(team: Team) -> None:
    team.open()
    known = team.at_desk("pimpinan").statistics.services()
    assert team.spec.key in [one.key for one in known]
    assert figures(team, NOVEMBER, Basis.REPORT, team.spec.key).current.cases == 1
    assert figures(team, NOVEMBER, Basis.REPORT, "layanan-lain").current.cases == 0


def test_figures_that_leave_the_office_hide_small_numbers_and_are_recorded(team: Team) -> None:
    team.open()
    statistics = team.at_desk("pimpinan").statistics
    kept, shared = (repr(statistics.csv(FigureWish(NOVEMBER, shared=shared))) for shared in (False, True))
    counted = "('Korban menurut kelompok umur dan jenis kelamin', 'korban', '13-17', 'Jumlah', {}, 0)"
    assert counted.format(1) in kept.replace("\\", "")
    assert counted.format(1) not in shared.replace("\\", "")
    assert "<5" in shared
    assert "Koreksi" not in repr(statistics.workbook(FigureWish(NOVEMBER)))
    assert [json.loads(record.detail)["dibagikan"] for record in team.audited("laporan.ekspor")] == [False, True, True]


def test_odd_questions_are_refused_and_a_count_can_be_stopped(team: Team) -> None:
    statistics = team.at_desk("pimpinan").statistics
    for period in ("", "November", "2026-13", "2026-S3", "26"):
        assert code_of(lambda period=period: statistics.figures(period)) is ErrorCode.VALUE_INVALID  # type: ignore[misc]
    assert code_of(lambda: statistics.cases_behind("tidak-ada", None, None, NOVEMBER)) is ErrorCode.NOT_FOUND
    told: list[str] = []

    def stop(done: int, _all: int, words: str) -> None:
        told.append(words)
        if done > 5:
            raise Cancelled

    with pytest.raises(Cancelled):
        statistics.figures(NOVEMBER, Basis.REPORT, (), stop)
    assert told[0] == "Membaca kasus"
    assert statistics.figures(NOVEMBER).current == Counts()
