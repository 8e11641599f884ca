"""A scan of a signed letter finds its letter by the code at its foot, alone or in a stack."""

from __future__ import annotations

import io
from datetime import date, timedelta

import pypdfium2
import pytest
from PIL import Image

import main
from models.errors import ErrorCode
from models.letters.life import Stage
from models.services.views import PlacedScan, Scan
from models.services.workspace import Workspace
from models.store.tables import Attachment, LetterScan
from tests.fixtures_office import Team, code_of
from tests.unit.domain.test_marks import paper

TODAY = date(2026, 11, 23)
RECEIPT, TASK = "tanda-terima", "surat-tugas-penjangkauan"


@pytest.fixture
def desk(team: Team) -> Workspace:
    """The administration, with the real papers."""
    team.renderers = main.renderers()
    return team.at_desk("administrasi")


def issued(team: Team) -> tuple[int, str, bytes]:
    """A letter that awaits its signature: id, number and paper."""
    desk = team.at_desk("administrasi")
    sheet = desk.letters.start(None, RECEIPT)
    values = {**sheet.values, "kepada": "Rekan", "barang": [{"uraian": "Berkas"}]}
    made = desk.letters.issue(sheet.letter_id, values, sheet.row_version, f"s{sheet.letter_id}")  # type: ignore[arg-type]
    return made.letter_id, made.number, made.pdf


def stack(*papers: bytes) -> bytes:
    """Papers as one scan of pictures."""
    pages: list[Image.Image] = []
    for pdf in papers:
        document = pypdfium2.PdfDocument(pdf)
        pages += [page.render(scale=150 / 72).to_pil().convert("L") for page in document]
        document.close()
    made = io.BytesIO()
    pages[0].save(made, "PDF", save_all=True, append_images=pages[1:], resolution=150)
    return made.getvalue()


def picture(pdf: bytes, kind: str = "PNG") -> bytes:
    document, made = pypdfium2.PdfDocument(pdf), io.BytesIO()
    document[0].render(scale=200 / 72).to_pil().convert("L").rotate(1.2, fillcolor=255).save(made, kind)
    document.close()
    return made.getvalue()


def stage(desk: Workspace, letter_id: int) -> Stage:
    return desk.letter_life.page(letter_id).stage


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF"])
def test_a_scan_signs_the_letter_whose_code_it_bears(team: Team, desk: Workspace, kind: str) -> None:
    other, _, _ = issued(team)
    letter_id, number, pdf = issued(team)
    content = picture(pdf, kind)
    (placed,) = desk.signed_scans.place(Scan("ttd", content), TODAY)
    assert placed == PlacedScan("ttd", "", letter_id, number, "Ditandatangani, pindaian tersimpan.", placed=True)
    life = desk.letter_life.page(letter_id)
    assert (life.stage, life.history[0].title, life.history[0].scan) == (Stage.SIGNED, "Ditandatangani", True)
    assert stage(desk, other) is Stage.AWAITING
    assert desk.letter_life.scan(life.history[0].event_id)[1].startswith(b"%PDF")
    assert len(team.audited("surat.tanda_tangan")) == 1


def test_a_second_scan_is_added_and_the_same_one_is_not(team: Team, desk: Workspace) -> None:
    letter_id, _, pdf = issued(team)
    first, second = picture(pdf), picture(pdf, "JPEG")
    said = [desk.signed_scans.place(Scan("a", content), TODAY)[0].sentence for content in (first, second, first)]
    assert said == [
        "Ditandatangani, pindaian tersimpan.",
        "Pindaian ditambahkan.",
        "Pindaian ini sudah tersimpan sebelumnya.",
    ]
    assert [deed.title for deed in desk.letter_life.page(letter_id).history[:2]] == [
        "Pindaian disimpan",
        "Ditandatangani",
    ]
    with team.session.store.reading():
        assert LetterScan.select().count() == 2


