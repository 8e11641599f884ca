"""The bar above every page: search, keys, what waits, and the main verb of the role."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QSizePolicy

from models.services.views import StatusStrip
from ui.icons import Icon
from ui.theme import Role
from ui.widgets.basics import Button, Elide, IconButton, IconLabel, label

#: The strip turns amber when the newest verified backup is older than this many days, and red after the second.
BACKUP_WARN_DAYS, BACKUP_DANGER_DAYS = 3, 7


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
        go: opens the page with this id, from the list of what waits.
    """

    def __init__(
        self,
        search: Callable[[], object],
        keys: Callable[[], object],
        intake: Callable[[], object] | None,
        go: Callable[[str], object],
    ) -> None:
        super().__init__()
        self.setObjectName("topbar")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._go = go
        self._news: list[tuple[str, str]] = []
        self.search = SearchButton("Cari nomor kasus, nama, NIK, atau nomor surat")
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
        """Keep what the bell tells: tasks, letters, an old backup. Numbers only, no case."""
        self._news = []
        if tasks := strip.badges.get("tugas", 0):
            self._news.append((f"{tasks} tugas menunggu Anda", "tugas"))
        if letters := strip.badges.get("surat", 0):
            self._news.append((f"{letters} konsep surat belum bernomor", "surat"))
        if strip.backup_age_days is None or strip.backup_age_days >= BACKUP_WARN_DAYS:
            self._news.append((strip.backup_text, "administrasi"))
        count = f"{len(self._news)} hal" if self._news else "tidak ada yang baru"
        self._bell.set_icon(Icon.BELL, f"Pemberitahuan, {count}")

    def _show_news(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words, page_id in self._news:
            menu.addAction(words).triggered.connect(lambda _checked=False, page_id=page_id: self._go(page_id))
        if not self._news:
            menu.addAction("Tidak ada yang baru").setEnabled(False)
        menu.popup(self._bell.mapToGlobal(QPoint(0, self._bell.height() + 4)))
