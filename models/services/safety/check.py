"""The check of everything an office keeps, as a report in words. It reads only, and works without logging in, too."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlcipher3 import dbapi2

from models.access.permissions import Permission
from models.domain.clock import Clock
from models.domain.indonesia import thousands
from models.errors import ErrorCode, UserError
from models.messages import render
from models.services.entry.doorstep import OfficeFolder
from models.services.safety.archive import Progress, never, silent, stop_if
from models.services.safety.salvage import Rescue, rescue
from models.services.session import Session, store_keys
from models.store import integrity
from models.store.held_files import HeldFile, held_files
from models.store.opening import undisturbed
from models.store.sqlcipher import explained
from models.vault import keys
from models.vault.files import SUFFIX, FileVault, StoredFile
from models.vault.keys import DataKey

Tone = Literal["ok", "warn", "danger"]
#: Most things named one by one in a sentence.
_MOST = 10


@dataclass(frozen=True)
class Finding:
    """One sentence of the report. ``topic`` is what was looked at; "danger" means that something is damaged."""

    topic: str
    tone: Tone
    words: str


@dataclass(frozen=True)
class CheckReport:
    """What a check has found, in the order in which it was looked at."""

    at: datetime
    findings: tuple[Finding, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing is damaged or missing."""
        return all(finding.tone != "danger" for finding in self.findings)

    def lines(self) -> tuple[str, ...]:
        """The report as plain lines, for a console or a file. It names no person."""
        mark = {"ok": "baik", "warn": "periksa", "danger": "MASALAH"}
        return tuple(f"{finding.topic} [{mark[finding.tone]}]: {finding.words}" for finding in self.findings)


@dataclass(frozen=True)
class _Office:
    """What every part of the check is given."""

    folder: OfficeFolder
    key: DataKey
    connection: Any


def examine(
    folder: OfficeFolder,
    key: DataKey,
    now: datetime,
    progress: Progress = silent,
    cancelled: Callable[[], bool] = never,
) -> CheckReport:
    """Check database, chains, papers, numbers, key file and attachments. Raises Cancelled."""
    try:
        with undisturbed(folder.database, store_keys(key).database, read_only=True) as connection:
            office = _Office(folder, key, connection)
            found = _database(office, progress, cancelled)
            held = _held(office)
    except UserError as error:
        return CheckReport(now, (Finding("Berkas data", "danger", _said(error)),))
    if held is None:
        found.append(Finding("Lampiran", "danger", "Daftar lampiran tidak dapat dibaca."))
    else:
        found += _files(folder, key, held, progress, cancelled)
    progress(1.0, "Selesai")
    return CheckReport(now, tuple(found))


def _database(office: _Office, progress: Progress, cancelled: Callable[[], bool]) -> list[Finding]:
    """All parts that the database alone answers, at one moment, whoever writes meanwhile."""
    found: list[Finding] = []
    with suppress(dbapi2.Error):  # told by the first part
        office.connection.execute("BEGIN")
    for number, (topic, part) in enumerate(_PARTS):
        stop_if(cancelled)
        progress(0.6 * number / len(_PARTS), topic)
        found += _guarded(topic, part, office)
    return found


class CheckService:
    """The check for those who answer for the data; each is recorded."""

    def __init__(self, session: Session, clock: Clock) -> None:
        self._session = session
        self._clock = clock

    def run(self, progress: Progress = silent, cancelled: Callable[[], bool] = never) -> CheckReport:
        """Check the office at the desk. Raises Cancelled; UserError NOT_ALLOWED."""
        session = self._session
        session.authorise(Permission.AUDIT_READ)
        report = examine(session.folder, session.key, self._clock.now(), progress, cancelled)
        bad = [finding.topic for finding in report.findings if finding.tone == "danger"]
        session.store.audit_read(session.user.account_id, self._clock.now(), "data.periksa", "data", None, masalah=bad)
        return report

    def rescue(self, progress: Progress = silent, cancelled: Callable[[], bool] = never) -> Rescue:
        """Get everything readable out of the office at the desk, as ``salvage.rescue``; recorded where that works."""
        session = self._session
        session.authorise(Permission.BACKUP_RESTORE)
        made = rescue(session.folder, session.key, self._clock.now(), progress, cancelled)
        with suppress(UserError):  # the damaged file may take no record any more; the new one holds its own
            session.store.audit_read(session.user.account_id, self._clock.now(), "data.selamatkan", "data")
        return made


