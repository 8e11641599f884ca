"""The command line: reads the arguments, starts the command, turns its outcome into an exit code.

Exit codes: 0 done, 1 a problem was found, 2 wrong use, 130 interrupted by Ctrl+C.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, NoReturn

from models.errors import UserError
from models.messages import render
from models.services.ports import Renderers
from models.version import __version__
from ui.commands import check_definitions, keeping, make_sample, papers, people, self_test, updating, window
from ui.commands.console import OutOfUse, complain, program_name
from ui.texts import describe

DONE, PROBLEM, WRONG_USE, INTERRUPTED = 0, 1, 2, 130
MOST_CASES = 100_000

_UNEXPECTED = (
    "Perintah ini terhenti karena masalah pada program. Catatan berikut tidak memuat data orang; "
    "sampaikan kepada pengelola sistem."
)

#: What argparse says in English, and how it is said here. Checked on Python 3.11, 3.12 and 3.13 by the tests.
_SENTENCES = (
    (r"unrecognized arguments: (.+)", r"Argumen tidak dikenal: \1."),
    (r"the following arguments are required: (.+)", r"Argumen ini wajib ditulis: \1."),
    (r"argument (.+?): expected (?:one|at least one) argument", r"Argumen \1 memerlukan sebuah nilai."),
    (r"argument (.+?): ignored explicit argument (.+)", r"Argumen \1 tidak menerima nilai \2."),
    (
        r"argument (?:LAPORAN|DAFTAR|TINDAKAN): invalid choice: (\S+) \(choose from (.+)\)",
        r"\1 tidak dikenal. Pilih: \2.",
    ),
    (r"argument \S+: invalid choice: (\S+) \(choose from .+\)", r"Perintah tidak dikenal: \1."),
    (r"argument (.+?): (.+)", r"Argumen \1: \2"),
)


class _Words(argparse.RawDescriptionHelpFormatter):
    """Help pages that begin with an Indonesian word."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, "Pemakaian: " if prefix is None else prefix)


