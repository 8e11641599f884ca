"""What the paper of a report takes from the office: letterhead, page, who makes, receives and approves it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from peewee import JOIN

from models.access.permissions import Permission
from models.domain.paper import ACTING, Signer
from models.services import papers, signers, standins
from models.services.desk import Desk, moment
from models.services.reports import report_rules, report_sharing
from models.statistics import corrections as corrected
from models.statistics import figures as counted
from models.statistics.corrections import Correction
from models.statistics.figures import Figures
from models.statistics.report_life import OPEN, ReportState
from models.statistics.report_paper import ReportPaper, Signed, WrittenPart
from models.statistics.report_rules import Part, ReportRules, kind
from models.statistics.sharing import Shareable
from models.statistics.suppression import Mask
from models.store.tables import Account, CaseFile, Mandate, Officer, ReportEvent, ServiceReport

_DRAFT = "KONSEP"


@dataclass(frozen=True)
class Stages:
    """The posts that decide about a report today; ``receiver`` "" where nobody receives it."""

    receiver: str
    approver: str


def stages(desk: Desk, rules: ReportRules) -> Stages:
    """Who receives and approves: of each the first post that somebody holds or acts for."""
    receiver = next((post for post in rules.receivers if signers.acting(desk, post)), "")
    approver = next((post for post in rules.approvers if signers.acting(desk, post)), rules.approvers[-1])
    return Stages(receiver, approver)


def title_of(desk: Desk, post: str) -> str:
    """What a post is called here, as it is spoken of."""
    found = signers.acting(desk, post)
    return found.title if found else signers.post_title(desk, post)


def is_mine(desk: Desk, post: str) -> bool:
    """Whether the person at the desk holds ``post`` or acts for it today; anybody may where it has no account."""
    holders = [row.id for row in Officer.select().where(Officer.signs_as == post, Officer.active)]
    today = desk.clock.now().date().isoformat()
    acting = Mandate.select().where(
        Mandate.post == post, Mandate.mode.in_(ACTING), ~Mandate.cancelled, Mandate.first_day <= today,
        (Mandate.last_day == "") | (Mandate.last_day >= today),
    )  # fmt: skip
    officers = {*holders} if holders else {row.officer_id for row in acting}
    accounts = {row.id for row in Account.select().where(Account.officer.in_(list(officers)), Account.active)}
    if not accounts:
        return True
    mine, _roles = standins.stood_in_for(desk)
    return bool(accounts & mine)


def turn(desk: Desk, row: ServiceReport, to: ReportState) -> str:
    """The post that decides this: until somebody has received a report, its receiver returns it, too."""
    posts = stages(desk, report_rules.in_force())
    if to is ReportState.APPROVED or not posts.receiver:
        return posts.approver
    return posts.receiver if row.state == ReportState.SUBMITTED else posts.approver


def waiting(desk: Desk) -> int:
    """How many reports wait for the person at the desk: to be corrected, or decided where no procedure runs."""
    rows: Any = (
        ServiceReport.select()
        .join(CaseFile, JOIN.LEFT_OUTER, on=(ServiceReport.run == CaseFile.id))
        .where(ServiceReport.state.in_([ReportState.SUBMITTED, ReportState.RECEIVED, ReportState.RETURNED]))
        .where(ServiceReport.run.is_null() | CaseFile.step_number.is_null())
    )
    may, count = desk.session.may, 0
    decides = may(Permission.REPORT_RECEIVE) or may(Permission.REPORT_APPROVE)
    for row in rows:
        if row.state == ReportState.RETURNED:
            count += may(Permission.REPORT_WRITE)
        else:
            count += decides and is_mine(desk, turn(desk, row, ReportState.RETURNED))
    return count


def written(rules: ReportRules, row: ServiceReport | None) -> tuple[WrittenPart, ...]:
    """The parts of a report with their texts: while it is open those the rules ask for now, then as handed in."""
    kept = tuple(WrittenPart(**one) for one in json.loads(row.narrative)) if row else ()
    if row is not None and ReportState(row.state) not in OPEN:
        return kept
    texts = {part.key: part.text for part in kept}
    asked = tuple(_part(part, texts) for part in rules.parts)
    known = {part.key for part in rules.parts}
    return (*asked, *(part for part in kept if part.key not in known and part.text))


def _part(part: Part, texts: Mapping[str, str]) -> WrittenPart:
    return WrittenPart(part.key, part.title, part.place, texts.get(part.key, ""))


def frozen(row: ServiceReport) -> Figures | None:
    """The figures as they were handed in; None while the report is open."""
    return counted.from_json(row.figures) if row.figures else None


def told(row: ServiceReport) -> tuple[Correction, ...]:
    """The corrections as they were handed in."""
    return corrected.from_json(row.corrections) if row.corrections else ()


def paper_of(
    desk: Desk, row: ServiceReport, figures: Figures, corrections: tuple[Correction, ...], names: Mapping[str, str],
    *, shared: bool,
) -> ReportPaper:  # fmt: skip
    """The paper of a report; ``names`` are those of the services. Inside a reading or writing stretch.

    What is still written carries the word KONSEP.
    """
    rules = report_rules.in_force()
    state = ReportState(row.state)
    page = papers.page(desk)
    if state in OPEN and not page.watermark:
        page = replace(page, watermark=_DRAFT)
    threshold = rules.threshold if state in OPEN else row.threshold
    found = report_sharing.of_report(row, figures, threshold) if shared else Shareable(figures, Mask())
    events = _last_events(row)
    day = (
        moment(events[ReportState.SUBMITTED].at).date() if ReportState.SUBMITTED in events else desk.clock.now().date()
    )
    return ReportPaper(
        office=desk.office.name,
        name=kind(row.kind).name,
        figures=found.figures,
        services=tuple(names.get(key, key) for key in figures.services),
        parts=written(rules, row),
        corrections=corrections,
        page=page,
        mask=found.mask,
        shared=shared,
        left_out=found.left_out,
        letterhead=papers.letterhead(desk),
        place_date=papers.place_date(desk.office, day),
        signed=_signed(desk, rules, events, day),
    )


def _last_events(row: ServiceReport) -> dict[str, ReportEvent]:
    """What was done last of each kind since the report was handed in last."""
    found: dict[str, ReportEvent] = {}
    for event in ReportEvent.select().where(ReportEvent.report == row.id).order_by(ReportEvent.id):
        if event.kind == ReportState.SUBMITTED:
            found.clear()
        found[event.kind] = event
    return found


def _signed(desk: Desk, rules: ReportRules, events: Mapping[str, ReportEvent], day: date) -> tuple[Signed, ...]:
    posts = stages(desk, rules)
    maker = _by(desk, events.get(ReportState.SUBMITTED)) or signers.acting(desk, signers.WRITER)
    receiver = _at(desk, posts.receiver, events.get(ReportState.RECEIVED))
    approver = _at(desk, posts.approver, events.get(ReportState.APPROVED))
    approver = approver or Signer(name="", post=signers.post_title(desk, posts.approver))
    place = papers.place_date(desk.office, day)
    found = [Signed(f"{place}\nYang membuat,", maker)] if maker else []
    found += [Signed("Mengetahui,", receiver)] if receiver else []
    return (*found, Signed("Menyetujui,", approver))


def _at(desk: Desk, post: str, event: ReportEvent | None) -> Signer | None:
    """Who signs at a stage: whoever holds or acts for its post; else who did it."""
    return (signers.acting(desk, post) if post else None) or _by(desk, event)


def _by(desk: Desk, event: ReportEvent | None) -> Signer | None:
    if event is None:
        return None
    officer = event.account.officer
    return signers.as_signer(desk, officer) if officer else Signer(name=event.account.display_name, post="Petugas")
