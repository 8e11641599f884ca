"""A scanned stack of several cases' papers is taken apart by its codes, and each part is filed where it belongs."""

from __future__ import annotations

import io
from datetime import date
from functools import partial
from typing import Any

import pypdfium2
import pytest
from PIL import Image, ImageDraw

import main
from models.access.permissions import Permission
from models.domain import marks, stack_pages
from models.errors import Cancelled, ErrorCode
from models.letters.life import Stage
from models.records.stack import Home, Stack
from models.services.views.records import NewFile, Place
from models.services.views.requests import RequestRow
from models.services.workspace import Workspace
from models.store.tables import (
    Attachment,
    CaseFile,
    IncomingScan,
    LetterScan,
    LogEntry,
)
from tests.fixtures_office import Team, code_of, detail_of, refused
from tests.unit.domain.test_marks import paper, scanned
from tests.unit.services.test_agenda import SECRET, record
from tests.unit.services.test_data_requests import forgotten
from tests.unit.services.test_query_counts import asked
from tests.unit.services.test_signed_scans import issued, stack

__all__ = ["forgotten"]
TODAY = date(2026, 11, 23)
BLANK = Image.new("L", (1240, 1754), 250)


@pytest.fixture
def cases(team: Team) -> tuple[int, int]:
    """Two cases."""
    return team.case_at(2), team.case_at(2, "aduan-2")


@pytest.fixture
def desk(team: Team, cases: tuple[int, int]) -> Workspace:
    """The administration, with the real papers."""
    assert len(cases) == 2
    team.renderers = main.renderers()
    return team.at_desk("administrasi")


def number_of(team: Team, case_id: int) -> str:
    with team.session.store.reading():
        return str(CaseFile.get_by_id(case_id).number)


def form(team: Team, case_id: int, key: str = "asesmen-risiko") -> str:
    """The code of a blank form of a case."""
    return f"JANGKAU|{key}|1|{number_of(team, case_id)}"


def read(desk: Workspace, content: bytes) -> tuple[tuple[stack_pages.StackPage, ...], Stack]:
    pages = stack_pages.read(content)
    return pages, desk.stacks.propose(pages)


def filed(desk: Workspace, pages: tuple[stack_pages.StackPage, ...], found: Stack) -> list[bool]:
    made = []
    for place in found.ready:
        part = found.parts[place]
        assert part.home is not None
        sheets = [pages[page].sheet for page in part.pages]
        made.append(desk.stacks.file(part.home, sheets, "tumpukan.pdf", TODAY).kept)
    return made


def written() -> Image.Image:
    """A page with a few words by hand, without a code."""
    page = BLANK.copy()
    ImageDraw.Draw(page).line([(200, 300), (400, 340), (300, 420), (600, 300)], fill=20, width=3)
    return page


def pdf_of(*pages: Image.Image) -> bytes:
    made = io.BytesIO()
    pages[0].save(made, "PDF", save_all=True, append_images=list(pages[1:]), resolution=150)
    return made.getvalue()


def drawn(code: str) -> Image.Image:
    with Image.open(io.BytesIO(scanned(paper(code), 0, "PNG"))) as picture:
        return picture.convert("L").resize((1240, 1754))


def test_papers_of_several_cases_find_their_places(team: Team, desk: Workspace, cases: tuple[int, int]) -> None:
    one, other = cases
    letter_id, number, letter = issued(team)
    forms = [form(team, one), form(team, other)]
    content = stack(paper(forms[0]), paper("lampiran"), paper(forms[1]), letter)
    pages, found = read(desk, content)
    homes = [part.home for part in found.parts]
    assert [home and (home.case_id, home.form_key, home.letter_id, home.awaits) for home in homes] == [
        (one, "asesmen-risiko", None, False), (other, "asesmen-risiko", None, False), (None, "", letter_id, True),
    ]  # fmt: skip
    assert [part.pages for part in found.parts] == [(0, 1), (2,), (3,)]
    assert filed(desk, pages, found) == [True, True, True]
    with team.session.store.reading():
        kept = list(Attachment.select().order_by(Attachment.id))
        assert [(row.case_id, row.form_key, row.pages) for row in kept] == [
            (one, "asesmen-risiko", 2), (other, "asesmen-risiko", 1),
        ]  # fmt: skip
        told = {row.register_number for row in LogEntry.select().where(LogEntry.activity == "Menyimpan pindaian")}
        assert told == {number_of(team, one), number_of(team, other)}
        assert LetterScan.select().count() == 1
    assert desk.letter_life.page(letter_id).stage is Stage.SIGNED
    assert number == homes[2].number  # type: ignore[union-attr]


