"""The bell tells what is late, soon or asked by law, and each line leads to its place."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from models.services.views import NewsItem, StatusStrip
from ui.shell.topbar import TopBar
from ui.theme import Appearance

NEWS = (
    NewsItem("Batas waktu hukum", "Lewat 2 jam: Lapor ke kepolisian", "danger", "kasus_rinci", {"case_id": 7}),
    NewsItem("Lewat waktu", "Lewat 4 menit: Asesmen & rencana · 0007", "danger", "kasus_rinci", {"case_id": 7}),
    NewsItem("Kantor", "Hari libur tahun 2027 belum diisi", "warn", "administrasi", {"bagian": "libur", "tahun": 2027}),
    NewsItem("Kantor", "Belum ada cadangan", "warn", "administrasi", {"bagian": "cadangan"}),
)


@pytest.fixture
def went() -> list[tuple[str, dict[str, object]]]:
    return []


@pytest.fixture
def bar(qtbot: QtBot, look: Appearance, went: list[tuple[str, dict[str, object]]]) -> TopBar:
    def go(page_id: str, **params: object) -> None:
        went.append((page_id, params))

    made = TopBar(lambda: None, lambda: None, None, go, "Cari")
    qtbot.addWidget(made)
    return made


def test_each_line_leads_to_its_place(bar: TopBar, went: list[tuple[str, dict[str, object]]]) -> None:
    bar.set_news(StatusStrip("Belum ada cadangan", None, {}, NEWS))
    assert bar._bell.accessibleName() == "Pemberitahuan, 4 hal"
    actions = bar.news_menu().actions()
    headings = [action.text() for action in actions if action.text() and not action.isEnabled()]
    assert headings == ["Batas waktu hukum", "Lewat waktu", "Kantor"]
    lines = [action for action in actions if action.isEnabled() and not action.isSeparator()]
    assert lines[1].text() == "Lewat 4 menit: Asesmen && rencana · 0007"
    for line in lines:
        line.trigger()
    assert went == [(item.page_id, item.params) for item in NEWS]


def test_a_quiet_day_says_so(bar: TopBar) -> None:
    bar.set_news(StatusStrip("Cadangan terakhir: hari ini 07.00", 0))
    assert bar._bell.accessibleName() == "Pemberitahuan, tidak ada yang baru"
    (only,) = bar.news_menu().actions()
    assert (only.text(), only.isEnabled()) == ("Tidak ada yang baru", False)
