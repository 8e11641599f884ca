"""What the editors of a form are told of the running program."""

from __future__ import annotations

from collections.abc import Callable

from models.domain import regions
from models.domain.regions import Region
from models.forms.spec import Option
from ui.context import AppContext
from ui.forms.editor import Surroundings


def surroundings(context: AppContext, officers: tuple[Option, ...] = (), persons: tuple[str, ...] = ()) -> Surroundings:
    """Today's date, the officers, the persons of the case, and a search that puts the office's own villages first."""

    def find(text: str, deliver: Callable[[list[Region]], None]) -> None:
        settings = context.workspace.settings

        def work() -> list[Region]:
            return regions.search(text, near=regions.regency_code(settings.office().regency))

        context.runner.query(work, deliver, latest="wilayah")

    return Surroundings(context.workspace.clock.now().date(), officers, find, persons)
