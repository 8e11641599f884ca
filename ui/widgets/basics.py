"""The smallest parts of every screen: labels, lines, cards, buttons, scroll areas.

Text given to these widgets is always shown as plain text: what people typed can never become markup.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui import icons, theme
from ui.icons import Icon
from ui.texts import unmarked
from ui.theme import Role

CardKind = Literal["none", "plain", "flat", "info", "warn", "danger", "ok", "neutral"]
ButtonKind = Literal["normal", "primary", "danger", "link"]
_ICON_COLOR = {"normal": "text", "primary": "on_primary", "danger": "danger", "link": "primary"}


def restyle(widget: QWidget, **properties: object) -> None:
    """Set dynamic properties that the style sheet asks for and let it look again; looking costs, so not for nothing."""
    if all(widget.property(name) == value for name, value in properties.items()):
        return
    for name, value in properties.items():
        widget.setProperty(name, value)
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):  # else it has not looked yet
        widget.style().unpolish(widget)
        widget.style().polish(widget)
        widget.update()


def label(text: str = "", role: Role = Role.BODY, *, wrap: bool = False, buddy: QWidget | None = None) -> QLabel:
    """A plain-text label. ``buddy`` is the field it names: the screen reader then knows the field's name."""
    made = QLabel(text if buddy is None else unmarked(text))
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("role", role.value)
    made.setWordWrap(wrap)
    if buddy is not None:
        made.setBuddy(buddy)
    return made


def line(*, down: bool = False) -> QFrame:
    """A thin dividing line, across or down."""
    made = QFrame()
    made.setProperty("line", "down" if down else "across")
    return made


def only_if(may: bool, *widgets: QWidget) -> None:
    """Leave out what the person may not do. What has no place yet is not shown: it would open as a window."""
    if not may:
        for widget in widgets:
            widget.hide()


def row(*widgets: QWidget | None, spacing: int = 8, stretch: int | None = None) -> QHBoxLayout:
    """Widgets side by side; ``None`` is a stretch. ``stretch`` is the index of the widget that takes the room left."""
    box = QHBoxLayout()
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(spacing)
    for index, widget in enumerate(widgets):
        if widget is None:
            box.addStretch(1)
        else:
            box.addWidget(widget, 1 if index == stretch else 0)
    return box


class Elide(QLabel):
    """One line that ends in "…" where the room ends; the tooltip then holds the whole text."""

    def __init__(self, text: str = "", role: Role = Role.BODY) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role.value)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        return QSize(40, super().minimumSizeHint().height())

    def setText(self, text: str) -> None:
        super().setText(text)
        self._explain()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._explain()

    def _explain(self) -> None:
        cut = self.fontMetrics().horizontalAdvance(self.text()) > self.width()
        self.setToolTip(self.text() if cut else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.contentsRect(), int(self.alignment() | Qt.AlignmentFlag.AlignVCenter), shown)
        painter.end()


class IconLabel(QLabel):
    """An icon that stands beside words; it says nothing of its own to a screen reader."""

    def __init__(self, icon: Icon, color: str = "muted", size: int = 18) -> None:
        super().__init__()
        self._icon, self._color, self._size = icon, color, size
        self._draw()

    def set_icon(self, icon: Icon, color: str = "muted") -> None:
        """Show another icon in the colour of a token."""
        self._icon, self._color = icon, color
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self._draw()
        super().changeEvent(event)

    def _draw(self) -> None:
        size = theme.current().px(self._size)
        self.setPixmap(icons.pixmap(self._icon, self._color, size, self.devicePixelRatioF()))
        self.setFixedWidth(size + 2)


class Card(QFrame):
    """A framed surface. Put widgets into ``body``.

    Attributes:
        body: the layout inside the frame.
    """

    def __init__(
        self,
        kind: CardKind = "plain",
        *,
        margins: tuple[int, int, int, int] = (16, 14, 16, 14),
        spacing: int = 8,
        horizontal: bool = False,
    ) -> None:
        super().__init__()
        self.setProperty("card", kind)
        self.body: QBoxLayout = QHBoxLayout(self) if horizontal else QVBoxLayout(self)
        self.body.setContentsMargins(*margins)
        self.body.setSpacing(spacing)

    def set_kind(self, kind: CardKind) -> None:
        """Change the colours of the frame."""
        restyle(self, card=kind)


