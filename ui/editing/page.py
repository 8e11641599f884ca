"""The page of a draft, whatever is written on it: saving as one works, undo, putting in force, throwing away."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from models.errors import ErrorCode, UserError
from models.forms.spec import Values
from models.services.procedure_editor import state_words
from models.services.views import VersionRow
from ui.context import AppContext
from ui.editing.desk import SpecDesk
from ui.editing.enforce_dialog import EnforceDialog
from ui.editing.keys import UndoPage
from ui.forms.autosave import Autosave
from ui.icons import Icon
from ui.theme import Tone
from ui.widgets.basics import Button, IconButton
from ui.widgets.page import PageHead
from ui.widgets.pill import Pill, Status

S = TypeVar("S")
_READY = Status("Siap diberlakukan", Icon.DONE_OUTLINE, Tone.OK)


class Editor(Protocol):
    """The service behind a draft."""

    def open(self, draft_id: int) -> Any: ...
    def save_draft(self, draft_id: int, spec: Any, row_version: int) -> int: ...
    def drop_draft(self, draft_id: int) -> None: ...
    def put_in_force(self, draft_id: int, row_version: int, from_date: date) -> VersionRow: ...


class DraftPage(UndoPage, Generic[S]):
    """Shown with ``draft_id``. Subclasses build their parts around ``desk`` and say what they are about.

    Attributes:
        head: the head of the page with its verbs.
        row_version: of the draft as it was saved last.
    """

    #: What is written, as in "SOP ini belum dapat diberlakukan"; where the drafts are listed; name of late answers.
    called, section, topic = "", "", ""

    def __init__(self, context: AppContext, desk: SpecDesk[S], editor: Editor) -> None:
        super().__init__(self.called)
        self._context, self.desk, self._editor = context, desk, editor
        self.row_version = 0
        self._dialog: EnforceDialog | None = None
        self.autosave = Autosave(self, context.runner, context.workspace.clock.now, self._saving)
        self.autosave.told.connect(self.saved_state)
        self.autosave.saved.connect(self._saved)
        self.autosave.failed.connect(self._not_saved)
        self._build_head()
        save = QShortcut(QKeySequence("Ctrl+S"), self, self.autosave.flush)
        save.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _build_head(self) -> None:
        self.head = PageHead(self.called)
        self.head.before.addWidget(IconButton(Icon.BACK, "Kembali ke Administrasi", clicked=self._back))
        self._pill = Pill(_READY)
        self.undo_button = IconButton(Icon.UNDO, "Urungkan (Ctrl+Z)", clicked=self.desk.undo)
        self.redo_button = IconButton(Icon.REDO, "Ulangi (Ctrl+Y)", clicked=self.desk.redo)
        self.drop_button = Button("Hapus konsep", Icon.DELETE, clicked=self._drop)
        self.enforce_button = Button("Berlakukan mulai…", Icon.CHECK, "primary", clicked=self._ask_day)
        for widget in (self._pill, self.undo_button, self.redo_button, self.drop_button, self.enforce_button):
            self.head.verbs.addWidget(widget)

    # ------------------------------------------------------------------ what subclasses say

    def workplace(self) -> QWidget:
        """What is enabled while a draft is on the desk."""
        raise NotImplementedError

    def put_on_desk(self, sheet: Any) -> None:
        """Another draft."""
        raise NotImplementedError

    def named(self) -> tuple[str, str]:
        """The name of what is written and the line below it."""
        raise NotImplementedError

    def grave(self) -> int:
        """How many problems keep the draft from being put in force; subclasses show them with ``show_problems``."""
        raise NotImplementedError

    def show_problems(self) -> None:
        """Go to what is to be put right."""
        raise NotImplementedError

    def fetch_changes(self, sheet: Any, then: Callable[[tuple[str, ...]], object]) -> None:
        """Hand over what changes, in sentences."""
        raise NotImplementedError

    def consequence(self, sheet: Any) -> str:
        """What becomes of what is under way once the draft is in force."""
        raise NotImplementedError

    # ------------------------------------------------------------------ loading and saving

    def show_with(self, **params: object) -> None:
        """Open a draft."""
        self._clear()
        draft_id = int(str(params["draft_id"]))
        self._context.runner.query(partial(self._editor.open, draft_id), self._show, latest=self.topic)

    def leave(self) -> bool:
        self.autosave.flush()
        return True

    def _show(self, sheet: Any) -> None:
        self.row_version = sheet.row_version
        self._sheet = sheet
        self.workplace().setEnabled(True)
        self.enforce_button.setEnabled(True)
        self.put_on_desk(sheet)
        self.autosave.forget()

    def changed(self) -> None:
        """The draft is another now: say its name, offer undo, save it."""
        if not self.desk.occupied:
            return
        self.undo_button.setEnabled(self.desk.can_undo)
        self.redo_button.setEnabled(self.desk.can_redo)
        name, sentence = self.named()
        self.set_title(f"{self.called} {name}")
        self.head.set_words(name, sentence)
        if self.desk.can_undo or self.desk.can_redo or self.desk.spec != self._sheet.spec:
            self.autosave.touch({})

    def _saving(self, _values: Values) -> Callable[[], object]:
        if not self.desk.occupied:
            raise AssertionError("nothing on the desk")
        return partial(self._editor.save_draft, self._sheet.draft_id, self.desk.spec, self.row_version)

    def _saved(self, row_version: int) -> None:
        self.row_version = row_version

    def _not_saved(self, error: UserError) -> None:
        self._context.notify.problem(error)
        if error.code in (ErrorCode.CHANGED_BY_OTHER, ErrorCode.NOT_FOUND):
            self.autosave.hold()
            self._reopen(error)

    def _reopen(self, error: UserError) -> None:
        """Somebody else saved or dropped the draft: theirs is shown, nothing of theirs is overwritten unasked."""
        if error.code is ErrorCode.NOT_FOUND or not self.desk.occupied:
            self._gone()
            return
        mine = self.desk.spec
        work = partial(self._editor.open, self._sheet.draft_id)
        self._context.runner.query(work, partial(self._choose, mine), owner=self, latest=self.topic)

    def _choose(self, mine: S, theirs: Any) -> None:
        self._show(theirs)
        question = "Pakai perubahan Anda?"
        text = "Konsep ini sudah disimpan orang lain dan kini tampil seperti yang mereka simpan."
        if mine != theirs.spec and self._context.notify.ask(question, text, "Pakai perubahan saya"):
            self.desk.do(lambda _theirs: mine)

    def tell_problems(self) -> None:
        """Say how many problems there are."""
        count = self.grave()
        self._pill.set_status(Status(f"{count} masalah", Icon.PROBLEM, Tone.DANGER) if count else _READY)
        self._pill.updateGeometry()

    # ------------------------------------------------------------------ verbs

    def _ask_day(self) -> None:
        if self.grave():
            self.show_problems()
            self._context.notify.warning(
                f"{self.called} ini belum dapat diberlakukan", "Perbaiki dahulu masalah yang tertulis pada tab Periksa."
            )
            return
        self.autosave.flush(self._fetch)

    def _fetch(self) -> None:
        if self.desk.occupied:
            self.fetch_changes(self._sheet, partial(self._confirm, self._sheet))

    def _confirm(self, sheet: Any, changes: tuple[str, ...]) -> None:
        title = f"Berlakukan versi {sheet.version} dari {self.named()[0]}"
        if sheet.before is None:
            changes = (f"Seluruh {_lower(self.called)} ini baru.",)
        clock = self._context.workspace.clock
        self._dialog = EnforceDialog(self, title, self.consequence(sheet), changes, lambda: clock.now().date())
        self._dialog.agreed.connect(self._enforce)
        self._dialog.finished.connect(self._dialog.deleteLater)
        self._dialog.open()

    def _enforce(self, day: date) -> None:
        if self.desk.occupied:
            work = partial(self._editor.put_in_force, self._sheet.draft_id, self.row_version, day)
            self._context.runner.command(work, self._enforced)

    def _enforced(self, made: VersionRow) -> None:
        self._context.notify.toast(f"{state_words(made)}.")
        self._gone()

    def _drop(self) -> None:
        if not self.desk.occupied:
            return
        question = f"Hapus konsep {self.named()[0]}?"
        words = "Perubahan di dalamnya tidak dapat dikembalikan. Versi yang berlaku tidak berubah."
        if self._context.notify.ask(question, words, "Hapus konsep", kind="danger"):
            self.autosave.forget()
            work = partial(self._editor.drop_draft, self._sheet.draft_id)
            self._context.runner.command(work, lambda _none: self._gone(), owner=self)

    def _gone(self) -> None:
        self._clear()
        self._back()

    def _clear(self) -> None:
        self.autosave.forget()
        self.desk.clear()
        self.workplace().setEnabled(False)
        self.enforce_button.setEnabled(False)

    def _back(self) -> None:
        self._context.navigate("administrasi", bagian=self.section)


def _lower(called: str) -> str:
    """The word within a sentence; an abbreviation keeps its capitals."""
    return called if called.isupper() else called.lower()
