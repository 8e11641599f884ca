"""Roles: everything is denied unless granted, and the managers of the system see no case."""

from __future__ import annotations

import pytest

from models.access import roles
from models.access.permissions import Permission
from models.source import Source

EVERYTHING = set(Permission)
CASE_DATA = {permission for permission in Permission if permission.value.split(".")[0] in {"kasus", "asesmen", "surat"}}


def test_the_four_roles_of_the_offices() -> None:
    assert list(roles.shipped()) == ["administrasi", "layanan", "pimpinan", "pengelola"]


@pytest.mark.parametrize("permission", EVERYTHING)
def test_nothing_is_allowed_without_a_known_role(permission: Permission) -> None:
    assert not roles.can([], permission)
    assert not roles.can(["raja", ""], permission)


@pytest.mark.parametrize("permission", EVERYTHING)
def test_each_permission_is_somebodys(permission: Permission) -> None:
    assert any(roles.can([role], permission) for role in roles.shipped())


def test_the_manager_of_the_system_sees_no_case() -> None:
    manager = roles.shipped()[roles.MANAGER]
    assert not manager.permissions & CASE_DATA
    assert Permission.ATTACHMENT_READ not in manager.permissions
    assert manager.compartments == {"umum"}


@pytest.mark.parametrize("role", ["administrasi", "layanan", "pimpinan"])
def test_only_the_manager_manages_people_and_restores(role: str) -> None:
    assert not roles.can([role], Permission.USERS_MANAGE)
    assert not roles.can([role], Permission.BACKUP_RESTORE)
    assert not roles.can([role], Permission.DEFINITIONS_MANAGE)


@pytest.mark.parametrize(
    ("role", "reads"), [("administrasi", False), ("layanan", True), ("pimpinan", True), ("pengelola", False)]
)
def test_assessments_are_for_those_who_serve_and_decide(role: str, reads: bool) -> None:
    assert roles.reads([role], "asesmen") is reads
    assert roles.can([role], Permission.ASSESSMENT_READ) is reads


def test_two_roles_allow_what_either_allows() -> None:
    assert roles.can(["layanan", "pengelola"], Permission.CASE_READ)
    assert roles.can(["layanan", "pengelola"], Permission.USERS_MANAGE)


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ('[a]\nnama = "A"\nbagian = ["umum"]\nboleh = ["terbang"]', 4, "terbang"),
        ('[a]\nbagian = ["rahasia"]\nboleh = ["kasus.baca"]', 2, "rahasia"),
        ('[a]\nbolehkah = 1\nbagian = ["umum"]\nboleh = ["kasus.baca"]', 2, "bolehkah"),
        ('[a]\nboleh = ["kasus.baca"]', 1, "bagian"),
        ("a = 1", 1, "[a]"),
        ("[a\n", 1, "tidak dapat dibaca"),
    ],
)
def test_a_mistake_in_the_file_is_named_with_its_line(text: str, line: int, word: str) -> None:
    with pytest.raises(ValueError, match=f"uji.toml:{line}: ") as caught:
        roles.parse(Source.read("uji.toml", text))
    assert word in str(caught.value)
