"""What each kind of field accepts, keeps and shows."""

from __future__ import annotations

import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from models.forms import values as kinds
from models.forms.dates import Unreadable
from models.forms.spec import Field, FieldKind, Option, Scalar, Value
from tests.form_samples import TODAY, sample

OPTIONS = (Option("fisik", "Fisik"), Option("psikis", "Psikis"))
NOTHING: tuple[Value | None, ...] = ("", "   ", [], None)
COLUMNS = (Field("uraian", "Uraian", FieldKind.TEXT), Field("jumlah", "Jumlah", FieldKind.MONEY))


def field(kind: FieldKind, **more: object) -> Field:
    columns = COLUMNS if kind is FieldKind.TABLE else ()
    return Field("x", "Isian", kind, options=OPTIONS, columns=columns, maximum=10 if kind is FieldKind.SCALE else None,
                 **more)  # type: ignore[arg-type]  # fmt: skip


def test_every_kind_can_be_read_and_shown() -> None:
    assert set(kinds.KINDS) == set(FieldKind)


@pytest.mark.parametrize(
    ("kind", "typed", "kept", "shown"),
    [
        (FieldKind.TEXT, "  Dewi \t Lestari ", "Dewi Lestari", "Dewi Lestari"),
        (FieldKind.LONG_TEXT, "satu\r\ndua ", "satu\ndua", "satu\ndua"),
        (FieldKind.INTEGER, "1.200", 1200, "1200"),
        (FieldKind.INTEGER, "12000", 12000, "12.000"),
        (FieldKind.MONEY, "Rp1,5 juta", 1_500_000, "Rp1.500.000"),
        (FieldKind.DATE, "17/8/2026", "2026-08-17", "17 Agustus 2026"),
        (FieldKind.TIME, "9.30", "09:30", "09.30"),
        (FieldKind.YES_NO, "Ya", "ya", "Ya"),
        (FieldKind.YES_NO_UNKNOWN, "tidak tahu", "tidak_tahu", "Tidak tahu"),
        (FieldKind.CHOICE, "psikis", "psikis", "Psikis"),
        (FieldKind.MULTI_CHOICE, "Fisik; psikis; fisik", ["fisik", "psikis"], "Fisik; Psikis"),
        (FieldKind.CHECKLIST, "Fisik; psikis", ["fisik", "psikis"], "Fisik; Psikis"),
        (FieldKind.PERSON, " Dewi  Lestari", "Dewi Lestari", "Dewi Lestari"),
        (FieldKind.PICTURE, "4; 7", ["4", "7"], "2 gambar terlampir"),
        (FieldKind.SIGNATURE, " Dewi  Lestari", "Dewi Lestari", "Dewi Lestari"),
        (FieldKind.SCALE, "7", 7, "7 dari 10"),
        (FieldKind.TICK, "ya", True, "Ya"),
        (FieldKind.NIK, "3671 0145 0795 0003", "3671014507950003", "3671014507950003"),
        (FieldKind.PHONE, "+62 812 3456 7890", "081234567890", "0812-3456-7890"),
        (FieldKind.REGION, "Kampung Baru", "Kampung Baru", "Kampung Baru"),
        (FieldKind.OFFICER, "7", "7", "7"),
        (FieldKind.OFFICERS, "7; 8", ["7", "8"], "7; 8"),
    ],
)
def test_what_is_typed_is_kept_and_shown(kind: FieldKind, typed: str, kept: Value, shown: str) -> None:
    found = kinds.parse(field(kind), typed, TODAY)
    assert found == kept
    assert kinds.display(field(kind), found) == shown


@pytest.mark.parametrize(
    ("kind", "typed", "sentence"),
    [
        (FieldKind.NIK, "367101450795000", "NIK harus 16 angka; yang tertulis 15."),
        (FieldKind.NIK, "3671o14507950003", "NIK hanya berisi angka."),
        (FieldKind.INTEGER, "dua", "Tulis angka saja, misalnya 12."),
        (FieldKind.MONEY, "banyak", "Tulis jumlah rupiah seperti 1.500.000."),
        (FieldKind.MONEY, "0,0.0.0", "Tulis jumlah rupiah seperti 1.500.000."),
        (FieldKind.PHONE, "12", "Nomor telepon tidak terbaca. Tulis seperti 0812-3456-7890."),
        (FieldKind.CHOICE, "lain", "Pilih salah satu dari daftar."),
        (FieldKind.YES_NO, "tidak tahu", "Pilih Ya atau Tidak."),
        (FieldKind.YES_NO_UNKNOWN, "mungkin", "Pilih Ya, Tidak, atau Tidak tahu."),
    ],
)
def test_what_cannot_be_kept_is_corrected_in_words(kind: FieldKind, typed: str, sentence: str) -> None:
    with pytest.raises(Unreadable) as found:
        kinds.parse(field(kind), typed, TODAY)
    assert str(found.value) == sentence


