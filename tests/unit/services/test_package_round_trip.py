"""Whatever a shipped procedure lets a case become, another office takes in the same, and it comes home unchanged."""

from __future__ import annotations

import random
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import resources
from models.rehearsal.routes import Move, rehearsals
from models.rehearsal.walk import SCAN
from models.sop.spec import SopSpec
from models.store.tables import Attachment, DocumentMark, Letter, StepRun, Tick
from tests.fault_table import thorough
from tests.fixtures_office import Team, specification
from tests.unit.services.test_packages import OFFICERS, _quick, elsewhere, opened, send, whole, without_officers

__all__ = ["_quick", "elsewhere"]

ROOT = Path(__file__).parents[3]
KEYS = [Path(name).stem for name in resources.all_of("sop", ".toml")]
PROCEDURES = [key for key in KEYS if specification(key).subject.value == "kasus"]


def journeys(spec: SopSpec) -> list[tuple[int, tuple[Move, ...]]]:
    """Ways to play: the longest one; with the faults in full length all of them, each also cut anywhere."""
    ways = rehearsals(spec)
    if thorough():
        dice = random.Random(spec.key)
        return [*ways, *((turn, way[: dice.randrange(len(way))]) for turn, way in ways)]
    return [max(ways, key=lambda one: len(one[1]))]


def played(team: Team, turn: int, way: tuple[Move, ...]) -> int:
    """A case that went this way, with a scan and a note."""
    case_id = team.open(f"aduan-{len(team.walks)}-{len(way)}").case_id
    walk = team.walk(case_id, turn)
    for move in way:
        walk.move(move)
    team.at_desk("administrasi").attachments.add(case_id, "Akta kelahiran", f"akta-{case_id}.pdf", SCAN)
    team.at_desk("layanan").cases.add_note(case_id, "Menelepon ibunya dahulu")
    return case_id


def details(team: Team, case_id: int) -> dict[str, Any]:
    """What ``whole`` leaves out: ticks, why rows were skipped or forced, and how much of each scan there is."""
    with team.session.store.reading():
        runs = StepRun.select().where(StepRun.case == case_id).order_by(StepRun.step_number, StepRun.visit)
        ticks = Tick.select(Tick, StepRun).join(StepRun).where(StepRun.case == case_id)
        finished = [row for row in runs if row.finished_at]
        return {
            "ticks": sorted((tick.step_run.step_number, tick.kind, tick.item) for tick in ticks),
            "reasons": [(row.step_number, row.reason, row.skip_reason, row.minutes_used) for row in finished],
            "times": [(row.step_number, row.started_at, row.finished_at) for row in finished],
            "serves": sorted(row.serves for row in Attachment.select().where(Attachment.case == case_id) if row.serves),
        }


def letters(team: Team, case_id: int) -> set[str]:
    with team.session.store.reading():
        issued = Letter.select().where(Letter.case == case_id, Letter.status == "terbit")
        return {f"surat:{row.letter_key}" for row in issued}


@pytest.fixture
def office(team: Team) -> Iterator[Callable[[str], Team]]:
    """The sending office, working by one of the shipped procedures."""

    def by(key: str) -> Team:
        team.at_desk("administrasi").procedures.use(key, in_use=True)
        team.spec, team.stages = specification(key), {}
        OFFICERS.update(option.label for option in team.at_desk("layanan").forms.intake(key).officers)
        return team

    yield by
    OFFICERS.clear()


@pytest.mark.parametrize("key", PROCEDURES)
def test_a_case_of_every_procedure_is_the_same_in_another_office(
    office: Callable[[str], Team], elsewhere: Team, key: str
) -> None:
    team = office(key)
    for turn, way in journeys(team.spec):
        case_id = played(team, turn, way)
        taken = elsewhere.at_desk("administrasi").packages.take(opened(elsewhere, send(team, case_id)))
        before, after = without_officers(whole(team, case_id)), without_officers(whole(elsewhere, taken.case_id))
        told = f"{key}, alternative {turn}: {way}"
        assert before.pop("scans") <= after.pop("scans"), told
        assert after == before, told
        assert details(elsewhere, taken.case_id) == details(team, case_id), told
        with elsewhere.session.store.reading():
            marks = DocumentMark.select().where(DocumentMark.case == taken.case_id)
            assert {row.document for row in marks} >= letters(team, case_id), told
        home = send(elsewhere, taken.case_id)
        preview = team.at_desk("administrasi").packages.preview(opened(team, home))
        assert (preview.known_id, preview.conflicts) == (case_id, ()), told


@pytest.mark.fault(5)
def test_a_program_that_dies_while_it_takes_a_case_in_leaves_the_office_old_or_new() -> None:
    """The full size is ``python -m tests.tools.kill_taking 200``."""
    command = [sys.executable, "-m", "tests.tools.kill_taking", "60" if thorough() else "6"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    told = re.search(r"old (\d+) times, new (\d+) times, never half", done.stdout)
    assert told is not None, done.stdout
    assert all(int(times) > 0 for times in told.groups()), "kills before and after the writing: else nothing is proved"
