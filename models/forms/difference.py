"""What changes between two versions of a form, in sentences. Questions are the same where their key is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from models.forms.spec import Field, FormSpec, Option, Section, SignatureSlot, Width
from models.forms.words import conditions_words, kind_words

_HEAD = (
    ("title", "Judul"),
    ("short_title", "Judul pendek"),
    ("code", "Kode formulir"),
    ("note", "Catatan di bawah judul"),
    ("statement", "Pernyataan"),
    ("compartment", "Kerahasiaan"),
    ("paper", "Kertas"),
)
_FLAGS = (
    ("required", "kini wajib", "tidak wajib lagi"),
    ("hidden", "disembunyikan", "ditampilkan lagi"),
    ("allow_other", "kini menerima jawaban lain", "tidak menerima jawaban lain lagi"),
    ("read_only", "kini hanya dibaca", "kini dapat diisi"),
    ("past_only", "kini menolak tanggal yang akan datang", "kini menerima tanggal yang akan datang"),
    ("categorised", "kini memuat kategori Simfoni PPA", "tidak memuat kategori Simfoni PPA lagi"),
)
_VALUES = (
    ("minimum", "angka terkecil"),
    ("maximum", "angka terbesar"),
    ("rows", "banyaknya baris"),
    ("default", "jawaban usulan"),
    ("meaning", "fakta yang diisi"),
    ("listed", "daftar pilihan"),
    ("total", "kolom yang dijumlahkan"),
)


def differences(old: FormSpec, new: FormSpec) -> tuple[str, ...]:
    """Every change in a sentence, in the order of the form; empty if there is none. The version does not count."""
    return tuple([*_head(old, new), *_sections(old, new), *_fields(old, new), *_rules(old, new)])


def _head(old: FormSpec, new: FormSpec) -> Iterator[str]:
    for name, words in _HEAD:
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            yield f"{words}: “{before or 'kosong'}” menjadi “{after or 'kosong'}”."


def _sections(old: FormSpec, new: FormSpec) -> Iterator[str]:
    became = _counterparts(old.sections, new.sections)
    for place, section in enumerate(new.sections):
        if place not in became.values():
            yield f"Bagian baru: “{section.title}”."
    for place, section in enumerate(old.sections):
        if place not in became:
            yield f"Bagian “{section.title}” dihapus."
            continue
        now = new.sections[became[place]]
        if section.title != now.title:
            yield f"Bagian “{section.title}” bernama “{now.title}”."
        if (section.short, section.intro) != (now.short, now.intro):
            yield f"Bagian “{now.title}”: petunjuk atau nama singkatnya diubah."
    if list(became.values()) != sorted(became.values()):
        yield "Urutan bagian berubah."


def _counterparts(old: tuple[Section, ...], new: tuple[Section, ...]) -> dict[int, int]:
    """Place of each old section -> place of the one with the same title, else with most of its questions."""
    found: dict[int, int] = {}
    for place, section in enumerate(old):
        same = [at for at, other in enumerate(new) if other.title == section.title and at not in found.values()]
        if same:
            found[place] = same[0]
    for place, section in enumerate(old):
        keys = {field.key for field in section.fields}
        shared = {at: len(keys & {field.key for field in other.fields}) for at, other in enumerate(new)}
        free = [at for at, count in shared.items() if count and at not in found.values()]
        if place not in found and free:
            found[place] = max(free, key=lambda at: shared[at])
    return dict(sorted(found.items()))


def _fields(old: FormSpec, new: FormSpec) -> Iterator[str]:
    before, after = _placed(old), _placed(new)
    for key, (section, field) in after.items():
        if key not in before:
            more = ", wajib" if field.required else ""
            yield f"Ditambah: “{field.label}” ({kind_words(field.kind).lower()}{more}) di bagian “{section}”."
    for key, (_section, field) in before.items():
        if key not in after:
            yield f"Dihapus: “{field.label}”."
    moved = _moved([key for key in before if key in after], [key for key in after if key in before])
    moved |= _elsewhere(old, new)
    for key, (section, field) in after.items():
        if key not in before:
            continue
        was = before[key][1]
        if key in moved:
            yield f"“{was.label}” pindah tempat, kini di bagian “{section}”."
        for change in (*_field(was, field), *_conditions(old, new, was, field)):
            yield f"“{was.label}”: {change}."


def _placed(spec: FormSpec) -> dict[str, tuple[str, Field]]:
    return {field.key: (section.title, field) for section in spec.sections for field in section.fields}


def _elsewhere(old: FormSpec, new: FormSpec) -> set[str]:
    """Questions that stand in another section than the one theirs became."""
    became = _counterparts(old.sections, new.sections)
    home = {field.key: became.get(place) for place, section in enumerate(old.sections) for field in section.fields}
    now = {field.key: place for place, section in enumerate(new.sections) for field in section.fields}
    return {key for key, place in home.items() if key in now and place is not None and now[key] != place}


def _moved(before: list[str], after: list[str]) -> set[str]:
    """Those that stand in another order among the ones that stayed."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    same = {key for block in matcher.get_matching_blocks() for key in before[block.a : block.a + block.size]}
    return set(before) - same


