"""Documentation of a period: files received, sorted and chased until complete, with a receipt for the giver."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from models.access.permissions import Permission
from models.errors import ErrorCode, UserError
from models.forms.values import clean_text
from models.letters.compose import prefill
from models.services import facts, logbook
from models.services.cases import runs
from models.services.cases.case_page import CasePages
from models.services.definitions import Definitions
from models.services.desk import Desk, existing, stamp
from models.services.letters import letter_context, letterwork
from models.services.periods import period_runs, receiving
from models.services.records import shortages
from models.services.views import CasePage, NewReceipt, ReceivingHints
from models.store.tables import FileReceipt

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

    def receiving(self, run_id: int) -> ReceivingHints:
        """What is usual when files of other services come in: offered to the clerk instead of being typed."""
        self._desk.authorise(Permission.STEP_WORK)
        with self._desk.reading():
            return receiving.hints(self._desk, runs.load(self._definitions, run_id))

    def receive(self, run_id: int, lines: Sequence[NewReceipt]) -> CasePage:
        """Receive files of another service by hand: one, or a whole stack, all or none of it.

        Raises VALUE_INVALID, STEP_CLOSED when the run takes no more files, STEP_NOT_YOURS.
        """
        self._desk.authorise(Permission.STEP_WORK)
        checked = [(line, _checked(line)) for line in lines]
        with self._desk.writing("kasus", "bukulog") as unit:
            run = self._receiving(run_id)
            for line, texts in checked:
                row = FileReceipt.create(
                    run=run.case.id, quantity=line.quantity, offered_at=stamp(self._desk.clock.now()), **texts
                )
                self._take(row, line.complete, line.remark)
                unit.audit("berkas.terima", "kasus", run.case.id, berkas=row.id, register=row.register_number)
            return self._pages.build(run.case.id)

    def accept(self, receipt_ids: Sequence[int], complete: str = "", remark: str = "") -> CasePage:
        """Receive files that closed cases handed over; with one received before nothing happens."""
        self._desk.authorise(Permission.STEP_WORK)
        with self._desk.writing("kasus", "bukulog") as unit:
            rows = receiving.rows(receipt_ids)
            run = self._receiving(rows[0].run_id)
            for row in rows:
                if row.received_at is None:
                    self._take(row, complete, remark)
                unit.audit("berkas.terima", "kasus", run.case.id, berkas=row.id, register=row.register_number)
                if row.link is not None:
                    unit.audit("berkas.diterima", "kasus", row.link.from_case_id, tujuan=run.case.client_label)
            return self._pages.build(run.case.id)

    def sort(self, receipt_ids: Sequence[int], selected: bool, shortage: str = "") -> CasePage:
        """Sort received files by the documentation criteria; ``shortage`` says what is missing in each of them.

        Raises NOT_FOUND for a file that was not received, STEP_CLOSED, STEP_NOT_YOURS.
        """
        self._desk.authorise(Permission.STEP_WORK)
        with self._desk.writing("kasus", "bukulog") as unit:
            rows = receiving.rows(receipt_ids)
            run = self._mine(rows[0].run_id)
            for row in rows:
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

    def resolve(self, receipt_ids: Sequence[int]) -> CasePage:
        """What was missing in files was brought in; also after their period."""
        self._desk.authorise(Permission.LOGBOOK_WRITE)
        with self._desk.writing("kasus", "bukulog") as unit:
            rows = receiving.rows(receipt_ids)
            for row in rows:
                if not row.shortage:
                    raise UserError(ErrorCode.NOT_FOUND)
                if row.resolved_at is None:
                    row.resolved_at, row.complete = stamp(self._desk.clock.now()), "Lengkap"
                    row.save()
                    shortages.settle_remark(self._desk, row)
                    self._log(row, "Melengkapi berkas", row.shortage)
                unit.audit("berkas.lengkapi", "kasus", row.run_id, berkas=row.id)
            return self._pages.build(rows[0].run_id)

    def receipt_letter(self, receipt_ids: Sequence[int]) -> int:
        """The receipt for who gave these files: a draft that lists them, or the one written for all of them before.

        The kind of letter is the one the receiving row of the procedure names. NOT_FOUND if it names none,
        VALUE_INVALID where several people gave them or some have a receipt already.
        """
        self._desk.authorise(Permission.LETTER_DRAFT)
        with self._desk.writing("kasus", "surat") as unit:
            rows = receiving.rows(receipt_ids)
            run = runs.load(self._definitions, rows[0].run_id)
            written = receiving.written_for(rows)
            if written is not None:
                unit.audit("surat.buka", "kasus", run.case.id, surat=written.letter_key)
                return int(written.id)
            spec = self._definitions.letter(existing(receiving.letter_key(run.spec)))
            context = letter_context.gather(
                self._desk, self._definitions, spec, run.case, {}, self._desk.clock.now().date()
            )
            context = replace(context, facts=receiving.said(self._desk, self._definitions, rows))
            made = letterwork.new_draft(self._desk, spec, run.case.id, prefill(spec, context))
            FileReceipt.update(letter=made.id).where(FileReceipt.id.in_([row.id for row in rows])).execute()
            unit.audit("surat.konsep", "kasus", run.case.id, surat=spec.key, berkas=len(rows))
            return int(made.id)

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


def _checked(line: NewReceipt) -> dict[str, str]:
    """The words of a line, cleaned; VALUE_INVALID where they or its number of files cannot stand."""
    texts = {name: clean_text(getattr(line, name), lines=False) for name in _TEXTS}
    if not texts["service"] or not texts["document"]:
        raise UserError(ErrorCode.VALUE_INVALID, what="Layanan asal dan jenis berkas wajib diisi.")
    if not 1 <= line.quantity <= logbook.MOST_FILES:
        raise UserError(ErrorCode.VALUE_INVALID, what=f"Jumlah berkas harus dari 1 sampai {logbook.MOST_FILES}.")
    return texts


_TEXTS = ("service", "document", "register_number", "giver")
