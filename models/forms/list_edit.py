"""Changing a list of choices: from one list to the next. An entry that was in force once is hidden, never removed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from models.domain.keys import new_key
from models.forms.fields import LONGEST_LABEL
from models.forms.lists import OptionList
from models.forms.spec import Option
from models.forms.values import clean_text


def add(entries: OptionList, label: str) -> OptionList:
    """One more entry at the end."""
    words = clean_text(label, lines=False)
    return _with(entries, (*entries.options, Option(_key(words, entries), words)))


def rename(entries: OptionList, key: str, label: str, *, fresh: bool = False) -> OptionList:
    """Other words for an entry; the key of a ``fresh`` one, which nobody has chosen yet, follows them."""
    words = clean_text(label, lines=False)
    others = replace(entries, options=tuple(one for one in entries.options if one.key != key))
    new = _key(words, others) if fresh else key
    simfoni = {new if one == key else one: category for one, category in entries.simfoni.items()}
    changed = replace(entries, simfoni=simfoni)
    return _mapped(changed, key, lambda one: replace(one, key=new, label=words))


def move(entries: OptionList, key: str, to: int) -> OptionList:
    """The entry at another place."""
    order = [one for one in entries.options if one.key != key]
    order.insert(max(0, min(to, len(order))), next(one for one in entries.options if one.key == key))
    return _with(entries, order)


def hide(entries: OptionList, key: str, hidden: bool) -> OptionList:
    """No longer offer the entry, or offer it again."""
    return _mapped(entries, key, lambda one: replace(one, hidden=hidden))


def remove(entries: OptionList, key: str) -> OptionList:
    """Without an entry that was never in force."""
    simfoni = {one: category for one, category in entries.simfoni.items() if one != key}
    return replace(_with(entries, (one for one in entries.options if one.key != key)), simfoni=simfoni)


def categorise(entries: OptionList, key: str, category: str) -> OptionList:
    """The category of Simfoni PPA an entry is counted under; "" where it is called the same there."""
    simfoni = {one: found for one, found in entries.simfoni.items() if one != key}
    return replace(entries, simfoni={**simfoni, key: category} if category else simfoni)


def following(old: OptionList, new: OptionList) -> OptionList:
    """``new`` as the list after ``old``: what it lacks stays, hidden, so that old answers keep their label."""
    kept = {option.key for option in new.options}
    gone = [replace(option, hidden=True) for option in old.options if option.key not in kept]
    simfoni = {key: category for key, category in old.simfoni.items() if key not in kept} | dict(new.simfoni)
    return replace(new, key=old.key, options=(*new.options, *gone), simfoni=simfoni)


def unmapped(entries: OptionList, known: Iterable[str]) -> tuple[Option, ...]:
    """The offered entries that belong to none of the categories; none where there are no categories."""
    names = set(known)
    if not names:
        return ()
    return tuple(one for one in entries.options if not one.hidden and entries.category(one.key) not in names)


def problems(entries: OptionList) -> tuple[str, ...]:
    """What keeps a list from being used, in sentences."""
    return tuple(_problems(entries))


def _problems(entries: OptionList) -> Iterator[str]:
    if not entries.title.strip():
        yield "Tulis judul daftar."
    seen: set[str] = set()
    for place, option in enumerate(entries.options, 1):
        if not option.label:
            yield f"Tulis nama butir {place}."
        elif len(option.label) > LONGEST_LABEL:
            yield f"Nama butir {place} paling panjang {LONGEST_LABEL} huruf."
        elif not option.hidden and option.label.casefold() in seen:
            yield f"Butir “{option.label}” ada dua kali; beri nama lain atau sembunyikan salah satu."
        if not option.hidden:
            seen.add(option.label.casefold())
    if not seen:
        yield "Paling sedikit satu butir harus dapat dipilih."


def differences(old: OptionList, new: OptionList) -> tuple[str, ...]:
    """Every change in a sentence."""
    before, after = ({one.key: one for one in entries.options} for entries in (old, new))
    found = [f"Judul: “{old.title}” menjadi “{new.title}”."] if old.title != new.title else []
    for key, option in after.items():
        if key not in before:
            found.append(f"Ditambah: “{option.label}”.")
            continue
        if option.label != before[key].label:
            found.append(f"“{before[key].label}” kini “{option.label}”.")
        if option.hidden != before[key].hidden:
            found.append(f"“{option.label}” {'disembunyikan' if option.hidden else 'ditampilkan lagi'}.")
        if old.simfoni.get(key) != new.simfoni.get(key):
            found.append(f"“{option.label}” masuk kategori Simfoni PPA “{new.category(key)}”.")
    if [key for key in before if key in after] != [key for key in after if key in before]:
        found.append("Urutan butir berubah.")
    return tuple(found)


def _key(words: str, entries: OptionList) -> str:
    return new_key(words, (option.key for option in entries.options), "butir", "_")


def _with(entries: OptionList, options: Iterable[Option]) -> OptionList:
    return replace(entries, options=tuple(options))


def _mapped(entries: OptionList, key: str, change: Callable[[Option], Option]) -> OptionList:
    return _with(entries, (change(one) if one.key == key else one for one in entries.options))
