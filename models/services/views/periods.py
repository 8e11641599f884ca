"""What the screens see of the run of a period: the files handed to documentation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class ReceiptState(StrEnum):
    """How far a file is; the value is the word shown."""

    OFFERED = "Menunggu diterima"
    RECEIVED = "Diterima"
    SORTED = "Dipilah"


@dataclass(frozen=True)
class ReceiptRow:
    """A file handed to documentation, named by its register number, never by a client.

    Attributes:
        case_id: the case it comes from; None for a file of another service.
        complete: "Lengkap", "Belum lengkap" or "".
        shortage: what is missing in it; ``resolved`` once it was brought in.
        letter_id: the receipt printed for the giver, draft or issued.
    """

    receipt_id: int
    register_number: str
    service: str
    document: str
    quantity: int
    giver: str
    state: ReceiptState
    detail: str
    complete: str = ""
    selected: bool = False
    shortage: str = ""
    resolved: bool = False
    case_id: int | None = None
    letter_id: int | None = None
    letter_number: str = ""


@dataclass(frozen=True)
class NewReceipt:
    """A file received by hand from another service. ``service`` and ``document`` are required."""

    service: str
    document: str
    register_number: str = ""
    quantity: int = 1
    giver: str = ""
    complete: str = ""
    remark: str = ""


@dataclass(frozen=True)
class ReceivingHints:
    """What is offered when files come in.

    Attributes:
        services / documents / givers: what was typed before and what the office names, each once.
        last: document and giver of the newest file of each service.
        taken: the register numbers this run holds already, folded, each with the day it came.
    """

    services: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    givers: tuple[str, ...] = ()
    last: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    taken: Mapping[str, str] = field(default_factory=dict)
