"""Where each kind of something needs a handler, none is forgotten."""

from __future__ import annotations

import importlib
from enum import StrEnum

import pytest

import resources
from models.access.permissions import Permission
from models.errors import ErrorCode, UserError
from models.forms.spec import FieldKind
from models.letters.spec import BlockKind
from models.messages import render
from tests.architecture.source_tree import program

REGISTRIES: list[tuple[str, str, type[StrEnum]]] = [
    ("models.forms.values", "KINDS", FieldKind),
    ("reports.form_cells", "CELLS", FieldKind),
    ("ui.forms.editors", "EDITORS", FieldKind),
    ("models.letters.loader", "BLOCK_KEYS", BlockKind),
    ("reports.letter_blocks", "_SETTERS", BlockKind),
]


@pytest.mark.parametrize(("module", "name", "kinds"), REGISTRIES, ids=str)
def test_every_kind_has_its_entry(module: str, name: str, kinds: type[StrEnum]) -> None:
    registry = getattr(importlib.import_module(module), name)
    assert set(registry) == set(kinds)


@pytest.mark.parametrize("code", ErrorCode)
def test_every_failure_has_its_sentence(code: ErrorCode) -> None:
    message = render(UserError(code))
    assert message.title
    assert message.do, "a person must be told what they can do"
    for part in (message.title, message.why, message.safe, message.do):
        assert "!" not in part
        assert not {"error", "gagal", "invalid"} & set(part.lower().split())


def test_no_failure_is_only_on_paper() -> None:
    """A code that nothing raises is a sentence nobody will ever read."""
    text = "\n".join(module.text for module in program() if module.name != "models/errors.py")
    assert [code.name for code in ErrorCode if f"ErrorCode.{code.name}" not in text] == []


def test_every_permission_is_granted_to_somebody() -> None:
    """A permission nobody can have is a door without a key."""
    granted = resources.text("access/roles.toml")
    assert [permission.name for permission in Permission if f'"{permission.value}"' not in granted] == []
