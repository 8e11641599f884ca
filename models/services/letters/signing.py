"""The signed paper of a letter: what its arrival does to the letter, whichever way it came in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from models.errors import ErrorCode, UserError
from models.letters import life
from models.letters.life import Stage, Step
from models.services.desk import Desk
from models.services.letters import letter_events, letterwork
from models.store.tables import Letter
from models.store.unit_of_work import UnitOfWork


def sign(desk: Desk, row: Letter, day: date, remark: str, columns: Mapping[str, int]) -> None:
    """The letter was signed on ``day``; ``columns`` say which scan shows it. The caller saves ``row``.

    Raises VALUE_INVALID (``what``) for a day before the letter's or to come.
    """
    since(desk, row.date, day, "Tanggal tanda tangan tidak boleh sebelum tanggal surat")
    letter_events.note(desk, row, letter_events.SIGNED, day=day.isoformat(), remark=remark, **columns)
    row.stage = Stage.SIGNED
    letterwork.tell(desk, row, "Mencatat tanda tangan surat")


def arrived(desk: Desk, unit: UnitOfWork, row: Letter, day: date, columns: Mapping[str, int]) -> bool:
    """A scan of an issued letter was kept: one that awaits its signature is signed by it; whether it was.

    Call inside the unit of work that keeps the scan. Raises as ``sign``.
    """
    signs = awaited(desk, row)
    if signs:
        sign(desk, row, day, "", columns)
        row.row_version += 1
        row.save()
    else:
        letter_events.note(desk, row, letter_events.SCANNED, **columns)
    audit(unit, "surat.tanda_tangan" if signs else "surat.pindai", row)
    return signs


def awaited(desk: Desk, row: Letter) -> bool:
    """Whether a letter awaits its signature."""
    return Step.SIGN in life.steps(row.stage, desk.office.letter_stages)


def audit(unit: UnitOfWork, action: str, row: Letter) -> None:
    """The audit record of a move of a letter."""
    unit.audit(action, *letterwork.subject(row), surat=row.letter_key, nomor=row.number or "", tahap=row.stage)


def since(desk: Desk, earliest: str | None, day: date, sentence: str) -> None:
    """VALUE_INVALID (``what``) for a day before ``earliest`` (ISO) or after today."""
    if (earliest and day.isoformat() < earliest) or day > desk.clock.now().date():
        raise UserError(ErrorCode.VALUE_INVALID, what=f"{sentence} atau sesudah hari ini.")


def title(row: Letter) -> str:
    """What the scan is called among the documents of a case."""
    return f"{row.name} nomor {row.number} bertanda tangan"
