"""An invented office, case and answers for every letter: short, ordinary and as long as real offices get."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import resources
from models.domain.paper import Letterhead, PageSetup, Signer
from models.forms import lists as list_loader
from models.forms import loader as form_loader
from models.forms.spec import Field, FieldKind, FormSpec, Values
from models.letters import loader
from models.letters.compose import compose, prefill
from models.letters.context import LetterContext, OfficeLines, OfficerLine
from models.letters.spec import LetterContent, LetterSpec
from models.source import Source

LETTER_DAY = date(2026, 11, 24)
LONG_DEPARTMENT = (
    "DINAS PEMBERDAYAAN PEREMPUAN, PERLINDUNGAN ANAK, PENGENDALIAN PENDUDUK DAN KELUARGA BERENCANA "
    "SERTA PEMBERDAYAAN MASYARAKAT DESA"
)

OFFICERS = {
    "1": OfficerLine(
        "Dewi Lestari, S.Psi.", "Petugas Layanan PPA", "Penata Muda, III/a", "199001152015032001", "081234567890"
    ),
    "2": OfficerLine("Rudi Hartono", "Pengemudi Molin", "", "", "081298765432"),
    "3": OfficerLine("Ayu Wulandari, S.Sos.", "Pekerja Sosial", "Penata, III/c", "198505052010012003"),
    "4": OfficerLine("Budi Santoso, S.H.", "Pendamping Hukum", "", ""),
    "5": OfficerLine(
        "Dra. Hj. Siti Nurhaliza Kusumaningrum Widyastuti, M.Psi., Psikolog",
        "Kepala Seksi Tindak Lanjut, Rehabilitasi, dan Reintegrasi Sosial",
        "Pembina Tingkat I, IV/b",
        "197203031998032004",
    ),
}  # fmt: skip

HEAD = Signer("Dr. Ratna Sari Dewi, M.Si.", "Kepala UPTD PPA Kota Contoh", "Pembina, IV/a", "197501011999032001")

OFFICE = OfficeLines(
    name="UPTD PPA Kota Contoh",
    city="Kota Contoh",
    head_post="Kepala UPTD PPA Kota Contoh",
    department="DINAS PEMBERDAYAAN PEREMPUAN DAN PERLINDUNGAN ANAK",
    unit="UPTD PERLINDUNGAN PEREMPUAN DAN ANAK",
    regency="Kota Contoh",
    address="Jalan Contoh Nomor 1, Kelurahan Contoh, Kecamatan Contoh, Kode Pos 15111",
    contact="Telepon (021) 5550000, Pos-el uptdppa@contoh.go.id",
    unit_code="UPTD-PPA",
    service_phone="0811-0000-000",
    client_word="korban",
)

FACTS: Values = {
    "klien.nama": "Mawar Melati Anggraini",
    "klien.nik": "3671014505080002",
    "klien.tempat_lahir": "Kota Contoh",
    "klien.tanggal_lahir": "2010-05-05",
    "klien.umur": 16,
    "klien.jenis_kelamin": "perempuan",
    "klien.alamat": "Gang Kenanga Nomor 7 RT 02 RW 05",
    "klien.wilayah": "36.71.01.1004",
    "klien.kebutuhan_khusus": "Perlu pendamping perempuan",
    "klien.wali": "Kartini Rahayu",
    "klien.kontak_aman": "Lewat guru BK, pukul 09.00-12.00",
    "pelapor.nama": "Hasan Basri",
    "kejadian.wilayah": "36.71.01.1004",
    "kejadian.bentuk": ["fisik", "psikis"],
    "kejadian.tanggal": "2026-11-20",
    "kejadian.alamat": "Rumah klien",
    "kejadian.ringkasan": "Kekerasan berulang di rumah oleh orang dekat.",
    "kejadian.kronologi": "Pada malam hari terjadi pertengkaran. Klien mengalami luka di lengan kiri.",
    "kasus.kanal": "telepon",
    "kasus.risiko": "tinggi",
    "kasus.kondisi": "Luka memar di lengan kiri, cemas, sulit tidur. Terlapor tinggal serumah.",
    "kasus.tindakan": "Penjangkauan dan dukungan awal tanggal 24 November 2026; klien berada di tempat aman.",
    "kasus.rencana": "Pemeriksaan medis, pendampingan psikologis 4 sesi, penampungan sementara 14 hari.",
    "kasus.persetujuan_tanggal": "2026-11-24",
    "kasus.simfoni_nomor": "202611240012",
}

LABELS = {
    "kejadian.bentuk": {"fisik": "Fisik", "psikis": "Psikis"},
    "kasus.kanal": {"telepon": "Telepon kantor atau hotline"},
    "klien.jenis_kelamin": {"perempuan": "Perempuan"},
}


def logo() -> bytes:
    """The invented office's emblem."""
    return resources.data("icons/logo-contoh.png")


