"""Handing a case file to another office: the paper with its list of files, and who received it."""

from __future__ import annotations

from dataclasses import replace

from models.access.permissions import Permission
from models.domain import indonesia
from models.errors import ErrorCode, UserError
from models.forms.spec import Values
from models.forms.values import clean_text
from models.letters.compose import prefill
from models.letters.spec import LetterSpec
from models.services import facts, logbook
from models.services.agenda import dispatched
from models.services.definitions import Definitions
from models.services.desk import Desk, existing, moment, stamp
from models.services.letters import letter_context, letterwork
from models.services.views.records import NewHandover
from models.store.tables import Attachment, CaseFile, FormRecord, Handover, Letter

#: Facts by which a letter says that it lists the files handed over: in short, and with number and kind of copy.
_SHORT, _FULL = "berkas.daftar", "berkas.rincian"
_TEXTS = ("receiver", "post", "office", "remark")
Lines = list[dict[str, str | int | float | bool]]


def kinds(definitions: Definitions) -> tuple[tuple[str, str], ...]:
    """Key and name of the office's letters that list files. Inside a reading or writing stretch."""
    found = (definitions.letter(key) for key in definitions.keys("surat"))
    return tuple((spec.key, spec.name) for spec in found if _lists(spec))


def _lists(spec: LetterSpec) -> bool:
    return any(field.meaning in (_SHORT, _FULL) for field in spec.fields)


class HandoverService:
    """Drafting the papers of a handover and recording its other side."""

    def __init__(self, desk: Desk, definitions: Definitions) -> None:
        self._desk = desk
        self._definitions = definitions

    def draft(self, case_id: int, letter_key: str) -> int:
        """A draft of the letter with everything the case file holds. NOT_FOUND for a letter that lists no files."""
        self._desk.authorise(Permission.LETTER_DRAFT)
        with self._desk.writing("kasus", "surat") as unit:
            case = existing(CaseFile.get_or_none(CaseFile.id == case_id))
            spec = self._definitions.letter(letter_key)
            if not _lists(spec):
                raise UserError(ErrorCode.NOT_FOUND)
            today = self._desk.clock.now().date()
            context = letter_context.gather(self._desk, self._definitions, spec, case, {}, today)
            context = replace(context, facts={**context.facts, **self._contents(case)})
            made = letterwork.new_draft(self._desk, spec, case.id, prefill(spec, context))
            unit.audit("surat.konsep", "kasus", case.id, surat=spec.key)
            return int(made.id)

    def record(self, case_id: int, given: NewHandover, attachment_id: int | None = None) -> int:
        """Write down who received the file; ``attachment_id`` is the signed paper, a scan of this case.

        Raises VALUE_INVALID, NOT_FOUND.
        """
        self._desk.authorise(Permission.ARCHIVE_WRITE)
        texts = {name: clean_text(getattr(given, name), lines=False) for name in _TEXTS}
        if not texts["receiver"]:
            raise UserError(ErrorCode.VALUE_INVALID, what="Nama penerima belum diisi.")
        if given.received_on > self._desk.clock.now().date():
            raise UserError(ErrorCode.VALUE_INVALID, what="Tanggal penerimaan tidak boleh sesudah hari ini.")
        with self._desk.writing("kasus", "bukulog", "arsip", "agenda") as unit:
            case = existing(CaseFile.get_or_none(CaseFile.id == case_id))
            letter = self._letter(case, given.letter_id)
            if attachment_id is not None:
                existing(Attachment.get_or_none(Attachment.id == attachment_id, Attachment.case == case.id))
            texts["remark"] = facts.without_names(case.id, texts["remark"])
            made = Handover.create(
                case=case.id,
                letter=letter.id if letter else None,
                received_on=given.received_on.isoformat(),
                attachment=attachment_id,
                recorded_at=stamp(self._desk.clock.now()),
                recorded_by=self._desk.account_id,
                **texts,
            )
            quantity = max(1, len(self._contents(case)[_FULL]))  # type: ignore[arg-type]  # a list of lines
            dispatched.handed_over(self._desk, made, quantity)
            logbook.tell(
                self._desk, case, "Menyerahkan berkas", _titled(letter),
                quantity=quantity,
                giver=self._desk.session.user.display_name,
                receiver=", ".join(part for part in (texts["receiver"], texts["post"], texts["office"]) if part),
                remark=texts["remark"],
            )  # fmt: skip
            unit.audit("berkas.penyerahan", "kasus", case.id, penerima=texts["receiver"], instansi=texts["office"])
            return int(made.id)

    def _letter(self, case: CaseFile, letter_id: int | None) -> Letter | None:
        if letter_id is None:
            return None
        same = (Letter.id == letter_id) & (Letter.case == case.id) & (Letter.status == letterwork.ISSUED)
        found: Letter = existing(Letter.get_or_none(same))
        return found

    def _contents(self, case: CaseFile) -> Values:
        """The file's documents, in both ways letters list them. Scans by their number: people wrote their titles."""
        titles = self._definitions.keys("formulir")
        full: Lines = []
        forms = FormRecord.select().where(FormRecord.case == case.id, FormRecord.status == "lengkap")
        letters = Letter.select().where(Letter.case == case.id, Letter.status == letterwork.ISSUED)
        for form in forms.order_by(FormRecord.id):
            full.append(_line(titles.get(form.form_key, form.form_key), _day(form.updated_at), "1 berkas"))
        for letter in letters.order_by(Letter.id):
            full.append(_line(letter.name, letter.number or "", "1 lembar"))
        scans = Attachment.select().where(Attachment.case == case.id).count()
        if scans:
            full.append(_line("Pindaian dan dokumen lain", "", f"{scans} berkas"))
        short: Lines = [{"uraian": _joined(line), "jumlah": line["jumlah"], "keterangan": case.number} for line in full]
        return {_SHORT: short, _FULL: full, "berkas.pemberi": self._desk.session.user.display_name}


def rows_of(case_id: int) -> list[Handover]:
    """The handovers of a case, oldest first. Inside a reading or writing stretch."""
    return list(Handover.select().where(Handover.case == case_id).order_by(Handover.id))


def words_of(row: Handover) -> str:
    """ "Diterima Sari Melati, Kasi Layanan, UPTD PPA Provinsi, 23 November 2026"."""
    who = ", ".join(part for part in (row.receiver, row.post, row.office) if part)
    from_day = indonesia.long_date(moment(f"{row.received_on}T00:00:00").date())
    return ". ".join(part for part in (f"Diterima {who}, {from_day}", row.remark) if part)


def _titled(letter: Letter | None) -> str:
    return f"{letter.name} nomor {letter.number}" if letter else "Berkas kasus"


def _line(title: str, number: str, count: str) -> dict[str, str | int | float | bool]:
    return {"jenis_berkas": title, "nomor": number, "jumlah": count, "asli": "salinan", "keterangan": ""}


def _joined(line: dict[str, str | int | float | bool]) -> str:
    return ", ".join(str(line[name]) for name in ("jenis_berkas", "nomor") if line[name])


def _day(stamped: str) -> str:
    return indonesia.long_date(moment(stamped).date())
