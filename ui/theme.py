"""The look: tokens for light and dark, a palette and one style sheet built from them, and the size of the text.

Nothing else in ``ui/`` names a colour. Painted widgets ask ``current()`` while painting, so a change of theme needs
no more than the repaint Qt sends anyway.
"""

from __future__ import annotations

from enum import StrEnum
from string import Template

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

import resources

FAMILY = "Inter"
#: What the style sheet is laid over.
STYLE = "Fusion"
#: Sizes of text the person may choose, in percent.
TEXT_SIZES = (90, 100, 110, 125, 150)
#: Below this width (logical pixels at 100 % text) the navigation shrinks and right panes become drawers.
BREAK_POINT = 1200


class Mode(StrEnum):
    """Which of the two looks is shown. The value is what the settings file of this PC holds."""

    LIGHT = "terang"
    DARK = "gelap"
    SYSTEM = "sistem"


class Tone(StrEnum):
    """What a colour says; each has a ``_tint`` (background) beside it. Never the only carrier of a meaning."""

    DANGER = "danger"
    WARN = "warn"
    OK = "ok"
    INFO = "info"
    NEUTRAL = "neutral"
    PRIMARY = "primary"


class Role(StrEnum):
    """The kinds of text on screen."""

    CAPTION = "caption"
    LABEL = "label"
    BODY = "body"
    MUTED = "muted"
    STRONG = "strong"
    SUBTITLE = "subtitle"
    TITLE = "title"
    METRIC = "metric"


#: Pixel size at 100 % and weight of each kind of text.
TYPE: dict[Role, tuple[int, QFont.Weight]] = {
    Role.CAPTION: (12, QFont.Weight.Normal),
    Role.LABEL: (12, QFont.Weight.Medium),
    Role.BODY: (13, QFont.Weight.Normal),
    Role.MUTED: (13, QFont.Weight.Normal),
    Role.STRONG: (13, QFont.Weight.DemiBold),
    Role.SUBTITLE: (15, QFont.Weight.DemiBold),
    Role.TITLE: (20, QFont.Weight.DemiBold),
    Role.METRIC: (24, QFont.Weight.DemiBold),
}

LIGHT = {
    "bg": "#F3F5F7", "surface": "#FFFFFF", "surface2": "#F8FAFB", "border": "#D5DDE2", "border_strong": "#7C8B93",
    "text": "#17262C", "muted": "#51626A", "disabled": "#8A989F",
    "primary": "#0B666A", "primary_hover": "#095558", "primary_press": "#074447", "on_primary": "#FFFFFF",
    "primary_tint": "#E2F1F1",
    "danger": "#B3261E", "danger_tint": "#FCEAE8", "danger_line": "#E9B7B3",
    "warn": "#855000", "warn_tint": "#FFF3DC", "warn_line": "#EBCB92",
    "ok": "#1C6A3A", "ok_tint": "#E4F3E9", "ok_line": "#A9D3B8",
    "info": "#1B5A9E", "info_tint": "#E5EFFA", "info_line": "#AECBEA",
    "neutral": "#51626A", "neutral_tint": "#EDF1F3", "neutral_line": "#D5DDE2",
    "select": "#DDEFEF", "hover": "#F0F5F6", "track": "#E3E9EC",
    "nav": "#0F2D33", "nav_hover": "#173C44", "nav_active": "#1D4C55", "nav_text": "#C8D8DB",
    "nav_text_active": "#FFFFFF", "nav_accent": "#5FD0C5", "on_nav_accent": "#06302E",
    "badge": "#F2B8A0", "on_badge": "#3B1206", "ribbon": "#FFD54A", "on_ribbon": "#2B2100",
    "paper": "#FFFFFF",
}  # fmt: skip
DARK = {
    "bg": "#11181B", "surface": "#192226", "surface2": "#1E292D", "border": "#314047", "border_strong": "#7E929A",
    "text": "#E7EDEF", "muted": "#A7B6BC", "disabled": "#6E7E85",
    "primary": "#5CC9C0", "primary_hover": "#74D6CE", "primary_press": "#8AE0D9", "on_primary": "#05302E",
    "primary_tint": "#17393A",
    "danger": "#FF9A92", "danger_tint": "#3A2020", "danger_line": "#6B3733",
    "warn": "#F3C06B", "warn_tint": "#38290F", "warn_line": "#6A5024",
    "ok": "#7FD49B", "ok_tint": "#16301F", "ok_line": "#2F5F40",
    "info": "#8EC1F7", "info_tint": "#172A3E", "info_line": "#2F5178",
    "neutral": "#A7B6BC", "neutral_tint": "#253136", "neutral_line": "#314047",
    "select": "#1D4043", "hover": "#202C31", "track": "#2B383E",
    "nav": "#0B1316", "nav_hover": "#152227", "nav_active": "#1B3339", "nav_text": "#B6C6CB",
    "nav_text_active": "#FFFFFF", "nav_accent": "#5FD0C5", "on_nav_accent": "#06302E",
    "badge": "#F2B8A0", "on_badge": "#3B1206", "ribbon": "#FFD54A", "on_ribbon": "#2B2100",
    "paper": "#FFFFFF",
}  # fmt: skip

