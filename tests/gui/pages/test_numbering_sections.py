"""Administrasi for letters: series and the paper book, codes and patterns per kind, archive codes, mandates."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TypeVar

from models.errors import ErrorCode
from models.forms.spec import Scalar, Values
from models.services.views import Booking
from models.store.tables import Counter
from tests.fixtures_office import code_of
from tests.gui.forms.conftest import Desk, parts
from ui.pages.admin.archive_codes import ArchiveCodesSection
from ui.pages.admin.letter_kinds import LetterKindsSection
from ui.pages.admin.mandates import MandatesSection
from ui.pages.admin.number_list import NumberListDialog
from ui.pages.admin.numbering import NumberingSection, PaperBookDialog
from ui.pages.admin.page import AdminPage
from ui.pages.admin.section import Section

TODAY = date(2026, 11, 23)
THINGS: list[dict[str, Scalar]] = [{"uraian": "Berkas"}]
S = TypeVar("S", bound=Section)


def admin(desk: Desk, name: str) -> AdminPage:
    page = AdminPage(desk.context)
    desk.show(page)
    page.show_with(bagian=name)
    desk.settle()
    return page


def of(page: AdminPage, kind: type[S]) -> S:
    """The section that is shown; the page must be held while it is used."""
    assert isinstance(page.section, kind)
    return page.section


def receipt(desk: Desk) -> str:
    letters = desk.workspace.letters
    sheet = desk.ask(lambda: letters.start(None, "tanda-terima"))
    values: Values = {**sheet.values, "kepada": "Rekan", "barang": THINGS}
    made = desk.ask(lambda: letters.issue(sheet.letter_id, values, sheet.row_version, f"s{sheet.letter_id}"))
    return made.number


def test_a_series_of_its_own_for_secret_letters(desk: Desk) -> None:
    page = admin(desk, "nomor")
    numbering = of(page, NumberingSection)
    desk.notify.reason = "Surat rahasia"
    numbering.new_button.click()
    card = numbering.cards["seri_1"]
    assert card.example.text().endswith("800.1.11.1/001/SR/UPTD-PPA/2026")
    card.unit.setText("UPTD-R")
    numbering.save()
    desk.settle()
    outgoing = numbering.cards["keluar"]
    numbering.load()
    desk.settle()
    outgoing.secret.setCurrentIndex(outgoing.secret.findData("seri_1"))
    numbering.save()
    desk.settle()
    booking = Booking("surat-dinas", "Rahasia", TODAY, secrecy="rahasia")
    number = desk.ask(lambda: desk.workspace.bookings.book(booking, "a")).number
    assert number == "400.2/001/SR/UPTD-R/2026"


def test_twin_patterns_are_refused_before_two_letters_share_a_number(desk: Desk) -> None:
    page = admin(desk, "nomor")
    numbering = of(page, NumberingSection)
    numbering.cards["nota"].pattern.setText(numbering.cards["keluar"].pattern.text())
    numbering.save()
    desk.settle()
    assert "dapat kembar" in numbering.note.text()


def test_the_paper_book_goes_on_in_the_program(desk: Desk) -> None:
    assert receipt(desk) == "001/TT/UPTD-PPA/2026"
    page = admin(desk, "nomor")
    numbering = of(page, NumberingSection)
    card = numbering.cards["tanda_terima"]
    assert card.book_button.isVisible()
    assert not numbering.cards["kasus"].book_button.isVisible()
    card.book_button.click()
    (dialog,) = parts(numbering, PaperBookDialog)
    assert dialog.last.minimum() == 2, "a number that was given cannot be named"
    dialog.last.setValue(40)
    dialog.save_button.click()
    desk.settle()
    assert receipt(desk) == "041/TT/UPTD-PPA/2026"


def test_the_stages_of_this_office_and_its_inserted_numbers(desk: Desk) -> None:
    page = admin(desk, "nomor")
    numbering = of(page, NumberingSection)
    numbering.stages["periksa"].click()
    numbering.insertion.setCurrentIndex(numbering.insertion.findData(".01"))
    numbering.save()
    desk.settle()
    office = desk.ask(desk.workspace.settings.office)
    assert (office.letter_stages, office.insertion) == (("periksa", "tanda_tangan", "kirim"), ".01")


def test_a_hole_is_explained_where_the_list_is_read(desk: Desk) -> None:
    receipt(desk)
    with desk.workspace.session.store.unit_of_work(None, desk.workspace.clock.now()) as unit:
        Counter.update(last=3).where(Counter.series == "tanda_terima").execute()
        unit.audit("uji", "nomor", None)
    page = admin(desk, "nomor")
    numbering = of(page, NumberingSection)
    numbering.cards["tanda_terima"].list_button.click()
    desk.settle()
    (dialog,) = parts(numbering, NumberListDialog)
    assert dialog.explain_button.isVisible()
    before = dialog.preview.pdf
    desk.notify.reason = "Berita acara 3/2026"
    dialog.explain_button.click()
    desk.settle()
    assert desk.notify.said[-1].startswith("Nomor urut 2 sampai 3 tidak tercatat")
    assert dialog.preview.pdf != before
    assert not dialog.explain_button.isVisible()
    dialog.reject()


def test_each_kind_may_have_a_code_and_a_series_of_its_own(desk: Desk) -> None:
    page = admin(desk, "jenis_surat")
    kinds = of(page, LetterKindsSection)
    entry = next(one for one in desk.ask(desk.workspace.letter_choices.kinds) if one.key == "surat-tugas")
    kinds.current = entry
    kinds.filling(lambda: kinds.show_entry(entry))
    kinds.code.setText("000.1.2.3")
    kinds.pattern.setText("{urut}/ST")
    kinds.save()
    assert "{tahun}" in kinds.note.text()
    kinds.pattern.setText("{kode}/{urut:03d}/ST/{unit}/{tahun}")
    kinds.save()
    desk.settle()
    booking = Booking("surat-tugas", "Pelatihan", TODAY)
    assert desk.ask(lambda: desk.workspace.bookings.book(booking, "a")).number == "000.1.2.3/001/ST/UPTD-PPA/2026"
    kinds.current = entry
    kinds.filling(lambda: kinds.show_entry(entry))
    kinds.code.setText("")
    kinds.pattern.setText("")
    kinds.mark()
    kinds.save()
    desk.settle()
    assert desk.ask(desk.workspace.settings.office).classifications == {}


def test_codes_of_the_office_are_added_and_others_left_out(desk: Desk) -> None:
    page = admin(desk, "klasifikasi")
    codes = of(page, ArchiveCodesSection)
    codes.begin_new()
    codes.code.setText("463")
    codes.name.setText("Perlindungan perempuan, kode lama")
    codes.save()
    desk.settle()
    assert [row.own for row in desk.ask(lambda: desk.workspace.archive_codes.search("463"))] == [True]
    codes.search.setText("400.2.4.1")
    codes.search._say()
    desk.settle()
    codes.hide_button.click()
    desk.settle()
    assert desk.ask(lambda: desk.workspace.archive_codes.search("400.2.4.1")) == ()


def test_a_mandate_is_written_down_and_a_wrong_one_is_said(desk: Desk) -> None:
    page = admin(desk, "pelimpahan")
    mandates = of(page, MandatesSection)
    officers = desk.ask(desk.workspace.settings.officers)
    head = next(row for row in officers if row.signs_as == "kepala")
    other = next(row for row in officers if not row.signs_as and row.active)
    mandates.officer.setCurrentIndex(mandates.officer.findData(head.officer_id))
    mandates.mode.setCurrentIndex(mandates.mode.findData("u.b."))
    assert mandates.via.isEnabled()
    mandates.save()
    desk.settle()
    assert "menandatangani langsung" in mandates.note.text()
    mandates.officer.setCurrentIndex(mandates.officer.findData(other.officer_id))
    mandates.mode.setCurrentIndex(mandates.mode.findData("a.n."))
    assert not mandates.via.isEnabled()
    mandates.save()
    desk.settle()
    (made,) = desk.ask(desk.workspace.mandates.list)
    assert (made.mode, made.officer_id, made.last) == ("a.n.", other.officer_id, None)
    mandates.cancel_button.click()
    desk.settle()
    assert [row.text for row in desk.ask(desk.workspace.mandates.list)] == ["Dicabut"]


def test_cases_of_children_may_have_a_register_of_their_own(desk: Desk) -> None:
    page = admin(desk, "nomor")
    numbering = of(page, NumberingSection)
    desk.notify.reason = "Kasus anak"
    numbering.new_button.click()
    numbering.children_.setCurrentIndex(numbering.children_.findText("Kasus anak"))
    numbering.save()
    desk.settle()
    assert "{kode}" in numbering.note.text()  # a register knows no archive code
    numbering.cards["seri_1"].pattern.setText("{urut:04d}/KTA/{unit}/{bulan_romawi}/{tahun}")
    numbering.save()
    desk.settle()
    register = desk.workspace.cases
    ages = ({"korban_umur": 41}, {"korban_umur": 9}, {"korban_umur": 17}, {"korban_umur": 18}, {"korban_umur": None})
    cases = [desk.open_case(**more) for more in ages]
    numbers = [desk.ask(partial(register.page, one)).head.number for one in cases]
    assert [number.split("/")[:2] for number in numbers] == [
        ["0001", "PJK"],
        ["0001", "KTA"],
        ["0002", "KTA"],
        ["0002", "PJK"],
        ["0003", "PJK"],
    ]
    refused_by = desk.workspace.number_list
    code = desk.ask(lambda: code_of(lambda: refused_by.given_on_paper("seri_1", 2026, 9, "Buku lama")))
    assert code is ErrorCode.VALUE_INVALID
