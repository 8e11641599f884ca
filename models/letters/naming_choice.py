"""Which ways of writing the people of a case one kind of letter leaves open."""

from __future__ import annotations

from models.forms.spec import Option
from models.letters.naming import INITIALS_NAME, Naming, Treatment, treatment
from models.letters.needs import texts
from models.letters.placeholders import used
from models.letters.spec import LetterSpec


def offered(spec: LetterSpec) -> tuple[Option, ...]:
    """What may be chosen for a letter of this kind, the usual first; nothing where its text names nobody."""
    quoted = {(name, style) for text in texts(spec) for name, style, _ in used(text)}
    meanings = {question.key: question.meaning for question in spec.fields}
    changed = [
        name
        for name, style in quoted
        if treatment(Naming.CODE, name, meanings.get(name.removeprefix("isian."), name), style) is not Treatment.KEEP
    ]
    if not changed:
        return ()
    discreet = (
        Option(Naming.INITIALS, "Inisial dan nomor register"),
        Option(Naming.CODE, "Nomor register saja"),
    )
    if spec.client_name == "jangan" or changed == [INITIALS_NAME]:
        return discreet
    words = "Nama lengkap" if spec.client_name == "penuh" else "Nama lengkap, hanya dalam lampiran tertutup"
    return (Option(Naming.FULL, words), *discreet)


def usual(spec: LetterSpec, *, may_reveal: bool) -> str:
    """How a letter is written when nothing is chosen; "" where there is nothing to choose."""
    keys = [option.key for option in offered(spec)]
    if not may_reveal and Naming.FULL in keys:
        return Naming.INITIALS
    return keys[0] if keys else ""
