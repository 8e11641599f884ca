"""Buku terbit: what is missing is named, and accepting it needs a reason."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel

from models.store.tables import IssuedNumber, LedgerAlarm
from tests.gui.forms.conftest import Desk, parts
from ui.pages.admin.issue_book import IssueBookSection
from ui.pages.admin.page import AdminPage


def shown(desk: Desk) -> tuple[AdminPage, IssueBookSection]:
    page = AdminPage(desk.context)
    desk.show(page)
    page.show_with(bagian="buku_terbit")
    desk.settle()
    section = page.section
    assert isinstance(section, IssueBookSection)
    return page, section


def lose(desk: Desk, seq: int) -> str:
    """A number of the nota series that only a PC's own book still knows."""
    store, now = desk.workspace.session.store, desk.workspace.clock.now()
    number = f"{seq:03d}/HILANG/2026"

    def work() -> None:
        with store.unit_of_work(None, now) as unit:
            LedgerAlarm.create(
                series="nota", year=2026, seq=seq, number=number, subject="surat", request_id=f"hilang-{seq}",
                issued_at=now.isoformat(), raised_at=now.isoformat(),
            )  # fmt: skip
            unit.audit("uji", "nomor")

    desk.ask(work)
    return number


def test_without_a_gap_it_says_so(manager: Desk) -> None:
    _page, section = shown(manager)
    assert section.verdict.text() == "Tidak ada yang hilang."
    assert section.accept_button.isHidden()


def test_a_missing_number_is_named_and_accepted_with_a_reason(manager: Desk) -> None:
    number = lose(manager, 7)
    _page, section = shown(manager)
    assert section.verdict.text().startswith("1 nomor menunggu keputusan")
    assert number in [found.text() for found in parts(section, QLabel)]
    manager.notify.reason = "Cadangan kemarin dipulihkan"
    section.accept_button.click()
    manager.settle()
    assert section.verdict.text() == "Tidak ada yang hilang."

    def kept() -> tuple[str, str]:
        with manager.workspace.session.store.reading():
            row = IssuedNumber.get(IssuedNumber.number == number)
            return row.subject, row.reason

    assert manager.ask(kept) == ("hilang", "Cadangan kemarin dipulihkan")
