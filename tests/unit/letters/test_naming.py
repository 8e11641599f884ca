"""How much a letter tells of the people of its case: in full, by initials, or by the register number alone."""

from __future__ import annotations

import pytest

from models.domain.facts import FACTS
from models.forms.spec import FieldKind
from models.letters import naming_choice
from models.letters.compose import exposed
from models.letters.naming import Naming
from models.letters.spec import LetterContent
from reports.letter_pdf import render
from tests import letter_samples, papers
from tests.letter_samples import composed, keys, shipped

NAME, NIK, INITIALS = "Mawar Melati Anggraini", "3671014505080002", "M.M.A."
#: What of a person must not stand in a letter that names nobody.
IDENTIFYING = [
    str(letter_samples.FACTS[key])
    for key, fact in FACTS.items()
    if fact.secret
    and key in letter_samples.FACTS
    and key.startswith(("klien.", "pelapor.", "terlapor."))
    and letter_samples.FACTS[key] != letter_samples.OFFICE.city
]


def words(content: LetterContent) -> str:
    """Every text of a letter with its annexes."""
    found = [content.subject, content.addressee, *content.cc]
    for block in content.blocks:
        found += [block.head, *block.texts, *(cell for row in (*block.rows, *block.signatures) for cell in row)]
    return " ".join(" ".join(found).split())


def written(key: str, naming: str) -> LetterContent:
    """The letter in one way of writing people, after a clerk let the proposals stand."""
    return composed(key, naming=naming)


@pytest.mark.parametrize("key", [key for key in keys() if naming_choice.offered(shipped(key))])
@pytest.mark.parametrize("naming", [Naming.INITIALS, Naming.CODE])
def test_a_discreet_letter_holds_nothing_by_which_a_person_is_known_not_even_in_its_annex(
    key: str, naming: str
) -> None:
    content = written(key, naming)
    text = words(content)
    assert [fact for fact in IDENTIFYING if fact in text] == []
    assert content.missing == (), "what is withheld is not missing"
    assert exposed(shipped(key), content, letter_samples.FACTS, naming=naming) == ()
    assert (INITIALS in text) is (naming == Naming.INITIALS)
    assert "0046/PJK/11/2026" in text


def test_full_names_stand_in_the_closed_annex_alone() -> None:
    text = words(written("surat-rujukan-kedaruratan", Naming.FULL))
    assert text.index(INITIALS) < text.index("DALAM AMPLOP TERTUTUP") < text.index(NAME) < text.index(NIK)


def test_without_initials_the_office_word_for_the_client_stands_in_their_place() -> None:
    content = written("surat-rujukan-kedaruratan", Naming.CODE)
    assert content.subject == "Rujukan Layanan Kedaruratan a.n. korban (Register 0046/PJK/11/2026)"


def test_a_name_told_in_the_chronicle_becomes_initials() -> None:
    facts = {**letter_samples.FACTS, "kejadian.kronologi": f"Pada malam hari {NAME} dipukul."}
    text = words(composed("surat-rujukan-kedaruratan", naming=Naming.INITIALS, facts=facts))
    assert f"Pada malam hari {INITIALS} dipukul." in text


@pytest.mark.parametrize(
    ("key", "offered"),
    [
        ("surat-tugas", []),
        ("surat-pengantar-layanan-lanjutan", [Naming.INITIALS, Naming.CODE]),
        ("surat-rujukan-kedaruratan", [Naming.FULL, Naming.INITIALS, Naming.CODE]),
    ],
)
def test_a_letter_may_be_more_discreet_than_its_kind_never_less(key: str, offered: list[str]) -> None:
    assert [option.key for option in naming_choice.offered(shipped(key))] == offered


def test_who_may_not_see_names_writes_initials() -> None:
    spec = shipped("surat-rujukan-kedaruratan")
    assert naming_choice.usual(spec, may_reveal=True) == Naming.FULL
    assert naming_choice.usual(spec, may_reveal=False) == Naming.INITIALS


#: Read by finance, hotels, drivers, village officials: letters that never name the client, whatever is chosen.
OPEN = [key for key in keys() if shipped(key).client_name == "jangan"]


@pytest.mark.parametrize("naming", ["", *Naming])
@pytest.mark.parametrize("key", OPEN)
def test_assignment_journey_and_costs_name_nobody_on_paper_in_any_way_of_writing(key: str, naming: str) -> None:
    printed = papers.text(render(written(key, naming)))
    assert [fact for fact in IDENTIFYING if fact in printed] == []


def test_the_letters_that_outsiders_read_are_among_them() -> None:
    assert {
        "surat-tugas", "surat-tugas-penjangkauan", "surat-perjalanan-dinas", "rincian-biaya-perjalanan",
        "daftar-pengeluaran-riil", "surat-dinas", "nota-dinas", "surat-pengantar", "berita-acara", "tanda-terima",
    } <= set(OPEN)  # fmt: skip


@pytest.mark.parametrize("naming", ["", *Naming])
@pytest.mark.parametrize("key", [key for key in keys() if shipped(key).cc])
def test_who_gets_a_copy_is_never_told_of_whom(key: str, naming: str) -> None:
    copies = " ".join(written(key, naming).cc)
    assert [fact for fact in (*IDENTIFYING, INITIALS) if fact in copies] == []


@pytest.mark.parametrize("key", OPEN)
def test_a_name_typed_into_such_a_letter_keeps_it_from_being_issued(key: str) -> None:
    spec = shipped(key)
    asked = [question.key for question in spec.fields if question.kind in (FieldKind.TEXT, FieldKind.LONG_TEXT)]
    hidden = []
    for question in asked:
        content = composed(key, fields={question: f"Menjemput {NAME.upper()} di rumahnya"})
        if NAME.upper() in papers.text(render(content)) and not exposed(spec, content, letter_samples.FACTS):
            hidden.append(question)
    assert hidden == []
