"""The case page knows what keeps a step from closing, and says it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.services.views import (
    DocumentItem,
    DocumentKind,
    MissingItem,
    OutcomeChoice,
    Progress,
    Standing,
    StepLine,
    StepPanel,
)
from tests.gui.pages.test_tasks_presenter import item, panel, time
from ui.pages.case import presenter
from ui.pages.case.presenter import Closing

LACKING = (MissingItem("formulir", "pengaduan", "Formulir pengaduan"),)
BRANCHES = (OutcomeChoice("setuju", "Setujui", False), OutcomeChoice("kembali", "Kembalikan", True))


def why(shown: StepPanel, said: Closing, *, forced: bool = False, skipped: bool = False) -> str:
    return presenter.why_not(shown, said, forced=forced, skipped=skipped)


def test_a_complete_step_closes_without_a_question() -> None:
    assert not presenter.must_ask(panel())
    assert why(panel(), Closing()) == ""


@pytest.mark.parametrize(
    "shown",
    [panel(missing=LACKING), panel(outcomes=BRANCHES), replace(panel(), time=time(Standing.LATE, -1))],
)
def test_closing_asks_when_something_is_missing_decided_or_late(shown: StepPanel) -> None:
    assert presenter.must_ask(shown)


def test_what_is_missing_can_only_be_passed_with_a_reason() -> None:
    shown = panel(missing=LACKING)
    assert why(shown, Closing()) == "Lengkapi yang masih kurang lebih dahulu."
    assert "Tulis alasan" in why(shown, Closing(force_reason="  "), forced=True)
    assert why(shown, Closing(force_reason="Menyusul besok"), forced=True) == ""


def test_a_decision_needs_its_branch_and_a_return_its_reason() -> None:
    shown = panel(outcomes=BRANCHES)
    assert why(shown, Closing()) == "Pilih putusan lebih dahulu."
    assert why(shown, Closing("setuju")) == ""
    assert why(shown, Closing("kembali")) == "Tulis alasan untuk putusan Kembalikan."
    assert why(shown, Closing("kembali", reason="Alamat belum jelas")) == ""


def test_a_skipped_step_needs_a_statement_and_nothing_else() -> None:
    shown = panel(missing=LACKING, outcomes=BRANCHES, skippable=True)
    assert "pernyataan" in why(shown, Closing(), skipped=True)
    assert why(shown, Closing(skip_reason="Korban sudah dirujuk"), skipped=True) == ""


def test_alternatives_count_as_one_document() -> None:
    documents: tuple[DocumentItem, ...] = (
        item(DocumentKind.FORM, "pengaduan", Progress.DONE),
        item(DocumentKind.FORM, "ktp", choice="identifikasi"),
        item(DocumentKind.FORM, "kta", Progress.DONE, choice="identifikasi"),
        item(DocumentKind.LETTER, "rujukan", required=False),
        item(DocumentKind.FORM, "asesmen", Progress.PARTIAL),
    )
    assert presenter.documents_done(documents) == (2, 3)


def test_a_file_name_becomes_a_title() -> None:
    assert presenter.title_of_file("surat_pengantar-rt.pdf") == "Surat pengantar rt"


def test_a_closed_case_says_how_many_steps_it_went_through() -> None:
    ways = (Progress.DONE, Progress.DONE, Progress.SKIPPED, Progress.SKIPPED)
    lines = [StepLine(place, "A", "P", way, False, "") for place, way in enumerate(ways, 1)]
    assert presenter.progress_of(lines, closed=True) == ("2 dari 4 dijalani", 1.0)
    assert presenter.progress_of([*lines[:3], replace(lines[3], progress=Progress.NONE)], closed=False) == (
        "3 dari 4 selesai", 0.75,
    )  # fmt: skip
