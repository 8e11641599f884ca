"""What kind of file is taken into a case, judged by its content and never by its name.

Nothing is unpacked or run here: a picture is refused by the size its head states before a single dot of it is drawn,
an archive by the sizes its list states. What cannot be taken in is refused with a sentence a clerk can act on.
"""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw
from PIL import Image

from models.domain.pdfium import PDFIUM
from models.errors import ErrorCode, UserError

PDF, PNG, JPEG, TIFF = "application/pdf", "image/png", "image/jpeg", "image/tiff"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: What the kinds are called on screen.
NAMES = {PDF: "PDF", PNG: "PNG", JPEG: "JPEG", TIFF: "TIFF", DOCX: "Word", XLSX: "Excel"}
#: Endings for files that leave the program.
SUFFIXES = {PDF: ".pdf", PNG: ".png", JPEG: ".jpg", TIFF: ".tif", DOCX: ".docx", XLSX: ".xlsx"}
#: Kinds the program shows itself; the others leave it only when somebody wishes so.
SHOWN = frozenset({PDF, PNG, JPEG, TIFF})

#: Largest file that is taken in, in bytes: a scanned case file of some hundred pages.
LARGEST = 50 * 1024 * 1024
#: Most dots of a picture: an A3 sheet at 600 dots per inch has 70 million.
MOST_DOTS = 89_000_000
MOST_PAGES = 2000
#: Most characters of a file's name that are kept.
LONGEST_NAME = 200
_MOST_PARTS, _MOST_UNPACKED, _MOST_RATIO = 2000, 200 * 1024 * 1024, 100
_SMALL = 1024 * 1024
_CONTENTS = "[Content_Types].xml"
_LOCKED_OR_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BEFORE = b"\r\n\t \xef\xbb\xbf"
_SCRIPT_MARKS = (b"/JavaScript", b"/Launch")


@dataclass(frozen=True)
class Judged:
    """What a file is.

    Attributes:
        pages: of a PDF or TIFF, 1 of a picture, 0 of a Word or Excel file.
        remark: something to know about it, as a sentence, or "".
    """

    media_type: str
    pages: int
    remark: str = ""


def judge(content: bytes) -> Judged:
    """What ``content`` is; UserError ATTACHMENT_REFUSED (``why``: an Indonesian sentence) if it cannot be taken in."""
    if not content:
        raise _refused("Berkas ini kosong.")
    if len(content) > LARGEST:
        raise _refused(too_large(len(content)))
    begin = content.lstrip(_BEFORE) if content[:1] in _BEFORE else content  # some mail programs put a line before a PDF
    for mark, look in _LOOKS:
        if (begin if look is _pdf else content).startswith(mark):
            return look(content)
    raise _refused(_stranger(content))


def accept(content: bytes) -> str:
    """The media type of a PDF, PNG or JPEG, for places that keep nothing else; raises as ``judge``."""
    judged = judge(content)
    if judged.media_type not in (PDF, PNG, JPEG):
        raise _refused("Berkas harus PDF, PNG, atau JPEG.")
    return judged.media_type


def too_large(size: int) -> str:
    """The sentence for a file of ``size`` bytes that is over the limit."""
    return (
        f"Berkas ini {size // _SMALL} MB; paling besar 50 MB. "
        "Pindai ulang dengan 200 atau 300 dpi, atau bagi menjadi beberapa berkas."
    )


def plain_name(file_name: str) -> str:
    """The last part of a path, of whatever system, without control characters; shown, never used as a path."""
    last = file_name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(sign for sign in last if sign.isprintable()).strip(" .")[:LONGEST_NAME] or "berkas"


def _refused(why: str) -> UserError:
    return UserError(ErrorCode.ATTACHMENT_REFUSED, why=why)


