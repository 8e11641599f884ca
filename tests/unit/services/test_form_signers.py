"""The names below the lines of a printed form."""

from __future__ import annotations

from tests.fixtures_office import Team


def test_the_paper_names_who_wrote_the_form_and_not_who_prints_it(team: Team) -> None:
    case_id = team.open().case_id
    writer = team.at_desk("layanan").session.user.display_name
    printer = team.at_desk("pimpinan").session.user.display_name
    paper = team.at_desk("pimpinan").forms.paper(case_id, "informasi-kasus").decode()
    signers = paper.rsplit("names=", 1)[1].split("officers=")[0]
    assert writer.split(",")[0] in signers
    assert printer.split(",")[0] not in signers
