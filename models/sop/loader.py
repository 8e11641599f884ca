"""TOML -> SopSpec: the SOP-AP table in Indonesian words, every mistake named with its line.

This module reads shapes; whether the rows fit together is judged by ``models.sop.checks``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from models.forms.fields import load_conditions
from models.forms.reading import Table, top
from models.forms.spec import Condition
from models.sop.checks import PERIODS, check
from models.sop.spec import Actor, Outcome, Output, OutputKind, SopSpec, StandardTime, Step, Subject, Unit
from models.source import Source

#: More digits has no row number and no standard time.
_DIGITS = 4
_CODE = re.compile(r"[A-Za-z0-9-]{1,10}")
_TIME = re.compile(r"(\d+) (hari kerja|hari|jam|menit)")
#: The words of each table; ``resources/sop/BACA.md`` explains every one.
# fmt: off
IDENTITY_KEYS = (
    "kunci", "versi", "subjek", "status", "nomor", "nama", "unit", "kode", "dibuat", "direvisi", "berlaku",
    "disahkan_oleh", "total_tercetak", "akhir", "periode", "sebutan", "dasar_hukum", "kualifikasi", "keterkaitan",
    "peralatan", "peringatan", "pencatatan",
)
STEP_KEYS = (
    "no", "judul", "kegiatan", "pelaksana", "pencatat", "waktu", "kelengkapan", "hasil", "daftar_periksa",
    "putusan", "keterangan", "boleh_dilewati", "lanjut", "berulang", "periode",
)
# fmt: on
OUTPUT_KEYS = tuple(kind.value for kind in OutputKind)
OUTPUT_RULES = ("bila", "bila_perlu", "hanya_bila")
OUTCOME_KEYS = ("kunci", "label", "ke", "selesai", "alasan", "usul_bila", "buka_kembali_di", "laporan")


def load(source: Source) -> SopSpec | None:
    """Read a procedure; None, with problems on ``source``, if it cannot be used."""
    spec = read(source)
    if spec is None:
        return None
    check(spec, source)
    return spec if source.sound else None


def read(source: Source) -> SopSpec | None:
    """Read what is written without judging whether the rows fit together: for a draft that is still being worked on.

    None if the text is no TOML or has no row.
    """
    if source.problems:  # the text is no TOML: there is nothing to look at
        return None
    top(source).known("identitas", "pelaksana", "langkah")
    identity = Table.of(source, "identitas")
    actors = _actors(Table.of(source, "pelaksana"))
    steps = tuple(_step(row) for row in top(source).tables("langkah"))
    if not steps:
        source.complain_at(0, "Belum ada satu pun baris kegiatan [[langkah]].")
    spec = _spec(identity, actors, steps)
    return spec if spec.steps else None


def _spec(table: Table, actors: tuple[Actor, ...], steps: tuple[Step, ...]) -> SopSpec:
    table.known(*IDENTITY_KEYS)
    return SopSpec(
        key=table.identifier(),
        version=table.version(),
        subject=Subject(_one_of(table, "subjek", tuple(Subject), Subject.CASE)),
        number=table.text("nomor", required=True),
        name=table.text("nama", required=True),
        unit=table.text("unit", required=True),
        actors=actors,
        steps=steps,
        created=_day(table, "dibuat"),
        revised=_day(table, "direvisi"),
        effective=_day(table, "berlaku"),
        approved_by=table.text("disahkan_oleh"),
        printed_total=table.text("total_tercetak"),
        draft=_one_of(table, "status", ("siap", "konsep"), "siap") == "konsep",
        code=_code(table),
        end=table.text("akhir", "Selesai"),
        periods=_periods(table),
        short_name=table.text("sebutan"),
        legal_bases=table.texts("dasar_hukum"),
        qualifications=table.texts("kualifikasi"),
        related=table.texts("keterkaitan"),
        equipment=table.texts("peralatan"),
        warnings=table.texts("peringatan"),
        records=table.texts("pencatatan"),
    )


def _periods(table: Table) -> tuple[str, ...]:
    """The kinds of period, each once, the shortest first: it is the one that receives files."""
    order = {kind: place for place, kind in enumerate(PERIODS)}
    return tuple(dict.fromkeys(sorted(table.texts("periode"), key=lambda kind: order.get(kind, len(order)))))


def _code(table: Table) -> str:
    """The short name that stands in register numbers: a few letters, digits and hyphens."""
    code = table.text("kode")
    if code and not _CODE.fullmatch(code):
        table.complain(f'"kode" paling banyak 10 huruf, angka, dan tanda hubung; yang tertulis "{code}".', "kode")
    return code


def _actors(table: Table) -> tuple[Actor, ...]:
    found = []
    for key, entry in table.data.items():
        if not isinstance(entry, dict):
            table.complain('Pelaksana ditulis seperti: petugas = { nama = "…", peran = "layanan" }.', key)
            continue
        column = Table(table.source, entry, (*table.path, key))
        column.known("nama", "peran")
        found.append(Actor(key, column.text("nama", required=True), column.text("peran", required=True)))
    if not found:
        table.complain("Belum ada satu pun pelaksana.")
    return tuple(found)


def _step(table: Table) -> Step:
    table.known(*STEP_KEYS)
    number = table.number("no")
    if ("no" not in table.data) if number is None else not 1 <= number < 10**_DIGITS:
        table.complain('"no" wajib ada: nomor baris seperti yang tercetak, mulai dari 1.', "no")
    title = table.text("judul", required=True)
    return Step(
        number=number or 0,
        title=title,
        activity=table.text("kegiatan", title),
        actor=table.text("pelaksana", required=True),
        time=_time(table, "waktu"),
        requirements=table.texts("kelengkapan"),
        outputs=_outputs(table),
        checklist=table.texts("daftar_periksa"),
        outcomes=_outcomes(table),
        remark=table.text("keterangan"),
        recorder=table.text("pencatat"),
        skippable=table.flag("boleh_dilewati"),
        next=table.number("lanjut"),
        repeats=table.flag("berulang"),
        periods=table.texts("periode"),
    )


def _outputs(step: Table) -> tuple[Output, ...]:
    found: list[Output] = []
    for position, entry in enumerate(step.tables("hasil")):
        if "salah_satu" not in entry.data:
            entry.known(*OUTPUT_KEYS, *OUTPUT_RULES)
            found += _output(entry, "", entry)
            continue
        entry.known("salah_satu", *OUTPUT_RULES)
        choices = entry.tables("salah_satu")
        if len(choices) < 2:
            entry.complain('"salah_satu" memuat paling sedikit dua hasil.')
        for choice in choices:
            choice.known(*OUTPUT_KEYS)
            found += _output(choice, f"pilihan-{position + 1}", entry)
    return tuple(found)


def _output(entry: Table, choice: str, rules: Table) -> list[Output]:
    kinds = [kind for kind in OutputKind if kind.value in entry.data]
    if len(kinds) != 1:
        entry.complain(f"Satu hasil memuat tepat satu dari: {', '.join(OUTPUT_KEYS)}.")
        return []
    key = entry.text(kinds[0].value, required=True)
    required = not rules.flag("bila_perlu")
    return [Output(kinds[0], key, rules.texts("bila"), required, choice, _conditions(rules, "hanya_bila"))]


def _outcomes(table: Table) -> tuple[Outcome, ...]:
    written = table.tables("putusan")
    if table.data.get("putusan") == []:
        table.complain(
            '"putusan" belum memuat satu pilihan pun. Tulis paling sedikit dua, atau hapus kunci ini.', "putusan"
        )
    return tuple(_outcome(entry) for entry in written)


def _outcome(entry: Table) -> Outcome:
    entry.known(*OUTCOME_KEYS)
    to, end = entry.number("ke"), entry.text("selesai")
    if (to is None) == (not end):
        entry.complain('Satu putusan memuat tepat satu dari "ke" (nomor baris) atau "selesai" (cara berakhir).')
    reason = entry.text("alasan")
    if reason not in {"", "wajib"}:
        entry.complain('"alasan" hanya dapat berisi "wajib".', "alasan")
    return Outcome(
        key=entry.identifier(),
        label=entry.text("label", required=True),
        to=to,
        end=end,
        reason_required=reason == "wajib",
        proposed_if=_conditions(entry, "usul_bila"),
        reopen_at=entry.number("buka_kembali_di"),
        report=entry.text("laporan"),
    )


def _conditions(table: Table, key: str) -> tuple[Condition, ...]:
    """``{ "kasus.risiko" = "tinggi" }``, written as in forms."""
    written = table.data.get(key)
    data = {key: _flat(written)} if isinstance(written, dict) else table.data
    return load_conditions(Table(table.source, data, table.path), key)


def _flat(written: Mapping[str, Any], before: str = "") -> dict[str, Any]:
    """``{ kasus.risiko = … }`` without quotes is a table in a table to TOML and the same fact to its writer."""
    found: dict[str, Any] = {}
    for key, value in written.items():
        found |= _flat(value, f"{before}{key}.") if isinstance(value, dict) else {f"{before}{key}": value}
    return found


def _time(table: Table, key: str) -> StandardTime | None:
    written = table.text(key)
    if not written:
        return None
    found = _TIME.fullmatch(written.lower())
    if found and len(found.group(1)) <= _DIGITS and int(found.group(1)) > 0:
        return StandardTime(int(found.group(1)), Unit(found.group(2)))
    table.complain(
        f'Waktu "{written}" tidak dapat dibaca. Tulis seperti "10 menit", "2 jam", "2 hari" atau "5 hari kerja".', key
    )
    return None


def _one_of(table: Table, key: str, known: tuple[str, ...], fallback: str) -> str:
    written = table.text(key, fallback)
    if written in known:
        return written
    table.complain(f'"{key}" harus salah satu dari: {", ".join(known)}; yang tertulis "{written}".', key)
    return fallback


def _day(table: Table, key: str) -> date | None:
    written = table.data.get(key)
    # a moment is a date to Python, but nobody means an hour in an identity block
    if written is None or (isinstance(written, date) and not isinstance(written, datetime)):
        return written
    table.complain(f'"{key}" harus berupa tanggal tanpa tanda petik, misalnya 2025-08-01.', key)
    return None
