"""Everything a person can do after logging in: one object that holds the services of the session."""

from __future__ import annotations

from collections.abc import Callable

from models.access.permissions import Permission
from models.domain.clock import Clock
from models.errors import UserError
from models.services.agenda.agenda import AgendaService
from models.services.agenda.agenda_books import BookService
from models.services.agenda.dispatches import DispatchService
from models.services.agenda.dispositions import DispositionService
from models.services.cases.case_file import CaseFileService
from models.services.cases.case_versions import CaseVersionService
from models.services.cases.cases import CaseService
from models.services.cases.consent import ConsentService
from models.services.cases.kit import KitService
from models.services.cases.legal import LegalService
from models.services.cases.minimum import MinimumService
from models.services.cases.persons import PersonService
from models.services.cases.proof import ProofService
from models.services.cases.red_path import RedPathService
from models.services.cases.same_person import SamePersonService
from models.services.cases.tasks import TaskService
from models.services.definitions import Definitions
from models.services.desk import Desk
from models.services.editing.form_editor import FormEditorService
from models.services.editing.letter_wording import LetterWordingService
from models.services.editing.list_editor import ListEditorService
from models.services.editing.procedure_editor import ProcedureEditorService
from models.services.entry import founding
from models.services.entry.updates import UpdateService
from models.services.entry.users import UserService
from models.services.exports import ExportService
from models.services.forms.form_pictures import FormPictureService
from models.services.forms.form_versions import FormVersionService
from models.services.forms.forms import FormService
from models.services.letters.authenticity import AuthenticityService
from models.services.letters.bookings import BookingService
from models.services.letters.letter_choices import LetterChoiceService
from models.services.letters.letter_life import LetterLifeService
from models.services.letters.letters import LetterService
from models.services.letters.number_list import NumberListService
from models.services.letters.replies import ReplyService
from models.services.logbook import LogbookService
from models.services.office.archive_codes import ArchiveCodeService
from models.services.office.calendar import CalendarService
from models.services.office.mandates import MandateService
from models.services.office.people import PeopleService
from models.services.office.procedures import ProcedureService
from models.services.office.settings import SettingsService
from models.services.packages.packages import PackageService
from models.services.periods.periods import PeriodService
from models.services.ports import Renderers
from models.services.records.archive_rules import ArchiveRuleService
from models.services.records.attachments import AttachmentService
from models.services.records.completeness import CompletenessService
from models.services.records.destruction import DestructionService
from models.services.records.handovers import HandoverService
from models.services.records.loans import LoanService
from models.services.records.sheet_scans import SheetScanService
from models.services.records.shelves import ShelfService
from models.services.records.shortages import ShortageService
from models.services.records.signed_scans import SignedScanService
from models.services.records.stacks import StackService
from models.services.reports.report_rules import ReportRuleService
from models.services.reports.reports import ReportService
from models.services.reports.statistics import StatisticsService
from models.services.rights import erasure
from models.services.rights.data_requests import DataRequestService
from models.services.rollout.service import RolloutService
from models.services.safety.backup import BackupService
from models.services.safety.check import CheckService
from models.services.safety.ledger import LedgerService
from models.services.safety.together import TogetherService
from models.services.search import SearchService
from models.services.session import Session
from models.services.simfoni.simfoni import SimfoniService
from models.services.simfoni.simfoni_months import SimfoniMonthService
from models.services.simfoni.simfoni_recap import SimfoniRecapService
from models.services.status import StatusService
from models.services.trail import TrailService
from models.store.database import UNWRITABLE


