"""The paper beside the fields: composed by the database thread, drawn by the papers thread, shown when it is ready."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from models.errors import UserError
from models.forms.spec import Values
from models.services.views import LetterPreview
from ui.context import AppContext
from ui.widgets.pdf_preview import PdfPreview

#: The paper is drawn again when the person has rested this long, in milliseconds.
PREVIEW_REST_MS = 400
_LATEST = "pratinjau_surat"


class LivePaper(QObject):
    """Keeps the preview of one letter true to what is typed; an older drawing never replaces a newer one.

    Signals:
        composed: the ``LetterPreview`` of what is typed now, before it is drawn.
    """

    composed = Signal(object)

    def __init__(self, context: AppContext, preview: PdfPreview, values: Callable[[], Values | None]) -> None:
        super().__init__(preview)
        self._context, self._preview, self._values = context, preview, values
        self._letter_id: int | None = None
        self._draft = True
        self._rest = QTimer(self, singleShot=True, interval=PREVIEW_REST_MS)
        self._rest.timeout.connect(self.draw)

    def take(self, letter_id: int | None, *, draft: bool = True) -> None:
        """Another letter, None for none. What is still on its way for the one before is dropped."""
        self._rest.stop()
        self._letter_id, self._draft = letter_id, draft
        if letter_id is not None:
            self._preview.clear("Pratinjau disiapkan…")
            self.draw()

    def touch(self) -> None:
        """Something was typed: draw once the person rests."""
        self._rest.start()

    def draw(self) -> None:
        """Ask for the paper now: drawn anew for a draft, the stored bytes for an issued letter."""
        self._rest.stop()
        letter_id, values = self._letter_id, self._values()
        if letter_id is None or values is None:
            return
        letters, query = self._context.workspace.letters, self._context.runner.query
        if self._draft:
            work = partial(letters.preview, letter_id, values)
            query(work, partial(self._composed, letter_id), self._failed, owner=self, latest=_LATEST)
        else:
            query(partial(letters.paper, letter_id), partial(self._drawn, letter_id), owner=self, latest=_LATEST)

    def _composed(self, letter_id: int, preview: LetterPreview) -> None:
        if letter_id != self._letter_id:
            return
        self.composed.emit(preview)
        work = partial(self._context.workspace.renderers.letter, preview.content)
        self._context.runner.render(
            work, partial(self._drawn, letter_id), self._failed, owner=self, latest=f"{_LATEST}_gambar"
        )

    def _drawn(self, letter_id: int, pdf: bytes) -> None:
        if letter_id == self._letter_id:
            self._preview.show_pdf(pdf)

    def _failed(self, error: UserError) -> None:
        self._preview.clear("Pratinjau belum dapat dibuat.")
        self._context.notify.problem(error)
