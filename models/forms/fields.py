"""Reads questions (``[[isian]]``) of forms and letters: one field is one table of the definition file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from models.domain.facts import FACTS
from models.forms.dates import readable
from models.forms.lists import OptionList
from models.forms.reading import Table, nearest
from models.forms.spec import Condition, Field, FieldKind, Option, Scalar, Width

FIELD_KEYS = (
    "kunci", "label", "jenis", "wajib", "bantuan", "lebar", "arti", "awal", "pilihan", "daftar", "boleh_lain",
    "kategori_simfoni", "tampil_bila", "wajib_bila", "minimum", "maksimum", "kolom", "baris", "jumlah", "hanya_baca",
    "sudah_lewat", "hasil_kali", "sembunyi", "layanan",
)  # fmt: skip
#: The answers of the kinds that have a fixed few.
ANSWERS_OF = {
    FieldKind.YES_NO: ("ya", "tidak"),
    FieldKind.YES_NO_UNKNOWN: ("ya", "tidak", "tidak_tahu"),
}
CHOICES = (FieldKind.CHOICE, FieldKind.MULTI_CHOICE, FieldKind.CHECKLIST)
#: Kinds whose answers come from a list, and the list of partner organisations every office edits for itself.
LISTED = (*CHOICES, FieldKind.ORGANISATION)
ORGANISATIONS = "lembaga"
#: The list of services that consent is asked for one by one.
SERVICES = "layanan"
NUMBERS = (FieldKind.INTEGER, FieldKind.MONEY, FieldKind.SCALE)
NOT_IN_ROWS = (
    FieldKind.TABLE, FieldKind.NOTE, FieldKind.LONG_TEXT, FieldKind.OFFICERS, FieldKind.MULTI_CHOICE,
    FieldKind.CHECKLIST, FieldKind.SIGNATURE, FieldKind.PICTURE,
)  # fmt: skip
LONGEST_LABEL = 160
#: What holds where a definition says nothing.
SCALE_LOW, SCALE_HIGH, USUAL_ROWS = 0, 10, 3


def load_fields(tables: list[Table], lists: Mapping[str, OptionList]) -> tuple[Field, ...]:
    """All fields of ``tables``; a key used twice is a problem."""
    fields: dict[str, Field] = {}
    for table in tables:
        field = load_field(table, lists)
        if field is None:
            continue
        if field.key in fields:
            table.complain(f'Kunci "{field.key}" dipakai dua kali. Beri kunci lain.', "kunci")
        fields[field.key] = field
    return tuple(fields.values())


def load_field(table: Table, lists: Mapping[str, OptionList]) -> Field | None:
    """One question; None, with problems on the source, if it cannot be used."""
    table.known(*FIELD_KEYS)
    key, label = table.identifier(), table.text("label", required=True)
    kind = load_kind(table)
    if not key or kind is None:
        return None
    if len(label) > LONGEST_LABEL and kind is not FieldKind.NOTE:
        table.complain(f"Label paling panjang {LONGEST_LABEL} huruf; yang tertulis {len(label)}.", "label")
    _check_fit(table, kind)
    if "hasil_kali" in table.data and "kolom" not in table.path:
        table.complain('"hasil_kali" hanya berlaku untuk kolom tabel.', "hasil_kali")
    options = _options(table, kind, lists)
    return Field(
        key=key,
        label=label,
        kind=kind,
        required=table.flag("wajib"),
        help=table.text("bantuan"),
        width=_width(table),
        meaning=table.text("arti") if "kolom" in table.path else load_meaning(table),
        default=_default(table, kind, options),
        options=options,
        allow_other=table.flag("boleh_lain") or kind is FieldKind.ORGANISATION,
        show_if=load_conditions(table, "tampil_bila"),
        require_if=load_conditions(table, "wajib_bila"),
        minimum=table.number("minimum", SCALE_LOW if kind is FieldKind.SCALE else None),
        maximum=table.number("maksimum", SCALE_HIGH if kind is FieldKind.SCALE else None),
        columns=_columns(table, kind, lists),
        rows=table.number("baris", USUAL_ROWS) or USUAL_ROWS,
        total=_total(table),
        read_only=table.flag("hanya_baca"),
        past_only=table.flag("sudah_lewat"),
        product=table.texts("hasil_kali"),
        listed=_list_name(table, kind),
        categorised=table.flag("kategori_simfoni"),
        hidden=table.flag("sembunyi"),
        service=_service(table, lists),
    )


def load_kind(table: Table) -> FieldKind | None:
    """The required ``jenis``."""
    word = table.text("jenis", required=True)
    kinds = [kind.value for kind in FieldKind]
    if word in kinds:
        return FieldKind(word)
    if word:
        table.complain(f'Jenis isian "{word}" tidak dikenal.{nearest(word, kinds)}', "jenis")
    return None


def load_meaning(table: Table) -> str:
    """``arti``: a fact of the case from the closed list, or empty."""
    meaning = table.text("arti")
    if meaning and meaning not in FACTS:
        table.complain(f'Arti "{meaning}" tidak dikenal.{nearest(meaning, list(FACTS))}', "arti")
        return ""
    return meaning


def load_conditions(table: Table, name: str) -> tuple[Condition, ...]:
    """``{ isian = "nilai" }``, ``{ isian = ["satu", "dua"] }`` or ``{ isian = true }`` for "is filled"."""
    found = table.data.get(name, {})
    if not isinstance(found, dict):
        table.complain(f'"{name}" ditulis seperti {{ kunci_isian = "ya" }}.', name)
        return ()
    return tuple(Condition(key, _condition_values(table, name, value)) for key, value in found.items())


def _condition_values(table: Table, name: str, value: object) -> tuple[str, ...]:
    if value is True:
        return ()
    if isinstance(value, str):
        return (value,)
    if isinstance(value, list) and value and all(isinstance(entry, str) for entry in value):
        return tuple(value)
    table.complain(f'Nilai dalam "{name}" harus teks, daftar teks, atau true untuk "terisi".', name)
    return ()


def check_conditions(table: Table, field: Field, known: Mapping[str, Field], others: frozenset[str]) -> None:
    """Conditions must name questions of the same form (or computed ``others``) and answers these can have."""
    for name, conditions in (("tampil_bila", field.show_if), ("wajib_bila", field.require_if)):
        for condition in conditions:
            if condition.field == field.key:
                table.complain(f'Isian "{field.key}" tidak dapat bergantung pada dirinya sendiri.', name)
            else:
                check_answers(table, name, condition, known, others)


def check_answers(
    table: Table, name: str, condition: Condition, known: Mapping[str, Field], others: Iterable[str]
) -> None:
    """A condition must name a question that is there and an answer it can have."""
    if condition.field not in known:
        if condition.field not in others:
            hint = nearest(condition.field, [*known, *others])
            table.complain(f'"{name}" menunjuk isian "{condition.field}" yang tidak ada.{hint}', name)
        return
    asked = known[condition.field]
    possible = possible_answers(asked)
    if not condition.values and asked.kind in ANSWERS_OF:
        table.complain(f'Untuk isian ya/tidak "{asked.key}", tulis "ya" atau "tidak" dalam "{name}".', name)
    for value in condition.values:
        if possible and value not in possible and not asked.allow_other:
            hint = nearest(value, possible)
            table.complain(f'Isian "{asked.key}" tidak mempunyai jawaban "{value}".{hint}', name)


def possible_answers(asked: Field) -> list[str]:
    """The answers a condition may name; empty where any text can be the answer."""
    if asked.kind in CHOICES:
        return [option.key for option in asked.options]
    return list(ANSWERS_OF.get(asked.kind, ("ya", "tidak") if asked.kind is FieldKind.TICK else ()))


def _check_fit(table: Table, kind: FieldKind) -> None:
    """Keys that mean nothing for this kind of field are mistakes, not decoration."""
    fits = {
        "pilihan": kind in CHOICES,
        "daftar": kind in LISTED,
        "boleh_lain": kind in CHOICES,
        "kategori_simfoni": kind in CHOICES,
        "minimum": kind in NUMBERS,
        "maksimum": kind in NUMBERS,
        "kolom": kind is FieldKind.TABLE,
        "jumlah": kind is FieldKind.TABLE,
        "baris": kind in (FieldKind.TABLE, FieldKind.LONG_TEXT),
        "sudah_lewat": kind is FieldKind.DATE,
        "hasil_kali": kind in (FieldKind.INTEGER, FieldKind.MONEY),
        "layanan": kind in ANSWERS_OF,
    }
    for key, allowed in fits.items():
        if key in table.data and not allowed:
            table.complain(f'"{key}" tidak berlaku untuk isian jenis "{kind.value}".', key)
    low, high = table.data.get("minimum"), table.data.get("maksimum")
    if isinstance(low, int) and isinstance(high, int) and low > high:
        table.complain(f'"minimum" ({low}) lebih besar daripada "maksimum" ({high}).', "minimum")


def _width(table: Table) -> Width:
    word = table.text("lebar", Width.FULL.value)
    if word in (Width.FULL.value, Width.HALF.value):
        return Width(word)
    table.complain(f'"lebar" hanya "penuh" atau "setengah"; yang tertulis "{word}".', "lebar")
    return Width.FULL


def _default(table: Table, kind: FieldKind, options: tuple[Option, ...]) -> Scalar | None:
    """``awal``, which must be an answer the field can have; what texts and officers mean is seen when used."""
    value = table.data.get("awal")
    if value is None:
        return None
    fits = isinstance(value, (str, int, bool))
    if kind is FieldKind.CHOICE and not table.flag("boleh_lain"):
        fits = value in [option.key for option in options]
    elif kind in NUMBERS:
        fits = isinstance(value, int) and not isinstance(value, bool)
    elif kind is FieldKind.TICK:
        fits = value is True
    elif kind is FieldKind.DATE:
        fits = isinstance(value, str) and readable(value)
    elif kind in ANSWERS_OF:
        fits = value in ANSWERS_OF[kind]
    if fits and isinstance(value, (str, int, bool)):
        return value
    table.complain(f'"awal" = {value!r} bukan jawaban yang mungkin untuk isian ini.', "awal")
    return None


def _options(table: Table, kind: FieldKind, lists: Mapping[str, OptionList]) -> tuple[Option, ...]:
    if kind not in LISTED:
        return ()
    name = _list_name(table, kind)
    if name and "pilihan" in table.data:
        table.complain('Tulis "daftar" atau "pilihan", tidak keduanya.', "pilihan")
    if name in lists:
        return options_of(lists[name], categorised=table.flag("kategori_simfoni"))
    if name:
        table.complain(f'Daftar "{name}" tidak ada.{nearest(name, list(lists))}', "daftar")
        return ()
    return _inline_options(table)


def _list_name(table: Table, kind: FieldKind) -> str:
    """``daftar``; partner organisations have a list of their own unless another is named."""
    return table.text("daftar", ORGANISATIONS if kind is FieldKind.ORGANISATION else "") if kind in LISTED else ""


def _service(table: Table, lists: Mapping[str, OptionList]) -> str:
    """``layanan``: the service that the client agrees to or declines."""
    name = table.text("layanan")
    known = [option.key for option in lists[SERVICES].options] if SERVICES in lists else []
    if name and name not in known:
        table.complain(f'Layanan "{name}" tidak ada dalam daftar layanan.{nearest(name, known)}', "layanan")
        return ""
    return name


def options_of(found: OptionList, *, categorised: bool) -> tuple[Option, ...]:
    """The choices of a list; ``categorised`` with the Simfoni PPA category of each, for the sheet of its entry."""
    if not categorised:
        return found.options
    categories = {option.key: found.category(option.key) for option in found.options}
    return tuple(
        replace(option, category=categories[option.key] if categories[option.key] != option.label else "")
        for option in found.options
    )


def _inline_options(table: Table) -> tuple[Option, ...]:
    """``pilihan``: ``{ kunci = "label" }`` as one inline table, in the order written."""
    found = table.data.get("pilihan")
    if isinstance(found, dict) and found and all(isinstance(label, str) for label in found.values()):
        return tuple(Option(key, label) for key, label in found.items())
    table.complain('Isian pilihan memerlukan "daftar" atau "pilihan = { kunci = "Label" }".', "pilihan")
    return ()


def _columns(table: Table, kind: FieldKind, lists: Mapping[str, OptionList]) -> tuple[Field, ...]:
    if kind is not FieldKind.TABLE:
        return ()
    tables = table.tables("kolom")
    columns = load_fields(tables, lists)
    if not tables:
        table.complain("Isian tabel memerlukan paling sedikit satu [[…kolom]].")
    for inner, column in zip(tables, columns, strict=False):
        if column.kind in NOT_IN_ROWS:
            inner.complain(f'Jenis "{column.kind.value}" tidak dapat menjadi kolom tabel.', "jenis")
        if column.show_if or column.require_if:
            inner.complain("Kolom tabel tidak dapat memakai tampil_bila atau wajib_bila.")
        if column.meaning and column.meaning not in row_meanings(table.text("arti")):
            known = ", ".join(row_meanings(table.text("arti"))) or "tidak ada"
            inner.complain(
                f'Arti kolom "{column.meaning}" tidak dikenal untuk tabel ini; yang dikenal: {known}.', "arti"
            )
        _check_product(inner, column, columns)
    return columns


def row_meanings(meaning: str) -> tuple[str, ...]:
    """What the columns of a table with this meaning may mean; nothing for any other fact."""
    fact = FACTS.get(meaning)
    return fact.rows if fact else ()


def _check_product(table: Table, column: Field, columns: tuple[Field, ...]) -> None:
    """Only typed numbers of the same row can be multiplied."""
    typed = [other.key for other in columns if other.kind in (FieldKind.INTEGER, FieldKind.MONEY) and not other.product]
    for key in column.product:
        if key not in typed:
            words = f'"hasil_kali" harus menyebut kolom angka atau rupiah yang diisi; "{key}" bukan.'
            table.complain(words, "hasil_kali")
    if column.product and column.required:
        table.complain("Kolom hasil kali tidak dapat wajib; wajibkan kolom yang dikalikan.", "wajib")


def _total(table: Table) -> str:
    name = table.text("jumlah")
    summed = {inner.text("kunci"): inner.text("jenis") for inner in table.tables("kolom")} if name else {}
    if name and summed.get(name) not in (FieldKind.INTEGER.value, FieldKind.MONEY.value):
        table.complain(f'"jumlah" harus menyebut kolom angka atau rupiah; "{name}" bukan.', "jumlah")
        return ""
    return name
