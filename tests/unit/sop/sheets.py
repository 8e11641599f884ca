"""Procedure texts for tests: a small sound sheet, and generated ones."""

from __future__ import annotations

import json

from hypothesis import strategies as st

from models.sop import loader
from models.sop.spec import SopSpec
from models.source import Source

SHEET = """\
[identitas]
kunci = "contoh"
versi = 1
subjek = "kasus"
nomor = "1/2026"
nama = "Contoh"
unit = "Kantor Contoh"
total_tercetak = "1 hari 45 menit"

[pelaksana]
petugas = { nama = "Petugas", peran = "layanan" }
kepala = { nama = "Kepala", peran = "pimpinan" }

[[langkah]]
no = 1
judul = "Menerima"
pelaksana = "petugas"
waktu = "15 menit"
hasil = [{ formulir = "informasi-kasus" }]

[[langkah]]
no = 2
judul = "Memutuskan"
pelaksana = "kepala"
waktu = "30 menit"
hasil = [
    { surat = "surat-tugas", bila = "setuju" },
]
putusan = [
    { kunci = "setuju", label = "Setuju", ke = 3 },
    { kunci = "tolak", label = "Tolak", selesai = "Ditolak", alasan = "wajib" },
]

[[langkah]]
no = 3
judul = "Melaksanakan"
pelaksana = "petugas"
waktu = "1 hari"
"""


def read(text: str, name: str = "contoh.toml") -> SopSpec:
    """Load a text that must be sound."""
    source = Source.read(name, text)
    spec = loader.load(source)
    assert spec is not None, [str(problem) for problem in source.problems]
    return spec


@st.composite
def sheets(draw: st.DrawFn) -> str:
    """A sound procedure of two to eight rows with decisions, loops, alternatives, optional outputs and skips."""
    count = draw(st.integers(2, 8))
    lines = [SHEET[: SHEET.index("total_tercetak")], "[pelaksana]"]
    lines.append('satu = { nama = "Satu", peran = "layanan" }\ndua = { nama = "Dua", peran = "pimpinan" }')
    for number in range(1, count + 1):
        lines += draw(_rows(number, count))
    return "\n".join(lines)


@st.composite
def _rows(draw: st.DrawFn, number: int, count: int) -> list[str]:
    onward = f"ke = {number + 1}" if number < count else 'selesai = "Tuntas"'
    branches = draw(st.sampled_from([0, 0, 2, 3]))
    lines = ["[[langkah]]", f"no = {number}", f'judul = "Baris {number}"']
    lines.append(f'pelaksana = "{draw(st.sampled_from(["satu", "dua"]))}"')
    unit = draw(st.sampled_from(["menit", "jam", "hari", "hari kerja"]))
    lines.append(f'waktu = "{draw(st.integers(1, 90))} {unit}"')
    lines.append(f"daftar_periksa = {json.dumps(['Periksa a', 'Periksa b'][: draw(st.integers(0, 2))])}")
    outputs = ['{ formulir = "informasi-kasus" }'] if number == 1 else []
    outputs += draw(st.lists(st.sampled_from(_outputs(branches)), max_size=4, unique=True))
    lines.append(f"hasil = [{', '.join(outputs)}]")
    if branches:
        targets = [onward, *(draw(_targets(count)) for _ in range(branches - 1))]
        entries = [
            f'{{ kunci = "p{index}", label = "Pilihan {index + 1}", {target} }}' for index, target in enumerate(targets)
        ]
        lines.append(f"putusan = [{', '.join(entries)}]")
    elif draw(st.booleans()):
        lines.append("boleh_dilewati = true")
    return lines


def _outputs(branches: int) -> list[str]:
    plain = [
        '{ formulir = "pengaduan" }',
        '{ surat = "surat-tugas", bila_perlu = true }',
        '{ lampiran = "Tiket" }',
        '{ catatan = "Tercatat", hanya_bila = { "kasus.risiko" = "tinggi" } }',
        '{ salah_satu = [{ formulir = "identifikasi-ktp" }, { formulir = "identifikasi-kta" }] }',
    ]
    return [*plain, '{ surat = "surat-koordinasi", bila = "p1" }'] if branches else plain


def _targets(count: int) -> st.SearchStrategy[str]:
    back = st.integers(1, count).map(lambda number: f"ke = {number}")
    end = st.integers(1, count).map(lambda number: f'selesai = "Berhenti", buka_kembali_di = {number}')
    reasoned = end.map(lambda text: f'{text}, alasan = "wajib"')
    return st.one_of(back, end, reasoned)
