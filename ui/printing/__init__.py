"""Printing and saving of papers: the PDF in memory becomes pictures on real paper; the program writes no file."""

from ui.printing.job import PrintOrder, Sides, paint_pages, set_paper
from ui.printing.papers import PAPERS, page_millimetres, paper_name
from ui.printing.service import Batch, Paper, PrintService

__all__ = [
    "PAPERS",
    "Batch",
    "Paper",
    "PrintOrder",
    "PrintService",
    "Sides",
    "page_millimetres",
    "paint_pages",
    "paper_name",
    "set_paper",
]