def test_another_answer_is_kept_where_the_list_allows_it() -> None:
    open_list = field(FieldKind.CHOICE, allow_other=True)
    assert kinds.parse(open_list, "Ekonomi", TODAY) == "Ekonomi"
    assert kinds.display(open_list, "Ekonomi") == "Ekonomi"


def test_a_village_is_shown_by_its_name() -> None:
    shown = kinds.display(field(FieldKind.REGION), "36.71.01.1004")
    assert "Buaran Indah" in shown
    assert "Kota Tangerang" in shown


def test_officers_are_shown_by_name() -> None:
    names = {"7": "Dewi Lestari", "8": "Rina Pratiwi"}
    assert kinds.display(field(FieldKind.OFFICERS), ["7", "8"], names) == "Dewi Lestari; Rina Pratiwi"


def test_nothing_is_no_answer() -> None:
    for kind in FieldKind:
        assert all(kinds.clean(field(kind), nothing) is None for nothing in NOTHING)


def test_empty_rows_are_left_out() -> None:
    rows: list[dict[str, Scalar]] = [{"uraian": " Bensin ", "jumlah": 50_000}, {"uraian": "  "}, {}]
    assert kinds.clean(field(FieldKind.TABLE), rows) == [{"uraian": "Bensin", "jumlah": 50_000}]


def test_signs_between_choices_alone_are_no_answer() -> None:
    assert kinds.parse(field(FieldKind.OFFICERS), " ; ;", TODAY) is None
    assert kinds.parse(field(FieldKind.MULTI_CHOICE), ";", TODAY) is None


def test_a_table_is_summed() -> None:
    budget = Field("rab", "Anggaran", FieldKind.TABLE, columns=COLUMNS, total="jumlah")
    rows: list[dict[str, Scalar]] = [{"jumlah": 50_000}, {"uraian": "gratis"}, {"jumlah": 25_000}]
    assert kinds.total(budget, rows) == 75_000


def test_signs_that_turn_the_reading_direction_are_dropped() -> None:
    assert kinds.clean_text("Dewi\u202eitseL\u202c\x07", lines=False) == "DewiitseL"


@given(some.sampled_from(FieldKind), some.text(max_size=60))
def test_whatever_is_typed_is_kept_or_refused_and_what_is_kept_reads_back(kind: FieldKind, typed: str) -> None:
    asked = field(kind)
    try:
        kept = kinds.parse(asked, typed, TODAY)
    except Unreadable:
        return
    if kept is None:
        return
    assert kinds.clean(asked, kept) == kept
    assert kinds.from_json(kinds.to_json({"x": kept})) == {"x": kept}
    if kind in (FieldKind.DATE, FieldKind.TIME, FieldKind.NIK, FieldKind.PHONE, FieldKind.YES_NO):
        assert kinds.parse(asked, kinds.display(asked, kept), TODAY) == kept


@given(some.sampled_from(FieldKind), some.integers())
def test_samples_survive_the_store(kind: FieldKind, seed: int) -> None:
    if kind is not FieldKind.NOTE:
        value = sample(field(kind), random.Random(seed))
        assert kinds.from_json(kinds.to_json({"a": value})) == {"a": value}
        assert kinds.display(field(kind), value)


@given(
    some.sampled_from(FieldKind), some.one_of(some.integers(), some.text(), some.booleans(), some.lists(some.text()))
)
def test_a_value_of_a_wrong_kind_is_shown_without_trouble(kind: FieldKind, value: Value) -> None:
    assert isinstance(kinds.display(field(kind), value), str)


def test_equal_answers_give_equal_text() -> None:
    assert kinds.to_json({"b": 1, "a": "é"}) == kinds.to_json({"a": "é", "b": 1}) == '{"a":"é","b":1}'


def test_one_empty_line_between_paragraphs_is_enough() -> None:
    assert kinds.clean_text("satu\n\n\n \n\ndua\n\ntiga\nempat", lines=True) == "satu\n\ndua\n\ntiga\nempat"


def test_only_answers_are_read_from_the_store() -> None:
    with pytest.raises(ValueError, match="table"):
        kinds.from_json("[1]")


def test_a_birth_date_is_never_ahead() -> None:
    born = field(FieldKind.DATE, past_only=True)
    assert date.fromisoformat(str(kinds.parse(born, "24/11/26", TODAY))) < TODAY


def test_an_accent_that_a_control_character_held_off_is_put_together_at_once() -> None:
    typed = "Jose\x07\u0301"
    assert kinds.clean_text(typed, lines=False) == "Jos\u00e9"
    assert kinds.clean_text(kinds.clean_text(typed, lines=False), lines=False) == "Jos\u00e9"
