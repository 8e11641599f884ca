"""The field kit: everything the officers take along on a visit, as one file in the right order and number of copies."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import resources
from models.access.permissions import Permission
from models.domain import indonesia
from models.errors import ErrorCode, UserError
from models.forms.lists import offered
from models.forms.meanings import given
from models.forms.paper import FormPaper
from models.forms.reading import top
from models.forms.spec import FormSpec
from models.services import facts, papers
from models.services.definitions import Definitions
from models.services.desk import Desk, existing
from models.services.forms.forms import officer_options
from models.sop.spec import OutputKind
from models.source import Source
from models.store.tables import CaseFile, Letter

_LIST = "data/paket-berangkat.toml"
CHILD, ADULT = "anak", "dewasa"


@dataclass(frozen=True)
class KitItem:
    """One entry of the list: a kind of letter or a form, how many copies of it, and for whom."""

    letter: str
    form: str
    copies: int
    always: bool
    person: str


@cache
def contents() -> tuple[KitItem, ...]:
    """The list as the program ships it."""
    source = Source.read(_LIST, resources.text(_LIST))
    return tuple(
        KitItem(
            entry.text("surat"),
            entry.text("formulir"),
            entry.number("rangkap", 1) or 1,
            entry.flag("selalu"),
            entry.text("untuk"),
        )
        for entry in top(source).tables("isi")
    )


class KitService:
    """What is printed before officers go out."""

    def __init__(self, desk: Desk, definitions: Definitions) -> None:
        self._desk = desk
        self._definitions = definitions

    def form(self, case_id: int, form_key: str) -> bytes:
        """A form for the pen with what the case knows already printed in it, the rest blank."""
        self._desk.authorise(Permission.CASE_READ)
        with self._desk.writing() as unit:
            case = existing(CaseFile.get_or_none(CaseFile.id == case_id))
            spec = self._definitions.form(form_key)
            if not self._desk.session.reads(spec.compartment):
                raise UserError(ErrorCode.NOT_ALLOWED)
            unit.audit("formulir.cetak_bekal", "kasus", case_id, formulir=form_key)
            paper = self._paper(case, spec)
        return self._desk.renderers.form(paper)

    def paper(self, case_id: int) -> bytes:
        """The whole kit of a case. Letters that are not issued yet and forms one may not read are left out."""
        self._desk.authorise(Permission.CASE_READ)
        with self._desk.writing() as unit:
            case = existing(CaseFile.get_or_none(CaseFile.id == case_id))
            unit.audit("paket.cetak", "kasus", case_id)
            packed = [(self._letters(case, item), self._form(case, item), item.copies) for item in contents()]
        sheets: list[bytes] = []
        for letters, form, copies in packed:
            printed = [*letters, *([self._desk.renderers.form(form)] if form else [])]
            sheets += [sheet for sheet in printed for _ in range(copies)]
        return self._desk.renderers.bundle(sheets)

    def _letters(self, case: CaseFile, item: KitItem) -> list[bytes]:
        """The stored papers of all issued letters of the item's kind."""
        if not item.letter or not self._desk.session.may(Permission.LETTER_READ):
            return []
        same = (Letter.case == case.id) & (Letter.letter_key == item.letter) & (Letter.status == "terbit")
        rows = Letter.select().where(same, Letter.paper.is_null(False)).order_by(Letter.id)
        return [bytes(row.paper.content) for row in rows if row.paper is not None]

    def _form(self, case: CaseFile, item: KitItem) -> FormPaper | None:
        named = self._definitions.sop(case.sop_key, case.sop_version).documents(OutputKind.FORM)
        if not item.form or not (item.always or item.form in named) or not self._concerns(case, item.person):
            return None
        spec = self._definitions.form(item.form)
        return self._paper(case, spec) if self._desk.session.reads(spec.compartment) else None

    def _concerns(self, case: CaseFile, person: str) -> bool:
        years = facts.age(facts.of_case(case.id), self._desk.clock.now().date())
        return not person or years is None or (person == CHILD) == (years < indonesia.ADULT_AGE)

    def _paper(self, case: CaseFile, spec: FormSpec) -> FormPaper:
        known = given(spec, facts.of_case(case.id))
        return FormPaper(
            spec=offered(spec, known),
            values=None,
            page=papers.page(self._desk, spec.paper),
            letterhead=papers.letterhead(self._desk),
            register_number=case.number,
            officers=officer_options(known),
            given=known,
        )
