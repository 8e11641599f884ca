"""Pages that show an office how its paper looks before it is saved; nothing in them is from a case."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from models.domain.paper import Letterhead, PageSetup, Signer
from models.letters.spec import BlockKind, ComposedBlock, LetterContent, Shape
from models.services import papers
from models.settings.office import OfficeProfile

_SIGNER = Signer("Nama Pejabat, S.Sos., M.Si.", "Kepala", "Pembina, IV/a", "197501011999032001")
_OFFICERS = (
    ("Nama Petugas Satu, S.Psi.", "199001152015032001", "Penata Muda Tingkat I, III/b", "Petugas Layanan"),
    ("Nama Petugas Dua", "-", "-", "Pengemudi"),
)
_LONG = "Kalimat contoh ini mengisi halaman sehingga pergantian halaman dan kata penyambung terlihat. " * 34


def letterhead(profile: OfficeProfile, logo: bytes, page: PageSetup, day: date) -> LetterContent:
    """A page with nothing but the letterhead."""
    words = ComposedBlock(BlockKind.PARAGRAPH, texts=("Contoh kop naskah dinas. Isi surat dimulai di sini.",))
    content = _content(profile, "CONTOH NASKAH DINAS", (words,), page, _head(profile, logo), day)
    return replace(content, options=profile.look.options())


def _head(profile: OfficeProfile, logo: bytes) -> Letterhead:
    """The letterhead as it is drawn, also where the office's paper has one."""
    return replace(papers.head_of(profile, logo), logo_height=profile.look.logo)


def letter(profile: OfficeProfile, logo: bytes, page: PageSetup, day: date, title: str) -> LetterContent:
    """An assignment of two invented officers under the office's choices."""
    look = profile.look
    officers = tuple((name, nip, look.rank_of(rank), post) for name, nip, rank, post in _OFFICERS)
    blocks = (
        ComposedBlock(BlockKind.CLAUSE, "Dasar", texts=("Disposisi Kepala tanggal 2 Januari;",)),
        ComposedBlock(BlockKind.STATEMENT, texts=("MEMERINTAHKAN:",)),
        ComposedBlock(BlockKind.OFFICERS, "Kepada", rows=officers),
        ComposedBlock(BlockKind.CLAUSE, "Untuk", texts=("Melaksanakan tugas contoh.",)),
        *((ComposedBlock(BlockKind.PARAGRAPH, texts=(_LONG,)),) if look.catchword else ()),
    )
    head = papers.on_paper(look, papers.head_of(profile, logo))
    signer = replace(_SIGNER, post=profile.head_post or _SIGNER.post, rank=look.rank_of(_SIGNER.rank))
    content = _content(profile, title, blocks, papers.shifted(look, page), head, day)
    return replace(content, signer=signer, options=look.options())


def _content(
    profile: OfficeProfile,
    title: str,
    blocks: tuple[ComposedBlock, ...],
    page: PageSetup,
    head: Letterhead,
    day: date,
) -> LetterContent:
    return LetterContent(
        name="Contoh surat",
        title=title,
        shape=Shape.TITLED,
        blocks=blocks,
        page=page,
        letterhead=head,
        number="",
        place_date=papers.place_date(profile, day),
        signer=None,
    )
