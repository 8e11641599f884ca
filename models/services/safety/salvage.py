"""Getting whatever can still be read out of a damaged office: into a new one beside it, with a list of what is lost."""

from __future__ import annotations

import json
import secrets
import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from models.domain.atomic import rename, told_to_people, write_whole
from models.domain.indonesia import long_date, thousands
from models.errors import UserError
from models.services.entry.doorstep import OfficeFolder
from models.services.safety import archive
from models.services.safety.archive import Progress, never, silent
from models.services.session import store_keys
from models.services.words import clock
from models.store.held_files import HeldFile, held_files
from models.store.salvage import END, Marks, Salvaged, salvage
from models.store.sqlcipher import connect
from models.vault import keys
from models.vault.files import FileVault, StoredFile
from models.vault.keys import DataKey

REPORT = "laporan-penyelamatan.txt"
_NAMES = {
    "account": "Pengguna",
    "attachment": "Lampiran",
    "audit": "Riwayat akses",
    "case_file": "Kasus",
    "case_search": "Indeks pencarian",
    "definition": "Definisi",
    "draft": "Konsep formulir",
    "form_record": "Formulir",
    "incoming_letter": "Surat masuk",
    "issued_number": "Nomor terpakai",
    "letter": "Surat",
    "log_entry": "Buku log",
    "note": "Catatan kasus",
    "officer": "Pegawai",
    "paper": "Naskah surat (PDF)",
    "setting": "Pengaturan",
    "step_run": "Langkah",
}


@dataclass(frozen=True)
class Rescue:
    """What was got out.

    Attributes:
        folder: the new office beside the damaged one; ``backup``: a verified backup of it, ready to be restored.
        whole: everything could be read.
        lines: the report: counts and row numbers, no names.
    """

    folder: Path
    backup: Path
    whole: bool
    lines: tuple[str, ...]


def rescue(
    office: OfficeFolder,
    key: DataKey,
    now: datetime,
    progress: Progress = silent,
    cancelled: Callable[[], bool] = never,
) -> Rescue:
    """Make a new office out of everything readable; the damaged files are never changed.

    Raises Cancelled; UserError DATABASE_DAMAGED where not even the list of tables can be read, and what the disk says.
    """

    def step(share: float, words: str) -> None:
        archive.stop_if(cancelled)
        progress(share, words)

    building = OfficeFolder(office.root / f"baru-{secrets.token_hex(4)}")
    with told_to_people():
        building.attachments.mkdir(mode=0o700, parents=True)
    try:
        file = keys.read(office.key_file)
        keys.write(building.key_file, file)
        mark = json.dumps({"current": [file.generation, file.digest()], "announced": None})
        found = salvage(
            office.database, store_keys(key), key.sub("bukulog"), building.database, Marks(mark, now),
            lambda share, words: step(0.5 * share, words),
        )  # fmt: skip
        lost = _copy_files(office, building, key, lambda share, words: step(0.5 + 0.2 * share, words))
        made = archive.make(building, key, now, lambda share, words: step(0.7 + 0.3 * share, words), cancelled)
        lines = _report(now, found, lost)
        write_whole(building.root / REPORT, ("\n".join(lines) + "\n").encode())
        place = office.root / f"diselamatkan-{now:%Y%m%d-%H%M%S}"
        with told_to_people():
            rename(building.root, place)
    finally:
        shutil.rmtree(building.root, ignore_errors=True)
    return Rescue(place, place / OfficeFolder(place).backups.name / made.name, found.whole and not lost, lines)


def _copy_files(
    office: OfficeFolder, building: OfficeFolder, key: DataKey, step: Callable[[float, str], None]
) -> list[HeldFile]:
    """Copy the attachments that are sound; gives those that are not."""
    source, lost = FileVault(office.attachments, key.sub("attachments")), []
    with closing(connect(building.database, store_keys(key).database, read_only=True)) as connection:
        held = held_files(connection)
    for number, one in enumerate(held):
        step(number / len(held), "Menyalin lampiran")
        path = source.path(one.token)
        try:
            source.verify(one.owner, StoredFile(one.token, one.size, one.sha256))
        except UserError:
            lost.append(one)
            continue
        with told_to_people():
            write_whole(building.attachments / path.name, path.read_bytes())
    return lost


def _report(now: datetime, found: Salvaged, files: list[HeldFile]) -> tuple[str, ...]:
    lines = [f"Penyelamatan data, {long_date(now.date())} pukul {clock(now)}", ""]
    lines += [f"{_name(table)}: {thousands(count)} baris terbaca" for table, count in found.copied.items() if count]
    lines += ["", "Yang tidak terbaca:" if found.lost or files else "Semua baris terbaca."]
    for table, ranges in found.lost.items():
        lines += [f"{_name(table)}: {_between(first, last)}" for first, last in ranges]
    lines += [f"Berkas lampiran: {_name(one.table)} nomor baris {one.row}" for one in files]
    for table, count in found.mended.items():
        lines.append(f"{_name(table)}: {thousands(count)} baris kehilangan pasangannya; ditandai TIDAK-TERBACA")
    lines += ["", "Bandingkan dengan cadangan terakhir. Berkas yang rusak tidak diubah."]
    return tuple(lines)


def _name(table: str) -> str:
    return _NAMES.get(table, table)


def _between(first: int, last: int) -> str:
    if first == last:
        return f"baris nomor {first}"
    return f"baris mulai nomor {first}" if last >= END - 1 else f"baris di antara nomor {first} dan {last}"
