"""An office looked after from the command line, as the task scheduler and the administrator do it."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import openpyxl
import pytest

import main
from models.domain.clock import FixedClock
from models.domain.zips import unpacked
from models.rehearsal import office as invented
from models.rehearsal import training
from models.rehearsal.sample import make_sample
from models.rehearsal.stage import Plan
from models.services.entry.gate import Gate
from models.services.workspace import Workspace
from models.vault.keys import FLOOR
from models.version import __version__
from tests.fixtures_office import SOP, stub_renderers
from tests.releases import make_home, make_release, pretend_installed
from tests.unit.share.test_attendance import another_program
from ui.commands import line, office

NOW = datetime(2026, 11, 23, 8, 5, tzinfo=ZoneInfo("Asia/Jakarta"))
KEEPER, HEAD, CLERK = "pengelola", "kepala", invented.PLAYERS[0].username
NEW = "sungai-kancil-tenun-jeruk"
Run = Callable[..., int]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("contoh") / "kantor"
    until = datetime(2026, 11, 20, 15, 0, tzinfo=ZoneInfo("Asia/Jakarta"))
    make_sample(folder, Plan(12, 1, 1, until, 8), training.PASSWORD, stub_renderers(), lambda _share: None)
    return folder


@pytest.fixture
def data(sample: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(sample, tmp_path / "data"))


@pytest.fixture
def run(data: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Carry out a command on the office as somebody."""
    monkeypatch.setenv("JANGKAU_PASSWORD", training.PASSWORD)
    monkeypatch.setattr(office, "clock", lambda: FixedClock(NOW))
    monkeypatch.setattr(office, "state_folder", lambda: data.parent / "komputer")

    def ran(*arguments: str, user: str = KEEPER) -> int:
        return line.run([*arguments, "--data", str(data), "--user", user], main.renderers)

    return ran


