"""Whose name stands below each line to sign on."""

from __future__ import annotations

from models.forms.signers import signer_names
from models.forms.spec import Values
from tests.form_samples import shipped_forms

POSTS = {"petugas": "Dewi Lestari", "kepala": "Budi Santoso"}


def names(key: str, values: Values) -> tuple[str, ...]:
    return signer_names(shipped_forms()[key], values, {"pelapor.nama": "Rina Pratiwi"}, {}, POSTS)


def test_who_consents_for_herself_signs_for_herself() -> None:
    values: Values = {"klien_nama": "Sekar Wulandari", "kapasitas": "sendiri", "penandatangan": "Hana Lestari"}
    assert names("persetujuan-layanan", values) == ("Sekar Wulandari", "Dewi Lestari", "")


def test_a_guardian_signs_in_her_own_name() -> None:
    values: Values = {"klien_nama": "Sekar Wulandari", "kapasitas": "wali", "penandatangan": "Hana Lestari"}
    assert names("persetujuan-layanan", values)[0] == "Hana Lestari"


def test_who_does_not_want_to_be_named_is_not_named() -> None:
    values: Values = {"pelapor_status": "tetangga", "pelapor_bersedia": "tidak", "pelapor_nama": "Rina Pratiwi"}
    assert names("pengaduan", values) == ("", "Dewi Lestari")


def test_the_head_signs_by_post() -> None:
    assert names("rencana-intervensi", {"manajer_kasus": "Wati"}) == ("", "Wati", "Budi Santoso")
