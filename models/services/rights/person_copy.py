"""Gathering what the office keeps of one person, without what belongs to others. Inside a stretch; writes nothing."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from models.domain import indonesia
from models.forms import consent
from models.forms.compute import computed
from models.forms.lists import offered
from models.forms.rules import visible_sections
from models.forms.spec import Field, FieldKind, FormSpec, Section, Value, Values
from models.forms.takeover import with_homeless
from models.forms.values import display
from models.records.data_rights import DataRights, Exclusion
from models.records.person_copy import CopySection, LeftOut, PersonCopy, Veil, names_in
from models.services.cases import consent as consents
from models.services.definitions import Definitions
from models.services.desk import Desk, moment
from models.services.rights.redaction import everything_said
from models.store.tables import (
    Account,
    Attachment,
    CaseFile,
    ConsentException,
    FormRecord,
    Handover,
    Letter,
    LetterReply,
    Note,
    Officer,
)

_SILENT = frozenset({FieldKind.SIGNATURE, FieldKind.NOTE})
_NOT_MINE = LeftOut(
    "wewenang", "Formulir di luar wewenang petugas ini", "Minta petugas yang berwenang membuat salinannya", 0, True
)
_NOTES = "penilaian"


@dataclass
class Gathering:
    """One copy while it is gathered."""

    desk: Desk
    definitions: Definitions
    rights: DataRights
    without: Collection[str]
    counts: Counter[str] = field(default_factory=Counter)

    def of(self, cases: list[CaseFile], head: tuple[tuple[str, str], ...], warnings: tuple[str, ...]) -> PersonCopy:
        """The copy over these cases; ``without`` are the keys of the exclusions that an officer chose."""
        parts = [self._case(case, several=len(cases) > 1) for case in cases]
        left_out = [
            LeftOut(one.key, one.name, one.reason, self.counts[one.key], one.fixed) for one in self.rights.exclusions
        ]
        if beyond := self.counts[_NOT_MINE.key]:
            left_out.append(LeftOut(_NOT_MINE.key, _NOT_MINE.name, _NOT_MINE.reason, beyond, fixed=True))
        return PersonCopy(
            head=head,
            sections=tuple(section for part in parts for section in part.sections),
            given=tuple(row for part in parts for row in part.given),
            consents=tuple(row for part in parts for row in part.consents),
            documents=tuple(row for part in parts for row in part.documents),
            left_out=tuple(left_out),
            warnings=warnings,
        )

    def _case(self, case: CaseFile, *, several: bool) -> PersonCopy:
        veil = self._veil(everything_said(self.definitions, case.id))
        self.counts[_NOTES] += Note.select().where(Note.case == case.id).count()
        prefix = f"{case.number}: " if several else ""
        officers = {str(row.id): row.name for row in Officer.select()}
        sections = tuple(self._sections(case, veil, prefix, officers))
        return PersonCopy((), sections, tuple(_given(case)), tuple(self._consents(case)), tuple(_kept(case, veil)), ())

    def _veil(self, stated: Sequence[tuple[str, Value]]) -> Veil:
        said = {key: [name for known, value in stated if known == key for name in names_in(value)] for key, _ in stated}
        names = {
            f"({one.name.split(' ', 1)[1]})": [name for key in one.names for name in said.get(key, ())]
            for one in self.rights.exclusions
            if one.names
        }
        own = [*said.get("klien.nama", ()), *said.get("klien.wali", ())]
        known = {word: [name for name in said if name not in own] for word, said in names.items()}
        return Veil.over(known, own)

    def _sections(self, case: CaseFile, veil: Veil, prefix: str, officers: Mapping[str, str]) -> Iterator[CopySection]:
        for record in FormRecord.select().where(FormRecord.case == case.id).order_by(FormRecord.id):
            spec = self.definitions.form(record.form_key, record.form_version, record.lists_mark)
            answers: Values = json.loads(record.answers)
            values = {**answers, **computed(spec, answers, moment(record.updated_at).date())}
            shown, homeless = with_homeless(offered(spec, values), json.loads(record.leftover))
            source = f"{prefix}{spec.title}, diisi {_writer(record)}"
            values |= homeless
            if not self.desk.session.reads(spec.compartment):
                self.counts[_NOT_MINE.key] += len(answers)
                continue
            for section, fields in visible_sections(shown, values):
                rows = tuple(self._rows(shown, section, fields, values, veil, officers))
                if rows:
                    yield CopySection(section.title, source, rows)

    def _rows(
        self,
        spec: FormSpec,
        section: Section,
        fields: tuple[Field, ...],
        values: Mapping[str, Value],
        veil: Veil,
        officers: Mapping[str, str],
    ) -> Iterator[tuple[str, str]]:
        for one in fields:
            said = display(one, values.get(one.key), officers)
            if one.kind in _SILENT or not said:
                continue
            excluded = self._excluded(spec, section, one)
            if excluded is None:
                yield one.label, veil(said)
            else:
                self.counts[excluded.key] += 1

    def _excluded(self, spec: FormSpec, section: Section, asked: Field) -> Exclusion | None:
        """The first exclusion that keeps this answer out of the copy."""
        in_force = (one for one in self.rights.exclusions if one.fixed or one.key in self.without)
        return next((one for one in in_force if one.covers(spec, section, asked)), None)

    def _consents(self, case: CaseFile) -> Iterator[tuple[str, str, str]]:
        said: consent.Consent = consents.of_case(self.definitions, case.id)
        for grant in said.grants:
            until = indonesia.long_date(grant.until) if grant.until else "tanpa batas"
            yield grant.receiver, "Diizinkan" if grant.agreed else "Tidak diizinkan", until if grant.agreed else ""
        for back in said.withdrawals:
            word = "Ditarik, lalu diberikan lagi" if back.renewed else "Ditarik"
            yield back.receiver or "Semua lembaga", word, indonesia.long_date(back.day)


def _writer(record: FormRecord) -> str:
    return f"{Account.get_by_id(record.updated_by_id).display_name}, {_day(record.updated_at)}"


def _day(stamped: str) -> str:
    return indonesia.long_date(moment(stamped).date())


def _given(case: CaseFile) -> Iterator[tuple[str, str, str, str]]:
    """Letters that left, what came back, files that were handed over: who has data of this person now."""
    without = {row.letter_id: row for row in ConsentException.select().where(ConsentException.case == case.id)}
    grounds = {option.key: option.label for option in consents.grounds()}
    letters = Letter.select().where(Letter.case == case.id, Letter.status == "terbit", Letter.addressee != "")
    for row in letters.order_by(Letter.id):
        said = without.get(row.id)
        ground = f"Tanpa persetujuan: {grounds.get(said.ground, said.ground)}" if said else ""
        day = indonesia.long_date(date.fromisoformat(row.date)) if row.date else ""
        yield day, f"{row.name} nomor {row.number}", said.receiver if said else row.addressee, ground
    replies = LetterReply.select(LetterReply, Letter).join(Letter).where(Letter.case == case.id)
    for reply in replies.order_by(LetterReply.id):
        yield _day(reply.recorded_at), f"Balasan nomor {reply.number}".strip(), reply.sender, "Membalas rujukan"
    for gone in Handover.select().where(Handover.case == case.id).order_by(Handover.id):
        who = ", ".join(part for part in (gone.receiver, gone.post, gone.office) if part)
        yield indonesia.long_date(date.fromisoformat(gone.received_on)), "Penyerahan berkas", who, ""


def _kept(case: CaseFile, veil: Veil) -> Iterator[tuple[str, str]]:
    for row in Attachment.select().where(Attachment.case == case.id).order_by(Attachment.id):
        yield veil(row.title), _day(row.added_at)
