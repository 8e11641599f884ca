"""Every kind of field can be filled in with mouse and keyboard, and gives back what was put in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from models.domain import regions
from models.forms.spec import Field, FieldKind, Option, Scalar, Value
from tests.gui.forms.conftest import parts
from ui.forms.choices import ComboEditor, FewOrOtherEditor, OfficersEditor, OneOfEditor
from ui.forms.editor import Editor, Surroundings
from ui.forms.editors import EDITORS, make_editor
from ui.forms.lines import LineEditor
from ui.forms.region import RegionEditor, RegionPopup
from ui.forms.row import FieldRow
from ui.forms.table import TableEditor
from ui.forms.ticks import ManyEditor, TickEditor
from ui.theme import Appearance

OFFICERS = (Option("1", "Dewi Lestari, S.Psi."), Option("2", "Rina Pratiwi"))
AROUND = Surroundings(date(2026, 11, 23), OFFICERS, lambda text, deliver: deliver(regions.search(text)))
FEW = (Option("a", "Anak"), Option("p", "Perempuan"))
COLUMNS = (Field("nama", "Nama", FieldKind.TEXT), Field("biaya", "Biaya", FieldKind.MONEY))
COSTS = Field("x", "Rincian", FieldKind.TABLE, columns=COLUMNS, total="biaya")
MANY = Field("x", "Bentuk", FieldKind.MULTI_CHOICE, options=FEW, allow_other=True)
ROWS: list[dict[str, Scalar]] = [{"nama": "Tiket", "biaya": 100_000}, {"nama": "Makan", "biaya": 50_000}]
SAMPLES: dict[FieldKind, tuple[Field, Value]] = {
    FieldKind.TEXT: (Field("x", "Nama", FieldKind.TEXT), "Lestari"),
    FieldKind.LONG_TEXT: (Field("x", "Kronologi", FieldKind.LONG_TEXT), "Baris satu\nBaris dua"),
    FieldKind.INTEGER: (Field("x", "Umur", FieldKind.INTEGER), 17),
    FieldKind.MONEY: (Field("x", "Biaya", FieldKind.MONEY), 1_500_000),
    FieldKind.DATE: (Field("x", "Tanggal", FieldKind.DATE), "2026-11-24"),
    FieldKind.TIME: (Field("x", "Jam", FieldKind.TIME), "09:30"),
    FieldKind.YES_NO: (Field("x", "KDRT", FieldKind.YES_NO), "tidak"),
    FieldKind.YES_NO_UNKNOWN: (Field("x", "Luka", FieldKind.YES_NO_UNKNOWN), "tidak_tahu"),
    FieldKind.CHOICE: (Field("x", "Jenis", FieldKind.CHOICE, options=FEW), "p"),
    FieldKind.MULTI_CHOICE: (MANY, ["a", "lain"]),
    FieldKind.SCALE: (Field("x", "Takut", FieldKind.SCALE, minimum=1, maximum=5), 4),
    FieldKind.TICK: (Field("x", "Setuju", FieldKind.TICK), True),
    FieldKind.NIK: (Field("x", "NIK", FieldKind.NIK), "3671014101900001"),
    FieldKind.PHONE: (Field("x", "Telepon", FieldKind.PHONE), "081234567890"),
    FieldKind.REGION: (Field("x", "Wilayah", FieldKind.REGION), "36.71.01.1004"),
    FieldKind.OFFICER: (Field("x", "Petugas", FieldKind.OFFICER), "2"),
    FieldKind.OFFICERS: (Field("x", "Petugas", FieldKind.OFFICERS), ["2", "1"]),
    FieldKind.ORGANISATION: (Field("x", "Lembaga", FieldKind.ORGANISATION, options=FEW, allow_other=True), "p"),
    FieldKind.CHECKLIST: (Field("x", "Perlengkapan", FieldKind.CHECKLIST, options=FEW), ["p"]),
    FieldKind.PERSON: (Field("x", "Saksi", FieldKind.PERSON), "Lestari Putri"),
    FieldKind.SIGNATURE: (Field("x", "Yang menerima", FieldKind.SIGNATURE), "Lestari Putri"),
    FieldKind.PICTURE: (Field("x", "Luka", FieldKind.PICTURE), ["4", "7"]),
    FieldKind.TABLE: (COSTS, ROWS),
}


def shown(qtbot: QtBot, field: Field) -> Editor:
    editor = make_editor(field, AROUND)
    qtbot.addWidget(editor)
    editor.resize(600, 200)
    editor.show()
    return editor


def of_kind(kind: FieldKind, **more: object) -> Field:
    return Field("x", "Isian", kind, **more)  # type: ignore[arg-type]


def test_no_kind_of_field_lacks_an_editor() -> None:
    assert set(EDITORS) == set(FieldKind)
    assert set(SAMPLES) == set(FieldKind) - {FieldKind.NOTE}


@pytest.mark.parametrize("kind", SAMPLES, ids=lambda kind: kind.value)
def test_what_is_put_in_comes_out_again_and_can_be_emptied(qtbot: QtBot, look: Appearance, kind: FieldKind) -> None:
    field, value = SAMPLES[kind]
    editor = shown(qtbot, field)
    reports: list[bool] = []
    editor.changed.connect(lambda: reports.append(True))
    assert editor.value() is None
    editor.set_value(value)
    assert editor.value() == value
    editor.set_value(None)
    assert editor.value() is None
    assert reports == [], "filling in by the program is no change by the person"


@pytest.mark.parametrize(
    "field",
    [*(field for field, _ in SAMPLES.values()), Field("x", "Tanyakan dengan tenang", FieldKind.NOTE)],
    ids=lambda field: str(field.kind),
)
def test_every_kind_stands_in_a_form_with_its_label_and_without_choices(
    qtbot: QtBot, look: Appearance, field: Field
) -> None:
    for one in (field, replace(field, options=(), allow_other=False)):
        row = FieldRow(one, replace(AROUND, officers=()))
        qtbot.addWidget(row)
        row.show()
        assert row.editor.value() is None


@pytest.mark.parametrize("kind", SAMPLES, ids=lambda kind: kind.value)
def test_every_place_that_takes_the_focus_has_a_name(qtbot: QtBot, look: Appearance, kind: FieldKind) -> None:
    field, value = SAMPLES[kind]
    editor = shown(qtbot, field)
    editor.set_value(value)
    qtbot.waitUntil(editor.focus_target().isVisible)
    places = [part for part in parts(editor, QWidget) if part.focusPolicy() & Qt.FocusPolicy.TabFocus]
    inside = [part for part in places if part.window() is editor and part.isVisible() and not part.focusProxy()]
    assert inside
    assert [part for part in inside if not part.accessibleName()] == []


@pytest.mark.parametrize(
    ("kind", "typed", "kept", "written"),
    [
        (FieldKind.MONEY, "1500000", 1_500_000, "1.500.000"),
        (FieldKind.TIME, "0930", "09:30", "09.30"),
        (FieldKind.NIK, "3671014101900001", "3671014101900001", "367101 410190 0001"),
        (FieldKind.PHONE, "+62 812-3456-7890", "081234567890", "0812-3456-7890"),
        (FieldKind.INTEGER, "dua", "dua", "dua"),
    ],
)
def test_a_line_is_put_in_order_when_it_is_left_and_ctrl_z_takes_that_back(
    qtbot: QtBot, look: Appearance, kind: FieldKind, typed: str, kept: Value, written: str
) -> None:
    editor = shown(qtbot, of_kind(kind))
    assert isinstance(editor, LineEditor)
    editor.line.setFocus()
    qtbot.keyClicks(editor.line, typed)
    assert editor.value() == kept
    editor.line.editingFinished.emit()
    assert editor.line.text() == written
    if written != typed:
        editor.line.undo()
        assert editor.line.text() == typed


def test_rupiah_are_said_in_words_and_the_nik_says_whose_it_is(qtbot: QtBot, look: Appearance) -> None:
    money, nik = shown(qtbot, of_kind(FieldKind.MONEY)), shown(qtbot, of_kind(FieldKind.NIK))
    money.set_value(1_500_000)
    assert money.hint() == "Rp1.500.000 · satu juta lima ratus ribu rupiah"
    nik.set_value("36710141")
    assert nik.hint() == "8 dari 16 angka"
    nik.set_value("3671014101900001")
    assert nik.hint() == "Menurut NIK: perempuan, lahir 1 Januari 1990"


def test_a_wrong_date_stays_as_it_was_typed(qtbot: QtBot, look: Appearance) -> None:
    editor = shown(qtbot, of_kind(FieldKind.DATE))
    qtbot.keyClicks(editor.focus_target(), "24/13/2026")
    assert editor.value() == "24/13/2026"
    assert editor.shown_problem() == "Bulan 13 tidak ada. Tulis tanggal seperti 24/12/2026."


def test_yes_and_no_by_letter_arrow_and_del(qtbot: QtBot, look: Appearance) -> None:
    editor = shown(qtbot, of_kind(FieldKind.YES_NO_UNKNOWN))
    assert isinstance(editor, OneOfEditor)
    qtbot.keyClick(editor.focus_target(), "y")
    assert editor.value() == "ya"
    qtbot.keyClick(editor.focus_target(), "t")
    assert editor.value() == "tidak"
    qtbot.keyClick(editor.focus_target(), "t")
    assert editor.value() == "tidak_tahu"
    qtbot.keyClick(editor.focus_target(), Qt.Key.Key_Left)
    assert editor.value() == "tidak"
    qtbot.keyClick(editor.focus_target(), Qt.Key.Key_Delete)
    assert editor.value() is None


def test_a_second_click_on_the_chosen_option_clears_it(qtbot: QtBot, look: Appearance) -> None:
    editor = shown(qtbot, of_kind(FieldKind.CHOICE, options=FEW))
    assert isinstance(editor, OneOfEditor)
    editor.one.buttons[1].click()
    assert editor.value() == "p"
    editor.one.buttons[1].click()
    assert editor.value() is None


def test_a_long_list_finds_what_is_typed_and_keeps_another_text_where_that_is_allowed(
    qtbot: QtBot, look: Appearance
) -> None:
    many = tuple(Option(f"k{number}", f"Pilihan {number}") for number in range(20))
    editor = shown(qtbot, of_kind(FieldKind.CHOICE, options=many, allow_other=True))
    assert isinstance(editor, ComboEditor)
    qtbot.keyClicks(editor.combo.lineEdit(), "pilihan 7")
    assert editor.value() == "k7"
    editor.set_value("Balai desa")
    assert editor.value() == "Balai desa"


def test_typing_a_part_and_leaving_takes_the_one_option_meant(qtbot: QtBot, look: Appearance) -> None:
    names = ("Datang langsung", "Rujukan rumah sakit", "Rujukan kepolisian", *(f"Lain {n}" for n in range(12)))
    many = tuple(Option(f"k{number}", name) for number, name in enumerate(names))
    editor = shown(qtbot, of_kind(FieldKind.CHOICE, options=many))
    assert isinstance(editor, ComboEditor)
    line = editor.combo.lineEdit()
    assert line is not None
    for typed, taken in (("lang", "k0"), ("rujukan k", "k2"), ("lain 1", "k4"), ("tidak ada", "tidak ada")):
        line.selectAll()
        qtbot.keyClicks(line, typed)
        qtbot.keyClick(line, Qt.Key.Key_Return)
        assert editor.value() == taken


def test_another_answer_is_written_beside_a_few_options(qtbot: QtBot, look: Appearance) -> None:
    editor = shown(qtbot, of_kind(FieldKind.CHOICE, options=FEW, allow_other=True))
    assert isinstance(editor, FewOrOtherEditor)
    assert not editor.other.isVisible()
    editor.one.buttons[2].click()
    assert editor.other.isVisible()
    qtbot.keyClicks(editor.other, "Lansia")
    assert editor.value() == "Lansia"
    editor.one.buttons[0].click()
    assert editor.value() == "a"
    editor.set_value("Lansia")
    assert (editor.value(), editor.other.text()) == ("Lansia", "Lansia")


def test_a_list_that_opens_does_not_count_as_leaving(qtbot: QtBot, look: Appearance) -> None:
    editor = shown(qtbot, of_kind(FieldKind.OFFICER))
    assert isinstance(editor, ComboEditor)
    left: list[bool] = []
    editor.left.connect(lambda: left.append(True))
    editor.combo.setFocus()
    qtbot.waitUntil(editor.combo.hasFocus)
    editor.combo.showPopup()
    editor.combo.hidePopup()
    assert left == []
    editor.combo.clearFocus()
    assert left == [True]


def test_an_option_that_is_no_longer_offered_is_not_lost(qtbot: QtBot, look: Appearance) -> None:
    many = tuple(Option(f"k{number}", f"Pilihan {number}") for number in range(6))
    editor = shown(qtbot, of_kind(FieldKind.CHOICE, options=many))
    editor.set_value("dahulu")
    assert editor.value() == "dahulu"


def test_ticking_by_its_words(qtbot: QtBot, look: Appearance) -> None:
    tick, many = shown(qtbot, of_kind(FieldKind.TICK)), shown(qtbot, of_kind(FieldKind.MULTI_CHOICE, options=FEW))
    assert isinstance(tick, TickEditor)
    assert isinstance(many, ManyEditor)
    qtbot.mouseClick(tick.box.words, Qt.MouseButton.LeftButton)
    assert tick.value() is True
    qtbot.mouseClick(many.boxes["p"].words, Qt.MouseButton.LeftButton)
    assert many.value() == ["p"]


def test_a_village_is_found_as_one_types_and_taken_with_enter(qtbot: QtBot, look: Appearance) -> None:
    editor = shown(qtbot, of_kind(FieldKind.REGION))
    assert isinstance(editor, RegionEditor)
    editor.line.setFocus()
    qtbot.waitUntil(editor.line.hasFocus)
    qtbot.keyClicks(editor.line, "sukasari kota tangerang")
    qtbot.waitUntil(lambda: any(popup.isVisible() for popup in parts(editor, RegionPopup)))
    qtbot.keyClick(editor.line, Qt.Key.Key_Return)
    assert editor.value() == regions.search("sukasari kota tangerang")[0].code
    assert editor.line.text() == "Kel. Sukasari, Kec. Tangerang, Kota Tangerang, Banten"
    assert not any(popup.isVisible() for popup in parts(editor, RegionPopup))


def test_a_place_that_is_in_no_list_is_kept_as_it_was_written(qtbot: QtBot, look: Appearance) -> None:
    editor = shown(qtbot, of_kind(FieldKind.REGION))
    assert isinstance(editor, RegionEditor)
    qtbot.keyClicks(editor.line, "Pulau X, dermaga lama")
    assert editor.value() == "Pulau X, dermaga lama"
    qtbot.keyClick(editor.line, Qt.Key.Key_Escape)


def test_officers_keep_their_order_and_are_offered_once(qtbot: QtBot, look: Appearance) -> None:
    editor = shown(qtbot, of_kind(FieldKind.OFFICERS))
    assert isinstance(editor, OfficersEditor)
    editor.adder.setCurrentIndex(2)
    editor.adder.activated.emit(2)
    assert editor.value() == ["2"]
    assert [editor.adder.itemData(at) for at in range(editor.adder.count())] == ["", "1"]


def test_rows_are_added_taken_away_and_summed(qtbot: QtBot, look: Appearance) -> None:
    editor = shown(qtbot, COSTS)
    assert isinstance(editor, TableEditor)
    editor.set_value(ROWS)
    editor.adder.click()
    assert len(editor.rows) == 3
    assert editor.value() == ROWS
    qtbot.keyClicks(editor.rows[2].cells["biaya"].editor.focus_target(), "25000")
    assert editor._sum.text() == "Jumlah Rp175.000"
    editor.remove(editor.rows[0])
    assert editor._sum.text() == "Jumlah Rp75.000"


def test_a_row_that_was_taken_away_by_mistake_comes_back_to_its_place(qtbot: QtBot, look: Appearance) -> None:
    editor = shown(qtbot, COSTS)
    assert isinstance(editor, TableEditor)
    editor.set_value(ROWS)
    editor.remove(editor.rows[0])
    assert editor.value() == ROWS[1:]
    assert editor.undo_button.isVisible()
    editor.undo_button.click()
    assert editor.value() == ROWS
    assert not editor.undo_button.isVisible()
    editor.adder.click()
    editor.remove(editor.rows[2])
    assert not editor.undo_button.isVisible(), "an empty row is nothing to bring back"


def test_enter_moves_through_the_cells_of_a_table(qtbot: QtBot, look: Appearance) -> None:
    editor = shown(qtbot, COSTS)
    assert isinstance(editor, TableEditor)
    first, second = (editor.rows[0].cells[key].editor.focus_target() for key in ("nama", "biaya"))
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Return)
    qtbot.waitUntil(second.hasFocus)
    qtbot.keyClick(second, Qt.Key.Key_Return)
    qtbot.waitUntil(editor.adder.hasFocus)


@pytest.mark.parametrize("field", [field for field, _ in SAMPLES.values()], ids=lambda field: str(field.kind))
def test_an_ampersand_is_shown_and_underlines_nothing(qtbot: QtBot, look: Appearance, field: Field) -> None:
    columns = tuple(replace(column, label="Uraian & harga") for column in field.columns)
    options = tuple(replace(option, label="Nafkah & biaya") for option in field.options)
    row = FieldRow(replace(field, label="Takut & cemas", columns=columns, options=options), AROUND)
    qtbot.addWidget(row)
    row.set_required(required=True)
    named = [word.text() for word in parts(row, QLabel) if word.buddy() is not None]
    pressed = [button.text() for button in parts(row, QAbstractButton)]
    assert [text for text in (*named, *pressed) if not QKeySequence.mnemonic(text).isEmpty()] == []
