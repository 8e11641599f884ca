"""What is chosen for one letter beside its text: the archive code of its number, and who signs it."""

from __future__ import annotations

from models.access.permissions import Permission
from models.domain import archive_codes
from models.errors import ErrorCode, UserError
from models.forms.spec import Option
from models.forms.values import clean_text
from models.letters import naming_choice
from models.letters.naming import Naming
from models.services import signers
from models.services.definitions import Definitions
from models.services.desk import Desk, existing
from models.services.letters import letterwork
from models.services.office.archive_codes import name_of
from models.services.views import LetterChoices, LetterKind
from models.store.tables import Letter


class LetterChoiceService:
    """Reading and changing the choices of a draft."""

    def __init__(self, desk: Desk, definitions: Definitions) -> None:
        self._desk = desk
        self._definitions = definitions

    def open(self, letter_id: int) -> LetterChoices:
        """What may be chosen for a draft, and what counts now."""
        self._desk.authorise(Permission.LETTER_READ)
        today = self._desk.clock.now().date()
        with self._desk.reading():
            row = existing(Letter.get_or_none(Letter.id == letter_id))
            spec = self._definitions.letter(row.letter_key, row.letter_version)
            usual = self._desk.office.classifications.get(spec.key, spec.classification)
            code = row.classification or usual
            ways = signers.offered(self._desk, spec, today)
            return LetterChoices(
                code=code,
                code_name=name_of(code),
                code_usual=usual,
                signers=tuple(Option(way.key, signers.told(way.signer)) for way in ways),
                signer=row.signer_choice or (ways[0].key if ways else ""),
                signer_problem=signers.obstacle(self._desk, spec, row.signer_choice, today),
                may_insert=self._desk.session.may(Permission.LETTER_INSERT),
            )

    def classify(self, letter_id: int, code: str, row_version: int) -> int:
        """Choose the archive code of a draft ("" for its kind's); gives the row version. Raises as ``sign_as``."""
        self._desk.authorise(Permission.LETTER_DRAFT)
        code = clean_text(code, lines=False)
        if code and not archive_codes.CODE.fullmatch(code):
            raise UserError(ErrorCode.VALUE_INVALID, what="Pilih kode klasifikasi dari daftar.")
        return self._put(letter_id, row_version, "surat.klasifikasi", classification=code)

    def sign_as(self, letter_id: int, key: str, row_version: int) -> int:
        """Choose how a draft is signed ("" for the usual way); gives the row version.

        Raises VALUE_INVALID (``what``) for a way that is not open today, LETTER_ISSUED, LETTER_HELD, CHANGED_BY_OTHER.
        """
        self._desk.authorise(Permission.LETTER_DRAFT)
        with self._desk.reading():
            row = existing(Letter.get_or_none(Letter.id == letter_id))
            spec = self._definitions.letter(row.letter_key, row.letter_version)
            problem = signers.obstacle(self._desk, spec, key, self._desk.clock.now().date())
        if problem:
            raise UserError(ErrorCode.VALUE_INVALID, what=f"{problem}. Pilih penanda tangan lain.")
        return self._put(letter_id, row_version, "surat.penanda_tangan", signer_choice=key)

    def name_people(self, letter_id: int, naming: str, row_version: int) -> int:
        """Choose how a draft writes the people of its case; gives the row version. The letter remembers it.

        Full names need the permission to see them. Raises VALUE_INVALID (``what``) for a way that its kind does not
        allow, and as ``sign_as``.
        """
        self._desk.authorise(Permission.LETTER_DRAFT)
        if naming == Naming.FULL:
            self._desk.authorise(Permission.CASE_REVEAL)
        with self._desk.reading():
            row = existing(Letter.get_or_none(Letter.id == letter_id))
            ways = naming_choice.offered(self._definitions.letter(row.letter_key, row.letter_version))
        if naming not in [way.key for way in ways]:
            raise UserError(ErrorCode.VALUE_INVALID, what="Jenis surat ini tidak mengizinkan penulisan identitas itu.")
        return self._put(letter_id, row_version, "surat.penulisan_identitas", naming=naming)

    def kinds(self) -> tuple[LetterKind, ...]:
        """Every kind of letter with the code, the series and the pattern the office has set for it."""
        self._desk.authorise(Permission.SETTINGS_READ)
        with self._desk.reading():
            office = self._desk.office
            specs = [self._definitions.letter(key) for key in self._definitions.keys("surat")]
        return tuple(
            LetterKind(
                key=spec.key,
                name=spec.name,
                code=spec.classification,
                own_code=office.classifications.get(spec.key, ""),
                series=spec.series,
                own_series=office.letter_series.get(spec.key, ""),
                own_pattern=office.letter_patterns.get(spec.key, ""),
            )
            for spec in specs
        )

    def _put(self, letter_id: int, row_version: int, action: str, **columns: str) -> int:
        with self._desk.writing("surat") as unit:
            row = letterwork.open_draft(letter_id, row_version)
            for name, value in columns.items():
                setattr(row, name, value)
            row.row_version += 1
            row.save()
            unit.audit(action, *letterwork.subject(row), surat=row.letter_key, pilihan=next(iter(columns.values())))
            return int(row.row_version)
