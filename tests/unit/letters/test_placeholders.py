"""What a letter may quote, and how each value is written."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.domain.facts import FACTS
from models.forms.spec import Field, FieldKind, Option
from models.letters import picker
from models.letters.context import OfficeLines
from models.letters.formats import FORMATS, enumerate_words
from models.letters.placeholders import Filler, Vocabulary, fill, parts, takes_second
from tests import letter_samples

QUESTIONS = (
    Field("mulai", "Tanggal mulai", FieldKind.DATE, required=True),
    Field("selesai", "Tanggal selesai", FieldKind.DATE),
    Field("pukul", "Pukul", FieldKind.TIME),
    Field("batas", "Batas", FieldKind.INTEGER, required=True),
    Field("biaya", "Biaya", FieldKind.MONEY),
    Field("pendamping", "Pendamping", FieldKind.OFFICER),
    Field("pelaksana", "Pelaksana", FieldKind.OFFICERS, required=True),
    Field("bentuk", "Bentuk", FieldKind.MULTI_CHOICE, options=(Option("f", "Fisik"), Option("p", "Psikis"))),
    Field("maksud", "Maksud", FieldKind.TEXT),
)
ANSWERS = {
    "mulai": "2025-08-01",
    "selesai": "2025-08-04",
    "pukul": "09:05",
    "batas": 5,
    "biaya": 1_500_000,
    "pendamping": "1",
    "pelaksana": ["3", "2"],
    "bentuk": ["f", "p"],
}


def filled(text: str, **answers: object) -> tuple[str, tuple[str, ...]]:
    return fill(text, letter_samples.context(fields={**ANSWERS, **answers}), QUESTIONS)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("{kasus.nomor}", "0046/PJK/11/2026"),
        ("{kasus.diterima:hari_tanggal} pukul {kasus.diterima:jam}", "Senin, 23 November 2026 pukul 08.05 WIB"),
        ("{kasus.inisial}", "M.M.A."),
        ("{klien.tanggal_lahir:umur}", "16 tahun"),
        ("{klien.wilayah:kecamatan}", "Kecamatan Tangerang, Kota Tangerang"),
        ("{kejadian.bentuk}", "Fisik dan Psikis"),
        ("{kantor.dinas}", "Dinas Pemberdayaan Perempuan dan Perlindungan Anak"),
        ("{surat.tanggal:tanggal}", "24 November 2026"),
        ("{petugas.nama}, {petugas.jabatan}", "Dewi Lestari, S.Psi., Petugas Layanan PPA"),
        ("{penandatangan.lengkap}", "Dr. Ratna Sari Dewi, M.Si.\nPembina, IV/a\nNIP 197501011999032001"),
        ("{mulai}", "1 Agustus 2025"),
        ("{isian.mulai:hari_tanggal}", "Jumat, 1 Agustus 2025"),
        ("{mulai:tanggal_angka}", "01-08-2025"),
        ("{mulai:bulan_tahun}, {mulai:tahun}", "Agustus 2025, 2025"),
        ("{mulai:tanggal_terbilang}", "Jumat tanggal satu bulan Agustus tahun dua ribu dua puluh lima"),
        ("{mulai:rentang_tanggal:selesai}", "Jumat, 1 Agustus 2025 s.d. Senin, 4 Agustus 2025"),
        ("{mulai:lama_hari:selesai}", "4 (empat) hari"),
        ("{pukul}", "09.05 WIB"),
        ("{batas:hari_kerja}", "5 (lima) hari kerja"),
        ("{batas:hari}", "5 (lima) hari"),
        ("{batas:terbilang}", "lima"),
        ("{batas:angka_terbilang}", "5 (lima)"),
        ("{biaya}", "Rp1.500.000"),
        ("{biaya:rupiah_terbilang}", "Rp1.500.000 (satu juta lima ratus ribu rupiah)"),
        ("{pendamping}, {pendamping:jabatan}", "Dewi Lestari, S.Psi., Petugas Layanan PPA"),
        ("{pelaksana:pertama}; {pelaksana:kedua}", "Ayu Wulandari, S.Sos.; Rudi Hartono"),
        ("{bentuk:kecil}", "fisik dan psikis"),
        ("{bentuk:kapital}", "FISIK DAN PSIKIS"),
    ],
)
def test_each_value_is_written_in_official_style(text: str, written: str) -> None:
    assert filled(text) == (written, ())


def test_a_span_of_one_day_names_the_day_once() -> None:
    assert filled("{mulai:rentang_tanggal:selesai}", selesai="2025-08-01")[0] == "Jumat, 1 Agustus 2025"
    assert filled("{mulai:rentang_tanggal:selesai}", selesai="")[0] == "Jumat, 1 Agustus 2025"


def test_an_answer_still_owed_is_named_and_never_left_as_braces() -> None:
    text, missing = filled("Mulai {mulai:tanggal}, batas {batas:hari}.", mulai="", batas=None)
    assert text == "Mulai [Tanggal mulai], batas [Batas]."
    assert missing == ("Tanggal mulai", "Batas")


def test_a_text_with_an_optional_answer_not_given_is_left_out_whole() -> None:
    done = Filler(QUESTIONS, letter_samples.context(fields=ANSWERS)).fill("Maksud: {maksud}.")
    assert (done.text, done.missing, done.dropped) == ("", (), True)


def test_a_fact_marked_with_a_question_mark_may_be_empty() -> None:
    base = letter_samples.context(facts={})
    assert fill("NIK {klien.nik?}", base) == ("", ())
    assert fill("NIK {klien.nik}", base) == ("NIK [NIK klien]", ("NIK klien",))


def test_a_client_without_a_name_gets_neutral_initials() -> None:
    assert fill("{kasus.inisial}", letter_samples.context(facts={}))[0] == "N.N."


def test_braces_in_a_value_are_not_filled_again() -> None:
    assert filled("{maksud}", maksud="{klien.nama} {{x}}") == ("{klien.nama} {{x}}", ())


@given(st.text(max_size=200))
def test_whatever_is_typed_is_printed_unchanged(typed: str) -> None:
    if typed.strip():
        assert filled("<{maksud}>", maksud=typed) == (f"<{typed}>", ())


@given(st.sampled_from(sorted(FORMATS)), st.one_of(st.text(max_size=30), st.integers(), st.booleans(), st.just([])))
def test_no_format_breaks_on_a_value_it_cannot_write(style: str, value: object) -> None:
    text, missing = filled(f"{{kasus.kondisi:{style}}}")
    assert text
    base = letter_samples.context(facts={"kasus.kondisi": value})
    text, missing = fill(f"{{kasus.kondisi:{style}}}", base)
    assert bool(missing) == text.startswith("[")


def test_who_is_not_among_the_officers_leaves_room_for_a_hand() -> None:
    assert filled("{pelaksana?:kedua}", pelaksana=["3"]) == ("", ())
    assert filled("{pelaksana:pertama}", pelaksana=[]) == ("[Pelaksana]", ("Pelaksana",))


@pytest.mark.parametrize(
    ("words", "sentence"),
    [([], ""), (["a"], "a"), (["a", "b"], "a dan b"), (["a", "b", "c"], "a, b, dan c")],
)
def test_lists_are_enumerated_as_the_spelling_rules_ask(words: list[str], sentence: str) -> None:
    assert enumerate_words(words) == sentence


def test_an_office_name_typed_in_capitals_is_softened_inside_sentences() -> None:
    office = OfficeLines("X", "Kota", department="DINAS SOSIAL, PPA\nDAN KB", unit="UPTD PPA Kota Contoh")
    base = replace(letter_samples.context(), office=office)
    assert fill("{kantor.dinas}", base)[0] == "Dinas Sosial, PPA dan KB"
    assert fill("{kantor.unit}", base)[0] == "UPTD PPA Kota Contoh"


def test_the_picker_offers_ways_that_take_a_second_answer() -> None:
    spec = letter_samples.shipped("surat-perjalanan-dinas")
    base = letter_samples.context()
    context = replace(base, fields=letter_samples.answers(spec, base))
    offered = {choice.name: choice for choice in picker.choices(spec, context, {})}
    ways = {way.style: way for way in offered["tanggal_berangkat"].ways}
    assert ways["lama_hari:tanggal_kembali"].example == "1 (satu) hari"
    assert "Tanggal harus kembali" in ways["rentang_tanggal:tanggal_kembali"].label
    assert not [style for style in ways if style.endswith(":tanggal_berangkat")], "not with itself"
    costs = letter_samples.shipped("rincian-biaya-perjalanan")
    rows = replace(base, fields=letter_samples.answers(costs, base))
    (rate,) = [choice for choice in picker.choices(costs, rows, {}) if choice.name == "baris.tarif"]
    assert {way.style: way.example for way in rate.ways}["kali:baris.banyak"] == "Rp300.000"
    for choice in (*offered.values(), rate):
        for way in choice.ways:
            text = f"{{{choice.name}{f':{way.style}' if way.style else ''}}}"
            assert takes_second(parts(text[1:-1])[1]) == bool(parts(text[1:-1])[2])


def test_the_picker_offers_every_fact_and_every_field() -> None:
    entries = Vocabulary(QUESTIONS, letter_samples.shipped_forms()).entries()
    assert {key for key, fact in FACTS.items() if not fact.rows} <= set(entries)
    assert {"mulai", "isian.mulai", "formulir.informasi-kasus.kanal"} <= set(entries)
    assert entries["klien.nama"].secret
    assert all(entry.label for entry in entries.values())
