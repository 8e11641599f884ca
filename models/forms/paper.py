"""What a printed form is made of: handed by the services to the renderer, which knows nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field

from models.domain.paper import Letterhead, PageSetup
from models.forms.spec import FormSpec, Option, Values


@dataclass(frozen=True)
class FormPaper:
    """A form to be drawn; ``values`` None prints it blank for the pen.

    Attributes:
        given: what a blank form says already, so that nobody writes it again in the field.
        register_number: number of the case, "" on a blank form.
        place_date: "Tangerang, 1 Agustus 2025" above the signatures, "" leaves a dotted line.
        names: name for each signature slot by its index, missing ones get a dotted line.
        officers: labels of OFFICER values (key = officer id).
        pictures: PNG of each value of PICTURE questions.
    """

    spec: FormSpec
    values: Values | None
    page: PageSetup
    letterhead: Letterhead | None = None
    register_number: str = ""
    place_date: str = ""
    names: tuple[str, ...] = ()
    officers: tuple[Option, ...] = ()
    given: Values = dataclass_field(default_factory=dict)
    pictures: Mapping[str, bytes] = dataclass_field(default_factory=dict)


@dataclass(frozen=True)
class CardPaper:
    """A telephone number to leave behind, with the name it may stand under; no word of what the office does."""

    number: str
    name: str
    page: PageSetup
