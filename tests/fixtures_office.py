"""The invented office at work: founded once with everything the program ships, copied for each test that needs it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

import pytest

from models.domain.clock import FixedClock
from models.errors import ErrorCode, UserError
from models.forms.spec import Values
from models.rehearsal import office
from models.rehearsal.crew import Crew
from models.rehearsal.invention import Inventor
from models.rehearsal.routes import Move
from models.rehearsal.walk import SCAN, Printed, Walk
from models.services.accounts import find_active
from models.services.entry.doorstep import OfficeFolder
from models.services.entry.gate import Gate, Session, User
from models.services.ports import Renderers
from models.services.session import store_keys
from models.services.views import CasePage, IssuedLetter, OpenedCase, StepPanel
from models.services.workspace import Workspace
from models.sop import loader
from models.sop.spec import SopSpec
from models.source import Source
from models.store.database import Store
from models.store.tables import AuditRow, Definition
from models.vault.keys import FLOOR, DataKey

PASSWORD = "kebun-pelangi-sepeda-tenun"
#: The procedure most tests walk: the first that is ready.
SOP = "tangerang-uptd-penjangkauan"
#: The client of most tests: found nowhere else in the program or its data.
NAME, NIK, PHONE = "Zubaidah Qirana Wulansari", "3671014505100002", "081298765432"
STREET, STORY = "Gang Kenanga Nomor 77", "Peristiwa rekaan yang hanya tertulis di sini."
COMPLAINT: Values = {
    "kanal": "telepon",
    "korban_nama": NAME,
    "korban_nik": NIK,
    "korban_jenis_kelamin": "perempuan",
    "korban_tanggal_lahir": "2010-05-05",
    "korban_wilayah": "36.71.01.1004",
    "korban_alamat": STREET,
    "korban_telepon": PHONE,
    "ringkasan": STORY,
    "darurat": "tidak",
    "kewenangan": "kabkota",
}
#: The way from the first row of the procedure to its usual end.
USUAL = (Move(1), Move(2, "jangkau"), Move(3), Move(4), Move(5), Move(6, "tindak"))


def written(paper: object, *_more: object) -> bytes:
    """Stands for a PDF: what the paper says, as bytes."""
    return SCAN + b"%" + repr(paper).encode()


def stub_renderers(**others: Callable[..., bytes]) -> Renderers:
    """Renderers that only write down what they are given; ``others`` replaces single ones."""
    return Renderers(**{one.name: others.get(one.name, written) for one in fields(Renderers)})


def refused(work: Callable[[], object]) -> UserError:
    """The refusal that ``work`` meets; the test fails if it meets none."""
    with pytest.raises(UserError) as caught:
        work()
    return caught.value


def code_of(work: Callable[[], object]) -> ErrorCode:
    """The code of the refusal."""
    return refused(work).code


def detail_of(refusal: UserError, name: str) -> Any:
    """One detail of a refusal."""
    return refusal.details[name]


def ignore(_paper: Printed) -> None:
    """Keeps no paper."""


@dataclass
class Team:
    """The people of one office, all at their desks at the same time, over one open database.

    Attributes:
        walks: the players of cases, by the case's id.
        stages: databases with a case already on its way; ``fresh``: audit records before anybody did anything.
    """

    session: Session
    clock: FixedClock
    renderers: Renderers
    spec: SopSpec
    _desks: dict[str, Workspace] = field(default_factory=dict)
    _inventor: Inventor | None = None
    walks: dict[int, Walk] = field(default_factory=dict)
    stages: dict[int, Path] = field(default_factory=dict, repr=False)
    fresh: int = 0

    def at_desk(self, role: str) -> Workspace:
        """The workspace of the person who plays ``role``."""
        if role not in self._desks:
            username = next(player.username for player in office.PLAYERS if player.role == role)
            self._desks[role] = self.person(username)
        return self._desks[role]

    def person(self, username: str) -> Workspace:
        """A fresh desk of the person with this user name."""
        with self.session.store.reading():
            user = find_active(username)
        held = self.session
        return Workspace(
            Session(user, held.folder, held.store, held.key, held.cost), self.clock, self.renderers, training=False
        )

    def open(self, request_id: str = "aduan-1", **answers: object) -> OpenedCase:
        """A case from the usual complaint, opened at the desk of the service officer."""
        given: Values = {**COMPLAINT, **answers}  # type: ignore[dict-item]
        return self.at_desk("layanan").cases.open_case(self.spec.key, given, request_id)

    def walk(self, case_id: int, turn: int = 0) -> Walk:
        """The player who brings a case on."""
        if case_id not in self.walks:
            if self._inventor is None:
                officers = self.at_desk("layanan").forms.intake(self.spec.key).officers
                self._inventor = Inventor(11, officers)
            made = Walk(self, self.spec, self._inventor, ignore, turn)  # type: ignore[arg-type]  # a crew in one room
            made.case_id, made.number = case_id, str(case_id)
            self.walks[case_id] = made
        return self.walks[case_id]

    def bring(self, case_id: int, *moves: Move) -> CasePage:
        """Close the rows of a case along ``moves``, with everything they ask for."""
        for move in moves:
            self.walk(case_id).move(move)
        return self.at_desk("pimpinan").cases.page(case_id)

    def case_at(self, row: int, request_id: str = "aduan-1") -> int:
        """A case whose open row is ``row`` (7: closed). The first one of a fresh office is taken from the shelf."""
        if self.stages and len(self.audited()) == self.fresh:
            return self._take(row)
        case_id = self.open(request_id).case_id
        self.bring(case_id, *(move for move in USUAL if move.step < row))
        return case_id

    def _take(self, row: int) -> int:
        """Put the data of an office with one case at ``row`` in the place of the present ones."""
        held = self.session
        held.store.close()
        os.replace(shutil.copy2(self.stages[row], held.folder.root / "petik.db"), held.folder.database)
        store = Store.open(held.folder.database, store_keys(held.key))
        self.session = Session(held.user, held.folder, store, held.key, held.cost)
        self._desks.clear()
        self.clock.advance(minutes=7 * (row - 1))
        return 1

    def panel(self, role: str, case_id: int) -> StepPanel:
        """The open row of a case as the person with this role sees it."""
        panel = self.at_desk(role).cases.page(case_id).step
        assert panel is not None
        return panel

    def assign(self, step_run_id: int, account_id: int | None) -> CasePage:
        """The head gives an open row to one person, or back to everybody."""
        return self.at_desk("pimpinan").cases.assign(step_run_id, account_id)

    def fill(self, role: str, case_id: int, form_key: str) -> Values:
        """Fill and finish a form of a case with invented answers; gives them."""
        desk = self.at_desk(role)
        sheet, walk = desk.forms.open(case_id, form_key), self.walk(case_id)
        answers = walk.inventor.answers(sheet.spec, sheet.values, walk.person, self.clock.now().date())
        desk.forms.save(case_id, form_key, answers, sheet.row_version, finish=True)
        return answers

    def letter(self, role: str, case_id: int | None, key: str, request_id: str = "", **answers: object) -> IssuedLetter:
        """Write and issue a letter with invented answers, where it needs it without the client's consent."""
        desk = self.at_desk(role)
        sheet = desk.letters.start(case_id, key)
        values: Values = {**self.letter_answers(role, sheet.letter_id), **answers}  # type: ignore[dict-item]
        if lacking := desk.consent.of_letter(sheet.letter_id, values):
            desk.consent.go_without(sheet.letter_id, values, lacking.grounds[0].key, "Alasan rekaan")
        request = request_id or f"surat-{sheet.letter_id}"
        return desk.letters.issue(sheet.letter_id, values, sheet.row_version, request)

    def letter_answers(self, role: str, letter_id: int) -> Values:
        """Answers with which a draft can be issued."""
        from models.services.letters.letterwork import as_form

        sheet = self.at_desk(role).letters.open(letter_id)
        walk = self.walk(sheet.case_id or 0)
        return walk.inventor.answers(as_form(sheet.spec), sheet.values, walk.person, self.clock.now().date())

    def audited(self, action: str = "") -> list[AuditRow]:
        """The audit records with this action, or all; oldest first."""
        with self.session.store.reading():
            query = AuditRow.select().order_by(AuditRow.id)
            return list(query.where(AuditRow.action == action) if action else query)

    def leave(self) -> None:
        """Everybody goes home."""
        self.session.lock()


