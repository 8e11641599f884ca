"""The narrow window that stands beside the browser: one case, field by field, and the record of its entry.

It has no parent, so that it stays when the main window is minimised; locking closes it as it closes every dialog.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QMenu, QVBoxLayout, QWidget

from models.access.permissions import Permission
from models.errors import UserError
from models.messages import render
from models.services.views.simfoni import EntrySheet, EntryState, NewEntry, Recorded
from ui import theme
from ui.context import AppContext
from ui.icons import Icon
from ui.pages.simfoni import presenter
from ui.pages.simfoni.record_box import RecordBox
from ui.pages.simfoni.secret_clipboard import SecretClipboard
from ui.pages.simfoni.sheet_rows import SheetRows
from ui.theme import Role, Tone
from ui.widgets.basics import Button, Elide, IconButton, label, row
from ui.widgets.messages import Banner, announce
from ui.widgets.pill import Pill
from ui.widgets.room import room_at
from ui.widgets.rows import ProgressLine

WIDTH, HEIGHT = 420, 640
SMALLEST = (340, 420)
_TITLE = "Lembar entri Simfoni PPA"
_FORMAT, _ON_TOP = "simfoni_tanggal", "simfoni_di_atas"
_DRAFT = "salin_simfoni"
_SHOWN_MS = 5 * 60_000


class SheetWindow(QDialog):
    """One case at a time.

    Signals:
        recorded: id of the case whose entry was recorded.
        next_wanted: id of the case after which another is wanted.
        list_wanted: key of the list in which a category is missing.
        print_wanted: id of the case whose sheet is wanted on paper.
    """

    recorded = Signal(int)
    next_wanted = Signal(int)
    list_wanted = Signal(str)
    print_wanted = Signal(int)

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self._context = context
        self.sheet: EntrySheet | None = None
        self._hidden = True
        self.setWindowTitle(_TITLE)
        self.setMinimumSize(*SMALLEST)
        self.setObjectName("page")
        self.clipboard = SecretClipboard(self)
        self.clipboard.remaining.connect(self._tell_clipboard)
        self._hide_timer = QTimer(self, singleShot=True, interval=_SHOWN_MS)
        self._hide_timer.timeout.connect(lambda: self.show_secrets(shown=False))
        self._build()
        self._put_on_top(bool(context.settings.get(_ON_TOP, True)), again=False)
        context.bus.masked.connect(self._mask)
        for keys, deed in (("Ctrl+Return", self.begin_record), ("Ctrl+P", self._print), ("F9", self._turn_secrets)):
            QShortcut(QKeySequence(keys), self, deed)

    # ------------------------------------------------------------------ building

    def _build(self) -> None:
        self._number, self._client = Elide("", Role.SUBTITLE), Elide("", Role.MUTED)
        self._pill = Pill(presenter.SIGNS[EntryState.WAITING])
        self.secret_button = IconButton(Icon.SHOW, "Tampilkan nama (F9)", clicked=self._turn_secrets)
        self.top_button = IconButton(Icon.PIN, "Selalu di atas jendela lain", clicked=self._turn_on_top)
        self.menu_button = IconButton(Icon.MORE, "Lainnya", menu=self._menu())
        self.count = label("", Role.CAPTION)
        self.progress = ProgressLine("Isian yang disalin")
        self._changed = Banner("warn", "")
        self._lacking = Banner("info", "")
        self._done = Banner("ok", "", Button("Kasus berikutnya", Icon.FORWARD, clicked=self._next))
        self.rows = SheetRows()
        self.rows.copied.connect(self._copied)
        self.rows.map_wanted.connect(self.list_wanted)
        self.record_box = RecordBox(lambda: self._context.workspace.clock.now().date())
        self.record_box.written.connect(self._record)
        self.record_box.cancelled.connect(self._end_record)
        self.record_button = Button(
            "Catat entri…", Icon.CHECK, "primary", clicked=self.begin_record, tip="Catat entri (Ctrl+Enter)"
        )
        self.clipboard_words = Elide("", Role.CAPTION)
        self._foot = QWidget()
        self._foot.setLayout(row(self.clipboard_words, self.record_button, stretch=0))
        box = QVBoxLayout(self)
        box.setContentsMargins(14, 12, 10, 10)
        box.setSpacing(8)
        buttons = (self.secret_button, self.top_button, self.menu_button)
        box.addLayout(row(self._number, *buttons, spacing=4, stretch=0))
        box.addLayout(row(self._pill, self._client, stretch=1))
        box.addWidget(self.count)
        box.addWidget(self.progress)
        for banner in (self._changed, self._lacking, self._done):
            banner.hide()
            self.rows.above.addWidget(banner)
        box.addWidget(self.rows, 1)
        box.addWidget(self.record_box)
        box.addWidget(self._foot)
        self.record_box.hide()

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addSection("Tanggal disalin sebagai")
        group = QActionGroup(menu)
        chosen = self._context.settings.get(_FORMAT, next(iter(presenter.FORMATS)))
        for words in presenter.FORMATS:
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(words == chosen)
            action.triggered.connect(partial(self._choose_format, words))
            group.addAction(action)
        menu.addSeparator()
        menu.addAction("Ulangi menyalin dari awal", self.rows_anew)
        menu.addAction("Cetak lembar…", self._print)
        self.take_back_action: QAction = menu.addAction("Tarik catatan entri…", self._take_back)
        return menu

    # ------------------------------------------------------------------ showing a case

    def open_case(self, case_id: int) -> None:
        """Show a case; what was copied of another is kept for later."""
        self._keep()
        self._blank()
        self._load(case_id)
        self._appear()

    def reject(self) -> None:
        """Closed, or the screen is locked: nothing of the case stays here or in the clipboard."""
        self._keep()
        self._blank()
        super().reject()

    def show_secrets(self, *, shown: bool) -> None:
        """Show what identifies people for five minutes, or hide it."""
        self._hidden = not shown
        self.rows.set_hidden(self._hidden)
        name = "Sembunyikan nama (F9)" if shown else "Tampilkan nama (F9)"
        self.secret_button.set_icon(Icon.HIDE if shown else Icon.SHOW, name)
        if shown:
            self._hide_timer.start()
        else:
            self._hide_timer.stop()

    def _load(self, case_id: int) -> None:
        workspace = self._context.workspace
        clear = _may_reveal(self._context)

        def work() -> tuple[EntrySheet, frozenset[str]]:
            sheet = workspace.simfoni.sheet(case_id, clear=clear)
            drafts = workspace.forms.drafts(_DRAFT)
            kept = next((one.values.get("isian") for one in drafts if one.ref == str(case_id)), None)
            return sheet, frozenset(map(str, kept)) if isinstance(kept, list) else frozenset()

        self._context.runner.query(work, self._show, self._refused, owner=self, latest="lembar_simfoni")

    def _show(self, found: tuple[EntrySheet, frozenset[str]]) -> None:
        sheet, done = found
        self.sheet = sheet
        self.setWindowTitle(f"{_TITLE} {sheet.register_number}")
        self._number.setText(sheet.register_number)
        self._client.setText(" · ".join((sheet.client_label, sheet.service)))
        self._pill.set_status(presenter.SIGNS[sheet.state])
        format = str(self._context.settings.get(_FORMAT, next(iter(presenter.FORMATS))))
        self._changed.set_text(f"Berubah sejak dientri:\n{presenter.change_words(sheet.changes, format)}")
        self._changed.setVisible(bool(sheet.changes))
        lacking = presenter.lacking_words(sheet.sheet)
        self._lacking.set_text(f"{lacking}. Lengkapi pada formulirnya." if lacking else "")
        self._lacking.setVisible(bool(lacking))
        self._done.setVisible(sheet.state is EntryState.ENTERED)
        self._done.set_text(presenter.standing_words(sheet))
        self.secret_button.setVisible(sheet.clear)
        self.take_back_action.setVisible(bool(sheet.number) and sheet.may_enter)
        self.record_button.setVisible(sheet.may_enter)
        self.record_button.set_text("Catat pembaruan…" if sheet.number else "Catat entri…")
        self.rows.show_parts(sheet.sheet.parts, format, done if sheet.clear else frozenset(), may_map=sheet.may_map)
        self.show_secrets(shown=False)
        self._count()
        self.rows.focus_next()

    def _refused(self, error: UserError) -> None:
        said = render(error)
        self._lacking.set_text(" ".join(part for part in (said.why, said.do) if part))
        self._lacking.show()

    def _blank(self) -> None:
        self.clipboard.clear()
        self._hide_timer.stop()
        self.sheet = None
        self.rows.clear()
        self._end_record()
        for banner in (self._changed, self._lacking, self._done):
            banner.hide()
            banner.set_text("")
        for words in (self._number, self._client, self.count):
            words.setText("")
        self.setWindowTitle(_TITLE)

    def _appear(self) -> None:
        if not self.isVisible():
            room = room_at()
            shown = theme.current()
            self.resize(shown.px(WIDTH), min(shown.px(HEIGHT), room.height() - 60))
            self.move(QPoint(room.right() - self.width() - 8, room.top() + 24))
        self.show()
        self.raise_()
        self.activateWindow()

    # ------------------------------------------------------------------ copying

    def rows_anew(self) -> None:
        """Copy from the first field again."""
        self.rows.forget_done()
        self._count()

    def _copied(self, text: str) -> None:
        self.clipboard.copy(text)
        self._count()

    def _count(self) -> None:
        done, total = len(self.rows.done), len(self.rows.copyable)
        words = presenter.progress_words(done, total)
        self.count.setText(words)
        self.progress.set_share(done / total if total else 0.0, words, Tone.OK if done == total else Tone.PRIMARY)
        if total and done == total:
            announce(self, "Semua isian sudah disalin")

    def _tell_clipboard(self, seconds: int) -> None:
        self.clipboard_words.setText(f"Salinan dihapus dalam {seconds} detik" if seconds else "")

    def _keep(self) -> None:
        """Remember which fields were copied, not what they say: the screen may lock while one works in the browser."""
        if self.sheet is None or not self.rows.done or self.sheet.state is EntryState.ENTERED:
            return
        forms, ref, places = self._context.workspace.forms, str(self.sheet.case_id), sorted(self.rows.done)
        self._context.runner.command(lambda: forms.draft_save(_DRAFT, ref, {"isian": places}))

    def _mask(self, masked: bool) -> None:
        if masked:
            self.show_secrets(shown=False)

    def _turn_secrets(self) -> None:
        if self.sheet is not None and self.sheet.clear:
            self.show_secrets(shown=self._hidden)

    def _choose_format(self, words: str, _checked: bool = True) -> None:
        self._context.settings.put(_FORMAT, words)
        if self.sheet is not None:
            self._show((self.sheet, self.rows.done))

    # ------------------------------------------------------------------ recording

    def begin_record(self) -> None:
        """Ask for number and day."""
        if self.sheet is None or not self.sheet.may_enter:
            return
        self.record_box.begin(self.sheet)
        self.record_box.show()
        self._foot.hide()
        self.record_box.begin(self.sheet)

    def _end_record(self) -> None:
        self.record_box.clear()
        self.record_box.hide()
        self._foot.show()

    def _record(self, entry: NewEntry) -> None:
        sheet, workspace = self.sheet, self._context.workspace
        if sheet is None:
            return

        def work() -> Recorded:
            made = workspace.simfoni.record(sheet.case_id, entry)
            for draft in workspace.forms.drafts(_DRAFT):
                if draft.ref == str(sheet.case_id):
                    workspace.forms.draft_drop(draft.draft_id)
            return made

        self._context.runner.command(work, partial(self._recorded, sheet.case_id), self._not_recorded, owner=self)

    def _recorded(self, case_id: int, made: Recorded) -> None:
        self.record_box.save_button.setEnabled(True)
        self._end_record()
        self.clipboard.clear()
        self.recorded.emit(case_id)
        if made.same_number:
            words = f"Nomor ini juga tercatat pada kasus {', '.join(made.same_number)}."
            self._context.notify.warning("Nomor Simfoni PPA yang sama", words)
        self._load(case_id)

    def _not_recorded(self, error: UserError) -> None:
        said = render(error)
        self.record_box.refuse(" ".join(part for part in (said.why, said.do) if part))

    def _take_back(self) -> None:
        sheet, simfoni = self.sheet, self._context.workspace.simfoni
        if sheet is None:
            return
        reason = self._context.notify.ask_text(
            f"Tarik catatan entri kasus {sheet.register_number}?",
            "Kasus kembali ke daftar yang belum dientri. Data di Simfoni PPA tidak berubah.",
            "Alasan",
            "Tarik catatan",
        )
        if reason is not None:
            said = reason

            def done(_none: None) -> None:
                self.recorded.emit(sheet.case_id)
                self._load(sheet.case_id)

            self._context.runner.command(lambda: simfoni.take_back(sheet.case_id, said), done, owner=self)

    def _next(self) -> None:
        if self.sheet is not None:
            self.next_wanted.emit(self.sheet.case_id)

    def _print(self) -> None:
        if self.sheet is not None:
            self.print_wanted.emit(self.sheet.case_id)

    # ------------------------------------------------------------------ above other windows

    def _turn_on_top(self) -> None:
        on = not self.windowFlags() & Qt.WindowType.WindowStaysOnTopHint
        self._context.settings.put(_ON_TOP, on)
        self._put_on_top(on, again=True)

    def _put_on_top(self, on: bool, *, again: bool) -> None:
        self.setWindowFlag(Qt.WindowType.WindowStaysOnTopHint, on)
        name = "Tidak lagi di atas jendela lain" if on else "Selalu di atas jendela lain"
        self.top_button.set_icon(Icon.PINNED if on else Icon.PIN, name)
        if again:
            self.show()


def _may_reveal(context: AppContext) -> bool:
    """Whether the person copies names: who only looks gets dots."""
    session = context.workspace.session
    return session.may(Permission.CASE_REVEAL) and session.may(Permission.SIMFONI_ENTER)
