"""The self-test of the program: silent when all is well, and plain about whatever somebody planted."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from pathlib import Path

import pytest

from models.domain.clock import FixedClock
from models.forms.paper import FormPaper
from models.forms.rules import visible
from models.letters.spec import LetterContent
from models.rehearsal import office, self_test
from models.rehearsal.routes import rehearsals
from models.rehearsal.self_test import Findings, run, squeezed
from models.rehearsal.walk import Printed, said
from models.services.entry.gate import Gate
from models.services.ports import Renderers
from models.sop.paper import SopPaper
from models.vault.keys import FLOOR
from tests.fixtures_office import SOP, stub_renderers


@pytest.fixture(autouse=True)
def _one_way(monkeypatch: pytest.MonkeyPatch) -> None:
    """One procedure along its longest way is enough to see whether the test sees; each login costs time."""
    own = [spec for spec in office.ready_specs() if spec.key == SOP]
    monkeypatch.setattr(office, "ready_specs", lambda: own)
    monkeypatch.setattr(self_test, "rehearsals", lambda spec: [max(rehearsals(spec), key=lambda way: len(way[1]))])


def texts(part: object) -> list[str]:
    """Every text in a paper, in order."""
    if isinstance(part, str):
        return [part]
    if is_dataclass(part) and not isinstance(part, type):
        return [text for field in fields(part) for text in texts(getattr(part, field.name))]
    return [text for each in part for text in texts(each)] if isinstance(part, tuple | list) else []


def plain_form(paper: FormPaper) -> bytes:
    """A form drawn as bare words: questions, answers as people read them, register number."""
    names = {option.key: option.label for option in paper.officers}
    values = paper.values or {}
    asked = visible(paper.spec, values) if paper.values is not None else paper.spec.fields
    answers = [text for field in asked for text in said(field, values.get(field.key), names)]
    labels = [field.label for field in paper.spec.fields]
    return "\n".join([paper.spec.title, *labels, *answers, paper.register_number]).encode()


def plain(paper: object) -> bytes:
    """Any other paper as its bare words."""
    return "\n".join(texts(paper)).encode()


def honest() -> Renderers:
    """Renderers that leave nothing out."""
    others = dict.fromkeys((field.name for field in fields(Renderers)), plain)
    return stub_renderers(**{**others, "form": plain_form})


def outcome_of(tmp_path: Path, renderers: Renderers, window: str = "") -> tuple[tuple[str, ...], list[str], Path]:
    """Run the self-test; gives its problems, what it said and where the papers are."""
    lines: list[str] = []

    def walk_through(_gate: Gate, _password: str) -> None:
        if window:
            raise ValueError(window)

    data, out = tmp_path / "data", tmp_path / "dokumen"
    data.mkdir()
    out.mkdir()
    return run(data, out, renderers, lambda pdf: pdf.decode(), lines.append, walk_through), lines, out


def test_a_sound_program_passes(tmp_path: Path) -> None:
    problems, said_lines, out = outcome_of(tmp_path, honest())
    assert problems == ()
    made = list(out.glob("*.pdf"))
    assert any("1 jalur dijalani" in line for line in said_lines)
    assert f"{len(made)} dokumen" in said_lines[-1]
    assert {"buku-log.pdf", "kosong-informasi-kasus.pdf", f"sop-{SOP}.pdf"} <= {path.name for path in made}
    assert {"bukti-mutu-baku.pdf", f"evaluasi-{SOP}.pdf"} <= {path.name for path in made}
    assert {"lembar-entri-simfoni.pdf", "pencocokan-simfoni.pdf"} <= {path.name for path in made}


def test_planted_faults_are_named_and_do_not_stop_the_test(tmp_path: Path) -> None:
    def forgetful(paper: FormPaper) -> bytes:
        left_out = "entri-simfoni"
        return plain_form(replace(paper, register_number="")) if paper.spec.key == left_out else plain_form(paper)

    def shy(paper: FormPaper) -> bytes:
        if paper.spec.key == "pengaduan" and paper.values is not None:
            name = next(field for field in paper.spec.fields if field.meaning == "klien.nama")
            return plain_form(replace(paper, values={k: v for k, v in paper.values.items() if k != name.key}))
        return forgetful(paper)

    def unnumbered(content: LetterContent) -> bytes:
        return plain(replace(content, number="")) if "INSTRUKSI" in content.title else plain(content)

    def cut(paper: SopPaper) -> bytes:
        return plain(replace(paper, spec=replace(paper.spec, steps=paper.spec.steps[:-1])))

    others = {field.name: getattr(honest(), field.name) for field in fields(Renderers)}
    renderers = Renderers(**{**others, "form": shy, "letter": unnumbered, "sop": cut})
    problems, _, out = outcome_of(tmp_path, renderers, window="Tombol tidak ada.")
    about = {kind: [text for text in problems if kind in text] for kind in ("pengaduan", "entri-simfoni", "Jendela")}
    assert about["Jendela"] == ["Jendela: Tombol tidak ada."]
    assert about["entri-simfoni"]
    assert all("/PJK/11/2026" in text for text in about["entri-simfoni"])
    assert about["pengaduan"]
    last = next(spec for spec in office.shipped_specs() if spec.key == SOP).steps[-1]
    assert f'sop-{SOP}.pdf tidak memuat "{last.activity}".' in problems
    assert (out / "buku-log.pdf").exists()


def test_a_paper_that_lacks_a_text_is_named_with_the_text(tmp_path: Path) -> None:
    findings = Findings(tmp_path, lambda pdf: pdf.decode())
    findings.paper(Printed("surat", b"Kepada Yth. Ibu\nAyu", ("Ibu Ayu", "Nomor 12")))
    assert findings.problems == ['surat.pdf tidak memuat "Nomor 12".']
    assert (tmp_path / "surat.pdf").read_bytes().startswith(b"Kepada")


def test_line_breaks_and_dashes_do_not_hide_a_text() -> None:
    assert squeezed("penjang-\nkauan Korban") == squeezed("Penjangkauan korban")
    assert squeezed("ﬁle № 5") == "fileno5"


def test_a_part_that_fails_in_words_ends_with_its_sentence(tmp_path: Path) -> None:
    findings = Findings(tmp_path, lambda pdf: pdf.decode())
    gate = office.gate(tmp_path / "kosong", FixedClock(), FLOOR)
    with findings.part("Buku log"):
        gate.unlock("siapa", "kata sandi yang panjang")
    with findings.part("Surat"):
        int("tidak cocok")
    assert findings.problems[0].startswith("Buku log: ")
    assert "RA-DAT-01" in findings.problems[0]
    assert findings.problems[1].startswith("Surat: ")
