"""Whether the rows of a procedure fit together: every rule with the line it is broken on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping

from models.domain.facts import FACTS
from models.forms.reading import nearest
from models.forms.spec import Condition
from models.sop import periods
from models.sop.registers import REGISTERS
from models.sop.report_checks import check_reports
from models.sop.spec import Output, OutputKind, SopSpec, Step, Subject, Unit
from models.source import Path, Source

#: Longest title of a row: it must fit the task list and the timeline.
TITLE_LENGTH = 32
#: What an actor may be mapped to. "pengelola" is left out on purpose: who looks after the program sees no cases.
ACTOR_ROLES = ("administrasi", "layanan", "pimpinan", "luar")
PERIODS = (periods.MONTH, periods.HALF, periods.YEAR)
_MINUTES = {Unit.MINUTE: 1, Unit.HOUR: 60}
_TOTAL_PART = re.compile(r"(\d+) (hari kerja|hari|jam|menit)")


def check(spec: SopSpec, source: Source) -> None:
    """Note on ``source`` everything that would keep a run of ``spec`` from being walked."""
    _actors(spec, source)
    check_numbers(spec, source)
    for position, step in enumerate(spec.steps):
        path: Path = ("langkah", position)
        _title(step, source, path)
        _people(spec, step, source, path)
        _outputs(step, source, path)
        _outcomes(step, source, path)
        _flow(spec, step, source, path)
    _subject(spec, source)
    check_reports(spec, source)
    if source.sound:
        _reachable(spec, source)
        _each_period_ends(spec, source)


def check_numbers(spec: SopSpec, source: Source) -> None:
    """Note what an editor would hide that numbers the rows and sums up their times itself: what a file got wrong."""
    _numbers(spec, source)
    numbers = {step.number for step in spec.steps}
    for position, step in enumerate(spec.steps):
        path: Path = ("langkah", position)
        if step.next and step.next not in numbers:
            source.complain((*path, "lanjut"), f'"lanjut" menyebut baris {step.next} yang tidak ada.')
        for branch, outcome in enumerate(step.outcomes):
            for word, target in (("ke", outcome.to), ("buka_kembali_di", outcome.reopen_at)):
                if target is not None and target not in numbers:
                    source.complain((*path, "putusan", branch), f'"{word}" menyebut baris {target} yang tidak ada.')
    _total(spec, source)


def check_documents(spec: SopSpec, source: Source, forms: Collection[str], letters: Collection[str]) -> None:
    """Note each form and letter that does not exist: grave, unless the procedure is a draft."""
    known = {OutputKind.FORM: ("Formulir", forms), OutputKind.LETTER: ("Surat", letters)}
    for position, step in enumerate(spec.steps):
        for place, output in _written(step):
            word, keys = known.get(output.kind, ("", ()))
            if word and output.key not in keys:
                # a draft names what is still to come: nothing similar is meant
                hint = "" if spec.draft else nearest(output.key, sorted(keys))
                message = f'{word} "{output.key}" pada baris {step.number} belum ada.{hint}'
                source.complain(("langkah", position, *place), message, grave=not spec.draft)


def check_answers(spec: SopSpec, source: Source, answers: Mapping[str, Collection[str]]) -> None:
    """Note each condition no form can fulfil; ``answers`` are the possible answers of facts with closed choices."""
    for position, step in enumerate(spec.steps):
        for place, output in _written(step):
            _values(output.show_if, source, ("langkah", position, *place), answers)
        for branch, outcome in enumerate(step.outcomes):
            _values(outcome.proposed_if, source, ("langkah", position, "putusan", branch), answers)


def check_readers(spec: SopSpec, source: Source, forms: Mapping[str, Collection[str]]) -> None:
    """Remark each form that whoever works on its row may not open; ``forms`` are the roles that read each form."""
    roles = {actor.key: actor.role for actor in spec.actors}
    for position, step in enumerate(spec.steps):
        role = roles.get(step.recorder or step.actor, "")
        for place, output in _written(step):
            if output.kind is OutputKind.FORM and role not in forms.get(output.key, (role,)):
                others = " atau ".join(sorted(forms[output.key]))
                message = f'Formulir "{output.key}" pada baris {step.number} tidak dapat dibuka peran {role}.'
                message += f" Serahkan baris ini kepada peran {others}, atau pakai formulir lain."
                source.complain(("langkah", position, *place), message, grave=False)


def _values(
    conditions: Iterable[Condition], source: Source, path: Path, answers: Mapping[str, Collection[str]]
) -> None:
    for condition in conditions:
        known = sorted(answers.get(condition.field, ()))
        for value in condition.values:
            if known and value not in known:
                message = f'Fakta "{condition.field}" tidak pernah bernilai "{value}".{nearest(value, known)}'
                source.complain(path, message)


def _written(step: Step) -> Iterable[tuple[Path, Output]]:
    """Each output with the place of its entry in ``hasil``; alternatives stand in one entry."""
    entry, last = -1, ""
    for output in step.outputs:
        entry += not output.choice or output.choice != last
        last = output.choice
        yield ("hasil", entry), output


def _actors(spec: SopSpec, source: Source) -> None:
    for actor in spec.actors:
        if actor.role and actor.role not in ACTOR_ROLES:
            message = f'Peran "{actor.role}" tidak dikenal. Yang dikenal: {", ".join(ACTOR_ROLES)}.'
            source.complain(("pelaksana", actor.key, "peran"), message)


def _numbers(spec: SopSpec, source: Source) -> None:
    counts = Counter(step.number for step in spec.steps)
    seen: set[int] = set()
    for position, step in enumerate(spec.steps):
        if step.number in seen and counts[step.number] > 1:
            source.complain(("langkah", position, "no"), f"Nomor {step.number} dipakai lebih dari satu baris.")
        seen.add(step.number)


def _title(step: Step, source: Source, path: Path) -> None:
    if len(step.title) > TITLE_LENGTH:
        message = f"Judul paling panjang {TITLE_LENGTH} huruf; yang tertulis {len(step.title)}."
        source.complain((*path, "judul"), message)


def _people(spec: SopSpec, step: Step, source: Source, path: Path) -> None:
    keys = [actor.key for actor in spec.actors]
    for word, key in (("pelaksana", step.actor), ("pencatat", step.recorder)):
        if key and key not in keys:
            source.complain((*path, word), f'Pelaksana "{key}" tidak ada di [pelaksana].{nearest(key, keys)}')
    outside = {actor.key for actor in spec.actors if actor.outside}
    if step.recorder and step.actor in keys and step.actor not in outside:
        source.complain((*path, "pencatat"), '"pencatat" hanya untuk baris yang pelaksananya pihak luar.')
    if step.recorder in outside:
        source.complain((*path, "pencatat"), '"pencatat" harus orang kantor, bukan pihak luar.')
    if step.actor in outside and not step.recorder:
        message = 'Pihak luar tidak memakai program ini. Sebutkan "pencatat": siapa yang mencatat hasilnya.'
        source.complain((*path, "pelaksana"), message)


def _outputs(step: Step, source: Source, path: Path) -> None:
    outcomes = [outcome.key for outcome in step.outcomes]
    seen = set()
    for where, output in _written(step):
        place = (*path, *where)
        if (output.kind, output.key) in seen:
            source.complain(place, f'Hasil "{output.key}" tertulis dua kali pada baris {step.number}.')
        seen.add((output.kind, output.key))
        _facts(output.show_if, source, place)
        if output.kind is OutputKind.REGISTER and output.key not in REGISTERS:
            message = f'Register "{output.key}" tidak dikenal. Yang dikenal: {", ".join(REGISTERS)}.'
            source.complain(place, message)
        for key in output.only_for:
            if key not in outcomes:
                message = f'"bila" menyebut putusan "{key}" yang tidak ada pada baris {step.number}.'
                source.complain(place, message + nearest(key, outcomes))


def _outcomes(step: Step, source: Source, path: Path) -> None:
    if len(step.outcomes) == 1:
        source.complain((*path, "putusan"), f"Putusan baris {step.number} memuat paling sedikit dua pilihan.")
    seen: set[str] = set()
    labels: set[str] = set()
    for position, outcome in enumerate(step.outcomes):
        place = (*path, "putusan", position)
        if outcome.key in seen:
            source.complain(place, f'Putusan "{outcome.key}" tertulis dua kali pada baris {step.number}.')
        seen.add(outcome.key)
        if outcome.label in labels:  # on the screen and on paper nobody could tell the two apart
            source.complain(place, f'Dua cabang pada baris {step.number} memakai label "{outcome.label}".')
        labels.add(outcome.label)
        _facts(outcome.proposed_if, source, place)
        if outcome.reopen_at is not None and not outcome.end:
            source.complain(place, '"buka_kembali_di" hanya berlaku bersama "selesai".')


def _facts(conditions: Iterable[Condition], source: Source, path: Path) -> None:
    for condition in conditions:
        if condition.field not in FACTS:
            source.complain(path, f'Fakta "{condition.field}" tidak dikenal.{nearest(condition.field, list(FACTS))}')


def _flow(spec: SopSpec, step: Step, source: Source, path: Path) -> None:
    if step.outcomes and step.next is not None:
        source.complain((*path, "lanjut"), 'Baris dengan "putusan" tidak memakai "lanjut": putusannya yang menentukan.')
    if step.outcomes and step.skippable:
        source.complain((*path, "boleh_dilewati"), 'Baris dengan "putusan" tidak dapat dilewati.')
    if spec.subject is not Subject.PERIOD:
        _only_periods(step, source, path)
    for period in step.periods:
        if spec.periods and period not in spec.periods:
            source.complain((*path, "periode"), f'Periode "{period}" tidak ada pada "periode" di [identitas].')


def _only_periods(step: Step, source: Source, path: Path) -> None:
    for word, written in (("berulang", step.repeats), ("periode", step.periods)):
        if written:
            source.complain((*path, word), f'"{word}" hanya untuk prosedur dengan subjek "periode".')
    for place, output in _written(step):
        if output.kind is OutputKind.REGISTER:
            source.complain((*path, *place), '"register" hanya untuk prosedur dengan subjek "periode".')


def _total(spec: SopSpec, source: Source) -> None:
    """The total printed on the sheet, minutes and hours together, days and working days each by themselves."""
    if not spec.printed_total:
        return
    place: Path = ("identitas", "total_tercetak")
    printed: Counter[str] = Counter()
    rest = _TOTAL_PART.sub("", spec.printed_total.lower())
    for amount, unit in _TOTAL_PART.findall(spec.printed_total.lower()):
        _add(printed, int(amount), Unit(unit))
    if rest.strip() or not printed:
        message = f'Total "{spec.printed_total}" tidak dapat dibaca. Tulis seperti "2 hari 1 jam 30 menit".'
        source.complain(place, message)
        return
    if _sum(spec) != printed:
        words = total_words(spec)
        message = f'Total tercetak "{spec.printed_total}" tidak sama dengan jumlah waktu semua baris: {words}.'
        source.complain(place, message)


def total_words(spec: SopSpec) -> str:
    """The standard times of all rows together, as a total is printed."""
    return _words(_sum(spec))


def _sum(spec: SopSpec) -> Counter[str]:
    rows: Counter[str] = Counter()
    for step in spec.steps:
        if step.time:
            _add(rows, step.time.amount, step.time.unit)
    return rows


def _add(total: Counter[str], amount: int, unit: Unit) -> None:
    if unit in _MINUTES:
        total[Unit.MINUTE] += amount * _MINUTES[unit]
    else:
        total[unit] += amount


def _words(total: Counter[str]) -> str:
    hours, minutes = divmod(total[Unit.MINUTE], 60)
    parts = [(total[Unit.WORKING_DAY], "hari kerja"), (total[Unit.DAY], "hari"), (hours, "jam"), (minutes, "menit")]
    return " ".join(f"{amount} {unit}" for amount, unit in parts if amount) or "0 menit"


def _subject(spec: SopSpec, source: Source) -> None:
    if spec.subject is Subject.CASE:
        _intake(spec.steps[0], source)
        for word, written in (("periode", spec.periods), ("sebutan", spec.short_name)):
            if written:
                source.complain(("identitas", word), f'"{word}" hanya untuk prosedur dengan subjek "periode".')
        return
    _period_rows(spec, source)
    if not spec.periods:
        source.complain(("identitas", "subjek"), f'Prosedur periode menyebut "periode": {", ".join(PERIODS)}.')
    for period in spec.periods:
        if period not in PERIODS:
            message = f'Periode "{period}" tidak dikenal. Yang dikenal: {", ".join(PERIODS)}.'
            source.complain(("identitas", "periode"), message)


def _period_rows(spec: SopSpec, source: Source) -> None:
    """What a run of a period needs: a name, and a row to begin with for each kind of period."""
    if not spec.short_name:
        source.complain(("identitas", "subjek"), 'Prosedur periode membutuhkan "sebutan", misalnya "Dokumentasi".')
    for period in spec.periods:
        if not spec.rows_of(period):
            source.complain(("identitas", "periode"), f'Periode "{period}" tidak mempunyai satu baris pun.')


def _intake(first: Step, source: Source) -> None:
    """The first row opens the case with a form that is always filled."""
    forms = [output for output in first.outputs if output.kind is OutputKind.FORM]
    if not forms:
        source.complain(("langkah", 0), "Baris pertama harus membuka kasus dengan sebuah formulir pada hasilnya.")
    elif not forms[0].required or forms[0].choice or forms[0].only_for or forms[0].show_if:
        message = f'Formulir pembuka kasus "{forms[0].key}" selalu diisi: tanpa pilihan dan tanpa syarat.'
        source.complain(("langkah", 0, "hasil"), message)


def _reachable(spec: SopSpec, source: Source) -> None:
    """Each row can be reached from the first one, and an end from each row."""
    entered = {step.number: _targets(spec, step) | _reopened(step) for step in spec.steps}
    reached = _closure({spec.steps[0].number}, lambda number: entered[number])
    ending = _ending(spec)
    for position, step in enumerate(spec.steps):
        path: Path = ("langkah", position)
        if step.number not in reached:
            source.complain(path, f"Baris {step.number} tidak pernah tercapai dari baris pertama.")
        elif step.number not in ending:
            source.complain(path, f"Dari baris {step.number} prosedur tidak pernah dapat berakhir.")


def _each_period_ends(spec: SopSpec, source: Source) -> None:
    """An end can be reached in each kind of period, whose runs pass over the rows of the others."""
    for period in spec.periods if source.sound else ():
        ending = _ending(spec.of_period(period))
        for step in spec.rows_of(period):
            if step.number not in ending:
                message = f"Pada periode {period}, dari baris {step.number} perjalanan tidak pernah dapat berakhir."
                source.complain(("langkah", spec.steps.index(step)), message)


def _ending(spec: SopSpec) -> set[int]:
    """The rows from which an end can be reached."""
    onward = {step.number: _targets(spec, step) for step in spec.steps}
    return _closure({0}, lambda target: {number for number, after in onward.items() if target in after})


def _targets(spec: SopSpec, step: Step) -> set[int]:
    """Numbers of the rows that may follow; 0 for an end."""
    if step.outcomes:
        return {outcome.to or 0 for outcome in step.outcomes}
    following = spec.following(step)
    return {following.number if following else 0}


def _reopened(step: Step) -> set[int]:
    return {outcome.reopen_at for outcome in step.outcomes if outcome.reopen_at is not None}


def _closure(start: set[int], neighbours: Callable[[int], set[int]]) -> set[int]:
    found, waiting = set(start), list(start)
    while waiting:
        new = neighbours(waiting.pop()) - found - {0}
        found |= new
        waiting += new
    return found
