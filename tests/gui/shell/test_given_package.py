"""A package of a case that was opened in the system: it waits for the login and is then shown, once."""

from __future__ import annotations

from pathlib import Path

from tests.gui.shell.conftest import Stage


def test_the_package_waits_for_whoever_logs_in(stage: Stage, tmp_path: Path) -> None:
    package = tmp_path / "berkas.jangkau"
    stage.program.given = package
    stage.log_in()
    assert stage.program.given is None
    visit = stage.workbench.stack.visit
    assert visit is not None
    assert (visit.page_id, visit.params) == ("kasus", {"paket": str(package)})