def _stranger(content: bytes) -> str:
    if content.startswith(_LOCKED_OR_OLD):
        return "Ini berkas Word atau Excel lama, atau yang dikunci kata sandi. Simpan ulang sebagai PDF."
    if content[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftyphevc"):
        return "Ini foto HEIC dari telepon. Simpan atau kirim ulang sebagai JPEG."
    return "Isinya bukan PDF, JPEG, PNG, TIFF, Word (DOCX), atau Excel (XLSX), apa pun nama berkasnya."


def _pdf(content: bytes) -> Judged:
    with PDFIUM:
        try:
            document = pypdfium2.PdfDocument(content)
        except pypdfium2.PdfiumError as problem:
            if getattr(problem, "err_code", None) == pypdfium2.raw.FPDF_ERR_PASSWORD:
                raise _refused("PDF ini dikunci kata sandi. Buka kuncinya, lalu lampirkan lagi.") from None
            raise _refused("PDF ini rusak atau terpotong. Salin atau pindai ulang.") from None
        try:
            pages = len(document)
            scripts = pypdfium2.raw.FPDFDoc_GetJavaScriptActionCount(document)
        finally:
            document.close()
    if not pages:
        raise _refused("PDF ini rusak atau terpotong: tidak ada halamannya. Salin atau pindai ulang.")
    if pages > MOST_PAGES:
        raise _refused(f"PDF ini {pages} halaman; paling banyak {MOST_PAGES}. Bagi menjadi beberapa berkas.")
    active = scripts > 0 or any(mark in content for mark in _SCRIPT_MARKS)
    return Judged(PDF, pages, "PDF ini memuat skrip. Program tidak pernah menjalankannya." if active else "")


def _picture(media_type: str) -> Callable[[bytes], Judged]:
    def look(content: bytes) -> Judged:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # remarks on damaged heads: what matters is whether it can be read
                warnings.simplefilter("error", Image.DecompressionBombWarning)
                return Judged(media_type, _pages_of(content))
        except (Image.DecompressionBombWarning, Image.DecompressionBombError):
            raise _refused(
                "Gambar ini terlalu besar untuk dibuka dengan aman (lebih dari 89 juta titik). "
                "Pindai ulang dengan 200 atau 300 dpi."
            ) from None
        except UserError:
            raise
        except Exception:  # a damaged head lets the library stumble in any way; what matters is that it stops here
            raise _refused("Gambar ini rusak atau terpotong. Salin atau pindai ulang.") from None

    return look


def _pages_of(content: bytes) -> int:
    """How many pictures the file holds; each one's size is looked at, the first one is read to its end."""
    with Image.open(io.BytesIO(content), formats=("PNG", "JPEG", "TIFF")) as picture:
        pages = int(getattr(picture, "n_frames", 1))
        if pages > MOST_PAGES:
            raise _refused(f"TIFF ini {pages} halaman; paling banyak {MOST_PAGES}. Bagi menjadi beberapa berkas.")
        for page in range(pages):
            picture.seek(page)
            if picture.width * picture.height > MOST_DOTS:
                raise Image.DecompressionBombError
        picture.seek(0)
        picture.draft("L", (256, 256))  # a JPEG is then decoded small
        picture.load()
    return pages


def _office(content: bytes) -> Judged:
    """A Word or Excel file by the list of its parts; only the list of contents is read, never more than a megabyte."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            _harmless(parts.infolist())
            with parts.open(_CONTENTS) as file:
                said = file.read(_SMALL)
    except KeyError:
        raise _refused(_stranger(b"")) from None
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError, EOFError):
        raise _refused("Berkas ini rusak atau terpotong. Simpan ulang dari Word atau Excel.") from None
    if b"macroEnabled" in said or b"vbaProject" in said:
        raise _refused("Berkas ini berisi makro. Simpan ulang tanpa makro atau sebagai PDF.")
    if b"wordprocessingml.document.main+xml" in said:
        return Judged(DOCX, 0)
    if b"spreadsheetml.sheet.main+xml" in said:
        return Judged(XLSX, 0)
    raise _refused(_stranger(b""))


def _harmless(parts: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    swollen = unpacked > _SMALL and unpacked > _MOST_RATIO * max(packed, 1)
    if len(parts) > _MOST_PARTS or unpacked > _MOST_UNPACKED or swollen:
        raise _refused("Isi berkas ini jauh lebih besar daripada ukurannya; berkas seperti ini tidak aman dibuka.")
    if any(part.flag_bits & 1 for part in parts):
        raise _refused("Berkas ini dikunci kata sandi. Buka kuncinya, lalu lampirkan lagi.")
    if any(part.filename.startswith(("/", "\\")) or ".." in part.filename.split("/") for part in parts):
        raise _refused("Susunan berkas ini tidak wajar. Simpan ulang dari Word atau Excel.")


_LOOKS: tuple[tuple[bytes, Callable[[bytes], Judged]], ...] = (
    (b"%PDF-", _pdf),
    (b"\x89PNG\r\n\x1a\n", _picture(PNG)),
    (b"\xff\xd8\xff", _picture(JPEG)),
    (b"II*\x00", _picture(TIFF)),
    (b"MM\x00*", _picture(TIFF)),
    (b"PK\x03\x04", _office),
)
