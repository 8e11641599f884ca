"""What the letter desk decides: how far a letter is, what keeps it from a number, what its file is called."""

from __future__ import annotations

import re
from enum import StrEnum

from models.domain.facts import FACTS
from models.forms.lists import offered
from models.forms.spec import FormSpec, Section, Values
from models.letters import life
from models.letters.spec import LetterSpec
from models.services.views import LetterPreview, LetterSheet
from ui.icons import Icon
from ui.theme import Tone
from ui.widgets import pill
from ui.widgets.pill import Status

DRAFT, ISSUED, VOID = "konsep", "terbit", "batal"
AWAITING = life.Stage.AWAITING
#: The list's filters: stored status and what it is called.
FILTERS = (("", "Semua"), (DRAFT, "Konsep"), (ISSUED, "Terbit"), (VOID, "Dibatalkan"))
#: How each stage is shown in lists and beside the title.
_STAGES = {
    life.Stage.DRAFT: pill.DRAFT,
    life.Stage.SUBMITTED: Status(life.LABELS[life.Stage.SUBMITTED], Icon.WAITING, Tone.INFO),
    life.Stage.RETURNED: Status(life.LABELS[life.Stage.RETURNED], Icon.UNDO, Tone.WARN),
    life.Stage.CHECKED: Status(life.LABELS[life.Stage.CHECKED], Icon.CHECK, Tone.INFO),
    life.Stage.AWAITING: Status(life.LABELS[life.Stage.AWAITING], Icon.EDIT, Tone.INFO),
    life.Stage.BOOKED: Status(life.LABELS[life.Stage.BOOKED], Icon.NUMBER, Tone.INFO),
    life.Stage.VOID: pill.CANCELLED,
}
#: The list's second filter: one stage of those that belong to a letter on its way.
STAGES = (("", "Semua tahap"), *((str(stage), words) for stage, words in life.LABELS.items()))
_SIGNED = frozenset({life.Stage.SIGNED, life.Stage.SENT, life.Stage.REPLIED})
_NOT_FILE = re.compile(r"[^A-Za-z0-9]+")
_MOST_NAMED = 4


class Stage(StrEnum):
    """The four steps of a letter; the value is what stands on the pill."""

    CONTENT = "1. Isi"
    NUMBER = "2. Nomor"
    SIGNATURE = "3. Tanda tangan"
    PRINT = "4. Cetak"


class Reach(StrEnum):
    """How far a step is."""

    DONE = "selesai"
    NOW = "sekarang"
    LATER = "nanti"


_LOOK = {
    Reach.DONE: (Icon.CHECK, Tone.OK),
    Reach.NOW: (Icon.EDIT, Tone.INFO),
    Reach.LATER: (Icon.TODO, Tone.NEUTRAL),
}


def status(stage: str) -> Status:
    """How the stage of a letter is shown."""
    known = life.Stage(stage)
    return _STAGES.get(known) or Status(life.LABELS[known], Icon.DONE, Tone.OK)


def leads(stage: life.Stage, step: life.Step) -> bool:
    """Whether ``step`` is what usually comes next at ``stage`` and may stand out; a letter is first printed."""
    at_once = (life.Step.SUBMIT, life.Step.APPROVE, life.Step.SEND, life.Step.RECEIPT)
    return step in at_once or stage is life.Stage.BOOKED


def stages(sheet: LetterSheet, *, ready: bool, printed: bool) -> dict[Stage, Reach]:
    """How far each step is. ``ready``: nothing keeps the letter from its number; ``printed``: in this sitting."""
    if sheet.status == DRAFT:
        content, number = (Reach.DONE, Reach.NOW) if ready else (Reach.NOW, Reach.LATER)
        return dict(zip(Stage, (content, number, Reach.LATER, Reach.LATER), strict=True))
    if sheet.status == VOID:
        return dict(zip(Stage, (Reach.DONE, Reach.DONE, Reach.LATER, Reach.LATER), strict=True))
    signed = sheet.stage in _SIGNED
    ends = (Reach.DONE if signed or printed else Reach.NOW, Reach.DONE if signed or printed else Reach.NOW)
    return dict(zip(Stage, (Reach.DONE, Reach.DONE, *ends), strict=True))


def stage_status(stage: Stage, reach: Reach) -> Status:
    """The pill of a step."""
    icon, tone = _LOOK[reach]
    return Status(stage.value, icon, tone)


def by_hand(sheet: LetterSheet) -> str:
    """What is known of a letter that was written by hand."""
    lines = [f"Ditulis tangan, hal: {sheet.subject}"]
    lines += [f"Kepada: {sheet.addressee}"] if sheet.addressee else []
    writer = sheet.values.get("penulis")
    lines += [f"Nomor diminta oleh: {writer}"] if writer else []
    return "\n".join(lines)


def sentence(sheet: LetterSheet) -> str:
    """The line below the title."""
    case = f"Kasus {sheet.case_number}" if sheet.case_number else "Tanpa kasus"
    return f"{case} · nomor {sheet.number}" if sheet.number else f"{case} · konsep, belum bernomor"


def as_form(spec: LetterSpec, values: Values) -> FormSpec:
    """The letter's own fields as a form of one section without a heading."""
    return offered(FormSpec(spec.key, spec.version, spec.name, (Section("", spec.fields),)), values)


def named(missing: tuple[str, ...], most: int = _MOST_NAMED) -> str:
    """What is still missing, in one line: "Belum ada: alamat klien, tanggal pelaksanaan, dan 2 lagi."."""
    if not missing:
        return ""
    shown = ", ".join(missing[:most])
    more = f", dan {len(missing) - most} lagi" if len(missing) > most else ""
    return f"Belum lengkap untuk surat ini: {shown}{more}."


def ways(sheet: LetterSheet, missing: tuple[str, ...]) -> dict[str, str]:
    """Where each missing thing is filled in: the letter's question with that label, "" for what the case must hold.

    What neither can give (a signer, a name that must not stand there) has no way.
    """
    asked = {question.label: question.key for question in sheet.spec.fields}
    of_case = {fact.label for fact in FACTS.values()} if sheet.case_id is not None else set()
    return {words: asked.get(words, "") for words in missing if words in asked or words in of_case}


def ready(preview: LetterPreview | None) -> bool:
    """Whether the letter could be given its number now."""
    return preview is not None and not preview.missing and preview.completion.complete


def unready(preview: LetterPreview | None) -> str:
    """Why a draft cannot go on: what is missing, or that the marked fields are."""
    return named(preview.missing if preview else ()) or "Lengkapi isian yang ditandai, lalu coba lagi."


def file_name(sheet: LetterSheet) -> str:
    """A name for the PDF that tells nothing of the client: kind and number."""
    parts = (sheet.spec.key, _NOT_FILE.sub("-", sheet.number).strip("-"))
    return "-".join(part for part in parts if part) + ".pdf"
