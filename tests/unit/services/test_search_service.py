"""Finding a case by anything a clerk may have in hand, and never failing over what was typed."""

from __future__ import annotations

import pytest

from models.services.views import CaseFilter
from tests.fixtures_office import NAME, NIK, PHONE, Team


@pytest.fixture
def office(team: Team) -> Team:
    """One case at row 3 with its letter of assignment, and another that only just came in."""
    team.case_at(3)
    team.open(
        "lain",
        korban_nama="Sri O'Hara",
        korban_nik="3671015505900003",
        korban_telepon="081311112222",
        korban_alamat="Jalan Satu 1",
    )
    return team


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("Zubaidah", "Nama atau NIK cocok"),
        ("wulansari zubai", "Nama atau NIK cocok"),
        (NAME.upper(), "Nama atau NIK cocok"),
        (NIK, "Nama atau NIK cocok"),
        ("3671 0145 0510 0002", "Nama atau NIK cocok"),
        (PHONE, "Telepon atau alamat cocok"),
        ("0812-9876-5432", "Telepon atau alamat cocok"),
        ("+62 812-9876-5432", "Telepon atau alamat cocok"),
        ("9876-5432", "Telepon atau alamat cocok"),
        ("Kenanga", "Telepon atau alamat cocok"),
        ("0001/PJK", "Berjalan"),
        ("001/UPTD", "Nomor surat cocok"),
    ],
)
def test_a_case_is_found_by_what_the_clerk_has_in_hand(office: Team, typed: str, why: str) -> None:
    hits = office.at_desk("layanan").search.find(typed)
    assert ("Kasus", "0001/PJK/11/2026 · An. Z.Q.W.", why, ("kasus", 1)) == (
        hits[0].group,
        hits[0].title,
        hits[0].detail,
        hits[0].target,
    )
    assert not any(hit.target == ("kasus", 2) for hit in hits)
    rows = office.at_desk("layanan").cases.list(CaseFilter(text=typed)).rows
    assert [row.case_id for row in rows] == [1]


def test_a_letter_is_found_by_its_number(office: Team) -> None:
    hits = office.at_desk("layanan").search.find("800.1.11.1/001")
    assert [(hit.group, hit.title) for hit in hits if hit.group == "Surat"] == [
        ("Surat", "800.1.11.1/001/UPTD-PPA/2026")
    ]


def test_a_name_with_an_apostrophe_is_found(office: Team) -> None:
    assert [hit.target for hit in office.at_desk("layanan").search.find("O'Hara")] == [("kasus", 2)]


@pytest.mark.parametrize(
    "typed",
    [
        "%", "%%", "_", "__", '"', '""', "'", "';--", "*", "a*", "NEAR(a b)", "AND", "OR NOT", "(", "-", "^a", "{}",
        "client:Zubaidah", "\\", "\\%", "😀", "😀😀😀", "\x00", "ab\x00cd", "\u202e", "\ud800abc", "\n\t", "a", "",
        "x" * 10_000, "😀" * 10_000, "a b " * 2_500, '"' * 10_000, "%" * 10_000, "(" * 10_000, "1" * 10_000,
        "+62", "0-0-0-0-0",
    ],
    ids=lambda typed: f"{typed.encode('unicode_escape').decode()[:12]}-{len(typed)}",
)  # fmt: skip
def test_nothing_that_can_be_typed_makes_the_search_fail(office: Team, typed: str) -> None:
    desk = office.at_desk("layanan")
    assert len(desk.search.find(typed)) <= 20
    listed = desk.cases.list(CaseFilter(text=typed))
    assert len(listed.rows) == listed.total
    assert desk.letters.list(text=typed).total <= 1
    assert not [hit for hit in desk.search.find(typed) if hit.target == ("kasus", 1) and "%" in typed]


def test_no_more_than_asked_for(team: Team) -> None:
    for turn in range(5):
        team.open(f"a{turn}")
    hits = team.at_desk("layanan").search.find("Zubaidah", limit=3)
    assert [hit.target[1] for hit in hits] == [5, 4, 3]


def test_a_corrected_name_is_found_and_the_wrong_one_no_longer(team: Team) -> None:
    case_id = team.open().case_id
    forms = team.at_desk("layanan").forms
    sheet = forms.open(case_id, "informasi-kasus")
    forms.save(case_id, "informasi-kasus", {**sheet.values, "korban_nama": "Halimah Nur"}, sheet.row_version)
    search = team.at_desk("layanan").search
    assert [hit.target for hit in search.find("Halimah")] == [("kasus", case_id)]
    assert search.find("Zubaidah") == ()
