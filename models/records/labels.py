"""Labels for folders and boxes: what they say and how they lie on their sheet."""

from __future__ import annotations

from dataclasses import dataclass

from models.records.rules import LabelSheet


@dataclass(frozen=True)
class Label:
    """One label: the QR code and what stands beside it. It names nobody."""

    code: str
    register_number: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class LabelPaper:
    """Labels on sheets; the first ``skip`` places of the first sheet were used before."""

    office: str
    sheet: LabelSheet
    labels: tuple[Label, ...]
    skip: int = 0
    watermark: str = ""
