"""What the screens see of figures beside the figures themselves: the cases behind them."""

from __future__ import annotations

from dataclasses import dataclass

from models.statistics.figures import Basis


@dataclass(frozen=True)
class ServiceChoice:
    """A procedure whose figures can be looked at alone."""

    key: str
    name: str


@dataclass(frozen=True)
class FigureWish:
    """Figures that are to leave the program; ``shared``: they leave the office, and small numbers are hidden."""

    period: str
    basis: Basis = Basis.REPORT
    services: tuple[str, ...] = ()
    shared: bool = True


@dataclass(frozen=True)
class BehindRow:
    """A case behind a figure, named as in every list: by register number and initials."""

    case_id: int
    number: str
    client_label: str
    client_detail: str
    service: str
    status: str


@dataclass(frozen=True)
class CasesBehind:
    """The cases behind a cell, newest first.

    Attributes:
        counted: how many things the cell counts; one case may hold several of them.
        hidden: cases the reader may not see here.
        other: counted things without a case of this office, such as files of other services.
    """

    rows: tuple[BehindRow, ...]
    counted: int
    hidden: int = 0
    other: int = 0
