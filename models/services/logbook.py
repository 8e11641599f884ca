"""The log book (Buku Log): lines that come by themselves from the work, lines by hand, append-only and chained."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from peewee import Expression

from models.access.permissions import Permission
from models.domain import indonesia
from models.domain.paper import Signer
from models.errors import ErrorCode, UserError
from models.forms.values import clean_text
from models.logbook import chain
from models.logbook.paper import BookPaper, BookRow
from models.services import facts, signers
from models.services.desk import Desk, existing, moment, stamp
from models.services.papers import letterhead, page, place_date
from models.services.views import ChainReport, LogLine, NewLogLine
from models.store.tables import Account, CaseFile, Definition, LogEntry, LogRedaction, Meta_

#: Columns of an entry that the chain seals.
SEALED = (
    "at", "entered_at", "case_id", "register_number", "service", "activity", "document", "quantity", "giver",
    "receiver", "complete", "place", "remark", "account_id", "corrects_id",
)  # fmt: skip


#: Most files one line speaks of, and most lines shown of one file.
MOST_FILES, MOST_OF_FILE = 9999, 1000
_TEXTS = ("activity", "document", "register_number", "service", "giver", "receiver", "complete", "place", "remark")
_TITLE = "BUKU LOG AKTIVITAS PENDOKUMENTASIAN"
#: The office's columns (Tanah Laut) with their widths in millimetres.
_COLUMNS = (
    ("No.", 10), ("Tanggal, jam", 24), ("Nomor register", 32), ("Layanan", 32), ("Petugas penyerah", 32),
    ("Jenis berkas", 0), ("Jumlah", 15), ("Lengkap", 18), ("Penerima", 30), ("Lokasi simpan", 26), ("Keterangan", 30),
)  # fmt: skip
_CUT = "baris pada akhir buku"
#: Where number and seal of the newest line are remembered, so that a cut end shows.
_TAIL = "log_tail"


def write(desk: Desk, *, at: datetime | None = None, **columns: Any) -> LogEntry:
    """Append a line inside the running unit of work. ``columns`` are those of the table ``log_entry``."""
    now = desk.clock.now()
    previous = LogEntry.select(LogEntry.mac).order_by(LogEntry.id.desc()).first()
    entry = LogEntry(at=stamp(at or now), entered_at=stamp(now), account=desk.account_id, **columns)
    key = desk.session.key.sub("bukulog")
    entry.mac = chain.seal(key, previous.mac if previous else chain.BEGINNING, sealed(entry))
    entry.save(force_insert=True)
    tail = f"{entry.id} {entry.mac}"
    Meta_.insert(key=_TAIL, value=tail).on_conflict(conflict_target=[Meta_.key], update={Meta_.value: tail}).execute()
    return entry


def tell(desk: Desk, case: CaseFile | None, activity: str, document: str, **more: Any) -> LogEntry:
    """Append a line about a case (None: about no case), with its register number and service; it names no client."""
    if case is not None:
        if more.get("remark"):
            more["remark"] = facts.without_names(case.id, more["remark"])
        same = (Definition.kind == "sop") & (Definition.key == case.sop_key) & (Definition.version == case.sop_version)
        service = Definition.select(Definition.title).where(same).scalar()
        more |= {"case": case.id, "register_number": case.number, "service": service or ""}
    return write(desk, activity=activity, document=document, **more)


def sealed(entry: LogEntry) -> chain.Entry:
    """What the chain seals of a line."""
    return {name: getattr(entry, name) for name in SEALED}


def redact(desk: Desk, lines: Iterable[LogEntry]) -> None:
    """Write lines out of which words were taken: each keeps its code and gets a seal of its own. In a unit of work.

    ``lines`` are rows with the words that are left, not saved yet.
    """
    key = desk.session.key.sub("bukulog")
    for line in lines:
        before = LogEntry.select(LogEntry.mac).where(LogEntry.id < line.id).order_by(LogEntry.id.desc()).first()
        seal = chain.redacted(key, before.mac if before else chain.BEGINNING, line.mac, sealed(line))
        LogRedaction.insert(entry=line.id, seal=seal).on_conflict(
            conflict_target=[LogRedaction.entry], update={LogRedaction.seal: seal}
        ).execute()
        line.save()


def _redactions() -> dict[str, str]:
    """The seals of redacted lines by their codes."""
    rows: Any = LogRedaction.select(LogEntry.mac, LogRedaction.seal).join(LogEntry).tuples()
    return dict(rows)


class LogbookService:
    """Reading, writing by hand, printing and verifying the log book."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def day(self, day: date) -> tuple[LogLine, ...]:
        """The lines of one day, numbered from 1."""
        return self.between(day, day)

    def month(self, year: int, month: int) -> tuple[LogLine, ...]:
        """The lines of one month, numbered from 1."""
        first = date(year, month, 1)
        return self.between(first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1))

    def between(self, first: date, last: date) -> tuple[LogLine, ...]:
        """The lines from ``first`` to ``last``, both included."""
        self._desk.authorise(Permission.LOGBOOK_READ)
        with self._desk.reading():
            return _lines(_of_days(self._desk, first, last))

    def file(self, register_number: str) -> tuple[LogLine, ...]:
        """The lines of one file, from the first to the newest ``MOST_OF_FILE``; none for an empty number."""
        self._desk.authorise(Permission.LOGBOOK_READ)
        with self._desk.reading():
            return _lines(_of_file(register_number))

    def add(self, line: NewLogLine) -> LogLine:
        """Write a line by hand; ``corrects`` makes it a correction of an earlier line, which stays as it is.

        Raises VALUE_INVALID, NOT_FOUND for a line to correct that is not there.
        """
        self._desk.authorise(Permission.LOGBOOK_WRITE)
        columns = _columns(line)
        if not columns["activity"] or not columns["document"]:
            raise UserError(ErrorCode.VALUE_INVALID, what="Kegiatan dan jenis berkas wajib diisi.")
        if not 1 <= line.quantity <= MOST_FILES:
            raise UserError(ErrorCode.VALUE_INVALID, what=f"Jumlah berkas harus dari 1 sampai {MOST_FILES}.")
        with self._desk.writing("bukulog") as unit:
            if line.corrects is not None:
                existing(LogEntry.get_or_none(LogEntry.id == line.corrects))
                if LogEntry.select().where(LogEntry.corrects == line.corrects).exists():
                    raise UserError(ErrorCode.VALUE_INVALID, what="Baris ini sudah dikoreksi. Koreksi baris barunya.")
            entry = write(self._desk, **columns)
            unit.audit("bukulog.tulis", "bukulog", entry.id, koreksi=line.corrects)
            return _lines(LogEntry.id == entry.id)[0]

    def printed(self, document: str, copies: int, printer: str, case_id: int | None = None) -> None:
        """A paper went to a printer: the book and the trail tell of it. ``document`` names no client.

        Raises VALUE_INVALID without copies, NOT_FOUND for a case that is not there.
        """
        self._desk.authorise(Permission.LOGBOOK_READ)
        if not 1 <= copies <= MOST_FILES:
            raise UserError(ErrorCode.VALUE_INVALID, what="Jumlah rangkap harus 1 atau lebih.")
        said = clean_text(document, lines=False)
        with self._desk.writing("bukulog") as unit:
            case = existing(CaseFile.get_or_none(CaseFile.id == case_id)) if case_id is not None else None
            unit.audit("cetak", "kasus" if case else "kertas", case_id, dokumen=said, rangkap=copies, printer=printer)
            tell(self._desk, case, "Mencetak", said, quantity=copies)

    def paper(self, first: date, last: date) -> bytes:
        """The log book of a period as PDF, in the office's columns, with its closing line and signatures."""
        period = (
            indonesia.long_date(first)
            if first == last
            else f"{indonesia.long_date(first)} s.d. {indonesia.long_date(last)}"
        )
        return self._paper(
            period, lambda: _of_days(self._desk, first, last), dari=first.isoformat(), sampai=last.isoformat()
        )

    def file_paper(self, register_number: str) -> bytes:
        """The lines of one file as PDF."""
        number = clean_text(register_number, lines=False)
        return self._paper(f"berkas {number}", lambda: _of_file(number), register=number)

    def _paper(self, period: str, chosen: Callable[[], Expression], **told: object) -> bytes:
        self._desk.authorise(Permission.LOGBOOK_READ)
        with self._desk.writing() as unit:
            lines = _lines(chosen())
            unit.audit("bukulog.cetak", "bukulog", None, baris=len(lines), **told)
            head, knower = letterhead(self._desk), signers.acting(self._desk, "kepala")
        user = self._desk.session.user
        return self._desk.renderers.book(
            BookPaper(
                office=self._desk.office.name,
                title=_TITLE,
                period=period,
                columns=tuple(title for title, _width in _COLUMNS),
                widths=tuple(width for _title, width in _COLUMNS),
                rows=tuple(BookRow(_printed(line), line.corrected) for line in lines),
                opening="",
                closing=(_closing(period, len(lines)),),
                place_date=place_date(self._desk.office, self._desk.clock.now().date()),
                page=page(self._desk),
                letterhead=head,
                keeper=Signer(name=user.display_name, post="Petugas pencatat"),
                knower=knower,
            )
        )

    def verify(self) -> ChainReport:
        """Walk the whole chain; tells the first line that was changed, moved or taken out, also at its end."""
        self._desk.authorise(Permission.LOGBOOK_READ)
        with self._desk.reading():
            entries = list(LogEntry.select().order_by(LogEntry.id))
            key = self._desk.session.key.sub("bukulog")
            lines = [(sealed(entry), entry.mac) for entry in entries]
            broken = chain.first_broken(key, lines, redactions=_redactions())
            tail = Meta_.get_or_none(Meta_.key == _TAIL)
        if broken is not None:
            return ChainReport(len(entries), int(entries[broken].id), _named(entries[broken]))
        last = f"{entries[-1].id} {entries[-1].mac}" if entries else ""
        if last != (tail.value if tail else ""):
            return ChainReport(len(entries), int(entries[-1].id) + 1 if entries else 1, _CUT)
        return ChainReport(len(entries), None)


