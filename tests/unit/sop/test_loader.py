"""A procedure file that is right loads; each mistake gets its line and a sentence a civil servant can act on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.sop import loader
from models.sop.checks import check_documents
from models.sop.spec import OutputKind, StandardTime, Unit
from models.source import Source
from tests.unit.sop.sheets import SHEET, read, sheets

_PERIOD = SHEET.replace('subjek = "kasus"', 'subjek = "periode"')


def test_a_sound_sheet_loads_row_by_row() -> None:
    spec = read(SHEET)
    assert [step.title for step in spec.steps] == ["Menerima", "Memutuskan", "Melaksanakan"]
    assert spec.steps[2].time == StandardTime(1, Unit.DAY)
    assert spec.steps[1].activity == "Memutuskan"  # the title stands in where no longer text is written
    assert spec.intake_form == "informasi-kasus"
    assert spec.documents(OutputKind.LETTER) == ("surat-tugas",)
    assert spec.end == "Selesai"
    assert not spec.draft


# The mark "# <-" stands on the line the problem must name.
_MISTAKES = [
    ("versi = 1", "versi = 99999999999999999999 # <-", '"versi" paling besar 9999.'),
    ('waktu = "1 hari"', 'waktu = "1 hari"\nputusan = [] # <-', '"putusan" belum memuat satu pilihan pun.'),
    ('unit = "Kantor Contoh"', 'unti = "Kantor Contoh" # <-', 'Kunci "unti" tidak dikenal. Mungkin maksudnya "unit".'),
    ("versi = 1", 'versi = "satu" # <-', '"versi" harus berupa bilangan bulat'),
    ('kunci = "contoh"', 'kunci = "Contoh SOP" # <-', "hanya boleh berisi huruf kecil"),
    ('subjek = "kasus"', 'subjek = "orang" # <-', '"subjek" harus salah satu dari: kasus, periode'),
    ('subjek = "kasus"', 'subjek = "kasus"\nstatus = "draf" # <-', '"status" harus salah satu dari: siap, konsep'),
    ('subjek = "kasus"', 'subjek = "kasus"\ndibuat = "1 Agustus 2026" # <-', "tanggal tanpa tanda petik"),
    ('subjek = "kasus"', 'subjek = "kasus"\nperiode = ["bulan"] # <-', 'hanya untuk prosedur dengan subjek "periode"'),
    ('nama = "Contoh"', 'nama = "" # <-', '"nama" wajib ada'),
    ('peran = "pimpinan" }', 'peran = "pengelola" } # <-', 'Peran "pengelola" tidak dikenal'),
    ('kepala = { nama = "Kepala", peran = "pimpinan" }', 'kepala = "Kepala" # <-', "Pelaksana ditulis seperti"),
    ("no = 3", "no = 2 # <-", "Nomor 2 dipakai lebih dari satu baris."),
    ("no = 3", "no = 0 # <-", '"no" wajib ada'),
    (
        'judul = "Menerima"',
        'judul = "Menerima informasi kasus yang masuk" # <-',
        "Judul paling panjang 32 huruf; yang tertulis 35",
    ),
    (
        'pelaksana = "kepala"',
        'pelaksana = "kepla" # <-',
        'Pelaksana "kepla" tidak ada di [pelaksana]. Mungkin maksudnya "kepala".',
    ),
    (
        'waktu = "15 menit"',
        'waktu = "seperempat jam" # <-',
        'Waktu "seperempat jam" tidak dapat dibaca. Tulis seperti "10 menit"',
    ),
    ('waktu = "15 menit"', 'waktu = "99999 menit" # <-', 'Waktu "99999 menit" tidak dapat dibaca'),
    ('waktu = "15 menit"', 'waktu = "0 menit" # <-', 'Waktu "0 menit" tidak dapat dibaca'),
    ('waktu = "15 menit"', "waktu = 15 # <-", '"waktu" harus berupa teks'),
    ('waktu = "15 menit"', 'waktu = "15 menit"\nkelengkapan = [1] # <-', '"kelengkapan" harus berupa daftar teks'),
    ('waktu = "1 hari"', 'waktu = "1 hari"\nlanjut = 9 # <-', '"lanjut" menyebut baris 9 yang tidak ada.'),
    ('waktu = "30 menit"', 'waktu = "30 menit"\nlanjut = 3 # <-', 'Baris dengan "putusan" tidak memakai "lanjut"'),
    (
        'waktu = "30 menit"',
        'waktu = "30 menit"\nboleh_dilewati = true # <-',
        'Baris dengan "putusan" tidak dapat dilewati.',
    ),
    ('waktu = "1 hari"', 'waktu = "1 hari"\nboleh_dilewati = "ya" # <-', "harus true (benar) atau false"),
    (
        'waktu = "1 hari"',
        'waktu = "1 hari"\nberulang = true # <-',
        '"berulang" hanya untuk prosedur dengan subjek "periode".',
    ),
    ('waktu = "1 hari"', 'waktu = "1 hari"\npencatat = "tamu" # <-', 'Pelaksana "tamu" tidak ada'),
    ("ke = 3 }", "ke = 7 }, # <-", '"ke" menyebut baris 7 yang tidak ada.'),
    ("ke = 3 }", 'ke = 3, selesai = "Ya" }, # <-', 'tepat satu dari "ke" (nomor baris) atau "selesai"'),
    ('kunci = "tolak"', 'kunci = "setuju"', 'Putusan "setuju" tertulis dua kali pada baris 2.'),
    ('alasan = "wajib" }', 'alasan = "perlu" }, # <-', '"alasan" hanya dapat berisi "wajib".'),
    ('alasan = "wajib" }', "buka_kembali_di = 8 }, # <-", '"buka_kembali_di" menyebut baris 8 yang tidak ada.'),
    ("ke = 3 }", "ke = 3, buka_kembali_di = 2 }, # <-", '"buka_kembali_di" hanya berlaku bersama "selesai".'),
    (
        "ke = 3 }",
        'ke = 3, usul_bila = { kasus.resiko = "tinggi" } }, # <-',
        'Fakta "kasus.resiko" tidak dikenal. Mungkin maksudnya "kasus.risiko".',
    ),
    ("ke = 3 }", "ke = 3, usul_bila = { kasus.risiko = 3 } }, # <-", "harus teks, daftar teks"),
    (
        'bila = "setuju" }',
        'bila = "seutju" }, # <-',
        '"bila" menyebut putusan "seutju" yang tidak ada pada baris 2. Mungkin maksudnya "setuju".',
    ),
    (
        'bila = "setuju" }',
        'formulir = "x" }, # <-',
        "Satu hasil memuat tepat satu dari: formulir, surat, lampiran, catatan, register, laporan.",
    ),
    ('bila = "setuju" }', 'hanya_bila = { kasus.x = "y" } }, # <-', 'Fakta "kasus.x" tidak dikenal.'),
    (
        '{ surat = "surat-tugas", bila = "setuju" }',
        '{ salah_satu = [{ surat = "surat-tugas" }] }, # <-',
        '"salah_satu" memuat paling sedikit dua hasil.',
    ),
    (
        '    { surat = "surat-tugas"',
        '    { catatan = "a" },\n    { catatan = "a" }, # <-\n    { surat = "surat-tugas"',
        'Hasil "a" tertulis dua kali pada baris 2.',
    ),
    (
        'hasil = [{ formulir = "informasi-kasus" }]',
        'hasil = [{ formulir = "informasi-kasus", bila_perlu = true }] # <-',
        "selalu diisi: tanpa pilihan dan tanpa syarat.",
    ),
    (
        'total_tercetak = "1 hari 45 menit"',
        'total_tercetak = "1 hari 1 jam" # <-',
        "tidak sama dengan jumlah waktu semua baris: 1 hari 45 menit.",
    ),
    ('total_tercetak = "1 hari 45 menit"', 'total_tercetak = "sehari" # <-', 'Total "sehari" tidak dapat dibaca.'),
]


@pytest.mark.parametrize(("right", "wrong", "sentence"), _MISTAKES, ids=[wrong for _, wrong, _ in _MISTAKES])
def test_a_mistake_is_named_with_its_line(right: str, wrong: str, sentence: str) -> None:
    assert right in SHEET
    text = SHEET.replace(right, wrong, 1).replace("# <-,", "# <-")
    source = Source.read("contoh.toml", text)
    assert loader.load(source) is None
    found = [problem for problem in source.problems if sentence in problem.message]
    assert found, [str(problem) for problem in source.problems]
    marked = [number for number, line in enumerate(text.splitlines(), 1) if "# <-" in line]
    if marked:
        assert [problem.line for problem in found] == marked
    assert all(problem.grave for problem in found)


@pytest.mark.parametrize(
    ("text", "sentence", "line"),
    [
        ("[identitas]\nnama = ", "Susunan berkas tidak dapat dibaca: nilai sesudah tanda = tidak ada", 2),
        ("", "Belum ada satu pun baris kegiatan", 0),
        (SHEET[: SHEET.index("[pelaksana]")] + SHEET[SHEET.index("[[langkah]]") :], "Bagian [pelaksana] tidak ada", 0),
        (SHEET + 'lain = "x"\n[tambahan]\n', 'Kunci "tambahan" tidak dikenal.', 40),
        (SHEET.replace("ke = 3", 'selesai = "Ya"'), "Baris 3 tidak pernah tercapai dari baris pertama.", 34),
        (SHEET + "lanjut = 3\n", "Dari baris 3 prosedur tidak pernah dapat berakhir.", 34),
        (_PERIOD, 'Prosedur periode menyebut "periode": bulan, semester, tahun.', 4),
        (_PERIOD.replace('nomor = "', 'periode = ["minggu"]\nnomor = "'), 'Periode "minggu" tidak dikenal.', 5),
        (SHEET.replace('hasil = [{ formulir = "informasi-kasus" }]\n', ""), "Baris pertama harus membuka kasus", 14),
        (
            SHEET.replace('    { kunci = "tolak", label', '#   { kunci = "tolak", label'),
            "paling sedikit dua pilihan",
            29,
        ),
    ],
)
def test_what_is_missing_or_cannot_be_walked_is_named(text: str, sentence: str, line: int) -> None:
    source = Source.read("contoh.toml", text)
    assert loader.load(source) is None
    found = [problem for problem in source.problems if sentence in problem.message]
    assert [problem.line for problem in found] == [line], [str(problem) for problem in source.problems]


def test_an_outside_party_needs_somebody_who_records_it() -> None:
    text = SHEET.replace('peran = "layanan"', 'peran = "luar"')
    source = Source.read("contoh.toml", text)
    assert loader.load(source) is None
    assert any('Sebutkan "pencatat"' in problem.message for problem in source.problems)
    for wrong in ("petugas", "tamu"):
        other = Source.read(
            "contoh.toml", text.replace('pelaksana = "petugas"', f'pelaksana = "petugas"\npencatat = "{wrong}"')
        )
        assert loader.load(other) is None
    recorded = text.replace('pelaksana = "petugas"', 'pelaksana = "petugas"\npencatat = "kepala"')
    assert read(recorded).steps[0].recorder == "kepala"


def test_only_a_row_of_an_outside_party_has_a_recorder() -> None:
    source = Source.read("contoh.toml", SHEET + 'pencatat = "kepala"\n')
    assert loader.load(source) is None
    assert [(problem.line, problem.message) for problem in source.problems] == [
        (39, '"pencatat" hanya untuk baris yang pelaksananya pihak luar.')
    ]


def test_a_document_that_does_not_exist_is_grave_unless_the_procedure_is_a_draft() -> None:
    for status, grave in (("siap", True), ("konsep", False)):
        source = Source.read("contoh.toml", SHEET.replace("versi = 1", f'versi = 1\nstatus = "{status}"'))
        spec = loader.load(source)
        assert spec is not None
        check_documents(spec, source, {"informasi-kasus"}, set())
        assert [(problem.line, problem.message, problem.grave) for problem in source.problems] == [
            (28, 'Surat "surat-tugas" pada baris 2 belum ada.', grave)
        ]


def test_minutes_and_hours_of_the_total_are_summed_together() -> None:
    text = SHEET.replace('waktu = "15 menit"', 'waktu = "1 jam"').replace("1 hari 45 menit", "1 hari 1 jam 30 menit")
    assert read(text).printed_total == "1 hari 1 jam 30 menit"
    days = text.replace('waktu = "1 hari"', 'waktu = "1 hari kerja"')
    assert loader.load(Source.read("contoh.toml", days)) is None  # working days are not days


@given(sheets())
def test_every_generated_sheet_is_sound(text: str) -> None:
    read(text)


@given(sheets(), st.data())
def test_a_damaged_sheet_gives_sentences_and_never_a_traceback(text: str, data: st.DataObject) -> None:
    lines = text.splitlines()
    place = data.draw(st.integers(0, len(lines) - 1))
    other = data.draw(st.integers(0, len(lines) - 1))
    key = lines[place].split("=")[0].strip()
    values = [
        "7",
        "-1",
        '"x"',
        '""',
        "[]",
        "[1]",
        "true",
        "{}",
        "[{ formulir = 3 }]",
        "2026-01-01",
        "{ a = { b = 1 } }",
    ]
    damage = data.draw(st.sampled_from(["drop", "double", "swap", "value"]))
    if damage == "drop":
        del lines[place]
    elif damage == "double":
        lines.insert(place, lines[place])
    elif damage == "swap":
        lines[place], lines[other] = lines[other], lines[place]
    elif "=" in lines[place]:
        lines[place] = f"{key} = {data.draw(st.sampled_from(values))}"
    source = Source.read("rusak.toml", "\n".join(lines))
    spec = loader.load(source)
    assert (spec is None) == (not source.sound)
    assert all(problem.message.endswith(".") and problem.file == "rusak.toml" for problem in source.problems)
