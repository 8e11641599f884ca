"""Reads a form definition (``resources/forms/*.toml``); every mistake gets its line and a sentence."""

from __future__ import annotations

from collections.abc import Mapping

from models.domain.facts import FACTS
from models.forms.fields import check_answers, check_conditions, load_conditions, load_fields, load_meaning
from models.forms.lists import OptionList
from models.forms.reading import Table, nearest, top
from models.forms.spec import Caution, Computed, ComputedKind, Field, FieldKind, FormSpec, Section, SignatureSlot
from models.source import Source

HEAD_KEYS = ("kunci", "versi", "judul", "judul_pendek", "catatan", "pernyataan", "kertas", "rahasia", "kode")
SECTION_KEYS = ("judul", "singkat", "pengantar", "isian")
COMPUTED_KEYS = (
    "kunci", "label", "jenis", "dari", "tinggi_bila_ada", "sedang_bila_ada", "sedang_mulai", "boleh_diubah", "arti",
)  # fmt: skip
CAUTION_KEYS = ("isian", "bila", "mendahului", "kalimat")
SIGNATURE_KEYS = ("sebagai", "nama_dari", "cap_jempol")
PAPERS = ("A4", "F4", "F4-210")
COMPARTMENTS = ("umum", "kasus", "asesmen")
#: Names on the signature lines that come from the program: the officer who fills the form, the head of office.
SIGNER_NAMES = ("petugas", "kepala")
#: Endings of the keys under which an override of a computed value and its reason are stored.
OVERRIDE, REASON = "_petugas", "_alasan"
_YES_NO = (FieldKind.YES_NO, FieldKind.YES_NO_UNKNOWN, FieldKind.TICK)
#: What a computed value of each kind is worked out from.
ANSWERED_BY = {
    ComputedKind.RISK_LEVEL: _YES_NO,
    ComputedKind.COUNT_YES: _YES_NO,
    ComputedKind.AGE: (FieldKind.DATE,),
}


def load(source: Source, lists: Mapping[str, OptionList]) -> FormSpec | None:
    """The form in ``source``; None, with problems on it, if it cannot be used."""
    spec = read(source, lists)
    return spec if source.sound else None


def read(source: Source, lists: Mapping[str, OptionList]) -> FormSpec | None:
    """The form as far as it can be understood, with problems on ``source``: a draft may have faults; None for no TOML.

    What the editor writes is read back whole, faults included.
    """
    if source.problems:  # the text is no TOML: there is nothing to look at
        return None
    top(source).known("formulir", "bagian", "hitungan", "peringatan", "tanda_tangan")
    head = Table.of(source, "formulir")
    head.known(*HEAD_KEYS)
    sections = _sections(source, lists)
    fields = {field.key: field for section in sections for field in section.fields}
    computed = _all_computed(source, fields)
    _check_all_conditions(source, fields, computed)
    return FormSpec(
        key=head.identifier(),
        version=head.version(),
        title=head.text("judul", required=True),
        sections=sections,
        short_title=head.text("judul_pendek"),
        note=head.text("catatan"),
        statement=head.text("pernyataan"),
        paper=_one_of(head, "kertas", "", PAPERS),
        compartment=_one_of(head, "rahasia", "kasus", COMPARTMENTS),
        computed=computed,
        cautions=_cautions(source, fields, computed),
        signatures=_signatures(source, fields),
        code=head.text("kode"),
    )


def _one_of(table: Table, key: str, default: str, known: tuple[str, ...]) -> str:
    word = table.text(key, default)
    if word in ("", *known):
        return word
    table.complain(f'"{key}" hanya boleh {", ".join(known)}; yang tertulis "{word}".', key)
    return default


def _sections(source: Source, lists: Mapping[str, OptionList]) -> tuple[Section, ...]:
    tables = top(source).tables("bagian")
    if not tables:
        source.complain((), "Formulir belum berisi satu pun [[bagian]].")
    sections: list[Section] = []
    seen: set[str] = set()
    for table in tables:
        table.known(*SECTION_KEYS)
        asked = table.tables("isian")
        fields = load_fields(asked, lists)
        if not asked:
            table.complain("Bagian ini belum berisi satu pun [[bagian.isian]].")
        for inner in asked:
            if inner.text("kunci") in seen:
                inner.complain(f'Kunci "{inner.text("kunci")}" sudah dipakai di bagian lain.', "kunci")
        seen |= {field.key for field in fields}
        title = table.text("judul", required=True)
        sections.append(Section(title, fields, table.text("singkat"), table.text("pengantar")))
    return tuple(sections)


def _all_computed(source: Source, fields: Mapping[str, Field]) -> tuple[Computed, ...]:
    return tuple(_computed(table, fields) for table in top(source).tables("hitungan"))


