"""To whom a client allowed data to be given: read from the answers of any form that asks it, never guessed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from models.forms.consent import Consent, Grant, Standing, Withdrawal, read, same_name, sentence, service_sentence
from models.forms.spec import FormSpec, Scalar, Value, Values
from tests.form_samples import TODAY, a_form, shipped_forms, shipped_lists

OWN = """
[[bagian.isian]]
kunci = "boleh"
label = "Siapa"
jenis = "tabel"
arti = "persetujuan.lembaga"

[[bagian.isian.kolom]]
kunci = "siapa"
label = "Siapa"
jenis = "lembaga"

[[bagian.isian.kolom]]
kunci = "mau"
label = "Mau"
jenis = "ya_tidak"

[[bagian.isian.kolom]]
kunci = "akhir"
label = "Sampai"
jenis = "tanggal"

[[bagian.isian]]
kunci = "batal"
label = "Ditarik"
jenis = "tabel"
arti = "persetujuan.penarikan"

[[bagian.isian.kolom]]
kunci = "hari"
label = "Hari"
jenis = "tanggal"

[[bagian.isian.kolom]]
kunci = "siapa"
label = "Siapa"
jenis = "lembaga"

[[bagian.isian.kolom]]
kunci = "lagi"
label = "Lagi"
jenis = "tanggal"
"""


@pytest.fixture(scope="module")
def form() -> FormSpec:
    """A consent form as an office may write it itself: its own keys, no word of the shipped ones."""
    return a_form(OWN)


def allowed(receiver: str, answer: str = "ya", until: str = "") -> Value:
    row = {"siapa": receiver, "mau": answer} | ({"akhir": until} if until else {})
    return [row]  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("values", "standing"),
    [
        ({}, Standing.NOT_ASKED),
        ({"boleh": allowed("puskesmas")}, Standing.NOT_ASKED),
        ({"boleh": allowed("rsud")}, Standing.GIVEN),
        ({"boleh": allowed("Rumah  sakit umum daerah")}, Standing.GIVEN),
        ({"boleh": allowed("rsud", "tidak")}, Standing.REFUSED),
        ({"boleh": allowed("rsud", until="2026-11-23")}, Standing.GIVEN),
        ({"boleh": allowed("rsud", until="2026-11-22")}, Standing.EXPIRED),
        ({"boleh": allowed("rsud"), "batal": [{"hari": "2026-11-01"}]}, Standing.WITHDRAWN),
        ({"boleh": allowed("rsud"), "batal": [{"hari": "2026-11-01", "siapa": "rsud"}]}, Standing.WITHDRAWN),
        ({"boleh": allowed("rsud"), "batal": [{"hari": "2026-11-01", "siapa": "polsek"}]}, Standing.GIVEN),
        ({"boleh": allowed("rsud"), "batal": [{"hari": "2026-11-01", "lagi": "2026-11-05"}]}, Standing.GIVEN),
    ],
)
def test_how_it_stands_follows_from_the_answers(form: FormSpec, values: Values, standing: Standing) -> None:
    found, day = read([(form, values)]).standing("Rumah sakit umum daerah", TODAY)
    assert found is standing
    assert (day is not None) == (standing in (Standing.WITHDRAWN, Standing.EXPIRED))
    assert sentence(found, day, "RSUD").endswith(".")


def test_what_two_forms_say_counts_together(form: FormSpec) -> None:
    both = read([(form, {"boleh": allowed("rsud")}), (form, {"boleh": allowed("polsek")})])
    assert {both.standing(name, TODAY)[0] for name in ("Rumah sakit umum daerah", "Kepolisian sektor")} == {
        Standing.GIVEN
    }


SERVICES = """
[[bagian.isian]]
kunci = "mau_obat"
label = "Kesehatan"
jenis = "ya_tidak"
layanan = "kesehatan"

[[bagian.isian]]
kunci = "mau_damai"
label = "Mediasi"
jenis = "ya_tidak"
layanan = "mediasi"

[[bagian.isian]]
kunci = "batal"
label = "Ditarik"
jenis = "tabel"
arti = "persetujuan.penarikan"

