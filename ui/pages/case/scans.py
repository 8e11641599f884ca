"""Scans of a case: chosen, dropped or put together, attached under a title, opened inside the program."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from models.domain import scans
from models.letters.life import Step
from models.services.views import AttachmentRow, CasePage, LetterLife
from ui.context import AppContext
from ui.pages.case.actions import CaseActions
from ui.pages.case.presenter import title_of_file
from ui.scanning.files import KINDS, UNREADABLE, read_scan, refused
from ui.scanning.sheets import SheetsDialog
from ui.scanning.signed_day import SignedDayDialog


class CaseScans(QObject):
    """Attaches and opens scans of the case that ``actions`` shows.

    Signals:
        opened: an ``AttachmentRow`` and its content.
    """

    opened = Signal(object, object)

    def __init__(self, context: AppContext, actions: CaseActions, window: QWidget) -> None:
        super().__init__(actions)
        self._context, self._actions, self._window = context, actions, window

    def choose(self, serves: str = "") -> None:
        """Let the person choose a file and attach it; ``serves`` names the output it stands for."""
        path = self._context.notify.open_file("Lampirkan berkas", KINDS)
        if path is not None:
            self.attach(path, serves)

    def choose_signed(self, letter_id: int, name: str) -> None:
        """Let the person choose the signed sheet of an issued letter."""
        path = self._context.notify.open_file("Lampirkan lembar bertanda tangan", KINDS)
        if path is None:
            return
        service = self._context.workspace.letter_life
        keep = partial(self._keep_signed, letter_id, name, path)
        self._context.runner.query(lambda: service.page(letter_id), keep, owner=self)

    def _keep_signed(self, letter_id: int, name: str, path: Path, life: LetterLife) -> None:
        """Attach the signed sheet; where that records the signature, ask first when it was given."""
        keep = partial(self.keep, f"{name}, bertanda tangan", path.name, partial(read_scan, path), letter_id=letter_id)
        if Step.SIGN not in life.steps:
            keep()
            return
        sentence = "Surat ini menunggu tanda tangan. Dengan pindaiannya ia dicatat ditandatangani pada tanggal ini."
        dialog = SignedDayDialog(self._window, self._context, sentence)

        def go(day: date) -> None:
            dialog.accept()
            keep(signed_on=day)

        dialog.written.connect(go)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def drop(self, paths: Sequence[Path]) -> None:
        """One file is attached as it is; several are first put together."""
        if len(paths) == 1:
            self.attach(paths[0])
        elif paths:
            self.arrange().add_files(paths)

    def arrange(self, serves: str = "") -> SheetsDialog:
        """Put pages from the scanner and from files together to one document."""
        dialog = SheetsDialog(self._window, self._context, serves, fixed_title=bool(serves))
        dialog.made.connect(lambda title, pdf: self.keep(title, "pindaian.pdf", lambda: pdf, serves))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def attach(self, path: Path, serves: str = "") -> None:
        """Read a file and attach it under a title; the file itself stays where it is."""
        try:
            why = refused(path.stat().st_size)
        except OSError:
            why = UNREADABLE
        if why:
            self._context.notify.warning("Berkas ini tidak dapat dilampirkan", why)
            return
        title = serves or self._context.notify.ask_text(
            "Nama dokumen", "Beri nama dokumen ini supaya mudah dikenali, tanpa nama klien.", "Nama", "Lampirkan",
            suggestions=(title_of_file(path.name),),
        )  # fmt: skip
        if title:
            self.keep(title, path.name, partial(read_scan, path), serves)

    def keep(
        self,
        title: str,
        file_name: str,
        read: Callable[[], bytes],
        serves: str = "",
        *,
        letter_id: int | None = None,
        signed_on: date | None = None,
    ) -> None:
        """Attach what ``read`` gives, off the GUI thread."""
        attachments, case_id = self._context.workspace.attachments, self._actions.case_id

        def work() -> tuple[CasePage, str]:
            content = read()
            page = attachments.add(case_id, title, file_name, content, serves, letter_id=letter_id, signed_on=signed_on)
            return page, scans.judge(content).remark

        self._actions.change(work, self._attached)

    def _attached(self, kept: tuple[CasePage, str]) -> None:
        page, remark = kept
        self._actions.show(page)
        words = "Dokumen dilampirkan. Salinannya tersimpan terenkripsi dalam kasus ini."
        self._context.notify.toast(f"{words} {remark}".strip())

    def open(self, attachment_id: int) -> None:
        """Read an attachment for viewing; the look is recorded by the service."""
        attachments = self._context.workspace.attachments
        self._context.runner.query(lambda: attachments.show(attachment_id), self._opened)

    def _opened(self, found: tuple[AttachmentRow, bytes]) -> None:
        self.opened.emit(*found)

    def export(self, entry: AttachmentRow) -> None:
        """Save a readable copy outside, after a warning; that it left is recorded."""
        said = "Salinan di luar program tidak tersandi: siapa pun dapat membacanya. Ekspor ini dicatat."
        if not self._context.notify.ask("Ekspor dokumen ini?", said, "Ekspor", kind="danger"):
            return
        attachments, kind = self._context.workspace.attachments, scans.NAMES.get(entry.media_type, "Berkas")
        suffix = scans.SUFFIXES.get(entry.media_type, "")

        def write(found: tuple[str, bytes]) -> None:
            self._context.printing.save_as(found[1], found[0], (kind, suffix))

        self._context.runner.query(lambda: attachments.export(entry.attachment_id), write, owner=self)
