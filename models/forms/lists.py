"""Lists of choices that several forms share and an office may edit: ``resources/lists/*.toml``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from dataclasses import field as dataclass_field

from models.forms.reading import Table, top
from models.forms.spec import Field, FormSpec, Option, Value
from models.source import Source


@dataclass(frozen=True)
class OptionList:
    """A list of choices.

    Attributes:
        simfoni: for each key the category of Simfoni PPA it is counted under, where that differs from the label.
        source: where the choices come from, in the words of the file.
    """

    key: str
    title: str
    options: tuple[Option, ...]
    simfoni: Mapping[str, str] = dataclass_field(default_factory=dict)
    version: int = 1
    source: str = ""

    def label(self, key: str) -> str:
        """The label of ``key``; the key itself (a free text) if the list does not have it."""
        return next((option.label for option in self.options if option.key == key), key)

    def category(self, key: str) -> str:
        """What Simfoni PPA calls ``key``."""
        return self.simfoni.get(key) or self.label(key)


def load(source: Source) -> OptionList | None:
    """Read a list definition; None, with problems on ``source``, if it cannot be used."""
    top(source).known("daftar", "butir")
    head = Table.of(source, "daftar")
    head.known("kunci", "versi", "judul", "sumber")
    key, title = head.identifier(), head.text("judul", required=True)
    options: dict[str, Option] = {}
    simfoni: dict[str, str] = {}
    entries = top(source).tables("butir")
    for entry in entries:
        entry.known("kunci", "label", "simfoni", "sembunyi")
        option = Option(entry.identifier(), entry.text("label", required=True), hidden=entry.flag("sembunyi"))
        if option.key in options:
            entry.complain(f'Kunci "{option.key}" dipakai dua kali dalam daftar ini.', "kunci")
        options[option.key] = option
        if category := entry.text("simfoni"):
            simfoni[option.key] = category
    if not entries:
        head.complain("Daftar ini belum berisi satu pun [[butir]].")
    elif all(option.hidden for option in options.values()):
        head.complain("Semua butir disembunyikan; paling sedikit satu harus dapat dipilih.")
    version, origin = head.number("versi", 1) or 1, head.text("sumber")
    return OptionList(key, title, tuple(options.values()), simfoni, version, origin) if source.sound else None


def load_all(sources: Iterable[Source]) -> dict[str, OptionList]:
    """All sound lists by key; problems stay on their sources."""
    found: dict[str, OptionList] = {}
    for source in sources:
        loaded = load(source)
        if loaded is None:
            continue
        if loaded.key in found:
            source.complain(("daftar", "kunci"), f'Daftar "{loaded.key}" sudah ada dalam berkas lain.')
        found[loaded.key] = loaded
    return found


def offered(spec: FormSpec, values: Mapping[str, Value]) -> FormSpec:
    """The form as it is asked and printed: without hidden questions, and without hidden choices nobody has taken."""
    sections = (
        replace(
            section, fields=tuple(_asked(field, values.get(field.key)) for field in section.fields if not field.hidden)
        )
        for section in spec.sections
    )
    return replace(spec, sections=tuple(section for section in sections if section.fields))


def _asked(field: Field, value: Value | None) -> Field:
    rows = [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []
    columns = tuple(
        _without(column, {str(row.get(column.key)) for row in rows}) for column in field.columns if not column.hidden
    )
    taken = {str(entry) for entry in value} if isinstance(value, list) else {str(value)}
    return replace(_without(field, taken), columns=columns)


def _without(field: Field, taken: set[str]) -> Field:
    kept = tuple(option for option in field.options if not option.hidden or option.key in taken)
    return replace(field, options=kept)
