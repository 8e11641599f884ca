"""What the screen works out for the person: days of birth out of a NIK, and what a row of a budget comes to."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from models.forms.spec import Field, FieldKind, FormSpec, Section
from ui.forms.builder import FormView
from ui.forms.editor import Surroundings
from ui.forms.table import TableEditor
from ui.theme import Appearance
from ui.widgets.basics import Button

AROUND = Surroundings(date(2026, 11, 23))
BUDGET = Field(
    "biaya", "Biaya", FieldKind.TABLE, total="jumlah",
    columns=(
        Field("volume", "Volume", FieldKind.INTEGER),
        Field("harga", "Harga", FieldKind.MONEY),
        Field("jumlah", "Jumlah", FieldKind.MONEY, product=("volume", "harga")),
        Field("ket", "Keterangan", FieldKind.TEXT),
    ),
)  # fmt: skip
SPEC = FormSpec(
    "uji", 1, "Formulir uji",
    (
        Section("Isi", (
            Field("nik", "NIK", FieldKind.NIK, meaning="klien.nik"),
            Field("lahir", "Tanggal lahir", FieldKind.DATE, meaning="klien.tanggal_lahir"),
            Field("terlapor_lahir", "Tanggal lahir terlapor", FieldKind.DATE),
            BUDGET,
        )),
    ),
)  # fmt: skip


@pytest.fixture
def view(qtbot: QtBot, look: Appearance) -> FormView:
    made = FormView(SPEC, {}, AROUND)
    qtbot.addWidget(made)
    made.resize(900, 700)
    with qtbot.waitExposed(made):
        made.show()
    return made


def offers(view: FormView, key: str) -> list[Button]:
    places = view._rows[key]._offers
    held = [places.itemAt(at).widget() for at in range(places.count())]
    return [widget for widget in held if isinstance(widget, Button)]


def test_a_nik_offers_its_day_of_birth_and_one_press_takes_it(view: FormView, qtbot: QtBot) -> None:
    view.answer("nik", "3671015203150002")
    assert [button.text() for button in offers(view, "lahir")] == ["12/03/2015 · pakai"]
    assert offers(view, "terlapor_lahir") == []
    offers(view, "lahir")[0].click()
    assert view.values()["lahir"] == "2015-03-12"
    assert offers(view, "lahir") == []


def test_a_day_that_nobody_living_can_have_is_not_offered(view: FormView) -> None:
    view.answer("nik", "3671015203880002")
    assert [button.text() for button in offers(view, "lahir")] == ["12/03/1988 · pakai"]


def test_both_centuries_are_offered_where_both_are_possible(view: FormView) -> None:
    view.answer("nik", "3671015203200002")
    assert [button.text() for button in offers(view, "lahir")] == ["12/03/2020 · pakai", "12/03/1920 · pakai"]
    view.answer("lahir", "1920-03-12")
    assert offers(view, "lahir") == []
    view.answer("lahir", "1988-03-12")
    assert len(offers(view, "lahir")) == 2, "another day than the NIK says: the offer stays"


def test_tab_goes_from_the_date_to_the_offer(view: FormView, qtbot: QtBot) -> None:
    view.answer("nik", "3671015203880002")
    qtbot.waitUntil(offers(view, "lahir")[0].isVisible)
    view._rows["lahir"].focus()
    for _ in range(3):
        focused = view.focusWidget()
        assert focused is not None
        if focused is offers(view, "lahir")[0]:
            break
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    qtbot.keyClick(offers(view, "lahir")[0], Qt.Key.Key_Space)
    assert view.values()["lahir"] == "1988-03-12"


def test_the_row_of_a_budget_comes_to_volume_times_price(view: FormView, qtbot: QtBot) -> None:
    table = view._rows["biaya"].editor
    assert isinstance(table, TableEditor)
    cells = table.rows[0].cells
    qtbot.keyClicks(cells["volume"].editor.focus_target(), "3")
    qtbot.keyClicks(cells["harga"].editor.focus_target(), "50000")
    assert view.values()["biaya"] == [{"volume": 3, "harga": 50_000, "jumlah": 150_000}]
    assert "Rp150.000" in cells["jumlah"].editor.focus_target().text()  # type: ignore[attr-defined]  # a label
    assert table._sum.text() == "Jumlah Rp150.000"
    qtbot.keyClick(cells["harga"].editor.focus_target(), Qt.Key.Key_Return)
    assert view.focusWidget() is cells["ket"].editor.focus_target(), "what is worked out is no stop"
