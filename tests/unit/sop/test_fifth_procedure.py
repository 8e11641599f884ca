"""A procedure nobody here has seen before: 20 rows, 6 actors, 4 decisions, one loop. It runs from its text alone."""

from __future__ import annotations

from models.sop import engine
from models.sop.engine import Closing, Done, RunState
from models.sop.spec import OutputKind, SopSpec
from tests.unit.sop.sheets import read

_ACTORS = ("loket", "konselor", "hukum", "kabid", "arsip", "mitra")
_HEAD = """\
[identitas]
kunci = "rumah-aman"
versi = 3
subjek = "kasus"
nomor = "12/SOP/2026"
nama = "Penampungan Sementara di Rumah Aman"
unit = "UPTD PPA Kabupaten Harapan"
total_tercetak = "3 hari kerja 2 hari 7 jam"
akhir = "Keluar dari rumah aman"

[pelaksana]
loket = { nama = "Petugas Loket", peran = "administrasi" }
konselor = { nama = "Konselor", peran = "layanan" }
hukum = { nama = "Pendamping Hukum", peran = "layanan" }
kabid = { nama = "Kepala Bidang", peran = "pimpinan" }
arsip = { nama = "Arsiparis", peran = "administrasi" }
mitra = { nama = "Rumah Aman Mitra", peran = "luar" }
"""
#: number, title, actor, time, further lines
_ROWS = [
    (1, "Menerima permohonan", "loket", "10 menit", 'hasil = [{ formulir = "informasi-kasus" }]'),
    (2, "Memeriksa kelengkapan", "loket", "30 menit", 'daftar_periksa = ["Identitas", "Surat pengantar"]'),
    (
        3,
        "Menilai risiko",
        "konselor",
        "1 jam",
        'hasil = [{ formulir = "asesmen-risiko" }]\nputusan = [\n'
        '{ kunci = "tinggi", label = "Risiko tinggi", ke = 5, usul_bila = { kasus.risiko = "tinggi" } },\n'
        '{ kunci = "lain", label = "Bukan risiko tinggi", ke = 4 },\n]',
    ),
    (4, "Mencari keluarga pengganti", "konselor", "1 hari", "boleh_dilewati = true"),
    (
        5,
        "Memutuskan penampungan",
        "kabid",
        "1 jam",
        'hasil = [{ surat = "surat-tugas", bila = ["terima", "titip"] }]\nputusan = [\n'
        '{ kunci = "terima", label = "Terima", ke = 6 },\n{ kunci = "titip", label = "Titip ke mitra", ke = 7 },\n'
        '{ kunci = "kembali", label = "Kembalikan", ke = 2, alasan = "wajib" },\n'
        '{ kunci = "tolak", label = "Tolak", selesai = "Ditolak", alasan = "wajib", buka_kembali_di = 5 },\n]',
    ),
    (6, "Menyiapkan kamar", "loket", "30 menit", "lanjut = 8"),
    (7, "Menerima titipan", "mitra", "1 hari", 'pencatat = "konselor"\nhasil = [{ catatan = "Klien diterima mitra" }]'),
    (8, "Menjelaskan tata tertib", "konselor", "30 menit", 'hasil = [{ formulir = "persetujuan-layanan" }]'),
    (
        9,
        "Pemeriksaan kesehatan",
        "konselor",
        "1 jam",
        'hasil = [{ lampiran = "Hasil pemeriksaan", bila_perlu = true }]',
    ),
    (10, "Menyusun rencana", "konselor", "1 hari kerja", 'hasil = [{ formulir = "rencana-intervensi" }]'),
    (11, "Pendampingan hukum", "hukum", "30 menit", "boleh_dilewati = true"),
    (12, "Pendampingan psikologis", "konselor", "30 menit", ""),
    (13, "Mencatat perkembangan", "konselor", "10 menit", 'hasil = [{ catatan = "Perkembangan dicatat" }]'),
    (
        14,
        "Menilai kemajuan",
        "konselor",
        "20 menit",
        'putusan = [\n{ kunci = "lagi", label = "Lanjutkan pendampingan", ke = 12 },\n'
        '{ kunci = "siap", label = "Siap pulang", ke = 15 },\n]',
    ),
    (15, "Memeriksa lingkungan", "hukum", "1 hari kerja", ""),
    (16, "Menyusun laporan", "konselor", "1 hari kerja", 'hasil = [{ surat = "laporan-permohonan-instruksi" }]'),
    (
        17,
        "Menyetujui kepulangan",
        "kabid",
        "10 menit",
        'putusan = [\n{ kunci = "ya", label = "Setujui", ke = 18 },\n'
        '{ kunci = "belum", label = "Belum", ke = 12, alasan = "wajib" },\n]',
    ),
    (18, "Mengantar pulang", "konselor", "10 menit", 'hasil = [{ surat = "surat-tugas" }]'),
    (19, "Menyerahkan berkas", "loket", "10 menit", ""),
    (20, "Mengarsipkan", "arsip", "20 menit", 'hasil = [{ catatan = "Berkas diarsipkan" }]'),
]


