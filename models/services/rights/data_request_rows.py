"""Persons' requests as the register shows them, and what their papers say. Inside a reading or writing stretch."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from models.access.permissions import Permission
from models.domain import indonesia, names
from models.forms.spec import Values
from models.records import data_rights
from models.records.person_copy import names_in
from models.services import facts
from models.services.cases import legal, same_person
from models.services.desk import Desk, moment
from models.services.letters import letterwork
from models.services.records import archive_rows, archive_rules
from models.services.rights import erasure
from models.services.views.requests import ErasurePlan, RequestRow
from models.store.tables import Account, CaseFile, PersonRequest

MOST = 500
ACCESS, CORRECTION, ERASING = "akses", "koreksi", "hapus"
ACCEPTED, REFUSED = "terima", "tolak"
_SELF = "sendiri"
#: From here on two names count as one person's (``names.name_likeness``).
_ALIKE = 0.9
BACKUPS = (
    "Cadangan yang dibuat sebelum penghapusan masih memuat data ini sampai tergantikan oleh cadangan baru, paling lama "
    "12 bulan. Bila cadangan lama dipulihkan, penghapusan harus diulang."
)


def cases(row: PersonRequest) -> list[CaseFile]:
    """The cases a request is about."""
    ids = {row.case_id}
    if row.all_cases:
        ids |= same_person.groups().get(row.case_id, frozenset())
    return list(CaseFile.select().where(CaseFile.id.in_(sorted(ids))).order_by(CaseFile.id))


def of(desk: Desk, found: Sequence[PersonRequest]) -> tuple[RequestRow, ...]:
    """The rows, those that wait first by their time; queries do not grow with the list."""
    clocks = legal.rows_of(desk, [row.clock_id for row in found])
    people = {one.id: one.display_name for one in Account.select(Account.id, Account.display_name)}
    groups = same_person.groups() if any(row.all_cases for row in found) else {}
    wanted = {row.case_id: groups.get(row.case_id, frozenset()) if row.all_cases else frozenset() for row in found}
    ids = wanted.keys() | {one for group in wanted.values() for one in group}
    known = {case.id: case for case in CaseFile.select().where(CaseFile.id.in_(sorted(ids)))}
    shown = [
        _row(desk, row, [known[one] for one in sorted({row.case_id, *wanted[row.case_id]})], clocks, people)
        for row in found
    ]
    waiting = sorted((one for one in shown if not one.clock.done), key=lambda one: one.clock.due)
    return (*waiting, *(one for one in shown if one.clock.done))


def _row(
    desk: Desk, row: PersonRequest, about: list[CaseFile], clocks: dict[int, Any], people: dict[int, str]
) -> RequestRow:
    rights, may = data_rights.shipped(), desk.session.may
    kind = rights.kinds[row.kind]
    case = next(one for one in about if one.id == row.case_id)
    letter = row.letter if row.letter and row.letter.status != letterwork.VOID else None
    open_, accepted = row.done_at is None, row.decision == ACCEPTED
    return RequestRow(
        request_id=row.id,
        kind=row.kind,
        kind_name=kind.name,
        basis=kind.basis,
        case_id=row.case_id,
        numbers=tuple(one.number for one in about),
        client_label=case.client_label,
        asker=indonesia.initials(row.asker) or row.asker,
        capacity=rights.name("capacities", row.capacity),
        identity=rights.name("identities", row.identity),
        asked=indonesia.long_date(date.fromisoformat(row.asked_on)),
        what=row.what,
        reason=row.reason,
        state=_state(row),
        clock=clocks[row.clock_id],
        taken=_by(row.taken_at, row.taken_by_id, people),
        decided=_decided(row, people),
        done=_by(row.done_at, row.done_by_id, people),
        parts=tuple(rights.name("parts", part) for part in json.loads(row.parts)),
        letter_id=letter.id if letter else None,
        letter_number=(letter.number or "") if letter else "",
        row_version=row.row_version,
        may_decide=open_ and not row.decision and may(Permission.RIGHTS_DECIDE),
        may_copy=open_ and row.kind == ACCESS and may(Permission.RIGHTS_SERVE),
        may_correct=open_ and accepted and row.kind == CORRECTION and may(Permission.RIGHTS_SERVE),
        may_erase=open_ and accepted and row.kind == ERASING and may(Permission.DATA_ERASE),
        may_draft=row.decision != REFUSED
        and may(Permission.LETTER_DRAFT)
        and (row.kind == ACCESS or (row.kind == ERASING and not open_)),
    )


def _decided(row: PersonRequest, people: dict[int, str]) -> str:
    """The head's word: who, when, on which ground and why."""
    ground = data_rights.shipped().name("refusals", row.ground)
    said = (_by(row.decided_at, row.decided_by_id, people), ground, row.decision_note)
    return ". ".join(part for part in said if part)


def _state(row: PersonRequest) -> str:
    if row.decision == REFUSED:
        return "Ditolak"
    if row.done_at:
        return "Selesai"
    if row.kind == ACCESS:
        return "Disiapkan"
    return "Diterima" if row.decision else "Menunggu putusan"


