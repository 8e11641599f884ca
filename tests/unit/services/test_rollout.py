"""Settings travel as one file: all that an office has set, nothing about clients, refused in words where wrong."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.domain.clock import FixedClock
from models.domain.travel import TravelRate, TravelRules
from models.errors import ErrorCode, UserError
from models.forms import list_edit
from models.services.rollout.profile import FIELDS, OWN
from models.services.rollout.service import PARTS, kinds
from models.services.views import OfficerRow
from models.services.views.letters import MandateRow
from models.services.views.rollout import PartLook
from models.services.workspace import Workspace
from models.settings.look import PaperLook
from models.settings.office import EmergencyContact, NumberPattern, OfficeProfile, ServiceHours
from models.settings.plain import hints, typed
from models.settings.rollout_file import packed
from models.store.tables import AuditRow, Definition, Officer
from models.vault.keys import DataKey
from tests.fixtures_office import NAME, NIK, PHONE, SOP, STORY, STREET, Team, open_team, refused, stub_renderers

ALL = tuple(part.key for part in kinds())
WEEK = ("08.00–16.00",) * 5 + ("", "")


@pytest.fixture
def other(founded_office: tuple[Path, DataKey], tmp_path: Path, clock: FixedClock) -> Iterator[Team]:
    """Another office, as it was founded."""
    folder = Path(shutil.copytree(founded_office[0], tmp_path / "kantor-lain"))
    people = open_team(folder, founded_office[1], clock, stub_renderers())
    yield people
    people.leave()


def keeper(team: Team) -> Workspace:
    return team.at_desk("pengelola")


def part(content: bytes, key: str) -> Any:
    return json.loads(content)["bagian"][key]


def edited(content: bytes, change: Callable[[dict[str, Any]], object]) -> bytes:
    """The file after somebody has changed it by hand."""
    body = json.loads(content)
    change(body["bagian"])
    return json.dumps(body).encode()


def look_at(looks: tuple[PartLook, ...], key: str) -> PartLook:
    return next(look for look in looks if look.key == key)


def set_much(desk: Workspace, team: Team) -> None:
    """An office that has its own way of everything."""
    office = desk.settings.office()
    desk.settings.save_office(
        replace(
            office,
            name="UPTD PPA Kabupaten Lain", city="Lain", paper="A4", client_word="korban", zone="WITA", hours=WEEK,
            look=PaperLook(nip="NIP.", left=2.5, catchword=True),
            travel=TravelRules(rates=(TravelRate("Taksi", "hari", 1),)),
            service_hours=(ServiceHours(SOP, always_open=True),), days_off=("2026-12-30",),
            emergency_contacts=(EmergencyContact("Polres Contoh", "110", "pengamanan"),),
            patterns=office.patterns | {"kta": NumberPattern("{urut:03d}/KTA/{tahun}", 40, "Register anak")},
            child_series="kta",
        )
    )  # fmt: skip
    desk.archive_codes.save("400.2.9", "Perlindungan khusus anak")
    desk.archive_codes.hide("000.1", True)
    writer = team.at_desk("administrasi")
    info = next(one for one in writer.list_editor.all() if one.entries.key == "kanal-aduan")
    writer.list_editor.save(list_edit.add(info.entries, "Pos pengaduan keliling"), info.entries.version)
    writer.archive_rules.save(replace(writer.archive_rules.rules(), loan_days=21))
    rules = team.at_desk("pimpinan").report_rules.rules()
    desk.report_rules.save(replace(rules, threshold=3))
    draft = desk.form_editor.begin("informasi-kasus")
    spec = desk.form_editor.open(draft.draft_id).spec
    kept = desk.form_editor.save_draft(draft.draft_id, replace(spec, title="Formulir Aduan Kami"), 1)
    desk.form_editor.put_in_force(draft.draft_id, kept, team.clock.now().date())


def test_every_field_of_the_profile_travels_or_is_named_as_staying() -> None:
    spread = [name for names in FIELDS.values() for name in names]
    assert sorted([*spread, *OWN]) == sorted(field.name for field in fields(OfficeProfile))
    assert sorted(ALL) == sorted(one.key for one in PARTS)


def test_another_office_gets_everything_and_gives_back_the_same_file(team: Team, other: Team) -> None:
    set_much(keeper(team), team)
    officer = keeper(team).settings.save_officer(OfficerRow(0, "Nur Rekaan", "Sekretaris", nip="198001012005012001"))
    holder = next(row for row in keeper(team).settings.officers() if row.signs_as == "kepala")
    assert holder.officer_id
    keeper(team).mandates.save(MandateRow(0, "kepala", "a.n.", officer.officer_id, date(2026, 11, 1), basis="SK 7"))
    content = keeper(team).rollout.export(ALL)
    looks = keeper(other).rollout.look(content)
    assert not [look.problem for look in looks if look.problem]
    assert all(look_at(looks, key).changes for key in ALL if key != "layanan")
    taken = keeper(other).rollout.take(content, ALL)
    assert [look.changes for look in sorted(taken, key=lambda one: one.key)] == [
        look.changes for look in sorted(looks, key=lambda one: one.key)
    ]
    assert keeper(other).rollout.export(ALL) == content
    again = keeper(other).rollout.take(content, ALL)
    assert not [look.changes for look in again if look.changes]
    form = other.at_desk("layanan").forms.intake(SOP)
    assert form.spec.title == "Formulir Aduan Kami"
    assert "Pos pengaduan keliling" in [option.label for option in form.spec.field("kanal").options]
    assert other.audited("pengaturan.terapkan")
    assert team.audited("pengaturan.ekspor")


def test_who_the_office_is_and_where_it_counts_stay_unless_asked(team: Team, other: Team) -> None:
    office = keeper(other).settings.office()
    begun = replace(office.patterns["keluar"], start=412)
    keeper(other).settings.save_office(replace(office, patterns=office.patterns | {"keluar": begun}, backup_place="/x"))
    set_much(keeper(team), team)
    content = keeper(team).rollout.export(ALL)
    usual = [one.key for one in kinds() if not one.own]
    assert {one.key for one in kinds() if one.own} == {"identitas", "pegawai"}
    keeper(other).rollout.take(content, usual)
    after = keeper(other).settings.office()
    assert (after.name, after.city, after.backup_place) == (office.name, office.city, "/x")
    assert (after.patterns["keluar"].start, after.patterns["kta"].start) == (412, 1)
    assert (after.paper, after.child_series) == ("A4", "kta")
    assert "backup_place" not in content.decode()


def test_nothing_about_clients_is_in_the_file(team: Team) -> None:
    team.case_at(5)
    text = keeper(team).rollout.export(ALL).decode()
    assert "Kota Contoh" in text
    for secret in (NAME, NIK, PHONE, STREET, STORY, "0001/PJK"):
        assert secret not in text
    without = keeper(team).rollout.export([key for key in ALL if key != "pegawai"]).decode()
    with team.session.store.reading():
        people = [row.name for row in Officer.select()]
    assert people
    assert not [name for name in people if name in without]


def _set(key: str, name: str, value: object) -> Callable[[dict[str, Any]], object]:
    return lambda parts: parts[key].__setitem__(name, value)


@pytest.mark.parametrize(
    ("key", "change", "said"),
    [
        ("surat", _set("surat", "paper", "A3"), "Kertas, tampilan, dan tahap surat: Kertas harus A4"),
        ("surat", lambda p: p["surat"]["look"].update(left="dua"), "isian “look.left”: harus bilangan"),
        ("surat", lambda p: p["surat"]["look"].update(catchword=1), "isian “look.catchword”: harus true atau false"),
        ("nomor", lambda p: p["nomor"]["patterns"]["masuk"].update(pattern="{apa}"), "Agenda surat masuk: "),
        ("nomor", lambda p: p["nomor"]["patterns"]["masuk"].pop("pattern"),
         "isian “patterns.masuk.pattern”: belum diisi"),
        ("nomor", _set("nomor", "patterns", []), "isian “patterns”: harus kelompok isian"),
        ("waktu", _set("waktu", "hours", "pagi"), "isian “hours”: harus daftar"),
        ("waktu", _set("waktu", "days_off", ["2026-02-30"]), "Hari libur 2026-02-30 bukan tanggal"),
        ("waktu", _set("waktu", "service_hours", [{"sop_key": "lain"}]), "SOP “lain” tidak ada di kantor ini"),
        ("layanan", _set("layanan", "procedures", ["lain"]), "SOP “lain” tidak ada di kantor ini"),
        ("darurat", _set("darurat", "emergency_contacts", [{"name": "A"}]), "isian “emergency_contacts[1].phone”"),
        ("identitas", _set("identitas", "lambang", "!"), "isian “lambang”: bukan gambar"),
        ("identitas", _set("identitas", "lambang", "JVBERg=="), "Logo harus gambar PNG atau JPEG"),
        ("arsip", lambda p: p["arsip"]["labels"][0].update(width=400), "Tidak muat ke samping"),
        ("arsip", lambda p: p["arsip"]["retention"][0].pop("years"), "isian “arsip.retention[1].years”: belum diisi"),
        ("laporan", _set("laporan", "basis", "bulan"), "isian “laporan.basis”: harus salah satu dari"),
        ("klasifikasi", lambda p: p["klasifikasi"].append({"kode": "a b"}), ": isi nama kode"),
        ("daftar", lambda p: p["daftar"].append("[daftar]\nkunci = 'x'\njudul = 'X'\n\n[[butir]]\nlabel = 'A'\n"),
         "Daftar pilihan ke-1, baris "),
        ("daftar", lambda p: p["daftar"].append("[daftar\n"), "Daftar pilihan ke-1, baris 1"),
        ("naskah", lambda p: p["naskah"].append({"jenis": "sop", "kunci": "x", "naskah": "versi = 1\n"}), "SOP “x”"),
        ("naskah", lambda p: p["naskah"].append({"jenis": "apa"}), "Naskah ke-1: harus naskah berkas"),
        ("pegawai", lambda p: p["pegawai"]["orang"].append({"nama": " "}), "nama wajib diisi"),
        ("pegawai", lambda p: p["pegawai"]["pelimpahan"].append({"orang_ke": 99}), "isian “orang_ke”"),
        ("pegawai", lambda p: p["pegawai"]["pelimpahan"].append({"orang_ke": 1}), "cara menandatangani tidak dikenal"),
        ("pegawai", lambda p: p["pegawai"]["pelimpahan"].append(
            {"orang_ke": 1, "jabatan": "kepala", "sebagai": "a.n.", "dari": "kemarin"}), "tulis tanggal"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_named_and_nothing_is_taken(
    team: Team, key: str, change: Callable[[dict[str, Any]], object], said: str
) -> None:
    desk = keeper(team)
    before = desk.rollout.export(ALL)
    wrong = edited(before, lambda parts: (parts["perjalanan"]["travel"].update(stops=2), change(parts)))
    assert said in look_at(desk.rollout.look(wrong), key).problem
    refusal = refused(lambda: desk.rollout.take(wrong, ALL))
    assert refusal.code is ErrorCode.VALUE_INVALID
    assert said in str(refusal.details["what"])
    assert desk.rollout.export(ALL) == before
    assert not team.audited("pengaturan.terapkan")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "baris 1"),
        (b'{\n "jenis": "pengaturan-jangkau",\n "versi" 2\n}', "baris 3, huruf ke-10"),
        (b"[]", "bukan berkas pengaturan"),
        (b"[" * 100_000, "bukan berkas pengaturan"),
        (b"\xff\xfe", "bukan teks UTF-8"),
        (b'{"jenis": "pengaturan-jangkau", "versi": 2}', "bagiannya tidak ada"),
        (b'{"jenis": "lain", "versi": 2, "bagian": {}}', "bukan berkas pengaturan"),
        (packed({}).replace(b"{}", b'{"surat": {"look": {"left": NaN}}}'), "bukan berkas pengaturan"),
    ],
    ids=range(8),
)
def test_another_file_is_refused_with_its_line(team: Team, content: bytes, said: str) -> None:
    assert said in str(refused(lambda: keeper(team).rollout.look(content)).details["what"])


def test_a_file_of_a_later_program_is_refused_and_of_an_earlier_taken(team: Team) -> None:
    desk = keeper(team)
    with pytest.raises(UserError) as later:
        desk.rollout.look(b'{"jenis": "pengaturan-jangkau", "versi": 3, "bagian": {}}')
    assert later.value.code is ErrorCode.SCHEMA_NEWER
    own = desk.settings.office().city
    earlier = json.dumps(
        {"jenis": "pengaturan-jangkau", "versi": 1, "kantor": {"paper": "A4", "city": "Jauh", "apa_saja": 1}}
    ).encode()
    desk.rollout.take(earlier, [one.key for one in kinds() if not one.own])
    assert (desk.settings.office().paper, desk.settings.office().city) == ("A4", own)


def test_a_part_that_is_wrong_only_together_takes_everything_back(team: Team, other: Team) -> None:
    set_much(keeper(team), team)
    content = keeper(team).rollout.export(ALL)
    before = keeper(other).rollout.export(ALL)
    # Alone each is right; with this unit code two series write the same numbers.
    wrong = edited(content, lambda parts: (
        parts["identitas"].update(unit_code="SAMA"),
        parts["nomor"]["patterns"]["nota"].update(pattern=parts["nomor"]["patterns"]["keluar"]["pattern"], unit="SAMA"),
    ))  # fmt: skip
    assert "nomornya dapat kembar" in str(refused(lambda: keeper(other).rollout.take(wrong, ALL)).details["what"])
    assert keeper(other).rollout.export(ALL) == before
    with other.session.store.reading():
        assert not Definition.select().where(Definition.from_date != "").exists()
    assert other.at_desk("layanan").forms.intake(SOP).spec.title != "Formulir Aduan Kami"


JUNK: tuple[Any, ...] = (None, True, -1, 1.5, "", "x", "\u202e", [], {}, [1], {"a": 1}, [{}], "9999-99-99", "a" * 5000)


def places(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to everything in plain data."""
    yield path
    inner = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in inner:
        yield from places(value, (*path, key))


