"""What a package says of a case: plain records, their bytes, and a reading that takes nothing on trust. Pure.

Bytes: length of the description (8), the description as JSON, then the contents one behind the other. No file names
lead anywhere and nothing is compressed, so a hostile package can neither reach outside nor grow while it is read.
"""

from __future__ import annotations

import hashlib
import json
import types
import typing
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, fields, is_dataclass
from datetime import datetime
from typing import Any, TypeVar

from models.errors import ErrorCode, UserError

FORMAT = 1
T = TypeVar("T")
_LENGTH = 8
#: Bounds of what is read: entries of one list, signs of one text, levels of one answer, contents of one package.
_MOST_ENTRIES, _LONGEST, _DEEPEST, _MOST_CONTENTS = 5000, 2_000_000, 6, 2000
_MOST_NUMBER = 2**53
#: Names of fields that hold a moment: they must be one.
_MOMENTS = ("_at", "at")


@dataclass(frozen=True)
class Travelling:
    """The case itself. ``origin`` knows it again, whatever number it gets; ``number`` is the sender's."""

    origin: str
    number: str
    sop_key: str
    sop_version: int
    sop_title: str
    received_at: str
    status: str
    ended_as: str
    ended_at: str
    step_number: int
    reopen_at: int


@dataclass(frozen=True)
class Step:
    """A row of the procedure the case went through; ``finished_at`` "" for the open one, ``by`` who did it."""

    step_number: int
    visit: int
    actor: str
    started_at: str
    finished_at: str
    outcome: str
    reason: str
    force_reason: str
    skip_reason: str
    late_reason: str
    minutes_used: int
    by: str
    ticks: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Form:
    """A form with its answers (``Values``): ``shown`` is how the sender read them, ``paper`` the place of its PDF."""

    key: str
    version: int
    title: str
    ordinal: int
    status: str
    answers: Any
    answered: int
    expected: int
    created_at: str
    updated_at: str
    leftover: tuple[tuple[str, ...], ...]
    by: str
    shown: tuple[tuple[str, str], ...]
    paper: int


@dataclass(frozen=True)
class Stated:
    """A fact and the form that states it."""

    key: str
    value: Any
    form_key: str


@dataclass(frozen=True)
class Sent:
    """A letter of the sender's office; ``paper`` the place of its PDF, -1 where it has none."""

    key: str
    name: str
    number: str
    date: str
    addressee: str
    status: str
    paper: int


@dataclass(frozen=True)
class File:
    """A scan; ``old`` is its number at the sender's, by which answers name pictures."""

    old: int
    title: str
    file_name: str
    media_type: str
    pages: int
    added_at: str
    by: str
    step_number: int
    serves: str
    form_key: str
    content: int


@dataclass(frozen=True)
class Said:
    """A note."""

    text: str
    at: str
    by: str


@dataclass(frozen=True)
class Limit:
    """A legal clock; ``done_at`` "" while it runs."""

    kind: str
    started_at: str
    due_at: str
    done_at: str
    remark: str


@dataclass(frozen=True)
class Wording:
    """A definition the case needs: its text as the sender's office has it."""

    kind: str
    key: str
    version: int
    title: str
    text: str


@dataclass(frozen=True)
class Content:
    """A content behind the description."""

    size: int
    sha256: str


