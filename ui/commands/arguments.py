"""All commands: their arguments, and the module in ``ui.commands`` and the function that carry each out.

Loads none of them, so that help and the version are said at once.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from ui.commands import wishes
from ui.commands.console import program_name
from ui.commands.parser import ENDS, PASSWORDS, Parser, window

MOST_CASES = 100_000
#: What each command that works on an office is called with, as somebody who looks after one would write it.
_EXAMPLES = {
    "backup": "--to E:\\cadangan",
    "verify": "",
    "restore": "E:\\cadangan\\20270115-160000-1.sbk",
    "update": "E:\\Jangkau-1.2.0",
    "rescue": "",
    "report": "logbook --month 2027-01 --out buku-log.pdf",
    "export": "cases --out kasus.xlsx",
    "users": "list",
    "settings": "import pengaturan.json --preview",
}


def everything() -> Parser:
    """All commands."""
    parser = window(whole=True)
    commands = parser.add_subparsers(metavar="PERINTAH", parser_class=Parser)

    test = _add(commands, "self-test", "mencoba semua langkah dan surat di kantor sementara", "self_test.command")
    test.add_argument("--out", type=Path, metavar="FOLDER", help="tempat semua dokumen hasil uji disimpan")

    check = _add(
        commands, "check-definitions", "memeriksa berkas SOP, formulir, surat, dan daftar", "check_definitions.command"
    )
    check.add_argument("files", nargs="*", type=Path, metavar="BERKAS", help="tanpa berkas: semua bawaan program")

    sample = _add(commands, "make-sample", "membuat kantor contoh berisi kasus rekaan", "make_sample.command")
    sample.add_argument(
        "--data", type=Path, metavar="FOLDER", required=True, dest="target", help="folder kantor contoh"
    )
    sample.add_argument("--cases", type=_count(1), metavar="N", required=True, help="banyaknya kasus")
    sample.add_argument("--seed", type=_count(0), metavar="S", default=1, help="angka acak; sama angka, sama isinya")
    sample.add_argument("--papers", type=_count(0), metavar="K", default=0, help="banyaknya kasus yang dibuatkan PDF")
    _add_keeping(commands)
    _add_papers(commands)
    _add_people(commands)
    return parser


def _add_keeping(commands: argparse._SubParsersAction[Parser]) -> None:
    backup = _of_office(commands, "backup", "membuat dan menguji cadangan", "keeping.backup")
    backup.add_argument("--to", type=Path, metavar="FOLDER", help="tempat kedua; tanpa ini: yang ditetapkan kantor")

    verify = _of_office(commands, "verify", "memeriksa semua data kantor, atau sebuah cadangan", "keeping.verify")
    verify.add_argument("backup", nargs="?", type=Path, metavar="CADANGAN", help="folder cadangan (.sbk)")

    restore = _of_office(commands, "restore", "memulihkan kantor dari cadangan", "keeping.restore")
    restore.add_argument("backup", type=Path, metavar="CADANGAN", help="folder cadangan (.sbk)")
    restore.add_argument("--yes", action="store_true", help="mengganti data yang sekarang; tanpa ini: bandingkan saja")

    update = _of_office(
        commands, "update", "memasang versi baru dari flash disk atau folder bersama", "updating.update"
    )
    update.add_argument("folder", nargs="?", type=Path, metavar="PAKET", help="map berisi rilis.json")
    update.add_argument("--back", action="store_true", help="kembali ke versi sebelumnya yang masih terpasang")

    _of_office(commands, "rescue", "menyalin semua yang masih terbaca dari data yang rusak", "keeping.rescue")


def _add_papers(commands: argparse._SubParsersAction[Parser]) -> None:
    report = _of_office(commands, "report", "membuat laporan sebagai berkas", "papers.report")
    report.add_argument("kind", choices=wishes.REPORTS, metavar="LAPORAN", help=", ".join(wishes.REPORTS))
    report.add_argument(
        "--out",
        type=Path,
        metavar="BERKAS",
        required=True,
        help=".pdf; evaluation juga .xlsx; laporan juga .xlsx, .zip (semua tabel CSV); figures .xlsx, .csv",
    )
    report.add_argument("--sop", metavar="KUNCI", default="", help="SOP yang dinilai (evaluation)")
    report.add_argument("--year", type=_count(2000), metavar="TAHUN", help="tahun laporan; bawaan: tahun ini")
    report.add_argument("--month", type=wishes.month, metavar="BULAN", help="bulan buku log, seperti 2026-11")
    report.add_argument("--series", metavar="SERI", default="keluar", help="seri nomor (numbers); bawaan: keluar")
    _add_figures(report)

    export = _of_office(commands, "export", "membuat daftar sebagai tabel", "papers.export")
    export.add_argument("kind", choices=wishes.LISTS, metavar="DAFTAR", help=", ".join(wishes.LISTS))
    export.add_argument("--out", type=Path, metavar="BERKAS", required=True, help=".xlsx atau .csv")
    export.add_argument("--month", type=wishes.month, metavar="BULAN", help="bulan buku log, seperti 2026-11")


def _add_figures(report: Parser) -> None:
    """What the figures of a period are asked for with."""
    written = "periode angka atau laporan, seperti 2026-11, 2026-S2, 2026; bawaan: bulan ini, laporan: bulan lalu"
    report.add_argument("--period", type=wishes.period, metavar="PERIODE", help=written)
    bases = ("laporan", "kejadian", "pencatatan")
    which = f"tanggal yang menentukan periode: {', '.join(bases)} (figures)"
    report.add_argument("--basis", choices=bases, metavar="DASAR", default=bases[0], help=which)
    one = "kunci SOP layanan yang dihitung, dapat diulang (figures); bawaan: semua"
    report.add_argument("--service", dest="services", action="append", default=[], metavar="KUNCI", help=one)
    report.add_argument("--internal", action="store_true", help="angka kecil tidak disembunyikan (figures, laporan)")


def _add_people(commands: argparse._SubParsersAction[Parser]) -> None:
    deeds = ("list", "add", "password", "deactivate")
    users = _of_office(commands, "users", "mengurus pengguna", "people.users")
    users.add_argument("deed", choices=deeds, metavar="TINDAKAN", help=", ".join(deeds))
    users.add_argument("username", nargs="?", default="", metavar="PENGGUNA", help="pengguna yang diurus")
    users.add_argument("--name", default="", metavar="NAMA", help="nama yang ditampilkan (add)")
    users.add_argument("--role", dest="roles", action="append", default=[], metavar="PERAN", help="peran (add)")

    settings = _of_office(commands, "settings", "membawa pengaturan kantor sebagai satu berkas", "people.settings")
    settings.add_argument("deed", choices=("export", "import"), metavar="TINDAKAN", help="export, import")
    settings.add_argument("file", type=Path, metavar="BERKAS", help="berkas pengaturan (.json)")
    settings.add_argument("--identity", action="store_true", help="juga nama, alamat, dan kop kantor (import)")
    settings.add_argument("--people", action="store_true", help="juga pegawai dan pelimpahan tanda tangan")
    settings.add_argument(
        "--part", dest="parts", action="append", metavar="BAGIAN", help="hanya bagian ini, misalnya nomor"
    )
    settings.add_argument("--preview", action="store_true", help="hanya menunjukkan apa yang berubah (import)")


def _of_office(commands: argparse._SubParsersAction[Parser], name: str, purpose: str, command: str) -> Parser:
    """A command that works on an office, under somebody's name."""
    parser = _add(commands, name, purpose, command)
    parser.add_argument("--data", type=Path, metavar="FOLDER", dest="target", help="folder data kantor")
    parser.add_argument("--user", metavar="NAMA", required=True, help="nama pengguna yang menjalankan perintah ini")
    parser.add_argument(
        "--password-file", type=Path, metavar="BERKAS", help="baris pertamanya kata sandi pengguna itu; - dari masukan"
    )
    parser.add_argument("--log", type=Path, metavar="BERKAS", help="hasilnya juga ditambahkan ke berkas ini")
    example = " ".join(f"Contoh: {program_name()} {name} {_EXAMPLES[name]} --user pengelola".split())
    parser.epilog = f"{example}\n{ENDS}\n{PASSWORDS}"
    return parser


def _add(commands: argparse._SubParsersAction[Parser], name: str, purpose: str, command: str) -> Parser:
    parser = commands.add_parser(name, help=purpose, description=purpose[:1].upper() + purpose[1:] + ".")
    parser.set_defaults(command=command)
    return parser


def _count(least: int) -> Callable[[str], int]:
    """A whole number of at least ``least``, with a sentence for anything else."""

    def read(text: str) -> int:
        if not text.isascii() or not text.isdigit() or not least <= int(text) <= MOST_CASES:
            raise argparse.ArgumentTypeError(f'"{text}" bukan angka bulat dari {least} sampai {MOST_CASES}.')
        return int(text)

    return read