def test_a_file_changed_anywhere_is_taken_whole_or_refused_in_words(team: Team, other: Team) -> None:
    set_much(keeper(team), team)
    content, chance = keeper(team).rollout.export(ALL), random.Random(7)
    parts = json.loads(content)["bagian"]
    for _ in range(25):
        key = chance.choice(list(parts))
        *way, last = chance.choice([path for path in places(parts[key], (key,)) if len(path) > 1] or [(key,)])
        body = json.loads(content)
        node = body["bagian"]
        for step in way:
            node = node[step]
        node[last] = chance.choice(JUNK)
        before, problem = keeper(other).rollout.export(ALL), None
        try:
            keeper(other).rollout.take(json.dumps(body).encode(), ALL)
        except UserError as error:
            problem = error
        if problem is not None:
            assert str(problem.details.get("what", "")).strip(), (*way, last)
            assert keeper(other).rollout.export(ALL) == before


def test_who_may_not_change_settings_takes_none(team: Team) -> None:
    content = keeper(team).rollout.export(ALL)
    clerk = team.at_desk("layanan")
    assert refused(lambda: clerk.rollout.look(content)).code is ErrorCode.NOT_ALLOWED
    assert refused(lambda: clerk.rollout.take(content, ALL)).code is ErrorCode.NOT_ALLOWED


