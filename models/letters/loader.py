"""Reads a letter definition (``resources/letters/*.toml``); every mistake gets its line and a sentence."""

from __future__ import annotations

from collections.abc import Mapping

from models.domain.paper import FACES
from models.domain.posts import NOT_OF_LETTERS, SERIES, SIGNING_POSTS
from models.forms.fields import check_conditions, load_conditions, load_fields
from models.forms.lists import OptionList
from models.forms.reading import Table, nearest, top
from models.forms.spec import Field, FieldKind, FormSpec
from models.letters.checks import check_texts
from models.letters.placeholders import PLACEHOLDER, quoted_forms
from models.letters.spec import Block, BlockKind, LetterSpec, Shape
from models.source import Source

PAPERS = ("A4", "F4", "F4-210")
SECRECIES = ("biasa", "terbatas", "rahasia", "sangat rahasia")
URGENCIES = ("biasa", "segera", "sangat segera")
CLIENT_NAMES = ("jangan", "inisial", "penuh")
HEAD_KEYS = (
    "kunci", "versi", "nama", "judul", "bentuk", "hal", "yth", "di", "dari", "klasifikasi", "seri", "kode", "sifat",
    "kecepatan", "lampiran", "kop", "nama_korban", "kertas", "rangkap", "balasan", "judul_lain", "pojok",
    "bolak_balik", "huruf",
)  # fmt: skip
FOOT_KEYS = ("jabatan", "pengganti_jabatan", "pegawai", "tembusan")
#: Which keys a block of each kind takes besides ``jenis`` and ``tampil_bila``.
BLOCK_KEYS: dict[BlockKind, tuple[str, ...]] = {
    BlockKind.PARAGRAPH: ("isi", "baris_kosong"),
    BlockKind.CLAUSE: ("kepala", "isi", "bernomor"),
    BlockKind.STATEMENT: ("isi",),
    BlockKind.OFFICERS: ("kepala", "dari"),
    BlockKind.PAIRS: ("kepala", "baris", "baris_kosong"),
    BlockKind.LIST: ("kepala", "isi", "bernomor"),
    BlockKind.TABLE: ("kolom", "lebar", "dari", "baris", "ulang", "kaki"),
    BlockKind.TICKS: ("kepala", "dari"),
    BlockKind.SPACE: ("baris_kosong",),
    BlockKind.PAGE_BREAK: (),
    BlockKind.HEADING: ("isi",),
    BlockKind.SIGNATURE: ("kepala", "pihak"),
    BlockKind.TEAR_OFF: ("isi",),
    BlockKind.ANNEX: ("isi",),
}
#: What a block cannot be without.
_NEEDED: dict[BlockKind, str] = {
    BlockKind.PARAGRAPH: "isi",
    BlockKind.CLAUSE: "isi",
    BlockKind.STATEMENT: "isi",
    BlockKind.OFFICERS: "dari",
    BlockKind.PAIRS: "baris",
    BlockKind.LIST: "isi",
    BlockKind.TABLE: "baris",
    BlockKind.TICKS: "dari",
    BlockKind.HEADING: "isi",
    BlockKind.TEAR_OFF: "isi",
    BlockKind.ANNEX: "isi",
}
#: Which fields may feed a block's ``dari``.
_SOURCES: dict[BlockKind, tuple[FieldKind, ...]] = {
    BlockKind.OFFICERS: (FieldKind.OFFICERS, FieldKind.OFFICER),
    BlockKind.TABLE: (FieldKind.TABLE,),
    BlockKind.TICKS: (FieldKind.CHOICE, FieldKind.MULTI_CHOICE),
}


def load(
    source: Source, lists: Mapping[str, OptionList], known_forms: Mapping[str, FormSpec] | None = None
) -> LetterSpec | None:
    """The letter in ``source``; None, with problems on it, if it cannot be used.

    ``known_forms`` are the forms whose answers the letter may quote as ``{formulir.kunci.isian}``.
    """
    spec = read(source, lists)
    if spec is None:
        return None
    _check_reply(source, spec, known_forms or {})
    check_texts(source, spec, dict(known_forms or {}))
    return spec if source.sound else None


