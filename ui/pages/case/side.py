"""The right column of a case: the short facts, how to reach the client safely, and what happened last."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.services.views import Activity, CasePage, Pair
from ui.icons import Icon
from ui.theme import Role
from ui.widgets.basics import Card, IconLabel, ScrollColumn, label
from ui.widgets.layouts import refill

#: How many of the last activities the column shows; the rest stands under Riwayat.
_ACTIVITIES = 6
_DEFAULT_ICON = Icon.INFO


def pair_line(pair: Pair) -> QWidget:
    """A label above its value, with an icon where the pair names one."""
    made = QWidget()
    line = QHBoxLayout(made)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(8)
    if pair.icon:
        line.addWidget(IconLabel(_icon(pair.icon), "muted", 17), 0, Qt.AlignmentFlag.AlignTop)
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(label(pair.label, Role.CAPTION, wrap=True))
    value = label(pair.value or "Belum diisi", wrap=True)
    value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    words.addWidget(value)
    words.addStretch(1)  # beside a longer neighbour it begins on the same line
    line.addLayout(words, 1)
    made.setAccessibleName(f"{pair.label}: {pair.value}")
    return made


def _icon(name: str) -> Icon:
    try:
        return Icon(name)
    except ValueError:
        return _DEFAULT_ICON


class SafeContactCard(Card):
    """How the client may be reached without danger; amber, because a wrong call can cost much."""

    def __init__(self) -> None:
        super().__init__("warn", margins=(12, 9, 12, 9), horizontal=True)
        self.body.addWidget(IconLabel(Icon.SAFE_CONTACT, "warn", 20), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(label("Cara menghubungi yang aman", Role.STRONG, wrap=True))
        self._text = label("", wrap=True)
        words.addWidget(self._text)
        self.body.addLayout(words, 1)

    def show_text(self, text: str) -> None:
        """Show it, or that nobody asked yet."""
        self._text.setText(text or "Belum ditanyakan. Jangan menghubungi sebelum ada cara yang aman.")
        self.setAccessibleName(f"Cara menghubungi yang aman: {self._text.text()}")


class SideColumn(ScrollColumn):
    """Short facts, safe contact, last activities."""

    def __init__(self) -> None:
        super().__init__(spacing=12)
        self.setAccessibleName("Ringkasan kasus")
        self._facts = Card(margins=(14, 12, 14, 12), spacing=6)
        self._contact = SafeContactCard()
        self._activities = Card(margins=(14, 12, 14, 12), spacing=4)
        for card in (self._facts, self._contact):
            self.body.addWidget(card)
        self.body.addWidget(self._activities, 1)

    def show_page(self, page: CasePage) -> None:
        """Show the case anew."""
        _refill(self._facts, "Data ringkas", [pair_line(pair) for pair in page.summary])
        self._contact.show_text(page.safe_contact)
        self._contact.setVisible(not page.head.period)
        _refill(self._activities, "Kegiatan terakhir", [_activity(one) for one in page.activities[:_ACTIVITIES]])
        if not page.activities:
            self._activities.body.addWidget(label("Belum ada kegiatan.", Role.MUTED))
        self._activities.body.addStretch(1)


def _activity(activity: Activity) -> QWidget:
    made = QWidget()
    box = QVBoxLayout(made)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(1)
    box.addWidget(label(activity.when, Role.CAPTION))
    box.addWidget(label(activity.text, wrap=True))
    return made


def _refill(card: Card, heading: str, lines: list[QWidget]) -> None:
    refill(card.body, [label(heading, Role.SUBTITLE), *lines])