class _Parser(argparse.ArgumentParser):
    """An argument parser whose own words are Indonesian."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options, add_help=False, allow_abbrev=False, formatter_class=_Words)
        self._positionals.title = "Perintah"
        self._optionals.title = "Pilihan"
        self.add_argument("-h", "--help", action="help", help="menampilkan bantuan ini")

    def error(self, message: str) -> NoReturn:
        for english, indonesian in _SENTENCES:
            if found := re.fullmatch(english, message, re.DOTALL):
                message = found.expand(indonesian)
                break
        complain(f"{message}\nBantuan: {self.prog} --help")
        raise SystemExit(WRONG_USE)


def run(arguments: Sequence[str], renderers: Callable[[], Renderers]) -> int:
    """Carry out what ``arguments`` ask for and return the exit code.

    ``renderers`` is called only by commands that print papers, so that the others start at once.
    """
    try:
        wish = _parser().parse_args(arguments)
        if wish.command is not window.command and (wish.training or wish.data or wish.open):
            raise OutOfUse("--training, --data, dan --open sebelum nama perintah hanya untuk membuka jendela program.")
        return int(wish.command(wish, renderers))
    except SystemExit as leave:
        return leave.code if isinstance(leave.code, int) else PROBLEM
    except OutOfUse as problem:
        complain(str(problem))
        return WRONG_USE
    except UserError as error:
        message = render(error)
        complain("\n".join(part for part in (message.title, message.why, message.safe, message.do) if part))
        return PROBLEM
    except Exception as failure:
        if sys.flags.dev_mode:  # python -X dev main.py …: everything, for the person who works on the program
            raise
        complain(f"{_UNEXPECTED}\n{describe(failure)}")
        return PROBLEM
    except KeyboardInterrupt:
        complain("Dihentikan.")
        return INTERRUPTED


def _parser() -> _Parser:
    parser = _Parser(
        prog=program_name(),
        description="Jangkau: penjangkauan, formulir, dan surat resmi kantor perlindungan perempuan dan anak.\n"
        "Tanpa perintah, jendela program dibuka.",
        epilog="Kode keluar: 0 selesai, 1 ada masalah, 2 pemakaian keliru.\n"
        "Kata sandi diminta saat diperlukan atau diambil dari variabel lingkungan JANGKAU_PASSWORD.\n"
        "Kata sandi baru untuk orang lain (users) diambil dari JANGKAU_NEW_PASSWORD.",
    )
    parser.add_argument("--version", action="version", version=f"Jangkau {__version__}", help="menampilkan versi")
    parser.add_argument("--training", action="store_true", help="membuka kantor latihan dengan orang rekaan")
    parser.add_argument("--data", type=Path, metavar="FOLDER", help="folder data kantor yang dipakai")
    # Without a value where the system's menu opens the program by the same line as it opens a package.
    parser.add_argument("--open", type=Path, nargs="?", metavar="PAKET", help="membuka paket berkas kasus (.jangkau)")
    parser.set_defaults(command=window.command)
    commands = parser.add_subparsers(metavar="PERINTAH", parser_class=_Parser)

    test = _add(commands, "self-test", "mencoba semua langkah dan surat di kantor sementara", self_test.command)
    test.add_argument("--out", type=Path, metavar="FOLDER", help="tempat semua dokumen hasil uji disimpan")

    check = _add(
        commands, "check-definitions", "memeriksa berkas SOP, formulir, surat, dan daftar", check_definitions.command
    )
    check.add_argument("files", nargs="*", type=Path, metavar="BERKAS", help="tanpa berkas: semua bawaan program")

    sample = _add(commands, "make-sample", "membuat kantor contoh berisi kasus rekaan", make_sample.command)
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


def _add_keeping(commands: argparse._SubParsersAction[_Parser]) -> None:
    backup = _of_office(commands, "backup", "membuat dan menguji cadangan", keeping.backup)
    backup.add_argument("--to", type=Path, metavar="FOLDER", help="tempat kedua; tanpa ini: yang ditetapkan kantor")

    verify = _of_office(commands, "verify", "memeriksa semua data kantor, atau sebuah cadangan", keeping.verify)
    verify.add_argument("backup", nargs="?", type=Path, metavar="CADANGAN", help="folder cadangan (.sbk)")

    restore = _of_office(commands, "restore", "memulihkan kantor dari cadangan", keeping.restore)
    restore.add_argument("backup", type=Path, metavar="CADANGAN", help="folder cadangan (.sbk)")
    restore.add_argument("--yes", action="store_true", help="mengganti data yang sekarang; tanpa ini: bandingkan saja")

    update = _of_office(commands, "update", "memasang versi baru dari flash disk atau folder bersama", updating.update)
    update.add_argument("folder", nargs="?", type=Path, metavar="PAKET", help="map berisi rilis.json")
    update.add_argument("--back", action="store_true", help="kembali ke versi sebelumnya yang masih terpasang")

    _of_office(commands, "rescue", "menyalin semua yang masih terbaca dari data yang rusak", keeping.rescue)


def _add_papers(commands: argparse._SubParsersAction[_Parser]) -> None:
    report = _of_office(commands, "report", "membuat laporan sebagai berkas", papers.report)
    report.add_argument("kind", choices=papers.REPORTS, metavar="LAPORAN", help=", ".join(papers.REPORTS))
    report.add_argument(
        "--out",
        type=Path,
        metavar="BERKAS",
        required=True,
        help=".pdf; evaluation dan laporan juga .xlsx; figures .xlsx, .csv",
    )
    report.add_argument("--sop", metavar="KUNCI", default="", help="SOP yang dinilai (evaluation)")
    report.add_argument("--year", type=_count(2000), metavar="TAHUN", help="tahun laporan; bawaan: tahun ini")
    report.add_argument("--month", type=papers.month, metavar="BULAN", help="bulan buku log, seperti 2026-11")
    report.add_argument("--series", metavar="SERI", default="keluar", help="seri nomor (numbers); bawaan: keluar")
    _add_figures(report)

    export = _of_office(commands, "export", "membuat daftar sebagai tabel", papers.export)
    export.add_argument("kind", choices=papers.LISTS, metavar="DAFTAR", help=", ".join(papers.LISTS))
    export.add_argument("--out", type=Path, metavar="BERKAS", required=True, help=".xlsx atau .csv")
    export.add_argument("--month", type=papers.month, metavar="BULAN", help="bulan buku log, seperti 2026-11")


def _add_figures(report: _Parser) -> None:
    """What the figures of a period are asked for with."""
    written = "periode angka atau laporan, seperti 2026-11, 2026-S2, 2026; bawaan: bulan ini, laporan: bulan lalu"
    report.add_argument("--period", type=papers.period, metavar="PERIODE", help=written)
    bases = ("laporan", "kejadian", "pencatatan")
    which = f"tanggal yang menentukan periode: {', '.join(bases)} (figures)"
    report.add_argument("--basis", choices=bases, metavar="DASAR", default=bases[0], help=which)
    one = "kunci SOP layanan yang dihitung, dapat diulang (figures); bawaan: semua"
    report.add_argument("--service", dest="services", action="append", default=[], metavar="KUNCI", help=one)
    report.add_argument("--internal", action="store_true", help="angka kecil tidak disembunyikan (figures, laporan)")


def _add_people(commands: argparse._SubParsersAction[_Parser]) -> None:
    deeds = ("list", "add", "password", "deactivate")
    users = _of_office(commands, "users", "mengurus pengguna", people.users)
    users.add_argument("deed", choices=deeds, metavar="TINDAKAN", help=", ".join(deeds))
    users.add_argument("username", nargs="?", default="", metavar="PENGGUNA", help="pengguna yang diurus")
    users.add_argument("--name", default="", metavar="NAMA", help="nama yang ditampilkan (add)")
    users.add_argument("--role", dest="roles", action="append", default=[], metavar="PERAN", help="peran (add)")

    settings = _of_office(commands, "settings", "membawa pengaturan kantor sebagai satu berkas", people.settings)
    settings.add_argument("deed", choices=("export", "import"), metavar="TINDAKAN", help="export, import")
    settings.add_argument("file", type=Path, metavar="BERKAS", help="berkas pengaturan (.json)")
    settings.add_argument("--identity", action="store_true", help="juga nama, alamat, dan kop kantor (import)")
    settings.add_argument("--people", action="store_true", help="juga pegawai dan pelimpahan tanda tangan")
    settings.add_argument(
        "--part", dest="parts", action="append", metavar="BAGIAN", help="hanya bagian ini, misalnya nomor"
    )
    settings.add_argument("--preview", action="store_true", help="hanya menunjukkan apa yang berubah (import)")


def _of_office(commands: argparse._SubParsersAction[_Parser], name: str, purpose: str, command: object) -> _Parser:
    """A command that works on an office, under somebody's name."""
    parser = _add(commands, name, purpose, command)
    parser.add_argument("--data", type=Path, metavar="FOLDER", dest="target", help="folder data kantor")
    parser.add_argument("--user", metavar="NAMA", required=True, help="nama pengguna yang menjalankan perintah ini")
    return parser


def _add(commands: argparse._SubParsersAction[_Parser], name: str, purpose: str, command: object) -> _Parser:
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
