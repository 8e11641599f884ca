"""The stick kit: what a person is handed to set up an office, or to bring it the next version.

    Mulai di sini.pdf, Panduan Jangkau.pdf
    Windows/  installer and portable archive
    Linux/    .deb and .tar.xz
    Contoh kop surat/
    Bagian program.cdx.json    what the program is made of (CycloneDX)
    SHA256SUMS.txt, rilis.json, rilis.sig

The same folder on a stick or a share is what Administrasi › Pembaruan takes.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from delivery import booklet, parts_list
from delivery.common import HERE, PackageProblem
from delivery.signing import kind_of, sign_folder
from models.domain.paper import PageSetup
from models.release.manifest import ARCHIVE, LINUX, WINDOWS, Release
from models.services.office import paper_sample
from models.settings.office import OfficeProfile
from models.version import __version__
from reports import letter_pdf

PARTS = "Bagian program.cdx.json"
PICTURES = HERE.parent / "tests" / "gallery"
LOGO = HERE.parent / "resources" / "icons" / "logo-contoh.png"
FOLDERS = {LINUX: "Linux", WINDOWS: "Windows"}
#: Offices as they are found: of a city, of a regency, and a service within a department.
OFFICES = (
    OfficeProfile(
        name="UPTD PPA Kota Contoh",
        government="PEMERINTAH KOTA CONTOH",
        department="DINAS PEMBERDAYAAN PEREMPUAN DAN PERLINDUNGAN ANAK",
        unit="UPTD PERLINDUNGAN PEREMPUAN DAN ANAK",
        city="Kota Contoh",
        address="Jalan Contoh Nomor 1, Kota Contoh 15000",
        contact="Telepon (021) 0000000, pos-el uptdppa@contoh.invalid",
    ),
    OfficeProfile(
        name="UPTD PPA Kabupaten Contoh",
        government="PEMERINTAH KABUPATEN CONTOH",
        department="DINAS SOSIAL, PEMBERDAYAAN PEREMPUAN, DAN PERLINDUNGAN ANAK",
        unit="UPTD PERLINDUNGAN PEREMPUAN DAN ANAK",
        city="Contoh",
        address="Jalan Raya Contoh KM 2, Contoh 42000",
        contact="Telepon (0254) 000000",
        letterhead_double_rule=False,
    ),
    OfficeProfile(
        name="PUSPAGA Kota Contoh",
        government="PEMERINTAH KOTA CONTOH",
        department="DINAS PEMBERDAYAAN PEREMPUAN DAN PERLINDUNGAN ANAK",
        unit="PUSAT PEMBELAJARAN KELUARGA",
        city="Kota Contoh",
        address="Jalan Keluarga Nomor 7, Kota Contoh 15001",
        contact="Telepon (021) 0000001",
    ),
)


def make(
    packages: Sequence[Path], into: Path, private: Sequence[bytes], day: date, pictures: Path = PICTURES
) -> Release:
    """Lay the kit out in ``into``, which must not exist yet, and sign it with each private key.

    ``pictures``: the folder of the gallery, for the manual. PackageProblem for a package of another version.
    """
    into.mkdir(parents=True)
    laid = [_lay(package, into) for package in packages]
    (into / "Mulai di sini.pdf").write_bytes(booklet.start_page(__version__))
    (into / "Panduan Jangkau.pdf").write_bytes(booklet.manual(__version__, pictures))
    archives = [file for file in laid if (kind_of(file.name) or ("", ""))[0] == ARCHIVE]
    (into / PARTS).write_bytes(parts_list.of_release(archives, day))
    samples = into / "Contoh kop surat"
    samples.mkdir()
    for office in OFFICES:
        (samples / f"{office.name}.pdf").write_bytes(letterhead(office, day))
    return sign_folder(into, private, day)


def letterhead(office: OfficeProfile, day: date) -> bytes:
    """A sheet with an office's letterhead, as the program prints it."""
    return letter_pdf.render(paper_sample.letterhead(office, LOGO.read_bytes(), PageSetup(office.paper), day))


def of_this_version(package: Path) -> bool:
    """Whether a package says in its name that it is of the version that is released."""
    return f"-{__version__}-" in package.name.replace("_", "-")


def _lay(package: Path, into: Path) -> Path:
    kind = kind_of(package.name)
    if kind is None or not of_this_version(package):
        raise PackageProblem(f"{package.name} is no package of version {__version__}")
    folder = into / FOLDERS[kind[1]]
    folder.mkdir(exist_ok=True)
    return Path(shutil.copyfile(package, folder / package.name))