def _by(at: str | None, account_id: int | None, people: dict[int, str]) -> str:
    if not at or account_id is None:
        return ""
    return f"{people.get(account_id, '')}, {indonesia.long_date(moment(at).date())}"


def warnings(row: PersonRequest) -> tuple[str, ...]:
    """What an officer must look at before a copy leaves the house."""
    found = []
    if row.capacity != _SELF:
        for case in cases(row):
            stated = facts.of_case(case.id)
            accused = [*names_in(stated.get("terlapor.nama")), *names_in(stated.get("kasus.terlapor_lain"))]
            if any(names.name_likeness(row.asker, name) >= _ALIKE for name in accused):
                found.append(
                    f"Nama pemohon sama atau mirip dengan terlapor pada kasus {case.number}. Jangan serahkan salinan "
                    "sebelum pimpinan memutuskan; permohonan dapat ditolak karena membahayakan klien."
                )
    return tuple(found)


def copy_head(desk: Desk, row: PersonRequest) -> tuple[tuple[str, str], ...]:
    """The lines above a copy."""
    rights, about = data_rights.shipped(), cases(row)
    client = str(facts.of_case(row.case_id).get("klien.nama", "")) or about[0].client_label
    return (
        ("Nama", client),
        ("Nomor register", ", ".join(case.number for case in about)),
        ("Pemohon", f"{row.asker} ({rights.name('capacities', row.capacity).lower()})"),
        ("Identitas", rights.name("identities", row.identity)),
        ("Tanggal permohonan", indonesia.long_date(date.fromisoformat(row.asked_on))),
        ("Tanggal salinan", indonesia.long_date(desk.clock.now().date())),
        ("Dasar", rights.kinds[row.kind].basis),
    )


def receipt_facts(row: PersonRequest) -> Values:
    """What the receipt of a copy says: register numbers, no client."""
    lines: list[dict[str, str | int | float | bool]] = [
        {"uraian": f"Salinan data pribadi, nomor register {case.number}", "jumlah": "1 berkas", "keterangan": ""}
        for case in cases(row)
    ]
    return {"berkas.daftar": lines, "berkas.penerima": data_rights.shipped().name("capacities", row.capacity)}


def minutes_facts(row: PersonRequest) -> Values:
    """What the minutes of an erasure say."""
    decided = indonesia.long_date(moment(row.decided_at or row.taken_at).date())
    lines: list[dict[str, str | int | float | bool]] = []
    for case in cases(row):
        gone = erasure.erased(case.id)
        lines.append({"nomor": case.number, "data": ", ".join(told(gone)) if gone else "", "keterangan": ""})
    asked = indonesia.long_date(date.fromisoformat(row.asked_on))
    who = data_rights.shipped().name("capacities", row.capacity).lower()
    basis = f"permohonan {who} tanggal {asked} dan putusan pimpinan tanggal {decided}"
    return {"hapus.rincian": lines, "hapus.dasar": basis}


def told(gone: Any) -> list[str]:
    """How much of each kind went, in words."""
    counts = json.loads(gone.counts)
    words = {"formulir": "formulir", "catatan": "catatan", "lampiran": "lampiran", "surat": "naskah surat"}
    return [f"{counts[key]} {word}" for key, word in words.items() if counts.get(key)]


def plan(desk: Desk, row: PersonRequest) -> ErasurePlan:
    """What an erasure takes, leaves and needs."""
    about, hints = cases(row), [BACKUPS]
    running = [case.number for case in about if case.ended_at is None]
    stays = (
        "Nomor register, SOP, tanggal langkah, dan siapa petugasnya",
        "Fakta untuk statistik tanpa identitas: umur, jenis kelamin, kecamatan, bentuk kekerasan, dan hasil layanan",
        "Nomor, tanggal, dan jenis surat dalam buku surat; baris buku log tanpa kata tentang klien",
    )
    takes = (
        "Semua jawaban formulir dan fakta yang menyebut orang",
        "Konsep, catatan, alasan langkah, dan tanda pencarian",
        "Kata tentang klien dalam buku log dan riwayat akses",
    )
    rules, today = archive_rules.in_force(desk), desk.clock.now().date()
    until = {case.number: archive_rows.kept_until(case, rules) for case in about}
    if kept := [number for number, day in until.items() if day is None or day >= today]:
        hints.insert(0, f"Masa simpan belum berakhir untuk kasus {', '.join(kept)} menurut Aturan arsip.")
    others = [clock for case in about for clock in legal.of_case(desk, case.id) if not clock.done]
    if any(clock.clock_id != row.clock_id for clock in others):
        hints.insert(0, "Batas waktu hukum lain pada kasus ini masih berjalan. Pastikan proses hukumnya selesai.")
    obstacle = f"Kasus {', '.join(running)} masih berjalan. Tutup kasusnya lebih dahulu." if running else ""
    return ErasurePlan(takes, stays, obstacle, tuple(hints))
