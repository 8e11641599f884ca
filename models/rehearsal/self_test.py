"""The self-test: an office that lives only for it, every actor, every row, every paper, the books, the backup."""

from __future__ import annotations

import contextlib
import secrets
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import resources
from models.definitions.check import check_texts
from models.domain.atomic import write_whole
from models.domain.clock import FixedClock
from models.errors import UserError
from models.forms.lists import load_all
from models.forms.loader import load as load_form
from models.forms.spec import Option
from models.messages import render
from models.rehearsal import office
from models.rehearsal.crew import Crew
from models.rehearsal.invention import Inventor
from models.rehearsal.month import PeriodWalk
from models.rehearsal.routes import rehearsals
from models.rehearsal.walk import Printed, Walk
from models.services.agenda.books import BOOKS
from models.services.entry.gate import Gate
from models.services.ports import Renderers
from models.services.views import CaseFilter, NewDispatch, NewDisposition, NewIncoming
from models.services.views.simfoni import EntryState, SimfoniFilter
from models.sop.spec import OutputKind
from models.source import Source
from models.statistics.figures import Basis
from models.vault.keys import FLOOR

#: How the text of a paper is read back, and whether a paper is sound: given from outside (PDFium).
ReadText = Callable[[bytes], str]
Say = Callable[[str], None]
Window = Callable[[Gate, str], None]


@dataclass
class Findings:
    """What did not hold, in sentences; and the papers that were made."""

    out: Path
    read_text: ReadText
    problems: list[str] = field(default_factory=list)
    papers: int = 0

    def paper(self, printed: Printed) -> None:
        """Keep a paper and look for every text it must hold."""
        self.papers += 1
        write_whole(self.out / f"{printed.name}.pdf", printed.pdf)
        text = squeezed(self.read_text(printed.pdf))
        for wanted in printed.texts:
            if squeezed(wanted) not in text:
                self.problems.append(f'{printed.name}.pdf tidak memuat "{wanted}".')

    @contextlib.contextmanager
    def part(self, name: str) -> Iterator[None]:
        """A part of the test: a problem the program tells ends the part, not the test."""
        try:
            yield
        except UserError as error:
            message = render(error)
            self.problems.append(f"{name}: {message.title} ({error.code.value}). {message.why}".strip())
        except (ValueError, KeyError) as error:
            self.problems.append(f"{name}: {error}")


