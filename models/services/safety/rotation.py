"""Which backups are kept: seven days, four weeks, twelve months, and always the last one that was verified."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from datetime import datetime

DAYS, WEEKS, MONTHS = 7, 4, 12


def superfluous(made: Mapping[str, datetime], verified: frozenset[str]) -> frozenset[str]:
    """Names that may be removed.

    Args:
        made: when each backup was made, by name.
        verified: names of those known to be sound; the newest of them stays whatever its age.
    """
    newest_first = sorted(made, key=lambda name: (made[name], name), reverse=True)
    kept: set[str] = set()
    kept |= _newest_of_each(newest_first, lambda name: made[name].date(), DAYS)
    kept |= _newest_of_each(newest_first, lambda name: made[name].isocalendar()[:2], WEEKS)
    kept |= _newest_of_each(newest_first, lambda name: (made[name].year, made[name].month), MONTHS)
    kept |= set([name for name in newest_first if name in verified][:1])
    return frozenset(made) - kept


def _newest_of_each(newest_first: list[str], period: Callable[[str], Hashable], limit: int) -> set[str]:
    """The newest name of each of the latest ``limit`` periods that have any; sound names are not preferred here."""
    kept: dict[Hashable, str] = {}
    for name in newest_first:
        kept.setdefault(period(name), name)
    return set(list(kept.values())[:limit])
