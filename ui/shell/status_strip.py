"""The strip at the foot: saved state, offline, age of the backup, date and time."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar

from models.domain.indonesia import day_and_date
from models.services.safety.together import Together
from models.services.views import StatusStrip
from ui.icons import Icon
from ui.shell.topbar import BACKUP_DANGER_DAYS, BACKUP_WARN_DAYS
from ui.tasks import Progress
from ui.widgets.basics import Button, Elide, IconLabel, label, restyle
from ui.widgets.messages import announce

_SAVED_ICONS = {"ok": Icon.SAVED, "danger": Icon.NOT_SAVED}


class StatusBar(QFrame):
    """The strip. It speaks to the screen reader when something was saved or could not be, never of the clock."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("statusstrip")
        self._saved_icon, self._saved = IconLabel(Icon.SAVED, "muted", 15), label("")
        self._backup_icon, self._backup = IconLabel(Icon.BACKUP, "muted", 15), label("")
        self._place_icon, self._place = IconLabel(Icon.OFFLINE, "muted", 15), Elide("")
        self._clock = label("")
        self._work, self._bar = label(""), QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(120)
        self._bar.setRange(0, 1000)
        self._stop = Button("Batalkan", kind="link")
        self._stop.clicked.connect(self._cancel)
        self._progress: Progress | None = None
        box = QHBoxLayout(self)
        box.setContentsMargins(16, 4, 16, 4)
        box.setSpacing(6)
        for icon, words in ((self._saved_icon, self._saved), (self._place_icon, self._place)):
            box.addWidget(icon)
            box.addWidget(words, 1 if words is self._place else 0)
            box.addSpacing(14)
        for part in (self._work, self._bar, self._stop):
            box.addWidget(part)
        for icon, words in ((self._backup_icon, self._backup), (IconLabel(Icon.DATE_TIME, "muted", 15), self._clock)):
            box.addSpacing(14)
            box.addWidget(icon)
            box.addWidget(words)
        self.show_saved("", "")
        self.show_slow(None)
        self.show_together(Together())

    def show_saved(self, words: str, tone: str) -> None:
        """Show the saved state of the page ("Tersimpan otomatis 09.41", "ok"); nothing for a page that has none."""
        self._saved.setText(words)
        self._saved_icon.set_icon(_SAVED_ICONS.get(tone, Icon.SAVED), tone or "muted")
        restyle(self._saved, tone=tone if tone in ("warn", "danger") else None)
        for part in (self._saved_icon, self._saved):
            part.setVisible(bool(words))
        if words and tone in ("ok", "danger"):
            announce(self, words)

    def show_together(self, state: Together) -> None:
        """Show where the data lie and, on a shared folder, how it stands between the PCs."""
        tone = "danger" if state.broken else None
        if not state.shared:
            words = "Luring: semua data tersimpan di komputer kantor ini"
        elif state.broken:
            words = "Folder bersama: hanya dapat dilihat, kuncinya tidak bekerja"
        elif state.checking:
            words = "Folder bersama: kunci berkas sedang diperiksa"
        elif state.others:
            words = f"Folder bersama: {state.others} komputer lain juga membuka data kantor ini"
        else:
            words = "Folder bersama: hanya komputer ini yang membuka data"
        self._place.setText(words)
        self._place_icon.set_icon(Icon.SHARED if state.shared else Icon.OFFLINE, tone or "muted")
        restyle(self._place, tone=tone)

    def show_backup(self, strip: StatusStrip) -> None:
        """Show the age of the backup: amber after three days, red after seven or where there is none."""
        age = strip.backup_age_days
        late = age is None or age >= BACKUP_DANGER_DAYS
        tone = "danger" if late else "warn" if age is not None and age >= BACKUP_WARN_DAYS else None
        self._backup.setText(strip.backup_text)
        self._backup_icon.set_icon(Icon.BACKUP_LATE if tone else Icon.BACKUP, tone or "muted")
        restyle(self._backup, tone=tone)

    def show_clock(self, moment: datetime) -> None:
        """Show date and time of the office's zone."""
        self._clock.setText(f"{day_and_date(moment.date())} · {moment:%H.%M}")

    def show_busy(self, busy: bool) -> None:
        """Something takes longer than a moment."""
        if self._progress is None:
            self._work.setText("Sedang memproses…")
            self._work.setVisible(busy)

    def show_slow(self, progress: Progress | None) -> None:
        """Show a lengthy work with its progress and a way to stop it; None when it has ended."""
        self._progress = progress
        for part in (self._work, self._bar, self._stop):
            part.setVisible(progress is not None)
        if progress is not None:
            self._work.setText(progress.title)
            self._bar.setAccessibleName(progress.title)
            self._bar.setValue(0)
            progress.moved.connect(self._moved)

    def _moved(self, share: float, words: str) -> None:
        self._bar.setValue(round(share * 1000))
        if self._progress is not None:
            self._work.setText(f"{self._progress.title}: {words}" if words else self._progress.title)

    def _cancel(self) -> None:
        if self._progress is not None:
            self._progress.cancel()
            self._work.setText("Menghentikan…")