def squeezed(text: str) -> str:
    """Letters and digits only: line breaks, boxes and the dashes of broken words do not count."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", text).lower() if sign.isalnum())


def run(
    workplace: Path, out: Path, renderers: Renderers, read_text: ReadText, say: Say, window: Window
) -> tuple[str, ...]:
    """Run the whole test in the empty folder ``workplace``; papers go to ``out``. Gives the problems, none is good.

    ``window`` walks a procedure through the real window of the office and raises ValueError with a sentence.
    """
    findings, clock = Findings(out, read_text), FixedClock()
    password = f"uji {secrets.token_hex(12)}"
    findings.problems += [f"Definisi: {problem}" for problem in check_texts(_definitions()) if problem.grave]
    say("Definisi diperiksa.")
    gate = office.gate(workplace / "kantor", clock, FLOOR)
    procedures = tuple(spec.key for spec in (*office.ready_specs(), *office.period_specs()))
    recovery_key = office.found(gate, clock, password, renderers, procedures)
    say("Kantor sementara dibuat.")
    crew = Crew(gate, clock, renderers, password)
    with findings.part("Formulir kosong"):
        _blank_forms(crew, findings)
    for spec in office.ready_specs():
        ways = rehearsals(spec)
        for number, (turn, route) in enumerate(ways, 1):
            with findings.part(f"{spec.name}, jalur {number}"):
                walk = Walk(crew, spec, Inventor(number, _officers(crew)), findings.paper, turn)
                walk.run(route, f"{spec.key}-{number}")
        say(f"{spec.unit}, {spec.name}: {len(ways)} jalur dijalani.")
    _other_papers(crew, findings)
    for spec in office.period_specs():
        with findings.part(spec.name):
            walked = PeriodWalk(crew, spec, Inventor(1, _officers(crew)), findings.paper).run_all()
            say(f"{spec.unit}, {spec.name}: {walked} periode dijalani.")
    with findings.part("Cadangan"):
        _backup(crew, workplace, password, findings, clock, renderers)
    crew.leave()
    with findings.part("Kunci pemulihan"):
        gate.unlock_with_recovery(recovery_key, "pengelola", f"baru {password}").lock()
    with findings.part("Jendela"):
        window(gate, password)
        say("SOP dijalani melalui jendela program.")
    with findings.part("Kerahasiaan"):
        _secrecy(workplace, findings)
    say(f"{findings.papers} dokumen dicetak dan dibaca kembali.")
    return tuple(findings.problems)


def _definitions() -> list[tuple[str, str]]:
    folders = ("lists", "forms", "letters", "sop")
    return [(name, resources.text(name)) for folder in folders for name in resources.all_of(folder, ".toml")]


def _officers(crew: Crew) -> tuple[Option, ...]:
    return crew.at_desk("layanan").forms.intake(office.ready_specs()[0].key).officers


def _blank_forms(crew: Crew, findings: Findings) -> None:
    lists = load_all(Source.read(name, resources.text(name)) for name in resources.all_of("lists", ".toml"))
    for name in resources.all_of("forms", ".toml"):
        spec = load_form(Source.read(name, resources.text(name)), lists)
        if spec is None:
            continue
        pdf = crew.at_desk("administrasi").forms.blank_paper(spec.key)
        findings.paper(Printed(f"kosong-{spec.key}", pdf, (spec.title, *(field.label for field in spec.fields))))


def _other_papers(crew: Crew, findings: Findings) -> None:
    """What no single row of a procedure asks for."""
    with findings.part("Surat di luar langkah"):
        _other_letters(crew, findings)
    with findings.part("Lembar SOP"):
        _sheets(crew, findings)
    with findings.part("Bukti mutu baku dan evaluasi SOP"):
        _proofs(crew, findings)
    with findings.part("Buku log"):
        _books(crew, findings)
    with findings.part("Agenda dan disposisi"):
        _agenda(crew, findings)
    with findings.part("Simfoni PPA"):
        _simfoni(crew, findings)


def _other_letters(crew: Crew, findings: Findings) -> None:
    """Letters no row asks for, each once for the newest case."""
    desk = crew.at_desk("administrasi")
    named = {key for spec in office.ready_specs() for key in spec.documents(OutputKind.LETTER)}
    newest = desk.cases.list(CaseFilter(view="semua"), limit=1).rows[0]
    walk = Walk(crew, office.ready_specs()[0], Inventor(99, _officers(crew)), findings.paper)
    walk.case_id, walk.number = newest.case_id, "lain"
    for option in crew.at_desk("administrasi").letters.kinds(walk.case_id):
        if option.key not in named:
            walk.issue_letter(crew.at_desk("administrasi"), option.key)


def _sheets(crew: Crew, findings: Findings) -> None:
    """Every procedure printed as its sheet, with each row and column in it."""
    procedures = crew.at_desk("administrasi").procedures
    for spec in office.shipped_specs():
        texts = [spec.name, spec.number, *spec.legal_bases, *(actor.name for actor in spec.actors)]
        for step in spec.steps:
            texts += [step.activity or step.title, *step.requirements]
        findings.paper(Printed(f"sop-{spec.key}", procedures.sheet(spec.key), tuple(texts)))


def _proofs(crew: Crew, findings: Findings) -> None:
    """The proof of the newest case, and the year of every procedure that was walked, on paper and as a table."""
    desk, year = crew.at_desk("pimpinan"), crew.clock.now().year
    newest = desk.cases.list(CaseFilter(view="semua"), limit=1).rows[0]
    findings.paper(Printed("bukti-mutu-baku", desk.proof.case_proof(newest.case_id), (newest.number,)))
    for spec in office.ready_specs():
        if not desk.proof.evaluation(year, spec.key).cases:
            findings.problems.append(f"Evaluasi {spec.name} kosong padahal kasusnya sudah dijalani.")
        timed = [step.title for step in spec.steps if step.time]
        pdf = desk.proof.evaluation_pdf(year, spec.key)
        findings.paper(Printed(f"evaluasi-{spec.key}", pdf, (spec.name, *timed)))
        write_whole(findings.out / f"evaluasi-{spec.key}.xlsx", desk.proof.evaluation_xlsx(year, spec.key))


def _simfoni(crew: Crew, findings: Findings) -> None:
    """An entered case's sheet, the month beside the dashboard, and the recap."""
    desk, month = crew.at_desk("administrasi"), f"{crew.clock.now():%Y-%m}"
    entered = desk.simfoni.list(SimfoniFilter(EntryState.ENTERED)).rows
    if not entered:
        findings.problems.append("Tidak ada kasus yang tercatat sudah dientri ke Simfoni PPA.")
        return
    sheet = desk.simfoni.sheet(entered[0].case_id, clear=True)
    said = [item.words for item in sheet.sheet.items if item.words and not item.is_day and not item.own]
    texts = (sheet.form_title, sheet.register_number, sheet.number, *(words for words in said if " " not in words))
    findings.paper(Printed("lembar-entri-simfoni", desk.simfoni.paper(sheet.case_id), texts))
    tables = [table.title for table in desk.simfoni_months.compare(month, Basis.REPORT).tables]
    paper = desk.simfoni_months.paper(month, Basis.REPORT)
    findings.paper(Printed("pencocokan-simfoni", paper, tuple(tables)))
    write_whole(findings.out / "rekap-simfoni.xlsx", desk.simfoni_recap.workbook(month, Basis.REPORT))


