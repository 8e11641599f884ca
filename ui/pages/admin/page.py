"""Administrasi: what the office sets about itself, as a list of plain forms."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QStackedWidget

from models.access.permissions import Permission
from ui import icons, theme
from ui.context import AppContext
from ui.pages.admin.about import AboutSection
from ui.pages.admin.absences import AbsencesSection
from ui.pages.admin.appearance import AppearanceSection
from ui.pages.admin.archive_codes import ArchiveCodesSection
from ui.pages.admin.backup import BackupSection
from ui.pages.admin.check import CheckSection
from ui.pages.admin.days_off import DaysOffSection
from ui.pages.admin.emergency import EmergencySection
from ui.pages.admin.forms import FormsSection
from ui.pages.admin.hours import HoursSection
from ui.pages.admin.issue_book import IssueBookSection
from ui.pages.admin.legal import LegalSection
from ui.pages.admin.letter_kinds import LetterKindsSection
from ui.pages.admin.letter_look import LetterLookSection
from ui.pages.admin.lists import ListsSection
from ui.pages.admin.mandates import MandatesSection
from ui.pages.admin.numbering import NumberingSection
from ui.pages.admin.office import IdentitySection, LetterheadSection
from ui.pages.admin.officers import OfficersSection
from ui.pages.admin.password import PasswordSection
from ui.pages.admin.procedures import ProceduresSection
from ui.pages.admin.rollout import RolloutSection
from ui.pages.admin.section import Section
from ui.pages.admin.travel import TravelSection
from ui.pages.admin.update import UpdateSection
from ui.pages.admin.users import UsersSection
from ui.pages.admin.wording import WordingSection
from ui.widgets.basics import Card
from ui.widgets.page import Page, PageHead, Part, page_box

if TYPE_CHECKING:
    from models.services.session import Session

#: Pixels at 100 % text: height of an entry and of a group's heading; what an entry needs beside its title.
_ENTRY, _HEADING, _BESIDE = 36, 30, 66
#: The mark behind the title of a section that holds something that is not saved.
_UNSAVED = " *"
_NAME = Qt.ItemDataRole.UserRole
_WRITE, _USERS = Permission.SETTINGS_WRITE, Permission.USERS_MANAGE
#: Name in addresses, what it needs, and its section.
_Entry = tuple[str, Permission | None, type[Section]]
#: The list, in groups of what belongs together.
_GROUPS: tuple[tuple[str, tuple[_Entry, ...]], ...] = (
    ("Kantor", (
        ("profil", _WRITE, IdentitySection),
        ("waktu", _WRITE, HoursSection),
        ("libur", _WRITE, DaysOffSection),
        ("darurat", _WRITE, EmergencySection),
        ("batas", Permission.SETTINGS_READ, LegalSection),
    )),
    ("Orang", (
        ("pegawai", _WRITE, OfficersSection),
        ("tidak_hadir", _WRITE, AbsencesSection),
        ("pengguna", _USERS, UsersSection),
    )),
    ("Surat", (
        ("kop", _WRITE, LetterheadSection),
        ("surat", _WRITE, LetterLookSection),
        ("naskah", Permission.DEFINITIONS_MANAGE, WordingSection),
        ("nomor", _WRITE, NumberingSection),
        ("jenis_surat", _WRITE, LetterKindsSection),
        ("klasifikasi", _WRITE, ArchiveCodesSection),
        ("pelimpahan", _WRITE, MandatesSection),
        ("perjalanan", _WRITE, TravelSection),
    )),
    ("SOP dan formulir", (
        ("sop", Permission.SETTINGS_READ, ProceduresSection),
        ("formulir", Permission.SETTINGS_READ, FormsSection),
        ("daftar", _WRITE, ListsSection),
    )),
    ("Data", (
        ("cadangan", Permission.BACKUP_RUN, BackupSection),
        ("pemeriksaan", Permission.AUDIT_READ, CheckSection),
        ("buku_terbit", _WRITE, IssueBookSection),
        ("berkas", _WRITE, RolloutSection),
        ("pembaruan", Permission.BACKUP_RUN, UpdateSection),
    )),
    ("Saya", (
        ("sandi", None, PasswordSection),
        ("tampilan", None, AppearanceSection),
        ("tentang", None, AboutSection),
    )),
)  # fmt: skip


def parts(session: Session) -> tuple[Part, ...]:
    """The sections the person may see, for Ctrl+K."""
    return tuple(
        Part(kind.title, kind.icon, kind.sentence, {"bagian": name})
        for _heading, entries in _allowed(session)
        for name, kind in entries
    )


def _allowed(session: Session) -> Iterator[tuple[str, list[tuple[str, type[Section]]]]]:
    """The groups of what the person may see; no empty one."""
    for heading, entries in _GROUPS:
        seen = [(name, kind) for name, needed, kind in entries if needed is None or session.may(needed)]
        if seen:
            yield heading, seen


class AdminPage(Page):
    """Shown with ``bagian`` for one of the sections ("cadangan", for example), with ``tahun`` for a year's days off,
    with ``daftar`` for one of the lists of choices. A section is made when it is first looked at.

    Attributes:
        sections: the kinds of those the person may see, by name.
    """

    topics = frozenset({"pengaturan", "cadangan"})

    def __init__(self, context: AppContext) -> None:
        super().__init__("Administrasi")
        self._context = context
        box = page_box(self)
        box.addWidget(PageHead("Administrasi", "Perubahan berlaku setelah disimpan, untuk semua komputer kantor ini."))
        self.list = QListWidget()
        self.list.setAccessibleName("Bagian administrasi")
        self._stack = QStackedWidget()
        self.sections: dict[str, type[Section]] = {}
        self._made: dict[str, Section] = {}
        self._items: dict[str, QListWidgetItem] = {}
        self._headings: list[QListWidgetItem] = []
        for heading, entries in _allowed(context.workspace.session):
            self._begin_group(heading)
            for name, kind in entries:
                self._add(name, kind)
        self._framed = Card(margins=(6, 6, 6, 6), spacing=0)
        self._framed.body.addWidget(self.list)
        columns = QHBoxLayout()
        columns.setSpacing(16)
        columns.addWidget(self._framed)
        columns.addWidget(self._stack, 1)
        box.addLayout(columns, 1)
        self._name = next(iter(self.sections))
        self.list.setCurrentItem(self._items[self._name])
        self.list.currentItemChanged.connect(self._choose)
        context.theme.changed.connect(self._dress)
        self._dress()

    @property
    def section(self) -> Section:
        """The section that is shown."""
        if self._name not in self._made:
            made = self.sections[self._name](self._context)
            made.touched.connect(self._mark)
            self._made[self._name] = made
            self._stack.addWidget(made)
        return self._made[self._name]

    def entry(self, name: str) -> QListWidgetItem:
        """The line of a section in the list."""
        return self._items[name]

    def show_with(self, **params: object) -> None:
        wanted = params.get("bagian")
        if wanted in self.sections:
            self.list.setCurrentItem(self._items[str(wanted)])
        year = params.get("tahun")
        if isinstance(year, int) and isinstance(self.section, DaysOffSection):
            self.section.show_year(year)
            return
        if "daftar" in params and isinstance(self.section, ListsSection):
            self.section.show_list(str(params["daftar"]))
            return
        self.refresh()

    def refresh(self) -> None:
        """Read the shown section again; what is being typed stays."""
        if not self.section.dirty():
            self.section.load()

    def focus_first(self) -> None:
        self.list.setFocus()

    def _begin_group(self, heading: str) -> None:
        item = QListWidgetItem(heading)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setSizeHint(QSize(0, theme.current().px(_HEADING)))
        item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom)
        self.list.addItem(item)
        self._headings.append(item)

    def _add(self, name: str, kind: type[Section]) -> None:
        item = QListWidgetItem(kind.title)
        item.setData(_NAME, name)
        item.setSizeHint(QSize(0, theme.current().px(_ENTRY)))
        self.list.addItem(item)
        self._items[name], self.sections[name] = item, kind

    def _choose(self, item: QListWidgetItem | None) -> None:
        name = str(item.data(_NAME)) if item is not None else self._name
        if name != self._name:
            self._name = name
            self._stack.setCurrentWidget(self.section)
            self.refresh()

    def _mark(self) -> None:
        """Say in the list which sections hold something that is not saved; it stays there while one looks elsewhere."""
        for name, section in self._made.items():
            item = self._items[name]
            item.setText(f"{section.title}{_UNSAVED}" if section.dirty() else section.title)
            words = f"{section.title}, ada perubahan yang belum disimpan" if section.dirty() else section.title
            item.setData(Qt.ItemDataRole.AccessibleTextRole, words)

    def _dress(self) -> None:
        look = theme.current()
        self.list.setIconSize(QSize(look.px(18), look.px(18)))
        for name, kind in self.sections.items():
            self._items[name].setIcon(icons.icon(kind.icon, "muted"))
        titles = (f"{kind.title}{_UNSAVED}" for kind in self.sections.values())
        widest = max(map(QFontMetrics(look.font()).horizontalAdvance, titles))
        self._framed.setFixedWidth(widest + look.px(_BESIDE))  # no wider: the section beside it needs the room
        for heading in self._headings:
            heading.setForeground(look.color("muted"))