def _guarded(topic: str, part: Callable[[_Office], Iterable[Finding]], office: _Office) -> list[Finding]:
    """A part of the check; where the file cannot even be read, that is the finding."""
    try:
        with explained(office.folder.database):
            return list(part(office))
    except UserError as error:
        return [Finding(topic, "danger", _said(error))]


def _said(error: UserError) -> str:
    message = render(error)
    return " ".join(words for words in (message.why, message.do) if words)


def _pages(office: _Office) -> Iterator[Finding]:
    bad = integrity.bad_pages(office.connection)
    if bad:
        words = f"{thousands(len(bad))} bagian berkas data rusak. Jangan hapus apa pun; pulihkan cadangan terakhir."
        yield Finding("Berkas data", "danger", words)
    else:
        yield Finding("Berkas data", "ok", "Semua halaman utuh.")


def _references(office: _Office) -> Iterator[Finding]:
    for table, count in integrity.bad_references(office.connection).items():
        words = f"{thousands(count)} catatan ({table}) menunjuk ke catatan yang tidak ada."
        yield Finding("Hubungan antarcatatan", "danger", words)


def _audit(office: _Office) -> Iterator[Finding]:
    count, broken = integrity.broken_audit(office.connection, store_keys(office.key).audit)
    yield _chain("Riwayat akses", count, broken, "catatan")


def _log_book(office: _Office) -> Iterator[Finding]:
    count, broken = integrity.broken_log_book(office.connection, office.key.sub("bukulog"))
    yield _chain("Buku log", count, broken, "baris")


def _chain(topic: str, count: int, broken: int | None, unit: str) -> Finding:
    if broken is None:
        return Finding(topic, "ok", f"Rantai {thousands(count)} {unit} utuh.")
    words = f"Rantai terputus pada {unit} nomor {broken}: ada {unit} yang diubah, dihapus, atau dipindahkan."
    return Finding(topic, "danger", words)


def _papers(office: _Office) -> Iterator[Finding]:
    count, wrong = integrity.bad_papers(office.connection)
    if wrong:
        yield Finding("Surat dan laporan", "danger", f"Naskah yang hilang atau berubah: {_named(wrong)}.")
    else:
        yield Finding("Surat dan laporan", "ok", f"{thousands(count)} naskah tersimpan seperti saat terbit.")


def _numbers(office: _Office) -> Iterator[Finding]:
    all_series, told = integrity.series(office.connection), False
    for one in all_series:
        name = f"seri {one.series} tahun {one.year}"
        if one.missing:
            words = f"Pada {name} tidak tercatat nomor urut {_named([str(number) for number in one.missing])}."
            yield Finding("Nomor", "warn", f"{words} Periksa berita acaranya.")
        if one.counter < one.last:
            yield Finding("Nomor", "danger", f"Penghitung {name} berada di {one.counter}, padahal {one.last} terpakai.")
        told = told or bool(one.missing) or one.counter < one.last
    if alarms := integrity.open_alarms(office.connection):
        words = f"Pernah diberikan pada sebuah komputer, tetapi tidak ada dalam data: {_named(alarms)}."
        yield Finding("Nomor", "danger", f"{words} Putuskan di Administrasi, Penomoran.")
    if unlisted := integrity.unlisted_letters(office.connection):
        yield Finding("Nomor", "danger", f"Nomor surat yang tidak ada dalam daftar nomor: {_named(unlisted)}.")
    elif not told:
        yield Finding("Nomor", "ok", f"{len(all_series)} seri nomor berurutan tanpa lubang.")


