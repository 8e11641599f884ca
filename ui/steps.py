"""What a step still lacks, for every screen on which it can be closed."""

from __future__ import annotations

from models.services.views import MissingItem, OutcomeChoice, Progress, StepPanel

_DECISION = "putusan"
#: Quick answers to "why is it put off?".
PAUSE_REASONS = ("Klien belum dapat ditemui", "Menunggu jawaban pihak luar", "Menunggu dokumen")


def outcome_of(panel: StepPanel, key: str) -> OutcomeChoice | None:
    """The branch called ``key``, None where nothing is chosen yet."""
    return next((one for one in panel.outcomes if one.key == key), None)


def missing_for(panel: StepPanel, outcome_key: str) -> tuple[MissingItem, ...]:
    """What is missing for closing with this branch: what always is, and the documents due for it alone."""
    chosen = outcome_of(panel, outcome_key)
    found = [item for item in panel.missing if item.kind != _DECISION]
    if chosen is None:
        return tuple(found)
    known = {(item.kind, item.key) for item in found}
    due = [doc for doc in panel.documents if doc.required and chosen.label in doc.only_for]
    settled = {doc.choice for doc in due if doc.choice and doc.progress is Progress.DONE}
    for doc in due:
        if doc.progress is Progress.DONE or doc.choice in settled or (doc.kind.value, doc.key) in known:
            continue
        found.append(MissingItem(doc.kind.value, doc.key, doc.title))
        settled |= {doc.choice} - {""}
    return tuple(found)
