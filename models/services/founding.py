"""What is written into a new office, and what a newer program brings to an old one."""

from __future__ import annotations

from datetime import datetime

from models.services import definitions, settings
from models.services.definitions import DefinitionText
from models.services.desk import stamp
from models.services.gate import OfficeSetup
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
