"""Handing a case to another office as one encrypted file, and taking in one that another office has sent."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from pathlib import Path

from models.access.permissions import Permission
from models.domain.atomic import told_to_people
from models.errors import ErrorCode, UserError
from models.forms import consent as consent_words
from models.forms.consent import Standing
from models.forms.values import clean_text
from models.records import case_package
from models.records.case_package import CasePackage
from models.services import logbook
from models.services.agenda import dispatched
from models.services.cases import consent
from models.services.cases.consent import LackingConsent
from models.services.definitions import Definitions
from models.services.desk import Desk, existing, stamp
from models.services.forms.forms import FormService
from models.services.packages.package_content import Gathered, origin_of
from models.services.packages.package_joining import Joining, compared
from models.services.packages.package_taking import Taking
from models.services.rights import erasure
from models.services.views.packages import NewPackage, PackageMade, PackagePreview, TakenIn
from models.store.tables import CaseFile, FormRecord, Handover
from models.store.tables import CasePackage as Journey
from models.vault import package as vault
from models.vault.slots import STANDARD

#: How such files end; the programs of an office's PC know them by it.
SUFFIX = ".jangkau"
_LONGEST = 200


class PackageService:
    """Out of the house and into it."""

    def __init__(self, desk: Desk, definitions: Definitions, forms: FormService) -> None:
        self._desk = desk
        self._definitions = definitions
        self._forms = forms

    def lacking(self, case_id: int, office: str) -> LackingConsent | None:
        """Why the case may not simply be given to ``office``, and on which grounds it may; None with consent."""
        self._desk.authorise(Permission.PACKAGE_SEND)
        receiver = clean_text(office, lines=False)
        with self._desk.reading():
            existing(CaseFile.get_or_none(CaseFile.id == case_id))
            today = self._desk.clock.now().date()
            standing, day = consent.of_case(self._definitions, case_id).standing(receiver, today)
            if standing is Standing.GIVEN:
                return None
            return LackingConsent(receiver, consent_words.sentence(standing, day, receiver), consent.grounds())

    def send(self, case_id: int, given: NewPackage) -> PackageMade:
        """Make the package of a case: recorded as handed over, with what allows it.

        Raises VALUE_INVALID, CONSENT_MISSING without consent and ground, DATA_ERASED, NOT_ALLOWED for who may not read
        every form, PACKAGE_TOO_BIG.
        """
        self._desk.authorise(Permission.PACKAGE_SEND)
        self._desk.authorise(Permission.ATTACHMENT_READ)
        office, receiver, post, reason = (
            clean_text(text, lines=False)[:_LONGEST]
            for text in (given.office, given.receiver, given.post, given.reason)
        )
        if not office or not receiver:
            raise UserError(ErrorCode.VALUE_INVALID, what="Isi kantor penerima dan nama penerimanya.")
        ground = self._ground(case_id, office, given.ground, reason)
        papers = self._papers(case_id)
        with self._desk.reading():
            case = existing(CaseFile.get_or_none(CaseFile.id == case_id, CaseFile.period == ""))
            erasure.require_there(case.id)
            gathered = Gathered(self._desk, self._definitions, case, lambda record: papers[record.form_key])
            made = gathered.package(office, ground)
        password = vault.suggest_password()
        content = vault.locked(made.to_bytes(), password, STANDARD)
        self._note_sent(made, content, (office, receiver, post, given.ground, reason))
        return PackageMade(password, content)

    def open_file(self, path: Path, password: str) -> CasePackage:
        """``open`` for a file on this PC; FILE_… as reading files has it."""
        self._desk.authorise(Permission.PACKAGE_TAKE)
        with told_to_people(), path.open("rb") as file:
            content = file.read(vault.MOST_BYTES + 1)  # one more tells that it is too big
        return self.open(content, password)

    def open(self, content: bytes, password: str) -> CasePackage:
        """What a package holds; nothing is written but that it was looked at.

        Raises PACKAGE_UNKNOWN, PACKAGE_NEWER, PACKAGE_TOO_BIG, PACKAGE_PASSWORD, PACKAGE_DAMAGED.
        """
        self._desk.authorise(Permission.PACKAGE_TAKE)
        found = case_package.read(vault.unlocked(content, password))
        with self._desk.writing() as unit:
            unit.audit("paket.lihat", "paket", None, paket=found.package, kantor=found.office)
        return found

    def preview(self, found: CasePackage) -> PackagePreview:
        """What taking it in would mean here."""
        self._desk.authorise(Permission.PACKAGE_TAKE)
        return Taking(self._desk, self._definitions, found).preview(compared)

    def take(self, found: CasePackage) -> TakenIn:
        """Take the case in under a new number of this office, whole or not at all.

        Raises VALUE_INVALID for one that is here already.
        """
        self._desk.authorise(Permission.PACKAGE_TAKE)
        return Taking(self._desk, self._definitions, found).take()

    def join(self, found: CasePackage, theirs: Collection[tuple[str, str]]) -> TakenIn:
        """Bring what is new into the case that is here already.

        ``theirs``: the answers (form, field) that are taken over; all others stay as they are here.

        Raises VALUE_INVALID for a case that is not here, CASE_CLOSED, PACKAGE_DAMAGED.
        """
        self._desk.authorise(Permission.PACKAGE_TAKE)
        return Joining(self._desk, self._definitions, found).join(theirs)

    # ------------------------------------------------------------------ inside

    def _ground(self, case_id: int, office: str, ground: str, reason: str) -> str:
        """On what the data are given, in words."""
        lacking = self.lacking(case_id, office)
        if lacking is None:
            return "Persetujuan klien"
        labels = {option.key: option.label for option in lacking.grounds}
        if ground not in labels:
            raise UserError(ErrorCode.CONSENT_MISSING, why=lacking.sentence)
        if not reason:
            raise UserError(ErrorCode.REASON_NEEDED)
        return f"{labels[ground]}: {reason}"

    def _papers(self, case_id: int) -> dict[str, bytes]:
        """Every form of the case as PDF."""
        with self._desk.reading():
            keys = [row.form_key for row in FormRecord.select().where(FormRecord.case == case_id)]
        return {key: self._forms.paper(case_id, key) for key in keys}

    def _note_sent(self, made: CasePackage, content: bytes, given: tuple[str, str, str, str, str]) -> None:
        office, receiver, post, ground, reason = given
        now = self._desk.clock.now()
        digest = hashlib.sha256(content).hexdigest()
        with self._desk.writing("kasus", "bukulog", "arsip", "agenda") as unit:
            case = existing(CaseFile.get_or_none(CaseFile.number == made.case.number))
            handed = Handover.create(
                case=case.id,
                receiver=receiver,
                post=post,
                office=office,
                received_on=now.date().isoformat(),
                remark=f"Paket terenkripsi {made.package[:6]}",
                recorded_at=stamp(now),
                recorded_by=self._desk.account_id,
            )
            dispatched.handed_over(self._desk, handed, 1)
            Journey.create(
                case=case.id, direction="keluar", package=made.package, origin=origin_of(self._desk, case),
                origin_number=case.number, office=office, ground=ground, reason=reason, sha256=digest,
                size=len(content), handover=handed.id, at=stamp(now), account=self._desk.account_id,
            )  # fmt: skip
            unit.audit("paket.kirim", "kasus", case.id, paket=made.package, kantor=office, dasar=ground, alasan=reason)
            remark = f"Paket terenkripsi {made.package[:6]}. {made.ground}"
            logbook.tell(
                self._desk, case, "Menyerahkan berkas", "Paket kasus", receiver=f"{receiver}, {office}", remark=remark,
                giver=self._desk.session.user.display_name,
            )  # fmt: skip
