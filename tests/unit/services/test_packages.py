"""A case goes to another office as one file and comes back: nothing lost, readable or silently changed."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.domain.clock import FixedClock
from models.errors import ErrorCode, UserError
from models.records import case_package
from models.records.case_package import CasePackage
from models.rehearsal.walk import SCAN
from models.services.views.packages import NewPackage, PackageMade
from models.store.tables import (
    Attachment,
    CaseFile,
    Definition,
    FactRow,
    FormRecord,
    Handover,
    LegalClock,
    LogEntry,
    Note,
    PersonMark,
    StepRun,
)
from models.vault import package as vault
from models.vault.keys import FLOOR, DataKey
from tests.fixtures_office import COMPLAINT, NAME, NIK, Team, code_of, detail_of, open_team, refused
from tests.package_samples import small_package

PASSWORD = "kebun-pelangi-sepeda-tenun-angin"
TO = NewPackage("UPTD PPA Provinsi", "Sari Melati", "Kasi Layanan", "bahaya", "Klien pindah tempat tinggal")


@pytest.fixture
def elsewhere(
    founded_office: tuple[Path, DataKey], tmp_path: Path, clock: FixedClock, renderers: Any
) -> Iterator[Team]:
    """Another office, without a single case."""
    folder, key = founded_office
    made = open_team(Path(shutil.copytree(folder, tmp_path / "kantor-lain")), key, clock, renderers)
    yield made
    made.leave()


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """The floor of Argon2id: what it costs is measured elsewhere."""
    monkeypatch.setattr("models.services.packages.packages.STANDARD", FLOOR)


def send(team: Team, case_id: int, to: NewPackage = TO) -> PackageMade:
    return team.at_desk("pimpinan").packages.send(case_id, to)


def opened(team: Team, made: PackageMade) -> CasePackage:
    return team.at_desk("administrasi").packages.open(made.content, made.password)


def whole(team: Team, case_id: int) -> dict[str, Any]:
    """All that a case says, without the numbers an office gives its rows."""
    with team.session.store.reading():
        forms = FormRecord.select().where(FormRecord.case == case_id).order_by(FormRecord.form_key)
        steps = StepRun.select().where(StepRun.case == case_id).order_by(StepRun.step_number, StepRun.visit)
        scans = Attachment.select().where(Attachment.case == case_id)
        clocks = LegalClock.select().where(LegalClock.case == case_id)
        case = CaseFile.get_by_id(case_id)
        return {
            "status": (case.status, case.ended_as, case.step_number, case.client_label, case.region, case.sop_version),
            "facts": {row.key: json.loads(row.value) for row in FactRow.select().where(FactRow.case == case_id)},
            "forms": [(row.form_key, row.form_version, row.status, json.loads(row.answers)) for row in forms],
            "steps": [(row.step_number, row.visit, row.outcome, bool(row.finished_at)) for row in steps],
            "scans": {row.sha256 for row in scans},
            "notes": [row.text.split("\n")[0] for row in Note.select().where(Note.case == case_id)],
            "clocks": [(row.kind, row.due_at, row.done_at) for row in clocks],
        }


def without_officers(said: dict[str, Any]) -> dict[str, Any]:
    """Answers that name officers are names elsewhere; all others must be the same."""
    forms = [
        (key, version, status, {name: value for name, value in answers.items() if not _numbers(value)})
        for key, version, status, answers in said["forms"]
    ]
    return {**said, "forms": [(key, version, status, answers) for key, version, status, answers in forms]}


def _numbers(value: Any) -> bool:
    entries = value if isinstance(value, list) else [value]
    return all(isinstance(one, str) and (one.isdigit() or one in OFFICERS) for one in entries)


OFFICERS: set[str] = set()


@pytest.mark.parametrize("row", [1, 3, 5, 7])
def test_what_another_office_takes_in_says_what_was_sent(team: Team, elsewhere: Team, row: int) -> None:
    OFFICERS.update(option.label for option in team.at_desk("layanan").forms.intake(team.spec.key).officers)
    case_id = team.case_at(row)
    team.at_desk("layanan").cases.add_note(case_id, "Menelepon ibunya dahulu")
    team.at_desk("administrasi").attachments.add(case_id, "Akta kelahiran", "akta.pdf", SCAN)
    made = send(team, case_id)
    desk = elsewhere.at_desk("administrasi")
    preview = desk.packages.preview(opened(elsewhere, made))
    assert (preview.known_id, preview.obstacle, preview.unknown) == (None, "", ())
    taken = desk.packages.take(opened(elsewhere, made))
    before, after = without_officers(whole(team, case_id)), without_officers(whole(elsewhere, taken.case_id))
    assert before.pop("scans") <= after.pop("scans"), "scans are the same bytes; letters come as scans besides"
    assert after == before
    page = elsewhere.at_desk("pimpinan").cases.page(taken.case_id)
    assert page.head.number == taken.number
    for form in whole(elsewhere, taken.case_id)["forms"]:
        assert elsewhere.at_desk("layanan").forms.open(taken.case_id, form[0]).values
    with elsewhere.session.store.reading():
        assert PersonMark.select().where(PersonMark.case == taken.case_id).count()
        line = LogEntry.select().where(LogEntry.activity == "Menerima paket kasus").get()
        assert page.head.number in line.register_number
        assert "Nomor asal" in line.remark


def test_sending_is_recorded_and_needs_consent_or_a_ground(team: Team) -> None:
    case_id = team.case_at(3)
    lacking = team.at_desk("pimpinan").packages.lacking(case_id, "UPTD PPA Provinsi")
    assert lacking is not None
    assert "belum ditanyai" in lacking.sentence
    assert code_of(lambda: send(team, case_id, replace(TO, ground=""))) is ErrorCode.CONSENT_MISSING
    assert code_of(lambda: send(team, case_id, replace(TO, reason=""))) is ErrorCode.REASON_NEEDED
    assert code_of(lambda: send(team, case_id, replace(TO, office=" "))) is ErrorCode.VALUE_INVALID
    made = send(team, case_id)
    with team.session.store.reading():
        handed = Handover.get()
        assert (handed.receiver, handed.office) == ("Sari Melati", "UPTD PPA Provinsi")
        assert LogEntry.select().where(LogEntry.document == "Paket kasus").count() == 1
    assert len(team.audited("paket.kirim")) == 1
    assert "-" in made.password
    assert made.password not in repr(made)


def test_nothing_of_the_person_can_be_read_in_the_file(team: Team) -> None:
    made = send(team, team.case_at(3))
    for word in (NAME, NIK, "Formulir", "UPTD PPA", made.password):  # shorter ones come by chance
        assert word.encode() not in made.content


# ------------------------------------------------------------------ hostile files


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda raw: b"PK\x03\x04" + raw, ErrorCode.PACKAGE_UNKNOWN),
        (lambda _raw: b"", ErrorCode.PACKAGE_UNKNOWN),
        (lambda raw: raw[:30], ErrorCode.PACKAGE_DAMAGED),
        (lambda raw: raw[:-1], ErrorCode.PACKAGE_DAMAGED),
        (lambda raw: raw[:-20] + bytes([raw[-20] ^ 1]) + raw[-19:], ErrorCode.PACKAGE_DAMAGED),
        (lambda raw: raw[:8] + b"\x00\x09" + raw[10:], ErrorCode.PACKAGE_NEWER),
        (lambda raw: raw[:10] + b"\xff\xff\xff\xff" + raw[14:], ErrorCode.PACKAGE_DAMAGED),
        (lambda raw: raw[:10] + b"\x00\x00\x00\x08" + raw[14:], ErrorCode.PACKAGE_DAMAGED),
    ],
    ids=["other", "empty", "head", "cut", "bit", "newer", "costly", "weak"],
)
def test_each_fault_of_a_file_has_its_own_sentence(
    team: Team, spoil: Callable[[bytes], bytes], code: ErrorCode
) -> None:
    raw = vault.locked(b"x" * 100, PASSWORD, FLOOR)
    desk = team.at_desk("administrasi")
    assert code_of(lambda: desk.packages.open(spoil(raw), PASSWORD)) is code
    assert code_of(lambda: desk.packages.open(raw, "lain-sekali-bukan-itu")) is ErrorCode.PACKAGE_PASSWORD
    assert team.audited("paket.lihat") == []


def test_a_file_that_is_too_big_is_not_even_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vault, "MOST_BYTES", 50)
    assert refused(lambda: vault.unlocked(bytes(51), PASSWORD)).code is ErrorCode.PACKAGE_TOO_BIG
    assert refused(lambda: vault.locked(bytes(51), PASSWORD, FLOOR)).code is ErrorCode.PACKAGE_TOO_BIG


@given(st.data())
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_description_that_was_tampered_with_is_refused_never_a_crash(sample: bytes, data: st.DataObject) -> None:
    length = int.from_bytes(sample[:8], "big")
    body = json.loads(sample[8 : 8 + length])
    key = data.draw(st.sampled_from(sorted(body)))
    body[key] = data.draw(
        st.one_of(
            st.none(),
            st.integers(-(10**40), 10**40),
            st.text(max_size=5),
            st.just([[[[[[[[[[1]]]]]]]]]]),
            st.just({"a": "b"}),
            st.just(["x"] * 6000),
        )
    )
    text = json.dumps(body).encode()
    raw = len(text).to_bytes(8, "big") + text + sample[8 + length :]
    found: CasePackage | None = None
    with suppress(UserError):
        found = case_package.read(raw)
    assert found is None or isinstance(getattr(found, key), str), "only words may be others"


@pytest.fixture(scope="module")
def sample() -> bytes:
    """The description of a small package."""
    return small_package()


@given(st.binary(max_size=300))
def test_noise_is_never_a_package(raw: bytes) -> None:
    for attempt in (raw, (2).to_bytes(8, "big") + b"{}" + raw, (1 << 62).to_bytes(8, "big") + raw):
        with pytest.raises(UserError):
            case_package.read(attempt)


def test_deep_and_endless_descriptions_are_refused() -> None:
    for text in (b"[" * 200_000, b'{"format":' + b"9" * 5000 + b"}", b'{"format":NaN}'):
        raw = len(text).to_bytes(8, "big") + text
        assert refused(lambda given=raw: case_package.read(given)).code is ErrorCode.PACKAGE_DAMAGED  # type: ignore[misc]


# ------------------------------------------------------------------ already here


def test_a_package_is_taken_in_once(team: Team, elsewhere: Team) -> None:
    made = send(team, team.case_at(3))
    desk = elsewhere.at_desk("administrasi")
    first = desk.packages.take(opened(elsewhere, made))
    again = refused(lambda: desk.packages.take(opened(elsewhere, made)))
    assert "sudah ada" in detail_of(again, "what")
    preview = desk.packages.preview(opened(elsewhere, made))
    assert (preview.known_number, preview.conflicts, preview.fresh) == (first.number, (), ())
    with elsewhere.session.store.reading():
        assert CaseFile.select().where(CaseFile.period == "").count() == 1


def test_answers_that_differ_are_shown_and_taken_over_only_where_chosen(team: Team, elsewhere: Team) -> None:
    case_id = team.case_at(2)
    taken = elsewhere.at_desk("administrasi").packages.take(opened(elsewhere, send(team, case_id)))
    form = team.spec.intake_form

    def change(office: Team, case: int, **answers: str) -> None:
        desk = office.at_desk("layanan")
        sheet = desk.forms.open(case, form)
        desk.forms.save(case, form, {**sheet.values, **answers}, sheet.row_version, finish=True)

    change(team, case_id, korban_telepon="081211112222", korban_alamat="Jalan Baru 5")
    change(elsewhere, taken.case_id, korban_telepon="081299998888")
    team.at_desk("layanan").cases.add_note(case_id, "Sudah pindah")
    back = send(team, case_id)
    desk = elsewhere.at_desk("administrasi")
    preview = desk.packages.preview(opened(elsewhere, back))
    differing = {one.field_key: (one.mine, one.theirs) for one in preview.conflicts}
    assert set(differing) == {"korban_telepon", "korban_alamat"}
    assert differing["korban_alamat"] == (COMPLAINT["korban_alamat"], "Jalan Baru 5")
    assert preview.fresh == ("1 catatan",)
    desk.packages.join(opened(elsewhere, back), [(form, "korban_alamat")])
    facts = whole(elsewhere, taken.case_id)["facts"]
    assert facts["klien.alamat"] == "Jalan Baru 5"
    assert facts["klien.telepon"].endswith("81299998888"), "what was not chosen stays as it is here"
    assert "Sudah pindah" in whole(elsewhere, taken.case_id)["notes"]
    preview = desk.packages.preview(opened(elsewhere, back))
    assert {one.field_key for one in preview.conflicts} == {"korban_telepon"}
    assert preview.fresh == ()


def test_a_case_that_comes_home_is_known_by_its_origin(team: Team, elsewhere: Team) -> None:
    case_id = team.case_at(2)
    taken = elsewhere.at_desk("administrasi").packages.take(opened(elsewhere, send(team, case_id)))
    home = elsewhere.at_desk("pimpinan").packages.send(taken.case_id, TO)
    preview = team.at_desk("administrasi").packages.preview(opened(team, home))
    assert preview.known_id == case_id
    assert preview.conflicts == ()


# ------------------------------------------------------------------ whole or not at all


def test_a_write_that_fails_leaves_neither_rows_nor_files(
    team: Team, elsewhere: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    case_id = team.case_at(7)
    team.at_desk("administrasi").attachments.add(case_id, "Akta", "akta.pdf", SCAN)
    found = opened(elsewhere, send(team, case_id))
    folder = elsewhere.session.folder.attachments
    before = set(folder.glob("*")) if folder.exists() else set()

    def power_cut(*_: object) -> None:
        raise OSError("no power")

    monkeypatch.setattr("models.services.packages.package_taking.persons.remember", power_cut)
    with pytest.raises(OSError, match="no power"):
        elsewhere.at_desk("administrasi").packages.take(found)
    with elsewhere.session.store.reading():
        assert CaseFile.select().where(CaseFile.period == "").count() == 0
        assert Attachment.select().count() == 0
        assert Definition.select().where(Definition.guest).count() == 0
    assert set(folder.glob("*")) == before


def test_a_procedure_that_reads_otherwise_here_comes_along_as_a_guest(team: Team, elsewhere: Team) -> None:
    case_id = team.case_at(3)
    found = opened(elsewhere, send(team, case_id))
    other = tuple(
        replace(one, text=one.text + "\n# ditulis kantor asal\n") if one.kind == "sop" else one
        for one in found.definitions
    )
    found = replace(found, definitions=other)
    desk = elsewhere.at_desk("administrasi")
    (words,) = desk.packages.preview(found).unknown
    assert words.startswith("SOP ")
    assert words.endswith("di sini tertulis lain")
    taken = desk.packages.take(found)
    assert elsewhere.at_desk("pimpinan").cases.page(taken.case_id).step is not None
    with elsewhere.session.store.reading():
        guest = Definition.get(Definition.guest)
        assert CaseFile.get_by_id(taken.case_id).sop_version == guest.version
    new = elsewhere.open("aduan-baru")
    with elsewhere.session.store.reading():
        assert CaseFile.get_by_id(new.case_id).sop_version < guest.version, "no new case follows it"


def test_a_hostile_definition_and_an_impossible_step_are_refused_whole(team: Team, elsewhere: Team) -> None:
    found = opened(elsewhere, send(team, team.case_at(3)))
    desk = elsewhere.at_desk("administrasi")
    broken = replace(found, definitions=(replace(found.definitions[0], text="[[["), *found.definitions[1:]))
    assert "tidak dapat dipakai" in desk.packages.preview(broken).obstacle
    assert code_of(lambda: desk.packages.take(broken)) is ErrorCode.VALUE_INVALID
    astray = replace(found, steps=(replace(found.steps[0], step_number=99), *found.steps[1:]))
    assert code_of(lambda: desk.packages.take(astray)) is ErrorCode.PACKAGE_DAMAGED
    ticked = replace(found, steps=(replace(found.steps[0], ticks=(("lain", "x", "y"),)), *found.steps[1:]))
    assert code_of(lambda: desk.packages.take(ticked)) is ErrorCode.PACKAGE_DAMAGED
    odd = replace(found, files=(case_package.File(1, "x", "../../etc/passwd", "", 1, "", "", 0, "", "", 0),),
                  contents=(b"#!/bin/sh", *found.contents[1:]))  # fmt: skip
    assert code_of(lambda: desk.packages.take(odd)) is ErrorCode.PACKAGE_DAMAGED
    with elsewhere.session.store.reading():
        assert CaseFile.select().where(CaseFile.period == "").count() == 0


def test_the_same_person_is_looked_for_before_anything_is_written(team: Team, elsewhere: Team) -> None:
    elsewhere.open("lama")
    found = opened(elsewhere, send(team, team.case_at(2)))
    preview = elsewhere.at_desk("administrasi").packages.preview(found)
    assert [match.number for match in preview.similar]
