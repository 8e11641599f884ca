"""What an office decides about journeys stands in its orders and cost sheets."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

import resources
from models.domain.indonesia import roman
from models.domain.paper import PageSetup
from models.domain.travel import MOST_STOPS, TravelRate, TravelRules
from models.letters import wording
from models.letters.compose import prefill
from models.letters.wording import Wording
from models.settings.office import OfficeProfile
from reports.letter_pdf import render
from tests import letter_samples, papers

ORDER, COSTS = "surat-perjalanan-dinas", "rincian-biaya-perjalanan"
RATES = (TravelRate("Uang harian", "hari", 150_000), TravelRate("Penginapan", "malam", 400_000))


def printed(rules: TravelRules, **changes: Any) -> list[str]:
    office = replace(letter_samples.OFFICE, travel=rules)
    return papers.pages(render(letter_samples.composed(ORDER, office=office, **changes)))


@pytest.mark.parametrize("stops", range(1, MOST_STOPS + 1))
def test_the_back_has_a_row_for_each_stop_and_counts_on(stops: int) -> None:
    front, back = printed(TravelRules(stops=stops), page=PageSetup(paper="A4"))
    assert "I. Berangkat dari (tempat kedudukan)" in back
    for place in range(2, stops + 2):
        assert f"{roman(place)}. Tiba di :" in back
    assert f"{roman(stops + 2)}. Tiba di (tempat kedudukan)" in back
    assert f"{roman(stops + 4)}. Perhatian" in back
    assert "Tiba di" not in front


def test_the_paying_official_is_called_as_the_office_calls_him() -> None:
    assert "1. Pejabat Pembuat Komitmen Kepala UPTD PPA" in printed(TravelRules("Pejabat Pembuat Komitmen"))[0]


def test_a_cost_sheet_begins_with_the_offices_rates() -> None:
    spec = letter_samples.shipped(COSTS)
    office = replace(letter_samples.OFFICE, travel=TravelRules(rates=RATES))
    rows = prefill(spec, letter_samples.context(office=office))["biaya"]
    assert rows == [
        {"uraian": "Uang harian", "satuan": "hari", "tarif": 150_000},
        {"uraian": "Penginapan", "satuan": "malam", "tarif": 400_000},
    ]
    assert "biaya" not in prefill(spec, letter_samples.context())


def test_an_office_keeps_its_rules_and_one_of_an_earlier_program_has_the_usual_ones() -> None:
    office = OfficeProfile(name="Kantor", travel=TravelRules("Pejabat lain", 2, RATES))
    assert OfficeProfile.from_json(office.to_json()) == office
    assert OfficeProfile.from_json({"name": "Kantor"}).travel == TravelRules()


@pytest.mark.parametrize(
    "rules",
    [TravelRules(" "), TravelRules(stops=0), TravelRules(stops=7), TravelRules(rates=(TravelRate("", "hari", 1),))],
    ids=repr,
)
def test_rules_that_cannot_be_printed_are_refused(rules: TravelRules) -> None:
    assert list(rules.problems())


def test_the_repeated_row_stays_the_same_row_when_rows_move_or_go() -> None:
    start = Wording(letter_samples.shipped(ORDER), {})
    place = next(number for number, block in enumerate(start.spec.blocks) if block.repeat)
    stop = start.spec.blocks[place].rows[1]

    def repeated(made: Wording) -> tuple[str, ...] | None:
        block = made.spec.blocks[place]
        return block.rows[block.repeat - 1] if block.repeat else None

    assert repeated(wording.move_entry(start, ("blok", place, "baris", 1), -1)) == stop
    assert repeated(wording.move_entry(start, ("blok", place, "baris", 3), -1)) == stop
    assert repeated(wording.drop_entry(start, ("blok", place, "baris", 0))) == stop
    assert repeated(wording.drop_entry(start, ("blok", place, "baris", 1))) is None


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ("{ baris = 9, kali = \"kantor.singgah\" }", "antara 1 dan 5"),
        ("{ baris = 2, kali = \"kantor.singah\" }", 'Mungkin maksudnya "kantor.singgah"'),
        ("{ baris = 2 }", "ditulis seperti"),
    ],
)  # fmt: skip
def test_a_repetition_that_makes_no_sense_is_said_with_its_line(wrong: str, sentence: str) -> None:
    text = resources.text(f"letters/{ORDER}.toml").replace('{ baris = 2, kali = "kantor.singgah" }', wrong)
    _, source = letter_samples.load(text)
    assert any(sentence in str(problem) for problem in source.problems), source.problems
