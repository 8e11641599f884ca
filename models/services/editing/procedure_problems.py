"""What is wrong with a procedure that is being written, in words, each with the row it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterable

from models.definitions.check import answers_of, readers_of
from models.domain.facts import FACTS
from models.forms.compute import LEVELS
from models.forms.fields import possible_answers
from models.forms.spec import ComputedKind, FormSpec, Option
from models.services.definitions import Definitions
from models.services.views import EditorProblem, FactChoice
from models.sop import loader
from models.sop.checks import check_answers, check_documents, check_readers
from models.sop.spec import SopSpec
from models.sop.writer import to_toml
from models.source import Problem, Source

#: The words of definition files and what the screen calls them.
_ON_SCREEN = {
    "judul": "Judul", "kegiatan": "Uraian kegiatan", "pelaksana": "Pelaksana", "pencatat": "Dicatat oleh",
    "waktu": "Waktu", "hasil": "Keluaran", "putusan": "Putusan", "lanjut": "Sesudahnya", "ke": "Lanjut ke",
    "selesai": "Berakhir sebagai", "label": "Pilihan", "nama": "Nama", "nomor": "Nomor SOP", "unit": "Unit",
    "bila": "Hanya bila", "boleh_dilewati": "Boleh dilewati", "berulang": "Berulang", "peran": "Peran",
    "buka_kembali_di": "Dapat dibuka kembali", "periode": "Periode", "subjek": "Untuk", "usul_bila": "Diusulkan bila",
    "kasus": "Kasus", "formulir": "Formulir", "surat": "Surat", "lampiran": "Lampiran", "catatan": "Catatan",
    "laporan": "Laporan",
}  # fmt: skip
_QUOTED = re.compile(r'"([a-z_]+)"')
_PARTS = {"[identitas]": "identitas", "[pelaksana]": "pelaksana", "[[langkah]]": "langkah"}


def problems(definitions: Definitions, spec: SopSpec) -> tuple[EditorProblem, ...]:
    """Everything that keeps ``spec`` from being put in force, judged with the documents the office has.

    Inside a reading or writing stretch.
    """
    source = Source.read("", to_toml(spec))
    read = loader.load(source)
    if read is not None:
        check_documents(read, source, definitions.keys("formulir"), definitions.keys("surat"))
        check_answers(read, source, answers_of(_forms(definitions)))
        check_readers(read, source, readers_of(_forms(definitions)))
    places = _places(source.text)
    return tuple(dict.fromkeys(_placed(problem, places) for problem in sorted(source.problems)))


def facts(definitions: Definitions) -> tuple[FactChoice, ...]:
    """The facts that conditions may name, with the answers the office's forms can give. Inside a reading stretch."""
    forms = _forms(definitions)
    closed, labels = answers_of(forms), _labels(forms)
    return tuple(
        FactChoice(
            fact.key,
            fact.label,
            tuple(Option(key, labels.get((fact.key, key), key)) for key in _ordered(closed.get(fact.key, ()), labels)),
        )
        for fact in FACTS.values()
        if not fact.secret and not fact.fresh
    )


def _forms(definitions: Definitions) -> list[FormSpec]:
    return [definitions.form(key) for key in definitions.keys("formulir")]


def _labels(forms: Iterable[FormSpec]) -> dict[tuple[str, str], str]:
    """How each answer to each fact is worded, in the order of the forms."""
    found: dict[tuple[str, str], str] = {}
    for form in forms:
        for computed in form.computed:
            if computed.kind is ComputedKind.RISK_LEVEL:
                found |= {(computed.meaning, key): words for key, words in LEVELS.items()}
        for field in form.fields:
            worded = {option.key: option.label for option in field.options}
            for key in possible_answers(field):
                found.setdefault((field.meaning, key), worded.get(key, key.replace("_", " ").capitalize()))
    return found


def _ordered(answers: Iterable[str], labels: dict[tuple[str, str], str]) -> list[str]:
    order = {key: place for place, (_fact, key) in enumerate(labels)}
    return sorted(answers, key=lambda key: order.get(key, len(order)))


def _places(text: str) -> list[tuple[int, str, int | None]]:
    """First line, part and position of each table of the file."""
    found: list[tuple[int, str, int | None]] = []
    rows = 0
    for number, line in enumerate(text.splitlines(), 1):
        if part := _PARTS.get(line):
            found.append((number, part, rows if part == "langkah" else None))
            rows += part == "langkah"
    return found


def _placed(problem: Problem, places: list[tuple[int, str, int | None]]) -> EditorProblem:
    part, row = "identitas", None
    for line, name, position in places:
        if line <= problem.line:
            part, row = name, position
    words = _QUOTED.sub(lambda found: f"“{_ON_SCREEN.get(found.group(1), found.group(1))}”", problem.message)
    return EditorProblem(words, part, row, problem.grave)
