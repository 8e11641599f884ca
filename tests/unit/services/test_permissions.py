"""Denied unless granted: every service asks before it shows or changes anything."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from models.access import roles
from models.errors import ErrorCode, UserError
from models.letters.wording import Wording
from models.records import rules
from models.records.case_package import read as read_package
from models.rehearsal.walk import SCAN
from models.services.session import Session, User
from models.services.views import (
    Booking,
    CaseFilter,
    IncomingFilter,
    MandateRow,
    NewDispatch,
    NewDisposition,
    NewIncoming,
    NewLogLine,
    NewReceipt,
    OfficerRow,
    Scan,
    Sending,
)
from models.services.views.figures import FigureWish
from models.services.views.packages import NewPackage
from models.services.views.records import FileRow, NewFile, NewHandover, Place
from models.services.views.requests import NewRequest
from models.services.views.simfoni import NewEntry, SimfoniFilter
from models.services.workspace import Workspace
from models.settings.office import OfficeProfile
from models.statistics import report_rules
from models.statistics.figures import Basis
from models.statistics.report_life import ReportState
from models.store.tables import AuditRow
from tests.fixtures_office import Team
from tests.letter_samples import shipped
from tests.package_samples import small_package
from tests.permission_needs import NEEDS, OPEN

_SAMPLES: dict[str, Any] = {
    "Booking": Booking("surat-dinas", "Hal", date(2026, 11, 23)),
    "ArchiveRules": rules.shipped(),
    "LabelSheet": rules.shipped().labels[0],
    "ReportRules": report_rules.shipped(),
    "ReportState": ReportState.APPROVED,
    "Mapping[str, str]": {},
    "FigureWish": FigureWish("2026-11"),
    "FileRow": FileRow(999, None, "", "", "", None, "", ()),
    "NewFile": NewFile("1", "", "", date(2026, 11, 23)),
    "NewEntry": NewEntry("1", date(2026, 11, 23), ""),
    "SimfoniFilter": SimfoniFilter(),
    "NewHandover": NewHandover("X", date(2026, 11, 23)),
    "Place": Place("A"),
    "NewPackage": NewPackage("Kantor lain", "Sari"),
    "CasePackage": read_package(small_package()),
    "NewRequest": NewRequest("akses", 999, "Siti", "sendiri", "ktp", date(2026, 11, 23)),
    "period": "2026-11",
    "CaseFilter": CaseFilter(),
    "IncomingFilter": IncomingFilter(),
    "NewDispatch": NewDispatch("Berkas", "Tujuan", date(2026, 11, 23)),
    "NewDisposition": NewDisposition((999,)),
    "NewIncoming": NewIncoming("Pengirim", "Hal", date(2026, 11, 23)),
    "MandateRow": MandateRow(0, "kepala", "a.n.", 999, date(2026, 11, 23)),
    "Scan": Scan("surat.pdf", b"%PDF-1.4"),
    "Scan | None": None,
    "Sending": Sending(date(2026, 11, 23), "Kurir"),
    "NewLogLine": NewLogLine("Menerima", "Berkas"),
    "NewReceipt": NewReceipt("Layanan", "Berkas"),
    "OfficerRow": OfficerRow(0, "Nama", "Jabatan"),
    "OfficeProfile": OfficeProfile(name="Kantor"),
    "Values": {},
    "Wording": Wording(shipped("surat-tugas"), {}),
    "Basis": Basis.REPORT,
    "bool": True,
    "bytes": b"",
    "date": date(2026, 11, 23),
    "int": 999,
    "int | None": 999,
    "Path": Path("tidak-ada"),
    "str": "x",
    "month": 11,
    "stated": {},
    "year": 2026,
}


def services(desk: Workspace) -> dict[str, Callable[..., object]]:
    """Every public method of every service, by "service.method"."""
    held = {name: part for name, part in vars(desk).items() if type(part).__name__.endswith("Service")}
    return {
        f"{name}.{method}": getattr(part, method)
        for name, part in held.items()
        for method, _ in inspect.getmembers(type(part), inspect.isfunction)
        if not method.startswith("_")
    }


def outcome(method: Callable[..., object]) -> ErrorCode | None:
    """How a call with harmless arguments ends."""
    given = inspect.signature(method).parameters.values()
    needed = [p for p in given if p.default is p.empty]
    arguments = {p.name: _SAMPLES.get(p.name, _SAMPLES.get(str(p.annotation), ())) for p in needed}
    try:
        method(**arguments)
    except UserError as error:
        return error.code
    return None


def nobody(team: Team) -> Workspace:
    """Somebody who logged in and holds no role."""
    held = team.session
    user = User(team.at_desk("layanan").session.user.account_id, "tamu", "Tamu", ())
    return Workspace(Session(user, held.folder, held.store, held.key, held.cost), team.clock, team.renderers)


def test_who_holds_no_role_gets_nothing(team: Team) -> None:
    team.open()
    guest = nobody(team)
    before = len(team.audited())
    answers = {name: outcome(method) for name, method in services(guest).items() if name not in OPEN}
    assert {name for name, code in answers.items() if code is not ErrorCode.NOT_ALLOWED} == set()
    assert len(answers) > len(NEEDS)
    assert len(team.audited()) == before
    assert guest.status.strip().badges == {}


@pytest.mark.parametrize("role", sorted(roles.shipped()))
def test_a_role_may_what_it_is_granted_and_no_more(team: Team, role: str) -> None:
    methods = services(team.at_desk(role))
    assert NEEDS.keys() <= methods.keys()
    for name, permission in NEEDS.items():
        refused = outcome(methods[name]) is ErrorCode.NOT_ALLOWED
        assert refused is not roles.can((role,), permission), name


def test_the_manager_of_accounts_sees_no_case(team: Team) -> None:
    case_id = team.open().case_id
    desk = team.at_desk("pengelola")
    for work in (
        lambda: desk.cases.page(case_id),
        lambda: desk.forms.open(case_id, "informasi-kasus"),
        lambda: desk.forms.open(case_id, "entri-simfoni"),
        lambda: desk.letters.start(case_id, "tanda-terima"),
        lambda: desk.search.find("Zubaidah"),
        desk.tasks.board,
    ):
        with pytest.raises(UserError) as caught:
            work()
        assert caught.value.code is ErrorCode.NOT_ALLOWED


def test_after_locking_nothing_answers_any_more(team: Team) -> None:
    team.open()
    desk = team.at_desk("layanan")
    team.leave()
    desk.session.lock()
    methods = {name: method for name, method in services(desk).items() if name in NEEDS or name == "status.strip"}
    assert {outcome(method) for method in methods.values()} == {ErrorCode.LOCKED}


@pytest.mark.fault(24)
def test_every_look_is_recorded_with_who_looked(team: Team) -> None:
    case_id = team.case_at(3)
    desk = team.at_desk("pimpinan")
    letter = desk.letters.list("terbit").rows[0].letter_id
    desk.attachments.add(case_id, "Foto", "foto.pdf", SCAN)
    attachment = desk.cases.page(case_id).attachments[0].attachment_id
    today = team.clock.now().date()
    looks: list[tuple[str, Callable[[], object]]] = [
        ("kasus.lihat", lambda: desk.cases.page(case_id)),
        ("kasus.lihat_riwayat", lambda: desk.cases.history(case_id)),
        ("kasus.tampilkan_nama", lambda: desk.cases.reveal(case_id, "Alasan")),
        ("formulir.buka", lambda: desk.forms.open(case_id, "informasi-kasus")),
        ("formulir.cetak", lambda: desk.forms.paper(case_id, "informasi-kasus")),
        ("formulir.cetak_kosong", lambda: desk.forms.blank_paper("informasi-kasus")),
        ("surat.buka", lambda: desk.letters.open(letter)),
        ("surat.lihat", lambda: desk.letters.paper(letter)),
        ("surat.cetak", lambda: desk.letters.printed(letter, 1, "HP")),
        ("berkas.lihat", lambda: desk.attachments.read(attachment)),
        ("berkas.lihat", lambda: desk.attachments.show(attachment)),
        ("berkas.ekspor", lambda: desk.attachments.export(attachment)),
        ("cari", lambda: desk.search.find("Zubaidah")),
        ("cari", lambda: desk.cases.list(CaseFilter(text="Zubaidah"))),
        ("bukulog.cetak", lambda: desk.logbook.paper(today, today)),
    ]
    for action, look in looks:
        before = len(team.audited())
        look()
        records = team.audited()[before:]
        assert [(row.action, row.account_id) for row in records] == [(action, desk.session.user.account_id)]
        assert "Zubaidah" not in records[0].detail


def test_every_change_is_recorded_in_its_own_transaction(team: Team) -> None:
    case_id = team.case_at(3)
    desk, admin = team.at_desk("layanan"), team.at_desk("administrasi")
    step = team.panel("layanan", case_id).step_run_id
    sheet = desk.letters.start(None, "tanda-terima")
    changes: list[tuple[str, Callable[[], object]]] = [
        ("langkah.tandai", lambda: desk.cases.tick(step, 0, on=True)),
        ("langkah.batal_tandai", lambda: desk.cases.tick(step, 0, on=False)),
        ("kasus.catatan", lambda: desk.cases.add_note(case_id, "Catatan")),
        ("formulir.simpan", lambda: desk.forms.save(case_id, "pengaduan", {}, None)),
        ("konsep.simpan", lambda: desk.forms.draft_save("aduan", "x", {})),
        ("surat.simpan", lambda: desk.letters.save(sheet.letter_id, {}, 1)),
        ("surat.hapus_konsep", lambda: desk.letters.delete_draft(sheet.letter_id)),
        ("berkas.lampirkan", lambda: desk.attachments.add(case_id, "Foto", "a.pdf", SCAN)),
        ("bukulog.tulis", lambda: desk.logbook.add(NewLogLine("Menerima", "Berkas"))),
        ("pegawai.simpan", lambda: admin.settings.save_officer(OfficerRow(0, "Baru", "Petugas"))),
        ("kantor.ubah", lambda: admin.settings.save_office(admin.settings.office())),
        ("sop.petakan", lambda: admin.procedures.map_actor(team.spec.key, "kepala", ())),
        ("langkah.tugaskan", lambda: team.assign(step, None)),
    ]
    for action, change in changes:
        before = len(team.audited())
        change()
        assert [row.action for row in team.audited()[before:]] == [action]
    with team.session.store.reading():
        assert AuditRow.select().where(AuditRow.account_id.is_null(), AuditRow.action == "kasus.buka").count() == 0