def specification(key: str = SOP) -> SopSpec:
    """A shipped procedure."""
    import resources

    name = f"sop/{key}.toml"
    spec = loader.load(Source.read(name, resources.text(name)))
    assert spec is not None
    return spec


def open_team(folder: Path, key: DataKey, clock: FixedClock, renderers: Renderers) -> Team:
    """The people of the office in ``folder``; whoever opens them sends them home with ``leave``."""
    place = OfficeFolder(folder)
    store = Store.open(place.database, store_keys(key))
    return Team(Session(User(0, "", "", ()), place, store, key, FLOOR), clock, renderers, specification())


@pytest.fixture(scope="session")
def founded_office(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, DataKey]:
    """The data folder of the invented office with one account per role, and its key: a password costs time to try."""
    folder = tmp_path_factory.mktemp("kantor-rekaan") / "data"
    clock = FixedClock()
    gate = office.gate(folder, clock, FLOOR)
    office.found(gate, clock, PASSWORD, stub_renderers())
    session = gate.unlock(office.PLAYERS[0].username, PASSWORD)
    key = session.key
    session.lock()
    return folder, key


@pytest.fixture
def invented_folder(founded_office: tuple[Path, DataKey], tmp_path: Path) -> Path:
    """The test's own copy of the invented office."""
    return Path(shutil.copytree(founded_office[0], tmp_path / "kantor"))


