"""Keeping Tab in reading order where widgets come and go."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def stops(widget: QWidget) -> Iterator[QWidget]:
    """Where Tab can stop inside ``widget``, in the order its parts were made."""
    child: QWidget
    for child in widget.findChildren(QWidget):
        own_window = child.window() is not widget.window()  # the lists of combo boxes, calendars
        if _is_stop(child) and not own_window:
            yield child


def put_after(first: QWidget, parts: Iterable[QWidget]) -> None:
    """Let Tab visit ``parts`` in order right after the last stop of ``first``."""
    before = [first, *stops(first)][-1]
    for part in parts:
        QWidget.setTabOrder(before, part)
        before = part


def put_before(last: QWidget, parts: Iterable[QWidget]) -> None:
    """Let Tab visit the stops of ``parts`` in order and then ``last``, which keeps its place among the others."""
    chain = [stop for part in parts for stop in stops(part)]
    before = _stop_before(last, frozenset(chain))
    for stop in (*chain, last):
        if before is not stop:
            QWidget.setTabOrder(before, stop)
        before = stop


def _stop_before(last: QWidget, moving: frozenset[QWidget]) -> QWidget:
    """The stop Tab comes from: Qt's chain also holds widgets that only hold others, and moving behind one of those
    would move behind everything it holds."""
    before = last.previousInFocusChain()
    while before is not None and before is not last and (before in moving or not _is_stop(before)):
        before = before.previousInFocusChain()
    return before or last


def _is_stop(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus.value) and widget.focusProxy() is None
