"""A problem in a definition file is found again on its line, also inside lists."""

from __future__ import annotations

import pytest

from models.source import Path, Source

TEXT = '''\
[kepala]
nama = "x"
panjang = """
[bukan]
bukan = 1
"""
"bertanda" = 1

[[baris]]
daftar = [
    # keterangan
    { a = "]" }, # ] tutup
    { b = [
        1,
        2,
    ] },
    "tiga",
]
sesudah = 1

[[baris.anak]]
c = 1

[[baris]]
pendek = ["a", "b"]
lanjut = 2
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("kepala",), 1),
        (("kepala", "nama"), 2),
        (("kepala", "panjang"), 3),
        (("kepala", "bukan"), 1),  # inside a text of several lines: the nearest parent
        (("kepala", "bertanda"), 7),
        (("baris", 0), 9),
        (("baris", 0, "daftar"), 10),
        (("baris", 0, "daftar", 0), 12),
        (("baris", 0, "daftar", 1, "b"), 13),
        (("baris", 0, "daftar", 2), 17),
        (("baris", 0, "sesudah"), 19),
        (("baris", 0, "anak", 0, "c"), 22),
        (("baris", 1), 24),
        (("baris", 1, "pendek", 1), 25),
        (("baris", 1, "lanjut"), 26),
        (("lain",), 0),
    ],
)
def test_a_path_leads_back_to_its_line(path: Path, line: int) -> None:
    assert Source.read("contoh.toml", TEXT).line_of(path) == line


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('[a]\nnama = "x', "2: Susunan berkas tidak dapat dibaca: teks tidak ditutup dengan tanda petik."),
        ("[a]\nnama = x", "2: Susunan berkas tidak dapat dibaca: nilai sesudah tanda = tidak ada atau teksnya"),
        ("[a]\nnama x", "2: Susunan berkas tidak dapat dibaca: tanda = tidak ada sesudah kunci."),
        ("[a]\nb = 1\nb = 2", "3: Susunan berkas tidak dapat dibaca: kunci ini sudah ditulis di atasnya."),
        ("[a]\nb = [1 2]", "2: Susunan berkas tidak dapat dibaca: daftar [ … ] tidak ditutup"),
        ("[a]\n[b]\n[a]", "3: Susunan berkas tidak dapat dibaca: bagian ini sudah ada di atasnya."),
        ("[a\n", "1: Susunan berkas tidak dapat dibaca: kurung siku tidak ditutup."),
        ("[a]\nb = 2026-02-31", "2: Susunan berkas tidak dapat dibaca: tanggal ini tidak ada"),
        ("[a]\nb = 'x' 'y'", "2: Susunan berkas tidak dapat dibaca: ada tulisan berlebih di akhir baris."),
    ],
)
def test_what_is_no_toml_is_told_in_indonesian(text: str, sentence: str) -> None:
    source = Source.read("contoh.toml", text)
    assert not source.sound
    assert str(source.problems[0]).startswith(f"contoh.toml:{sentence}")


@pytest.mark.parametrize("text", ["a = " + "[" * 100_000, "a = " + "9" * 10_000])
def test_a_text_made_to_break_the_reader_is_refused_in_words(text: str) -> None:
    source = Source.read("berkas.toml", text)
    assert [problem.grave for problem in source.problems] == [True]


def test_lines_may_end_as_on_any_system() -> None:
    for end in ("\n", "\r\n", "\r"):
        source = Source.of_file("a.toml", end.join(("[a]", 'b = "x"', 'c = """satu', 'dua"""', "")).encode())
        assert (source.problems, source.data["a"]["c"], source.line_of(("a", "b"))) == ([], "satu\ndua", 2)


def test_a_sign_no_paper_can_show_is_refused_with_its_line_in_a_file_somebody_brings() -> None:
    text = '[a]\nb = "satu\\ndua\\ttiga"\nc = ["x", "Ketua\\u0000"]\n'
    assert [(problem.line, problem.message) for problem in Source.of_file("a.toml", text.encode()).problems] == [
        (3, "Teks ini memuat tanda kendali yang tidak dapat dicetak. Hapus tanda itu.")
    ]
    assert Source.read("a.toml", text).problems == []  # what the office keeps already stays readable
