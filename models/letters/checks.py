"""Checks the wording of a letter definition: every placeholder exists, suits its format and shows nothing secret."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from models.domain.facts import FACTS
from models.forms.reading import nearest
from models.forms.spec import Field, FieldKind, FormSpec
from models.letters.compose import ASSIGNED, DAYS, RATE_COLUMNS, RATES, WRITER
from models.letters.formats import DISCREET, FORMATS
from models.letters.placeholders import PLACEHOLDER, Placeholder, Vocabulary, suits, takes_second, used
from models.letters.spec import Block, BlockKind, LetterSpec
from models.letters.writer import HEAD_TEXTS
from models.source import Path, Source

_NUMBERS = (FieldKind.INTEGER, FieldKind.MONEY)


@dataclass(frozen=True)
class _Place:
    """A text, where it stands, what it may quote, and whether it lies in the closed annex."""

    text: str
    path: Path
    known: dict[str, Placeholder]
    annex: bool = False


def check_texts(source: Source, spec: LetterSpec, forms: dict[str, FormSpec]) -> None:
    """Note every problem of the placeholders of ``spec`` on ``source``."""
    vocabulary = Vocabulary(spec.fields, forms)
    for place in _places(spec, vocabulary):
        _check_braces(source, place)
        for name, style, second in used(place.text):
            if _check_name(source, place, name):
                _check_format(source, place, name, style, second)
                _check_secret(source, place, place.known[name], style, spec.client_name)
    _check_conditions(source, spec)
    _check_repeats(source, spec, vocabulary)
    for index, question in enumerate(spec.fields):
        _check_default(source, question, ("isian", index, "awal"))


def _places(spec: LetterSpec, vocabulary: Vocabulary) -> Iterator[_Place]:
    known = vocabulary.entries()
    for key, attribute in HEAD_TEXTS.items():
        yield _Place(getattr(spec, attribute), ("surat", key), known)
    for place, text in enumerate(spec.cc):
        yield _Place(text, ("tanda_tangan", "tembusan", place), known)
    for place, (_, text) in enumerate(spec.corner):
        yield _Place(text, ("surat", "pojok", place), known)
    for index, question in enumerate(spec.fields):
        if isinstance(question.default, str) and question.kind in (FieldKind.TEXT, FieldKind.LONG_TEXT):
            # What is proposed to the clerk is read by the clerk; the letter is checked where it prints the answer.
            yield _Place(question.default, ("isian", index, "awal"), known, annex=True)
    annex = False
    for index, block in enumerate(spec.blocks):
        annex = annex or block.kind is BlockKind.ANNEX
        yield from _block_places(block, index, vocabulary, known, annex)


def _block_places(
    block: Block, index: int, vocabulary: Vocabulary, known: dict[str, Placeholder], annex: bool
) -> Iterator[_Place]:
    path: Path = ("blok", index)
    yield _Place(block.head, (*path, "kepala"), known, annex)
    for place, text in enumerate(block.columns):
        yield _Place(text, (*path, "kolom", place), known, annex)
    for place, text in enumerate(block.texts):
        yield _Place(text, (*path, "isi", place), known, annex)
    of_row = known | vocabulary.row(block.source) if block.source or block.repeat else known
    tables = (("baris", block.rows, of_row), ("kaki", block.foot, known), ("pihak", block.signatures, known))
    for key, rows, words in tables:
        for place, row in enumerate(rows):
            for cell, text in enumerate(row):
                yield _Place(text, (*path, key, place, cell), words, annex)


def _check_braces(source: Source, place: _Place) -> None:
    if any(sign in PLACEHOLDER.sub("", place.text) for sign in "{}"):
        source.complain(place.path, "Ada kurung kurawal tanpa pasangan. Isian ditulis seperti {kasus.nomor}.")


def _check_name(source: Source, place: _Place, name: str) -> bool:
    if name in place.known:
        return True
    source.complain(place.path, f'Isian "{{{name}}}" tidak dikenal.{nearest(name, list(place.known))}')
    return False


def _check_format(source: Source, place: _Place, name: str, style: str, second: str) -> None:
    if not style:
        return
    question = place.known[name].question
    if style not in FORMATS:
        source.complain(place.path, f'Format "{style}" tidak dikenal.{nearest(style, list(FORMATS))}')
    elif not suits(style, question):
        kind = question.kind.value if question else ""
        source.complain(place.path, f'Format "{style}" tidak cocok untuk isian "{name}" yang berjenis {kind}.')
    elif takes_second(style):
        if second:
            _check_name(source, place, second)
    elif second:
        source.complain(place.path, f'Format "{style}" tidak memakai nama kedua "{second}".')


def _check_secret(source: Source, place: _Place, entry: Placeholder, style: str, client_name: str) -> None:
    """A person's identity stays out of letters that do not name the client (UU 11/2012 art. 19).

    Initials, age and district are allowed. A letter with "inisial" may tell of the case in its body and of the
    person in its annex.
    """
    if may_stand(entry, style, client_name, annex=place.annex) or (place.annex and place.path[0] == "isian"):
        return
    label = FACTS[entry.fact].label if entry.fact in FACTS else entry.label
    source.complain(
        place.path,
        f'Surat ini tidak boleh memuat "{label}" ({{{entry.name}}}). Pakai {{kasus.inisial}} dan {{kasus.nomor}}, '
        "atau pindahkan ke lampiran tertutup.",
    )


def may_stand(entry: Placeholder, style: str, client_name: str, *, annex: bool) -> bool:
    """Whether a letter that treats names as ``client_name`` says may quote ``entry`` there."""
    if not entry.secret or style in DISCREET or client_name == "penuh":
        return True
    return client_name == "inisial" and (annex or entry.fact.startswith("kasus."))


def _check_conditions(source: Source, spec: LetterSpec) -> None:
    known = [*(question.key for question in spec.fields), *FACTS]
    for index, block in enumerate(spec.blocks):
        for condition in block.show_if:
            if condition.field not in known:
                hint = nearest(condition.field, known)
                source.complain(
                    ("blok", index, "tampil_bila"), f'"tampil_bila" menunjuk "{condition.field}" yang tidak ada.{hint}'
                )


def _check_repeats(source: Source, spec: LetterSpec, vocabulary: Vocabulary) -> None:
    known = vocabulary.entries()
    for index, block in enumerate(spec.blocks):
        path: Path = ("blok", index, "ulang")
        if block.repeat_by and block.repeat_by not in known:
            source.complain(
                path, f'"kali" menunjuk "{block.repeat_by}" yang tidak ada.{nearest(block.repeat_by, list(known))}'
            )
        if block.repeat_by and not 1 <= block.repeat <= len(block.rows):
            source.complain(path, f'"baris" dalam "ulang" antara 1 dan {len(block.rows)}.')
        if block.repeat_by and block.source:
            source.complain(path, '"ulang" hanya untuk tabel tanpa "dari".')


def _check_default(source: Source, question: Field, path: Path) -> None:
    """``awal`` must be something the field can hold; a typing mistake would stand in every new letter."""
    default = question.default
    if default is None:
        return
    if question.kind is FieldKind.DATE and default not in DAYS:
        source.complain(path, f'"awal" sebuah tanggal hanya boleh {_quoted(DAYS)}.')
    proposals = {FieldKind.OFFICER: (ASSIGNED, WRITER), FieldKind.OFFICERS: (ASSIGNED,)}.get(question.kind)
    if proposals and default not in proposals:
        source.complain(path, f'"awal" sebuah isian pegawai hanya boleh {_quoted(proposals)}.')
    if question.kind in _NUMBERS and not isinstance(default, int):
        source.complain(path, '"awal" harus berupa bilangan tanpa tanda petik.')
    if question.kind is FieldKind.TABLE and not (
        default == RATES and {column.key for column in question.columns} >= {*RATE_COLUMNS}
    ):
        source.complain(path, f'"awal" sebuah tabel hanya boleh "{RATES}", dengan kolom {_quoted(RATE_COLUMNS)}.')
    keys = [option.key for option in question.options]
    if question.kind is FieldKind.CHOICE and default not in keys and not question.allow_other:
        source.complain(path, f'"awal" hanya boleh {_quoted(keys)}.{nearest(str(default), keys)}')


def _quoted(words: Iterable[str]) -> str:
    return ", ".join(f'"{word}"' for word in words)
