"""The printed SOP (PermenPANRB 35/2012): the identity page, then the flow table on landscape paper."""

from __future__ import annotations

from dataclasses import replace

from reportlab.platypus import Flowable, PageBreak

from models.sop.paper import SopPaper
from reports.document import DocumentInfo, body_height, body_width, build, footer
from reports.sop_identity import identity
from reports.sop_table import flow_pages


def render(paper: SopPaper) -> bytes:
    """The sheet as PDF bytes; no row of the table is cut, whatever the number of steps and actors."""
    page = replace(paper.page, top=14.0, bottom=17.0, left=16.0, right=12.0)
    width, height = body_width(page, landscape=True), body_height(page, landscape=True) - 1
    spec = paper.spec
    story: list[Flowable] = [*identity(paper, width, height)]
    for sheet in flow_pages(paper, width, height):
        story += [PageBreak(), sheet]
    info = DocumentInfo(title=paper.heading, subject=spec.number, author=spec.unit)
    foot = footer(spec.unit, f"{paper.heading}, Nomor {spec.number}")
    return build(story, page, info, hooks=[foot], landscape=True)
