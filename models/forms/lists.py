"""Lists of choices that several forms share and an office may edit: ``resources/lists/*.toml``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from models.forms.reading import Table, top
from models.forms.spec import Option
from models.source import Source


@dataclass(frozen=True)
class OptionList:
    """A list of choices.

    Attributes:
        simfoni: for each key the category of Simfoni PPA it is counted under, where that differs from the label.
    """

    key: str
    title: str
    options: tuple[Option, ...]
    simfoni: Mapping[str, str] = field(default_factory=dict)

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
        entry.known("kunci", "label", "simfoni")
        option = Option(entry.identifier(), entry.text("label", required=True))
        if option.key in options:
            entry.complain(f'Kunci "{option.key}" dipakai dua kali dalam daftar ini.', "kunci")
        options[option.key] = option
        if category := entry.text("simfoni"):
            simfoni[option.key] = category
    if not entries:
        head.complain("Daftar ini belum berisi satu pun [[butir]].")
    return OptionList(key, title, tuple(options.values()), simfoni) if source.sound else None


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
