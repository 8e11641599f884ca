"""Changing a form: from one spec to the next, with everything that hangs together kept together.

Questions are meant by their key, sections by their position. A form that is being worked on may have faults; the
loader tells them. What depends on a question that is taken away goes with it; ``depending`` says beforehand what.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from models.domain.keys import new_key
from models.forms.field_fit import cleaned, fitted, single
from models.forms.fields import possible_answers
from models.forms.loader import ANSWERED_BY, OVERRIDE, REASON
from models.forms.spec import (
    Caution,
    Computed,
    ComputedKind,
    Condition,
    Field,
    FieldKind,
    FormSpec,
    Section,
    SignatureSlot,
)
from models.forms.values import clean_text
from models.forms.words import conditions_words

_LONG = frozenset({"note", "statement", "intro", "help"})


def change_head(spec: FormSpec, **texts: str) -> FormSpec:
    """Other words of the head; ``texts`` are attributes of ``FormSpec``."""
    return replace(spec, **_texts(texts))


# ------------------------------------------------------------------ sections


def add_section(spec: FormSpec, position: int, title: str = "Bagian baru") -> FormSpec:
    """An empty section at ``position``."""
    order = list(spec.sections)
    order.insert(_within(position, len(order)), Section(clean_text(title, lines=False), ()))
    return replace(spec, sections=tuple(order))


def change_section(spec: FormSpec, position: int, **texts: str) -> FormSpec:
    """Other words of a section; ``texts`` are attributes of ``Section``."""
    changed = replace(spec.sections[position], **_texts(texts))
    return replace(spec, sections=(*spec.sections[:position], changed, *spec.sections[position + 1 :]))


def move_section(spec: FormSpec, position: int, to: int) -> FormSpec:
    """The section with its questions at another place."""
    order = list(spec.sections)
    order.insert(_within(to, len(order) - 1), order.pop(position))
    return replace(spec, sections=tuple(order))


def remove_section(spec: FormSpec, position: int) -> FormSpec:
    """Without the section; its questions join the section before it, or after the first. The last section stays."""
    if len(spec.sections) < 2:
        return spec
    order = list(spec.sections)
    gone = order.pop(position)
    heir = max(0, position - 1)
    fields = (*order[heir].fields, *gone.fields) if position else (*gone.fields, *order[heir].fields)
    order[heir] = replace(order[heir], fields=fields)
    return replace(spec, sections=tuple(order))


# ------------------------------------------------------------------ questions


def place_of(spec: FormSpec, key: str) -> tuple[int, int]:
    """Section and position of a question; KeyError if there is none."""
    for number, section in enumerate(spec.sections):
        for position, field in enumerate(section.fields):
            if field.key == key:
                return number, position
    raise KeyError(key)


def add_field(spec: FormSpec, section: int, position: int, label: str, kind: FieldKind) -> tuple[FormSpec, str]:
    """A new question at ``position`` of a section; gives the form and the key of the question."""
    words = clean_text(label, lines=False)
    key = new_key(words, keys_of(spec), "isian", "_")
    made = fitted(Field(key, words, kind))
    return _inserted(spec, section, position, made), key


def duplicate_field(spec: FormSpec, key: str) -> tuple[FormSpec, str]:
    """The same question once more below it, without its meaning: a fact is asked once. Gives the form and its key."""
    section, position = place_of(spec, key)
    field = spec.field(key)
    twin = replace(field, key=new_key(field.label, keys_of(spec), "isian", "_"), meaning="")
    return _inserted(spec, section, position + 1, twin), twin.key


def change_field(spec: FormSpec, key: str, **parts: Any) -> FormSpec:
    """Other words, kind or rules of a question; ``parts`` are attributes of ``Field``. What no longer fits goes."""
    return _mapped(spec, key, lambda field: fitted(cleaned(replace(field, **parts))))


def rekeyed(spec: FormSpec, key: str) -> tuple[FormSpec, str]:
    """A question nobody has answered yet gets the key its label calls for; all that names it follows."""
    others = [one for one in keys_of(spec) if one != key]
    new = new_key(spec.field(key).label, others, "isian", "_")
    if new == key:
        return spec, key
    renamed = _mapped(spec, key, lambda field: replace(field, key=new))
    return _retargeted(renamed, lambda one: new if one == key else one), new


def move_field(spec: FormSpec, key: str, section: int, position: int) -> FormSpec:
    """The question at another place, also in another section."""
    field = spec.field(key)
    return _inserted(_dropped(spec, key), section, position, field)


def shift_field(spec: FormSpec, key: str, way: int) -> FormSpec:
    """The question one place up (-1) or down (1); from the edge of a section into the next one."""
    section, position = place_of(spec, key)
    to = position + way
    if 0 <= to < len(spec.sections[section].fields):
        return move_field(spec, key, section, to)
    other = section + way
    if not 0 <= other < len(spec.sections):
        return spec
    return move_field(spec, key, other, len(spec.sections[other].fields) if way < 0 else 0)


def remove_field(spec: FormSpec, key: str) -> FormSpec:
    """Without the question and without what depends on it."""
    return _retargeted(_dropped(spec, key), lambda one: None if one == key else one)


def depending(spec: FormSpec, key: str) -> tuple[str, ...]:
    """What in this form depends on a question, in sentences."""
    found = []
    for field in spec.fields:
        for words, rules in (("tampil", field.show_if), ("wajib", field.require_if)):
            if any(condition.field == key for condition in rules):
                found.append(f"Isian “{field.label}” {words} bila {conditions_words(rules, spec)}.")
    found += [
        f"Hitungan “{entry.label}” memakai isian ini."
        for entry in spec.computed
        if key in (*entry.inputs, *entry.moderate_inputs)
    ]
    found += [
        f"Peringatan “{caution.sentence}” memakai isian ini."
        for caution in spec.cautions
        if key in (caution.field, caution.earlier_than) or any(one.field == key for one in caution.conditions)
    ]
    found += [
        f"Nama di bawah tanda tangan “{slot.role}” diambil dari isian ini."
        for slot in spec.signatures
        if key in slot.name_from
    ]
    return tuple(found)


# ------------------------------------------------------------------ rules


def set_weight(spec: FormSpec, key: str, level: str) -> FormSpec:
    """How a "Ya" counts for the risk level: "tinggi" at once, "sedang" together with others, "" not at all."""

    def weighed(entry: Computed) -> Computed:
        if entry.kind is not ComputedKind.RISK_LEVEL:
            return entry
        urgent = tuple(one for one in entry.inputs if one != key)
        others = tuple(one for one in entry.moderate_inputs if one != key)
        return replace(
            entry,
            inputs=(*urgent, key) if level == "tinggi" else urgent,
            moderate_inputs=(*others, key) if level == "sedang" else others,
        )

    return replace(spec, computed=tuple(map(weighed, spec.computed)))


def add_caution(spec: FormSpec, key: str) -> FormSpec:
    """A new remark at a question, for its first answer."""
    begun = Caution(key, "Periksa kembali.", (Condition(key, tuple(possible_answers(spec.field(key))[:1])),))
    return replace(spec, cautions=(*spec.cautions, begun))


def change_caution(spec: FormSpec, position: int, **parts: Any) -> FormSpec:
    """Another sentence or condition of a remark; ``parts`` are attributes of ``Caution``."""
    if "sentence" in parts:
        parts["sentence"] = clean_text(parts["sentence"], lines=False)
    if "conditions" in parts:
        parts["conditions"] = single(parts["conditions"])
    changed = replace(spec.cautions[position], **parts)
    return replace(spec, cautions=(*spec.cautions[:position], changed, *spec.cautions[position + 1 :]))


def remove_caution(spec: FormSpec, position: int) -> FormSpec:
    """Without the remark."""
    return replace(spec, cautions=(*spec.cautions[:position], *spec.cautions[position + 1 :]))


# ------------------------------------------------------------------ computed values


def countable(spec: FormSpec, kind: ComputedKind) -> tuple[Field, ...]:
    """The questions a computed value of this kind can be worked out from."""
    return tuple(field for field in spec.fields if field.kind in ANSWERED_BY[kind] and not field.hidden)


def add_computed(spec: FormSpec, kind: ComputedKind, label: str) -> FormSpec:
    """Another computed value, from the first question it can be worked out from; nothing without such a question."""
    words, inputs = clean_text(label, lines=False), tuple(field.key for field in countable(spec, kind)[:1])
    made = Computed(new_key(words, keys_of(spec), "hitungan", "_"), words, kind, inputs)
    return replace(spec, computed=(*spec.computed, made)) if inputs else spec


def change_computed(spec: FormSpec, position: int, **parts: Any) -> FormSpec:
    """Something else of a computed value; ``parts`` are attributes of ``Computed``. What no longer fits goes."""
    entry = replace(spec.computed[position], **parts)
    fitting = {field.key for field in countable(spec, entry.kind)}
    risk = entry.kind is ComputedKind.RISK_LEVEL
    changed = replace(
        entry,
        label=clean_text(entry.label, lines=False),
        inputs=tuple(key for key in entry.inputs if key in fitting),
        moderate_inputs=tuple(key for key in entry.moderate_inputs if key in fitting and key not in entry.inputs)
        if risk
        else (),
        moderate_from=entry.moderate_from if risk else 1,
        overridable=entry.overridable and entry.kind is not ComputedKind.AGE,
    )
    return replace(spec, computed=(*spec.computed[:position], changed, *spec.computed[position + 1 :]))


def remove_computed(spec: FormSpec, position: int) -> FormSpec:
    """Without the computed value and without the rules that name it."""
    gone = spec.computed[position]
    keys = {gone.key, gone.key + OVERRIDE}
    left = replace(spec, computed=(*spec.computed[:position], *spec.computed[position + 1 :]))
    return _retargeted(left, lambda key: None if key in keys else key)


def set_signatures(spec: FormSpec, slots: Iterable[SignatureSlot]) -> FormSpec:
    """Other places to sign."""
    return replace(spec, signatures=tuple(replace(slot, role=clean_text(slot.role, lines=False)) for slot in slots))


# ------------------------------------------------------------------ what all changes share


def keys_of(spec: FormSpec) -> list[str]:
    """Every key that is taken: of questions, of what is computed and of what stands in place of it."""
    computed = [entry.key + more for entry in spec.computed for more in ("", OVERRIDE, REASON)]
    return [*(field.key for field in spec.fields), *computed]


def _texts(texts: dict[str, str]) -> dict[str, Any]:
    return {name: clean_text(text, lines=name in _LONG) for name, text in texts.items()}


def _within(position: int, last: int) -> int:
    return max(0, min(position, last))


def _inserted(spec: FormSpec, section: int, position: int, field: Field) -> FormSpec:
    order = list(spec.sections[section].fields)
    order.insert(_within(position, len(order)), field)
    changed = replace(spec.sections[section], fields=tuple(order))
    return replace(spec, sections=(*spec.sections[:section], changed, *spec.sections[section + 1 :]))


def _dropped(spec: FormSpec, key: str) -> FormSpec:
    return replace(
        spec,
        sections=tuple(
            replace(section, fields=tuple(field for field in section.fields if field.key != key))
            for section in spec.sections
        ),
    )


def _mapped(spec: FormSpec, key: str, change: Callable[[Field], Field]) -> FormSpec:
    def each(field: Field) -> Field:
        return change(field) if field.key == key else field

    sections = (replace(section, fields=tuple(map(each, section.fields))) for section in spec.sections)
    return replace(spec, sections=tuple(sections))


def _retargeted(spec: FormSpec, follow: Callable[[str], str | None]) -> FormSpec:
    """Every name of a question as ``follow`` says; what names one that is gone (None) goes, too."""

    def named(keys: Iterable[str]) -> tuple[str, ...]:
        return tuple(found for key in keys if (found := follow(key)) is not None)

    def rules(conditions: Iterable[Condition]) -> tuple[Condition, ...]:
        pairs = ((follow(condition.field), condition.values) for condition in conditions)
        return tuple(Condition(key, values) for key, values in pairs if key is not None)

    def field(one: Field) -> Field:
        return replace(one, show_if=rules(one.show_if), require_if=rules(one.require_if))

    computed = tuple(
        replace(entry, inputs=named(entry.inputs), moderate_inputs=named(entry.moderate_inputs))
        for entry in spec.computed
    )
    changed = replace(
        spec,
        sections=tuple(replace(section, fields=tuple(map(field, section.fields))) for section in spec.sections),
        computed=tuple(entry for entry in computed if entry.inputs),
        cautions=tuple(_cautions(spec.cautions, follow, rules)),
        signatures=tuple(replace(slot, name_from=named(slot.name_from)) for slot in spec.signatures),
    )
    gone = {entry.key + more for entry in computed if not entry.inputs for more in ("", OVERRIDE)}
    return _retargeted(changed, lambda key: None if key in gone else key) if gone else changed


def _cautions(
    cautions: Iterable[Caution],
    follow: Callable[[str], str | None],
    rules: Callable[[Iterable[Condition]], tuple[Condition, ...]],
) -> Iterable[Caution]:
    for caution in cautions:
        at, earlier = follow(caution.field), follow(caution.earlier_than) or ""
        conditions = rules(caution.conditions)
        if at is not None and (conditions or earlier):
            yield replace(caution, field=at, earlier_than=earlier, conditions=conditions)
