"""What the printed SOP is made of: the definition, the titles of its documents, and what its columns say in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from models.domain.paper import Letterhead, PageSetup, Signer
from models.sop.spec import Output, OutputKind, SopSpec, Step


@dataclass(frozen=True)
class SopPaper:
    """A procedure to be printed as an SOP-AP sheet (PermenPANRB 35/2012).

    Attributes:
        titles: titles of what outputs name by a key (forms, letters, registers), by kind and key.
        approver: who holds the approving post today; None leaves a line for the name.
    """

    spec: SopSpec
    page: PageSetup
    titles: Mapping[tuple[OutputKind, str], str] = field(default_factory=dict)
    letterhead: Letterhead | None = None
    approver: Signer | None = None

    @property
    def heading(self) -> str:
        """As in "SOP Penjangkauan Korban", the word said once."""
        name = self.spec.name
        return name if name.upper().startswith(("SOP ", "POS ")) else f"SOP {name}"

    def title_of(self, output: Output) -> str:
        """The printed name of an output; a document the office does not have goes by its key in words."""
        if output.kind in (OutputKind.ATTACHMENT, OutputKind.RECORD):
            return output.key
        known = self.titles.get((output.kind, output.key))
        return known or output.key.replace("-", " ").capitalize()


def output_lines(paper: SopPaper, step: Step, marks: Mapping[str, str]) -> tuple[str, ...]:
    """The Output column: alternatives in one line, and when an output is not always due.

    ``marks``: what stands for each branch of the row on this paper, by its key.
    """
    lines: dict[str, list[Output]] = {}
    for number, output in enumerate(step.outputs):
        lines.setdefault(f"={output.choice}" if output.choice else str(number), []).append(output)
    return tuple(_line(paper, outputs, marks) for outputs in lines.values())


def _line(paper: SopPaper, outputs: list[Output], marks: Mapping[str, str]) -> str:
    text = " atau ".join(paper.title_of(output) for output in outputs)
    first = outputs[0]
    if first.only_for:
        return f"{text} (bila: {', '.join(marks.get(key, key) for key in first.only_for)})"
    return text if first.required and not first.show_if else f"{text} (bila perlu)"


def remark_lines(paper: SopPaper, step: Step) -> tuple[str, ...]:
    """The Keterangan column: the row's remark and what the program knows beyond it."""
    spec = paper.spec
    found = [step.remark] if step.remark else []
    if step.recorder:
        found.append(f"Dicatat oleh {spec.actor(step.recorder).name}.")
    if step.skippable and "dilewati" not in step.remark.lower():
        found.append("Dapat dilewati dengan alasan tertulis.")
    if step.repeats and "ulang" not in step.remark.lower():
        found.append("Diulang sepanjang periode.")
    return tuple(found)


def branch_lines(spec: SopSpec, step: Step, marks: Mapping[str, str]) -> tuple[str, ...]:
    """What each branch of a decision means, for a paper that marks the branches with letters."""
    return tuple(
        f"{marks[outcome.key]}. {outcome.label}: "
        + (f"ke nomor {outcome.to}." if outcome.to is not None else f"selesai ({outcome.end}).")
        for outcome in step.outcomes
    )
