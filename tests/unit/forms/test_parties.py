"""Victim, case and incident are counted apart, from the facts alone; ages are bands that are worked out."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.domain import age_bands
from models.domain.facts import FACTS
from models.forms import parties
from models.forms.meanings import facts_of, prefilled
from models.forms.spec import FieldKind
from tests.form_samples import TODAY, read_form, shipped_forms

FORM = "pengaduan"
OTHERS: dict[str, Any] = {
    "korban_lain": [
        {"nama": "Sri", "tanggal_lahir": "2016-05-01", "jenis_kelamin": "perempuan"},
        {"nama": "Tuti", "umur": 30, "berkas_sendiri": "ya"},
    ],
    "terlapor_lain": [{"nama": "Joko", "jenis_kelamin": "laki-laki"}],
    "kejadian_lain": [{"tanggal": "2026-01-02", "tempat": "sekolah", "uraian": "Diancam"}],
    "tanggal_kejadian": "2026-11-01",
}


def test_rows_become_facts_in_short_words() -> None:
    facts = facts_of(shipped_forms()[FORM], OTHERS, TODAY)
    assert facts["kasus.korban_lain"] == OTHERS["korban_lain"]
    assert facts["kasus.kejadian_lain"] == [{"tanggal": "2026-01-02", "tempat": "sekolah", "ringkasan": "Diancam"}]


def test_each_is_counted_once() -> None:
    facts = facts_of(shipped_forms()[FORM], OTHERS, TODAY)
    facts |= {"klien.nama": "Dewi", "terlapor.jenis_kelamin": "laki-laki", "kejadian.bentuk": ["fisik", "psikis"]}
    found = parties.of_case(facts)
    assert [victim.get("nama") for victim in found.victims] == ["Dewi", "Sri"]
    assert len(found.accused) == 2
    assert [one.get("tanggal") for one in found.incidents] == ["2026-11-01", "2026-01-02"]
    assert found.incidents[0]["bentuk"] == ["fisik", "psikis"]


def test_a_case_of_which_nothing_is_known_still_has_its_client() -> None:
    assert parties.of_case({}) == parties.Parties(({},), (), ())


def test_the_rows_are_there_again_in_the_next_form() -> None:
    spec = shipped_forms()[FORM]
    again = prefilled(spec, facts_of(spec, OTHERS, TODAY), TODAY)
    for key in ("korban_lain", "terlapor_lain", "kejadian_lain"):
        assert again[key] == OTHERS[key]


def test_a_form_of_the_office_can_name_such_a_table() -> None:
    head = '[formulir]\nkunci = "uji"\nversi = 1\njudul = "Uji"\n[[bagian]]\njudul = "Isi"\n[[bagian.isian]]\n'
    table = head + 'kunci = "orang"\nlabel = "Orang"\njenis = "tabel"\narti = "kasus.korban_lain"\n'
    column = '[[bagian.isian.kolom]]\nkunci = "n"\nlabel = "Nama"\njenis = "teks"\narti = "{}"\n'
    spec, problems = read_form(table + column.format("nama"))
    assert problems == []
    assert spec is not None
    rows: dict[str, Any] = {"orang": [{"n": "Sri"}]}
    assert facts_of(spec, rows, TODAY) == {"kasus.korban_lain": [{"nama": "Sri"}]}
    _spec, problems = read_form(table + column.format("klien.nama"))
    assert len(problems) == 1
    assert "nama, tanggal_lahir" in problems[0]


def test_facts_of_rows_are_kept_from_letters_and_lists() -> None:
    assert all(fact.secret for fact in FACTS.values() if fact.rows)
    tables = [field for field in shipped_forms()[FORM].fields if field.kind is FieldKind.TABLE and field.meaning]
    assert {field.meaning for field in tables} == {fact.key for fact in FACTS.values() if fact.rows}


@pytest.mark.parametrize(
    ("years", "band"), [(0, "0-5"), (5, "0-5"), (6, "6-12"), (17, "13-17"), (18, "18-24"), (60, "60+"), (99, "60+")]
)
def test_an_age_falls_into_its_band(years: int, band: str) -> None:
    assert age_bands.shipped()["simfoni"].of(years) == band


def test_the_band_is_that_of_the_day() -> None:
    bands = age_bands.shipped()["anak_dewasa"]
    assert bands.on("2008-11-24", date(2026, 11, 23)) == "Anak"
    assert bands.on("2008-11-23", date(2026, 11, 23)) == "Dewasa"
    assert bands.on("kira-kira 1990", TODAY) == bands.of(None) == age_bands.UNKNOWN


@given(st.integers(-5, 200))
def test_every_age_has_one_band_everywhere(years: int) -> None:
    for bands in age_bands.shipped().values():
        assert bands.of(years) in (*bands.names, age_bands.UNKNOWN)
        assert len(bands.bounds) == len(bands.names) - 1
        assert list(bands.bounds) == sorted(set(bands.bounds))
