"""What the office may pick for the text of a letter: what it is, where it comes from, and an example."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from models.forms.spec import FormSpec
from models.letters.checks import may_stand
from models.letters.context import LetterContext
from models.letters.formats import FORMATS, SPANS
from models.letters.placeholders import Filler, Placeholder, Vocabulary, suits
from models.letters.spec import LetterSpec

#: Beginning of a name and what its group is called; where nothing fits it is a question of the letter.
_GROUPS = (
    ("isian.", ""),
    ("baris.", "Baris tabel"),
    ("no", "Baris tabel"),
    ("kasus.", "Kasus"),
    ("klien.", "Klien"),
    ("pelapor.", "Pelapor"),
    ("terlapor.", "Terlapor"),
    ("kejadian.", "Kejadian"),
    ("rujukan.", "Balasan rujukan"),
    ("berkas.", "Berkas"),
    ("surat.", "Surat ini"),
    ("kantor.", "Kantor"),
    ("petugas.", "Pembuat surat"),
    ("penandatangan.", "Penanda tangan"),
)
OWN = "Isian surat ini"
_FROM = {
    OWN: "Diisi petugas saat membuat surat",
    "Baris tabel": "Diambil dari setiap baris tabel",
    "Surat ini": "Diisi program saat surat diberi nomor",
    "Kantor": "Diatur di Administrasi",
    "Penanda tangan": "Diatur di Administrasi, Pegawai dan penanda tangan",
    "Pembuat surat": "Orang yang membuat surat",
}
_OF_CASE = "Diambil dari data kasus"


@dataclass(frozen=True)
class Way:
    """One way of writing a value: ``style`` goes behind the colon, with its second value where it takes one
    ("rentang_tanggal:selesai"); "" for the usual way."""

    style: str
    label: str
    example: str


@dataclass(frozen=True)
class Choice:
    """One placeholder that may be picked.

    Attributes:
        name: between the braces; ``ways`` how it may be written, the usual first.
        source: where its value comes from, in words.
        row: only for rows of a table that is filled from the question with this key.
        closed: names a person: only for a closed annex.
    """

    name: str
    label: str
    group: str
    source: str
    ways: tuple[Way, ...]
    row: str = ""
    closed: bool = False

    @property
    def example(self) -> str:
        """What would stand on the paper."""
        return self.ways[0].example


def choices(spec: LetterSpec, context: LetterContext, forms: Mapping[str, FormSpec]) -> tuple[Choice, ...]:
    """Everything the letter ``spec`` may quote, its own questions first; examples are filled from ``context``."""
    vocabulary = Vocabulary(spec.fields, forms)
    filler = Filler(spec.fields, context)
    entries = [entry for name, entry in vocabulary.entries().items() if not name.startswith("isian.")]
    own = tuple(entry for entry in entries if entry.question is not None and "." not in entry.name)
    found = [choice for entry in entries if (choice := _choice(entry, spec, filler, forms, own)) is not None]
    found.sort(key=lambda choice: choice.group != OWN)
    for question in spec.fields:
        rows = context.fields.get(question.key)
        if question.columns and isinstance(rows, list) and rows and isinstance(rows[0], dict):
            inside, columns = filler.at(rows[0], question.columns, 1), tuple(vocabulary.row(question.key).values())
            for entry in columns:
                if (choice := _choice(entry, spec, inside, forms, columns, question.key)) is not None:
                    found.append(choice)
    for block in spec.blocks:
        number = vocabulary.row("")["no"]
        if block.repeat and (choice := _choice(number, spec, filler.at({}, (), 1), forms, (), block.repeat_by)):
            found.append(choice)
    return tuple(found)


def _choice(
    entry: Placeholder,
    spec: LetterSpec,
    filler: Filler,
    forms: Mapping[str, FormSpec],
    beside: tuple[Placeholder, ...],
    row: str = "",
) -> Choice | None:
    """``entry`` with its ways; ``beside`` are the answers a way may take as its second value."""
    group = _group(entry.name, forms)
    closed = not may_stand(entry, "", spec.client_name, annex=False)
    if closed and not may_stand(entry, "", spec.client_name, annex=True):
        return None
    styles = {"": "Biasa", **{style: FORMATS[style].label for style in FORMATS if _fits(style, entry)}}
    single = {style: words for style, words in styles.items() if style not in SPANS}
    double = {
        f"{style}:{other.name}": f"{styles[style]} ({other.label})"
        for style in SPANS
        if style in styles
        for other in beside
        if other.name != entry.name and other.question is not None and other.question.kind in SPANS[style]
    }
    ways = [Way(style, words, _example(entry, style, filler)) for style, words in (single | double).items()]
    usual = [way for way in ways if way.example or not way.style]
    return Choice(entry.name, entry.label, group, _FROM.get(group, _OF_CASE), tuple(usual), row, closed)


def _fits(style: str, entry: Placeholder) -> bool:
    """Styles for any kind of answer are offered for questions alone; for the others the usual way is enough."""
    return entry.question is not None and suits(style, entry.question)


def _example(entry: Placeholder, style: str, filler: Filler) -> str:
    done = filler.fill(f"{{{entry.name}{f':{style}' if style else ''}}}")
    return "" if done.missing or done.dropped else " ".join(done.text.split())


def _group(name: str, forms: Mapping[str, FormSpec]) -> str:
    if name.startswith("formulir."):
        key = name.split(".")[1]
        return forms[key].title if key in forms else "Formulir"
    return next((group for start, group in _GROUPS if name.startswith(start) and ("." in name or name == start)), OWN)
