"""Photos and scans inside a form: files of the case, encrypted as all are, drawn where the question stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from models.access.permissions import Permission
from models.domain import scans
from models.domain.sheets import Sheet
from models.forms.rules import visible
from models.forms.spec import FieldKind, FormSpec, Values
from models.services.desk import Desk
from models.store.tables import Attachment

#: The longer side of a picture on paper and on screen, in dots.
_ON_PAPER, _ON_SCREEN = 1400, 240


@dataclass(frozen=True)
class Picture:
    """A file of the case as a question shows it; ``image`` is a PNG, b"" for what cannot be drawn."""

    key: str
    title: str
    image: bytes


def for_paper(desk: Desk, case_id: int, spec: FormSpec, values: Values) -> dict[str, bytes]:
    """The pictures of the questions that are asked, by key; none for who may not read files. Inside a stretch."""
    asked = [field for field in visible(spec, values) if field.kind is FieldKind.PICTURE]
    said = [values.get(field.key) for field in asked]
    keys = [str(key) for value in said if isinstance(value, list) for key in value]
    if not keys or not desk.session.may(Permission.ATTACHMENT_READ):
        return {}
    return {one.key: one.image for one in _drawn(desk, case_id, keys, _ON_PAPER) if one.image}


def _drawn(desk: Desk, case_id: int, keys: Iterable[str], side: int) -> tuple[Picture, ...]:
    wanted = [int(key) for key in keys if key.isascii() and key.isdigit() and len(key) < 10]
    rows = Attachment.select().where(Attachment.case == case_id, Attachment.id.in_(wanted))
    found = {row.id: row for row in rows}
    return tuple(_one(desk, found[key], side) for key in wanted if key in found)


def _one(desk: Desk, row: Attachment, side: int) -> Picture:
    if row.media_type not in (*scans.SHOWN, scans.TIFF):
        return Picture(str(row.id), row.title, b"")
    content = desk.session.files.get(row.case_id, row.token)
    return Picture(str(row.id), row.title, desk.renderers.thumbnail(Sheet(content, row.media_type, 0), side))


class FormPictureService:
    """What a form on screen shows of the pictures it names."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def look(self, case_id: int, keys: tuple[str, ...]) -> tuple[Picture, ...]:
        """The pictures with these keys, in this order; those that are not of the case are left out. Recorded."""
        self._desk.authorise(Permission.ATTACHMENT_READ)
        with self._desk.writing() as unit:
            unit.audit("berkas.lihat_kecil", "kasus", case_id, berkas=len(keys))
            return _drawn(self._desk, case_id, keys, _ON_SCREEN)
