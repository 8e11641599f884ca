"""The runs of procedures of a period: begun when their period begins, given the files of closed cases, frozen at their
end. Functions inside a unit of work; ``models.services.periods`` is what people do with them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from models.services import logbook
from models.services.cases import runs
from models.services.definitions import Definitions
from models.services.desk import Desk, stamp
from models.services.reports import report_work
from models.sop import engine, periods
from models.sop.periods import Period
from models.sop.spec import OutputKind, SopSpec, Subject
from models.store.database import UnitOfWork
from models.store.tables import Attachment, CaseFile, CaseLink, FileReceipt, FormRecord, Letter

CASE, PERIOD = Subject.CASE.value, Subject.PERIOD.value
#: Kind of the link from a case to the run that documents its file.
HANDED = "berkas"
RUNNING = "berjalan"


def in_use(desk: Desk, definitions: Definitions) -> list[SopSpec]:
    """The procedures of a period the office works by."""
    known = definitions.keys("sop")
    specs = (definitions.sop(key) for key in desk.office.procedures if key in known)
    return [spec for spec in specs if spec.subject is Subject.PERIOD and not spec.draft]


def due(spec: SopSpec, today: date) -> list[Period]:
    """The periods whose run should have begun by ``today`` and has not, oldest first.

    The first kind of period begins with its first day, also those passed over while nobody opened the program. A
    report of a longer period is due when that has ended, if any shorter one in it was documented.
    """
    query: Any = CaseFile.select(CaseFile.period).where(CaseFile.sop_key == spec.key, CaseFile.subject == PERIOD)
    begun = {key: periods.parse(key) for (key,) in query.tuples()}
    kind = spec.periods[0]
    base = [period for period in begun.values() if period.kind == kind]
    wanted = list(_since(max(base, key=lambda one: one.first, default=None), periods.containing(kind, today)))
    for longer in spec.periods[1:]:
        ended = periods.before(periods.containing(longer, today))
        if any(ended.holds(one) for one in base):
            wanted.append(ended)
    return [period for period in wanted if period.key not in begun]


def _since(last: Period | None, now: Period) -> Iterator[Period]:
    """The periods after ``last`` up to ``now``; only ``now`` where there was none."""
    missed = []
    while last is not None and now.first > last.first:
        missed.append(now)
        now = periods.before(now)
    yield from reversed(missed) if last is not None else [now]


def begin(desk: Desk, unit: UnitOfWork, spec: SopSpec, period: Period) -> CaseFile:
    """The run of ``period``, at its first row."""
    now, title = desk.clock.now(), f"{spec.short_name} {period.words}"
    first = engine.start(spec, period.kind)
    number = f"{spec.code or spec.key}/{period.key}"
    if CaseFile.select().where(CaseFile.number == number).exists():
        number = f"{spec.key}/{period.key}"
    run: CaseFile = CaseFile.create(
        number=number,
        sop_key=spec.key,
        sop_version=spec.version,
        received_at=stamp(now),
        opened_at=stamp(now),
        opened_by=desk.account_id,
        status=RUNNING,
        step_number=first.step,
        client_label=title,
        request_id=f"periode-{spec.key}-{period.key}",
        subject=PERIOD,
        period=period.key,
    )
    for row, visit in first.visits.items():
        runs.open_step(desk, run, spec, row, visit)
    unit.audit("periode.buka", "kasus", run.id, judul=title, sop=f"{spec.key}/{spec.version}")
    rehome(spec)
    return run


def after_closing(desk: Desk, unit: UnitOfWork, definitions: Definitions, run: runs.Run) -> None:
    """What closing a row means for documentation: the file of a closed case goes there, an ended run is frozen."""
    if run.case.subject == PERIOD:
        report_work.decide(desk, unit, definitions, run)
        if run.case.step_number is None:
            freeze(desk, unit, run)
        rehome(run.spec)
    elif run.case.step_number is None:
        hand_over(desk, unit, definitions, run.case)


def hand_over(desk: Desk, unit: UnitOfWork, definitions: Definitions, case: CaseFile) -> None:
    """Offer the file of a closed case to every procedure of a period in use, once for each closing."""
    for spec in in_use(desk, definitions):
        run = _receiving(desk, unit, spec)
        where = {"from_case": case.id, "to_case": run.id, "kind": HANDED}
        link = CaseLink.get_or_none(**where) or CaseLink.create(
            **where, at=stamp(desk.clock.now()), account=desk.account_id
        )
        waiting = FileReceipt.select().where(FileReceipt.link == link.id, FileReceipt.received_at.is_null())
        if waiting.exists():
            continue
        FileReceipt.create(
            run=run.id,
            link=link.id,
            register_number=case.number,
            service=definitions.sop(case.sop_key, case.sop_version).name,
            document="Berkas kasus",
            quantity=max(1, len(list(contents(definitions, case)))),
            giver=desk.session.user.display_name,
            offered_at=stamp(desk.clock.now()),
        )
        unit.audit("berkas.serahkan", "kasus", case.id, tujuan=run.client_label)


def contents(definitions: Definitions, case: CaseFile) -> Iterator[tuple[str, int]]:
    """What the file of a case holds, by title, each with its count. Titles of scans stay out: people wrote them."""
    titles = definitions.keys("formulir")
    for record in FormRecord.select().where(FormRecord.case == case.id, FormRecord.status == "lengkap"):
        yield titles.get(record.form_key, record.form_key), 1
    for letter in Letter.select().where(Letter.case == case.id, Letter.status == "terbit"):
        yield f"{letter.name} nomor {letter.number}", 1
    scans = Attachment.select().where(Attachment.case == case.id).count()
    if scans:
        yield "Pindaian", scans


def _receiving(desk: Desk, unit: UnitOfWork, spec: SopSpec) -> CaseFile:
    """The newest run whose open row receives files, else the run of today's period."""
    today = periods.containing(spec.periods[0], desk.clock.now().date())
    of_today = CaseFile.get_or_none(CaseFile.sop_key == spec.key, CaseFile.period == today.key)
    return _open_to_files(spec) or of_today or begin(desk, unit, spec, today)