def _books(crew: Crew, findings: Findings) -> None:
    desk, today = crew.at_desk("administrasi"), crew.clock.now().date()
    lines = desk.logbook.day(today)
    if not lines:
        findings.problems.append("Buku log kosong padahal kasus sudah dijalani.")
    if not desk.logbook.verify().whole:
        findings.problems.append("Rantai buku log putus.")
    texts = tuple(line.register_number for line in lines if line.register_number)
    findings.paper(Printed("buku-log", desk.logbook.paper(today.replace(day=1), today), texts))


def _agenda(crew: Crew, findings: Findings) -> None:
    """A letter comes in, is disposed and answered, an answer is sent; the sheet and every book are printed."""
    today = crew.clock.now().date()
    letter = NewIncoming("Dinas Rekaan", "Permintaan data rekaan", today, "001/REKAAN", urgency="segera")
    number = crew.at_desk("administrasi").agenda.record(letter, "uji-masuk").row
    worker = crew.at_desk("layanan").session.user.account_id
    order = NewDisposition((worker,), ("Siapkan balasan",), "Sebelum akhir pekan.")
    crew.at_desk("pimpinan").dispositions.make(number.incoming_id, order, "uji-disposisi")
    tasks = crew.at_desk("layanan").dispositions
    for task in tasks.mine():
        tasks.answer(task.task_id, "Balasan sudah disiapkan.")
    desk = crew.at_desk("administrasi")
    desk.dispatches.send(NewDispatch("Balasan rekaan", "Dinas Rekaan", today), "uji-kirim")
    said = (letter.sender, letter.subject, number.agenda, order.note)
    findings.paper(Printed("lembar-disposisi-agenda", desk.dispositions.paper(number.incoming_id), said))
    for book in BOOKS.values():
        view = desk.books.month(book.key, today.year, today.month)
        if not view.lines:
            findings.problems.append(f"{book.name} kosong padahal suratnya sudah dicatat.")
        pdf = desk.books.paper(book.key, today.year, today.month)
        findings.paper(Printed(f"buku-{book.key}", pdf, (book.title, *(line.cells[1] for line in view.lines))))


def _backup(
    crew: Crew, workplace: Path, password: str, findings: Findings, clock: FixedClock, renderers: Renderers
) -> None:
    """Back up, verify (database, audit chain, attachments), restore elsewhere, open it, count."""
    desk = crew.at_desk("administrasi")
    before = desk.cases.list(CaseFilter(view="semua"), limit=1).total
    manager = crew.at_desk("pengelola")
    made = manager.backup.run()
    manager.backup.verify(made.path)
    manager.backup.restore(made.path, workplace / "pulih")
    crew.leave()
    restored = Crew(office.gate(workplace / "pulih", clock, FLOOR), clock, renderers, password)
    after = restored.at_desk("administrasi").cases.list(CaseFilter(view="semua"), limit=1).total
    restored.leave()
    if after != before:
        findings.problems.append(f"Cadangan memulihkan {after} kasus, seharusnya {before}.")


def _secrecy(workplace: Path, findings: Findings) -> None:
    """No invented name may stand readable in any file of the data folder."""
    names = {player.officer.name.split(",")[0] for player in office.PLAYERS}
    for seed in range(1, 4):
        names.add(Inventor(seed).person(FixedClock().now().date(), female=True).name)
    needles = [form for name in names for form in (name.encode(), name.encode("utf-16-le"))]
    for path in workplace.rglob("*"):
        if path.is_file() and any(needle in path.read_bytes() for needle in needles):
            findings.problems.append(f"Berkas {path.name} memuat nama yang terbaca.")
