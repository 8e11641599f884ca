"""The list of pages. A new page is one line here; the navigation and Ctrl+K are built from it.

Pages are named, not imported: nobody waits for those that are not opened.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.access.permissions import Permission
from ui.icons import Icon
from ui.loading import load

if TYPE_CHECKING:
    from models.services.session import Session
    from ui.context import AppContext
    from ui.widgets.page import Page, Part


@dataclass(frozen=True)
class PageEntry:
    """One page.

    Attributes:
        id: what ``navigate`` calls it.
        title: name in the navigation and in Ctrl+K.
        permissions: one of these must be granted; without it the page does not exist for the person.
        builder: what builds the page: the module in ``ui.pages`` and the class in it, loaded when it is first shown.
        place: "nav" in the navigation, "foot" at its foot, "" only reached from other pages.
        belongs_to: page marked in the navigation while this one is shown.
        badge: key of ``StatusStrip.badges`` shown beside the title.
        inside: what tells the parts of the page that the person may see, written as ``builder`` is.
    """

    id: str
    title: str
    icon: Icon
    permissions: tuple[Permission, ...]
    builder: str
    place: str = ""
    belongs_to: str = ""
    badge: str = ""
    inside: str = ""

    @property
    def module(self) -> str:
        """The module that holds the page."""
        return f"ui.pages.{self.builder.partition(':')[0]}"

    def parts(self, session: Session) -> tuple[Part, ...]:
        """What Ctrl+K finds in the page."""
        if not self.inside:
            return ()
        module, _, function = self.inside.partition(":")
        found: tuple[Part, ...] = getattr(load(f"ui.pages.{module}"), function)(session)
        return found

    def make(self, context: AppContext) -> Page:
        """Build the page, once per session."""
        build: Callable[[AppContext], Page] = getattr(load(self.module), self.builder.partition(":")[2])
        return build(context)


_P = Permission
_ADMIN = (_P.SETTINGS_READ, _P.USERS_MANAGE, _P.BACKUP_RUN)
PAGES: tuple[PageEntry, ...] = (
    PageEntry("tugas", "Tugas Saya", Icon.TASKS, (_P.STEP_WORK,), "tasks.page:TasksPage", "nav", badge="tugas"),
    PageEntry("kasus", "Kasus", Icon.CASES, (_P.CASE_LIST,), "cases.page:CasesPage", "nav"),
    PageEntry("kasus_rinci", "Kasus", Icon.CASES, (_P.CASE_READ,), "case.page:CasePageView", belongs_to="kasus"),
    PageEntry("terima_aduan", "Terima Aduan", Icon.ADD, (_P.CASE_OPEN,), "intake.page:IntakePage", belongs_to="kasus"),
    PageEntry("hak_data", "Permohonan data", Icon.LAW, (_P.RIGHTS_READ,), "rights.page:RightsPage", belongs_to="kasus"),
    PageEntry("formulir", "Formulir", Icon.CASES, (_P.CASE_READ,), "form.page:FormPage", belongs_to="kasus"),
    PageEntry(
        "surat", "Meja Surat", Icon.LETTERS, (_P.LETTER_READ,), "letters.list_page:LettersPage", "nav", badge="surat"
    ),
    PageEntry(
        "surat_rinci", "Surat", Icon.LETTERS, (_P.LETTER_READ,), "letters.desk_page:LetterDeskPage", belongs_to="surat"
    ),
    PageEntry("agenda", "Agenda", Icon.AGENDA, (_P.AGENDA_READ,), "agenda.page:AgendaPage", "nav", badge="agenda"),
    PageEntry("bukulog", "Buku Log", Icon.LOGBOOK, (_P.LOGBOOK_READ,), "logbook.page:LogbookPage", "nav"),
    PageEntry("arsip", "Arsip", Icon.ARCHIVE, (_P.ARCHIVE_READ,), "records.page:RecordsPage", "nav"),
    PageEntry("ringkasan", "Ringkasan", Icon.DASHBOARD, (_P.STATISTICS_READ,), "dashboard.page:DashboardPage", "nav"),
    PageEntry(
        "laporan",
        "Laporan",
        Icon.REPORT,
        (_P.STATISTICS_READ,),
        "reports.list_page:ReportsPage",
        "nav",
        badge="laporan",
    ),
    PageEntry(
        "laporan_rinci",
        "Laporan",
        Icon.REPORT,
        (_P.STATISTICS_READ,),
        "reports.sheet_page:ReportPage",
        belongs_to="laporan",
    ),
    PageEntry(
        "simfoni",
        "Simfoni PPA",
        Icon.NATIONAL,
        (_P.SIMFONI_READ,),
        "simfoni.page:SimfoniPage",
        "nav",
        badge="simfoni",
    ),
    PageEntry(
        "administrasi", "Administrasi", Icon.ADMIN, _ADMIN, "admin.page:AdminPage", "foot", inside="admin.page:parts"
    ),
    PageEntry(
        "form_editor",
        "Formulir",
        Icon.CASES,
        (_P.DEFINITIONS_MANAGE,),
        "formedit.page:FormEditorPage",
        belongs_to="administrasi",
    ),
    PageEntry(
        "sop_editor",
        "SOP",
        Icon.PROCEDURE,
        (_P.DEFINITIONS_MANAGE,),
        "procedures.page:ProcedureEditorPage",
        belongs_to="administrasi",
    ),
    PageEntry(
        "naskah_surat",
        "Naskah surat",
        Icon.LETTER,
        (_P.DEFINITIONS_MANAGE,),
        "wording.page:WordingEditorPage",
        belongs_to="administrasi",
    ),
)


def pages_for(session: Session, pages: tuple[PageEntry, ...] = PAGES) -> tuple[PageEntry, ...]:
    """The pages the person may open, in the order of the navigation."""
    return tuple(page for page in pages if any(session.may(permission) for permission in page.permissions))