class Workspace:
    """The services of one session.

    Attributes:
        training: the training office; every screen and paper says LATIHAN.
    """

    def __init__(self, session: Session, clock: Clock, renderers: Renderers, *, training: bool = False) -> None:
        """Opens the services; brings in definitions that a newer program ships. Touches the database."""
        self.session = session
        self.clock = clock
        self.renderers = renderers
        self.training = training
        desk = Desk(session, clock, renderers, training)
        definitions = Definitions(clock)
        _where_possible(lambda: self._bring_definitions(desk))
        self.forms = FormService(desk, definitions)
        self.minimum = MinimumService(desk, definitions)
        self.kit = KitService(desk, definitions)
        self.consent = ConsentService(desk, definitions)
        self.cases = CaseService(desk, definitions)
        self.periods = PeriodService(desk, definitions)
        self.tasks = TaskService(desk, definitions)
        self._open_letters(desk, definitions)
        self._open_records(desk, definitions)
        self._open_definitions(desk, definitions)
        self._open_archive(desk, definitions)
        self.simfoni = SimfoniService(desk, definitions)
        self.simfoni_months = SimfoniMonthService(desk, definitions)
        self.simfoni_recap = SimfoniRecapService(desk, definitions)
        self.search = SearchService(desk)
        self.persons = PersonService(desk)
        self.same_person = SamePersonService(desk)
        self.form_pictures = FormPictureService(desk)
        self.red_path = RedPathService(desk)
        self._open_office(desk, definitions)
        self.legal = LegalService(desk)
        self.statistics = StatisticsService(desk, definitions)
        self.report_rules = ReportRuleService(desk)
        self.reports = ReportService(desk, definitions, self.statistics)
        self.status = StatusService(desk, definitions, self.simfoni)
        self._open_safekeeping(session, clock)
        _where_possible(lambda: erasure.sweep(desk))
        self.exports = ExportService(desk, self.cases, self.letters, self.logbook)
        if session.may(Permission.CASE_LIST):
            _where_possible(self.periods.begin_due)

    def _open_office(self, desk: Desk, definitions: Definitions) -> None:
        """The office's own data."""
        self.settings = SettingsService(desk, definitions)
        self.rollout = RolloutService(desk, definitions)
        self.calendar = CalendarService(desk, definitions)
        self.people = PeopleService(desk)

    def _open_archive(self, desk: Desk, definitions: Definitions) -> None:
        """The services of case files: what they hold, where they stand, how long they are kept, who asks for them."""
        self.attachments = AttachmentService(desk, definitions)
        self.case_file = CaseFileService(desk, definitions)
        self.stacks = StackService(desk, definitions, self.attachments, self.case_file, self.signed_scans, self.agenda)
        self.handovers = HandoverService(desk, definitions)
        self.archive_rules = ArchiveRuleService(desk, definitions)
        self.completeness = CompletenessService(desk, definitions)
        self.shortages = ShortageService(desk, definitions)
        self.shelves = ShelfService(desk, definitions)
        self.loans = LoanService(desk)
        self.destruction = DestructionService(desk, definitions)
        self.data_requests = DataRequestService(desk, definitions)
        self.packages = PackageService(desk, definitions, self.forms)

    def _open_safekeeping(self, session: Session, clock: Clock) -> None:
        """Who may come in, and that nothing is lost."""
        self.users = UserService(session, clock)
        self.backup = BackupService(session, clock)
        self.updates = UpdateService(session, clock, self.backup)
        self.trail = TrailService(session, clock)
        self.check = CheckService(session, clock)

    def _open_letters(self, desk: Desk, definitions: Definitions) -> None:
        """The services of letters and their numbers."""
        self.ledger = LedgerService(desk)
        self.together = TogetherService(desk)
        self.letters = LetterService(desk, definitions)
        self.replies = ReplyService(desk, definitions)
        self.letter_life = LetterLifeService(desk)
        self.signed_scans = SignedScanService(desk)
        self.letter_choices = LetterChoiceService(desk, definitions)
        self.bookings = BookingService(desk, definitions)
        self.authenticity = AuthenticityService(desk)
        self.archive_codes = ArchiveCodeService(desk)
        self.mandates = MandateService(desk, definitions)
        self.number_list = NumberListService(desk)
        self.letter_wording = LetterWordingService(desk, definitions)

    def _open_records(self, desk: Desk, definitions: Definitions) -> None:
        """The registers of what goes in and out of the office on paper."""
        self.logbook = LogbookService(desk)
        self.agenda = AgendaService(desk, definitions)
        self.sheet_scans = SheetScanService(desk, self.agenda)
        self.dispositions = DispositionService(desk, definitions)
        self.dispatches = DispatchService(desk)
        self.books = BookService(desk)

    def _open_definitions(self, desk: Desk, definitions: Definitions) -> None:
        """The services of procedures, forms and letters as the office writes them."""
        self.procedures = ProcedureService(desk, definitions)
        self.procedure_editor = ProcedureEditorService(desk, definitions)
        self.form_editor = FormEditorService(desk, definitions)
        self.form_versions = FormVersionService(desk, definitions)
        self.list_editor = ListEditorService(desk, definitions)
        self.case_versions = CaseVersionService(desk, definitions)
        self.proof = ProofService(desk, definitions)

    @staticmethod
    def _bring_definitions(desk: Desk) -> None:
        with desk.reading():
            lacking = founding.lacking_definitions()
        if lacking:
            with desk.writing("pengaturan") as unit:
                founding.bring_definitions(unit, desk.clock.now())

    def store_events(self, callback: Callable[[frozenset[str]], None]) -> None:
        """Call ``callback`` with the topics of each commit, on the thread that committed."""
        self.session.store.on_commit.append(callback)

    def lock(self) -> None:
        """Drop keys and connections; nothing works any more until the next login."""
        self.together.leave()
        self.session.lock()


def _where_possible(work: Callable[[], object]) -> None:
    """Do what a login does beside; where nothing can be written people may still look."""
    try:
        work()
    except UserError as error:
        if error.code not in UNWRITABLE:
            raise
