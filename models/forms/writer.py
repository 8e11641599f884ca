"""FormSpec and OptionList -> TOML: definition files from which the loaders read the same again.

Comments are not kept. ``resources/forms/BACA.md`` explains the words. Letters write their questions with ``question``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from models.domain import toml
from models.forms.fields import CHOICES, ORGANISATIONS, SCALE_HIGH, SCALE_LOW, USUAL_ROWS
from models.forms.lists import OptionList
from models.forms.spec import (
    Caution,
    Computed,
    ComputedKind,
    Condition,
    Field,
    FieldKind,
    FormSpec,
    Option,
    Section,
    SignatureSlot,
    Width,
)

_Written = dict[str, object]


def to_toml(spec: FormSpec) -> str:
    """The definition file of ``spec``."""
    blocks = [["[formulir]", *_lines(_head(spec))]]
    for section in spec.sections:
        blocks.append(["[[bagian]]", *_lines(_section(section))])
        for field in section.fields:
            blocks.append(["[[bagian.isian]]", *_lines(question(field))])
            blocks += [["[[bagian.isian.kolom]]", *_lines(question(column))] for column in field.columns]
    for name, entries in (
        ("hitungan", [_computed(entry) for entry in spec.computed]),
        ("peringatan", [_caution(caution) for caution in spec.cautions]),
        ("tanda_tangan", [_signature(slot) for slot in spec.signatures]),
    ):
        blocks += [[f"[[{name}]]", *_lines(entry)] for entry in entries]
    return _joined(blocks)


def list_to_toml(entries: OptionList) -> str:
    """The definition file of a list of choices."""
    head = {"kunci": entries.key, "versi": entries.version, "judul": entries.title, "sumber": entries.source}
    blocks = [["[daftar]", *_lines(head)]]
    for option in entries.options:
        category = entries.simfoni.get(option.key, "")
        item = {"kunci": option.key, "label": option.label, "simfoni": category, "sembunyi": option.hidden}
        blocks.append(["[[butir]]", *_lines(item)])
    return _joined(blocks)


def question(field: Field) -> _Written:
    """One question as a table of a definition file, without the columns of a TABLE."""
    scale = field.kind is FieldKind.SCALE
    own_list = field.listed and not (field.kind is FieldKind.ORGANISATION and field.listed == ORGANISATIONS)
    choosing = field.kind in CHOICES
    return {
        "kunci": field.key,
        "label": field.label,
        "jenis": field.kind.value,
        "wajib": field.required,
        "sembunyi": field.hidden,
        "bantuan": field.help,
        "lebar": "" if field.width is Width.FULL else field.width.value,
        "arti": field.meaning,
        "layanan": field.service,
        "hanya_baca": field.read_only,
        "daftar": field.listed if own_list else "",
        "pilihan": _own_options(field.options) if choosing and not field.listed else None,
        "boleh_lain": field.allow_other and field.kind is not FieldKind.ORGANISATION,
        "kategori_simfoni": field.categorised,
        "awal": field.default,
        "minimum": None if scale and field.minimum == SCALE_LOW else field.minimum,
        "maksimum": None if scale and field.maximum == SCALE_HIGH else field.maximum,
        "sudah_lewat": field.past_only,
        "baris": None if field.rows == USUAL_ROWS else field.rows,
        "jumlah": field.total,
        "hasil_kali": field.product,
        "tampil_bila": _conditions(field.show_if),
        "wajib_bila": _conditions(field.require_if),
    }


def _head(spec: FormSpec) -> _Written:
    return {
        "kunci": spec.key,
        "versi": spec.version,
        "judul": spec.title,
        "judul_pendek": spec.short_title,
        "kode": spec.code,
        "rahasia": spec.compartment,
        "kertas": spec.paper,
        "catatan": spec.note,
        "pernyataan": spec.statement,
    }


def _section(section: Section) -> _Written:
    return {"judul": section.title, "singkat": section.short, "pengantar": section.intro}


def _own_options(options: Iterable[Option]) -> Mapping[str, str]:
    return {option.key: option.label for option in options}


def _conditions(conditions: Iterable[Condition]) -> Mapping[str, object] | None:
    written = {
        condition.field: True
        if not condition.values
        else condition.values[0]
        if len(condition.values) == 1
        else list(condition.values)
        for condition in conditions
    }
    return written or None


def _computed(entry: Computed) -> _Written:
    risk = entry.kind is ComputedKind.RISK_LEVEL
    return {
        "kunci": entry.key,
        "label": entry.label,
        "jenis": entry.kind.value,
        "tinggi_bila_ada" if risk else "dari": entry.inputs,
        "sedang_bila_ada": entry.moderate_inputs,
        "sedang_mulai": None if entry.moderate_from == 1 else entry.moderate_from,
        "boleh_diubah": entry.overridable,
        "arti": entry.meaning,
    }


def _caution(caution: Caution) -> _Written:
    return {
        "isian": caution.field,
        "bila": _conditions(caution.conditions),
        "mendahului": caution.earlier_than,
        "kalimat": caution.sentence,
    }


def _signature(slot: SignatureSlot) -> _Written:
    return {"sebagai": slot.role, "nama_dari": slot.name_from, "cap_jempol": slot.thumbprint}


def _lines(table: Mapping[str, object]) -> list[str]:
    """The pairs of a table; what is empty or false says nothing and is left out."""
    lines: list[str] = []
    for name, value in table.items():
        if value is None or value is False or value == "":
            continue
        lines += toml.array(name, [toml.value(entry) for entry in value]) if isinstance(value, tuple) else [
            toml.pair(name, value)
        ]  # fmt: skip
    return lines


def _joined(blocks: list[list[str]]) -> str:
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"
