"""Scans of a case: judged by content, stored unreadable, named harmlessly."""

from __future__ import annotations

import pytest

from models.domain import images
from models.errors import ErrorCode
from models.store.tables import Attachment
from tests.fixtures_office import Team, code_of, refused

PDF, PNG, JPEG = b"%PDF-1.7\nisi", b"\x89PNG\r\n\x1a\nisi", b"\xff\xd8\xff\xe0isi"


def files(team: Team) -> list[str]:
    return [path.name for path in team.session.folder.attachments.glob("*")]


@pytest.mark.parametrize(
    ("content", "kind"),
    [(PDF, "application/pdf"), (PNG, "image/png"), (JPEG, "image/jpeg")],
    ids=["pdf", "png", "jpeg"],
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
    monkeypatch.setattr(images, "LARGEST", 20)
    add = team.at_desk("layanan").attachments.add
    assert code_of(lambda: add(case_id, "Foto", "a.pdf", PDF + b"x" * 20)) is ErrorCode.ATTACHMENT_REFUSED


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\x\\visum.pdf", "visum.pdf"),
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
