"""Who may sign for whom: *a.n.* and *u.b.* by mandate, *Plt.*, *Plh.*, *Pj.* and *Pjs.* of a post nobody holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from models.access.permissions import Permission
from models.domain.paper import ACTING
from models.domain.posts import SIGNING_POSTS
from models.errors import ErrorCode, UserError
from models.forms.values import clean_text
from models.services import signers
from models.services.definitions import Definitions
from models.services.desk import Desk, existing
from models.services.views.letters import MandateRow
from models.store.tables import Mandate, Officer

MODES = {
    "a.n.": "a.n. (atas nama, kepada pejabat satu tingkat di bawahnya)",
    "u.b.": "u.b. (untuk beliau, diteruskan oleh penerima mandat a.n.)",
    "Plt.": "Plt. (pelaksana tugas, jabatan lowong)",
    "Plh.": "Plh. (pelaksana harian, pejabat tidak terdaftar di kantor ini)",
    "Pj.": "Pj. (penjabat, sampai pejabat definitif dilantik)",
    "Pjs.": "Pjs. (penjabat sementara, selama pejabat definitif cuti)",
}


class MandateService:
    """Writing down who may sign for a post."""

    def __init__(self, desk: Desk, definitions: Definitions) -> None:
        self._desk = desk
        self._definitions = definitions

    def list(self) -> tuple[MandateRow, ...]:
        """All mandates, the newest first."""
        self._desk.authorise(Permission.SETTINGS_READ)
        today = self._desk.clock.now().date()
        with self._desk.reading():
            rows: Any = Mandate.select(Mandate, Officer).join(Officer).order_by(Mandate.cancelled, Mandate.id.desc())
            return tuple(_row(row, today) for row in rows)

    def save(self, row: MandateRow) -> MandateRow:
        """Write a mandate down (``mandate_id`` 0) or change one. Letters that were issued keep their signer.

        Raises VALUE_INVALID (``what``) for a combination that would be no valid signature, NOT_FOUND, CHANGED_BY_OTHER.
        """
        self._desk.authorise(Permission.SETTINGS_WRITE)
        with self._desk.writing("pengaturan", "surat") as unit:
            expect_valid(row)
            if row.letter_key:
                self._definitions.letter(row.letter_key)
            columns = _columns(row)
            if row.mandate_id:
                changed = (
                    Mandate.update(**columns, row_version=Mandate.row_version + 1)
                    .where(Mandate.id == row.mandate_id, ~Mandate.cancelled, Mandate.row_version == row.row_version)
                    .execute()
                )
                if not changed:
                    raise UserError(ErrorCode.CHANGED_BY_OTHER)
                saved = Mandate.get_by_id(row.mandate_id)
            else:
                saved = Mandate.create(**columns)
            unit.audit(
                "pelimpahan.simpan", "pegawai", row.officer_id, sebagai=row.mode, jabatan=row.post,
                dari=columns["first_day"], sampai=columns["last_day"], surat=row.letter_key,
            )  # fmt: skip
            return _row(saved, self._desk.clock.now().date())

    def cancel(self, mandate_id: int) -> None:
        """Withdraw a mandate; it stays in the list. NOT_FOUND."""
        self._desk.authorise(Permission.SETTINGS_WRITE)
        with self._desk.writing("pengaturan", "surat") as unit:
            row = existing(Mandate.get_or_none(Mandate.id == mandate_id, ~Mandate.cancelled))
            row.cancelled = True
            row.save()
            unit.audit("pelimpahan.cabut", "pegawai", row.officer_id, sebagai=row.mode, jabatan=row.post)


def write(row: MandateRow, officer_id: int) -> None:
    """Write a new mandate down for an official. Inside a unit of work; VALUE_INVALID (``what``)."""
    theirs = replace(row, mandate_id=0, officer_id=officer_id)
    expect_valid(theirs)
    Mandate.create(**_columns(theirs))


def expect_valid(row: MandateRow) -> None:
    """VALUE_INVALID (``what``) for a combination that would be no valid signature."""
    for problem in _wrong(row):
        raise UserError(ErrorCode.VALUE_INVALID, what=problem)


def _columns(row: MandateRow) -> dict[str, Any]:
    return {
        "post": row.post,
        "mode": row.mode,
        "officer": row.officer_id,
        "title": clean_text(row.title, lines=False),
        "via": clean_text(row.via, lines=False),
        "letter_key": row.letter_key,
        "first_day": row.first.isoformat(),
        "last_day": row.last.isoformat() if row.last else "",
        "basis": clean_text(row.basis, lines=False),
    }


def _wrong(row: MandateRow) -> Iterator[str]:
    """What keeps a mandate from being a valid signature (Permendagri 1/2023), in sentences."""
    if row.post not in SIGNING_POSTS or row.post == signers.WRITER:
        yield "Pilih jabatan yang tanda tangannya dilimpahkan."
    if row.mode not in MODES:
        yield f"Pilih cara menandatangani: {', '.join(MODES)}"
    officer = Officer.get_or_none(Officer.id == row.officer_id, Officer.active)
    if officer is None:
        yield "Pilih pegawai yang masih bertugas."
        return
    if row.last and row.last < row.first:
        yield "Hari terakhir tidak boleh sebelum hari pertama."
    holder = Officer.get_or_none(Officer.signs_as == row.post, Officer.active)
    if holder is not None and holder.id == officer.id:
        yield f"{officer.name} memegang jabatan ini sendiri dan menandatangani langsung."
    yield from _wrong_acting(row, holder) if row.mode in ACTING else _wrong_behalf(row, officer)


def _wrong_acting(row: MandateRow, holder: Officer | None) -> Iterator[str]:
    if holder is not None:
        yield (
            f"Jabatan ini dipegang {holder.name}. Bila ia berhalangan, catat penggantinya di Ketidakhadiran; "
            f"{row.mode} di sini hanya untuk jabatan tanpa pemegang."
        )
    if row.letter_key:
        yield f"{row.mode} memegang seluruh jabatan, jadi tidak dapat dibatasi pada satu jenis surat."
    if row.via:
        yield f"Pejabat perantara hanya dipakai pada u.b., bukan {row.mode}"
    others = Mandate.select().where(
        Mandate.post == row.post,
        Mandate.mode.in_(ACTING),
        ~Mandate.cancelled,
        Mandate.id != row.mandate_id,
        (Mandate.last_day == "") | (Mandate.last_day >= row.first.isoformat()),
    )
    if row.last:
        others = others.where(Mandate.first_day <= row.last.isoformat())
    if others.exists():
        yield "Pada hari-hari itu jabatan ini sudah mempunyai pelaksana. Cabut atau akhiri dahulu yang lama."


def _wrong_behalf(row: MandateRow, officer: Officer) -> Iterator[str]:
    if not officer.post.strip():
        yield f"Isi dahulu jabatan {officer.name} di Pegawai: jabatannya sendiri dicetak di bawah {row.mode}"
    if row.mode == "a.n." and row.via:
        yield "Pejabat perantara hanya dipakai pada u.b."
    if row.mode == "u.b." and not row.via.strip():
        yield "Pada u.b. tulis jabatan perantara yang menerima mandat a.n., misalnya Sekretaris."
    if row.mode == "u.b." and row.via.strip().casefold() == officer.post.strip().casefold():
        yield f"Perantara dan penanda tangan memegang jabatan yang sama. Untuk {officer.post} pakai a.n."


def _row(row: Mandate, today: date) -> MandateRow:
    first = date.fromisoformat(row.first_day)
    last = date.fromisoformat(row.last_day) if row.last_day else None
    text = "Akan datang" if today < first else "Berakhir" if last and today > last else "Berlaku"
    return MandateRow(
        mandate_id=row.id,
        post=row.post,
        mode=row.mode,
        officer_id=row.officer.id,
        first=first,
        last=last,
        title=row.title,
        via=row.via,
        letter_key=row.letter_key,
        basis=row.basis,
        cancelled=bool(row.cancelled),
        officer=row.officer.name,
        text="Dicabut" if row.cancelled else text,
        row_version=row.row_version,
    )
