"""The strip that tells the training office from the real one, on every screen."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from ui.widgets.basics import label


def ribbon() -> QLabel:
    """The strip, to be laid above everything else."""
    made = label("LATIHAN · Semua orang dan kasus di sini rekaan. Jangan memasukkan data sebenarnya.")
    made.setObjectName("ribbon")
    made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return made