def _computed(table: Table, fields: Mapping[str, Field]) -> Computed:
    table.known(*COMPUTED_KEYS)
    key, word = table.identifier(), table.text("jenis", required=True)
    kinds = [kind.value for kind in ComputedKind]
    if word not in kinds:
        table.complain(f'Jenis hitungan "{word}" tidak dikenal.{nearest(word, kinds)}', "jenis")
        word = kinds[0]
    kind = ComputedKind(word)
    if key in fields:
        table.complain(f'Kunci "{key}" sudah dipakai sebuah isian.', "kunci")
    name = "tinggi_bila_ada" if kind is ComputedKind.RISK_LEVEL else "dari"
    inputs, moderate = table.texts(name), table.texts("sedang_bila_ada")
    if not inputs:
        table.complain(f'"{name}" harus menyebut paling sedikit satu isian.', name)
    _check_inputs(table, name, inputs, fields, kind)
    _check_inputs(table, "sedang_bila_ada", moderate, fields, kind)
    return Computed(
        key, table.text("label", required=True), kind, inputs, moderate, table.number("sedang_mulai", 1) or 1,
        table.flag("boleh_diubah"), load_meaning(table),
    )  # fmt: skip


def _check_inputs(
    table: Table, name: str, inputs: tuple[str, ...], fields: Mapping[str, Field], kind: ComputedKind
) -> None:
    for key in inputs:
        if key not in fields:
            table.complain(f'"{name}" menyebut isian "{key}" yang tidak ada.{nearest(key, list(fields))}', name)
        elif fields[key].kind not in ANSWERED_BY[kind]:
            table.complain(f'Isian "{key}" ({fields[key].kind.value}) tidak dapat dihitung sebagai {kind.value}.', name)


def _check_all_conditions(source: Source, fields: Mapping[str, Field], computed: tuple[Computed, ...]) -> None:
    others = frozenset(key for entry in computed for key in (entry.key, entry.key + OVERRIDE))
    for section in top(source).tables("bagian"):
        for table in section.tables("isian"):
            if field := fields.get(table.text("kunci")):
                check_conditions(table, field, fields, others)
    _check_circles(source, fields)


def _check_circles(source: Source, fields: Mapping[str, Field]) -> None:
    """Remark questions that wait for each other: nobody is ever asked them."""
    waiting = {key: {one.field for one in field.show_if} & fields.keys() - {key} for key, field in fields.items()}
    while freed := [key for key, needed in waiting.items() if not needed & waiting.keys()]:
        for key in freed:
            del waiting[key]
    circle = {key for key in waiting if key in _behind(key, waiting)}
    for table in (one for section in top(source).tables("bagian") for one in section.tables("isian")):
        if (key := table.text("kunci")) in circle:
            others = ", ".join(f'"{other}"' for other in sorted(waiting[key] & circle))
            message = f'Isian "{key}" tidak pernah ditanyakan: isian itu dan {others} saling menunggu.'
            source.complain((*table.path, "tampil_bila"), message, grave=False)


def _behind(key: str, waiting: Mapping[str, set[str]]) -> set[str]:
    """Everything the question waits for, directly or through others."""
    found: set[str] = set()
    ahead = set(waiting[key])
    while ahead:
        found |= ahead
        ahead = {further for one in ahead for further in waiting.get(one, ())} - found
    return found


def _cautions(source: Source, fields: Mapping[str, Field], computed: tuple[Computed, ...]) -> tuple[Caution, ...]:
    others = [key for entry in computed for key in (entry.key, entry.key + OVERRIDE)]
    return tuple(_caution(table, fields, others) for table in top(source).tables("peringatan"))


def _caution(table: Table, fields: Mapping[str, Field], others: list[str]) -> Caution:
    table.known(*CAUTION_KEYS)
    asked, earlier = table.text("isian", required=True), table.text("mendahului")
    conditions = load_conditions(table, "bila")
    for name, key in (("isian", asked), ("mendahului", earlier)):
        if key and key not in fields:
            table.complain(f'"{name}" menunjuk isian "{key}" yang tidak ada.{nearest(key, list(fields))}', name)
        elif key and earlier and fields[key].kind is not FieldKind.DATE:
            table.complain(f'"mendahului" membandingkan dua tanggal; isian "{key}" bukan tanggal.', name)
    for condition in conditions:
        check_answers(table, "bila", condition, fields, others)
    if not conditions and not earlier:
        table.complain('Peringatan memerlukan "bila" atau "mendahului".')
    return Caution(asked, table.text("kalimat", required=True), conditions, earlier)


def _signatures(source: Source, fields: Mapping[str, Field]) -> tuple[SignatureSlot, ...]:
    slots = []
    for table in top(source).tables("tanda_tangan"):
        table.known(*SIGNATURE_KEYS)
        sources = table.texts("nama_dari")
        known = [*fields, *FACTS, *SIGNER_NAMES]
        for name in sources:
            if name not in known:
                table.complain(f'"nama_dari" menunjuk "{name}" yang tidak ada.{nearest(name, known)}', "nama_dari")
        slots.append(SignatureSlot(table.text("sebagai", required=True), sources, table.flag("cap_jempol")))
    return tuple(slots)