def read(source: Source, lists: Mapping[str, OptionList]) -> LetterSpec | None:
    """The letter as it is written, placeholders unlooked at: for an editor that shows what is still wrong.

    None only where the text is no TOML; problems are on ``source``.
    """
    if source.problems:
        return None
    top(source).known("surat", "isian", "blok", "tanda_tangan")
    fields = _fields(source, lists)
    blocks = _blocks(source, fields)
    head, foot = Table.of(source, "surat"), Table.of(source, "tanda_tangan", required=False)
    spec = _letter(head, foot, fields, blocks)
    _check_shape(head, foot, spec)
    return spec


def forms_of(source: Source) -> list[str]:
    """Keys of the forms a letter quotes, and of the one its reply is written down in."""
    head = source.data.get("surat")
    reply = head.get("balasan") if isinstance(head, dict) else None
    return [*quoted_forms(source.text), *([reply] if isinstance(reply, str) and reply else [])]


def _check_reply(source: Source, spec: LetterSpec, known_forms: Mapping[str, FormSpec]) -> None:
    """The form in which a reply to the letter is recorded exists."""
    key = spec.reply_form
    if key and known_forms and key not in known_forms:
        source.complain(("surat", "balasan"), f'Formulir "{key}" belum ada.{nearest(key, sorted(known_forms))}')


def _letter(head: Table, foot: Table, fields: tuple[Field, ...], blocks: tuple[Block, ...]) -> LetterSpec:
    head.known(*HEAD_KEYS)
    foot.known(*FOOT_KEYS)
    secrecy, secrecy_field = _secrecy(head, fields)
    return LetterSpec(
        key=head.identifier(),
        version=head.version(),
        name=head.text("nama") or head.text("judul").capitalize(),
        title=head.text("judul", required=True),
        shape=_shape(head),
        blocks=blocks,
        signer=foot.text("jabatan"),
        signer_else=foot.text("pengganti_jabatan"),
        signer_field=foot.text("pegawai"),
        other_titles=head.texts("judul_lain"),
        corner=_pairs(head, "pojok"),
        subject=head.text("hal"),
        addressee=head.text("yth"),
        addressee_place=head.text("di"),
        sender=head.text("dari"),
        classification=head.text("klasifikasi"),
        series=head.text("seri", "keluar"),
        code=head.text("kode"),
        secrecy=secrecy,
        secrecy_field=secrecy_field,
        urgency=_one_of(head, "kecepatan", URGENCIES),
        enclosure=head.text("lampiran", "-"),
        letterhead=head.flag("kop") if "kop" in head.data else True,
        client_name=_one_of(head, "nama_korban", CLIENT_NAMES),
        paper=_one_of(head, "kertas", ("", *PAPERS)),
        fields=fields,
        cc=foot.texts("tembusan"),
        copies=head.number("rangkap", 1) or 1,
        both_sides=head.flag("bolak_balik"),
        face=_one_of(head, "huruf", ("", *FACES)),
        reply_form=head.text("balasan"),
    )


def _one_of(table: Table, key: str, known: tuple[str, ...]) -> str:
    word = table.text(key, known[0])
    if word in known:
        return word
    table.complain(f'"{key}" hanya boleh {", ".join(filter(None, known))}; yang tertulis "{word}".', key)
    return known[0]


def _secrecy(head: Table, fields: tuple[Field, ...]) -> tuple[str, str]:
    """The secrecy and, for ``sifat = "{isian}"``, the choice that sets it; then the strictest is the one assumed."""
    found = PLACEHOLDER.fullmatch(head.text("sifat"))
    if found is None:
        return _one_of(head, "sifat", SECRECIES), ""
    choice = next((field for field in fields if field.key == found.group(1)), None)
    if choice is None or not choice.options or {option.key for option in choice.options} - set(SECRECIES):
        head.complain(f'"sifat" hanya boleh menunjuk isian pilihan dengan kunci {", ".join(SECRECIES)}.', "sifat")
        return SECRECIES[0], ""
    return max((option.key for option in choice.options), key=SECRECIES.index), choice.key


