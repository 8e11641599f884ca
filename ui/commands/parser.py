"""An argument parser whose own words are Indonesian, and what may be said to open the window."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NoReturn

from models.version import __version__
from ui.commands.console import WRONG_USE, complain, program_name

ENDS = "Kode keluar: 0 selesai, 1 ada masalah, 2 pemakaian keliru, 130 dihentikan."
PASSWORDS = (
    "Kata sandi diambil dari --password-file, dari variabel lingkungan JANGKAU_PASSWORD, atau diminta;\n"
    "tidak pernah dari argumen."
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


class Parser(argparse.ArgumentParser):
    """An argument parser whose own words are Indonesian."""

    def __init__(self, *, helpful: bool = True, **options: Any) -> None:
        super().__init__(**options, add_help=False, allow_abbrev=False, formatter_class=_Words)
        self._between = False
        self._positionals.title = "Perintah"
        self._optionals.title = "Pilihan"
        if helpful:
            self.add_argument("-h", "--help", action="help", help="menampilkan bantuan ini")

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> tuple[Any, list[str]]:
        """As argparse does, but what a command works on may also stand after its options, on every Python."""
        if self._subparsers is not None or self._between:
            return super().parse_known_args(args, namespace)
        self._between = True
        try:
            return self.parse_known_intermixed_args(args, namespace)
        finally:
            self._between = False

    def error(self, message: str) -> NoReturn:
        for english, indonesian in _SENTENCES:
            if found := re.fullmatch(english, message, re.DOTALL):
                message = found.expand(indonesian)
                break
        complain(f"{message}\nBantuan: {self.prog} --help")
        raise SystemExit(WRONG_USE)


def window(*, whole: bool = False) -> Parser:
    """What may be said without the name of a command; ``whole``: before commands and with what explains them."""
    parser = Parser(
        prog=program_name(),
        helpful=whole,
        description="Jangkau: penjangkauan, formulir, dan surat resmi kantor perlindungan perempuan dan anak.\n"
        "Tanpa perintah, jendela program dibuka.",
        epilog=f"{ENDS}\n{PASSWORDS}\n"
        "Kata sandi baru untuk orang lain (users) diambil dari JANGKAU_NEW_PASSWORD.\n"
        f"Bantuan sebuah perintah: {program_name()} backup --help",
    )
    if whole:
        parser.add_argument("--version", action="version", version=f"Jangkau {__version__}", help="menampilkan versi")
    parser.add_argument("--training", action="store_true", help="membuka kantor latihan dengan orang rekaan")
    parser.add_argument("--data", type=Path, metavar="FOLDER", help="folder data kantor yang dipakai")
    # Without a value where the system's menu opens the program by the same line as it opens a package.
    parser.add_argument("--open", type=Path, nargs="?", metavar="PAKET", help="membuka paket berkas kasus (.jangkau)")
    return parser
