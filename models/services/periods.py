"""Documentation of a period: files received, sorted and chased until complete, with a receipt for the giver."""

from __future__ import annotations

from dataclasses import replace

from models.access.permissions import Permission
from models.errors import ErrorCode, UserError
from models.forms.spec import Values
from models.forms.values import clean_text
from models.letters.compose import prefill
from models.services import facts, letter_context, letterwork, logbook, period_runs, runs, shortages
from models.services.case_page import CasePages
from models.services.definitions import Definitions
from models.services.desk import Desk, existing, stamp
from models.services.views import CasePage, NewReceipt
from models.sop.spec import OutputKind, SopSpec
from models.store.tables import CaseFile, FileReceipt

_COMPLETE = ("", "Lengkap", "Belum lengkap")


class PeriodService:
    """What people do with the runs of procedures of a period."""

    def __init__(self, desk: Desk, definitions: Definitions) -> None:
        self._desk = desk
        self._definitions = definitions
        self._pages = CasePages(desk, definitions)

    def begin_due(self) -> tuple[str, ...]:
        """Begin the runs whose time has come, each once; gives their titles. Asked at each start and each new day."""
        self._desk.authorise(Permission.CASE_LIST)
        today = self._desk.clock.now().date()
        with self._desk.reading():
            specs = period_runs.in_use(self._desk, self._definitions)
            if not any(period_runs.due(spec, today) for spec in specs):
                return ()
        with self._desk.writing("kasus") as unit:
            # Asked again: another desk may have been quicker.
            begun = [
                period_runs.begin(self._desk, unit, spec, period)
                for spec in specs
                for period in period_runs.due(spec, today)
            ]
            unit.audit("periode.periksa", "kasus", None, dimulai=len(begun))
        return tuple(run.client_label for run in begun)

    def receive(self, run_id: int, line: NewReceipt) -> CasePage:
        """Receive a file of another service by hand.

        Raises VALUE_INVALID, STEP_CLOSED when the run takes no more files, STEP_NOT_YOURS.
        """
        self._desk.authorise(Permission.STEP_WORK)
        texts = {name: clean_text(getattr(line, name), lines=False) for name in _TEXTS}
        if not texts["service"] or not texts["document"]:
            raise UserError(ErrorCode.VALUE_INVALID, what="Layanan asal dan jenis berkas wajib diisi.")
        if not 1 <= line.quantity <= logbook.MOST_FILES:
            raise UserError(ErrorCode.VALUE_INVALID, what=f"Jumlah berkas harus dari 1 sampai {logbook.MOST_FILES}.")
        with self._desk.writing("kasus", "bukulog") as unit:
            run = self._receiving(run_id)
            row = FileReceipt.create(
                run=run.case.id, quantity=line.quantity, offered_at=stamp(self._desk.clock.now()), **texts
            )
            self._take(row, line.complete, line.remark)
            unit.audit("berkas.terima", "kasus", run.case.id, berkas=row.id, register=row.register_number)
            return self._pages.build(run.case.id)

    def accept(self, receipt_id: int, complete: str = "", remark: str = "") -> CasePage:
        """Receive a file that a closed case handed over; received before: nothing happens."""
        self._desk.authorise(Permission.STEP_WORK)
        with self._desk.writing("kasus", "bukulog") as unit:
            row = _row(receipt_id)
            run = self._receiving(row.run_id)
            if row.received_at is None:
                self._take(row, complete, remark)
            unit.audit("berkas.terima", "kasus", run.case.id, berkas=row.id, register=row.register_number)
            if row.link is not None:
                unit.audit("berkas.diterima", "kasus", row.link.from_case_id, tujuan=run.case.client_label)
            return self._pages.build(run.case.id)

    def sort(self, receipt_id: int, selected: bool, shortage: str = "") -> CasePage:
        """Sort a received file by the documentation criteria; ``shortage`` says what is missing in it.

        Raises NOT_FOUND for a file that was not received, STEP_CLOSED, STEP_NOT_YOURS.
        """
        self._desk.authorise(Permission.STEP_WORK)
        with self._desk.writing("kasus", "bukulog") as unit:
            row = _row(receipt_id)
            run = self._mine(row.run_id)
            if row.received_at is None:
                raise UserError(ErrorCode.NOT_FOUND)
            row.sorted_at = stamp(self._desk.clock.now())
            row.sorted_by = self._desk.account_id  # type: ignore[assignment]  # peewee takes the id
            row.selected, row.shortage = selected, self._unnamed(row, shortage)
            row.complete = "Belum lengkap" if row.shortage else row.complete
            row.save()
            self._log(row, "Memilah berkas", "Terpilih" if selected else "Tidak dipilih", row.shortage)
            shortages.note_remark(self._desk, unit, row, row.shortage)
            unit.audit("berkas.pilah", "kasus", run.case.id, berkas=row.id, terpilih=selected)
            return self._pages.build(run.case.id)

    def resolve(self, receipt_id: int) -> CasePage:
        """What was missing in a file was brought in; also after its period."""
        self._desk.authorise(Permission.LOGBOOK_WRITE)
        with self._desk.writing("kasus", "bukulog") as unit:
            row = _row(receipt_id)
            if not row.shortage:
                raise UserError(ErrorCode.NOT_FOUND)
            if row.resolved_at is None:
                row.resolved_at, row.complete = stamp(self._desk.clock.now()), "Lengkap"
                row.save()
                shortages.settle_remark(self._desk, row)
                self._log(row, "Melengkapi berkas", row.shortage)
            unit.audit("berkas.lengkapi", "kasus", row.run_id, berkas=row.id)
            return self._pages.build(row.run_id)

    def receipt_letter(self, receipt_id: int) -> int:
        """The receipt for the giver of a file: its draft with the list of files, or the one written before.

        The kind of letter is the one the receiving row of the procedure names. NOT_FOUND if it names none.
        """
        self._desk.authorise(Permission.LETTER_DRAFT)
        with self._desk.writing("kasus", "surat") as unit:
            row = _row(receipt_id)
            run = runs.load(self._definitions, row.run_id)
            if row.letter is not None and row.letter.status != "batal":
                unit.audit("surat.buka", "kasus", run.case.id, surat=row.letter.letter_key)
                return int(row.letter.id)
            spec = self._definitions.letter(existing(_receipt_key(run.spec)))
            context = letter_context.gather(
                self._desk, self._definitions, spec, run.case, {}, self._desk.clock.now().date()
            )
            context = replace(context, facts=self._known(row))
            made = letterwork.new_draft(self._desk, spec, run.case.id, prefill(spec, context))
            row.letter = made.id
            row.save()
            unit.audit("surat.konsep", "kasus", run.case.id, surat=spec.key)
            return int(made.id)

    def _known(self, row: FileReceipt) -> Values:
        """What the receipt can say of itself: giver, receiver, and the files one by one."""
        source = existing(CaseFile.get_or_none(CaseFile.id == row.link.from_case_id)) if row.link else None
        files = list(period_runs.contents(self._definitions, source)) if source else []
        lines = [_line(title, count, row) for title, count in files or [(row.document, row.quantity)]]
        receiver = row.received_by.display_name if row.received_by else self._desk.session.user.display_name
        return {"berkas.pemberi": row.giver, "berkas.penerima": receiver, "berkas.daftar": lines}

    def _receiving(self, run_id: int) -> runs.Run:
        """The run, while its open row takes files and is for the person at the desk."""
        run = self._mine(run_id)
        if run.step is None or not run.step.repeats:
            raise UserError(ErrorCode.STEP_CLOSED)
        return run

    def _mine(self, run_id: int) -> runs.Run:
        run = runs.load(self._definitions, run_id)
        if run.open is None or run.case.subject != period_runs.PERIOD:
            raise UserError(ErrorCode.CASE_CLOSED)
        runs.require_mine(self._desk, run, run.open.id, ErrorCode.STEP_CLOSED)
        return run

    def _take(self, row: FileReceipt, complete: str, remark: str) -> None:
        if complete not in _COMPLETE:
            raise UserError(ErrorCode.VALUE_INVALID, what="Kelengkapan adalah Lengkap atau Belum lengkap.")
        row.received_at, row.complete = stamp(self._desk.clock.now()), complete
        row.received_by = self._desk.account_id  # type: ignore[assignment]  # peewee takes the id
        row.save()
        self._log(row, "Menerima berkas layanan", self._unnamed(row, remark))

    def _log(self, row: FileReceipt, activity: str, *remarks: str) -> None:
        """A line of the log book about a file, under the file's own register number and service."""
        logbook.write(
            self._desk,
            case=row.run_id,
            register_number=row.register_number,
            service=row.service,
            activity=activity,
            document=row.document,
            quantity=row.quantity,
            giver=row.giver,
            receiver=self._desk.session.user.display_name,
            complete=row.complete,
            remark=". ".join(part for part in remarks if part),
        )

    @staticmethod
    def _unnamed(row: FileReceipt, text: str) -> str:
        said = clean_text(text, lines=False)
        return facts.without_names(row.link.from_case_id, said) if row.link else said


_TEXTS = ("service", "document", "register_number", "giver")


def _row(receipt_id: int) -> FileReceipt:
    found: FileReceipt = existing(FileReceipt.get_or_none(FileReceipt.id == receipt_id))
    return found


def _receipt_key(spec: SopSpec) -> str | None:
    """The letter the receiving row names."""
    rows = (step for step in spec.steps if step.repeats)
    return next((out.key for step in rows for out in step.outputs if out.kind is OutputKind.LETTER), None)


def _line(title: str, count: int, row: FileReceipt) -> dict[str, str | int | float | bool]:
    return {"uraian": title, "jumlah": str(count), "keterangan": row.register_number}