def test_an_export_is_recorded(team: Team) -> None:
    keeper(team).rollout.export(["surat", "nomor"])
    (row,) = team.audited("pengaturan.ekspor")
    assert isinstance(row, AuditRow)
    assert "surat,nomor" in str(row.detail)


TEXT = st.text(max_size=20)
PROFILES = st.builds(
    OfficeProfile,
    name=TEXT,
    paper=st.sampled_from(["A4", "F4"]),
    look=st.builds(PaperLook, left=st.floats(-20, 20), catchword=st.booleans(), titles=st.dictionaries(TEXT, TEXT)),
    hours=st.lists(TEXT, max_size=7).map(tuple),
    service_hours=st.lists(st.builds(ServiceHours, TEXT, st.booleans(), st.lists(TEXT).map(tuple))).map(tuple),
    patterns=st.dictionaries(TEXT, st.builds(NumberPattern, TEXT, st.integers(1, 999), TEXT, TEXT, TEXT)),
    travel=st.builds(
        TravelRules, TEXT, st.integers(1, 6), st.lists(st.builds(TravelRate, TEXT, TEXT, st.integers(0))).map(tuple)
    ),
    emergency_contacts=st.lists(st.builds(EmergencyContact, TEXT, TEXT, TEXT)).map(tuple),
)


@given(profile=PROFILES)
@settings(max_examples=80, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_what_is_written_is_read_back_the_same(profile: OfficeProfile) -> None:
    parts = {key: {name: profile.to_json()[name] for name in sorted(names)} for key, names in FIELDS.items()}
    back = {name: value for one in json.loads(packed(parts))["bagian"].values() for name, value in one.items()}
    known = hints(OfficeProfile)
    assert replace(profile, **{name: typed(known[name], value, name) for name, value in back.items()}) == profile
