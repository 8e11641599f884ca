"""How much a letter tells of the people of its case: in full, by initials, or by the register number alone."""

from __future__ import annotations

import pytest

from models.domain.facts import FACTS
from models.letters import naming_choice
from models.letters.compose import exposed
from models.letters.naming import Naming
from models.letters.spec import LetterContent
from tests import letter_samples
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
