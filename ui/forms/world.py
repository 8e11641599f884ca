"""What the editors of a form are told of the running program."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from models.access.permissions import Permission
from models.domain import regions
from models.domain.regions import Region
from models.errors import ErrorCode, UserError
from models.forms.spec import Option
from models.services.forms.form_pictures import Picture
from ui.context import AppContext
from ui.forms.editor import Surroundings

_PICTURES = "Foto dan pindaian (*.png *.jpg *.jpeg *.tif *.tiff *.pdf)"


class CasePictures:
    """The photos and scans of one case, for the questions of its forms."""

    def __init__(self, context: AppContext, case_id: int) -> None:
        self._context, self._case_id = context, case_id

    def add(self, title: str, deliver: Callable[[Picture], None]) -> None:
        path = self._context.notify.open_file("Lampirkan foto atau pindaian", _PICTURES)
        if path is None:
            return
        workspace, case_id = self._context.workspace, self._case_id

        def work() -> Picture:
            try:
                content = path.read_bytes()
            except OSError as problem:
                raise UserError(ErrorCode.ATTACHMENT_REFUSED) from problem
            page = workspace.attachments.add(case_id, title, path.name, content)
            newest = max(row.attachment_id for row in page.attachments)
            return workspace.form_pictures.look(case_id, (str(newest),))[0]

        self._context.runner.command(work, deliver)

    def look(self, keys: Sequence[str], deliver: Callable[[Sequence[Picture]], None]) -> None:
        pictures, case_id, wanted = self._context.workspace.form_pictures, self._case_id, tuple(keys)
        if self._context.workspace.session.may(Permission.ATTACHMENT_READ):
            self._context.runner.query(lambda: pictures.look(case_id, wanted), deliver)


def surroundings(
    context: AppContext, officers: tuple[Option, ...] = (), persons: tuple[str, ...] = (), case_id: int | None = None
) -> Surroundings:
    """Today's date, the officers, the persons of the case, and a search that puts the office's own villages first."""

    def find(text: str, deliver: Callable[[list[Region]], None]) -> None:
        settings = context.workspace.settings

        def work() -> list[Region]:
            return regions.search(text, near=regions.regency_code(settings.office().regency))

        context.runner.query(work, deliver, latest="wilayah")

    pictures = CasePictures(context, case_id) if case_id is not None else None
    return Surroundings(context.workspace.clock.now().date(), officers, find, persons, pictures)
