"""The parts of a settings file that hold rules and codes: archive, reports, archive codes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from models.access.permissions import Permission
from models.domain import archive_codes
from models.forms.values import clean_text
from models.records import rules
from models.records.rules import ArchiveRules
from models.services.desk import Desk, put_setting
from models.services.desk import packed as stored
from models.services.records import archive_rules
from models.services.reports import report_rules
from models.services.rollout.parts import Coming, Plan, rows, word
from models.settings.changes import changes
from models.settings.plain import typed
from models.settings.rollout_file import not_usable
from models.statistics import report_rules as reporting
from models.statistics.report_rules import ReportRules
from models.store.tables import ArchiveCode

_LONGEST_NAME = 200


@dataclass(frozen=True)
class RulePart:
    """Rules that are kept as one setting."""

    key: str
    title: str
    setting: str
    kind: Any
    present: Callable[[Desk], Any]
    checked: Callable[[Any], Any]
    own: bool = False
    needs: Permission = Permission.SETTINGS_WRITE

    def pack(self, coming: Coming) -> Any:
        """The rules in force."""
        return self.present(coming.desk).to_json()

    def plan(self, coming: Coming, data: Any) -> Plan:
        """What other rules would change."""
        new = self.checked(typed(self.kind, data, self.key))
        found = changes(self.present(coming.desk), new)
        return Plan(found, lambda: put_setting(self.setting, stored(new.to_json())))


ARCHIVE = RulePart(
    "arsip", "Aturan arsip dan label", archive_rules.SETTING, ArchiveRules, archive_rules.in_force, rules.checked
)
REPORTS = RulePart(
    "laporan", "Aturan laporan", report_rules.SETTING, ReportRules, lambda _desk: report_rules.in_force(),
    reporting.checked,
)  # fmt: skip


@dataclass(frozen=True)
class CodePart:
    """The archive codes the office has added, worded anew or left out. Codes the file does not name stay."""

    key: str = "klasifikasi"
    title: str = "Kode klasifikasi arsip"
    own: bool = False
    needs: Permission = Permission.SETTINGS_WRITE

    def pack(self, coming: Coming) -> Any:
        """The office's changes to the list."""
        return [
            {"kode": row.code, "nama": row.name, "sembunyi": bool(row.hidden)}
            for row in ArchiveCode.select().order_by(ArchiveCode.code)
        ]

    def plan(self, coming: Coming, data: Any) -> Plan:
        """What the list would become."""
        present = {row.code: (row.name, bool(row.hidden)) for row in ArchiveCode.select()}
        coming_rows = [self._read(entry, number) for number, entry in enumerate(rows(data, self.title), 1)]
        new = {code: (name, hidden) for code, name, hidden in coming_rows if present.get(code) != (name, hidden)}
        found = tuple(
            f"Kode {code} {'tidak ditawarkan lagi' if hidden else f'berarti “{name}”' if name else 'ditawarkan lagi'}."
            for code, (name, hidden) in new.items()
        )
        return Plan(found, lambda: self._write(new))

    def _read(self, entry: dict[str, Any], number: int) -> tuple[str, str, bool]:
        where = f"{self.title}, kode ke-{number}"
        code, name = word(entry, "kode", where), clean_text(word(entry, "nama", where), lines=False)
        hidden = entry.get("sembunyi", False)
        if not archive_codes.CODE.fullmatch(code):
            raise not_usable(f"{where}: kode hanya boleh berisi huruf, angka, dan tanda . / -, paling panjang 40.")
        if len(name) > _LONGEST_NAME or (not name and code not in archive_codes.shipped()):
            raise not_usable(f"{where}: isi nama kode, paling panjang {_LONGEST_NAME} huruf.")
        if not isinstance(hidden, bool):
            raise not_usable(f"{where}, isian “sembunyi”: harus true atau false.")
        return code, name, hidden

    @staticmethod
    def _write(new: dict[str, tuple[str, bool]]) -> None:
        for code, (name, hidden) in new.items():
            ArchiveCode.insert(code=code, name=name, hidden=hidden).on_conflict(
                conflict_target=[ArchiveCode.code],
                update={"name": name, "hidden": hidden, ArchiveCode.row_version: ArchiveCode.row_version + 1},
            ).execute()