@pytest.mark.parametrize(
    "command", ["backup", "verify", "restore", "rescue", "update", "report", "export", "users", "settings"]
)
def test_help_is_indonesian(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert line.run([command, "--help"], main.renderers) == 0
    text = capsys.readouterr().out
    assert text.startswith("Pemakaian: ")
    assert "nama pengguna yang menjalankan perintah ini" in text


def test_a_password_is_never_an_argument(capsys: pytest.CaptureFixture[str], data: Path) -> None:
    assert line.run(["backup", "--data", str(data), "--user", KEEPER, "--password", "x"], main.renderers) == 2
    assert line.run(["backup", "--data", str(data), "--user", KEEPER], main.renderers) == 2
    assert "JANGKAU_PASSWORD" in capsys.readouterr().err


def test_a_wrong_password_is_said_so(
    run: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("JANGKAU_PASSWORD", "bukan kata sandi itu")
    assert run("backup") == 1
    assert "tidak cocok" in capsys.readouterr().err


def test_without_an_office_nothing_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("JANGKAU_PASSWORD", training.PASSWORD)
    for command in ("backup", "verify", "rescue"):
        assert line.run([command, "--data", str(tmp_path / "lain"), "--user", KEEPER], main.renderers) == 1
        assert "Program tidak membuat data baru yang kosong." in capsys.readouterr().err
    assert not (tmp_path / "lain").exists()


def test_back_up_verify_compare_and_restore(
    run: Run, data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stick = tmp_path / "flashdisk"
    stick.mkdir()
    assert run("backup", "--to", str(stick)) == 0
    assert "Salinan di tempat kedua teruji" in capsys.readouterr().out
    (made,) = stick.glob("*.sbk")
    assert run("verify", str(made)) == 0
    assert run("verify") == 0
    assert "Semua data utuh." in capsys.readouterr().out
    gate = Gate(data, FixedClock(NOW), kdf=FLOOR)
    session = gate.unlock(HEAD, training.PASSWORD)
    desk = Workspace(session, FixedClock(NOW), stub_renderers())
    desk.lock()
    assert run("restore", str(made)) == 1
    said = capsys.readouterr()
    assert "Kasus: sekarang 12, cadangan 12; sama banyak" in said.out
    assert "Belum dipulihkan." in said.err
    assert run("restore", str(made), "--yes") == 0
    assert list(data.glob("sebelum-pulih-*"))
    database = made / "jangkau.db"
    raw = bytearray(database.read_bytes())
    raw[len(raw) // 2] ^= 1
    database.write_bytes(raw)
    assert run("verify", str(made)) == 1
    assert "tidak dapat dipercaya" in capsys.readouterr().err


def test_an_office_that_is_open_in_another_window_is_not_replaced(
    run: Run, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("backup") == 0
    (made,) = (data / "cadangan").glob("*.sbk")
    with another_program(data):
        assert run("users", "list") == 0
        assert run("restore", str(made), "--yes") == 1
        assert "Tutup semua jendela Jangkau yang lain" in capsys.readouterr().err
        assert not list(data.glob("sebelum-pulih-*"))
    assert run("restore", str(made), "--yes") == 0
    assert list(data.glob("sebelum-pulih-*"))


def test_a_damaged_office_is_told_and_rescued(run: Run, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    database = data / "jangkau.db"
    with database.open("r+b") as file:
        file.seek(database.stat().st_size // 2 // 4096 * 4096)
        file.write(b"\xee" * 4096 * 16)
    assert run("verify") == 1
    assert "Berkas data [MASALAH]" in capsys.readouterr().out
    assert run("rescue") == 1
    assert "Yang tidak terbaca:" in capsys.readouterr().out
    assert list(data.glob("diselamatkan-*/cadangan/*.sbk"))
    assert run("rescue", user=CLERK) == 1
    assert run("verify", user=CLERK) == 1
    assert "tidak mencakup tindakan" in capsys.readouterr().err
    assert len(list(data.glob("diselamatkan-*"))) == 1


def test_reports_and_lists_are_written_for_who_may_see_them(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def out(name: str) -> str:
        return str(tmp_path / name)

    assert run("report", "evaluation", "--sop", SOP, "--out", out("e.pdf"), user=HEAD) == 0
    assert run("report", "evaluation", "--sop", SOP, "--out", out("e.xlsx"), user=HEAD) == 0
    assert run("report", "logbook", "--month", "2026-11", "--out", out("b.pdf"), user=HEAD) == 0
    assert run("report", "numbers", "--series", "kasus", "--out", out("n.pdf"), user=HEAD) == 0
    assert run("report", "figures", "--period", "2026", "--internal", "--out", out("a.xlsx"), user=HEAD) == 0
    assert run("report", "figures", "--period", "2026", "--service", SOP, "--out", out("a.csv"), user=HEAD) == 0
    figures = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert any("kelompok umur" in name for name in figures.sheetnames)
    lines = (tmp_path / "a.csv").read_text(encoding="utf-8-sig").splitlines()
    assert any(line.startswith("Korban menurut bentuk kekerasan;korban;Jumlah;Jumlah;") for line in lines)
    for name in ("e.pdf", "b.pdf", "n.pdf"):
        assert (tmp_path / name).read_bytes().startswith(b"%PDF")
    assert run("export", "cases", "--out", out("k.xlsx"), user=HEAD) == 0
    sheet = openpyxl.load_workbook(tmp_path / "k.xlsx").active
    assert sheet is not None
    assert sheet.max_row >= 12
    assert run("export", "letters", "--out", out("s.csv"), user=HEAD) == 0
    assert run("export", "logbook", "--month", "2026-11", "--out", out("l.csv"), user=HEAD) == 0
    assert "Nomor;Tanggal;Surat" in (tmp_path / "s.csv").read_text(encoding="utf-8-sig")
    capsys.readouterr()
    assert run("export", "cases", "--out", out("x.csv"), user=KEEPER) == 1
    assert "tidak mencakup tindakan" in capsys.readouterr().err
    assert run("export", "cases", "--out", out("k.xlsx"), user=HEAD) == 2
    assert "sudah ada" in capsys.readouterr().err
    assert run("export", "cases", "--out", out("k.doc"), user=HEAD) == 2
    assert run("export", "cases", "--out", out("tidak/ada.csv"), user=HEAD) == 2
    assert run("report", "evaluation", "--out", out("z.pdf"), user=HEAD) == 2
    assert run("export", "lain", "--out", out("z.csv"), user=HEAD) == 2
    assert "'lain' tidak dikenal. Pilih: 'cases', 'letters', 'logbook'." in capsys.readouterr().err
    assert run("report", "figures", "--period", "2026-Q1", "--out", out("z.csv"), user=HEAD) == 2
    assert "bukan periode" in capsys.readouterr().err
    assert run("report", "figures", "--service", "lain", "--out", out("z.csv"), user=HEAD) == 2
    assert SOP in capsys.readouterr().err
    assert run("report", "figures", "--out", out("z.csv"), user=KEEPER) == 1
    assert run("report", "logbook", "--month", "2026-13", "--out", out("z.pdf"), user=HEAD) == 2


def test_a_new_version_is_taken_and_taking_it_again_is_no_problem(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    home = make_home(tmp_path / "Jangkau")
    stick = make_release(tmp_path / "stick")
    pretend_installed(home, monkeypatch)
    assert run("update", str(stick)) == 0
    assert "Jangkau 0.2.0 sudah terpasang" in capsys.readouterr().out
    assert home.current() == "0.2.0"
    assert run("update", str(make_release(tmp_path / "sama", __version__))) == 0
    assert "sudah terpasang di komputer ini" in capsys.readouterr().out
    assert run("update", str(tmp_path / "Jangkau")) == 1
    assert "tidak ada paket pembaruan" in capsys.readouterr().err


def test_users_are_looked_after(
    run: Run, data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("users", "list") == 0
    assert f"{CLERK}\t" in capsys.readouterr().out
    assert run("users", "add", "joko", "--role", "layanan", "--name", "Joko Contoh") == 2
    assert "JANGKAU_NEW_PASSWORD" in capsys.readouterr().err
    monkeypatch.setenv("JANGKAU_NEW_PASSWORD", NEW)
    assert run("users", "add", "joko", "--role", "lain") == 2
    assert run("users", "add", "joko", "--role", "layanan", "--name", "Joko Contoh") == 0
    Gate(data, FixedClock(NOW), kdf=FLOOR).unlock("joko", NEW).lock()
    assert run("users", "deactivate", "joko") == 0
    assert run("users", "password", "tidak-ada") == 2
    assert run("users", "password", "joko") == 0
    assert run("users", "add") == 2
    assert run("users", "list", user=CLERK) == 1


def test_a_password_comes_from_a_file_and_names_stand_where_one_writes_them(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("JANGKAU_PASSWORD")
    file = tmp_path / "sandi"
    file.write_text(training.PASSWORD + "\n", encoding="utf-8")
    file.chmod(0o600)
    assert run("users", "list", "--password-file", str(file)) == 0
    monkeypatch.setenv("JANGKAU_NEW_PASSWORD", NEW)
    assert run("users", "--password-file", str(file), "add", "--role", "layanan", "joko") == 0
    assert run("users", "deactivate", "--password-file", str(file), "joko") == 0
    assert "joko tidak dapat masuk lagi" in capsys.readouterr().out
    assert run("users", "list", "joko", "budi", "--password-file", str(file)) == 2
    assert "Argumen tidak dikenal: budi." in capsys.readouterr().err


def test_what_is_said_is_kept_for_who_reads_it_later(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = tmp_path / "malam.txt"
    assert run("backup", "--log", str(log)) == 0
    monkeypatch.setenv("JANGKAU_PASSWORD", "bukan kata sandi itu")
    assert run("backup", "--log", str(log)) == 1
    monkeypatch.delenv("JANGKAU_PASSWORD")
    assert run("backup", "--log", str(log)) == 2
    lines = log.read_text(encoding="utf-8").splitlines()
    assert [line.split()[2:] for line in lines if line.endswith(" backup")] == [["backup"]] * 3
    assert [line[-1] for line in lines if "kode keluar" in line] == ["0", "1", "2"]
    assert any("Cadangan jadi dan teruji" in line for line in lines)
    assert any("tidak cocok" in line for line in lines)
    assert not [line for line in lines if "kata sandi itu" in line]
    assert os.name == "nt" or log.stat().st_mode & 0o077 == 0
    assert run("backup", "--log", str(tmp_path / "tidak-ada" / "x.txt")) == 2


def test_a_folder_one_may_not_open_is_said_so(
    run: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def forbidden(_gate: Gate) -> bool:
        raise PermissionError

    monkeypatch.setattr(Gate, "exists", forbidden)
    for command in ("backup", "verify", "rescue"):
        assert run(command) == 2
        assert "Periksa izin foldernya." in capsys.readouterr().err


def test_what_is_no_backup_and_what_nobody_knows_is_named(
    run: Run, data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("restore", str(tmp_path / "tidak-ada")) == 2
    assert run("verify", str(data / "jangkau.db")) == 2
    assert capsys.readouterr().err.count("folder cadangan tidak ada") == 2
    assert run("backup") == 0
    assert run("restore", str(data / "cadangan")) == 2
    assert "tunjuk satu cadangan di dalamnya" in capsys.readouterr().err
    assert run("report", "numbers", "--series", "apa", "--out", str(tmp_path / "n.pdf"), user=HEAD) == 2
    assert "Seri “apa” tidak dikenal. Yang dikenal: " in capsys.readouterr().err
    assert run("report", "evaluation", "--sop", "apa", "--out", str(tmp_path / "e.pdf"), user=HEAD) == 2
    assert "SOP “apa” tidak ada di kantor ini." in capsys.readouterr().err
    assert not list(tmp_path.glob("*.pdf"))


def test_settings_travel_as_one_file_without_people(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "kantor.json"
    assert run("settings", "export", str(file)) == 0
    body = json.loads(file.read_text(encoding="utf-8"))
    assert "pegawai" not in body["bagian"]
    own = body["bagian"]["identitas"]["city"]
    body["bagian"]["identitas"]["city"] = "Kota Baru"
    body["bagian"]["surat"]["client_word"] = "penerima manfaat"
    file.write_text(json.dumps(body), encoding="utf-8")
    assert run("settings", "import", str(file), "--preview") == 0
    shown = capsys.readouterr().out
    assert "Sebutan klien: " in shown
    assert "menjadi “penerima manfaat”." in shown
    assert "Kota Baru" not in shown

    def imported(name: str, *more: str) -> tuple[str, str]:
        assert run("settings", "import", str(file), *more) == 0
        assert run("settings", "export", str(tmp_path / name)) == 0
        kept = json.loads((tmp_path / name).read_text(encoding="utf-8"))["bagian"]
        return kept["identitas"]["city"], kept["surat"]["client_word"]

    assert imported("sebagian.json", "--part", "waktu")[1] != "penerima manfaat"
    assert imported("lain.json") == (own, "penerima manfaat")
    assert imported("lagi.json", "--identity") == ("Kota Baru", "penerima manfaat")
    assert run("settings", "export", str(tmp_path / "orang.json"), "--people") == 0
    people = json.loads((tmp_path / "orang.json").read_text(encoding="utf-8"))["bagian"]["pegawai"]["orang"]
    assert people
    capsys.readouterr()
    body["bagian"]["surat"]["paper"] = "A3"
    file.write_text(json.dumps(body), encoding="utf-8")
    assert run("settings", "import", str(file), "--preview") == 1
    assert run("settings", "import", str(file)) == 1
    assert capsys.readouterr().err.count("Kertas, tampilan, dan tahap surat: Kertas harus A4") == 2
    file.write_text("[]", encoding="utf-8")
    assert run("settings", "import", str(file)) == 1
    assert "bukan berkas pengaturan" in capsys.readouterr().err
    assert run("settings", "import", str(tmp_path / "tidak-ada.json")) == 2
    assert run("settings", "import", str(file), "--part", "lain") == 2
    assert "Yang dikenal: identitas (Identitas kantor dan kop surat)" in capsys.readouterr().err


def test_the_report_of_a_period_is_written_for_the_task_scheduler(run: Run, tmp_path: Path) -> None:
    def out(name: str) -> str:
        return str(tmp_path / name)

    period = ("report", "data-layanan", "--period", "2026-11")
    assert run(*period, "--internal", "--out", out("l.pdf"), user=CLERK) == 0
    assert run(*period, "--out", out("l.xlsx"), user=HEAD) == 0  # the clerk has begun it
    assert (tmp_path / "l.pdf").read_bytes().startswith(b"%PDF")
    assert "Ringkasan" in openpyxl.load_workbook(tmp_path / "l.xlsx").sheetnames
    assert run(*period, "--internal", "--out", out("l.zip"), user=CLERK) == 0
    assert run(*period, "--out", out("bagi.zip"), user=CLERK) == 0
    files, shared = (unpacked((tmp_path / name).read_bytes()) for name in ("l.zip", "bagi.zip"))
    assert "Jumlah" in files["01-layanan.csv"].decode("utf-8-sig")
    assert {"00-ringkasan.csv", "keterangan.txt"} <= files.keys()
    told = shared["keterangan.txt"].decode("utf-8-sig")
    assert "Untuk dibagikan" in told
    assert "semua angka ditampilkan" not in told
    assert run(*period, "--out", out("l.zip"), user=CLERK) == 2  # never over a file that is there
    assert run(*period, "--out", out("z.csv"), user=CLERK) == 2
    assert run("report", "data-layanan", "--period", "November", "--out", out("z.pdf"), user=CLERK) == 2
    assert run("report", "data-layanan", "--period", "2026-10", "--out", out("z.pdf"), user=HEAD) == 1  # none begun
    assert run("report", "data-layanan", "--out", out("z.pdf"), user=KEEPER) == 1
    assert not list(tmp_path.glob("z.*"))
