"""The definitions that come with the program are sound, by the same check an office uses for its own."""

from __future__ import annotations

import tomllib

import resources
from models.definitions import check_texts
from ui.commands.check_definitions import shipped

HEADS = {"sop": "identitas", "forms": "formulir", "letters": "surat", "lists": "daftar"}


def test_shipped_definitions_have_no_problem() -> None:
    assert [str(problem) for problem in check_texts(shipped()) if problem.grave] == []


def test_a_file_is_called_as_its_key() -> None:
    for folder, head in HEADS.items():
        names = resources.all_of(folder, ".toml")
        assert names
        for name in names:
            assert name == f"{folder}/{tomllib.loads(resources.text(name))[head]['kunci']}.toml"


def test_the_procedure_of_source_001_is_ready_for_use() -> None:
    """Its documents all exist; only drafts may still wait for theirs."""
    table = tomllib.loads(resources.text("sop/tangerang-uptd-penjangkauan.toml"))
    assert table["identitas"].get("status") != "konsep"
