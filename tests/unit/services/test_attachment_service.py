"""Scans of a case: judged by content, stored unreadable, named harmlessly."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from models.domain import scans
from models.domain.sheets import Sheet
from models.errors import ErrorCode
from models.rehearsal.walk import SCAN
from models.store.tables import Attachment
from tests.fixtures_office import NAME, Team, code_of, refused
from tests.unit.domain.test_scans import docx


def picture(kind: str, pages: int = 1) -> bytes:
    made = io.BytesIO()
    sheets = [Image.new("RGB", (30, 40), "white") for _ in range(pages)]
    more = {"save_all": True, "append_images": sheets[1:]} if pages > 1 else {}
    sheets[0].save(made, kind, **more)
    return made.getvalue()


PDF, PNG, JPEG, TIFF = SCAN, picture("PNG"), picture("JPEG"), picture("TIFF", 3)


def files(team: Team) -> list[str]:
    return [path.name for path in team.session.folder.attachments.glob("*")]


@pytest.mark.parametrize(
    ("content", "kind"),
    [(PDF, "application/pdf"), (PNG, "image/png"), (JPEG, "image/jpeg"), (TIFF, "image/tiff")],
    ids=["pdf", "png", "jpeg", "tiff"],
)
def test_a_scan_comes_back_as_it_went_in(team: Team, content: bytes, kind: str) -> None:
    case_id = team.open().case_id
    desk = team.at_desk("layanan")
    (row,) = desk.attachments.add(case_id, "Visum", "apa saja.txt", content).attachments
    assert (row.title, row.media_type, row.size) == ("Visum", kind, len(content))
    assert desk.attachments.read(row.attachment_id) == (row, content)
    (name,) = files(team)
    assert name.endswith(".bks")
    assert content not in (team.session.folder.attachments / name).read_bytes()


@pytest.mark.parametrize(
    "content",
    [b"", b"MZ\x90program", b"<html>", b"PK\x03\x04", b" %PDF-1.7", b"%PDF"],
    ids=lambda content: repr(content[:4]),
)
def test_what_is_no_pdf_or_picture_is_refused_whatever_its_name(team: Team, content: bytes) -> None:
    case_id = team.open().case_id
    add = team.at_desk("layanan").attachments.add
    refusal = refused(lambda: add(case_id, "Foto", "foto.pdf", content))
    assert refusal.code is ErrorCode.ATTACHMENT_REFUSED
    assert files(team) == []


def test_a_file_too_large_is_refused(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    case_id = team.open().case_id
    monkeypatch.setattr(scans, "LARGEST", 20)
    add = team.at_desk("layanan").attachments.add
    assert code_of(lambda: add(case_id, "Foto", "a.pdf", PDF + b"x" * 20)) is ErrorCode.ATTACHMENT_REFUSED


@pytest.mark.fault(27)
@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\x\\visum.pdf", "visum.pdf"),
        ("../../x", "x"),
        ("C:\\x", "x"),
        ("..", "berkas"),
        ("", "berkas"),
        ("/", "berkas"),
        ("CON", "CON"),
        ("a\x00b\n.pdf", "ab.pdf"),
        ("foto\u202efdp.exe", "fotofdp.exe"),
        ("x" * 300 + ".pdf", "x" * 200),
        ("visum 😀 (2).pdf", "visum 😀 (2).pdf"),
    ],
)
def test_odd_names_are_shown_harmlessly_and_never_become_paths(team: Team, given: str, shown: str) -> None:
    case_id = team.open().case_id
    page = team.at_desk("layanan").attachments.add(case_id, " \u202e ", given, PDF)
    assert page.attachments[0].title == shown
    with team.session.store.reading():
        assert Attachment.get().file_name == shown
    (name,) = files(team)
    assert len(name) == len("0" * 32 + ".bks")


def test_a_file_for_a_case_that_is_not_there_leaves_nothing(team: Team) -> None:
    add = team.at_desk("layanan").attachments.add
    assert code_of(lambda: add(99, "Foto", "a.pdf", PDF)) is ErrorCode.NOT_FOUND
    assert files(team) == []
    assert code_of(lambda: team.at_desk("layanan").attachments.read(99)) is ErrorCode.NOT_FOUND


def test_a_file_changed_on_the_disk_is_not_shown(team: Team) -> None:
    case_id = team.open().case_id
    desk = team.at_desk("layanan")
    row = desk.attachments.add(case_id, "Visum", "a.pdf", PDF).attachments[0]
    path = team.session.folder.attachments / files(team)[0]
    path.write_bytes(path.read_bytes()[:-1] + b"\x00")
    assert code_of(lambda: desk.attachments.read(row.attachment_id)) is ErrorCode.ATTACHMENT_DAMAGED


def test_a_scan_that_serves_a_row_stands_among_its_documents(team: Team) -> None:
    case_id = team.open().case_id
    page = team.at_desk("layanan").attachments.add(case_id, "Tiket", "tiket.pdf", PDF, serves="Tiket perjalanan")
    assert [row.serves for row in page.attachments] == ["Tiket perjalanan"]


def test_a_tiff_is_shown_as_the_pages_it_has(team: Team) -> None:
    case_id = team.open().case_id
    desk = team.at_desk("layanan")
    entry = desk.attachments.add(case_id, "Visum", "a.tif", TIFF).attachments[0]
    assert (entry.media_type, entry.pages) == (scans.TIFF, 3)
    row, shown = desk.attachments.show(entry.attachment_id)
    assert row.media_type == scans.PDF
    assert shown == desk.renderers.scan([Sheet(TIFF, scans.TIFF, page) for page in range(3)])
    assert desk.attachments.read(entry.attachment_id)[1] == TIFF


def test_a_word_file_is_not_shown_and_leaves_only_by_an_export_that_is_recorded(team: Team) -> None:
    case_id = team.open().case_id
    desk = team.at_desk("layanan")
    entry = desk.attachments.add(case_id, f"Pernyataan {NAME}", f"{NAME}.pdf", docx()).attachments[0]
    assert desk.attachments.show(entry.attachment_id) == (entry, b"")
    name, content = desk.attachments.export(entry.attachment_id)
    assert (name, content) == (f"dokumen-{entry.attachment_id}.docx", docx())
    assert [row.entity_id for row in team.audited("berkas.ekspor")] == [case_id]
    assert code_of(lambda: desk.attachments.sheets(docx(), 100)) is ErrorCode.ATTACHMENT_REFUSED


def test_sheets_are_put_together_in_their_order(team: Team) -> None:
    attachments = team.at_desk("layanan").attachments
    pages = [sheet for sheet, _picture in attachments.sheets(TIFF, 100)]
    assert pages == [Sheet(TIFF, scans.TIFF, page) for page in range(3)]
    turned = [pages[2].turn(90), pages[0].turn(270).turn(180)]
    assert [(sheet.page, sheet.turned) for sheet in turned] == [(2, 90), (0, 90)]
    assert attachments.combine(turned) == team.renderers.scan(turned)
    assert code_of(lambda: attachments.combine([])) is ErrorCode.ATTACHMENT_REFUSED


def test_a_signed_sheet_stands_only_beside_a_letter_of_its_own_case(team: Team) -> None:
    case_id = team.open().case_id
    add = team.at_desk("layanan").attachments.add
    assert code_of(lambda: add(case_id, "Surat", "a.pdf", PDF, letter_id=99)) is ErrorCode.NOT_FOUND
    assert files(team) == []


def test_no_readable_byte_of_a_scan_lies_on_the_disk(team: Team) -> None:
    """Neither the scan nor its name: not in the database, beside it, or in the folder for passing files."""
    marker = b"ISI-RAHASIA-PINDAIAN-7713"
    case_id = team.open().case_id
    desk = team.at_desk("layanan")
    entry = desk.attachments.add(case_id, "Visum", "visum-7713-rahasia.pdf", PDF + b"%" + marker).attachments[0]
    assert marker in desk.attachments.show(entry.attachment_id)[1]
    desk.attachments.export(entry.attachment_id)
    raw = b"".join(path.read_bytes() for path in team.session.folder.root.rglob("*") if path.is_file())
    for said in (marker, b"visum-7713", "visum-7713".encode("utf-16-le"), b"%PDF-"):
        assert said not in raw
