"""What an office decides about its letters, on paper: names and ranks, titles, page ends, printed letterheads."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pypdfium2
import pytest

import resources
from models.domain.paper import Letterhead, PageSetup
from models.services import papers as office_papers
from models.settings.look import PaperLook
from models.settings.office import OfficeProfile
from reports import fonts
from reports.letter_pdf import render
from tests import letter_samples, papers

BODY = "Kami sampaikan hasil rapat koordinasi yang dihadiri oleh seluruh unsur terkait di wilayah ini. " * 60


def printed(look: PaperLook, key: str = "surat-tugas", **changes: Any) -> list[str]:
    return papers.pages(render(letter_samples.composed(key, options=look.options(), **changes)))


def test_nip_is_written_as_the_office_writes_it() -> None:
    (page,) = printed(PaperLook(nip="NIP."))
    assert "NIP. 197501011999032001" in page
    (record,) = printed(PaperLook(nip="NIP."), "daftar-pengeluaran-riil")
    assert record.count("NIP. 1") == 2


@pytest.mark.parametrize(
    ("rank", "short"),
    [("Pembina, IV/a", "Pembina"), ("Penata Tingkat I (III/d)", "Penata Tingkat I"), ("IX", "IX"), ("", "")],
)
def test_ranks_with_or_without_their_grade(rank: str, short: str) -> None:
    assert PaperLook(rank="tanpa_golongan").rank_of(rank) == short
    assert PaperLook().rank_of(rank) == rank


def test_rank_may_stand_before_the_number() -> None:
    (usual,), (other,) = printed(PaperLook()), printed(PaperLook(officers="pangkat", rank="tanpa_golongan"))
    assert "NIP : 199001152015032001 Pangkat/Gol. : Penata Muda, III/a" in usual
    assert "Pangkat : Penata Muda, III/a NIP : 199001152015032001" in other


def test_the_next_pages_first_word_stands_at_the_foot() -> None:
    fields = {"isi": BODY}
    first, second = printed(PaperLook(catchword=True), "surat-dinas", fields=fields)[:2]
    assert f"{second.split()[0]}…" in first
    assert "…" not in printed(PaperLook(), "surat-dinas", fields=fields)[0]


def test_an_office_may_write_its_letters_in_bookman_old_style() -> None:
    pdf = render(letter_samples.composed("surat-tugas", options=PaperLook(face="bookman").options()))
    assert papers.embedded(pdf)
    assert b"JangkauBonum-Bold" in pdf
    fonts.register()
    for font, widths in (("JangkauBonum", (320, 580, 660)), ("JangkauBonum-Bold", (340, 580, 680))):
        assert tuple(round(fonts.width(sign, font, 1000)) for sign in " an") == widths, "the metrics of Bookman"


def test_a_sign_that_the_typeface_lacks_is_drawn_in_the_other() -> None:
    letter = letter_samples.composed(
        "surat-dinas", options=PaperLook(face="bookman").options(), fields={"hal": "Δ ■ ½ é"}
    )
    assert "Δ ■ ½ é" in papers.text(render(letter))


def test_a_kind_may_have_its_own_typeface() -> None:
    text = resources.text("letters/surat-dinas.toml").replace("rangkap = 2", 'rangkap = 2\nhuruf = "bookman"', 1)
    spec, source = letter_samples.load(text)
    assert source.problems == []
    assert spec is not None
    pdf = render(letter_samples.compose_with(spec, letter_samples.context(options=PaperLook().options())))
    assert b"JangkauBonum" in pdf


def test_a_title_of_the_office_stands_over_the_letter() -> None:
    (page,) = printed(PaperLook(), title="SURAT PERINTAH TUGAS")
    assert "SURAT PERINTAH TUGAS NOMOR:" in page


def test_paper_with_a_printed_letterhead_gets_none_and_keeps_its_room() -> None:
    look = PaperLook(preprinted=True, head_room=50)
    head = office_papers.on_paper(look, Letterhead("PEMERINTAH KOTA CONTOH", ("DINAS",)))
    (page,) = printed(look, letterhead=head)
    assert page.startswith("SURAT TUGAS")
    assert "PEMERINTAH" not in page


def test_a_shift_moves_the_page_and_keeps_its_size() -> None:
    page = office_papers.shifted(PaperLook(left=3, top=-2), PageSetup())
    assert (page.left, page.right, page.top, page.bottom) == (33, 17, 18, 27)


def test_a_profile_of_an_earlier_program_is_read() -> None:
    profile = OfficeProfile(name="Kantor", look=PaperLook(nip="NIP.", titles={"surat-tugas": "SURAT PERINTAH"}))
    stored = profile.to_json()
    assert OfficeProfile.from_json(stored) == profile
    del stored["look"]
    assert OfficeProfile.from_json(stored).look == PaperLook()
    assert PaperLook.from_json({"nip": "NIP.", "masa_depan": 1}) == PaperLook(nip="NIP.")


@pytest.mark.parametrize("change", [{"left": 21}, {"top": -30}, {"head_room": 5}, {"nip": "nip"}, {"officers": "x"}])
def test_what_cannot_be_printed_is_refused(change: dict[str, object]) -> None:
    assert list(PaperLook().problems()) == []
    assert list(replace(PaperLook(), **change).problems())  # type: ignore[arg-type]


@pytest.mark.parametrize("height", [15.0, 25.0, 35.0])
def test_the_logo_is_as_high_as_the_office_wants_it(height: float) -> None:
    head = office_papers.on_paper(PaperLook(logo=height), letter_samples.letterhead())
    pdf = render(letter_samples.composed("surat-tugas", letterhead=head))
    document = pypdfium2.PdfDocument(pdf)
    [picture] = [one for one in document[0].get_objects() if one.type == pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]
    left, bottom, right, top = picture.get_bounds()
    document.close()
    assert top - bottom <= height * 72 / 25.4 + 0.5
    assert max((top - bottom) / height, (right - left) / (height * 0.88)) == pytest.approx(72 / 25.4, rel=0.01)


def test_a_logo_that_would_fill_the_page_is_refused() -> None:
    assert list(PaperLook(logo=90).problems()) == ["Tinggi logo harus dari 15 sampai 35 mm."]
