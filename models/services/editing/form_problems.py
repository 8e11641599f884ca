"""What is wrong with a form that is being written, in words, each with its question; and what depends on a question."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from models.definitions.check import answers_of
from models.domain.facts import FACTS
from models.forms import loader
from models.forms.spec import FormSpec
from models.forms.writer import to_toml
from models.services.definitions import Definitions
from models.services.facts import SHOWN
from models.services.views.form_editor import FormProblem
from models.sop.checks import check_answers
from models.sop.spec import SopSpec
from models.sop.writer import to_toml as sop_to_toml
from models.source import Problem, Source
from models.store.tables import Definition

#: The words of definition files and what the screen calls them.
_ON_SCREEN = {
    "judul": "Judul", "label": "Pertanyaan", "pilihan": "Pilihan", "daftar": "Daftar", "awal": "Jawaban usulan",
    "tampil_bila": "Tampil bila", "wajib_bila": "Wajib bila", "minimum": "Angka terkecil", "maksimum": "Angka terbesar",
    "kalimat": "Kalimat", "bila": "Bila", "sebagai": "Tanda tangan", "nama_dari": "Nama dari", "jumlah": "Kolom jumlah",
    "hasil_kali": "Hasil kali", "mendahului": "Mendahului", "wajib": "Wajib", "lebar": "Lebar", "isian": "Isian",
    "tinggi_bila_ada": "Ya berarti tinggi", "sedang_bila_ada": "Menambah sedang", "dari": "Yang dihitung",
}  # fmt: skip
_QUOTED = re.compile(r'"([a-z0-9_]+)"')
_QUESTION, _SECTION = "[[bagian.isian]]", "[[bagian]]"


def problems(
    definitions: Definitions, spec: FormSpec, before: FormSpec | None, outside: Mapping[str, tuple[str, ...]]
) -> tuple[FormProblem, ...]:
    """Everything to put right or to know before ``spec`` is put in force. Inside a reading or writing stretch."""
    source = Source.read("", to_toml(spec))
    sound = loader.load(source, definitions.lists()) is not None
    places = _places(source.text)
    names = {field.key: field.label for field in spec.fields} | {entry.key: entry.label for entry in spec.computed}
    found = [_placed(problem, places, spec, names) for problem in sorted(source.problems)]
    if sound:
        found += [FormProblem(sentence) for sentence in _unmet(definitions, spec)]
    return tuple(dict.fromkeys([*found, *_missed(spec, before, outside)]))


def dependents(definitions: Definitions, form: FormSpec) -> dict[str, tuple[str, ...]]:
    """For each question of ``form``, what outside of it depends on it, in sentences. Inside a reading stretch."""
    letters = _letter_texts()
    procedures = [definitions.sop(key) for key in definitions.keys("sop")]
    others = [definitions.form(key) for key in definitions.keys("formulir") if key != form.key]
    stated = {field.meaning for other in others for field in other.fields if field.meaning and not field.read_only}
    found: dict[str, tuple[str, ...]] = {}
    for field in form.fields:
        quoted = rf"\{{formulir\.{re.escape(form.key)}\.{re.escape(field.key)}\b"
        said = [f"Surat “{title}” mengutip isian ini." for title, text in letters if re.search(quoted, text)]
        if field.meaning and not field.read_only and field.meaning not in stated:
            said += _of_fact(field.meaning, letters, procedures, others)
        if said:
            found[field.key] = tuple(said)
    return found


def _of_fact(
    fact: str, letters: list[tuple[str, str]], procedures: Iterable[SopSpec], others: Iterable[FormSpec]
) -> list[str]:
    """Who uses a fact that no other form fills."""
    name = FACTS[fact].label
    said = [
        f"Surat “{title}” memakai fakta “{name}”."
        for title, text in letters
        if re.search(rf"\{{{re.escape(fact)}\b|\"{re.escape(fact)}\"", text)
    ]
    said += [f"SOP “{sop.name}” memakai fakta “{name}”." for sop in procedures if fact in _named(sop)]
    said += [
        f"Formulir “{other.title}” membaca fakta “{name}”."
        for other in others
        if any(field.meaning == fact and field.read_only for field in other.fields)
    ]
    return [*said, *([f"Daftar kasus menampilkan fakta “{name}”."] if fact in SHOWN else [])]


def _named(sop: SopSpec) -> set[str]:
    """The facts conditions of a procedure name."""
    conditions = [one for step in sop.steps for output in step.outputs for one in output.show_if]
    conditions += [one for step in sop.steps for outcome in step.outcomes for one in outcome.proposed_if]
    return {condition.field for condition in conditions}


def _letter_texts() -> list[tuple[str, str]]:
    rows = Definition.select(Definition.title, Definition.text)
    return [(row.title, row.text) for row in rows.where(Definition.kind == "surat", Definition.in_force)]


def _missed(spec: FormSpec, before: FormSpec | None, outside: Mapping[str, tuple[str, ...]]) -> Iterable[FormProblem]:
    """What is no longer asked although something outside the form depends on it."""
    asked = {field.key for field in spec.fields if not field.hidden}
    for field in before.fields if before else ():
        if field.key not in asked and not field.hidden and field.key in outside:
            words = " ".join(outside[field.key])
            yield FormProblem(f"“{field.label}” tidak ditanyakan lagi. {words}", field=field.key, grave=False)


def _unmet(definitions: Definitions, spec: FormSpec) -> list[str]:
    """Conditions of procedures that could be met before and can no longer be met with ``spec``."""
    keys = definitions.keys("formulir")
    now = [definitions.form(key) for key in keys]
    then = [*(form for form in now if form.key != spec.key), spec]
    found = []
    for key in definitions.keys("sop"):
        sop = definitions.sop(key)
        known = set(_complaints(sop, now))
        found += [f"SOP “{sop.name}”: {words}" for words in _complaints(sop, then) if words not in known]
    return found


def _complaints(sop: SopSpec, forms: Iterable[FormSpec]) -> list[str]:
    source = Source.read("", sop_to_toml(sop))
    check_answers(sop, source, answers_of(forms))
    return [problem.message for problem in source.problems]


def _places(text: str) -> list[tuple[int, int | None, int | None]]:
    """First line of each table of the file with the positions of its section and question."""
    found: list[tuple[int, int | None, int | None]] = []
    section, position = -1, -1
    for number, line in enumerate(text.splitlines(), 1):
        if line == _SECTION:
            section, position = section + 1, -1
            found.append((number, section, None))
        elif line == _QUESTION:
            position += 1
            found.append((number, section, position))
        elif line.startswith("[[") and not line.startswith("[[bagian"):
            found.append((number, None, None))
    return found


def _placed(
    problem: Problem, places: list[tuple[int, int | None, int | None]], spec: FormSpec, names: Mapping[str, str]
) -> FormProblem:
    section: int | None = None
    position: int | None = None
    for line, at, place in places:
        if line <= problem.line:
            section, position = at, place
    words = _QUOTED.sub(
        lambda one: f"“{_ON_SCREEN.get(one.group(1)) or names.get(one.group(1), one.group(1))}”", problem.message
    )
    words = words.replace("[[bagian.isian]]", "isian").replace("[[bagian]]", "bagian")
    told = FormProblem(words, section, grave=problem.grave)
    if section is None or position is None:
        return told
    return replace(told, field=spec.sections[section].fields[position].key)
