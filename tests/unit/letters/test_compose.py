"""From a case and a few answers to the words of the letter."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.domain.paper import PageSetup, Signer
from models.forms.spec import FieldKind
from models.letters.compose import compose, exposed, prefill
from models.letters.context import OfficeLines, option_labels
from models.letters.spec import BlockKind, LetterContent
from tests import letter_samples
from tests.letter_samples import composed


def clauses(content: LetterContent, head: str) -> tuple[str, ...]:
    return next(block.texts for block in content.blocks if block.head == head)


def everything(content: LetterContent) -> str:
    return repr(content)


@pytest.mark.parametrize("key", letter_samples.keys())
@pytest.mark.parametrize("optional", [True, False])
def test_every_letter_is_complete_without_braces_or_holes(key: str, optional: bool) -> None:
    content = composed(key, optional=optional)
    assert content.missing == ()
    texts = [text for block in content.blocks for text in (*block.texts, *(cell for row in block.rows for cell in row))]
    assert not any(sign in text for text in texts for sign in "{}[]")


@pytest.mark.parametrize("key", letter_samples.keys())
def test_no_letter_shows_who_the_client_is_outside_its_closed_annex(key: str) -> None:
    spec = letter_samples.shipped(key)
    content = composed(key)
    assert exposed(spec, content, letter_samples.FACTS) == ()
    if spec.client_name == "jangan":
        assert "Mawar" not in everything(content)
        assert "Gang Kenanga" not in everything(content)


def test_the_clerk_needs_only_to_check_an_assignment() -> None:
    spec = letter_samples.shipped("surat-tugas-penjangkauan")
    proposed = prefill(spec, letter_samples.context())
    assert proposed == {
        "petugas_ditugaskan": ["1", "2"],
        "tanggal_mulai": "2026-11-24",
        "tujuan": "Kecamatan Tangerang, Kota Tangerang",
        "batas_laporan": 5,
    }
    assert compose(spec, letter_samples.context(fields=proposed)).missing == ()


def test_names_in_proposed_texts_become_initials() -> None:
    spec = letter_samples.shipped("surat-rujukan-kedaruratan")
    told = "mawar melati anggraini terluka; ibu Kartini Rahayu mendampingi di Jalan Mawar."
    proposed = prefill(spec, letter_samples.context(facts={**letter_samples.FACTS, "kasus.kondisi": told}))
    assert proposed["kondisi"] == "M.M.A. terluka; ibu K.R. mendampingi di Jalan Mawar."


def test_what_the_forms_state_fits_the_letters_that_take_it_over() -> None:
    texts = (FieldKind.TEXT, FieldKind.LONG_TEXT)
    asked = [question for form in letter_samples.shipped_forms().values() for question in form.fields]
    for key in sorted(letter_samples.keys()):
        for question in letter_samples.shipped(key).fields:
            for other in (each for each in asked if question.meaning and each.meaning == question.meaning):
                assert other.kind is question.kind or (other.kind in texts and question.kind in texts), question
                assert {option.key for option in other.options} <= {option.key for option in question.options}


def test_clauses_left_out_leave_no_stray_semicolon() -> None:
    short = clauses(composed("surat-tugas-penjangkauan", optional=False), "Untuk")
    assert len(short) == 3
    assert [text[-1] for text in short] == [";", ";", "."]
    full = clauses(composed("surat-tugas-penjangkauan", fields={"tugas_lain": "Berkoordinasi;"}), "Untuk")
    assert "Berkoordinasi;" in full
    assert [text[-1] for text in full] == [";", ";", ";", ";", "."]


def test_what_is_missing_is_named_once_in_reading_order() -> None:
    content = composed("surat-tugas-penjangkauan", optional=False, case_number="", assigned=(), signer=None)
    spec = letter_samples.shipped("surat-tugas-penjangkauan")
    bare = compose(spec, letter_samples.context(case_number="", signer=None))
    assert bare.missing == (
        "Nomor register kasus", "Petugas yang ditugaskan", "Tujuan", "Tanggal mulai",
        "Batas laporan tertulis (hari kerja)", "Penanda tangan",
    )  # fmt: skip
    assert "Nomor register kasus" in content.missing


def test_officers_who_left_the_office_are_not_printed() -> None:
    content = composed("surat-tugas", fields={"petugas_ditugaskan": ["1", "99"]})
    officers = next(block for block in content.blocks if block.kind is BlockKind.OFFICERS)
    assert [row[0] for row in officers.rows] == ["Dewi Lestari, S.Psi."]


def test_boxes_are_ticked_and_another_wish_is_added() -> None:
    content = composed("surat-rujukan-kedaruratan", fields={"kedaruratan": ["medis", "Penerjemah isyarat"]})
    ticks = next(block for block in content.blocks if block.kind is BlockKind.TICKS)
    assert dict(zip(ticks.texts, ticks.ticked, strict=True)) == {
        "Pertolongan medis atau visum et repertum": True,
        "Keamanan atau kepolisian": False,
        "Penampungan sementara": False,
        "Pertolongan psikologis": False,
        "Penerjemah isyarat": True,
    }


def test_the_annex_of_a_referral_is_the_clerks_choice() -> None:
    without = composed("surat-rujukan-kedaruratan", fields={"lampirkan_identitas": "tidak"})
    assert not any(block.kind is BlockKind.ANNEX for block in without.blocks)
    assert "Mawar" not in everything(without)


def test_secrecy_and_urgency_make_the_sifat_line() -> None:
    assert composed("surat-rujukan-kedaruratan").secrecy == "Sangat Segera/Rahasia"
    assert composed("surat-koordinasi").secrecy == "Segera/Terbatas"
    assert composed("surat-tugas").secrecy == "Biasa"


def test_rows_of_a_table_are_numbered_and_empty_cells_stay_empty() -> None:
    rows = [{"uraian": "Berkas A", "jumlah": "1"}, {"uraian": "Berkas B"}]
    content = composed("tanda-terima", fields={"barang": rows})
    table = next(block for block in content.blocks if block.kind is BlockKind.TABLE)
    assert table.rows == (("1", "Berkas A", "1", ""), ("2", "Berkas B", "", ""))


def test_the_signer_is_not_printed_twice_where_the_wording_places_him() -> None:
    assert composed("berita-acara-penyerahan-berkas").signer is None
    assert composed("surat-tugas").signer == letter_samples.HEAD


def test_paper_of_the_letter_goes_before_that_of_the_office() -> None:
    spec = replace(letter_samples.shipped("surat-tugas"), paper="A4")
    base = letter_samples.context(page=PageSetup(paper="F4", watermark="LATIHAN"))
    assert compose(spec, base).page == PageSetup(paper="A4", watermark="LATIHAN")


def test_a_name_typed_by_hand_into_an_open_letter_is_noticed() -> None:
    spec = letter_samples.shipped("surat-tugas-penjangkauan")
    content = composed(spec.key, fields={"tugas_lain": "Menemui mawar melati anggraini di rumah"})
    assert exposed(spec, content, letter_samples.FACTS) == ("Nama klien",)


def test_an_officer_may_share_a_name_with_a_client() -> None:
    spec = letter_samples.shipped("surat-tugas-penjangkauan")
    facts = {"klien.nama": "Dewi"}
    ours = [officer.name for officer in letter_samples.OFFICERS.values()] + [letter_samples.HEAD.name]
    assert exposed(spec, composed(spec.key), facts, ours) == ()
    assert exposed(spec, composed(spec.key, fields={"tugas_lain": "Menemui DEWI."}), facts, ours) == ("Nama klien",)
    assert exposed(spec, composed(spec.key, fields={"tugas_lain": "Dewindari"}), facts, ours) == ()


def test_an_office_without_a_place_prints_the_date_alone() -> None:
    office = OfficeLines("UPTD", "", head_post="Kepala UPTD")
    assert composed("surat-tugas", office=office).place_date == "24 November 2026"


def test_labels_of_choices_come_from_the_forms() -> None:
    labels = option_labels(letter_samples.shipped_forms().values())
    assert labels["kasus.risiko"]["tinggi"] == "Tinggi"
    assert labels["kasus.kanal"]["langsung"] == "Datang langsung"


def test_equal_cases_give_equal_letters() -> None:
    assert composed("surat-pelimpahan-kasus") == composed("surat-pelimpahan-kasus")
    other = Signer("Ani", "Sekretaris")
    assert composed("surat-pelimpahan-kasus", signer=other).signer == other