class Button(QPushButton):
    """A button named by its verb.

    ``shortcut`` works while the button's window has the focus and is shown in the tooltip. ``tip`` says more than the
    verb where that helps; the accessible name is the verb, or ``name`` where the verb alone is not enough ("Isi" ->
    "Isi Formulir asesmen risiko").
    """

    def __init__(
        self,
        text: str,
        icon: Icon | None = None,
        kind: ButtonKind = "normal",
        *,
        clicked: Callable[[], object] | None = None,
        shortcut: str = "",
        tip: str = "",
        name: str = "",
    ) -> None:
        super().__init__()
        self._kind, self._icon = kind, icon
        self._name, self._tip, self._keys = name, tip, shortcut
        self.setProperty("kind", kind)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.set_text(text)
        self._dress()
        if clicked is not None:
            self.clicked.connect(lambda _checked=False: clicked())

    def set_text(self, text: str, icon: Icon | None = None) -> None:
        """Another verb, and another icon if one is given."""
        # Qt leaves no room between icon and text once a style sheet sets the padding.
        self.setText(unmarked(f"\N{THIN SPACE}{text}" if self._icon or icon else text))
        self.setAccessibleName(self._name or text)
        keys = QKeySequence(self._keys).toString(QKeySequence.SequenceFormat.NativeText)
        tip = self._tip or (text if keys else "")
        self.setToolTip(f"{tip} ({keys})" if keys else tip)
        if self._keys:
            self.setShortcut(QKeySequence(self._keys))
        if icon is not None:
            self._icon = icon
            self._dress()

    def set_kind(self, kind: ButtonKind) -> None:
        """Change how much the button stands out."""
        self._kind = kind
        restyle(self, kind=kind)
        self._dress()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self._dress()
        super().changeEvent(event)

    def _dress(self) -> None:
        if self._icon is not None:
            size = theme.current().px(17)
            self.setIcon(icons.icon(self._icon, _ICON_COLOR[self._kind]))
            self.setIconSize(QSize(size, size))


class IconButton(QToolButton):
    """A button that shows an icon only: ``name`` is its accessible name and tooltip. At least 24 px wide and high."""

    def __init__(
        self,
        icon: Icon,
        name: str,
        *,
        clicked: Callable[[], object] | None = None,
        shortcut: str = "",
        color: str = "muted",
        kind: str = "icon",
        menu: QMenu | None = None,
    ) -> None:
        super().__init__()
        self._icon, self._color, self._keys = icon, color, shortcut
        self.setProperty("kind", kind)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.set_icon(icon, name)
        if shortcut:
            self.setShortcut(QKeySequence(shortcut))
        if menu is not None:
            menu.setParent(self, menu.windowFlags())
            self.setMenu(menu)
            self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        if clicked is not None:
            self.clicked.connect(lambda _checked=False: clicked())

    def set_icon(self, icon: Icon, name: str) -> None:
        """Another icon with another meaning."""
        self._icon = icon
        self.setAccessibleName(name)
        keys = QKeySequence(self._keys).toString(QKeySequence.SequenceFormat.NativeText)
        self.setToolTip(f"{name} ({keys})" if keys else name)
        self._dress()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self._dress()
        super().changeEvent(event)

    def _dress(self) -> None:
        size = theme.current().px(20)
        self.setIcon(icons.icon(self._icon, self._color))
        self.setIconSize(QSize(size, size))
        self.setMinimumSize(28, 28)


class ScrollColumn(QScrollArea):
    """A column that may be taller than its room. Keep rows of actions outside it, so that they are always seen.

    Where large text makes it wider than its room too, it scrolls sideways as well, so that nothing is out of reach.

    Attributes:
        body: the layout of the column.
    """

    def __init__(self, *, spacing: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        inside.setObjectName("inside")
        self.body = QVBoxLayout(inside)
        self.body.setContentsMargins(*margins)
        self.body.setSpacing(spacing)
        self.setWidget(inside)
