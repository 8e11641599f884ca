"""Periods and what a procedure says of them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

import resources
from models.errors import ErrorCode, UserError
from models.sop import engine, loader, periods
from models.sop.engine import Closing, Done, Missing, MissingKind, RunState
from models.source import Source
from tests.unit.sop.sheets import SHEET, read

SHIPPED = "tanah-laut-puspaga-dokumentasi"
DAYS = st.dates(date(1950, 1, 1), date(2150, 12, 31))
KINDS = st.sampled_from([periods.MONTH, periods.HALF, periods.YEAR])


@pytest.mark.parametrize(
    ("key", "words", "first", "last"),
    [
        ("2026-11", "November 2026", date(2026, 11, 1), date(2026, 11, 30)),
        ("2028-02", "Februari 2028", date(2028, 2, 1), date(2028, 2, 29)),
        ("2026-12", "Desember 2026", date(2026, 12, 1), date(2026, 12, 31)),
        ("2026-S1", "Semester I 2026", date(2026, 1, 1), date(2026, 6, 30)),
        ("2026-S2", "Semester II 2026", date(2026, 7, 1), date(2026, 12, 31)),
        ("2026", "Tahun 2026", date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_a_period_is_named_as_people_name_it(key: str, words: str, first: date, last: date) -> None:
    period = periods.parse(key)
    assert (period.words, period.first, period.last) == (words, first, last)


@pytest.mark.parametrize("key", ["", "2026-13", "2026-00", "2026-S3", "26-11", "2026-11-01", "x"])
def test_what_is_no_period_is_refused(key: str) -> None:
    with pytest.raises(ValueError, match="not a period"):
        periods.parse(key)


@given(kind=KINDS, day=DAYS)
def test_a_day_lies_in_its_period_and_periods_follow_each_other(kind: str, day: date) -> None:
    period = periods.containing(kind, day)
    assert periods.parse(period.key) == period
    assert period.first <= day <= period.last
    assert period.over(period.last + timedelta(days=1))
    assert not period.over(day)
    earlier = periods.before(period)
    assert earlier.kind == kind
    assert earlier.last + timedelta(days=1) == period.first


@given(day=DAYS)
def test_a_month_lies_in_one_half_year_and_one_year(day: date) -> None:
    month, half, year = (periods.containing(kind, day) for kind in (periods.MONTH, periods.HALF, periods.YEAR))
    assert half.holds(month)
    assert year.holds(half)
    assert not month.holds(half)


def shipped() -> str:
    return resources.text(f"sop/{SHIPPED}.toml")


def test_each_kind_of_period_begins_at_its_own_row() -> None:
    spec = read(shipped())
    assert [engine.start(spec, kind).step for kind in spec.periods] == [2, 5, 5]


def test_a_row_done_again_and_again_stays_open_until_the_period_has_ended() -> None:
    spec = read(shipped())
    state = RunState(2, {2: 1})
    done = Done(registers=frozenset({"penerimaan-berkas"}), period_over=False)
    waits = (Missing(MissingKind.PERIOD, "", "Akhir periode"),)
    assert engine.missing(spec, 2, done, None, {}) == waits
    for closing in (Closing(2), Closing(2, skip_reason="Tidak ada")):
        with pytest.raises(UserError) as refusal:
            engine.close(spec, state, closing, done, {})
        assert (refusal.value.code, refusal.value.details["missing"]) == (ErrorCode.STEP_INCOMPLETE, waits)
    assert engine.close(spec, state, Closing(2, force_reason="Kantor pindah"), done, {}).state.step == 3
    over = Done(registers=frozenset({"penerimaan-berkas"}))
    assert engine.close(spec, state, Closing(2), over, {}).state.step == 3
    assert engine.missing(spec, 2, Done(), None, {})[0].kind is MissingKind.REGISTER


@pytest.mark.parametrize(
    ("right", "wrong", "sentence"),
    [
        ('register = "buku-log"', 'register = "buku"', 'Register "buku" tidak dikenal.'),
        ('sebutan = "Dokumentasi"', "", 'Prosedur periode membutuhkan "sebutan"'),
        (
            'periode = ["bulan"]\nketerangan = "Diulang',
            'periode = ["minggu"]\nketerangan = "Diulang',
            '"minggu" tidak ada',
        ),
        ('"semester", "tahun"]', '"semester", "dekade"]', 'Periode "dekade" tidak dikenal.'),
    ],
)
def test_a_mistake_of_a_period_is_named(right: str, wrong: str, sentence: str) -> None:
    assert right in shipped()
    source = Source.read("contoh.toml", shipped().replace(right, wrong, 1))
    assert loader.load(source) is None
    assert any(sentence in problem.message and problem.line for problem in source.problems), source.problems


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("berulang = true", '"berulang" hanya untuk'),
        ('periode = ["bulan"]', '"periode" hanya untuk'),
        ('hasil = [{ register = "buku-log" }]', '"register" hanya untuk'),
    ],
)
def test_a_procedure_for_cases_knows_no_periods(line: str, sentence: str) -> None:
    source = Source.read("contoh.toml", SHEET + line + "\n")
    assert loader.load(source) is None
    assert any(sentence in problem.message for problem in source.problems), source.problems


BETWEEN = (
    SHEET.replace('subjek = "kasus"', 'subjek = "periode"\nperiode = ["bulan", "semester", "tahun"]\nsebutan = "Kelas"')
    .replace('judul = "Menerima"', 'judul = "Menerima"\nlanjut = 2')
    .replace('kunci = "tolak", label = "Tolak", selesai = "Ditolak"', 'kunci = "tolak", label = "Tolak", ke = 1')
    .replace('judul = "Melaksanakan"', 'judul = "Melaksanakan"\nperiode = ["bulan"]')
    .replace("no = 1\n", 'no = 1\nperiode = ["bulan", "semester"]\n')
)


def test_a_run_passes_over_rows_that_are_not_for_its_kind_of_period() -> None:
    spec = read(BETWEEN)
    month, half, year = (spec.of_period(kind) for kind in spec.periods)
    decided = RunState(2, {2: 1})
    done = Done(letters=frozenset({"surat-tugas"}))
    assert engine.close(month, decided, Closing(2, "setuju"), done, {}).state.step == 3
    ended = engine.close(half, decided, Closing(2, "setuju"), done, {}).state
    assert (ended.step, ended.ended_as) == (None, "Selesai")
    assert engine.close(half, decided, Closing(2, "tolak", "kurang"), done, {}).state.step == 1
    assert engine.start(spec, "tahun").step == 2
    assert engine.close(year, decided, Closing(2, "tolak", "kurang"), done, {}).state.step == 2


def test_a_row_between_that_belongs_to_months_is_not_opened_in_a_half_year() -> None:
    text = BETWEEN.replace("no = 2\n", 'no = 2\nperiode = ["bulan"]\n').replace(
        'judul = "Melaksanakan"\nperiode = ["bulan"]', 'judul = "Melaksanakan"'
    )
    half = read(text).of_period("semester")
    done = Done(forms=frozenset({"informasi-kasus"}))
    assert engine.close(half, engine.start(half, "semester"), Closing(1), done, {}).state.step == 3


def test_each_kind_of_period_must_come_to_an_end() -> None:
    text = BETWEEN.replace('judul = "Memutuskan"', 'judul = "Memutuskan"\nperiode = ["bulan"]')
    text = text.replace('judul = "Melaksanakan"\nperiode = ["bulan"]', 'judul = "Melaksanakan"\nlanjut = 1')
    text = text.replace(
        'kunci = "tolak", label = "Tolak", ke = 1', 'kunci = "tolak", label = "Tolak", selesai = "Ditolak"'
    )
    source = Source.read("contoh.toml", text)
    assert loader.load(source) is None
    assert "Pada periode semester, dari baris 1 perjalanan tidak pernah dapat berakhir." in [
        problem.message for problem in source.problems
    ]


def test_periods_are_written_in_any_order_and_the_shortest_receives() -> None:
    text = BETWEEN.replace('["bulan", "semester", "tahun"]', '["tahun", "bulan", "semester", "bulan"]')
    assert read(text).periods == ("bulan", "semester", "tahun")