def test_the_same_stack_twice_is_kept_once(team: Team, desk: Workspace, cases: tuple[int, int]) -> None:
    case_id = cases[0]
    content = pdf_of(drawn(form(team, case_id)), written())
    for again in (False, True):
        pages, found = read(desk, content)
        (part,) = found.parts
        assert part.remark == ("Sudah ada 1 pindaian dokumen ini." if again else "")
        assert part.home is not None
        told = desk.stacks.file(part.home, [pages[page].sheet for page in part.pages], "a.pdf", TODAY)
        assert (told.kept, told.again) == (True, again)
    with team.session.store.reading():
        assert Attachment.select().count() == 1


def test_blank_backs_are_left_out_and_come_back(team: Team, desk: Workspace, cases: tuple[int, int]) -> None:
    case_id = cases[0]
    dusty = BLANK.copy()
    dusty.putpixel((500, 700), 0)
    shining = BLANK.copy()
    ImageDraw.Draw(shining).rectangle((200, 200, 900, 900), fill=205)  # the other side shines through
    _, found = read(desk, pdf_of(drawn(form(team, case_id)), BLANK, written(), dusty, shining))
    assert [part.pages for part in found.parts] == [(0, 2)]
    assert found.left_out == (1, 3, 4)
    assert found.take_back([3]).parts[0].pages == (0, 2, 3)


@pytest.mark.parametrize("turned", [90, 180, 270])
def test_a_page_that_lay_wrong_is_kept_upright(
    team: Team, desk: Workspace, cases: tuple[int, int], turned: int
) -> None:
    case_id = cases[0]
    upright = drawn(form(team, case_id))
    lying = [page.rotate(turned, expand=True) for page in (upright, written(), BLANK, written())]
    pages, found = read(desk, pdf_of(*lying, drawn(form(team, cases[1])), written()))
    assert [page.sheet.turned for page in pages] == [turned] * 4 + [0, 0], "a paper lies as its first page does"
    assert filed(desk, pages, found) == [True, True]
    row = desk.cases.page(case_id).attachments[0]
    document = pypdfium2.PdfDocument(desk.attachments.read(row.attachment_id)[1])
    page = document[0].render(scale=150 / 72).to_pil().convert("L")
    document.close()
    assert marks.codes(page)[0].turn == 0


def test_what_cannot_be_placed_is_said(team: Team, desk: Workspace, cases: tuple[int, int]) -> None:
    case_id = cases[0]
    number = number_of(team, case_id)
    codes = [
        "tanpa kode", "https://contoh.test", "AAAABBBBCCCC", f"JANGKAU|asesmen-risiko|1|{number}X",
        f"JANGKAU|tidak-ada|1|{number}", "JANGKAU|asesmen-risiko|1|", marks.file_mark(99, "X/1"),
        marks.sheet_mark(99, "001/SM/2026"), f"JANGKAU|asesmen-risiko|7|{number}",
    ]  # fmt: skip
    pages, found = read(desk, paper(*codes))
    assert [part.pages for part in found.parts] == [(0, 1), (2,), (3,), (4,), (5,), (6,), (7,), (8,)]
    said = [part.remark for part in found.parts]
    assert said[0] == "Tidak ada kode QR yang terbaca. Tempatkan sendiri."
    assert pages[1].strange
    assert "mungkin dari kantor lain" in said[1]
    assert f"untuk {number}X, yang tidak ada di kantor ini" in said[2]
    assert "Formulir tidak-ada tidak dikenal" in said[3]
    assert "lembar kosong tanpa nomor kasus" in said[4]
    assert "mungkin dari kantor lain" in said[5]
    assert "mungkin dari kantor lain" in said[6]
    assert said[7].startswith("Lembar versi 7; sekarang versi ")
    assert [part.home is not None for part in found.parts] == [False] * 7 + [True]


def test_struck_letters_and_letters_closed_to_the_reader_take_nothing(
    team: Team, desk: Workspace, cases: tuple[int, int]
) -> None:
    void, number, letter = issued(team)
    desk.letters.void(void, "Salah alamat")
    incoming = record(team, SECRET).row
    content = stack(letter, paper(marks.sheet_mark(incoming.incoming_id, incoming.agenda)), paper(form(team, cases[1])))
    pages, found = read(desk, content)
    assert [part.home is None for part in found.parts] == [True, False, False]
    assert f"nomor {number} sudah dibatalkan" in found.parts[0].remark
    closed = team.at_desk("layanan").stacks.propose(pages).parts[1]
    assert closed.home is None
    assert closed.remark == "Surat masuk agenda 001/SM/2026 tidak terbuka bagi Anda. Serahkan kepada petugas agenda."
    assert filed(desk, pages, found) == [True, True]
    with team.session.store.reading():
        assert [row.incoming_id for row in IncomingScan.select()] == [incoming.incoming_id]