def _shape(head: Table) -> Shape:
    word = head.text("bentuk", required=True)
    shapes = [shape.value for shape in Shape]
    if word in shapes:
        return Shape(word)
    if word:
        head.complain(f'Bentuk surat "{word}" tidak dikenal.{nearest(word, shapes)}', "bentuk")
    return Shape.TITLED


def _check_shape(head: Table, foot: Table, spec: LetterSpec) -> None:
    """A letter to somebody needs an addressee and a subject; a paper needs somebody who signs."""
    needed = {
        Shape.CORRESPONDENCE: (("hal", spec.subject), ("yth", spec.addressee)),
        Shape.NOTE: (("hal", spec.subject), ("yth", spec.addressee), ("dari", spec.sender)),
        Shape.COVER: (("yth", spec.addressee),),
    }
    for key, text in needed.get(spec.shape, ()):
        if not text:
            head.complain(f'Surat bentuk "{spec.shape.value}" memerlukan "{key}".', key)
    _check_signer(foot, spec)
    _check_lists(head, foot, spec)
    if not 1 <= spec.copies <= 10:
        head.complain('"rangkap" antara 1 dan 10.', "rangkap")


def _check_signer(foot: Table, spec: LetterSpec) -> None:
    """Somebody signs, and it is clear who: a post of the office, an officer the clerk chooses, or parties."""
    placed = any(block.kind is BlockKind.SIGNATURE for block in spec.blocks)
    if not (spec.signer or spec.signer_field or placed):
        foot.complain('Tulis "jabatan" dalam [tanda_tangan], atau pakai blok "tanda_tangan".', "jabatan")
    if spec.signer and spec.signer_field:
        foot.complain('Tulis "jabatan" atau "pegawai", tidak keduanya.', "pegawai")
    asked = next((field for field in spec.fields if field.key == spec.signer_field), None)
    if spec.signer_field and (asked is None or asked.kind is not FieldKind.OFFICER):
        foot.complain('"pegawai" hanya boleh menunjuk isian berjenis pegawai.', "pegawai")


def _check_lists(head: Table, foot: Table, spec: LetterSpec) -> None:
    """A post nobody can hold would stop the letter at the desk; a series nobody counts would print a number twice."""
    for key, post in (("jabatan", spec.signer), ("pengganti_jabatan", spec.signer_else)):
        if post and post not in SIGNING_POSTS:
            foot.complain(f'"{key}" hanya boleh {", ".join(SIGNING_POSTS)}; yang tertulis "{post}".', key)
    counted = [series for series in SERIES if series not in NOT_OF_LETTERS]
    if spec.series not in counted:
        head.complain(f'"seri" hanya boleh {", ".join(counted)}; yang tertulis "{spec.series}".', "seri")


def _fields(source: Source, lists: Mapping[str, OptionList]) -> tuple[Field, ...]:
    tables = top(source).tables("isian")
    fields = load_fields(tables, lists)
    known = {field.key: field for field in fields}
    for table in tables:
        if field := known.get(table.text("kunci")):
            check_conditions(table, field, known, frozenset())
    return fields


def _blocks(source: Source, fields: tuple[Field, ...]) -> tuple[Block, ...]:
    tables = top(source).tables("blok")
    if not tables:
        source.complain((), "Surat belum berisi satu pun [[blok]].")
    found = (_block(table, {field.key: field for field in fields}) for table in tables)
    return tuple(block for block in found if block is not None)


