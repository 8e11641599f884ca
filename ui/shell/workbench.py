"""The frame somebody works in after logging in: navigation, top bar, pages, status strip, search. No business rules."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from models.access import roles
from models.access.permissions import Permission
from models.errors import UserError
from models.services.views import Hit, StatusStrip
from models.services.workspace import Workspace
from ui import theme
from ui.context import AppContext
from ui.icons import Icon
from ui.shell.alerts import Alerts
from ui.shell.nav import Nav
from ui.shell.page_stack import PageStack, Visit
from ui.shell.pages_registry import PAGES, PageEntry, pages_for
from ui.shell.palette import Entry, Palette, hint
from ui.shell.ribbon import ribbon
from ui.shell.safekeeper import Safekeeper
from ui.shell.shortcuts import KEYS
from ui.shell.status_strip import StatusBar
from ui.shell.tools import Tools
from ui.shell.topbar import TopBar
from ui.widgets.basics import Button
from ui.widgets.dialog import ShortcutDialog
from ui.widgets.messages import Banner, EmptyState
from ui.widgets.page import Page

#: Page a target of the search leads to, and the name of its parameter.
_TARGETS = {
    "kasus": ("kasus_rinci", "case_id"),
    "surat": ("surat_rinci", "letter_id"),
    "surat_masuk": ("agenda", "incoming_id"),
}
_STRIP_EVERY_MS = 10 * 60_000


class Workbench(QWidget):
    """One session's frame; it is thrown away when the screen locks.

    Signals:
        lock_wanted: Ctrl+L or the lock in the navigation.
        title_changed: for the window title; holds no name of a client.
    """

    lock_wanted = Signal()
    title_changed = Signal(str)

    def __init__(self, workspace: Workspace, office: str, tools: Tools, pages: tuple[PageEntry, ...] = PAGES) -> None:
        super().__init__()
        self.setObjectName("page")
        self._workspace, self._tools = workspace, tools
        self._today = workspace.clock.now().date()
        self._entries = {entry.id: entry for entry in pages_for(workspace.session, pages)}
        self.context = AppContext(
            workspace=workspace, runner=tools.runner, notify=tools.notify, bus=tools.bus, theme=tools.appearance,
            printing=tools.printing(), settings=tools.settings, navigate=self.navigate,
        )  # fmt: skip
        user = workspace.session.user
        titles = ", ".join(roles.shipped()[role].name for role in user.roles if role in roles.shipped())
        self.nav = Nav(tuple(self._entries.values()), office, user.display_name, titles)
        self.nav.chosen.connect(self.navigate)
        self.nav.lock_wanted.connect(self.lock_wanted)
        intake = (lambda: self.navigate("terima_aduan")) if "terima_aduan" in self._entries else None
        self.topbar = TopBar(self.open_palette, self.show_keys, intake, self.navigate, hint(records=self._searches))
        self.stack = PageStack(self._make_page)
        self.stack.moved.connect(self._moved)
        self.strip = StatusBar()
        self._warning = Banner("warn", "Layar akan terkunci dalam 60 detik karena tidak dipakai. Isian Anda disimpan.")
        self._warning.hide()
        self._safety = Banner("warn", "", Button("Buka Cadangan", Icon.BACKUP, clicked=self._to_backups), closable=True)
        self._safety.hide()
        self._told_of, self._tells = "", False
        self.alerts = Alerts(
            workspace, tools.runner, tools.bus, self._copy, lambda: self.navigate("administrasi", bagian="buku_terbit")
        )
        self._keeper = Safekeeper(workspace, tools.runner, self)
        self._keeper.settled.connect(self._may_tell)
        self._cover = EmptyState(
            Icon.HIDE, "Isi layar disamarkan", "Tekan F9 untuk menampilkannya lagi.",
            Button("Tampilkan lagi", Icon.SHOW, "primary", clicked=self.toggle_mask),
        )  # fmt: skip
        self._lay_out()
        self.palette_overlay = Palette(self, records=self._searches)
        self.palette_overlay.asked.connect(self._search)
        self.palette_overlay.opened.connect(self._open_target)
        self._connect()
        self._make_shortcuts()

    def has(self, page_id: str) -> bool:
        """Whether there is this page for the person."""
        return page_id in self._entries

    @property
    def _searches(self) -> bool:
        """Whether the person may look for cases and letters."""
        return self.has("kasus")

    def start(self, visit: Visit | None = None) -> None:
        """Show ``visit`` (the place before locking) or the first page, and ask for the strip."""
        self._ask_strip()
        self._tick()
        self.alerts.start()
        if not self._workspace.training:
            self._keeper.start()
        first = next(iter(self._entries), None)
        if visit is not None and visit.page_id in self._entries and self.stack.go(visit):
            return
        if first is not None:
            self.navigate(first)

    def navigate(self, page_id: str, **params: object) -> None:
        """Show a page; unknown or forbidden ids stay where one is."""
        if self._masked():
            self.toggle_mask()
        self.stack.go(Visit(page_id, params))

    def save_all(self) -> None:
        """The session ends: let every page save what was typed, and give up what is half made beside them."""
        self._keeper.stop()
        self.alerts.stop()
        self.stack.leave_all()

    def warn_of_lock(self, warned: bool) -> None:
        """Show or take away the minute's warning."""
        self._warning.setVisible(warned)

    def open_palette(self) -> None:
        """Open the search over everything (Ctrl+K)."""
        self.palette_overlay.open_with(self._commands())

    def show_keys(self) -> None:
        """Show the list of keys (F1)."""
        dialog = ShortcutDialog(self.window(), KEYS)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def toggle_mask(self) -> None:
        """Cover the page so that a visitor reads nothing (F9), or show it again."""
        self._layers.setCurrentIndex(0 if self._masked() else 1)
        self._tools.bus.masked.emit(self._masked())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._adapt()

    def _masked(self) -> bool:
        return self._layers.currentIndex() == 1

    def _adapt(self) -> None:
        self.nav.set_narrow(self.width() < theme.current().px(theme.BREAK_POINT))

    def _lay_out(self) -> None:
        content = QWidget()
        self._layers = QStackedLayout(content)
        self._layers.addWidget(self.stack)
        cover = QWidget()
        cover.setObjectName("page")
        inside = QVBoxLayout(cover)
        inside.setContentsMargins(20, 14, 16, 12)
        inside.addWidget(self._cover)
        self._layers.addWidget(cover)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self.topbar)
        right.addWidget(self._warning)
        right.addWidget(self.alerts)
        right.addWidget(self._safety)
        right.addWidget(content, 1)
        upper = QHBoxLayout()
        upper.setContentsMargins(0, 0, 0, 0)
        upper.setSpacing(0)
        upper.addWidget(self.nav)
        upper.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if self._workspace.training:
            column.addWidget(ribbon())
        column.addLayout(upper, 1)
        column.addWidget(self.strip)

    def _connect(self) -> None:
        tools = self._tools
        tools.bus.data_changed.connect(self._data_changed)
        tools.bus.lock_wanted.connect(self.lock_wanted)
        tools.bus.together.connect(self.strip.show_together)
        tools.runner.busy.connect(self.strip.show_busy)
        tools.runner.slow.connect(self.strip.show_slow)
        tools.appearance.changed.connect(self._adapt)
        self._clock = QTimer(self, interval=_STRIP_EVERY_MS // 60)
        self._clock.timeout.connect(self._tick)
        self._clock.start()
        self._strip_timer = QTimer(self, interval=_STRIP_EVERY_MS)
        self._strip_timer.timeout.connect(self._ask_strip)
        self._strip_timer.start()

    def _make_shortcuts(self) -> None:
        deeds: dict[str, Callable[[], object]] = {
            "Ctrl+K": self.open_palette,
            "F1": self.show_keys,
            "F5": self._refresh,
            "F9": self.toggle_mask,
            "F11": self._full_screen,
            "Ctrl+L": self.lock_wanted.emit,
            "Alt+Left": lambda: self.stack.step(-1),
            "Alt+Right": lambda: self.stack.step(1),
            "Ctrl+=": lambda: self._text_size(1),
            "Ctrl++": lambda: self._text_size(1),
            "Ctrl+-": lambda: self._text_size(-1),
            "Ctrl+0": lambda: self._text_size(0),
            "Ctrl+Z": self._tools.notify.undo,
        }
        in_nav = [entry for entry in self._entries.values() if entry.place == "nav"]
        in_nav += [entry for entry in self._entries.values() if entry.place == "foot"]
        for number, entry in enumerate(in_nav[:9], 1):
            deeds[f"Alt+{number}"] = lambda page_id=entry.id: self.navigate(page_id)  # type: ignore[misc]
        for keys, deed in deeds.items():
            QShortcut(QKeySequence(keys), self, deed)

    def _make_page(self, page_id: str) -> Page | None:
        entry = self._entries.get(page_id)
        if entry is None:
            return None
        page = entry.make(self.context)
        page.title_changed.connect(lambda _title: self._retitle())
        page.saved_state.connect(lambda words, tone, page=page: self._saved(page, words, tone))
        return page

    def _moved(self, page_id: str) -> None:
        entry = self._entries[page_id]
        self.nav.mark(entry.belongs_to or entry.id)
        self.strip.show_saved("", "")
        self._retitle()

    def _saved(self, page: Page, words: str, tone: str) -> None:
        if page is self.stack.page:
            self.strip.show_saved(words, tone)

    def _retitle(self) -> None:
        if self.stack.page is not None:
            self.title_changed.emit(self.stack.page.title)

    def _refresh(self) -> None:
        if self.stack.page is not None:
            self.stack.page.refresh()

    def _data_changed(self, topics: frozenset[str]) -> None:
        page = self.stack.page
        if page is not None and topics & page.topics:
            page.refresh()
        self._ask_strip()

    def _ask_strip(self) -> None:
        self._tools.runner.query(self._workspace.status.strip, self._show_strip, self._no_strip, latest="strip")

    def _show_strip(self, strip: StatusStrip) -> None:
        self.nav.set_badges(strip.badges)
        self.topbar.set_news(strip)
        self.strip.show_backup(strip)
        if self._tells and strip.banner != self._told_of:
            self._told_of = strip.banner
            self._safety.set_text(strip.banner)
            self._safety.setVisible(bool(strip.banner))

    def _copy(self, words: str) -> None:
        QGuiApplication.clipboard().setText(words)
        self._tools.notify.toast("Penjelasan disalin. Tempelkan dalam pesan kepada petugas jaringan.")

    def _may_tell(self) -> None:
        """The backup of the day has had its chance: from now on the banner tells what is late."""
        self._tells = True
        self._ask_strip()

    def _to_backups(self) -> None:
        self.navigate("administrasi", bagian="cadangan")

    def _no_strip(self, error: UserError) -> None:
        """The strip is asked for again by itself; a message every few minutes would help nobody."""

    def _tick(self) -> None:
        now = self._workspace.clock.now()
        self.strip.show_clock(now)
        if now.date() != self._today:
            self._today = now.date()
            if self._workspace.session.may(Permission.CASE_LIST):
                self._tools.runner.command(self._workspace.periods.begin_due)

    def _full_screen(self) -> None:
        window = self.window()
        window.setWindowState(window.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _text_size(self, direction: int) -> None:
        percent = self._tools.appearance.step(direction)
        self._tools.settings.put("besar_huruf", percent)
        self._tools.notify.toast(f"Besar huruf {percent}%")

    def _commands(self) -> list[Entry]:
        def opener(page_id: str, **params: object) -> Callable[[], object]:
            return lambda: self.navigate(page_id, **params)

        shown = [entry for entry in self._entries.values() if entry.place or entry.id == "terima_aduan"]
        commands = [Entry(f"Buka {entry.title}", "", entry.icon, opener(entry.id)) for entry in shown]
        modes = (
            ("Tampilan terang", theme.Mode.LIGHT, Icon.LIGHT),
            ("Tampilan gelap", theme.Mode.DARK, Icon.DARK),
            ("Tampilan mengikuti sistem", theme.Mode.SYSTEM, Icon.LIGHT),
        )
        commands += [Entry(words, "", icon, self._mode_setter(mode)) for words, mode, icon in modes]
        return [
            *commands,
            Entry("Samarkan isi layar", "F9", Icon.HIDE, self.toggle_mask),
            Entry("Daftar pintasan papan ketik", "F1", Icon.KEYBOARD, self.show_keys),
            Entry("Kunci layar", "Ctrl+L", Icon.LOCK, self.lock_wanted.emit),
            *(
                Entry(part.title, page.title, part.icon, opener(page.id, **part.params), part.sentence, asked_for=True)
                for page in shown
                for part in page.parts(self._workspace.session)
            ),
        ]

    def _mode_setter(self, mode: theme.Mode) -> Callable[[], object]:
        def put() -> None:
            self._tools.appearance.set_mode(mode)
            self._tools.settings.put("tampilan", mode.value)

        return put

    def _search(self, text: str) -> None:
        if len(text.strip()) < 2 or not self._searches:
            return

        def show(hits: tuple[Hit, ...]) -> None:
            self.palette_overlay.show_hits(text, hits)

        self._tools.runner.query(
            lambda: self._workspace.search.find(text), show, owner=self.palette_overlay, latest="cari"
        )

    def _open_target(self, target: tuple[str, int]) -> None:
        kind, record_id = target
        if kind in _TARGETS:
            page_id, parameter = _TARGETS[kind]
            self.navigate(page_id, **{parameter: record_id})
