"""A year of real work after a report was approved: every kind of change an office makes, through its own services."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from models.domain.paper import FACES
from models.errors import ErrorCode, UserError
from models.forms import edit as form_edit
from models.forms import list_edit
from models.forms.spec import FieldKind
from models.letters import wording as wording_edit
from models.letters.spec import BlockKind
from models.rehearsal.routes import Move
from models.rehearsal.walk import SCAN
from models.services.views import NewLogLine, OfficerRow
from models.services.views.agenda import NewIncoming
from models.services.views.reports import ReportSheet
from models.services.views.requests import NewRequest
from models.services.workspace import Workspace
from models.sop import edit as sop_edit
from models.sop import periods
from models.statistics.figures import Basis
from models.statistics.report_life import ReportState
from tests.fixtures_office import PASSWORD, USUAL, Team

_PLACES = ("36.71.01.1001", "36.71.04.1002", "36.71.13.1003", "36.03.01.2001", "31.74.02.1001")
KIND, INTAKE = "data-layanan", "pengaduan"
TEXTS = {"pendahuluan": "Latar belakang.", "kendala": "Kendaraan.", "tindak-lanjut": "Koordinasi."}
_LISTS = ("jenis-kelamin", "bentuk-kekerasan", "tempat-kejadian", "kanal-aduan", "pendidikan")
_LETTER = "surat-tugas-penjangkauan"
#: Of a hundred changes so many are of these kinds; each of the others is one.
_OFTEN = {"open": 14, "fill": 26, "walk": 14, "attach": 9, "note": 12, "incoming": 6, "log_line": 6}


@dataclass
class OfficeYear:
    """Changes one office at random; equal seeds change the same things.

    Attributes:
        done: how many changes of each kind were made, ``refused`` how many the office did not allow just then.
    """

    team: Team
    seed: int = 1
    done: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    cases: list[int] = field(default_factory=list)
    rows: dict[int, int] = field(default_factory=dict)
    erased: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.pick = random.Random(self.seed)

    @property
    def kinds(self) -> dict[str, Callable[[], object]]:
        """Every kind of change by name."""
        return {
            "open": self.open, "fill": self.fill, "walk": self.walk, "attach": self.attach, "note": self.note,
            "incoming": self.incoming, "log_line": self.log_line, "same_person": self.same_person,
            "user": self.user, "profile": self.profile, "officer": self.officer, "choices": self.choices,
            "form_version": self.form_version, "procedure": self.procedure, "wording": self.wording,
            "rules": self.rules, "calendar": self.calendar, "archive": self.archive, "erase": self.erase,
            "another_report": self.another_report, "new_user": self.new_user,
        }  # fmt: skip

    def change(self, kind: str = "") -> str:
        """Make one change, of this kind or any, and let some hours pass; gives its kind."""
        kinds = self.kinds
        name = kind or self.pick.choices(list(kinds), [_OFTEN.get(one, 1) for one in kinds])[0]
        try:
            kinds[name]()
            self.done[name] += 1
        except UserError as error:
            if error.code is not ErrorCode.REPORT_STATE:  # approved already
                raise
            self.refused[name] += 1
        return name

    def wait(self, hours: float) -> None:
        """Let time pass, over the night where it would be outside of working hours."""
        self.to(self.team.clock.now() + timedelta(hours=hours))

    def to(self, moment: datetime) -> None:
        """Go on at this moment; everybody sits down anew."""
        if not 8 <= moment.hour < 15:
            moment = (moment + timedelta(hours=12)).replace(hour=9)
        self.team.clock.moment = moment
        self.team._desks.clear()

    # ------------------------------------------------------------------ the report

    def approved(self, period: str) -> ReportSheet:
        """The report of a period, written, handed in and approved."""
        reports = self._at("administrasi").reports
        sheet = reports.start(KIND, period)
        texts = {part.key: TEXTS.get(part.key, "Uraian.") for part in sheet.parts}
        reports.save(_number(sheet), sheet.row_version, texts)
        sheet = reports.sheet(KIND, period)
        sheet = reports.submit(_number(sheet), sheet.row_version)
        head = self._at("pimpinan").reports
        if "terima" in head.sheet(KIND, period).may:
            sheet = head.decide(_number(sheet), sheet.row_version, ReportState.RECEIVED)
        return head.decide(_number(sheet), sheet.row_version, ReportState.APPROVED)

    def everything(self, sheet: ReportSheet) -> dict[str, bytes]:
        """Whatever can be printed or taken out of a report, by name."""
        reports, found = self._at("administrasi").reports, {}
        for shared in (False, True):
            for name, make in (("pdf", reports.paper), ("xlsx", reports.workbook), ("zip", reports.tables)):
                found[f"{name} {shared}"] = make(_number(sheet), shared=shared)
        for table in sheet.figures.tables:
            found[f"csv {table.key}"] = reports.csv(_number(sheet), table.key)
        return found

    # ------------------------------------------------------------------ cases

    def open(self) -> None:
        sex, born = self.pick.choice(("perempuan", "laki-laki")), self.pick.randint(1950, 2024)
        number = len(self.cases)
        opened = self.team.open(
            f"tahun-{self.seed}-{number}",
            korban_nama=f"Orang Rekaan {number}",
            korban_jenis_kelamin=sex,
            korban_tanggal_lahir=f"{born}-0{self.pick.randint(1, 9)}-1{self.pick.randint(0, 9)}",
            korban_wilayah=self.pick.choice(_PLACES),
            korban_nik="",
        )
        self.cases.append(opened.case_id)
        self.rows[opened.case_id] = 0

    def fill(self) -> None:
        """A complaint is put right: another age, another place."""
        case_id, desk = self._case(), self._at("layanan")
        sheet = desk.forms.open(case_id, INTAKE)
        walk, today = self.team.walk(case_id), self.team.clock.now().date()
        values = {
            **walk.inventor.answers(sheet.spec, sheet.values, walk.person, today),
            "korban_tanggal_lahir": f"{self.pick.randint(1950, 2024)}-05-05",
            "korban_wilayah": self.pick.choice(_PLACES),
            "ringkasan": f"Perbaikan ke-{self.done['fill']}.",
        }
        desk.forms.save(case_id, INTAKE, values, sheet.row_version, finish=True)

    def walk(self) -> None:
        """The open row of a case is closed with what it asks for: forms, letters with their numbers, attachments."""
        waiting = [one for one in self.cases if self.rows[one] < len(USUAL) and one not in self.erased]
        if not waiting:
            return self.open()
        case_id = self.pick.choice(waiting)
        move: Move = USUAL[self.rows[case_id]]
        self.team.bring(case_id, move)
        self.rows[case_id] += 1
        return None

    def attach(self) -> None:
        number = self.done["attach"]
        content = SCAN + f"%{self.seed}-{number}".encode()
        self._at("administrasi").attachments.add(self._case(), f"Pindaian {number}", f"pindaian-{number}.pdf", content)

    def note(self) -> None:
        self._at("layanan").cases.add_note(self._case(), f"Catatan {self.done['note']}: telepon dari keluarga.")

    def same_person(self) -> None:
        """Two cases turn out to be of one person, or of two after all."""
        desk, (one, other) = self._at("layanan"), self.pick.sample(self._left(), 2)
        link_id = next((row.link_id for row in desk.same_person.of_case(one)), None)
        if link_id is not None:
            desk.same_person.part(link_id, "Ternyata orang lain")
        else:
            desk.same_person.join(one, desk.cases.page(other).head.number, "NIK dicocokkan")

    def erase(self) -> None:
        """A person whose case is closed asks to be forgotten, the head agrees."""
        case_id = next((one for one in self._left() if self.rows[one] == len(USUAL)), None)
        if case_id is None:
            return self.walk()
        today = self.team.clock.now().date()
        asked = NewRequest("hapus", case_id, "Ratna Sari", "sendiri", "ktp", asked_on=today, what="Hapus data saya")
        row = self._at("administrasi").data_requests.take(asked)
        parts = ("lampiran", "surat")
        row = self._at("pimpinan").data_requests.decide(row.request_id, accept=True, parts=parts)
        self._at("administrasi").data_requests.erase(row.request_id, row.numbers[0])
        self.erased.add(case_id)
        return None

    # ------------------------------------------------------------------ registers

    def incoming(self) -> None:
        number = self.done["incoming"]
        letter = NewIncoming(
            "Polres Contoh", f"Permintaan {number}", self.team.clock.now().date(), number=f"B/{number}"
        )
        self._at("administrasi").agenda.record(letter, f"masuk-{self.seed}-{number}")

    def log_line(self) -> None:
        line = NewLogLine("Menerima berkas", f"Map {self.done['log_line']}")
        self._at("administrasi").logbook.add(line)

    def another_report(self) -> None:
        """The report of the month before is approved, too."""
        today = self.team.clock.now().date()
        self.approved(periods.before(periods.containing(periods.MONTH, today)).key)

    # ------------------------------------------------------------------ the office

    def user(self) -> None:
        desk = self._at("pengelola").users
        row = self.pick.choice([one for one in desk.list() if one.active])
        desk.change(row.account_id, f"Nama Baru {self.done['user']}", row.roles, row.officer_id)

    def new_user(self) -> None:
        number = self.done["new_user"]
        self._at("pengelola").users.add(f"pegawai{number}", f"Pegawai {number}", ["layanan"], PASSWORD)

    def profile(self) -> None:
        """Another name, letterhead, paper, typeface and logo of the office."""
        settings, number = self._at("administrasi").settings, self.done["profile"]
        old = settings.office()
        changed = replace(
            old, name=f"UPTD PPA Baru {number}", department=f"DINAS {number}", address=f"Jalan Baru {number}",
            city=f"Kota {number}", paper=self.pick.choice(("A4", "F4", "F4-210")),
            look=replace(old.look, face=self.pick.choice(list(FACES)), logo=float(self.pick.randint(15, 35))),
            letterhead_double_rule=not old.letterhead_double_rule,
        )  # fmt: skip
        settings.save_office(changed, b"" if number % 2 else None)

    def officer(self) -> None:
        settings, number = self._at("administrasi").settings, self.done["officer"]
        row: OfficerRow = self.pick.choice([one for one in settings.officers() if one.active])
        settings.save_officer(replace(row, name=f"Pejabat {number}, S.Sos.", post=f"Jabatan {number}", rank="Pembina"))

    def choices(self) -> None:
        """A list of choices gets another word or a new choice."""
        editor, key = self._at("administrasi").list_editor, self.pick.choice(_LISTS)
        entries = next(info.entries for info in editor.all() if info.entries.key == key)
        label, option = f"Pilihan {self.done['choices']}", self.pick.choice(entries.options)
        if self.pick.random() < 0.4:
            changed = list_edit.add(entries, label)
        else:
            changed = list_edit.rename(entries, option.key, label)
        editor.save(changed, entries.version)

    def form_version(self) -> None:
        editor = self._at("pengelola").form_editor
        sheet = editor.open(editor.begin(INTAKE).draft_id)
        spec, _key = form_edit.add_field(sheet.spec, 0, 1, f"Isian {self.done['form_version']}", FieldKind.TEXT)
        kept = editor.save_draft(sheet.draft_id, spec, sheet.row_version)
        editor.put_in_force(sheet.draft_id, kept, self.team.clock.now().date())

    def procedure(self) -> None:
        editor = self._at("pengelola").procedure_editor
        sheet = editor.open(editor.begin(self.team.spec.key).draft_id)
        spec = replace(sheet.spec, name=f"Penjangkauan {self.done['procedure']}")
        spec = sop_edit.change_step(spec, 0, title=f"Menerima aduan {self.done['procedure']}")
        kept = editor.save_draft(sheet.draft_id, spec, sheet.row_version)
        editor.put_in_force(sheet.draft_id, kept, self.team.clock.now().date())

    def wording(self) -> None:
        desk = self._at("pengelola").letter_wording
        sheet = desk.open(_LETTER)
        last = len(sheet.wording.spec.blocks) - 1
        added = wording_edit.add_block(sheet.wording, BlockKind.PARAGRAPH, last)
        place = ("blok", len(added.spec.blocks) - 1, "isi", 0)
        desk.put_in_force(_LETTER, wording_edit.set_text(added, place, f"Kalimat {last}."), sheet.row_version)

    def rules(self) -> None:
        """Other rules for reports: threshold, basis, what is written, how far corrections look back."""
        desk = self._at("administrasi").report_rules
        rules, number = desk.rules(), self.done["rules"]
        parts = [replace(part, title=f"Bagian {place}.{number}") for place, part in enumerate(rules.parts)]
        self.pick.shuffle(parts)
        changed = replace(
            rules, threshold=self.pick.choice((0, 3, 5, 10)), basis=self.pick.choice(list(Basis)),
            look_back=self.pick.choice((0, 2)), parts=tuple(parts),
        )  # fmt: skip
        desk.save(changed)

    def calendar(self) -> None:
        calendar = self._at("administrasi").calendar
        year = calendar.year(self.team.clock.now().year)
        calendar.save_year(replace(year, confirmed=not year.confirmed))

    def archive(self) -> None:
        desk = self._at("administrasi").archive_rules
        rules = desk.rules()
        desk.save(replace(rules, loan_days=self.pick.randint(3, 30)))

    # ------------------------------------------------------------------ inside

    def _at(self, role: str) -> Workspace:
        return self.team.at_desk(role)

    def _left(self) -> list[int]:
        return [one for one in self.cases if one not in self.erased]

    def _case(self) -> int:
        return self.pick.choice(self._left())


def _number(sheet: ReportSheet) -> int:
    assert sheet.report_id is not None
    return sheet.report_id
