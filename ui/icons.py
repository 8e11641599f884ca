"""The icons the program uses, each by what it means: signs of one small typeface, kept by size and colour."""

from __future__ import annotations

import sys
from enum import StrEnum
from functools import cache, lru_cache
from types import ModuleType
from typing import Any

import PySide6
from PySide6 import QtCore, QtGui, QtWidgets
from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon, QPixmap

import resources
from ui import theme
from ui.loading import load

_FONT = "tanda"


class Icon(StrEnum):
    """Name in this program = name in Material Design Icons. A new one is taken by ``tests/tools/take_icons.py``."""

    BRAND = "hand-heart-outline"
    # pages
    TASKS = "clipboard-check-outline"
    CASES = "folder-account-outline"
    LETTERS = "email-edit-outline"
    LOGBOOK = "notebook-outline"
    AGENDA = "email-open-multiple-outline"
    REPORT = "file-chart-outline"
    ADMIN = "cog-outline"
    DASHBOARD = "chart-box-outline"
    # actions
    ADD = "plus"
    SEARCH = "magnify"
    PRINT = "printer-outline"
    SAVE = "content-save-outline"
    EDIT = "pencil-outline"
    DELETE = "delete-outline"
    IMPORT = "tray-arrow-down"
    PDF = "file-pdf-box"
    SHOW = "eye-outline"
    HIDE = "eye-off-outline"
    UNDO = "undo"
    REDO = "redo"
    HISTORY = "history"
    FILTER = "filter-variant"
    COLUMNS = "view-column-outline"
    MORE = "dots-horizontal"
    BACK = "arrow-left"
    FORWARD = "arrow-right"
    UP = "arrow-up"
    DOWN = "arrow-down"
    CHECK = "check"
    CLOSE = "close"
    REFRESH = "refresh"
    NUMBER = "numeric"
    STAMP = "stamper"
    HAND_OVER = "account-arrow-right-outline"
    LAW = "scale-balance"
    LOGIN = "login"
    OPEN = "folder-open-outline"
    COPY = "content-copy"
    GENERATE = "dice-multiple-outline"
    ZOOM_IN = "magnify-plus-outline"
    ZOOM_OUT = "magnify-minus-outline"
    FIT = "fit-to-page-outline"
    FIT_WIDTH = "arrow-expand-horizontal"
    SCANNER = "scanner"
    TURN_LEFT = "rotate-left"
    TURN_RIGHT = "rotate-right"
    ARCHIVE = "archive-outline"
    SHELF = "bookshelf"
    LOAN = "book-arrow-right-outline"
    EXCEL = "file-excel-outline"
    PIN = "pin-outline"
    PINNED = "pin"
    NATIONAL = "cloud-upload-outline"
    PREVIOUS = "chevron-left"
    NEXT = "chevron-right"
    CALENDAR = "calendar-month-outline"
    KEYBOARD = "keyboard-outline"
    HELP = "help-circle-outline"
    BELL = "bell-outline"
    BELL_URGENT = "bell-alert-outline"
    LIGHT = "white-balance-sunny"
    DARK = "weather-night"
    # states
    LATE = "alert-octagon-outline"
    SOON = "clock-alert-outline"
    RUNNING = "progress-clock"
    PAUSED = "pause-circle-outline"
    RESUME = "play-circle-outline"
    WAITING = "account-clock-outline"
    DONE = "check-circle"
    DONE_OUTLINE = "check-circle-outline"
    TODO = "circle-outline"
    PARTLY = "circle-slice-4"
    RISK = "alert-outline"
    LOCK = "lock-outline"
    INFO = "information-outline"
    PROBLEM = "alert-circle-outline"
    CANCELLED = "cancel"
    NOT_NEEDED = "minus"
    TIMER = "timer-sand"
    CLOCK = "clock-outline"
    DATE_TIME = "calendar-clock"
    SAVED = "content-save-check-outline"
    NOT_SAVED = "content-save-alert-outline"
    SHARED = "folder-network-outline"
    OFFLINE = "cloud-off-outline"
    BACKUP = "database-check-outline"
    BACKUP_LATE = "database-alert-outline"
    DATABASE_LOCKED = "database-lock-outline"
    RESTORE = "backup-restore"
    FLASH_DISK = "usb-flash-drive-outline"
    UPDATE = "update"
    # things
    DOCUMENT = "file-document-outline"
    LETTER = "email-outline"
    PERSON = "account-outline"
    PEOPLE = "account-group-outline"
    ADD_PERSON = "account-plus-outline"
    PHONE = "phone-outline"
    SAFE_CONTACT = "phone-lock-outline"
    OFFICE = "office-building-outline"
    PROCEDURE = "sitemap-outline"
    JOURNEY = "car-outline"
    KEY = "key-outline"
    RECOVERY = "shield-key-outline"
    IMAGE = "image-outline"
    TABLE = "table"


def icon(name: Icon, color: str = "text", disabled: str = "disabled") -> QIcon:
    """``name`` in the colour of a token of the theme shown now. Ask again after the theme has changed."""
    shown = theme.current()
    return _icon(name, shown.hex(color), shown.hex(disabled))


def pixmap(name: Icon, color: str, size: int, ratio: float = 1.0) -> QPixmap:
    """A picture of ``size`` logical pixels for painting, sharp at the device's pixel ``ratio``."""
    return _pixmap(name, theme.current().hex(color), size, ratio)


def _introduce_qt() -> None:
    """Tell qtawesome where Qt is.

    QtPy, which it would ask, finds out by loading every class of Qt there is: that takes as long as all the rest of
    the first window.
    """
    known = ModuleType("qtpy")
    parts = {"QtCore": QtCore, "QtGui": QtGui, "QtWidgets": QtWidgets}
    vars(known).update(parts, PYSIDE_VERSION=PySide6.__version__)
    for name, module in {"qtpy": known, **{f"qtpy.{part}": module for part, module in parts.items()}}.items():
        sys.modules.setdefault(name, module)


@cache
def _signs() -> Any:
    """The library with one small typeface in place of its twelve large ones, when the first icon is drawn."""
    _introduce_qt()
    return load("qtawesome").IconicFont((_FONT, "tanda.ttf", "tanda.json", str(resources.path("icons"))))


@lru_cache(maxsize=512)
def _icon(name: Icon, color: str, disabled: str) -> QIcon:
    return QIcon(_signs().icon(f"{_FONT}.{name}", color=color, color_disabled=disabled))


@lru_cache(maxsize=1024)
def _pixmap(name: Icon, color: str, size: int, ratio: float) -> QPixmap:
    return _icon(name, color, color).pixmap(QSize(size, size), ratio)
