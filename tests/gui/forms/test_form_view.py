"""A form on screen: what is asked, what is said about it, and how the keyboard moves through it."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

import resources
from models.forms import lists, loader
from models.forms.spec import Computed, ComputedKind, Condition, Field, FieldKind, FormSpec, Option, Section, Width
from models.source import Source
from tests.gui.forms.conftest import parts
from ui.forms.builder import FormView
from ui.forms.editor import Surroundings
from ui.theme import Appearance

AROUND = Surroundings(date(2026, 11, 23), (Option("1", "Dewi Lestari, S.Psi."),))
SPEC = FormSpec(
    "uji",
    1,
    "Formulir uji",
    (
        Section(
            "Identitas",
            (
                Field("nama", "Nama", FieldKind.TEXT, required=True),
                Field("lahir", "Tanggal lahir", FieldKind.DATE, width=Width.HALF),
                Field("umur", "Umur", FieldKind.INTEGER, width=Width.HALF, minimum=0, maximum=120),
            ),
            short="Identitas",
        ),
        Section(
            "Keadaan",
            (
                Field("luka", "Ada luka", FieldKind.YES_NO_UNKNOWN, required=True),
                Field("letak", "Letak luka", FieldKind.TEXT, required=True, show_if=(Condition("luka", ("ya",)),)),
                Field("catatan", "Catatan", FieldKind.LONG_TEXT),
            ),
            short="Keadaan",
        ),
    ),
    computed=(Computed("tingkat", "Tingkat risiko", ComputedKind.RISK_LEVEL, ("luka",), overridable=True),),
)


@pytest.fixture
def view(qtbot: QtBot, look: Appearance) -> FormView:
    made = FormView(SPEC, {}, AROUND)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    with qtbot.waitExposed(made):
        made.show()
    return made


def focused() -> QWidget | None:
    return QApplication.focusWidget()


def at(view: FormView, key: str) -> QWidget:
    return view._rows[key].editor.focus_target()


def note(view: FormView, key: str) -> str:
    return view._rows[key].note.text()


def test_a_question_appears_with_the_answer_it_depends_on_and_its_answer_counts_only_then(view: FormView) -> None:
    assert not view._rows["letak"].isVisible()
    view.answer("luka", "ya")
    assert view._rows["letak"].isVisible()
    view.answer("letak", "lengan")
    assert view.values() == {"luka": "ya", "letak": "lengan"}
    view.answer("luka", "tidak")
    assert not view._rows["letak"].isVisible()
    assert view.values() == {"luka": "tidak"}
    view.answer("luka", "ya")
    assert view.values()["letak"] == "lengan", "a mistaken click loses nothing"


def test_progress_counts_what_must_be_answered(view: FormView) -> None:
    assert (view.completion().answered, view.completion().expected) == (0, 2)
    view.answer("luka", "ya")
    assert (view.completion().answered, view.completion().expected) == (1, 3)


def test_nothing_is_said_of_a_place_where_nobody_has_been(view: FormView, qtbot: QtBot) -> None:
    assert note(view, "nama") == ""
    at(view, "umur").setFocus()
    qtbot.waitUntil(at(view, "umur").hasFocus)
    qtbot.keyClicks(at(view, "umur"), "300")
    assert note(view, "umur") == "", "not while typing"
    qtbot.keyClick(at(view, "umur"), Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: note(view, "umur") == "Tulis angka dari 0 sampai 120.")
    assert note(view, "nama") == ""


def test_what_is_missing_is_said_within_the_width_there_is(qtbot: QtBot, look: Appearance) -> None:
    view = FormView(SPEC, {}, AROUND, indexed=False, framed=False)
    qtbot.addWidget(view)
    view.resize(380, 500)
    view.show()
    at(view, "lahir").setFocus()
    qtbot.keyClicks(at(view, "lahir"), "31/02/2026")
    assert not view.show_problems()
    links = parts(view.summary, QPushButton)
    qtbot.waitUntil(lambda: all(link.isVisible() for link in links))
    qtbot.waitUntil(lambda: view.area.verticalScrollBar().isVisible())
    inside = view.area.widget()
    assert inside is not None
    assert inside.minimumSizeHint().width() <= view.area.viewport().width(), "the questions are not cut off"
    names = [link.accessibleName() for link in links]
    assert any(name.startswith("Tanggal lahir: Februari 2026 tidak mempunyai tanggal 31.") for name in names), names


def test_finishing_names_everything_that_is_missing_with_links(view: FormView, qtbot: QtBot) -> None:
    assert not view.show_problems()
    assert view.summary.isVisible()
    assert view.summary.accessibleName() == "2 isian belum lengkap"
    assert note(view, "nama") == "Wajib diisi."
    view.focus_first_problem()
    qtbot.waitUntil(at(view, "nama").hasFocus)
    view.focus_next_problem()
    qtbot.waitUntil(at(view, "luka").hasFocus)
    view.focus_next_problem()
    qtbot.waitUntil(at(view, "nama").hasFocus)
    view.summary.chosen.emit("luka")
    qtbot.waitUntil(at(view, "luka").hasFocus)
    view.answer("nama", "Lestari")
    view.answer("luka", "tidak")
    assert view.show_problems()
    assert not view.summary.isVisible()


def test_enter_goes_on_and_ctrl_enter_submits(view: FormView, qtbot: QtBot) -> None:
    at(view, "nama").setFocus()
    qtbot.waitUntil(at(view, "nama").hasFocus)
    for key in ("lahir", "umur", "luka", "catatan"):
        qtbot.keyClick(focused(), Qt.Key.Key_Return)
        qtbot.waitUntil(at(view, key).hasFocus)
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    assert view._rows["catatan"].editor.value() is None
    assert at(view, "catatan").hasFocus(), "in a longer text Enter is a new line"
    with qtbot.waitSignal(view.submitted):
        qtbot.keyClick(focused(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_tab_visits_the_questions_in_reading_order_and_leaves_the_form(view: FormView, qtbot: QtBot) -> None:
    view.answer("luka", "ya")
    at(view, "nama").setFocus()
    visited: list[str] = []
    for _ in range(30):
        row = view._current()
        key = row.field.key if row else ""
        if key and (not visited or visited[-1] != key):
            visited.append(key)
        qtbot.keyClick(focused(), Qt.Key.Key_Tab)
        if focused() in view.index.buttons:
            break
    assert visited[:6] == ["nama", "lahir", "umur", "luka", "letak", "catatan"]
    assert focused() in view.index.buttons


def test_an_officers_judgement_stands_beside_the_computed_level_and_needs_a_reason(view: FormView) -> None:
    view.answer("nama", "Lestari")
    view.answer("luka", "tidak")
    result = view._results[0]
    assert result._pill.accessibleName() == "Rendah"
    result._change.click()
    view.answer("tingkat_petugas", "tinggi")
    assert result._pill.accessibleName() == "Tinggi"
    assert result._words.text() == "Hasil hitungan: Rendah."
    assert not view.show_problems()
    assert note(view, "tingkat_alasan") == "Tulis alasan mengapa hasil hitungan diubah."
    view.answer("tingkat_alasan", "Ancaman disampaikan lewat telepon")
    assert view.show_problems()
    assert view.values()["tingkat_petugas"] == "tinggi"


def test_what_came_from_earlier_forms_is_marked_until_it_is_changed(view: FormView) -> None:
    view.set_values({"nama": "Lestari"}, frozenset({"nama"}))
    mark = view._rows["nama"]._prefilled
    assert mark.isVisible()
    view.answer("nama", "Lestari Putri")
    assert not mark.isVisible()


def test_reading_shows_words_and_takes_nothing(view: FormView) -> None:
    view.set_values({"nama": "Lestari", "luka": "tidak_tahu"})
    view.set_read_only(True)
    row = view._rows["luka"]
    assert not row.editor.isVisible()
    assert row._shown.text() == "Tidak tahu"
    assert view._rows["umur"]._shown.text() == "Tidak diisi"
    view.set_read_only(False)
    assert row.editor.isVisible()


def test_a_prompt_shown_by_the_index_leads_to_its_section(view: FormView, qtbot: QtBot) -> None:
    view.index.buttons[1].click()
    qtbot.waitUntil(at(view, "luka").hasFocus)
    assert view.index.buttons[1].isChecked()
    assert view.index.buttons[0].accessibleName() == "Identitas: belum lengkap"


LISTS = lists.load_all(Source.read(name, resources.text(name)) for name in resources.all_of("lists", ".toml"))


@pytest.mark.parametrize("name", resources.all_of("forms", ".toml"))
@pytest.mark.parametrize("width", [1142, 1000, 384])
def test_every_shipped_form_fits_its_place(qtbot: QtBot, look: Appearance, name: str, width: int) -> None:
    spec = loader.load(Source.read(name, resources.text(name)), LISTS)
    assert spec is not None
    everything = {
        field.key: "ya" for field in spec.fields if field.kind in (FieldKind.YES_NO, FieldKind.YES_NO_UNKNOWN)
    }
    form = FormView(spec, everything, AROUND, framed=width > 500, indexed=width > 500)
    qtbot.addWidget(form)
    form.resize(width, 560)
    with qtbot.waitExposed(form):
        form.show()
    assert not form.area.horizontalScrollBar().maximum()
    assert form.area.widget().minimumSizeHint().width() <= form.area.viewport().width()
    nameless = [
        part
        for part in parts(form, QWidget)
        if part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.isVisible() and part.window() is form
        if not part.accessibleName() and part.focusProxy() is None
    ]
    assert nameless == []
