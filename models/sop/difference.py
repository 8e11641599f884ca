"""What changes between two versions of a procedure: which row became which, and the changes in sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from difflib import SequenceMatcher
from itertools import product

from models.domain.facts import FACTS
from models.forms.spec import Condition
from models.sop.report_kinds import REPORT_MOVES
from models.sop.spec import Output, OutputKind, SopSpec, Step

#: Rows whose words are less alike than this are two rows, not one that was rewritten.
_ALIKE = 0.6
_IDENTITY = (
    ("name", "Nama SOP"),
    ("number", "Nomor SOP"),
    ("unit", "Unit"),
    ("approved_by", "Yang mengesahkan"),
    ("printed_total", "Total waktu"),
    ("code", "Kode register"),
    ("end", "Cara berakhir"),
    ("short_name", "Sebutan"),
)
_LISTS = (
    ("legal_bases", "Dasar hukum"),
    ("qualifications", "Kualifikasi pelaksana"),
    ("related", "Keterkaitan"),
    ("equipment", "Peralatan"),
    ("warnings", "Peringatan"),
    ("records", "Pencatatan"),
    ("periods", "Periode"),
)
_KINDS = {
    OutputKind.FORM: "formulir",
    OutputKind.LETTER: "surat",
    OutputKind.ATTACHMENT: "lampiran",
    OutputKind.RECORD: "catatan",
    OutputKind.REGISTER: "register",
    OutputKind.REPORT: "laporan",
}
#: Gives the title of a form or letter by its kind and key.
Titles = Callable[[OutputKind, str], str]


def counterparts(old: SopSpec, new: SopSpec) -> dict[int, int]:
    """Number of each old row -> number of the row it became; rows that are gone are not in it.

    The same title comes first, then the same activity, then the most similar words.
    """
    found: dict[int, int] = {}
    for same in (_title, _activity):
        left, right = _free(old, new, found)
        for step in left:
            twins = [one for one in right if same(one) == same(step) and one.number not in found.values()]
            if twins:
                nearest = min(twins, key=lambda one: abs(one.number - step.number))
                found[step.number] = nearest.number
    left, right = _free(old, new, found)
    alike = sorted(((_likeness(a, b), -abs(a.number - b.number), a.number, b.number) for a, b in product(left, right)))
    for likeness, _distance, before, after in reversed(alike):
        if likeness >= _ALIKE and before not in found and after not in found.values():
            found[before] = after
    return found


def differences(old: SopSpec, new: SopSpec, title_of: Titles | None = None) -> tuple[str, ...]:
    """Every change in a sentence, in the order of the sheet; empty if there is none. Dates and version do not count."""
    return tuple([*_identity(old, new), *_actors(old, new), *_rows(old, new, title_of or (lambda _kind, key: key))])


def _title(step: Step) -> str:
    return step.title.casefold().strip()


def _activity(step: Step) -> str:
    return step.activity.casefold().strip()


def _free(old: SopSpec, new: SopSpec, found: dict[int, int]) -> tuple[list[Step], list[Step]]:
    taken = set(found.values())
    return (
        [step for step in old.steps if step.number not in found],
        [step for step in new.steps if step.number not in taken],
    )


def _likeness(one: Step, other: Step) -> float:
    return max(
        SequenceMatcher(None, _title(one), _title(other)).ratio(),
        SequenceMatcher(None, _activity(one), _activity(other)).ratio(),
    )


def _identity(old: SopSpec, new: SopSpec) -> Iterator[str]:
    for name, words in _IDENTITY:
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            yield f"{words}: “{before or 'kosong'}” menjadi “{after or 'kosong'}”."
    for name, words in _LISTS:
        yield from _listed(words, getattr(old, name), getattr(new, name))


def _listed(words: str, before: tuple[str, ...], after: tuple[str, ...]) -> Iterator[str]:
    for text in after:
        if text not in before:
            yield f"{words}: ditambah “{text}”."
    for text in before:
        if text not in after:
            yield f"{words}: dihapus “{text}”."
    if before != after and sorted(before) == sorted(after):
        yield f"{words}: urutannya berubah."


def _actors(old: SopSpec, new: SopSpec) -> Iterator[str]:
    before, after = ({actor.key: actor for actor in spec.actors} for spec in (old, new))
    for key, actor in after.items():
        if key not in before:
            yield f"Pelaksana baru: {actor.name}."
        elif actor.name != before[key].name:
            yield f"Pelaksana “{before[key].name}” bernama “{actor.name}”."
        if key in before and actor.role != before[key].role:
            yield f"Pelaksana {actor.name}: peran {before[key].role} menjadi {actor.role}."
    for key, actor in before.items():
        if key not in after:
            yield f"Pelaksana {actor.name} dihapus."
    if [key for key in before if key in after] != [key for key in after if key in before]:
        yield "Urutan kolom pelaksana berubah."


def _rows(old: SopSpec, new: SopSpec, title_of: Titles) -> Iterator[str]:
    became = counterparts(old, new)
    origin = {after: before for before, after in became.items()}
    shift = _moved(old, became)
    for step in new.steps:
        if step.number not in origin:
            yield f"Baris {step.number} baru: {step.title}."
            continue
        before = old.step(origin[step.number])
        if before.number in shift:
            yield f"Baris {before.number} “{before.title}” pindah menjadi baris {step.number}."
        for change in _row(old, new, before, step, became, title_of):
            yield f"Baris {step.number} “{step.title}”: {change}."
    for before in old.steps:
        if before.number not in became:
            yield f"Baris {before.number} “{before.title}” dihapus."


def _moved(old: SopSpec, became: dict[int, int]) -> set[int]:
    """Old numbers of the rows that stand in another order among those that stayed."""
    kept = [step.number for step in old.steps if step.number in became]
    now = sorted(kept, key=lambda number: became[number])
    same: set[int] = set()
    for block in SequenceMatcher(None, kept, now, autojunk=False).get_matching_blocks():
        same |= set(kept[block.a : block.a + block.size])
    return set(kept) - same


def _row(
    old: SopSpec, new: SopSpec, before: Step, after: Step, became: dict[int, int], title_of: Titles
) -> Iterator[str]:
    if before.title != after.title:
        yield f"judulnya semula “{before.title}”"
    if before.activity != after.activity and (before.activity != before.title or after.activity != after.title):
        yield "uraian kegiatannya diubah"
    for word, one, other in (
        ("pelaksana", _name(old, before.actor), _name(new, after.actor)),
        ("pencatat", _name(old, before.recorder), _name(new, after.recorder)),
        ("waktu", str(before.time or "tanpa waktu"), str(after.time or "tanpa waktu")),
    ):
        if one != other:
            yield f"{word} {one} menjadi {other}"
    for word, one_list, other_list in (
        ("kelengkapan", before.requirements, after.requirements),
        ("daftar periksa", before.checklist, after.checklist),
        ("hasil", _outputs(before, title_of), _outputs(after, title_of)),
        ("putusan", _outcomes(before, became), _outcomes(after, None)),
    ):
        yield from (change.rstrip(".") for change in _listed(word, one_list, other_list))
    if before.remark != after.remark:
        yield "keterangannya diubah"
    if before.skippable != after.skippable:
        yield "kini boleh dilewati" if after.skippable else "tidak boleh dilewati lagi"
    if before.repeats != after.repeats:
        yield "kini dikerjakan berulang" if after.repeats else "tidak dikerjakan berulang lagi"
    if _onward(before, became) != _onward(after, None):
        yield f"sesudahnya {_onward(after, None)}"


def _name(spec: SopSpec, key: str) -> str:
    return next((actor.name for actor in spec.actors if actor.key == key), key) or "tanpa pencatat"


def _outputs(step: Step, title_of: Titles) -> tuple[str, ...]:
    return tuple(output_words(step, output, title_of) for output in step.outputs)


def output_words(step: Step, output: Output, title_of: Titles) -> str:
    """An output with its rules in words."""
    labels = {outcome.key: outcome.label for outcome in step.outcomes}
    words = f"{_KINDS[output.kind]} {title_of(output.kind, output.key)}"
    rules = [f"bila {labels.get(key, key)}" for key in output.only_for]
    rules += [] if output.required else ["bila perlu"]
    rules += ["salah satu"] if output.choice else []
    rules += [f"bila {words_of(output.show_if)}"] if output.show_if else []
    return f"{words} ({', '.join(rules)})" if rules else words


def words_of(conditions: Iterable[Condition]) -> str:
    """Conditions as a person reads them."""
    return " dan ".join(_condition(condition) for condition in conditions)


def _condition(condition: Condition) -> str:
    fact = FACTS.get(condition.field)
    values = " atau ".join(value.replace("_", " ") for value in condition.values)
    return f"{fact.label if fact else condition.field} {values or 'terisi'}"


def _outcomes(step: Step, became: dict[int, int] | None) -> tuple[str, ...]:
    def target(number: int | None) -> str:
        return f"ke baris {number if became is None else became.get(number or 0, number)}"

    found = []
    for outcome in step.outcomes:
        way = target(outcome.to) if outcome.to is not None else f"berakhir “{outcome.end}”"
        more = ", dengan alasan" if outcome.reason_required else ""
        again = f", dapat dibuka kembali {target(outcome.reopen_at)}" if outcome.reopen_at is not None else ""
        proposed = f", diusulkan bila {words_of(outcome.proposed_if)}" if outcome.proposed_if else ""
        report = f", {REPORT_MOVES.get(outcome.report, outcome.report)}" if outcome.report else ""
        found.append(f"{outcome.label}, {way}{more}{again}{proposed}{report}")
    return tuple(found)


def _onward(step: Step, became: dict[int, int] | None) -> str:
    """Where a row jumps to; the usual way to the row below needs no words."""
    if step.next is None:
        return "berlanjut ke baris di bawahnya"
    if step.next == 0:
        return "berakhir"
    return f"berlanjut ke baris {step.next if became is None else became.get(step.next, step.next)}"
