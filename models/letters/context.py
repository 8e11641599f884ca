"""What a letter is filled from: the services hand it over, the letters know nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from models.domain.paper import Letterhead, PageSetup, Signer
from models.domain.travel import TravelRules
from models.forms.spec import Field, FormSpec, Value, Values

#: Labels of stored choices: by fact ("kasus.risiko") or form field ("formulir.asesmen-risiko.tingkat"), then by key.
Labels = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class OfficerLine:
    """A person of the office as a letter prints them; ``rank`` and ``nip`` are empty for non-civil servants."""

    name: str
    post: str = ""
    rank: str = ""
    nip: str = ""
    phone: str = ""


@dataclass(frozen=True)
class OfficeLines:
    """The office as letters quote it.

    Attributes:
        city: place before the date; ``regency`` the area ("Kota Contoh").
        head_post: post of the head ("Kepala UPTD PPA Kota Contoh").
        client_word: "korban", "klien" or "penerima manfaat".
        travel: how official journeys are ordered and paid.
    """

    name: str
    city: str
    head_post: str = ""
    department: str = ""
    unit: str = ""
    regency: str = ""
    address: str = ""
    contact: str = ""
    unit_code: str = ""
    service_phone: str = ""
    client_word: str = "klien"
    zone: str = "WIB"
    travel: TravelRules = field(default_factory=TravelRules)


@dataclass(frozen=True)
class LetterContext:
    """Everything one letter may quote.

    Attributes:
        date: the date of the letter.
        fields: what the clerk typed into the letter.
        officers: the office's people by id as text (values of OFFICER fields).
        assigned: ids of the officers the case is given to, proposed in a new letter.
        facts: facts of the case by the keys of ``models.domain.facts``; ``forms`` all answers by form key.
        names: what the quoted answers of forms are called, by placeholder, whether they were given or not.
        received: when the case was received, ISO text; ``step`` the title of its present step.
        title: what the office prints in place of the kind's title, "" for that.
        number: "" for a draft.
        naming: how the people of the case are written, see ``models.letters.naming``; "" as the wording says.
        options: how the office prints things, (name, value); see ``reports.letter_pdf``.
    """

    date: date
    office: OfficeLines
    page: PageSetup
    fields: Values = field(default_factory=dict)
    writer: OfficerLine | None = None
    signer: Signer | None = None
    letterhead: Letterhead | None = None
    officers: Mapping[str, OfficerLine] = field(default_factory=dict)
    assigned: tuple[str, ...] = ()
    facts: Mapping[str, Value] = field(default_factory=dict)
    labels: Labels = field(default_factory=dict)
    forms: Mapping[str, Values] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    case_number: str = ""
    received: str = ""
    step: str = ""
    title: str = ""
    number: str = ""
    check_code: str = ""
    options: tuple[tuple[str, str], ...] = ()
    naming: str = ""


def option_labels(forms: Iterable[FormSpec]) -> dict[str, dict[str, str]]:
    """The labels of every choice in ``forms``, by the fact it writes and by its own place."""
    found: dict[str, dict[str, str]] = {}
    for form in forms:
        for question in form.fields:
            labels = {option.key: option.label for option in question.options}
            for place in _places(form, question):
                if labels:
                    found.setdefault(place, {}).update(labels)
    return found


def _places(form: FormSpec, question: Field) -> tuple[str, ...]:
    own = f"formulir.{form.key}.{question.key}"
    return (own, question.meaning) if question.meaning else (own,)