def test_each_page_of_a_stack_goes_to_its_letter(team: Team, desk: Workspace) -> None:
    (one, _, first), (void, void_number, second), (three, _, third) = issued(team), issued(team), issued(team)
    desk.letters.void(void, "Salah alamat")
    plain = paper("lampiran tanpa kode surat")
    content = stack(plain, first, plain, second, third, paper("AAAABBBBCCCC"))
    found = desk.signed_scans.place(Scan("tumpukan.pdf", content), TODAY)
    assert [(row.pages, row.letter_id, row.placed) for row in found] == [
        ("halaman 1", None, False),
        ("halaman 2–3", one, True),
        ("halaman 4", void, False),
        ("halaman 5", three, True),
        ("halaman 6", None, False),
    ]
    assert (found[2].number, "dibatalkan" in found[2].sentence) == (void_number, True)
    assert "register" in found[4].sentence
    assert [stage(desk, number) for number in (one, void, three)] == [Stage.SIGNED, Stage.VOID, Stage.SIGNED]
    kept = desk.letter_life.scan(desk.letter_life.page(one).history[0].event_id)[1]
    assert len(pypdfium2.PdfDocument(kept)) == 2
    with team.session.store.reading():
        assert LetterScan.select().count() == 2


def test_a_stack_that_comes_again_is_known_page_by_page(team: Team, desk: Workspace) -> None:
    (_, _, first), (_, _, second) = issued(team), issued(team)
    for scan in (Scan("dua.pdf", stack(first, second)), Scan("satu.tif", picture(first, "TIFF"))):
        desk.signed_scans.place(scan, TODAY)
        again = desk.signed_scans.place(scan, TODAY)
        assert {row.sentence for row in again} == {"Pindaian ini sudah tersimpan sebelumnya."}
    with team.session.store.reading():
        assert LetterScan.select().count() == 3


def test_one_refused_letter_of_a_stack_keeps_the_other(team: Team, desk: Workspace) -> None:
    early, _, first = issued(team)
    team.clock.advance(days=2)
    late, _, second = issued(team)
    found = desk.signed_scans.place(Scan("dua.pdf", stack(first, second)), TODAY + timedelta(days=1))
    assert [(row.letter_id, row.placed) for row in found] == [(early, True), (late, False)]
    assert "sebelum tanggal surat" in found[1].sentence
    assert (stage(desk, early), stage(desk, late)) == (Stage.SIGNED, Stage.AWAITING)
    assert len(list(team.session.folder.attachments.glob("*.bks"))) == 1


@pytest.mark.parametrize("content", [b"", b"MZ program", b"%PDF-1.4 terpotong"])
def test_what_is_no_scan_says_so(desk: Workspace, content: bytes) -> None:
    (row,) = desk.signed_scans.place(Scan("x.pdf", content), TODAY)
    assert (row.placed, bool(row.sentence)) == (False, True)


def test_who_may_not_and_a_day_to_come_are_refused(team: Team, desk: Workspace) -> None:
    scan = Scan("x.pdf", paper("x"))
    other = team.at_desk("pengelola").signed_scans
    assert code_of(lambda: other.place(scan, TODAY)) is ErrorCode.NOT_ALLOWED
    tomorrow = TODAY + timedelta(days=1)
    assert code_of(lambda: desk.signed_scans.place(scan, tomorrow)) is ErrorCode.VALUE_INVALID


def test_the_scan_of_a_cases_letter_signs_it_whichever_way_it_comes(team: Team) -> None:
    case_id = team.case_at(2)
    team.renderers = main.renderers()
    desk = team.at_desk("administrasi")
    letter = team.letter("pimpinan", case_id, TASK)
    desk.attachments.add(case_id, "Lembar", "a.png", picture(letter.pdf), letter_id=letter.letter_id)
    life = desk.letter_life.page(letter.letter_id)
    assert (life.stage, life.history[0].scan) == (Stage.SIGNED, True)
    (row,) = desk.signed_scans.place(Scan("b.jpg", picture(letter.pdf, "JPEG")), TODAY)
    assert row.sentence == "Pindaian ditambahkan."
    with team.session.store.reading():
        assert {kept.letter_id for kept in Attachment.select()} == {letter.letter_id}
