"""Jangkau: the composition root. Puts the parts together and hands the command line to ``ui.commands``.

Nothing imports this file; it alone knows both the screens and the papers.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ui.commands.console import make_streams_safe
from ui.commands.line import run
from ui.loading import load

if TYPE_CHECKING:
    from models.services.ports import Late, Renderers


def main(arguments: Sequence[str]) -> int:
    """Do what the command line asks for and return the exit code."""
    make_streams_safe()
    return run(arguments, renderers)


def renderers() -> Renderers:
    """The functions that turn records into bytes, for the services to call. Each is loaded when it first draws."""
    from models.services.ports import Renderers

    return Renderers(
        form=_late("form_pdf"),
        cards=_late("contact_card_pdf"),
        letter=_late("letter_pdf"),
        book=_late("book_pdf"),
        disposition=_late("disposition_pdf"),
        recovery=_late("recovery_pdf"),
        listing=_late("list_pdf"),
        sop=_late("sop_pdf"),
        proof=_late("proof_pdf"),
        evaluation=_late("evaluation_pdf"),
        report=_late("service_report_pdf"),
        labels=_late("label_pdf"),
        person_copy=_late("person_copy_pdf"),
        workbook=_late("workbook_xlsx"),
        csv=_late("table_csv"),
        bundle=_late("bundle_pdf"),
        scan=_late("scan_pdf"),
        thumbnail=_late("scan_pdf", "thumbnail"),
    )


def _late(module: str, function: str = "render") -> Late:
    """A function of ``reports``."""
    from models.services.ports import Late

    return Late(lambda: getattr(load(f"reports.{module}"), function))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