@dataclass(frozen=True)
class CasePackage:
    """All of a package; ``contents`` are the bytes its records point to by place."""

    format: int
    package: str
    made_at: str
    office: str
    sender: str
    receiver: str
    ground: str
    case: Travelling
    steps: tuple[Step, ...]
    forms: tuple[Form, ...]
    facts: tuple[Stated, ...]
    letters: tuple[Sent, ...]
    files: tuple[File, ...]
    notes: tuple[Said, ...]
    limits: tuple[Limit, ...]
    definitions: tuple[Wording, ...]
    held: tuple[Content, ...]
    contents: tuple[bytes, ...] = field(default=(), repr=False, compare=False)

    def to_bytes(self) -> bytes:
        """The package before it is locked."""
        body = asdict(self)
        body.pop("contents")
        text = json.dumps(body, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
        return b"".join((len(text).to_bytes(_LENGTH, "big"), text, *self.contents))


def content_of(content: bytes) -> Content:
    """What the description says of a content."""
    return Content(len(content), hashlib.sha256(content).hexdigest())


def read(raw: bytes) -> CasePackage:
    """The package in ``raw``; UserError PACKAGE_DAMAGED for anything that is not one, PACKAGE_NEWER."""
    try:
        length = int.from_bytes(raw[:_LENGTH], "big")
        text = raw[_LENGTH : _LENGTH + length]
        if len(text) != length:
            raise ValueError("cut off")
        body = json.loads(text.decode(), parse_constant=_refuse)
        if isinstance(body, dict) and isinstance(body.get("format"), int) and body["format"] > FORMAT:
            raise UserError(ErrorCode.PACKAGE_NEWER)
        found: CasePackage = _record(CasePackage, {**body, "contents": []})
        made = _with_contents(found, raw[_LENGTH + length :])
        _check(made)
    except (ValueError, TypeError, KeyError, RecursionError, OverflowError):
        raise UserError(ErrorCode.PACKAGE_DAMAGED) from None
    return made


def _refuse(_name: str) -> None:
    raise ValueError("no number")


def _record(kind: type[T], data: Any) -> T:
    """``data`` as a record: every field is there, of its kind, and nothing else."""
    if not isinstance(data, dict) or data.keys() != {one.name for one in fields(kind)}:  # type: ignore[arg-type]
        raise ValueError("other fields")
    hints = typing.get_type_hints(kind)
    return kind(**{name: _value(hints[name], value, name) for name, value in data.items()})


def _value(hint: Any, value: Any, name: str) -> Any:
    if is_dataclass(hint):
        return _record(typing.cast("type[Any]", hint), value)
    if hint is str:
        return _text(value, name)
    if hint is int:
        return _number(value)
    if hint is Any:
        return _plain(value, 0)
    return _tuple(hint, value, name)


def _tuple(hint: Any, value: Any, name: str) -> tuple[Any, ...]:
    inside = typing.get_args(hint)
    if typing.get_origin(hint) is not tuple or not isinstance(value, list) or len(value) > _MOST_ENTRIES:
        raise ValueError("no list")
    if inside[-1] is Ellipsis:
        return tuple(_value(inside[0], entry, name) for entry in value)
    if len(value) != len(inside):
        raise ValueError("other length")
    return tuple(_value(kind, entry, "") for kind, entry in zip(inside, value, strict=True))


def _text(value: Any, name: str) -> str:
    if not isinstance(value, str) or len(value) > _LONGEST or "\x00" in value:
        raise ValueError("no text")
    if value and name.endswith(_MOMENTS) and name != "format" and datetime.fromisoformat(value).tzinfo is None:
        raise ValueError("no moment")
    return value


def _number(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or abs(value) > _MOST_NUMBER:
        raise ValueError("no number")
    return value


def _plain(value: Any, depth: int) -> Any:
    """An answer: plain data of few levels."""
    if depth > _DEEPEST:
        raise ValueError("too deep")
    if isinstance(value, dict):
        if len(value) > _MOST_ENTRIES or not all(isinstance(key, str) for key in value):
            raise ValueError("no table")
        return {_text(key, ""): _plain(entry, depth + 1) for key, entry in value.items()}
    if isinstance(value, list):
        if len(value) > _MOST_ENTRIES:
            raise ValueError("too long")
        return [_plain(entry, depth + 1) for entry in value]
    if isinstance(value, str):
        return _text(value, "")
    if isinstance(value, bool | float | types.NoneType):
        return value
    return _number(value)


def _with_contents(found: CasePackage, rest: bytes) -> CasePackage:
    if len(found.held) > _MOST_CONTENTS or any(one.size < 0 for one in found.held):
        raise ValueError("contents")
    if sum(one.size for one in found.held) != len(rest):
        raise ValueError("other size")
    contents, start = [], 0
    for one in found.held:
        part = rest[start : start + one.size]
        if hashlib.sha256(part).hexdigest() != one.sha256:
            raise ValueError("altered")
        contents.append(part)
        start += one.size
    return CasePackage(**{**{one.name: getattr(found, one.name) for one in fields(found)}, "contents": tuple(contents)})


def _check(found: CasePackage) -> None:
    """What the records say of each other must be so."""
    places = [*(one.paper for one in found.forms), *(one.paper for one in found.letters)]
    inside = all(-1 <= place < len(found.held) for place in places)
    inside &= all(0 <= one.content < len(found.held) for one in found.files)
    named = {(one.kind, one.key, one.version) for one in found.definitions}
    known = ("sop", found.case.sop_key, found.case.sop_version) in named
    known &= all(("formulir", one.key, one.version) in named for one in found.forms)
    alone = _distinct([(one.step_number, one.visit) for one in found.steps])
    alone &= _distinct([(one.key, one.ordinal) for one in found.forms]) and _distinct([one.key for one in found.facts])
    open_steps = [one for one in found.steps if not one.finished_at]
    alone &= all(isinstance(one.answers, dict) for one in found.forms)
    state = found.case.status in ("berjalan", "selesai") and len(open_steps) <= 1
    if not (found.format == FORMAT and inside and known and alone and state):
        raise ValueError("does not fit together")


def _distinct(entries: Sequence[object]) -> bool:
    return len(set(entries)) == len(entries)
