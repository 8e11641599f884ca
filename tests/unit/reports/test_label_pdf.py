"""Labels lie where the sheet says, begin where the person says, and a wrong sheet is told in a sentence."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.domain import marks
from models.errors import ErrorCode
from models.records import rules
from models.records.labels import Label, LabelPaper, LabelSheet
from reports import label_pdf
from tests.fixtures_office import code_of, detail_of, refused

SHEET = LabelSheet("uji", "Uji", 3, 4, 64, 32, 5, 9.5, 4, 6, 210, 165)
MM = 72 / 25.4
SIDES = st.integers(150, 1000).map(lambda tenth: tenth / 10)


def labels(count: int) -> tuple[Label, ...]:
    lines = ("Layanan Penjangkauan", "Lemari A, rak 2", "Simpan s.d. 23 November 2036")
    return tuple(Label(marks.file_mark(number, "X/1"), f"{number:04}/PJK/2026", lines) for number in range(count))


def words(pdf: bytes, page: int = 0) -> list[tuple[str, float, float]]:
    """Each word of a page with its distance from the left and from the top, in millimetres."""
    document = pypdfium2.PdfDocument(pdf)
    sheet = document[page]
    text, height = sheet.get_textpage(), sheet.get_height()
    rects = [text.get_rect(number) for number in range(text.count_rects())]
    found = [(text.get_text_bounded(*rect).strip(), rect[0] / MM, (height - rect[3]) / MM) for rect in rects]
    document.close()
    return found


def pages(pdf: bytes) -> int:
    document = pypdfium2.PdfDocument(pdf)
    count = len(document)
    document.close()
    return count


@pytest.mark.parametrize("sheet", rules.shipped().labels, ids=lambda one: str(one.key))
def test_the_sheets_that_are_sold_hold_a_code_a_camera_reads(sheet: LabelSheet) -> None:
    assert sheet.problems() == ()
    pdf = label_pdf.render(LabelPaper("UPTD PPA Kota Contoh", sheet, labels(2)))
    document = pypdfium2.PdfDocument(pdf)
    size = document.get_page_size(0)
    picture = document[0].render(scale=200 / 72).to_pil().convert("L")
    document.close()
    assert [round(side / MM, 1) for side in size] == [sheet.paper_width, sheet.paper_height]
    assert {code.text for code in marks.codes(picture)} == {"JANGKAU|BERKAS|0|X/1", "JANGKAU|BERKAS|1|X/1"}


def test_the_day_until_which_a_file_is_kept_stands_whole_on_a_common_label() -> None:
    sheet = next(one for one in rules.shipped().labels if one.key == "a4-3x8")
    said = " ".join(word for word, _x, _y in words(label_pdf.render(LabelPaper("UPTD PPA", sheet, labels(1)))))
    assert "Simpan s.d. 23 November 2036" in said


def test_every_typeface_of_the_labels_travels_with_them() -> None:
    made = label_pdf.render(LabelPaper("UPTD PPA", SHEET, labels(1)))
    assert b"Helvetica" not in made


@pytest.mark.parametrize("skip", [0, 1, 5, 11, 12])
def test_printing_begins_at_the_label_that_was_chosen(skip: int) -> None:
    pdf = label_pdf.render(LabelPaper("Kantor", SHEET, labels(2), skip))
    x, y = next((x, y) for text, x, y in words(pdf) if text == "0000/PJK/2026")
    left, top = SHEET.place(skip % SHEET.count)
    assert left < x < left + SHEET.width
    assert top < y < top + SHEET.height
    assert pages(pdf) == (2 if skip == 11 else 1)


def test_the_test_print_outlines_every_label_and_says_which_sheet_it_is() -> None:
    said = words(label_pdf.render(LabelPaper("Kantor", SHEET, (), outlined=True)))
    assert [text for text, *_place in said if text.isdecimal()] == [str(number) for number in range(1, 13)]
    assert {"Uji", "Cetak uji, skala 100%"} <= {text for text, *_place in said}


def test_a_low_label_shows_what_there_is_room_for_and_an_exercise_always() -> None:
    low = replace(SHEET, height=15.0)
    said = {text for text, *_place in words(label_pdf.render(LabelPaper("Kantor", low, labels(1), 0, "LATIHAN")))}
    assert {"0000/PJK/2026", "LATIHAN"} <= said
    assert "Kantor" not in said


@given(st.integers(1, 20), st.integers(1, 20), SIDES, SIDES, SIDES, SIDES)
@settings(max_examples=200)
def test_what_is_not_complained_of_lies_on_the_paper(
    columns: int, rows: int, width: float, height: float, left: float, gap: float
) -> None:
    sheet = LabelSheet("a", "A", columns, rows, width, height, left / 10, left / 10, gap / 30, gap / 30)
    ends = [(x + width, y + height) for x, y in (sheet.place(number) for number in range(sheet.count))]
    inside = all(x <= 210.51 and y <= 297.51 for x, y in ends)
    small = width < 25
    assert bool(sheet.problems()) == (small or not inside)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"columns": 4}, "Tidak muat ke samping: perlu 273 mm, kertas 210 mm."),
        ({"top": 30.5}, "Tidak muat ke bawah: perlu 176,5 mm, kertas 165 mm."),
        ({"height": 10.0}, "Label paling kecil 25 × 15 mm"),
        ({"left": -1.0}, "tidak boleh kurang dari 0"),
        ({"paper_width": 20.0}, "Ukuran kertas dari 50 sampai 450 mm."),
        ({"rows": 0}, "Kolom dan baris dari 1 sampai 20."),
        ({"name": " "}, "perlu nama"),
    ],
)
def test_wrong_measures_are_told(wrong: dict[str, float | str], said: str) -> None:
    sheet = replace(SHEET, **wrong)  # type: ignore[arg-type]
    assert any(said in what for what in sheet.problems())
    changed = replace(rules.shipped(), labels=(sheet,))
    refusal = refused(lambda: rules.checked(changed))
    assert refusal.code is ErrorCode.VALUE_INVALID
    assert said in detail_of(refusal, "what") or not wrong.get("name", "x").strip()  # type: ignore[union-attr]


def test_two_sheets_of_one_name_and_rules_without_paper_sizes() -> None:
    twice = replace(rules.shipped(), labels=(SHEET, replace(SHEET, key="b", name="uji")))
    assert code_of(lambda: rules.checked(twice)) is ErrorCode.VALUE_INVALID
    kept = rules.shipped().to_json()
    for one in kept["labels"]:
        del one["paper_width"], one["paper_height"]
    assert {one.paper_width for one in rules.from_json(kept).labels} == {210}


@pytest.mark.parametrize("key", ["a4-2x7", "a4-2x4", "a4-3x8"])
def test_a_long_place_goes_on_in_the_next_line(key: str) -> None:
    sheet = next(one for one in rules.shipped().labels if one.key == key)
    place = "Lemari inaktif lantai dua, rak 3, boks 2014 semester dua, map 12"
    lines = ("Layanan Penjangkauan Korban", place, "Simpan s.d. 2 Juli 2036")
    label = Label(marks.file_mark(1, "X/1"), "0001/PJK/07/2014", lines)
    said = [word for word, _left, _top in words(label_pdf.render(LabelPaper("UPTD PPA Kota Contoh", sheet, (label,))))]
    assert "".join("".join(said).split()).count("".join(place.split())) == 1
    assert "Simpan s.d. 2 Juli 2036" in said


def test_a_large_label_is_written_larger() -> None:
    small, large = (
        {word: top for word, _left, top in words(label_pdf.render(LabelPaper("Kantor", sheet, labels(1))))}
        for sheet in (SHEET, replace(SHEET, columns=2, rows=2, width=100, height=70, gap_across=0, gap_down=0))
    )

    def spread(found: dict[str, float]) -> float:
        return found["Lemari A, rak 2"] - found["Layanan Penjangkauan"]

    assert spread(large) > 1.3 * spread(small)