def procedure() -> SopSpec:
    rows = [
        f'[[langkah]]\nno = {number}\njudul = "{title}"\npelaksana = "{actor}"\nwaktu = "{time}"\n{more}\n'
        for number, title, actor, time, more in _ROWS
    ]
    return read("\n".join([_HEAD, *rows]))


def _close(spec: SopSpec, state: RunState, outcome: str | None = None, skip: str = "") -> RunState:
    assert state.step is not None
    row = spec.step(state.step)
    keys = {kind: frozenset(out.key for out in row.outputs if out.kind is kind) for kind in OutputKind}
    done = Done(
        keys[OutputKind.FORM],
        keys[OutputKind.LETTER],
        keys[OutputKind.ATTACHMENT],
        keys[OutputKind.RECORD],
        frozenset(range(len(row.checklist))),
    )
    closing = Closing(row.number, outcome, reason="Menunggu berkas", skip_reason=skip)
    return engine.close(spec, state, closing, done, {}).state


def test_it_loads_with_all_it_says() -> None:
    spec = procedure()
    assert len(spec.steps) == 20
    assert tuple(actor.key for actor in spec.actors) == _ACTORS
    assert sum(bool(step.outcomes) for step in spec.steps) == 4


def test_it_runs_with_a_return_a_partner_a_loop_and_a_row_passed_over() -> None:
    spec = procedure()
    state = engine.start(spec)
    moves: list[tuple[str | None, str]] = [
        (None, ""), (None, ""), ("lain", ""), (None, "Keluarga tidak ada"), ("kembali", ""),
        (None, ""), ("tinggi", ""), ("titip", ""), (None, ""), (None, ""), (None, ""), (None, ""),
        (None, "Tidak ada perkara"), (None, ""), (None, ""), ("lagi", ""), (None, ""), (None, ""), ("siap", ""),
        (None, ""), (None, ""), ("ya", ""), (None, ""), (None, ""), (None, ""),
    ]  # fmt: skip
    path = [state.step]
    for outcome, skip in moves:
        state = _close(spec, state, outcome, skip)
        path.append(state.step)
    expected = [1, 2, 3, 4, 5, 2, 3, 5, 7, 8, 9, 10, 11, 12, 13, 14, 12, 13, 14, 15, 16, 17, 18, 19, 20, None]
    assert path == expected
    assert state.ended_as == "Keluar dari rumah aman"
    assert state.visit(12) == 2


def test_a_refused_request_may_come_back() -> None:
    spec = procedure()
    ended = _close(spec, RunState(5, {5: 1}), "tolak")
    assert ended.ended_as == "Ditolak"
    assert engine.reopen(spec, ended, "Permohonan baru").state.step == 5
