"""The states of a report, and the rules of the office for it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.errors import ErrorCode, UserError
from models.statistics import report_rules
from models.statistics.report_life import ReportState, moved
from models.statistics.report_rules import Part

S = ReportState
_FOLLOWS = {
    (S.DRAFT, S.SUBMITTED), (S.RETURNED, S.SUBMITTED), (S.SUBMITTED, S.RECEIVED), (S.SUBMITTED, S.APPROVED),
    (S.RECEIVED, S.APPROVED), (S.SUBMITTED, S.RETURNED), (S.RECEIVED, S.RETURNED),
}  # fmt: skip


@pytest.mark.parametrize("state", S)
@pytest.mark.parametrize("to", S)
def test_a_report_moves_only_along_its_life(state: ReportState, to: ReportState) -> None:
    if (state, to) in _FOLLOWS:
        assert moved(state, to) is to
    else:
        with pytest.raises(UserError) as refusal:
            moved(state, to)
        assert refusal.value.code is ErrorCode.REPORT_STATE


def test_where_somebody_receives_reports_none_is_approved_before() -> None:
    with pytest.raises(UserError):
        moved(S.SUBMITTED, S.APPROVED, received_first=True)
    assert moved(S.RECEIVED, S.APPROVED, received_first=True) is S.APPROVED


def test_the_shipped_rules_hold_and_come_back_as_they_were_kept() -> None:
    shipped = report_rules.shipped()
    assert report_rules.checked(shipped) == shipped
    assert report_rules.from_json(shipped.to_json()) == shipped
    assert shipped.threshold == 5
    assert [kind.key for kind in report_rules.kinds()] == ["data-layanan"]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"threshold": 99}, "Batas angka kecil"),
        ({"look_back": -1}, "Koreksi melihat mundur"),
        ({"approvers": ()}, "harus menyetujui"),
        ({"receivers": ("raja",)}, "tidak dikenal"),
        ({"receivers": ("kepala",)}, "sekaligus"),
        ({"parts": (Part("a", "A", "tengah"),)}, "awal atau akhir"),
    ],
)
def test_rules_that_cannot_hold_are_refused_in_words(changes: dict[str, object], sentence: str) -> None:
    with pytest.raises(UserError, match="RA-ISI-01") as refusal:
        report_rules.checked(replace(report_rules.shipped(), **changes))  # type: ignore[arg-type]
    assert sentence in str(refusal.value.details["what"])


def test_parts_get_keys_and_lose_blanks() -> None:
    parts = (Part("", "  Kegiatan   lain "), Part("", "  "))
    found = report_rules.checked(replace(report_rules.shipped(), parts=parts))
    assert [(part.key, part.title) for part in found.parts] == [("kegiatan-lain", "Kegiatan lain")]
