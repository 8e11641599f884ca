"""Forms on paper: every question on the blank one, every answer on the filled one, nothing clipped."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from models.domain import indonesia
from models.domain.paper import Letterhead, PageSetup
from models.forms.fields import CHOICES
from models.forms.paper import FormPaper
from models.forms.rules import visible
from models.forms.spec import Field, FieldKind, FormSpec, Option, Scalar, Value, Values
from models.forms.values import display
from reports.form_cells import CELLS
from reports.form_pdf import form_mark, render
from reports.styles import MM, PAPERS
from tests.form_samples import STORY, a_form, sample_values, shipped_forms

FORMS = sorted(shipped_forms())
NUMBER = "0046/KTP/UPTD-PPA/XI/2026"
OFFICERS = (Option("7", "Dewi Lestari"), Option("8", "Rina Pratiwi, S.Psi."))
HEAD = Letterhead("PEMERINTAH KOTA CONTOH", ("UPTD PERLINDUNGAN PEREMPUAN DAN ANAK",), ("Jalan Contoh Nomor 1",))
EVERY_KIND = "".join(
    f'[[bagian.isian]]\nkunci = "{kind.value}"\nlabel = "Isian {kind.value}"\njenis = "{kind.value}"\n'
    + ('pilihan = { satu = "Pilihan satu", dua = "Pilihan dua" }\nboleh_lain = true\n' if kind in CHOICES else "")
    + (
        '[[bagian.isian.kolom]]\nkunci = "uraian"\nlabel = "Uraian"\njenis = "teks"\n'
        '[[bagian.isian.kolom]]\nkunci = "jumlah"\nlabel = "Jumlah rupiah"\njenis = "rupiah"\n'
        if kind is FieldKind.TABLE
        else ""
    )
    for kind in FieldKind
)


def blank(spec: FormSpec) -> FormPaper:
    return FormPaper(spec, None, PageSetup(), HEAD)


def paper(spec: FormSpec, values: Values) -> FormPaper:
    return FormPaper(spec, values, PageSetup(), HEAD, NUMBER, "Kota Contoh, 23 November 2026",
                     ("Sekar Wulandari", "Rina Pratiwi"), OFFICERS)  # fmt: skip


def text_of(pdf: bytes) -> str:
    """All text of the PDF as pdftotext gives it, in one line."""
    found = subprocess.run(["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True, check=True).stdout
    return " ".join(found.decode().split())


def squeezed(text: str) -> str:
    """Without blanks: a narrow column may break a word anywhere."""
    return "".join(text.split())


def body_of(sheet: FormPaper) -> str:
    """The squeezed text without headers and footers, which lie between the halves of a text cut by a page end."""
    spec, text = sheet.spec, text_of(render(sheet))
    code = f"{re.escape(spec.code)} · " if spec.code else ""
    foot = rf"No\. register {NUMBER} {code}versi \d+ Halaman \d+ dari \d+"
    return squeezed(
        re.sub(rf"RAHASIA – memuat data pribadi {re.escape(spec.short_title or spec.title)}|{foot}", "", text)
    )


def printed(spec: FormSpec, values: Values) -> list[str]:
    """The pieces of text that must stand on the paper for these answers."""
    names = {option.key: option.label for option in OFFICERS}
    pieces: list[str] = []
    for field in visible(spec, values):
        pieces += _pieces(field, values.get(field.key), names)
    return [piece for piece in pieces if piece]


def _pieces(field: Field, value: Value | None, names: dict[str, str]) -> list[str]:
    if field.kind is FieldKind.TABLE and isinstance(value, list):
        return [
            indonesia.short_date(date.fromisoformat(str(cell)))
            if column.kind is FieldKind.DATE
            else display(column, cell)
            for row in value
            if isinstance(row, dict)
            for column in field.columns
            if (cell := row.get(column.key)) is not None
        ]
    if field.kind in (FieldKind.MULTI_CHOICE, FieldKind.CHECKLIST, FieldKind.OFFICERS) and isinstance(value, list):
        return [display(field, [str(entry)], names) for entry in value]
    return [] if field.kind is FieldKind.TICK else display(field, value, names).split("\n")


def test_every_kind_can_be_drawn() -> None:
    assert set(CELLS) == set(FieldKind)


@pytest.mark.parametrize("key", FORMS)
def test_the_blank_form_holds_every_question(key: str) -> None:
    spec = shipped_forms()[key]
    text = squeezed(text_of(render(blank(spec))))
    for section in spec.sections:
        assert squeezed(section.title) in text
        for field in section.fields:
            assert squeezed(field.label) in text, field.key
            for column in field.columns:
                assert squeezed(column.label) in text, (field.key, column.key)
    for slot in spec.signatures:
        assert squeezed(slot.role) in text
    assert "RAHASIA–memuatdatapribadi" in text
    assert spec.code in text


@pytest.mark.parametrize("key", FORMS)
def test_the_filled_form_holds_every_answer_in_the_same_order(key: str) -> None:
    spec = shipped_forms()[key]
    values = sample_values(spec)
    flat = body_of(paper(spec, values))
    for piece in printed(spec, values):
        assert squeezed(piece) in flat, piece
    text = text_of(render(paper(spec, values)))
    assert NUMBER in text
    assert re.search(r"Halaman 1 dari \d+", text)
    labels = [squeezed(field.label) for field in visible(spec, values) if field.kind is not FieldKind.NOTE]
    places = [flat.find(label) for label in labels]
    assert -1 not in places


@pytest.mark.parametrize("key", FORMS)
def test_what_is_hidden_on_screen_is_not_on_paper(key: str) -> None:
    spec = shipped_forms()[key]
    text = squeezed(text_of(render(paper(spec, {}))))
    shown = {field.key for field in visible(spec, {})}
    hidden = [field for field in spec.fields if field.key not in shown and len(field.label) > 25]
    others = squeezed("".join(field.label for field in spec.fields if field.key in shown))
    for field in hidden:
        assert squeezed(field.label) not in text or squeezed(field.label) in others


@pytest.mark.parametrize("name", sorted(PAPERS))
def test_any_paper_of_the_office(name: str) -> None:
    spec = shipped_forms()["asesmen-risiko"]
    pdf = pypdfium2.PdfDocument(BytesIO(render(replace(blank(spec), page=PageSetup(paper=name)))))
    width, height = pdf[0].get_size()
    pdf.close()
    assert (width, height) == pytest.approx([side * MM for side in PAPERS[name]], abs=0.5)


def test_fonts_are_embedded_and_the_file_is_sound(tmp_path: Path) -> None:
    spec = shipped_forms()["pengaduan"]
    file = tmp_path / "formulir.pdf"
    file.write_bytes(render(paper(spec, sample_values(spec))))
    subprocess.run(["qpdf", "--check", str(file)], capture_output=True, check=True)
    fonts = subprocess.run(["pdffonts", str(file)], capture_output=True, check=True, text=True).stdout.splitlines()[2:]
    assert fonts
    assert all(line.split()[-5] == "yes" for line in fonts), fonts


def test_equal_papers_are_equal_bytes() -> None:
    spec = shipped_forms()["pengaduan"]
    one = paper(spec, sample_values(spec))
    assert render(one) == render(one)


def test_every_paper_of_the_training_office_says_so() -> None:
    spec = shipped_forms()["rencana-intervensi"]
    marked = replace(blank(spec), page=PageSetup(watermark="LATIHAN"))
    pdf = pypdfium2.PdfDocument(BytesIO(render(marked)))
    texts = [pdf[number].get_textpage().get_text_range() for number in range(len(pdf))]
    pdf.close()
    assert all("LATIHAN" in text for text in texts)


def test_a_story_of_ten_thousand_letters_flows_on() -> None:
    spec = shipped_forms()["pengaduan"]
    story = (STORY * 80)[:9_990] + " TAMATLAH"
    assert squeezed(story) in body_of(paper(spec, {**sample_values(spec), "kronologi": story}))


def test_a_word_without_end_and_marks_of_markup_are_printed_as_typed() -> None:
    spec = a_form(EVERY_KIND)
    rows: list[dict[str, Scalar]] = [{"uraian": "x" * 480, "jumlah": 1_500_000}]
    values: Values = {
        "teks": "<b>tebal</b> & <img src='http://contoh.invalid/x.png'/>",
        "teks_panjang": "A" * 900 + "\n\n<para>&amp;</para>",
        "pilihan": "<i>lain</i>",
        "tabel": rows,
    }
    text = squeezed(text_of(render(paper(spec, values))))
    assert "<b>tebal</b>&<imgsrc='http://contoh.invalid/x.png'/>" in text
    assert "A" * 900 in text
    assert "<para>&amp;</para>" in text
    assert "<i>lain</i>" in text
    assert "x" * 480 in text
    assert "Rp1.500.000" in text


def test_filled_to_the_limit_it_still_comes_out() -> None:
    """Thirty rows, the longest texts, names of 120 letters, and signs the typeface does not have."""
    spec = a_form(EVERY_KIND)
    name = "Siti Nurhaliza Kusumawardhani " * 4
    rows: list[dict[str, Scalar]] = [{"uraian": f"{number} {STORY}"[:500], "jumlah": 10**14} for number in range(30)]
    values: Values = {
        "teks": name.strip(),
        "teks_panjang": "\U0001f642 \u4f60\u597d " + STORY * 100,
        "pilihan_ganda": ["satu", "dua", "x" * 400, *(f"{number} {STORY}" * 2 for number in range(25))],
        "daftar_pegawai": ["7", "8"],
        "nik": "3671014507950003",
        "wilayah": "Kampung " * 60,
        "tabel": rows,
    }
    body = body_of(paper(spec, values))
    for piece in (name, STORY * 100, "x" * 400, "3671014507950003", "Dewi Lestari", "Kampung " * 60):
        assert squeezed(piece) in body
    assert body.count("Rp100.000.000.000.000") == 30


def test_a_budget_shows_its_sum() -> None:
    spec = a_form(
        '[[bagian.isian]]\nkunci = "rab"\nlabel = "Anggaran"\njenis = "tabel"\njumlah = "harga"\n'
        '[[bagian.isian.kolom]]\nkunci = "uraian"\nlabel = "Uraian"\njenis = "teks"\n'
        '[[bagian.isian.kolom]]\nkunci = "harga"\nlabel = "Harga"\njenis = "rupiah"\n'
    )
    rows: list[dict[str, Scalar]] = [{"uraian": f"Barang {number}", "harga": 10_000} for number in range(60)]
    text = text_of(render(paper(spec, {"rab": rows})))
    assert "Jumlah Rp600.000" in text
    assert "Terbilang: enam ratus ribu rupiah" in text
    assert text.count("No. Uraian Harga") >= 2  # the heads repeat on the second page


def test_a_row_to_write_in_is_never_cut_in_two() -> None:
    """Wherever the page ends, the number of a row and its room stay together and heads stand above rows only."""
    for extra in range(0, 24):
        spec = a_form(
            "".join(f'[[bagian.isian]]\nkunci = "x{n}"\nlabel = "Isian {n}"\njenis = "teks"\n' for n in range(extra))
            + '[[bagian.isian]]\nkunci = "rab"\nlabel = "Anggaran"\njenis = "tabel"\nbaris = 9\n'
            '[[bagian.isian.kolom]]\nkunci = "uraian"\nlabel = "Uraian barang"\njenis = "teks"\n'
        )
        pages = subprocess.run(
            ["pdftotext", "-raw", "-", "-"], input=render(blank(spec)), capture_output=True, check=True
        )
        for page in pages.stdout.decode().split("\f"):
            lines = page.splitlines()
            heads = [at for at, line in enumerate(lines) if line == "No. Uraian barang"]
            assert len(heads) <= 1
            assert all(lines[at + 1].isdigit() for at in heads), page


def test_an_override_of_the_risk_level_stands_beside_what_was_computed() -> None:
    spec = shipped_forms()["asesmen-risiko"]
    values = {**sample_values(spec), "medis": "ya", "tingkat": "tinggi", "tingkat_petugas": "sedang",
              "tingkat_alasan": "Luka lama, sudah dirawat."}  # fmt: skip
    text = text_of(render(paper(spec, values)))
    assert "Tingkat risiko Tinggi" in text
    assert "Keputusan petugas Sedang" in text
    assert "Luka lama, sudah dirawat." in text


def test_the_age_stands_beside_the_day_of_birth() -> None:
    spec = shipped_forms()["pengaduan"]
    values: Values = {"korban_tanggal_lahir": "2026-07-05", "umur_hitung": 0}
    assert "5 Juli 2026 (0 tahun)" in text_of(render(paper(spec, values)))


@pytest.mark.parametrize("key", FORMS)
def test_signatures_never_stand_alone(key: str) -> None:
    spec = shipped_forms()[key]
    for sheet in (blank(spec), paper(spec, sample_values(spec))):
        pages = subprocess.run(["pdftotext", "-raw", "-", "-"], input=render(sheet), capture_output=True, check=True)
        last = pages.stdout.decode().split("\f")[-2]
        above = squeezed(last.split(f"\n{spec.signatures[0].role}\n")[0])
        asked = [field.label for field in spec.fields] + [c.label for field in spec.fields for c in field.columns]
        assert any(squeezed(label) in above for label in [*asked, *(entry.label for entry in spec.computed)]), last


@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(some.data())
def test_any_answer_of_any_kind_is_printed(data: some.DataObject) -> None:
    spec = a_form(EVERY_KIND)
    letters = some.text(
        some.characters(min_codepoint=32, max_codepoint=0x24F, exclude_categories=("Cc", "Cs")), max_size=300
    )
    anything = some.one_of(letters, some.integers(-(10**12), 10**12), some.booleans(), some.lists(letters, max_size=5))
    keys = [field.key for field in spec.fields]
    values: Values = dict(data.draw(some.dictionaries(some.sampled_from(keys), anything, max_size=6)))
    assert render(paper(spec, values)).startswith(b"%PDF")


@settings(max_examples=10, suppress_health_check=[HealthCheck.too_slow])
@given(some.sampled_from(FORMS), some.integers())
def test_random_answers_are_all_on_the_paper(key: str, seed: int) -> None:
    spec = shipped_forms()[key]
    values = sample_values(spec, seed)
    flat = body_of(paper(spec, values))
    for piece in printed(spec, values):
        assert squeezed(piece) in flat, piece


def test_a_form_for_the_pen_says_what_is_known_and_leaves_room_for_the_rest() -> None:
    spec = shipped_forms()["pengaduan"]
    given: Values = {"korban_nama": "Sekar Wulandari", "korban_tanggal_lahir": "2010-05-05", "kanal": "telepon"}
    text = text_of(render(replace(blank(spec), given=given, register_number=NUMBER)))
    assert "Sekar Wulandari" in text
    assert "5 Mei 2010" in text
    assert f"Nomor register {NUMBER}" in text
    empty = text_of(render(blank(spec)))
    assert "Sekar Wulandari" not in empty
    assert len(text) > len(empty) * 0.8, "the other questions are still there"


def test_the_code_of_a_blank_form_names_form_version_and_case_and_nobody() -> None:
    spec = shipped_forms()["pengaduan"]
    assert form_mark(spec, NUMBER) == f"JANGKAU|{spec.code}|{spec.version}|{NUMBER}"
    assert form_mark(spec, "") == f"JANGKAU|{spec.code}|{spec.version}|"
