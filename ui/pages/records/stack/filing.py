"""The lengthy work of a stack, off the GUI thread: reading its pages, filing its parts one after the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path

from models.domain import stack_pages
from models.domain.sheets import Sheet
from models.domain.stack_pages import StackPage
from models.errors import UserError
from models.records.stack import Home
from models.services.records.stacks import StackService
from models.services.views.records import Filed
from ui.tasks import Progress

#: Where a scan is from, and what gives its bytes.
Source = tuple[Path, Callable[[], bytes]]
_TOO_MANY = f"tumpukan menjadi lebih dari {stack_pages.MOST_PAGES} halaman. Simpan dahulu yang sudah dibaca."
_STOPPED = "Belum disimpan karena dihentikan. Simpan lagi bila siap."


@dataclass(frozen=True)
class Job:
    """A part to file: its place in the stack, where it goes, its pages and the name of the scan they are from."""

    place: int
    home: Home
    sheets: tuple[Sheet, ...]
    file_name: str


@dataclass
class Reading:
    """Pages of several scans, where each is from, and in sentences which scans could not be read."""

    pages: list[StackPage] = field(default_factory=list)
    origins: list[Path] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


def read_all(sources: Sequence[Source], progress: Progress) -> Reading:
    """The pages of all scans; one that cannot be read keeps the others from nothing. Raises Cancelled."""
    whole = Reading()
    for turn, (path, read) in enumerate(sources):
        told = partial(_tell, progress, turn / len(sources), len(sources), len(whole.pages))
        try:
            found = stack_pages.read(read(), told)
        except UserError as refusal:
            whole.refused.append(f"{path.name}: {refusal.details.get('why', '')}")
            continue
        if len(whole.pages) + len(found) > stack_pages.MOST_PAGES:
            whole.refused.append(f"{path.name}: {_TOO_MANY}")
            continue
        whole.pages += found
        whole.origins += [path] * len(found)
    return whole


def _tell(progress: Progress, share: float, scans: int, before: int, done: int, every: int) -> None:
    progress.report(int((share + done / every / scans) * 1000), 1000, f"Halaman {before + done + 1}")


def file_all(service: StackService, jobs: Sequence[Job], day: date, progress: Progress) -> dict[int, Filed]:
    """File part after part; what became of each by its place. What was filed stays when the person stops."""
    found: dict[int, Filed] = {}
    for turn, job in enumerate(jobs):
        progress.tell(turn / len(jobs), f"Bagian {turn + 1} dari {len(jobs)}")
        if progress.cancelled():
            found[job.place] = Filed(kept=False, sentence=_STOPPED)
            continue
        found[job.place] = service.file(job.home, job.sheets, job.file_name, day)
    return found
