"""When a question is shown and when it must be answered."""

from __future__ import annotations

import pytest

from models.forms.rules import filled, holds, required, visible
from models.forms.spec import Condition, Scalar, Value
from tests.form_samples import a_form

CHAIN = """
[[bagian.isian]]
kunci = "kdrt"
label = "KDRT"
jenis = "ya_tidak"

[[bagian.isian]]
kunci = "bentuk"
label = "Bentuk"
jenis = "pilihan_ganda"
pilihan = { fisik = "Fisik", seksual = "Seksual" }
tampil_bila = { kdrt = "ya" }
wajib_bila = { kdrt = "ya" }

[[bagian.isian]]
kunci = "rujuk"
label = "Rujukan"
jenis = "teks"
tampil_bila = { bentuk = "seksual" }
"""


@pytest.mark.parametrize(
    ("condition", "value", "expected"),
    [
        (Condition("x", ("ya",)), "ya", True),
        (Condition("x", ("ya",)), True, True),
        (Condition("x", ("tidak",)), False, True),
        (Condition("x", ("ya",)), "tidak", False),
        (Condition("x", ("ya",)), None, False),
        (Condition("x", ("a", "b")), "b", True),
        (Condition("x", ("a",)), ["b", "a"], True),
        (Condition("x", ("a",)), ["b"], False),
        (Condition("x", ("3",)), 3, True),
        (Condition("x"), "apa saja", True),
        (Condition("x"), 0, True),
        (Condition("x"), "  ", False),
        (Condition("x"), [], False),
        (Condition("x"), False, False),
        (Condition("x"), None, False),
    ],
)
def test_one_condition(condition: Condition, value: Value | None, expected: bool) -> None:
    assert holds([condition], {} if value is None else {"x": value}) is expected


def test_all_conditions_must_hold() -> None:
    both = [Condition("a", ("ya",)), Condition("b", ("ya",))]
    assert holds(both, {"a": "ya", "b": "ya"})
    assert not holds(both, {"a": "ya"})
    assert holds([], {})


def test_rows_of_blanks_are_no_answer() -> None:
    blanks: list[dict[str, Scalar]] = [{"nama": " "}, {}]
    assert not filled(blanks)
    blanks[1]["nama"] = "Dewi"
    assert filled(blanks)


def test_a_question_hides_with_the_question_it_hangs_on() -> None:
    spec = a_form(CHAIN)
    answers: dict[str, Value] = {"kdrt": "ya", "bentuk": ["seksual"]}
    assert [field.key for field in visible(spec, answers)] == ["kdrt", "bentuk", "rujuk"]
    assert [field.key for field in visible(spec, {**answers, "kdrt": "tidak"})] == ["kdrt"]


def test_required_only_under_its_condition() -> None:
    field = a_form(CHAIN).field("bentuk")
    assert required(field, {"kdrt": "ya"})
    assert not required(field, {"kdrt": "tidak"})
    assert not required(field, {})
