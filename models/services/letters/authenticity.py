"""Whether a paper is the office's own: its number or check code compared with the register.

The answer says what the paper must say, so that somebody at the counter can compare; it holds no more of a case than
the paper itself shows to whoever holds it. The letter opens only for those who may read it.
"""

from __future__ import annotations

import json
import re
from datetime import date

from models.access.permissions import Permission
from models.domain.indonesia import long_date
from models.domain.paper import Signer
from models.services import signers
from models.services.desk import Desk
from models.services.letters import letterwork
from models.services.views import Verdict
from models.store.tables import IssuedNumber, Letter

#: The digits of a check code.
CODE_LENGTH = 12
_CODE = re.compile(rf"[0-9A-F]{{{CODE_LENGTH}}}")
#: What a tired eye writes for a digit of the code: it has no letters behind F.
_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1", "S": "5"})


class AuthenticityService:
    """Answering whether a paper is ours."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def check(self, text: str) -> Verdict:
        """What the register says of a check code (typed or scanned) or a letter number. The question is recorded."""
        self._desk.authorise(Permission.LETTER_VERIFY)
        asked = " ".join(text.split())
        with self._desk.writing() as unit:
            row, by_code = self._found(asked)
            verdict = self._judge(row, by_code) if row is not None else _unknown(asked)
            unit.audit("surat.periksa_keaslian", "surat", row.id if row else None, hasil=verdict.kind)
        return verdict

    def _found(self, asked: str) -> tuple[Letter | None, bool]:
        code = read_code(asked)
        if code:
            row = Letter.get_or_none(Letter.check_code == code)
            if row is not None:
                return row, True
        same = Letter.select().join(IssuedNumber).where(IssuedNumber.number == asked).first() if asked else None
        return same, False

    def _judge(self, row: Letter, by_code: bool) -> Verdict:
        may_open = self._desk.session.may(Permission.LETTER_READ)
        letter_id = row.id if may_open else None
        lines = _lines(row, with_code=may_open and not by_code)
        if not self._whole(row):
            said = "Catatan surat ini tidak cocok dengan segelnya. Jangan dipakai; beri tahu pengelola sistem."
            return Verdict("berubah", said, lines, letter_id)
        if row.status == letterwork.VOID:
            said = "Surat ini terbit di kantor ini, tetapi sudah dibatalkan dan tidak berlaku."
            return Verdict("batal", said, lines, letter_id)
        if row.by_hand:
            said = "Nomor ini diberikan untuk surat yang ditulis tangan. Bandingkan dengan keterangan di bawah."
            return Verdict("dipesan", said, lines, letter_id)
        said = "Surat ini terbit di kantor ini dan berlaku. Bandingkan isinya dengan keterangan di bawah."
        if not by_code:
            said += " Nomor saja mudah ditiru: cocokkan juga kode periksa di kaki surat."
        return Verdict("asli", said, lines, letter_id)

    def _whole(self, row: Letter) -> bool:
        """Whether number and answers are still those that were sealed when the letter was issued."""
        if not row.check_code:
            return True
        return row.check_code == letterwork.check_code(self._desk, row.id, row.number or "", json.loads(row.answers))


def read_code(text: str) -> str:
    """The check code in what was typed or scanned ("A1B2 C3D4 E5F6", with or without words before it), "" if none."""
    bare = re.sub(r"(?i)^\s*kode\s*periksa\s*:?", "", text)
    bare = re.sub(r"[\s.\-]", "", bare).upper().translate(_MISREAD)
    return bare if _CODE.fullmatch(bare) else ""


def _lines(row: Letter, *, with_code: bool) -> tuple[tuple[str, str], ...]:
    printed = json.loads(row.content).get("signer") if row.content else None
    found = (
        ("Jenis", row.name),
        ("Nomor", row.number or ""),
        ("Tanggal", long_date(date.fromisoformat(row.date)) if row.date else ""),
        ("Penanda tangan", signers.told(Signer(**printed)) if printed else ""),
        ("Kode periksa", letterwork.spaced(row.check_code) if with_code else ""),
    )
    return tuple((label, text) for label, text in found if text)


def _unknown(asked: str) -> Verdict:
    said = "Tidak ada surat dengan nomor atau kode ini dalam register kantor."
    if 0 < len(asked) < CODE_LENGTH:
        said += f" Kode periksa terdiri atas {CODE_LENGTH} huruf dan angka; periksa apakah sudah lengkap."
    return Verdict("tidak_dikenal", said)
