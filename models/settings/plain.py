"""From plain data of a file, perhaps written by hand, to typed values: what does not fit is named with its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from types import GenericAlias
from typing import Any, get_args, get_origin, get_type_hints

_WORDS = {str: "harus teks", int: "harus bilangan bulat", float: "harus bilangan", bool: "harus true atau false"}


class WrongField(Exception):
    """A value that cannot be used. ``place`` is its way from the top ("look.left"), ``words`` what is expected."""

    def __init__(self, place: str, words: str) -> None:
        super().__init__(f"{place}: {words}")
        self.place, self.words = place, words


def typed(kind: Any, data: Any, place: str) -> Any:
    """``data`` as a value of ``kind``: a dataclass, Enum, tuple, dict or scalar. Raises WrongField.

    Names a dataclass does not know are left out: a later version of the program wrote them.
    """
    if is_dataclass(kind):
        return _record(kind, data, place)
    if get_origin(kind) in (tuple, dict):
        return _many(kind, data, place)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _word(kind, data, place)
    fits = isinstance(data, int | float) if kind is float else isinstance(data, kind)
    if not fits or (isinstance(data, bool) and kind is not bool):
        raise WrongField(place, _WORDS[kind])
    return data


def hints(kind: Any) -> Mapping[str, Any]:
    """The types of the fields of a dataclass."""
    return get_type_hints(kind)


def _record(kind: Any, data: Any, place: str) -> Any:
    if not isinstance(data, dict):
        raise WrongField(place, "harus kelompok isian { … }")
    known, given = hints(kind), {}
    for field in fields(kind):
        where = f"{place}.{field.name}"
        if field.name in data:
            given[field.name] = typed(known[field.name], data[field.name], where)
        elif field.default is MISSING and field.default_factory is MISSING:
            raise WrongField(where, "belum diisi")
    return kind(**given)


def _many(kind: GenericAlias, data: Any, place: str) -> Any:
    inner = get_args(kind)
    if get_origin(kind) is dict:
        if not isinstance(data, dict):
            raise WrongField(place, "harus kelompok isian { … }")
        return {str(key): typed(inner[1], value, f"{place}.{key}") for key, value in data.items()}
    if not isinstance(data, list):
        raise WrongField(place, "harus daftar [ … ]")
    return tuple(typed(inner[0], value, f"{place}[{number}]") for number, value in enumerate(data, 1))


def _word(kind: type[Enum], data: Any, place: str) -> Enum:
    try:
        return kind(data)
    except ValueError:
        raise WrongField(place, f"harus salah satu dari: {', '.join(str(one.value) for one in kind)}") from None
