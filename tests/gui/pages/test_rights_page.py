"""A person asks for a copy, a correction, an erasure: walked through the window from the request to the end."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QDialog

from models.rehearsal import office
from models.services.views.requests import NewRequest, RequestRow
from tests.gui.forms.conftest import Desk, parts
from tests.screen_checks import faults
from ui.pages.rights.copy_dialog import CopyDialog
from ui.pages.rights.dialogs import AcceptErasureDialog, EraseDialog, HandedDialog, RefuseDialog, RequestDialog
from ui.pages.rights.page import ALL, RightsPage
from ui.papers import PaperDialog

T = TypeVar("T", bound=QDialog)
CLERK, HEAD = next(one.username for one in office.PLAYERS if one.role == "administrasi"), "kepala"


@pytest.fixture
def clerk(make_desk: Callable[[str], Desk]) -> Desk:
    return make_desk(CLERK)


def shown(desk: Desk, **params: object) -> RightsPage:
    page = RightsPage(desk.context)
    desk.show(page)
    page.show_with(**params)
    desk.settle()
    return page


def dialog(page: RightsPage, kind: type[T]) -> T:
    (found,) = (one for one in parts(page, kind) if one.isVisible())
    return found


def ask(desk: Desk, case_id: int, kind: str, what: str = "") -> RequestRow:
    today = desk.workspace.clock.now().date()
    asked = NewRequest(kind, case_id, "Lestari Putri", "sendiri", "ktp", today, what)
    return desk.ask(lambda: desk.workspace.data_requests.take(asked))


def press(desk: Desk, page: RightsPage, word: str, card: int = 0) -> None:
    page.cards[card].verbs[word].click()
    desk.settle()


def test_a_request_is_taken_down_at_the_desk(clerk: Desk) -> None:
    case_id = clerk.open_case()
    number = clerk.ask(lambda: clerk.workspace.cases.page(case_id)).head.number
    page = shown(clerk)
    assert page.cards == []
    page.new_button.click()
    asking = dialog(page, RequestDialog)
    asking.save_button.click()
    assert "Nomor register kasus belum diisi" in asking.note.text()
    asking.edits["number"].setText("0000/SALAH")
    asking.edits["asker"].setText("Lestari Putri")
    asking.save_button.click()
    clerk.settle()
    assert asking.isVisible()
    assert "Tidak ada kasus dengan nomor 0000/SALAH" in asking.note.text()
    asking.edits["number"].setText(number)
    asking.save_button.click()
    clerk.settle()
    assert clerk.notify.said[-1] == "Permohonan dicatat. Batas waktunya berjalan."
    (card,) = page.cards
    assert "L.P." in card.accessibleName()
    assert "Lestari" not in card.accessibleName()


def test_a_copy_is_looked_at_made_and_handed_over(clerk: Desk, tmp_path: Path) -> None:
    ask(clerk, clerk.open_case(), "akses")
    page = shown(clerk)
    press(clerk, page, "Salinan…")
    copy = dialog(page, CopyDialog)
    assert set(copy.boxes) == {"asesmen", "penilaian"}
    copy.boxes["penilaian"].click()
    clerk.settle()
    copy.paper_button.click()
    clerk.settle()
    paper = dialog(page, PaperDialog)
    assert paper.windowTitle() == "Salinan data pribadi"
    assert paper._pdf.startswith(b"%PDF")
    paper.reject()
    clerk.notify.target = tmp_path / "salinan.zip"
    copy.data_button.click()
    clerk.settle()
    assert (tmp_path / "salinan.zip").read_bytes().startswith(b"PK")
    assert b"Lestari" not in (tmp_path / "salinan.zip").read_bytes()
    assert "Kata sandi: " in clerk.notify.said[-1]
    copy.reject()

    press(clerk, page, "Catat diserahkan…")
    handed = dialog(page, HandedDialog)
    handed.edits["receiver"].setText("Lestari Putri")
    handed.save_button.click()
    clerk.settle()
    assert page.cards == [], "nothing waits any more"
    page.tabs.setCurrentIndex(ALL)
    clerk.settle()
    assert "Salinan diserahkan" in page.cards[0].accessibleName()


def test_the_head_refuses_with_a_ground_and_the_clerk_cannot(clerk: Desk, make_desk: Callable[[str], Desk]) -> None:
    case_id = clerk.open_case()
    ask(clerk, case_id, "hapus", "Semua data saya")
    page = shown(clerk, case_id=case_id, number="0031")
    assert set(page.cards[0].verbs) == {"Buka kasus"}
    head = make_desk(HEAD)
    page = shown(head)
    assert not page.new_button.isVisible()
    press(head, page, "Tolak…")
    refusing = dialog(page, RefuseDialog)
    refusing.save_button.click()
    assert refusing.isVisible()
    assert "belum diisi" in refusing.note.text()
    refusing.ground.setCurrentIndex(refusing.ground.findData("retensi"))
    refusing.edits["note"].setText("Arsip kasus disimpan sampai 2036")
    refusing.save_button.click()
    head.settle()
    page.tabs.setCurrentIndex(ALL)
    head.settle()
    assert "UU 43/2009" in page.cards[0].accessibleName()


def test_an_erasure_of_a_running_case_says_why_it_must_wait(clerk: Desk, make_desk: Callable[[str], Desk]) -> None:
    case_id = clerk.open_case()
    row = ask(clerk, case_id, "hapus", "Semua data saya")
    head = make_desk(HEAD)
    page = shown(head)
    press(head, page, "Setujui…")
    accepting = dialog(page, AcceptErasureDialog)
    accepting.parts["lampiran"].setChecked(True)
    accepting.save_button.click()
    head.settle()
    again = make_desk(CLERK)
    page = shown(again)
    press(again, page, "Hapus data…")
    erasing = dialog(page, EraseDialog)
    erasing.edits["number"].setText(row.numbers[0])
    erasing.save_button.click()
    again.settle()
    assert erasing.isVisible(), "the dialog stays and says why"
    assert erasing.note.text() == f"Kasus {row.numbers[0]} masih berjalan. Tutup kasusnya lebih dahulu."
    erasing.reject()


@pytest.mark.parametrize("size", [(1142, 640), (1033, 465)])
def test_all_of_it_is_named_and_whole(clerk: Desk, size: tuple[int, int]) -> None:
    case_id = clerk.open_case()
    ask(clerk, case_id, "akses")
    ask(clerk, case_id, "koreksi", "Nama jalan keliru: Kenanga, bukan Kemuning")
    page = RightsPage(clerk.context)
    clerk.show(page, *size)
    page.show_with()
    clerk.settle()
    assert faults(page) == []
    page.new_button.click()
    asking = dialog(page, RequestDialog)
    assert faults(asking) == []
    asking.reject()
