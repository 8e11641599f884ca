"""The log book (Buku Log): lines that come by themselves from the work, lines by hand, append-only and chained."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from models.access.permissions import Permission
from models.domain import indonesia
from models.domain.paper import Signer
from models.errors import ErrorCode, UserError
from models.forms.values import clean_text
from models.logbook import chain
from models.logbook.paper import LogbookPaper
from models.services import facts
from models.services.desk import Desk, existing, moment, stamp
from models.services.papers import letterhead, page, place_date, signer_for
from models.services.views import ChainReport, LogLine, NewLogLine
from models.store.tables import Account, CaseFile, Definition, LogEntry, Meta_

#: Columns of an entry that the chain seals.
SEALED = (
    "at", "entered_at", "case_id", "register_number", "service", "activity", "document", "quantity", "giver",
    "receiver", "complete", "place", "remark", "account_id", "corrects_id",
)  # fmt: skip


#: Most files one line speaks of.
MOST_FILES = 9999
#: Where number and seal of the newest line are remembered, so that a cut end shows.
_TAIL = "log_tail"


def write(desk: Desk, *, at: datetime | None = None, **columns: Any) -> LogEntry:
    """Append a line inside the running unit of work. ``columns`` are those of the table ``log_entry``."""
    now = desk.clock.now()
    previous = LogEntry.select(LogEntry.mac).order_by(LogEntry.id.desc()).first()
    entry = LogEntry(at=stamp(at or now), entered_at=stamp(now), account=desk.account_id, **columns)
    key = desk.session.key.sub("bukulog")
    entry.mac = chain.seal(key, previous.mac if previous else chain.BEGINNING, _sealed(entry))
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


def _sealed(entry: LogEntry) -> chain.Entry:
    return {name: getattr(entry, name) for name in SEALED}


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
            return self._lines(first, last)

    def _lines(self, first: date, last: date) -> tuple[LogLine, ...]:
        query = (
            LogEntry.select(LogEntry, Account.display_name)
            .join(Account, on=(LogEntry.account == Account.id))
            .where(
                LogEntry.at >= _midnight(self._desk, first),
                LogEntry.at < _midnight(self._desk, last + timedelta(days=1)),
            )
            .order_by(LogEntry.at, LogEntry.id)
        )
        return tuple(_line(index, entry) for index, entry in enumerate(query, 1))

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
            entry = write(self._desk, **columns)
            unit.audit("bukulog.tulis", "bukulog", entry.id, koreksi=line.corrects)
            return _line(1, entry)

    def paper(self, first: date, last: date) -> bytes:
        """The log book of a period as PDF, in the office's columns, with its closing line and signatures."""
        self._desk.authorise(Permission.LOGBOOK_READ)
        with self._desk.writing() as unit:
            lines = self._lines(first, last)
            unit.audit(
                "bukulog.cetak", "bukulog", None, dari=first.isoformat(), sampai=last.isoformat(), baris=len(lines)
            )
            head, knower = letterhead(self._desk), signer_for(self._desk, "kepala")
        office, user = self._desk.office, self._desk.session.user
        period = (
            indonesia.long_date(first)
            if first == last
            else f"{indonesia.long_date(first)} s.d. {indonesia.long_date(last)}"
        )
        return self._desk.renderers.logbook(
            LogbookPaper(
                office=office.name,
                period=period,
                rows=tuple(_printed(line) for line in lines),
                closing=_closing(period, len(lines)),
                place_date=place_date(office, self._desk.clock.now().date()),
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
            broken = chain.first_broken(key, [(_sealed(entry), entry.mac) for entry in entries])
            tail = Meta_.get_or_none(Meta_.key == _TAIL)
        if broken is not None:
            return ChainReport(len(entries), int(entries[broken].id))
        last = f"{entries[-1].id} {entries[-1].mac}" if entries else ""
        if last != (tail.value if tail else ""):
            return ChainReport(len(entries), int(entries[-1].id) + 1 if entries else 1)
        return ChainReport(len(entries), None)


def _closing(period: str, count: int) -> str:
    return f"Buku log periode {period} ditutup dengan {count} ({indonesia.in_words(count)}) baris."


def _midnight(desk: Desk, day: date) -> str:
    return stamp(datetime.combine(day, time(), desk.clock.now().tzinfo))


def _columns(line: NewLogLine) -> dict[str, Any]:
    texts = ("activity", "document", "register_number", "service", "giver", "receiver", "complete", "place", "remark")
    return {name: clean_text(getattr(line, name), lines=False) for name in texts} | {
        "quantity": line.quantity,
        "corrects": line.corrects,
    }


def _line(index: int, entry: LogEntry) -> LogLine:
    at = moment(entry.at)
    return LogLine(
        entry_id=entry.id,
        index=index,
        at=at,
        time_text=at.strftime("%H.%M"),
        quantity=entry.quantity,
        officer=entry.account.display_name,
        corrects=entry.corrects_id,
        **{
            name: getattr(entry, name)
            for name in (
                "register_number",
                "service",
                "activity",
                "document",
                "giver",
                "receiver",
                "complete",
                "place",
                "remark",
            )
        },
    )


def _printed(line: LogLine) -> tuple[str, ...]:
    when = f"{line.at.strftime('%d/%m/%Y')} {line.time_text}"
    remark = f"Koreksi baris {line.corrects}. {line.remark}".strip() if line.corrects else line.remark
    return (
        str(line.index), when, line.register_number, line.service, line.giver or line.officer,
        f"{line.document} ({line.activity})", str(line.quantity), line.complete, line.receiver, line.place, remark,
    )  # fmt: skip
