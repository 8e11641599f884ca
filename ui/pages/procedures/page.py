"""The page "sop_editor": a draft of a procedure, its tabs, what is wrong with it, and putting it in force."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QWidget

from models.errors import ErrorCode, UserError
from models.forms.spec import Values
from models.services.procedure_editor import state_words
from models.services.views import EditorProblem, EditorSheet, VersionRow
from models.sop.spec import SopSpec
from ui import theme
from ui.context import AppContext
from ui.editing.enforce_dialog import EnforceDialog
from ui.forms.autosave import Autosave
from ui.icons import Icon
from ui.pages.procedures.actors_tab import ActorsTab
from ui.pages.procedures.check_pane import CheckPane
from ui.pages.procedures.desk import EditDesk
from ui.pages.procedures.identity_tab import IdentityTab
from ui.pages.procedures.row_form import RowForm
from ui.pages.procedures.steps_list import StepsList
from ui.theme import Tone
from ui.widgets.basics import Button, IconButton
from ui.widgets.page import Page, PageHead, page_box
from ui.widgets.pill import Pill, Status

IDENTITY, ACTORS, STEPS, CHECK = range(4)
_PARTS = {"identitas": IDENTITY, "pelaksana": ACTORS, "langkah": STEPS}
_READY = Status("Siap diberlakukan", Icon.DONE_OUTLINE, Tone.OK)
_LIST = 252
_STAY = "Kasus yang sedang berjalan tetap mengikuti versinya sampai pimpinan memindahkannya."
_NEW = "SOP ini baru bagi kantor; pilih Pakai SOP ini sesudahnya."
_ALL_NEW = "Seluruh SOP ini baru."
#: From this width on the check pane stands beside the tabs.
_ROOM = 1080


class ProcedureEditorPage(Page):
    """Shown with ``draft_id``."""

    def __init__(self, context: AppContext) -> None:
        super().__init__("SOP")
        self._context = context
        self.desk = EditDesk(self)
        self._row_version = 0
        self._dialog: EnforceDialog | None = None
        self.autosave = Autosave(self, context.runner, context.workspace.clock.now, self._saving)
        self.autosave.told.connect(self.saved_state)
        self.autosave.saved.connect(self._saved)
        self.autosave.failed.connect(self._not_saved)
        self._build()
        self.desk.changed.connect(self._changed)

    # ------------------------------------------------------------------ building

    def _build_head(self) -> None:
        self._head = PageHead("SOP")
        back = IconButton(Icon.BACK, "Kembali ke Administrasi", clicked=self._back)
        self._head.before.addWidget(back)
        self._pill = Pill(_READY)
        self.undo_button = IconButton(Icon.UNDO, "Urungkan (Ctrl+Z)", clicked=self.desk.undo)
        self.redo_button = IconButton(Icon.REDO, "Ulangi (Ctrl+Y)", clicked=self.desk.redo)
        self.drop_button = Button("Hapus konsep", Icon.DELETE, clicked=self._drop)
        self.enforce_button = Button("Berlakukan mulai…", Icon.CHECK, "primary", clicked=self._ask_day)
        for widget in (self._pill, self.undo_button, self.redo_button, self.drop_button, self.enforce_button):
            self._head.verbs.addWidget(widget)

    def _build(self) -> None:
        self._build_head()
        self.tabs = QTabBar()
        self.tabs.setAccessibleName("Bagian SOP")
        self.tabs.setExpanding(False)
        for words in ("Identitas", "Pelaksana", "Langkah", "Periksa"):
            self.tabs.addTab(words)
        self.identity = IdentityTab(self._context, self.desk)
        self.actors = ActorsTab(self._context, self.desk)
        self.steps, self.row_form = StepsList(self.desk), RowForm(self.desk)
        self.steps.chosen.connect(self.row_form.show_step)
        self.steps.setFixedWidth(theme.current().px(_LIST))
        self.check = CheckPane(self._context, self.desk)
        self.check.told.connect(self._told)
        self.check.wanted.connect(self._go_to)
        rows = QWidget()
        columns = QHBoxLayout(rows)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(14)
        columns.addWidget(self.steps)
        columns.addWidget(self.row_form, 1)
        self._stack = QStackedWidget()
        for tab in (self.identity, self.actors, rows):
            self._stack.addWidget(tab)
        halves = QHBoxLayout()
        halves.setSpacing(14)
        halves.addWidget(self._stack, 3)
        halves.addWidget(self.check, 2)
        box = page_box(self)
        box.setSpacing(6)
        box.addWidget(self._head)
        box.addWidget(self.tabs)
        box.addLayout(halves, 1)
        self.tabs.currentChanged.connect(self._arrange)
        self.tabs.setCurrentIndex(STEPS)
        save = QShortcut(QKeySequence("Ctrl+S"), self, self.autosave.flush)
        save.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _arrange(self) -> None:
        """The check pane takes the page on its own tab, and stands beside the others where there is room."""
        tab = self.tabs.currentIndex()
        self._stack.setVisible(tab != CHECK)
        if tab != CHECK:
            self._stack.setCurrentIndex(tab)
        self.check.spread(tab == CHECK)
        self.check.setVisible(tab == CHECK or self.width() >= theme.current().px(_ROOM))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def event(self, event: QEvent) -> bool:
        # A field takes back its own letters; elsewhere the last change of the procedure is taken back.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_undo(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Undo):
            self.desk.undo()
        elif event.matches(QKeySequence.StandardKey.Redo):
            self.desk.redo()
        else:
            super().keyPressEvent(event)

    # ------------------------------------------------------------------ loading and saving

    def show_with(self, **params: object) -> None:
        """Open a draft."""
        self._clear()
        draft_id = int(str(params["draft_id"]))
        editor = self._context.workspace.procedure_editor
        self._context.runner.query(lambda: editor.open(draft_id), self._show, latest="sop_editor")

    def leave(self) -> bool:
        self.autosave.flush()
        return True

    def focus_first(self) -> None:
        self.steps.list.setFocus()

    def _show(self, sheet: EditorSheet) -> None:
        self._row_version = sheet.row_version
        self.desk.open(sheet)
        self.autosave.forget()
        self._stack.setEnabled(True)
        self.enforce_button.setEnabled(True)
        self.check.begin(sheet.problems)
        self.steps.choose(0)

    def _changed(self) -> None:
        sheet = self.desk.sheet
        if sheet is None:
            return
        self.undo_button.setEnabled(self.desk.can_undo)
        self.redo_button.setEnabled(self.desk.can_redo)
        name = self.desk.spec.name or "SOP tanpa nama"
        self.set_title(f"SOP {name}")
        kind = f"Konsep versi {sheet.version}" if sheet.before else "Konsep SOP baru"
        self._head.set_words(name, f"{kind} · {len(self.desk.spec.steps)} baris · {self.desk.spec.unit}")
        if self.desk.can_undo or self.desk.can_redo or self.desk.spec != sheet.spec:
            self.autosave.touch({})

    def _saving(self, _values: Values) -> Callable[[], object]:
        if self.desk.sheet is None:
            raise AssertionError("nothing on the desk")
        editor = self._context.workspace.procedure_editor
        return partial(editor.save_draft, self.desk.sheet.draft_id, self.desk.spec, self._row_version)

    def _saved(self, row_version: int) -> None:
        self._row_version = row_version

    def _not_saved(self, error: UserError) -> None:
        self._context.notify.problem(error)
        if error.code in (ErrorCode.CHANGED_BY_OTHER, ErrorCode.NOT_FOUND):
            self.autosave.hold()
            self._reopen(error)

    def _reopen(self, error: UserError) -> None:
        """Somebody else saved or dropped the draft: theirs is shown, nothing of theirs is overwritten unasked."""
        sheet = self.desk.sheet
        if error.code is ErrorCode.NOT_FOUND or sheet is None:
            self._gone()
            return
        mine, editor = self.desk.spec, self._context.workspace.procedure_editor
        work = partial(editor.open, sheet.draft_id)
        self._context.runner.query(work, partial(self._choose, mine), owner=self, latest="sop_editor")

    def _choose(self, mine: SopSpec, theirs: EditorSheet) -> None:
        self._show(theirs)
        question = "Pakai perubahan Anda?"
        text = "Konsep ini sudah disimpan orang lain dan kini tampil seperti yang mereka simpan."
        if mine != theirs.spec and self._context.notify.ask(question, text, "Pakai perubahan saya"):
            self.desk.do(lambda _theirs: mine)

    # ------------------------------------------------------------------ problems

    def _told(self, problems: tuple[EditorProblem, ...]) -> None:
        grave = [problem for problem in problems if problem.grave]
        count = Status(f"{len(grave)} masalah", Icon.PROBLEM, Tone.DANGER)
        self._pill.set_status(count if grave else _READY)
        self._pill.updateGeometry()
        self.tabs.setTabText(CHECK, f"Periksa ({len(grave)})" if grave else "Periksa")
        self.steps.mark({problem.row for problem in problems if problem.row is not None})

    def _go_to(self, problem: EditorProblem) -> None:
        self.tabs.setCurrentIndex(_PARTS[problem.part])
        if problem.row is not None:
            self.steps.choose(problem.row)
            self.row_form.focus_first()

    # ------------------------------------------------------------------ verbs

    def _ask_day(self) -> None:
        if any(problem.grave for problem in self.check.problems):
            self.tabs.setCurrentIndex(CHECK)
            self._context.notify.warning(
                "SOP ini belum dapat diberlakukan", "Perbaiki dahulu masalah yang tertulis pada tab Periksa."
            )
            return
        self.autosave.flush(self._fetch_changes)

    def _fetch_changes(self) -> None:
        sheet = self.desk.sheet
        if sheet is None:
            return
        editor, spec, before = self._context.workspace.procedure_editor, self.desk.spec, sheet.before
        self._context.runner.query(
            lambda: editor.changes(before, spec) if before else (), partial(self._confirm, sheet), owner=self
        )

    def _confirm(self, sheet: EditorSheet, changes: tuple[str, ...]) -> None:
        title = f"Berlakukan versi {sheet.version} dari {self.desk.spec.name}"
        clock = self._context.workspace.clock
        words, changes = (_STAY, changes) if sheet.before else (_NEW, (_ALL_NEW,))
        self._dialog = EnforceDialog(self, title, words, changes, lambda: clock.now().date())
        self._dialog.agreed.connect(self._enforce)
        self._dialog.finished.connect(self._dialog.deleteLater)
        self._dialog.open()

    def _enforce(self, day: date) -> None:
        sheet = self.desk.sheet
        if sheet is None:
            return
        editor, row_version = self._context.workspace.procedure_editor, self._row_version
        self._context.runner.command(lambda: editor.put_in_force(sheet.draft_id, row_version, day), self._enforced)

    def _enforced(self, made: VersionRow) -> None:
        self._context.notify.toast(f"{state_words(made)}.")
        self._gone()

    def _drop(self) -> None:
        sheet = self.desk.sheet
        if sheet is None:
            return
        question = f"Hapus konsep {self.desk.spec.name}?"
        words = "Perubahan di dalamnya tidak dapat dikembalikan. Versi yang berlaku tidak berubah."
        if self._context.notify.ask(question, words, "Hapus konsep", kind="danger"):
            self.autosave.forget()
            editor = self._context.workspace.procedure_editor
            self._context.runner.command(
                lambda: editor.drop_draft(sheet.draft_id), lambda _none: self._gone(), owner=self
            )

    def _gone(self) -> None:
        self._clear()
        self._back()

    def _clear(self) -> None:
        self.autosave.forget()
        self.desk.clear()
        self._stack.setEnabled(False)
        self.enforce_button.setEnabled(False)

    def _back(self) -> None:
        self._context.navigate("administrasi", bagian="sop")


def _is_undo(event: QKeyEvent) -> bool:
    return event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)
