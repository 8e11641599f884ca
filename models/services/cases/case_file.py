"""The case file: everything a case holds on paper and as scans, in the order of its procedure, with what is missing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from models.access.permissions import Permission
from models.domain import marks, scan_pictures, scans
from models.domain.marks import Mark, MarkKind
from models.records.completeness import CellState
from models.services.cases import documents, runs
from models.services.cases.case_page import attachment_row
from models.services.cases.documents import CaseDocuments
from models.services.definitions import Definitions
from models.services.desk import Desk
from models.services.letters import letter_list
from models.services.records import archive_rules, handovers
from models.services.records.archive_rows import rows_of
from models.services.records.file_states import FileStates
from models.services.views import AttachmentRow, DocumentItem, DocumentKind, Progress
from models.services.views.records import CaseFileItem, CaseFileSection, CaseFileView, FilingHint
from models.store.tables import ArchiveFile, Attachment, CaseFile, IncomingLetter, Letter

_STATES = {Progress.DONE: "done", Progress.PARTIAL: "partial", Progress.NONE: "none", Progress.SKIPPED: "skipped"}
_OTHERS = "Dokumen lain"


class CaseFileService:
    """Looking at a case file, and finding where a scanned sheet belongs."""

    def __init__(self, desk: Desk, definitions: Definitions) -> None:
        self._desk = desk
        self._definitions = definitions
        self._states = FileStates(desk, definitions)

    def view(self, case_id: int) -> CaseFileView:
        """The file of a case. NOT_FOUND. The look is recorded."""
        self._desk.authorise(Permission.CASE_READ)
        with self._desk.writing() as unit:
            run = runs.load(self._definitions, case_id)
            unit.audit("berkas.buka", "kasus", case_id)
            papers = documents.of_case(self._definitions, case_id, self._desk.clock.now())
            file = self._states.of_file(case_id, None)
            missing = {cell.key for cell in file.cells if cell.state is CellState.MISSING}
            attached = _attached(case_id, papers)
            sections, used = self._rows(run, papers, attached, missing)
            sections.append(CaseFileSection(_OTHERS, (*self._others(case_id, papers, attached, used),)))
            sections.append(CaseFileSection("Penyerahan berkas", tuple(_handovers(case_id, attached))))
            place, keeping = self._shelf(case_id)
            return CaseFileView(
                case_id=case_id,
                sections=tuple(section for section in sections if section.items),
                there=file.there,
                needed=file.needed,
                place=place,
                keeping=keeping,
                handover_kinds=handovers.kinds(self._definitions),
                may_hand_over=self._desk.session.may(Permission.LETTER_DRAFT),
            )

    def hints(self, content: bytes) -> tuple[FilingHint, ...]:
        """Where a scan belongs by the QR codes on its pages; codes that are not in the office's books are ignored.

        A scan with a damaged page can be kept all the same, only nothing is said of it. Raises ATTACHMENT_REFUSED for
        what is no scan.
        """
        self._desk.authorise(Permission.ATTACHMENT_ADD)
        media_type = scans.judge(content).media_type
        try:
            found = marks.find(content, media_type)
        except scan_pictures.DAMAGES:
            return ()
        with self._desk.reading():
            hints = [self._hint(mark) for mark in found]
        return tuple(hint for hint in hints if hint is not None)

    # ------------------------------------------------------------------ inside a stretch

    def _rows(
        self, run: runs.Run, papers: CaseDocuments, attached: list[AttachmentRow], missing: set[str]
    ) -> tuple[list[CaseFileSection], set[tuple[str, str]]]:
        sections, used = [], set[tuple[str, str]]()
        for step in run.spec.rows_of(""):
            items = []
            asked = [papers.item(output, step, run.done) for output in step.outputs]
            chosen = {item.choice for item in asked if item.choice and item.progress is not Progress.NONE}
            for item in asked:
                same = (item.kind.value, item.key)
                if item.kind in (DocumentKind.RECORD, DocumentKind.REGISTER, DocumentKind.REPORT) or same in used:
                    continue
                lacking = any(f"{same[0]}:{same[1]}" in key.split("|") for key in missing)
                spare = item.choice in chosen or not item.required
                if item.progress is Progress.NONE and not lacking and spare:
                    continue
                used.add(same)
                items.append(_item(item, attached, lacking))
            sections.append(CaseFileSection(f"{step.number}. {step.title}", tuple(items)))
        return sections, used

    def _others(
        self, case_id: int, papers: CaseDocuments, attached: list[AttachmentRow], used: set[tuple[str, str]]
    ) -> Iterable[CaseFileItem]:
        for key in papers.forms:
            if ("formulir", key) not in used:
                yield _item(papers.form(key), attached, lacking=False)
        shown = {papers.letters[key].id for kind, key in used if kind == "surat" and key in papers.letters}
        for letter in Letter.select().where(Letter.case == case_id).order_by(Letter.id):
            if letter.id not in shown:
                row = letter_list.row_of(letter, self._desk.clock.now())
                words = " · ".join(part for part in (row.number, row.date_text, row.status_label) if part)
                state = {"terbit": "done", "konsep": "partial"}.get(row.status, "skipped")
                own = tuple(_scan(one) for one in attached if one.letter_id == letter.id)
                yield CaseFileItem("surat", letter.letter_key, row.name, words, state, letter.id, scans=own)
        for one in attached:
            loose = not one.letter_id and not one.form_key and ("lampiran", one.serves) not in used
            if loose:
                yield _scan(one)

    def _shelf(self, case_id: int) -> tuple[str, str]:
        rules, today = archive_rules.in_force(self._desk), self._desk.clock.now().date()
        found = rows_of(ArchiveFile.select().where(ArchiveFile.case == case_id), rules, today)
        if not found:
            return "", ""
        row = found[0]
        lent = f"Dipinjam {row.borrower}, kembali {row.due}" if row.borrower else ""
        return ". ".join(part for part in (row.place.words, lent) if part), row.until

    def _hint(self, mark: Mark) -> FilingHint | None:
        finders = {
            MarkKind.LETTER: self._of_letter,
            MarkKind.FORM: self._of_form,
            MarkKind.FILE: self._of_label,
            MarkKind.INCOMING: self._of_sheet,
        }
        return finders[mark.kind](mark)

    def _of_letter(self, mark: Mark) -> FilingHint | None:
        row = Letter.get_or_none(Letter.check_code == mark.key, Letter.status == "terbit", Letter.case.is_null(False))
        if row is None or row.case is None:
            return None
        title = f"{row.name} nomor {row.number}, bertanda tangan"
        return FilingHint(row.case_id, row.case.number, title, mark.page, row.id)

    def _of_form(self, mark: Mark) -> FilingHint | None:
        case = CaseFile.get_or_none(CaseFile.number == mark.register_number)
        if case is None:
            return None
        known = self._definitions.keys("formulir")
        for key in known:
            spec = self._definitions.form(key)
            if mark.key in (spec.code, spec.key):
                return FilingHint(case.id, case.number, f"{known[key]}, terisi tangan", mark.page, form_key=key)
        return None

    def _of_label(self, mark: Mark) -> FilingHint | None:
        row = ArchiveFile.get_or_none(
            ArchiveFile.id == int(mark.key), ArchiveFile.register_number == mark.register_number
        )
        if row is None or row.case is None:
            return None
        return FilingHint(row.case_id, row.case.number, "Berkas kasus", mark.page)

    def _of_sheet(self, mark: Mark) -> FilingHint | None:
        row = IncomingLetter.get_or_none(
            IncomingLetter.id == int(mark.key), IncomingLetter.agenda == mark.register_number
        )
        if row is None or row.case is None:
            return None
        return FilingHint(row.case_id, row.case.number, f"Lembar disposisi agenda {row.agenda}", mark.page)


def _attached(case_id: int, papers: CaseDocuments) -> list[AttachmentRow]:
    rows = Attachment.select().where(Attachment.case == case_id).order_by(Attachment.id)
    return [attachment_row(row, papers.people.get(row.added_by_id, ""), papers.now) for row in rows]


def _item(item: DocumentItem, attached: list[AttachmentRow], lacking: bool) -> CaseFileItem:
    made = CaseFileItem(
        item.kind.value, item.key, item.title, item.detail, _STATES[item.progress], item.record_id, lacking
    )
    if item.kind is DocumentKind.FORM:
        own = [one for one in attached if one.form_key == item.key]
    elif item.kind is DocumentKind.LETTER:
        own = [one for one in attached if one.letter_id is not None and one.letter_id == item.record_id]
    else:
        own = [one for one in attached if one.serves == item.key and one.attachment_id != item.record_id]
    return replace(made, scans=tuple(_scan(one) for one in own))


def _scan(one: AttachmentRow) -> CaseFileItem:
    kind = scans.NAMES.get(one.media_type, "Berkas")
    pages = f"{one.pages} halaman" if one.pages > 1 else ""
    detail = " · ".join(part for part in (kind, pages, one.detail) if part)
    return CaseFileItem("lampiran", one.serves, one.title, detail, "done", one.attachment_id)


def _handovers(case_id: int, attached: list[AttachmentRow]) -> Iterable[CaseFileItem]:
    for row in handovers.rows_of(case_id):
        title = f"{row.letter.name} nomor {row.letter.number}" if row.letter else "Penyerahan berkas"
        own = tuple(_scan(one) for one in attached if one.attachment_id == row.attachment_id)
        yield CaseFileItem("penyerahan", "", title, handovers.words_of(row), "done", row.letter_id, scans=own)
