"""Rows that are for some kinds of period alone: a run of another kind passes over them."""

from __future__ import annotations

from tests.fixtures_office import Team, bring_definition
from tests.unit.services.test_documentation_periods import close, day, run_id

_CLASSES = """
[identitas]
kunci = "kelas"
versi = 1
subjek = "periode"
periode = ["semester", "bulan"]
sebutan = "Kelas"
nomor = "000"
nama = "Kelas Pengasuhan"
unit = "PUSPAGA"
[pelaksana]
admin = { nama = "Admin", peran = "administrasi" }
[[langkah]]
no = 1
judul = "Mencatat"
pelaksana = "admin"
[[langkah]]
no = 2
judul = "Mengajar"
pelaksana = "admin"
periode = ["bulan"]
[[langkah]]
no = 3
judul = "Merekap"
pelaksana = "admin"
"""


def test_a_half_year_passes_over_a_row_between_that_is_for_months(team: Team) -> None:
    bring_definition(team, "sop", _CLASSES)
    team.at_desk("administrasi").procedures.use("kelas", in_use=True)
    team._desks.clear()
    day(team, 2026, 12, 31)
    day(team, 2027, 1, 4)
    half, month = run_id(team, "2026-S2"), run_id(team, "2026-12")
    assert [line.number for line in team.at_desk("administrasi").cases.page(half).steps] == [1, 3]
    closed = close(team, half)
    assert closed.step is not None
    assert closed.step.number == 3
    assert close(team, half).head.ended_as == "Selesai"
    opened = close(team, month).step
    assert opened is not None
    assert opened.number == 2
