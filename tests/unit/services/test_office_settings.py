"""The office's own data: what is accepted, what is refused in words, and who reads what was changed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from models.errors import ErrorCode
from models.services.views import OfficerRow
from models.settings.office import NumberPattern
from tests.fixtures_office import SOP, Team, code_of, refused


@pytest.mark.parametrize(
    "changes",
    [
        {"name": " \t"},
        {"name": "\u202e"},
        {"zone": "GMT"},
        {"paper": "A3"},
        {"day_counts": "bulan"},
        {"hours": ("07.30–12.00",)},
        {"hours": ("pagi", "", "", "", "", "", "")},
        {"hours": ("",) * 7},
        {"days_off": ("besok",)},
        {"days_off": ("2026-02-30",)},
        {"patterns": {"keluar": NumberPattern("{kode}/{tahun}", label="Surat keluar")}},
        {"patterns": {"keluar": NumberPattern("{urut}/{tahun}/{apa}")}},
        {"patterns": {"keluar": NumberPattern("")}},
        {"patterns": {"keluar": NumberPattern("{urut}/{tahun}", start=0)}},
        {"patterns": {"keluar": NumberPattern("{urut}/{tahun}", start=10**9)}},
    ],
    ids=repr,
)
def test_what_the_program_could_not_work_with_is_refused_in_words(team: Team, changes: dict[str, Any]) -> None:
    settings = team.at_desk("administrasi").settings
    before = settings.office()
    patterns = before.patterns | changes.get("patterns", {})
    refusal = refused(lambda: settings.save_office(replace(before, **{**changes, "patterns": patterns})))
    assert refusal.code is ErrorCode.VALUE_INVALID
    assert str(refusal.details["what"]).endswith(".")
    assert settings.office() == before
    assert team.open().number == "0001/PJK/11/2026"


def test_texts_are_kept_tidy(team: Team) -> None:
    settings = team.at_desk("administrasi").settings
    odd = "  Dinas <b>&</b> 'Kantor' 😀\u202e\x00 \n Baris kedua  "
    settings.save_office(replace(settings.office(), department=odd, city="Kota\x07 Baru "))
    office = settings.office()
    assert office.department == "Dinas <b>&</b> 'Kantor' 😀 \n Baris kedua"
    assert office.city == "Kota Baru"


def test_a_change_is_seen_at_every_desk_and_overwrites_nothing(team: Team) -> None:
    admin, manager = team.at_desk("administrasi"), team.at_desk("pengelola")
    assert manager.settings.office().city == "Kota Contoh"
    admin.settings.save_office(replace(admin.settings.office(), city="Kota Baru"))
    assert manager.settings.office().city == "Kota Baru"
    manager.procedures.use(SOP, in_use=False)
    office = admin.settings.office()
    assert (office.city, SOP in office.procedures) == ("Kota Baru", False)


def test_the_logo_is_a_picture_or_nothing(team: Team) -> None:
    settings = team.at_desk("administrasi").settings
    logo, office = settings.logo(), settings.office()
    assert logo.startswith(b"\x89PNG")
    assert code_of(lambda: settings.save_office(office, b"%PDF-1.4")) is ErrorCode.ATTACHMENT_REFUSED
    assert code_of(lambda: settings.letterhead_sample(office, b"GIF89a")) is ErrorCode.ATTACHMENT_REFUSED
    settings.save_office(office)
    assert settings.logo() == logo
    settings.save_office(office, b"")
    assert settings.logo() == b""


def test_of_two_people_changing_one_officer_the_second_is_told(team: Team) -> None:
    settings = team.at_desk("administrasi").settings
    row = next(row for row in settings.officers() if row.name.startswith("Dewi"))
    saved = settings.save_officer(replace(row, phone=" 0812 "))
    assert (saved.phone, saved.row_version) == ("0812", row.row_version + 1)
    assert code_of(lambda: settings.save_officer(replace(row, phone="1"))) is ErrorCode.CHANGED_BY_OTHER
    assert code_of(lambda: settings.save_officer(replace(row, name=" \u202e "))) is ErrorCode.VALUE_INVALID


def test_one_person_signs_for_a_post(team: Team) -> None:
    settings = team.at_desk("administrasi").settings
    new = settings.save_officer(OfficerRow(0, "Kepala Baru", "Kepala UPTD", nip="1990 0101 2015", signs_as="kepala"))
    assert new.nip == "199001012015"
    assert [row.name for row in settings.officers() if row.signs_as == "kepala"] == ["Kepala Baru"]
    settings.save_officer(OfficerRow(0, "Sudah Pensiun", "Kepala UPTD", signs_as="kepala", active=False))
    assert [row.name for row in settings.officers() if row.signs_as == "kepala"] == ["Kepala Baru"]


def test_the_numbers_that_come_next_are_told(team: Team) -> None:
    settings = team.at_desk("administrasi").settings
    assert settings.following_numbers()["kasus"] == (1, False)
    team.open()
    assert settings.following_numbers()["kasus"] == (2, True)


def test_an_unready_procedure_is_not_put_to_use(team: Team) -> None:
    period = "tanah-laut-puspaga-dokumentasi"
    infos = {info.key: info for info in team.at_desk("administrasi").procedures.all()}
    assert (infos[SOP].in_use, infos[SOP].ready, infos[SOP].steps_total) == (True, True, 6)
    assert not infos[period].in_use
    use = team.at_desk("administrasi").procedures.use
    if not infos[period].ready:
        assert code_of(lambda: use(period, True)) is ErrorCode.DEFINITION_INVALID
    assert code_of(lambda: use("tidak-ada", True)) is ErrorCode.NOT_FOUND
