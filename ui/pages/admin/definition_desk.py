"""What can be done with the office's definitions as files and drafts, and the drafts that are being worked on."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.access.permissions import Permission
from models.domain.atomic import told_to_people, write_whole
from models.services.views import ImportedProcedure, ProcedureDraft
from models.source import LARGEST_FILE
from ui.context import AppContext
from ui.icons import Icon
from ui.texts import mid_sentence
from ui.theme import Role
from ui.widgets import pill
from ui.widgets.basics import Button, Card, label
from ui.widgets.layouts import refill
from ui.widgets.pill import Pill

_SHOWN = 6


class FilesEditor(Protocol):
    """The service behind the drafts of one kind of definition."""

    def export(self, key: str, /) -> str: ...
    def import_text(self, name: str, content: bytes) -> ImportedProcedure: ...


class DefinitionDesk(QObject):
    """Exports, imports and opens definitions of one kind; ends on the editor's page.

    Class attributes: ``called`` is what one is called within a sentence, ``page`` the editor's page.
    """

    called, page = "", ""

    def __init__(self, parent: QObject, context: AppContext, editor: FilesEditor) -> None:
        super().__init__(parent)
        self._context, self._files = context, editor
        self.may_edit = context.workspace.session.may(Permission.DEFINITIONS_MANAGE)

    @property
    def heading(self) -> str:
        """What one is called at the beginning of a sentence."""
        return self.called[:1].upper() + self.called[1:]

    def open(self, draft: ProcedureDraft) -> None:
        """Work on a draft."""
        self._context.navigate(self.page, draft_id=draft.draft_id)

    def export(self, key: str) -> None:
        """Save the version in force as a definition file."""
        target = self._context.notify.save_file(f"Ekspor {self.called}", f"{key}.toml", self._kinds())
        if target is None:
            return
        if target.suffix.lower() != ".toml":
            target = target.with_name(f"{target.name}.toml")
        self._context.runner.query(lambda: self._files.export(key), partial(self._write, target), owner=self)

    def import_file(self, done: Callable[[], object]) -> None:
        """Take in a definition file; ``done`` is called when there is a draft."""
        source = self._context.notify.open_file(f"Impor {self.called}", self._kinds())
        if source is None:
            return

        def work() -> ImportedProcedure:
            with told_to_people(), source.open("rb") as file:
                content = file.read(LARGEST_FILE + 1)
            return self._files.import_text(source.name, content)

        def told(made: ImportedProcedure) -> None:
            done()
            self._imported(made)

        self._context.runner.command(work, told, owner=self)

    def _kinds(self) -> str:
        return f"{self.heading} (*.toml)"

    def _write(self, target: Path, text: str) -> None:
        def work() -> None:
            with told_to_people():
                write_whole(target, text.encode())

        toast = f"{self.heading} diekspor."
        self._context.runner.render(work, lambda _none: self._context.notify.toast(toast), owner=self)

    def _imported(self, made: ImportedProcedure) -> None:
        if made.draft is not None:
            self.open(made.draft)
            return
        lines = [f"Baris {one.line}: {one.message}" if one.line else one.message for one in made.problems]
        more = [f"… dan {len(lines) - _SHOWN} masalah lain."] if len(lines) > _SHOWN else []
        self._context.notify.warning("Berkas ini belum dapat diimpor", "\n".join([*lines[:_SHOWN], *more]))


class DraftCards(QWidget):
    """The drafts, each with the way to it."""

    def __init__(self, desk: DefinitionDesk) -> None:
        super().__init__()
        self._desk = desk
        self._list = QVBoxLayout(self)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(8)
        self.buttons: list[Button] = []
        self.hide()

    def show_drafts(self, drafts: tuple[ProcedureDraft, ...]) -> None:
        """Show the drafts there are; nothing at all where there is none."""
        self.buttons = []
        refill(self._list, [self._card(draft) for draft in drafts])
        self.setVisible(bool(drafts))

    def _card(self, draft: ProcedureDraft) -> Card:
        card = Card("warn", margins=(14, 8, 8, 8), spacing=10, horizontal=True)
        words = QVBoxLayout()
        words.setSpacing(0)
        kind = f"Versi baru dari versi {draft.based_on}" if draft.based_on else f"{self._desk.heading} baru"
        words.addWidget(label(draft.title or f"{self._desk.heading} tanpa nama", Role.STRONG, wrap=True))
        words.addWidget(label(f"{kind} · diubah {mid_sentence(draft.updated_text)}", Role.CAPTION, wrap=True))
        card.body.addLayout(words, 1)
        card.body.addWidget(Pill(pill.DRAFT))
        if self._desk.may_edit:
            button = Button(
                "Lanjutkan", Icon.EDIT, clicked=partial(self._desk.open, draft), name=f"Lanjutkan {draft.title}"
            )
            card.body.addWidget(button)
            self.buttons.append(button)
        return card