def _closing(period: str, count: int) -> str:
    return f"Buku log periode {period} ditutup dengan {count} ({indonesia.in_words(count)}) baris."


def _midnight(desk: Desk, day: date) -> str:
    return stamp(datetime.combine(day, time(), desk.clock.now().tzinfo))


def _columns(line: NewLogLine) -> dict[str, Any]:
    return {name: clean_text(getattr(line, name), lines=False) for name in _TEXTS} | {
        "quantity": line.quantity,
        "corrects": line.corrects,
    }


def _of_days(desk: Desk, first: date, last: date) -> Expression:
    after = _midnight(desk, last + timedelta(days=1))
    found: Expression = (LogEntry.at >= _midnight(desk, first)) & (LogEntry.at < after)
    return found


def _of_file(register_number: str) -> Expression:
    number = clean_text(register_number, lines=False)
    newest = LogEntry.select(LogEntry.id).where(LogEntry.register_number == number, LogEntry.register_number != "")
    found: Expression = LogEntry.id.in_(newest.order_by(LogEntry.id.desc()).limit(MOST_OF_FILE))
    return found


def _lines(chosen: Expression) -> tuple[LogLine, ...]:
    """The chosen lines in the order of the book, numbered from 1. Inside a stretch."""
    query: Any = (
        LogEntry.select(LogEntry, Account.display_name)
        .join(Account, on=(LogEntry.account == Account.id))
        .where(chosen)
        .order_by(LogEntry.at, LogEntry.id)
    )
    entries = list(query)
    numbers = {entry.id: index for index, entry in enumerate(entries, 1)}
    old: Any = LogEntry.select(LogEntry.id, LogEntry.at).where(
        LogEntry.id.in_([entry.corrects_id for entry in entries if entry.corrects_id])
    )
    corrects = {
        row.id: f"baris {numbers[row.id]}" if row.id in numbers else f"baris tanggal {_moment_text(row)}" for row in old
    }
    later: Any = LogEntry.select(LogEntry.corrects).where(LogEntry.corrects.in_(list(numbers)))
    corrected = {row.corrects_id for row in later}
    return tuple(
        _line(number, entry, corrects.get(entry.corrects_id, ""), corrected=entry.id in corrected)
        for number, entry in enumerate(entries, 1)
    )


