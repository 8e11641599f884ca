"""Sheets that are put together to one PDF before they are kept: pages of scans, turned, moved and left out."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Sheet:
    """One page.

    Attributes:
        content: the bytes of the scan it comes from, judged before (``models.domain.scans``).
        page: which page of that scan, from 0.
        turned: degrees clockwise: 0, 90, 180 or 270.
    """

    content: bytes
    media_type: str
    page: int = 0
    turned: int = 0

    def turn(self, degrees: int) -> Sheet:
        """The same page turned by ``degrees`` more."""
        return replace(self, turned=(self.turned + degrees) % 360)