def test_a_case_whose_data_were_erased_takes_nothing(
    forgotten: tuple[Team, dict[str, Any], RequestRow],
) -> None:
    team, _said, row = forgotten
    desk = team.at_desk("administrasi")
    desk.data_requests.erase(row.request_id, row.numbers[0])
    _, found = read(desk, paper(f"JANGKAU|asesmen-risiko|1|{row.numbers[0]}"))
    (part,) = found.parts
    assert (part.home, "sudah dihapus" in part.remark) == (None, True)
    with team.session.store.reading():
        case_id = CaseFile.get(CaseFile.number == row.numbers[0]).id
    assert "sudah dihapus" in detail_of(refused(lambda: desk.stacks.homes(case_id)), "what")


def test_a_label_of_a_folder_leads_to_its_case(team: Team, desk: Workspace, cases: tuple[int, int]) -> None:
    number = number_of(team, cases[0])
    (file_id,) = desk.shelves.put([NewFile(number, "Layanan", "kasus", TODAY, cases[0])], Place("A"))
    _, found = read(desk, paper(marks.file_mark(file_id, number), "lembar di dalamnya"))
    (part,) = found.parts
    assert part.home == Home(number, "Berkas kasus", cases[0])
    assert part.pages == (0, 1)


def test_the_places_of_a_case_are_offered_by_its_steps(team: Team, desk: Workspace, cases: tuple[int, int]) -> None:
    groups = desk.stacks.homes(cases[0]).groups
    homes = [home for group in groups for home in group.homes]
    assert homes
    assert all(home.case_id == cases[0] for home in homes)
    pages, _ = read(desk, pdf_of(written()))
    assert desk.stacks.file(homes[0], [pages[0].sheet], "a.pdf", TODAY).kept
    assert code_of(lambda: desk.stacks.homes(999)) is ErrorCode.NOT_FOUND


def test_what_is_refused_at_its_home_comes_back_with_why(team: Team, desk: Workspace, cases: tuple[int, int]) -> None:
    pages, _ = read(desk, pdf_of(written()))
    nowhere = Home("X", "Surat", cases[0], letter_id=999)
    told = desk.stacks.file(nowhere, [pages[0].sheet], "a.pdf", TODAY)
    assert not told.kept
    assert told.sentence
    with team.session.store.reading():
        assert Attachment.select().count() == 0
    assert not list(team.session.files.path("a" * 32).parent.glob("*.bks")), "nothing half kept lies about"


def test_who_may_not_attach_proposes_nothing(team: Team, desk: Workspace) -> None:
    pages = stack_pages.read(pdf_of(written()))
    assert desk is not None
    assert not team.at_desk("pengelola").session.may(Permission.ATTACHMENT_ADD)
    assert code_of(lambda: team.at_desk("pengelola").stacks.propose(pages)) is ErrorCode.NOT_ALLOWED


def test_reading_tells_how_far_it_is_and_stops() -> None:
    seen: list[tuple[int, int]] = []
    stack_pages.read(pdf_of(written(), written()), lambda done, every: seen.append((done, every)))
    assert seen == [(0, 2), (1, 2)]

    def stop(_done: int, _all: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        stack_pages.read(pdf_of(written()), stop)


@pytest.mark.parametrize("content", [b"", b"MZ", paper("x")[:300]])
def test_what_is_no_scan_is_refused(content: bytes) -> None:
    assert detail_of(refused(lambda: stack_pages.read(content)), "why")


def test_the_queries_do_not_grow_with_the_stack(
    team: Team, desk: Workspace, cases: tuple[int, int], caplog: pytest.LogCaptureFixture
) -> None:
    one = stack_pages.read(paper(form(team, cases[0])))
    many = [*one, *stack_pages.read(paper(form(team, cases[1]), *(marks.file_mark(key, "X") for key in range(1, 9))))]
    counts = [asked(caplog, partial(desk.stacks.propose, pages)) for pages in (one, many)]
    assert counts[1] <= counts[0] + 1