def _moment_text(entry: LogEntry) -> str:
    return moment(entry.at).strftime("%d/%m/%Y %H.%M")


def _named(entry: LogEntry) -> str:
    """A line so that a person finds it in the book: when, what was done, with which paper."""
    return f"baris tanggal {_moment_text(entry)}, {entry.activity} ({entry.document})"


def _line(index: int, entry: LogEntry, corrects: str, *, corrected: bool) -> LogLine:
    at = moment(entry.at)
    return LogLine(
        entry_id=entry.id,
        index=index,
        at=at,
        time_text=at.strftime("%H.%M"),
        quantity=entry.quantity,
        officer=entry.account.display_name,
        corrects=entry.corrects_id,
        corrects_text=corrects,
        corrected=corrected,
        **{name: getattr(entry, name) for name in _TEXTS},
    )


def _printed(line: LogLine) -> tuple[str, ...]:
    when = f"{line.at.strftime('%d/%m/%Y')} {line.time_text}"
    remark = f"Koreksi {line.corrects_text}. {line.remark}".strip() if line.corrects else line.remark
    return (
        str(line.index), when, line.register_number, line.service, line.giver or line.officer,
        f"{line.document} ({line.activity})", str(line.quantity), line.complete, line.receiver, line.place, remark,
    )  # fmt: skip
