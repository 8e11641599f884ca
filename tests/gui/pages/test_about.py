"""Tentang: the version to name on the telephone, and the licences."""

from __future__ import annotations

from models.version import __version__
from tests.gui.forms.conftest import Desk
from ui.pages.admin.about import AboutSection
from ui.pages.admin.page import AdminPage


def test_anybody_finds_the_version_and_reads_a_licence(desk: Desk) -> None:
    page = AdminPage(desk.context)
    desk.show(page)
    page.show_with(bagian="tentang")
    about = page.section
    assert isinstance(about, AboutSection)
    assert __version__ in about.version.text()
    assert about.text.toPlainText().startswith("MIT License")
    names = [about.parts.item(row).text().split()[0] for row in range(about.parts.count())]
    about.parts.setCurrentRow(names.index("pyside6-essentials"))
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in about.text.toPlainText()
    about.parts.setCurrentRow(names.index("Inter"))
    assert "SIL OPEN FONT LICENSE" in about.text.toPlainText()