#: Every pair of colours that meets on screen and the WCAG ratio it owes: 4.5 for text, 3 for borders, bars and rings.
PAIRS: tuple[tuple[str, str, float], ...] = (
    ("text", "surface", 4.5), ("text", "surface2", 4.5), ("text", "bg", 4.5), ("text", "select", 4.5),
    ("text", "hover", 4.5), ("text", "neutral_tint", 4.5), ("text", "warn_tint", 4.5), ("text", "info_tint", 4.5),
    ("text", "danger_tint", 4.5), ("text", "ok_tint", 4.5), ("surface", "text", 4.5),
    ("muted", "surface", 4.5), ("muted", "bg", 4.5), ("muted", "surface2", 4.5), ("muted", "neutral_tint", 4.5),
    ("muted", "select", 4.5), ("muted", "warn_tint", 4.5), ("muted", "info_tint", 4.5), ("muted", "ok_tint", 4.5),
    ("muted", "danger_tint", 4.5),
    ("neutral", "neutral_tint", 4.5), ("neutral", "surface", 4.5),
    ("on_primary", "primary", 4.5), ("on_primary", "primary_hover", 4.5), ("on_primary", "primary_press", 4.5),
    ("primary", "surface", 4.5), ("primary", "surface2", 4.5), ("primary", "bg", 4.5), ("primary", "primary_tint", 4.5),
    ("danger", "surface", 4.5), ("danger", "danger_tint", 4.5), ("danger", "select", 4.5), ("danger", "bg", 4.5),
    ("warn", "surface", 4.5), ("warn", "warn_tint", 4.5), ("warn", "select", 4.5), ("warn", "bg", 4.5),
    ("ok", "surface", 4.5), ("ok", "ok_tint", 4.5), ("ok", "select", 4.5),
    ("info", "surface", 4.5), ("info", "info_tint", 4.5), ("info", "select", 4.5),
    ("nav_text", "nav", 4.5), ("nav_text", "nav_hover", 4.5), ("nav_text_active", "nav_active", 4.5),
    ("on_nav_accent", "nav_accent", 4.5), ("on_badge", "badge", 4.5), ("on_ribbon", "ribbon", 4.5),
    ("nav_accent", "nav", 3), ("nav_accent", "nav_active", 3),
    ("border_strong", "surface", 3), ("border_strong", "bg", 3), ("primary", "select", 3),
    ("primary", "track", 3), ("danger", "track", 3), ("warn", "track", 3), ("info", "track", 3), ("muted", "track", 3),
)  # fmt: skip

#: Lengths in the style sheets that grow with the text, in pixels at 100 %.
_LENGTHS = {
    "h_control": 32,
    "h_link": 24,
    "h_header": 34,
    "h_check": 24,
    "h_tab": 18,
    "h_search": 34,
    "h_face": 17,
    "h_badge": 9,
}
_SHEETS = ("base.qss", "controls.qss", "forms.qss", "views.qss", "shell.qss")


