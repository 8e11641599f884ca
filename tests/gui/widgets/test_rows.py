"""Timeline, tiles and lists: chosen with the keyboard, read by a screen reader, kept when they load again."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ui.tables.model import Column, RowModel, TimeBar
from ui.tables.table import Table
from ui.theme import Appearance, Tone
from ui.widgets import pill
from ui.widgets.basics import row
from ui.widgets.folding import FoldingRow
from ui.widgets.metric import Metric
from ui.widgets.rows import ItemRow, ProgressLine
from ui.widgets.timeline import Timeline, TimelineStep


@dataclass(frozen=True)
class Line:
    number: int
    title: str


COLUMNS = (
    Column("status", "Status", lambda _row: "Segera", width=120, pill=lambda _row: pill.SOON),
    Column("judul", "Judul", lambda row: row.title, lambda row: f"langkah {row.number}", strong=True),
    Column(
        "waktu", "Sisa waktu", lambda _row: "Sisa", width=200,
        bar=lambda row: TimeBar(f"Sisa {row.number} menit", "dari 10 menit", row.number / 10, Tone.WARN),
    ),
)  # fmt: skip
LINES = [Line(number, f"Langkah ke-{number}") for number in range(5)]


@pytest.fixture
def table(qtbot: QtBot, look: Appearance) -> Table:
    made = Table("Daftar tugas", COLUMNS, lambda row: row.number)
    made.rows.set_rows(LINES)
    made.resize(700, 400)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_every_cell_and_heading_is_readable(table: Table) -> None:
    model = table.rows
    for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
        cells = [model.data(model.index(2, column), role) for column in range(3)]
        assert cells == ["Segera", "Langkah ke-2, langkah 2", "Sisa 2 menit dari 10 menit"]
        assert model.headerData(1, Qt.Orientation.Horizontal, role) == "Judul"


def test_keyboard_chooses_opens_and_peeks(table: Table, qtbot: QtBot) -> None:
    opened: list[Line] = []
    peeked: list[Line] = []
    table.opened.connect(opened.append)
    table.peeked.connect(peeked.append)
    table.choose_first()
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert table.current() == LINES[1]
    QTest.keyClick(table, Qt.Key.Key_Space)
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert (peeked, opened) == ([LINES[1]], [LINES[1]])


def test_choice_stays_with_its_record_when_the_list_changes(table: Table) -> None:
    table.choose(3)
    table.rows.set_rows([LINES[4], LINES[3], LINES[0]])
    assert table.current() == LINES[3]
    table.rows.set_rows([replace(LINES[4]), replace(LINES[3], title="Baru"), LINES[0]])
    assert table.current().title == "Baru"


def test_vanished_record_is_told(table: Table) -> None:
    seen: list[object] = []
    table.choose(3)
    table.current_changed.connect(seen.append)
    table.rows.set_rows(LINES[:2])
    assert seen[-1] is None


def test_tab_leaves_the_table(qtbot: QtBot, look: Appearance) -> None:
    holder = QWidget()
    box = QHBoxLayout(holder)
    table, after = Table("Daftar", COLUMNS, lambda row: row.number), QLineEdit()
    table.rows.set_rows(LINES)
    box.addWidget(table)
    box.addWidget(after)
    qtbot.addWidget(holder)
    with qtbot.waitExposed(holder):
        holder.show()
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is after


def test_further_rows_are_asked_for_once_and_appended(qtbot: QtBot) -> None:
    model = RowModel(COLUMNS, lambda row: row.number)
    wanted: list[str] = []
    model.more_wanted.connect(wanted.append)
    model.set_rows(LINES[:2], "b")
    root = QModelIndex()
    assert model.canFetchMore(root)
    model.fetchMore(root)
    model.fetchMore(root)
    assert wanted == ["b"]
    model.add_rows(LINES[2:], "")
    assert model.rowCount() == 5
    assert not model.canFetchMore(root)


def test_layout_of_columns_is_remembered_without_data(table: Table, qtbot: QtBot) -> None:
    table.setColumnWidth(0, 177)
    table.show_column("waktu", False)
    state = table.layout_state()
    other = Table("Daftar", COLUMNS, lambda row: row.number)
    qtbot.addWidget(other)
    other.restore_layout(state)
    assert other.columnWidth(0) == 177
    assert other.isColumnHidden(2)
    assert b"Langkah" not in state


def test_painting_every_kind_of_cell_in_both_themes(table: Table, look: Appearance) -> None:
    from ui.theme import Mode

    table.choose(1)
    table.setFocus()
    light = table.grab().toImage()
    look.set_mode(Mode.DARK)
    assert table.grab().toImage() != light


STEPS = (
    TimelineStep(1, "Menerima informasi kasus", "Petugas Layanan", "8 menit dari 10 menit", "done", Tone.OK),
    TimelineStep(2, "Memberikan instruksi", "Kepala", "Sisa 3 menit dari 20 menit", "now", Tone.INFO),
    TimelineStep(3, "Penjangkauan", "Petugas Layanan", "Standar 2 hari", "todo"),
)


def test_timeline_says_everything_it_paints_and_is_walked_with_arrows(qtbot: QtBot, look: Appearance) -> None:
    line = Timeline()
    line.show_steps(STEPS)
    qtbot.addWidget(line)
    with qtbot.waitExposed(line):
        line.show()
    chosen: list[int] = []
    line.chosen.connect(chosen.append)
    assert line.rows[1].accessibleName() == (
        "Langkah 2: Memberikan instruksi. Pelaksana Kepala. Sisa 3 menit dari 20 menit. Sedang berjalan"
    )
    assert line.rows[1].isChecked()
    line.rows[1].setFocus()
    QTest.keyClick(line.rows[1], Qt.Key.Key_Down)
    assert line.rows[2].hasFocus()
    QTest.keyClick(line.rows[2], Qt.Key.Key_Return)
    assert chosen == [3]


def test_timeline_shown_again_keeps_the_focus(qtbot: QtBot, look: Appearance) -> None:
    line = Timeline()
    line.show_steps(STEPS)
    qtbot.addWidget(line)
    with qtbot.waitExposed(line):
        line.show()
    line.rows[2].setFocus()
    line.show_steps(STEPS, chosen=3)
    assert line.rows[2].hasFocus()
    assert [row.isChecked() for row in line.rows] == [False, False, True]


def test_tile_is_a_filter_for_mouse_and_keyboard(qtbot: QtBot, look: Appearance) -> None:
    tile = Metric(pill.LATE)
    tile.show_figure(2, "Tertua 1 jam 12 menit")
    qtbot.addWidget(tile)
    with qtbot.waitExposed(tile):
        tile.show()
    assert tile.accessibleName() == "Lewat waktu: 2. Tertua 1 jam 12 menit"
    QTest.mouseClick(tile, Qt.MouseButton.LeftButton)
    assert tile.isChecked()
    QTest.keyClick(tile, Qt.Key.Key_Space)
    assert not tile.isChecked()


def test_row_and_progress_name_what_they_show(qtbot: QtBot, look: Appearance) -> None:
    item = ItemRow("Formulir asesmen risiko", "Terisi 14 dari 18", "partial", "Lanjutkan")
    qtbot.addWidget(item)
    assert item.verb is not None
    assert item.verb.accessibleName() == "Lanjutkan Formulir asesmen risiko"
    with qtbot.waitSignal(item.activated):
        item.verb.click()
    progress = ProgressLine("Kemajuan langkah SOP")
    qtbot.addWidget(progress)
    progress.set_share(2 / 6, "2 dari 6 selesai")
    interface = QAccessible.queryAccessibleInterface(progress)
    assert interface.text(QAccessible.Text.Name) == "Kemajuan langkah SOP: 2 dari 6 selesai"


def test_a_row_folds_where_both_groups_do_not_fit(qtbot: QtBot, look: Appearance) -> None:
    first, second = QLineEdit(), QLineEdit()
    first.setMinimumWidth(300)
    second.setMinimumWidth(200)
    host = QWidget()
    folding = FoldingRow(row(first), row(second))
    folding.setParent(host)
    qtbot.addWidget(host)
    folding.resize(600, 80)
    with qtbot.waitExposed(host):
        host.show()
    assert first.y() == second.y()
    folding.resize(400, 80)
    qtbot.waitUntil(lambda: second.y() > first.geometry().bottom())
    second.setMinimumWidth(50)
    qtbot.waitUntil(lambda: first.y() == second.y())
