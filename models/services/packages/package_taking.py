"""Taking in a case of another office: looked at first, then written whole or not at all, under this office's keys."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeAlias

from peewee import IntegrityError

from models.access.permissions import Permission
from models.domain import indonesia, scans
from models.domain.facts import FACTS
from models.errors import ErrorCode, UserError
from models.forms import loader as form_loader
from models.forms.compute import computed
from models.forms.lists import offered
from models.forms.spec import FieldKind, FormSpec, Value, Values
from models.forms.values import clean_text
from models.records.case_package import CasePackage, File, Form, Wording
from models.services import facts, logbook, search
from models.services.cases import casework, persons, runs
from models.services.cases.persons import PersonService
from models.services.definitions import Definitions, DefinitionText, take_along
from models.services.desk import Desk, moment, packed, stamp
from models.services.packages.package_content import shown_answers
from models.services.rights import erasure
from models.services.views.packages import Conflict, PackagePreview, TakenIn
from models.sop import legal
from models.sop import loader as sop_loader
from models.sop.spec import SopSpec
from models.source import Source
from models.store.database import UnitOfWork
from models.store.tables import (
    Attachment,
    CaseFile,
    Definition,
    DocumentMark,
    FactRow,
    FormRecord,
    LegalClock,
    Note,
    StepRun,
    Tick,
)
from models.store.tables import CasePackage as Journey

#: What differs from a case that is here, and what would be added to it.
Compare: TypeAlias = Callable[[Definitions, CaseFile, CasePackage], tuple[tuple[Conflict, ...], tuple[str, ...]]]
_LONGEST = 200
_ELSEWHERE = "Surat kantor asal, tersimpan sebagai lampiran"
_KINDS = {"sop": "SOP", "formulir": "Formulir"}


def damaged() -> UserError:
    """The package says something that cannot be."""
    return UserError(ErrorCode.PACKAGE_DAMAGED)


def known_case(found: CasePackage) -> CaseFile | None:
    """The case here that a package is about: it came before, or it left from here. Inside a stretch."""
    row = Journey.select().where(Journey.origin == found.case.origin).order_by(Journey.id).first()
    return CaseFile.get_by_id(row.case_id) if row is not None else None


def stated_in(found: CasePackage) -> Values:
    """The facts of a package this program knows."""
    return {one.key: one.value for one in found.facts if one.key in FACTS}


class Taking:
    """One package on its way in."""

    def __init__(self, desk: Desk, definitions: Definitions, found: CasePackage) -> None:
        self.desk, self.definitions, self.found = desk, definitions, found
        self._tokens: list[str] = []

    def preview(self, compare: Compare) -> PackagePreview:
        """What it holds and what it would become; nothing is written but the search for the same person.

        ``compare`` tells what differs from the case that is here already and what would be added to it.
        """
        found, desk = self.found, self.desk
        stated = stated_in(found)
        with desk.reading():
            known = known_case(found)
            unknown = tuple(self._unknown())
            obstacle = self._obstacle(known)
            conflicts, added = compare(self.definitions, known, found) if known and not obstacle else ((), ())
        may_search = desk.session.may(Permission.CASE_LIST) and known is None
        return PackagePreview(
            office=found.office,
            sender=found.sender,
            made=indonesia.long_date(moment(found.made_at).date()),
            number=found.case.number,
            service=found.case.sop_title,
            client_label=facts.client_label(stated, desk.clock.now().date()),
            status="Berjalan" if found.case.status == casework.RUNNING else found.case.ended_as or "Selesai",
            ground=found.ground,
            counts=self._counts(),
            unknown=unknown,
            known_id=known.id if known else None,
            known_number=known.number if known else "",
            conflicts=conflicts,
            fresh=added,
            similar=PersonService(desk).similar(stated) if may_search else (),
            obstacle=obstacle,
        )

    def take(self) -> TakenIn:
        """Write it as a new case of this office."""
        with self.writing() as unit:
            if known_case(self.found) is not None:
                raise UserError(ErrorCode.VALUE_INVALID, what="Kasus dari paket ini sudah ada di kantor ini.")
            if obstacle := self._obstacle(None):
                raise UserError(ErrorCode.VALUE_INVALID, what=obstacle)
            versions = self.bring_definitions()
            case = self._case(versions)
            self._steps(case)
            self.write_files(case, self.found.files, versions)
            self._limits(case)
            self.note(unit, case, "paket.terima", "Menerima paket kasus")
            return TakenIn(case.id, case.number)

    @contextmanager
    def writing(self) -> Iterator[UnitOfWork]:
        """One transaction; where it is rolled back the files that were put beside it go too."""
        try:
            with self.desk.writing("kasus", "bukulog", "arsip") as unit:
                yield unit
        except IntegrityError:
            self.clear()
            raise damaged() from None
        except BaseException:
            self.clear()
            raise

    def clear(self) -> None:
        """Remove files that no record speaks of: the writing was rolled back."""
        for token in self._tokens:
            self.desk.session.files.remove(token)

    # ------------------------------------------------------------------ definitions

    def _unknown(self) -> Iterator[str]:
        for one in self.found.definitions:
            text = _text(one)
            same = (Definition.kind == one.kind) & (Definition.key == one.key)
            if Definition.select().where(same, Definition.sha256 == text.sha256).exists():
                continue
            other = Definition.select().where(same, ~Definition.guest).exists()
            words = "di sini tertulis lain" if other else "belum ada di sini"
            yield f"{_KINDS.get(one.kind, one.kind)} {one.title}, versi {one.version}: {words}"

    def _obstacle(self, known: CaseFile | None) -> str:
        """Why it cannot be taken in."""
        if known is not None and erasure.erased(known.id) is not None:
            return f"Data kasus {known.number} sudah dihapus menurut hukum dan tidak boleh dimasukkan lagi."
        for one in self.found.definitions:
            if one.kind not in _KINDS or self._loaded(one) is None:
                return f"{_KINDS.get(one.kind, 'Definisi')} {one.title} dari kantor asal tidak dapat dipakai di sini."
        return ""

    def _loaded(self, one: Wording) -> SopSpec | FormSpec | None:
        source = Source.read(f"{one.key} versi {one.version}", one.text)
        if one.kind == "sop":
            return sop_loader.load(source)
        return form_loader.load(source, self.definitions.lists())

    def bring_definitions(self) -> dict[tuple[str, str, int], int]:
        """Under which version this office has each definition of the package."""
        now = stamp(self.desk.clock.now())
        return {(one.kind, one.key, one.version): take_along(_text(one), now) for one in self.found.definitions}

    # ------------------------------------------------------------------ the case

    def _case(self, versions: dict[tuple[str, str, int], int]) -> CaseFile:
        said, now = self.found.case, stamp(self.desk.clock.now())
        version = versions["sop", said.sop_key, said.sop_version]
        self._spec = self.definitions.sop(said.sop_key, version)
        request = f"paket-{said.origin}"
        running = said.status == casework.RUNNING
        child = facts.is_child(stated_in(self.found), self.desk.clock.now().date())
        case: CaseFile = CaseFile.create(
            number=casework.next_number(self.desk, self._spec, request, child=child),
            sop_key=said.sop_key,
            sop_version=version,
            received_at=now,
            opened_at=now,
            opened_by=self.desk.account_id,
            status=said.status,
            step_number=said.step_number if running else None,
            ended_as=clean_text(said.ended_as, lines=False),
            ended_at=None if running else now,
            reopen_at=said.reopen_at or None,
            request_id=request,
        )
        return case

    def _steps(self, case: CaseFile) -> None:
        numbers = {step.number for step in self._spec.steps}
        for one in self.found.steps:
            if one.step_number not in numbers or one.visit < 1:
                raise damaged()
            if one.finished_at:
                row = StepRun.create(
                    case=case.id, step_number=one.step_number, visit=one.visit, actor=one.actor,
                    started_at=one.started_at, finished_at=one.finished_at, outcome=one.outcome, reason=one.reason,
                    force_reason=one.force_reason, skip_reason=one.skip_reason, late_reason=one.late_reason,
                    minutes_used=one.minutes_used,
                )  # fmt: skip
            else:
                row = runs.open_step(self.desk, case, self._spec, one.step_number, one.visit)
            for kind, item, at in one.ticks:
                Tick.create(step_run=row.id, kind=kind, item=item, at=at, account=self.desk.account_id)

    def write_files(self, case: CaseFile, files: tuple[File, ...], versions: dict[tuple[str, str, int], int]) -> None:
        """Scans, letters, forms with their facts, notes; what other offices wrote as letters comes as scans."""
        places = {one.old: self._store_file(case, one) for one in files}
        for letter in self.found.letters:
            if letter.paper >= 0:
                title = f"{letter.name} nomor {letter.number} ({self.found.office})"
                self.store(case, title, f"{letter.key}.pdf", self.found.contents[letter.paper], at=self.found.made_at)
            DocumentMark.insert(
                case=case.id, document=f"surat:{letter.key}", state="tidak_perlu", reason=_ELSEWHERE,
                at=stamp(self.desk.clock.now()), account=self.desk.account_id,
            ).on_conflict_ignore().execute()  # fmt: skip
        for form in self.found.forms:
            self.write_form(case, form, versions["formulir", form.key, form.version], places)
        self._facts(case)
        for note in self.found.notes:
            Note.create(case=case.id, text=told_note(self.found, note.text, note.by), at=note.at, account=self._me())
        self.show(case)

    def write_form(self, case: CaseFile, form: Form, version: int, places: dict[int, int]) -> None:
        """A form with its answers; where its lists read otherwise here, the sender's paper comes along as a scan."""
        spec = self.definitions.form(form.key, version)
        answers: Values = {key: _placed(spec, key, value, places) for key, value in form.answers.items()}
        FormRecord.create(
            case=case.id, form_key=form.key, form_version=version, ordinal=form.ordinal, status=form.status,
            answers=packed(answers), answered=form.answered, expected=form.expected, created_at=form.created_at,
            updated_at=form.updated_at, updated_by=self.desk.account_id, leftover=packed(form.leftover),
        )  # fmt: skip
        values = {**answers, **computed(spec, answers, moment(form.updated_at).date())}
        if shown_answers(offered(spec, values), values, {}) != form.shown and form.paper >= 0:
            title = f"{form.title} ({self.found.office})"
            content = self.found.contents[form.paper]
            self.store(case, title, f"{form.key}.pdf", content, at=form.updated_at, form_key=form.key)

    def _facts(self, case: CaseFile) -> None:
        forms = {form.key for form in self.found.forms}
        for one in self.found.facts:
            if one.key in FACTS and one.form_key in forms:
                FactRow.create(case=case.id, key=one.key, value=packed(one.value), form_key=one.form_key)

    def show(self, case: CaseFile) -> None:
        """Renew what lists show of the case and what it is found by."""
        stated = facts.of_case(case.id)
        facts.show(case, stated, self.desk.clock.now().date())
        case.row_version += 1
        case.save()
        search.index(case, stated)
        persons.remember(case, stated)

    def _limits(self, case: CaseFile) -> None:
        for one in self.found.limits:
            limit = legal.shipped().get(one.kind)
            if limit is not None and not limit.on_request:
                LegalClock.create(
                    case=case.id, kind=one.kind, started_at=one.started_at, due_at=one.due_at,
                    done_at=one.done_at or None, done_by=self.desk.account_id if one.done_at else None,
                    remark=clean_text(one.remark, lines=False),
                )  # fmt: skip

    def _store_file(self, case: CaseFile, one: File) -> int:
        content = self.found.contents[one.content]
        return self.store(
            case, one.title, one.file_name, content, at=one.added_at, form_key=one.form_key, serves=one.serves,
            step_number=one.step_number or None,
        )  # fmt: skip

    def store(self, case: CaseFile, title: str, file_name: str, content: bytes, *, at: str, **more: Any) -> int:
        """A file of the case, encrypted under this office's key and read back; its number."""
        try:
            judged = scans.judge(content)
        except UserError:
            raise damaged() from None
        files = self.desk.session.files
        stored = files.put(case.id, content)
        self._tokens.append(stored.token)
        files.verify(case.id, stored)
        made = Attachment.create(
            case=case.id, title=clean_text(title, lines=False)[:_LONGEST] or "Pindaian",
            file_name=scans.plain_name(file_name), media_type=judged.media_type, size=stored.size,
            sha256=stored.sha256, token=stored.token, pages=judged.pages, added_at=at, added_by=self._me(), **more,
        )  # fmt: skip
        return int(made.id)

    def note(self, unit: Any, case: CaseFile, action: str, activity: str) -> None:
        """Write down where it came from: journey, trail, log book."""
        found = self.found
        Journey.create(
            case=case.id, direction="masuk", package=found.package, origin=found.case.origin,
            origin_number=found.case.number, office=found.office, ground=found.ground, sha256="",
            size=sum(map(len, found.contents)), at=stamp(self.desk.clock.now()), account=self._me(),
        )  # fmt: skip
        unit.audit(action, "kasus", case.id, paket=found.package, kantor=found.office, nomor_asal=found.case.number)
        remark = f"Nomor asal {found.case.number}. {found.ground}"
        logbook.tell(self.desk, case, activity, "Paket kasus", giver=found.office, remark=remark)

    def _counts(self) -> tuple[str, ...]:
        found = self.found
        words = (
            (len(found.forms), "formulir"),
            (len(found.letters), "surat"),
            (len(found.files), "pindaian dan lampiran"),
            (len(found.notes), "catatan"),
            (len(found.steps), "langkah SOP"),
        )
        return tuple(f"{count} {word}" for count, word in words if count)

    def _me(self) -> int:
        return self.desk.account_id


def told_note(found: CasePackage, text: str, by: str) -> str:
    """A note as it stands here: whose it was is said, since it was written elsewhere."""
    return f"{clean_text(text, lines=True)}\n({clean_text(by, lines=False)}, {found.office})"


def _text(one: Wording) -> DefinitionText:
    return DefinitionText(one.kind, one.key, one.version, clean_text(one.title, lines=False)[:_LONGEST], one.text)


def _placed(spec: FormSpec, key: str, value: Value, places: dict[int, int]) -> Value:
    """An answer that names pictures names them by their numbers here."""
    asked = next((one for one in spec.fields if one.key == key), None)
    if asked is None or asked.kind is not FieldKind.PICTURE or not isinstance(value, list):
        return value
    return [str(places[int(str(one))]) for one in value if str(one).isdigit() and int(str(one)) in places]


def answers_of(record: FormRecord) -> Values:
    """The answers of a form of a case."""
    found: Values = json.loads(record.answers)
    return found
