"""The outreach of sources 000 and 004 as their people live it, row by row."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from models.errors import ErrorCode, UserError
from models.rehearsal.routes import Move, way_between
from tests.fixtures_office import Team, specification

scenarios("000_layanan_penjangkauan_puspaga.feature", "004_penjangkauan_korban_provinsi.feature")


@dataclass
class Journey:
    """One case on its way."""

    team: Team
    case_id: int = 0

    def go(self, move: Move) -> None:
        self.team.walk(self.case_id).move(move)

    def role(self, row: int) -> str:
        return self.team.walk(self.case_id)._role(row)


@pytest.fixture
def journey(team: Team) -> Journey:
    return Journey(team)


@given(parsers.parse('kantor yang memakai "{key}"'))
def _office(journey: Journey, key: str) -> None:
    journey.team.at_desk("administrasi").procedures.use(key, in_use=True)
    journey.team.spec = specification(key)
    journey.team.stages = {}


@when("layanan membuka kasus")
def _open(journey: Journey) -> None:
    journey.case_id = journey.team.open().case_id


@when(parsers.parse("{who:w} mengerjakan baris {row:d}"))
def _work(journey: Journey, who: str, row: int) -> None:
    assert journey.role(row) == who
    journey.go(Move(row))


@when(parsers.parse('{who:w} memutuskan "{outcome}" pada baris {row:d}'))
def _decide(journey: Journey, who: str, outcome: str, row: int) -> None:
    assert journey.role(row) == who
    journey.go(Move(row, outcome))


@when(parsers.parse('layanan melewati baris {row:d} dengan pernyataan "{reason}"'))
def _skip(journey: Journey, row: int, reason: str) -> None:
    panel = journey.team.panel("layanan", journey.case_id)
    assert (panel.number, panel.skippable) == (row, True)
    desk = journey.team.at_desk("layanan")
    desk.cases.close_step(panel.step_run_id, panel.row_version, skip_reason=reason)


@when(parsers.parse("kasus dibawa ke baris {row:d}"))
def _bring(journey: Journey, row: int) -> None:
    for move in way_between(journey.team.spec, 1, row):
        journey.go(move)


@then(parsers.parse("baris yang terbuka adalah {row:d}"))
def _open_row(journey: Journey, row: int) -> None:
    assert journey.team.panel("pimpinan", journey.case_id).number == row


@then(parsers.parse('kasus berakhir sebagai "{ending}"'))
def _ended(journey: Journey, ending: str) -> None:
    head = journey.team.at_desk("pimpinan").cases.page(journey.case_id).head
    assert (head.status, head.ended_as) == ("selesai", ending)


@then(parsers.parse("kasus dapat dibuka kembali pada baris {row:d}"))
def _reopen(journey: Journey, row: int) -> None:
    page = journey.team.at_desk("pimpinan").cases.reopen(journey.case_id, "Keadaan berubah")
    assert page.step is not None
    assert page.step.number == row


@then(parsers.parse('surat "{one}" dan "{other}" terbit'))
def _two_issued(journey: Journey, one: str, other: str) -> None:
    assert {one, other} <= _issued(journey)


@then(parsers.parse('surat "{name}" terbit'))
def _one_issued(journey: Journey, name: str) -> None:
    assert name in _issued(journey)


def _issued(journey: Journey) -> set[str]:
    page = journey.team.at_desk("pimpinan").cases.page(journey.case_id)
    return {row.name for row in page.letters if row.status == "terbit" and row.number}


@then(parsers.parse('riwayat memuat "{words}"'))
def _told(journey: Journey, words: str) -> None:
    told = journey.team.at_desk("pimpinan").cases.history(journey.case_id)
    assert any(words in one.text for one in told)


@then(parsers.parse('memutuskan "{outcome}" pada baris {row:d} meminta "{title}" dan penjelasan lebih lanjut'))
def _asks_both(journey: Journey, outcome: str, row: int, title: str) -> None:
    _asks(journey, outcome, row, title)
    _asks(journey, outcome, row, "Penjelasan lebih lanjut tentang manfaat layanan sudah diberikan")


@then(parsers.parse('memutuskan "{outcome}" pada baris {row:d} meminta "{title}"'))
def _asks(journey: Journey, outcome: str, row: int, title: str) -> None:
    panel = journey.team.panel(journey.role(row), journey.case_id)
    label = next(one.label for one in panel.outcomes if one.key == outcome)
    assert title in [item.title for item in panel.documents if item.only_for == (label,) and item.required]
    with pytest.raises(UserError) as refusal:
        journey.team.at_desk(journey.role(row)).cases.close_step(panel.step_run_id, panel.row_version, outcome=outcome)
    assert refusal.value.code is ErrorCode.STEP_INCOMPLETE


@then(parsers.parse("putusan baris {row:d} diusulkan menurut tingkat risiko"))
def _proposed(journey: Journey, row: int) -> None:
    page = journey.team.at_desk("layanan").cases.page(journey.case_id)
    assert page.step is not None
    assert page.step.number == row
    expected = "tinggi" if page.head.risk == "tinggi" else "bukan"
    assert [one.key for one in page.step.outcomes if one.proposed] == [expected]
