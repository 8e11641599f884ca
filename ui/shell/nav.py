"""The navigation at the left edge: pages with their badges, who is at the desk, the lock. Narrow on small windows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui import icons, theme
from ui.icons import Icon
from ui.texts import PRODUCT
from ui.widgets.basics import Elide, IconButton, IconLabel, label

if TYPE_CHECKING:
    from ui.shell.pages_registry import PageEntry

WIDE, NARROW = 204, 60
#: Height of a page in the rail, in pixels at 100 % text, and how low it may get where the window is low.
_HIGH, _LOWEST = 38, 24


class NavButton(QToolButton):
    """One page. The badge counts what waits there."""

    def __init__(self, page: PageEntry, number: int) -> None:
        super().__init__()
        self.page = page
        self._number, self._count = number, 0
        self.setProperty("kind", "nav")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setText(f"\N{EN SPACE}{page.title}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self._badge = label("")
        self._badge.setObjectName("navbadge")
        self._badge.setAlignment(Qt.AlignmentFlag.AlignCenter)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 12, 0)
        box.addStretch(1)
        box.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignVCenter)
        self.toggled.connect(self._dress)
        self.set_count(0)
        self._dress()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme.current().px(_HIGH))

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), _LOWEST)

    def set_count(self, count: int) -> None:
        """Show how many things wait on the page."""
        self._count = count
        self._badge.setText("99+" if count > 99 else str(count))
        narrow = self.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonIconOnly
        self._badge.setVisible(count > 0 and not narrow)
        waiting = f", {count} menunggu" if count else ""
        self.setAccessibleName(f"{self.page.title}{waiting}")
        keys = f" (Alt+{self._number})" if self._number <= 9 else ""
        self.setToolTip(f"{self.page.title}{waiting}{keys}")

    def set_narrow(self, narrow: bool) -> None:
        """Show the icon only."""
        style = Qt.ToolButtonStyle
        self.setToolButtonStyle(style.ToolButtonIconOnly if narrow else style.ToolButtonTextBesideIcon)
        self.set_count(self._count)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._dress()

    def _dress(self) -> None:
        size = theme.current().px(20)
        self._badge.setFixedHeight(2 * theme.current().px(9))
        self.setIcon(icons.icon(self.page.icon, "nav_accent" if self.isChecked() else "nav_text"))
        self.setIconSize(QSize(size, size))


class Face(QLabel):
    """The initials of who is at the desk, in a circle that grows with the text."""

    def __init__(self, person: str) -> None:
        super().__init__("".join(word[0] for word in person.split()[:2]).upper())
        self.setObjectName("navuser")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._measure()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._measure()

    def _measure(self) -> None:
        side = 2 * theme.current().px(17)
        self.setFixedSize(side, side)


class Nav(QFrame):
    """The whole rail.

    Signals:
        chosen: id of the page the person wants.
        lock_wanted: the lock was pressed.
    """

    chosen = Signal(str)
    lock_wanted = Signal()

    def __init__(self, pages: Sequence[PageEntry], office: str, person: str, role: str) -> None:
        super().__init__()
        self.setObjectName("nav")
        self.setAccessibleName("Navigasi")
        self._wide_parts: list[QWidget] = []
        self._group = QButtonGroup(self)
        self.buttons: dict[str, NavButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(self._brand(office))
        for number, page in enumerate((page for page in pages if page.place == "nav"), 1):
            column.addWidget(self._button(page, number))
        column.addStretch(1)
        for page in pages:
            if page.place == "foot":
                column.addWidget(self._button(page, len(self.buttons) + 1))
        column.addSpacing(6)
        self._person_box = self._person(person, role)
        column.addLayout(self._person_box)
        self.set_narrow(False)

    def mark(self, page_id: str) -> None:
        """Mark the page that is shown; none if it is not in the navigation."""
        self._group.setExclusive(False)
        for known, button in self.buttons.items():
            button.setChecked(known == page_id)
        self._group.setExclusive(page_id in self.buttons)

    def set_badges(self, badges: Mapping[str, int]) -> None:
        """Show how much waits on each page."""
        for button in self.buttons.values():
            button.set_count(badges.get(button.page.badge, 0) if button.page.badge else 0)

    def set_narrow(self, narrow: bool) -> None:
        """Shrink to icons; names stay for the screen reader and as tooltips."""
        shown = theme.current()
        self.setFixedWidth(max(NARROW, shown.px(NARROW) - 18) if narrow else max(WIDE, shown.px(WIDE)))
        for part in self._wide_parts:
            part.setVisible(not narrow)
        for button in self.buttons.values():
            button.set_narrow(narrow)
        way = QBoxLayout.Direction
        self._person_box.setDirection(way.BottomToTop if narrow else way.LeftToRight)

    def _button(self, page: PageEntry, number: int) -> NavButton:
        button = NavButton(page, number)
        button.clicked.connect(lambda: self.chosen.emit(page.id))
        self._group.addButton(button)
        self.buttons[page.id] = button
        return button

    def _brand(self, office: str) -> QHBoxLayout:
        name, caption = label(PRODUCT), Elide(office)
        name.setObjectName("navbrand")
        caption.setObjectName("navcaption")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(name)
        words.addWidget(caption)
        box = QHBoxLayout()
        box.setContentsMargins(16, 14, 8, 12)
        box.setSpacing(10)
        box.addWidget(IconLabel(Icon.BRAND, "nav_accent", 26))
        box.addLayout(words, 1)
        self._wide_parts += [name, caption]
        return box

    def _person(self, person: str, role: str) -> QHBoxLayout:
        face = Face(person)
        face.setToolTip(f"{person} · {role}")
        name, caption = Elide(person), Elide(role)
        name.setObjectName("navname")
        caption.setObjectName("navcaption")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(name)
        words.addWidget(caption)
        lock = IconButton(
            Icon.LOCK, "Kunci layar (Ctrl+L)", color="nav_text", kind="navicon", clicked=self.lock_wanted.emit
        )
        box = QHBoxLayout()
        box.setContentsMargins(12, 10, 8, 12)
        box.setSpacing(10)
        box.addWidget(face)
        box.addLayout(words, 1)
        box.addWidget(lock)
        self._wide_parts += [name, caption]
        return box