def _block(table: Table, fields: Mapping[str, Field]) -> Block | None:
    word = table.text("jenis", required=True)
    kinds = [kind.value for kind in BlockKind]
    if word not in kinds:
        if word:
            table.complain(f'Jenis blok "{word}" tidak dikenal.{nearest(word, kinds)}', "jenis")
        return None
    kind = BlockKind(word)
    table.known("jenis", "tampil_bila", *BLOCK_KEYS[kind])
    needed = _NEEDED.get(kind)
    if needed and not table.data.get(needed):
        table.complain(f'Blok "{word}" memerlukan "{needed}".', needed)
    repeat, repeat_by = _repeat(table)
    block = Block(
        kind=kind,
        head=table.text("kepala"),
        texts=table.texts("isi"),
        rows=_rows(table, "baris"),
        foot=_rows(table, "kaki"),
        columns=table.texts("kolom"),
        widths=_widths(table),
        source=table.text("dari"),
        repeat=repeat,
        repeat_by=repeat_by,
        signatures=_pairs(table, "pihak"),
        numbered=table.flag("bernomor") if "bernomor" in table.data else True,
        show_if=load_conditions(table, "tampil_bila"),
        blank_lines=table.number("baris_kosong", 0) or 0,
    )
    _check_block(table, block, fields)
    return block


def _repeat(table: Table) -> tuple[int, str]:
    """``ulang = { baris = 2, kali = "kantor.singgah" }``; (0, "") where nothing is repeated."""
    found = table.data.get("ulang")
    if found is None:
        return 0, ""
    place, times = (found.get("baris"), found.get("kali")) if isinstance(found, dict) else (None, None)
    if isinstance(place, int) and isinstance(times, str) and len(found) == 2:
        return place, times
    table.complain('"ulang" ditulis seperti { baris = 2, kali = "kantor.singgah" }.', "ulang")
    return 0, ""


def _rows(table: Table, key: str) -> tuple[tuple[str, ...], ...]:
    """A list of lists of texts."""
    value = table.data.get(key, [])
    good = isinstance(value, list) and all(
        isinstance(row, list) and row and all(isinstance(cell, str) for cell in row) for row in value
    )
    if not good:
        table.complain(f'"{key}" harus berupa daftar baris, misalnya [["Nama", "{{petugas.nama}}"]].', key)
        return ()
    return tuple(tuple(row) for row in value)


def _pairs(table: Table, key: str) -> tuple[tuple[str, str], ...]:
    return tuple((row[0], row[1]) for row in _rows(table, key) if len(row) == 2)


def _widths(table: Table) -> tuple[int, ...]:
    value = table.data.get("lebar", [])
    if isinstance(value, list) and all(isinstance(entry, int) and entry >= 0 for entry in value):
        return tuple(value)
    table.complain('"lebar" harus berupa daftar milimeter, misalnya [10, 0, 30]; 0 berarti sisanya.', "lebar")
    return ()


def _check_block(table: Table, block: Block, fields: Mapping[str, Field]) -> None:
    if block.kind is BlockKind.PAIRS and any(len(row) != 2 for row in block.rows):
        table.complain('Tiap baris rincian terdiri atas dua teks: ["Label", "Isi"].', "baris")
    if block.kind is BlockKind.SIGNATURE and len(block.signatures) != len(_rows(table, "pihak")):
        table.complain('Tiap pihak terdiri atas dua teks: ["Sebagai", "Nama"].', "pihak")
    if block.kind is BlockKind.TABLE:
        _check_table(table, block)
    wanted = _SOURCES.get(block.kind)
    if wanted and block.source:
        field = fields.get(block.source)
        if field is None:
            table.complain(
                f'"dari" menunjuk isian "{block.source}" yang tidak ada.{nearest(block.source, list(fields))}', "dari"
            )
        elif field.kind not in wanted:
            words = " atau ".join(kind.value for kind in wanted)
            table.complain(f'Isian "{field.key}" berjenis {field.kind.value}; blok ini memerlukan {words}.', "dari")


def _check_table(table: Table, block: Block) -> None:
    # In a table without heads a single cell goes across all columns.
    across = not block.columns and not block.source
    counts = {len(row) for row in (*block.rows, *block.foot) if not (across and len(row) == 1)}
    counts |= {len(block.columns)} if block.columns else set()
    if len(counts) > 1:
        table.complain("Jumlah kolom dan jumlah isi tiap baris tabel harus sama.", "baris")
    if block.widths and counts and len(block.widths) not in counts:
        table.complain('"lebar" harus menyebut semua kolom.', "lebar")
    if block.source and len(block.rows) != 1:
        table.complain('Tabel yang diisi "dari" isian menulis tepat satu pola baris.', "baris")
