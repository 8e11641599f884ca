"""The time limits of laws as data."""

from __future__ import annotations

import resources
from models.access.roles import shipped as roles
from models.domain.facts import FACTS
from models.sop import legal
from models.source import Source


def problems(text: str) -> list[str]:
    source = Source.read("batas.toml", text)
    assert not legal.read(source)
    return [str(problem) for problem in source.problems]


def test_the_shipped_limits_name_facts_and_roles_that_exist() -> None:
    limits = legal.shipped().values()
    assert [limit.hours for limit in limits] == [72, 72, 6, 72, 72, 72]
    for limit in limits:
        assert {condition.field for condition in limit.starts_if} <= set(FACTS)
        assert set(limit.roles) <= set(roles())
        assert limit.roles
    assert legal.read(Source.read("x", resources.text("data/batas-hukum.toml"))) == legal.shipped()


def test_a_broken_limit_is_told_with_its_line() -> None:
    (first, *_rest) = problems('[[batas]]\nkunci = "a"\njudul = "A"\ndasar = "UU"\njam = 0\ncatat = "Catat"\n')
    assert first.startswith("batas.toml:5: ")
    assert any("salah satu" in one for one in problems('[[batas]]\nkunci = "a"\njudul = "A"\ndasar = "UU"\njam = 3\n'))
    twice = '[[batas]]\nkunci = "a"\njudul = "A"\ndasar = "UU"\njam = 3\ncatat = "Catat"\n' * 2
    assert any("dua kali" in one for one in problems(twice))
