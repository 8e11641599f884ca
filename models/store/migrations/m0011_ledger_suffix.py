"""Schema 11: alarms know inserted numbers (12a) as well."""

from __future__ import annotations

VERSION = 11

STATEMENTS: tuple[str, ...] = ("ALTER TABLE ledger_alarm ADD COLUMN suffix TEXT NOT NULL DEFAULT ''",)
