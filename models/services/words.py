"""How moments and sizes are said to a person."""

from __future__ import annotations

from datetime import datetime, timedelta

from models.domain.indonesia import MONTHS

_SHORT = tuple(name[:3] if name != "Agustus" else "Agu" for name in MONTHS)


def clock(moment: datetime) -> str:
    """As in "09.41": official Indonesian writes the time with a dot."""
    return moment.strftime("%H.%M")


def when(moment: datetime, now: datetime) -> str:
    """As in "Hari ini 08.55", "Kemarin 10.31", "21 Nov 13.12", "21 Nov 2025 13.12"."""
    if moment.date() == now.date():
        return f"Hari ini {clock(moment)}"
    if moment.date() == now.date() - timedelta(days=1):
        return f"Kemarin {clock(moment)}"
    year = "" if moment.year == now.year else f" {moment.year}"
    return f"{moment.day} {_SHORT[moment.month - 1]}{year} {clock(moment)}"


def day_month(moment: datetime) -> str:
    """As in "21 Nov"."""
    return f"{moment.day} {_SHORT[moment.month - 1]}"


def size_text(size: int) -> str:
    """As in "340 KB" or "1,2 MB", for a number of bytes."""
    if size < 1024 * 1024:
        return f"{max(size // 1024, 1)} KB"
    return f"{size / 1024 / 1024:.1f} MB".replace(".", ",")
