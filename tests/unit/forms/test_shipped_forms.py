"""The forms and lists that come with the program fit together."""

from __future__ import annotations

import re

import pytest

import resources
from models.domain.facts import FACTS
from models.forms.fields import ORGANISATIONS
from models.forms.meanings import facts_of, prefilled
from models.forms.spec import Field, FieldKind, FormSpec
from models.forms.validate import check
from models.forms.values import display, option_label
from models.services.agenda.disposing import INSTRUCTIONS
from models.source import Source
from tests.form_samples import TODAY, sample_values, shipped_forms, shipped_lists

FORMS = sorted(shipped_forms())


def test_every_file_loads_without_a_remark() -> None:
    for folder in ("forms", "lists"):
        for name in resources.all_of(folder, ".toml"):
            assert Source.read(name, resources.text(name)).problems == []
    assert len(shipped_lists()) == len(resources.all_of("lists", ".toml"))
    assert len(FORMS) == len(resources.all_of("forms", ".toml"))


def test_a_file_is_called_like_its_key() -> None:
    for folder, keys in (("forms", shipped_forms()), ("lists", shipped_lists())):
        assert {f"{folder}/{key}.toml" for key in keys} == set(resources.all_of(folder, ".toml"))


def test_form_codes_are_not_used_twice() -> None:
    codes = [spec.code for spec in shipped_forms().values()]
    assert len(set(codes)) == len(codes)
    assert all(codes)


def test_every_list_is_used() -> None:
    used = {
        name for key in FORMS for name in re.findall(r'^daftar = "(.+)"', resources.text(f"forms/{key}.toml"), re.M)
    }
    used.add(ORGANISATIONS)  # what a field of this kind uses without naming it
    letters = "".join(resources.text(name) for name in resources.all_of("letters", ".toml"))
    used |= set(re.findall(r'daftar = "(.+?)"', letters))
    used.add(INSTRUCTIONS)  # the boxes of the disposition sheet
    assert sorted(set(shipped_lists()) - used) == []


def test_one_fact_is_asked_for_in_one_way() -> None:
    """What one form wrote must fit into the next."""
    seen: dict[str, tuple[object, ...]] = {}
    for spec in shipped_forms().values():
        for field in spec.fields:
            if field.meaning and not FACTS[field.meaning].fresh:
                shape = (field.kind, tuple(option.key for option in field.options), field.allow_other)
                assert seen.setdefault(field.meaning, shape) == shape, (spec.key, field.key, field.meaning)


def test_a_fact_stands_once_in_a_form() -> None:
    for spec in shipped_forms().values():
        meanings = [field.meaning for field in spec.fields if field.meaning]
        assert len(set(meanings)) == len(meanings), spec.key


@pytest.mark.parametrize("key", FORMS)
def test_answers_go_from_form_to_form(key: str) -> None:
    spec = shipped_forms()[key]
    facts = facts_of(spec, sample_values(spec), TODAY)
    assert set(facts) <= set(FACTS)
    for other in shipped_forms().values():
        result = check(other, prefilled(other, facts, TODAY), TODAY)
        assert [found for found in result.problems if found.message != "Wajib diisi." and found.blocking] == []


@pytest.mark.parametrize("key", FORMS)
def test_words_on_screen_and_paper(key: str) -> None:
    """Sentence case, no colon after a label, no exclamation marks, no borrowed words."""
    for text in _texts(shipped_forms()[key]):
        assert not text.endswith(":"), text
        assert "!" not in text.replace("SP4N-LAPOR!", ""), text
        assert not re.search(r"\b(error|invalid|gagal|upload|input|Jum'at|cacat)\b", text), text
        assert text[0].isupper() or text[0].isdigit() or text[0] == '"', text


def _texts(spec: FormSpec) -> list[str]:
    texts = [spec.title, spec.short_title, spec.note, spec.statement]
    texts += [slot.role for slot in spec.signatures] + [entry.label for entry in spec.computed]
    for section in spec.sections:
        texts += [section.title, section.short, section.intro]
        texts += [text for field in section.fields for text in _field_texts(field)]
    return [text for text in texts if text]


def _field_texts(field: Field) -> list[str]:
    return [field.label, field.help, *(option.label for option in field.options), *(c.label for c in field.columns)]


def test_the_first_form_asks_for_three_things_only() -> None:
    spec = shipped_forms()["informasi-kasus"]
    assert [field.meaning for field in spec.fields if field.required] == [
        "kasus.kanal",
        "klien.wilayah",
        "kejadian.ringkasan",
    ]
    assert [section.short for section in spec.sections] == [
        "Cara masuk", "Pelapor", "Korban", "Kejadian", "Keselamatan", "Tindak lanjut",
    ]  # fmt: skip


def test_the_entry_sheet_names_the_categories_of_simfoni_and_nobody_else_does() -> None:
    field = shipped_forms()["entri-simfoni"].field("pekerjaan")
    assert display(field, "swasta") == "Karyawan swasta (Simfoni: Swasta/Buruh)"
    assert option_label(field, "swasta") == "Karyawan swasta"
    others = [spec for key, spec in shipped_forms().items() if key != "entri-simfoni"]
    assert not any(option.category for spec in others for field in spec.fields for option in field.options)


def test_only_the_risk_assessment_decides_the_risk_level() -> None:
    writers = [
        spec.key for spec in shipped_forms().values() if "kasus.risiko" in facts_of(spec, sample_values(spec), TODAY)
    ]
    assert writers == ["asesmen-risiko"]


def test_papers_that_finance_reads_never_name_the_client() -> None:
    spec = shipped_forms()["rencana-penjangkauan"]
    assert {field.meaning for field in spec.fields} & {key for key, fact in FACTS.items() if fact.secret} == set()


def test_one_urgent_answer_makes_the_risk_high() -> None:
    spec = shipped_forms()["asesmen-risiko"]
    urgent = next(section for section in spec.sections if section.short == "Mendesak")
    asked = {field.key for field in urgent.fields if field.kind is FieldKind.YES_NO_UNKNOWN}
    assert asked <= set(spec.computed[0].inputs)
    assert "bukan alat ukur baku" in spec.note
