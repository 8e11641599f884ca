"""Denied unless granted: every service asks before it shows or changes anything."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from models.access import roles
from models.access.permissions import Permission as P
from models.errors import ErrorCode, UserError
from models.letters.wording import Wording
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
from models.services.workspace import Workspace
from models.settings.office import OfficeProfile
from models.store.tables import AuditRow
from tests.fixtures_office import Team
from tests.letter_samples import shipped

#: What each method of a service asks for.
NEEDS: dict[str, P] = {
    "agenda.answerable": P.AGENDA_WRITE,
    "agenda.attach": P.AGENDA_WRITE,
    "agenda.change": P.AGENDA_WRITE,
    "agenda.join_reply": P.AGENDA_WRITE,
    "agenda.list": P.AGENDA_READ,
    "agenda.open": P.AGENDA_READ,
    "agenda.record": P.AGENDA_WRITE,
    "agenda.scan": P.AGENDA_READ,
    "agenda.void": P.AGENDA_WRITE,
    "books.close": P.AGENDA_CLOSE,
    "books.csv": P.AGENDA_READ,
    "books.month": P.AGENDA_READ,
    "books.paper": P.AGENDA_READ,
    "books.workbook": P.AGENDA_READ,
    "dispatches.month": P.AGENDA_READ,
    "dispatches.receive": P.AGENDA_WRITE,
    "dispatches.send": P.AGENDA_WRITE,
    "dispatches.void": P.AGENDA_WRITE,
    "dispositions.answer": P.STEP_WORK,
    "dispositions.choices": P.AGENDA_READ,
    "dispositions.copy": P.AGENDA_WRITE,
    "dispositions.make": P.DISPOSE,
    "dispositions.mine": P.STEP_WORK,
    "dispositions.paper": P.AGENDA_READ,
    "dispositions.unanswered": P.AGENDA_READ,
    "dispositions.withdraw": P.DISPOSE,
    "logbook.file": P.LOGBOOK_READ,
    "logbook.file_paper": P.LOGBOOK_READ,
    "attachments.add": P.ATTACHMENT_ADD,
    "attachments.combine": P.ATTACHMENT_ADD,
    "attachments.export": P.ATTACHMENT_READ,
    "attachments.read": P.ATTACHMENT_READ,
    "attachments.sheets": P.ATTACHMENT_ADD,
    "attachments.show": P.ATTACHMENT_READ,
    "cases.add_note": P.CASE_NOTE,
    "cases.assign": P.CASE_ASSIGN,
    "cases.close_step": P.STEP_WORK,
    "cases.confirm": P.STEP_WORK,
    "cases.history": P.CASE_READ,
    "cases.list": P.CASE_LIST,
    "cases.open_case": P.CASE_OPEN,
    "cases.page": P.CASE_READ,
    "cases.procedures": P.CASE_LIST,
    "cases.reopen": P.CASE_REOPEN,
    "cases.reveal": P.CASE_REVEAL,
    "cases.tick": P.STEP_WORK,
    "kit.form": P.CASE_READ,
    "kit.paper": P.CASE_READ,
    "persons.like_client": P.PERSON_JOIN,
    "persons.similar": P.CASE_LIST,
    "same_person.join": P.PERSON_JOIN,
    "same_person.of_case": P.CASE_READ,
    "same_person.part": P.PERSON_JOIN,
    "consent.go_without": P.LETTER_ISSUE,
    "consent.of_letter": P.LETTER_READ,
    "forms.blank_paper": P.FORM_PRINT_BLANK,
    "forms.draft_drop": P.CASE_NOTE,
    "forms.draft_save": P.CASE_NOTE,
    "forms.drafts": P.CASE_NOTE,
    "forms.intake": P.CASE_OPEN,
    "forms.open": P.CASE_READ,
    "forms.paper": P.CASE_READ,
    "forms.save": P.FORM_FILL,
    "letters.delete_draft": P.LETTER_DRAFT,
    "letters.issue": P.LETTER_ISSUE,
    "letters.kinds": P.LETTER_DRAFT,
    "letters.list": P.LETTER_READ,
    "letters.next_number": P.LETTER_ISSUE,
    "letters.open": P.LETTER_READ,
    "letters.paper": P.LETTER_READ,
    "letters.preview": P.LETTER_READ,
    "letters.printed": P.LETTER_READ,
    "letters.save": P.LETTER_DRAFT,
    "letters.start": P.LETTER_DRAFT,
    "letters.void": P.LETTER_VOID,
    "letter_wording.drop_draft": P.DEFINITIONS_MANAGE,
    "letter_wording.kinds": P.SETTINGS_READ,
    "letter_wording.look": P.DEFINITIONS_MANAGE,
    "letter_wording.open": P.DEFINITIONS_MANAGE,
    "letter_wording.put_in_force": P.DEFINITIONS_MANAGE,
    "letter_wording.save_draft": P.DEFINITIONS_MANAGE,
    "letter_wording.shipped": P.DEFINITIONS_MANAGE,
    "letter_wording.take_newer": P.LETTER_DRAFT,
    "letter_wording.version": P.DEFINITIONS_MANAGE,
    "letter_wording.versions": P.SETTINGS_READ,
    "logbook.add": P.LOGBOOK_WRITE,
    "logbook.between": P.LOGBOOK_READ,
    "logbook.day": P.LOGBOOK_READ,
    "logbook.month": P.LOGBOOK_READ,
    "logbook.paper": P.LOGBOOK_READ,
    "logbook.printed": P.LOGBOOK_READ,
    "logbook.verify": P.LOGBOOK_READ,
    "case_versions.move": P.CASE_MOVE,
    "case_versions.plan": P.CASE_MOVE,
    "procedure_editor.copy": P.DEFINITIONS_MANAGE,
    "procedure_editor.drafts": P.SETTINGS_READ,
    "procedure_editor.drop_draft": P.DEFINITIONS_MANAGE,
    "procedure_editor.export": P.SETTINGS_READ,
    "procedure_editor.import_text": P.DEFINITIONS_MANAGE,
    "procedure_editor.open": P.DEFINITIONS_MANAGE,
    "procedure_editor.put_in_force": P.DEFINITIONS_MANAGE,
    "procedure_editor.save_draft": P.DEFINITIONS_MANAGE,
    "procedure_editor.versions": P.SETTINGS_READ,
    "periods.accept": P.STEP_WORK,
    "periods.begin_due": P.CASE_LIST,
    "periods.receipt_letter": P.LETTER_DRAFT,
    "periods.receive": P.STEP_WORK,
    "periods.resolve": P.LOGBOOK_WRITE,
    "periods.sort": P.STEP_WORK,
    "procedures.all": P.SETTINGS_READ,
    "procedures.map_actor": P.SETTINGS_WRITE,
    "procedures.people": P.SETTINGS_READ,
    "procedures.use": P.SETTINGS_WRITE,
    "procedures.sheet": P.SETTINGS_READ,
    "proof.case_proof": P.CASE_READ,
    "proof.evaluation": P.CASE_LIST,
    "proof.evaluation_pdf": P.CASE_LIST,
    "proof.evaluation_xlsx": P.CASE_LIST,
    "replies.open": P.LETTER_READ,
    "replies.save": P.LETTER_DRAFT,
    "red_path.of_case": P.CASE_READ,
    "search.find": P.CASE_LIST,
    "settings.following_numbers": P.SETTINGS_READ,
    "settings.letter_sample": P.SETTINGS_READ,
    "settings.letterhead_sample": P.SETTINGS_READ,
    "settings.logo": P.SETTINGS_READ,
    "settings.office": P.SETTINGS_READ,
    "settings.officers": P.SETTINGS_READ,
    "settings.save_office": P.SETTINGS_WRITE,
    "settings.save_officer": P.SETTINGS_WRITE,
    "settings.titles": P.SETTINGS_READ,
    "archive_codes.hide": P.SETTINGS_WRITE,
    "archive_codes.save": P.SETTINGS_WRITE,
    "archive_codes.search": P.LETTER_READ,
    "authenticity.check": P.LETTER_VERIFY,
    "bookings.book": P.LETTER_ISSUE,
    "bookings.kinds": P.LETTER_ISSUE,
    "bookings.preview": P.LETTER_ISSUE,
    "letter_choices.classify": P.LETTER_DRAFT,
    "letter_choices.kinds": P.SETTINGS_READ,
    "letter_choices.open": P.LETTER_READ,
    "letter_choices.sign_as": P.LETTER_DRAFT,
    "letter_life.add_scan": P.LETTER_ISSUE,
    "letter_life.approve": P.LETTER_CHECK,
    "letter_life.give_back": P.LETTER_CHECK,
    "letter_life.page": P.LETTER_READ,
    "letter_life.received": P.LETTER_ISSUE,
    "letter_life.scan": P.LETTER_READ,
    "letter_life.sent": P.LETTER_ISSUE,
    "letter_life.signed": P.LETTER_ISSUE,
    "letter_life.submit": P.LETTER_DRAFT,
    "letter_life.withdraw": P.LETTER_DRAFT,
    "mandates.cancel": P.SETTINGS_WRITE,
    "mandates.list": P.SETTINGS_READ,
    "mandates.save": P.SETTINGS_WRITE,
    "number_list.explain": P.LETTER_VOID,
    "number_list.given_on_paper": P.SETTINGS_WRITE,
    "number_list.paper": P.LETTER_READ,
    "number_list.unexplained": P.LETTER_READ,
    "number_list.years": P.LETTER_READ,
    "tasks.board": P.STEP_WORK,
    "tasks.panel": P.CASE_READ,
    "tasks.team": P.CASE_ASSIGN,
}
#: Open to everybody who has logged in, and why.
OPEN = {
    "status.strip": "only counts, each behind its own permission",
    "users.change_password": "one's own, and only with the old one",
    "backup.last_verified": "everybody is warned when there is no backup",
}
_SAMPLES: dict[str, Any] = {
    "Booking": Booking("surat-dinas", "Hal", date(2026, 11, 23)),
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