[[bagian.isian.kolom]]
kunci = "hari"
label = "Hari"
jenis = "tanggal"

[[bagian.isian.kolom]]
kunci = "siapa"
label = "Siapa"
jenis = "lembaga"

[[bagian.isian.kolom]]
kunci = "apa"
label = "Apa"
jenis = "pilihan"
daftar = "layanan"
"""
AT_ONCE = """
[[bagian.isian]]
kunci = "kepada"
label = "Kepada"
jenis = "lembaga"

[[bagian.isian]]
kunci = "apa"
label = "Apa"
jenis = "pilihan_ganda"
daftar = "layanan"
boleh_lain = true

[[bagian.isian]]
kunci = "mau"
label = "Mau"
jenis = "ya_tidak"
arti = "persetujuan.layanan"

[[bagian.isian]]
kunci = "boleh"
label = "Boleh"
jenis = "ya_tidak"
arti = "persetujuan.data"
"""


@pytest.mark.parametrize(
    ("values", "standing"),
    [
        ({}, Standing.NOT_ASKED),
        ({"mau_damai": "ya"}, Standing.NOT_ASKED),
        ({"mau_obat": "ya"}, Standing.GIVEN),
        ({"mau_obat": "tidak"}, Standing.REFUSED),
        ({"mau_obat": "ya", "batal": [{"hari": "2026-11-01", "apa": "kesehatan"}]}, Standing.WITHDRAWN),
        ({"mau_obat": "ya", "batal": [{"hari": "2026-11-01", "apa": "mediasi"}]}, Standing.GIVEN),
        ({"mau_obat": "ya", "batal": [{"hari": "2026-11-01"}]}, Standing.WITHDRAWN),
        ({"mau_obat": "ya", "batal": [{"hari": "2026-11-01", "siapa": "rsud"}]}, Standing.GIVEN),
    ],
)
def test_each_service_is_agreed_to_by_itself(values: Values, standing: Standing) -> None:
    found, day = read([(a_form(SERVICES), values)]).of_service("kesehatan", TODAY)
    assert found is standing
    assert service_sentence(found, day, "Layanan kesehatan").endswith(".")


def test_a_service_taken_back_leaves_the_data_where_they_may_go() -> None:
    row: dict[str, Scalar] = {"hari": "2026-11-01", "apa": "kesehatan"}
    back: Values = {"batal": [row]}
    both = read([(a_form(OWN), {"boleh": allowed("rsud")}), (a_form(SERVICES), back)])
    assert both.standing("Rumah sakit umum daerah", TODAY)[0] is Standing.GIVEN


@pytest.mark.parametrize(("answer", "standing"), [("ya", Standing.GIVEN), ("tidak", Standing.REFUSED)])
def test_one_answer_counts_for_all_that_its_form_names(answer: str, standing: Standing) -> None:
    values: Values = {"kepada": "rsud", "apa": ["hukum", "Pijat"], "mau": answer, "boleh": answer}
    found = read([(a_form(AT_ONCE), values)])
    assert found.standing("Rumah sakit umum daerah", TODAY)[0] is standing
    assert {found.of_service(name, TODAY)[0] for name in ("hukum", "pijat")} == {standing}
    assert found.of_service("mediasi", TODAY)[0] is Standing.NOT_ASKED


def test_every_service_of_the_list_is_asked_for_once() -> None:
    asked = [field.service for field in shipped_forms()["persetujuan-layanan"].fields if field.service]
    assert sorted(asked) == sorted(option.key for option in shipped_lists()["layanan"].options)


def test_the_shipped_forms_ask_it() -> None:
    meanings = [field.meaning for spec in shipped_forms().values() for field in spec.fields]
    assert meanings.count("persetujuan.lembaga") == 2
    assert meanings.count("persetujuan.penarikan") == 2


@given(some.text(max_size=20))
def test_names_are_compared_without_case_and_signs(name: str) -> None:
    assert same_name(name.upper()) == same_name(name.upper().replace(" ", "-"))
    grant = Consent((Grant(f" {name} x", True),), (Withdrawal(date(2026, 1, 1), "y"),))
    assert grant.standing(f"{name}  X".upper().lower(), TODAY)[0] in Standing
