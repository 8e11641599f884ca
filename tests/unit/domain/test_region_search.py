"""Finding a village by the words a clerk types."""

from __future__ import annotations

import time

import pytest

from models.domain import regions


def names(text: str, near: str = "", limit: int = 20) -> list[str]:
    return [region.full for region in regions.search(text, near=near, limit=limit)]


def test_words_are_found_in_any_order() -> None:
    assert names("tangerang sukasari", near="36.71")[0] == "Kel. Sukasari, Kec. Tangerang, Kota Tangerang, Banten"
    assert names("tangerang sukasari", near="36.71")[0] == names("sukasari kec. tangerang")[0]
    assert names("kota tangerang sukasari") == names("sukasari kota tangerang")


@pytest.mark.parametrize("typed", ["Kelurahan Sukasari, Kecamatan Tangerang", "kel. sukasari kec. tangerang kota"])
def test_written_out_words_are_understood(typed: str) -> None:
    assert names(typed)[0] == "Kel. Sukasari, Kec. Tangerang, Kota Tangerang, Banten"


def test_the_own_regency_comes_first() -> None:
    assert names("sukasari tangerang", near="36.71")[0] == "Kel. Sukasari, Kec. Tangerang, Kota Tangerang, Banten"
    found = regions.search("suka", near="36.71")
    assert [region.code.startswith("36.71.") for region in found[:2]] == [True, True]
    assert not regions.search("suka", near="36.71")[-1].code.startswith("36.71.")


def test_the_very_name_comes_before_longer_names() -> None:
    assert regions.search("kel. cibodas kota tangerang")[0].name == "Kel. Cibodas"
    found = [region.name for region in regions.search("cibodas kota tangerang")]
    assert found.index("Kel. Cibodas") < found.index("Kel. Cibodas Baru")


def test_one_letter_and_nonsense_find_nothing() -> None:
    assert names("s") == []
    assert names("   ") == []
    assert names("zzqqxx") == []


def test_a_hit_can_be_kept_as_its_code_and_shown_again() -> None:
    hit = regions.search("sukasari kota tangerang")[0]
    assert regions.is_code(hit.code)
    assert regions.describe(hit.code) == hit.full
    assert regions.describe("Kampung Baru, belakang pasar") == "Kampung Baru, belakang pasar"


def test_the_list_is_no_longer_than_asked() -> None:
    assert len(names("jaya", limit=20)) == 20


def test_a_search_is_quick_once_the_list_is_read() -> None:
    regions.search("aa")
    started = time.perf_counter()
    regions.search("sukamaju banten")
    assert time.perf_counter() - started < 0.25


@pytest.mark.parametrize(
    ("name", "code"),
    [("Kota Tangerang", "36.71"), ("kab. tanah laut", "63.01"), ("Kabupaten Bangka", "19.01"), ("Kota Contoh", "")],
)
def test_the_office_names_its_own_regency(name: str, code: str) -> None:
    assert regions.regency_code(name) == code
