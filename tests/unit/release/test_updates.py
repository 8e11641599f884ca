"""From a stick to the next version: backed up, unpacked beside, tried, switched to; and the way back."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from delivery.signing import sign_folder
from models.domain.clock import FixedClock
from models.errors import Cancelled, ErrorCode, UserError
from models.release import manifest, sharing
from models.release.home import Home
from models.services.entry import updates
from models.services.entry.gate import Gate, Session
from models.services.entry.updates import UpdateService
from models.services.safety.backup import BackupService
from models.services.workspace import Workspace
from models.store.share import PRESENCE
from models.store.tables import AuditRow
from models.vault import signatures
from models.version import SCHEMA_VERSION, __version__
from tests.fixtures_office import refused as problem
from tests.fixtures_office import stub_renderers
from tests.fixtures_store import MANAGER, PASSWORD
from tests.releases import DAY, KEY, NEW, make_home, make_release, pretend_installed, program, put

#: Before a test pretends to be another program.
PYTHON = sys.executable


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    made = make_home(tmp_path / "Kantor Désa é 100%" / "Jangkau")
    pretend_installed(made, monkeypatch)
    return made


@pytest.fixture
def service(session: Session, clock: FixedClock, home: Home) -> UpdateService:
    return UpdateService(session, clock, BackupService(session, clock))


def refused(work: Callable[[], object]) -> tuple[ErrorCode, object]:
    """The code and the reason of the refusal that ``work`` meets."""
    found = problem(work)
    return found.code, found.details.get("reason", "")


def opens(home: Home) -> str:
    """What the person gets who opens the program."""
    return subprocess.run([home.starter], capture_output=True, text=True, check=True).stdout.strip()


def names(home: Home) -> list[str]:
    return sorted(path.name for path in home.root.iterdir())


def test_the_next_version_opens_after_a_backup_and_the_old_one_stays(
    service: UpdateService, session: Session, home: Home, tmp_path: Path
) -> None:
    stick = make_release(tmp_path / "stick" / "Jangkau-0.2.0")
    assert opens(home) == f"Jangkau {__version__}"
    offer = service.look(tmp_path / "stick")
    assert (offer.folder, offer.version, offer.day, offer.renews_data) == (stick, NEW, DAY, False)
    told: list[tuple[float, str]] = []
    done = service.carry_out(offer.folder, lambda share, words: told.append((share, words)))
    assert (done.version, done.shared, done.not_shared) == (NEW, None, None)
    assert opens(home) == f"Jangkau {NEW}"
    assert names(home) == [f"app-{__version__}", f"app-{NEW}", "jangkau", "pembaruan.kunci", "versi.txt"]
    app = home.app(NEW)
    for name, content in program(NEW, SCHEMA_VERSION).items():
        assert (app / name).read_bytes() == content
    assert (app / "_internal" / "tautan.bin").readlink() == Path("pustaka.bin")
    assert [share for share, _words in told] == sorted(share for share, _words in told)
    assert told[-1] == (1.0, "Selesai")
    with session.store.reading():
        last = [row.action for row in AuditRow.select().order_by(AuditRow.id)][-2:]
    assert last == ["cadangan.buat", "program.perbarui"]
    assert service.program().next == NEW


def test_back_to_the_version_before_while_it_knows_the_data(
    service: UpdateService, home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    service.carry_out(make_release(tmp_path / "stick"))
    shown = service.program()
    assert shown.other is not None
    assert (shown.other.version, shown.usable) == (NEW, True)
    service.switch(__version__)
    assert opens(home) == f"Jangkau {__version__}"
    assert refused(lambda: service.switch("0.3.0")) == (ErrorCode.RETURN_CLOSED, "")
    put(home.app("0.0.9"), program("0.0.9", SCHEMA_VERSION - 1))
    assert refused(lambda: service.switch("0.0.9")) == (ErrorCode.RETURN_CLOSED, "schema")
    assert opens(home) == f"Jangkau {__version__}"


def test_only_the_running_and_the_new_version_are_kept(service: UpdateService, home: Home, tmp_path: Path) -> None:
    put(home.app("0.0.8"), program("0.0.8", SCHEMA_VERSION))
    put(home.root / "baru-01234567", {"jangkau": b"half"})
    (home.root / "unduh-01234567").write_bytes(b"half")
    service.carry_out(make_release(tmp_path / "stick"))
    assert names(home) == [f"app-{__version__}", f"app-{NEW}", "jangkau", "pembaruan.kunci", "versi.txt"]


@pytest.mark.parametrize("says", ["#!/bin/sh\nexit 3\n", "#!/bin/sh\necho Jangkau 9.9.9\n", "\x7fELF nothing"])
def test_a_version_that_does_not_start_here_is_not_taken(
    service: UpdateService, home: Home, tmp_path: Path, says: str
) -> None:
    stick = make_release(tmp_path / "stick", says=says)
    before = names(home)
    assert refused(lambda: service.carry_out(stick))[0] is ErrorCode.UPDATE_UNTRIED
    assert opens(home) == f"Jangkau {__version__}"
    assert names(home) == sorted([*before, "pembaruan.kunci"])


def test_an_archive_that_changed_after_it_was_signed_is_not_taken(
    service: UpdateService, home: Home, tmp_path: Path
) -> None:
    stick = make_release(tmp_path / "stick")
    (archive,) = stick.glob("*.tar.xz")
    raw = bytearray(archive.read_bytes())
    raw[len(raw) // 2] ^= 1
    archive.write_bytes(raw)
    assert refused(lambda: service.carry_out(stick)) == (ErrorCode.RELEASE_REFUSED, "changed")
    assert opens(home) == f"Jangkau {__version__}"
    assert not list(home.root.glob("baru-*"))


@pytest.mark.parametrize(
    ("name", "link"),
    [
        ("../../naik", ""),
        ("tautan", "../../naik"),
        ("tautan", "/etc/passwd"),
        ("a/tautan", "../../naik"),
        ("..\\..\\naik", ""),
    ],
)
def test_even_a_signed_archive_writes_only_into_its_own_folder(
    service: UpdateService, home: Home, tmp_path: Path, name: str, link: str
) -> None:
    entry = tarfile.TarInfo(f"jangkau/app-{NEW}/{name}")
    if link:
        entry.type, entry.linkname = tarfile.SYMTYPE, link
    stick = make_release(tmp_path / "stick", more=[entry])
    assert refused(lambda: service.carry_out(stick)) == (ErrorCode.RELEASE_REFUSED, "changed")
    assert not (home.root / "naik").exists()
    assert opens(home) == f"Jangkau {__version__}"


def test_giving_up_leaves_everything_as_it_was(service: UpdateService, home: Home, tmp_path: Path) -> None:
    stick, words = make_release(tmp_path / "stick"), [""]

    def doing(stage: str) -> bool:
        return words[-1] == stage

    for stage in ("Menyalin", "Membuka"):
        with pytest.raises(Cancelled):
            service.carry_out(stick, lambda _share, said: words.append(said), partial(doing, stage))
        assert opens(home) == f"Jangkau {__version__}"
        assert not list(home.root.glob("baru-*"))


def test_a_full_disk_is_said_before_anything_is_copied(
    service: UpdateService, home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = make_release(tmp_path / "stick")
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage._replace(free=1000))
    assert refused(lambda: service.carry_out(stick))[0] is ErrorCode.DISK_FULL


def test_two_updates_at_once_are_one_too_many(
    service: UpdateService, home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = make_release(tmp_path / "stick")
    holder = "import sys; from models.release.home import Home, alone; from pathlib import Path\n"
    holder += "with alone(Home(Path(sys.argv[1]), '0')): print('held', flush=True); sys.stdin.read()"
    command = [PYTHON, "-c", holder, str(home.root)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        other.stdout.readline()
        assert refused(lambda: service.carry_out(stick)) == (ErrorCode.RELEASE_REFUSED, "twice")
    service.carry_out(stick)


def test_a_program_that_cannot_renew_itself_says_why(
    service: UpdateService, home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = make_release(tmp_path / "stick")

    def why() -> object:
        fixed = service.program().fixed
        assert fixed is not None
        assert refused(lambda: service.carry_out(stick)) == (fixed.code, fixed.details["reason"])
        return fixed.details["reason"]

    (home.root / "versi.txt").unlink()
    assert why() == ""
    monkeypatch.setattr(os, "access", lambda _path, _mode: False)
    assert why() == "admin"
    (home.root / "versi.txt").write_text(f"{__version__}\n")
    assert why() == "read_only"
    monkeypatch.setattr(sys, "frozen", False)
    assert why() == "source"


def test_other_pcs_are_told_where_the_new_version_lies(
    office_folder: Path, gate: Gate, clock: FixedClock, home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (office_folder / PRESENCE).mkdir()
    session = gate.unlock(MANAGER, PASSWORD)
    try:
        service = UpdateService(session, clock, BackupService(session, clock))
        done = service.carry_out(make_release(tmp_path / "stick", schema=SCHEMA_VERSION + 1))
        assert done.shared == office_folder / sharing.FOLDER
        assert service.program().ready == (NEW, str(done.shared))
    finally:
        session.lock()
        gate.membership.leave()
    newer = UserError(ErrorCode.SCHEMA_NEWER, found=SCHEMA_VERSION + 1, known=SCHEMA_VERSION)
    told = sharing.pointing(newer, office_folder)
    assert told.details["folder"] == str(done.shared)
    other = make_home(tmp_path / "komputer lain")
    pretend_installed(other, monkeypatch)
    assert updates.renew(done.shared) == NEW
    assert opens(other) == f"Jangkau {NEW}"


def test_the_bell_tells_the_other_pcs_of_a_newer_version(
    gate: Gate, clock: FixedClock, office_folder: Path, home: Home
) -> None:
    def told() -> list[str]:
        session = gate.unlock(MANAGER, PASSWORD)
        try:
            items = Workspace(session, clock, stub_renderers()).status.strip().news
            return [item.words for item in items if item.params.get("bagian") == "pembaruan"]
        finally:
            session.lock()

    assert told() == []
    make_release(office_folder / sharing.FOLDER, __version__)
    assert told() == []
    make_release(office_folder / sharing.FOLDER)
    assert told() == [f"Jangkau {NEW} tersedia di folder bersama; perbarui juga komputer ini"]


def test_windows_takes_its_own_archive(
    service: UpdateService, home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    with zipfile.ZipFile(stick / f"jangkau-{NEW}-windows-portabel.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Jangkau/Jangkau.exe", b"starter")
        for name, content in program(NEW, SCHEMA_VERSION).items():
            archive.writestr(f"Jangkau/app-{NEW}/{name}", content)
    sign_folder(stick, [KEY], DAY, NEW)
    assert refused(lambda: service.carry_out(stick)) == (ErrorCode.RELEASE_REFUSED, "system")
    monkeypatch.setattr(manifest, "system", lambda: "windows")
    service.carry_out(stick)
    assert opens(home) == f"Jangkau {NEW}"
    assert sorted(path.name for path in home.app(NEW).iterdir()) == ["_internal", "jangkau", "versi.json"]


def test_a_release_nobody_signed_for_points_nowhere(office_folder: Path, home: Home, tmp_path: Path) -> None:
    make_release(office_folder / sharing.FOLDER, keys=[signatures.new_private_key()])
    newer = UserError(ErrorCode.SCHEMA_NEWER)
    assert sharing.pointing(newer, office_folder) is newer
    make_release(office_folder / sharing.FOLDER, keys=[signatures.new_private_key(), KEY])
    assert sharing.pointing(newer, office_folder).details["reason"] == "ready"
    wrong = UserError(ErrorCode.WRONG_PASSWORD)
    assert sharing.pointing(wrong, office_folder) is wrong


@pytest.mark.skipif(os.name == "nt", reason="rights are others there")
def test_whoever_else_works_on_the_pc_opens_the_new_version_too(
    service: UpdateService, home: Home, tmp_path: Path
) -> None:
    service.carry_out(make_release(tmp_path / "stick"))
    for needed in (home.root / "versi.txt", home.app(NEW) / "jangkau", home.app(NEW) / "_internal/resources/satu.txt"):
        assert needed.stat().st_mode & 0o044 == 0o044, needed
    service.switch(__version__)
    assert (home.root / "versi.txt").stat().st_mode & 0o044 == 0o044
