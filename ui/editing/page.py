"""The page of a draft, whatever is written on it: saving as one works, undo, two at once, throwing away."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from models.errors import ErrorCode, UserError
from models.forms.spec import Values
from ui.context import AppContext
from ui.editing.desk import SpecDesk
from ui.editing.keys import UndoPage
from ui.forms.autosave import Autosave
from ui.icons import Icon
from ui.widgets import pill
from ui.widgets.basics import IconButton
from ui.widgets.page import PageHead
from ui.widgets.pill import Pill

S = TypeVar("S")


class Editor(Protocol):
    """The service behind a draft; ``which`` is the id of the draft, or the key of what there is one draft of."""

    def open(self, which: Any, /) -> Any: ...
    def save_draft(self, which: Any, spec: Any, row_version: int, /) -> int: ...
    def drop_draft(self, which: Any, /) -> None: ...


class DraftPage(UndoPage, Generic[S]):
    """Subclasses build their parts around ``desk`` and say what they are about.

    Attributes:
        head: the head of the page with its verbs.
        row_version: of the draft as it was saved last.

    Class attributes: what is ``called`` so, as in "SOP ini belum dapat diberlakukan"; the ``section`` of the
    administration where it is listed; ``topic``, the name of late answers.
    """

    called, section, topic = "", "", ""

    def __init__(self, context: AppContext, desk: SpecDesk[S], editor: Editor) -> None:
        super().__init__(self.called)
        self._context, self.desk, self._editor = context, desk, editor
        self.desk.setParent(self)
        self._which: object = None
        self._sheet: Any = None
        self.row_version = 0
        self.autosave = Autosave(self, context.runner, context.workspace.clock.now, self._saving)
        self.autosave.told.connect(self.saved_state)
        self.autosave.saved.connect(self._saved)
        self.autosave.failed.connect(self._not_saved)
        self.head = PageHead(self.called)
        self.head.before.addWidget(IconButton(Icon.BACK, "Kembali ke Administrasi", clicked=self._back))
        self._pill = Pill(pill.DRAFT)
        self.undo_button = IconButton(Icon.UNDO, "Urungkan (Ctrl+Z)", clicked=self.desk.undo)
        self.redo_button = IconButton(Icon.REDO, "Ulangi (Ctrl+Y)", clicked=self.desk.redo)
        for widget in (self._pill, self.undo_button, self.redo_button):
            self.head.verbs.addWidget(widget)
        save = QShortcut(QKeySequence("Ctrl+S"), self, self.autosave.flush)
        save.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # ------------------------------------------------------------------ what subclasses say

    def put_on_desk(self, sheet: Any) -> None:
        """Show another draft."""
        raise NotImplementedError

    def tell(self) -> None:
        """Say title, state and verbs as the draft stands now."""
        raise NotImplementedError

    def drop_question(self) -> tuple[str, str, str]:
        """Question, words and verb before the draft is thrown away."""
        raise NotImplementedError

    def dropped(self) -> None:
        """The draft is gone."""
        raise NotImplementedError

    # ------------------------------------------------------------------ loading and saving

    def load(self, which: object) -> None:
        """Fetch a draft and show it."""
        self._which = which
        self._context.runner.query(partial(self._editor.open, which), self._show, latest=self.topic)

    def leave(self) -> bool:
        self.autosave.flush()
        return True

    def _show(self, sheet: Any) -> None:
        self._sheet, self.row_version = sheet, sheet.row_version
        self.put_on_desk(sheet)
        self.autosave.forget()
        self.tell()

    def changed(self) -> None:
        """The draft is another now: offer undo, save it."""
        if not self.desk.occupied:
            return
        self.undo_button.setEnabled(self.desk.can_undo)
        self.redo_button.setEnabled(self.desk.can_redo)
        if self.desk.can_undo or self.desk.can_redo:
            self.autosave.touch({})
        self.tell()

    def _saving(self, _values: Values) -> Callable[[], object]:
        if not self.desk.occupied:
            raise AssertionError("nothing on the desk")
        return partial(self._editor.save_draft, self._which, self.desk.spec, self.row_version)

    def _saved(self, row_version: int) -> None:
        self.row_version = row_version
        self.tell()

    def _not_saved(self, error: UserError) -> None:
        self._context.notify.problem(error)
        if error.code in (ErrorCode.CHANGED_BY_OTHER, ErrorCode.NOT_FOUND):
            self.autosave.hold()
            self.reopen(error)

    def reopen(self, _error: UserError) -> None:
        """Somebody else saved the draft: theirs is shown, nothing of theirs is overwritten unasked."""
        if self.desk.occupied:
            work, take = partial(self._editor.open, self._which), partial(self._choose, self.desk.spec)
            self._context.runner.query(work, take, owner=self, latest=self.topic)

    def _choose(self, mine: S, theirs: Any) -> None:
        self._show(theirs)
        text = "Konsep ini sudah disimpan orang lain dan kini tampil seperti yang mereka simpan."
        if mine != self.desk.spec and self._context.notify.ask("Pakai perubahan Anda?", text, "Pakai perubahan saya"):
            self.desk.do(lambda _theirs: mine)

    # ------------------------------------------------------------------ verbs

    def drop(self) -> None:
        """Throw the draft away after asking."""
        if not self.desk.occupied:
            return
        question, words, verb = self.drop_question()
        if self._context.notify.ask(question, words, verb, kind="danger"):
            self.autosave.forget()
            self._context.runner.command(self.dropping(), lambda _none: self.dropped(), owner=self)

    def dropping(self) -> Callable[[], object]:
        """The work that throws the draft away."""
        return partial(self._editor.drop_draft, self._which)

    def clear(self) -> None:
        """Nothing on the desk any more."""
        self.autosave.forget()
        self.desk.clear()
        self._sheet = None

    def _back(self) -> None:
        self._context.navigate("administrasi", bagian=self.section)
