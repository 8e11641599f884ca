"""The red path: what is made ready as soon as a form says that a client is in great danger."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import resources
from models.access.permissions import Permission
from models.errors import BugError
from models.forms.fields import load_conditions
from models.forms.reading import Table, top
from models.forms.rules import holds
from models.forms.spec import Condition, Values
from models.letters.compose import prefill
from models.letters.life import Stage
from models.services import facts
from models.services.cases import legal
from models.services.definitions import Definitions
from models.services.desk import Desk, existing
from models.services.letters import letter_context, letterwork
from models.services.letters.letter_list import LETTER_STATUSES
from models.services.views import ClockRow
from models.settings.office import EmergencyContact
from models.source import Source
from models.store.database import UnitOfWork
from models.store.tables import CaseFile, Letter

_NAME = "data/jalur-darurat.toml"
DRAFT, ISSUED, _VOID = LETTER_STATUSES


@dataclass(frozen=True)
class Path:
    """The path as the program ships it: what opens it, which letter it needs, what is done first, whom all may call."""

    opens_if: tuple[Condition, ...]
    letter: str
    steps: tuple[str, ...]
    contacts: tuple[EmergencyContact, ...]


@dataclass(frozen=True)
class RedPath:
    """Where a case stands on it.

    Attributes:
        contacts: the office's own first.
        letter_id: the prepared letter, None where it was thrown away; ``number`` is "" until it has one.
        booked: the number that waits for a letter written by hand, "" for none.
        clocks: the clocks of the case that run.
    """

    case_id: int
    case_number: str
    steps: tuple[str, ...]
    contacts: tuple[EmergencyContact, ...]
    letter_key: str
    letter_id: int | None
    letter_name: str
    number: str
    booked: str
    clocks: tuple[ClockRow, ...]


@cache
def shipped() -> Path:
    """The path of ``resources/data/jalur-darurat.toml``."""
    source = Source.read(_NAME, resources.text(_NAME))
    head = Table.of(source, "jalur")
    contacts = tuple(
        EmergencyContact(entry.text("nama"), entry.text("telepon"), entry.text("untuk"))
        for entry in top(source).tables("panggilan")
    )
    path = Path(load_conditions(head, "bila"), head.text("surat"), head.texts("langkah"), contacts)
    if not source.sound or not path.opens_if:
        raise BugError(f"the red path cannot be read: {source.problems}")
    return path


def is_open(case_id: int, stated: Values) -> bool:
    """Whether a case with these facts is on the path and its letter is not out yet. Inside a stretch.

    A number that is booked for a letter by hand is no letter yet.
    """
    path = shipped()
    if not holds(path.opens_if, stated):
        return False
    same = (Letter.case == case_id) & (Letter.letter_key == path.letter) & (Letter.status == ISSUED)
    return not Letter.select().where(same, Letter.stage != Stage.BOOKED).exists()


def open_where_due(desk: Desk, definitions: Definitions, unit: UnitOfWork, case: CaseFile) -> bool:
    """Prepare the letter of a case that has come onto the path; True while it is on it. Inside a unit of work."""
    path = shipped()
    if case.period or not is_open(case.id, facts.of_case(case.id)) or path.letter not in definitions.keys("surat"):
        return False
    same = (Letter.case == case.id) & (Letter.letter_key == path.letter) & (Letter.status == DRAFT)
    if not Letter.select().where(same).exists():
        spec = definitions.letter(path.letter)
        context = letter_context.gather(desk, definitions, spec, case, {}, desk.clock.now().date())
        letterwork.new_draft(desk, spec, case.id, prefill(spec, context))
        unit.audit("jalur_darurat.buka", "kasus", case.id, surat=path.letter)
        unit.touch("surat")
    return True


class RedPathService:
    """What is shown of the red path."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def of_case(self, case_id: int) -> RedPath:
        """The path of a case: whom to call, the letter that was prepared, the clocks that run. Writes a read record."""
        self._desk.authorise(Permission.CASE_READ)
        path = shipped()
        with self._desk.writing() as unit:
            case = existing(CaseFile.get_or_none(CaseFile.id == case_id))
            unit.audit("jalur_darurat.lihat", "kasus", case_id)
            same = (Letter.case == case_id) & (Letter.letter_key == path.letter)
            rows = list(Letter.select().where(same, Letter.status.in_((DRAFT, ISSUED))).order_by(Letter.id.desc()))
            letter = next((row for row in rows if row.stage != Stage.BOOKED), None)
            booked = next((row.number for row in rows if row.stage == Stage.BOOKED), "")
            return RedPath(
                case_id=case_id,
                case_number=case.number,
                steps=path.steps,
                contacts=(*self._desk.office.emergency_contacts, *path.contacts),
                letter_key=path.letter,
                letter_id=letter.id if letter else None,
                letter_name=letter.name if letter else "",
                number=(letter.number or "") if letter else "",
                booked=booked or "",
                clocks=tuple(one for one in legal.of_case(self._desk, case_id) if not one.done),
            )
