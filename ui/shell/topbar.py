"""The bar above every page: search, keys, what waits, and the main verb of the role."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QSizePolicy

from models.services.views import NewsItem, StatusStrip
from ui import icons
from ui.icons import Icon
from ui.texts import unmarked
from ui.theme import Role
from ui.widgets.basics import Button, Elide, IconButton, IconLabel, label

#: The strip turns amber when the newest verified backup is older than this many days, and red after the second.
BACKUP_WARN_DAYS, BACKUP_DANGER_DAYS = 3, 7
_NEWS_ICONS = {"danger": Icon.LATE, "warn": Icon.SOON}


class SearchButton(QPushButton):
    """Looks like a search field and opens the search over everything."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.setProperty("kind", "search")
        self.setAccessibleName("Cari di seluruh aplikasi")
        self.setToolTip("Cari dan jalankan perintah (Ctrl+K)")
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        box = QHBoxLayout(self)
        box.setContentsMargins(10, 0, 10, 0)
        box.setSpacing(8)
        box.addWidget(IconLabel(Icon.SEARCH))
        words_label = Elide(words, Role.MUTED)
        box.addWidget(words_label, 1)
        for child in (words_label,):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, super().minimumSizeHint().height())


class TopBar(QFrame):
    """The bar.

    Args of the constructor:
        search / keys / intake: called by the three buttons; ``intake`` None hides "Terima Aduan".
        go: opens the page with this id and parameters, from the list of what waits.
        hint: what may be searched for.
    """

    def __init__(
        self,
        search: Callable[[], object],
        keys: Callable[[], object],
        intake: Callable[[], object] | None,
        go: Callable[..., object],
        hint: str,
    ) -> None:
        super().__init__()
        self.setObjectName("topbar")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._go = go
        self._news: tuple[NewsItem, ...] = ()
        self.search = SearchButton(hint)
        self.search.setMaximumWidth(460)
        self.search.clicked.connect(lambda _checked: search())
        cap = label("Ctrl+K")
        cap.setObjectName("key")
        self._bell = IconButton(Icon.BELL, "Pemberitahuan, tidak ada yang baru", clicked=self._show_news)
        box = QHBoxLayout(self)
        box.setContentsMargins(20, 9, 16, 8)
        box.setSpacing(8)
        box.addWidget(self.search, 3)
        box.addWidget(cap, 0, Qt.AlignmentFlag.AlignVCenter)
        box.addStretch(1)
        box.addWidget(IconButton(Icon.KEYBOARD, "Daftar pintasan papan ketik (F1)", clicked=keys))
        box.addWidget(self._bell)
        if intake is not None:
            box.addWidget(Button("Terima Aduan", Icon.ADD, "primary", clicked=intake, shortcut="Ctrl+N"))

    def set_news(self, strip: StatusStrip) -> None:
        """Keep what the bell tells: late, soon, legal clocks, the calendar, drafts, an old backup. No client's name."""
        self._news = strip.news
        urgent = any(item.tone == "danger" for item in strip.news)
        count = f"{len(strip.news)} hal" if strip.news else "tidak ada yang baru"
        self._bell.set_icon(Icon.BELL_URGENT if urgent else Icon.BELL, f"Pemberitahuan, {count}")

    def news_menu(self) -> QMenu:
        """The short list below the bell, each line leading to its place."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName("Pemberitahuan")
        for group, items in groupby(self._news, key=lambda item: item.group):
            if menu.actions():
                menu.addSeparator()
            menu.addAction(group).setEnabled(False)  # a heading; the style draws none of its own
            for item in items:
                action = menu.addAction(
                    icons.icon(_NEWS_ICONS.get(item.tone, Icon.INFO), item.tone), unmarked(item.words)
                )
                action.triggered.connect(lambda _checked=False, item=item: self._go(item.page_id, **item.params))
        if not self._news:
            menu.addAction("Tidak ada yang baru").setEnabled(False)
        return menu

    def _show_news(self) -> None:
        self.news_menu().popup(self._bell.mapToGlobal(QPoint(0, self._bell.height() + 4)))
