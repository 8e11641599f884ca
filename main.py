"""Jangkau: the composition root. Puts the parts together and hands the command line to ``ui.commands``.

Nothing imports this file; it alone knows both the screens and the papers.
"""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Callable, Sequence

from models.services.ports import Renderers
from ui.commands.console import make_streams_safe
from ui.commands.line import run


def main(arguments: Sequence[str]) -> int:
    """Do what the command line asks for and return the exit code."""
    make_streams_safe()
    return run(arguments, renderers)


def renderers() -> Renderers:
    """The functions that turn records into PDF bytes, for the services to call. Loaded only when papers are needed."""
    from reports import bundle_pdf, scan_pdf, table_csv, workbook_xlsx

    return Renderers(
        **_drawn(),
        workbook=workbook_xlsx.render,
        csv=table_csv.render,
        bundle=bundle_pdf.render,
        scan=scan_pdf.render,
        thumbnail=scan_pdf.thumbnail,
    )


def _drawn() -> dict[str, Callable[..., bytes]]:
    """The papers that are drawn, each by its name in ``Renderers``."""
    from reports import (
        book_pdf,
        contact_card_pdf,
        disposition_pdf,
        evaluation_pdf,
        form_pdf,
        label_pdf,
        letter_pdf,
        list_pdf,
        person_copy_pdf,
        proof_pdf,
        recovery_pdf,
        service_report_pdf,
        sop_pdf,
    )

    drawn = {
        "form": form_pdf,
        "cards": contact_card_pdf,
        "letter": letter_pdf,
        "book": book_pdf,
        "disposition": disposition_pdf,
        "recovery": recovery_pdf,
        "listing": list_pdf,
        "sop": sop_pdf,
        "proof": proof_pdf,
        "evaluation": evaluation_pdf,
        "report": service_report_pdf,
        "labels": label_pdf,
        "person_copy": person_copy_pdf,
    }
    return {name: paper.render for name, paper in drawn.items()}


if __name__ == "__main__":
    multiprocessing.freeze_support()
    sys.exit(main(sys.argv[1:]))
