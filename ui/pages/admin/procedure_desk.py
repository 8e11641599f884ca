"""Copying procedures, and what can be done with each."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject

from models.services.editing.definition_editor import state_words
from models.services.views import ProcedureInfo, VersionRow
from ui.context import AppContext
from ui.pages.admin.definition_desk import DefinitionDesk
from ui.widgets.basics import Button
from ui.widgets.dialog import Choice


class ProcedureDesk(DefinitionDesk):
    """What can be done with procedures as files and drafts."""

    called, page = "SOP", "sop_editor"

    def __init__(self, parent: QObject, context: AppContext) -> None:
        super().__init__(parent, context, context.workspace.procedure_editor)
        self._editor = context.workspace.procedure_editor

    def tell_versions(self, key: str, name: str) -> None:
        """Which versions there are, from which day, and how much follows each."""

        def told(found: tuple[VersionRow, ...]) -> None:
            self._context.notify.info(f"Versi {name}", "\n".join(map(state_words, found)))

        self._context.runner.query(partial(self._editor.versions, key), told, owner=self)

    def copy(self, info: ProcedureInfo) -> None:
        """Begin the next version, or a procedure of its own."""
        answer = self._context.notify.choose(
            f"Salin {info.name} sebagai apa?",
            "Versi baru menggantikan SOP ini pada tanggal yang Anda pilih. SOP baru berdiri sendiri di sampingnya.",
            (Choice("baru", "SOP baru"), Choice("versi", "Versi baru", "primary")),
        )
        if answer:
            as_new = answer == "baru"
            self._context.runner.command(partial(self._editor.begin, info.key, as_new=as_new), self.open)


def verbs(desk: ProcedureDesk, info: ProcedureInfo) -> tuple[Button, ...]:
    """What can be done with one procedure of the office."""
    versions = Button(
        "Versi", kind="link", clicked=partial(desk.tell_versions, info.key, info.name), name=f"Versi {info.name}"
    )
    export = Button("Ekspor…", kind="link", clicked=partial(desk.export, info.key), name=f"Ekspor {info.name}")
    if not desk.may_edit:
        return versions, export
    copy = Button("Salin dan ubah…", kind="link", clicked=partial(desk.copy, info), name=f"Salin dan ubah {info.name}")
    return copy, versions, export
