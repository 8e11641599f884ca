"""The documents a step asks for, each with its state and the one thing to do about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from models.services.definitions import Definitions
from models.services.desk import moment
from models.services.views import DocumentItem, DocumentKind, Progress
from models.services.words import when
from models.sop.engine import Done
from models.sop.registers import REGISTERS
from models.sop.report_kinds import report_kinds
from models.sop.spec import Output, OutputKind, SopSpec, Step
from models.statistics.report_life import HANDED_IN, WORDS, ReportState
from models.store.tables import Account, Attachment, FormRecord, Letter, ServiceReport


@dataclass(frozen=True)
class CaseDocuments:
    """All forms, letters and attachments of a case, read once."""

    forms: dict[str, FormRecord]
    letters: dict[str, Letter]
    attachments: dict[str, Attachment]
    reports: dict[str, ServiceReport]
    form_titles: dict[str, str]
    letter_titles: dict[str, str]
    people: dict[int, str]
    now: datetime

    def item(self, output: Output, step: Step, done: Done) -> DocumentItem:
        """An output of a row as an item of the checklist."""
        labels = tuple(outcome.label for outcome in step.outcomes if outcome.key in output.only_for)
        makers: dict[OutputKind, Callable[[str], DocumentItem]] = {
            OutputKind.FORM: self.form,
            OutputKind.LETTER: self.letter,
            OutputKind.ATTACHMENT: self.attachment,
            OutputKind.RECORD: lambda key: self.record(key, key in done.records),
            OutputKind.REGISTER: lambda key: _register(key, key in done.registers),
            OutputKind.REPORT: lambda key: _report(key, self.reports.get(key)),
        }
        made = makers[output.kind](output.key)
        if output.kind is OutputKind.LETTER and made.progress is Progress.DONE and output.key not in done.letters:
            made = replace(
                made,
                progress=Progress.NONE,
                detail=f"Perlu surat baru; yang lama {made.detail}",
                verb="Buat",
                record_id=None,
            )
        if (
            output.kind is OutputKind.ATTACHMENT
            and made.progress is Progress.DONE
            and output.key not in done.attachments
        ):
            made = replace(
                made,
                progress=Progress.NONE,
                detail="Perlu berkas baru sesudah dikembalikan",
                verb="Lampirkan",
                record_id=None,
            )
        return replace(made, required=output.required, choice=output.choice, only_for=labels)

    def form(self, key: str) -> DocumentItem:
        title = self.form_titles.get(key, key)
        record = self.forms.get(key)
        if record is None:
            return DocumentItem(DocumentKind.FORM, key, title, Progress.NONE, "Belum diisi", "Isi", True)
        if record.status == "lengkap":
            detail = f"{self.people.get(record.updated_by_id, '')} · {when(moment(record.updated_at), self.now)}"
            return DocumentItem(DocumentKind.FORM, key, title, Progress.DONE, detail, "Lihat", True, record.id)
        detail = f"Wajib terisi {record.answered} dari {record.expected}" if record.expected else "Konsep"
        return DocumentItem(DocumentKind.FORM, key, title, Progress.PARTIAL, detail, "Lanjutkan", True, record.id)

    def letter(self, key: str) -> DocumentItem:
        title = self.letter_titles.get(key, key)
        row = self.letters.get(key)
        if row is None:
            return DocumentItem(DocumentKind.LETTER, key, title, Progress.NONE, "Belum dibuat", "Buat", True)
        if row.status == "terbit":
            detail = f"{row.number} · {when(moment(row.issued_at or row.created_at), self.now)}"
            return DocumentItem(DocumentKind.LETTER, key, title, Progress.DONE, detail, "Lihat", True, row.id)
        detail = "Konsep, belum bernomor"
        return DocumentItem(DocumentKind.LETTER, key, title, Progress.PARTIAL, detail, "Lanjutkan", True, row.id)

    def attachment(self, key: str) -> DocumentItem:
        row = self.attachments.get(key)
        if row is None:
            return DocumentItem(
                DocumentKind.ATTACHMENT, key, key, Progress.NONE, "Belum dilampirkan", "Lampirkan", True
            )
        detail = f"{self.people.get(row.added_by_id, '')} · {when(moment(row.added_at), self.now)}"
        return DocumentItem(DocumentKind.ATTACHMENT, key, key, Progress.DONE, detail, "Lihat", True, row.id)

    def record(self, key: str, confirmed: bool) -> DocumentItem:
        progress = Progress.DONE if confirmed else Progress.NONE
        detail = "Sudah ditandai" if confirmed else "Belum ditandai"
        return DocumentItem(
            DocumentKind.RECORD, key, key, progress, detail, "Batalkan tanda" if confirmed else "Tandai", True
        )


def _report(key: str, row: ServiceReport | None) -> DocumentItem:
    """A report is made on its own page; here stands how far it is."""
    title = report_kinds().get(key, key)
    if row is None:
        return DocumentItem(DocumentKind.REPORT, key, title, Progress.NONE, "Belum disusun", "Susun", True)
    state = ReportState(row.state)
    if state in HANDED_IN:
        return DocumentItem(DocumentKind.REPORT, key, title, Progress.DONE, WORDS[state], "Lihat", True, row.id)
    return DocumentItem(DocumentKind.REPORT, key, title, Progress.PARTIAL, WORDS[state], "Lanjutkan", True, row.id)


def _register(key: str, filled: bool) -> DocumentItem:
    """A register fills itself: there is nothing to press, only whether its lines are there."""
    progress, detail = (Progress.DONE, "Tercatat dalam register") if filled else (Progress.NONE, "Belum ada barisnya")
    return DocumentItem(DocumentKind.REGISTER, key, REGISTERS[key], progress, detail, "Lihat", True)


def of_case(definitions: Definitions, case_id: int, now: datetime, period: str = "") -> CaseDocuments:
    """Read the documents of a case, or of the run of a ``period``: always the same number of queries.

    Inside a reading or writing stretch.
    """
    letters: dict[str, Letter] = {}
    rows = Letter.select().where(Letter.case == case_id, Letter.status != "batal").order_by(Letter.id)
    for row in rows:
        kept = letters.get(row.letter_key)
        if kept is None or row.status == "terbit" or kept.status != "terbit":
            letters[row.letter_key] = row
    attached = Attachment.select().where(Attachment.case == case_id).order_by(Attachment.id)
    return CaseDocuments(
        forms={row.form_key: row for row in FormRecord.select().where(FormRecord.case == case_id)},
        letters=letters,
        attachments={row.serves: row for row in attached if row.serves},
        reports=_reports(period) if period else {},
        form_titles=definitions.keys("formulir"),
        letter_titles=definitions.keys("surat"),
        people={row.id: row.display_name for row in Account.select(Account.id, Account.display_name)},
        now=now,
    )


def _reports(period: str) -> dict[str, ServiceReport]:
    return {row.kind: row for row in ServiceReport.select().where(ServiceReport.period == period)}


def of_procedure(spec: SopSpec, documents: CaseDocuments) -> tuple[DocumentItem, ...]:
    """All forms the procedure names, in its order, then what else the case holds."""
    named = spec.documents(OutputKind.FORM)
    others = [key for key in documents.forms if key not in named]
    return tuple(documents.form(key) for key in (*named, *others))


def titled(items: Iterable[DocumentItem], kind: str, key: str) -> str:
    """The title of the item with this kind and key, the key if there is none."""
    return next((item.title for item in items if (item.kind.value, item.key) == (kind, key)), key)
