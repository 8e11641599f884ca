"""Whatever is typed into any kind of field is kept or refused in words, never a crash; what is kept reads back.

At the usual size in the suite; ``JANGKAU_VALUES=10000`` tries that many values per kind.
"""

from __future__ import annotations

import os
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from models.forms import values as kinds
from models.forms.dates import Unreadable
from models.forms.spec import Field, FieldKind, FormSpec, Option, Section, Value
from models.forms.validate import check
from tests.form_samples import TODAY

COUNT = int(os.environ.get("JANGKAU_VALUES", "60"))
OPTIONS = (Option("fisik", "Fisik"), Option("psikis", "Psikis; berat"), Option("lain", "Seksual"))
COLUMNS = (
    Field("volume", "Volume", FieldKind.INTEGER, minimum=0),
    Field("harga", "Harga", FieldKind.MONEY),
    Field("jumlah", "Jumlah", FieldKind.MONEY, product=("volume", "harga")),
    Field("hari", "Hari", FieldKind.DATE),
    Field("kepada", "Kepada", FieldKind.ORGANISATION, options=OPTIONS, allow_other=True),
)
#: Kinds whose shown text means the same value when it is typed again; the others show more, or less, than is kept.
READ_BACK = (
    FieldKind.TEXT, FieldKind.LONG_TEXT, FieldKind.INTEGER, FieldKind.MONEY, FieldKind.DATE, FieldKind.TIME,
    FieldKind.YES_NO, FieldKind.YES_NO_UNKNOWN, FieldKind.CHOICE, FieldKind.TICK, FieldKind.NIK, FieldKind.PHONE,
    FieldKind.OFFICER, FieldKind.OFFICERS, FieldKind.ORGANISATION, FieldKind.PERSON, FieldKind.SIGNATURE,
)  # fmt: skip
_DIGITS = some.text("0123456789 .-/:,+", max_size=24)
_WORDS = some.sampled_from([
    "ya", "Tidak", "tidak tahu", "x", "h", "kemarin", "17 agustus 26", "Rp1,5 juta", "250 ribu", "9.30 WIB",
    "+62 812-3456-7890", "3671 0145 0795 0003", "Fisik", "Psikis; berat", "36.71.01.1004", "-1", "0", "Lainnya",
    "29/2/2025", "31/4", "99999999999999999999", "\u0661\u0662", "\u00b2", "1e9", "nan", "<b>&\"'", "\U0001f642",
])  # fmt: skip
_DAYS = some.dates(date(1900, 1, 1), TODAY + timedelta(days=4000)).map(lambda day: day.strftime("%d/%m/%Y"))
TYPED = some.one_of(some.text(max_size=80), _DIGITS, _WORDS, _DAYS, some.integers().map(str))
SCALARS = some.one_of(some.text(max_size=20), some.integers(), some.booleans(), some.floats())
STORED = some.one_of(
    SCALARS,
    some.none(),
    some.lists(some.text(max_size=20), max_size=5),
    some.lists(
        some.dictionaries(some.sampled_from(["volume", "harga", "jumlah", "hari", "kepada", "lain"]), SCALARS),
        max_size=4,
    ),
)
often = settings(max_examples=COUNT, deadline=None, suppress_health_check=list(HealthCheck))
each_kind = pytest.mark.parametrize("kind", FieldKind, ids=lambda kind: kind.value)


def asked(kind: FieldKind) -> Field:
    columns = COLUMNS if kind is FieldKind.TABLE else ()
    scale = 10 if kind is FieldKind.SCALE else None
    free = kind is FieldKind.ORGANISATION
    return Field("x", "Isian", kind, options=OPTIONS, columns=columns, maximum=scale, allow_other=free)


def read(field: Field, typed: str) -> tuple[Value | None, str]:
    """What is kept of a typed text, or the sentence that refuses it."""
    try:
        return kinds.parse(field, typed, TODAY), ""
    except Unreadable as refusal:
        return None, str(refusal)


@each_kind
def test_what_is_typed_is_kept_or_refused_in_words(kind: FieldKind) -> None:
    field = asked(kind)

    @often
    @given(TYPED)
    def judge(typed: str) -> None:
        kept, refusal = read(field, typed)
        assert not refusal or refusal.endswith("."), "a sentence for the person"
        if kept is None:
            return
        assert kinds.clean(field, kept) == kept, "what is kept is clean already"
        assert kinds.from_json(kinds.to_json({"x": kept})) == {"x": kept}
        shown = kinds.display(field, kept)
        assert shown
        if kind in READ_BACK:
            assert kinds.parse(field, shown, TODAY) == kept

    judge()


@each_kind
def test_what_comes_out_of_the_store_is_shown_and_checked_whatever_it_is(kind: FieldKind) -> None:
    field = asked(kind)
    spec = FormSpec("uji", 1, "Uji", (Section("Isi", (field,)),))

    @often
    @given(STORED)
    def judge(value: Value | None) -> None:
        assert isinstance(kinds.display(field, value), str)
        cleaned = kinds.clean(field, value)
        assert cleaned is None or kinds.clean(field, cleaned) == cleaned or cleaned != cleaned  # noqa: PLR0124 - NaN
        for answer in (value, cleaned):
            found = check(spec, {} if answer is None else {"x": answer}, TODAY)
            assert all(problem.message for problem in found.problems)

    judge()