@pytest.fixture
def invented_gate(invented_folder: Path, clock: FixedClock) -> Gate:
    """The gate of the test's own invented office."""
    return office.gate(invented_folder, clock, FLOOR)


@pytest.fixture(scope="session")
def stages(founded_office: tuple[Path, DataKey], tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    """Databases of the office with one case at each row of the usual way, by row; 7 with the case closed."""
    folder, clock = tmp_path_factory.mktemp("tahap"), FixedClock()
    shutil.copytree(founded_office[0], folder / "kantor")
    people = open_team(folder / "kantor", founded_office[1], clock, stub_renderers())
    case_id, shelf = people.open().case_id, {}
    for row in range(1, len(USUAL) + 2):
        shelf[row] = Path(shutil.copy2(people.session.folder.database, folder / f"{row}.db"))
        people.bring(case_id, *(move for move in USUAL if move.step == row))
    people.leave()
    return shelf


@pytest.fixture
def renderers() -> Renderers:
    """What draws the papers; a test module may draw them for real."""
    return stub_renderers()


@pytest.fixture
def crew(invented_gate: Gate, clock: FixedClock, renderers: Renderers) -> Iterator[Crew]:
    """The people of the office, one at the desk at a time, each with their own password."""
    people = Crew(invented_gate, clock, renderers, PASSWORD)
    yield people
    people.leave()


@pytest.fixture
def team(
    invented_folder: Path,
    founded_office: tuple[Path, DataKey],
    stages: dict[int, Path],
    clock: FixedClock,
    renderers: Renderers,
) -> Iterator[Team]:
    """The people of the office, all at their desks."""
    people = open_team(invented_folder, founded_office[1], clock, renderers)
    people.stages, people.fresh = stages, len(people.audited())
    yield people
    people.leave()


def bring_definition(team: Team, kind: str, text: str) -> None:
    """Put a definition into the office, as a newer program would."""
    from models.services import definitions

    head = Source.read("uji", text).data[definitions.KINDS[kind][1]]
    title = str(head.get("judul") or head["nama"])
    given = definitions.DefinitionText(kind, head["kunci"], int(head.get("versi", 1)), title, text)
    with team.session.store.unit_of_work(None, team.clock.now()) as unit:
        definitions.bring_in(given, team.clock.now().isoformat())
        unit.audit("definisi.tambah", "definisi", None, baru=given.key)
    team._desks.clear()


def stored_definition(team: Team, kind: str, key: str) -> str:
    """The text of the definition in force."""
    with team.session.store.reading():
        row = Definition.get(Definition.kind == kind, Definition.key == key, Definition.in_force)
        return str(row.text)
