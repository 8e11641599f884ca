"""The list of pages. A new page is one line here; the navigation and Ctrl+K are built from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from models.access.permissions import Permission
from models.services.session import Session
from ui.context import AppContext
from ui.icons import Icon
from ui.pages.admin.page import AdminPage
from ui.pages.agenda.page import AgendaPage
from ui.pages.case.page import CasePageView
from ui.pages.cases.page import CasesPage
from ui.pages.dashboard.page import DashboardPage
from ui.pages.form.page import FormPage
from ui.pages.formedit.page import FormEditorPage
from ui.pages.intake.page import IntakePage
from ui.pages.letters.desk_page import LetterDeskPage
from ui.pages.letters.list_page import LettersPage
from ui.pages.logbook.page import LogbookPage
from ui.pages.procedures.page import ProcedureEditorPage
from ui.pages.records.page import RecordsPage
from ui.pages.reports.list_page import ReportsPage
from ui.pages.reports.sheet_page import ReportPage
from ui.pages.rights.page import RightsPage
from ui.pages.simfoni.page import SimfoniPage
from ui.pages.tasks.page import TasksPage
from ui.pages.wording.page import WordingEditorPage
from ui.widgets.page import Page


@dataclass(frozen=True)
class PageEntry:
    """One page.

    Attributes:
        id: what ``navigate`` calls it.
        title: name in the navigation and in Ctrl+K.
        permissions: one of these must be granted; without it the page does not exist for the person.
        make: builds the page, once per session and when it is first shown.
        place: "nav" in the navigation, "foot" at its foot, "" only reached from other pages.
        belongs_to: page marked in the navigation while this one is shown.
        badge: key of ``StatusStrip.badges`` shown beside the title.
    """

    id: str
    title: str
    icon: Icon
    permissions: tuple[Permission, ...]
    make: Callable[[AppContext], Page]
    place: str = ""
    belongs_to: str = ""
    badge: str = ""


_P = Permission
_ADMIN = (_P.SETTINGS_READ, _P.USERS_MANAGE, _P.BACKUP_RUN)
PAGES: tuple[PageEntry, ...] = (
    PageEntry("tugas", "Tugas Saya", Icon.TASKS, (_P.STEP_WORK,), TasksPage, "nav", badge="tugas"),
    PageEntry("kasus", "Kasus", Icon.CASES, (_P.CASE_LIST,), CasesPage, "nav"),
    PageEntry("kasus_rinci", "Kasus", Icon.CASES, (_P.CASE_READ,), CasePageView, belongs_to="kasus"),
    PageEntry("terima_aduan", "Terima Aduan", Icon.ADD, (_P.CASE_OPEN,), IntakePage, belongs_to="kasus"),
    PageEntry("hak_data", "Permohonan data", Icon.LAW, (_P.RIGHTS_READ,), RightsPage, belongs_to="kasus"),
    PageEntry("formulir", "Formulir", Icon.CASES, (_P.CASE_READ,), FormPage, belongs_to="kasus"),
    PageEntry("surat", "Meja Surat", Icon.LETTERS, (_P.LETTER_READ,), LettersPage, "nav", badge="surat"),
    PageEntry("surat_rinci", "Surat", Icon.LETTERS, (_P.LETTER_READ,), LetterDeskPage, belongs_to="surat"),
    PageEntry("agenda", "Agenda", Icon.AGENDA, (_P.AGENDA_READ,), AgendaPage, "nav", badge="agenda"),
    PageEntry("bukulog", "Buku Log", Icon.LOGBOOK, (_P.LOGBOOK_READ,), LogbookPage, "nav"),
    PageEntry("arsip", "Arsip", Icon.ARCHIVE, (_P.ARCHIVE_READ,), RecordsPage, "nav"),
    PageEntry("ringkasan", "Ringkasan", Icon.DASHBOARD, (_P.STATISTICS_READ,), DashboardPage, "nav"),
    PageEntry("laporan", "Laporan", Icon.REPORT, (_P.STATISTICS_READ,), ReportsPage, "nav", badge="laporan"),
    PageEntry("laporan_rinci", "Laporan", Icon.REPORT, (_P.STATISTICS_READ,), ReportPage, belongs_to="laporan"),
    PageEntry("simfoni", "Simfoni PPA", Icon.NATIONAL, (_P.SIMFONI_READ,), SimfoniPage, "nav"),
    PageEntry("administrasi", "Administrasi", Icon.ADMIN, _ADMIN, AdminPage, "foot"),
    PageEntry(
        "form_editor", "Formulir", Icon.CASES, (_P.DEFINITIONS_MANAGE,), FormEditorPage, belongs_to="administrasi"
    ),
    PageEntry(
        "sop_editor", "SOP", Icon.PROCEDURE, (_P.DEFINITIONS_MANAGE,), ProcedureEditorPage, belongs_to="administrasi"
    ),
    PageEntry(
        "naskah_surat",
        "Naskah surat",
        Icon.LETTER,
        (_P.DEFINITIONS_MANAGE,),
        WordingEditorPage,
        belongs_to="administrasi",
    ),
)


def pages_for(session: Session, pages: tuple[PageEntry, ...] = PAGES) -> tuple[PageEntry, ...]:
    """The pages the person may open, in the order of the navigation."""
    return tuple(page for page in pages if any(session.may(permission) for permission in page.permissions))
