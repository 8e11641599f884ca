"""What is written into a new office, and what a newer program brings to an old one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from models.services import definitions
from models.services.definitions import DefinitionText
from models.services.desk import stamp
from models.services.entry.gate import OfficeSetup
from models.services.office import settings
from models.sop.loader import load
from models.source import Source
from models.store.database import UnitOfWork


def found(unit: UnitOfWork, setup: OfficeSetup) -> None:
    """Profile, logo, officers and all shipped definitions, inside the unit of work that founds the office."""
    settings.write_office(unit, setup.profile, setup.logo)
    for officer in setup.officers:
        settings.write_officer(officer)
    bring_definitions(unit, unit.moment)


def lacking_definitions() -> list[DefinitionText]:
    """Shipped definitions the office does not have yet. Inside a reading or writing stretch."""
    return definitions.lacking(definitions.shipped())


def bring_definitions(unit: UnitOfWork, now: datetime) -> None:
    """Store the shipped definitions the office does not have yet."""
    new = lacking_definitions()
    for text in new:
        definitions.bring_in(text, stamp(now))
    unit.audit("definisi.tambah", "definisi", None, baru=[f"{text.kind}/{text.key}/{text.version}" for text in new])


@dataclass(frozen=True)
class Offer:
    """A procedure that comes with the program. ``ready`` is False for a draft whose documents are still missing."""

    key: str
    name: str
    unit: str
    number: str
    ready: bool


def offers() -> tuple[Offer, ...]:
    """The procedures an office may choose from when it is set up; the ready ones first. Touches no database."""
    found = []
    for text in definitions.shipped():
        spec = load(Source.read(text.key, text.text)) if text.kind == "sop" else None
        if spec is not None:
            found.append(Offer(spec.key, spec.name, spec.unit, spec.number, not spec.draft))
    return tuple(sorted(found, key=lambda offer: (not offer.ready, offer.name, offer.unit)))
