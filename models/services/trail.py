"""The audit trail for those who answer for it: is it whole?"""

from __future__ import annotations

from models.access.permissions import Permission
from models.domain.clock import Clock
from models.services.session import Session
from models.services.views import ChainReport


class TrailService:
    """Looking into the audit trail; the look itself is recorded."""

    def __init__(self, session: Session, clock: Clock) -> None:
        self._session = session
        self._clock = clock

    def verify(self) -> ChainReport:
        """Check every record against the one before it, and the end against what the database remembers."""
        self._session.authorise(Permission.AUDIT_READ)
        checked, broken_at = self._session.store.verify_audit()
        self._session.store.audit_read(
            self._session.user.account_id, self._clock.now(), "riwayat.periksa", "riwayat", broken_at, jumlah=checked
        )
        return ChainReport(checked, broken_at)
