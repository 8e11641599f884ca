"""The card that is left with somebody who declines: a number, perhaps a name, and not a word of the office."""

from __future__ import annotations

import subprocess

import pytest

from models.domain.paper import PageSetup
from models.errors import ErrorCode, UserError
from models.forms.paper import CardPaper
from models.forms.spec import Values
from reports.contact_card_pdf import render
from tests.fixtures_office import Team

NUMBER, NAME = "0812-0000-0129", "Bu Tini <jahit> & Co"
FORM = "lembar-kontak"


def words(pdf: bytes) -> list[str]:
    found = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True).stdout
    return found.decode().split()


@pytest.mark.parametrize("paper", ["A4", "F4", "F4-210"])
@pytest.mark.parametrize("name", [NAME, ""])
def test_nothing_stands_on_it_but_what_was_agreed(paper: str, name: str) -> None:
    found = words(render(CardPaper(NUMBER, name, PageSetup(paper=paper))))
    assert found.count(NUMBER) == 10
    assert set(found) == {NUMBER, *name.split()}


def test_the_file_itself_names_nothing() -> None:
    pdf = render(CardPaper(NUMBER, NAME, PageSetup()))
    told = subprocess.run(["pdfinfo", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    assert [line.split()[1] for line in told.splitlines() if line.startswith("Title")] == ["Kartu"]
    assert "PPA" not in told


def test_it_is_printed_from_what_the_form_says(team: Team) -> None:
    case_id, desk = team.open().case_id, team.at_desk("layanan")
    sheet = desk.forms.open(case_id, FORM)
    saved = desk.forms.save(case_id, FORM, sheet.values, sheet.row_version)
    with pytest.raises(UserError) as refused:
        desk.forms.cards(case_id, FORM)
    assert refused.value.code is ErrorCode.VALUE_INVALID
    answers: Values = {**sheet.values, "nomor_diberikan": NUMBER, "nama_samaran": NAME}
    desk.forms.save(case_id, FORM, answers, saved.row_version)
    told = desk.forms.cards(case_id, FORM).decode()
    assert NUMBER in told
    assert "Zubaidah" not in told
