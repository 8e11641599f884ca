"""The form editor's less usual parts: computed values, meanings and products of columns, consent, every kind."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from models.forms import edit
from models.forms.spec import ComputedKind, Condition, FieldKind
from models.forms.words import COMPUTED_WORDS
from tests.gui.forms.conftest import Desk
from tests.gui.pages.conftest import MANAGER
from tests.gui.pages.test_form_editor import added, opened, settled
from ui.pages.formedit.outline import Place
from ui.pages.formedit.page import COMPUTED, FormEditorPage


@pytest.fixture
def manager(make_desk: Callable[[str], Desk]) -> Desk:
    return make_desk(MANAGER)


def chosen(page: FormEditorPage, key: str) -> None:
    page.outline.choose(Place(edit.place_of(page.desk.spec, key)[0], key))


def begun(page: FormEditorPage, kind: ComputedKind) -> None:
    """A computed value is added from the menu; the cursor waits in its name."""
    page.tabs.setCurrentIndex(COMPUTED)
    actions = {action.text(): action for action in page.computed_tab.add_menu.actions()}
    actions[COMPUTED_WORDS[kind]].trigger()


def ticked(page: FormEditorPage, place: int, button: int, words: str) -> None:
    """A question is ticked, or its tick taken away, in the menu of a card."""
    actions = page.computed_tab.cards[place].questions[button].menu_.actions()
    next(action for action in actions if action.text() == words).trigger()


def test_a_count_is_added_named_and_worked_out_at_once(manager: Desk, qtbot: QtBot) -> None:
    page = opened(manager, "asesmen-risiko")
    before = len(page.desk.spec.computed)
    begun(page, ComputedKind.COUNT_YES)
    card = page.computed_tab.cards[-1]
    assert page.window().focusWidget() is card.words
    qtbot.keyClicks(card.words, "Banyaknya pelindung")
    for words in ("Ada orang tepercaya yang dapat dihubungi", "Ada tempat aman yang dapat dituju"):
        ticked(page, before, 0, words)
    entry = page.desk.spec.computed[before]
    assert entry.label == "Banyaknya pelindung"
    assert [page.desk.spec.field(key).label for key in entry.inputs[1:]] == [
        "Ada orang tepercaya yang dapat dihubungi", "Ada tempat aman yang dapat dituju",
    ]  # fmt: skip
    settled(manager, page)
    assert [one.message for one in page.check.problems if one.grave] == []
    qtbot.waitUntil(lambda: page.check.trial is not None, timeout=20_000)
    page.undo_button.click()
    page.undo_button.click()
    assert len(page.desk.spec.computed[before].inputs) == 1


def test_an_office_makes_its_own_risk_level_with_a_threshold(manager: Desk, qtbot: QtBot) -> None:
    page = opened(manager)
    first, second = (added(page, qtbot, words) for words in ("Terluka", "Diancam"))
    for key in (first, second):
        chosen(page, key)
        page.field_form.kind.pick(FieldKind.YES_NO_UNKNOWN)
    begun(page, ComputedKind.RISK_LEVEL)
    place = len(page.computed_tab.cards) - 1
    assert page.desk.spec.computed[place].inputs == (first,), "begun with the first that can be counted"
    ticked(page, place, 1, "Diancam")
    page.computed_tab.cards[place].override.click()
    entry = page.desk.spec.computed[place]
    assert (entry.inputs, entry.moderate_inputs, entry.overridable) == ((first,), (second,), True)
    settled(manager, page)
    assert [one.message for one in page.check.problems if one.grave] == []


def test_a_value_that_goes_takes_its_rules_along(manager: Desk) -> None:
    page = opened(manager, "asesmen-risiko")
    spec = page.desk.spec
    risk = next(at for at, entry in enumerate(spec.computed) if entry.kind is ComputedKind.RISK_LEVEL)
    key, field = spec.computed[risk].key, spec.fields[0].key
    page.desk.do(lambda one: edit.change_field(one, field, show_if=(Condition(key, ("tinggi",)),)))
    page.computed_tab.remove(risk)
    assert key not in [entry.key for entry in page.desk.spec.computed]
    assert page.desk.spec.field(field).show_if == ()
    settled(manager, page)
    assert not [one for one in page.check.problems if one.grave and key in one.message]


def test_columns_are_multiplied_and_mean_something(manager: Desk) -> None:
    page = opened(manager, "rencana-penjangkauan")
    chosen(page, "anggaran")
    place = [column.key for column in page.desk.field.columns].index("jumlah")
    page.field_form.columns.cards[place].product.pick("")
    assert page.desk.field.columns[place].product == ()
    page.field_form.columns.cards[place].product.pick("volume;harga")
    assert page.desk.field.columns[place].product == ("volume", "harga")
    settled(manager, page)
    assert page.check.problems == ()
    other = opened(manager, "pengaduan")
    table = next(one for one in other.desk.spec.fields if one.meaning == "kasus.terlapor_lain")
    chosen(other, table.key)
    other.field_form.columns.cards[0].meaning.pick("")
    assert other.desk.field.columns[0].meaning == ""
    other.field_form.columns.cards[0].meaning.pick("nama")
    assert other.desk.field.columns == table.columns


def test_a_question_asks_consent_for_a_service(manager: Desk, qtbot: QtBot) -> None:
    page = opened(manager)
    key = added(page, qtbot, "Bersedia didampingi tokoh agama")
    page.field_form.kind.pick(FieldKind.YES_NO)
    page.field_form.service.pick("rohani")
    assert page.desk.spec.field(key).service == "rohani"
    settled(manager, page)
    assert page.check.problems == ()
    page.field_form.kind.pick(FieldKind.TEXT)
    assert page.desk.spec.field(key).service == ""


@pytest.mark.parametrize("kind", [FieldKind.CHECKLIST, FieldKind.PERSON, FieldKind.SIGNATURE, FieldKind.PICTURE])
def test_each_later_kind_is_chosen_tried_and_sound(kind: FieldKind, manager: Desk, qtbot: QtBot) -> None:
    page = opened(manager)
    key = added(page, qtbot, "Isian baru kantor")
    page.field_form.kind.pick(kind)
    assert page.desk.spec.field(key).kind is kind
    settled(manager, page)
    assert page.check.problems == ()
    qtbot.waitUntil(lambda: page.check.trial is not None and key in page.check.trial._rows, timeout=20_000)
