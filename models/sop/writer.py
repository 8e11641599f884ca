"""SopSpec -> TOML: writes a procedure as a definition file from which ``models.sop.loader`` reads the same again.

Comments are not kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from models.domain import toml
from models.forms.spec import Condition
from models.sop.spec import Actor, Outcome, Output, SopSpec, Step


def to_toml(spec: SopSpec) -> str:
    """The definition file of ``spec``; ``resources/sop/BACA.md`` explains its words."""
    blocks = [_identity(spec), _actors(spec.actors), *(_step(step) for step in spec.steps)]
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _identity(spec: SopSpec) -> list[str]:
    return [
        "[identitas]",
        toml.pair("kunci", spec.key),
        f"versi = {spec.version}",
        toml.pair("subjek", spec.subject.value),
        toml.pair("status", "konsep" if spec.draft else "siap"),
        toml.pair("nomor", spec.number),
        toml.pair("nama", spec.name),
        toml.pair("unit", spec.unit),
        *_given("kode", spec.code),
        *_day("dibuat", spec.created),
        *_day("direvisi", spec.revised),
        *_day("berlaku", spec.effective),
        *_given("disahkan_oleh", spec.approved_by),
        *_given("total_tercetak", spec.printed_total),
        toml.pair("akhir", spec.end),
        *_texts("periode", spec.periods),
        *_given("sebutan", spec.short_name),
        *_texts("dasar_hukum", spec.legal_bases),
        *_texts("kualifikasi", spec.qualifications),
        *_texts("keterkaitan", spec.related),
        *_texts("peralatan", spec.equipment),
        *_texts("peringatan", spec.warnings),
        *_texts("pencatatan", spec.records),
    ]


def _actors(actors: Iterable[Actor]) -> list[str]:
    written = (
        f"{toml.key(actor.key)} = {{ nama = {toml.text(actor.name)}, peran = {toml.text(actor.role)} }}"
        for actor in actors
    )
    return ["[pelaksana]", *written]


def _step(step: Step) -> list[str]:
    return [
        "[[langkah]]",
        f"no = {step.number}",
        toml.pair("judul", step.title),
        *(_given("kegiatan", step.activity) if step.activity != step.title else ()),
        toml.pair("pelaksana", step.actor),
        *_given("pencatat", step.recorder),
        *([f'waktu = "{step.time}"'] if step.time else ()),
        *_texts("kelengkapan", step.requirements),
        *_texts("daftar_periksa", step.checklist),
        *toml.array("hasil", _outputs(step.outputs)),
        *toml.array("putusan", [_outcome(outcome) for outcome in step.outcomes]),
        *(["boleh_dilewati = true"] if step.skippable else ()),
        *([f"lanjut = {step.next}"] if step.next is not None else ()),
        *(["berulang = true"] if step.repeats else ()),
        *_texts("periode", step.periods),
        *_given("keterangan", step.remark),
    ]


def _outputs(outputs: tuple[Output, ...]) -> list[str]:
    """One entry for each output; alternatives that follow each other share one."""
    entries: list[list[Output]] = []
    for output in outputs:
        if entries and output.choice and entries[-1][0].choice == output.choice:
            entries[-1].append(output)
        else:
            entries.append([output])
    return [_entry(group) for group in entries]


def _entry(group: list[Output]) -> str:
    first = group[0]
    parts = [f"{first.kind.value} = {toml.text(first.key)}"]
    if first.choice:
        choices = ", ".join(f"{{ {output.kind.value} = {toml.text(output.key)} }}" for output in group)
        parts = [f"salah_satu = [{choices}]"]
    if first.only_for:
        parts.append(f"bila = {toml.value(first.only_for)}")
    if not first.required:
        parts.append("bila_perlu = true")
    if first.show_if:
        parts.append(f"hanya_bila = {_conditions(first.show_if)}")
    return f"{{ {', '.join(parts)} }}"


def _outcome(outcome: Outcome) -> str:
    parts = [toml.pair("kunci", outcome.key), toml.pair("label", outcome.label)]
    if outcome.to is not None:
        parts.append(f"ke = {outcome.to}")
    parts += _given("selesai", outcome.end)
    if outcome.reason_required:
        parts.append('alasan = "wajib"')
    if outcome.proposed_if:
        parts.append(f"usul_bila = {_conditions(outcome.proposed_if)}")
    if outcome.reopen_at is not None:
        parts.append(f"buka_kembali_di = {outcome.reopen_at}")
    parts += _given("laporan", outcome.report)
    return f"{{ {', '.join(parts)} }}"


def _conditions(conditions: Iterable[Condition]) -> str:
    written = []
    for condition in conditions:
        values = condition.values
        value = "true" if not values else toml.text(values[0]) if len(values) == 1 else toml.value(values)
        written.append(f"{toml.text(condition.field)} = {value}")
    return f"{{ {', '.join(written)} }}"


def _given(key: str, text: str) -> list[str]:
    return [toml.pair(key, text)] if text else []


def _day(key: str, day: date | None) -> list[str]:
    return [toml.pair(key, day)] if day else []


def _texts(key: str, texts: tuple[str, ...]) -> list[str]:
    return toml.array(key, [toml.text(text) for text in texts])
