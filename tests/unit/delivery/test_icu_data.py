"""The data of ICU that travel: a hundredth of the names, and letters still compare as before."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLibraryInfo

from delivery import icu_data
from delivery.icu_data import Item

HEAD = b"\x20\x00\xda\x27" + bytes(8) + b"CmnD" + bytes(16)
NAMES = st.lists(st.from_regex(r"icudt73l/[a-z_]{1,12}\.res", fullmatch=True), min_size=1, unique=True)
#: Sorts as the window does, and says what becomes of letters whose other case is not plain.
SORTED = """
from functools import cmp_to_key
from PySide6.QtCore import QCollator, QLocale, Qt
collator = QCollator(QLocale("id_ID"))
collator.setNumericMode(True)
collator.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
words = "Zahra ábc abc Ábc B10 B2 éclair Eko ñandu İstanbul Ω ω 中 一 あ ア Siti-Aminah SitiAminah 'Aisyah Aisyah ß ss"
print(ascii(sorted(words.split(), key=cmp_to_key(collator.compare))))
print(ascii([QLocale(name).toUpper("ıiİIßéñ Ωω") for name in ("id", "en", "tr")]))
"""


@given(NAMES, st.data())
def test_a_package_is_put_together_as_it_was(names: list[str], data: st.DataObject) -> None:
    items = [Item(name, data.draw(st.binary(min_size=16, max_size=64))) for name in sorted(names)]
    head, found = icu_data.unpacked(icu_data.packed(HEAD, items))
    assert head == HEAD
    assert [item.name for item in found] == [item.name for item in items]
    for item, there in zip(items, found, strict=True):
        assert there.content.rstrip(b"\0") == item.content.rstrip(b"\0")


def test_something_else_is_no_package() -> None:
    with pytest.raises(ValueError, match="ICU"):
        icu_data.unpacked(bytes(64))


@pytest.mark.parametrize(
    ("name", "stays"),
    [
        ("root.res", True), ("id.res", True), ("id_ID.res", True), ("en_GB.res", True), ("pool.res", True),
        ("coll/root.res", True), ("coll/ucadata.icu", True), ("coll/res_index.res", True), ("nfkc.nrm", True),
        ("supplementalData.res", True), ("uprops.icu", True), ("coll/zh.res", False), ("fr_CA.res", False),
        ("idx_Zzzz.res", False), ("curr/id.res", False), ("brkitr/thaidict.dict", False), ("gb18030.cnv", False),
    ],
)  # fmt: skip
def test_two_languages_and_the_common_root_stay(name: str, stays: bool) -> None:
    assert icu_data.wanted(f"icudt73l/{name}") is stays


@pytest.mark.skipif(sys.platform != "linux" or not shutil.which("objcopy"), reason="ICU travels on Linux only")
def test_letters_compare_as_with_all_the_data(tmp_path: Path) -> None:
    libraries = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.LibrariesPath))
    whole = next(libraries.glob("libicudata.so.*"))
    small = icu_data.trim(whole, tmp_path)
    assert small.stat().st_size < whole.stat().st_size / 8

    def said(first: Path) -> str:
        environment = os.environ | {"LD_LIBRARY_PATH": str(first), "LD_DEBUG": "libs"}
        ended = subprocess.run(
            [sys.executable, "-c", SORTED], env=environment, capture_output=True, text=True, check=True
        )
        assert f"calling init: {first / whole.name}" in ended.stderr
        return ended.stdout

    assert said(tmp_path) == said(libraries)