class Theme:
    """One look at one text size.

    Attributes:
        dark: which set of tokens.
        percent: size of the text, 100 as designed.
    """

    def __init__(self, *, dark: bool = False, percent: int = 100) -> None:
        self.dark = dark
        self.percent = percent
        self._tokens = DARK if dark else LIGHT
        self._fonts: dict[tuple[Role, QFont.Weight | None], QFont] = {}

    def hex(self, token: str) -> str:
        """The colour of ``token`` as ``#RRGGBB``."""
        return self._tokens[token]

    def color(self, token: str) -> QColor:
        """The colour of ``token`` (a ``Tone`` is a token too)."""
        return QColor(self._tokens[token])

    def tint(self, tone: Tone) -> QColor:
        """The background that belongs to ``tone``."""
        return self.color(f"{tone}_tint")

    def px(self, length: int) -> int:
        """``length`` pixels at 100 % in the chosen text size."""
        return round(length * self.percent / 100)

    def font(self, role: Role = Role.BODY, weight: QFont.Weight | None = None) -> QFont:
        """The font for painting ``role``, with figures of equal width; ``weight`` overrides the role's own."""
        key = (role, weight)
        if key not in self._fonts:
            size, own_weight = TYPE[role]
            font = QFont(FAMILY)
            font.setPixelSize(self.px(size))
            font.setWeight(own_weight if weight is None else weight)
            font.setFeature(QFont.Tag("tnum"), 1)
            self._fonts[key] = font
        return self._fonts[key]

    def style_sheet(self) -> str:
        """The whole style sheet with colours and lengths filled in."""
        values = dict(self._tokens)
        values |= {f"fs_{role}": str(self.px(size)) for role, (size, _) in TYPE.items()}
        values |= {name: str(self.px(length)) for name, length in _LENGTHS.items()}
        values["icons"] = resources.path("icons").as_posix()
        values["shade"] = "dark" if self.dark else "light"
        return Template("\n".join(resources.text(f"qss/{name}") for name in _SHEETS)).substitute(values)

    def palette(self) -> QPalette:
        """The palette for what the style sheet does not reach, such as tick boxes and file dialogs."""
        role, palette = QPalette.ColorRole, QPalette()
        for token, roles in {
            "bg": (role.Window,),
            "surface": (role.Base, role.Button, role.ToolTipText),
            "surface2": (role.AlternateBase,),
            "text": (role.WindowText, role.Text, role.ButtonText, role.ToolTipBase),
            "muted": (role.PlaceholderText,),
            "primary": (role.Highlight, role.Link, role.LinkVisited, role.Accent),
            "on_primary": (role.HighlightedText,),
            "border": (role.Mid, role.Midlight),
            "border_strong": (role.Dark,),
        }.items():
            for one in roles:
                palette.setColor(one, self.color(token))
        for one in (role.WindowText, role.Text, role.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, one, self.color("disabled"))
        return palette


_shown = Theme()


def current() -> Theme:
    """The theme on screen now."""
    return _shown


class Appearance(QObject):
    """Puts a theme on the application and follows the system's light/dark switch where that is wished.

    Signals:
        changed: after another theme or text size is shown.
    """

    changed = Signal()

    def __init__(self, app: QApplication, mode: Mode = Mode.SYSTEM, percent: int = 100) -> None:
        super().__init__(app)
        self._app = app
        self.mode = mode
        self.percent = percent
        app.styleHints().colorSchemeChanged.connect(self._system_changed)
        self._show()

    def set_mode(self, mode: Mode) -> None:
        """Show the light or dark look, or follow the system."""
        self.mode = mode
        self._show()

    def set_percent(self, percent: int) -> None:
        """Show text at ``percent`` of the designed size, held within ``TEXT_SIZES``."""
        self.percent = min(max(percent, TEXT_SIZES[0]), TEXT_SIZES[-1])
        self._show()

    def step(self, direction: int) -> int:
        """Next larger (+1) or smaller (-1) text, or back to 100 % (0). Returns the percentage shown."""
        nearest = min(range(len(TEXT_SIZES)), key=lambda index: abs(TEXT_SIZES[index] - self.percent))
        wanted = min(max(nearest + direction, 0), len(TEXT_SIZES) - 1)
        self.set_percent(TEXT_SIZES[wanted] if direction else 100)
        return self.percent

    def _system_changed(self) -> None:
        if self.mode is Mode.SYSTEM:
            self._show()

    def _show(self) -> None:
        global _shown  # noqa: PLW0603 - one look per process, as with the palette of QApplication
        hints = self._app.styleHints()
        wished = {Mode.LIGHT: Qt.ColorScheme.Light, Mode.DARK: Qt.ColorScheme.Dark}
        hints.setColorScheme(wished.get(self.mode, Qt.ColorScheme.Unknown))
        dark = hints.colorScheme() is Qt.ColorScheme.Dark if self.mode is Mode.SYSTEM else self.mode is Mode.DARK
        if (dark, self.percent) == (_shown.dark, _shown.percent) and self._app.styleSheet():
            return
        _shown = Theme(dark=dark, percent=self.percent)
        # Qt holds a list of all widgets meanwhile: none may be collected, for which ``ui.shell.collector`` stands.
        self._app.setPalette(_shown.palette())
        self._app.setFont(_shown.font())
        self._app.setStyleSheet(_shown.style_sheet())
        self.changed.emit()


def load_fonts() -> None:
    """Make the bundled Inter known to Qt; call once, after QApplication is made."""
    for path in sorted(resources.path("fonts").glob("Inter-*.ttf")):
        QFontDatabase.addApplicationFont(str(path))
