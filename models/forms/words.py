"""What the parts of a form are called: kinds of question, conditions and rules in the words of the person who edits."""

from __future__ import annotations

from collections.abc import Iterable

from models.forms.compute import LEVELS
from models.forms.spec import Computed, ComputedKind, Condition, Field, FieldKind, FormSpec
from models.forms.values import ANSWERS, option_label

#: Each kind as it is offered; the order is that of the offer.
KIND_WORDS = {
    FieldKind.TEXT: "Teks satu baris",
    FieldKind.LONG_TEXT: "Teks panjang",
    FieldKind.INTEGER: "Angka",
    FieldKind.MONEY: "Uang (rupiah)",
    FieldKind.DATE: "Tanggal",
    FieldKind.TIME: "Jam",
    FieldKind.YES_NO: "Ya atau tidak",
    FieldKind.YES_NO_UNKNOWN: "Ya, tidak, atau tidak tahu",
    FieldKind.TICK: "Kotak centang",
    FieldKind.CHOICE: "Pilih satu",
    FieldKind.MULTI_CHOICE: "Pilih beberapa",
    FieldKind.CHECKLIST: "Daftar periksa",
    FieldKind.SCALE: "Skala",
    FieldKind.NIK: "NIK",
    FieldKind.PHONE: "Nomor telepon",
    FieldKind.REGION: "Desa atau kelurahan",
    FieldKind.OFFICER: "Petugas",
    FieldKind.OFFICERS: "Beberapa petugas",
    FieldKind.PERSON: "Orang dalam kasus",
    FieldKind.ORGANISATION: "Lembaga mitra",
    FieldKind.SIGNATURE: "Tempat tanda tangan",
    FieldKind.PICTURE: "Foto atau pindaian",
    FieldKind.TABLE: "Tabel",
    FieldKind.NOTE: "Keterangan tanpa jawaban",
}


#: Each kind of computed value as it is offered.
COMPUTED_WORDS = {
    ComputedKind.RISK_LEVEL: "Tingkat risiko",
    ComputedKind.COUNT_YES: "Jumlah jawaban “Ya”",
    ComputedKind.AGE: "Umur menurut tanggal lahir",
}


def kind_words(kind: FieldKind) -> str:
    """What a kind of question is called."""
    return KIND_WORDS.get(kind, kind.value.replace("_", " "))


def conditions_words(conditions: Iterable[Condition], spec: FormSpec) -> str:
    """Conditions as a person reads them: "“Tampak luka” dijawab Ya dan “Usia” terisi"."""
    fields: dict[str, Field | Computed] = {field.key: field for field in spec.fields}
    fields |= {entry.key: entry for entry in spec.computed}
    return " dan ".join(_one(condition, fields.get(condition.field)) for condition in conditions)


def _one(condition: Condition, asked: Field | Computed | None) -> str:
    name = f"“{asked.label if asked else condition.field}”"
    if not condition.values:
        return f"{name} terisi"
    return f"{name} dijawab {' atau '.join(_answer(value, asked) for value in condition.values)}"


def _answer(value: str, asked: Field | Computed | None) -> str:
    if value in ANSWERS:
        return ANSWERS[value]
    return option_label(asked, value) if isinstance(asked, Field) else LEVELS.get(value, value)