def _definitions(office: _Office) -> Iterator[Finding]:
    if altered := integrity.altered_definitions(office.connection):
        yield Finding("Definisi", "danger", f"Definisi berubah di luar program: {_named(altered)}.")


def _key_file(office: _Office) -> Iterator[Finding]:
    topic, file = "Berkas kunci", keys.read(office.folder.key_file)
    if not file.sealed_under(office.key):
        yield Finding(topic, "danger", _said(UserError(ErrorCode.KEY_FILE_DAMAGED, reason="seal")))
        return
    if [file.generation, file.digest()] not in integrity.known_key_files(office.connection):
        yield Finding(topic, "danger", _said(UserError(ErrorCode.KEY_FILE_MISMATCH)))
    people = integrity.accounts(office.connection)
    without = [name for name, active in people.items() if active and not file.holds(name)]
    if without:
        words = f"{len(without)} akun aktif belum mempunyai kata sandi: {_named(without)}. Beri kata sandi baru."
        yield Finding(topic, "warn", words)
    if any(file.holds(name) for name, active in people.items() if not active):
        yield Finding(topic, "danger", "Ada akun nonaktif yang masih mempunyai jalan masuk. Nonaktifkan sekali lagi.")
    if not file.has_recovery:
        yield Finding(topic, "warn", "Belum ada kunci pemulihan. Buat dan cetak di Administrasi, Pengguna dan peran.")
    yield Finding(topic, "ok", "Segel berkas kunci cocok dengan data.")


def _held(office: _Office) -> list[tuple[HeldFile, str]] | None:
    """Every file the database speaks of, with a place a person knows: the register number, never the file's name."""
    try:
        cases = dict(office.connection.execute("SELECT id, number FROM case_file").fetchall())
        held = held_files(office.connection)
    except dbapi2.DatabaseError:
        return None
    return [(one, cases.get(one.owner, f"{one.table} {one.row}")) for one in held]


def _files(
    folder: OfficeFolder,
    key: DataKey,
    held: list[tuple[HeldFile, str]],
    progress: Progress,
    cancelled: Callable[[], bool],
) -> list[Finding]:
    vault, bad = FileVault(folder.attachments, key.sub("attachments")), []
    for number, (one, place) in enumerate(held):
        stop_if(cancelled)
        progress(0.6 + 0.4 * number / len(held), "Lampiran")
        try:
            vault.verify(one.owner, StoredFile(one.token, one.size, one.sha256))
        except UserError:
            bad.append(place)
    found = []
    if bad:
        words = f"{thousands(len(bad))} lampiran hilang atau rusak, pada: {_named(list(dict.fromkeys(bad)))}."
        found.append(Finding("Lampiran", "danger", f"{words} Ambil kembali dari cadangan atau pindai ulang."))
    known = {vault.path(one.token).name for one, _place in held}
    if loose := sum(path.name not in known for path in folder.attachments.glob(f"*{SUFFIX}")):
        words = f"{thousands(loose)} berkas di folder lampiran tidak disebut catatan mana pun. Tidak ada yang hilang."
        found.append(Finding("Lampiran", "warn", words))
    whole = f"{thousands(len(held))} lampiran ada dan utuh." if held else "Belum ada lampiran."
    return found or [Finding("Lampiran", "ok", whole)]


def _named(names: list[str]) -> str:
    rest = len(names) - _MOST
    return ", ".join(names[:_MOST]) + (f", dan {thousands(rest)} lainnya" if rest > 0 else "")


_PARTS: tuple[tuple[str, Callable[[_Office], Iterable[Finding]]], ...] = (
    ("Berkas data", _pages),
    ("Hubungan antarcatatan", _references),
    ("Riwayat akses", _audit),
    ("Buku log", _log_book),
    ("Surat dan laporan", _papers),
    ("Nomor", _numbers),
    ("Definisi", _definitions),
    ("Berkas kunci", _key_file),
)
