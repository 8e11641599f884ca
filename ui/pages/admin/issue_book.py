"""Buku terbit: numbers that a PC has seen given and the office's data no longer hold; somebody decides about them."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.access.permissions import Permission
from models.domain.indonesia import long_date
from models.services.safety.ledger import Alarm
from models.services.words import clock
from ui.context import AppContext
from ui.icons import Icon
from ui.pages.admin.section import Section
from ui.theme import Role
from ui.widgets.basics import Button, Card, IconLabel, label, row
from ui.widgets.layouts import empty


class IssueBookSection(Section):
    """What is missing, and the two ways on: bring a backup back, or accept that it stays lost."""

    title = "Buku terbit"
    sentence = (
        "Setiap komputer mencatat sendiri nomor yang pernah dilihatnya terbit, tersandi dan terpisah dari data kantor. "
        "Saat masuk, catatan itu dibandingkan dengan data kantor."
    )
    icon = Icon.NUMBER

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self._open: tuple[Alarm, ...] = ()
        self.verdict = label("", Role.STRONG, wrap=True)
        self.advice = label(
            "Nomor yang hilang mungkin sudah tercetak. Jika ada cadangan yang lebih baru, pulihkan cadangan itu. Jika "
            "tidak, terima keadaan ini: nomornya tetap dianggap terpakai dan tidak akan diberikan lagi.",
            Role.MUTED,
            wrap=True,
        )
        holder = QWidget()
        self._rows = QVBoxLayout(holder)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(6)
        for part in (self.verdict, self.advice, holder):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.accept_button = Button("Terima keadaan ini…", Icon.CHECK, "primary", clicked=self._accept)
        self.restore_button = Button("Buka Cadangan", Icon.RESTORE, clicked=self._to_backups)
        self.verbs.addWidget(self.accept_button)
        self.verbs.addWidget(self.restore_button)
        self.verbs.addStretch(1)
        self._show(())

    def load(self) -> None:
        """Read the alarms."""
        self.context.runner.query(self.context.workspace.ledger.alarms, self._show, latest="buku terbit")

    def _show(self, alarms: tuple[Alarm, ...]) -> None:
        self._open = tuple(alarm for alarm in alarms if alarm.open)
        count = len(self._open)
        self.verdict.setText(
            f"{count} nomor menunggu keputusan. Nomor baru dari serinya ditahan." if count else "Tidak ada yang hilang."
        )
        may = self.context.workspace.session.may(Permission.BACKUP_RESTORE)
        self.advice.setVisible(bool(count))
        self.accept_button.setVisible(bool(count) and may)
        self.restore_button.setVisible(bool(count) and may)
        empty(self._rows)
        for alarm in alarms:
            self._rows.addWidget(_row(alarm))

    def _accept(self) -> None:
        alarms = self._open
        named = ", ".join(alarm.number for alarm in alarms[:5]) + (" …" if len(alarms) > 5 else "")
        reason = self.context.notify.ask_text(
            "Terima bahwa nomor ini hilang?",
            f"{named}. Nomor-nomor ini tetap dianggap terpakai, tercantum dalam daftar nomor sebagai hilang, dan "
            "serinya dapat memberi nomor lagi. Keputusan ini dicatat dengan nama Anda.",
            "Alasan",
            "Terima keadaan ini",
        )
        if reason is None:
            return
        ledger, ids = self.context.workspace.ledger, [alarm.alarm_id for alarm in alarms]
        self.context.runner.command(lambda: ledger.accept(ids, reason), self._accepted)

    def _accepted(self, count: int) -> None:
        self.context.notify.toast(f"{count} nomor diterima sebagai hilang.")
        self.load()

    def _to_backups(self) -> None:
        self.context.navigate("administrasi", bagian="cadangan")


def _row(alarm: Alarm) -> Card:
    card = Card("flat", margins=(12, 7, 10, 7), spacing=2)
    given = f"Terbit {long_date(alarm.issued_at.date())}, {clock(alarm.issued_at)}, seri {alarm.series}."
    what = (
        f"Nomor yang sama kini dipakai untuk hal lain ({alarm.found})." if alarm.found else "Tidak ada di data kantor."
    )
    texts = QVBoxLayout()
    texts.setSpacing(0)
    texts.addWidget(label(alarm.number, Role.STRONG, wrap=True))
    texts.addWidget(label(f"{given} {what}", wrap=True))
    if alarm.settled:
        texts.addWidget(label(f"Diterima {alarm.settled}", Role.MUTED, wrap=True))
    icon, tone = (Icon.PROBLEM, "danger") if alarm.open else (Icon.DONE_OUTLINE, "muted")
    line = row(IconLabel(icon, tone, 20), spacing=10)
    line.addLayout(texts, 1)
    card.body.addLayout(line)
    card.setAccessibleName(f"{alarm.number}. {given} {what}")
    return card