def letterhead() -> Letterhead:
    return Letterhead(
        "PEMERINTAH KOTA CONTOH", (OFFICE.department, OFFICE.unit), (OFFICE.address, OFFICE.contact), logo()
    )


def long_letterhead() -> Letterhead:
    """Three lines of names, as the longest real department has."""
    return Letterhead(
        "PEMERINTAH PROVINSI KEPULAUAN CONTOH",
        (LONG_DEPARTMENT, "UNIT PELAKSANA TEKNIS DAERAH PERLINDUNGAN PEREMPUAN DAN ANAK"),
        ("Jalan Raya Contoh Kilometer 12 Kompleks Perkantoran Terpadu Blok C Nomor 17, Kelurahan Contoh Permai, "
         "Kecamatan Contoh Utara, Kode Pos 33149", OFFICE.contact),
        logo(),
    )  # fmt: skip


def context(**changes: Any) -> LetterContext:
    """The ordinary context: a numbered letter with everything known."""
    ordinary = LetterContext(
        date=LETTER_DAY,
        office=OFFICE,
        page=PageSetup(),
        writer=OFFICERS["1"],
        signer=HEAD,
        letterhead=letterhead(),
        officers=OFFICERS,
        assigned=("1", "2"),
        facts=FACTS,
        labels=LABELS,
        case_number="0046/PJK/11/2026",
        received="2026-11-23T08:05:00+07:00",
        step="Instruksi layanan penjangkauan",
        number="800.1.11.1/017/UPTD-PPA/2026",
        check_code="4F7A09C2D1E8",
    )
    return replace(ordinary, **changes)


def shipped_forms() -> dict[str, FormSpec]:
    lists = list_loader.load_all(Source.read(name, resources.text(name)) for name in resources.all_of("lists", ".toml"))
    sources = [Source.read(name, resources.text(name)) for name in resources.all_of("forms", ".toml")]
    return {form.key: form for source in sources if (form := form_loader.load(source, lists))}


def load(text: str, name: str = "surat.toml") -> tuple[LetterSpec | None, Source]:
    """A letter from its text, with the shipped lists."""
    lists = list_loader.load_all(Source.read(each, resources.text(each)) for each in resources.all_of("lists", ".toml"))
    source = Source.read(name, text)
    return loader.load(source, lists), source


def shipped(key: str) -> LetterSpec:
    """The shipped letter ``key``."""
    name = f"letters/{key}.toml"
    spec, source = load(resources.text(name), name)
    assert spec is not None, source.problems
    return spec


def keys() -> list[str]:
    """Keys of all shipped letters."""
    return [name.removeprefix("letters/").removesuffix(".toml") for name in resources.all_of("letters", ".toml")]


def answers(spec: LetterSpec, base: LetterContext, *, optional: bool = True) -> Values:
    """What a clerk would have typed: the proposals, and something for every question still open."""
    values = prefill(spec, base)
    for question in spec.fields:
        if question.key not in values and (optional or question.required):
            values[question.key] = _answer(question)
    return values


def _answer(question: Field) -> Any:
    if question.kind is FieldKind.CHOICE:
        return question.options[0].key
    if question.kind is FieldKind.MULTI_CHOICE:
        return [question.options[0].key]
    if question.kind is FieldKind.TABLE:
        row = {column.key: _answer(column) for column in question.columns}
        return [row, dict(row)]
    return _sample(question.kind, question.label)


def _sample(kind: FieldKind, label: str) -> Any:
    samples: dict[FieldKind, Any] = {
        FieldKind.DATE: "2026-11-25",
        FieldKind.TIME: "09:30",
        FieldKind.INTEGER: 2,
        FieldKind.MONEY: 150_000,
        FieldKind.OFFICER: "1",
        FieldKind.OFFICERS: ["1", "2"],
        FieldKind.YES_NO: "ya",
        FieldKind.REGION: "36.71.01.1004",
        FieldKind.PHONE: "081234567890",
    }
    return samples.get(kind, f"Isian {label.lower()}")


def compose_with(spec: LetterSpec, base: LetterContext, *, optional: bool = True) -> LetterContent:
    """``spec`` with every open question answered."""
    return compose(spec, replace(base, fields={**answers(spec, base, optional=optional), **base.fields}))


def composed(key: str, *, optional: bool = True, **changes: Any) -> LetterContent:
    """The shipped letter ``key`` filled for the sample case; a paper of its writer is signed by its writer."""
    spec = shipped(key)
    if spec.signer == "petugas" or spec.signer_field:
        changes.setdefault("signer", signer_of(OFFICERS["1"]))
    return compose_with(spec, context(**changes), optional=optional)


def signer_of(officer: OfficerLine) -> Signer:
    """The officer signing for their own post."""
    return Signer(officer.name, officer.post, officer.rank, officer.nip)
