"""A photo in a form: chosen from a file, kept encrypted, shown small, there again later, and on the paper."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from PySide6.QtWidgets import QLabel

from models.services.forms.form_pictures import Picture
from tests.gui.forms.conftest import Desk, parts
from ui.forms.builder import FormView
from ui.forms.pictures import PictureEditor
from ui.pages.form.page import FormPage

FORM, FIELD = "form-penjangkauan", "gambar"


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "foto lapangan.jpg"
    Image.new("RGB", (1200, 800), (10, 120, 90)).save(path, "JPEG")
    return path


def opened(desk: Desk, case_id: int) -> tuple[FormPage, FormView, PictureEditor]:
    page = FormPage(desk.context)
    desk.show(page)
    page.show_with(case_id=case_id, form_key=FORM)
    desk.settle()
    assert page.view is not None
    [editor] = parts(page, PictureEditor)
    return page, page.view, editor


def thumbnails(editor: PictureEditor) -> int:
    return sum(not shown.pixmap().isNull() for shown in parts(editor, QLabel))


def images_on(pdf: bytes) -> int:
    document = pypdfium2.PdfDocument(pdf)
    found = sum(
        1 for page in document for thing in page.get_objects() if thing.type == pypdfium2.raw.FPDF_PAGEOBJ_IMAGE
    )
    document.close()
    return found


def test_a_photo_is_kept_shown_again_and_printed(desk: Desk, photo: Path, tmp_path: Path) -> None:
    case_id = desk.open_case()
    page, view, editor = opened(desk, case_id)
    view.answer("rencana_berikut", "Kunjungan ulang")
    page.autosave.flush()
    desk.settle()
    without = images_on(desk.ask(lambda: desk.workspace.forms.paper(case_id, FORM)))
    desk.notify.target = photo
    editor.adder.click()
    desk.settle()
    keys = view.values()[FIELD]
    assert thumbnails(editor) == 1
    page.autosave.flush()
    desk.settle()
    assert images_on(desk.ask(lambda: desk.workspace.forms.paper(case_id, FORM))) == without + 1
    _page, reopened, again = opened(desk, case_id)
    assert reopened.values()[FIELD] == keys
    desk.qtbot.waitUntil(lambda: thumbnails(again) == 1)
    kept = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file() and path != photo)
    assert photo.read_bytes()[:400] not in kept, "encrypted wherever it is kept"


def test_one_taken_out_of_the_form_stays_with_the_case(desk: Desk, photo: Path) -> None:
    case_id = desk.open_case()
    _page, view, editor = opened(desk, case_id)
    desk.notify.target = photo
    editor.adder.click()
    desk.settle()
    editor._remove(editor._keys[0])
    assert FIELD not in view.values()
    view.undoing.undo()
    assert len(view.values()[FIELD]) == 1  # type: ignore[arg-type]
    assert len(desk.ask(lambda: desk.workspace.cases.page(case_id)).attachments) == 1


def test_a_picture_of_another_case_is_not_shown(desk: Desk, photo: Path) -> None:
    mine, other = desk.open_case(), desk.open_case()
    _page, view, editor = opened(desk, mine)
    desk.notify.target = photo
    editor.adder.click()
    desk.settle()
    keys = tuple(str(key) for key in view.values()[FIELD])  # type: ignore[union-attr]
    look: Callable[[int], tuple[Picture, ...]] = lambda case: desk.ask(  # noqa: E731 - one word for both
        lambda: desk.workspace.form_pictures.look(case, keys)
    )
    assert len(look(mine)) == 1
    assert look(other) == ()
