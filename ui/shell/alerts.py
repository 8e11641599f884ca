"""Polls how it stands between the PCs of the office, tells the pages, and shows what everybody must know."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.access.permissions import Permission
from models.errors import ErrorCode, UserError
from models.messages import render
from models.services.safety.together import Together
from models.services.workspace import Workspace
from ui.bus import Bus
from ui.icons import Icon
from ui.tasks import Runner
from ui.widgets.basics import Button
from ui.widgets.messages import Banner

_EVERY_MS = 2_000


class Alerts(QWidget):
    """Banners across the window that stay for as long as their cause does; lives as long as a session."""

    def __init__(
        self,
        workspace: Workspace,
        runner: Runner,
        bus: Bus,
        copy: Callable[[str], object],
        decide: Callable[[], object],
    ) -> None:
        """``copy`` takes words to pass on; ``decide`` leads to where missing numbers are decided about."""
        super().__init__()
        self._workspace, self._runner, self._bus = workspace, runner, bus
        self._state, self._decide = Together(), decide
        self._asking = False
        said = render(UserError(ErrorCode.SHARE_UNSAFE))
        words = f"{said.title}. {said.why} {said.do}"
        passing_on = f"{words} (Kode {said.code.value})"
        self.broken = Banner(
            "danger",
            f"Hanya dapat dilihat. {said.why} {said.safe}",
            Button("Salin penjelasan", Icon.COPY, clicked=lambda: copy(passing_on)),
        )
        may_decide = workspace.session.may(Permission.SETTINGS_WRITE)
        buttons = (Button("Buka Buku terbit", Icon.NUMBER, clicked=decide),) if may_decide else ()
        self.missing = Banner("danger", "", *buttons)
        self.clock = Banner("warn", "")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        for banner in (self.broken, self.missing, self.clock):
            box.addWidget(banner)
            banner.hide()
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self.ask)

    @property
    def state(self) -> Together:
        """How it stood when last asked."""
        return self._state

    def start(self) -> None:
        """Ask now and every two seconds."""
        self._timer.start()
        self.ask()

    def stop(self) -> None:
        """The session ends."""
        self._timer.stop()

    def ask(self) -> None:
        """Ask how it stands, unless the last answer has not come yet."""
        if not self._asking:
            self._asking = True
            self._runner.glance(self._workspace.together.poll, self._show, self._quiet)

    def _show(self, found: tuple[Together, frozenset[str]]) -> None:
        self._asking = False
        state, topics = found
        changed, self._state = state != self._state, state
        if changed:
            self._tell(state)
            self._bus.together.emit(state)
        if topics:
            self._bus.publish(topics)

    def _quiet(self, error: UserError) -> None:
        """It is asked again by itself; whoever saves something is told."""
        self._asking = False

    def _tell(self, state: Together) -> None:
        self.broken.setVisible(state.broken)
        self.missing.set_text(
            f"{state.missing} nomor yang pernah terbit tidak ada lagi di data kantor. Nomor baru dari serinya ditahan "
            "sampai pengelola sistem memutuskan."
        )
        self.missing.setVisible(state.missing > 0)
        self.clock.set_text(_clock_words(state.minutes_behind))
        self.clock.setVisible(state.minutes_behind > 0)


def _clock_words(minutes: int) -> str:
    if minutes >= 24 * 60:
        span = f"{minutes // (24 * 60)} hari"
    else:
        span = f"{minutes // 60} jam" if minutes >= 120 else f"{minutes} menit"
    held = " Nomor surat ditahan sampai jamnya benar." if minutes >= 24 * 60 else ""
    return f"Jam komputer ini tertinggal {span} dari catatan terakhir kantor. Periksa tanggal dan jam komputer.{held}"
