"""A case leaves as a package and comes in as one, through the dialogs of both offices."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QDialog, QLabel, QWidget

from models.services.views.packages import Conflict, PackagePreview
from models.vault.keys import FLOOR
from tests.gui.forms.conftest import Desk, parts
from tests.screen_checks import faults
from ui.pages.case.page import CasePageView
from ui.pages.case.sending import SendDialog
from ui.pages.cases.page import CasesPage
from ui.pages.cases.taking import PasswordDialog, PreviewDialog

T = TypeVar("T", bound=QDialog)


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("models.services.packages.packages.STANDARD", FLOOR)


def dialog(page: QWidget, kind: type[T]) -> T:
    (found,) = (one for one in parts(page, kind) if one.isVisible())
    return found


def words(widget: QWidget) -> str:
    return "\n".join(one.text() for one in parts(widget, QLabel))


def sent(desk: Desk, case_id: int, path: Path) -> str:
    """Send a case from its page; the password that is shown."""
    page = CasePageView(desk.context)
    desk.show(page)
    page.show_with(case_id=case_id)
    desk.settle()
    page.header.send_package.emit()
    asking = dialog(page, SendDialog)
    asking.edits["office"].setText("UPTD PPA Provinsi")
    asking.edits["office"].editingFinished.emit()
    desk.settle()
    assert "belum ditanyai" in words(asking)
    asking.edits["receiver"].setText("Sari Melati")
    desk.notify.target = path
    asking.save_button.click()
    desk.settle()
    assert asking.isVisible(), "without consent it needs a ground"
    asking.ground.setCurrentIndex(1)
    asking.edits["reason"].setText("Klien pindah tempat tinggal")
    asking.save_button.click()
    desk.settle()
    told = desk.notify.said[-1]
    assert "hanya ditampilkan sekali" in told
    return told.split("Kata sandi: ")[1].split("\n")[0]


def test_a_case_leaves_and_is_known_when_it_comes_back(make_desk: Callable[[str], Desk], tmp_path: Path) -> None:
    path = tmp_path / "paket.jangkau"
    case_id = make_desk("rina").open_case()
    clerk = make_desk("kepala")
    password = sent(clerk, case_id, path)
    assert b"Lestari" not in path.read_bytes()

    clerk = make_desk("rina")
    page = CasesPage(clerk.context)
    clerk.show(page)
    page.show_with()
    clerk.notify.target = path
    page.take_button.click()
    asking = dialog(page, PasswordDialog)
    asking.password.set_text("salah-sekali-kata-sandi")
    asking.save_button.click()
    clerk.settle()
    assert "Kata sandi paket tidak cocok" in asking.note.text()
    asking.password.set_text(password)
    asking.save_button.click()
    clerk.settle()
    preview = dialog(page, PreviewDialog)
    assert "Kasus ini sudah ada di sini" in words(preview)
    assert "Isinya sama" in words(preview)
    assert preview.go_button.text().strip() == "Buka kasus"
    preview.go_button.click()
    clerk.settle()
    assert clerk.went[-1] == ("kasus_rinci", {"case_id": case_id})


def test_a_file_that_is_no_package_says_so(make_desk: Callable[[str], Desk], tmp_path: Path) -> None:
    clerk = make_desk("rina")
    (tmp_path / "foto.jangkau").write_bytes(b"\x89PNG")
    page = CasesPage(clerk.context)
    clerk.show(page)
    clerk.notify.target = tmp_path / "foto.jangkau"
    page.take_button.click()
    asking = dialog(page, PasswordDialog)
    asking.password.set_text("apa-saja-boleh-di-sini")
    asking.save_button.click()
    clerk.settle()
    assert "bukan paket kasus" in asking.note.text()
    assert faults(asking) == [], "the dialog grows with what it says"
    asking.reject()


def test_a_package_that_was_opened_in_the_system_asks_for_its_password(
    make_desk: Callable[[str], Desk], tmp_path: Path
) -> None:
    clerk, path = make_desk("rina"), tmp_path / "foto.jangkau"
    path.write_bytes(b"\x89PNG")
    page = CasesPage(clerk.context)
    clerk.show(page)
    page.show_with(paket=str(path))
    asking = dialog(page, PasswordDialog)
    asking.password.set_text("apa-saja-boleh-di-sini")
    asking.save_button.click()
    clerk.settle()
    assert "bukan paket kasus" in asking.note.text()
    asking.reject()
    page.show_with(paket=str(path))
    assert not [one for one in parts(page, PasswordDialog) if one.isVisible()]
    page.show_with(paket=str(path), kali=2)
    (again,) = [one for one in parts(page, PasswordDialog) if one.isVisible()]  # it was opened in the system once more
    again.reject()


def test_answers_that_differ_stay_as_they_are_unless_chosen(make_desk: Callable[[str], Desk]) -> None:
    clerk = make_desk("rina")
    differing = (
        Conflict("pengaduan", "Formulir Pengaduan", "telepon", "Nomor telepon", "0812-1111-2222", "0812-9999-8888"),
        Conflict("pengaduan", "Formulir Pengaduan", "alamat", "Alamat", "Jalan Kenanga 7", "Jalan Baru 5"),
    )
    shown = PackagePreview(
        "UPTD PPA Kota Contoh", "Rina Pratiwi", "23 November 2026", "0031/PJK/11/2026", "An. L.P.",
        "Layanan Penjangkauan Korban", "Berjalan", "Persetujuan klien", ("3 formulir", "2 surat"),
        ("SOP Layanan Penjangkauan, versi 2: di sini tertulis lain",), 7, "0005/PJK/11/2026", differing,
        ("1 catatan",), (),
    )  # fmt: skip
    host = QWidget()
    clerk.show(host)
    preview = PreviewDialog(host, shown)
    said: list[object] = []
    preview.join.connect(said.append)
    preview.open()
    assert faults(preview) == []
    preview.choices["pengaduan", "alamat"].setCurrentIndex(1)
    preview.go_button.click()
    assert said == [(("pengaduan", "alamat"),)]
    preview.reject()
