"""The program killed in the middle of a word: what was typed more than two seconds before is there again."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from pathlib import Path

from models.domain.clock import FixedClock
from models.rehearsal import office
from models.services.workspace import Workspace
from models.vault.keys import FLOOR
from tests.gui.forms.conftest import PASSWORD, RENDERERS

#: Letters typed before the power goes: more than two saves' worth.
LETTERS = 110
#: The promise of two seconds, and what a busy PC may take to write, in seconds.
LOSS = 2.0 + 1.5
TYPIST = """
import sys, time
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from models.domain.clock import FixedClock
from models.rehearsal import office
from models.services.workspace import Workspace
from models.settings.local_file import LocalSettings
from models.vault.keys import FLOOR
from tests.gui.forms.conftest import RENDERERS
from tests.recorder import Recorder
from ui import theme
from ui.bus import Bus
from ui.context import AppContext
from ui.pages.intake.page import IntakePage
from ui.printing import PrintService
from ui.tasks import Runner
from ui.theme import Appearance

folder, password = Path(sys.argv[1]), sys.argv[2]
app = QApplication([])
notify, clock = Recorder(), FixedClock()
workspace = Workspace(office.gate(folder, clock, FLOOR).unlock("rina", password), clock, RENDERERS)
runner, settings = Runner(notify), LocalSettings(folder.parent / "pc")
look = Appearance(app)
page = IntakePage(AppContext(workspace=workspace, runner=runner, notify=notify, bus=Bus(), theme=look,
    printing=PrintService(notify, runner, settings), settings=settings, navigate=lambda *_a, **_k: None))
page.resize(1100, 640)
page.show()
page.show_with()
typed = 0

def type_on():
    global typed
    if page.view is None:
        return
    QTest.keyClicks(page.view._rows["ringkasan"].editor.focus_target(), "x")
    typed += 1
    print(typed, time.monotonic(), flush=True)

timer = QTimer()
timer.timeout.connect(type_on)
timer.start(50)
app.exec()
"""


def test_at_most_two_seconds_of_typing_are_lost(founded_office: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(founded_office, tmp_path / "data"))
    arguments = [sys.executable, "-c", TYPIST, str(folder), PASSWORD]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[3]) as typist:
        assert typist.stdout is not None
        told: list[float] = []
        while len(told) < LETTERS and (line := typist.stdout.readline()):
            told.append(float(line.split()[1]))
        typist.send_signal(signal.SIGKILL)
        typist.wait()
    assert len(told) == LETTERS, "the typist gave up"
    old_enough = sum(moment < told[-1] - LOSS for moment in told)
    assert old_enough > 10, "the test typed too little to prove anything"

    clock = FixedClock()
    workspace = Workspace(office.gate(folder, clock, FLOOR).unlock("rina", PASSWORD), clock, RENDERERS)
    try:
        [draft] = workspace.forms.drafts("aduan")
    finally:
        workspace.lock()
    assert len(str(draft.values["ringkasan"])) >= old_enough
