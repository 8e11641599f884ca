"""What the case page decides: the words on its tabs, what a step still lacks, and whether closing it has to ask."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from models.services.views import (
    CasePage,
    DocumentItem,
    Progress,
    Standing,
    StepLine,
    StepPanel,
)
from ui.steps import missing_for, outcome_of

#: Quick answers to "why did it take longer?"; the last one is written by hand.
LATE_REASONS = ("Korban belum dapat ditemui", "Menunggu instruksi", "Alat atau jaringan")


@dataclass(frozen=True)
class Closing:
    """Everything a person may say when closing a step."""

    outcome: str = ""
    reason: str = ""
    force_reason: str = ""
    skip_reason: str = ""
    late_reason: str = ""

    def trimmed(self) -> Closing:
        """The same without blanks around the sentences."""
        return replace(
            self,
            reason=self.reason.strip(),
            force_reason=self.force_reason.strip(),
            skip_reason=self.skip_reason.strip(),
            late_reason=self.late_reason.strip(),
        )


def must_ask(panel: StepPanel) -> bool:
    """Whether closing needs a word from the person; else it is done at once."""
    return bool(panel.outcomes or panel.missing or panel.time.standing is Standing.LATE)


def why_not(panel: StepPanel, closing: Closing, *, forced: bool, skipped: bool) -> str:
    """The one thing that still keeps the step from closing, as a sentence; "" when it can be closed."""
    said = closing.trimmed()
    chosen = outcome_of(panel, said.outcome)
    if skipped:
        return "" if said.skip_reason else "Tulis pernyataan mengapa langkah ini dilewati."
    if panel.outcomes and chosen is None:
        return "Pilih putusan lebih dahulu."
    if chosen is not None and chosen.reason_required and not said.reason:
        return f"Tulis alasan untuk putusan {chosen.label}."
    if missing_for(panel, said.outcome):
        if not forced:
            return "Lengkapi yang masih kurang lebih dahulu."
        if not said.force_reason:
            return "Tulis alasan menyelesaikan langkah yang belum lengkap."
    return ""


def documents_done(documents: tuple[DocumentItem, ...]) -> tuple[int, int]:
    """How many of the required documents are there, of how many; alternatives count as one."""
    required = [doc for doc in documents if doc.required]
    groups = {doc.choice or f"{doc.kind}/{doc.key}" for doc in required}
    done = {doc.choice or f"{doc.kind}/{doc.key}" for doc in required if doc.progress is Progress.DONE}
    return len(done), len(groups)


def tab_titles(page: CasePage) -> tuple[str, ...]:
    """The tabs with their counts, in their order; of the last two one is for the run of a period, one for a case."""
    done = sum(doc.progress is Progress.DONE for doc in page.forms)
    return (
        "Langkah SOP",
        "Data Klien",
        f"Formulir ({done}/{len(page.forms)})" if page.forms else "Formulir",
        f"Dokumen ({len(page.attachments)})" if page.attachments else "Dokumen",
        f"Surat ({count})" if (count := len(page.letters) + len(page.incoming)) else "Surat",
        f"Catatan ({len(page.notes)})" if page.notes else "Catatan",
        "Riwayat",
        f"Berkas ({len(page.receipts)})" if page.receipts else "Berkas",
        "Berkas",
    )


def progress_of(lines: Sequence[StepLine], *, closed: bool) -> tuple[str, float]:
    """How far the case is in words, and as a share; of a closed one how many rows it went through."""
    if closed:
        return f"{sum(line.progress is Progress.DONE for line in lines)} dari {len(lines)} dijalani", 1.0
    done = sum(line.progress in (Progress.DONE, Progress.SKIPPED) for line in lines)
    return f"{done} dari {len(lines)} selesai", done / len(lines) if lines else 0.0


def title_of_file(name: str) -> str:
    """A first title for a scan from its file name: "surat_pengantar-rt.pdf" becomes "Surat pengantar rt"."""
    stem = name.rsplit(".", 1)[0].replace("_", " ").replace("-", " ")
    words = " ".join(stem.split())
    return words[:1].upper() + words[1:]
