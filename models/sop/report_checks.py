"""Whether the report of a period and the decisions about it fit together in a procedure."""

from __future__ import annotations

from collections.abc import Iterator

from models.forms.reading import nearest
from models.sop.report_kinds import APPROVED, REPORT_MOVES, RETURNED, report_kinds
from models.sop.spec import Outcome, OutputKind, SopSpec, Step, Subject
from models.source import Path, Source


def check_reports(spec: SopSpec, source: Source) -> None:
    """Note what would keep the report of a run from being made once, and approved or returned."""
    makers = [(place, step) for place, step in enumerate(spec.steps) if _made(step)]
    for place, step in makers:
        _kinds(spec, step, source, ("langkah", place, "hasil"))
    if len(makers) > 1:
        rows = ", ".join(str(step.number) for _, step in makers)
        message = f"Laporan dibuat pada satu baris saja; tertulis pada baris {rows}."
        source.complain(("langkah", makers[1][0], "hasil"), message)
    for path, outcome in _moves(spec):
        _move(spec, makers[0][1] if makers else None, outcome, source, path)
    if makers and not any(outcome.report == APPROVED for _, outcome in _moves(spec)):
        message = (
            f'Laporan pada baris {makers[0][1].number} tidak pernah disetujui: tulis laporan = "{APPROVED}" '
            "pada putusan yang menyetujuinya."
        )
        source.complain(("langkah", makers[0][0], "hasil"), message)


def _made(step: Step) -> tuple[str, ...]:
    """Keys of the reports a row makes."""
    return tuple(output.key for output in step.outputs if output.kind is OutputKind.REPORT)


def _kinds(spec: SopSpec, step: Step, source: Source, path: Path) -> None:
    known = list(report_kinds())
    if spec.subject is not Subject.PERIOD:
        source.complain(path, '"laporan" hanya untuk prosedur dengan subjek "periode".')
    for key in _made(step):
        if key not in known:
            message = f'Laporan "{key}" tidak dikenal. Yang dikenal: {", ".join(known)}.{nearest(key, known)}'
            source.complain(path, message)


def _moves(spec: SopSpec) -> Iterator[tuple[Path, Outcome]]:
    for place, step in enumerate(spec.steps):
        for branch, outcome in enumerate(step.outcomes):
            if outcome.report:
                yield ("langkah", place, "putusan", branch), outcome


def _move(spec: SopSpec, maker: Step | None, outcome: Outcome, source: Source, path: Path) -> None:
    if outcome.report not in REPORT_MOVES:
        message = f'"laporan" pada putusan harus salah satu dari: {", ".join(REPORT_MOVES)}.'
        source.complain(path, message + nearest(outcome.report, list(REPORT_MOVES)))
        return
    if maker is None:
        source.complain(path, f'Putusan "{outcome.label}" menyebut laporan, tetapi tidak ada baris yang membuatnya.')
        return
    numbers = [step.number for step in spec.steps]
    early = numbers[: numbers.index(maker.number) + 1]
    if outcome.report == RETURNED and (outcome.to not in early or not outcome.reason_required):
        message = (
            f'Putusan "{outcome.label}" mengembalikan laporan: "ke" menyebut baris {maker.number} atau sebelumnya, '
            'dan alasan = "wajib".'
        )
        source.complain(path, message)
