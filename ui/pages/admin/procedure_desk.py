"""Copying, importing, exporting procedures, and the drafts that are being worked on."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.access.permissions import Permission
from models.domain.atomic import told_to_people, write_whole
from models.services.definition_files import LARGEST_FILE
from models.services.procedure_editor import state_words
from models.services.views import ImportedProcedure, ProcedureDraft, ProcedureInfo, VersionRow
from ui.context import AppContext
from ui.icons import Icon
from ui.texts import mid_sentence
from ui.theme import Role
from ui.widgets import pill
from ui.widgets.basics import Button, Card, label
from ui.widgets.dialog import Choice
from ui.widgets.layouts import refill
from ui.widgets.pill import Pill

_KINDS = "SOP (*.toml)"
_SHOWN = 6


class ProcedureDesk(QObject):
    """What can be done with procedures as files and drafts; ends on the editor's page."""

    def __init__(self, parent: QObject, context: AppContext) -> None:
        super().__init__(parent)
        self._context = context
        self._editor = context.workspace.procedure_editor
        self.may_edit = context.workspace.session.may(Permission.DEFINITIONS_MANAGE)

    def open(self, draft: ProcedureDraft) -> None:
        """Work on a draft."""
        self._context.navigate("sop_editor", draft_id=draft.draft_id)

    def copy(self, info: ProcedureInfo) -> None:
        """Begin the next version, or a procedure of its own."""
        answer = self._context.notify.choose(
            f"Salin {info.name} sebagai apa?",
            "Versi baru menggantikan SOP ini pada tanggal yang Anda pilih. SOP baru berdiri sendiri di sampingnya.",
            (Choice("baru", "SOP baru"), Choice("versi", "Versi baru", "primary")),
        )
        if answer:
            as_new = answer == "baru"
            self._context.runner.command(partial(self._editor.copy, info.key, as_new=as_new), self.open)

    def tell_versions(self, info: ProcedureInfo) -> None:
        """Which versions there are, from which day, and how many cases follow each."""

        def told(found: tuple[VersionRow, ...]) -> None:
            self._context.notify.info(f"Versi {info.name}", "\n".join(state_words(row) for row in found))

        self._context.runner.query(lambda: self._editor.versions(info.key), told, owner=self)

    def export(self, info: ProcedureInfo) -> None:
        """Save the version in force as a definition file."""
        target = self._context.notify.save_file("Ekspor SOP", f"{info.key}.toml", _KINDS)
        if target is None:
            return
        if target.suffix.lower() != ".toml":
            target = target.with_name(f"{target.name}.toml")
        self._context.runner.query(lambda: self._editor.export(info.key), partial(self._write, target), owner=self)

    def import_file(self, done: Callable[[], object]) -> None:
        """Take in a definition file; ``done`` is called when there is a draft."""
        source = self._context.notify.open_file("Impor SOP", _KINDS)
        if source is None:
            return

        def work() -> ImportedProcedure:
            with told_to_people(), source.open("rb") as file:
                content = file.read(LARGEST_FILE + 1)
            return self._editor.import_text(source.name, content)

        def told(made: ImportedProcedure) -> None:
            done()
            self._imported(made)

        self._context.runner.command(work, told, owner=self)

    def _write(self, target: Path, text: str) -> None:
        def work() -> None:
            with told_to_people():
                write_whole(target, text.encode())

        self._context.runner.render(work, lambda _none: self._context.notify.toast("SOP diekspor."), owner=self)

    def _imported(self, made: ImportedProcedure) -> None:
        if made.draft is not None:
            self.open(made.draft)
            return
        lines = [f"Baris {one.line}: {one.message}" if one.line else one.message for one in made.problems]
        more = [f"… dan {len(lines) - _SHOWN} masalah lain."] if len(lines) > _SHOWN else []
        self._context.notify.warning("Berkas ini belum dapat diimpor", "\n".join([*lines[:_SHOWN], *more]))


class DraftCards(QWidget):
    """The drafts, each with the way to it."""

    def __init__(self, desk: ProcedureDesk) -> None:
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
        kind = f"Versi baru dari versi {draft.based_on}" if draft.based_on else "SOP baru"
        words.addWidget(label(draft.title or "SOP tanpa nama", Role.STRONG, wrap=True))
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


def verbs(desk: ProcedureDesk, info: ProcedureInfo) -> tuple[Button, ...]:
    """What can be done with one procedure of the office."""
    versions = Button("Versi", kind="link", clicked=partial(desk.tell_versions, info), name=f"Versi {info.name}")
    export = Button("Ekspor…", kind="link", clicked=partial(desk.export, info), name=f"Ekspor {info.name}")
    if not desk.may_edit:
        return versions, export
    copy = Button("Salin dan ubah…", kind="link", clicked=partial(desk.copy, info), name=f"Salin dan ubah {info.name}")
    return copy, versions, export