def _open_to_files(spec: SopSpec) -> CaseFile | None:
    rows = [step.number for step in spec.steps if step.repeats]
    running = CaseFile.select().where(CaseFile.sop_key == spec.key, CaseFile.subject == PERIOD)
    found: CaseFile | None = running.where(CaseFile.step_number.in_(rows)).order_by(CaseFile.period.desc()).first()
    return found


def rehome(spec: SopSpec) -> None:
    """Files nobody received while their run took files go to the run that takes files now."""
    target = _open_to_files(spec)
    if target is None:
        return
    rows = [step.number for step in spec.steps if step.repeats]
    left = (
        FileReceipt.select(FileReceipt, CaseFile)
        .join(CaseFile, on=(FileReceipt.run == CaseFile.id))
        .where(CaseFile.sop_key == spec.key, FileReceipt.received_at.is_null())
        .where(CaseFile.step_number.is_null() | CaseFile.step_number.not_in(rows))
    )
    for receipt in list(left):
        if receipt.link_id is not None:
            CaseLink.update(to_case=target.id).where(CaseLink.id == receipt.link_id).execute()
        FileReceipt.update(run=target.id).where(FileReceipt.id == receipt.id).execute()


def freeze(desk: Desk, unit: UnitOfWork, run: runs.Run) -> None:
    """A run has ended: who ended it, when, and the digest of every report of it stand in both books."""
    case, spec = run.case, run.spec
    wanted = {output.key for step in spec.steps for output in step.outputs if output.kind is OutputKind.ATTACHMENT}
    newest: dict[str, str] = {}
    for row in Attachment.select().where(Attachment.case == case.id).order_by(Attachment.id):
        if row.serves in wanted:
            newest[row.serves] = row.sha256
    made = {report_work.title(row): row.paper_sha256 for row in report_work.made_in(case.id)}
    told = newest | made  # a report the program made was written into the log book when it was approved
    unit.audit("periode.bekukan", "kasus", case.id, judul=case.client_label, berakhir=case.ended_as, sha256=told)
    for title, digest in newest.items():
        logbook.tell(desk, case, "Membekukan laporan", title, remark=f"{case.ended_as}. SHA-256 {digest}")