def _field(was: Field, now: Field) -> Iterator[str]:
    if was.label != now.label:
        yield f"kini berbunyi “{now.label}”"
    if was.kind is not now.kind:
        yield f"jenisnya {kind_words(was.kind).lower()} menjadi {kind_words(now.kind).lower()}"
    for name, on, off in _FLAGS:
        if getattr(was, name) != getattr(now, name):
            yield on if getattr(now, name) else off
    for name, words in _VALUES:
        before, after = getattr(was, name), getattr(now, name)
        if before != after and was.kind is now.kind:
            yield f"{words} {_shown(before)} menjadi {_shown(after)}"
    if was.help != now.help:
        yield "petunjuknya diubah" if now.help else "petunjuknya dihapus"
    if was.width != now.width:
        yield "kini setengah lebar" if now.width is Width.HALF else "kini selebar halaman"
    if not (was.listed and now.listed):
        yield from _options(was.options, now.options)
    yield from _columns(was, now)


def _shown(value: object) -> str:
    return "kosong" if value in (None, "") else f"“{value}”"


def _options(was: tuple[Option, ...], now: tuple[Option, ...]) -> Iterator[str]:
    before, after = {one.key: one.label for one in was}, {one.key: one.label for one in now}
    for key, label in after.items():
        if key not in before:
            yield f"ditambah pilihan “{label}”"
        elif before[key] != label:
            yield f"pilihan “{before[key]}” kini berbunyi “{label}”"
    for key, label in before.items():
        if key not in after:
            yield f"dihapus pilihan “{label}”"
    if [key for key in before if key in after] != [key for key in after if key in before]:
        yield "urutan pilihannya berubah"


def _columns(was: Field, now: Field) -> Iterator[str]:
    before, after = {one.key: one for one in was.columns}, {one.key: one for one in now.columns}
    for key, column in after.items():
        if key not in before:
            yield f"ditambah kolom “{column.label}”"
        else:
            yield from (f"kolom “{before[key].label}” {change}" for change in _field(before[key], column))
    for key, column in before.items():
        if key not in after:
            yield f"dihapus kolom “{column.label}”"
    if [key for key in before if key in after] != [key for key in after if key in before]:
        yield "urutan kolomnya berubah"


def _conditions(old: FormSpec, new: FormSpec, was: Field, now: Field) -> Iterator[str]:
    for words, before, after in (("tampil", was.show_if, now.show_if), ("wajib", was.require_if, now.require_if)):
        if before == after:
            continue
        always = f"tidak lagi {words} dengan syarat" if words == "wajib" else "kini selalu tampil"
        yield f"kini {words} bila {conditions_words(after, new)}" if after else always


def _rules(old: FormSpec, new: FormSpec) -> Iterator[str]:
    yield from _told("Peringatan", (one.sentence for one in old.cautions), (one.sentence for one in new.cautions))
    known = {one.sentence for one in old.cautions}
    for caution in new.cautions:
        if caution.sentence in known and caution not in old.cautions:
            yield f"Peringatan “{caution.sentence}”: syaratnya diubah."
    before, after = {one.key: one for one in old.computed}, {one.key: one for one in new.computed}
    yield from _told("Hitungan", (one.label for one in old.computed), (one.label for one in new.computed))
    for key, entry in after.items():
        if key in before and before[key] != entry and before[key].label == entry.label:
            yield f"Hitungan “{entry.label}”: isian yang dihitung berubah."
    yield from _told("Tanda tangan", map(_slot, old.signatures), map(_slot, new.signatures))


def _slot(slot: SignatureSlot) -> str:
    return f"{slot.role}, dengan cap jempol" if slot.thumbprint else slot.role


def _told(words: str, before: Iterable[str], after: Iterable[str]) -> Iterator[str]:
    left, right = list(before), list(after)
    for text in right:
        if text not in left:
            yield f"{words}: ditambah “{text}”."
    for text in left:
        if text not in right:
            yield f"{words}: dihapus “{text}”."
    if left != right and sorted(left) == sorted(right):
        yield f"{words}: urutannya berubah."
