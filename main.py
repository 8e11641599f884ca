"""Jangkau: the composition root. Puts the parts together and hands the command line to ``ui.commands``.

Nothing imports this file; it alone knows both the screens and the papers.
"""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Sequence

from models.services.ports import Renderers
from ui.commands.console import make_streams_safe
from ui.commands.line import run


def main(arguments: Sequence[str]) -> int:
    """Do what the command line asks for and return the exit code."""
    make_streams_safe()
    return run(arguments, renderers)


def renderers() -> Renderers:
    """The functions that turn records into PDF bytes, for the services to call. Loaded only when papers are needed."""
    from reports import (
        book_pdf,
        bundle_pdf,
        contact_card_pdf,
        disposition_pdf,
        evaluation_pdf,
        form_pdf,
        label_pdf,
        letter_pdf,
        list_pdf,
        proof_pdf,
        recovery_pdf,
        scan_pdf,
        service_report_pdf,
        sop_pdf,
        table_csv,
        workbook_xlsx,
    )

    return Renderers(
        form=form_pdf.render,
        cards=contact_card_pdf.render,
        letter=letter_pdf.render,
        book=book_pdf.render,
        disposition=disposition_pdf.render,
        recovery=recovery_pdf.render,
        listing=list_pdf.render,
        sop=sop_pdf.render,
        proof=proof_pdf.render,
        evaluation=evaluation_pdf.render,
        report=service_report_pdf.render,
        workbook=workbook_xlsx.render,
        csv=table_csv.render,
        bundle=bundle_pdf.render,
        scan=scan_pdf.render,
        thumbnail=scan_pdf.thumbnail,
        labels=label_pdf.render,
    )


if __name__ == "__main__":
    multiprocessing.freeze_support()
    sys.exit(main(sys.argv[1:]))
