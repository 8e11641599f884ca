"""Every part that travels with the program carries its licence."""

from __future__ import annotations

import json

import resources
from delivery.licences import DEBIAN, FACES, locked


def test_each_locked_part_has_its_text_in_the_locked_version() -> None:
    parts = json.loads(resources.text("licences/daftar.json"))
    listed = {part["nama"]: part["versi"] for part in parts}
    forgotten = [name for name, version in locked() if listed.get(name) != version]
    assert not forgotten, "collect them with: .venv/bin/python -m delivery.licences"
    assert all(len(resources.text(part.get("naskah", f"licences/{part['nama']}.txt"))) > 500 for part in parts)


def test_libraries_of_debian_and_typefaces_are_shown_as_well() -> None:
    named = {part["nama"] for part in json.loads(resources.text("licences/daftar.json"))}
    assert named >= {*DEBIAN, *(face[0] for face in FACES)}


def test_qt_comes_with_the_licence_that_allows_to_exchange_it() -> None:
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in resources.text("licences/pyside6-essentials.txt")
