"""Takes the pictures of the README from the real program: python -m tests.tools.gallery [FOLDER]

An invented office is made, each picture shows what one of its people sees at 1366×768. Run it again when the look
changed; open the pictures before committing them.
"""

from __future__ import annotations

import os
import sys
import tempfile
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before Qt is loaded

from PIL import Image
from PySide6.QtCore import QBuffer, QEventLoop, QIODevice, QTimer

import main
from models.domain.clock import FixedClock
from models.rehearsal import office
from models.rehearsal.sample import make_sample
from models.rehearsal.stage import Plan
from models.services.views import CaseFilter
from models.services.workspace import Workspace
from models.settings.local_file import LocalSettings
from models.vault.keys import FLOOR
from ui import app, theme
from ui.bus import Bus
from ui.printing import PrintService
from ui.rehearsal.notify import AgreeingNotify
from ui.shell.collector import Collector
from ui.shell.main_window import MainWindow
from ui.shell.tools import Tools
from ui.shell.workbench import Workbench
from ui.tasks import Runner

TARGET = Path(__file__).resolve().parents[1] / "gallery"
SIZE = (1366, 768)
PASSWORD = "kebun pelangi sepeda tenun"
#: Milliseconds after the last answer of the services in which a page settles.
SETTLE = 700


@dataclass(frozen=True)
class Picture:
    """One picture: file name, who looks, at which page, in which look."""

    name: str
    role: str
    page: str
    dark: bool = False
    params: dict[str, object] = field(default_factory=dict)


def pictures(case_id: int) -> list[Picture]:
    """What is shown in the README."""
    return [
        Picture("tugas", "layanan", "tugas"),
        Picture("kasus", "layanan", "kasus_rinci", params={"case_id": case_id}),
        Picture("surat", "administrasi", "surat"),
        Picture("putusan-gelap", "pimpinan", "tugas", dark=True),
    ]


class Studio:
    """The program's window on the invented office."""

    def __init__(self, folder: Path) -> None:
        self.application = app.make_application()
        self.collector = Collector()
        self.collector.start()
        self.clock = FixedClock()
        self.renderers = main.renderers()
        make_sample(folder / "kantor", Plan(40, 5, 2, self.clock.now()), PASSWORD, self.renderers, lambda _part: None)
        self.gate = office.gate(folder / "kantor", self.clock, FLOOR)
        self.settings = LocalSettings(folder)
        self.notify = AgreeingNotify(folder / "pindaian.pdf")
        self.runner = Runner(self.notify)
        self.appearance = theme.Appearance(self.application, theme.Mode.LIGHT, 100)

    def take(self, picture: Picture) -> Image.Image:
        """Log in, go there, wait until everything is answered, and look."""
        self.appearance.set_mode(theme.Mode.DARK if picture.dark else theme.Mode.LIGHT)
        workspace = self.log_in(picture.role)
        printing = PrintService(self.notify, self.runner, self.settings)
        tools = Tools(self.runner, self.notify, Bus(), self.appearance, lambda: printing, self.settings)
        window = MainWindow(self.settings, training=False)
        self.notify.attach(window)
        workbench = Workbench(workspace, workspace.settings.office().name, tools)
        window.show_screen(workbench)
        window.resize(*SIZE)
        window.show()
        workbench.start()
        self.settle()
        workbench.navigate(picture.page, **picture.params)
        self.settle()
        image = self.look(window)
        window.hide()
        window.deleteLater()
        self.settle()
        workspace.lock()
        assert not self.notify.problems, self.notify.problems
        return image

    def log_in(self, role: str) -> Workspace:
        """The services as the person who plays ``role`` is given them."""
        username = next(player.username for player in office.PLAYERS if player.role == role)
        return Workspace(self.gate.unlock(username, PASSWORD), self.clock, self.renderers, training=False)

    def settle(self) -> None:
        """Let the event loop run until the services have answered and the page has drawn itself."""
        loop, timer = QEventLoop(), QTimer(interval=SETTLE)
        timer.timeout.connect(lambda: loop.quit() if self.runner.idle() else None)
        timer.start()
        loop.exec()

    @staticmethod
    def look(window: MainWindow) -> Image.Image:
        """The window as a picture of few colours, small enough to keep."""
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        window.grab().save(buffer, "PNG")
        whole = Image.open(BytesIO(bytes(buffer.data().data()))).convert("RGB")
        return whole.quantize(128, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)


def run(target: Path) -> None:
    """Take all pictures."""
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        studio = Studio(Path(folder))
        manager = studio.log_in("pengelola")
        manager.backup.run()
        manager.lock()
        workspace = studio.log_in("layanan")
        case = workspace.cases.list(CaseFilter(), limit=1).rows[0]
        workspace.lock()
        for picture in pictures(case.case_id):
            studio.take(picture).save(target / f"{picture.name}.png", optimize=True)
        studio.runner.shutdown()


if __name__ == "__main__":
    run(Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET)
