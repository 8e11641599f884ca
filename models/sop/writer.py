"""SopSpec -> TOML: writes a procedure as a definition file from which ``models.sop.loader`` reads the same again.

Comments are not kept. Control signs other than line break and tab are left out: no paper and no screen shows them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from datetime import date

from models.forms.spec import Condition
from models.sop.spec import Actor, Outcome, Output, SopSpec, Step

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
#: Fine for TOML, but lines are counted at these signs as well.
_LINE_SIGNS = {ord(sign): f"\\u{ord(sign):04X}" for sign in "\u2028\u2029"}
_WIDE = 100


def to_toml(spec: SopSpec) -> str:
    """The definition file of ``spec``; ``resources/sop/BACA.md`` explains its words."""
    blocks = [_identity(spec), _actors(spec.actors), *(_step(step) for step in spec.steps)]
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _identity(spec: SopSpec) -> list[str]:
    return [
        "[identitas]",
        _pair("kunci", spec.key),
        f"versi = {spec.version}",
        _pair("subjek", spec.subject.value),
        _pair("status", "konsep" if spec.draft else "siap"),
        _pair("nomor", spec.number),
        _pair("nama", spec.name),
        _pair("unit", spec.unit),
        *_given("kode", spec.code),
        *_day("dibuat", spec.created),
        *_day("direvisi", spec.revised),
        *_day("berlaku", spec.effective),
        *_given("disahkan_oleh", spec.approved_by),
        *_given("total_tercetak", spec.printed_total),
        _pair("akhir", spec.end),
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
    written = (f"{_key(actor.key)} = {{ nama = {_text(actor.name)}, peran = {_text(actor.role)} }}" for actor in actors)
    return ["[pelaksana]", *written]


def _step(step: Step) -> list[str]:
    return [
        "[[langkah]]",
        f"no = {step.number}",
        _pair("judul", step.title),
        *(_given("kegiatan", step.activity) if step.activity != step.title else ()),
        _pair("pelaksana", step.actor),
        *_given("pencatat", step.recorder),
        *([f'waktu = "{step.time}"'] if step.time else ()),
        *_texts("kelengkapan", step.requirements),
        *_texts("daftar_periksa", step.checklist),
        *_array("hasil", _outputs(step.outputs)),
        *_array("putusan", [_outcome(outcome) for outcome in step.outcomes]),
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
    parts = [f"{first.kind.value} = {_text(first.key)}"]
    if first.choice:
        choices = ", ".join(f"{{ {output.kind.value} = {_text(output.key)} }}" for output in group)
        parts = [f"salah_satu = [{choices}]"]
    if first.only_for:
        parts.append(f"bila = {_list(first.only_for)}")
    if not first.required:
        parts.append("bila_perlu = true")
    if first.show_if:
        parts.append(f"hanya_bila = {_conditions(first.show_if)}")
    return f"{{ {', '.join(parts)} }}"


def _outcome(outcome: Outcome) -> str:
    parts = [_pair("kunci", outcome.key), _pair("label", outcome.label)]
    if outcome.to is not None:
        parts.append(f"ke = {outcome.to}")
    parts += _given("selesai", outcome.end)
    if outcome.reason_required:
        parts.append('alasan = "wajib"')
    if outcome.proposed_if:
        parts.append(f"usul_bila = {_conditions(outcome.proposed_if)}")
    if outcome.reopen_at is not None:
        parts.append(f"buka_kembali_di = {outcome.reopen_at}")
    return f"{{ {', '.join(parts)} }}"


def _conditions(conditions: Iterable[Condition]) -> str:
    written = []
    for condition in conditions:
        values = condition.values
        value = "true" if not values else _text(values[0]) if len(values) == 1 else _list(values)
        written.append(f"{_text(condition.field)} = {value}")
    return f"{{ {', '.join(written)} }}"


def _pair(key: str, text: str) -> str:
    return f"{key} = {_text(text)}"


def _given(key: str, text: str) -> list[str]:
    return [_pair(key, text)] if text else []


def _day(key: str, day: date | None) -> list[str]:
    return [f"{key} = {day.isoformat()}"] if day else []


def _texts(key: str, texts: tuple[str, ...]) -> list[str]:
    return _array(key, [_text(text) for text in texts])


def _array(key: str, entries: list[str]) -> list[str]:
    """On one line where it is short, else one entry a line."""
    if not entries:
        return []
    flat = f"{key} = [{', '.join(entries)}]"
    if len(flat) <= _WIDE:
        return [flat]
    return [f"{key} = [", *(f"    {entry}," for entry in entries), "]"]


def _list(texts: tuple[str, ...]) -> str:
    return f"[{', '.join(_text(text) for text in texts)}]"


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else _text(key)


def _text(text: str) -> str:
    return json.dumps(_CONTROL.sub("", text), ensure_ascii=False).translate(_LINE_SIGNS)
